#include "dissect/tape.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_MARKS = 256 };

void tape_reset(struct tape *t, uint32_t packet_len)
{
	t->count = 0;
	t->buffers = 1;
	t->buffer_len[0] = packet_len;
	t->full = false;
	arena_reset(&t->bytes);
	t->bytes.budget = LIMIT_TAPE_BYTES;
}

void tape_free(struct tape *t)
{
	free(t->marks);
	arena_free(&t->bytes);
	*t = (struct tape){0};
}

static bool grow(struct tape *t)
{
	uint32_t size = t->size ? t->size * 2 : FIRST_MARKS;
	if (size > LIMIT_MARKS)
		return false;
	struct mark *marks = realloc(t->marks, size * sizeof *marks);
	if (!marks)
		return false;
	t->marks = marks;
	t->size = size;
	return true;
}

struct mark *tape_add(struct tape *t, const struct field *f)
{
	if (t->count == t->size && !grow(t)) {
		t->full = true;
		return NULL;
	}
	struct mark *m = &t->marks[t->count++];
	memset(m, 0, sizeof *m);
	m->field = f;
	return m;
}
