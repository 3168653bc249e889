/* Connectivity Fault Management: IEEE 802.1Q-2014 clause 21 (802.1ag) and ITU-T Y.1731.
 *
 *	| level 3 bits, version 5 bits | opcode 1 | flags 1 | first TLV offset 1 | by opcode ... | TLVs ...
 *	TLV: | type 1 | length 2 | value ... |, the last of type 0 alone
 */
#include "dissect/control/lldp.h"
#include "dissect/net/ethertype.h"
#include "dissect/oui.h"

enum {
	CFM, LEVEL, VERSION, OPCODE, FLAGS, RDI, INTERVAL, USE_FDB, FWD_YES, TERMINAL_MEP, FIRST_TLV, SEQUENCE, MEP_ID,
	MD_FORMAT, MD_LENGTH, MD_STRING, MD_HEX, MD_MAC, MA_FORMAT, MA_LENGTH, MA_STRING, MA_HEX, LB_TRANSACTION, LT_TRANSACTION,
	LT_TTL, ORIGINAL, TARGET, RELAY, TLV, TLV_TYPE, TLV_LENGTH, CHASSIS_LENGTH, CHASSIS_SUBTYPE, CHASSIS, DOMAIN_LENGTH,
	DOMAIN, ADDRESS_LENGTH, ADDRESS, PORT_STATUS, ORG_OUI, ORG_SUBTYPE,
	FLAGS_CCM_RESERVED, FLAGS_LTM_RESERVED, FLAGS_LTR_RESERVED, ITU_TXFCF, ITU_RXFCB, ITU_TXFCB, ITU_RESERVED,
	PORT_INTERFACE_VALUE, DATA_VALUE_FIELD, ORG_SPEC_VALUE, LTM_EGRESS_ID_UI, LTM_EGRESS_ID_MAC, LTR_EGRESS_LAST_ID_UI,
	LTR_EGRESS_LAST_ID_MAC, LTR_EGRESS_NEXT_ID_UI, LTR_EGRESS_NEXT_ID_MAC, REPLY_INGRESS_ACTION,
	REPLY_INGRESS_MAC_ADDRESS, REPLY_EGRESS_ACTION, REPLY_EGRESS_MAC_ADDRESS, REPLY_ING_EGR_PORTID_LENGTH,
	REPLY_ING_EGR_PORTID_SUBTYPE, REPLY_ING_EGR_PORTID,
};
enum { HEADER = 4, OP_CCM = 1, OP_LBR, OP_LBM, OP_LTR, OP_LTM };
enum { TLV_END, TLV_SENDER_ID, TLV_PORT_STATUS, TLV_INTERFACE_STATUS, TLV_DATA, TLV_INGRESS, TLV_EGRESS, TLV_PRIVATE = 31 };
enum { CCM_BODY = 70, CCM_ID = 48, LTM_BODY = 17, LTR_BODY = 6, FLAG_RDI = 0x80, INTERVAL_BITS = 7 };
enum { NAME_NONE = 1, NAME_DNS, NAME_MAC, NAME_TEXT, MA_TEXT = 2, CHASSIS_MAC = 4, CHASSIS_NETWORK = 5, AFI_IP4 = 1, AFI_IP6 = 2 };

static const struct token opcodes[] = {{OP_CCM, "Continuity Check Message"}, {OP_LBR, "Loopback Reply"}, {OP_LBM, "Loopback Message"},
	{OP_LTR, "Linktrace Reply"}, {OP_LTM, "Linktrace Message"}, {0, NULL}};
static const struct token md_formats[] = {{0, "IEEE 802.1"}, {NAME_NONE, "No MD Name present"}, {NAME_DNS, "DNS string"},
	{NAME_MAC, "MAC + 16Bit Integer"}, {NAME_TEXT, "Character string"}, {0, NULL}};
static const struct token ma_formats[] = {{0, "IEEE 802.1"}, {1, "Primary VID"}, {MA_TEXT, "Character string"},
	{3, "16Bit Integer"}, {4, "RFC2685 VPN-ID"}, {0, NULL}};
