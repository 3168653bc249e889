#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "capture/live.h"
#include "capture/timestamps.h"
#include "cli/decode_files.h"
#include "cli/verbs.h"
#include "core/linktype.h"
#include "dissect/app/mib.h"
#include "filter/compile.h"
#include "sink/wrap.h"

enum kind {
	FLAG,   /* bool = true */
	COUNT,  /* int + 1 */
	TEXT,   /* const char * */
	NUMBER, /* unsigned, at least 1 */
	BIG,    /* uint64_t */
	IGNORED,
};

/* Long-only options have codes from here. */
enum { LONG_ONLY = 256 };

struct option_row {
	int code;            /* short letter, or LONG_ONLY + row */
	const char *name;    /* long name or NULL */
	const char *argument; /* NULL: takes none */
	enum kind kind;
	size_t at;           /* offset in struct options */
	bool beyond;         /* tcpdump does not have it */
	const char *help;
	const char *verbs;   /* the verbs that have it, between blanks, (none) for the command without one; NULL: all */
};

#define AT(member) offsetof(struct options, member)
#define LONG(n) (LONG_ONLY + (n))

static const struct option_row rows[] = {
	{'a', NULL, NULL, IGNORED, 0, false, "nothing (kept for old scripts)"},
	{'A', NULL, NULL, COUNT, AT(text.ascii), false, "print packets in ASCII; -AA with the link header"},
	{'b', NULL, NULL, FLAG, AT(dissect.asdot), false, "print AS numbers in asdot notation"},
	{'B', "buffer-size", "KIB", NUMBER, AT(buffer_kib), false, "capture buffer in KiB"},
	{'c', NULL, "COUNT", BIG, AT(count), false, "stop after COUNT packets"},
	{'C', NULL, "SIZE", TEXT, AT(file_size), false, "start a new file when one is larger than SIZE million bytes (k, m, g: 1024-based)"},
	{'d', NULL, NULL, COUNT, AT(dump_filter), false, "print the compiled filter and stop; -dd as C, -ddd as numbers"},
	{'D', "list-interfaces", NULL, FLAG, AT(list_interfaces), false, "list interfaces and stop"},
	{'e', NULL, NULL, FLAG, AT(dissect.link_header), false, "print the link header"},
	{'E', NULL, "SECRETS", TEXT, AT(dissect.esp_secrets), false, "decrypt ESP and IKE: [SPI@ADDR] ALGO:SECRET, ... or file PATH"},
	{'f', NULL, NULL, FLAG, AT(foreign_numeric), false, "foreign IPv4 addresses as numbers"},
	{'F', NULL, "FILE", TEXT, AT(filter_file), false, "read the filter from FILE"},
	{'g', "ip-oneline", NULL, FLAG, AT(dissect.oneline), false, "no line break behind the IP header with -v"},
	{'G', NULL, "SECONDS", TEXT, AT(rotate_seconds), false, "start a new file every SECONDS; the name is a strftime format"},
	{'h', "help", NULL, IGNORED, 0, false, "print this and stop"},
	{'H', NULL, NULL, FLAG, AT(dissect.mesh), false, "look for 802.11s mesh headers"},
	{'i', "interface", "INTERFACE", TEXT, 0 /* add_interface */, false, "capture on INTERFACE (name, number of -D, any, or a pattern: 'veth*'); several -i: on all of them"},
	{'I', "monitor-mode", NULL, FLAG, AT(monitor), false, "for interfaces that are in monitor mode, which iw(8) sets"},
	{'j', "time-stamp-type", "TYPE", TEXT, AT(timestamp_type), false, "time stamps of TYPE"},
	{'J', "list-time-stamp-types", NULL, FLAG, AT(list_timestamp_types), false, "list time stamp types and stop"},
	{'K', "dont-verify-checksums", NULL, FLAG, AT(dissect.no_checksums), false, "do not verify checksums"},
	{'l', NULL, NULL, FLAG, AT(text.line_buffered), false, "write each line at once"},
	{'L', "list-data-link-types", NULL, FLAG, AT(list_linktypes), false, "list link types and stop"},
	{'m', NULL, "MODULE", TEXT, 0 /* add_mib */, false, "read the MIB module MODULE (several -m: all of them) for the names of SNMP objects"},
	{'M', NULL, "SECRET", TEXT, AT(dissect.md5_secret), false, "check TCP MD5 signatures with SECRET"},
	{'n', NULL, NULL, COUNT, AT(no_names), false, "addresses and ports as numbers"},
	{'N', NULL, NULL, FLAG, AT(dissect.no_domain), false, "host names without their domain"},
	{'O', "no-optimize", NULL, FLAG, AT(no_optimize), false, "do not optimize the filter"},
	{'p', "no-promiscuous-mode", NULL, FLAG, AT(no_promiscuous), false, "no promiscuous mode"},
	{'q', NULL, NULL, FLAG, AT(dissect.quick), false, "short lines"},
	{'Q', "direction", "in|out|inout", TEXT, AT(direction), false, "packets of one direction"},
	{'r', NULL, "FILE", TEXT, AT(read), false, "read packets from FILE (- for standard input)"},
	{'R', NULL, NULL, IGNORED, 0, false, "nothing (kept for old scripts)"},
	{'s', "snapshot-length", "BYTES", TEXT, AT(linktype) /* replaced in parse */, false, "bytes captured of each packet (0: 262144)"},
	{'S', "absolute-tcp-sequence-numbers", NULL, FLAG, AT(dissect.absolute_seq), false, "TCP sequence numbers as they are"},
	{'t', NULL, NULL, COUNT, AT(time_stamps), false, "-t no time, -tt epoch, -ttt since the line before, -tttt date, -ttttt since the first"},
	{'T', NULL, "TYPE", TEXT, AT(decode_as), false, "take packets for TYPE"},
	{'u', NULL, NULL, FLAG, AT(dissect.raw_nfs), false, "NFS handles as numbers"},
	{'U', "packet-buffered", NULL, FLAG, AT(packet_buffered), false, "write each packet at once"},
	{'v', NULL, NULL, COUNT, AT(dissect.verbose), false, "say more; -vv, -vvv still more"},
	{'V', NULL, "FILE", TEXT, AT(list), false, "read the capture files that FILE lists"},
	{'w', NULL, "FILE", TEXT, AT(write), false, "write packets to FILE (- for standard output)"},
	{'W', NULL, "COUNT", NUMBER, AT(files), false, "at most COUNT files with -C or -G"},
	{'x', NULL, NULL, COUNT, AT(text.hex), false, "print packets in hex; -xx with the link header"},
	{'X', NULL, NULL, COUNT, AT(text.hex_ascii), false, "print packets in hex and ASCII; -XX with the link header"},
	{'y', "linktype", "TYPE", TEXT, AT(linktype), false, "capture with link type TYPE"},
	{'Y', "display-filter", "FILTER", TEXT, AT(display), true, "packets that match a display filter (tcp.port == 443 && ip.ttl < 5)"},
	{'z', NULL, "COMMAND", TEXT, AT(postrotate), false, "run COMMAND FILE when a file of -C or -G is complete"},
	{'Z', "relinquish-privileges", "USER", TEXT, AT(user), false, "become USER once the capture is open"},
	{'#', "number", NULL, FLAG, AT(text.number), false, "number the lines"},
	{LONG(0), "count", NULL, FLAG, AT(count_only), false, "print only the number of packets"},
	{LONG(1), "version", NULL, IGNORED, 0, false, "print the version and stop"},
	{LONG(2), "immediate-mode", NULL, FLAG, AT(immediate), false, "hand over each packet at once"},
	{LONG(3), "lengths", NULL, FLAG, AT(text.lengths), false, "print captured and wire length"},
	{LONG(4), "micro", NULL, FLAG, AT(micro), false, "microseconds"},
	{LONG(5), "nano", NULL, FLAG, AT(nano), false, "nanoseconds"},
	{LONG(6), "time-stamp-precision", "micro|nano", TEXT, 0, false, "as --micro, --nano"},
	{LONG(7), "print", NULL, FLAG, AT(print), false, "print lines also with -w"},
	{LONG(8), "print-sampling", "N", BIG, AT(print_sampling), false, "print every Nth packet"},
	{LONG(9), "skip", "COUNT", BIG, AT(skip), false, "skip COUNT packets"},
	{LONG(13), "no-sandbox", NULL, FLAG, AT(no_sandbox), true, "keep privileges and system calls (for debugging)"},
	{LONG(10), "json", NULL, FLAG, AT(json), true, "print one JSON object a packet"},
	{LONG(11), "pcapng", NULL, FLAG, AT(pcapng), true, "write pcapng (also by a name ending .pcapng)"},
	{LONG(12), "dump-filter", "PASS", TEXT, AT(dump_pass), true, "print the filter after lex, parse, resolve, lower, cfg, optimize or emit"},
	{LONG(23), "explain", NULL, FLAG, AT(explain), true, "say what the filter matches, in words, and which bytes it reads"},
	{LONG(22), "deep", NULL, FLAG, AT(deep), true, "the filter also looks behind VLAN tags and IPv6 extension headers"},
	{LONG(14), "keep", "SIZE|AGE", TEXT, AT(keep), true, "remove the oldest files of -C or -G: 10G in all, or older than 7d (s m h d w), or 10G,7d"},
	{LONG(15), "on-full", "stop|wait|overwrite", TEXT, AT(on_full), true, "when the disk is full: end with an error, wait for room, or remove the oldest file"},
	{LONG(16), "direct", NULL, FLAG, AT(direct), true, "write past the page cache (O_DIRECT)"},
	{LONG(17), "from", "TIME", TEXT, AT(from), true, "packets from TIME on: 2026-11-21 10:00:05, 10:00:05, @SECONDS, or +SECONDS since the first"},
	{LONG(18), "to", "TIME", TEXT, AT(to), true, "packets up to TIME"},
	{LONG(19), "packets", "LIST", TEXT, AT(packets), true, "packets by their number in the file: 1-10,15,20-"},
	{LONG(20), "anonymize", "KEY", TEXT, AT(anonymize), true, "with -w: replace addresses, keeping common prefixes; KEY is a passphrase or 64 hex digits"},
	{LONG(21), "headers-only", NULL, FLAG, AT(headers_only), true, "with -w: cut packets behind the header of TCP, UDP, ICMP or IP"},
	{LONG(39), "analyze", NULL, FLAG, AT(analyze), true, "say at line ends, and in JSON, what earlier packets tell of a TCP segment: retransmission, rtt ..."},
	{LONG(90), "all", NULL, FLAG, AT(all), true, "with -D: the interfaces of every network namespace, with container, pod and veth peer"},
	{LONG(94), "process", NULL, FLAG, AT(process), true, "say which processes send and receive a packet: [curl/4711 container], process.name and others, comments in pcapng"},
	{LONG(95), "pid", "LIST", TEXT, AT(pids), true, "packets of processes and their children: 4711,4712"},
	{LONG(96), "comm", "LIST", TEXT, AT(comms), true, "packets of processes by name, and their children: curl,ssh*"},
	{LONG(91), "wait", NULL, FLAG, AT(wait), true, "wait for a container or namespace of -i that is not there yet"},
	{LONG(30), "timeout", "MS", NUMBER, AT(timeout_ms), true, "hand packets over at the latest after MS milliseconds (100)"},
	{LONG(32), "follow-interfaces", NULL, FLAG, AT(follow_interfaces), true, "go on when an interface of -i goes and comes back; new ones that fit a pattern join"},
	{LONG(33), "threads", "N", NUMBER, AT(threads), true, "read each interface by N threads, with a ring each; with -r: make lines by N threads"},
	{LONG(31), "stats", "SECONDS", NUMBER, AT(stats), true, "print the counts of a live capture every SECONDS"},
	{LONG(50), "decode", "KEY==NUMBER,NAME", IGNORED, 0, true, "say who rides on a port or number (udp.port==1700,radius), or a NAME alone: say that in the line too; help: lists"},
	{LONG(60), "fields", "LIST", TEXT, AT(columns.fields), true, "print a table of fields: ip.src,tcp.port (see tapline fields)"},
	{LONG(61), "separator", "TEXT", TEXT, AT(columns.separator), true, "between the columns of --fields: a comma, tab, or any TEXT"},
	{LONG(62), "aggregator", "TEXT", TEXT, AT(columns.aggregator), true, "between the values of one field of --fields: a comma"},
	{LONG(63), "occurrence", "f|l|a", TEXT, AT(occurrence), true, "with --fields the first, last or all (default) values of a field"},
	{LONG(64), "header", NULL, FLAG, AT(columns.header), true, "with --fields, a first row with the names"},
	{LONG(65), "format", "PATTERN", TEXT, AT(format), true, "print lines of your own: '{time} {ip.src} -> {ip.dst} {tcp.flags}'"},
	{LONG(66), "ek", NULL, FLAG, AT(ek), true, "print JSON for Elasticsearch's bulk interface"},
	{LONG(67), "time", "STYLE", TEXT, AT(time_style), true, "clock, none, epoch, date, utc, iso, delta, relative, or stevens: since the first, and since the line before"},
	{LONG(68), "tz", "ZONE", TEXT, AT(zone), true, "local time is that of ZONE (Europe/Paris, UTC)"},
	{LONG(69), "color", "auto|always|never", TEXT, AT(color), true, "colour lines by what they are (auto: on a terminal, unless NO_COLOR is set)"},
	{LONG(70), "wrap", NULL, FLAG, AT(text.wrap), true, "fold long lines to the terminal's width"},
	/* of verbs only */
	{'o', "output", "FILE", TEXT, AT(output), true, "write the answer to FILE", " info conv hosts ports proto io follow dns http tls problems timeline flows report exec "},
	{LONG(40), "sort", "COLUMN", TEXT, AT(answer.sort), true, "largest COLUMN first", " conv hosts ports tcpinfo "},
	{LONG(41), "top", "N", BIG, AT(answer.top), true, "the first N rows", " conv hosts ports dns http tls problems timeline flows report tcpinfo "},
	{LONG(42), "separate", NULL, FLAG, AT(answer.separate), true, "flows of other VLANs or tunnel depths are other flows", " conv hosts ports follow "},
	{LONG(43), "max-flows", "N", BIG, AT(answer.max_flows), true, "remember N flows (4194304); those idle longest make room", " conv hosts ports follow dns http tls problems timeline flows report "},
	{LONG(44), "every", "TIME", TEXT, AT(answer.every), true, "stretches of TIME: 250ms, 1s, 5m, 1h; with --tcpinfo time between looks (200ms)", " io flows tcpinfo exec (none) "},
	{LONG(45), "ascii", NULL, FLAG, AT(answer.ascii), true, "draw with ASCII characters only", " io timeline "},
	{LONG(46), "as", "FORM", TEXT, AT(answer.as), true, "follow: text, hex or raw; flows: vpc, csv, json, or fields '${srcaddr} ${bytes}'", " follow flows "},
	{LONG(47), "extract", "FOLDER", TEXT, AT(answer.extract), true, "write the data of each side to a file of FOLDER", " follow "},
	{LONG(51), "keylog", "FILE", TEXT, AT(keylog_file), true, "secrets of TLS sessions, as programs write them to SSLKEYLOGFILE", " follow "},
	{LONG(48), "overlap", "first|last", TEXT, AT(answer.overlap), true, "which of overlapping segments counts while they wait for a gap", " follow "},
	{LONG(49), "collector", "[udp:|tcp:]HOST:PORT", TEXT, AT(answer.collector), true, "send records as IPFIX", " flows "},
	{LONG(92), "save", "FILE", TEXT, AT(save), true, "also write the packets to FILE (pcapng), the system call of each as its comment", " exec "},
	{LONG(111), "remote-program", "PROGRAM", TEXT, AT(remote_program), true, "what the shell of the other host runs: 'sudo tapline' (tapline)", " remote extcap "},
	{LONG(112), "extcap-interfaces", NULL, FLAG, AT(extcap.interfaces), true, "list the interfaces for Wireshark", " extcap "},
	{LONG(113), "extcap-dlts", NULL, FLAG, AT(extcap.dlts), true, "list the link type of the interface", " extcap "},
	{LONG(114), "extcap-config", NULL, FLAG, AT(extcap.config), true, "list the options of the interface", " extcap "},
	{LONG(115), "capture", NULL, FLAG, AT(extcap.capture), true, "capture on the interface, into the FIFO", " extcap "},
	{LONG(116), "extcap-interface", "INTERFACE", TEXT, AT(extcap.interface), true, "one of those listed", " extcap "},
	{LONG(117), "extcap-capture-filter", "FILTER", TEXT, AT(extcap.filter), true, "a capture filter", " extcap "},
	{LONG(118), "fifo", "FIFO", TEXT, AT(extcap.fifo), true, "where packets are written", " extcap "},
	{LONG(119), "extcap-version", "VERSION", TEXT, AT(extcap.version), true, "of Wireshark", " extcap "},
	{LONG(120), "remote-host", "HOST", TEXT, AT(extcap.host), true, "of the interface tapline:ssh", " extcap "},
	{LONG(121), "remote-interface", "INTERFACE", TEXT, AT(extcap.remote_interface), true, "of the interface tapline:ssh (any)", " extcap "},
	{LONG(110), "tcpinfo", NULL, FLAG, AT(tcpinfo), true, "between the lines, what the kernel knows of the TCP connections: windows, rtt, retransmits", " exec (none) "},
	{LONG(93), "local", NULL, FLAG, AT(local), true, "calls on sockets that never leave the host (unix, netlink) too", " exec "},
};

