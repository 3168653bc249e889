/* Sub-TLVs of IS-IS: links RFC 5305 and RFC 5307, prefixes RFC 5130 and RFC 8667, capabilities RFC 7981, shortest path
 * bridging RFC 6329.
 *
 *	| type 1 | length 1 | value | */
#include "dissect/routing/isis.h"
#include "dissect/routing/te.h"

static const struct token link_words[] = {{3, "Administrative groups"}, {4, "Link Local/Remote Identifier"},
	{5, "Link Remote Identifier"}, {6, "IPv4 interface address"}, {8, "IPv4 neighbor address"}, {9, "Maximum link bandwidth"},
	{10, "Reservable link bandwidth"}, {11, "Unreserved bandwidth"}, {12, "Bandwidth Constraints (old)"},
	{18, "Traffic Engineering Metric"}, {19, "Link Attribute"}, {20, "Link Protection Type"},
	{21, "Interface Switching Capability"}, {22, "Bandwidth Constraints"}, {32, "LAN Adjacency Segment Identifier"},
	{250, "Reserved for cisco specific extensions"}, {251, "Reserved for cisco specific extensions"},
	{252, "Reserved for cisco specific extensions"}, {253, "Reserved for cisco specific extensions"},
	{254, "Reserved for cisco specific extensions"},
	{255, "Reserved for future expansion"}, {0, NULL}};
static const struct token prefix_words[] = {{1, "32-Bit Administrative tag"}, {2, "64-Bit Administrative tag"}, {3, "Prefix SID"},
	{117, "Management Prefix Color"}, {0, NULL}};
static const struct token capability_words[] = {{2, "SR-Capabilities"}, {0, NULL}};
static const struct token mt_port_words[] = {{4, "SPB MCID"}, {5, "SPB Digest"}, {6, "SPB BVID"}, {0, NULL}};
static const struct token mt_capability_words[] = {
	{1, "SPB Instance"}, {3, "SPBM Service Identifier and Unicast Address"}, {0, NULL}};

static const struct token link_attributes[] = {{1, "Local Protection Available"}, {2, "Link excluded from local protection path"},
	{4, "Local maintenance required"}, {0, NULL}};
static const struct token lan_sid_flags[] = {{0x80, "Address family IPv6"}, {0x40, "LAN SID: backup"}, {0x20, "Value"}, {0x10, "Local significance"},
	{0x08, "Set of adjacencies"}, {0x04, "Persistent"}, {0, NULL}};
static const struct token prefix_sid_flags[] = {{0x80, "Readvertisement"}, {0x40, "Node"}, {0x20, "No-PHP"}, {0x10, "Explicit NULL"},
	{0x08, "Value"}, {0x04, "Local"}, {0, NULL}};
static const struct token sid_algorithms[] = {{0, "SPF"}, {1, "strict-SPF"}, {0, NULL}};
static const struct token sr_flags[] = {{0x80, "ipv4"}, {0x40, "ipv6"}, {0, NULL}};

/* What is known of a value. */
enum known { KNOWN, DUMP, DUMP_REST };

enum { HEAD = 2 };

struct subtlvs {
	const struct token *words;
	const char *indent;      /* of a line */
	const char *dump_indent; /* of the hex of what is not known */
	const char *too_long;    /* behind a length that runs past the end */
	enum known (*value)(struct dis *d, unsigned type, uint32_t end);
};

/* The value of a sub-TLV whose head was said. */
static void value(struct dis *d, const struct subtlvs *k, unsigned type, unsigned length)
{
	uint32_t start = d->pos;
	struct saved s = part_begin(d, length);
	enum known known = k->value(d, type, start + length);
	uint32_t reached = d->pos;
	if (!part_end(d, &s))
		say_cut(d);
	seek(d, known == DUMP_REST ? reached : start);
	if (known != KNOWN && !d->cut && start + length > d->pos)
		say_hexdump(d, k->dump_indent, start + length - d->pos);
	seek(d, start + length);
}

/* Type and length of the next. Returns the length. */
static unsigned head(struct dis *d, const struct subtlvs *k, unsigned *type)
{
	*type = u8(d, 0);
	unsigned length = u8(d, 0);
	say(d, "%s%s subTLV #%u, length: %u", k->indent, tok(d, k->words, "unknown", *type), *type, length);
	return length;
}

/* Up to `end`, where the TLV ends. They end in silence where less than `least` bytes are left. */
static void walk(struct dis *d, const struct subtlvs *k, uint32_t end, uint32_t least)
{
	while (!d->cut && end - d->pos >= least) {
		unsigned type, length = head(d, k, &type);
		if (length > end - d->pos) {
			say_s(d, k->too_long);
			return;
		}
		need(d, length);
		value(d, k, type, length);
	}
}

