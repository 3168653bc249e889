/* Internet Group Management Protocol: RFC 1112 (v1), RFC 2236 (v2), RFC 3376 (v3); mtrace. */
#include "dissect/net/igmp.h"

#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum {
	QUERY = 0x11, REPORT_V1 = 0x12, DVMRP = 0x13, PIM_V1 = 0x14, REPORT_V2 = 0x16, LEAVE = 0x17, MTRACE_RESPONSE = 0x1e,
	MTRACE = 0x1f, REPORT_V3 = 0x22,
};

static const struct token record_types[] = {
	{1, "is_in"}, {2, "is_ex"}, {3, "to_in"}, {4, "to_ex"}, {5, "allow"}, {6, "block"}, {0, NULL}};

static const struct field fields[] = {
	[IGMP] = {"igmp", "Internet Group Management Protocol"},
	[VERSION] = {"igmp.version", "IGMP Version", F_U8},
	[TYPE] = {"igmp.type", "Type", F_U8, HEX},
	[MAX_RESP] = {"igmp.max_resp", "Max Resp Time", F_U8},
	[MAX_RESP_EXP] = {"igmp.max_resp.exp", "Exponent", F_U8, HEX},
	[MAX_RESP_MANT] = {"igmp.max_resp.mant", "Mantissa", F_U8, HEX},
	[RESERVED] = {"igmp.reserved", "Reserved", F_BYTES},
	[CHECKSUM] = {"igmp.checksum", "Checksum", F_U16, HEX},
	[CHECKSUM_STATUS] = {"igmp.checksum.status", "Checksum Status", F_U8, DEC, checksum_statuses},
	[MADDR] = {"igmp.maddr", "Multicast Address", F_IP4},
	[S_FLAG] = {"igmp.s", "S", F_BOOL},
	[QRV] = {"igmp.qrv", "QRV", F_U8},
	[QQIC] = {"igmp.qqic", "QQIC", F_U8},
	[NUM_RECORDS] = {"igmp.num_grp_recs", "Num Group Records", F_U16},
	[RECORD] = {"igmp.group_record", "Group Record"},
	[RECORD_TYPE] = {"igmp.record_type", "Record Type", F_U8, DEC, record_types},
	[AUX_LEN] = {"igmp.aux_data_len", "Aux Data Len", F_U8},
	[NUM_SRC] = {"igmp.num_src", "Num Src", F_U16},
	[SADDR] = {"igmp.saddr", "Source Address", F_IP4},
	[AUX_DATA] = {"igmp.aux_data", "Aux Data", F_BYTES},
	[DATA] = {"igmp.data", "Data", F_BYTES},
	[MAX_HOPS] = {"igmp.mtrace.max_hops", "# hops", F_U8},
	[TRACE_SOURCE] = {"igmp.mtrace.saddr", "Source Address", F_IP4},
	[TRACE_RECEIVER] = {"igmp.mtrace.raddr", "Receiver Address", F_IP4},
	[TRACE_REPLY_TO] = {"igmp.mtrace.rspaddr", "Response Address", F_IP4},
	[TRACE_TTL] = {"igmp.mtrace.resp_ttl", "Response TTL", F_U8},
	[TRACE_ID] = {"igmp.mtrace.q_id", "Query ID", F_U24},
	[TRACE_BLOCK] = {"igmp.mtrace.block", "Response data block"},
	[BLOCK_ARRIVAL] = {"igmp.mtrace.q_arrival", "Query Arrival", F_U32},
	[BLOCK_IN] = {"igmp.mtrace.q_inaddr", "In itf addr", F_IP4},
	[BLOCK_OUT] = {"igmp.mtrace.q_outaddr", "Out itf addr", F_IP4},
	[BLOCK_PREVIOUS] = {"igmp.mtrace.q_prevrtr", "Previous rtr addr", F_IP4},
	[BLOCK_IN_PACKETS] = {"igmp.mtrace.q_inpkt", "In pkts", F_U32},
	[BLOCK_OUT_PACKETS] = {"igmp.mtrace.q_outpkt", "Out pkts", F_U32},
	[BLOCK_TOTAL] = {"igmp.mtrace.q_total", "S,G pkt count", F_U32},
	[BLOCK_PROTOCOL] = {"igmp.mtrace.q_rtg_proto", "Rtg Protocol", F_U8},
	[BLOCK_TTL] = {"igmp.mtrace.q_fwd_ttl", "FwdTTL", F_U8},
	[BLOCK_MBZ] = {"igmp.mtrace.q_mbz", "MBZ", F_U8, HEX},
	[BLOCK_S] = {"igmp.mtrace.q_s", "S", F_U8, HEX},
	[BLOCK_MASK] = {"igmp.mtrace.q_src_mask", "Src Mask", F_U8, HEX},
	[BLOCK_CODE] = {"igmp.mtrace.q_fwd_code", "Forwarding Code", F_U8, HEX},
	[GROUP_TYPE] = {"igmp.group_type", "Type Of Group", F_U8},
	[REPLY] = {"igmp.reply", "Reply", F_U8},
	[REPLY_PENDING] = {"igmp.reply.pending", "Reply Pending", F_U8},
	[IDENTIFIER] = {"igmp.identifier", "Identifier", F_U32},
	[ACCESS_KEY] = {"igmp.access_key", "Access Key", F_BYTES},
	[RGMP_TYPE] = {"rgmp.type", "Type", F_U8, HEX},
	[RGMP_RESERVED] = {"rgmp.reserved", "Reserved", F_U8, HEX},
	[RGMP_CHECKSUM] = {"rgmp.checksum", "Checksum", F_U16, HEX},
	[RGMP_CHECKSUM_STATUS] = {"rgmp.checksum.status", "Checksum Status", F_U8, DEC, checksum_statuses},
	[RGMP_MADDR] = {"rgmp.maddr", "Multicast group address", F_IP4},
};

