/* Intermediate System to Intermediate System: ISO/IEC 10589; IPv4 in it RFC 1195; wide metrics RFC 5305; restart RFC 8706.
 *
 *	| 0x83 | header length | 1 | id length | 0 0 0 type 5 | 1 | 0 | max areas | by type ... | { type | length | value } |
 */
#include <stdio.h>

#include "dissect/dissect.h"

enum {
	ISIS, IRPD, LEN, VERSION, SYSID_LEN, TYPE, MAX_AREA, CIRCUIT_TYPE, HELLO_SOURCE, HOLDING_TIMER, HELLO_PDU_LENGTH, PRIORITY,
	LAN_ID, LOCAL_CIRCUIT, LSP_PDU_LENGTH, REMAINING_LIFE, LSP_ID, SEQUENCE, CHECKSUM, ATT, OVERLOAD, IS_TYPE, CSNP_PDU_LENGTH,
	CSNP_SOURCE, START_LSP, END_LSP, PSNP_PDU_LENGTH, PSNP_SOURCE, TLV_TYPE, TLV_LENGTH,
};

enum { L1_IIH = 15, L2_IIH = 16, PTP_IIH = 17, L1_LSP = 18, L2_LSP = 20, L1_CSNP = 24, L2_CSNP = 25, L1_PSNP = 26, L2_PSNP = 27 };
enum { COMMON = 8, SYSTEM_ID = 6, NODE_ID = 7, LSP_ID_LEN = 8, NLPID_ISIS = 0x83 };

static const struct token types[] = {
	{L1_IIH, "L1 Lan IIH"},
	{L2_IIH, "L2 Lan IIH"},
	{PTP_IIH, "p2p IIH"},
	{L1_LSP, "L1 LSP"},
	{L2_LSP, "L2 LSP"},
	{L1_CSNP, "L1 CSNP"},
	{L2_CSNP, "L2 CSNP"},
	{L1_PSNP, "L1 PSNP"},
	{L2_PSNP, "L2 PSNP"},
	{0, NULL}};
static const struct token tlvs[] = {
	{1, "Area address(es)"},
	{2, "IS Reachability"},
	{3, "ES Neighbor(s)"},
	{4, "Partition DIS"},
	{5, "Prefix Neighbors"},
	{6, "IS Neighbor(s)"},
	{7, "Instance Identifier"},
	{8, "Padding"},
	{9, "LSP entries"},
	{10, "Authentication"},
	{12, "Checksum"},
	{14, "LSP Buffersize"},
	{22, "Extended IS Reachability"},
	{128, "IPv4 Internal Reachability"},
	{129, "Protocols supported"},
	{130, "IPv4 External Reachability"},
	{132, "IPv4 Interface address(es)"},
	{134, "Traffic Engineering Router ID"},
	{135, "Extended IPv4 Reachability"},
	{137, "Hostname"},
	{211, "Restart Signaling"},
	{229, "Multi-Topology"},
	{232, "IPv6 Interface address(es)"},
	{236, "IPv6 reachability"},
	{240, "Point-to-point Adjacency State"},
	{0, NULL}};
static const struct token circuits[] = {{1, "Level 1 only"}, {2, "Level 2 only"}, {3, "Level 1, Level 2"}, {0, NULL}};
static const struct token is_types[] = {{0, "Unknown IS Type 0x0"}, {1, "L1 IS"}, {2, "Unknown IS Type 0x2"}, {3, "L2 IS"}, {0, NULL}};
static const struct token restart_flags[] = {{1, "Restart Request"}, {2, "Restart Acknowledgement"}, {4, "Suppress adjacency advertisement"}, {0, NULL}};
static const struct token adjacencies[] = {{0, "Up"}, {1, "Initializing"}, {2, "Down"}, {0, NULL}};
static const struct token nlpids[] = {
	{0x81, "CLNP"}, {0x82, "ES-IS"}, {0x83, "IS-IS"}, {0x8e, "IPv6"}, {0xcc, "IPv4"}, {0, NULL}};

