/* TLVs of IS-IS: ISO/IEC 10589 section 9; IPv4 RFC 1195; wide metrics RFC 5305; IPv6 RFC 5308; topologies RFC 5120;
 * adjacency RFC 5303; restart RFC 8706; authentication RFC 5304 and RFC 5310; purges RFC 6232; instances RFC 8202;
 * shared risk RFC 5307.
 *
 * A value that is too short for its first element says nothing. Reads are bounded by the packet: an element may run into
 * the TLV behind it, as the reference reads it; prefixes and neighbours say so. */
#include <stdio.h>

#include "dissect/oui.h"
#include "dissect/routing/isis.h"
#include "dissect/routing/osi.h"

const struct token isis_tlvs[] = {{1, "Area address(es)"}, {2, "IS Reachability"}, {3, "ES Neighbor(s)"}, {4, "Partition DIS"},
	{5, "Prefix Neighbors"}, {6, "IS Neighbor(s)"}, {7, "Instance Identifier"}, {8, "Padding"}, {9, "LSP entries"},
	{10, "Authentication"}, {12, "Checksum"}, {13, "Purge Originator Identifier"}, {14, "LSP Buffersize"},
	{22, "Extended IS Reachability"}, {24, "IS Alias ID"}, {42, "DECnet Phase IV"}, {66, "Lucent Proprietary"},
	{128, "IPv4 Internal Reachability"}, {129, "Protocols supported"}, {130, "IPv4 External Reachability"},
	{131, "Inter-Domain Information Type"}, {132, "IPv4 Interface address(es)"}, {133, "IPv4 authentication (deprecated)"},
	{134, "Traffic Engineering Router ID"}, {135, "Extended IPv4 Reachability"}, {137, "Hostname"},
	{138, "Shared Risk Link Group"}, {143, "Multi-Topology-Aware Port Capability"}, {144, "Multi-Topology Capability"},
	{176, "Nortel Proprietary"}, {177, "Nortel Proprietary"}, {211, "Restart Signaling"},
	{222, "Multi Topology IS Reachability"}, {229, "Multi Topology"}, {232, "IPv6 Interface address(es)"},
	{235, "Multi-Topology IPv4 Reachability"}, {236, "IPv6 reachability"}, {237, "Multi-Topology IP6 Reachability"},
	{240, "Point-to-point Adjacency State"}, {241, "Hello PDU Sequence Number"}, {242, "IS-IS Router Capability"},
	{250, "Vendor Private"}, {0, NULL}};

static const struct token restart_flags[] = {
	{1, "Restart Request"}, {2, "Restart Acknowledgement"}, {4, "Suppress adjacency advertisement"}, {0, NULL}};
static const struct token adjacencies[] = {{0, "Up"}, {1, "Initializing"}, {2, "Down"}, {0, NULL}};
static const struct token topologies[] = {{0, "IPv4 unicast"}, {1, "In-Band Management"}, {2, "IPv6 unicast"}, {3, "Multicast"},
	{4095, "Development, Experimental or Proprietary"}, {0, NULL}};
static const struct token topology_flags[] = {{0x4000, "ATT bit set"}, {0x8000, "Overload bit set"}, {0, NULL}};
static const struct token shared_risk_flags[] = {{1, "numbered"}, {0, NULL}};
static const struct token domain_types[] = {
	{0, "Reserved"}, {1, "Routing-Domain Specific"}, {2, "AS Number Tag"}, {0, NULL}};
static const struct token capability_flags[] = {{1, "S bit"}, {2, "D bit"}, {0, NULL}};

enum { HMAC_MD5_LEN = 16 };

/* The default metric, and those that are supported: bit 7 says they are not. */
static void say_metrics(struct dis *d, const char *indent)
{
	static const char *const words[] = {"Delay", "Expense", "Error"};
	unsigned metric = u8(d, 0);
	say(d, ", Default Metric: %u, %s", metric & 0x3f, metric & 0x40 ? "External" : "Internal");
	for (unsigned i = 0; i < 3 && !d->cut; i++) {
		unsigned m = u8(d, 0);
		if (!(m & 0x80))
			say(d, "%s%s Metric: %u, %s", indent, words[i], m & 0x3f, m & 0x40 ? "External" : "Internal");
	}
}

