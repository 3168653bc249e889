/* Pragmatic General Multicast: RFC 3208; over UDP (EPGM) with -T pgm. PGMCC's options are not in the RFC.
 *
 *	+-------------------------------+-------------------------------+
 *	|          source port          |       destination port        |
 *	|     type      |    options    |           checksum            |
 *	|              global source id (6 bytes)                       |
 *	|                               |          TSDU length          |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
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

enum option { OPT_LENGTH, FRAGMENT, NAK_LIST, JOIN, NAK_BO_IVL, NAK_BO_RNG, PARITY_PRM = 8, PARITY_GRP, CURR_TGSIZE,
	      NBR_UNREACH, PATH_NLA, SYN, FIN, RST, CR, CRQST, OPT_LENGTH_LEN = 4 };

/* Options of fixed length: 2 bytes of flags, then numbers of 4 bytes, said with the words before them. */
static const struct {
	const char *name;
	const char *words[3];
	uint8_t length;
} fixed_options[] = {
	[FRAGMENT] = {"OPT_FRAGMENT", {" FRAG seq ", " off ", " len "}, 16},
	[JOIN] = {"OPT_JOIN", {" JOIN "}, 8},
	[NAK_BO_IVL] = {"OPT_NAK_BO_IVL", {" BACKOFF ivl ", " ivlseq "}, 12},
	[NAK_BO_RNG] = {"OPT_NAK_BO_RNG", {" BACKOFF max ", " min "}, 12},
	[PARITY_PRM] = {"OPT_PARITY_PRM", {" PARITY MAXTGS "}, 8},
	[PARITY_GRP] = {"OPT_PARITY_GRP", {" PARITY GROUP "}, 8},
	[CURR_TGSIZE] = {"OPT_CURR_TGSIZE", {" PARITY ATGS "}, 8},
};

/* One option behind its type and length. False: the length cannot be. */
static bool option(struct dis *d, unsigned type, unsigned length)
{
	if (type < sizeof fixed_options / sizeof *fixed_options && fixed_options[type].length) {
		if (length != fixed_options[type].length) {
			say(d, "[Bad %s option, length %u != %u]", fixed_options[type].name, length, fixed_options[type].length);
			return false;
		}
		skip(d, 2);
		for (unsigned i = 0; i < (length - 4) / 4u; i++) {
			uint32_t v = u32(d, 0);
			say(d, "%s%u", fixed_options[type].words[i], v);
		}
		return true;
	}
	if (type == PATH_NLA)
		say(d, " PATH_NLA [%u]", length);
	else if (type == SYN)
		say_s(d, " SYN");
	else if (type == FIN)
		say_s(d, " FIN");
	else if (type == RST)
		say_s(d, " RST");
	else
		say(d, " OPT_%02X [%u] ", type, length);
	bytes(d, 0, length - 2);
	return true;
}

/* Options: the first one holds the length of all. False: they cannot be read. */
static bool options(struct dis *d)
{
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
	for (total -= OPT_LENGTH_LEN; total && !d->cut; total -= length) {
		if (total < 4) {
			say_s(d, "[Total option length leaves no room for final option]");
			return false;
		}
		type = u8(d, 0) & 0x7f;
		length = u8(d, 0);
		if (length < 4) { /* as the reference has it, the packet's length still follows */
			say(d, "[Bad option, length %u < 4]", length);
			return true;
		}
		if (length > total) {
			say_s(d, "[Total option length leaves no room for final option]");
			return false;
		}
		if (!option(d, type, length))
			return false;
	}
	return true;
}

static void dissect(struct dis *d)
{
	enum { OPTIONS_PRESENT = 1 };
	uint32_t len = declared(d);
	if (!transport_ports(d, IP_PROTO_PGM, SRCPORT, DSTPORT))
		return;
	unsigned type = u8(d, TYPE), opts = u8(d, OPTS);
	u16(d, CHECKSUM);
	struct span gsi = bytes(d, GSI, 6);
	unsigned tsdu = u16(d, TSDU);
	say(d, "PGM, length %u", tsdu);
	struct saved s = quiet_begin(d, !d->verbose);
	say_s(d, " 0x");
	say_hex(d, gsi);
	say_c(d, ' ');
	packet(d, type);
	if (!(opts & OPTIONS_PRESENT) || options(d)) {
		say(d, " [%u]", len);
		if (d->opt->as == &proto_pgm_zmtp && (type == ODATA || type == RDATA) && !d->cut)
			call(d, &proto_zmtp_datagram);
	}
	quiet_end(d, &s);
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

/* -T pgm_zmtp1: with ZMTP inside. */
const struct proto proto_pgm_zmtp = {
	.name = "pgm",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "pgm_zmtp1",
};
