/* What the files of ICMPv6 share: the fields, and the messages that have a file of their own. */
#ifndef DISSECT_NET_ICMP6_H
#define DISSECT_NET_ICMP6_H

#include "dissect/dissect.h"

enum icmp6_field {
	ICMPV6, TYPE, CODE, CHECKSUM, IDENT, SEQ, MTU, POINTER, TARGET, DESTINATION, CUR_HOP_LIMIT, RA_FLAGS, LIFETIME,
	REACHABLE, RETRANS, NA_FLAGS, MLD_MAX, MLD_ADDRESS, MLD_SOURCES, MLD_RECORDS, NI_QTYPE, NI_FLAGS, NI_NONCE,
	NI_SUBJECT_IP6, NI_SUBJECT_IP4, NI_TTL, NI_NODE_IP6, NI_NODE_IP4, RR_SEQUENCE, RR_SEGMENT, RR_FLAGS, RR_MAX_DELAY,
	RR_OPCODE, RR_MATCH_PREFIX, RR_USE_PREFIX, RPL_INSTANCE, RPL_SEQUENCE, RPL_RANK, RPL_FLAGS, RPL_DODAGID, RPL_STATUS,
	EXT_SEQ, EXT_REQUEST_RESERVED, EXT_LOCAL, EXT_STATE, EXT_REPLY_RESERVED, EXT_ACTIVE, EXT_IPV4, EXT_IPV6,
};

/* From behind type, code and checksum on; length is the message's. */
void icmp6_node_information(struct dis *d, bool reply, unsigned code, uint32_t length); /* RFC 4620 */
void icmp6_renumbering(struct dis *d, unsigned code);                                   /* RFC 2894 */
void icmp6_rpl(struct dis *d, unsigned code, uint32_t length);                          /* RFC 6550 */

#endif
