#include "start/complain.h"

#include <stdio.h>

int complain(const struct options *o, const struct err *e)
{
	fflush(stdout);
	fprintf(stderr, "%s: %s\n", o->program, e->text);
	return e->status ? e->status : 1;
}