static const struct field fields[] = {
	[ISIS] = {"isis", "ISO 10589 ISIS InTRA Domain Routeing Information Exchange Protocol"},
	[IRPD] = {"isis.irpd", "Intradomain Routeing Protocol Discriminator", F_U8, HEX},
	[LEN] = {"isis.len", "Length Indicator", F_U8},
	[VERSION] = {"isis.version", "Version/Protocol ID Extension", F_U8},
	[SYSID_LEN] = {"isis.sysid_len", "ID Length", F_U8},
	[TYPE] = {"isis.type", "PDU Type", F_U8, DEC, types},
	[MAX_AREA] = {"isis.max_area_adr", "Maximum Area Addresses", F_U8},
	[CIRCUIT_TYPE] = {"isis.hello.circuit_type", "Circuit type", F_U8, HEX, circuits},
	[HELLO_SOURCE] = {"isis.hello.source_id", "SystemID {Sender of PDU}", F_BYTES},
	[HOLDING_TIMER] = {"isis.hello.holding_timer", "Holding timer", F_U16},
	[HELLO_PDU_LENGTH] = {"isis.hello.pdu_length", "PDU length", F_U16},
	[PRIORITY] = {"isis.hello.priority", "Priority", F_U8},
	[LAN_ID] = {"isis.hello.lan_id", "SystemID {Designated IS}", F_BYTES},
	[LOCAL_CIRCUIT] = {"isis.hello.local_circuit_id", "Local circuit ID", F_U8},
	[LSP_PDU_LENGTH] = {"isis.lsp.pdu_length", "PDU length", F_U16},
	[REMAINING_LIFE] = {"isis.lsp.remaining_life", "Remaining lifetime", F_U16},
	[LSP_ID] = {"isis.lsp.lsp_id", "LSP-ID", F_BYTES},
	[SEQUENCE] = {"isis.lsp.sequence_number", "Sequence number", F_U32, HEX},
	[CHECKSUM] = {"isis.lsp.checksum", "Checksum", F_U16, HEX},
	[ATT] = {"isis.lsp.att", "Attachment", F_U8},
	[OVERLOAD] = {"isis.lsp.overload", "Overload bit", F_BOOL},
	[IS_TYPE] = {"isis.lsp.is_type", "Type of Intermediate System", F_U8},
	[CSNP_PDU_LENGTH] = {"isis.csnp.pdu_length", "PDU length", F_U16},
	[CSNP_SOURCE] = {"isis.csnp.source_id", "Source-ID", F_BYTES},
	[START_LSP] = {"isis.csnp.start_lsp_id", "Start LSP-ID", F_BYTES},
	[END_LSP] = {"isis.csnp.end_lsp_id", "End LSP-ID", F_BYTES},
	[PSNP_PDU_LENGTH] = {"isis.psnp.pdu_length", "PDU length", F_U16},
	[PSNP_SOURCE] = {"isis.psnp.source_id", "Source-ID", F_BYTES},
	[TLV_TYPE] = {"isis.tlv.type", "Type", F_U8, DEC, tlvs},
	[TLV_LENGTH] = {"isis.tlv.length", "Length", F_U8},
};

/* A system ID (6 bytes: 4444.4444.4444), node ID (7: .00) or LSP ID (8: -00). */
static void say_id(struct dis *d, struct span s)
{
	for (unsigned i = 0; i < s.len; i++) {
		say_x_pad(d, span_u8(s, i), 2);
		if (i < 6 ? i % 2 && i + 1 < s.len : 0)
			say_c(d, '.');
		if (i + 1 == NODE_ID && s.len == LSP_ID_LEN)
			say_c(d, '-');
	}
}

static void read_id(struct dis *d, unsigned field, unsigned n, const char *before)
{
	struct span s = bytes(d, field, n);
	say_s(d, before);
	say_id(d, s);
}

/* ISO 8473's Fletcher checksum: both sums are 0 modulo 255. */
static const char *checksum_state(struct span s, unsigned checksum, uint32_t length)
{
	unsigned c0 = 0, c1 = 0;
	if (!checksum || s.len < length)
		return "unverified";
	for (uint32_t i = 0; i < s.len; i++) {
		c0 = (c0 + span_u8(s, i)) % 255;
		c1 = (c1 + c0) % 255;
	}
	return c0 || c1 ? "incorrect" : "correct";
}