static const struct token ltm_flags[] = {{0x80, "Use Forwarding-DB only"}, {0, NULL}};
static const struct token ltr_flags[] = {{0x80, "UseFDB Only"}, {0x40, "FwdYes"}, {0x20, "Terminal MEP"}, {0, NULL}};
static const struct token relay_actions[] = {{1, "Exact Match"}, {2, "Filtering DB"}, {3, "MIP CCM DB"}, {0, NULL}};
static const struct token tlvs[] = {{TLV_END, "End"}, {TLV_SENDER_ID, "Sender ID"}, {TLV_PORT_STATUS, "Port status"},
	{TLV_INTERFACE_STATUS, "Interface status"}, {TLV_DATA, "Data"}, {TLV_INGRESS, "Reply Ingress"}, {TLV_EGRESS, "Reply Egress"},
	{TLV_PRIVATE, "Organization Specific"}, {0, NULL}};
static const struct token port_states[] = {{1, "Blocked"}, {2, "Up"}, {0, NULL}};
static const struct token interface_states[] = {{1, "Up"}, {2, "Down"}, {3, "Testing"}, {5, "Dormant"}, {6, "not present"},
	{7, "lower Layer down"}, {0, NULL}};
static const struct token chassis_types[] = {{0, "Reserved"}, {1, "Chassis component"}, {2, "Interface alias"}, {3, "Port component"},
	{CHASSIS_MAC, "MAC address"}, {CHASSIS_NETWORK, "Network address"}, {6, "Interface name"}, {7, "Locally assigned"}, {0, NULL}};

