/* Cisco VLAN Trunking Protocol, versions 1 to 3.
 *
 *	| version 1 | code 1 | followers or sequence 1 | length of domain 1 | domain 32 | by code ...
 */
#include "dissect/dissect.h"

enum {
	VTP, VERSION, CODE, FOLLOWERS, SEQUENCE, DOMAIN_LEN, DOMAIN, REVISION, UPDATER, TIMESTAMP, DIGEST, START,
	VLAN, VLAN_INFO_LEN, VLAN_STATUS, VLAN_TYPE, VLAN_NAME_LEN, VLAN_ID, VLAN_MTU, VLAN_INDEX, VLAN_NAME,
	TLV, TLV_TYPE, TLV_LEN, VLAN_SUSPENDED, RESERVED, FIRST_VLAN, LAST_VLAN, ACTIVE_VLANS,
	VLAN_SRC_ROUTE_RING_NUM, VLAN_SRC_ROUTE_BRIDGE_NUM, VLAN_STP_TYPE, VLAN_PARENT_VLAN,
	VLAN_TRANSLATIONALLY_BRIDGED_VLANS, VLAN_PRUNING, VLAN_BRIDGE_TYPE, VLAN_MAX_ARE_HOP_COUNT, VLAN_MAX_STE_HOP_COUNT,
	VLAN_BACKUP_CRF_MODE,
};
enum { SUMMARY = 1, SUBSET, REQUEST, JOIN, DOMAIN_MAX = 32 };

static const struct token codes[] = {
	{SUMMARY, "Summary advertisement"}, {SUBSET, "Subset advertisement"}, {REQUEST, "Advertisement request"},
	{JOIN, "Join message"}, {0, NULL}};
/* What stands behind the code. */
static const struct token counts[] = {{SUMMARY, "Followers"}, {SUBSET, "Seq number"}, {REQUEST, "Rsvd"}, {JOIN, "Rsvd"}, {0, NULL}};
static const struct token vlan_types[] = {{1, "Ethernet"}, {2, "FDDI"}, {3, "TrCRF"}, {4, "FDDI-net"}, {5, "TrBRF"}, {0, NULL}};
static const struct token vlan_statuses[] = {{0, "Operational"}, {1, "Suspended"}, {0, NULL}};

enum vlan_tlv { RING_NUMBER = 1, BRIDGE_NUMBER, STP_TYPE, PARENT, TRANSLATED, PRUNING, BRIDGE_TYPE, MAX_ARE, MAX_STE, BACKUP_CRF };

static const struct token vlan_tlvs[] = {
	{RING_NUMBER, "Source-Routing Ring Number TLV"}, {BRIDGE_NUMBER, "Source-Routing Bridge Number TLV"}, {STP_TYPE, "STP type TLV"},
	{PARENT, "Parent VLAN TLV"}, {TRANSLATED, "Translationally bridged VLANs TLV"}, {PRUNING, "Pruning TLV"},
	{BRIDGE_TYPE, "Bridge Type TLV"}, {MAX_ARE, "Max ARP Hop Count TLV"}, {MAX_STE, "Max STE Hop Count TLV"},
	{BACKUP_CRF, "Backup CRF Mode TLV"}, {0, NULL}};
static const struct token stp_types[] = {{1, "SRT"}, {2, "SRB"}, {3, "Auto"}, {0, NULL}};

