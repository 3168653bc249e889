#include "dissect/fields.h"

#include <errno.h>
#include <stdlib.h>

#include "core/message.h"

static int by_name(const void *a, const void *b)
{
	const struct field_entry *x = a, *y = b;
	int order = strcmp(x->name, y->name);
	return order ? order : (x->field > y->field) - (x->field < y->field);
}

static bool has_name(const struct field *f)
{
	return f->name && *f->name;
}

static size_t count_names(void)
{
	size_t n = 0;
	for (const struct proto *const *p = registry; *p; p++)
		for (unsigned i = 0; i < (*p)->field_count; i++)
			n += has_name(&(*p)->fields[i]) + ((*p)->fields[i].either != NULL);
	return n;
}

/* Protocols may share one table of fields. */
static void drop_repeats(struct field_index *x)
{
	size_t kept = 0;
	for (size_t i = 0; i < x->count; i++)
		if (!kept || by_name(&x->entries[kept - 1], &x->entries[i]))
			x->entries[kept++] = x->entries[i];
	x->count = kept;
}

int field_index_init(struct field_index *x)
{
	*x = (struct field_index){.entries = malloc(count_names() * sizeof *x->entries)};
	if (!x->entries)
		return -ENOMEM;
	for (const struct proto *const *p = registry; *p; p++)
		for (unsigned i = 0; i < (*p)->field_count; i++) {
			const struct field *f = &(*p)->fields[i];
			if (has_name(f))
				x->entries[x->count++] = (struct field_entry){f->name, f, *p};
			if (f->either)
				x->entries[x->count++] = (struct field_entry){f->either, f, *p};
		}
	qsort(x->entries, x->count, sizeof *x->entries, by_name);
	drop_repeats(x);
	return 0;
}

void field_index_free(struct field_index *x)
{
	free(x->entries);
	*x = (struct field_index){0};
}

struct field_set field_index_find(const struct field_index *x, const char *name)
{
	size_t low = 0, high = x->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(x->entries[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	struct field_set set = {&x->entries[low], 0};
	while (low + set.count < x->count && !strcmp(x->entries[low + set.count].name, name))
		set.count++;
	return set;
}

const char *field_index_near(const struct field_index *x, const char *name)
{
	const char **names = calloc(x->count + 1, sizeof *names);
	if (!names)
		return NULL;
	for (size_t i = 0; i < x->count; i++)
		names[i] = x->entries[i].name;
	const char *near = near_word(name, names);
	free(names);
	return near;
}

const struct field *field_named(const char *name)
{
	for (const struct proto *const *p = registry; *p; p++)
		for (unsigned i = 0; i < (*p)->field_count; i++)
			if (has_name(&(*p)->fields[i]) && !strcmp((*p)->fields[i].name, name))
				return &(*p)->fields[i];
	return NULL;
}