static const struct field fields[] = {
	[CFM] = {"cfm", "CFM EOAM IEEE 802.1Q/ITU-T Y.1731 Protocol"},
	[LEVEL] = {"cfm.md.level", "CFM MD Level", F_U8},
	[VERSION] = {"cfm.version", "CFM Version", F_U8},
	[OPCODE] = {"cfm.opcode", "CFM OpCode", F_U8, DEC, opcodes},
	[FLAGS] = {"cfm.flags", "Flags", F_U8, HEX},
	[RDI] = {"cfm.flags.rdi", "RDI", F_U8},
	[INTERVAL] = {"cfm.flags.interval", "Interval Field", F_U8},
	[USE_FDB] = {"cfm.flags.usefdbonly", "UseFDBonly", F_U8},
	[FWD_YES] = {"cfm.flags.fwdyes", "FwdYes", F_U8},
	[TERMINAL_MEP] = {"cfm.flags.ltr.terminalmep", "TerminalMEP", F_U8},
	[FIRST_TLV] = {"cfm.first.tlv.offset", "First TLV Offset", F_U8},
	[SEQUENCE] = {"cfm.ccm.seq.num", "Sequence Number", F_U32},
	[MEP_ID] = {"cfm.ccm.ma.ep.id", "Maintenance Association End Point Identifier", F_U16},
	[MD_FORMAT] = {"cfm.maid.md.name.format", "MD Name Format", F_U8, DEC, md_formats},
	[MD_LENGTH] = {"cfm.maid.md.name.length", "MD Name Length", F_U8},
	[MD_STRING] = {"cfm.maid.md.name.string", "MD Name (String)", F_STR},
	[MD_HEX] = {"cfm.maid.md.name.hex", "MD Name", F_BYTES},
	[MD_MAC] = {"cfm.maid.md.name.mac", "MD Name (MAC)", F_MAC},
	[MA_FORMAT] = {"cfm.maid.ma.name.format", "Short MA Name (MEG ID) Format", F_U8, DEC, ma_formats},
	[MA_LENGTH] = {"cfm.maid.ma.name.length", "Short MA Name (MEG ID) Length", F_U8},
	[MA_STRING] = {"cfm.maid.ma.name.string", "Short MA Name", F_STR},
	[MA_HEX] = {"cfm.maid.ma.name.hex", "Short MA Name", F_BYTES},
	[LB_TRANSACTION] = {"cfm.lb.transaction.id", "Loopback Transaction Identifier", F_U32},
	[LT_TRANSACTION] = {"cfm.lt.transaction.id", "Linktrace Transaction Identifier", F_U32},
	[LT_TTL] = {"cfm.lt.ttl", "Linktrace TTL", F_U8},
	[ORIGINAL] = {"cfm.ltm.orig.addr", "Linktrace Message: Original Address", F_MAC},
	[TARGET] = {"cfm.ltm.targ.addr", "Linktrace Message:   Target Address", F_MAC},
	[RELAY] = {"cfm.ltr.relay.action", "Linktrace Reply Relay Action", F_U8, DEC, relay_actions},
	[TLV] = {"cfm.tlv", "TLV"},
	[TLV_TYPE] = {"cfm.tlv.type", "TLV Type", F_U8, DEC, tlvs},
	[TLV_LENGTH] = {"cfm.tlv.length", "TLV Length", F_U16},
	[CHASSIS_LENGTH] = {"cfm.tlv.chassis.id.length", "Chassis ID Length", F_U8},
	[CHASSIS_SUBTYPE] = {"cfm.tlv.chassis.id.subtype", "Chassis ID Sub-type", F_U8, DEC, chassis_types},
	[CHASSIS] = {"cfm.tlv.chassis.id", "Chassis ID", F_BYTES},
	[DOMAIN_LENGTH] = {"cfm.tlv.ma.domain.length", "Management Address Domain Length", F_U8},
	[DOMAIN] = {"cfm.tlv.ma.domain", "Management Address Domain", F_BYTES},
	[ADDRESS_LENGTH] = {"cfm.tlv.management.addr.length", "Management Address Length", F_U8},
	[ADDRESS] = {"cfm.tlv.management.addr", "Management Address", F_BYTES},
	[PORT_STATUS] = {"cfm.tlv.port.status.value", "Port Status value", F_U8, DEC, port_states},
	[ORG_OUI] = {"cfm.tlv.org.spec.oui", "OUI", F_U24, HEX, oui_tokens},
	[ORG_SUBTYPE] = {"cfm.tlv.org.spec.subtype", "Sub-Type", F_BYTES},
	[FLAGS_CCM_RESERVED] = {"cfm.flags.ccm.reserved", "Reserved", F_U8},
	[FLAGS_LTM_RESERVED] = {"cfm.flags.ltm.reserved", "Reserved", F_U8},
	[FLAGS_LTR_RESERVED] = {"cfm.flags.ltr.reserved", "Reserved", F_U8},
	[ITU_TXFCF] = {"cfm.itu.txfcf", "TxFCf", F_BYTES},
	[ITU_RXFCB] = {"cfm.itu.rxfcb", "RxFCb", F_BYTES},
	[ITU_TXFCB] = {"cfm.itu.txfcb", "TxFCb", F_BYTES},
	[ITU_RESERVED] = {"cfm.itu.reserved", "Reserved", F_BYTES},
	[PORT_INTERFACE_VALUE] = {"cfm.tlv.port.interface.value", "Interface Status value", F_U8},
	[DATA_VALUE_FIELD] = {"cfm.tlv.data.value", "Data Value", F_BYTES},
	[ORG_SPEC_VALUE] = {"cfm.tlv.org.spec.value", "Value", F_BYTES},
	[LTM_EGRESS_ID_UI] = {"cfm.tlv.ltm.egress.id.ui", "Egress Identifier - Unique Identifier", F_BYTES},
	[LTM_EGRESS_ID_MAC] = {"cfm.tlv.ltm.egress.id.mac", "Egress Identifier - MAC of LT Initiator/Responder", F_MAC},
	[LTR_EGRESS_LAST_ID_UI] = {"cfm.tlv.ltr.egress.last.id.ui", "Last Egress Identifier - Unique Identifier", F_BYTES},
	[LTR_EGRESS_LAST_ID_MAC] = {"cfm.tlv.ltr.egress.last.id.mac", "Last Egress Identifier - MAC address", F_MAC},
	[LTR_EGRESS_NEXT_ID_UI] = {"cfm.tlv.ltr.egress.next.id.ui", "Next Egress Identifier - Unique Identifier", F_BYTES},
	[LTR_EGRESS_NEXT_ID_MAC] = {"cfm.tlv.ltr.egress.next.id.mac", "Next Egress Identifier - MAC address", F_MAC},
	[REPLY_INGRESS_ACTION] = {"cfm.tlv.reply.ingress.action", "Ingress Action", F_U8},
	[REPLY_INGRESS_MAC_ADDRESS] = {"cfm.tlv.reply.ingress.mac.address", "Ingress MAC address", F_MAC},
	[REPLY_EGRESS_ACTION] = {"cfm.tlv.reply.egress.action", "Egress Action", F_U8},
	[REPLY_EGRESS_MAC_ADDRESS] = {"cfm.tlv.reply.egress.mac.address", "Egress MAC address", F_MAC},
	[REPLY_ING_EGR_PORTID_LENGTH] = {"cfm.tlv.reply.ing.egr.portid.length", "Chassis ID Length", F_U8},
	[REPLY_ING_EGR_PORTID_SUBTYPE] = {"cfm.tlv.reply.ing.egr.portid.subtype", "Chassis ID Sub-type", F_U8},
	[REPLY_ING_EGR_PORTID] = {"cfm.tlv.reply.ing.egr.portid", "Chassis ID", F_BYTES},
};

