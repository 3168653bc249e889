#include "cli/verbs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/expression.h"
#include "cli/extcap.h"
#include "cli/options.h"
#include "cli/remote.h"
#include "answers/conv.h"
#include "answers/dns.h"
#include "answers/field_names.h"
#include "answers/flows.h"
#include "answers/follow.h"
#include "answers/hosts.h"
#include "answers/http.h"
#include "answers/info.h"
#include "answers/io.h"
#include "answers/problems.h"
#include "answers/proto.h"
#include "answers/report.h"
#include "answers/tcpinfo.h"
#include "answers/timeline.h"
#include "answers/tls.h"
#include "core/linktype_numbers.h"
#include "filter/compile.h"
#include "names/system.h"
#include "stream/flow.h"

static int info_sink(const struct options *o, const struct source *source, int fd, struct sink **sink, struct err *err)
{
	return info_sink_new(source, o->read, o->json, fd, sink, err);
}

/* How many of the words are files; what stands behind them is the filter. */
static size_t file_words(const struct options *o)
{
	size_t n = 0;
	while (n < (size_t)o->expression_words && (!strcmp(o->expression[n], "-") || access(o->expression[n], F_OK) == 0))
		n++;
	return n;
}

/* Several files are several answers. */
static int info_words(struct options *o, struct err *err)
{
	size_t n = o->read ? 0 : file_words(o);
	if (n < 2)
		return verb_file(o, err);
	o->each = o->expression;
	o->each_count = n;
	o->expression += n;
	o->expression_words -= (int)n;
	return 0;
}

/* IN and then, as -w would name it, OUT. */
static int convert_words(struct options *o, struct err *err)
{
	if (verb_file(o, err) < 0)
		return err->code;
	if (!o->write)
		o->write = verb_word(o);
	return o->write ? 0 : err_set(err, -EINVAL, "%s: name the file to be written (- for standard output)", o->verb->name);
}

static int merge_words(struct options *o, struct err *err)
{
	o->merged = o->expression;
	for (size_t n = file_words(o); o->merged_count < n; o->merged_count++)
		verb_word(o);
	if (!o->merged_count && !o->expression_words)
		return err_set(err, -EINVAL, "merge: name the capture files");
	if (!o->merged_count)
		return err_set(err, -ENOENT, "merge: %s: no such file", *o->expression);
	return o->write ? 0 : err_set(err, -EINVAL, "merge: give -w FILE (- for standard output)");
}

/* A kind of flow, where the first word is one; the rest is the filter. */
static int kind_words(struct options *o, struct err *err)
{
	if (o->expression_words && flow_kind_named(*o->expression) < FLOW_KINDS)
		o->answer.kind = verb_word(o);
	return 0;
}

/* What is followed, then the number of a stream; without one the words are the filter, and all of its streams are meant. */
static int follow_words(struct options *o, struct err *err)
{
	o->answer.kind = verb_word(o);
	static const char *const kinds[] = {"tcp", "udp", "http", "tls"};
	bool known = false;
	for (size_t i = 0; o->answer.kind && i < sizeof kinds / sizeof *kinds; i++)
		known |= !strcmp(o->answer.kind, kinds[i]);
	if (!known)
		return err_set(err, -EINVAL, "follow: say what: tcp, udp, http or tls, and a stream's number or a filter");
	bool tls = !strcmp(o->answer.kind, "tls");
	if (tls && !o->keylog_file)
		return err_set(err, -EINVAL, "follow tls: give --keylog FILE: the secrets, as programs write them to SSLKEYLOGFILE");
	if (tls && tls_keylog_read(&o->keylog, o->keylog_file, err) < 0)
		return err->code;
	o->answer.keylog = &o->keylog;
	const char *next = o->expression_words ? *o->expression : "";
	if (*next && !next[strspn(next, "0123456789")])
		o->answer.stream = verb_word(o);
	return 0;
}

/* An optional word. */
static int pattern_words(struct options *o, struct err *err)
{
	o->pattern = verb_word(o);
	return o->expression_words ? err_set(err, -EINVAL, "fields: one PATTERN is all") : 0;
}

static int fields_run(const struct options *o, struct err *err)
{
	return field_names_list(o->pattern, STDOUT_FILENO, err);
}

/* All words are the command; its sockets may be on any interface. */
static int exec_words(struct options *o, struct err *err)
{
	if (!o->expression_words)
		return err_set(err, -EINVAL, "exec: name the command to be run");
	if (o->read || o->list)
		return err_set(err, -EINVAL, "exec: packets come from the command's sockets: -r and -V do not go with it");
	o->command = o->expression;
	o->expression += o->expression_words;
	o->expression_words = 0;
	if (o->save && o->write)
		return err_set(err, -EINVAL, "exec: --save writes a file and -w does: give one of them");
	o->print |= o->save != NULL;
	o->pcapng |= o->save != NULL;
	o->write = o->save ? o->save : o->write;
	if (!o->interface_count)
		o->interfaces[o->interface_count++] = "any";
	return 0;
}

