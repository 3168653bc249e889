/* ForCES: PATH-DATA TLVs, RFC 5810 sections 7.1.7 to 7.1.11.
 *
 *	| 0x0110 | length 2 | flags 2 | ID count 2 | IDs 4 each | selector: table range or key | data TLVs |
 *
 * Data is FULLDATA, SPARSEDATA (of ILVs), RESULT, KEYINFO or one more PATH-DATA. Values are padded to
 * 4 bytes.
 */
#include "dissect/control/forces.h"

enum { PATH_DATA = 0x110, KEYINFO, FULLDATA, SPARSEDATA, RESULT };
enum { SELECT_KEY = 1, SELECT_RANGE = 2, APPEND = 4, PATH_HEADER = 4, SELECTOR_LEAST = 12 };
/* Beside enum forces_encoding: what the flags of the paths around said. */
enum { KEY_SELECTED = 8, APPENDED = 0x10, RANGE_SELECTED = 0x20 };
enum { RESULT_SIZE = 4, LAST_RESULT = 23, UNSPECIFIED = 255 };

static const struct token results[] = {{0, "SUCCESS"}, {1, "INVALID HEADER"}, {2, "LENGTH MISMATCH"},
	{3, "VERSION MISMATCH"}, {4, "INVALID DESTINATION PID"}, {5, "LFB UNKNOWN"}, {6, "LFB NOT FOUND"},
	{7, "LFB INSTANCE ID NOT FOUND"}, {8, "INVALID PATH"}, {9, "COMPONENT DOES NOT EXIST"},
	{10, "EXISTS ALREADY"}, {11, "NOT FOUND"}, {12, "READ ONLY"}, {13, "INVALID ARRAY CREATION"},
	{14, "VALUE OUT OF RANGE"}, {15, "CONTENTS TOO LONG"}, {16, "INVALID PARAMETERS"},
	{17, "INVALID MESSAGE TYPE"}, {18, "INVALID FLAGS"}, {19, "INVALID TLV"}, {20, "EVENT ERROR"},
	{21, "NOT SUPPORTED"}, {22, "MEMORY ERROR"}, {23, "INTERNAL ERROR"},
	{UNSPECIFIED, "UNSPECIFIED ERROR"}, {0, NULL}};

static bool path(struct dis *d, uint32_t room, unsigned encodings, unsigned indent, unsigned depth);

static const char *misfit(uint32_t length, uint32_t room)
{
	if (room < FORCES_TLV_HEADER)
		return "Invalid total length";
	if (length < FORCES_TLV_HEADER)
		return "xLV too short";
	if (length > room)
		return "xLV too long";
	return forces_padded(length) > room ? "data padding missing" : NULL;
}

static void full_data(struct dis *d, uint32_t length, unsigned indent)
{
	if (forces_told(d)) {
		char before[FORCES_INDENT_MOST + 2];
		forces_line(before, indent + 1);
		say(d, "%s[", before + 1);
		say_hexdump(d, before, length);
		say(d, "%s]", before);
	}
	bytes(d, FORCES_DATA_VALUE, length);
}

static bool sparse_data(struct dis *d, uint32_t room, unsigned indent)
{
	if (room < FORCES_ILV_HEADER) {
		say_s(d, "Error: BAD SPARSEDATA-TLV!\n");
		return false;
	}
	while (room && !d->cut) {
		if (room < FORCES_ILV_HEADER) {
			say(d, "Error: Invalid total length, rlen %u\n", room);
			return false;
		}
		uint32_t length = peek32(d, 4);
		if (length < FORCES_ILV_HEADER || length > room) {
			say(d, "Error: xLV too %s, rlen %u\n", length > room ? "long" : "short", room);
			return false;
		}
		uint32_t id = u32(d, FORCES_ILV_ID);
		u32(d, FORCES_ILV_LENGTH);
		if (forces_told(d)) {
			say(d, "\n%sILV: type %x length %u\n", forces_indent(indent + 1), id, length);
			say_hexdump(d, "\t\t[", length - FORCES_ILV_HEADER);
		}
		bytes(d, FORCES_ILV_DATA, length - FORCES_ILV_HEADER);
		uint32_t padded = forces_padded(length);
		skip(d, padded - length);
		room = padded < room ? room - padded : 0;
	}
	return true;
}

static bool result(struct dis *d, uint32_t length, unsigned indent)
{
	if (length != RESULT_SIZE) {
		say(d, "illegal RESULT-TLV: %u bytes!\n", length);
		return false;
	}
	unsigned code = u8(d, FORCES_RESULT);
	if (code > LAST_RESULT && code < UNSPECIFIED) {
		say(d, "illegal reserved result code: 0x%x!\n", code);
		return false;
	}
	if (forces_told(d))
		say(d, "%sResult: %s (code 0x%x)\n", forces_indent(indent + 2), tok(d, results, "%u", code),
			code);
	return true;
}

