/* TCP segments and IP fragments in random orders, repeated, overlapping, lost: what comes out is what was sent.
 *
 * usage: reassembly [SEED] */
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "dissect/dissect.h"
#include "stream/datagram.h"
#include "stream/flow.h"
#include "stream/limits.h"
#include "stream/tcp_stream.h"
#include "tests/harness.h"

enum { ROUNDS = 2000, SENT = 5000, LONGEST = 700 };

static struct harness h;
static uint64_t state;

static uint32_t draw(uint32_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(state >> 33) % below;
}

/* What came out of one direction. */
struct taken {
	uint8_t data[2 * SENT];
	uint32_t n, lost;
};

static void on_data(void *context, unsigned from, const uint8_t *p, uint32_t n)
{
	struct taken *t = context;
	if (t->n + n <= sizeof t->data)
		memcpy(t->data + t->n, p, n);
	t->n += n;
}

static void on_lost(void *context, unsigned from, uint32_t n)
{
	((struct taken *)context)->lost += n;
}

static void segment(struct tcp_streams *s, struct tcp_stream *t, struct taken *out, uint32_t seq, unsigned flags,
	const uint8_t *p, uint32_t n)
{
	struct tcp_view v = {.seq = seq, .flags = (uint8_t)flags, .payload = p, .payload_length = n, .payload_captured = n};
	tcp_stream_segment(s, t, 0, &v, out);
}

static void acknowledge(struct tcp_streams *s, struct tcp_stream *t, struct taken *out, uint32_t ack)
{
	struct tcp_view v = {.flags = TCP_ACK, .ack = ack};
	tcp_stream_segment(s, t, 1, &v, out);
}

/* All bytes in segments of random sizes, in random order, some of them twice and with others' ends. */
static void tcp_any_order(enum tcp_overlap overlap)
{
	static uint8_t sent[SENT];
	struct { uint32_t at, n; } list[SENT];
	struct tcp_streams s = {.overlap = overlap, .data = on_data, .lost = on_lost};
	struct tcp_stream t = {0};
	struct taken out = {.n = 0};
	uint32_t isn = draw(2) ? UINT32_MAX - draw(SENT) : draw(UINT32_MAX), count = 0;
	for (uint32_t i = 0; i < SENT; i++)
		sent[i] = (uint8_t)draw(256);
	for (uint32_t at = 0; at < SENT; count++) {
		uint32_t n = 1 + draw(LONGEST);
		list[count].at = at;
		list[count].n = n < SENT - at ? n : SENT - at;
		at += list[count].n;
	}
	segment(&s, &t, &out, isn, TCP_SYN, NULL, 0);
	for (uint32_t left = count; left;) {
		uint32_t i = draw(left), longer = draw(4) ? 0 : draw(LONGEST), room = SENT - list[i].at - list[i].n;
		uint32_t n = list[i].n + (longer < room ? longer : room);
		segment(&s, &t, &out, isn + 1 + list[i].at, 0, sent + list[i].at, n);
		if (!draw(5))
			continue; /* and once more */
		list[i] = list[--left];
	}
	check(&h, out.n == SENT && !memcmp(out.data, sent, SENT), "all bytes once and in order");
	check(&h, !out.lost && !s.memory && !t.end[0].waiting_bytes && !t.end[0].waiting_count, "nothing lost, nothing left");
	tcp_stream_end(&s, &t);
}

/* A gap is lost when the other end acknowledges what lies behind it, and not before. */
static void tcp_lost(void)
{
	struct tcp_streams s = {.data = on_data, .lost = on_lost};
	struct tcp_stream t = {0};
	struct taken out = {.n = 0};
	segment(&s, &t, &out, 100, TCP_SYN, NULL, 0);
	segment(&s, &t, &out, 111, 0, (const uint8_t *)"world", 5);
	acknowledge(&s, &t, &out, 101);
	check(&h, out.n == 0 && out.lost == 0, "a gap is waited for");
	acknowledge(&s, &t, &out, 116);
	check(&h, out.n == 5 && out.lost == 10 && !memcmp(out.data, "world", 5), "an acknowledged gap is lost");
	segment(&s, &t, &out, 101, 0, (const uint8_t *)"too late..", 10);
	check(&h, out.n == 5, "what comes behind that is old");
	segment(&s, &t, &out, 115, 0, (const uint8_t *)"!", 1); /* a keep-alive with a byte of old */
	check(&h, out.n == 5, "a keep-alive delivers nothing");
	tcp_stream_end(&s, &t);
}

/* Two versions of the same bytes, while both wait. */
static void tcp_overlaps(enum tcp_overlap overlap, const char *wanted)
{
	struct tcp_streams s = {.overlap = overlap, .data = on_data, .lost = on_lost};
	struct tcp_stream t = {0};
	struct taken out = {.n = 0};
	segment(&s, &t, &out, 0, TCP_SYN, NULL, 0);
	segment(&s, &t, &out, 4, 0, (const uint8_t *)"aaaa", 4);
	segment(&s, &t, &out, 2, 0, (const uint8_t *)"bbbb", 4);
	segment(&s, &t, &out, 6, 0, (const uint8_t *)"cccc", 4);
	segment(&s, &t, &out, 1, 0, (const uint8_t *)"x", 1);
	check(&h, out.n == 9 && !memcmp(out.data, wanted, 9), wanted);
	tcp_stream_end(&s, &t);
}

