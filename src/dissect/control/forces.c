/* Forwarding and Control Element Separation: RFC 5810, over SCTP as RFC 5811 has it.
 *
 *	| vers 4 rsvd 4 | message type | length 2, in words | source ID 4 | destination ID 4 |
 *	| correlator 8 | flags 4 | TLVs
 *	TLV: | type 2 | length 2, with this header | value, padded to words |
 *
 * Flags: ACK 2, priority 3, reserved 3, execution mode 2, atomic transaction 1, transaction phase 2,
 * reserved 19.
 */
#include "dissect/control/forces.h"

#include "dissect/protocols.h"

/* A number that the reference says is no message, and from which on it says types are no operations. */
enum { UNKNOWN_MESSAGE = 0x12, OPERATIONS_END = 0x8000 };
enum { HEADER = 24, LFB_HEADER = 8, OPERATION_LEAST = 8, REDIRECT_LEAST = 8, INDENT = 9 };
enum {
	SETUP = 1,
	TEARDOWN,
	CONFIG,
	QUERY,
	EVENT,
	REDIRECT,
	HEARTBEAT = 15,
	SETUP_RESPONSE = 17,
	CONFIG_RESPONSE = 19,
	QUERY_RESPONSE
};
enum { TLV_METADATA = 0x115, TLV_REDIRECT_DATA = 0x116 };

static const struct token messages[] = {{SETUP, "Association Setup"}, {TEARDOWN, "Association TearDown"},
	{CONFIG, "Config"}, {QUERY, "Query"}, {EVENT, "Event Notification"}, {REDIRECT, "Packet Redirect"},
	{HEARTBEAT, "HeartBeat"}, {SETUP_RESPONSE, "Association Response"},
	{CONFIG_RESPONSE, "Config Response"}, {QUERY_RESPONSE, "Query Response"}, {0, NULL}};
const struct token forces_tlvs[] = {{0, "Invalid TLV"}, {1, "REDIRECT TLV"}, {0x10, "ASResult TLV"},
	{0x11, "ASTreason TLV"}, {0x1000, "LFBselect TLV"}, {0x110, "PATH-DATA TLV"}, {0x111, "KEYINFO TLV"},
	{0x112, "FULLDATA TLV"}, {0x113, "SPARSEDATA TLV"}, {0x114, "RESULT TLV"},
	{TLV_METADATA, "METADATA TLV"}, {TLV_REDIRECT_DATA, "REDIRECTDATA TLV"}, {0, NULL}};
static const struct token acks[] = {
	{0, "NoACK"}, {1, "SuccessACK"}, {2, "FailureACK"}, {3, "AlwaysACK"}, {0, NULL}};
static const struct token modes[] = {{0, "EMReserved"}, {1, "execute-all-or-none"},
	{2, "execute-until-failure"}, {3, "continue-execute-on-failure"}, {0, NULL}};
static const struct token atomics[] = {{0, "Standalone"}, {1, "2PCtransaction"}, {0, NULL}};
static const struct token phases[] = {{0, "StartofTransaction"}, {1, "MiddleofTransaction"},
	{2, "EndofTransaction"}, {3, "abort"}, {0, NULL}};
static const struct token classes[] = {
	{0, "Invalid TLV"}, {1, "FEObj LFB"}, {2, "FEProtoObj LFB"}, {0, NULL}};
static const struct token setup_results[] = {
	{0, "Success"}, {1, "FE ID invalid"}, {2, "permission denied"}, {3, "Unknown"}, {0, NULL}};
static const struct token teardown_reasons[] = {{0, "Normal Teardown"}, {1, "Loss of Heartbeats"},
	{2, "Out of bandwidth"}, {3, "Out of Memory"}, {4, "Application Crash"}, {0, NULL}};

/* What stands in an operation. */
enum content { NOTHING, PATHS, ONE_PATH, UNKNOWN };

