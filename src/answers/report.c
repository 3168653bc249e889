#include "answers/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/conv.h"
#include "answers/dns.h"
#include "answers/hosts.h"
#include "answers/http.h"
#include "answers/kernel_view.h"
#include "answers/listing.h"
#include "answers/problems.h"
#include "answers/proto.h"
#include "answers/report_page.h"
#include "answers/timeline.h"
#include "answers/timeline_draw.h"
#include "answers/tls.h"
#include "core/table.h"
#include "core/time.h"
#include "stream/flow_tables.h"
#include "stream/tcp_analysis.h"

enum { ROWS = 1000, CHARTS = 1000, CHART_ROWS = 60, WORST = 3, TRIES = 16 };

/* A section is an answer that writes its table to memory. */
static const struct {
	const char *id, *title, *kind;
	int (*open)(const struct answer_options *o, bool live, int fd, struct sink **sink, struct err *err);
} sections[] = {
	{"problems", "Problems", NULL, problems_sink_new},
	{"protocols", "Protocols", NULL, proto_sink_new},
	{"ip", "IPv4 conversations", "ip", conv_sink_new},
	{"ipv6", "IPv6 conversations", "ipv6", conv_sink_new},
	{"tcp", "TCP conversations", "tcp", conv_sink_new},
	{"udp", "UDP conversations", "udp", conv_sink_new},
	{"hosts", "Hosts", "ip ipv6", hosts_sink_new},
	{"dns", "DNS", NULL, dns_sink_new},
	{"http", "HTTP", NULL, http_sink_new},
	{"tls", "TLS", NULL, tls_sink_new},
};

enum { SECTIONS = sizeof sections / sizeof *sections };

struct section {
	struct answer_options options;
	struct output output;
	struct sink *sink;
};

/* The first packets of a connection, kept in case it is one of the worst. Where there are CHARTS, a new one takes the place of
 * the oldest without a fault. */
struct chart {
	uint32_t flow;           /* id */
	struct timeline_chart drawing;
	uint64_t badness;
};

struct report {
	struct sink sink;
	int fd;
	struct section sections[SECTIONS];
	struct report_rates rates;
	uint64_t packets, bytes;
	int64_t first, last;
	const struct flows *tcp;
	struct kernel_view kernel;
	struct table charts;     /* flow id -> struct chart * */
	struct chart *ring[CHARTS];
	unsigned hand;           /* in the ring */
};

/* ---- The worst connections */

static void free_chart(struct report *r, struct chart *c)
{
	if (!c)
		return;
	table_remove(&r->charts, &c->flow);
	timeline_free(&c->drawing);
	free(c);
}

/* NULL: no memory, or the next TRIES charts are all of connections with faults. */
static struct chart *new_chart(struct report *r, uint32_t flow, int *error)
{
	for (unsigned i = 0; i < TRIES; i++) {
		struct chart **place = &r->ring[r->hand++ % CHARTS], **slot;
		if (*place && (*place)->badness)
			continue;
		free_chart(r, *place);
		*place = calloc(1, sizeof **place);
		if (*place)
			(*place)->flow = flow;
		slot = *place ? table_add(&r->charts, &flow, NULL) : NULL;
		if (!slot) {
			*error = -ENOMEM;
			return NULL;
		}
		return *slot = *place;
	}
	return NULL;
}

static int note_chart(struct report *r, const struct view *v, const struct flow_hit *hit)
{
	int e = 0;
	struct chart **slot = table_find(&r->charts, &hit->flow->id);
	struct chart *c = slot ? *slot : hit->fresh ? new_chart(r, hit->flow->id, &e) : NULL;
	if (!c)
		return e;
	const struct tcp_analysis *a = hit->flow->tcp;
	c->badness += !!(a->marks & MARKS_SENT_AGAIN) + 2 * !!(a->marks & MARK_ZERO_WINDOW) +
			    !!(a->marks & MARK_LOST_SEGMENT) + (hit->flow->state == FLOW_RESET);
	return timeline_add_hit(&c->drawing, CHART_ROWS, v, hit);
}

/* The worst that was not taken yet, or NULL; it is taken. */
static struct chart *worst_chart(struct report *r)
{
	struct chart *worst = NULL;
	for (unsigned i = 0; i < CHARTS; i++) {
		struct chart *c = r->ring[i];
		if (c && c->badness && (!worst || c->badness > worst->badness || (c->badness == worst->badness && c->flow < worst->flow)))
			worst = c;
	}
	return worst;
}