static void prefix_entry(struct dis *d)
{
	unsigned metric = u8(d, 0);
	skip(d, 3);
	uint32_t address = u32(d, 0), mask = u32(d, 0);
	char text[24];
	unsigned bits = (unsigned)__builtin_popcount(mask);
	snprintf(text, sizeof text, "%s", ip4_str(d, address));
	say(d, "\n\t      IPv4 prefix: %15s/%u, Distribution: %s, Metric: %u, %s", text, bits, metric & 0x80 ? "down" : "up",
	    metric & 0x3f, metric & 0x40 ? "External" : "Internal");
}

static void is_neighbor(struct dis *d)
{
	unsigned metric = u8(d, 0);
	skip(d, 3);
	struct span id = bytes(d, 0, NODE_ID);
	say_s(d, "\n\t      IS Neighbor: ");
	say_id(d, id);
	say(d, ", Default Metric: %u, %s", metric & 0x3f, metric & 0x40 ? "External" : "Internal");
}

static void lsp_entry(struct dis *d)
{
	unsigned life = u16(d, 0);
	read_id(d, 0, LSP_ID_LEN, "\n\t      lsp-id: ");
	uint32_t seq = u32(d, 0);
	unsigned checksum = u16(d, 0);
	say(d, ", seq: 0x%08x, lifetime: %5us, chksum: 0x%04x", seq, life, checksum);
}

static void area_address(struct dis *d)
{
	unsigned n = u8(d, 0);
	struct span s = bytes(d, 0, n);
	say(d, "\n\t      Area address (length: %u): ", n);
	for (unsigned i = 0; i < s.len; i++) {
		say_x_pad(d, span_u8(s, i), 2);
		if (i % 2 == 0 && i + 1 < s.len)
			say_c(d, '.');
	}
}

static void protocols(struct dis *d, uint32_t end)
{
	say_s(d, "\n\t      NLPID(s): ");
	while (!d->cut && d->pos < end) {
		unsigned n = u8(d, 0);
		say(d, "%s (0x%02x)%s", tok(d, nlpids, "unknown", n), n, d->pos < end ? ", " : "");
	}
}

static void snpa(struct dis *d)
{
	read_id(d, 0, SYSTEM_ID, "\n\t      SNPA: ");
}

static void interface4(struct dis *d)
{
	uint32_t a = ip4(d, 0);
	say(d, "\n\t      IPv4 interface address: %s", ip4_str(d, a));
}

static void interface6(struct dis *d)
{
	const struct ip6 *a = ip6(d, 0);
	say(d, "\n\t      IPv6 interface address: %s", ip6_str(d, a));
}

static void restart(struct dis *d, uint32_t end)
{
	unsigned flags = u8(d, 0);
	say(d, "\n\t      Flags [%s]", bits(d, restart_flags, "none", ", ", flags));
	if (end - d->pos >= 2) {
		unsigned time = u16(d, 0);
		say(d, ", Remaining holding time %us", time);
	}
	if (end - d->pos == SYSTEM_ID) {
		read_id(d, 0, SYSTEM_ID, ", for ");
	}
}

/* RFC 5303 section 3. */
static void adjacency(struct dis *d, uint32_t end)
{
	unsigned state = u8(d, 0);
	say(d, "\n\t      Adjacency State: %s (%u)", tok(d, adjacencies, "unknown", state), state);
	if (end - d->pos >= 4) {
		uint32_t circuit = u32(d, 0);
		say(d, "\n\t      Extended Local circuit-ID: 0x%08x", circuit);
	}
	if (end - d->pos >= SYSTEM_ID)
		read_id(d, 0, SYSTEM_ID, "\n\t      Neighbor System-ID: ");
	if (end - d->pos >= 4) {
		uint32_t circuit = u32(d, 0);
		say(d, "\n\t      Neighbor Extended Local circuit-ID: 0x%08x", circuit);
	}
}

/* RFC 8202 section 2. */
static void instance(struct dis *d, uint32_t end)
{
	unsigned id = u16(d, 0);
	say(d, "\n\t      Instance ID: %u, ITIDs(%u):", id, (end - d->pos) / 2);
	for (const char *sep = " "; !d->cut && d->pos < end; sep = ", ") {
		unsigned topology = u16(d, 0);
		say(d, "%s%u", sep, topology);
	}
}

