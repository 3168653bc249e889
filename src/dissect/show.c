#include "dissect/show.h"

#include <time.h>

#include "core/time.h"

void show_span(struct text *t, int64_t ns)
{
	uint64_t v = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;
	if (ns < 0)
		text_c(t, '-');
	text_u(t, v / NS_PER_S);
	text_c(t, '.');
	text_u_pad(t, v % NS_PER_S, 9);
}

void show_time(struct text *t, int64_t ns)
{
	time_t second = (time_t)time_seconds(ns);
	struct tm tm;
	char date[64], zone[32];
	if (!localtime_r(&second, &tm))
		return;
	strftime(date, sizeof date, "%b %e, %Y %H:%M:%S", &tm);
	strftime(zone, sizeof zone, " %Z", &tm);
	text_s(t, date);
	text_c(t, '.');
	text_u_pad(t, time_nanos(ns), 9);
	text_s(t, zone);
}

void show_oid(struct text *t, const uint8_t *p, uint32_t n)
{
	uint64_t v = 0;
	bool first = true;
	for (uint32_t i = 0; i < n; i++) {
		v = v << 7 | (p[i] & 0x7f);
		if (p[i] & 0x80)
			continue;
		if (first) {
			uint64_t top = v < 40 ? 0 : v < 80 ? 1 : 2;
			text_u(t, top);
			v -= top * 40;
		}
		first = false;
		text_c(t, '.');
		text_u(t, v);
		v = 0;
	}
}

void show_guid(struct text *t, const uint8_t *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			text_c(t, '-');
		text_x_pad(t, p[i], 2);
	}
}

static void show_hex(struct text *t, const struct mark *m)
{
	for (uint32_t i = 0; i < m->size; i++)
		text_x_pad(t, m->bytes[i], 2);
}

static void show_unsigned(struct text *t, const struct mark *m)
{
	static const uint8_t digits[] = {[F_U8] = 2, [F_U16] = 4, [F_U24] = 6, [F_U32] = 8, [F_U64] = 16};
	const struct field *f = m->field;
	if (f->base == HEX) {
		text_bytes(t, "0x", 2);
		text_x_pad(t, m->u, digits[f->type]);
	} else if (f->base == OCT) {
		text_printf(t, "%#llo", (unsigned long long)m->u);
	} else {
		text_u(t, m->u);
	}
}

void show_value(struct text *t, const struct mark *m)
{
	uint8_t eui[8];
	switch ((enum field_type)m->field->type) {
	case F_NONE:
		return;
	case F_BOOL:
		text_c(t, m->u ? '1' : '0');
		return;
	case F_I8:
	case F_I16:
	case F_I32:
	case F_I64:
		text_i(t, m->i);
		return;
	case F_DOUBLE:
		text_printf(t, "%.15g", m->d);
		return;
	case F_IP4:
		text_ip4(t, (uint32_t)m->u);
		return;
	case F_IP6:
		text_ip6(t, m->bytes);
		return;
	case F_MAC:
		text_mac(t, m->bytes, m->size);
		return;
	case F_EUI64:
		for (int i = 0; i < 8; i++)
			eui[i] = (uint8_t)(m->u >> (56 - 8 * i));
		text_mac(t, eui, 8);
		return;
	case F_STR:
		text_bytes(t, m->bytes, mark_string_length(m));
		return;
	case F_OID:
		show_oid(t, m->bytes, m->size);
		return;
	case F_GUID:
		show_guid(t, m->bytes, m->size);
		return;
	case F_TIME:
		show_time(t, m->i);
		return;
	case F_SPAN:
		show_span(t, m->i);
		return;
	case F_BYTES:
		show_hex(t, m);
		return;
	case F_U8:
	case F_U16:
	case F_U24:
	case F_U32:
	case F_U64:
		show_unsigned(t, m);
	}
}
