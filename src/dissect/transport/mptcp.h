#ifndef DISSECT_TRANSPORT_MPTCP_H
#define DISSECT_TRANSPORT_MPTCP_H

#include "dissect/dissect.h"

/* Multipath TCP option (RFC 6824, RFC 8684) of len bytes, of which kind and length (2) are read. False: it cannot be so. */
bool mptcp_option(struct dis *d, unsigned len, unsigned tcp_flags);

#endif
