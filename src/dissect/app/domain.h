/* Names of the Domain Name System that other protocols use too: IANA's registry of parameters. */
#ifndef DISSECT_APP_DOMAIN_H
#define DISSECT_APP_DOMAIN_H

#include "dissect/dissect.h"

extern const struct token dns_types[];
extern const struct token dns_classes[];

#endif