enum { ROWS = sizeof rows / sizeof *rows };

/* Is the row's option part of this command line: tcpdump's, tapline's, a verb's? */
static bool applies(const struct option_row *r, const struct options *o)
{
	char name[VERB_NAME + 2];
	if (r->beyond && o->tcpdump)
		return false;
	if (!r->verbs)
		return true;
	snprintf(name, sizeof name, " %s ", o->verb ? o->verb->name : "(none)");
	return strstr(r->verbs, name);
}

static const struct option_row *row_of(const struct options *o, int code)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].code == code && applies(&rows[i], o))
			return &rows[i];
	return NULL;
}

/* getopt_long's two forms of the table. */
static void for_getopt(const struct options *o, char *shorts, struct option *longs)
{
	if (o->verb && o->verb->command)
		*shorts++ = '+'; /* no options behind the first word */
	for (size_t i = 0; i < ROWS; i++) {
		const struct option_row *r = &rows[i];
		if (!applies(r, o))
			continue;
		if (r->code < LONG_ONLY) {
			*shorts++ = (char)r->code;
			if (r->argument)
				*shorts++ = ':';
		}
		if (r->name)
			*longs++ = (struct option){r->name, r->argument ? required_argument : no_argument, NULL, r->code};
	}
	*shorts = 0;
	*longs = (struct option){0};
}

