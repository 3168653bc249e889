/* The emitters of core/text.h beside printf: every number of few digits, both sides of every power of ten, random ones. */
#include "core/text.h"

#include <inttypes.h>
#include <stdlib.h>

#include "tests/harness.h"

static unsigned wrong(uint64_t v)
{
	char want[80];
	uint32_t a = (uint32_t)v;
	struct text t = {0};
	int n = snprintf(want, sizeof want, "%" PRIu64 " %06" PRIu64 " %u.%u.%u.%u", v, v, a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255);
	text_u(&t, v);
	text_c(&t, ' ');
	text_u_pad(&t, v, 6);
	text_c(&t, ' ');
	text_ip4(&t, a);
	bool same = t.len == (size_t)n && !memcmp(t.data, want, t.len);
	if (!same)
		printf("want %s, got %.*s\n", want, (int)t.len, t.data);
	text_free(&t);
	return !same;
}

int main(void)
{
	enum { SMALL = 110000, RANDOM = 100000, SEED = 1 };
	struct harness h = {0};
	unsigned bad = 0;
	for (uint64_t v = 0; v < SMALL; v++)
		bad += wrong(v);
	check(&h, !bad, "numbers of up to five digits");
	bad = wrong(UINT32_MAX) + wrong(UINT64_MAX);
	for (uint64_t power = 1; power <= UINT64_MAX / 10; power *= 10)
		for (int d = -2; d <= 2; d++)
			bad += wrong(power * 10 + (uint64_t)d);
	check(&h, !bad, "numbers around the powers of ten");
	srandom(SEED);
	bad = 0;
	for (unsigned i = 0; i < RANDOM; i++)
		bad += wrong((uint64_t)random() << (random() % 33) ^ (uint64_t)random());
	check(&h, !bad, "random numbers");
	return harness_end(&h);
}
