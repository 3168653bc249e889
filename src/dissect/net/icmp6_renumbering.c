/* ICMPv6 router renumbering: RFC 2894.
 *
 *	| type 1 | code 1 | checksum 2 | sequence 4 | segment 1 | flags 1 | max delay 2 | reserved 4 |
 *	match: | opcode 1 | length 1, in 8 bytes | ordinal 1 | match length 1 | min 1 | max 1 | 2 | prefix 16 |
 *	use:   | use length 1 | keep length 1 | mask 1 | RA flags 1 | valid 4 | preferred 4 | flags 4 | prefix 16 |
 */
#include "dissect/net/icmp6.h"

enum { COMMAND = 0, RESULT_MESSAGE = 1, SEQUENCE_RESET = 255, MATCH_BYTES = 24, USE_BYTES = 32 };
enum { DECREMENT_VALID = 0x80000000, DECREMENT_PREFERRED = 0x40000000, INFINITE = 0xffffffff };

static void flags(struct dis *d)
{
	static const struct { uint8_t bit; char letter; } letters[] = {{0x80, 'T'}, {0x40, 'R'}, {0x20, 'A'}, {0x10, 'S'}, {0x08, 'P'}};
	unsigned segment = u8(d, 0), f = u8(d, 0), delay = u16(d, 0);
	uint32_t reserved = u32(d, 0);
	if (!d->verbose)
		return;
	say_c(d, '[');
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (f & letters[i].bit)
			say_c(d, letters[i].letter);
	say(d, "%sseg=%u,maxdelay=%u", f ? "," : "", segment, delay);
	if (reserved)
		say(d, "rsvd=0x%x", reserved);
	say_c(d, ']');
}

static void lifetime(struct dis *d, const char *name, uint32_t v)
{
	if (v == INFINITE)
		say(d, "%s=infty,", name);
	else
		say(d, "%s=%u,", name, v);
}

/* False: it is not all there, which was said. */
static bool use(struct dis *d)
{
	if (!have(d, USE_BYTES)) {
		say_cut(d);
		return false;
	}
	unsigned use_len = u8(d, 0), keep_len = u8(d, 0), mask = u8(d, 0), ra = u8(d, 0);
	uint32_t valid = u32(d, 0), preferred = u32(d, 0), f = u32(d, 0);
	say(d, "%suse(", d->verbose > 1 ? "\n\t" : " ");
	if (f & (DECREMENT_VALID | DECREMENT_PREFERRED))
		say(d, "%s%s,", f & DECREMENT_VALID ? "V" : "", f & DECREMENT_PREFERRED ? "P" : "");
	if (d->verbose) {
		say(d, "mask=0x%x,raflags=0x%x,", mask, ra);
		lifetime(d, "vltime", valid);
		lifetime(d, "pltime", preferred);
	}
	say(d, "%s/%u/%u)", ip6_str(d, ip6(d, 0)), use_len, keep_len);
	return true;
}

static void match(struct dis *d)
{
	static const struct token opcodes[] = {{1, "add"}, {2, "change"}, {3, "setglobal"}, {0, NULL}};
	uint32_t start = d->pos;
	if (!have(d, MATCH_BYTES)) {
		say_cut(d);
		return;
	}
	unsigned opcode = u8(d, 0), len = u8(d, 0), ordinal = u8(d, 0), match_len = u8(d, 0), least = u8(d, 0), most = u8(d, 0);
	u16(d, 0);
	say(d, "%smatch(%s,", d->verbose > 1 ? "\n\t" : " ", tok(d, opcodes, "#%u", opcode));
	if (d->verbose)
		say(d, "ord=%u,min=%u,max=%u,", ordinal, least, most);
	say(d, "%s/%u)", ip6_str(d, ip6(d, 0)), match_len);
	uint32_t end = start + len * 8u;
	if (end < d->pos || (end - d->pos) % USE_BYTES) {
		say_cut(d);
		return;
	}
	while (d->pos < end && use(d))
		;
}

void icmp6_renumbering(struct dis *d, unsigned code)
{
	static const struct token codes[] = {{COMMAND, "command"}, {RESULT_MESSAGE, "result"}, {SEQUENCE_RESET, "sequence number reset"}, {0, NULL}};
	if (!have(d, 12)) {
		say_cut(d);
		return;
	}
	uint32_t sequence = u32(d, 0);
	say(d, ", %s, seq=%u", tok(d, codes, "code-#%u", code), sequence);
	flags(d);
	if (code != COMMAND)
		return;
	match(d); /* further ones are allowed and not looked at */
}

/* ---- Fields, also of what the line does not look at */

static void result_fields(struct dis *d)
{
	static const struct bit_field bits_of_result[] = {{0xffff, RESULT_FLAGS}, {0xfffc, RESULT_RSV}, {2, RESULT_B}, {1, RESULT_F}, {0}};
	group_begin(d, RESULT);
	flags16(d, bits_of_result);
	u8(d, RESULT_ORDINAL);
	u8(d, RESULT_LEN);
	u32(d, RESULT_INTERFACE);
	ip6(d, RESULT_PREFIX);
	group_end(d);
}

static void use_fields(struct dis *d)
{
	static const struct bit_field mask[] = {{0x80, USE_MASK_L}, {0x40, USE_MASK_A}, {0x3f, USE_MASK_RSV}, {0}};
	static const struct bit_field decrement[] = {{0xffffffff, USE_FLAGS}, {0x80000000, USE_V}, {0x40000000, USE_P}, {0x3fffffff, USE_RSV}, {0}};
	group_begin(d, USE);
	u8(d, USE_LEN);
	u8(d, USE_KEEP);
	unsigned m = u8(d, USE_MASK);
	also_bits(d, 1, m, mask);
	unsigned ra = u8(d, USE_RA_FLAGS);
	also_bits(d, 1, ra, mask);
	u32(d, USE_VALID);
	u32(d, USE_PREFERRED);
	flags32(d, decrement);
	ip6(d, USE_PREFIX);
	group_end(d);
}

static void match_fields(struct dis *d)
{
	uint32_t start = d->pos;
	group_begin(d, MATCH);
	u8(d, MATCH_OPCODE);
	unsigned len = u8(d, MATCH_LENGTH) * 8;
	u8(d, MATCH_ORDINAL);
	u8(d, MATCH_LEN);
	u8(d, MATCH_MIN);
	u8(d, MATCH_MAX);
	bytes(d, RESERVED, 2);
	ip6(d, MATCH_PREFIX);
	group_end(d);
	while (!d->cut && left(d) && d->pos < start + len)
		use_fields(d);
}

void icmp6_renumbering_fields(struct dis *d, unsigned code)
{
	static const struct bit_field flag_bits[] = {{0xff, RR_FLAGS}, {0x80, RR_T}, {0x40, RR_R}, {0x20, RR_A}, {0x10, RR_S}, {0x08, RR_P},
		{7, RR_RSV}, {0}};
	u32(d, RR_SEQUENCE);
	u8(d, RR_SEGMENT);
	flags8(d, flag_bits);
	u16(d, RR_MAX_DELAY);
	bytes(d, RESERVED, 4);
	while (code <= RESULT_MESSAGE && more(d) && left(d)) {
		if (code == COMMAND)
			match_fields(d);
		else
			result_fields(d);
	}
}
