#include "answers/flow_sink.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/time.h"

static int flow_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct flow_sink *s = (struct flow_sink *)sink;
	if (!s->packets++)
		s->began = v->packet->time;
	return 0;
}

static int print_all(const struct flow_sink *s, struct output *out, struct err *err)
{
	bool several = false;
	for (unsigned k = 0; k < FLOW_KINDS; k++) {
		const struct flows *f = s->tables[k];
		if (!f)
			continue;
		if (several && s->options->style == LISTING_TEXT)
			text_c(&out->text, '\n');
		several = true;
		int e = s->print(s, f, out, err);
		if (e < 0)
			return e;
	}
	return 0;
}

/* Rows of each kind that the terminal has room for, beside their titles, heads and the blank lines between. */
static uint64_t rows_that_fit(const struct flow_sink *s)
{
	enum { BESIDE = 3, UNKNOWN = 24 };
	struct winsize size = {0};
	unsigned kinds = 0, lines = !ioctl(s->fd, TIOCGWINSZ, &size) && size.ws_row ? size.ws_row : UNKNOWN;
	for (unsigned k = 0; k < FLOW_KINDS; k++)
		kinds += s->tables[k] != NULL;
	unsigned each = lines / (kinds ? kinds : 1);
	uint64_t rows = each > BESIDE ? each - BESIDE : 1;
	return s->options->top && s->options->top < rows ? s->options->top : rows;
}

/* What is too wide for the terminal is cut there, not folded. */
static int flow_tick(struct sink *sink, int64_t now, struct err *err)
{
	struct flow_sink *s = (struct flow_sink *)sink;
	struct output out = {.fd = s->fd};
	if (!s->redraw || now - s->drawn < NS_PER_S || !s->packets)
		return 0;
	s->drawn = now;
	s->top = rows_that_fit(s);
	text_s(&out.text, "\033[H\033[J\033[?7l");
	int e = print_all(s, &out, err);
	text_s(&out.text, "\033[?7h");
	int closed = output_close(&out, err);
	s->top = s->options->top;
	return e < 0 ? e : closed;
}

static int flow_close(struct sink *sink, struct err *err)
{
	struct flow_sink *s = (struct flow_sink *)sink;
	struct output own, *out = answer_output(s->options, &own, s->fd);
	int e = print_all(s, out, err), closed = answer_output_close(s->options, &own, err);
	free(s);
	return e < 0 ? e : closed;
}

static const struct sink_ops ops = {flow_packet, flow_tick, flow_close};

/* The kinds of a list of words between blanks. */
static void want(struct flow_sink *s, const char *words, bool analyze)
{
	char word[16];
	int n;
	for (; sscanf(words, "%15s%n", word, &n) == 1; words += n) {
		enum flow_kind k = flow_kind_named(word);
		if (k < FLOW_KINDS)
			s->tables[k] = analyze && k == FLOW_TCP ? flow_tables_want_analyzed(s->options->flows)
								: flow_tables_want(s->options->flows, k);
	}
}

int flow_sink_new(const struct flow_sink_spec *spec, const struct answer_options *options, bool live, int fd,
	struct sink **sink, struct err *err)
{
	struct flow_sink *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, SINK_HEADERS | SINK_FLOWS};
	s->options = options;
	s->fd = fd;
	s->redraw = live && isatty(fd) && !options->json;
	s->print = spec->print;
	s->top = options->top;
	want(s, options->kind ? options->kind : spec->otherwise, spec->analyze);
	*sink = &s->sink;
	return 0;
}

/* ---- Order */

struct ranked {
	double value;
	const struct flow *flow;
};

static int by_value(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->value != y->value)
		return x->value < y->value ? 1 : -1;
	return x->flow->id < y->flow->id ? -1 : x->flow->id > y->flow->id;
}

static const struct flow_order *order_named(
	const struct flow_sink *s, const struct flow_order *orders, unsigned count, struct err *err)
{
	struct text known = {0};
	for (unsigned i = 0; i < count; i++)
		if (!s->options->sort || !strcmp(s->options->sort, orders[i].key))
			return &orders[i];
	for (unsigned i = 0; i < count; i++)
		text_printf(&known, "%s%s", i ? ", " : "", orders[i].key);
	err_set(err, -EINVAL, "--sort %s: there is no such column to sort by (%.*s)", s->options->sort,
		(int)known.len, known.data);
	text_free(&known);
	return NULL;
}

int flow_sink_sorted(const struct flow_sink *s, const struct flows *f, const struct flow_order *orders,
	unsigned order_count, const struct flow ***sorted, size_t *n, struct err *err)
{
	const struct flow_order *order = order_named(s, orders, order_count, err);
	if (!order)
		return -EINVAL;
	struct ranked *r = malloc((f->count + 1) * sizeof *r);
	*n = s->top && s->top < f->count ? s->top : f->count;
	*sorted = malloc((*n + 1) * sizeof **sorted);
	if (!r || !*sorted) {
		free(r);
		free(*sorted);
		return err_set(err, -ENOMEM, "no memory to sort %zu flows", f->count);
	}
	for (size_t i = 0; i < f->count; i++)
		r[i] = (struct ranked){order->value(flows_at(f, i)), flows_at(f, i)};
	qsort(r, f->count, sizeof *r, by_value);
	for (size_t i = 0; i < *n; i++)
		(*sorted)[i] = r[i].flow;
	free(r);
	return 0;
}

void flow_sink_json_kind(const struct flows *f, char first[32])
{
	snprintf(first, 32, "\"kind\":\"%s\"", flow_kind_word(f->kind));
}
