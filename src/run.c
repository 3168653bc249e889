#include "run.h"

#include <errno.h>

#include "capture/source.h"
#include "cli/progress.h"
#include "core/time.h"
#include "display/display.h"
#include "dissect/ahead.h"
#include "dissect/frame.h"
#include "dissect/process.h"
#include "dissect/tape.h"
#include "filter/compile.h"
#include "host/process.h"
#include "lanes.h"
#include "sink/savefile.h"
#include "stream/annotate.h"
#include "stream/datagram.h"
#include "stream/flow_tables.h"

/* AHEAD: how many packets are dissected while memory is being fetched. */
enum { TICK_MS = 100, ONLY = 32, AHEAD = 6, COMMENTED = 256 };

struct work {
	struct text line;
	struct tape tape;
	const struct field *only[ONLY]; /* what the tape is limited to */
	struct packet_headers headers;
	struct datagrams *datagrams; /* with SINK_HEADERS */
	struct frame_facts frame;
	struct progress progress;
	struct annotator annotator;  /* with SINK_ANALYSIS */
	unsigned needs;
	struct process_ends ends;    /* with processes: of the packet */
	bool unseen;                 /* batches go to the sink as they are */
	bool lines_later;            /* with a display filter: lines only of packets that pass it, where that is possible */
	bool line_due;               /* of the packet: it is possible */
	struct dissect_past past;    /* then: what the line needs */
	struct lanes *lanes;         /* several threads make the lines; NULL: the packets are few, or need more than lines */
};

static void say_processes(const struct process_ends *e, struct text *line, struct tape *tape)
{
	const struct process *const both[] = {e->from, e->to};
	if (line && e->text) {
		text_s(line, " [");
		text_s(line, e->text);
		text_c(line, ']');
	}
	for (unsigned i = 0; tape && i < 2; i++)
		if (both[i])
			process_marks(tape, both[i]->name, (uint32_t)both[i]->pid, both[i]->container, both[i]->cgroup);
}

/* Whose packet it is. False: not of the processes that were asked for. */
static bool of_processes(struct run *r, struct work *w, const struct packet *p)
{
	const struct process_choice *c = &r->options->choice;
	w->ends = processes_of(r->processes, r->source->interfaces[p->interface].netns, p);
	if (!c->pid_count && !c->name_count)
		return true;
	return (w->ends.from && w->ends.from->selected) || (w->ends.to && w->ends.to->selected);
}

static int dissect(struct run *r, struct work *w, const struct packet *p, unsigned needs, struct view *v, struct err *err)
{
	struct text *line = needs & SINK_TEXT ? &w->line : NULL;
	struct tape *tape = needs & SINK_FIELDS ? &w->tape : NULL;
	text_reset(&w->line);
	w->line_due = w->lines_later && dissection_look_ahead(r->dissection, p, &w->past);
	v->link_len = w->line_due ? dissect_packet_fields(r->dissection, p, &w->past, tape) : dissect_packet(r->dissection, p, line, tape);
	v->line = &w->line;
	v->tape = &w->tape;
	if (w->datagrams)
		v->headers = datagrams_packet(w->datagrams, p, &w->headers);
	v->datagrams = w->datagrams;
	if (needs & SINK_FRAME)
		frame_marks(&w->tape, p, &w->frame);
	if (needs & SINK_ANALYSIS && annotate(&w->annotator, p, r->read, v->headers, tape, r->options->analyze ? line : NULL) < 0)
		return err_set_status(err, EXIT_MEMORY, -ENOMEM, "no memory for more flows");
	if (r->processes)
		say_processes(&w->ends, line, tape);
	return 0;
}

static int deliver(struct run *r, struct work *w, struct view *v, unsigned needs, struct err *err)
{
	if (needs & SINK_FLOWS && flow_tables_packet(r->answer.flows, v->packet, v->number, v->headers) < 0)
		return err_set_status(err, EXIT_MEMORY, -ENOMEM, "no memory for more flows: --max-flows bounds their number");
	for (unsigned i = 0; i < r->sink_count; i++) {
		if (r->sinks[i]->needs && !needs)
			continue;
		int e = r->sinks[i]->ops->packet(r->sinks[i], v, err);
		if (e)
			return e;
	}
	return 0;
}

