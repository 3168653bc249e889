#include "dissect/dissect.h"
static const struct field fields[] = {{"eth","Ethernet",F_NONE}};
static void dissect(struct dis *d) { (void)u8(d, 0); }
static const struct binding bindings[] = {{BIND_LINKTYPE, 0, 0, 1, 0}, {0}};
const struct proto proto_ether = {"ether", dissect, PROTO_FIELDS(fields), bindings};