static const struct operation {
	uint8_t type;
	uint8_t content;
	uint8_t encodings;
	uint8_t message[2]; /* where it may stand */
	const char *name;   /* as it is said, with a space */
} operations[] = {
	{1, PATHS, FORCES_FULL | FORCES_SPARSE, {CONFIG}, " Set"},
	{2, PATHS, FORCES_FULL | FORCES_SPARSE, {CONFIG}, " SetProp"},
	{3, PATHS, FORCES_OUTCOME, {CONFIG_RESPONSE}, " SetResp"},
	{4, PATHS, FORCES_OUTCOME, {CONFIG_RESPONSE}, " SetPropResp"},
	{5, PATHS, 0, {CONFIG}, " Del"},
	{6, PATHS, FORCES_OUTCOME, {CONFIG_RESPONSE}, " DelResp"},
	{7, PATHS, 0, {QUERY}, " Get"},
	{8, PATHS, 0, {QUERY}, " GetProp"},
	{9, PATHS, FORCES_FULL | FORCES_SPARSE | FORCES_OUTCOME, {QUERY_RESPONSE}, " GetResp"},
	{10, PATHS, FORCES_FULL | FORCES_OUTCOME, {QUERY_RESPONSE}, " GetPropResp"},
	{11, PATHS, FORCES_FULL | FORCES_SPARSE, {SETUP, EVENT}, " Report"},
	{12, NOTHING, 0, {CONFIG}, " Commit"},
	{13, ONE_PATH, FORCES_OUTCOME, {CONFIG_RESPONSE}, " RCommit"},
	{14, NOTHING, 0, {CONFIG}, " RTRCOMP"},
};
/* What the reference takes every type from 0x8000 on for. */
static const struct operation not_operation = {0, UNKNOWN, 0, {0}, "Invalid OPTLV"};

static const struct field fields[] = {
	[FORCES] = {"forces", "Forwarding and Control Element Separation Protocol"},
	[FORCES_VERSION] = {"forces.flags.version", "Version", F_U8},
	[FORCES_RSVD] = {"forces.flags.rsvd", "Rsvd", F_U8},
	[FORCES_MESSAGE] = {"forces.messagetype", "Message Type", F_U8, DEC, messages},
	[FORCES_LENGTH] = {"forces.length", "Length", F_U16}, /* in bytes */
	[FORCES_SOURCE] = {"forces.sid", "Source ID", F_IP4},
	[FORCES_DESTINATION] = {"forces.did", "Destination ID", F_IP4},
	[FORCES_CORRELATOR] = {"forces.correlator", "Correlator", F_U64, HEX},
	[FORCES_FLAGS] = {"forces.Flags", "Flags", F_U32},
	[FORCES_ACK] = {"forces.flags.ack", "ACK indicator", F_U32, DEC, acks},
	[FORCES_PRIORITY] = {"forces.flags.pri", "Priority", F_U32},
	[FORCES_MODE] = {"forces.flags.em", "Execution mode", F_U32, DEC, modes},
	[FORCES_ATOMIC] = {"forces.flags.at", "Atomic Transaction", F_U32, DEC, atomics},
	[FORCES_PHASE] = {"forces.flags.tp", "Transaction phase", F_U32, DEC, phases},
	[FORCES_FLAGS_RESERVED] = {"forces.flags.reserved", "Reserved", F_U32},
	[FORCES_TLV] = {"forces.tlv", "TLV"},
	[FORCES_TLV_TYPE] = {"forces.tlv.type", "Type", F_U16, DEC, forces_tlvs},
	[FORCES_TLV_LENGTH] = {"forces.tlv.length", "Length", F_U16},
	[FORCES_CLASS] = {"forces.lfbselect.tlv.type.lfb.classid", "Class ID", F_IP4},
	[FORCES_INSTANCE] = {"forces.fbselect.tlv.type.lfb.instanceid", "Instance ID", F_IP4},
	[FORCES_OPERATION] = {"forces.lfbselect.tlv.type.operation", "Operation"},
	[FORCES_OPERATION_TYPE] = {"forces.lfbselect.tlv.type.operation.type", "Type", F_U16},
	[FORCES_OPERATION_LENGTH] = {"forces.lfbselect.tlv.type.operation.length", "Length", F_U16},
	[FORCES_PATH] = {"forces.lfbselect.tlv.type.operation.path", "Path"},
	[FORCES_PATH_TYPE] = {"forces.lfbselect.tlv.type.operation.path.type", "Type", F_U16, DEC,
		forces_tlvs},
	[FORCES_PATH_LENGTH] = {"forces.lfbselect.tlv.type.operation.path.length", "Length", F_U16},
	[FORCES_PATH_FLAGS] = {"forces.lfbselect.tlv.type.operation.path.data.flags", "Path Data Flags",
		F_U16, HEX},
	[FORCES_ID_COUNT] = {"forces.lfbselect.tlv.type.operation.path.data.IDcount", "Path Data IDcount",
		F_U16},
	[FORCES_ID] = {"forces.lfbselect.tlv.type.operation.path.data.IDs", "Path Data IDs", F_U32},
	[FORCES_DATA] = {"forces.data", "Data"},
	[FORCES_DATA_TYPE] = {"forces.data.type", "Type", F_U16, DEC, forces_tlvs},
	[FORCES_DATA_LENGTH] = {"forces.data.length", "Length", F_U16},
	[FORCES_DATA_VALUE] = {"forces.lfbselect.tlv.type.operation.path.data", "Data", F_BYTES},
	[FORCES_RESULT] = {"forces.result", "Result", F_U8, HEX},
	[FORCES_KEY] = {"forces.key", "Key", F_U32, HEX},
	[FORCES_ILV_ID] = {"forces.redirect.tlv.meta.data.tlv.meta.data.ilv.id", "ID", F_U32, HEX},
	[FORCES_ILV_LENGTH] = {"forces.redirect.tlv.meta.data.tlv.meta.data.ilv.length", "Length", F_U32},
	[FORCES_ILV_DATA] = {"forces.redirect.tlv.meta.data.tlv.meta.data.ilv", "Meta Data ILV", F_BYTES},
	[FORCES_REDIRECT_TYPE] = {"forces.redirect.tlv.redirect.data.tlv.type", "Type", F_U16, DEC,
		forces_tlvs},
	[FORCES_REDIRECT_LENGTH] = {"forces.redirect.tlv.redirect.data.tlv.length", "Length", F_U16},
	[FORCES_REDIRECT_DATA] = {"forces.redirect.data", "Redirect Data", F_BYTES},
	[FORCES_SETUP_RESULT] = {"forces.teardown.reason", "Association Setup Result", F_U32, DEC,
		setup_results},
	[FORCES_TEARDOWN_REASON] = {"forces.astreason.tlv.teardown.reason", "AStreason TLV TearDown Reason",
		F_U32, DEC, teardown_reasons},
};

