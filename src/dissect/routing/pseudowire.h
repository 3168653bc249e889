/* Pseudowires: types of RFC 4446 that LDP and LSP ping name. */
#ifndef DISSECT_ROUTING_PSEUDOWIRE_H
#define DISSECT_ROUTING_PSEUDOWIRE_H

#include "dissect/field.h"

extern const struct token pseudowire_types[];

#endif
