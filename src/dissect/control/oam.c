/* Ethernet OAM: IEEE 802.3 clause 57. From behind the slow protocols' subtype.
 *
 *	| flags 2 | code 1 | information: type 1, length 1 (with these), value ... |
 */
#include "dissect/control/slow.h"

#include "dissect/oui.h"
#include "dissect/protocols.h"

enum {
	OAM, FLAGS, CODE, INFO_TYPE, INFO_VERSION, INFO_REVISION, INFO_STATE, INFO_CONFIG, INFO_SIZE, INFO_OUI, INFO_VENDOR,
	EVENT_SEQUENCE, EVENT_TYPE, EVENT_LENGTH, EVENT_TIMESTAMP, LOOPBACK,
};

enum { INFORMATION, EVENT, VARIABLE_REQUEST, VARIABLE_RESPONSE, LOOPBACK_CONTROL, VENDOR = 0xfe };
enum { INFO_LEN = 16, EVENT_LEN = 40 };

static const struct token codes[] = {
	{INFORMATION, "Information"}, {EVENT, "Event Notification"}, {VARIABLE_REQUEST, "Variable Request"},
	{VARIABLE_RESPONSE, "Variable Response"}, {LOOPBACK_CONTROL, "Loopback Control"}, {VENDOR, "Vendor Private"}, {0, NULL}};

static const struct token flag_bits[] = {
	{0x01, "Link Fault"}, {0x02, "Dying Gasp"}, {0x04, "Critical Event"}, {0x08, "Local Evaluating"},
	{0x10, "Local Stable"}, {0x20, "Remote Evaluating"}, {0x40, "Remote Stable"}, {0, NULL}};

static const struct token infos[] = {
	{0, "End of TLV marker"}, {1, "Local"}, {2, "Remote"}, {0xfe, "Organization specific"}, {0, NULL}};

static const struct token events[] = {
	{0, "End of TLV marker"}, {1, "Errored Symbol Period Event"}, {2, "Errored Frame Event"},
	{3, "Errored Frame Period Event"}, {4, "Errored Frame Seconds Summary Event"}, {0xfe, "Organization specific"}, {0, NULL}};

static const struct token parsers[] = {{0, "forwarding"}, {1, "looping back"}, {2, "discarding"}, {3, "reserved"}, {0, NULL}};

static const struct token config_bits[] = {
	{0x01, "Active"}, {0x02, "Unidirectional"}, {0x04, "Remote-Loopback"}, {0x08, "Link-Events"},
	{0x10, "Variable-Retrieval"}, {0, NULL}};

static const struct token commands[] = {{1, "Enable OAM Remote Loopback"}, {2, "Disable OAM Remote Loopback"}, {0, NULL}};

static const struct field fields[] = {
	[OAM] = {"oampdu", "OAMPDU"},
	[FLAGS] = {"oampdu.flags", "Flags", F_U16, HEX},
	[CODE] = {"oampdu.code", "OAMPDU code", F_U8, HEX, codes},
	[INFO_TYPE] = {"oampdu.info.type", "Type", F_U8, HEX, infos},
	[INFO_VERSION] = {"oampdu.info.version", "TLV Version", F_U8, HEX},
	[INFO_REVISION] = {"oampdu.info.revision", "TLV Revision", F_U16, HEX},
	[INFO_STATE] = {"oampdu.info.state", "OAM DTE States", F_U8, HEX},
	[INFO_CONFIG] = {"oampdu.info.oamConfig", "OAM Configuration", F_U8, HEX},
	[INFO_SIZE] = {"oampdu.info.oampduConfig", "Max OAMPDU Size", F_U16},
	[INFO_OUI] = {"oampdu.info.oui", "Organizationally Unique Identifier", F_U24, HEX},
	[INFO_VENDOR] = {"oampdu.info.vendor", "Vendor Specific Information", F_BYTES},
	[EVENT_SEQUENCE] = {"oampdu.event.sequence", "Sequence Number", F_U16},
	[EVENT_TYPE] = {"oampdu.event.type", "Event Type", F_U8, HEX, events},
	[EVENT_LENGTH] = {"oampdu.event.length", "Event Length", F_U8},
	[EVENT_TIMESTAMP] = {"oampdu.event.timestamp", "Event Timestamp (100ms)", F_U16},
	[LOOPBACK] = {"oampdu.lpbk.commands", "Commands", F_U8, HEX, commands},
};

