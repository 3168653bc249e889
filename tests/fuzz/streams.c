/* A capture of short packets through the answers: what they keep from packet to packet, on hostile input.
 *
 * The input is records: a byte of TCP flags in whose place bits 6 and 7 are the direction and "not TCP", a byte that the
 * sequence number moves on from where the sender stood (signed), one for the acknowledgment number, one with the
 * payload's length, then the payload. Not TCP: the payload is a raw IP packet. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/flows.h"
#include "answers/follow.h"
#include "answers/report.h"
#include "answers/output.h"
#include "capture/source.h"
#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "dissect/dissect.h"
#include "dissect/tape.h"
#include "sink/sink.h"
#include "stream/annotate.h"
#include "stream/datagram.h"
#include "stream/flow_tables.h"
#include "tests/fuzz/fuzz.h"

enum { IP = 20, TCP = 20, SINKS = 5, FROM_B = 0x40, NOT_TCP = 0x80 };

static struct dissect_options options = {.numeric = true};
static struct dissection *dissection;
static struct packet_headers headers;
static struct tape tape;
static int null;

static uint32_t tcp_packet(uint8_t *to, unsigned kind, uint32_t seq, uint32_t ack, const uint8_t *payload, uint32_t n)
{
	bool b = kind & FROM_B;
	memset(to, 0, IP + TCP);
	to[0] = 0x45;
	put_be16(to + 2, (uint16_t)(IP + TCP + n));
	to[8] = 64;
	to[9] = 6;
	put_be32(to + 12, b ? 0x0a000002 : 0x0a000001);
	put_be32(to + 16, b ? 0x0a000001 : 0x0a000002);
	put_be16(to + 20, b ? 443 : 40000);
	put_be16(to + 22, b ? 40000 : 443);
	put_be32(to + 24, seq);
	put_be32(to + 28, ack);
	to[32] = 0x50;
	to[33] = kind & 0x3f;
	put_be16(to + 34, (uint16_t)(n * 100));
	memcpy(to + IP + TCP, payload, n);
	return IP + TCP + n;
}

static void open_sinks(struct sink *sinks[SINKS], struct answer_options *o)
{
	struct err err = {0};
	static const char *const kinds[] = {"tcp", "http", "udp"};
	for (unsigned i = 0; i < 3; i++)
		o[i] = (struct answer_options){.kind = kinds[i], .as = i ? "hex" : "text", .overlap = i ? "last" : "first"};
	o[3] = (struct answer_options){.max_flows = 3, .every = "10ms"};
	o[4] = (struct answer_options){.max_flows = 5};
	for (unsigned i = 0; i < SINKS; i++)
		if (!(o[i].flows = flow_tables_new(o[i].max_flows, false)))
			abort();
	for (unsigned i = 0; i < 3; i++) {
		if (follow_sink_new(&o[i], false, null, &sinks[i], &err) < 0)
			abort();
	}
	if (flows_sink_new(&o[3], false, null, &sinks[3], &err) < 0 || report_sink_new(&o[4], false, null, &sinks[4], &err) < 0)
		abort();
}

static void hand_on(struct sink *sinks[SINKS], const struct answer_options *o, struct annotator *a, struct datagrams *d, const struct packet *p, uint64_t number)
{
	static const struct source_interface interface = {.name = "fuzz", .linktype = LINKTYPE_RAW};
	static const struct source source = {.interfaces = &interface, .interface_count = 1};
	struct view v = {.packet = p, .number = number, .tape = &tape, .source = &source, .datagrams = d};
	struct err err = {0};
	dissect_packet(dissection, p, NULL, &tape);
	v.headers = datagrams_packet(d, p, &headers);
	annotate(a, p, number, v.headers, &tape, NULL);
	for (unsigned i = 0; i < SINKS; i++)
		if (flow_tables_packet(o[i].flows, p, number, v.headers) < 0 || sinks[i]->ops->packet(sinks[i], &v, &err) < 0)
			abort();
}

static void feed(struct sink *sinks[SINKS], const struct answer_options *o, const uint8_t *data, size_t size)
{
	uint32_t next[2] = {UINT32_MAX - 5, 1000};
	struct datagrams *d = datagrams_new();
	struct annotator a;
	if (!d)
		abort();
	d->fields = true;
	annotator_init(&a, 3);
	for (uint64_t number = 1; size >= 4; number++) {
		unsigned kind = data[0], from = !!(kind & FROM_B);
		uint32_t n = data[3] < size - 4 ? data[3] : (uint32_t)(size - 4), seq = next[from] + (uint32_t)(int8_t)data[1];
		uint8_t *copy = malloc(IP + TCP + n + 1);
		uint32_t len = kind & NOT_TCP ? n : tcp_packet(copy, kind, seq, next[!from] + (uint32_t)(int8_t)data[2], data + 4, n);
		if (kind & NOT_TCP)
			memcpy(copy, data + 4, n);
		else
			next[from] = seq + n;
		struct packet p = {.time = (int64_t)number * 1000000, .data = copy, .caplen = len, .len = len, .linktype = LINKTYPE_RAW};
		hand_on(sinks, o, &a, d, &p, number);
		free(copy);
		data += 4 + n;
		size -= 4 + n;
	}
	annotator_free(&a);
	datagrams_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sink *sinks[SINKS];
	struct answer_options o[SINKS];
	struct err err = {0};
	if (!dissection) {
		dissection = dissection_new(&options, NULL);
		null = open("/dev/null", O_WRONLY);
		if (!dissection || null < 0)
			abort();
		dissection_note_headers(dissection, &headers);
	}
	open_sinks(sinks, o);
	feed(sinks, o, data, size);
	for (unsigned i = 0; i < SINKS; i++) {
		if (sinks[i]->ops->close(sinks[i], &err) < 0)
			abort();
		flow_tables_free(o[i].flows);
	}
	return 0;
}