const char *forces_indent(unsigned depth)
{
	static const char spaces[FORCES_INDENT_MOST + 1] =
		"                                                                                "
		"                                                                                "
		"                                                                                "
		"               ";
	return spaces + FORCES_INDENT_MOST - (depth < FORCES_INDENT_MOST ? depth : FORCES_INDENT_MOST);
}

void forces_line(char line[static FORCES_INDENT_MOST + 2], unsigned depth)
{
	line[0] = '\n';
	strcpy(line + 1, forces_indent(depth));
}

bool forces_tlv_fits(struct dis *d, uint32_t room, const char *what)
{
	need(d, FORCES_TLV_HEADER);
	unsigned type = peek16(d, 0), length = peek16(d, 2);
	if (length >= FORCES_TLV_HEADER && forces_padded(length) <= room)
		return true;
	say(d, "\n\t\tMessy %s TLV header, type (0x%x)\n\t\texcess of %u Bytes ", what, type, room - length);
	return false;
}

static void dump_data(struct dis *d, unsigned indent, uint32_t length)
{
	if (!forces_told(d))
		return;
	char before[FORCES_INDENT_MOST + 2];
	forces_line(before, indent);
	say(d, "%sData[", before + 1);
	say_hexdump(d, before, length);
	say(d, "%s]\n", before);
}

static void content(struct dis *d, const struct operation *o, uint32_t room)
{
	switch (o->content) {
	case PATHS:
		forces_paths(d, room, o->encodings, INDENT + 2);
		break;
	case ONE_PATH:
		forces_one_path(d, room, o->encodings, INDENT + 2);
		break;
	case UNKNOWN:
		dump_data(d, INDENT + 1, room);
		break;
	}
}

static const struct operation *operation_of(unsigned type, unsigned message)
{
	if (type >= OPERATIONS_END)
		return &not_operation;
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
		if (operations[i].type == type)
			return operations[i].message[0] == message || operations[i].message[1] == message
				       ? &operations[i]
				       : NULL;
	return NULL;
}

