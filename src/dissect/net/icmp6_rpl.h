/* What the files of RPL share. */
#ifndef DISSECT_NET_ICMP6_RPL_H
#define DISSECT_NET_ICMP6_RPL_H

#include "dissect/net/icmp6.h"

/* Codes of the ICMPv6 type. */
enum icmp6_rpl_code { DIS = 0, DIO = 1, DAO = 2, DAO_ACK = 3, P2P_DRO = 4, P2P_DRO_ACK = 5, CONSISTENCY_CHECK = 0x0a, SECURE = 0x80 };

/* What lines do not say, quietly. Of an option the n bytes behind its length. */
void icmp6_rpl_option_values(struct dis *d, unsigned type, uint32_t n);
/* What goes before a secured message: RFC 6550 section 6.1. */
void icmp6_rpl_security(struct dis *d);
/* A whole message up to its options. False: it is none of these. */
bool icmp6_rpl_values(struct dis *d, unsigned code);

#endif