static int whole_number(const char *s, int base, uint64_t *v)
{
	char *end;
	errno = 0;
	*v = strtoull(s, &end, base);
	return errno || end == s || *end || *s == '-' ? -EINVAL : 0;
}

/* tcpdump takes 0x10 and 010 as C does for -s and --skip only. */
static int number_base(const struct option_row *r)
{
	return r->code == 'c' || r->code == 'W' || r->code == 'B' ? 10 : 0;
}

static int set(struct options *o, const struct option_row *r, const char *arg, struct err *err)
{
	char *base = (char *)o;
	uint64_t v = 0;
	switch (r->kind) {
	case FLAG:
		*(bool *)(base + r->at) = true;
		return 0;
	case COUNT:
		++*(int *)(base + r->at);
		return 0;
	case TEXT:
		*(const char **)(base + r->at) = arg;
		return 0;
	case NUMBER:
		if (whole_number(arg, number_base(r), &v) < 0 || !v || v > INT32_MAX)
			return err_set(err, -EINVAL, "invalid %s %s", r->code == 'B' ? "packet buffer size" :
				r->code == 'W' ? "number of output files" : r->name, arg);
		*(unsigned *)(base + r->at) = (unsigned)v;
		return 0;
	case BIG:
		if (whole_number(arg, number_base(r), &v) < 0 || (r->code != LONG(9) && !v))
			return err_set(err, -EINVAL, "invalid %s %s", r->code == 'c' ? "packet count" : "count", arg);
		*(uint64_t *)(base + r->at) = v;
		return 0;
	case IGNORED:
		return 0;
	}
	return 0;
}

