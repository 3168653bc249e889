/* ICMPv6 router renumbering: RFC 2894.
 *
 *	| type 1 | code 1 | checksum 2 | sequence 4 | segment 1 | flags 1 | max delay 2 | reserved 4 |
 *	match: | opcode 1 | length 1, in 8 bytes | ordinal 1 | match length 1 | min 1 | max 1 | 2 | prefix 16 |
 *	use:   | use length 1 | keep length 1 | mask 1 | RA flags 1 | valid 4 | preferred 4 | flags 4 | prefix 16 |
 */
#include "dissect/net/icmp6.h"

enum { COMMAND = 0, RESULT = 1, SEQUENCE_RESET = 255, MATCH = 24, USE = 32 };
enum { DECREMENT_VALID = 0x80000000, DECREMENT_PREFERRED = 0x40000000, INFINITE = 0xffffffff };

static void flags(struct dis *d)
{
	static const struct { uint8_t bit; char letter; } letters[] = {{0x80, 'T'}, {0x40, 'R'}, {0x20, 'A'}, {0x10, 'S'}, {0x08, 'P'}};
	unsigned segment = u8(d, RR_SEGMENT), f = u8(d, RR_FLAGS), delay = u16(d, RR_MAX_DELAY);
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
	if (!have(d, USE)) {
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
	say(d, "%s/%u/%u)", ip6_str(d, ip6(d, RR_USE_PREFIX)), use_len, keep_len);
	return true;
}

static void match(struct dis *d)
{
	static const struct token opcodes[] = {{1, "add"}, {2, "change"}, {3, "setglobal"}, {0, NULL}};
	uint32_t start = d->pos;
	if (!have(d, MATCH)) {
		say_cut(d);
		return;
	}
	unsigned opcode = u8(d, RR_OPCODE), len = u8(d, 0), ordinal = u8(d, 0), match_len = u8(d, 0), least = u8(d, 0), most = u8(d, 0);
	u16(d, 0);
	say(d, "%smatch(%s,", d->verbose > 1 ? "\n\t" : " ", tok(d, opcodes, "#%u", opcode));
	if (d->verbose)
		say(d, "ord=%u,min=%u,max=%u,", ordinal, least, most);
	say(d, "%s/%u)", ip6_str(d, ip6(d, RR_MATCH_PREFIX)), match_len);
	uint32_t end = start + len * 8u;
	while (d->pos < end && use(d))
		;
}

void icmp6_renumbering(struct dis *d, unsigned code)
{
	static const struct token codes[] = {{COMMAND, "command"}, {RESULT, "result"}, {SEQUENCE_RESET, "sequence number reset"}, {0, NULL}};
	if (!need(d, 12))
		return;
	uint32_t sequence = u32(d, RR_SEQUENCE);
	say(d, ", %s, seq=%u", tok(d, codes, "code-#%u", code), sequence);
	flags(d);
	if (code != COMMAND)
		return;
	match(d); /* further ones are allowed and not looked at */
}