/* What repeats until the TLV's end. */
static void (*repeated(unsigned type))(struct dis *d)
{
	switch (type) {
	case 1:
		return area_address;
	case 2:
		return is_neighbor;
	case 6:
		return snpa;
	case 9:
		return lsp_entry;
	case 128:
	case 130:
		return prefix_entry;
	case 132:
		return interface4;
	case 232:
		return interface6;
	}
	return NULL;
}

/* false: nobody decodes it. */
static bool tlv_value(struct dis *d, unsigned type, uint32_t end)
{
	void (*each)(struct dis *d) = repeated(type);
	if (type == 2) {
		unsigned virtual = u8(d, 0);
		say(d, "\n\t      %s", virtual ? "IsVirtual" : "IsNotVirtual");
	}
	if (each) {
		while (!d->cut && d->pos < end)
			each(d);
		return true;
	}
	switch (type) {
	case 8:
		return true;
	case 129:
		protocols(d, end);
		return true;
	case 134: {
		uint32_t a = ip4(d, 0);
		say(d, "\n\t      Traffic Engineering Router ID: %s", ip4_str(d, a));
		return true;
	}
	case 137: {
		struct span s = bytes(d, 0, end - d->pos);
		say_s(d, "\n\t      Hostname: ");
		say_text(d, s);
		return true;
	}
	case 7:
		instance(d, end);
		return true;
	case 240:
		adjacency(d, end);
		return true;
	case 211:
		restart(d, end);
		return true;
	}
	return false;
}

static void tlv(struct dis *d)
{
	unsigned type = u8(d, TLV_TYPE), length = u8(d, TLV_LENGTH);
	if (d->cut)
		return;
	say(d, "\n\t    %s TLV #%u, length: %u", tok(d, tlvs, "unknown", type), type, length);
	if (!length)
		return;
	uint32_t start = d->pos;
	struct saved s = part_begin(d, length);
	bool known = tlv_value(d, type, start + length);
	if (!part_end(d, &s))
		invalid(d);
	seek(d, start);
	if (!known || d->verbose > 1)
		say_hexdump(d, "\n\t      ", length);
	skip(d, length);
}

static void hello(struct dis *d, unsigned type)
{
	unsigned circuit = u8(d, CIRCUIT_TYPE) & 3;
	struct span source = bytes(d, HELLO_SOURCE, SYSTEM_ID);
	unsigned hold = u16(d, HOLDING_TIMER), length = u16(d, HELLO_PDU_LENGTH);
	say_s(d, "\n\t  source-id: ");
	say_id(d, source);
	say(d, ",%s holding time: %us, Flags: [%s]", type == PTP_IIH ? "" : " ", hold, tok(d, circuits, "unknown circuit type 0x%02x", circuit));
	if (type == PTP_IIH) {
		unsigned id = u8(d, LOCAL_CIRCUIT);
		say(d, "\n\t  circuit-id: 0x%02x, PDU length: %u", id, length);
		return;
	}
	unsigned priority = u8(d, PRIORITY) & 0x7f;
	read_id(d, LAN_ID, NODE_ID, "\n\t  lan-id:    ");
	say(d, ", Priority: %u, PDU length: %u", priority, length);
}

static void lsp(struct dis *d)
{
	unsigned length = u16(d, LSP_PDU_LENGTH), life = u16(d, REMAINING_LIFE);
	uint32_t start = d->pos;
	read_id(d, LSP_ID, LSP_ID_LEN, "\n\t  lsp-id: ");
	uint32_t seq = u32(d, SEQUENCE);
	unsigned checksum = u16(d, CHECKSUM), flags = u8(d, 0);
	also(d, OVERLOAD, 1, flags >> 2 & 1);
	also(d, ATT, 1, flags >> 3 & 15);
	also(d, IS_TYPE, 1, flags & 3);
	say(d, ", seq: 0x%08x, lifetime: %5us", seq, life);
	uint32_t covered = length > 12 ? length - 12 : 0;
	say(d, "\n\t  chksum: 0x%04x (%s), PDU length: %u, Flags: [ %s", checksum,
	    life ? checksum_state(span_at(d, start, covered), checksum, covered) : "purged", length, flags & 4 ? "Overload bit set, " : "");
	if (flags & 0x78) {
		say(d, "%s%s%s%sATT bit set, ", flags & 0x40 ? "error " : "", flags & 0x20 ? "expense " : "",
		    flags & 0x10 ? "delay " : "", flags & 0x08 ? "default " : "");
	}
	say(d, "%s%s ]", flags & 0x80 ? "P bit set, " : "", tok(d, is_types, "Unknown IS Type 0x%x", flags & 3));
}