/* Each limit is reached, and the gap given up. */
static void tcp_limits(void)
{
	static uint8_t much[1 << 16];
	struct tcp_streams s = {.data = on_data, .lost = on_lost};
	struct tcp_stream t = {0};
	struct taken out = {.n = 0};
	segment(&s, &t, &out, 0, TCP_SYN, NULL, 0);
	for (uint32_t i = 0; i <= LIMIT_WAITING / sizeof much; i++)
		segment(&s, &t, &out, 2 + i * (uint32_t)sizeof much, 0, much, sizeof much);
	check(&h, out.lost == 1 && out.n > LIMIT_WAITING && !s.memory, "bytes that wait are bounded");
	tcp_stream_end(&s, &t);
	t = (struct tcp_stream){0};
	out.n = out.lost = 0;
	segment(&s, &t, &out, 0, TCP_SYN, NULL, 0);
	for (uint32_t i = 0; i <= LIMIT_WAITING_SEGMENTS; i++)
		segment(&s, &t, &out, 2 + 2 * i, 0, much, 1);
	check(&h, out.lost >= 1 && t.end[0].waiting_count <= LIMIT_WAITING_SEGMENTS, "segments that wait are bounded");
	tcp_stream_end(&s, &t);
	check(&h, !s.memory, "the end gives everything back");
}

/* ---- IPv4 fragments */

enum { IP = 20, UDP = 8 };

static void fragment(uint8_t *to, struct packet *p, const uint8_t *datagram, uint32_t at, uint32_t n, bool more, unsigned id)
{
	memset(to, 0, IP);
	to[0] = 0x45;
	put_be16(to + 2, (uint16_t)(IP + n));
	put_be16(to + 4, (uint16_t)id);
	put_be16(to + 6, (uint16_t)((more ? 0x2000 : 0) | at / 8));
	to[8] = 64;
	to[9] = 17;
	put_be32(to + 12, 0x0a000001);
	put_be32(to + 16, 0x0a000002);
	memcpy(to + IP, datagram + at, n);
	*p = (struct packet){.data = to, .caplen = IP + n, .len = IP + n, .linktype = LINKTYPE_RAW};
}

static void fragments_any_order(struct dissection *dissection, struct packet_headers *headers, struct datagrams *d,
	unsigned id)
{
	static const uint32_t size = 8 * 100 + 5;
	uint8_t datagram[8 * 100 + 5], bytes[IP + sizeof datagram];
	struct { uint32_t at, n; } list[101];
	unsigned count = 0, whole = 0;
	for (uint32_t i = 0; i < size; i++)
		datagram[i] = (uint8_t)draw(256);
	put_be16(datagram, 1);
	put_be16(datagram + 2, 7777);
	put_be16(datagram + 4, (uint16_t)size);
	for (uint32_t at = 0; at < size; count++) {
		uint32_t n = 8 * (1 + draw(20));
		list[count].at = at;
		list[count].n = n < size - at ? n : size - at;
		at += list[count].n;
	}
	for (unsigned left = count; left;) {
		struct packet p;
		unsigned i = draw(left);
		fragment(bytes, &p, datagram, list[i].at, list[i].n, list[i].at + list[i].n < size, id);
		dissect_packet(dissection, &p, NULL, NULL);
		const struct packet_headers *got = datagrams_packet(d, &p, headers);
		struct udp_view u;
		if (d->completed && got->count == 2 && view_udp(&u, &got->list[1]))
			whole += u.payload_captured == size - UDP && !memcmp(u.payload, datagram + UDP, size - UDP);
		if (left > 1 && !draw(4))
			continue; /* and once more */
		list[i] = list[--left];
	}
	check(&h, whole == 1, "a datagram is whole once");
}

static void fragments(void)
{
	static const struct dissect_options options = {.numeric = true};
	struct dissection *dissection = dissection_new(&options, NULL);
	struct packet_headers headers;
	struct datagrams *d = datagrams_new();
	if (!dissection || !d)
		exit(1);
	dissection_note_headers(dissection, &headers);
	for (unsigned i = 0; i < ROUNDS / 4; i++)
		fragments_any_order(dissection, &headers, d, i);
	uint8_t bytes[IP + 16] = {0}, datagram[16] = {0};
	for (unsigned i = 0; i < 2 * LIMIT_DATAGRAMS; i++) {
		struct packet p;
		fragment(bytes, &p, datagram, 0, 16, true, i);
		bytes[15] = (uint8_t)(i >> 16);
		dissect_packet(dissection, &p, NULL, NULL);
		datagrams_packet(d, &p, &headers);
	}
	check(&h, d->index.count <= LIMIT_DATAGRAMS + 1 && d->given_up >= LIMIT_DATAGRAMS - 1, "datagrams in work are bounded");
	datagrams_free(d);
	dissection_free(dissection);
}

int main(int argc, char **argv)
{
	state = argc > 1 ? strtoull(argv[1], NULL, 0) : 1;
	for (unsigned i = 0; i < ROUNDS; i++)
		tcp_any_order(i % 2 ? OVERLAP_FIRST : OVERLAP_LAST);
	tcp_lost();
	tcp_overlaps(OVERLAP_FIRST, "xbbaaaacc");
	tcp_overlaps(OVERLAP_LAST, "xbbbbcccc");
	tcp_limits();
	fragments();
	return harness_end(&h);
}