/* room: to the end of the padded TLV, with its header. The reference takes type 0 for the FULLDATA that
 * stands here. */
static bool key_info(struct dis *d, uint32_t room, unsigned indent)
{
	uint32_t key = u32(d, FORCES_KEY);
	say(d, "%sKeyinfo: Key 0x%x\n", forces_indent(indent), key);
	need(d, FORCES_TLV_HEADER);
	unsigned type = peek16(d, 0), length = peek16(d, 2);
	const char *wrong = misfit(length, room);
	if (wrong) {
		say(d, "%s TLV type 0x%x len %u\n", wrong, type, length);
		return false;
	}
	skip(d, FORCES_TLV_HEADER);
	need(d, FORCES_TLV_HEADER);
	if (peek16(d, 0) != FULLDATA) {
		say_s(d, "Error: expecting FULLDATA!\n");
		return false;
	}
	skip(d, FORCES_TLV_HEADER);
	full_data(d, length - FORCES_TLV_HEADER, indent);
	return true;
}

static void data_header(struct dis *d, unsigned type, unsigned length, uint32_t padded, unsigned indent)
{
	if (!forces_told(d))
		return;
	const char *name = tok(d, forces_tlvs, "#%u", type);
	if (type == PATH_DATA)
		say(d, "%s%s, length %u (data encapsulated %u Bytes)", forces_indent(indent), name, length,
			length - FORCES_TLV_HEADER);
	else if (padded > length)
		say(d, "%s%s (Length %u DataLen %u pad %u Bytes)\n", forces_indent(indent), name, length,
			length - FORCES_TLV_HEADER, padded - length);
	else
		say(d, "%s%s (Length %u DataLen %u Bytes)\n", forces_indent(indent), name, length,
			length - FORCES_TLV_HEADER);
}

static void check_encoding(struct dis *d, unsigned type, unsigned encodings)
{
	unsigned programmed = type == FULLDATA	   ? FORCES_FULL
			      : type == SPARSEDATA ? FORCES_SPARSE
			      : type == RESULT	   ? FORCES_OUTCOME
						   : 0;
	if (encodings & KEY_SELECTED) {
		if (type != KEYINFO)
			say_s(d, "Based on flags expected KEYINFO TLV!\n");
	} else if (!(programmed & encodings)) {
		say(d, "Illegal DATA encoding for type 0x%x programmed %x got %x\n", type, programmed,
			encodings);
	}
}

/* One data TLV. Returns its bytes with padding, or all of the room: nothing can be read behind it. */
static uint32_t data(struct dis *d, uint32_t room, unsigned encodings, unsigned indent, unsigned depth)
{
	need(d, FORCES_TLV_HEADER);
	unsigned type = peek16(d, 0), length = peek16(d, 2);
	uint32_t padded = forces_padded(length);
	const char *wrong = misfit(length, room);
	if (wrong || type < PATH_DATA || type > RESULT) {
		if (wrong)
			say(d, "%s Outstanding bytes %u for TLV type 0x%x TLV len %u\n", wrong, room, type,
				length);
		else
			say(d, "Invalid path data content type 0x%x len %u\n", type, length);
		if (!length)
			return 0;
		say_hexdump(d, "Bad Data val\n\t  [", room);
		say_s(d, "]\n");
		return room;
	}
	uint32_t start = d->pos;
	group_begin(d, FORCES_DATA);
	u16(d, FORCES_DATA_TYPE);
	u16(d, FORCES_DATA_LENGTH);
	data_header(d, type, length, padded, indent);
	if (type != PATH_DATA)
		check_encoding(d, type, encodings);
	uint32_t value = padded - FORCES_TLV_HEADER;
	bool fine = true;
	switch (type) {
	case PATH_DATA:
		fine = path(d, length - FORCES_TLV_HEADER, encodings, indent + 1, depth + 1);
		break;
	case FULLDATA:
		full_data(d, value, indent);
		break;
	case SPARSEDATA:
		fine = sparse_data(d, value, indent);
		break;
	case RESULT:
		fine = result(d, value, indent);
		break;
	case KEYINFO:
		fine = key_info(d, padded, indent);
		break;
	}
	group_end(d);
	seek(d, start + padded);
	return fine ? padded : room;
}

/* A table range or a key. False: nothing behind it can be read. */
static bool select_entries(struct dis *d, uint32_t *room, unsigned encodings, unsigned indent)
{
	if (*room < SELECTOR_LEAST) {
		say(d, "pathlength %u with key/range too short %u\n", *room, SELECTOR_LEAST);
		return false;
	}
	uint32_t size = SELECTOR_LEAST;
	u32(d, 0);
	if (encodings & RANGE_SELECTED) {
		uint32_t from = u32(d, 0), to = u32(d, 0);
		if (forces_told(d))
			say(d, "%sTable range: [%u,%u]\n", forces_indent(indent), from, to);
	} else {
		uint32_t length = peek16(d, 2);
		if (length < FORCES_TLV_HEADER) {
			say(d, "key content length %u < %u\n", length, FORCES_TLV_HEADER);
			return false;
		}
		size = 4 + length;
		if (size > *room) {
			say_s(d, "key content too short\n");
			return false;
		}
		skip(d, length);
	}
	*room -= size;
	return true;
}

