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

enum { HEADER = 16, AFI_IP4 = 1, AFI_IP6 = 2 };

enum type {
	SPM = 0, POLL = 1, POLR = 2, ODATA = 4, RDATA = 5, NAK = 8, NNAK = 9, NCF = 10, ACKNOWLEDGE = 11, SPMR = 12,
};

static const struct token types[] = {
	{SPM, "SPM"}, {POLL, "POLL"}, {POLR, "POLR"}, {ODATA, "ODATA"}, {RDATA, "RDATA"}, {NAK, "NAK"},
	{NNAK, "NNAK"}, {NCF, "NCF"}, {ACKNOWLEDGE, "ACK"}, {SPMR, "SPMR"}, {13, "ACK"}, {0, NULL},
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

/* An address of a family (IANA); of another than IP it is cut. */
static const char *address_of(struct dis *d, unsigned family)
{
	if (family != AFI_IP4 && family != AFI_IP6)
		cut_here(d);
	need(d, family == AFI_IP4 ? 4 : 16);
	return family == AFI_IP4 ? ip4_str(d, u32(d, 0)) : ip6_str(d, ip6(d, 0));
}

/* A network layer address: family, 2 reserved bytes, address. */
static const char *network_address(struct dis *d)
{
	unsigned family = u16(d, 0);
	skip(d, 2);
	return address_of(d, family);
}

static void spm(struct dis *d)
{
	need(d, 16);
	uint32_t seq = u32(d, SEQ), trail = u32(d, TRAIL), lead = u32(d, LEAD);
	const char *address = network_address(d);
	say(d, "SPM seq %u trail %u lead %u nla %s", seq, trail, lead, address);
}

static void poll(struct dis *d)
{
	need(d, 12);
	uint32_t seq = u32(d, 0);
	unsigned round = u16(d, 0);
	skip(d, 2);
	const char *address = network_address(d);
	need(d, 12);
	uint32_t interval = u32(d, 0), random = u32(d, 0), mask = u32(d, 0);
	say(d, "POLL seq %u round %u nla %s ivl %u rnd 0x%08x mask 0x%08x", seq, round, address, interval, random, mask);
}

static void polr(struct dis *d)
{
	need(d, 8);
	uint32_t seq = u32(d, 0);
	unsigned round = u16(d, 0);
	say(d, "POLR seq %u round %u", seq, round);
	skip(d, 2);
}

/* The reference takes the group's family out of its address, so that it finds most packets cut. */
static void nak(struct dis *d, unsigned type)
{
	need(d, 8);
	uint32_t seq = u32(d, 0);
	const char *source = network_address(d);
	skip(d, 4);
	need(d, 2);
	const char *group = address_of(d, peek16(d, 0));
	say(d, "%s (%s -> %s), seq %u", word(types, type), source, group, seq);
}

static void data(struct dis *d, unsigned type)
{
	need(d, 8);
	uint32_t seq = u32(d, 0), trail = u32(d, 0);
	say(d, "%s trail %u seq %u", word(types, type), trail, seq);
}

static void acknowledgment(struct dis *d)
{
	need(d, 8);
	uint32_t seq = u32(d, 0);
	say(d, "ACK seq %u", seq);
	skip(d, 4);
}

static void packet(struct dis *d, unsigned type)
{
	switch (type) {
	case SPM:
		spm(d);
		return;
	case POLL:
		poll(d);
		return;
	case POLR:
		polr(d);
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
		acknowledgment(d);
		return;
	case SPMR:
		say_s(d, "SPMR");
		return;
	default:
		say(d, "UNKNOWN type 0x%02x", type);
	}
}

enum option { OPT_LENGTH, FRAGMENT, NAK_LIST, JOIN, NAK_BO_IVL, NAK_BO_RNG, REDIRECT = 7, PARITY_PRM, PARITY_GRP,
	      CURR_TGSIZE, NBR_UNREACH, PATH_NLA, SYN, FIN, RST, CR, CRQST, PGMCC_DATA, PGMCC_FEEDBACK };
enum { OPT_LENGTH_LEN = 4, TYPE_MASK = 0x7f, LAST = 0x80 };

/* Options of one length: 2 bytes of flags, then numbers of 4 bytes, said with the words before them. */
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
	[NBR_UNREACH] = {"OPT_NBR_UNREACH", {" NBR_UNREACH"}, 4},
	[SYN] = {"OPT_SYN", {" SYN"}, 4},
	[FIN] = {"OPT_FIN", {" FIN"}, 4},
	[RST] = {"OPT_RST", {" RST"}, 4},
	[CRQST] = {"OPT_CRQST", {" CRQST"}, 4},
};

