#include "dissect/session.h"

#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dissect/tape.h"

struct dissection *dissection_new(const struct dissect_options *options, struct names *names)
{
	struct dissection *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	s->options = options;
	s->names = options->numeric ? NULL : names;
	s->interfaces = if_nameindex();
	if (bind_init(&s->bind, options) < 0) {
		dissection_free(s);
		return NULL;
	}
	return s;
}

int dissection_prepare(struct dissection *s, struct err *err)
{
	struct dis *d = &s->d;
	int e = 0;
	d->session = s;
	d->opt = s->options;
	d->names = s->names;
	for (const struct proto *const *p = registry; *p && e >= 0; p++)
		e = (*p)->prepare ? (*p)->prepare(d, err) : 0;
	return e;
}

void dissection_forget(struct dissection *s)
{
	for (unsigned i = 0; i < PROTO_STATES && s->states[i].owner; i++) {
		if (s->states[i].release)
			s->states[i].release(s->states[i].data);
		else
			free(s->states[i].data);
		s->states[i] = (struct proto_state){0};
	}
}

void dissection_free(struct dissection *s)
{
	if (!s)
		return;
	dissection_forget(s);
	if (s->interfaces && !s->forgetful)
		if_freenameindex(s->interfaces);
	if (!s->forgetful)
		bind_free(&s->bind);
	text_free(&s->words);
	free(s);
}

void *proto_state(struct dis *d, const struct proto *owner, size_t size, void (*release)(void *state))
{
	struct proto_state *st = d->session->states;
	for (unsigned i = 0; i < PROTO_STATES && !d->session->forgetful; i++, st++) {
		if (st->owner == owner)
			return st->data;
		if (st->owner)
			continue;
		st->data = calloc(1, size);
		if (!st->data)
			return NULL;
		st->owner = owner;
		st->release = release;
		return st->data;
	}
	return NULL;
}

void call_quoted(struct dis *d, const struct proto *p)
{
	bool before = d->session->forgetful;
	struct dis outer = *d;
	struct saved s = quiet_begin(d, true);
	d->session->forgetful = true;
	call(d, p);
	d->session->forgetful = before;
	quiet_end(d, &s);
	d->net = outer.net;
	d->sport = outer.sport;
	d->dport = outer.dport;
	d->over_udp = outer.over_udp;
	d->tcp_seq = outer.tcp_seq;
	d->layers = outer.layers;
	d->layer_name = outer.layer_name;
}

/* Cold start of each packet: only what a packet may have changed. */
static void start(struct dissection *s, const struct packet *p, struct text *line, struct tape *tape)
{
	struct dis *d = &s->d;
	d->data = p->data;
	d->pos = 0;
	d->end = d->limit = p->caplen;
	d->wire = p->len;
	d->part = UINT32_MAX;
	d->cut = WHOLE;
	d->mute = line ? 0 : MUTE_NO_TEXT;
	d->soft = 0;
	d->buffer = 0;
	d->buffers = 1;
	d->depth = 0;
	d->layers = 0;
	d->layer = 0;
	d->text = line;
	d->tape = d->whole_tape = tape;
	d->proto = NULL;
	d->wanted = 0;
	d->layer_name = "";
	d->verbose = s->options->verbose;
	d->opt = s->options;
	d->names = s->names;
	d->packet = p;
	d->net = (struct net){0};
	d->ether = NULL;
	d->sport = d->dport = 0;
	d->over_udp = false;
	d->tcp_seq = 0;
	d->link_len = 0;
	d->past = s->past;
	d->session = s;
}

/* Lengths that no packet has: the line says so and no more. */
static bool possible(struct dis *d, const struct packet *p)
{
	if (packet_possible(p))
		return true;
	say_s(d, "[Invalid header: ");
	if (!p->caplen || !p->len)
		say_s(d, p->len ? "caplen==0" : p->caplen ? "len==0" : "caplen==0, len==0");
	else if (p->len < p->caplen)
		say(d, "len(%u) < caplen(%u)", p->len, p->caplen);
	else
		say(d, "len(%u) > %u", p->len, PACKET_LONGEST);
	say_c(d, ']');
	return false;
}

uint32_t dissect_packet(struct dissection *s, const struct packet *p, struct text *line, struct tape *tape)
{
	struct dis *d = &s->d;
	if (s->headers)
		s->headers->count = 0;
	if (tape)
		tape_reset(tape, p->caplen);
	start(s, p, line, tape);
	if (!possible(d, p))
		return d->link_len;
	if (!dispatch(d, BIND_LINKTYPE, p->linktype)) {
		say_s(d, "UNSUPPORTED");
		say_dump(d, "\n\t", d->end);
	}
	if (d->cut == CUT_CAPTURE && line) {
		d->mute = 0;
		say_cut(d);
	}
	/* where a read ended it, the reference forgets where the link header ends */
	return d->cut == CUT_CAPTURE && !d->asked ? 0 : d->link_len;
}

void dissection_note_headers(struct dissection *s, struct packet_headers *h)
{
	s->headers = h;
}

bool dissection_knows_linktype(const struct dissection *s, int linktype)
{
	const struct dis d = {.session = (struct dissection *)s};
	return bound(&d, BIND_LINKTYPE, (uint32_t)linktype);
}

const struct proto *proto_decode_as(const char *name)
{
	for (const struct proto *const *p = registry; *p; p++)
		if ((*p)->decode_as && !strcasecmp((*p)->decode_as, name))
			return *p;
	return NULL;
}
