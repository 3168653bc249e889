/* What the slow protocols share (slow.c, lacp.c, oam.c). */
#ifndef DISSECT_CONTROL_SLOW_H
#define DISSECT_CONTROL_SLOW_H

#include "dissect/dissect.h"

/* The declared length is less than what must come: says so. */
static inline bool slow_short(struct dis *d, uint32_t need_bytes)
{
	if (declared(d) >= need_bytes)
		return false;
	say_s(d, d->verbose ? "\n\t\t packet is too short" : " (packet is too short)");
	return true;
}

#endif