static void operation(struct dis *d, unsigned message, uint32_t room)
{
	unsigned type = peek16(d, 0), length = peek16(d, 2);
	const struct operation *o = operation_of(type, message);
	if (!o) {
		say(d, "%s\t\tINValid oper-TLV type 0x%x length %u for this ForCES message\n",
			forces_told(d) ? "" : "\n", type, length);
		dump_data(d, INDENT, room);
		return;
	}
	u16(d, FORCES_OPERATION_TYPE);
	u16(d, FORCES_OPERATION_LENGTH);
	uint32_t size = length - FORCES_TLV_HEADER;
	if (forces_told(d))
		say(d, "%sOper TLV %s(0x%x) length %u\n", forces_indent(INDENT + 1), o->name, type, length);
	if (size >= OPERATION_LEAST) {
		content(d, o, size);
		return;
	}
	say(d, "\t\tOper TLV %s(0x%x) length %u\n\t\tTruncated data size %u minimum required %u\n", o->name,
		type, length, size, OPERATION_LEAST);
	dump_data(d, INDENT, size);
}

/* Values of the TLVs at the top: false, when the message is to be dumped. */
static bool lfb_select(struct dis *d, unsigned message, uint32_t room)
{
	if (room <= LFB_HEADER + FORCES_TLV_HEADER) {
		say(d, "\n\t\ttruncated lfb selector: %u bytes missing! ",
			LFB_HEADER + FORCES_TLV_HEADER - room);
		return false;
	}
	uint32_t class = ip4(d, FORCES_CLASS), instance = ip4(d, FORCES_INSTANCE);
	if (forces_told(d))
		say(d, "\n%s%s(Classid %x) instance %x\n", forces_indent(INDENT),
			tok(d, classes, "#%d", class), class, instance);
	for (room -= LFB_HEADER; room && !d->cut;) {
		if (!forces_tlv_fits(d, room, "oper"))
			return false;
		uint32_t start = d->pos, padded = forces_padded(peek16(d, 2));
		group_begin(d, FORCES_OPERATION);
		operation(d, message, room);
		group_end(d);
		seek(d, start + padded);
		room = padded < room ? room - padded : 0;
	}
	return true;
}

static bool setup_response(struct dis *d, unsigned message, uint32_t room)
{
	if (room != 4) {
		say(d, "illegal ASRresult-TLV: %u bytes!\n", room);
		return false;
	}
	uint32_t result = u32(d, FORCES_SETUP_RESULT);
	const char *name = word(setup_results, result);
	if (!name) {
		say(d, "illegal ASRresult result code: %u!\n", result);
		return false;
	}
	if (forces_told(d))
		say(d, "\n%s%s (%x)\n%s", forces_indent(INDENT), name, result, forces_indent(INDENT));
	return true;
}

static bool teardown(struct dis *d, unsigned message, uint32_t room)
{
	if (room != 4) {
		say(d, "illegal ASTresult-TLV: %u bytes!\n", room);
		return false;
	}
	uint32_t reason = u32(d, FORCES_TEARDOWN_REASON);
	if (reason > 255) {
		say(d, "illegal ASTresult result code: %u!\n", reason);
		return false;
	}
	if (forces_told(d))
		say(d, "Teardown reason:\n%s%s(%x)\n%s", forces_indent(INDENT),
			tok(d, teardown_reasons, "Unknown Teardown reason", reason), reason,
			forces_indent(INDENT));
	return true;
}

static void metadata(struct dis *d, uint32_t room)
{
	say(d, "\n%sMETADATA length %u\n", forces_indent(INDENT + 2), room);
	while (room >= FORCES_ILV_HEADER && !d->cut) {
		uint32_t length = peek32(d, 4);
		if (length < FORCES_ILV_HEADER || length > room || forces_padded(length) > room)
			return;
		uint32_t id = u32(d, FORCES_ILV_ID);
		u32(d, FORCES_ILV_LENGTH);
		say(d, "%sMetaID 0x%x length %u\n", forces_indent(INDENT + 2), id, length);
		if (forces_told(d)) {
			say_hexdump(d, "\t\t[", length - FORCES_ILV_HEADER);
			say_s(d, " ]\n");
		}
		bytes(d, FORCES_ILV_DATA, length - FORCES_ILV_HEADER);
		uint32_t padded = forces_padded(length);
		skip(d, padded - length);
		room = padded < room ? room - padded : 0;
	}
}