static void put_worst(struct report *r, struct output *out)
{
	for (unsigned i = 0; i < WORST; i++) {
		struct chart *c = worst_chart(r);
		if (!c)
			break;
		c->badness = 0;
		if (!i)
			report_section(out, "timelines", "Time lines of the worst connections");
		text_s(&out->text, "<div class=scroll>");
		timeline_svg(&c->drawing, out);
		text_s(&out->text, "</div>\n");
	}
}

/* ---- The sink */

static int report_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct report *r = (struct report *)sink;
	r->first = r->packets && r->first < v->packet->time ? r->first : v->packet->time;
	r->last = r->packets && r->last > v->packet->time ? r->last : v->packet->time;
	r->packets++;
	r->bytes += v->packet->len;
	report_rates_add(&r->rates, v->packet->time, v->packet->len);
	for (unsigned i = 0; i < SECTIONS; i++) {
		int e = r->sections[i].sink->ops->packet(r->sections[i].sink, v, err);
		if (e)
			return e;
	}
	unsigned n = r->tcp->hit_count;
	int e = n ? note_chart(r, v, &r->tcp->hits[n - 1]) : 0;
	e = e < 0 || !v->packet->comment ? e : kernel_view_packet(&r->kernel, v->packet);
	return e < 0 ? err_set(err, e, "no memory for the report") : 0;
}

static int close_sections(struct report *r, struct err *err)
{
	int result = 0;
	for (unsigned i = 0; i < SECTIONS; i++) {
		struct sink *s = r->sections[i].sink;
		int e = s ? s->ops->close(s, err) : 0;
		result = result < 0 ? result : e;
	}
	return result;
}

static void put_sections(struct report *r, struct output *out)
{
	for (unsigned i = 0; i < SECTIONS; i++) {
		struct section *s = &r->sections[i];
		report_section(out, sections[i].id, sections[i].title);
		text_s(&out->text, "<div class=scroll>");
		text_bytes(&out->text, s->output.text.data, s->output.text.len);
		text_s(&out->text, "</div>\n");
		out->text.failed |= s->output.text.failed;
		text_free(&s->output.text);
		output_flush_some(out);
	}
}

static void free_report(struct report *r)
{
	for (unsigned i = 0; i < CHARTS; i++)
		free_chart(r, r->ring[i]);
	table_free(&r->charts);
	kernel_view_free(&r->kernel);
	for (unsigned i = 0; i < SECTIONS; i++)
		text_free(&r->sections[i].output.text);
	free(r->sink.fields);
	free(r);
}

static int report_close(struct sink *sink, struct err *err)
{
	struct report *r = (struct report *)sink;
	struct output out = {.fd = r->fd};
	int e = close_sections(r, err);
	if (e >= 0) {
		report_head(&out, r->packets, r->bytes, r->first, r->last);
		report_rates_draw(&r->rates, &out);
		put_sections(r, &out);
		put_worst(r, &out);
		kernel_view_draw(&r->kernel, &out);
		report_foot(&out);
	}
	int closed = output_close(&out, err);
	free_report(r);
	return e < 0 ? e : closed;
}

static const struct sink_ops ops = {report_packet, NULL, report_close};

int report_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	if (isatty(fd))
		return err_set(err, -EINVAL, "report: give -o REPORT.html: a page of HTML is not for a terminal");
	struct report *r = calloc(1, sizeof *r);
	if (!r)
		return err_set(err, -ENOMEM, "no memory");
	r->sink = (struct sink){&ops, SINK_FIELDS | SINK_LAYERS | SINK_HEADERS | SINK_FLOWS};
	r->fd = fd;
	r->tcp = flow_tables_want_analyzed(options->flows);
	kernel_view_init(&r->kernel);
	table_init(&r->charts, sizeof(uint32_t), sizeof(struct chart *), 0);
	for (unsigned i = 0; i < SECTIONS; i++) {
		struct section *s = &r->sections[i];
		s->options = *options;
		s->output.fd = -1;
		s->options.into = &s->output;
		s->options.style = LISTING_HTML;
		s->options.json = false;
		s->options.sort = NULL;
		s->options.kind = sections[i].kind;
		s->options.top = options->top ? options->top : ROWS;
		int e = sections[i].open(&s->options, false, -1, &s->sink, err);
		if (e >= 0 && sink_looks_at(&r->sink, s->sink->fields, s->sink->field_count) < 0)
			e = err_set(err, -ENOMEM, "no memory");
		if (e < 0) {
			close_sections(r, err);
			free_report(r);
			return err->code;
		}
	}
	*sink = &r->sink;
	return 0;
}
