/* Memcached's text protocol: doc/protocol.txt of memcached. Of requests the command line is read, of replies
 * the first line. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { MEMCACHE, COMMAND, KEY, FLAGS, EXPIRATION, VALUE_LENGTH, RESPONSE };
enum { PORT = 11211, LINE = 512, WORD = 32 };

static const struct field fields[] = {
	[MEMCACHE] = {"memcache", "Memcache Protocol"},
	[COMMAND] = {"memcache.command", "Command", F_STR},
	[KEY] = {"memcache.key", "Key", F_STR},
	[FLAGS] = {"memcache.flags", "Flags", F_U32},
	[EXPIRATION] = {"memcache.expiration", "Expiration", F_U32},
	[VALUE_LENGTH] = {"memcache.value.length", "Value length", F_U32},
	[RESPONSE] = {"memcache.response", "Response", F_STR},
};

/* Commands with keys, and whether flags, expiration and length follow. */
static const struct token commands[] = {
	{1, "get"},
	{1, "gets"},
	{1, "gat"},
	{1, "gats"},
	{1, "delete"},
	{1, "incr"},
	{1, "decr"},
	{1, "touch"},
	{2, "set"},
	{2, "add"},
	{2, "replace"},
	{2, "append"},
	{2, "prepend"},
	{2, "cas"},
	{3, "stats"},
	{3, "version"},
	{3, "flush_all"},
	{3, "quit"},
	{3, "verbosity"},
	{3, "mg"},
	{3, "ms"},
	{3, "md"},
	{3, "ma"},
	{3, "mn"},
	{0, NULL},
};

/* The next word of the line, blanks before it passed over. */
static struct span next_word(struct dis *d, unsigned field)
{
	uint32_t n = 0;
	while (peek8(d, 0) == ' ')
		skip(d, 1);
	while (have(d, n + 1) && peek8(d, n) > ' ')
		n++;
	return soft_bytes(d, n ? field : 0, n);
}

static void number(struct dis *d, unsigned field)
{
	struct span s = next_word(d, 0);
	uint32_t v = 0;
	for (uint32_t i = 0; i < s.len && i < 9 && span_u8(s, i) >= '0' && span_u8(s, i) <= '9'; i++)
		v = v * 10 + span_u8(s, i) - '0';
	if (s.len)
		mark_uint(d, field, s.pos, s.len, v);
}

static uint32_t kind_of(struct span s)
{
	for (const struct token *t = commands; t->word; t++)
		if (strlen(t->word) == s.len && !memcmp(t->word, s.p, s.len))
			return t->value;
	return 0;
}

static void say_line(struct dis *d)
{
	uint32_t n = 0;
	while (n < LINE && have(d, n + 1) && peek8(d, n) != '\r' && peek8(d, n) != '\n')
		n++;
	say_s(d, ": Memcached: ");
	say_text(d, span_at(d, d->pos, n));
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	unsigned c = peek8(d, 0);
	if (c < ' ' || c > '~')
		return; /* the binary protocol, or the middle of a value */
	say_line(d);
	uint32_t kind = kind_of(next_word(d, 0));
	seek(d, start);
	if (!kind) {
		next_word(d, RESPONSE);
		return;
	}
	next_word(d, COMMAND);
	if (kind == 1 || kind == 2)
		next_word(d, KEY);
	if (kind == 2) {
		number(d, FLAGS);
		number(d, EXPIRATION);
		number(d, VALUE_LENGTH);
	}
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, PORT, 0},
	{0},
};

const struct proto proto_memcached = {
	.name = "memcache",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
};
