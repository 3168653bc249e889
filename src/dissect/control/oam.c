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
	FLAGS_LINK_FAULT, FLAGS_DYING_GASP, FLAGS_CRITICAL_EVENT, FLAGS_LOCAL_EVALUATING, FLAGS_LOCAL_STABLE,
	FLAGS_REMOTE_EVALUATING, FLAGS_REMOTE_STABLE, INFO_LENGTH, INFO_STATE_PARSER, INFO_STATE_MULTIPLEXER,
	INFO_OAM_CONFIG_MODE, LPBK_COMMANDS_ENABLE, LPBK_COMMANDS_DISABLE, EVENT_ESPE_WINDOW, EVENT_ESPE_THRESHOLD,
	EVENT_ESPE_ERRORS, EVENT_ESPE_TOTAL_ERRORS, EVENT_ESPE_TOTAL_EVENTS, EVENT_EFE_WINDOW, EVENT_EFE_THRESHOLD,
	EVENT_EFE_ERRORS, EVENT_EFE_TOTAL_ERRORS, EVENT_EFE_TOTAL_EVENTS, EVENT_EFPE_WINDOW, EVENT_EFPE_THRESHOLD,
	EVENT_EFPE_ERRORS, EVENT_EFPE_TOTAL_ERRORS, EVENT_EFPE_TOTAL_EVENTS, EVENT_EFSSE_WINDOW, EVENT_EFSSE_THRESHOLD,
	EVENT_EFSSE_ERRORS, EVENT_EFSSE_TOTAL_ERRORS, EVENT_EFSSE_TOTAL_EVENTS,
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
	[FLAGS_LINK_FAULT] = {"oampdu.flags.linkFault", "Link Fault", F_BOOL},
	[FLAGS_DYING_GASP] = {"oampdu.flags.dyingGasp", "Dying Gasp", F_BOOL},
	[FLAGS_CRITICAL_EVENT] = {"oampdu.flags.criticalEvent", "Critical Event", F_BOOL},
	[FLAGS_LOCAL_EVALUATING] = {"oampdu.flags.localEvaluating", "Local Evaluating", F_BOOL},
	[FLAGS_LOCAL_STABLE] = {"oampdu.flags.localStable", "Local Stable", F_BOOL},
	[FLAGS_REMOTE_EVALUATING] = {"oampdu.flags.remoteEvaluating", "Remote Evaluating", F_BOOL},
	[FLAGS_REMOTE_STABLE] = {"oampdu.flags.remoteStable", "Remote Stable", F_BOOL},
	[INFO_LENGTH] = {"oampdu.info.length", "TLV Length", F_U8},
	[INFO_STATE_PARSER] = {"oampdu.info.state.parser", "Parser Action", F_U8, HEX},
	[INFO_STATE_MULTIPLEXER] = {"oampdu.info.state.multiplexer", "Multiplexer Action", F_BOOL},
	[INFO_OAM_CONFIG_MODE] = {"oampdu.info.oamConfig.mode", "OAM Mode", F_BOOL},
	[LPBK_COMMANDS_ENABLE] = {"oampdu.lpbk.commands.enable", "Enable Remote Loopback", F_BOOL},
	[LPBK_COMMANDS_DISABLE] = {"oampdu.lpbk.commands.disable", "Disable Remote Loopback", F_BOOL},
	[EVENT_ESPE_WINDOW] = {"oampdu.event.espeWindow", "Errored Symbol Window", F_U64},
	[EVENT_ESPE_THRESHOLD] = {"oampdu.event.espeThreshold", "Errored Symbol Threshold", F_U64},
	[EVENT_ESPE_ERRORS] = {"oampdu.event.espeErrors", "Errored Symbols", F_U64},
	[EVENT_ESPE_TOTAL_ERRORS] = {"oampdu.event.espeTotalErrors", "Error Running Total", F_U64},
	[EVENT_ESPE_TOTAL_EVENTS] = {"oampdu.event.espeTotalEvents", "Event Running Total", F_U32},
	[EVENT_EFE_WINDOW] = {"oampdu.event.efeWindow", "Errored Frame Window", F_U16},
	[EVENT_EFE_THRESHOLD] = {"oampdu.event.efeThreshold", "Errored Frame Threshold", F_U32},
	[EVENT_EFE_ERRORS] = {"oampdu.event.efeErrors", "Errored Frames", F_U32},
	[EVENT_EFE_TOTAL_ERRORS] = {"oampdu.event.efeTotalErrors", "Error Running Total", F_U64},
	[EVENT_EFE_TOTAL_EVENTS] = {"oampdu.event.efeTotalEvents", "Event Running Total", F_U32},
	[EVENT_EFPE_WINDOW] = {"oampdu.event.efpeWindow", "Errored Frame Window", F_U32},
	[EVENT_EFPE_THRESHOLD] = {"oampdu.event.efpeThreshold", "Errored Frame Threshold", F_U32},
	[EVENT_EFPE_ERRORS] = {"oampdu.event.efeErrors", "Errors", F_U32},
	[EVENT_EFPE_TOTAL_ERRORS] = {"oampdu.event.efpeTotalErrors", "Error Running Total", F_U64},
	[EVENT_EFPE_TOTAL_EVENTS] = {"oampdu.event.efpeTotalEvents", "Event Running Total", F_U32},
	[EVENT_EFSSE_WINDOW] = {"oampdu.event.efsseWindow", "Errored Frame Window", F_U16},
	[EVENT_EFSSE_THRESHOLD] = {"oampdu.event.efsseThreshold", "Errored Frame Threshold", F_U16},
	[EVENT_EFSSE_ERRORS] = {"oampdu.event.efeErrors", "Errors", F_U16},
	[EVENT_EFSSE_TOTAL_ERRORS] = {"oampdu.event.efsseTotalErrors", "Error Running Total", F_U32},
	[EVENT_EFSSE_TOTAL_EVENTS] = {"oampdu.event.efsseTotalEvents", "Event Running Total", F_U32},
};

