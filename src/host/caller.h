/* What is run for whoever called this program has that user's rights, whatever the program's file adds to
 * them. */
#ifndef HOST_CALLER_H
#define HOST_CALLER_H

/* Gives up for good what set-user-ID, set-group-ID or file capabilities have added; root's own rights stay
 * root's. The process can be traced by its user again. 0 or -errno. */
int become_caller(void);

#endif
