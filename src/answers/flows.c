/* The fields of AWS VPC flow logs, versions 2 to 5. What only AWS knows (account, subnet ...) is "-", as there where it does not
 * apply. */
#include "answers/flows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/io.h"
#include "answers/ipfix.h"
#include "answers/output.h"
#include "capture/source.h"
#include "core/bytes.h"
#include "core/json.h"
#include "stream/flow_record.h"

enum { FIELDS_MOST = 40, INTERFACE = 64 };

enum what {
	NOTHING,
	VERSION,
	INTERFACE_ID,
	SRC,
	DST,
	SPORT,
	DPORT,
	PROTOCOL,
	PACKETS,
	BYTES,
	START,
	END,
	ACTION,
	STATUS,
	TCP_FLAGS,
	TYPE,
	FLOW_DIRECTION,
};

static const struct flow_field {
	const char *name;
	enum what what;
	bool number;
} known[] = {
	{"version", VERSION, true}, {"account-id", NOTHING}, {"interface-id", INTERFACE_ID}, {"srcaddr", SRC}, {"dstaddr", DST},
	{"srcport", SPORT, true}, {"dstport", DPORT, true}, {"protocol", PROTOCOL, true}, {"packets", PACKETS, true},
	{"bytes", BYTES, true}, {"start", START, true}, {"end", END, true}, {"action", ACTION}, {"log-status", STATUS},
	{"vpc-id", NOTHING}, {"subnet-id", NOTHING}, {"instance-id", NOTHING}, {"tcp-flags", TCP_FLAGS, true}, {"type", TYPE},
	{"pkt-srcaddr", SRC}, {"pkt-dstaddr", DST}, {"region", NOTHING}, {"az-id", NOTHING}, {"sublocation-type", NOTHING},
	{"sublocation-id", NOTHING}, {"pkt-src-aws-service", NOTHING}, {"pkt-dst-aws-service", NOTHING},
	{"flow-direction", FLOW_DIRECTION}, {"traffic-path", NOTHING},
};

enum { KNOWN = sizeof known / sizeof *known, VERSION_2_FIELDS = 14 };

enum form { FORM_LINE, FORM_CSV, FORM_JSON };

struct flows_sink {
	struct sink sink;
	const struct answer_options *options;
	struct output own, *out;
	struct flow_records records;
	const struct flow_field *fields[FIELDS_MOST];
	unsigned field_count;
	enum form form;
	bool exports;             /* to `ipfix` instead */
	struct ipfix ipfix;
	char interface[INTERFACE];
	int64_t newest;
};

/* ---- Which fields */

static const struct flow_field *field_named_so(const char *name, size_t n)
{
	for (unsigned i = 0; i < KNOWN; i++)
		if (strlen(known[i].name) == n && !memcmp(known[i].name, name, n))
			return &known[i];
	return NULL;
}

/* "${srcaddr} ${dstaddr}", as AWS has it, or "srcaddr,dstaddr". */
static int choose_fields(struct flows_sink *s, const char *list, struct err *err)
{
	static const char between[] = "${} ,";
	for (const char *w = list + strspn(list, between); *w; w += strspn(w, between)) {
		size_t n = strcspn(w, between);
		const struct flow_field *f = field_named_so(w, n);
		if (!f || s->field_count == FIELDS_MOST)
			return err_set(err, -EINVAL,
				"--as: `%.*s' is no field of AWS flow logs, or one too many (srcaddr, "
				"dstaddr, bytes ...)",
				(int)n, w);
		s->fields[s->field_count++] = f;
		w += n;
	}
	return s->field_count ? 0 : err_set(err, -EINVAL, "--as %s: no field is named", list);
}

static int choose_form(struct flows_sink *s, struct err *err)
{
	const char *format = s->options->as ? s->options->as : "vpc";
	s->form = s->options->json || !strcmp(format, "json") ? FORM_JSON
		  : !strcmp(format, "csv")		      ? FORM_CSV
							      : FORM_LINE;
	if (strcmp(format, "vpc") && strcmp(format, "json") && strcmp(format, "csv"))
		return choose_fields(s, format, err);
	for (unsigned i = 0; i < VERSION_2_FIELDS; i++)
		s->fields[s->field_count++] = &known[i];
	if (s->form != FORM_LINE)
		s->fields[s->field_count++] = field_named_so("tcp-flags", strlen("tcp-flags"));
	return 0;
}

/* ---- A record */

static void put_address(struct text *t, const struct flow_record *r, const struct address *a)
{
	if (r->key.size == ADDRESS_IP4)
		text_ip4(t, be32(a->bytes));
	else
		text_ip6(t, a->bytes);
}

