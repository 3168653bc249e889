/* Cisco Dynamic Trunking Protocol: version 1, then TLVs (type 2, length 2 with these, value). */
#include "dissect/dissect.h"

enum { DTP, VERSION, TLV, TLV_TYPE, TLV_LEN, DOMAIN, OPERATING_STATUS, ADMIN_STATUS, OPERATING_TYPE,
	ADMIN_TYPE, SENDER };

static const struct token tlvs[] = {{1, "Domain"}, {2, "Status"}, {3, "DTP type"}, {4, "Neighbor"}, {0, NULL}};

static const struct field fields[] = {
	[DTP] = {"dtp", "Dynamic Trunk Protocol"},
	[VERSION] = {"dtp.version", "Version", F_U8, HEX},
	[TLV] = {"dtp.tlv", "TLV"},
	[TLV_TYPE] = {"dtp.tlv_type", "Type", F_U16, HEX, tlvs},
	[TLV_LEN] = {"dtp.tlv_len", "Length", F_U16},
	[DOMAIN] = {"dtp.domain", "Domain", F_STR},
	[OPERATING_STATUS] = {"dtp.tos", "Trunk Operating Status", F_U8, HEX},
	[ADMIN_STATUS] = {"dtp.tas", "Trunk Administrative Status", F_U8, HEX},
	[OPERATING_TYPE] = {"dtp.tot", "Trunk Operating Type", F_U8, HEX},
	[ADMIN_TYPE] = {"dtp.tat", "Trunk Administrative Type", F_U8, HEX},
	[SENDER] = {"dtp.senderid", "Sender ID", F_MAC},
};

static bool value(struct dis *d, unsigned type, unsigned len)
{
	if (type == 1) {
		say_s(d, ", ");
		read_text_z(d, DOMAIN, len);
	} else if (type == 2 || type == 3) {
		if (len != 1)
			return false;
		unsigned v = u8(d, 0);
		also(d, type == 2 ? OPERATING_STATUS : OPERATING_TYPE, 1, type == 2 ? v >> 7 : v >> 5);
		also(d, type == 2 ? ADMIN_STATUS : ADMIN_TYPE, 1, v & 7);
		say(d, ", 0x%x", v);
	} else if (type == 4) {
		if (len != 6)
			return false;
		const struct mac *a = mac(d, SENDER);
		say(d, ", %s", mac_str(d, a));
	}
	return true;
}

static void tlv_list(struct dis *d)
{
	while (more(d)) {
		if (declared(d) < 4) {
			invalid_to_end(d);
			return;
		}
		group_begin(d, TLV);
		unsigned type = u16(d, TLV_TYPE), len = u16(d, TLV_LEN);
		if (!type && !d->cut) {
			group_end(d);
			return;
		}
		say(d, "\n\t%s (0x%04x) TLV, length %u", tok(d, tlvs, "Unknown", type), type, len);
		bool fits = len >= 4 && len - 4 <= declared(d);
		if (!fits)
			say(d, "[invalid TLV length %u]", len);
		uint32_t behind = d->pos + len - 4;
		fits = fits && value(d, type, len - 4);
		group_end(d);
		if (!fits) {
			invalid_to_end(d);
			return;
		}
		seek(d, behind);
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 1) {
		invalid(d);
		return;
	}
	unsigned version = u8(d, VERSION);
	say(d, "DTPv%u, length %u", version, length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	tlv_list(d);
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_CISCO_PID, .from = 0x2004},
	{0},
};

const struct proto proto_dtp = {
	.name = "dtp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
