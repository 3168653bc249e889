#include "display/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

#include "display/limits.h"

struct regex {
	struct regex *next;
	pcre2_code *code;
	pcre2_match_data *found;
	pcre2_match_context *context;
};

static void regex_free(struct regex *r)
{
	pcre2_match_context_free(r->context);
	pcre2_match_data_free(r->found);
	pcre2_code_free(r->code);
	free(r);
}

struct regex *regex_new(const char *pattern, uint32_t len, struct regex *next, char *message, uint32_t size)
{
	int number = 0;
	PCRE2_SIZE at;
	struct regex *r = calloc(1, sizeof *r);
	snprintf(message, size, "no memory");
	if (!r)
		return NULL;
	r->code = pcre2_compile((PCRE2_SPTR)pattern, len, PCRE2_CASELESS | PCRE2_NEVER_UTF, &number, &at, NULL);
	if (!r->code)
		pcre2_get_error_message(number, (PCRE2_UCHAR *)message, size);
	else
		r->found = pcre2_match_data_create(1, NULL);
	r->context = pcre2_match_context_create(NULL);
	if (!r->found || !r->context) {
		regex_free(r);
		return NULL;
	}
	pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE); /* without it, it is slower and no more */
	pcre2_set_match_limit(r->context, LIMIT_REGEX_STEPS);
	r->next = next;
	return r;
}

void regex_free_all(struct regex *r)
{
	while (r) {
		struct regex *next = r->next;
		regex_free(r);
		r = next;
	}
}

bool regex_matches(struct regex *r, const uint8_t *p, uint32_t n)
{
	return pcre2_match(r->code, n ? (PCRE2_SPTR)p : (PCRE2_SPTR)"", n, 0, 0, r->found, r->context) >= 0;
}