static void area_addresses(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		unsigned n = u8(d, 0);
		if (n > end - d->pos)
			return;
		struct span area = bytes(d, 0, n);
		say(d, "\n\t      Area address (length: %u): ", n);
		osi_say_nsap(d, area);
	}
}

/* The metrics stand before the neighbour, and are said behind it. */
static void neighbors(struct dis *d, uint32_t end, const char *word, unsigned id_len)
{
	while (!d->cut && end - d->pos >= 4 + id_len) {
		uint32_t metrics = d->pos, after;
		skip(d, 4);
		isis_id(d, 0, id_len, word);
		after = d->pos;
		seek(d, metrics);
		say_metrics(d, "\n\t\t  ");
		seek(d, after);
	}
}

static void is_reachability(struct dis *d, uint32_t end)
{
	unsigned virtual = u8(d, 0);
	say(d, "\n\t      %s", virtual == 0 ? "IsNotVirtual" : virtual == 1 ? "IsVirtual" : "bogus virtual flag ");
	if (virtual > 1)
		say(d, "0x%02x", virtual);
	neighbors(d, end, "\n\t      IS Neighbor: ", ISIS_NODE_ID);
}

static void ids(struct dis *d, uint32_t end, const char *before)
{
	while (!d->cut && end - d->pos >= ISIS_SYSTEM_ID)
		isis_id(d, 0, ISIS_SYSTEM_ID, before);
}

/* ISO 10589's prefix length counts half bytes. */
static void prefix_neighbors(struct dis *d, uint32_t end)
{
	if (end - d->pos < 4)
		return;
	need(d, 4);
	say_s(d, "\n\t      Metric Block");
	say_metrics(d, "\n\t\t  ");
	while (!d->cut && d->pos < end) {
		unsigned digits = u8(d, 0);
		if (digits < 2) {
			say(d, "\n\t\tAddress: prefix length %u < 2", digits);
			return;
		}
		if (digits / 2 > end - d->pos)
			return;
		struct span address = bytes(d, 0, digits / 2);
		say_s(d, "\n\t\tAddress: ");
		osi_say_nsap(d, address);
		say(d, "/%u", digits * 4);
	}
}

static void instance(struct dis *d, uint32_t end)
{
	if (end - d->pos < 4)
		return;
	unsigned id = u16(d, 0);
	say(d, "\n\t      Instance ID: %u, ITIDs(%u): ", id, (end - d->pos) / 2);
	while (!d->cut && end - d->pos >= 2) {
		unsigned topology = u16(d, 0);
		say(d, "%u%s", topology, end - d->pos >= 2 ? ", " : "");
	}
}

static void lsp_entries(struct dis *d, uint32_t end)
{
	while (!d->cut && end - d->pos >= 16) {
		unsigned life = u16(d, 0);
		isis_id(d, 0, ISIS_LSP_ID, "\n\t      lsp-id: ");
		uint32_t seq = u32(d, 0);
		say(d, ", seq: 0x%08x, lifetime: %5us", seq, life);
		unsigned checksum = u16(d, 0);
		say(d, ", chksum: 0x%04x", checksum);
	}
}