/* Codes of 128 and more are floating point: RFC 3376 section 4.1.1. */
static unsigned from_code(unsigned code)
{
	return code < 128 ? code : ((code & 15) | 16) << ((code >> 4 & 7) + 3);
}

void igmp_checksum(struct dis *d, uint32_t start, uint32_t length)
{
	u16(d, CHECKSUM);
	if (d->tape)
		mark_checksum(d, CHECKSUM_STATUS, d->pos - 2, 0, span_at(d, start, d->net.fragment ? 0 : length), length);
}

/* With one -v the line has their number only. */
static void say_sources(struct dis *d, unsigned field, unsigned sources)
{
	bool brief = d->verbose <= 1;
	uint32_t start = d->pos;
	if (brief)
		say(d, ", %u source(s)", sources);
	struct saved s = quiet_begin(d, brief);
	say_s(d, " {");
	for (unsigned i = 0; i < sources && !d->cut; i++) {
		uint32_t a = ip4(d, field);
		say(d, " %s", ip4_str(d, a));
	}
	say_s(d, " }");
	quiet_end(d, &s);
	seek(d, start + (sources << 2));
}

/* The line has them where a group is asked for. */
static void query_sources(struct dis *d, uint32_t length)
{
	enum { QUERY_HEAD = 12 };
	static const struct bit_field flags[] = {{8, S_FLAG}, {7, QRV}, {0}};
	struct saved s = quiet_begin(d, true);
	flags8(d, flags);
	u8(d, QQIC);
	quiet_end(d, &s);
	skip(d, 2);
	unsigned sources = u16(d, NUM_SRC);
	if (sources && length < QUERY_HEAD + (sources << 2))
		say_s(d, " [invalid number of sources]");
	else if (sources)
		say_sources(d, SADDR, sources);
}

static void query_v3(struct dis *d, uint32_t length)
{
	enum { USUAL = 100, MINUTE = 600 };
	static const struct bit_field parts[] = {{0x70, MAX_RESP_EXP}, {0x0f, MAX_RESP_MANT}, {0}};
	uint32_t start = d->pos - 1;
	if (length & 3) {
		say(d, " [invalid len %u]", length);
		return;
	}
	unsigned code = u8(d, 0), resp = from_code(code);
	also(d, VERSION, 1, 3);
	also(d, MAX_RESP, 1, resp);
	if (code != resp)
		also_bits(d, 1, code, parts);
	if (code != USUAL) {
		say_s(d, " [max resp time ");
		if (resp < MINUTE)
			say(d, "%u.%us", resp / 10, resp % 10);
		else
			say_duration(d, resp / 10);
		say_c(d, ']');
	}
	igmp_checksum(d, start, length);
	uint32_t group = ip4(d, MADDR);
	struct saved s = quiet_begin(d, !group);
	say(d, " [gaddr %s", ip4_str(d, group));
	query_sources(d, length);
	say_c(d, ']');
	quiet_end(d, &s);
}

/* The reference takes records for lying side by side, whatever auxiliary data they say to have. */
static void say_records(struct dis *d, unsigned groups, uint32_t start, uint32_t length)
{
	for (unsigned i = 0; i < groups && !d->cut; i++) {
		if (d->pos - start + 8 > length) {
			say_s(d, " [invalid number of groups]");
			break;
		}
		unsigned type = u8(d, 0);
		skip(d, 1);
		unsigned sources = u16(d, 0);
		uint32_t group = ip4(d, 0);
		say(d, " [gaddr %s", ip4_str(d, group));
		say(d, " %s", tok(d, record_types, " [v3-report-#%u]", type));
		if (!d->cut && d->pos - start + (sources << 2) > length) {
			say(d, " [invalid number of sources %u]", sources);
			break;
		}
		say_sources(d, 0, sources);
		say_c(d, ']');
	}
}