static int add_decode(struct options *o, const char *arg, struct err *err)
{
	if (o->decode_count == DECODES_MAX)
		return err_set(err, -E2BIG, "--decode: more than %d of them: put them into ~/.config/tapline/decode", DECODES_MAX);
	o->decode[o->decode_count++] = arg;
	return 0;
}

static int set_snaplen(struct options *o, const char *arg, struct err *err)
{
	uint64_t v;
	if (whole_number(arg, 0, &v) < 0 || v > SNAPLEN_MOST)
		return err_set(err, -EINVAL, "invalid snaplen %s (must be >= 0 and <= %d)", arg, SNAPLEN_MOST);
	o->snaplen = v ? (unsigned)v : SNAPLEN_MOST;
	return 0;
}

/* tcpdump takes the last one. */
static int add_interface(struct options *o, const char *arg, struct err *err)
{
	if (o->tcpdump)
		o->interface_count = 0;
	if (o->interface_count == INTERFACES_MAX)
		return err_set(err, -E2BIG, "-i more than %d times (a pattern such as 'veth*' stands for many)", INTERFACES_MAX);
	o->interfaces[o->interface_count++] = arg;
	return 0;
}

/* Where modules cannot be read, a line without their names is better than none. */
static int add_mib(struct options *o, const char *arg, struct err *err)
{
	if (!mib_library()) {
		fprintf(stderr, "%s: ignoring option `-m %s' (no libsmi support)\n", o->program, arg);
		return 0;
	}
	if (o->dissect.mib_count == MIBS_MAX)
		return err_set(err, -E2BIG, "-m more than %d times", MIBS_MAX);
	o->mibs[o->dissect.mib_count++] = arg;
	o->dissect.mibs = o->mibs;
	return 0;
}