static void say_name(struct dis *d, unsigned string, unsigned hex, unsigned len, bool text)
{
	if (text) {
		say_text_z(d, bytes(d, string, len));
		return;
	}
	say_hexdump(d, "\n\t    ", len);
	bytes(d, hex, len);
}

/* The maintenance association's identifier: both names share 48 bytes with their formats and lengths. False: they cannot. */
static bool association_id(struct dis *d)
{
	unsigned room = CCM_ID - 4, format = u8(d, MD_FORMAT);
	say(d, "\n\t  MD Name Format %s (%u)", tok(d, md_formats, "Unknown", format), format);
	if (format != NAME_NONE) {
		unsigned len = u8(d, MD_LENGTH);
		say(d, ", MD Name length %u", len);
		if (len >= room) {
			say(d, " (too large, must be <= %u)", room);
			return false;
		}
		say_s(d, "\n\t  MD Name: ");
		uint32_t behind = d->pos + len;
		if (format == NAME_MAC && len == 6) {
			const struct mac *m = mac(d, MD_MAC);
			say(d, "\n\t  MAC %s", mac_str(d, m));
		} else if (format == NAME_MAC) {
			say_s(d, "\n\t  MAC (length invalid)");
		} else {
			say_name(d, MD_STRING, MD_HEX, len, format == NAME_DNS || format == NAME_TEXT);
		}
		seek(d, behind);
		room -= len;
	} else {
		room++;
	}
	format = u8(d, MA_FORMAT);
	unsigned len = u8(d, MA_LENGTH);
	say(d, "\n\t  MA Name-Format %s (%u), MA name length %u", tok(d, ma_formats, "Unknown", format), format, len);
	if (len > room) {
		say(d, " (too large, must be <= %u)", room);
		return false;
	}
	say_s(d, "\n\t  MA Name: ");
	say_name(d, MA_STRING, MA_HEX, len, format == MA_TEXT);
	return true;
}

static bool continuity_check(struct dis *d, unsigned flags)
{
	static const struct {
		const char *period, *least, *most;
	} intervals[] = {[1] = {"0.003", "0.011", "0.012"}, [2] = {"0.010", "0.032", "0.035"}, [3] = {"0.100", "0.325", "0.350"},
		[4] = {"1.000", "3.250", "3.500"}, [5] = {"10.000", "32.500", "35.000"}, [6] = {"60.000", "195.000", "210.000"},
		[7] = {"600.000", "1950.000", "2100.000"}};
	unsigned interval = flags & INTERVAL_BITS;
	say(d, ", Flags [CCM Interval %u%s]", interval, flags & FLAG_RDI ? ", RDI" : "");
	if (interval)
		say(d, "\n\t  CCM Interval %ss, min CCM Lifetime %ss, max CCM Lifetime %ss", intervals[interval].period,
			intervals[interval].least, intervals[interval].most);
	uint32_t sequence = u32(d, SEQUENCE);
	unsigned mep = u16(d, MEP_ID);
	say(d, "\n\t  Sequence Number 0x%08x, MA-End-Point-ID 0x%04x", sequence, mep);
	return association_id(d);
}