static void info_value(struct dis *d)
{
	unsigned version = u8(d, INFO_VERSION), revision = u16(d, INFO_REVISION), state = u8(d, INFO_STATE);
	unsigned config = u8(d, INFO_CONFIG), size = u16(d, INFO_SIZE);
	uint32_t oui = u24(d, INFO_OUI), vendor_at = d->pos, vendor = u32(d, 0);
	if (!d->cut)
		mark_bytes(d, INFO_VENDOR, vendor_at, 4);
	say(d, "\n\t    OAM-Version %u, Revision %u", version, revision);
	say(d, "\n\t    State-Parser-Action %s, State-MUX-Action %s", word(parsers, state & 3),
		state & 4 ? "discarding" : "forwarding");
	say(d, "\n\t    OAM-Config Flags [%s], OAM-PDU-Config max-PDU size %u", bits(d, config_bits, "none", ", ", config), size);
	say(d, "\n\t    OUI %s (0x%06x), Vendor-Private 0x%08x", tok(d, oui_tokens, "Unknown", oui), oui, vendor);
}

static void event_value(struct dis *d)
{
	unsigned timestamp = u16(d, EVENT_TIMESTAMP);
	unsigned long long window = u64(d, 0), threshold = u64(d, 0), errors = u64(d, 0), total = u64(d, 0);
	uint32_t event_total = u32(d, 0);
	say(d, "\n\t    Timestamp %u ms, Errored Window %llu\n\t    Errored Threshold %llu\n\t    Errors %llu"
		"\n\t    Error Running Total %llu\n\t    Event Running Total %u",
		timestamp * 100, window, threshold, errors, total, event_total);
}

/* An information or event TLV. False: the last one, or not readable. */
static bool tlv(struct dis *d, bool event)
{
	if (slow_short(d, 2))
		return false;
	uint32_t start = d->pos;
	unsigned type = u8(d, event ? EVENT_TYPE : INFO_TYPE), len = u8(d, event ? EVENT_LENGTH : 0);
	const struct token *names = event ? events : infos;
	say(d, "\n\t  %s %s Type (%u), length %u", tok(d, names, "Reserved", type), event ? "Link Event" : "Information", type, len);
	if (!type)
		return false;
	if (len < 2) {
		say_s(d, "\n\t    ERROR: illegal length - should be >= 2");
		return false;
	}
	if (slow_short(d, len - 2u) || !need(d, len - 2u))
		return false;
	bool known = type && type <= (event ? 4u : 2u);
	unsigned right = event ? EVENT_LEN : INFO_LEN;
	bool wrong = known && len != right;
	if (wrong)
		say(d, "\n\t    ERROR: illegal length - should be %u", right);
	else if (known && event)
		event_value(d);
	else if (known)
		info_value(d);
	seek(d, start);
	if (d->verbose > 1 || wrong || !known)
		say_hexdump(d, "\n\t  ", len);
	skip(d, len);
	return true;
}

static void pdu(struct dis *d)
{
	if (slow_short(d, 3))
		return;
	unsigned flags = u16(d, FLAGS), code = u8(d, CODE);
	say(d, "\n\tCode %s OAM PDU, Flags [%s]", tok(d, codes, "Unknown (%u)", code), bits(d, flag_bits, "none", ", ", flags));
	switch (code) {
	case INFORMATION:
		while (more(d) && tlv(d, false))
			;
		break;
	case EVENT: {
		if (slow_short(d, 2))
			break;
		unsigned sequence = u16(d, EVENT_SEQUENCE);
		say(d, "\n\t  Sequence Number %u", sequence);
		while (more(d) && tlv(d, true))
			;
		break;
	}
	case LOOPBACK_CONTROL: {
		if (slow_short(d, 1))
			break;
		unsigned command = u8(d, LOOPBACK);
		say(d, "\n\t  Command %s (%u)", tok(d, commands, "Unknown", command), command);
		skip(d, declared(d));
		break;
	}
	default:
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t  ", declared(d));
	}
}

static void dissect(struct dis *d)
{
	say(d, "OAM, length %u", declared(d) + 1);
	struct saved quiet = quiet_begin(d, !d->verbose);
	pdu(d);
	quiet_end(d, &quiet);
}

const struct proto proto_oam = {
	.name = "slow",
	.dissect = dissect,
	PROTO_FIELDS(fields),
};