static int set_precision(struct options *o, const char *arg, struct err *err)
{
	o->micro = !strcmp(arg, "micro");
	o->nano = !strcmp(arg, "nano");
	return o->micro || o->nano ? 0 : err_set(err, -EINVAL, "unsupported time stamp precision");
}

/* -C: millions of bytes, or with a suffix units of 1024. */
static int set_file_size(struct options *o, struct err *err)
{
	char *end;
	errno = 0;
	uint64_t v = strtoull(o->file_size, &end, 10), unit = 1000000;
	if (end == o->file_size || errno || !v || *o->file_size == '-')
		return err_set(err, -EINVAL, "invalid file size %s", o->file_size);
	if (*end) {
		unit = strchr("kK", *end) ? 1u << 10 : strchr("mM", *end) ? 1u << 20 : strchr("gG", *end) ? 1u << 30 : 0;
		if (!unit || end[1])
			return err_set(err, -EINVAL, "invalid file size %s (invalid units)", o->file_size);
	}
	if (v > UINT64_MAX / unit)
		return err_set(err, -EINVAL, "invalid file size %s (too large)", o->file_size);
	o->size = v * unit;
	return 0;
}

/* --keep: a size with K M G T of 1024, an age with s m h d w, or both with a comma between. */
static int set_keep(struct options *o, struct err *err)
{
	static const struct { char letter; uint64_t unit; bool age; } units[] = {
		{'K', 1u << 10, false}, {'M', 1u << 20, false}, {'G', 1u << 30, false}, {'T', UINT64_C(1) << 40, false},
		{'s', 1, true}, {'m', 60, true}, {'h', 3600, true}, {'d', 86400, true}, {'w', 604800, true}};
	const char *p = o->keep;
	for (bool more = true; more; p++) {
		char *end;
		uint64_t v = strtoull(p, &end, 10);
		size_t u = 0, n = sizeof units / sizeof *units;
		while (u < n && *end && units[u].letter != *end)
			u++;
		if (end == p || !v || *p == '-' || !*end || u == n || v > UINT64_MAX / units[u].unit || (end[1] && end[1] != ','))
			return err_set(err, -EINVAL, "invalid --keep %s: give a size (10G; K, M, G, T), an age (7d; s, m, h, d, w) "
				"or both (10G,7d)", o->keep);
		*(units[u].age ? &o->keep_seconds : &o->keep_bytes) = v * units[u].unit;
		more = end[1] == ',';
		p = end + 1;
	}
	return 0;
}

static int check_files(struct options *o, struct err *err)
{
	static const char *const full[] = {[FULL_STOP] = "stop", [FULL_WAIT] = "wait", [FULL_OVERWRITE] = "overwrite"};
	if (o->keep && set_keep(o, err) < 0)
		return err->code;
	if (o->keep && !o->size && !o->seconds)
		return err_set(err, -EINVAL, "--keep removes files of a rotation: give -C or -G");
	size_t i = 0;
	while (o->on_full && i < 3 && strcmp(full[i], o->on_full))
		i++;
	if (i == 3)
		return err_set(err, -EINVAL, "invalid --on-full %s: stop, wait or overwrite", o->on_full);
	o->full = (enum savefile_full)i;
	if (o->full == FULL_OVERWRITE && !o->size && !o->seconds)
		return err_set(err, -EINVAL, "--on-full=overwrite removes files of a rotation: give -C or -G");
	if (o->direct && (o->packet_buffered || !o->write || !strcmp(o->write, "-")))
		return err_set(err, -EINVAL, "--direct writes whole pages to a file: give -w FILE, and no -U");
	if (o->direct && compression_by_name(o->write))
		return err_set(err, -EINVAL, "--direct does not go with a compressed file (%s)", o->write);
	return 0;
}