static void authentication(struct dis *d, uint32_t end)
{
	unsigned kind = u8(d, 0);
	say_s(d, "\n\t      ");
	switch (kind) {
	case 1:
		say_s(d, "simple text password: ");
		read_text(d, 0, end - d->pos);
		break;
	case 54: {
		bool whole = end - d->pos == HMAC_MD5_LEN;
		say_s(d, "HMAC-MD5 password: ");
		read_hex(d, 0, end - d->pos);
		say_s(d, whole ? " (unchecked)" : ", (invalid subTLV)  (unchecked)");
		break;
	}
	case 3:
		say_s(d, "Generic Crypto key-id: ");
		if (end - d->pos >= 2) {
			unsigned key = u16(d, 0);
			say(d, "%u, password: ", key);
			read_hex(d, 0, end - d->pos);
		}
		break;
	default:
		if (kind == 255)
			say_s(d, "Routing Domain private password: ");
		else
			say(d, "unknown Authentication type 0x%02x: ", kind);
		say_unknown(d, "\n\t\t  ", end - d->pos);
	}
}

static void purge_originator(struct dis *d, uint32_t end)
{
	uint32_t start = d->pos;
	unsigned count = u8(d, 0);
	if (!count) {
		say_s(d, " No system IDs supplied");
		return;
	}
	if (end - start < 1 + ISIS_SYSTEM_ID)
		return;
	isis_id(d, 0, ISIS_SYSTEM_ID, "\n\t      Purge Originator System-ID: ");
	/* the reference wants one more than there are */
	if (count > 1 && end - start >= 1 + 2 * ISIS_SYSTEM_ID && need(d, 2 * ISIS_SYSTEM_ID + 1))
		isis_id(d, 0, ISIS_SYSTEM_ID, "\n\t      Received from System-ID: ");
}

/* false: the neighbour does not fit, and nothing behind it is read. */
static bool extended_neighbor(struct dis *d, uint32_t end, bool alias)
{
	if (end - d->pos < ISIS_NODE_ID)
		return false;
	isis_id(d, 0, ISIS_NODE_ID, "\n\t      IS Neighbor: ");
	if (!alias) {
		if (end - d->pos < 3)
			return false;
		uint32_t metric = u24(d, 0);
		say(d, ", Metric: %u", metric);
	}
	if (end - d->pos < 1)
		return false;
	unsigned length = u8(d, 0);
	say(d, ", %ssub-TLVs present", length ? "" : "no ");
	if (!length)
		return true;
	say(d, " (%u)", length);
	isis_link_subtlvs(d, d->pos + length, end);
	return true;
}

/* An element ended behind its TLV. */
static bool overran(struct dis *d, uint32_t from, uint32_t end)
{
	if (d->pos <= end)
		return false;
	if (!d->cut)
		invalid_misfit(d, "remaining tlv length", end - from, "<", d->pos - from);
	return true;
}

static void extended_neighbors(struct dis *d, uint32_t end, bool alias)
{
	while (!d->cut && d->pos < end) {
		uint32_t from = d->pos;
		if (!extended_neighbor(d, end, alias)) {
			cut_here(d);
			return;
		}
		if (overran(d, from, end))
			return;
	}
}

static void topology(struct dis *d)
{
	unsigned v = u16(d, 0);
	say(d, "\n\t      %s Topology (0x%03x), Flags: [%s]", tok(d, topologies, "Reserved for IETF Consensus", v & 0xfff), v & 0xfff,
		bits(d, topology_flags, "none", ", ", v & 0xf000));
}

static void say_prefix4(struct dis *d, uint32_t address, const char *behind)
{
	say(d, "\n\t      IPv4 prefix: %15s%s", ip4_str(d, address), behind);
}

