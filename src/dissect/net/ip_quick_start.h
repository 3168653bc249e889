#ifndef DISSECT_NET_IP_QUICK_START_H
#define DISSECT_NET_IP_QUICK_START_H

#include "dissect/dissect.h"

/* The fields of a Quick-Start option of IPv4 or IPv6 behind its length: first is the function's, and those
 * of rate, TTL, its difference, what is not used, nonce and what is reserved follow it. */
void ip_quick_start(struct dis *d, unsigned first);

#endif