static const struct bit_field flag_fields[] = {
	{0x1, FLAGS_LINK_FAULT}, {0x2, FLAGS_DYING_GASP}, {0x4, FLAGS_CRITICAL_EVENT}, {0x8, FLAGS_LOCAL_EVALUATING},
	{0x10, FLAGS_LOCAL_STABLE}, {0x20, FLAGS_REMOTE_EVALUATING}, {0x40, FLAGS_REMOTE_STABLE}, {0, 0},
};

static const struct bit_field config_fields[] = {{0x1, INFO_OAM_CONFIG_MODE}, {0, 0}};

static void info_value(struct dis *d)
{
	unsigned version = u8(d, INFO_VERSION), revision = u16(d, INFO_REVISION), state = u8(d, INFO_STATE);
	also(d, INFO_STATE_PARSER, 1, state & 3);
	also(d, INFO_STATE_MULTIPLEXER, 1, state >> 2 & 1);
	unsigned config = u8(d, INFO_CONFIG);
	also_bits(d, 1, config, config_fields);
	unsigned size = u16(d, INFO_SIZE);
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
	unsigned timestamp = u16(d, 0);
	unsigned long long window = u64(d, 0), threshold = u64(d, 0), errors = u64(d, 0), total = u64(d, 0);
	uint32_t event_total = u32(d, 0);
	say(d, "\n\t    Timestamp %u ms, Errored Window %llu\n\t    Errored Threshold %llu\n\t    Errors %llu"
		"\n\t    Error Running Total %llu\n\t    Event Running Total %u",
		timestamp * 100, window, threshold, errors, total, event_total);
}

/* The line reads every event as if it were of symbols; each has sizes of its own (IEEE 802.3 57.5.3). */
static void put_event(struct dis *d, unsigned type, unsigned len)
{
	static const uint8_t sizes[4][5] = {{8, 8, 8, 8, 4}, {2, 4, 4, 8, 4}, {4, 4, 4, 8, 4}, {2, 2, 2, 4, 4}};
	if (type < 1 || type > 4)
		return;
	struct saved s = quiet_begin(d, true), part = part_begin(d, len);
	u16(d, EVENT_TIMESTAMP);
	for (unsigned i = 0; i < 5; i++)
		dis_be(d, EVENT_ESPE_WINDOW + 5 * (type - 1) + i, sizes[type - 1][i]);
	part_end(d, &part);
	quiet_end(d, &s);
}

/* An information or event TLV. False: the last one, or not readable. */
static bool tlv(struct dis *d, bool event)
{
	if (slow_short(d, 2))
		return false;
	uint32_t start = d->pos;
	bool last = !peek8(d, 0);
	unsigned type = u8(d, last ? 0 : event ? EVENT_TYPE : INFO_TYPE);
	unsigned len = u8(d, last ? 0 : event ? EVENT_LENGTH : INFO_LENGTH);
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
	if (event && d->tape)
		put_event(d, type, len - 2);
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
	unsigned flags = u16(d, FLAGS);
	also_bits(d, 2, flags, flag_fields);
	unsigned code = u8(d, CODE);
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
		also(d, LPBK_COMMANDS_ENABLE, 1, command & 1);
		also(d, LPBK_COMMANDS_DISABLE, 1, command >> 1 & 1);
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
	.cuts = CUTS_ALL,
};
