/* Internet Group Management Protocol: RFC 1112 (v1), RFC 2236 (v2), RFC 3376 (v3); mtrace. */
#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { IGMP, TYPE, MAX_RESP, CHECKSUM, MADDR, RECORD, RECORD_TYPE, NUM_SRC, SADDR };

enum {
	QUERY = 0x11, REPORT_V1 = 0x12, DVMRP = 0x13, PIM_V1 = 0x14, REPORT_V2 = 0x16, LEAVE = 0x17, MTRACE_RESPONSE = 0x1e,
	MTRACE = 0x1f, REPORT_V3 = 0x22,
};

static const struct token record_types[] = {
	{1, "is_in"}, {2, "is_ex"}, {3, "to_in"}, {4, "to_ex"}, {5, "allow"}, {6, "block"}, {0, NULL}};

static const struct field fields[] = {
	[IGMP] = {"igmp", "Internet Group Management Protocol"},
	[TYPE] = {"igmp.type", "Type", F_U8, HEX},
	[MAX_RESP] = {"igmp.max_resp", "Max Resp Time", F_U8},
	[CHECKSUM] = {"igmp.checksum", "Checksum", F_U16, HEX},
	[MADDR] = {"igmp.maddr", "Multicast Address", F_IP4},
	[RECORD] = {"igmp.group_record", "Group Record"},
	[RECORD_TYPE] = {"igmp.record_type", "Record Type", F_U8, DEC, record_types},
	[NUM_SRC] = {"igmp.num_src", "Num Src", F_U16},
	[SADDR] = {"igmp.saddr", "Source Address", F_IP4},
};

/* Codes of 128 and more are floating point: RFC 3376 section 4.1.1. */
static unsigned from_code(unsigned code)
{
	return code < 128 ? code : ((code & 15) | 16) << ((code >> 4 & 7) + 3);
}

static void query_sources(struct dis *d, uint32_t length)
{
	enum { QUERY_HEAD = 12 };
	unsigned sources = u16(d, NUM_SRC);
	if (!sources)
		return;
	if (length < QUERY_HEAD + (sources << 2)) {
		say_s(d, " [invalid number of sources]");
	} else if (d->verbose > 1) {
		say_s(d, " {");
		for (unsigned i = 0; i < sources && !d->cut; i++) {
			uint32_t a = ip4(d, SADDR);
			say(d, " %s", ip4_str(d, a));
		}
		say_s(d, " }");
	} else {
		say(d, ", %u source(s)", sources);
	}
}

static void query_v3(struct dis *d, uint32_t length)
{
	enum { USUAL = 100, MINUTE = 600 };
	if (length & 3) {
		say(d, " [invalid len %u]", length);
		return;
	}
	unsigned code = u8(d, MAX_RESP), resp = from_code(code);
	if (code != USUAL) {
		say_s(d, " [max resp time ");
		if (resp < MINUTE)
			say(d, "%u.%us", resp / 10, resp % 10);
		else
			say_duration(d, resp / 10);
		say_c(d, ']');
	}
	u16(d, CHECKSUM);
	uint32_t group = ip4(d, MADDR);
	if (!group)
		return;
	say(d, " [gaddr %s", ip4_str(d, group));
	skip(d, 2);
	query_sources(d, length);
	say_c(d, ']');
}

/* With one -v the line has their number only. */
static void record_sources(struct dis *d, unsigned sources)
{
	bool brief = d->verbose <= 1;
	uint32_t start = d->pos;
	if (brief)
		say(d, ", %u source(s)]", sources);
	struct saved s = quiet_begin(d, brief);
	say_s(d, " {");
	for (unsigned i = 0; i < sources && !d->cut; i++) {
		uint32_t a = ip4(d, SADDR);
		say(d, " %s", ip4_str(d, a));
	}
	say_s(d, " }]");
	quiet_end(d, &s);
	seek(d, start + (sources << 2));
}