static void link_trace(struct dis *d, unsigned opcode, unsigned flags)
{
	say(d, ", Flags [%s]", bits(d, opcode == OP_LTM ? ltm_flags : ltr_flags, "none", ", ", flags));
	uint32_t transaction = u32(d, LT_TRANSACTION);
	unsigned ttl = u8(d, LT_TTL);
	say(d, "\n\t  Transaction-ID 0x%08x, ttl %u", transaction, ttl);
	if (opcode == OP_LTM) {
		const struct mac *original = mac(d, ORIGINAL), *target = mac(d, TARGET);
		say(d, "\n\t  Original-MAC %s, Target-MAC %s", mac_str(d, original), mac_str(d, target));
	} else {
		unsigned action = u8(d, RELAY);
		say(d, "\n\t  Replay-Action %s (%u)", tok(d, relay_actions, "Unknown", action), action);
	}
}

/* What stands between the header and the first TLV; false: it cannot be. */
static bool body(struct dis *d, unsigned opcode, unsigned flags, unsigned first)
{
	unsigned least = opcode == OP_CCM ? CCM_BODY : opcode == OP_LTM ? LTM_BODY : opcode == OP_LTR ? LTR_BODY : 0;
	/* The reference numbers the two linktrace messages the other way round here. */
	unsigned number = opcode == OP_LTR ? OP_LTM : opcode == OP_LTM ? OP_LTR : opcode;
	uint32_t behind = d->pos + first, rest = declared(d) - first;

	if (first < least) {
		say(d, " (too small %u, must be >= %u)", number, least);
		return false;
	}
	if (least) {
		if (!need(d, least) || (opcode == OP_CCM && !continuity_check(d, flags)))
			return false;
		if (opcode == OP_CCM && d->tape) {
			seek(d, behind - first + CCM_BODY - 16);
			for (unsigned i = 0; i < 4; i++)
				bytes(d, ITU_TXFCF + i, 4);
		}
		if (opcode != OP_CCM)
			link_trace(d, opcode, flags);
	} else {
		if (rest)
			say_hexdump(d, "\n\t  ", rest < left(d) ? rest : left(d));
		if ((opcode == OP_LBR || opcode == OP_LBM) && have(d, 4))
			u32(d, LB_TRANSACTION);
	}
	seek(d, behind);
	return true;
}

static void network_address(struct dis *d, unsigned len)
{
	unsigned family = u8(d, 0), size = family == AFI_IP4 ? 4 : 16;
	say(d, "\n\t  Network Address Type %s (%u)", tok(d, address_families, "Unknown", family), family);
	if (family != AFI_IP4 && family != AFI_IP6)
		return;
	if (len - 1 != size)
		say(d, "(invalid %s address length %u)", family == AFI_IP4 ? "IPv4" : "IPv6", len - 1);
	else
		say(d, ", %s", family == AFI_IP4 ? ip4_str(d, ip4(d, 0)) : ip6_str(d, ip6(d, 0)));
}

static void chassis_id(struct dis *d, unsigned type, unsigned len)
{
	uint32_t start = d->pos;
	struct span id = bytes(d, CHASSIS, len);

	seek(d, start);
	if (type == CHASSIS_MAC && len == 6)
		say(d, "\n\t  MAC %s", mac_str(d, mac(d, 0)));
	else if (type == CHASSIS_MAC)
		say_s(d, " (invalid MAC address length)");
	else if (type == CHASSIS_NETWORK)
		network_address(d, len);
	else if (type && word(chassis_types, type))
		say_text_z(d, id);
	seek(d, start + len);
}

/* As many bytes as are left to `end`, but from `start`: what the reference shows. Ends at `end`. */
static void dump_unread(struct dis *d, uint32_t start, uint32_t end)
{
	uint32_t unread = end - d->pos;
	seek(d, start);
	if (unread)
		say_hexdump(d, "\n\t  ", unread);
	seek(d, end);
}

/* Chassis ID, management address's domain and the address, each behind its length. The cursor ends where the reference
 * goes on. False: nothing more can be read of the packet. */