/* The words of a list with commas, which stay in `copy`. How many, or -ENOMEM. */
static int split(char *copy, const char ***words)
{
	size_t n = 0;
	char *rest = NULL;
	*words = calloc(strlen(copy) / 2 + 1, sizeof **words);
	for (char *w = *words ? strtok_r(copy, ",", &rest) : NULL; w; w = strtok_r(NULL, ",", &rest))
		(*words)[n++] = w;
	return *words ? (int)n : -ENOMEM;
}

static int set_pids(struct options *o, struct err *err)
{
	const char **words = NULL;
	char *copy = strdup(o->pids);
	int n = copy ? split(copy, &words) : -ENOMEM, e = n < 0 ? err_set(err, n, "no memory") : 0;
	pid_t *pids = n > 0 ? calloc((size_t)n, sizeof *pids) : NULL;
	for (int i = 0; e >= 0 && pids && i < n; i++) {
		uint64_t v = 0;
		if (whole_number(words[i], 10, &v) < 0 || !v || v > INT32_MAX)
			e = err_set(err, -EINVAL, "invalid --pid %s", words[i]);
		pids[i] = (pid_t)v;
	}
	free(words);
	free(copy);
	o->choice.pids = pids;
	o->choice.pid_count = pids ? (size_t)n : 0;
	return e < 0 || n > 0 ? e : err_set(err, -EINVAL, "--pid takes numbers of processes: 4711,4712");
}

static int check_processes(struct options *o, struct err *err)
{
	const char **words = NULL;
	o->process |= o->pids || o->comms;
	if (o->process && (o->read || o->list || o->merged))
		return err_set(err, -EINVAL, "--process, --pid and --comm are for live captures: a file does not say whose packets it has");
	char *copy = o->comms ? strdup(o->comms) : NULL;
	int n = copy ? split(copy, &words) : 0;
	if (o->comms && n <= 0) {
		free(words);
		free(copy);
		return err_set(err, -EINVAL, "--comm takes names of processes: curl,ssh*");
	}
	o->choice.names = words;
	o->comm_words = copy;
	o->choice.name_count = (size_t)n;
	return o->pids ? set_pids(o, err) : 0;
}

static int check_selection(struct options *o, struct err *err)
{
	if (o->from && moment_parse(&o->selection.from, o->from, err) < 0)
		return err->code;
	if (o->to && moment_parse(&o->selection.to, o->to, err) < 0)
		return err->code;
	if (o->packets && selection_numbers(&o->selection, o->packets, err) < 0)
		return err->code;
	if ((o->anonymize || o->headers_only) && !o->write)
		return err_set(err, -EINVAL, "--anonymize and --headers-only change what is written: give -w FILE");
	return 0;
}

/* Local time becomes that of the zone, for lines, --from and times in display filters alike. */
static int set_zone(const char *zone, struct err *err)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
	bool known = !strcasecmp(zone, "UTC") || (!strstr(zone, "..") && *zone && access(path, R_OK) == 0) || strpbrk(zone, "0123456789");
	if (!known)
		return err_set(err, -EINVAL, "there is no time zone `%s' in /usr/share/zoneinfo (Europe/Paris, UTC)", zone);
	setenv("TZ", strcasecmp(zone, "UTC") ? zone : "UTC0", 1);
	tzset();
	return 0;
}

static int check_times(struct options *o, struct err *err)
{
	if (o->time_stamps > TIME_DELTA_FIRST)
		return err_set(err, -EINVAL, "only -t, -tt, -ttt, -tttt and -ttttt are supported");
	o->text.time = (enum time_style)o->time_stamps;
	if (o->time_style && !clock_style_named(o->time_style, &o->text.time, &o->text.utc))
		return err_set(err, -EINVAL, "unknown --time %s: clock, none, epoch, date, utc, iso, delta, relative or stevens",
			o->time_style);
	return o->zone ? set_zone(o->zone, err) : 0;
}