static void bandwidths(struct dis *d, uint32_t end, const char *word)
{
	for (unsigned i = 0; !d->cut && i < 8 && end - d->pos >= 4; i++) {
		double mbps = te_bandwidth(d);
		say(d, "\n\t          %s%u: %.3f Mbps", word, i, mbps);
	}
}

static void bandwidth_constraints(struct dis *d, uint32_t end)
{
	if (d->pos == end)
		return;
	unsigned model = u8(d, 0);
	say(d, "\n\t        Bandwidth Constraints Model ID: %s (%u)", tok(d, te_bandwidth_models, "unknown", model), model);
	bandwidths(d, end, "Bandwidth constraint CT");
}

/* RFC 5307 section 1.3: after the bandwidths comes what the capability has. */
static enum known switching(struct dis *d, uint32_t end)
{
	if (end - d->pos < 36)
		return KNOWN;
	unsigned type = u8(d, 0), encoding = u8(d, 0);
	say(d, "\n\t          Interface Switching Capability:%s, LSP Encoding: %s", tok(d, te_switching_capabilities, "Unknown", type),
		tok(d, te_encodings, "Unknown", encoding));
	skip(d, 2);
	say_s(d, "\n\t          Max LSP Bandwidth:");
	for (unsigned i = 0; i < 8 && !d->cut; i++) {
		double mbps = te_bandwidth(d);
		say(d, "\n\t            priority level %u: %.3f Mbps", i, mbps);
	}
	if (type > TE_PACKET_SWITCH_4 && type != TE_TIME_DIVISION)
		return DUMP_REST;
	if (type > TE_PACKET_SWITCH_4 || end - d->pos < 6)
		return type > TE_PACKET_SWITCH_4 ? DUMP_REST : KNOWN;
	double least = te_bandwidth(d);
	say(d, "\n\t          Min LSP Bandwidth: %.3f Mbps", least);
	unsigned mtu = u16(d, 0);
	say(d, "\n\t          Interface MTU: %u", mtu);
	return KNOWN;
}

/* RFC 8667 section 2.2.2. A label has 3 bytes, an index 4. */
static void lan_adjacency(struct dis *d)
{
	unsigned flags = u8(d, 0), weight = u8(d, 0);
	bool value = flags & 0x20, local = flags & 0x10;
	say(d, "\n\t          Flags: [%s]", bits(d, lan_sid_flags, "none", ", ", flags));
	say(d, "\n\t          Weight: %u", weight);
	isis_id(d, 0, ISIS_SYSTEM_ID, "\n\t          Neighbor System-ID: ");
	if (value && local) {
		uint32_t label = u24(d, 0);
		say(d, "\n\t          Label: %u", label);
	} else if (!value && !local) {
		uint32_t index = u32(d, 0);
		say(d, "\n\t          Index: %u", index);
	} else {
		invalid(d);
	}
}

/* Short values are passed over in silence, as the reference does. */
static enum known link_value(struct dis *d, unsigned type, uint32_t end)
{
	uint32_t length = end - d->pos, v;
	switch (type) {
	case 3:
	case 4:
	case 5:
		for (unsigned i = 0; i < (length == 8 ? 2U : 1U) && length >= 4; i++) {
			v = u32(d, 0);
			say(d, ", 0x%08x", v);
		}
		return KNOWN;
	case 6:
	case 8:
		if (length >= 4) {
			v = ip4(d, 0);
			say(d, ", %s", ip4_str(d, v));
		}
		return KNOWN;
	case 9:
	case 10:
		if (length >= 4) {
			double mbps = te_bandwidth(d);
			say(d, ", %.3f Mbps", mbps);
		}
		return KNOWN;
	case 11:
		if (length >= 32)
			bandwidths(d, end, "TE-Class ");
		return KNOWN;
	case 12:
	case 22:
		bandwidth_constraints(d, end);
		return KNOWN;
	case 18:
		if (length >= 3) {
			v = u24(d, 0);
			say(d, ", %u", v);
		}
		return KNOWN;
	case 19:
		if (length == 2) {
			v = u16(d, 0);
			say(d, ", [ %s ] (0x%04x)", bits(d, link_attributes, "Unknown", ", ", v), v);
		}
		return KNOWN;
	case 20:
		if (length >= 2) {
			v = u8(d, 0);
			say(d, ", %s", bits(d, te_protections, "none", ", ", v));
			v = u8(d, 0);
			say(d, ", Priority %u", v);
		}
		return KNOWN;
	case 21:
		return switching(d, end);
	case 32:
		if (length >= 8)
			lan_adjacency(d);
		return KNOWN;
	default:
		return DUMP;
	}
}