static void redirect_data(struct dis *d, uint32_t length)
{
	say(d, "\n%sRedirect Data length %u\n", forces_indent(INDENT + 2), length);
	if (forces_told(d)) {
		say_s(d, "\t\t[");
		say_hexdump(d, "\n\t\t", length);
		say_s(d, "\n\t\t]");
	}
	bytes(d, FORCES_REDIRECT_DATA, length);
}

static bool redirect(struct dis *d, unsigned message, uint32_t room)
{
	if (room <= REDIRECT_LEAST) {
		say(d, "\n\t\ttruncated Redirect TLV: %u bytes missing! ", REDIRECT_LEAST - room);
		return false;
	}
	while (room && !d->cut) {
		need(d, FORCES_TLV_HEADER);
		uint32_t start = d->pos, length = peek16(d, 2), padded = forces_padded(length);
		if (length < FORCES_TLV_HEADER || padded > room) {
			say_s(d, "Bad Redirect data\n");
			return forces_tlv_fits(d, room, "Redirect");
		}
		unsigned type = u16(d, FORCES_REDIRECT_TYPE);
		u16(d, FORCES_REDIRECT_LENGTH);
		if (type == TLV_METADATA)
			metadata(d, length - FORCES_TLV_HEADER);
		else if (type == TLV_REDIRECT_DATA)
			redirect_data(d, length - FORCES_TLV_HEADER);
		else
			say(d, "Unknown REDIRECT TLV 0x%x len %u\n", type, length);
		seek(d, start + padded);
		room = padded < room ? room - padded : 0;
	}
	return true;
}

/* What may stand behind the header of a message. */
static const struct body {
	uint8_t message;
	bool required;
	bool single;
	bool (*value)(struct dis *d, unsigned message, uint32_t room);
} bodies[] = {
	{SETUP, false, false, lfb_select},
	{TEARDOWN, true, true, teardown},
	{CONFIG, true, false, lfb_select},
	{QUERY, true, false, lfb_select},
	{EVENT, true, true, lfb_select},
	{REDIRECT, true, false, redirect},
	{HEARTBEAT, false, false, NULL},
	{SETUP_RESPONSE, true, true, setup_response},
	{CONFIG_RESPONSE, true, false, lfb_select},
	{QUERY_RESPONSE, true, false, lfb_select},
};

static const struct body *body_of(unsigned message)
{
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (bodies[i].message == message)
			return &bodies[i];
	return NULL;
}

static bool top_tlv(struct dis *d, const struct body *b, uint32_t room, bool first)
{
	unsigned type = peek16(d, 0), length = peek16(d, 2);
	if (length < FORCES_TLV_HEADER || length > room || (b->single && !first)) {
		say(d, "\tMess TopTLV header: min %u, total %u advertised %u ", FORCES_TLV_HEADER, room,
			length);
		return false;
	}
	const char *name = type ? word(forces_tlvs, type) : NULL;
	if (!name) {
		say(d, "\n\tInvalid ForCES Top TLV type=0x%x", type);
		return false;
	}
	u16(d, FORCES_TLV_TYPE);
	u16(d, FORCES_TLV_LENGTH);
	if (forces_told(d))
		say(d, "\t%s, length %u (data length %u Bytes)", name, length, length - FORCES_TLV_HEADER);
	return b->value(d, b->message, length - FORCES_TLV_HEADER);
}

static bool top_tlvs(struct dis *d, const struct body *b, uint32_t room)
{
	if (room <= FORCES_TLV_HEADER) {
		if (b->required)
			say_s(d, "\tTop level TLV Data missing!\n");
		return !b->required;
	}
	if (!b->value) {
		say_s(d, "<0x1>Illegal Top level TLV!\n");
		return false;
	}
	for (bool first = true; room && !d->cut; first = false) {
		uint32_t start = d->pos;
		group_begin(d, FORCES_TLV);
		need(d, FORCES_TLV_HEADER);
		uint32_t padded = forces_padded(peek16(d, 2));
		bool fine = top_tlv(d, b, room, first);
		group_end(d);
		if (!fine)
			return false;
		seek(d, start + padded);
		room = padded < room ? room - padded : 0;
	}
	return true;
}

static const char *element(uint32_t id)
{
	if (id >> 30 == 0)
		return "FE";
	if (id >> 30 == 1)
		return "CE";
	if (id >> 30 == 2)
		return "ForCESreserved";
	switch (id) {
	case 0xffffffff:
		return "AllBroadcast";
	case 0xfffffffe:
		return "AllFEsBroadcast";
	case 0xfffffffd:
		return "AllCEsBroadcast";
	default:
		return id >= 0xfffffff0 ? "ForCESreserved" : "AllMulticast";
	}
}

