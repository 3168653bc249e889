/* The words of the filter language. */
#ifndef FILTER_WORDS_H
#define FILTER_WORDS_H

#include <stdbool.h>
#include <stdint.h>

enum protocol_word {
	PROTO_NONE, PROTO_LINK, PROTO_ETHER, PROTO_IP, PROTO_IP6, PROTO_ARP, PROTO_RARP, PROTO_TCP, PROTO_UDP, PROTO_SCTP,
	PROTO_ICMP, PROTO_ICMP6, PROTO_IGMP, PROTO_IGRP, PROTO_PIM, PROTO_VRRP, PROTO_CARP, PROTO_AH, PROTO_ESP,
	PROTO_ATALK, PROTO_AARP, PROTO_DECNET, PROTO_LAT, PROTO_SCA, PROTO_MOPDL, PROTO_MOPRC, PROTO_ISO, PROTO_STP,
	PROTO_IPX, PROTO_NETBEUI,
};

enum type_word {
	TYPE_WORD_NONE, TYPE_WORD_HOST, TYPE_WORD_NET, TYPE_WORD_PORT, TYPE_WORD_PORTRANGE, TYPE_WORD_PROTO,
};

enum below { BELOW_BOTH, BELOW_IP, BELOW_IP6 };

struct protocol {
	const char *word;
	uint32_t ethertype, ip_proto, llc_sap; /* one of them, or all 0 */
	enum below below;                      /* of ip_proto */
	bool accessible;                       /* proto[...] */
};

/* PROTO_NONE: no such word. */
enum protocol_word protocol_by_word(const char *word);
const struct protocol *protocol_of(enum protocol_word w);
enum type_word type_by_word(const char *word);
/* tcpflags, tcp-syn, icmp-echo ... */
bool constant_by_word(const char *word, uint32_t *value);
/* A keyword that differs little from the word; NULL: none. */
const char *near_word(const char *word);

#endif
