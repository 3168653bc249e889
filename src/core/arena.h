/* Memory that is given back all at once: for one compile, one packet, one file.
 *
 * A budget may be set; an allocation past it returns NULL, and so does one that the system refuses. */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* the newest, from which is given */
	size_t used;               /* bytes given since the last reset */
	size_t budget;             /* 0: no limit */
};

/* Zeroed memory, aligned for any type. NULL: the budget or the memory is used up. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, alloc_size(2)));
/* A copy of len bytes with a zero byte behind them. */
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Everything is given back; one chunk stays for the next use. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

#endif
