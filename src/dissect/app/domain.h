/* Names of the Domain Name System that other protocols use too: IANA's registry of parameters. */
#ifndef DISSECT_APP_DOMAIN_H
#define DISSECT_APP_DOMAIN_H

#include "dissect/dissect.h"

extern const struct token dns_types[];
extern const struct token dns_classes[];

/* Says the name at the cursor, with a dot behind each label, and passes it. False: it cannot be one, has a pointer, or is cut. */
bool dns_plain_name(struct dis *d);

#endif
