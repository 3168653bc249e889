#ifndef CLI_POSTROTATE_H
#define CLI_POSTROTATE_H

/* Runs `command path` (no shell, niced) beside the capture. context is the command, a const char *. */
void postrotate(void *context, const char *path);

#endif
