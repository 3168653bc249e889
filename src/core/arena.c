#include "core/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 * 1024 };

struct arena_chunk {
	struct arena_chunk *older;
	size_t size, used;
	alignas(max_align_t) unsigned char data[];
};

void *arena_alloc(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		return NULL;
	size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (a->budget && (size > a->budget || a->used > a->budget - size))
		return NULL;
	struct arena_chunk *c = a->chunk;
	if (!c || c->size - c->used < size) {
		size_t room = size > CHUNK ? size : CHUNK;
		c = malloc(sizeof *c + room);
		if (!c)
			return NULL;
		c->older = a->chunk;
		c->size = room;
		c->used = 0;
		a->chunk = c;
	}
	void *p = c->data + c->used;
	c->used += size;
	a->used += size;
	return memset(p, 0, size);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);
	if (p)
		memcpy(p, s, len);
	return p;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	char *p = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1);
	if (!p)
		return NULL;
	va_start(ap, format);
	vsnprintf(p, (size_t)n + 1, format, ap);
	va_end(ap);
	return p;
}

void arena_reset(struct arena *a)
{
	struct arena_chunk *c = a->chunk;
	if (!c)
		return;
	for (struct arena_chunk *o = c->older; o;) {
		struct arena_chunk *older = o->older;
		free(o);
		o = older;
	}
	c->older = NULL;
	c->used = 0;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	arena_reset(a);
	free(a->chunk);
	a->chunk = NULL;
}
