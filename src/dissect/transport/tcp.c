/* Transmission Control Protocol: RFC 9293; options in tcp_options.c.
 *
 *	+-------------------------------+-------------------------------+
 *	|          source port          |       destination port        |
 *	|                        sequence number                        |
 *	|                     acknowledgment number                     |
 *	| offset| rsvd |A|C|E|U|A|P|R|S|F|            window            |
 *	|           checksum            |        urgent pointer         |
 *	|                          options ...                          |
 *
 * Sequence numbers are said relative to the first that was seen of the connection, per direction: state that outlives
 * the packet, in a table by addresses and ports. */
#include <stdlib.h>

#include "core/table.h"
#include "dissect/ahead.h"
#include "dissect/checksum.h"
#include "dissect/modern/tls_handshake.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/transport/ports.h"
#include "dissect/transport/tcp.h"
#include "dissect/transport/tcp_fields.h"
#include "dissect/transport/tcp_messages.h"
#include "dissect/transport/tcp_options.h"

enum { HEADER = 20 };
enum {
	FLAG_FIN = 1, FLAG_SYN = 2, FLAG_RST = 4, FLAG_PSH = 8, FLAG_ACK = 16, FLAG_URG = 32, FLAG_ECE = 64,
	FLAG_CWR = 128, FLAG_AE = 256,
};

struct header {
	uint32_t start, length; /* of the segment by IP's length */
	uint32_t seq, ack;      /* as in the packet */
	uint32_t say_seq, say_ack;     /* as lines have them */
	uint32_t field_seq, field_ack; /* as fields have them: from the SYN, or from 1 where the capture begins later */
	unsigned hlen, flags, window, checksum, urgent;
};

/* ---- Relative sequence numbers */

/* The lower address and port first: the key of both directions. */
struct endpoints4 {
	uint8_t low[4], high[4];
	uint16_t low_port, high_port;
};

struct endpoints6 {
	uint8_t low[16], high[16];
	uint16_t low_port, high_port;
};

struct first_seen {
	uint32_t seq, ack; /* subtracted in the direction in which the connection was first seen, and in the other */
	bool from_low;     /* that direction */
	bool midstream;    /* no SYN was seen: fields count from one less than seq */
};

/* Apart, for IPv4's are half as large, and the time goes into fetching them from memory. */
struct connections {
	struct table ip4, ip6;
};

static void release(void *state)
{
	struct connections *c = state;
	table_free(&c->ip4);
	table_free(&c->ip6);
	free(c);
}

static struct connections *connections(struct dis *d)
{
	struct connections *c = proto_state(d, &proto_tcp, sizeof *c, release);
	if (c && !c->ip4.key) {
		table_init(&c->ip4, sizeof(struct endpoints4), sizeof(struct first_seen), LIMIT_STATE_ENTRIES);
		table_init(&c->ip6, sizeof(struct endpoints6), sizeof(struct first_seen), LIMIT_STATE_ENTRIES);
	}
	return c;
}

union endpoints {
	struct endpoints4 ip4;
	struct endpoints6 ip6;
};

/* The key of both directions; returns whether the packet goes from low to high. */
static bool endpoints(unsigned version, const uint8_t *src, const uint8_t *dst, uint16_t sport, uint16_t dport, union endpoints *e)
{
	size_t n = version == 6 ? 16 : version == 4 ? 4 : 0;
	int order = n ? memcmp(src, dst, n) : 0;
	bool from_low = order < 0 || (order == 0 && sport < dport);
	uint16_t low_port = from_low ? sport : dport, high_port = from_low ? dport : sport;
	if (version == 6)
		e->ip6 = (struct endpoints6){.low_port = low_port, .high_port = high_port};
	else
		e->ip4 = (struct endpoints4){.low_port = low_port, .high_port = high_port};
	if (n) {
		memcpy(version == 6 ? e->ip6.low : e->ip4.low, from_low ? src : dst, n);
		memcpy(version == 6 ? e->ip6.high : e->ip4.high, from_low ? dst : src, n);
	}
	return from_low;
}

static struct first_seen *connection(struct dis *d, bool *from_low, bool *fresh)
{
	struct connections *c = connections(d);
	union endpoints e;
	*from_low = endpoints(d->net.version, d->net.src, d->net.dst, d->sport, d->dport, &e);
	if (!c)
		return NULL;
	struct table *t = d->net.version == 6 ? &c->ip6 : &c->ip4;
	if (t->count >= LIMIT_STATE_ENTRIES)
		table_clear(t);
	return table_add(t, &e, fresh);
}

