/* Pragmatic General Multicast: RFC 3208; over UDP (EPGM) with -T pgm. PGMCC's options are not in the RFC.
 *
 *	+-------------------------------+-------------------------------+
 *	|          source port          |       destination port        |
 *	|     type      |    options    |           checksum            |
 *	|              global source id (6 bytes)                       |
 *	|                               |          TSDU length          |
 */
#include "dissect/dissect.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/transport/ports.h"

enum { PGM, SRCPORT, DSTPORT, TYPE, OPTS, CHECKSUM, GSI, TSDU, SEQ, TRAIL, LEAD, LENGTH_TOTAL };

enum type {
	SPM = 0, POLL = 1, POLR = 2, ODATA = 4, RDATA = 5, NAK = 8, NNAK = 9, NCF = 10, SPMR = 12, ACKNOWLEDGE = 13,
};

static const struct token types[] = {
	{SPM, "SPM"}, {POLL, "POLL"}, {POLR, "POLR"}, {ODATA, "ODATA"}, {RDATA, "RDATA"}, {NAK, "NAK"},
	{NNAK, "NNAK"}, {NCF, "NCF"}, {SPMR, "SPMR"}, {ACKNOWLEDGE, "ACK"}, {0, NULL},
};

static const struct field fields[] = {
	[PGM] = {"pgm", "Pragmatic General Multicast"},
	[SRCPORT] = {"pgm.hdr.sport", "Source Port", F_U16},
	[DSTPORT] = {"pgm.hdr.dport", "Destination Port", F_U16},
	[TYPE] = {"pgm.hdr.type", "Type", F_U8, HEX, .tokens = types},
	[OPTS] = {"pgm.hdr.opts", "Options", F_U8, HEX},
	[CHECKSUM] = {"pgm.hdr.cksum", "Checksum", F_U16, HEX},
	[GSI] = {"pgm.hdr.gsi", "Global Source Identifier", F_BYTES},
	[TSDU] = {"pgm.hdr.tsdulen", "Transport Service Data Unit Length", F_U16},
	[SEQ] = {"pgm.spm.sqn", "Sequence number", F_U32, HEX},
	[TRAIL] = {"pgm.spm.trail", "Trailing Edge Sequence Number", F_U32, HEX},
	[LEAD] = {"pgm.spm.lead", "Leading Edge Sequence Number", F_U32, HEX},
	[LENGTH_TOTAL] = {"pgm.opts.tlen", "Total Length", F_U16},
};

/* A network layer address: address family (IANA), 2 reserved bytes, address. NULL: another family. */
static const char *network_address(struct dis *d)
{
	unsigned family = u16(d, 0);
	skip(d, 2);
	if (family == 1)
		return ip4_str(d, u32(d, 0));
	if (family == 2)
		return ip6_str(d, ip6(d, 0));
	part_fail(d);
	return "";
}

static void spm(struct dis *d)
{
	uint32_t seq = u32(d, SEQ), trail = u32(d, TRAIL), lead = u32(d, LEAD);
	say(d, "SPM seq %u trail %u lead %u nla ", seq, trail, lead);
	say_s(d, network_address(d));
}

static void poll(struct dis *d)
{
	uint32_t seq = u32(d, 0);
	unsigned round = u16(d, 0);
	skip(d, 2);
	const char *address = network_address(d);
	uint32_t interval = u32(d, 0), random = u32(d, 0), mask = u32(d, 0);
	say(d, "POLL seq %u round %u nla %s ivl %u rnd 0x%08x mask 0x%08x", seq, round, address, interval, random, mask);
}

static void nak(struct dis *d, unsigned type)
{
	uint32_t seq = u32(d, 0);
	const char *source = network_address(d), *group = network_address(d);
	say(d, "%s (%s -> %s), seq %u", word(types, type), source, group, seq);
}

static void data(struct dis *d, unsigned type)
{
	uint32_t seq = u32(d, 0), trail = u32(d, 0);
	say(d, "%s trail %u seq %u", word(types, type), trail, seq);
}

static void packet(struct dis *d, unsigned type)
{
	uint32_t seq;
	switch (type) {
	case SPM:
		spm(d);
		return;
	case POLL:
		poll(d);
		return;
	case POLR:
		seq = u32(d, 0);
		say(d, "POLR seq %u round %u", seq, u16(d, 0));
		bytes(d, 0, 2);
		return;
	case ODATA:
	case RDATA:
		data(d, type);
		return;
	case NAK:
	case NNAK:
	case NCF:
		nak(d, type);
		return;
	case ACKNOWLEDGE:
		seq = u32(d, 0);
		say(d, "ACK seq %u", seq);
		bytes(d, 0, 4);
		return;
	case SPMR:
		say_s(d, "SPMR");
		return;
	default:
		say(d, "UNKNOWN type 0x%02x", type);
	}
}

/* Options: the first one holds the length of all. Only their length is said. False: they cannot be read. */
static bool options(struct dis *d)
{
	enum { OPT_LENGTH = 0, OPT_LENGTH_LEN = 4 };
	unsigned type = u8(d, 0) & 0x7f;
	if (type != OPT_LENGTH) {
		say(d, "[First option bad, should be PGM_OPT_LENGTH, is %u]", type);
		return false;
	}
	unsigned length = u8(d, 0);
	if (length != OPT_LENGTH_LEN) {
		say(d, "[Bad OPT_LENGTH option, length %u != 4]", length);
		return false;
	}
	unsigned total = u16(d, LENGTH_TOTAL);
	if (total < OPT_LENGTH_LEN) {
		say(d, "[Bad total option length %u < 4]", total);
		return false;
	}
	say(d, " OPTS LEN %u", total);
	bytes(d, 0, total - OPT_LENGTH_LEN);
	return true;
}

static void dissect(struct dis *d)
{
	enum { HEADER = 16, OPTIONS_PRESENT = 1 };
	uint32_t len = declared(d);
	if (!have(d, HEADER)) {
		cut_here(d);
		return;
	}
	if (!transport_ports(d, IP_PROTO_PGM, SRCPORT, DSTPORT))
		return;
	unsigned type = u8(d, TYPE), opts = u8(d, OPTS);
	u16(d, CHECKSUM);
	struct span gsi = bytes(d, GSI, 6);
	unsigned tsdu = u16(d, TSDU);
	say(d, "PGM, length %u", tsdu);
	say_s(d, " 0x");
	say_hex(d, gsi);
	say_c(d, ' ');
	packet(d, type);
	if (opts & OPTIONS_PRESENT && !options(d))
		return;
	say(d, " [%u]", len);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_PGM},
	{0},
};

const struct proto proto_pgm = {
	.name = "pgm",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "pgm",
};