static void snp(struct dis *d, bool complete)
{
	unsigned length = u16(d, complete ? CSNP_PDU_LENGTH : PSNP_PDU_LENGTH);
	read_id(d, complete ? CSNP_SOURCE : PSNP_SOURCE, NODE_ID, "\n\t  source-id:    ");
	say(d, ", PDU length: %u", length);
	if (!complete)
		return;
	read_id(d, START_LSP, LSP_ID_LEN, "\n\t  start lsp-id: ");
	read_id(d, END_LSP, LSP_ID_LEN, "\n\t  end lsp-id:   ");
}

static void body(struct dis *d, uint32_t start, unsigned type)
{
	uint32_t at = d->pos;
	if (d->verbose > 1) {
		seek(d, start);
		say_hexdump(d, "\n\t", COMMON);
		seek(d, at);
	}
	if (type >= L1_IIH && type <= PTP_IIH)
		hello(d, type);
	else if (type == L1_LSP || type == L2_LSP)
		lsp(d);
	else
		snp(d, type == L1_CSNP || type == L2_CSNP);
	uint32_t after = d->pos;
	if (d->verbose > 1 && !d->cut) {
		seek(d, at);
		say_hexdump(d, "\n\t  ", after - at);
		seek(d, after);
	}
	while (more(d))
		tlv(d);
}

/* The one line without -v: names of the sender and what it says, read ahead of the fields. */
static void brief(struct dis *d, unsigned type, uint32_t total)
{
	uint32_t at = d->pos;
	if (type == L1_IIH || type == L2_IIH) {
		skip(d, 1);
		read_id(d, 0, SYSTEM_ID, ", src-id ");
		skip(d, 4);
		unsigned priority = u8(d, 0);
		read_id(d, 0, NODE_ID, ", lan-id ");
		say(d, ", prio %u", priority & 0x7f);
	} else if (type == PTP_IIH) {
		skip(d, 1);
		read_id(d, 0, SYSTEM_ID, ", src-id ");
	} else if (type == L1_LSP || type == L2_LSP) {
		skip(d, 2);
		unsigned life = u16(d, 0);
		read_id(d, 0, LSP_ID_LEN, ", lsp-id ");
		uint32_t seq = u32(d, 0);
		say(d, ", seq 0x%08x, lifetime %5us", seq, life);
	} else {
		skip(d, 2);
		read_id(d, 0, NODE_ID, ", src-id ");
	}
	say(d, ", length %u", total);
	seek(d, at);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, total = declared(d);
	if (d->opt->link_header)
		say(d, "OSI NLPID IS-IS (0x83): ");
	else
		say_s(d, "IS-IS");
	u8(d, IRPD);
	unsigned hlen = u8(d, LEN), version = u8(d, VERSION), id_len = u8(d, SYSID_LEN), type = u8(d, 0) & 31;
	also(d, TYPE, 1, type);
	unsigned pdu_version = u8(d, 0);
	u8(d, 0);
	unsigned areas = u8(d, MAX_AREA);
	const char *sep = d->opt->link_header ? "" : ", ";
	if (!word(types, type)) {
		say(d, "%sPDU type %u not supported", sep, type);
		return;
	}
	if (!d->verbose) {
		say(d, "%s%s", sep, tok(d, types, "unknown, type %u", type));
		brief(d, type, total);
	}
	struct saved s = quiet_begin(d, !d->verbose);
	say(d, "%slength %u\n\t%s, hlen: %u, v: %u, pdu-v: %u, sys-id-len: %u (%u), max-area: %u (%u)", sep, total,
	    tok(d, types, "unknown", type), hlen, version, pdu_version, id_len ? id_len : SYSTEM_ID, id_len, areas ? areas : 3, areas);
	body(d, start, type);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_NLPID, .from = NLPID_ISIS},
	{0},
};

const struct proto proto_isis = {
	.name = "isis",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