static bool fixed_option(struct dis *d, unsigned type, unsigned length)
{
	unsigned right = fixed_options[type].length, count = (right - 4) / 4;
	uint32_t v[3] = {0};
	if (length != right) {
		say(d, "[Bad %s option, length %u != %u]", fixed_options[type].name, length, right);
		return false;
	}
	skip(d, 2);
	for (unsigned i = 0; i < count; i++)
		v[i] = u32(d, 0);
	if (!count)
		say_s(d, fixed_options[type].words[0]);
	for (unsigned i = 0; i < count; i++)
		say(d, "%s%u", fixed_options[type].words[i], v[i]);
	return true;
}

static bool nak_list(struct dis *d, unsigned length)
{
	skip(d, 2);
	say_s(d, " NAK LIST");
	for (length -= 4; length && !d->cut; length -= 4) {
		if (length < 4) {
			say_s(d, "[Option length not a multiple of 4]");
			return false;
		}
		uint32_t seq = u32(d, 0);
		say(d, " %u", seq);
	}
	return true;
}

/* An option with an address at its end, and with a number before it where it is `numbered`. */
static bool option_address(struct dis *d, unsigned kind, unsigned length, bool numbered)
{
	const char *name = kind == REDIRECT ? "REDIRECT" : kind == PGMCC_DATA ? "PGMCC_DATA" : "PGMCC_FEEDBACK";
	unsigned fixed = numbered ? 12 : 8;
	if (length < fixed) {
		say(d, "[Bad %sOPT_%s option, length %u < %u]", kind == PGMCC_FEEDBACK ? "PGM_" : "", name, length, fixed);
		return false;
	}
	skip(d, 2);
	uint32_t number = numbered ? u32(d, 0) : 0;
	unsigned family = u16(d, 0);
	skip(d, 2);
	if ((family == AFI_IP4 && length != fixed + 4) || (family == AFI_IP6 && length != fixed + 16)) {
		say(d, "[Bad OPT_%s option, length %u != %u + address size]", name, length, fixed);
		return false;
	}
	const char *address = address_of(d, family);
	if (numbered)
		say(d, " PGMCC %s %u %s", kind == PGMCC_DATA ? "DATA" : "FEEDBACK", number, address);
	else
		say(d, " REDIRECT %s", address);
	return true;
}

/* One option behind its type and length. False: the length cannot be. */
static bool option(struct dis *d, unsigned type, unsigned length)
{
	unsigned kind = type & TYPE_MASK;
	if (kind < sizeof fixed_options / sizeof *fixed_options && fixed_options[kind].length)
		return fixed_option(d, kind, length);
	switch (kind) {
	case OPT_LENGTH:
		if (length != OPT_LENGTH_LEN) {
			say(d, "[Bad OPT_LENGTH option, length %u != 4]", length);
			return false;
		}
		length = u16(d, 0);
		say(d, " OPTS LEN (extra?) %u", length);
		return true;
	case NAK_LIST:
		return nak_list(d, length);
	case REDIRECT:
	case PGMCC_DATA:
	case PGMCC_FEEDBACK:
		return option_address(d, kind, length, kind != REDIRECT);
	case PATH_NLA:
		say(d, " PATH_NLA [%u]", length);
		break;
	case CR:
		say_s(d, " CR");
		break;
	default:
		say(d, " OPT_%02X [%u] ", type, length);
	}
	skip(d, length); /* two bytes too many, as the reference */
	return true;
}

/* Options: the first one holds the length of all. False: they cannot be read. */
static bool options(struct dis *d)
{
	need(d, OPT_LENGTH_LEN);
	unsigned type = u8(d, 0) & TYPE_MASK;
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
	/* a list of NAKs is not taken off the total, as in the reference */
	for (total -= OPT_LENGTH_LEN; total && !d->cut; total -= (type & TYPE_MASK) == NAK_LIST ? 0 : length) {
		if (total < 4) {
			say_s(d, "[Total option length leaves no room for final option]");
			return false;
		}
		need(d, 4);
		type = u8(d, 0);
		length = u8(d, 0);
		if (length < 4) { /* as the reference has it, the packet's length still follows */
			say(d, "[Bad option, length %u < 4]", length);
			return true;
		}
		if (length > total) {
			say_s(d, "[Total option length leaves no room for final option]");
			return false;
		}
		dis_read(d, length - 2);
		if (!option(d, type, length))
			return false;
		if (type & LAST)
			break;
	}
	return true;
}

static void dissect(struct dis *d)
{
	enum { OPTIONS_PRESENT = 1 };
	uint32_t len = declared(d);
	if (!transport_ports(d, IP_PROTO_PGM, SRCPORT, DSTPORT))
		return;
	need(d, HEADER - 4);
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
