/* Checks that count, for test programs: the last line is "N passed, N failed". */
#ifndef TESTS_HARNESS_H
#define TESTS_HARNESS_H

#include <stdio.h>

struct harness {
	unsigned passed, failed;
};

/* Counts a check and says what failed. */
static inline void check(struct harness *h, int truth, const char *what)
{
	truth ? h->passed++ : h->failed++;
	if (!truth)
		printf("FAILED: %s\n", what);
}

static inline int harness_end(const struct harness *h)
{
	printf("%u passed, %u failed\n", h->passed, h->failed);
	return h->failed || !h->passed;
}

#endif
