/* ICMPv6 router renumbering: RFC 2894.
 *
 *	| type 1 | code 1 | checksum 2 | sequence 4 | segment 1 | flags 1 | max delay 2 | reserved 4 |
 *	match: | opcode 1 | length 1, in 8 bytes | ordinal 1 | match length 1 | min 1 | max 1 | 2 | prefix 16 |
 *	use:   | use length 1 | keep length 1 | mask 1 | RA flags 1 | valid 4 | preferred 4 | flags 4 | prefix 16 |
 */
#include "dissect/net/icmp6.h"

enum { COMMAND = 0, RESULT_MESSAGE = 1, SEQUENCE_RESET = 255, HEADER = 12, MATCH_BYTES = 24, USE_BYTES = 32 };
enum { DECREMENT_VALID = 0x80000000, DECREMENT_PREFERRED = 0x40000000, INFINITE = 0xffffffff };

static void flags(struct dis *d)
{
	static const struct { uint8_t bit; char letter; } letters[] = {{0x80, 'T'}, {0x40, 'R'}, {0x20, 'A'}, {0x10, 'S'}, {0x08, 'P'}};
	static const struct bit_field flag_bits[] = {
		{0xff, RR_FLAGS}, {0x80, RR_T}, {0x40, RR_R}, {0x20, RR_A}, {0x10, RR_S}, {0x08, RR_P}, {7, RR_RSV}, {0}};
	unsigned segment = u8(d, RR_SEGMENT), f = flags8(d, flag_bits), delay = u16(d, RR_MAX_DELAY);
	uint32_t reserved = u32(d, 0);
	if (!d->cut)
		mark_bytes(d, RESERVED, d->pos - 4, 4);
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

static void use_prefix(struct dis *d)
{
	static const struct bit_field prefix_flags[] = {{0x80, USE_MASK_L}, {0x40, USE_MASK_A}, {0x3f, USE_MASK_RSV}, {0}};
	static const struct bit_field decrement[] = {
		{0xffffffff, USE_FLAGS}, {DECREMENT_VALID, USE_V}, {DECREMENT_PREFERRED, USE_P}, {0x3fffffff, USE_RSV}, {0}};
	unsigned use_len = u8(d, USE_LEN), keep_len = u8(d, USE_KEEP), mask = u8(d, USE_MASK);
	also_bits(d, 1, mask, prefix_flags);
	unsigned ra = u8(d, USE_RA_FLAGS);
	also_bits(d, 1, ra, prefix_flags);
	uint32_t valid = u32(d, USE_VALID), preferred = u32(d, USE_PREFERRED), f = flags32(d, decrement);
	say(d, "%suse(", d->verbose > 1 ? "\n\t" : " ");
	if (f & (DECREMENT_VALID | DECREMENT_PREFERRED))
		say(d, "%s%s,", f & DECREMENT_VALID ? "V" : "", f & DECREMENT_PREFERRED ? "P" : "");
	if (d->verbose) {
		say(d, "mask=0x%x,raflags=0x%x,", mask, ra);
		lifetime(d, "vltime", valid);
		lifetime(d, "pltime", preferred);
	}
	say(d, "%s/%u/%u)", ip6_str(d, ip6(d, USE_PREFIX)), use_len, keep_len);
}

static void match_prefix(struct dis *d)
{
	static const struct token opcodes[] = {{1, "add"}, {2, "change"}, {3, "setglobal"}, {0, NULL}};
	unsigned opcode = u8(d, MATCH_OPCODE);
	u8(d, MATCH_LENGTH);
	unsigned ordinal = u8(d, MATCH_ORDINAL), match_len = u8(d, MATCH_LEN), least = u8(d, MATCH_MIN), most = u8(d, MATCH_MAX);
	bytes(d, RESERVED, 2);
	say(d, "%smatch(%s,", d->verbose > 1 ? "\n\t" : " ", tok(d, opcodes, "#%u", opcode));
	if (d->verbose)
		say(d, "ord=%u,min=%u,max=%u,", ordinal, least, most);
	say(d, "%s/%u)", ip6_str(d, ip6(d, MATCH_PREFIX)), match_len);
}

/* A part of so many bytes; false: they are not all there, which is said. */
static bool part(struct dis *d, unsigned group, uint32_t size, void (*read)(struct dis *d))
{
	bool whole = have(d, size);
	if (!whole)
		say_cut(d);
	if (!left(d))
		return false;
	struct saved s = quiet_begin(d, !whole);
	group_begin(d, group);
	read(d);
	group_end(d);
	quiet_end(d, &s);
	return whole;
}

/* A match and what it is to be changed to. */
static bool operation(struct dis *d)
{
	uint32_t end = d->pos + peek8(d, 1) * 8;
	if (!part(d, MATCH, MATCH_BYTES, match_prefix))
		return false;
	bool fits = end >= d->pos && (end - d->pos) % USE_BYTES == 0, on = true;
	if (!fits)
		say_cut(d);
	struct saved s = quiet_begin(d, !fits);
	while (on && d->pos < end)
		on = part(d, USE, USE_BYTES, use_prefix);
	uint32_t behind = d->pos;
	quiet_end(d, &s);
	seek(d, behind);
	return on;
}

static bool result(struct dis *d)
{
	static const struct bit_field bits_of_result[] = {{0xffff, RESULT_FLAGS}, {0xfffc, RESULT_RSV}, {2, RESULT_B}, {1, RESULT_F}, {0}};
	group_begin(d, RESULT);
	flags16(d, bits_of_result);
	u8(d, RESULT_ORDINAL);
	u8(d, RESULT_LEN);
	u32(d, RESULT_INTERFACE);
	ip6(d, RESULT_PREFIX);
	group_end(d);
	return !d->cut;
}

/* Of the parts the line says the first operation. */
void icmp6_renumbering(struct dis *d, const struct icmp6_message *m)
{
	static const struct token codes[] = {{COMMAND, "command"}, {RESULT_MESSAGE, "result"}, {SEQUENCE_RESET, "sequence number reset"}, {0, NULL}};
	bool whole = have(d, HEADER);
	if (!whole)
		say_cut(d);
	struct saved s = quiet_begin(d, !whole);
	uint32_t sequence = u32(d, RR_SEQUENCE);
	say(d, ", %s, seq=%u", tok(d, codes, "code-#%u", m->code), sequence);
	flags(d);
	bool on = m->code == COMMAND ? operation(d) : m->code == RESULT_MESSAGE;
	struct saved unsaid = quiet_begin(d, true);
	while (on && d->tape && left(d))
		on = m->code == COMMAND ? operation(d) : result(d);
	quiet_end(d, &unsaid);
	quiet_end(d, &s);
}
