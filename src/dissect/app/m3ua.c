/* MTP3 User Adaptation Layer (SS7 over SCTP): RFC 4666.
 *
 *	| version 1 | reserved 1 | class 1 | type 1 | length 4 (with these) | parameters ...
 *	parameter: | tag 2 | length 2 (with these) | value | padding to four bytes |
 */
#include "dissect/dissect.h"

enum {
	M3UA, VERSION, RESERVED, CLASS, TYPE, LENGTH, PARAMETER, TAG, PARAMETER_LENGTH, APPEARANCE, INFO, CONTEXT, DIAGNOSTIC,
	HEARTBEAT, ERROR, STATUS_TYPE, STATUS_INFO, ASP_ID, POINT_MASK, POINT_CODE, TRAFFIC_MODE, CORRELATION, OPC, DPC, SI, NI, MP, SLS,
};
enum { HEADER = 8, RELEASE_1 = 1, CLASS_MANAGEMENT = 0, CLASS_TRANSFER, CLASS_SSNM, CLASS_ASP_STATE, CLASS_ASP_TRAFFIC, CLASS_RKM = 9 };
enum {
	TAG_INFO = 4, TAG_CONTEXT = 6, TAG_DIAGNOSTIC = 7, TAG_HEARTBEAT = 9, TAG_TRAFFIC_MODE = 11, TAG_ERROR = 12, TAG_STATUS = 13,
	TAG_ASP_ID = 17, TAG_AFFECTED = 18, TAG_CORRELATION = 19, TAG_APPEARANCE = 0x200, TAG_DATA = 0x210,
};

static const struct token classes[] = {{CLASS_MANAGEMENT, "Management"}, {CLASS_TRANSFER, "Transfer"}, {CLASS_SSNM, "SS7"},
	{CLASS_ASP_STATE, "ASP"}, {CLASS_ASP_TRAFFIC, "ASP"}, {CLASS_RKM, "Routing Key Management"}, {0, NULL}};
static const struct token management[] = {{0, "Error"}, {1, "Notify"}, {0, NULL}};
static const struct token transfer[] = {{1, "Data"}, {0, NULL}};
static const struct token ss7[] = {{1, "Destination Unavailable"}, {2, "Destination Available"}, {3, "Destination State Audit"},
	{4, "Signalling Congestion"}, {5, "Destination User Part Unavailable"}, {6, "Destination Restricted"}, {0, NULL}};
static const struct token asp_state[] = {{1, "Up"}, {2, "Down"}, {3, "Heartbeat"}, {4, "Up Acknowledgement"},
	{5, "Down Acknowledgement"}, {6, "Heartbeat Acknowledgement"}, {0, NULL}};
static const struct token asp_traffic[] = {{1, "Active"}, {2, "Inactive"}, {3, "Active Acknowledgement"},
	{4, "Inactive Acknowledgement"}, {0, NULL}};
static const struct token routing_key[] = {{1, "Registration Request"}, {2, "Registration Response"}, {3, "Deregistration Request"},
	{4, "Deregistration Response"}, {0, NULL}};
static const struct token *const types[] = {
	[CLASS_MANAGEMENT] = management, [CLASS_TRANSFER] = transfer, [CLASS_SSNM] = ss7, [CLASS_ASP_STATE] = asp_state,
	[CLASS_ASP_TRAFFIC] = asp_traffic, [CLASS_RKM] = routing_key};
static const struct token tags[] = {
	{TAG_INFO, "INFO String"}, {TAG_CONTEXT, "Routing Context"}, {TAG_DIAGNOSTIC, "Diagnostic Info"}, {TAG_HEARTBEAT, "Heartbeat Data"},
	{TAG_TRAFFIC_MODE, "Traffic Mode Type"}, {TAG_ERROR, "Error Code"}, {TAG_STATUS, "Status"}, {TAG_ASP_ID, "ASP Identifier"},
	{TAG_AFFECTED, "Affected Point Code"}, {TAG_CORRELATION, "Correlation ID"}, {TAG_APPEARANCE, "Network Appearance"},
	{0x204, "User/Cause"}, {0x205, "Congestion Indications"}, {0x206, "Concerned Destination"}, {0x207, "Routing Key"},
	{0x208, "Registration Result"}, {0x209, "Deregistration Result"}, {0x20a, "Local Routing Key Identifier"},
	{0x20b, "Destination Point Code"}, {0x20c, "Service Indicators"}, {0x20e, "Originating Point Code List"},
	{TAG_DATA, "Protocol Data"}, {0x212, "Registration Status"}, {0x213, "Deregistration Status"}, {0, NULL}};
static const struct token traffic_modes[] = {{1, "Override"}, {2, "Loadshare"}, {3, "Broadcast"}, {0, NULL}};

