/* --follow-interfaces: interfaces that come later are opened by a helper, filter included. */
#ifndef START_OPENER_H
#define START_OPENER_H

#include "run.h"

/* r->opener; nothing is started where nobody asks for it. */
int start_opener(struct run *r, struct err *err);

#endif
