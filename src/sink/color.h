/* Colours of lines: a table of display filters, the first that matches gives the colour. */
#ifndef SINK_COLOR_H
#define SINK_COLOR_H

#include "core/err.h"
#include "dissect/tape.h"

struct colors;

/* 0, or -errno with a sentence. */
int colors_new(struct colors **c, struct err *err);
void colors_free(struct colors *c);
/* What goes before the line ("\033[31m"), or NULL: no colour. Behind a coloured line goes COLOR_END. */
const char *colors_of(struct colors *c, const struct tape *t);

#define COLOR_END "\033[0m"

enum color_when { COLOR_NEVER, COLOR_AUTO, COLOR_ALWAYS };

/* With COLOR_AUTO: is fd a terminal that shows colours, and NO_COLOR not set (no-color.org)? */
bool color_wanted(enum color_when when, int fd);

#endif