/* 1: the packet is wanted; 0: it is not. */
static int wanted(struct run *r, const struct packet *p, struct err *err)
{
	if (selection_any(&r->selection) && !selection_has(&r->selection, r->read, p->time))
		return 0;
	if (!r->filter || r->kernel_filters)
		return 1;
	int e = p->linktype == r->filter_linktype ? 0 : r->choose_filter(r, p->linktype, err);
	return e < 0 ? e : filter_run(r->filter, p->data, p->len, p->caplen) != 0;
}

/* A packet has passed the filters. False: it is one of those that are skipped. */
static bool count_in(struct run *r)
{
	if (++r->seen <= r->options->skip)
		return false;
	r->delivered++;
	return true;
}

static int enough(const struct run *r)
{
	return r->options->count && r->delivered >= r->options->count ? RUN_COUNT : 0;
}

/* A packet that the capture filter let pass. With a display filter, it is dissected to be judged. */
static int passed(struct run *r, struct work *w, const struct packet *p, struct err *err)
{
	const struct options *o = r->options;
	struct view v = {.packet = p, .source = r->source};
	struct packet with;
	int e;
	if (r->processes && !of_processes(r, w, p))
		return 0;
	if (r->processes && o->write && w->ends.text && !p->comment) {
		with = *p;
		with.comment = w->ends.text;
		v.packet = &with;
	}
	if (r->display) {
		e = dissect(r, w, p, w->needs, &v, err);
		if (e < 0)
			return e;
		if (!display_match(r->display, &w->tape))
			return 0;
		if (w->line_due)
			dissect_packet_line(r->dissection, p, &w->past, &w->line);
	}
	if (!count_in(r))
		return 0;
	v.number = r->display ? r->read : r->seen;
	unsigned needs = o->print_sampling && r->delivered % o->print_sampling ? 0 : w->needs;
	e = needs && !r->display ? dissect(r, w, p, needs, &v, err) : 0;
	if (e < 0)
		return e;
	e = deliver(r, w, &v, needs, err);
	if (e)
		return e == SAVEFILE_LIMIT ? RUN_FILES : e;
	return enough(r);
}

/* What the packet itself does not say of its place among the others. */
static void place(struct run *r, struct work *w, const struct packet *p)
{
	struct frame_facts *f = &w->frame;
	f->number = ++r->read;
	if (f->number == 1)
		f->first = f->before = p->time;
	if (!r->seen)
		f->shown_before = p->time;
	const struct source_interface *i = p->interface < r->source->interface_count ? &r->source->interfaces[p->interface] : NULL;
	f->interface = i && !i->unnamed ? i->name : NULL;
}

static int deliver_batch(struct run *r, const struct batch *b, struct err *err)
{
	r->read += b->count;
	r->seen += b->count;
	r->delivered += b->count;
	int e = r->sinks[0]->ops->packets(r->sinks[0], b->packets, b->count, r->source, err);
	return e == SAVEFILE_LIMIT ? RUN_FILES : e;
}

/* The same with processes as comments. */
static int deliver_commented(struct run *r, struct work *w, const struct batch *b, struct err *err)
{
	const struct process_choice *c = &r->options->choice;
	struct packet some[COMMENTED];
	int e = 0;
	if (!c->pid_count && !c->name_count) {
		processes_comment(r->processes, r->source->interfaces, b->packets, b->count);
		return deliver_batch(r, b, err);
	}
	for (size_t i = 0; e == 0 && i < b->count;) {
		size_t n = 0;
		for (; n < COMMENTED && i < b->count; i++) {
			if (!of_processes(r, w, &b->packets[i]))
				continue;
			some[n] = b->packets[i];
			if (!some[n].comment)
				some[n].comment = w->ends.text;
			n++;
		}
		e = deliver_batch(r, &(struct batch){some, n}, err);
	}
	return e;
}

static int note(struct run *r, const struct packet *p, struct err *err)
{
	int e = 0;
	for (unsigned i = 0; e == 0 && i < r->sink_count; i++)
		e = r->sinks[i]->ops->note ? r->sinks[i]->ops->note(r->sinks[i], p, err) : 0;
	return e;
}

