#ifndef DISSECT_NET_ICMP_EXTENSION_H
#define DISSECT_NET_ICMP_EXTENSION_H

#include "dissect/dissect.h"

/* The extension structure of an ICMP message (RFC 4884): of errors behind the quoted packet, of extended echoes (RFC 8335)
 * behind the header. Said with -v. */
void icmp_extensions(struct dis *d, uint32_t start, uint32_t length, bool error, bool extended_echo);

#endif
