#include "dissect/decode.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#include "core/message.h"

/* Wireshark's names of what can be decided by a number. */
static const struct key {
	const char *name;
	uint8_t table, side;
	uint32_t most;
} keys[] = {
	{"tcp.port", BIND_TCP_PORT, EITHER, 0xffff},
	{"tcp.srcport", BIND_TCP_PORT, SRC, 0xffff},
	{"tcp.dstport", BIND_TCP_PORT, DST, 0xffff},
	{"udp.port", BIND_UDP_PORT, EITHER, 0xffff},
	{"udp.srcport", BIND_UDP_PORT, SRC, 0xffff},
	{"udp.dstport", BIND_UDP_PORT, DST, 0xffff},
	{"ip.proto", BIND_IP_PROTO, EITHER, 0xff},
	{"eth.type", BIND_ETHERTYPE, EITHER, 0xffff},
	{"ethertype", BIND_ETHERTYPE, EITHER, 0xffff},
	{"llc.dsap", BIND_LLC_SAP, EITHER, 0xff},
	{"ppp.protocol", BIND_PPP_PROTO, EITHER, 0xffff},
	{"sctp.ppi", BIND_SCTP_PPID, EITHER, 0xff},
};

enum { KEYS = sizeof keys / sizeof *keys, WORD = 64 };

/* ---- Protocols by name */

/* What people type for it: its field's name; where it has none, its own. */
static const char *field_name(const struct proto *p)
{
	return p->field_count && p->fields[0].name && *p->fields[0].name ? p->fields[0].name : p->name;
}

const struct proto *proto_named(const char *name)
{
	const struct proto *by_word = NULL;
	for (const struct proto *const *p = registry; *p; p++) {
		if (!strcasecmp(field_name(*p), name))
			return *p;
		if (!by_word && (((*p)->decode_as && !strcasecmp((*p)->decode_as, name)) ||
					!strcasecmp((*p)->name, name)))
			by_word = *p;
	}
	return by_word;
}

static int unknown_protocol(const char *name, struct err *err)
{
	size_t n = 0, at = 0;
	while (registry[n])
		n++;
	const char **names = calloc(n + 1, sizeof *names);
	for (; names && at < n; at++)
		names[at] = field_name(registry[at]);
	const char *near = names ? near_word(name, names) : NULL;
	free(names);
	if (near)
		return err_set(err, -EINVAL, "there is no protocol `%s'; is `%s' meant?", name, near);
	return err_set(err, -EINVAL, "there is no protocol `%s' (--decode help lists them)", name);
}

/* ---- Words */

static int add_rule(struct decode_rules *r, struct binding where, const struct proto *p, struct err *err)
{
	struct decode_rule *more = realloc(r->rules, (r->count + 1) * sizeof *more);
	if (!more)
		return err_set(err, -ENOMEM, "no memory for --decode");
	r->rules = more;
	r->rules[r->count++] = (struct decode_rule){where, p};
	return 0;
}

static int add_name(struct decode_rules *r, struct binding where, const char *name, struct err *err)
{
	const struct proto *p = proto_named(name);
	return p ? add_rule(r, where, p, err) : unknown_protocol(name, err);
}

static const struct key *key_named(const char *name, struct err *err)
{
	const char *names[KEYS + 1] = {NULL};
	for (unsigned i = 0; i < KEYS; i++) {
		if (!strcmp(keys[i].name, name))
			return &keys[i];
		names[i] = keys[i].name;
	}
	const char *near = near_word(name, names);
	if (near)
		err_set(err, -EINVAL, "nothing is decoded by `%s'; is `%s' meant?", name, near);
	else
		err_set(err, -EINVAL, "nothing is decoded by `%s' (--decode help lists what there is)", name);
	return NULL;
}

/* "8000", "0x88b5", "8000-8010" at s, up to `end`. */
static int numbers(const struct key *k, const char *s, const char *end, struct binding *b, struct err *err)
{
	char *behind;
	unsigned long from = strtoul(s, &behind, 0), to = from;
	bool wrong = behind == s || *s == '-';
	if (!wrong && *behind == '-') {
		s = behind + 1;
		to = strtoul(s, &behind, 0);
		wrong = behind == s;
	}
	if (wrong || behind != end || from > to || to > k->most)
		return err_set(err, -EINVAL, "%s: a number up to %u or a range such as 8000-8010 is expected",
			k->name, k->most);
	*b = (struct binding){.table = k->table, .side = k->side, .from = (uint32_t)from, .to = (uint32_t)to};
	return 0;
}

/* "udp.port==1700,radius"; `equals` is where its == stands. */
static int add_number(struct decode_rules *r, const char *word, const char *equals, struct err *err)
{
	char name[WORD];
	struct binding where;
	const char *comma = strchr(equals, ',');
	snprintf(name, sizeof name, "%.*s", (int)(equals - word), word);
	const struct key *k = key_named(name, err);
	if (!k)
		return err->code;
	if (!comma)
		return err_set(
			err, -EINVAL, "a comma and the protocol are missing, as in udp.port==1700,radius");
	int e = numbers(k, equals + 2, comma, &where, err);
	return e < 0 ? e : add_name(r, where, comma + 1, err);
}

int decode_rules_add(struct decode_rules *r, const char *word, struct err *err)
{
	char name[WORD];
	int e = 0;
	const char *equals = strstr(word, "==");
	if (equals)
		return add_number(r, word, equals, err);
	for (const char *p = word; e >= 0; p++) {
		size_t n = strcspn(p, ",");
		snprintf(name, sizeof name, "%.*s", (int)n, p);
		e = add_name(r, (struct binding){0}, name, err);
		p += n;
		if (!*p)
			break;
	}
	return e;
}

int decode_rules_add_all(struct decode_rules *r, struct err *err)
{
	int e = 0;
	for (const struct proto *const *p = registry; *p && e >= 0; p++)
		e = (*p)->beyond ? add_rule(r, (struct binding){0}, *p, err) : 0;
	return e;
}

void decode_rules_free(struct decode_rules *r)
{
	free(r->rules);
	*r = (struct decode_rules){0};
}

/* ---- Help */

static int by_field_name(const void *a, const void *b)
{
	return strcmp(
		field_name(*(const struct proto *const *)a), field_name(*(const struct proto *const *)b));
}

void decode_help(FILE *to)
{
	size_t n = 0;
	while (registry[n])
		n++;
	const struct proto **all = calloc(n + 1, sizeof *all);
	if (!all)
		return;
	memcpy(all, registry, n * sizeof *all);
	qsort(all, n, sizeof *all, by_field_name);
	fputs("--decode NAME[,NAME ...] says protocols in the line that tcpdump does not have (marked +);\n"
	      "--decode KEY==NUMBER[-NUMBER],NAME says who rides on a number. Keys:\n ",
		to);
	for (unsigned i = 0; i < KEYS; i++)
		fprintf(to, " %s", keys[i].name);
	fputs("\nProtocols:\n", to);
	for (size_t i = 0; i < n; i++)
		if (!i || strcmp(field_name(all[i]), field_name(all[i - 1])))
			fprintf(to, "%c %-20s %s\n", all[i]->beyond ? '+' : ' ', field_name(all[i]),
				all[i]->field_count && all[i]->fields[0].title ? all[i]->fields[0].title
									       : "");
	free(all);
}
