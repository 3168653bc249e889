#include "display/literal.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "core/bytes.h"
#include "core/message.h"
#include "core/time.h"
#include "names/names.h"

/* Each reader: true when the text is such a value. */

static bool read_number(const char *s, value_int *v)
{
	char *end;
	errno = 0;
	unsigned long long u = strtoull(s, &end, 0);
	*v = (value_int)u;
	return isdigit((unsigned char)*s) && !errno && !*end;
}

static bool read_prefix(const char *s, unsigned most, uint8_t *prefix)
{
	char *end;
	unsigned long n = *s == '/' ? strtoul(s + 1, &end, 10) : most;
	*prefix = (uint8_t)n;
	return !*s || (*s == '/' && isdigit((unsigned char)s[1]) && !*end && n <= most);
}

static bool read_ip4(const char *s, struct value *v)
{
	char address[INET_ADDRSTRLEN];
	size_t n = strcspn(s, "/");
	uint8_t b[4];
	if (n >= sizeof address)
		return false;
	memcpy(address, s, n);
	address[n] = 0;
	if (inet_pton(AF_INET, address, b) != 1)
		return false;
	v->i = be32(b);
	return read_prefix(s + n, 32, &v->prefix);
}

static bool read_ip6(struct arena *a, const char *s, struct value *v)
{
	size_t n = strcspn(s, "/");
	char *address = arena_strndup(a, s, n);
	uint8_t *b = arena_alloc(a, 16);
	if (!address || !b || inet_pton(AF_INET6, address, b) != 1)
		return false;
	v->p = b;
	v->n = 16;
	return read_prefix(s + n, 128, &v->prefix);
}

/* A host's name, which the system is asked for: its first address of that family. */
static bool read_host(const struct display_compiler *c, const char *s, bool ip6, struct value *v)
{
	enum { MOST = 64 };
	struct names_address found[MOST];
	size_t count = c->names && *s ? c->names->ops->host_addresses(c->names, s, found, MOST) : 0;
	for (size_t i = 0; i < count; i++) {
		if (found[i].ip6 != ip6)
			continue;
		v->prefix = ip6 ? 128 : 32;
		if (!ip6) {
			v->i = found[i].ip4;
			return true;
		}
		v->p = (const uint8_t *)arena_strndup(c->arena, (const char *)found[i].ip6_bytes, 16);
		v->n = 16;
		return v->p;
	}
	return false;
}

static unsigned hex_digit(char c)
{
	return isdigit((unsigned char)c) ? (unsigned)(c - '0') : (unsigned)(tolower((unsigned char)c) - 'a' + 10);
}

/* Pairs of hex digits, with one kind of separator or none; a lone digit is a byte too. */
static bool read_bytes(struct arena *a, const char *s, struct value *v)
{
	uint8_t *b = arena_alloc(a, strlen(s) + 1);
	char separator = 0;
	if (!b)
		return false;
	v->p = b;
	v->n = 0;
	while (isxdigit((unsigned char)*s)) {
		b[v->n] = (uint8_t)hex_digit(*s++);
		if (isxdigit((unsigned char)*s))
			b[v->n] = (uint8_t)(b[v->n] << 4 | hex_digit(*s++));
		v->n++;
		if (!*s || isxdigit((unsigned char)*s))
			continue;
		if (!strchr(":-.", *s) || (separator && *s != separator))
			return false;
		separator = *s++;
	}
	return v->n && !*s;
}

static bool read_span(const char *s, value_int *ns)
{
	char *end;
	errno = 0;
	unsigned long long seconds = strtoull(s, &end, 10);
	int64_t unit = NS_PER_S;
	if (!isdigit((unsigned char)*s) || errno || seconds > INT64_MAX / NS_PER_S)
		return false;
	*ns = (value_int)seconds * NS_PER_S;
	if (*end == '.')
		while (isdigit((unsigned char)*++end)) {
			unit /= 10;
			*ns += (*end - '0') * unit;
		}
	return !*end;
}

/* "Nov 14, 2023 22:13:25.5", "2023-11-14 22:13:25.5", with a T between, with a Z behind: UTC. Local time else. */
static bool read_time(const char *s, value_int *ns)
{
	static const char *const forms[] = {"%b %d, %Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%b %d, %Y %H:%M",
		"%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%b %d, %Y", "%Y-%m-%d"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct tm tm = {.tm_isdst = -1};
		const char *end = strptime(s, forms[i], &tm);
		int64_t unit = NS_PER_S, fraction = 0;
		if (!end)
			continue;
		if (*end == '.')
			while (isdigit((unsigned char)*++end)) {
				unit /= 10;
				fraction += (*end - '0') * unit;
			}
		bool utc = !strcmp(end, "Z") || !strcmp(end, " UTC");
		if (*end && !utc)
			continue;
		*ns = (value_int)(utc ? timegm(&tm) : mktime(&tm)) * NS_PER_S + fraction;
		return true;
	}
	return false;
}

