#ifndef DISSECT_NET_IP6_IOAM_H
#define DISSECT_NET_IP6_IOAM_H

#include "dissect/dissect.h"

/* In situ OAM (RFC 9197) in an IPv6 option (RFC 9486): fields of n bytes behind the option's length. */
void ip6_ioam(struct dis *d, uint32_t n);

#endif
