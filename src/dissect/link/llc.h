#ifndef DISSECT_LINK_LLC_H
#define DISSECT_LINK_LLC_H

#include "dissect/dissect.h"

/* A SNAP header (OUI and PID) and who it belongs to. False: nobody; the header was said. pad: bytes in front of
 * bridged frames (RFC 2684 section 5.2). */
bool snap(struct dis *d, unsigned pad);

#endif
