#ifndef DISSECT_NET_IP_OPTIONS_H
#define DISSECT_NET_IP_OPTIONS_H

#include "dissect/dissect.h"

/* The options of an IPv4 header, len bytes from the cursor: ", options (NOP,RR 10.0.0.1)". quiet: for fields only.
 * False: one was not captured whole. */
bool ip_options(struct dis *d, uint32_t len, bool quiet);

#endif
