#ifndef DISSECT_APP_BOOTP_OPTIONS_H
#define DISSECT_APP_BOOTP_OPTIONS_H

#include "dissect/dissect.h"

/* The protocol's fields that options name; `of` by the option's code, 0: none. */
struct bootp_option_fields {
	unsigned type, length, value, end, hw_type, hw_mac_addr;
	uint8_t of[256];
};

extern const struct bootp_option_fields bootp_option_fields;

/* Options from the cursor to the end (RFC 2132): a line each. */
void bootp_options(struct dis *d);

#endif
