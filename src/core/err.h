/* What went wrong, in one sentence for a person.
 *
 * Functions return 0 or -errno; those at an edge that a person sees also take a struct err and put the sentence
 * there: what, where, and what to do. The first sentence stays. */
#ifndef CORE_ERR_H
#define CORE_ERR_H

struct err {
	int code; /* 0: nothing went wrong; else the -errno of the first failure */
	char text[512];
};

/* Notes the sentence, unless one is there already, and returns code, so `return err_set(e, -EINVAL, ...)`. */
int err_set(struct err *e, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