static void report_v3(struct dis *d, uint32_t length)
{
	enum { LEAST = 16 };
	uint32_t start = d->pos - 1;
	if (length < LEAST || length & 3) {
		say(d, " [invalid len %u]", length);
		return;
	}
	skip(d, 1);
	u16(d, CHECKSUM);
	skip(d, 2);
	unsigned groups = u16(d, 0);
	say(d, ", %u group record(s)", groups);
	if (d->verbose <= 0 && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	for (unsigned i = 0; i < groups && !d->cut; i++) {
		if (d->pos - start + 8 > length) {
			say_s(d, " [invalid number of groups]");
			break;
		}
		group_begin(d, RECORD);
		unsigned type = u8(d, RECORD_TYPE);
		skip(d, 1);
		unsigned sources = u16(d, NUM_SRC);
		uint32_t group = ip4(d, MADDR);
		say(d, " [gaddr %s", ip4_str(d, group));
		say(d, " %s", tok(d, record_types, " [v3-report-#%u]", type));
		if (!d->cut && d->pos - start + (sources << 2) > length) {
			say(d, " [invalid number of sources %u]", sources);
			group_end(d);
			break;
		}
		record_sources(d, sources);
		group_end(d);
	}
	quiet_end(d, &s);
}

static void query(struct dis *d, uint32_t length)
{
	say_s(d, "igmp query v");
	if (length >= 12) {
		say_c(d, '3');
		query_v3(d, length);
		return;
	}
	unsigned code = u8(d, MAX_RESP);
	u16(d, CHECKSUM);
	say_c(d, code ? '2' : '1');
	if (code && code != 100)
		say(d, " [max resp time %u]", code);
	uint32_t group = ip4(d, MADDR);
	if (group)
		say(d, " [gaddr %s]", ip4_str(d, group));
	if (length != 8)
		say(d, " [len %u]", length);
}

static void membership(struct dis *d, unsigned type, const char *what, uint32_t length)
{
	u8(d, MAX_RESP);
	u16(d, CHECKSUM);
	uint32_t group = ip4(d, MADDR);
	say(d, "%s%s", what, ip4_str(d, group));
	if (length != 8 && type == REPORT_V1)
		say(d, " [len %u]", length);
}

static void mtrace(struct dis *d, uint32_t length, bool query)
{
	skip(d, 3);
	if (length < 24) {
		say(d, " [invalid len %u]", length);
		return;
	}
	uint32_t group = ip4(d, 0), source = ip4(d, 0), receiver = ip4(d, 0), reply_to = ip4(d, 0), ttl_id = u32(d, 0);
	if (query) {
		say(d, "mtrace %u: %s to %s reply-to %s", ttl_id & 0xffffff, ip4_str(d, source), ip4_str(d, receiver),
			ip4_str(d, reply_to));
		if (group >> 28 == 14)
			say(d, " with-ttl %u", ttl_id >> 24);
	} else {
		say(d, "mresp %u: %s to %s reply-to %s", ttl_id & 0xffffff, ip4_str(d, source), ip4_str(d, receiver),
			ip4_str(d, reply_to));
		if (group >> 28 == 14)
			say(d, " with-ttl %u", ttl_id >> 24);
	}
}

static void say_bad_checksum(struct dis *d, uint32_t start, uint32_t length)
{
	struct span whole = span_at(d, start, length);
	if (d->verbose < 1 || d->opt->no_checksums || d->net.fragment || whole.len < length || d->cut)
		return;
	if (sum_fold(sum_span(0, whole)))
		say(d, " bad igmp cksum %x!", (unsigned)(span_u8(whole, 2) << 8 | span_u8(whole, 3)));
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (d->opt->quick) {
		say_s(d, "igmp");
		return;
	}
	unsigned type = u8(d, TYPE);
	switch (type) {
	case QUERY:
		query(d, length);
		break;
	case REPORT_V1:
		membership(d, type, "igmp v1 report ", length);
		break;
	case REPORT_V2:
		membership(d, type, "igmp v2 report ", length);
		break;
	case LEAVE:
		membership(d, type, "igmp leave ", length);
		break;
	case REPORT_V3:
		say_s(d, "igmp v3 report");
		report_v3(d, length);
		break;
	case DVMRP:
		say_s(d, "igmp dvmrp");
		if (length < 8)
			say(d, " [len %u]", length);
		else
			call(d, &proto_dvmrp);
		break;
	case PIM_V1:
		say_s(d, "igmp pimv1");
		seek(d, start + 1);
		call(d, &proto_pimv1);
		break;
	case MTRACE:
		mtrace(d, length, true);
		break;
	case MTRACE_RESPONSE:
		mtrace(d, length, false);
		break;
	default:
		say(d, "igmp-%u", type);
	}
	say_bad_checksum(d, start, length);
}

static const struct binding bindings[] = {
	{BIND_IP4_PROTO, .from = IP_PROTO_IGMP},
	{0},
};

const struct proto proto_igmp = {
	.name = "igmp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