/* Where it does not fit, the packet ends without a mark. */
static enum isis_tlv reachability4(struct dis *d, uint32_t end)
{
	enum { SIZE = 12 };
	while (d->pos < end) {
		if (end - d->pos < SIZE) {
			say(d, "short IPv4 Reachability (%u vs %d)", end - d->pos, SIZE);
			return ISIS_TLV_LAST;
		}
		if (!have(d, SIZE))
			return ISIS_TLV_LAST;
		uint32_t metrics = d->pos;
		skip(d, 4);
		uint32_t address = u32(d, 0), mask = u32(d, 0), after = d->pos;
		unsigned length = (unsigned)__builtin_popcount(mask);
		char behind[8];
		snprintf(behind, sizeof behind, "/%u", length);
		if (mask == (length ? UINT32_MAX << (32 - length) : 0))
			say_prefix4(d, address, behind);
		else
			say(d, "\n\t      IPv4 prefix: %s mask %s", ip4_str(d, address), ip4_str(d, mask));
		seek(d, metrics);
		unsigned metric = u8(d, 0);
		say(d, ", Distribution: %s, Metric: %u, %s", metric & 0x80 ? "down" : "up", metric & 0x3f,
			metric & 0x40 ? "External" : "Internal");
		for (unsigned i = 0; i < 3; i++) {
			static const char *const words[] = {"Delay", "Expense", "Error"};
			unsigned m = u8(d, 0);
			if (!(m & 0x80))
				say(d, "\n\t        %s Metric: %u, %s", words[i], m & 0x3f, m & 0x40 ? "External" : "Internal");
		}
		seek(d, after);
	}
	return ISIS_TLV_DONE;
}

/* The address has as many bytes as its prefix length needs. */
static bool extended_prefix(struct dis *d, uint32_t end, bool six)
{
	uint32_t metric = u32(d, 0);
	unsigned status = u8(d, 0), length = six ? u8(d, 0) : status & 0x3f;
	if (length > (six ? 128U : 32U)) {
		say(d, "\n\t      IPv%u prefix: bad bit length %u", six ? 6U : 4U, length);
		return false;
	}
	uint8_t address[16] = {0};
	struct span s = bytes(d, 0, (length + 7) / 8);
	for (unsigned i = 0; i < s.len; i++)
		address[i] = (uint8_t)span_u8(s, i);
	if (six) {
		struct ip6 a;
		memcpy(a.b, address, sizeof a.b);
		say(d, "\n\t      IPv6 prefix: %s/%u", ip6_str(d, &a), length);
	} else {
		char behind[8];
		snprintf(behind, sizeof behind, "/%u", length);
		say_prefix4(d, (uint32_t)address[0] << 24 | (uint32_t)address[1] << 16 | (uint32_t)address[2] << 8 | address[3], behind);
	}
	say(d, ", Distribution: %s, Metric: %u", status & 0x80 ? "down" : "up", metric);
	if (six)
		say(d, ", %s", status & 0x40 ? "External" : "Internal");
	if (six ? status & 0x20 : status & 0x40) {
		say_s(d, ", sub-TLVs present");
		unsigned subs = u8(d, 0);
		say(d, " (%u)", subs);
		isis_prefix_subtlvs(d, d->pos + subs);
	}
	return true;
}

static void extended_prefixes(struct dis *d, uint32_t end, bool six)
{
	while (!d->cut && d->pos < end) {
		uint32_t from = d->pos;
		if (end - from < 2 || !extended_prefix(d, end, six)) {
			cut_here(d);
			return;
		}
		if (overran(d, from, end))
			return;
	}
}

static void in_topology(struct dis *d, uint32_t end, unsigned type)
{
	if (end - d->pos < 2) {
		cut_here(d);
		return;
	}
	topology(d);
	if (type == 222)
		extended_neighbors(d, end, false);
	else
		extended_prefixes(d, end, type == 237);
}

/* RFC 5303 section 3. The neighbour's circuit stands at a fixed place. */
static void adjacency(struct dis *d, uint32_t end)
{
	uint32_t start = d->pos, length = end - start - 1;
	unsigned state = u8(d, 0);
	say(d, "\n\t      Adjacency State: %s (%u)", tok(d, adjacencies, "unknown", state), state);
	if (length > 4) {
		uint32_t circuit = u32(d, 0);
		say(d, "\n\t      Extended Local circuit-ID: 0x%08x", circuit);
		length -= 4;
	}
	if (length >= ISIS_SYSTEM_ID) {
		isis_id(d, 0, ISIS_SYSTEM_ID, "\n\t      Neighbor System-ID: ");
		length -= ISIS_SYSTEM_ID;
	}
	if (length >= 4) {
		seek(d, start + 11);
		uint32_t circuit = u32(d, 0);
		say(d, "\n\t      Neighbor Extended Local circuit-ID: 0x%08x", circuit);
	}
}

