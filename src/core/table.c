#include "core/table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { FREE, USED }; /* first byte of a slot */
enum { FIRST_SIZE = 64 };

static uint64_t mix(uint64_t h, uint64_t v)
{
	__uint128_t m = (__uint128_t)(h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static uint64_t hash(const struct table *t, const uint8_t *key)
{
	uint64_t h = t->seed;
	size_t n = t->key;
	for (; n >= 8; n -= 8, key += 8) {
		uint64_t v;
		memcpy(&v, key, 8);
		h = mix(h, v);
	}
	uint64_t v = 0;
	memcpy(&v, key, n);
	return mix(mix(h, v), n + 1);
}

void table_init(struct table *t, size_t key_bytes, size_t value_bytes, size_t limit)
{
	*t = (struct table){.key = (uint16_t)key_bytes, .value = (uint16_t)value_bytes, .limit = limit};
	t->value_at = (uint16_t)((1 + key_bytes + 7) & ~(size_t)7);
	t->slot = (uint16_t)((t->value_at + value_bytes + 7) & ~(size_t)7);
	if (getrandom(&t->seed, sizeof t->seed, GRND_NONBLOCK) != sizeof t->seed)
		t->seed = (uint64_t)(uintptr_t)t * UINT64_C(0x9e3779b97f4a7c15);
}

void table_free(struct table *t)
{
	free(t->slots);
	t->slots = NULL;
	t->size = t->count = 0;
}

void table_clear(struct table *t)
{
	if (t->slots)
		memset(t->slots, 0, t->size * t->slot);
	t->count = 0;
}

/* The slot of the key, or the free slot where it would go. The table has a free slot always. */
static uint8_t *probe(const struct table *t, const void *key)
{
	for (size_t i = hash(t, key);; i++) {
		uint8_t *s = t->slots + (i & (t->size - 1)) * t->slot;
		if (s[0] == FREE || !memcmp(s + 1, key, t->key))
			return s;
	}
}

void *table_find(const struct table *t, const void *key)
{
	if (!t->count)
		return NULL;
	uint8_t *s = probe(t, key);
	return s[0] == USED ? s + t->value_at : NULL;
}

static bool grow(struct table *t)
{
	struct table bigger = *t;
	bigger.size = t->size ? t->size * 2 : FIRST_SIZE;
	bigger.slots = calloc(bigger.size, bigger.slot);
	if (!bigger.slots)
		return false;
	for (size_t i = 0; i < t->size; i++) {
		uint8_t *s = t->slots + i * t->slot;
		if (s[0] == USED)
			memcpy(probe(&bigger, s + 1), s, t->slot);
	}
	free(t->slots);
	*t = bigger;
	return true;
}

void *table_add(struct table *t, const void *key, bool *fresh)
{
	if (fresh)
		*fresh = false;
	void *there = table_find(t, key);
	if (there)
		return there;
	if (t->limit && t->count >= t->limit)
		return NULL;
	if (t->count * 4 >= t->size * 3 && !grow(t))
		return NULL;
	uint8_t *s = probe(t, key);
	s[0] = USED;
	memcpy(s + 1, key, t->key);
	t->count++;
	if (fresh)
		*fresh = true;
	return s + t->value_at;
}

/* Closes the gap: entries behind it that would no longer be found move up. */
void table_remove(struct table *t, const void *key)
{
	if (!t->count)
		return;
	uint8_t *s = probe(t, key);
	if (s[0] == FREE)
		return;
	size_t gap = (size_t)(s - t->slots) / t->slot;
	for (size_t i = gap;;) {
		i = (i + 1) & (t->size - 1);
		uint8_t *next = t->slots + i * t->slot;
		if (next[0] == FREE)
			break;
		size_t home = hash(t, next + 1) & (t->size - 1);
		if (((i - home) & (t->size - 1)) >= ((i - gap) & (t->size - 1))) {
			memcpy(t->slots + gap * t->slot, next, t->slot);
			gap = i;
		}
	}
	memset(t->slots + gap * t->slot, 0, t->slot);
	t->count--;
}

bool table_next(const struct table *t, size_t *at, const void **key, void **value)
{
	for (; *at < t->size; (*at)++) {
		uint8_t *s = t->slots + *at * t->slot;
		if (s[0] != USED)
			continue;
		*key = s + 1;
		*value = s + t->value_at;
		(*at)++;
		return true;
	}
	return false;
}
