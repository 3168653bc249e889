/* Error sentences about an expression: what, the text, and a caret under the place. */
#ifndef CORE_MESSAGE_H
#define CORE_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

/* No place in the text is known. */
#define ERR_NOWHERE UINT32_MAX

/* Sets err (code -EINVAL) and returns -EINVAL. */
int err_at(struct err *err, const char *source, uint32_t at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The entry of names (NULL-terminated) that a misspelt word most likely means, or NULL. */
const char *near_word(const char *word, const char *const *names);

#endif