static void put_value(const struct flows_sink *s, struct text *t, const struct flow_record *r, enum what what)
{
	switch (what) {
	case VERSION:
		text_u(t, s->options->as && s->form == FORM_LINE && strcmp(s->options->as, "vpc") ? 5 : 2);
		break;
	case INTERFACE_ID:
		text_s(t, *s->interface ? s->interface : "-");
		break;
	case SRC:
		put_address(t, r, &r->key.src);
		break;
	case DST:
		put_address(t, r, &r->key.dst);
		break;
	case SPORT:
		text_u(t, r->key.sport);
		break;
	case DPORT:
		text_u(t, r->key.dport);
		break;
	case PROTOCOL:
		text_u(t, r->key.protocol);
		break;
	case PACKETS:
		text_u(t, r->packets);
		break;
	case BYTES:
		text_u(t, r->bytes);
		break;
	case START:
		text_i(t, time_seconds(r->began));
		break;
	case END:
		text_i(t, time_seconds(r->ended));
		break;
	case ACTION:
		text_s(t, "ACCEPT");
		break;
	case STATUS:
		text_s(t, "OK");
		break;
	case TCP_FLAGS:
		text_u(t, r->flags);
		break;
	case TYPE:
		text_s(t, r->key.size == ADDRESS_IP4 ? "IPv4" : "IPv6");
		break;
	case FLOW_DIRECTION:
		text_s(t, r->direction == DIRECTION_IN ? "ingress" : r->direction == DIRECTION_OUT ? "egress" : "-");
		break;
	case NOTHING:
		text_c(t, '-');
		break;
	}
}

static void put_json(const struct flows_sink *s, struct text *t, const struct flow_record *r)
{
	for (unsigned i = 0; i < s->field_count; i++) {
		text_c(t, i ? ',' : '{');
		json_string(t, s->fields[i]->name, strlen(s->fields[i]->name));
		text_s(t, s->fields[i]->number ? ":" : ":\"");
		put_value(s, t, r, s->fields[i]->what);
		if (!s->fields[i]->number)
			text_c(t, '"');
	}
	text_s(t, "}\n");
}

static void on_done(void *context, const struct flow_record *r, enum record_end why)
{
	struct flows_sink *s = context;
	struct text *t = &s->out->text;
	if (s->exports) {
		ipfix_record(&s->ipfix, r, why);
		return;
	}
	if (s->form == FORM_JSON) {
		put_json(s, t, r);
	} else {
		for (unsigned i = 0; i < s->field_count; i++) {
			if (i)
				text_c(t, s->form == FORM_CSV ? ',' : ' ');
			put_value(s, t, r, s->fields[i]->what);
		}
		text_c(t, '\n');
	}
	output_flush_some(s->out);
}

static void put_head(const struct flows_sink *s)
{
	for (unsigned i = 0; i < s->field_count && s->form != FORM_JSON; i++)
		text_printf(&s->out->text, "%s%s", i ? s->form == FORM_CSV ? "," : " " : "", s->fields[i]->name);
	if (s->form != FORM_JSON)
		text_c(&s->out->text, '\n');
}

/* ---- The sink */

static int flows_packet_in(struct sink *sink, const struct view *v, struct err *err)
{
	struct flows_sink *s = (struct flows_sink *)sink;
	if (!*s->interface && v->source->live)
		snprintf(s->interface, sizeof s->interface, "%s", v->source->interfaces[0].name);
	s->newest = v->packet->time;
	int e = flow_records_packet(&s->records, v->packet, v->headers);
	e = e < 0 ? err_set(err, e, "no memory for more flows: --max-flows bounds their number") : 0;
	return s->ipfix.err.code ? err_set(err, s->ipfix.err.code, "%s", s->ipfix.err.text) : e;
}

/* Records of a live capture end also when no packet comes any more. */
static int flows_tick(struct sink *sink, int64_t now, struct err *err)
{
	struct flows_sink *s = (struct flows_sink *)sink;
	if (!*s->interface)
		return 0;
	flow_records_expire(&s->records, now);
	return s->exports ? 0 : sink_flush(&s->out->text, s->out->fd, err);
}

static int flows_close(struct sink *sink, struct err *err)
{
	struct flows_sink *s = (struct flows_sink *)sink;
	flow_records_finish(&s->records);
	if (s->records.no_room)
		fprintf(stderr, "flows: %llu records ended early to make room (--max-flows %zu)\n",
			(unsigned long long)s->records.no_room, s->records.limit);
	int e = s->exports ? ipfix_close(&s->ipfix, err) : 0, closed = answer_output_close(s->options, &s->own, err);
	free(s);
	return e < 0 ? e : closed;
}

static const struct sink_ops ops = {flows_packet_in, flows_tick, flows_close};

int flows_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	int64_t every = parse_interval(options->every ? options->every : "60s");
	if (every < 0)
		return err_set(err, -EINVAL, "--every %s: not a time (250ms, 1s, 5m, 1h)", options->every);
	struct flows_sink *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, SINK_HEADERS};
	s->options = options;
	s->out = answer_output(options, &s->own, fd);
	flow_records_init(&s->records, every, options->max_flows);
	s->records.done = on_done;
	s->records.context = s;
	s->exports = options->collector;
	int e = choose_form(s, err);
	if (e < 0) {
		free(s);
		return e;
	}
	if (s->exports)
		ipfix_open(&s->ipfix, options->collector_socket);
	else
		put_head(s);
	*sink = &s->sink;
	return 0;
}
