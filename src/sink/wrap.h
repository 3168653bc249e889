/* --wrap: long lines folded at a good place to a terminal's width. */
#ifndef SINK_WRAP_H
#define SINK_WRAP_H

#include <stddef.h>

#include "core/text.h"

/* Puts s into out, which stands at `column` of its line. A line longer than `width` goes on in the next one, four columns
 * further in than it began: behind a comma, semicolon or colon where one is in the last third, else at a blank, else within a
 * word. Bytes are columns (lines are ASCII). width: at least 20. */
void wrap_put(struct text *out, const char *s, size_t n, unsigned column, unsigned width);
/* Columns of the terminal at fd; of $COLUMNS where it is none; else 80. */
unsigned wrap_width(int fd);

#endif
