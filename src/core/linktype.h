/* Link types: the LINKTYPE_ numbers of capture files, with the names that -y, -L and messages use.
 * Source: the registry at https://www.tcpdump.org/linktypes.html and draft-ietf-opsawg-pcaplinktype. */
#ifndef CORE_LINKTYPE_H
#define CORE_LINKTYPE_H

#include <stdint.h>

#include "core/linktype_numbers.h"

/* "EN10MB"; NULL where the number has no name. */
const char *linktype_name(int linktype);
/* "Ethernet"; NULL where the number has no name. */
const char *linktype_description(int linktype);
/* -1: no link type is called so. Case does not matter; "DLT_" in front is allowed. */
int linktype_by_name(const char *name);
/* Headers in captures carry Linux's DLT_ numbers, which differ from LINKTYPE_ in a few. -1: no such DLT. */
int linktype_of_dlt(uint32_t dlt);

#endif
