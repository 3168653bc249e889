#include "filter/words.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const struct protocol protocols[] = {
	[PROTO_NONE] = {"", 0, 0, 0, BELOW_BOTH, false},
	[PROTO_LINK] = {"link", 0, 0, 0, BELOW_BOTH, true},
	[PROTO_ETHER] = {"ether", 0, 0, 0, BELOW_BOTH, true},
	[PROTO_IP] = {"ip", 0x0800, 0, 0, BELOW_BOTH, true},
	[PROTO_IP6] = {"ip6", 0x86dd, 0, 0, BELOW_BOTH, true},
	[PROTO_ARP] = {"arp", 0x0806, 0, 0, BELOW_BOTH, true},
	[PROTO_RARP] = {"rarp", 0x8035, 0, 0, BELOW_BOTH, true},
	[PROTO_TCP] = {"tcp", 0, 6, 0, BELOW_BOTH, true},
	[PROTO_UDP] = {"udp", 0, 17, 0, BELOW_BOTH, true},
	[PROTO_SCTP] = {"sctp", 0, 132, 0, BELOW_BOTH, true},
	[PROTO_ICMP] = {"icmp", 0, 1, 0, BELOW_IP, true},
	[PROTO_ICMP6] = {"icmp6", 0, 58, 0, BELOW_IP6, true},
	[PROTO_IGMP] = {"igmp", 0, 2, 0, BELOW_IP, true},
	[PROTO_IGRP] = {"igrp", 0, 9, 0, BELOW_IP, true},
	[PROTO_PIM] = {"pim", 0, 103, 0, BELOW_BOTH, true},
	[PROTO_VRRP] = {"vrrp", 0, 112, 0, BELOW_IP, true},
	[PROTO_CARP] = {"carp", 0, 112, 0, BELOW_IP, true},
	[PROTO_AH] = {"ah", 0, 51, 0, BELOW_BOTH, false},
	[PROTO_ESP] = {"esp", 0, 50, 0, BELOW_BOTH, false},
	[PROTO_ATALK] = {"atalk", 0x809b, 0, 0, BELOW_BOTH, true},
	[PROTO_AARP] = {"aarp", 0x80f3, 0, 0, BELOW_BOTH, false},
	[PROTO_DECNET] = {"decnet", 0x6003, 0, 0, BELOW_BOTH, true},
	[PROTO_LAT] = {"lat", 0x6004, 0, 0, BELOW_BOTH, true},
	[PROTO_SCA] = {"sca", 0x6007, 0, 0, BELOW_BOTH, true},
	[PROTO_MOPDL] = {"mopdl", 0x6001, 0, 0, BELOW_BOTH, true},
	[PROTO_MOPRC] = {"moprc", 0x6002, 0, 0, BELOW_BOTH, true},
	[PROTO_ISO] = {"iso", 0, 0, 0xfe, BELOW_BOTH, false},
	[PROTO_STP] = {"stp", 0, 0, 0x42, BELOW_BOTH, false},
	[PROTO_IPX] = {"ipx", 0x8137, 0, 0, BELOW_BOTH, false},
	[PROTO_NETBEUI] = {"netbeui", 0, 0, 0xf0, BELOW_BOTH, false},
};

enum { PROTOCOLS = sizeof protocols / sizeof *protocols };

static const struct {
	const char *word;
	enum type_word type;
} types[] = {
	{"host", TYPE_WORD_HOST}, {"net", TYPE_WORD_NET}, {"port", TYPE_WORD_PORT}, {"portrange", TYPE_WORD_PORTRANGE},
	{"proto", TYPE_WORD_PROTO},
};

