#ifndef PRIV_POSTROTATE_H
#define PRIV_POSTROTATE_H

/* Runs `command path` (no shell, niced) beside the capture, as the user and without any capability; user NULL: as who we
 * are. Returns when it has been started. */
void postrotate(const char *command, const char *user, const char *path);

#endif
