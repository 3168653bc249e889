/* Fields by name, for display filters, columns and whoever looks for one on a tape.
 *
 * Several protocols may have a field of the same name, and a name such as "ip.addr" stands for two fields of one
 * protocol: a name is a set of fields, and a mark on the tape is of that name when its field is in the set. */
#ifndef DISSECT_FIELDS_H
#define DISSECT_FIELDS_H

#include <stddef.h>

#include "dissect/dissect.h"

struct field_entry {
	const char *name;          /* field->name or field->either */
	const struct field *field;
	const struct proto *proto;
};

/* All names of the registry, sorted by name; entries of one name are neighbours. */
struct field_index {
	struct field_entry *entries;
	size_t count;
};

struct field_set {
	const struct field_entry *entries; /* of the index, which must outlive the set */
	size_t count;                      /* 0: nobody has a field so named */
};

/* -ENOMEM: no memory. */
int field_index_init(struct field_index *x);
void field_index_free(struct field_index *x);
struct field_set field_index_find(const struct field_index *x, const char *name);
/* The name that a misspelt one most likely means, or NULL. */
const char *field_index_near(const struct field_index *x, const char *name);
/* The first field so named of the registry, without an index; NULL: there is none. */
const struct field *field_named(const char *name);

#endif
