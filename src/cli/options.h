/* The command line: every option in one table (options.c). */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "answers/answer.h"
#include "cli/extcap.h"
#include "core/err.h"
#include "cli/selection.h"
#include "dissect/decode.h"
#include "dissect/dissect.h"
#include "host/process_tree.h"
#include "file/compress.h"
#include "sink/columns.h"
#include "sink/savefile.h"
#include "sink/text.h"
#include "stream/tls_keylog.h"

enum { FILES_MAX = 4096, INTERFACES_MAX = 256, DECODES_MAX = 64, SNAPLEN_MOST = 262144, MIBS_MAX = 1024 };

enum options_result {
	OPTIONS_RUN,
	OPTIONS_HELP,       /* on stdout, exit 0 */
	OPTIONS_VERSION,
	OPTIONS_DECODES,    /* --decode help: as OPTIONS_HELP */
	OPTIONS_WRONG,      /* on stderr, exit 1 */
};

struct verb;

struct options {
	char **each;            /* files of which each is read by a run of its own, as that of -r; or none */
	size_t each_count;
	const char *program;    /* as called: what messages start with */
	bool tcpdump;           /* called as tcpdump: its command line only */
	struct dissect_options dissect;
	struct text_options text;
	int no_names;           /* -n: how often */
	int time_stamps;        /* -t: how often */
	bool foreign_numeric;   /* -f */
	const char *mibs[MIBS_MAX]; /* -m, each */
	const char *interfaces[INTERFACES_MAX]; /* -i, each: a name, number, pattern */
	unsigned interface_count;
	const char *read, *list, *write, *filter_file;
	const char *decode_as, *direction, *linktype, *postrotate, *user, *timestamp_type;
	const char *file_size, *rotate_seconds, *keep, *on_full;
	uint64_t keep_bytes, keep_seconds; /* --keep */
	enum savefile_full full; /* --on-full */
	uint64_t count, skip, print_sampling;
	uint64_t size;          /* -C in bytes */
	unsigned seconds, files, snaplen, buffer_kib, timeout_ms, stats, threads;
	int dump_filter;        /* -d: how often */
	bool no_optimize, list_interfaces, list_linktypes, list_timestamp_types, count_only, no_promiscuous, monitor, no_sandbox;
	bool follow_interfaces; /* --follow-interfaces */
	bool immediate, packet_buffered, direct, print, json, ek, pcapng, nano, micro;
	const char *dump_pass;  /* --dump-filter */
	bool process;           /* --process, --pid or --comm */
	const char *pids, *comms;
	struct process_choice choice; /* --pid, --comm */
	char *comm_words;       /* what choice.names point into */
	bool all, wait;         /* --all, --wait */
	bool deep, explain;
	const char *display;    /* -Y */
	struct columns_options columns; /* --fields */
	const char *format, *occurrence, *time_style, *zone, *color;
	const char *pattern;    /* of the fields verb */
	const struct verb *verb; /* NULL: lines, JSON or a file, as tcpdump */
	bool analyze;           /* --analyze */
	char *const *command;   /* of the exec verb, ends with NULL */
	const char *save;       /* --save */
	bool local;             /* --local */
	bool tcpinfo;           /* --tcpinfo */
	const char *remote;     /* the host of the remote verb; NULL: none */
	const char *remote_program; /* --remote-program */
	char *const *remote_filter;
	int remote_words;       /* of the filter */
	struct extcap_options extcap;
	const char *decode[DECODES_MAX]; /* --decode: as often as it is given */
	unsigned decode_count;
	const char *keylog_file; /* --keylog */
	struct tls_keylog keylog; /* what it holds: read before privileges are given up */
	struct decode_rules rules; /* of it and of its files */
	const char *output;     /* -o of a verb */
	struct answer_options answer; /* of verbs that answer from streams */
	char *const *merged;    /* files of the merge verb */
	size_t merged_count;
	struct selection selection; /* --from, --to, --packets */
	const char *from, *to, *packets, *anonymize;
	bool headers_only;
	char **expression;      /* the words behind the options */
	int expression_words;
};

enum options_result options_parse(struct options *o, int argc, char **argv, struct err *err);
/* How -w's file is compressed, as the ending of its name says. */
enum compression options_compression(const struct options *o);
/* Is -w's file a pcapng file? */
bool options_pcapng(const struct options *o);
void options_free(struct options *o);
/* How it is called, for whom an option was wrong; all options are in options_help(). */
void options_usage(const struct options *o, FILE *to);
void options_help(const struct options *o, FILE *to);
void options_version(const struct options *o, FILE *to);

#endif
