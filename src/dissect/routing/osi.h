/* What the protocols of the OSI network layer share: CLNP, ES-IS and IS-IS. */
#ifndef DISSECT_ROUTING_OSI_H
#define DISSECT_ROUTING_OSI_H

#include "dissect/dissect.h"

extern const struct token osi_nlpids[]; /* ISO/IEC TR 9577 */

enum { OSI_NSAP_MAX = 20 };

/* A network service access point (ISO 8348), up to 20 bytes: 49.0001.00 */
void osi_say_nsap(struct dis *d, struct span s);
/* The words behind a checksum of ISO 8473 (both Fletcher sums over `covered` are 0): " (correct)" or the like.
 * at: where in `covered` its two bytes stand. `length`: what it covers by the header. */
void osi_say_checksum(struct dis *d, unsigned checksum, struct span covered, uint32_t at, uint32_t length);

#endif