/* The lengths of sub-TLVs, of all of them and of the TLV may lie: each check stands for itself. */
void isis_link_subtlvs(struct dis *d, uint32_t end, uint32_t tlv)
{
	static const struct subtlvs k = {link_words, "\n\t        ", "\n\t\t    ", "", link_value};

	while (!d->cut && d->pos < end) {
		need(d, HEAD);
		if (d->pos > tlv || tlv - d->pos < HEAD) {
			say(d, "%sRemaining data in TLV shorter than a subTLV header", k.indent);
			seek(d, tlv);
			return;
		}
		if (end - d->pos < HEAD) {
			say(d, "%sRemaining data in subTLVs shorter than a subTLV header", k.indent);
			break;
		}
		unsigned type, length = head(d, &k, &type);
		if (length > end - d->pos) {
			say_s(d, " (remaining data in subTLVs shorter than the current subTLV)");
			break;
		}
		if (length > tlv - d->pos) {
			say_s(d, " (> remaining tlv length)");
			seek(d, tlv);
			return;
		}
		need(d, length);
		value(d, &k, type, length);
	}
	seek(d, end);
}

/* RFC 8667 section 2.1. */
static void prefix_sid(struct dis *d, uint32_t end)
{
	unsigned flags = u8(d, 0), algorithm = u8(d, 0);
	uint32_t sid = end - d->pos == 3 && flags & 0x08 ? u24(d, 0) & 0xfffff : u32(d, 0);
	say(d, ", Flags [%s], Algo %s (%u), %s %u", bits(d, prefix_sid_flags, "None", ", ", flags),
		tok(d, sid_algorithms, "Unknown", algorithm), algorithm, flags & 0x08 ? "label" : "index", sid);
}

static enum known prefix_value(struct dis *d, unsigned type, uint32_t end)
{
	switch (type) {
	case 1:
		while (!d->cut && end - d->pos >= 4) {
			uint32_t v = u32(d, 0);
			say(d, ", 0x%08x (=%u)", v, v);
		}
		return KNOWN;
	case 117:
		if (end - d->pos >= 4) {
			uint32_t v = u32(d, 0);
			say(d, ", 0x%08x (=%u)", v, v);
		}
		return KNOWN;
	case 2:
		while (!d->cut && end - d->pos >= 8) {
			uint64_t v = u64(d, 0);
			say(d, ", 0x%08x%08x", (uint32_t)(v >> 32), (uint32_t)v);
		}
		return KNOWN;
	case 3:
		prefix_sid(d, end);
		return KNOWN;
	default:
		return DUMP;
	}
}

/* They are not held to the end of their TLV. One that was not captured whole is marked twice. */
void isis_prefix_subtlvs(struct dis *d, uint32_t end)
{
	static const struct subtlvs k = {prefix_words, "\n\t        ", "\n\t\t    ", "", prefix_value};

	while (!d->cut && d->pos < end) {
		unsigned type, length = head(d, &k, &type);
		if (!have(d, length))
			say_cut(d);
		need(d, length);
		value(d, &k, type, length);
	}
}

/* RFC 8667 section 3.1: range of labels, and its first as a SID/Label sub-TLV. */
static enum known capability_value(struct dis *d, unsigned type, uint32_t end)
{
	if (type != 2)
		return DUMP;
	unsigned flags = u8(d, 0);
	uint32_t range = u24(d, 0);
	say(d, ", Flags [%s], Range %u", bits(d, sr_flags, "None", ", ", flags), range);
	if (end - d->pos >= 2 && u8(d, 0) == 1) {
		unsigned length = u8(d, 0);
		uint32_t sid = length == 3 ? u24(d, 0) : u32(d, 0);
		say(d, ", SID value %u", sid);
	}
	return KNOWN;
}

void isis_capability_subtlvs(struct dis *d, uint32_t end)
{
	static const struct subtlvs k = {capability_words, "\n\t\t", "\n\t\t", "", capability_value};

	walk(d, &k, end, HEAD);
}

static void digest(struct dis *d)
{
	unsigned flags = u8(d, 0);
	say(d, "\n\t        RES: %u V: %u A: %u D: %u", flags >> 5, flags >> 4 & 1, flags >> 2 & 3, flags & 3);
	for (unsigned i = 0; i < 8 && !d->cut; i++) {
		uint32_t v = u32(d, 0);
		say(d, "%s%08x%s", i == 0 ? "\n\t         Digest: " : i == 4 ? "\n\t                 " : "", v, i == 3 || i < 3 || (i > 3 && i < 7) ? " " : "");
	}
}

