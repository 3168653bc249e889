/* Trivial File Transfer Protocol: RFC 1350, RFC 2347 (options).
 *
 *	RRQ, WRQ: | 1 or 2 | name 0 | mode 0 | option 0 | value 0 ...      DATA: | 3 | block 2 | bytes
 *	ACK: | 4 | block 2      ERROR: | 5 | code 2 | message 0            OACK: | 6 | option 0 | value 0 ...
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { TFTP, OPCODE, SOURCE_FILE, TYPE, BLOCK, ERROR_CODE, ERROR_MESSAGE };

enum { RRQ = 1, WRQ = 2, DATA = 3, ACK = 4, ERROR = 5, OACK = 6 };

static const struct token opcodes[] = {
	{RRQ, "RRQ"}, {WRQ, "WRQ"}, {DATA, "DATA"}, {ACK, "ACK"}, {ERROR, "ERROR"}, {OACK, "OACK"}, {0, NULL}};
static const struct token errors[] = {
	{0, "EUNDEF"}, {1, "ENOTFOUND"}, {2, "EACCESS"}, {3, "ENOSPACE"}, {4, "EBADOP"}, {5, "EBADID"}, {6, "EEXISTS"},
	{7, "ENOUSER"}, {0, NULL}};

static const struct field fields[] = {
	[TFTP] = {"tftp", "Trivial File Transfer Protocol"},
	[OPCODE] = {"tftp.opcode", "Opcode", F_U16, DEC, opcodes},
	[SOURCE_FILE] = {"tftp.source_file", "Source File", F_STR},
	[TYPE] = {"tftp.type", "Type", F_STR},
	[BLOCK] = {"tftp.block", "Block", F_U16},
	[ERROR_CODE] = {"tftp.error.code", "Error code", F_U16, DEC, errors},
	[ERROR_MESSAGE] = {"tftp.error.message", "Error message", F_STR},
};

/* The bytes before a zero byte, which is left to be read: where it is missing, what is there is said before the cut. */
static struct span string(struct dis *d, unsigned field)
{
	uint32_t n = 0;
	while (have(d, n + 1) && peek8(d, n))
		n++;
	return bytes(d, field, n);
}

static void options(struct dis *d)
{
	while (more(d) && need(d, 1)) {
		struct span s = string(d, 0);
		if (s.len)
			say_c(d, ' ');
		say_text(d, s);
		u8(d, 0);
	}
}

static void request(struct dis *d)
{
	if (!declared(d))
		cut_here(d);
	struct span name = string(d, SOURCE_FILE);
	say_s(d, " \"");
	say_text(d, name);
	say_c(d, '"');
	u8(d, 0);
	if (!declared(d))
		cut_here(d);
	struct span mode = string(d, TYPE);
	say_c(d, ' ');
	say_text(d, mode);
	u8(d, 0);
	options(d);
}

static void dissect(struct dis *d)
{
	say(d, "TFTP, length %u", declared(d));
	unsigned op = u16(d, OPCODE);
	say(d, ", %s", tok(d, opcodes, "tftp-#%u", op));
	switch (op) {
	case RRQ:
	case WRQ:
		request(d);
		break;
	case OACK:
		options(d);
		break;
	case DATA:
	case ACK:
		say(d, " block %u", u16(d, BLOCK));
		break;
	case ERROR: {
		unsigned code = u16(d, ERROR_CODE);
		say(d, " %s", tok(d, errors, "tftp-err-#%u \"", code));
		if (!declared(d))
			cut_here(d);
		struct span message = string(d, ERROR_MESSAGE);
		say_s(d, " \"");
		say_text(d, message);
		say_c(d, '"');
		u8(d, 0);
		break;
	}
	default:
		break;
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_TFTP, 69, 0},
	{0},
};

const struct proto proto_tftp = {
	.name = "tftp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.decode_as = "tftp",
	.cuts = CUTS_ITSELF,
};
