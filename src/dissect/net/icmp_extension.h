#ifndef DISSECT_NET_ICMP_EXTENSION_H
#define DISSECT_NET_ICMP_EXTENSION_H

#include "dissect/dissect.h"

/* Said with -v; start and length are the ICMP message's. The extension structure of an error, behind the
 * packet that it quotes (RFC 4884); the one object of an extended echo request, and what the reply says
 * (RFC 8335, also for ICMPv6); flags: the fields of the last byte of their header. */
void icmp_extensions(struct dis *d, uint32_t start, uint32_t length);
void icmp_extended_echo(struct dis *d, uint32_t start, uint32_t length, const struct bit_field *flags);
void icmp_extended_echo_reply(struct dis *d, uint32_t start, unsigned code, const struct bit_field *flags);

/* The fields only of the structure between two places of the message. */
void icmp_extension_fields(struct dis *d, uint32_t at, uint32_t end);

#endif
