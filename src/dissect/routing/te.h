/* Traffic engineering: words of RFC 3471 and RFC 4203 that OSPF, IS-IS, RSVP and LMP share. */
#ifndef DISSECT_ROUTING_TE_H
#define DISSECT_ROUTING_TE_H

#include "dissect/dissect.h"

/* Switching capabilities (RFC 4203 section 1.4) and LSP encoding types (RFC 3471 section 3.1.1). */
extern const struct token te_switching_capabilities[];
extern const struct token te_encodings[];
extern const struct token te_protections[]; /* link protection flags, RFC 3471 section 7.1 */
extern const struct token te_bandwidth_models[]; /* RFC 4124 section 8 */

enum { TE_PACKET_SWITCH_1 = 1, TE_PACKET_SWITCH_4 = 4, TE_TIME_DIVISION = 100 };

/* An IEEE single precision number of bytes per second, as Mbit/s. */
double te_bandwidth(struct dis *d);

#endif