static bool sender_id(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos, end = start + len;
	unsigned chassis = u8(d, CHASSIS_LENGTH);
	if (chassis) {
		if (d->pos == end) {
			say_s(d, "\n\t  (TLV too short)");
			return true;
		}
		unsigned type = u8(d, CHASSIS_SUBTYPE);
		say(d, "\n\t  Chassis-ID Type %s (%u), Chassis-ID length %u", tok(d, chassis_types, "Unknown", type), type, chassis);
		if (chassis > end - d->pos) {
			say_s(d, "\n\t  (TLV too short)");
			seek(d, end - 1); /* as if the type had no byte of its own */
			return true;
		}
		chassis_id(d, type, chassis);
	}
	if (d->pos == end)
		return true;
	unsigned domain = u8(d, DOMAIN_LENGTH);
	say(d, "\n\t  Management Address Domain Length %u", domain);
	if (domain > end - d->pos) {
		say_s(d, "\n\t  (TLV too short)");
		seek(d, end);
		return true;
	}
	if (!domain) {
		dump_unread(d, start, end);
		return true;
	}
	say_s(d, "\n\t  Management Address Domain: ");
	say_hexdump(d, "", domain);
	bytes(d, DOMAIN, domain);
	if (d->pos == end) {
		say_s(d, " (Management Address Length is missing)");
		return true;
	}
	unsigned address = u8(d, ADDRESS_LENGTH);
	say(d, "\n\t  Management Address Length %u", address);
	if (address > end - d->pos) {
		say_s(d, "\n\t  (TLV too short)");
		return false;
	}
	if (address) {
		say_s(d, "\n\t  Management Address: ");
		say_hexdump(d, "", address);
		bytes(d, ADDRESS, address);
	}
	if (d->verbose > 1)
		dump_unread(d, start, end);
	seek(d, end);
	return true;
}

/* IEEE 802.1Q 21.9.8 and 21.9.9: where a linktrace came in or went out: action, address, and a port. */
static void reply_port(struct dis *d, unsigned action_field)
{
	u8(d, action_field);
	mac(d, action_field + 1);
	if (!left(d))
		return;
	unsigned len = u8(d, REPLY_ING_EGR_PORTID_LENGTH);
	u8(d, REPLY_ING_EGR_PORTID_SUBTYPE);
	bytes(d, REPLY_ING_EGR_PORTID, len);
}

/* Values that the line only dumps, by the standard's numbers: the reference has 3 for an interface's status, which is data. */
static void put_value(struct dis *d, unsigned type, unsigned len)
{
	enum { DATA_VALUE = 3, INTERFACE_VALUE, REPLY_INGRESS, REPLY_EGRESS, LTM_EGRESS, LTR_EGRESS };
	struct saved s = quiet_begin(d, true), part = part_begin(d, len);
	switch (type) {
	case DATA_VALUE:
		rest(d, DATA_VALUE_FIELD);
		break;
	case INTERFACE_VALUE:
		u8(d, PORT_INTERFACE_VALUE);
		break;
	case REPLY_INGRESS:
	case REPLY_EGRESS:
		reply_port(d, type == REPLY_INGRESS ? REPLY_INGRESS_ACTION : REPLY_EGRESS_ACTION);
		break;
	case LTM_EGRESS:
		bytes(d, LTM_EGRESS_ID_UI, 2);
		mac(d, LTM_EGRESS_ID_MAC);
		break;
	case LTR_EGRESS:
		bytes(d, LTR_EGRESS_LAST_ID_UI, 2);
		mac(d, LTR_EGRESS_LAST_ID_MAC);
		bytes(d, LTR_EGRESS_NEXT_ID_UI, 2);
		mac(d, LTR_EGRESS_NEXT_ID_MAC);
		break;
	case TLV_PRIVATE:
		skip(d, 3);
		bytes(d, ORG_SUBTYPE, 1);
		rest(d, ORG_SPEC_VALUE);
		break;
	default:
		break;
	}
	part_end(d, &part);
	quiet_end(d, &s);
}