bool tcp_expects(struct dis *d)
{
	const struct connections *c = connections(d);
	return c && (table_is_large(&c->ip4) || table_is_large(&c->ip6));
}

void tcp_expect(struct dis *d, const struct net *net, uint16_t sport, uint16_t dport)
{
	const struct connections *c = connections(d);
	const struct table *t = !c ? NULL : net->version == 6 ? &c->ip6 : &c->ip4;
	union endpoints e;
	if (!t || !table_is_large(t))
		return;
	endpoints(net->version, net->src, net->dst, sport, dport, &e);
	table_expect(t, &e);
}

static struct tcp_first relative_to(const struct first_seen *f, bool from_low)
{
	bool forward = f->from_low == from_low;
	return (struct tcp_first){forward ? f->seq : f->ack, forward ? f->ack : f->seq, false, forward, f->midstream};
}

bool tcp_first_seen(struct dis *d, uint32_t seq, uint32_t ack, bool syn, struct tcp_first *first)
{
	bool from_low, fresh;
	struct first_seen *f = connection(d, &from_low, &fresh);
	if (!f)
		return false;
	if (fresh || syn) {
		*f = (struct first_seen){seq, ack - 1, from_low, !syn};
		*first = (struct tcp_first){.fresh = true, .forward = true, .midstream = !syn};
		return true;
	}
	*first = relative_to(f, from_low);
	return true;
}

/* The same for a segment without ACK, which has lines say what is in the packet, and is not remembered. */
static bool known_first(struct dis *d, struct tcp_first *first)
{
	struct connections *c = connections(d);
	union endpoints e;
	bool from_low = endpoints(d->net.version, d->net.src, d->net.dst, d->sport, d->dport, &e);
	const struct first_seen *f = !c ? NULL : table_find(d->net.version == 6 ? &c->ip6 : &c->ip4, &e);
	if (!f)
		return false;
	*first = relative_to(f, from_low);
	return true;
}

static void make_relative(struct dis *d, struct header *h)
{
	struct tcp_first first;
	h->say_seq = h->seq;
	h->say_ack = h->field_ack = h->ack;
	h->field_seq = h->flags & FLAG_SYN && !d->opt->absolute_seq ? 0 : h->seq;
	bool asked = !(d->mute & MUTE_NO_TEXT) || fields_wanted(d);
	if (d->opt->absolute_seq || d->cut || !asked)
		return;
	if (!(h->flags & FLAG_ACK)) {
		if (fields_wanted(d) && !(h->flags & FLAG_SYN) && known_first(d, &first))
			h->field_seq = h->seq - first.seq + (first.forward && first.midstream);
		return;
	}
	if (d->past)
		first = d->past->tcp;
	else if (!tcp_first_seen(d, h->seq, h->ack, h->flags & FLAG_SYN, &first))
		return;
	h->say_seq -= first.seq;
	h->say_ack -= first.ack;
	h->field_seq = first.fresh ? first.midstream : h->say_seq + (first.forward && first.midstream);
	h->field_ack = first.fresh ? 1 : h->say_ack + (!first.forward && first.midstream);
}

/* ---- The line */

/* "·······A··S·": a letter for each flag that is set, a middle dot for each that is not. */
static void mark_flags_text(struct dis *d, uint32_t at, unsigned flags)
{
	static const char letters[] = "RRRACEUAPRSF", dot[] = "\xc2\xb7";
	char s[2 * 12];
	size_t n = 0;
	for (unsigned i = 0; i < 12; i++) {
		if (flags >> (11 - i) & 1) {
			s[n++] = letters[i];
		} else {
			s[n++] = dot[0];
			s[n++] = dot[1];
		}
	}
	mark_made(d, FLAGS_TEXT, at, 2, s, n);
}