static int tcpinfo_verb(const struct options *o, struct err *err)
{
	struct names *names = names_system_new(o->dissect.no_domain);
	struct filter filter = {0};
	struct filter_options fo = {.linktype = LINKTYPE_RAW, .optimize = !o->no_optimize, .names = names};
	struct tcpinfo_options t = {.answer = &o->answer, .text = &o->text, .filter = &filter, .count = o->count};
	char *text = expression_text(o, err);
	int e = !text || !names ? err_set(err, -ENOMEM, "no memory") : filter_compile(&filter, &fo, text, err);
	if (e >= 0)
		e = tcpinfo_run(&t, STDOUT_FILENO, err);
	filter_free(&filter);
	names_system_free(names);
	free(text);
	return e;
}

static const struct verb verbs[] = {
	{"exec", "[--] COMMAND [ARGUMENT ...]", "Runs a command and shows its network system calls and the packets of its sockets.",
		.words = exec_words, .command = true, .lines = true},
	{"fields", "[PATTERN]", "Lists the fields that -Y, --fields and --format know: name, type, meaning.",
		.words = pattern_words, .run = fields_run},
	{"convert", "FILE OUTPUT [filter expression]",
		"Writes a capture file in the format that the name of OUTPUT says (.pcap, .pcapng, with .gz .zst .lz4 .xz).",
		.words = convert_words},
	{"info", "FILE ... [filter expression]", "Says what capture files hold: format, packets, times, rates, interfaces.",
		.words = info_words, .sink = info_sink},
	{"merge", "-w OUTPUT FILE ... [filter expression]", "Writes the packets of several capture files to one, in time order.",
		.words = merge_words},
	{"slice", "FILE OUTPUT [filter expression]",
		"Writes part of a capture file: by time (--from, --to), number (--packets, -c, --skip), size (-s, -C), filter.", .words = convert_words},
	{"conv", "[eth|ip|ipv6|tcp|udp|sctp] [filter expression]", "Says who talks to whom: packets and bytes each way, times, rates.",
		.words = kind_words, .answer = conv_sink_new},
	{"hosts", "[eth|ip|ipv6|tcp|udp|sctp] [filter expression]", "Says what each address sent and received.",
		.words = kind_words, .answer = hosts_sink_new},
	{"ports", "[tcp|udp|sctp] [filter expression]", "Says what each service's port sent and received.",
		.words = kind_words, .answer = ports_sink_new},
	{"proto", "[filter expression]", "Says which protocols there are, as a tree.", .answer = proto_sink_new},
	{"io", "[filter expression]", "Says how much there was when: packets, bytes and rate of each stretch of time.", .answer = io_sink_new},
	{"follow", "tcp|udp|http|tls [STREAM] [filter expression]", "Shows what two ends said to each other, put in order.",
		.words = follow_words, .answer = follow_sink_new},
	{"dns", "[filter expression]", "Says which names were asked for, what came back and how long it took.", .answer = dns_sink_new},
	{"http", "[filter expression]", "Says which HTTP requests there were, their status, time to first byte and size.", .answer = http_sink_new},
	{"tls", "[filter expression]", "Says what TLS connections tell in clear: names, versions, ciphers, certificates, fingerprints.",
		.answer = tls_sink_new},
	{"problems", "[filter expression]", "Says what is wrong, worst first, with the packets that show it.", .answer = problems_sink_new},
	{"remote", "[ssh://][USER@]HOST[:PORT] [filter expression]", "Captures on another host, by ssh and the tapline there.",
		.words = remote_words, .lines = true},
	{"extcap", "--extcap-interfaces | --extcap-dlts | --extcap-config | --capture",
		"Lends Wireshark the interfaces of this program; " EXTCAP_PROGRAM " is the name to be linked there.",
		.words = extcap_words, .lines = true},
	{"tcpinfo", "[filter expression]", "Shows what the kernel knows of its TCP connections: windows, rtt, retransmits, rates.",
		.run = tcpinfo_verb},
	{"timeline", "[filter expression]", "Draws packets as arrows between hosts, in the order of time; as SVG with -o NAME.svg.",
		.answer = timeline_sink_new},
	{"flows", "[filter expression]", "Writes flow records: AWS VPC flow logs, CSV, JSON, or IPFIX to a collector.",
		.answer = flows_sink_new},
	{"report", "FILE -o REPORT.html [filter expression]", "Writes all answers about a capture file to one page of HTML.",
		.words = verb_file, .answer = report_sink_new},
};

const struct verb *verb_named(const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (!strcmp(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

void verbs_list(FILE *to)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		fprintf(to, "  %-10s %s\n", verbs[i].name, verbs[i].summary);
}

const char *verb_word(struct options *o)
{
	if (!o->expression_words)
		return NULL;
	o->expression_words--;
	return *o->expression++;
}

int verb_file(struct options *o, struct err *err)
{
	if (!o->read)
		o->read = verb_word(o);
	return o->read ? 0 : err_set(err, -EINVAL, "%s: name the capture file (- for standard input)", o->verb->name);
}
