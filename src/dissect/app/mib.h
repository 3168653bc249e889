/* Objects of MIB modules (SMI: RFC 1155, RFC 2578) by their object identifiers.
 *
 * mib_modules.c reads modules with libsmi, once, before the first packet, and puts them into a table of our own;
 * what packets ask for is looked up there. */
#ifndef DISSECT_APP_MIB_H
#define DISSECT_APP_MIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;

enum { MIB_OID_LONGEST = 128 }; /* sub-identifiers: RFC 2578, section 3.5 */

/* What the value of an object is in a packet. */
enum mib_type {
	MIB_UNTYPED,
	MIB_INTEGER,    /* Integer32 and enumerations */
	MIB_UNSIGNED,   /* counters, gauges and time ticks of 32 bits */
	MIB_UNSIGNED64,
	MIB_OCTETS,     /* octet strings, bits, and IP addresses */
	MIB_OID,
	MIB_OTHER,
};

/* In the order of what they allow: RFC 2578, section 7.3. */
enum mib_access {
	MIB_ACCESS_UNKNOWN,
	MIB_NOT_ACCESSIBLE,
	MIB_FOR_NOTIFY,
	MIB_READ_ONLY,
	MIB_READ_WRITE,
};

struct mib_number {
	const char *name;
	int32_t value;
};

/* Both ends are allowed. Of MIB_INTEGER they are int64_t. */
struct mib_range {
	uint64_t from, to;
};

struct mib_object {
	const uint32_t *oid;
	unsigned oid_len;
	size_t order;         /* in which modules had them */
	const char *name, *module;
	bool variable;        /* a scalar or a column: it has values */
	uint8_t type;         /* enum mib_type */
	uint8_t access;       /* enum mib_access */
	unsigned number_count, range_count;
	const struct mib_number *numbers; /* an enumeration's */
	const struct mib_range *ranges;   /* none: any value */
};

/* Sorted by identifier, each once. */
struct mib {
	const struct mib_object *objects;
	size_t count;
};

/* The object whose identifier is the longest beginning of this one, or NULL. */
const struct mib_object *mib_find(const struct mib *m, const uint32_t *oid, unsigned len);
/* The name of an enumeration's value, or NULL. */
const char *mib_number_name(const struct mib_object *o, int64_t value);
bool mib_in_range(const struct mib_object *o, uint64_t value);

/* Of two identifiers: < 0, 0 or > 0. A beginning goes before what it begins. */
int mib_compare(const uint32_t *a, unsigned a_len, const uint32_t *b, unsigned b_len);

/* ---- mib_modules.c, or mib_absent.c where libsmi is not built in */

struct mib_modules {
	struct mib mib;
	struct mib_storage *storage;
};

/* libsmi's version, or NULL: modules cannot be read. */
const char *mib_library(void);
/* Modules by name, found on libsmi's path (SMIPATH, smi.conf), or by path. 0 or -errno with a sentence. */
int mib_read(struct mib_modules *m, const char *const *names, size_t count, struct err *err);
void mib_free(struct mib_modules *m);

#endif
