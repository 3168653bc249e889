/* tapline fields [PATTERN]: the names that display filters and columns know. */
#ifndef ANSWERS_FIELD_NAMES_H
#define ANSWERS_FIELD_NAMES_H

#include "core/err.h"

/* Writes name, type and title of each field to fd. A pattern with * ? [ is matched with the whole name, another is looked for
 * within name and title; NULL: all. -ENOENT: none is so called. */
int field_names_list(const char *pattern, int fd, struct err *err);

#endif