static void read_header(struct dis *d, struct header *h)
{
	uint32_t at = d->pos;
	h->seq = u32(d, SEQ_RAW);
	h->ack = u32(d, ACK_RAW);
	unsigned off_flags = u16(d, 0);
	h->hlen = (off_flags >> 12) * 4;
	h->flags = off_flags & 0x1ff;
	h->window = u16(d, WINDOW);
	h->checksum = u16(d, CHECKSUM);
	h->urgent = u16(d, URGENT);
	make_relative(d, h);
	if (!fields_wanted(d))
		return;
	mark_uint(d, SEQ, at, 4, h->field_seq);
	mark_uint(d, ACK_NUM, at + 4, 4, h->field_ack);
	mark_uint(d, HDR_LEN, at + 8, 1, h->hlen);
	mark_uint(d, FLAGS, at + 8, 2, off_flags & 0xfff);
	mark_uint(d, RES, at + 8, 1, off_flags >> 9 & 7);
	for (unsigned bit = 0; bit <= 8; bit++)
		mark_uint(d, FIN - bit, at + 8 + (bit < 8), 1, off_flags >> bit & 1);
	uint32_t len = h->length > h->hlen ? h->length - h->hlen : 0;
	mark_uint(d, LEN, at + 8, 1, len);
	mark_uint(d, NEXT_SEQ, at, 4, (uint32_t)(h->field_seq + len + !!(h->flags & (FLAG_SYN | FLAG_FIN))));
	if (mark_wanted(d, FLAGS_TEXT))
		mark_flags_text(d, at + 8, off_flags & 0xfff);
	mark_transport_checksum(d, (struct checksum_fields){CHECKSUM_STATUS, CHECKSUM_RIGHT}, IP_PROTO_TCP, h->start, h->length, 16,
		h->checksum);
}

static void say_flags(struct dis *d, unsigned flags)
{
	static const char letters[] = "FSRP.UEWe";
	say_s(d, "Flags [");
	if (!flags)
		say_s(d, "none");
	for (unsigned bit = 0; bit <= 8; bit++)
		if (flags >> bit & 1)
			say_c(d, letters[bit]);
	say_c(d, ']');
}

/* ", cksum 0x1234 (correct)"; nothing where it cannot be judged. */
static void say_checksum(struct dis *d, const struct header *h)
{
	if (d->verbose < 1 || d->opt->no_checksums || d->net.fragment || !d->net.version)
		return;
	struct span whole = span_at(d, h->start, h->length);
	if (whole.len < h->length)
		return;
	say_s(d, ", cksum 0x");
	say_x_pad(d, h->checksum, 4);
	unsigned off_by = sum_fold(sum_span(sum_pseudo_header(d, IP_PROTO_TCP, h->length), whole));
	if (!off_by)
		say_s(d, " (correct)");
	else if (d->packet->flags & PACKET_CSUM_NOT_READY && !d->opt->tcpdump)
		say_s(d, " (offloaded)");
	else
		say(d, " (incorrect -> 0x%04x)", checksum_expected(h->checksum, off_by));
}

static void say_numbers(struct dis *d, const struct header *h, uint32_t len)
{
	if (d->verbose > 1 || len || h->flags & (FLAG_SYN | FLAG_FIN | FLAG_RST)) {
		say_s(d, ", seq ");
		say_u(d, h->say_seq);
		if (len) {
			say_c(d, ':');
			say_u(d, (uint32_t)(h->say_seq + len));
		}
	}
	if (h->flags & FLAG_ACK) {
		say_s(d, ", ack ");
		say_u(d, h->say_ack);
	} else if (h->ack && d->verbose > 1) {
		say(d, ", [ack %u != 0 while ACK flag not set]", h->ack);
	}
	say_s(d, ", win ");
	say_u(d, h->window);
	if (h->flags & FLAG_URG) {
		say_s(d, ", urg ");
		say_u(d, h->urgent);
	} else if (h->urgent && d->verbose > 1) {
		say(d, ", [urg %u != 0 while URG flag not set]", h->urgent);
	}
}

/* What a RST carries is a reason in words (RFC 9293 section 3.5.2). */
static void say_reset_data(struct dis *d, uint32_t len)
{
	enum { LONGEST = 30 };
	say_s(d, len > LONGEST ? " [RST+ " : " [RST ");
	struct span text = soft_bytes(d, 0, len > LONGEST ? LONGEST : len);
	say_text(d, text);
	if (text.len < len && text.len < LONGEST)
		cut_here(d);
	say_c(d, ']');
}

/* Did --decode give the port to this protocol? */
static bool chosen(const struct dis *d, const struct proto *p)
{
	for (unsigned i = 0; i < d->opt->decode_count; i++)
		if (d->opt->decode[i].proto == p && d->opt->decode[i].where.table)
			return true;
	return false;
}

/* Has the protocol of the port turned to TLS (STARTTLS: RFC 3207 section 4; SSLRequest of PostgreSQL)? No message of theirs begins
 * like a record. */
