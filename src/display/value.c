#include "display/value.h"

#include <string.h>

static const uint8_t types[] = {
	[F_NONE] = V_PROTO, [F_BOOL] = V_BOOL, [F_U8] = V_INT, [F_U16] = V_INT, [F_U24] = V_INT, [F_U32] = V_INT,
	[F_U64] = V_INT, [F_I8] = V_INT, [F_I16] = V_INT, [F_I32] = V_INT, [F_I64] = V_INT, [F_DOUBLE] = V_DOUBLE,
	[F_IP4] = V_IP4, [F_IP6] = V_IP6, [F_MAC] = V_MAC, [F_EUI64] = V_INT, [F_BYTES] = V_BYTES, [F_STR] = V_STRING,
	[F_OID] = V_BYTES, [F_GUID] = V_BYTES, [F_TIME] = V_TIME, [F_SPAN] = V_SPAN,
};

enum value_type value_type_of(const struct field *f)
{
	return (enum value_type)types[f->type];
}

const char *value_type_name(enum value_type t)
{
	static const char *const names[] = {
		[V_NONE] = "a literal", [V_INT] = "an integer", [V_BOOL] = "a boolean", [V_DOUBLE] = "a number",
		[V_IP4] = "an IPv4 address", [V_IP6] = "an IPv6 address", [V_MAC] = "an Ethernet address", [V_BYTES] = "bytes",
		[V_STRING] = "a string", [V_TIME] = "a date and time", [V_SPAN] = "a number of seconds", [V_PROTO] = "a protocol",
	};
	return names[t];
}

static bool is_signed(const struct field *f)
{
	return (f->type >= F_I8 && f->type <= F_I64) || f->type == F_TIME || f->type == F_SPAN;
}

void value_of_mark(struct value *v, const struct mark *m, enum value_type type)
{
	switch (type) {
	case V_DOUBLE:
		v->d = m->d;
		return;
	case V_BOOL:
		v->i = m->u != 0;
		return;
	case V_IP6:
	case V_MAC:
	case V_BYTES:
	case V_STRING:
	case V_PROTO:
		v->p = m->bytes;
		v->n = m->field->type == F_NONE && m->depth ? m->len : m->field->type == F_STR ? mark_string_length(m) : m->size;
		v->prefix = 128;
		return;
	default:
		v->i = is_signed(m->field) ? (value_int)m->i : (value_int)m->u;
		v->prefix = 32;
	}
}

static uint64_t ip4_mask(const struct value *a, const struct value *b)
{
	unsigned bits = a->prefix < b->prefix ? a->prefix : b->prefix;
	return bits ? UINT64_C(0xffffffff) << (32 - bits) & 0xffffffff : 0;
}

static int compare_prefix(const struct value *a, const struct value *b)
{
	unsigned bits = a->prefix < b->prefix ? a->prefix : b->prefix;
	if (a->n < 16 || b->n < 16)
		return (a->n > b->n) - (a->n < b->n);
	int order = memcmp(a->p, b->p, bits / 8);
	if (order || bits % 8 == 0)
		return order;
	unsigned mask = 0xff00u >> bits % 8 & 0xff;
	return (int)(a->p[bits / 8] & mask) - (int)(b->p[bits / 8] & mask);
}

static int compare_bytes(const struct value *a, const struct value *b)
{
	uint32_t n = a->n < b->n ? a->n : b->n;
	int order = n ? memcmp(a->p, b->p, n) : 0;
	return order ? order : (a->n > b->n) - (a->n < b->n);
}

int value_compare(enum value_type type, const struct value *a, const struct value *b)
{
	if (type == V_DOUBLE)
		return (a->d > b->d) - (a->d < b->d);
	if (type == V_IP6)
		return compare_prefix(a, b);
	if (value_is_bytes(type))
		return compare_bytes(a, b);
	value_int x = a->i, y = b->i;
	if (type == V_IP4) {
		x &= ip4_mask(a, b);
		y &= ip4_mask(a, b);
	}
	return (x > y) - (x < y);
}

bool value_equal(enum value_type type, const struct value *a, const struct value *b)
{
	if (value_is_bytes(type) && type != V_IP6)
		return a->n == b->n && (!a->n || !memcmp(a->p, b->p, a->n));
	return value_compare(type, a, b) == 0;
}

bool value_contains(const struct value *a, const struct value *b)
{
	return !b->n || (a->n && memmem(a->p, a->n, b->p, b->n));
}
