/* tapline tcpinfo: the kernel's view of its TCP connections, once or again and again. */
#ifndef ANSWERS_TCPINFO_H
#define ANSWERS_TCPINFO_H

#include "answers/answer.h"
#include "core/err.h"
#include "filter/compile.h"
#include "sink/text.h"

struct tcpinfo_options {
	const struct answer_options *answer; /* every, sort, top, style */
	const struct text_options *text;     /* of the times before lines */
	const struct filter *filter; /* for LINKTYPE_RAW: connections one of whose packets would match */
	uint64_t count;		     /* looks; 0: no end where there is more than one */
};

/* To a terminal, or once: a table. Otherwise lines, of what has changed since the look before. 0 or -errno;
 * EPIPE is not told. */
int tcpinfo_run(const struct tcpinfo_options *o, int fd, struct err *err);

#endif