static int set_color(struct options *o, struct err *err)
{
	static const char *const words[] = {[COLOR_NEVER] = "never", [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always"};
	o->text.color = o->tcpdump ? COLOR_NEVER : COLOR_AUTO;
	for (int i = 0; o->color && i <= COLOR_ALWAYS; i++)
		if (!strcmp(words[i], o->color)) {
			o->text.color = (enum color_when)i;
			return 0;
		}
	return o->color ? err_set(err, -EINVAL, "invalid --color %s: auto, always or never", o->color) : 0;
}

static int check_output(struct options *o, struct err *err)
{
	if (set_color(o, err) < 0)
		return err->code;
	const char *separator = o->columns.separator;
	if (o->json + o->ek + (o->columns.fields != NULL) + (o->format != NULL) > 1)
		return err_set(err, -EINVAL, "--json, --ek, --fields and --format are different outputs: give one of them");
	if (!o->columns.fields && (separator || o->columns.aggregator || o->occurrence || o->columns.header))
		return err_set(err, -EINVAL, "--separator, --aggregator, --occurrence and --header go with --fields");
	if (separator && (!strcmp(separator, "tab") || !strcmp(separator, "\\t")))
		o->columns.separator = "\t";
	const char *which = o->occurrence ? o->occurrence : "a", *known = "afl", *found = *which ? strchr(known, *which) : NULL;
	if (!found || which[1])
		return err_set(err, -EINVAL, "invalid --occurrence %s: f, l or a (first, last, all)", which);
	o->columns.occurrence = (enum occurrence)(found - known);
	if (o->packet_buffered && (!o->write || o->print))
		o->text.line_buffered = true;
	o->columns.line_buffered = o->text.line_buffered;
	return 0;
}

static int check(struct options *o, struct err *err)
{
	uint64_t v = 0;
	if (check_times(o, err) < 0 || check_output(o, err) < 0)
		return err->code;
	o->text.nanoseconds = o->nano;
	o->dissect.numeric = o->no_names;
	o->dissect.tcpdump = o->tcpdump;
	o->answer.json = o->json;
	o->answer.svg = o->output && strlen(o->output) > 4 && !strcmp(o->output + strlen(o->output) - 4, ".svg");
	o->answer.style = o->json ? LISTING_JSON : LISTING_TEXT;
	o->answer.numeric = o->no_names;
	o->dissect.hex_wanted = o->text.hex || o->text.hex_ascii || o->dissect.quick;
	if (o->print_sampling) {
		o->print = true;
		o->dissect.absolute_seq = true;
	}
	if (o->file_size && set_file_size(o, err) < 0)
		return err->code;
	if (o->rotate_seconds && (whole_number(o->rotate_seconds, 10, &v) < 0 || v > INT32_MAX))
		return err_set(err, -EINVAL, "invalid number of seconds %s", o->rotate_seconds);
	o->seconds = (unsigned)v;
	if (o->decode_as) {
		o->dissect.as = proto_decode_as(o->decode_as);
		if (!o->dissect.as)
			return err_set(err, -EINVAL, "unknown packet type `%s'", o->decode_as);
	}
	if (o->threads > LIVE_THREADS_MOST)
		return err_set(err, -EINVAL, "invalid number of threads %u: at most %d", o->threads, LIVE_THREADS_MOST);
	if (o->timeout_ms > LIVE_TIMEOUT_MOST_MS)
		return err_set(err, -EINVAL, "invalid timeout %u: at most %d milliseconds", o->timeout_ms, LIVE_TIMEOUT_MOST_MS);
	if (o->direction && strcasecmp(o->direction, "in") && strcasecmp(o->direction, "out") && strcasecmp(o->direction, "inout"))
		return err_set(err, -EINVAL, "unknown capture direction `%s'", o->direction);
	if (o->linktype && linktype_by_name(o->linktype) < 0)
		return err_set(err, -EINVAL, "invalid data link type %s", o->linktype);
	if (o->timestamp_type && !timestamp_type_known(o->timestamp_type))
		return err_set(err, -EINVAL, "invalid time stamp type %s", o->timestamp_type);
	if (o->explain)
		o->dump_pass = "explain";
	if (o->dump_pass && !filter_pass_by_name(o->dump_pass))
		return err_set(err, -EINVAL, "unknown pass `%s' (lex, parse, resolve, lower, cfg, optimize, emit)", o->dump_pass);
	if (decode_files_read(o, err) < 0)
		return err->code;
	if (check_files(o, err) < 0 || check_selection(o, err) < 0 || check_processes(o, err) < 0)
		return err->code;
	if (o->tcpinfo && (o->read || o->list))
		return err_set(err, -EINVAL, "--tcpinfo asks this host's kernel, now: it does not go with files");
	if (o->foreign_numeric && (o->read || o->list))
		return err_set(err, -EINVAL, "-f can not be used with -V or -r");
	if (o->read && o->list)
		return err_set(err, -EINVAL, "-V and -r are mutually exclusive.");
	if (!o->snaplen)
		o->snaplen = SNAPLEN_MOST;
	return 0;
}

enum options_result options_parse(struct options *o, int argc, char **argv, struct err *err)
{
	char shorts[3 * ROWS + 2];
	struct option longs[ROWS + 1];
	int c;
	bool extcap = !strcmp(o->program, EXTCAP_PROGRAM); /* Wireshark gives no verb */
	o->verb = extcap ? verb_named("extcap") : argc > 1 && !o->tcpdump ? verb_named(argv[1]) : NULL;
	if (o->verb && !extcap) {
		argv++;
		argc--;
	}
	for_getopt(o, shorts, longs);
	optind = 1;
	argv[0] = (char *)o->program; /* getopt's messages start with it */
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		const struct option_row *r = row_of(o, c);
		int e = 0;
		if (!r)
			return OPTIONS_WRONG;
		if (c == 'h')
			return OPTIONS_HELP;
		if (c == LONG(1))
			return OPTIONS_VERSION;
		if (c == LONG(50) && !strcmp(optarg, "help"))
			return OPTIONS_DECODES;
		if (c == LONG(50))
			e = add_decode(o, optarg, err);
		else if (c == 's')
			e = set_snaplen(o, optarg, err);
		else if (c == 'i')
			e = add_interface(o, optarg, err);
		else if (c == 'm')
			e = add_mib(o, optarg, err);
		else if (c == LONG(6))
			e = set_precision(o, optarg, err);
		else
			e = set(o, r, optarg, err);
		if (e < 0)
			return OPTIONS_WRONG;
	}
	o->expression = argv + optind;
	o->expression_words = argc - optind;
	if (o->verb && o->verb->words && o->verb->words(o, err) < 0)
		return OPTIONS_WRONG;
	return check(o, err) < 0 ? OPTIONS_WRONG : OPTIONS_RUN;
}

enum compression options_compression(const struct options *o)
{
	return o->tcpdump ? COMPRESSION_NONE : compression_by_name(o->write);
}

bool options_pcapng(const struct options *o)
{
	size_t n = strlen(o->write) - strlen(compression_ending(options_compression(o)));
	return o->pcapng || (!o->tcpdump && n > 7 && !memcmp(o->write + n - 7, ".pcapng", 7));
}

void options_free(struct options *o)
{
	free((void *)o->choice.pids);
	free((void *)o->choice.names);
	free(o->comm_words);
}

void options_version(const struct options *o, FILE *to)
{
	fprintf(to, "%s version " TAPLINE_VERSION "\n%s\n", o->program, OpenSSL_version(OPENSSL_VERSION));
	if (mib_library())
		fprintf(to, "SMI-library: %s\n", mib_library());
	fputs("64-bit build, 64-bit time_t\n", to);
}

/* One item of the synopsis, on the next line where this one is full. */
static void put_item(FILE *to, int *column, const char *item)
{
	enum { INDENT = 16, WIDTH = 79 };
	int len = (int)strlen(item);
	if (*column + 1 + len > WIDTH) {
		fputs("\n\t\t", to);
		*column = INDENT;
	} else {
		fputc(' ', to);
		++*column;
	}
	fputs(item, to);
	*column += len;
}

/* tcpdump's way: letters without argument together, then each option that has one or is long only. */
static void put_synopsis(const struct options *o, FILE *to)
{
	char letters[ROWS + 4], *letter = letters;
	int column = fprintf(to, "Usage: %s", o->program);
	*letter++ = '[';
	*letter++ = '-';
	for (size_t i = 0; i < ROWS; i++)
		if (applies(&rows[i], o) && rows[i].code < LONG_ONLY && !rows[i].argument)
			*letter++ = (char)rows[i].code;
	*letter++ = ']';
	*letter = 0;
	put_item(to, &column, letters);
	for (size_t i = 0; i < ROWS; i++) {
		const struct option_row *r = &rows[i];
		char item[64];
		if (!applies(r, o) || (r->code < LONG_ONLY && !r->argument))
			continue;
		if (r->code < LONG_ONLY)
			snprintf(item, sizeof item, "[ -%c %s ]", r->code, r->argument);
		else
			snprintf(item, sizeof item, "[ --%s%s%s ]", r->name, r->argument ? " " : "", r->argument ? r->argument : "");
		put_item(to, &column, item);
	}
	put_item(to, &column, "[ expression ]");
	fputc('\n', to);
}

void options_usage(const struct options *o, FILE *to)
{
	if (o->tcpdump) {
		options_version(o, to);
		put_synopsis(o, to);
	} else if (o->verb) {
		fprintf(to, "Usage: %s %s [option ...] %s\n(%s %s --help lists the options)\n", o->program, o->verb->name, o->verb->arguments,
			o->program, o->verb->name);
	} else {
		fprintf(to, "Usage: %s [option ...] [filter expression]\n(%s --help lists the options)\n", o->program, o->program);
	}
}

/* On a terminal, a sentence goes on below its beginning; elsewhere each option is a line. */
static void put_sentence(FILE *to, const char *text)
{
	enum { INDENT = 41, LEAST = 30 };
	size_t width = isatty(fileno(to)) ? wrap_width(fileno(to)) : SIZE_MAX, room = width < INDENT + LEAST ? LEAST : width - INDENT;
	while (strlen(text) > room) {
		size_t n = room;
		while (n > room / 2 && text[n] != ' ')
			n--;
		n = text[n] == ' ' ? n : room;
		fprintf(to, "%.*s\n%*s", (int)n, text, INDENT, "");
		text += n + (text[n] == ' ');
	}
	fprintf(to, "%s\n", text);
}

void options_help(const struct options *o, FILE *to)
{
	options_version(o, to);
	if (o->verb)
		fprintf(to, "Usage: %s %s [option ...] %s\n\n%s\n\n", o->program, o->verb->name, o->verb->arguments, o->verb->summary);
	else
		fprintf(to, "Usage: %s [option ...] [filter expression]\n\n", o->program);
	for (size_t i = 0; i < ROWS; i++) {
		const struct option_row *r = &rows[i];
		char left[64];
		int n = 0;
		if (!applies(r, o) || (o->verb && !r->verbs))
			continue;
		if (r->code < LONG_ONLY)
			n = snprintf(left, sizeof left, "-%c%s", r->code, r->name ? ", " : "");
		if (r->name)
			n += snprintf(left + n, sizeof left - (size_t)n, "--%s", r->name);
		if (r->argument)
			snprintf(left + n, sizeof left - (size_t)n, " %s", r->argument);
		fprintf(to, "  %-38s ", left);
		put_sentence(to, r->help);
	}
	if (o->verb) {
		fprintf(to, "and the options of %s without a verb (%s --help), -r FILE and -i INTERFACE among them\n", o->program, o->program);
	} else if (!o->tcpdump) {
		fputs("\nVerbs, as the very first argument (VERB --help tells more):\n", to);
		verbs_list(to);
	}
}
