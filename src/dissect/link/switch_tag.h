/* Ethernet frames into which a switch put a tag: between the addresses and the type, or in front. */
#ifndef DISSECT_LINK_SWITCH_TAG_H
#define DISSECT_LINK_SWITCH_TAG_H

#include "dissect/dissect.h"

/* A frame with a tag of tag_len bytes behind the addresses, or in front of them. read_tag reads it and says its text,
 * which ends with ", ". */
void switch_tag_frame(struct dis *d, uint32_t tag_len, bool in_front, void (*read_tag)(struct dis *d));

#endif
