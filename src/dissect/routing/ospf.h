/* What the files of OSPF share. */
#ifndef DISSECT_ROUTING_OSPF_H
#define DISSECT_ROUTING_OSPF_H

#include "dissect/dissect.h"

/* Packet types of both versions. */
extern const struct token ospf_types[];

/* The body of an opaque LSA from the cursor to `end`, or to what is malformed. False: -vv does not dump it. */
bool ospf_te_lsa(struct dis *d, uint32_t end); /* traffic engineering (RFC 3630) */
bool ospf_grace_lsa(struct dis *d, unsigned type_field, unsigned length_field, uint32_t end); /* its TLVs have two fields */
/* A router information LSA, or an extended prefix LSA (`prefix`). False: it is malformed, and the rest of the packet makes no
 * sense. */
bool ospf_sr_lsa(struct dis *d, bool prefix, uint32_t end);

#endif