static bool turned_to_tls(struct dis *d, const struct proto *p)
{
	if (p == &proto_tls || !beyond_wanted(d, &proto_tls) || chosen(d, p))
		return false;
	struct span head = span_at(d, d->pos, TLS_RECORD_HEADER);
	return (head.len == TLS_RECORD_HEADER && tls_is_record(head.p)) || tcp_talk_expects(d, &proto_tls);
}

/* The fields are those of TLS; the line is that of the port's protocol, unless it is to say TLS. */
static void secured(struct dis *d, const struct proto *p)
{
	if (call_beyond(d, &proto_tls) || p->beyond)
		return;
	struct tape *whole = d->whole_tape, *tape = d->tape;
	d->whole_tape = d->tape = NULL;
	call(d, p);
	d->whole_tape = whole;
	if (!d->cut)
		d->tape = tape;
}

static void payload(struct dis *d, const struct header *h, uint32_t len)
{
	if (fields_wanted(d) && left(d))
		mark_bytes(d, PAYLOAD, d->pos, left(d) < len ? left(d) : len);
	if (h->flags & FLAG_RST) {
		uint32_t start = d->pos;
		mark_bytes(d, RESET_CAUSE, start, left(d) < len ? left(d) : len);
		if (d->verbose)
			say_reset_data(d, len);
		seek(d, start);
		need(d, len);
		return;
	}
	if (d->opt->as) {
		if (decode_as_has_tcp(d->opt->as->decode_as))
			call(d, d->opt->as == &proto_domain ? &proto_domain_tcp : d->opt->as);
		return;
	}
	const struct proto *p = bound_port(d, BIND_TCP_PORT, d->sport, d->dport);
	d->tcp_seq = h->seq + (h->flags & FLAG_SYN ? 1 : 0);
	if (!p)
		p = recognized_by(d, BIND_TCP_ANY);
	else if (turned_to_tls(d, p)) {
		secured(d, p);
		return;
	}
	if (p && p->beyond)
		call_beyond(d, p);
	else if (p)
		call(d, p);
}

static void say_too_long(struct dis *d, const struct header *h)
{
	say(d, " [bad hdr length %u - too long, > %u]", h->hlen, h->length);
	invalid(d);
}

/* What follows the fixed header, and the line but for ports. */
static void segment(struct dis *d, struct header *h)
{
	say_flags(d, h->flags);
	if (h->hlen > h->length) {
		say_too_long(d, h);
		return;
	}
	say_checksum(d, h);
	uint32_t len = h->length - h->hlen;
	say_numbers(d, h, len);
	if (h->hlen > HEADER) {
		if (fields_wanted(d) && have(d, h->hlen - HEADER))
			mark_bytes(d, OPTIONS, d->pos, h->hlen - HEADER);
		if (!tcp_options(d, h->hlen - HEADER,
			&(struct tcp_segment){h->start, h->length, h->hlen, h->ack, h->ack - h->say_ack, h->ack - h->field_ack, h->flags}))
			return;
	}
	say_s(d, ", length ");
	say_u(d, len);
	seek(d, h->start);
	if (len && !d->cut && left(d) < h->hlen) {
		say(d, " [remaining caplen(%u) < header length(%u)]", left(d), h->hlen);
		dis_read(d, h->hlen);
	}
	seek(d, h->start + h->hlen);
	if (len && !d->cut)
		payload(d, h, len);
}

static void dissect(struct dis *d)
{
	struct header h = {.start = d->pos, .length = declared(d)};
	if (!transport_ports(d, IP_PROTO_TCP, SRCPORT, DSTPORT))
		return;
	/* The header's length decides what can be said about the rest, so it is looked at first. */
	unsigned hlen = (peek8(d, 8) >> 4) * 4;
	if (have(d, 9) && hlen < HEADER) {
		say(d, " tcp %u [bad hdr length %u - too short, < %d]", h.length - hlen, hlen, HEADER);
		invalid(d);
		return;
	}
	need(d, HEADER - 4);
	read_header(d, &h);
	if (d->opt->quick) {
		say(d, "tcp %u", h.length - h.hlen);
		if (h.hlen > h.length)
			say_too_long(d, &h);
		if (!fields_wanted(d))
			return;
	}
	struct saved quiet = quiet_begin(d, d->opt->quick);
	segment(d, &h);
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_TCP},
	{0},
};

const struct proto proto_tcp = {
	.name = "tcp",
	.dissect = dissect,
	PROTO_FIELDS(tcp_fields),
	.bindings = bindings,
	.header = HEADER_TCP,
};