static bool identifiers_fit(struct dis *d, unsigned count, uint32_t room)
{
	if (room >= 4 * count)
		return true;
	say(d, "\t\t\ttruncated IDs expected %uB got %uB\n", 4 * count, room);
	say_hexdump(d, "\t\t\tID Data[", room);
	say_s(d, "]\n");
	return false;
}

static void identifiers(struct dis *d, unsigned count, unsigned indent)
{
	for (unsigned i = 1; i <= count && !d->cut; i++) {
		uint32_t id = u32(d, FORCES_ID);
		if (forces_told(d))
			say(d, "%sID#%02u: %u\n", forces_indent(indent), i, id);
	}
}

static bool list(struct dis *d, uint32_t room, unsigned encodings, unsigned indent, unsigned depth)
{
	while (room && !d->cut) {
		if (!forces_tlv_fits(d, room, "PATHDATA"))
			return false;
		uint32_t start = d->pos;
		group_begin(d, FORCES_PATH);
		unsigned type = u16(d, FORCES_PATH_TYPE), length = u16(d, FORCES_PATH_LENGTH);
		if (forces_told(d))
			say(d, "%s%s, length %u (data encapsulated %u Bytes)", forces_indent(indent),
				tok(d, forces_tlvs, "#%u", type), length, length - FORCES_TLV_HEADER);
		bool fine = path(d, length - FORCES_TLV_HEADER, encodings, indent + 1, depth + 1);
		group_end(d);
		if (!fine)
			return false;
		uint32_t padded = forces_padded(length);
		seek(d, start + padded);
		room = padded < room ? room - padded : 0;
	}
	return true;
}

/* The value of a PATH-DATA TLV. False: nothing behind it is read. */
static bool path(struct dis *d, uint32_t room, unsigned encodings, unsigned indent, unsigned depth)
{
	if (depth > LIMIT_FORCES_PATHS)
		part_fail(d);
	if (room < PATH_HEADER) {
		say_cut(d);
		return false;
	}
	unsigned flags = u16(d, FORCES_PATH_FLAGS), count = u16(d, FORCES_ID_COUNT);
	room -= PATH_HEADER;
	if (forces_told(d))
		say(d, "\n%sPathdata: Flags 0x%x ID count %u\n", forces_indent(indent), flags, count);
	if (!identifiers_fit(d, count, room))
		return false;
	if ((flags & SELECT_KEY) && (flags & SELECT_RANGE)) {
		say_s(d, "\t\t\tIllegal to have both Table ranges and keys\n");
		return false;
	}
	/* from here on for all paths within, too */
	encodings |= (flags & SELECT_KEY ? KEY_SELECTED : 0) | (flags & SELECT_RANGE ? RANGE_SELECTED : 0) |
		     (flags & APPEND ? APPENDED : 0);
	if (encodings & APPENDED && forces_told(d))
		say(d, "%sTABLE APPEND\n", forces_indent(indent));
	identifiers(d, count, indent);
	room -= 4 * count;
	if (encodings & (KEY_SELECTED | RANGE_SELECTED) && !select_entries(d, &room, encodings, indent))
		return true;
	if (room)
		room -= data(d, room, encodings, indent + 2, depth);
	return !room || list(d, room, encodings, indent + 1, depth);
}

void forces_paths(struct dis *d, uint32_t room, unsigned encodings, unsigned indent)
{
	list(d, room, encodings, indent, 0);
}

void forces_one_path(struct dis *d, uint32_t room, unsigned encodings, unsigned indent)
{
	unsigned type = peek16(d, 0), length = peek16(d, 2);
	say(d, "genoptlvprint - %s TLV type 0x%x len %u\n", tok(d, forces_tlvs, "#%u", type), type, length);
	if (misfit(length, room)) {
		say(d, "\t\t\tInvalid ForCES TLV type=%x", type);
		return;
	}
	if (!type || !word(forces_tlvs, type)) {
		say(d, "#0 TLV type 0x%x len %u\n", type, length);
		return;
	}
	group_begin(d, FORCES_PATH);
	u16(d, FORCES_PATH_TYPE);
	u16(d, FORCES_PATH_LENGTH);
	if (forces_told(d))
		say(d, "%s%s, length %u (data length %u Bytes)", forces_indent(indent),
			tok(d, forces_tlvs, "#%u", type), length, length - FORCES_TLV_HEADER);
	path(d, length - FORCES_TLV_HEADER, encodings, indent + 1, 0);
	group_end(d);
}
