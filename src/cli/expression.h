#ifndef CLI_EXPRESSION_H
#define CLI_EXPRESSION_H

#include "cli/options.h"

/* The filter's text: of the file of -F (without its comments), or the words of the command line joined by blanks.
 * malloc'ed; NULL: see err. */
char *expression_text(const struct options *o, struct err *err);

#endif
