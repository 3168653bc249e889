#include "answers/field_names.h"

#include <errno.h>
#include <fnmatch.h>
#include <string.h>

#include "answers/output.h"
#include "dissect/fields.h"

static const char *const types[] = {
	[F_NONE] = "protocol or group", [F_BOOL] = "boolean", [F_U8] = "integer, 8 bits", [F_U16] = "integer, 16 bits",
	[F_U24] = "integer, 24 bits", [F_U32] = "integer, 32 bits", [F_U64] = "integer, 64 bits",
	[F_I8] = "signed integer, 8 bits", [F_I16] = "signed integer, 16 bits", [F_I32] = "signed integer, 32 bits",
	[F_I64] = "signed integer, 64 bits", [F_DOUBLE] = "number", [F_IP4] = "IPv4 address", [F_IP6] = "IPv6 address",
	[F_MAC] = "Ethernet address", [F_EUI64] = "EUI-64", [F_BYTES] = "bytes", [F_STR] = "string", [F_OID] = "object identifier",
	[F_GUID] = "GUID", [F_TIME] = "date and time", [F_SPAN] = "seconds",
};

static bool wanted(const struct field_entry *e, const char *pattern)
{
	if (!pattern)
		return true;
	if (strpbrk(pattern, "*?["))
		return !fnmatch(pattern, e->name, FNM_CASEFOLD);
	return strcasestr(e->name, pattern) || (e->field->title && strcasestr(e->field->title, pattern));
}

static void put_padded(struct text *o, const char *s, size_t width)
{
	text_s(o, s);
	for (size_t n = strlen(s); n < width; n++)
		text_c(o, ' ');
	text_bytes(o, "  ", 2);
}

/* A name for either side says both titles; names that several protocols share stand once. */
static void put_row(struct output *out, const struct field_entry *e, const struct field_entry *end, size_t width)
{
	const char *title = e->field->title ? e->field->title : "";
	put_padded(&out->text, e->name, width);
	put_padded(&out->text, types[e->field->type], 23);
	text_s(&out->text, title);
	const struct field_entry *twin = e + 1;
	if (e->field->either == e->name && twin < end && !strcmp(twin->name, e->name) && twin->field->title) {
		text_s(&out->text, " or ");
		text_s(&out->text, twin->field->title);
	}
	text_c(&out->text, '\n');
}

int field_names_list(const char *pattern, int fd, struct err *err)
{
	struct field_index x;
	struct output out = {.fd = fd};
	size_t width = 0, count = 0;
	if (field_index_init(&x) < 0)
		return err_set(err, -ENOMEM, "no memory");
	for (size_t i = 0; i < x.count; i++)
		if (wanted(&x.entries[i], pattern) && strlen(x.entries[i].name) > width)
			width = strlen(x.entries[i].name);
	for (size_t i = 0; i < x.count; i++) {
		const struct field_entry *e = &x.entries[i];
		if (!wanted(e, pattern) || (i && !strcmp(e[-1].name, e->name)))
			continue;
		put_row(&out, e, x.entries + x.count, width);
		output_flush_some(&out);
		count++;
	}
	field_index_free(&x);
	int e = output_close(&out, err);
	return e < 0 || count ? e : err_set(err, -ENOENT, "fields: no field has `%s' in its name or title", pattern);
}
