/* Stream Control Transmission Protocol: RFC 9260.
 *
 *	| source port 2 | destination port 2 | verification tag 4 | checksum 4 |
 *	then chunks: | type 1 | flags 1 | length 2 | value ..., padded to 4 |
 */
#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/transport/ports.h"
#include "dissect/transport/sctp.h"

enum { COMMON_HEADER = 12, CHUNK_HEADER = 4, DATA_LEAST = 16, INIT_LEAST = 20, SACK_LEAST = 16 };

/* RFC 5811: high, middle and low priority. */
static const struct token forces_ports[] = {{6704, "ForCES HP"}, {6705, "ForCES MP"}, {6706, "ForCES LP"}, {0, NULL}};

/* A chunk that is too short for its type. */
static bool bogus(struct dis *d, uint32_t size)
{
	say(d, "bogus chunk length %u]", size);
	return false;
}

static void payload(struct dis *d, uint32_t ppid, uint32_t len)
{
	bool forces = word(forces_ports, d->sport) || word(forces_ports, d->dport);
	const struct proto *p = forces ? &proto_forces : bound(d, BIND_SCTP_PPID, ppid);
	if (p && (forces || d->verbose >= 2 || fields_wanted(d))) {
		struct saved s = quiet_begin(d, !forces && d->verbose < 2), part = part_begin(d, len);
		call(d, p);
		d->layer_name = proto_sctp.name; /* a cut behind it is ours again */
		part_end(d, &part);
		quiet_end(d, &s);
	} else if (d->verbose >= 2) {
		say_s(d, "[Payload:");
		say_undecoded(d, len);
		say_c(d, ']');
	}
}

/* The chunks' values are in a part of their own. size is the whole chunk's, with its header. False: nothing behind it is
 * read. */
static bool data(struct dis *d, unsigned flags, uint32_t size)
{
	if (flags & 4)
		say_s(d, "(U)");
	if (flags & 2)
		say_s(d, "(B)");
	if (flags & 1)
		say_s(d, "(E)");
	if (flags & 7)
		say_c(d, ' ');
	if (size < DATA_LEAST)
		return bogus(d, size);
	uint32_t tsn = u32(d, DATA_TSN);
	unsigned sid = u16(d, DATA_SID), ssn = u16(d, DATA_SSN);
	uint32_t ppid = u32(d, DATA_PPID);
	say(d, "[TSN: %u] [SID: %u] [SSEQ %u] [PPID %s] ", tsn, sid, ssn, tok(d, sctp_ppids, "0x%x", ppid));
	if (size == DATA_LEAST)
		return bogus(d, size);
	payload(d, ppid, size - DATA_LEAST);
	return true;
}

static bool init(struct dis *d, bool ack, uint32_t size)
{
	if (size < INIT_LEAST)
		return bogus(d, size);
	uint32_t tag = u32(d, ack ? ACK_TAG : INIT_TAG);
	also(d, TAG, 4, tag);
	uint32_t rwnd = u32(d, ack ? ACK_CREDIT : INIT_CREDIT);
	unsigned out = u16(d, ack ? ACK_OUT : INIT_OUT), in = u16(d, ack ? ACK_IN : INIT_IN);
	uint32_t tsn = u32(d, ack ? ACK_TSN : INIT_TSN);
	say(d, "[init tag: %u] [rwnd: %u] [OS: %u] [MIS: %u] [init TSN: %u] ", tag, rwnd, out, in, tsn);
	if (fields_wanted(d))
		sctp_parameters(d);
	return true;
}

static bool sack(struct dis *d, uint32_t size)
{
	if (size < SACK_LEAST)
		return bogus(d, size);
	uint32_t ack = u32(d, SACK_ACK), rwnd = u32(d, SACK_RWND);
	unsigned gaps = u16(d, SACK_GAPS), duplicates = u16(d, SACK_DUPLICATES);
	say(d, "[cum ack %u] [a_rwnd %u] [#gap acks %u] [#dup tsns %u] ", ack, rwnd, gaps, duplicates);
	uint32_t head = d->pos;
	unsigned acked = 0;
	for (unsigned i = 1; i <= gaps && declared(d) >= 4 && !d->cut; i++) {
		unsigned from = u16(d, GAP_START), to = u16(d, GAP_END);
		acked += to - from + 1;
		say(d, "\n\t\t[gap ack block #%u: start = %u, end = %u] ", i, ack + from, ack + to);
	}
	if (gaps)
		mark_uint(d, GAP_ACKED, head, gaps * 4, acked);
	for (unsigned i = 1; i <= duplicates && declared(d) >= 4 && !d->cut; i++) {
		uint32_t tsn = u32(d, DUPLICATE);
		say(d, "\n\t\t[dup TSN #%u: %u] ", i, tsn);
	}
	bool parted = declared(d) && declared(d) < 4 && (d->pos - head) / 4 < gaps + duplicates;
	return parted && !d->cut ? bogus(d, size) : true;
}

static bool value(struct dis *d, unsigned type, unsigned flags, uint32_t size)
{
	switch (type) {
	case DATA: return data(d, flags, size);
	case INIT:
	case INIT_ACK: return init(d, type == INIT_ACK, size);
	case SACK: return sack(d, size);
	default:
		if (fields_wanted(d))
			sctp_chunk_fields(d, type);
		return true;
	}
}

