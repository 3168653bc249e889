/* What ATM's link types share. */
#ifndef DISSECT_LINK_ATM_H
#define DISSECT_LINK_ATM_H

#include "dissect/dissect.h"

/* An operation and maintenance cell (ITU-T I.610) from the cursor to the declared end. hec: a header error control byte stands
 * between the cell's header and its type. */
void atm_oam(struct dis *d, bool hec);

#endif
