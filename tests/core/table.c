/* core/table.h beside a plain array of what should be in it, through growth into huge pages, removal and clearing. */
#include "core/table.h"

#include <stdlib.h>

#include "tests/harness.h"

enum { KEYS = 1 << 16, STEPS = 1 << 20, SEED = 7 };

struct key {
	uint8_t bytes[13];
};

static struct key key_of(uint32_t n)
{
	struct key k = {{0}};
	for (unsigned i = 0; i < sizeof n; i++)
		k.bytes[i * 3] = (uint8_t)(n >> (8 * i));
	return k;
}

static void compare(struct harness *h, const struct table *t, const uint64_t *model)
{
	size_t there = 0, wrong = 0, walked = 0, at = 0;
	for (uint32_t n = 0; n < KEYS; n++) {
		struct key k = key_of(n);
		const uint64_t *v = table_find(t, &k);
		there += model[n] != 0;
		wrong += (v ? *v : 0) != model[n];
	}
	const void *key;
	void *value;
	while (table_next(t, &at, &key, &value))
		walked++;
	check(h, !wrong, "every key has the value that was put there, and no other");
	check(h, t->count == there, "as many entries as keys");
	check(h, walked == there, "the walk meets each entry once");
}

static void step(struct table *t, uint64_t *model, uint32_t n, uint64_t v)
{
	struct key k = key_of(n);
	bool fresh;
	if (v % 4 == 0) {
		table_remove(t, &k);
		model[n] = 0;
		return;
	}
	uint64_t *value = table_add(t, &k, &fresh);
	if (!value || fresh == (model[n] != 0))
		abort();
	*value = model[n] = v;
}

int main(void)
{
	struct harness h = {0};
	struct table t;
	uint64_t *model = calloc(KEYS, sizeof *model);
	if (!model)
		return 1;
	table_init(&t, sizeof(struct key), sizeof(uint64_t), 0);
	srandom(SEED);
	for (uint64_t i = 1; i <= STEPS; i++) {
		step(&t, model, (uint32_t)random() % KEYS, (uint64_t)random() + 1);
		if (i == 1000 || i == STEPS)
			compare(&h, &t, model);
	}
	check(&h, table_is_large(&t), "the table has grown past the small pages");
	table_clear(&t);
	for (uint32_t n = 0; n < KEYS; n++)
		model[n] = 0;
	compare(&h, &t, model);
	table_free(&t);
	free(model);
	return harness_end(&h);
}
