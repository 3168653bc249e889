/* Objects of MIB modules, found by object identifier. */
#include "dissect/app/mib.h"

int mib_compare(const uint32_t *a, unsigned a_len, const uint32_t *b, unsigned b_len)
{
	for (unsigned i = 0; i < a_len && i < b_len; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return a_len < b_len ? -1 : a_len > b_len;
}

/* The first object of [from, to) whose sub-identifier at this depth is at least `id`. All of them have the same
 * ones before. */
static size_t lower_bound(const struct mib *m, size_t from, size_t to, unsigned depth, uint64_t id)
{
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		const struct mib_object *o = &m->objects[middle];
		if (o->oid_len <= depth || o->oid[depth] < id)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct mib_object *mib_find(const struct mib *m, const uint32_t *oid, unsigned len)
{
	const struct mib_object *found = NULL;
	size_t from = 0, to = m->count;
	for (unsigned depth = 0; depth < len && from < to; depth++) {
		from = lower_bound(m, from, to, depth, oid[depth]);
		to = lower_bound(m, from, to, depth, (uint64_t)oid[depth] + 1);
		if (from < to && m->objects[from].oid_len == depth + 1)
			found = &m->objects[from];
	}
	return found;
}

const char *mib_number_name(const struct mib_object *o, int64_t value)
{
	for (unsigned i = 0; i < o->number_count; i++)
		if (o->numbers[i].value == value)
			return o->numbers[i].name;
	return NULL;
}

bool mib_in_range(const struct mib_object *o, uint64_t value)
{
	bool in = !o->range_count;
	for (unsigned i = 0; i < o->range_count && !in; i++) {
		const struct mib_range *r = &o->ranges[i];
		in = o->type == MIB_INTEGER ? (int64_t)value >= (int64_t)r->from && (int64_t)value <= (int64_t)r->to :
			value >= r->from && value <= r->to;
	}
	return in;
}