/* Several threads make the lines: what passes is numbered here, in order. */
static int deliver_to_lanes(struct run *r, struct work *w, const struct batch *b, struct err *err)
{
	int e = lanes_begin(w->lanes, b->era, err);
	for (size_t i = 0; e == 0 && i < b->count; i++) {
		const struct packet *p = &b->packets[i];
		r->read++;
		if (i + AHEAD < b->count)
			dissection_expect(r->dissection, p + AHEAD);
		e = wanted(r, p, err);
		if (e <= 0 || !count_in(r)) {
			e = e < 0 ? e : 0;
			continue;
		}
		lanes_add(w->lanes, p, r->seen);
		e = enough(r);
	}
	lanes_end(w->lanes);
	return e;
}

static int batch(struct run *r, struct work *w, const struct batch *b, struct err *err)
{
	int e = 0;
	if (w->lanes)
		return deliver_to_lanes(r, w, b, err);
	if (w->unseen)
		return r->processes ? deliver_commented(r, w, b, err) : deliver_batch(r, b, err);
	for (size_t i = 0; i < b->count && e == 0; i++) {
		const struct packet *p = &b->packets[i];
		if (p->flags & PACKET_NOTE) {
			e = note(r, p, err);
			continue;
		}
		place(r, w, p);
		if (i + AHEAD < b->count && w->needs & (SINK_TEXT | SINK_FIELDS))
			dissection_expect(r->dissection, p + AHEAD);
		e = wanted(r, p, err);
		uint64_t seen = r->seen;
		if (e > 0)
			e = passed(r, w, p, err);
		if (r->seen != seen)
			w->frame.shown_before = p->time;
		w->frame.before = p->time;
	}
	return e;
}

static int tick(struct run *r, struct work *w, struct err *err)
{
	int64_t now = time_now();
	struct sink_file file = {0};
	for (unsigned i = 0; i < r->sink_count && !file.path; i++)
		if (r->sinks[i]->ops->file)
			file = r->sinks[i]->ops->file(r->sinks[i]);
	counts_look(&r->counts, r->source, r->delivered, file.path ? &file : NULL, now);
	progress_look(&w->progress, r->source, r->read, now);
	if (r->filter_changes)
		r->change_filter(r);
	for (unsigned i = 0; i < r->sink_count; i++) {
		struct sink *s = r->sinks[i];
		int e = s->ops->tick ? s->ops->tick(s, now, err) : 0;
		if (e)
			return e == SAVEFILE_LIMIT ? RUN_FILES : e;
	}
	return 0;
}

/* The first signal that ends a live capture stops it, and what had come until then is still delivered. A second one ends
 * that, too. */
static int heed_signal(struct run *r)
{
	int signal = *r->signal;
	*r->signal = 0;
	int result = r->on_signal(r, signal);
	if (result != RUN_SIGNAL || r->stopping || !r->source->ops->stop)
		return result;
	r->stopping = true;
	r->source->ops->stop(r->source);
	return 0;
}

/* One read and what follows from it; 0: go on. */
static int step(struct run *r, struct work *w, struct err *err)
{
	struct batch b;
	int result = w->lanes ? lanes_before_read(w->lanes, err) : 0;
	if (result)
		return result;
	int got = r->source->ops->read(r->source, &b, TICK_MS, err);
	if (got < 0)
		return got;
	if (r->processes && got == SOURCE_BATCH && b.count)
		processes_update(r->processes, b.packets[b.count - 1].time);
	if (got == SOURCE_BATCH) {
		result = batch(r, w, &b, err);
		r->source->ops->release(r->source);
	}
	if (result == 0 && got != SOURCE_END)
		result = tick(r, w, err);
	if (result == 0 && *r->signal)
		result = heed_signal(r);
	return result == 0 && got == SOURCE_END ? (r->stopping ? RUN_SIGNAL : RUN_END) : result;
}

/* Is there nothing to do with a packet but to write it? */
static bool only_written(const struct run *r, const struct work *w)
{
	const struct options *o = r->options;
	return r->sink_count == 1 && r->sinks[0]->ops->packets && !w->needs && !r->display && (!r->filter || r->kernel_filters) &&
		!selection_any(&r->selection) && !o->skip && !o->count && !o->seconds && !o->size && !o->command && !o->tcpinfo;
}

/* Several threads pay where there are many packets, and where nothing but lines is made of them. Names are looked up for each
 * line, so they are one thread's. */
