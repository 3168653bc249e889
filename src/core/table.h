/* A hash table from short byte keys to fixed-size values, open addressing, grown by doubling.
 *
 * Keys and values lie inside the table (no allocation per entry). A pointer to a value holds until the next
 * insert. Keys are hashed with a per-table random seed, so that nobody can aim packets at one slot. */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table {
	uint8_t *slots;        /* size slots of {state, key, value} */
	size_t size, count;    /* size is a power of two */
	size_t limit;          /* entries at most; 0: as memory allows */
	uint64_t seed;
	uint16_t key, value;   /* bytes */
	uint16_t slot;         /* bytes of one slot */
	uint16_t value_at;     /* where the value starts in a slot */
};

void table_init(struct table *t, size_t key_bytes, size_t value_bytes, size_t limit);
void table_free(struct table *t);
/* The value of a key, or NULL. */
void *table_find(const struct table *t, const void *key);
/* Larger than the processor's own caches, so that table_expect() is worth its while. */
bool table_is_large(const struct table *t);
/* The key will be looked for soon: its slot is fetched from memory meanwhile. The table is not empty. */
void table_expect(const struct table *t, const void *key);
/* The value of a key, made (zeroed) where it is not there; *fresh says so. NULL: no memory, or the limit. */
void *table_add(struct table *t, const void *key, bool *fresh);
void table_remove(struct table *t, const void *key);
void table_clear(struct table *t);
/* Walks all entries: start with *at = 0; false at the end. */
bool table_next(const struct table *t, size_t *at, const void **key, void **value);

#endif
