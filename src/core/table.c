#include "core/table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>

/* A slot is {tag, key, value}. The tag is a part of the key's hash, so that most slots of other keys are passed without
 * comparing keys; no key has the tag of a free slot. */
typedef uint32_t tag_t;
enum { FREE = 0, KEY_AT = sizeof(tag_t) };
enum { FIRST_SIZE = 64, CACHE_LINE = 64, HUGE_PAGE = 2 << 20, SECOND_CACHE = 1 << 20 };

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
	t->value_at = (uint16_t)((KEY_AT + key_bytes + 7) & ~(size_t)7);
	t->slot = (uint16_t)((t->value_at + value_bytes + 7) & ~(size_t)7);
	if (getrandom(&t->seed, sizeof t->seed, GRND_NONBLOCK) != sizeof t->seed)
		t->seed = (uint64_t)(uintptr_t)t * UINT64_C(0x9e3779b97f4a7c15);
}

/* Zeroed slots. Large tables are met at random places: in huge pages, most of that is found without walking page tables. */
static uint8_t *new_slots(size_t n)
{
	uint8_t *slots;
	if (n < HUGE_PAGE) {
		slots = aligned_alloc(CACHE_LINE, (n + CACHE_LINE - 1) & ~(size_t)(CACHE_LINE - 1));
		return slots ? memset(slots, 0, n) : NULL;
	}
	slots = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (slots == MAP_FAILED)
		return NULL;
	madvise(slots, n, MADV_HUGEPAGE); /* where it is refused, small pages do */
	return slots;
}

static void free_slots(uint8_t *slots, size_t n)
{
	if (n < HUGE_PAGE)
		free(slots);
	else
		munmap(slots, n);
}

void table_free(struct table *t)
{
	free_slots(t->slots, t->size * t->slot);
	t->slots = NULL;
	t->size = t->count = 0;
}

void table_clear(struct table *t)
{
	if (t->slots)
		memset(t->slots, 0, t->size * t->slot);
	t->count = 0;
}

static tag_t tag_of(uint64_t h)
{
	return (tag_t)(h >> 32) | 1;
}

static tag_t tag_at(const uint8_t *slot)
{
	tag_t tag;
	memcpy(&tag, slot, sizeof tag);
	return tag;
}

/* The slot of the key, or the free slot where it would go. The table has a free slot always. */
static uint8_t *probe(const struct table *t, const void *key, uint64_t h)
{
	for (size_t i = h;; i++) {
		uint8_t *s = t->slots + (i & (t->size - 1)) * t->slot;
		tag_t tag = tag_at(s);
		if (tag == FREE || (tag == tag_of(h) && !memcmp(s + KEY_AT, key, t->key)))
			return s;
	}
}

bool table_is_large(const struct table *t)
{
	return t->size * t->slot > SECOND_CACHE;
}

void table_expect(const struct table *t, const void *key)
{
	__builtin_prefetch(t->slots + (hash(t, key) & (t->size - 1)) * t->slot, 1);
}

void *table_find(const struct table *t, const void *key)
{
	if (!t->count)
		return NULL;
	uint8_t *s = probe(t, key, hash(t, key));
	return tag_at(s) == FREE ? NULL : s + t->value_at;
}

static bool grow(struct table *t)
{
	struct table bigger = *t;
	bigger.size = t->size ? t->size * 2 : FIRST_SIZE;
	bigger.slots = new_slots(bigger.size * bigger.slot);
	if (!bigger.slots)
		return false;
	for (size_t i = 0; i < t->size; i++) {
		const uint8_t *s = t->slots + i * t->slot;
		if (tag_at(s) != FREE)
			memcpy(probe(&bigger, s + KEY_AT, hash(t, s + KEY_AT)), s, t->slot);
	}
	free_slots(t->slots, t->size * t->slot);
	*t = bigger;
	return true;
}

void *table_add(struct table *t, const void *key, bool *fresh)
{
	uint64_t h = hash(t, key);
	uint8_t *s = t->count ? probe(t, key, h) : NULL;
	bool there = s && tag_at(s) != FREE;
	if (fresh)
		*fresh = false;
	if (there)
		return s + t->value_at;
	if (t->limit && t->count >= t->limit)
		return NULL;
	if (t->count * 4 >= t->size * 3) {
		if (!grow(t))
			return NULL;
		s = NULL;
	}
	if (!s)
		s = probe(t, key, h);
	tag_t tag = tag_of(h);
	memcpy(s, &tag, sizeof tag);
	memcpy(s + KEY_AT, key, t->key);
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
	const uint8_t *s = probe(t, key, hash(t, key));
	if (tag_at(s) == FREE)
		return;
	size_t gap = (size_t)(s - t->slots) / t->slot;
	for (size_t i = gap;;) {
		i = (i + 1) & (t->size - 1);
		const uint8_t *next = t->slots + i * t->slot;
		if (tag_at(next) == FREE)
			break;
		size_t home = hash(t, next + KEY_AT) & (t->size - 1);
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
		if (tag_at(s) == FREE)
			continue;
		*key = s + KEY_AT;
		*value = s + t->value_at;
		(*at)++;
		return true;
	}
	return false;
}