static int start_lanes(struct run *r, struct work *w, struct err *err)
{
	enum { WORTH_IT = 4 << 20 };
	const struct options *o = r->options;
	struct source *s = r->source;
	unsigned threads = o->threads ? o->threads : r->cores < LANES_THREADS ? r->cores : LANES_THREADS;
	struct lanes_options lo = {.threads = threads, .dissection = r->dissection, .source = s};
	uint64_t done, size = 0;
	if (threads < 2 || s->live || !s->ops->last || w->needs != SINK_TEXT || r->sink_count != 1 || r->display || r->processes ||
		o->print_sampling || !o->dissect.numeric || o->dissect.mib_count)
		return 0;
	lo.layout = text_sink_layout(r->sinks[0], &lo.fd);
	if (!lo.layout || (!o->threads && (!s->ops->progress(s, &done, &size) || size < WORTH_IT)))
		return 0;
	lo.lasting = s->ops->last(s);
	return lanes_new(&lo, &w->lanes, err);
}

/* False: all fields are wanted, or too many. */
static bool limit_to(struct work *w, const struct field *const *fields, uint32_t count)
{
	if (!fields || w->tape.only_count + count > ONLY)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (frame_needs_all(fields[i]))
			return false;
		w->only[w->tape.only_count++] = fields[i];
	}
	return true;
}

/* The tape need only have what somebody looks at. */
static void limit_tape(const struct run *r, struct work *w)
{
	uint32_t count = 0;
	const struct field *const *fields = r->display ? display_fields(r->display, &count) : NULL;
	bool limited = !r->display || limit_to(w, fields, count);
	for (unsigned i = 0; i < r->sink_count && limited; i++)
		if (r->sinks[i]->needs & SINK_FIELDS)
			limited = limit_to(w, r->sinks[i]->fields, r->sinks[i]->field_count);
	w->tape.only = limited ? w->only : NULL;
	w->tape.only_count = limited ? w->tape.only_count : 0;
	w->tape.all_layers = w->needs & SINK_LAYERS;
}

static int prepare(struct run *r, struct work *w, struct err *err)
{
	for (unsigned i = 0; i < r->sink_count; i++)
		w->needs |= r->sinks[i]->needs;
	limit_tape(r, w);
	w->lines_later = r->display && w->needs & SINK_TEXT && !r->options->analyze && !r->processes;
	if (r->display)
		w->needs |= SINK_FIELDS | (display_needs_frame(r->display) ? SINK_FRAME : 0) |
			(display_needs_analysis(r->display) ? SINK_ANALYSIS : 0);
	if (r->options->analyze)
		w->needs |= SINK_ANALYSIS;
	if (w->needs & SINK_ANALYSIS) {
		w->needs |= SINK_HEADERS;
		annotator_init(&w->annotator, r->options->answer.max_flows);
	}
	w->unseen = only_written(r, w);
	if (!(w->needs & SINK_HEADERS))
		return start_lanes(r, w, err);
	dissection_note_headers(r->dissection, &w->headers);
	w->datagrams = datagrams_new();
	if (!w->datagrams)
		return err_set_status(err, EXIT_MEMORY, -ENOMEM, "no memory");
	w->datagrams->fields = w->needs & SINK_FIELDS;
	w->datagrams->tape.only = w->tape.only;
	w->datagrams->tape.only_count = w->tape.only_count;
	w->datagrams->tape.all_layers = w->tape.all_layers;
	return 0;
}

/* The lines of what was read come before the message of what went wrong then. */
static int end_lanes(struct work *w, int result, struct err *err)
{
	struct err why = {0};
	if (!w->lanes)
		return result;
	int e = lanes_finish(w->lanes, &why);
	lanes_free(w->lanes);
	if (e < 0 && result >= 0)
		*err = why;
	return e < 0 && result >= 0 ? e : result;
}

int run(struct run *r, struct err *err)
{
	struct work w = {0};
	int result = prepare(r, &w, err);
	if (!r->options->tcpdump)
		progress_init(&w.progress);
	while (result == 0)
		result = step(r, &w, err);
	result = end_lanes(&w, result, err);
	progress_end(&w.progress);
	dissection_note_headers(r->dissection, NULL);
	datagrams_free(w.datagrams);
	if (w.needs & SINK_ANALYSIS)
		annotator_free(&w.annotator);
	text_free(&w.line);
	tape_free(&w.tape);
	return result;
}