static void report_v3(struct dis *d, uint32_t length)
{
	enum { LEAST = 16 };
	uint32_t start = d->pos - 1;
	if (length < LEAST || length & 3) {
		say(d, " [invalid len %u]", length);
		return;
	}
	struct saved s = quiet_begin(d, true);
	bytes(d, RESERVED, 1);
	also(d, VERSION, 1, 3);
	igmp_checksum(d, start, length);
	bytes(d, RESERVED, 2);
	quiet_end(d, &s);
	skip(d, 1);
	u16(d, 0);
	skip(d, 2);
	unsigned groups = u16(d, NUM_RECORDS);
	say(d, ", %u group record(s)", groups);
	if (d->tape)
		igmp_record_fields(d, groups);
	if (d->verbose > 0)
		say_records(d, groups, start, length);
}

static void query(struct dis *d, uint32_t length)
{
	uint32_t start = d->pos - 1;
	say_s(d, "igmp query v");
	if (length >= 12) {
		say_c(d, '3');
		query_v3(d, length);
		return;
	}
	unsigned code = u8(d, 0);
	also(d, VERSION, 1, code ? 2 : 1);
	if (code)
		also(d, MAX_RESP, 1, code);
	else
		mark_bytes(d, RESERVED, d->pos - 1, 1);
	igmp_checksum(d, start, length);
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
	uint32_t start = d->pos - 1;
	unsigned resp = u8(d, 0);
	also(d, VERSION, 1, type == REPORT_V1 ? 1 : 2);
	if (type == REPORT_V1)
		mark_bytes(d, RESERVED, start + 1, 1);
	else
		also(d, MAX_RESP, 1, resp);
	igmp_checksum(d, start, length);
	uint32_t group = ip4(d, MADDR);
	say(d, "%s%s", what, ip4_str(d, group));
	if (length != 8 && type == REPORT_V1)
		say(d, " [len %u]", length);
}

/* What each router on the way has added: draft-ietf-idmr-traceroute-ipm section 6.3. */
static void trace_blocks(struct dis *d)
{
	static const struct bit_field bits[] = {{0x80, BLOCK_MBZ}, {0x40, BLOCK_S}, {0x3f, BLOCK_MASK}, {0}};
	struct saved s = quiet_begin(d, true);
	while (more(d) && left(d)) {
		group_begin(d, TRACE_BLOCK);
		u32(d, BLOCK_ARRIVAL);
		ip4(d, BLOCK_IN);
		ip4(d, BLOCK_OUT);
		ip4(d, BLOCK_PREVIOUS);
		u32(d, BLOCK_IN_PACKETS);
		u32(d, BLOCK_OUT_PACKETS);
		u32(d, BLOCK_TOTAL);
		u8(d, BLOCK_PROTOCOL);
		u8(d, BLOCK_TTL);
		flags8(d, bits);
		u8(d, BLOCK_CODE);
		group_end(d);
	}
	quiet_end(d, &s);
}

static void mtrace(struct dis *d, uint32_t length, bool query)
{
	uint32_t start = d->pos - 1;
	struct saved s = quiet_begin(d, true);
	u8(d, MAX_HOPS);
	igmp_checksum(d, start, length);
	quiet_end(d, &s);
	skip(d, 3);
	if (length < 24) {
		say(d, " [invalid len %u]", length);
		return;
	}
	ip4(d, MADDR);
	uint32_t source = ip4(d, TRACE_SOURCE), receiver = ip4(d, TRACE_RECEIVER), reply_to = ip4(d, TRACE_REPLY_TO);
	uint32_t ttl_id = u32(d, 0);
	mark_uint(d, TRACE_TTL, d->pos - 4, 1, ttl_id >> 24);
	also(d, TRACE_ID, 3, ttl_id & 0xffffff);
	say(d, "%s %u: %s to %s reply-to %s", query ? "mtrace" : "mresp", ttl_id & 0xffffff, ip4_str(d, source), ip4_str(d, receiver),
		ip4_str(d, reply_to));
	if (reply_to >> 28 == 14)
		say(d, " with-ttl %u", ttl_id >> 24);
	if (d->tape)
		trace_blocks(d);
}

static void say_bad_checksum(struct dis *d, uint32_t start, uint32_t length)
{
	struct span whole = span_at(d, start, length);
	if (d->verbose < 1 || d->opt->no_checksums || d->net.fragment || whole.len < length || d->cut)
		return;
	if (sum_fold(sum_span(0, whole)))
		say(d, " bad igmp cksum %x!", (unsigned)(span_u8(whole, 2) << 8 | span_u8(whole, 3)));
}

static void message(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	unsigned type = u8(d, igmp_is_rgmp(d) ? RGMP_TYPE : TYPE);
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
		if (d->tape)
			igmp_other_fields(d, type, start, length);
	}
	say_bad_checksum(d, start, length);
}

static void dissect(struct dis *d)
{
	if (d->opt->quick) {
		say_s(d, "igmp");
		if (!fields_wanted(d))
			return;
	}
	struct saved quiet = quiet_begin(d, d->opt->quick);
	message(d);
	quiet_end(d, &quiet);
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
