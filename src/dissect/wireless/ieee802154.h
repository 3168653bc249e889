/* What the frames of IEEE 802.15.4 and their information elements share. */
#ifndef DISSECT_WIRELESS_IEEE802154_H
#define DISSECT_WIRELESS_IEEE802154_H

#include "dissect/dissect.h"

/* The header and payload information elements from here; false: what follows them cannot be found. */
bool ieee802154_elements(struct dis *d);
/* An extended address: 8 bytes, the last one first. */
void ieee802154_say_extended(struct dis *d, unsigned field);
/* n bytes, each as "01 ". */
void ieee802154_say_bytes(struct dis *d, uint32_t n);
/* The superframe specification of a beacon, 2 bytes. */
void ieee802154_superframe(struct dis *d);
/* The list of devices that frames wait for; false: it is not whole. */
bool ieee802154_pending(struct dis *d);

#endif