static const struct {
	const char *word;
	uint32_t value;
} constants[] = {
	{"icmptype", 0}, {"icmpcode", 1}, {"icmp6type", 0}, {"icmp6code", 1}, {"tcpflags", 13},
	{"icmp-echoreply", 0}, {"icmp-unreach", 3}, {"icmp-sourcequench", 4}, {"icmp-redirect", 5}, {"icmp-echo", 8},
	{"icmp-routeradvert", 9}, {"icmp-routersolicit", 10}, {"icmp-timxceed", 11}, {"icmp-paramprob", 12},
	{"icmp-tstamp", 13}, {"icmp-tstampreply", 14}, {"icmp-ireq", 15}, {"icmp-ireqreply", 16}, {"icmp-maskreq", 17},
	{"icmp-maskreply", 18},
	{"icmp6-destinationunreach", 1}, {"icmp6-packettoobig", 2}, {"icmp6-timeexceeded", 3}, {"icmp6-parameterproblem", 4},
	{"icmp6-echo", 128}, {"icmp6-echoreply", 129}, {"icmp6-multicastlistenerquery", 130},
	{"icmp6-multicastlistenerreportv1", 131}, {"icmp6-multicastlistenerdone", 132}, {"icmp6-routersolicit", 133},
	{"icmp6-routeradvert", 134}, {"icmp6-neighborsolicit", 135}, {"icmp6-neighboradvert", 136}, {"icmp6-redirect", 137},
	{"icmp6-routerrenum", 138}, {"icmp6-nodeinformationquery", 139}, {"icmp6-nodeinformationresponse", 140},
	{"icmp6-ineighbordiscoverysolicit", 141}, {"icmp6-ineighbordiscoveryadvert", 142},
	{"icmp6-multicastlistenerreportv2", 143}, {"icmp6-homeagentdiscoveryrequest", 144},
	{"icmp6-homeagentdiscoveryreply", 145}, {"icmp6-mobileprefixsolicit", 146}, {"icmp6-mobileprefixadvert", 147},
	{"icmp6-certpathsolicit", 148}, {"icmp6-certpathadvert", 149}, {"icmp6-multicastrouteradvert", 151},
	{"icmp6-multicastroutersolicit", 152}, {"icmp6-multicastroutertermination", 153},
	{"tcp-fin", 1}, {"tcp-syn", 2}, {"tcp-rst", 4}, {"tcp-push", 8}, {"tcp-ack", 16}, {"tcp-urg", 32}, {"tcp-ece", 64},
	{"tcp-cwr", 128},
};

enum protocol_word protocol_by_word(const char *word)
{
	if (!strcmp(word, "wlan") || !strcmp(word, "fddi") || !strcmp(word, "tr"))
		return PROTO_ETHER;
	if (!strcmp(word, "ppp") || !strcmp(word, "slip"))
		return PROTO_LINK;
	for (unsigned i = 1; i < PROTOCOLS; i++)
		if (!strcmp(protocols[i].word, word))
			return (enum protocol_word)i;
	return PROTO_NONE;
}

const struct protocol *protocol_of(enum protocol_word w)
{
	return &protocols[w];
}

enum type_word type_by_word(const char *word)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strcmp(types[i].word, word))
			return types[i].type;
	return TYPE_WORD_NONE;
}

bool constant_by_word(const char *word, uint32_t *value)
{
	for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
		if (!strcmp(constants[i].word, word)) {
			*value = constants[i].value;
			return true;
		}
	}
	return false;
}

/* Two words of about the same length that differ in one letter, or in two neighbours swapped. */
static bool near(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), head = 0, tail = 0;
	while (a[head] && a[head] == b[head])
		head++;
	while (tail < n - head && tail < m - head && a[n - 1 - tail] == b[m - 1 - tail])
		tail++;
	size_t x = n - head - tail, y = m - head - tail;
	bool swapped = x == 2 && y == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
	return n > 2 && ((x <= 1 && y <= 1) || swapped);
}

const char *near_word(const char *word)
{
	static const char *const others[] = {"vlan", "mpls", "pppoed", "pppoes", "less", "greater", "broadcast", "multicast",
		"inbound", "outbound", "src", "dst", "and", "not"};
	for (unsigned i = 1; i < PROTOCOLS; i++)
		if (near(word, protocols[i].word))
			return protocols[i].word;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (near(word, types[i].word))
			return types[i].word;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (near(word, others[i]))
			return others[i];
	return NULL;
}
