/* The seccomp filter of `tapline exec`: stops at network calls, lets all others pass. */
#ifndef HOST_CALL_FILTER_H
#define HOST_CALL_FILTER_H

/* For the calling process and all that it starts. 0 or -errno. Without CAP_SYS_ADMIN the process gives up
 * gaining privileges by set-user-ID programs (no_new_privs). */
int call_filter_load(void);

#endif