static void flag_fields(struct dis *d, unsigned type, unsigned flags)
{
	if (type == DATA || type == I_DATA) {
		also(d, DATA_E, 1, flags & 1);
		also(d, DATA_B, 1, flags >> 1 & 1);
		also(d, DATA_U, 1, flags >> 2 & 1);
		also(d, DATA_I, 1, flags >> 3 & 1);
	} else if (type == ABORT || type == SHUTDOWN_COMPLETE) {
		also(d, type == ABORT ? ABORT_T : COMPLETE_T, 1, flags & 1);
	} else if (type == SACK || type == NR_SACK) {
		also(d, type == SACK ? SACK_NONCE : NR_SACK_NONCE, 1, flags & 1);
	} else if (type == PACKET_DROP) {
		also(d, DROP_M, 1, flags >> 2 & 1);
		also(d, DROP_B, 1, flags >> 1 & 1);
		also(d, DROP_T, 1, flags & 1);
	}
}

/* False: nothing can be read behind it. */
static bool chunk(struct dis *d, unsigned n)
{
	uint32_t room = declared(d), at = d->pos;
	unsigned size = peek16(d, 2);
	if (room < CHUNK_HEADER || size < CHUNK_HEADER || size > room) {
		if (room >= CHUNK_HEADER && !need(d, CHUNK_HEADER > size ? CHUNK_HEADER : size))
			return false;
		say(d, "%s%u) ", d->verbose >= 2 ? "\n\t" : n == 1 ? " (" : ", (", n);
		if (room < CHUNK_HEADER)
			say_s(d, "[chunk descriptor cut off at end of packet]");
		else
			say(d, "[Bad chunk length %u, %s]", size, size < CHUNK_HEADER ? "< size of chunk descriptor" : "> remaining data in packet");
		return false;
	}
	if (!need(d, size))
		return false;
	say(d, "%s%u) ", d->verbose >= 2 ? "\n\t" : n == 1 ? " (" : ", (", n);
	unsigned type = u8(d, CHUNK_TYPE);
	also(d, BIT_1, 1, type >> 7);
	also(d, BIT_2, 1, type >> 6 & 1);
	unsigned flags = u8(d, CHUNK_FLAGS);
	flag_fields(d, type, flags);
	u16(d, CHUNK_LENGTH);
	say(d, "[%s] ", tok(d, sctp_chunks, "Unknown chunk type: 0x%x", type));
	struct saved s = part_begin(d, size - CHUNK_HEADER);
	bool fits = value(d, type, flags, size);
	part_end(d, &s);
	seek(d, at + size);
	if (size % 4 && have(d, -size & 3u))
		mark_bytes(d, CHUNK_PADDING, d->pos, -size & 3u);
	seek(d, at + ((size + 3u) & ~3u));
	return fits;
}

/* RFC 9260 appendix A: CRC-32C over the packet with a checksum of zero, which stands least significant byte first. */
static uint32_t crc32c(uint32_t crc, struct span s)
{
	static const uint32_t of_nibble[16] = {
		0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
		0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
	};
	for (uint32_t i = 0; i < s.len; i++) {
		crc ^= span_u8(s, i);
		crc = of_nibble[crc & 15] ^ crc >> 4;
		crc = of_nibble[crc & 15] ^ crc >> 4;
	}
	return crc;
}

static void mark_checksum_status(struct dis *d, uint32_t length, uint32_t held)
{
	static const uint8_t zero[4];
	uint32_t start = d->pos - COMMON_HEADER;
	struct span ports = span_at(d, start, 8), rest = span_at(d, d->pos, length - COMMON_HEADER);
	unsigned status = CHECKSUM_UNVERIFIED;
	if (!d->opt->no_checksums && !d->net.fragment && rest.len == length - COMMON_HEADER) {
		uint32_t crc = ~crc32c(crc32c(crc32c(UINT32_MAX, ports), (struct span){zero, sizeof zero, 0}), rest);
		status = __builtin_bswap32(crc) == held ? CHECKSUM_GOOD : CHECKSUM_BAD;
	}
	mark_uint(d, CHECKSUM_STATUS, d->pos - 4, 4, status);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < COMMON_HEADER) {
		invalid_misfit(d, "length", length, "<", COMMON_HEADER);
		return;
	}
	if (!need(d, COMMON_HEADER) || !transport_ports(d, IP_PROTO_SCTP, SRCPORT, DSTPORT))
		return;
	say_s(d, "sctp");
	for (unsigned i = 0; i < 2; i++) {
		const char *forces = word(forces_ports, i ? d->dport : d->sport);
		if (forces)
			say(d, "[%s]", forces);
	}
	u32(d, VERIFICATION_TAG);
	uint32_t checksum = u32(d, CHECKSUM);
	if (mark_wanted(d, CHECKSUM_STATUS))
		mark_checksum_status(d, length, checksum);
	bool fits = true;
	for (unsigned n = 1; fits && more(d); n++) {
		group_begin(d, CHUNK);
		fits = chunk(d, n);
		group_end(d);
	}
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_SCTP},
	{0},
};

const struct proto proto_sctp = {
	.name = "sctp",
	.dissect = dissect,
	PROTO_FIELDS(sctp_fields),
	.bindings = bindings,
	.header = HEADER_SCTP,
};
