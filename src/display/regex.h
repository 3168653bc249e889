/* Regular expressions of `matches`: PCRE2, upper and lower case alike unless the pattern says (?-i). */
#ifndef DISPLAY_REGEX_H
#define DISPLAY_REGEX_H

#include <stdbool.h>
#include <stdint.h>

struct regex;

/* NULL: the pattern is wrong (why is in message) or there is no memory. Compiled ones form a list by `next`. */
struct regex *regex_new(const char *pattern, uint32_t len, struct regex *next, char *message, uint32_t size);
/* It and all that follow. */
void regex_free_all(struct regex *r);
bool regex_matches(struct regex *r, const uint8_t *p, uint32_t n);

#endif