static const struct field fields[] = {
	[VTP] = {"vtp", "VLAN Trunking Protocol"},
	[VERSION] = {"vtp.version", "Version", F_U8, HEX},
	[CODE] = {"vtp.code", "Code", F_U8, HEX, codes},
	[FOLLOWERS] = {"vtp.followers", "Followers", F_U8},
	[SEQUENCE] = {"vtp.seq_num", "Sequence Number", F_U8},
	[DOMAIN_LEN] = {"vtp.md_len", "Management Domain Length", F_U8},
	[DOMAIN] = {"vtp.md", "Management Domain", F_STR},
	[REVISION] = {"vtp.conf_rev_num", "Configuration Revision Number", F_U32},
	[UPDATER] = {"vtp.upd_id", "Updater Identity", F_IP4},
	[TIMESTAMP] = {"vtp.upd_ts", "Update Timestamp", F_STR},
	[DIGEST] = {"vtp.md5_digest", "MD5 Digest", F_BYTES},
	[START] = {"vtp.start_value", "Start Value", F_U16, HEX},
	[VLAN] = {"vtp.vlan_info", "VLAN Information"},
	[VLAN_INFO_LEN] = {"vtp.vlan_info.len", "VLAN Information Length", F_U8},
	[VLAN_STATUS] = {"vtp.vlan_info.status", "Status", F_U8, HEX},
	[VLAN_SUSPENDED] = {"vtp.vlan_info.status.vlan_susp", "VLAN suspended", F_BOOL},
	[VLAN_TYPE] = {"vtp.vlan_info.vlan_type", "VLAN Type", F_U8, HEX, vlan_types},
	[VLAN_NAME_LEN] = {"vtp.vlan_info.vlan_name_len", "VLAN Name Length", F_U8},
	[VLAN_ID] = {"vtp.vlan_info.isl_vlan_id", "ISL VLAN ID", F_U16, HEX},
	[VLAN_MTU] = {"vtp.vlan_info.mtu_size", "MTU Size", F_U16},
	[VLAN_INDEX] = {"vtp.vlan_info.802_10_index", "802.10 Index", F_U32, HEX},
	[VLAN_NAME] = {"vtp.vlan_info.vlan_name", "VLAN Name", F_STR},
	[TLV] = {"vtp.vlan_info.tlv", "TLV"},
	[TLV_TYPE] = {"vtp.vlan_info.tlv_type", "Type", F_U8, HEX, vlan_tlvs},
	[TLV_LEN] = {"vtp.vlan_info.tlv_len", "Length", F_U8},
	[RESERVED] = {"vtp.reserved", "Reserved", F_BYTES},
	[FIRST_VLAN] = {"vtp.pruning.first", "First VLAN ID", F_U16},
	[LAST_VLAN] = {"vtp.pruning.last", "Last VLAN ID", F_U16},
	[ACTIVE_VLANS] = {"vtp.pruning.active", "VLANs that are not pruned", F_U16},
	/* in the order of their types */
	[VLAN_SRC_ROUTE_RING_NUM] = {"vtp.vlan_info.src_route_ring_num", "Source-Routing Ring Number", F_U16, HEX},
	[VLAN_SRC_ROUTE_BRIDGE_NUM] = {"vtp.vlan_info.src_route_bridge_num", "Source-Routing Bridge Number", F_U16, HEX},
	[VLAN_STP_TYPE] = {"vtp.vlan_info.stp_type", "Spanning-Tree Protocol Type", F_U16, HEX},
	[VLAN_PARENT_VLAN] = {"vtp.vlan_info.parent_vlan", "Parent VLAN", F_U16, HEX},
	[VLAN_TRANSLATIONALLY_BRIDGED_VLANS] = {"vtp.vlan_info.translationally_bridged_vlans", "Translationally Bridged VLANs", F_U16, HEX},
	[VLAN_PRUNING] = {"vtp.vlan_info.pruning", "Pruning", F_U16, HEX},
	[VLAN_BRIDGE_TYPE] = {"vtp.vlan_info.bridge_type", "Bridge Type", F_U16, HEX},
	[VLAN_MAX_ARE_HOP_COUNT] = {"vtp.vlan_info.max_are_hop_count", "Max ARE Hop Count", F_U16},
	[VLAN_MAX_STE_HOP_COUNT] = {"vtp.vlan_info.max_ste_hop_count", "Max STE Hop Count", F_U16},
	[VLAN_BACKUP_CRF_MODE] = {"vtp.vlan_info.backup_crf_mode", "Backup CRF Mode", F_U16, HEX},
};

static void summary(struct dis *d)
{
	uint32_t revision = u32(d, REVISION), updater = ip4(d, UPDATER);
	say(d, "\n\t  Config Rev %x, Updater %s", revision, ip4_str(d, updater));
	uint32_t at = d->pos, t1 = u32(d, 0), t2 = u32(d, 0), t3 = u32(d, 0);
	if (!d->cut)
		mark_bytes(d, TIMESTAMP, at, 12);
	say(d, ", Timestamp 0x%08x 0x%08x 0x%08x", t1, t2, t3);
	struct span digest = bytes(d, DIGEST, 16);
	say_s(d, ", MD5 digest: ");
	say_hex(d, digest);
}

/* A value is one word of 16 bits. room: bytes that the VLAN has left. False: it cannot be. */
static bool vlan_tlv(struct dis *d, uint32_t room)
{
	if (room < 2)
		return false;
	uint32_t start = d->pos;
	unsigned type = u8(d, TLV_TYPE), words = u8(d, TLV_LEN);
	say(d, "\n\t\t%s (0x%04x) TLV", tok(d, vlan_tlvs, "Unknown", type), type);
	if (room < 2 + 2 * words) {
		say_s(d, " (TLV goes past the end of the packet)");
		return false;
	}
	if (words != 1 && !d->cut) {
		say(d, " (invalid TLV length %u != 1)", words);
		return false;
	}
	unsigned v = u16(d, type >= RING_NUMBER && type <= BACKUP_CRF ? VLAN_SRC_ROUTE_RING_NUM + type - RING_NUMBER : 0);
	switch (type) {
	case STP_TYPE:
		say(d, ", %s (%u)", tok(d, stp_types, "Unknown", v), v);
		break;
	case PRUNING:
		say(d, ", %s (%u)", v == 1 ? "Enabled" : "Disabled", v);
		break;
	case BRIDGE_TYPE:
		say(d, ", %s (%u)", v == 1 ? "SRB" : "SRT", v);
		break;
	case MAX_STE:
		say(d, ", %u", v);
		break;
	case BACKUP_CRF:
		say(d, ", %s (%u)", v == 1 ? "Backup" : "Not backup", v);
		break;
	default:
		seek(d, start);
		say_hexdump(d, "\n\t\t  ", 4);
		skip(d, 4);
	}
	return true;
}

