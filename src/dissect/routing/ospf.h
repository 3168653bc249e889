/* What the files of OSPF share. */
#ifndef DISSECT_ROUTING_OSPF_H
#define DISSECT_ROUTING_OSPF_H

#include "dissect/dissect.h"

/* Packet types of both versions. */
extern const struct token ospf_types[];

/* A traffic engineering LSA (RFC 3630) from the cursor to `end`. false: it is malformed, and the rest of the packet
 * makes no sense. */
bool ospf_te_lsa(struct dis *d, uint32_t end);
/* The same for a router information LSA, or an extended prefix LSA (`prefix`). */
bool ospf_sr_lsa(struct dis *d, bool prefix, uint32_t end);
/* The same for a Grace LSA; its TLVs are named by the two fields. */
bool ospf_grace_lsa(struct dis *d, unsigned type_field, unsigned length_field, uint32_t end);

#endif
