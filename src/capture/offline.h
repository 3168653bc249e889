/* A capture file as a source of packets. */
#ifndef CAPTURE_OFFLINE_H
#define CAPTURE_OFFLINE_H

#include "capture/source.h"

/* Takes over the descriptor of input_descriptor(), also when it fails. *source is the caller's, to be closed with its ops->close. */
int offline_open(int fd, const char *path, struct source **source, struct err *err);

#endif