/* VLANs of a subset advertisement. False: lengths that cannot be. */
static bool vlan(struct dis *d)
{
	enum { HEAD = 12 };
	uint32_t start = d->pos;
	unsigned len = u8(d, VLAN_INFO_LEN);
	if (d->cut || len > declared(d) + 1 || len < HEAD)
		return false;
	if (!need(d, len - 1))
		return true;
	unsigned status = u8(d, VLAN_STATUS);
	also(d, VLAN_SUSPENDED, 1, status & 1);
	unsigned type = u8(d, VLAN_TYPE), name_len = u8(d, VLAN_NAME_LEN);
	unsigned id = u16(d, VLAN_ID), mtu = u16(d, VLAN_MTU);
	uint32_t index = u32(d, VLAN_INDEX);
	say(d, "\n\tVLAN info status %s, type %s, VLAN-id %u, MTU %u, SAID 0x%08x, Name ", tok(d, vlan_statuses, "Unknown", status),
		tok(d, vlan_types, "Unknown", type), id, mtu, index);
	/* padded to words of 32 bits */
	unsigned padded = (name_len + 3) & ~3U;
	if (HEAD + padded > len)
		return false;
	read_text_z(d, VLAN_NAME, name_len);
	seek(d, start + HEAD + padded);
	for (uint32_t end = start + len; d->pos < end && !d->cut;) {
		group_begin(d, TLV);
		bool fits = vlan_tlv(d, end - d->pos);
		group_end(d);
		if (!fits)
			return false;
	}
	return true;
}

/* Which VLANs a switch wants to get (pruning); lines do not tell: a bit for each, from the first on. */
static void join(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	unsigned first = u16(d, FIRST_VLAN);
	u16(d, LAST_VLAN);
	for (unsigned vlan_id = first; left(d) && vlan_id < 4096; vlan_id += 8) {
		unsigned bitmap = u8(d, 0);
		for (unsigned i = 0; i < 8; i++)
			if (bitmap >> (7 - i) & 1)
				also(d, ACTIVE_VLANS, 1, vlan_id + i);
	}
	quiet_end(d, &s);
}

static bool body(struct dis *d, unsigned code)
{
	if (code == SUMMARY) {
		summary(d);
	} else if (code == SUBSET) {
		uint32_t revision = u32(d, REVISION);
		say(d, ", Config Rev %x", revision);
		/* zeros are padding */
		while (more(d) && (!have(d, 1) || peek8(d, 0))) {
			group_begin(d, VLAN);
			bool fits = vlan(d);
			group_end(d);
			if (!fits)
				return d->cut;
		}
	} else if (code == REQUEST) {
		uint32_t start = u32(d, 0);
		mark_uint(d, START, d->pos - 4, 2, start >> 16);
		say(d, "\n\tStart value: %u", start);
	} else if (code == JOIN && d->tape) {
		join(d);
	}
	return true;
}

enum { VERSION_LAST = 3 };

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 36) {
		say(d, "[length %u < 36]", length);
		invalid(d);
		return;
	}
	if (!need(d, 36))
		return;
	unsigned version = u8(d, VERSION);
	if (version > VERSION_LAST) {
		say_s(d, "VTP");
		invalid_misfit(d, "version", version, ">", VERSION_LAST);
		need(d, declared(d));
		return;
	}
	unsigned code = u8(d, CODE);
	say(d, "VTPv%u, Message %s (0x%02x), length %u", version, tok(d, codes, "Unknown message type", code), code, length);
	if (!d->verbose)
		need(d, length - 2);
	struct saved quiet = quiet_begin(d, !d->verbose);
	unsigned count = u8(d, code == SUBSET ? SEQUENCE : code == SUMMARY ? FOLLOWERS : 0);
	if (!d->cut && code != SUBSET && code != SUMMARY)
		mark_bytes(d, RESERVED, d->pos - 1, 1);
	unsigned domain_len = u8(d, DOMAIN_LEN);
	say_s(d, "\n\tDomain name: ");
	bool fits = domain_len >= 1 && domain_len <= DOMAIN_MAX;
	if (!fits) {
		say(d, " [invalid MgmtD Len %u]", domain_len);
	} else {
		struct span domain = bytes(d, 0, DOMAIN_MAX);
		if (!d->cut)
			mark_bytes(d, DOMAIN, domain.pos, domain_len);
		say_text_z(d, domain);
		say(d, ", %s: %u", tok(d, counts, "Unknown", code), count);
		fits = body(d, code);
	}
	if (!fits && !d->cut) {
		invalid_to_end(d);
	}
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_CISCO_PID, .from = 0x2003},
	{0},
};

const struct proto proto_vtp = {
	.name = "vtp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