static void flag_fields(struct dis *d, uint32_t flags)
{
	also(d, FORCES_ACK, 4, flags >> 30);
	also(d, FORCES_PRIORITY, 4, flags >> 27 & 7);
	also(d, FORCES_MODE, 4, flags >> 22 & 3);
	also(d, FORCES_ATOMIC, 4, flags >> 21 & 1);
	also(d, FORCES_PHASE, 4, flags >> 19 & 3);
	also(d, FORCES_FLAGS_RESERVED, 4, flags & 0x7ffff);
}

static void say_flags(struct dis *d, uint32_t flags)
{
	unsigned ack = flags >> 30, mode = flags >> 22 & 3, atomic = flags >> 21 & 1, phase = flags >> 19 & 3;
	say(d, "\n\tForCES flags:\n\t  %s(0x%x), prio=%u, %s(0x%x),", word(acks, ack), ack, flags >> 27 & 7,
		word(modes, mode), mode);
	say(d, "\n\t  %s(0x%x), %s(0x%x)", word(atomics, atomic), atomic, word(phases, phase), phase);
	say(d, "\n\t  Extra flags: rsv(b5-7) 0x%x rsv(b13-31) 0x%x\n", flags >> 24 & 7, flags & 0x7ffff);
}

static void header(struct dis *d, unsigned version, unsigned length)
{
	uint32_t source = ip4(d, FORCES_SOURCE), destination = ip4(d, FORCES_DESTINATION);
	uint64_t correlator = u64(d, FORCES_CORRELATOR);
	uint32_t flags = u32(d, FORCES_FLAGS);
	flag_fields(d, flags);
	if (d->verbose) {
		say(d, "\n\tForCES Version %u len %uB flags 0x%08x ", version, length, flags);
		say(d, "\n\tSrcID 0x%x(%s) DstID 0x%x(%s) Correlator 0x%llx", source, element(source),
			destination, element(destination), (unsigned long long)correlator);
	}
	if (d->verbose > 1)
		say_flags(d, flags);
}

/* The first word. */
static void start_fields(struct dis *d)
{
	unsigned first = u8(d, 0);
	also(d, FORCES_VERSION, 1, first >> 4);
	also(d, FORCES_RSVD, 1, first & 15);
	u8(d, FORCES_MESSAGE);
	unsigned words = u16(d, 0);
	also(d, FORCES_LENGTH, 2, words * 4);
}

static void message(struct dis *d, uint32_t total)
{
	uint32_t start = d->pos, end = d->end;
	d->end = d->limit; /* of a chunk that is too short, too, type and length are said */
	need(d, HEADER);
	unsigned first = peek8(d, 0), type = peek8(d, 1), length = peek16(d, 2) * 4;
	d->end = end;
	if (have(d, FORCES_TLV_HEADER))
		start_fields(d);
	const struct body *b = body_of(type);
	bool fine = false;
	if (type == UNKNOWN_MESSAGE) {
		say(d, "\n\tUnknown ForCES message type=0x%x", type);
	} else if (!b) {
		say(d, "Invalid ForCES message type %u\n", type);
	} else {
		say(d, "\n\tForCES %s ", word(messages, type));
		if (length < HEADER || length != total) {
			say(d, "Illegal ForCES pkt len - min %u, total recvd %u, advertised %u ", HEADER,
				total, length);
		} else {
			header(d, first >> 4, length);
			fine = top_tlvs(d, b, total - HEADER);
		}
	}
	seek(d, start);
	if (!fine) {
		say_hexdump(d, "\n\t[", total);
		say_s(d, "\n\t]");
	} else if (d->verbose > 3) {
		say_s(d, "\n\t  Raw ForCES message\n\t [");
		say_hexdump(d, "\n\t ", total);
		say_s(d, "\n\t ]");
	}
}

/* What goes past its end is cut; SCTP's next chunk is read all the same. */
static void dissect(struct dis *d)
{
	uint32_t total = declared(d);
	struct saved s = part_begin(d, total);
	message(d, total);
	if (!part_end(d, &s))
		say_cut(d);
}

const struct proto proto_forces = {
	.name = "forces",
	.dissect = dissect,
	PROTO_FIELDS(fields),
};