static void say_mcid(struct dis *d, const char *name)
{
	unsigned id = u8(d, 0);
	struct span text = bytes(d, 0, 32);
	say(d, "\n\t         %s: Id: %u, Name: ", name, id);
	say_text_z(d, text);
	unsigned level = u16(d, 0);
	say(d, "\n\t              Lvl: %u, Digest: ", level);
	for (unsigned i = 0; i < 16 && !d->cut; i++)
		say(d, "%02x ", u8(d, 0));
}

/* RFC 6329 sections 10 to 12: values that are too short for their type end with that word. */
static enum known mt_port_value(struct dis *d, unsigned type, uint32_t end)
{
	uint32_t length = end - d->pos;
	static const uint8_t least[] = {[4] = 102, [5] = 33, [6] = 6};
	if (type < 4 || type > 6)
		return KNOWN;
	if (length < least[type] && type != 6) {
		say_s(d, " (too short)");
		return KNOWN;
	}
	if (type == 4) {
		say_mcid(d, "MCID");
		say_mcid(d, "AUX-MCID");
	} else if (type == 5) {
		digest(d);
	} else {
		while (!d->cut && end - d->pos >= 6) {
			uint32_t ect = u32(d, 0);
			unsigned bvid = u16(d, 0);
			say(d, "\n\t           ECT: %08x BVID: %u, U:%01x M:%01x ", ect, bvid >> 4, bvid >> 3 & 1, bvid >> 2 & 1);
		}
		if (d->pos < end)
			say_s(d, " (too short)");
	}
	return KNOWN;
}

void isis_mt_port_subtlvs(struct dis *d, uint32_t end)
{
	static const struct subtlvs k = {
		mt_port_words, "\n\t       ", "\n\t\t    ", " (> containing TLV length)", mt_port_value};

	walk(d, &k, end, HEAD + 1);
}

static void spb_instance(struct dis *d)
{
	uint32_t root = u32(d, 0), root2 = u32(d, 0), cost = u32(d, 0);
	unsigned priority = u16(d, 0);
	say(d, "\n\t        CIST Root-ID: %08x %08x, Path Cost: %08x, Prio: %u", root, root2, cost, priority);
	unsigned reserved = u16(d, 0), source = u16(d, 0), trees = u8(d, 0);
	uint32_t word32 = (uint32_t)reserved << 16 | source;
	say(d, "\n\t        RES: %u, V: %u, SPSource-ID: %u, No of Trees: %u", word32 >> 21, word32 >> 20 & 1, word32 & 0xfffff, trees);
	for (; trees-- && !d->cut;) {
		unsigned flags = u8(d, 0);
		uint32_t ect = u32(d, 0), vids = u24(d, 0);
		say(d, "\n\t         U:%u, M:%u, A:%u, RES:%u, ECT: %08x, BVID: %u, SPVID: %u", flags >> 7, flags >> 6 & 1, flags >> 5 & 1,
			flags & 31, ect, vids >> 12, vids & 0xfff);
	}
}

static void spbm_service(struct dis *d, uint32_t end)
{
	uint64_t mac = u48(d, 0);
	unsigned vid = u16(d, 0);
	say(d, "\n\t        BMAC: %08x%04x, RES: %u, VID: %u", (uint32_t)(mac >> 16), (unsigned)(mac & 0xffff), vid >> 12, vid & 0xfff);
	while (!d->cut && end - d->pos >= 4) {
		uint32_t isid = u32(d, 0);
		say(d, "\n\t        T: %u, R: %u, RES: %u, ISID: %u", isid >> 31, isid >> 30 & 1, isid >> 24 & 0x3f, isid & 0xffffff);
	}
}

static enum known mt_capability_value(struct dis *d, unsigned type, uint32_t end)
{
	uint32_t length = end - d->pos;
	if (type == 1 && length >= 19)
		spb_instance(d);
	else if (type == 3 && length >= 8)
		spbm_service(d, end);
	else if (type == 1 || type == 3)
		say_s(d, " (too short)");
	return KNOWN;
}

void isis_mt_capability_subtlvs(struct dis *d, uint32_t end)
{
	static const struct subtlvs k = {
		mt_capability_words, "\n\t      ", "\n\t\t    ", " (> containing TLV length)", mt_capability_value};

	walk(d, &k, end, HEAD + 1);
}