static void restart(struct dis *d, uint32_t end)
{
	unsigned flags = u8(d, 0);
	say(d, "\n\t      Flags [%s]", bits(d, restart_flags, "none", ", ", flags));
	if (end - d->pos >= 2) {
		unsigned time = u16(d, 0);
		say(d, ", Remaining holding time %us", time);
	}
	if (end - d->pos == ISIS_SYSTEM_ID)
		isis_id(d, 0, ISIS_SYSTEM_ID, ", for ");
}

static void shared_risk(struct dis *d, uint32_t end)
{
	if (end - d->pos < ISIS_NODE_ID)
		return;
	isis_id(d, 0, ISIS_NODE_ID, "\n\t      IS Neighbor: ");
	if (end - d->pos < 1)
		return;
	unsigned flags = u8(d, 0);
	say(d, ", Flags: [%s]", bits(d, shared_risk_flags, "unnumbered", ", ", flags));
	static const char *const words[] = {"IPv4 interface address", "IPv4 neighbor address"};
	for (unsigned i = 0; i < 2 && end - d->pos >= 4; i++) {
		uint32_t a = ip4(d, 0);
		say(d, "\n\t      %s: %s", words[i], ip4_str(d, a));
	}
	while (!d->cut && end - d->pos >= 4) {
		uint32_t link = u32(d, 0);
		say(d, "\n\t      Link-ID: 0x%08x", link);
	}
}

static void multi_topology(struct dis *d, uint32_t end, bool port)
{
	if (end - d->pos < 2)
		return;
	unsigned v = u16(d, 0);
	if (port) {
		say(d, "\n\t       RES: %u, MTID(s): %u", v >> 12, v & 0xfff);
		if (end - d->pos > 2)
			isis_mt_port_subtlvs(d, end);
	} else {
		say(d, "\n\t      O: %u, RES: %u, MTID(s): %u", v >> 15, v >> 12 & 7, v & 0xfff);
		if (end - d->pos > 2)
			isis_mt_capability_subtlvs(d, end);
	}
}

static void inter_domain(struct dis *d, uint32_t end)
{
	unsigned kind = u8(d, 0);
	say(d, "\n\t      Inter-Domain Information Type: %s", tok(d, domain_types, "Unknown (0x%02x)", kind));
	if (kind == 2) {
		if (end - d->pos >= 2) {
			unsigned as = u16(d, 0);
			say(d, "AS Number: %u", as);
		}
	} else {
		say_unknown(d, "\n\t      ", end - d->pos);
	}
}

static void protocols(struct dis *d, uint32_t end)
{
	say_s(d, "\n\t      NLPID(s): ");
	while (!d->cut && d->pos < end) {
		unsigned n = u8(d, 0);
		say(d, "%s (0x%02x)%s", tok(d, osi_nlpids, "unknown", n), n, d->pos < end ? ", " : "");
	}
}

static void interfaces(struct dis *d, uint32_t end, bool six)
{
	while (!d->cut && end - d->pos >= (six ? 16U : 4U)) {
		if (six) {
			const struct ip6 *a = ip6(d, 0);
			say(d, "\n\t      IPv6 interface address: %s", ip6_str(d, a));
		} else {
			uint32_t a = ip4(d, 0);
			say(d, "\n\t      IPv4 interface address: %s", ip4_str(d, a));
		}
	}
}

static void capability(struct dis *d, uint32_t end)
{
	if (end - d->pos < 5) {
		invalid_misfit(d, "object length", end - d->pos, "<", 5);
		return;
	}
	uint32_t router = ip4(d, 0);
	say(d, "\n\t      Router-ID %s", ip4_str(d, router));
	unsigned flags = u8(d, 0);
	say(d, ", Flags [%s]", bits(d, capability_flags, "none", ", ", flags));
	isis_capability_subtlvs(d, end);
}

