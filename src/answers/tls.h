/* TLS connections by what their handshakes say in clear: names, versions, ciphers, certificates, fingerprints. */
#ifndef ANSWERS_TLS_H
#define ANSWERS_TLS_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int tls_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