static bool read_word(const struct node *with, const char *s, value_int *v)
{
	for (uint32_t i = 0; with && i < with->field_count; i++)
		for (const struct token *t = with->fields[i]->tokens; t && t->word; t++)
			if (!strcasecmp(t->word, s)) {
				*v = t->value;
				return true;
			}
	return false;
}

static bool read_truth(const char *s, value_int *v)
{
	static const char *const words[] = {"false", "true", "not set", "set", "no", "yes"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(words[i], s)) {
			*v = i & 1;
			return true;
		}
	bool number = read_number(s, v);
	*v = *v != 0;
	return number;
}

static uint64_t largest_of(const struct node *with)
{
	static const uint64_t largest[] = {[F_U8] = UINT8_MAX, [F_U16] = UINT16_MAX, [F_U24] = 0xffffff, [F_U32] = UINT32_MAX,
		[F_I8] = INT8_MAX, [F_I16] = INT16_MAX, [F_I32] = INT32_MAX};
	uint64_t most = 0;
	for (uint32_t i = 0; with && with->kind == N_FIELD && i < with->field_count; i++) {
		uint8_t type = with->fields[i]->type;
		uint64_t v = type < sizeof largest / sizeof *largest ? largest[type] : 0;
		if (!v)
			return UINT64_MAX;
		most = v > most ? v : most;
	}
	return most ? most : UINT64_MAX;
}

static int read_int(struct display_compiler *c, struct node *n, const struct node *with)
{
	if (n->kind == N_CHAR) {
		n->value.i = (uint8_t)*n->text;
		return 0;
	}
	if (read_word(with, n->text, &n->value.i))
		return 0;
	if (n->kind == N_STRING || !read_number(n->text, &n->value.i))
		return err_at(c->err, c->source, n->at, "`%s' is not %s", n->text, value_type_name(V_INT));
	uint64_t most = largest_of(with);
	if (n->value.i > (value_int)most)
		return err_at(c->err, c->source, n->at, "`%s' is too large: the field's largest value is %llu", n->text,
			(unsigned long long)most);
	return 0;
}

static bool read_double(const char *s, double *v)
{
	char *end;
	*v = strtod(s, &end);
	return end != s && !*end;
}

static bool read(struct display_compiler *c, struct node *n, enum value_type type)
{
	struct value *v = &n->value;
	if (type == V_STRING || (n->kind != N_WORD && (type == V_BYTES || type == V_PROTO))) {
		v->p = (const uint8_t *)n->text;
		v->n = n->len;
		return true;
	}
	switch (type) {
	case V_BOOL:
		return read_truth(n->text, &v->i);
	case V_DOUBLE:
		return read_double(n->text, &v->d);
	case V_IP4:
		return n->kind == N_WORD && (read_ip4(n->text, v) || read_host(c, n->text, false, v));
	case V_IP6:
		return n->kind == N_WORD && (read_ip6(c->arena, n->text, v) || read_host(c, n->text, true, v));
	case V_MAC:
		return n->kind == N_WORD && read_bytes(c->arena, n->text, v) && v->n == 6;
	case V_TIME:
		return read_time(n->text, &v->i);
	case V_SPAN:
		return read_span(n->text, &v->i);
	default:
		return read_bytes(c->arena, n->text, v);
	}
}

int literal_convert(struct display_compiler *c, struct node *n, enum value_type type, const struct node *with)
{
	if (type == V_INT) {
		if (read_int(c, n, with) < 0)
			return c->err->code;
	} else if (!read(c, n, type)) {
		static const char *const forms[] = {[V_IP4] = " (10.0.0.1, 10.0.0.0/8, or a host's name that has one)",
			[V_IP6] = " (2001:db8::1, 2001:db8::/32, or a host's name that has one)", [V_MAC] = " (six bytes: 02:00:00:00:00:01)",
			[V_TIME] = " (\"2026-11-21 10:00:05.25\", with Z behind it: UTC)", [V_BYTES] = " (02:00:5e, or a \"string\")",
			[V_PROTO] = " (02:00:5e, or a \"string\")"};
		const char *form = type < sizeof forms / sizeof *forms && forms[type] ? forms[type] : "";
		return err_at(c->err, c->source, n->at, "`%s' is not %s%s", n->text,
			value_type_name(type == V_PROTO ? V_BYTES : type), form);
	}
	n->kind = N_VALUE;
	n->type = (uint8_t)type;
	return 0;
}