static void vendor(struct dis *d, uint32_t end)
{
	if (end - d->pos < 3)
		return;
	uint32_t oui = u24(d, 0);
	say(d, "\n\t      Vendor: %s (%u)", tok(d, oui_tokens, "Unknown", oui), oui);
	if (d->pos < end)
		say_unknown(d, "\n\t\t", end - d->pos);
}

static void checksum(struct dis *d, uint32_t end, const struct isis_pdu *pdu)
{
	if (end - d->pos < 2)
		return;
	uint32_t at = d->pos - pdu->start;
	unsigned v = u16(d, 0);
	say(d, "\n\t      checksum: 0x%04x ", v);
	osi_say_checksum(d, v, span_at(d, pdu->start, pdu->length), at, pdu->length);
}

/* One number or address of `n` bytes, where there are as many. */
static uint32_t number(struct dis *d, uint32_t end, unsigned n, const char *format)
{
	if (end - d->pos < n)
		return 0;
	uint32_t v = (uint32_t)dis_be(d, 0, n);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	say(d, format, v);
#pragma GCC diagnostic pop
	return v;
}

enum isis_tlv isis_tlv(struct dis *d, unsigned type, uint32_t end, const struct isis_pdu *pdu)
{
	/* a first byte that is not there is missed by these only */
	if (d->pos == end && type != 129 && type != 137 && type != 242 && type != 222 && type != 235 && type != 237)
		return ISIS_TLV_DONE;
	switch (type) {
	case 1:
		area_addresses(d, end);
		break;
	case 2:
		is_reachability(d, end);
		break;
	case 3:
		neighbors(d, end, "\n\t      ES Neighbor: ", ISIS_SYSTEM_ID);
		break;
	case 4:
		ids(d, end, "\n\t      ");
		break;
	case 5:
		prefix_neighbors(d, end);
		break;
	case 6:
		ids(d, end, "\n\t      SNPA: ");
		break;
	case 7:
		instance(d, end);
		break;
	case 8:
		break;
	case 9:
		lsp_entries(d, end);
		break;
	case 10:
		authentication(d, end);
		break;
	case 12:
		checksum(d, end, pdu);
		break;
	case 13:
		purge_originator(d, end);
		break;
	case 14:
		number(d, end, 2, "\n\t      LSP Buffersize: %u");
		break;
	case 22:
	case 24:
		extended_neighbors(d, end, type == 24);
		break;
	case 128:
	case 130:
		return reachability4(d, end);
	case 129:
		protocols(d, end);
		break;
	case 131:
		inter_domain(d, end);
		break;
	case 132:
	case 232:
		interfaces(d, end, type == 232);
		break;
	case 134:
		if (end - d->pos >= 4) {
			uint32_t a = ip4(d, 0);
			say(d, "\n\t      Traffic Engineering Router ID: %s", ip4_str(d, a));
		}
		break;
	case 135:
	case 236:
		extended_prefixes(d, end, type == 236);
		break;
	case 137:
		say_s(d, "\n\t      Hostname: ");
		read_text_z(d, 0, end - d->pos);
		break;
	case 138:
		shared_risk(d, end);
		break;
	case 143:
	case 144:
		multi_topology(d, end, type == 143);
		break;
	case 211:
		restart(d, end);
		break;
	case 222:
	case 235:
	case 237:
		in_topology(d, end, type);
		break;
	case 229:
		while (!d->cut && end - d->pos >= 2)
			topology(d);
		if (!d->cut && d->pos < end)
			say_s(d, "\n\t      invalid MT-ID");
		break;
	case 240:
		adjacency(d, end);
		break;
	case 241:
		number(d, end, 4, "\n\t      Sequence number: %u");
		break;
	case 242:
		capability(d, end);
		break;
	case 250:
		vendor(d, end);
		break;
	default:
		return ISIS_TLV_UNKNOWN;
	}
	return ISIS_TLV_DONE;
}
