/* What went wrong, in one sentence for a person.
 *
 * Functions return 0 or -errno; those at an edge that a person sees also take a struct err and put the sentence
 * there: what, where, and what to do. The first sentence stays. */
#ifndef CORE_ERR_H
#define CORE_ERR_H

/* Exit statuses that say what failed, as with tcpdump; 1 is any other error. */
enum exit_status {
	EXIT_MEMORY = 12,  /* for dissecting or printing */
	EXIT_OPEN = 13,    /* a file that a dissector needs */
	EXIT_WRITE = 14,   /* lines, or a verb's answer */
	EXIT_SECRET = 15,  /* of -E */
};

struct err {
	int code; /* 0: nothing went wrong; else the -errno of the first failure */
	int status; /* enum exit_status; 0: 1 */
	char text[512];
};

/* Notes the sentence, unless one is there already, and returns code, so `return err_set(e, -EINVAL, ...)`. */
int err_set(struct err *e, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As err_set(), with the exit status. */
int err_set_status(struct err *e, enum exit_status status, int code, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