static const struct field fields[] = {
	[M3UA] = {"m3ua", "MTP 3 User Adaptation Layer"},
	[VERSION] = {"m3ua.version", "Version", F_U8},
	[RESERVED] = {"m3ua.reserved", "Reserved", F_U8, HEX},
	[CLASS] = {"m3ua.message_class", "Message class", F_U8, DEC, classes},
	[TYPE] = {"m3ua.message_type", "Message Type", F_U8},
	[LENGTH] = {"m3ua.message_length", "Message length", F_U32},
	[PARAMETER] = {"m3ua.parameter", "Parameter"},
	[TAG] = {"m3ua.parameter_tag", "Parameter Tag", F_U16, DEC, tags},
	[PARAMETER_LENGTH] = {"m3ua.parameter_length", "Parameter length", F_U16},
	[APPEARANCE] = {"m3ua.network_appearance", "Network appearance", F_U32},
	[INFO] = {"m3ua.info_string", "Info string", F_STR},
	[CONTEXT] = {"m3ua.routing_context", "Routing context", F_U32},
	[DIAGNOSTIC] = {"m3ua.diagnostic_information", "Diagnostic information", F_BYTES},
	[HEARTBEAT] = {"m3ua.heartbeat_data", "Heartbeat data", F_BYTES},
	[ERROR] = {"m3ua.error_code", "Error code", F_U32},
	[STATUS_TYPE] = {"m3ua.status_type", "Status type", F_U16},
	[STATUS_INFO] = {"m3ua.status_info", "Status info", F_U16},
	[ASP_ID] = {"m3ua.asp_identifier", "ASP identifier", F_U32},
	[POINT_MASK] = {"m3ua.affected_point_code_mask", "Mask", F_U8},
	[POINT_CODE] = {"m3ua.affected_point_code_pc", "Affected point code", F_U24},
	[TRAFFIC_MODE] = {"m3ua.traffic_mode_type", "Traffic mode Type", F_U32, DEC, traffic_modes},
	[CORRELATION] = {"m3ua.correlation_identifier", "Correlation Identifier", F_U32},
	[OPC] = {"m3ua.protocol_data_opc", "OPC", F_U32},
	[DPC] = {"m3ua.protocol_data_dpc", "DPC", F_U32},
	[SI] = {"m3ua.protocol_data_si", "SI", F_U8},
	[NI] = {"m3ua.protocol_data_ni", "NI", F_U8},
	[MP] = {"m3ua.protocol_data_mp", "MP", F_U8},
	[SLS] = {"m3ua.protocol_data_sls", "SLS", F_U8},
};

/* What a parameter holds: nothing of it is said. */
static void value(struct dis *d, unsigned tag, uint32_t len)
{
	switch (tag) {
	case TAG_INFO: bytes(d, INFO, len); break;
	case TAG_DIAGNOSTIC: bytes(d, DIAGNOSTIC, len); break;
	case TAG_HEARTBEAT: bytes(d, HEARTBEAT, len); break;
	case TAG_TRAFFIC_MODE: u32(d, TRAFFIC_MODE); break;
	case TAG_ERROR: u32(d, ERROR); break;
	case TAG_ASP_ID: u32(d, ASP_ID); break;
	case TAG_APPEARANCE: u32(d, APPEARANCE); break;
	case TAG_CORRELATION: u32(d, CORRELATION); break;
	case TAG_STATUS:
		u16(d, STATUS_TYPE);
		u16(d, STATUS_INFO);
		break;
	case TAG_CONTEXT:
		for (; len >= 4 && !d->cut; len -= 4)
			u32(d, CONTEXT);
		break;
	case TAG_AFFECTED:
		for (; len >= 4 && !d->cut; len -= 4) {
			u8(d, POINT_MASK);
			u24(d, POINT_CODE);
		}
		break;
	case TAG_DATA:
		u32(d, OPC);
		u32(d, DPC);
		u8(d, SI);
		u8(d, NI);
		u8(d, MP);
		u8(d, SLS);
	}
}

/* False: nothing can be read behind it. */
static bool parameter(struct dis *d)
{
	if (declared(d) < 4) {
		invalid(d);
		return false;
	}
	unsigned tag = u16(d, TAG), len = u16(d, PARAMETER_LENGTH);
	say(d, "\n\t\t\t%s: ", tok(d, tags, "Unknown Parameter (0x%04x)", tag));
	if (len < 4) {
		invalid(d);
		return false;
	}
	if (len - 4 > left(d)) {
		say_cut(d);
		return false;
	}
	bool number = tag == TAG_APPEARANCE || tag == TAG_CONTEXT || tag == TAG_CORRELATION;
	if (number && len < 8) {
		invalid(d);
		return false;
	}
	/* The reference shows the parameter's head in the place of the number. */
	if (number)
		say(d, "0x%04x%04x", tag, len);
	else
		say(d, "(length %u)", len);
	uint32_t behind = d->pos + ((len + 3) & ~3u) - 4;
	if (fields_wanted(d)) {
		struct saved s = part_begin(d, len - 4);
		value(d, tag, len - 4);
		part_end(d, &s);
	}
	seek(d, behind);
	return true;
}

static void message(struct dis *d, uint32_t length)
{
	unsigned message_class = u8(d, CLASS), type = u8(d, TYPE);
	uint32_t message_length = u32(d, LENGTH);
	const struct token *names = message_class <= CLASS_RKM ? types[message_class] : NULL;
	if (names)
		say(d, "\n\t\t%s %s Message", word(classes, message_class), tok(d, names, "Unknown (0x%02x)", type));
	else
		say(d, "\n\t\tUnknown message class %u", message_class);
	if (message_length < HEADER || message_length != length) {
		say(d, "\n\t\t\t@@@@@@ Corrupted length %u of message @@@@@@", message_length);
		return;
	}
	bool fits = true;
	while (fits && more(d)) {
		group_begin(d, PARAMETER);
		fits = parameter(d);
		group_end(d);
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < HEADER) {
		invalid(d);
		return;
	}
	unsigned version = u8(d, VERSION);
	u8(d, RESERVED);
	if (version != RELEASE_1)
		return;
	struct saved quiet = quiet_begin(d, d->verbose < 2);
	message(d, length);
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_SCTP_PPID, .from = 3},
	{0},
};

const struct proto proto_m3ua = {
	.name = "m3ua",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
