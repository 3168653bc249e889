/* MIB modules, read with libsmi and put into a table sorted by object identifier. */
#include <errno.h>
#include <smi.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/err.h"
#include "dissect/app/mib.h"

struct mib_storage {
	struct arena arena;
	struct mib_object *objects;
	size_t count, room;
};

const char *mib_library(void)
{
	return SMI_VERSION_STRING;
}

static enum mib_type type_of(SmiBasetype base)
{
	switch (base) {
	case SMI_BASETYPE_INTEGER32:
	case SMI_BASETYPE_ENUM:
		return MIB_INTEGER;
	case SMI_BASETYPE_UNSIGNED32:
		return MIB_UNSIGNED;
	case SMI_BASETYPE_UNSIGNED64:
		return MIB_UNSIGNED64;
	case SMI_BASETYPE_OCTETSTRING:
	case SMI_BASETYPE_BITS:
		return MIB_OCTETS;
	case SMI_BASETYPE_OBJECTIDENTIFIER:
		return MIB_OID;
	default:
		return MIB_OTHER;
	}
}

static enum mib_access access_of(SmiAccess access)
{
	switch (access) {
	case SMI_ACCESS_NOT_ACCESSIBLE:
		return MIB_NOT_ACCESSIBLE;
	case SMI_ACCESS_NOTIFY:
		return MIB_FOR_NOTIFY;
	case SMI_ACCESS_READ_ONLY:
		return MIB_READ_ONLY;
	case SMI_ACCESS_READ_WRITE:
		return MIB_READ_WRITE;
	default:
		return MIB_ACCESS_UNKNOWN;
	}
}

/* Where a type that is derived from others says nothing of its own, they hold. */
static bool add_numbers(struct arena *a, SmiType *type, struct mib_object *o)
{
	SmiNamedNumber *first = NULL;
	unsigned n = 0;
	for (; type && !(first = smiGetFirstNamedNumber(type)); type = smiGetParentType(type))
		;
	for (SmiNamedNumber *x = first; x; x = smiGetNextNamedNumber(x))
		n++;
	struct mib_number *numbers = n ? arena_array(a, struct mib_number, n) : NULL;
	for (SmiNamedNumber *x = first; numbers && x; x = smiGetNextNamedNumber(x))
		numbers[o->number_count++] = (struct mib_number){x->name, x->value.value.integer32};
	o->numbers = numbers;
	return o->number_count == n;
}

static uint64_t bound_of(const SmiValue *v)
{
	switch (v->basetype) {
	case SMI_BASETYPE_INTEGER32:
		return (uint64_t)(int64_t)v->value.integer32;
	case SMI_BASETYPE_UNSIGNED32:
		return v->value.unsigned32;
	case SMI_BASETYPE_INTEGER64:
		return (uint64_t)v->value.integer64;
	default:
		return v->value.unsigned64;
	}
}

static bool add_ranges(struct arena *a, SmiType *type, struct mib_object *o)
{
	SmiRange *first = NULL;
	unsigned n = 0;
	for (; type && !(first = smiGetFirstRange(type)); type = smiGetParentType(type))
		;
	for (SmiRange *x = first; x; x = smiGetNextRange(x))
		n++;
	struct mib_range *ranges = n ? arena_array(a, struct mib_range, n) : NULL;
	for (SmiRange *x = first; ranges && x; x = smiGetNextRange(x))
		ranges[o->range_count++] = (struct mib_range){bound_of(&x->minValue), bound_of(&x->maxValue)};
	o->ranges = ranges;
	return o->range_count == n;
}

static bool describe(struct arena *a, SmiNode *node, size_t order, struct mib_object *o)
{
	SmiModule *module = smiGetNodeModule(node);
	*o = (struct mib_object){
		.order = order,
		.oid = node->oid,
		.oid_len = node->oidlen,
		.name = node->name,
		.module = module && module->name ? module->name : "",
		.variable = node->nodekind & (SMI_NODEKIND_SCALAR | SMI_NODEKIND_COLUMN),
		.access = access_of(node->access),
	};
	SmiType *type = o->variable ? smiGetNodeType(node) : NULL;
	if (!type)
		return true;
	o->type = type_of(type->basetype);
	if (type->basetype == SMI_BASETYPE_ENUM)
		return add_numbers(a, type, o);
	return o->type == MIB_OCTETS || o->type == MIB_OID || o->type == MIB_OTHER || add_ranges(a, type, o);
}

static int add(struct mib_storage *s, SmiNode *node, struct err *err)
{
	if (s->count == s->room) {
		size_t room = s->room ? 2 * s->room : 1024;
		struct mib_object *more = reallocarray(s->objects, room, sizeof *more);
		if (!more)
			return err_set(err, -ENOMEM, "no memory for MIB modules");
		s->objects = more;
		s->room = room;
	}
	size_t order = s->count++;
	bool described = describe(&s->arena, node, order, &s->objects[order]);
	return described ? 0 : err_set(err, -ENOMEM, "no memory for MIB modules");
}

/* With what is above each object: iso is in no module. (libsmi's look-up by identifier overlooks columns now
 * and then.) */
static int add_module(struct mib_storage *s, SmiModule *module, struct err *err)
{
	int e = 0;
	SmiNode *n = smiGetFirstNode(module, SMI_NODEKIND_ANY);
	for (; n && e >= 0; n = smiGetNextNode(n, SMI_NODEKIND_ANY)) {
		unsigned len = n->oidlen + 1;
		for (SmiNode *above = n; above && above->oidlen < len && e >= 0; above = smiGetParentNode(above)) {
			len = above->oidlen;
			e = above->name && len && len <= MIB_OID_LONGEST ? add(s, above, err) : 0;
		}
	}
	return e;
}

static int by_identifier(const void *a, const void *b)
{
	const struct mib_object *x = a, *y = b;
	return mib_compare(x->oid, x->oid_len, y->oid, y->oid_len);
}

static int by_identifier_and_order(const void *a, const void *b)
{
	const struct mib_object *x = a, *y = b;
	int order = by_identifier(a, b);
	return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* Sorted, and each once: of several with one identifier, the one that was read first. */
static void order(struct mib_storage *s)
{
	size_t kept = 0;
	if (s->count)
		qsort(s->objects, s->count, sizeof *s->objects, by_identifier_and_order);
	for (size_t i = 0; i < s->count; i++)
		if (!kept || by_identifier(&s->objects[kept - 1], &s->objects[i]))
			s->objects[kept++] = s->objects[i];
	s->count = kept;
}

int mib_read(struct mib_modules *m, const char *const *names, size_t count, struct err *err)
{
	int e = 0;
	m->storage = calloc(1, sizeof *m->storage);
	/* The section of smi.conf that tcpdump's users have. */
	if (!m->storage || smiInit("tcpdump"))
		return err_set(err, -ENOMEM, "no memory for MIB modules");
	for (size_t i = 0; i < count; i++)
		if (!smiLoadModule(names[i]))
			return err_set(err, -ENOENT, "could not load MIB module %s", names[i]);
	for (SmiModule *module = smiGetFirstModule(); module && e >= 0; module = smiGetNextModule(module))
		e = add_module(m->storage, module, err);
	order(m->storage);
	m->mib = (struct mib){m->storage->objects, m->storage->count};
	return e;
}

void mib_free(struct mib_modules *m)
{
	if (!m->storage)
		return;
	smiExit();
	arena_free(&m->storage->arena);
	free(m->storage->objects);
	free(m->storage);
	*m = (struct mib_modules){0};
}
