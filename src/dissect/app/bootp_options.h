#ifndef DISSECT_APP_BOOTP_OPTIONS_H
#define DISSECT_APP_BOOTP_OPTIONS_H

#include "dissect/dissect.h"

/* The protocol's fields that options name. */
struct bootp_option_fields {
	unsigned type, length, value, message_type, server_id, requested_ip, hostname, lease_time, subnet_mask, router, name_server;
};

extern const struct bootp_option_fields bootp_option_fields;

/* Options from the cursor to the end (RFC 2132): a line each. */
void bootp_options(struct dis *d);

#endif