static bool value(struct dis *d, unsigned type, unsigned len)
{
	uint32_t start = d->pos;
	if (d->tape)
		put_value(d, type, len);
	switch (type) {
	case TLV_PORT_STATUS: {
		unsigned state = u8(d, PORT_STATUS);
		say(d, ", Status: %s (%u)", tok(d, port_states, "Unknown", state), state);
		break;
	}
	case TLV_INTERFACE_STATUS: {
		unsigned state = u8(d, 0);
		say(d, ", Status: %s (%u)", tok(d, interface_states, "Unknown", state), state);
		break;
	}
	case TLV_SENDER_ID:
		return sender_id(d, len);
	case TLV_PRIVATE: {
		uint32_t oui = u24(d, ORG_OUI);
		unsigned subtype = u8(d, 0);
		say(d, ", Vendor: %s (%u), Sub-Type %u", tok(d, oui_tokens, "Unknown", oui), oui, subtype);
	}
	}
	seek(d, start);
	bool told = type == TLV_PORT_STATUS || type == TLV_INTERFACE_STATUS;
	if (len && (!told || d->verbose > 1))
		say_hexdump(d, "\n\t  ", len);
	seek(d, start + len);
	return true;
}

/* False: it was the last, or nothing can be read behind it. */
static bool tlv(struct dis *d)
{
	uint32_t room = declared(d);
	unsigned type = u8(d, TLV_TYPE);
	say(d, "\n\t%s TLV (0x%02x)", tok(d, tlvs, "Unknown", type), type);
	if (type == TLV_END)
		return false;
	if (room < 3) {
		say_s(d, "\n\t\t packet is too short");
		return false;
	}
	unsigned len = u16(d, TLV_LENGTH);
	say(d, ", length %u", len);
	if (len > declared(d)) {
		say_s(d, "\n\t\t packet is too short");
		return false;
	}
	unsigned least = type == TLV_PRIVATE ? 4 : type == TLV_PORT_STATUS || type == TLV_INTERFACE_STATUS || type == TLV_SENDER_ID;
	if (!need(d, len))
		return false;
	if (len < least) {
		say(d, " (too short, must be >= %u)", least);
		return type == TLV_SENDER_ID;
	}
	return value(d, type, len);
}

static void mark_flags(struct dis *d, unsigned opcode, unsigned flags)
{
	if (opcode == OP_CCM) {
		also(d, FLAGS_CCM_RESERVED, 1, flags >> 3 & 15);
		also(d, RDI, 1, flags >> 7);
		also(d, INTERVAL, 1, flags & INTERVAL_BITS);
	} else if (opcode == OP_LTM || opcode == OP_LTR) {
		also(d, USE_FDB, 1, flags >> 7);
		also(d, opcode == OP_LTM ? FLAGS_LTM_RESERVED : FLAGS_LTR_RESERVED, 1, opcode == OP_LTM ? flags & 127 : flags & 31);
	}
	if (opcode == OP_LTR) {
		also(d, FWD_YES, 1, flags >> 6 & 1);
		also(d, TERMINAL_MEP, 1, flags >> 5 & 1);
	}
}

static void verbose(struct dis *d, unsigned opcode, unsigned flags, unsigned first)
{
	say(d, "\n\tFirst TLV offset %u", first);
	if (first > declared(d)) {
		say(d, " (too large, must be <= %u)", declared(d));
		return;
	}
	bool fits = body(d, opcode, flags, first);
	while (fits && more(d)) {
		group_begin(d, TLV);
		fits = tlv(d);
		group_end(d);
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!need(d, HEADER))
		return;
	unsigned head = u8(d, 0), version = head & 0x1f;
	also(d, LEVEL, 1, head >> 5);
	also(d, VERSION, 1, version);
	if (version) {
		say(d, "CFMv%u not supported, length %u", version, length);
		return;
	}
	unsigned opcode = u8(d, OPCODE), flags = u8(d, FLAGS);
	mark_flags(d, opcode, flags);
	unsigned first = u8(d, FIRST_TLV);
	say(d, "CFMv%u %s, MD Level %u, length %u", version, tok(d, opcodes, "unknown (%u)", opcode), head >> 5, length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	verbose(d, opcode, flags, first);
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_CFM},
	{BIND_ETHERTYPE, .from = ETHERTYPE_CFM_OLD},
	{0},
};

const struct proto proto_cfm = {
	.name = "cfm",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
