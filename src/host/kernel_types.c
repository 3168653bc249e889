#include "host/kernel_types.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NESTED = 8, LARGEST = 1 << 28 };

struct kernel_types {
	uint8_t *data;
	const uint8_t *types, *types_end;
	const char *names;
	uint32_t names_length;
	const struct btf_type **list; /* by number; 0 is void */
	uint32_t count;
};

/* Bytes behind the head of a type. */
static size_t rest_of(const struct btf_type *t)
{
	unsigned n = BTF_INFO_VLEN(t->info);
	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return 4;
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return n * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return n * sizeof(struct btf_enum);
	case BTF_KIND_FUNC_PROTO:
		return n * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return n * sizeof(struct btf_var_secinfo);
	case BTF_KIND_ENUM64:
		return n * sizeof(struct btf_enum64);
	default:
		return 0;
	}
}

static bool read_all(struct kernel_types *t, size_t *size)
{
	struct stat st;
	int fd = open("/sys/kernel/btf/vmlinux", O_RDONLY | O_CLOEXEC);
	bool known = fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size < LARGEST;
	t->data = known ? malloc((size_t)st.st_size) : NULL;
	for (*size = 0; t->data && *size < (size_t)st.st_size;) {
		ssize_t n = read(fd, t->data + *size, (size_t)st.st_size - *size);
		if (n <= 0)
			break;
		*size += (size_t)n;
	}
	if (fd >= 0)
		close(fd);
	return t->data && *size >= sizeof(struct btf_header);
}

static bool find_sections(struct kernel_types *t, size_t size)
{
	const struct btf_header *h = (const void *)t->data;
	if (h->magic != BTF_MAGIC || h->hdr_len > size || h->type_off > size || h->type_len > size || h->str_off > size ||
		h->str_len > size || !h->str_len || (uint64_t)h->hdr_len + h->type_off + h->type_len > size ||
		(uint64_t)h->hdr_len + h->str_off + h->str_len > size)
		return false;
	t->types = t->data + h->hdr_len + h->type_off;
	t->types_end = t->types + h->type_len;
	t->names = (const char *)t->data + h->hdr_len + h->str_off;
	t->names_length = h->str_len;
	return !t->names[t->names_length - 1];
}

/* Counts the types, or lists them. */
static void walk(struct kernel_types *t, bool list)
{
	const uint8_t *at = t->types;
	uint32_t n = 1;
	while ((size_t)(t->types_end - at) >= sizeof(struct btf_type)) {
		const struct btf_type *type = (const void *)at;
		size_t size = sizeof *type + rest_of(type);
		if (size > (size_t)(t->types_end - at))
			break;
		if (list)
			t->list[n] = type;
		n++;
		at += size;
	}
	t->count = n;
}

struct kernel_types *kernel_types_new(void)
{
	struct kernel_types *t = calloc(1, sizeof *t);
	size_t size;
	if (t && read_all(t, &size) && find_sections(t, size)) {
		walk(t, false);
		t->list = calloc(t->count, sizeof *t->list);
	}
	if (!t || !t->list) {
		kernel_types_free(t);
		return NULL;
	}
	walk(t, true);
	return t;
}

void kernel_types_free(struct kernel_types *t)
{
	if (!t)
		return;
	free(t->list);
	free(t->data);
	free(t);
}

static const char *name_at(const struct kernel_types *t, uint32_t offset)
{
	return offset < t->names_length ? t->names + offset : "";
}

static int named(const struct kernel_types *t, const char *name)
{
	for (uint32_t i = 1; i < t->count; i++)
		if (BTF_INFO_KIND(t->list[i]->info) == BTF_KIND_STRUCT && !strcmp(name_at(t, t->list[i]->name_off), name))
			return (int)i;
	return -ENOENT;
}

static int offset_in(const struct kernel_types *t, uint32_t type, const char *member, unsigned depth)
{
	const struct btf_type *s = type && type < t->count && depth < NESTED ? t->list[type] : NULL;
	if (!s || (BTF_INFO_KIND(s->info) != BTF_KIND_STRUCT && BTF_INFO_KIND(s->info) != BTF_KIND_UNION))
		return -ENOENT;
	const struct btf_member *m = (const void *)(s + 1);
	for (unsigned i = 0; i < BTF_INFO_VLEN(s->info); i++) {
		uint32_t bits = BTF_INFO_KFLAG(s->info) ? BTF_MEMBER_BIT_OFFSET(m[i].offset) : m[i].offset;
		const char *name = name_at(t, m[i].name_off);
		int inside = *name ? strcmp(name, member) ? -ENOENT : 0 : offset_in(t, m[i].type, member, depth + 1);
		if (inside >= 0)
			return (int)(bits / 8) + inside;
	}
	return -ENOENT;
}

int kernel_types_offset(const struct kernel_types *t, const char *structure, const char *member)
{
	int s = named(t, structure);
	return s < 0 ? s : offset_in(t, (uint32_t)s, member, 0);
}
