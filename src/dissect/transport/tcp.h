/* TCP's connections, for the engine. */
#ifndef DISSECT_TRANSPORT_TCP_H
#define DISSECT_TRANSPORT_TCP_H

#include "dissect/dissect.h"

/* A segment between these IPv4 addresses and ports will be dissected soon. */
void tcp_expect(struct dis *d, const uint8_t *src, const uint8_t *dst, uint16_t sport, uint16_t dport);

#endif
