#ifndef DISSECT_LINK_FRELAY_H
#define DISSECT_LINK_FRELAY_H

#include "dissect/dissect.h"

/* A Q.922 address as hardware address: "DLCI 16", "<Invalid DLCI>", "<Truncated>" or "<empty>". */
void say_dlci(struct dis *d, struct span address);

#endif
