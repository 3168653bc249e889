#include "answers/connection_sink.h"

#include <errno.h>
#include <stdlib.h>

#include "stream/flow_tables.h"

static int connection_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct connection_sink *s = (struct connection_sink *)sink;
	if (!s->started) {
		s->began = v->packet->time;
		s->started = true;
	}
	int e = tcp_reader_packet(&s->reader, v->packet, v->number);
	if (s->spec->packet && e >= 0)
		s->spec->packet(s, v);
	return e < 0 ? err_set(err, e, "no memory for connections") : 0;
}

static int connection_close(struct sink *sink, struct err *err)
{
	struct connection_sink *s = (struct connection_sink *)sink;
	if (s->spec->close)
		s->spec->close(s);
	tcp_reader_free(&s->reader);
	listing_finish(&s->listing);
	int e = answer_output_close(s->options, &s->own, err);
	free(s);
	return e;
}

static const struct sink_ops ops = {connection_packet, NULL, connection_close};

int connection_sink_new(const struct connection_sink_spec *spec, const struct answer_options *options, int fd,
	struct sink **sink, struct err *err)
{
	struct connection_sink *s = calloc(1, spec->size);
	if (!s || (spec->open && spec->open(s) < 0)) {
		free(s);
		return err_set(err, -ENOMEM, "no memory");
	}
	s->spec = spec;
	s->sink = (struct sink){&ops, SINK_HEADERS | SINK_FLOWS};
	s->options = options;
	s->out = answer_output(options, &s->own, fd);
	listing_init(&s->listing, spec->columns, spec->count, options->style, NULL, s->out);
	s->listing.nothing = spec->nothing;
	tcp_reader_init(&s->reader, spec->reader, s, flow_tables_want(options->flows, FLOW_TCP));
	*sink = &s->sink;
	return 0;
}

struct listing *connection_sink_row(
	struct connection_sink *s, const struct flow_key *ends, unsigned client, int64_t time, uint64_t number)
{
	struct listing *l = &s->listing;
	if (s->options->top && s->rows++ >= s->options->top)
		return NULL;
	listing_seconds(l, time - s->began, 6);
	listing_u(l, number);
	flow_end_text(&l->cells, ends, client);
	listing_end_cell(l);
	flow_end_text(&l->cells, ends, !client);
	listing_end_cell(l);
	return l;
}
