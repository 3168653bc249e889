/* Cisco VLAN Trunking Protocol, versions 1 to 3.
 *
 *	| version 1 | code 1 | followers or sequence 1 | length of domain 1 | domain 32 | by code ...
 */
#include "dissect/dissect.h"

enum {
	VTP, VERSION, CODE, FOLLOWERS, SEQUENCE, DOMAIN_LEN, DOMAIN, REVISION, UPDATER, TIMESTAMP, DIGEST, START,
	VLAN, VLAN_INFO_LEN, VLAN_STATUS, VLAN_TYPE, VLAN_NAME_LEN, VLAN_ID, VLAN_MTU, VLAN_INDEX, VLAN_NAME,
};
enum { SUMMARY = 1, SUBSET, REQUEST, JOIN, DOMAIN_MAX = 32 };

static const struct token codes[] = {
	{SUMMARY, "Summary advertisement"}, {SUBSET, "Subset advertisement"}, {REQUEST, "Advertisement request"},
	{JOIN, "Join message"}, {0, NULL}};
static const struct token vlan_types[] = {{1, "Standard"}, {2, "FDDI"}, {3, "TrCrf"}, {4, "FDDI-Net"}, {5, "TrBrf"}, {0, NULL}};

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
	[VLAN_STATUS] = {"vtp.vlan_info.status.vlan_susp", "VLAN status", F_U8, HEX},
	[VLAN_TYPE] = {"vtp.vlan_info.vlan_type", "VLAN Type", F_U8, HEX, vlan_types},
	[VLAN_NAME_LEN] = {"vtp.vlan_info.vlan_name_len", "VLAN Name Length", F_U8},
	[VLAN_ID] = {"vtp.vlan_info.isl_vlan_id", "ISL VLAN ID", F_U16, HEX},
	[VLAN_MTU] = {"vtp.vlan_info.mtu_size", "MTU Size", F_U16},
	[VLAN_INDEX] = {"vtp.vlan_info.802_10_index", "802.10 Index", F_U32, HEX},
	[VLAN_NAME] = {"vtp.vlan_info.vlan_name", "VLAN Name", F_STR},
};

static void summary(struct dis *d)
{
	uint32_t revision = u32(d, REVISION), updater = ip4(d, UPDATER);
	say(d, "\n\t  Config Rev %u, Updater %s", revision, ip4_str(d, updater));
	uint32_t at = d->pos, t1 = u32(d, 0), t2 = u32(d, 0), t3 = u32(d, 0);
	if (!d->cut)
		mark_bytes(d, TIMESTAMP, at, 12);
	say(d, ", Timestamp 0x%08x 0x%08x 0x%08x", t1, t2, t3);
	struct span digest = bytes(d, DIGEST, 16);
	say_s(d, ", MD5 digest: ");
	say_hex(d, digest);
}

/* VLANs of a subset advertisement. False: lengths that cannot be. */
static bool vlan(struct dis *d)
{
	uint32_t start = d->pos;
	unsigned len = u8(d, VLAN_INFO_LEN);
	if (d->cut || !len || len > declared(d) + 1 || len < 12)
		return false;
	unsigned status = u8(d, VLAN_STATUS), type = u8(d, VLAN_TYPE), name_len = u8(d, VLAN_NAME_LEN);
	unsigned id = u16(d, VLAN_ID), mtu = u16(d, VLAN_MTU);
	uint32_t index = u32(d, VLAN_INDEX);
	struct span name = bytes(d, VLAN_NAME, name_len);
	say(d, "\n\tVLAN info status %s, type %s, VLAN-id %u, MTU %u, SAID 0x%08x, Name ", status ? "VLAN suspended" : "Operational",
		tok(d, vlan_types, "Unknown", type), id, mtu, index);
	say_text_z(d, name);
	seek(d, start + len);
	return true;
}

static bool body(struct dis *d, unsigned code)
{
	if (code == SUMMARY) {
		summary(d);
	} else if (code == SUBSET) {
		uint32_t revision = u32(d, REVISION);
		say(d, ", Config Rev %u", revision);
		while (more(d)) {
			group_begin(d, VLAN);
			bool fits = vlan(d);
			group_end(d);
			if (!fits)
				return d->cut;
		}
	} else if (code == REQUEST) {
		uint32_t start = u32(d, START);
		say(d, "\n\tStart value: %u", start);
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
	struct saved quiet = quiet_begin(d, !d->verbose);
	unsigned count = u8(d, code == SUBSET ? SEQUENCE : FOLLOWERS), domain_len = u8(d, DOMAIN_LEN);
	if (domain_len < 1 || domain_len > DOMAIN_MAX) {
		say(d, " [invalid MgmtD Len %u]", domain_len);
	} else {
		struct span domain = bytes(d, 0, DOMAIN_MAX);
		if (!d->cut)
			mark_bytes(d, DOMAIN, domain.pos, domain_len);
		say_s(d, "\n\tDomain name: ");
		say_text_z(d, domain);
		say(d, ", %s: %u", code == SUBSET ? "Seq number" : code == REQUEST ? "Rsvd" : "Followers", count);
		if (!body(d, code))
			invalid(d);
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
};
