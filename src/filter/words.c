/* The words of the filter language, in the order of strcmp. */
#include "filter/words.h"

#include <stddef.h>
#include <string.h>

#include "core/message.h"

struct word_entry {
	const char *text;
	enum word word;
};

static const struct word_entry words[] = {
	{"aarp", WORD_AARP},
	{"action", WORD_ACTION},
	{"addr1", WORD_ADDR1},
	{"addr2", WORD_ADDR2},
	{"addr3", WORD_ADDR3},
	{"addr4", WORD_ADDR4},
	{"address1", WORD_ADDR1},
	{"address2", WORD_ADDR2},
	{"address3", WORD_ADDR3},
	{"address4", WORD_ADDR4},
	{"ah", WORD_AH},
	{"and", WORD_AND},
	{"arp", WORD_ARP},
	{"atalk", WORD_ATALK},
	{"bcc", WORD_BCC},
	{"broadcast", WORD_BROADCAST},
	{"byte", WORD_BYTE},
	{"carp", WORD_CARP},
	{"clnp", WORD_CLNP},
	{"connectmsg", WORD_CONNECTMSG},
	{"container", WORD_CONTAINER},
	{"csnp", WORD_CSNP},
	{"decnet", WORD_DECNET},
	{"dir", WORD_DIR},
	{"direction", WORD_DIR},
	{"dpc", WORD_DPC},
	{"dst", WORD_DST},
	{"es-is", WORD_ESIS},
	{"esis", WORD_ESIS},
	{"esp", WORD_ESP},
	{"ether", WORD_LINK},
	{"fddi", WORD_LINK},
	{"fisu", WORD_FISU},
	{"gateway", WORD_GATEWAY},
	{"geneve", WORD_GENEVE},
	{"greater", WORD_GREATER},
	{"hdpc", WORD_HDPC},
	{"hfisu", WORD_HFISU},
	{"hlssu", WORD_HLSSU},
	{"hmsu", WORD_HMSU},
	{"hopc", WORD_HOPC},
	{"host", WORD_HOST},
	{"hsio", WORD_HSIO},
	{"hsls", WORD_HSLS},
	{"icmp", WORD_ICMP},
	{"icmp6", WORD_ICMP6},
	{"ifindex", WORD_IFINDEX},
	{"ifname", WORD_IFNAME},
	{"igmp", WORD_IGMP},
	{"igrp", WORD_IGRP},
	{"iih", WORD_IIH},
	{"ilmic", WORD_ILMIC},
	{"inbound", WORD_INBOUND},
	{"ip", WORD_IP},
	{"ip6", WORD_IP6},
	{"ipx", WORD_IPX},
	{"is-is", WORD_ISIS},
	{"isis", WORD_ISIS},
	{"iso", WORD_ISO},
	{"l1", WORD_L1},
	{"l2", WORD_L2},
	{"lane", WORD_LANE},
	{"lat", WORD_LAT},
	{"len", WORD_LEN},
	{"length", WORD_LEN},
	{"less", WORD_LESS},
	{"link", WORD_LINK},
	{"llc", WORD_LLC},
	{"lsp", WORD_LSP},
	{"lssu", WORD_LSSU},
	{"lsu", WORD_LSSU},
	{"mask", WORD_MASK},
	{"metac", WORD_METAC},
	{"metaconnect", WORD_METACONNECT},
	{"mopdl", WORD_MOPDL},
	{"moprc", WORD_MOPRC},
	{"mpls", WORD_MPLS},
	{"msu", WORD_MSU},
	{"multicast", WORD_MULTICAST},
	{"net", WORD_NET},
	{"netbeui", WORD_NETBEUI},
	{"not", WORD_NOT},
	{"oam", WORD_OAM},
	{"oamf4", WORD_OAMF4},
	{"oamf4ec", WORD_OAMF4EC},
	{"oamf4sc", WORD_OAMF4SC},
	{"on", WORD_IFNAME},
	{"opc", WORD_OPC},
	{"or", WORD_OR},
	{"outbound", WORD_OUTBOUND},
	{"pim", WORD_PIM},
	{"port", WORD_PORT},
	{"portrange", WORD_PORTRANGE},
	{"ppp", WORD_LINK},
	{"pppoed", WORD_PPPOED},
	{"pppoes", WORD_PPPOES},
	{"proto", WORD_PROTO},
	{"protochain", WORD_PROTOCHAIN},
	{"psnp", WORD_PSNP},
	{"ra", WORD_RA},
	{"radio", WORD_RADIO},
	{"rarp", WORD_RARP},
	{"reason", WORD_REASON},
	{"rnr", WORD_RNR},
	{"rset", WORD_RSET},
	{"rulenum", WORD_RNR},
	{"ruleset", WORD_RSET},
	{"sc", WORD_SC},
	{"sca", WORD_SCA},
	{"sctp", WORD_SCTP},
	{"sio", WORD_SIO},
	{"slip", WORD_LINK},
	{"sls", WORD_SLS},
	{"snp", WORD_SNP},
	{"src", WORD_SRC},
	{"srnr", WORD_SRNR},
	{"stp", WORD_STP},
	{"subrulenum", WORD_SRNR},
	{"subtype", WORD_SUBTYPE},
	{"ta", WORD_TA},
	{"tcp", WORD_TCP},
	{"tr", WORD_LINK},
	{"type", WORD_TYPE},
	{"udp", WORD_UDP},
	{"vci", WORD_VCI},
	{"vlan", WORD_VLAN},
	{"vpi", WORD_VPI},
	{"vrrp", WORD_VRRP},
	{"vxlan", WORD_VXLAN},
	{"wlan", WORD_LINK},
};

#define WORDS (sizeof words / sizeof *words)

static const struct {
	const char *text;
	uint32_t value;
} constants[] = {
	{"icmptype", 0},
	{"icmpcode", 1},
	{"icmp6type", 0},
	{"icmp6code", 1},
	{"tcpflags", 13},
	{"icmp-echoreply", 0},
	{"icmp-unreach", 3},
	{"icmp-sourcequench", 4},
	{"icmp-redirect", 5},
	{"icmp-echo", 8},
	{"icmp-routeradvert", 9},
	{"icmp-routersolicit", 10},
	{"icmp-timxceed", 11},
	{"icmp-paramprob", 12},
	{"icmp-tstamp", 13},
	{"icmp-tstampreply", 14},
	{"icmp-ireq", 15},
	{"icmp-ireqreply", 16},
	{"icmp-maskreq", 17},
	{"icmp-maskreply", 18},
	{"icmp6-destinationrunreach", 1},
	{"icmp6-destinationunreach", 1},
	{"icmp6-packettoobig", 2},
	{"icmp6-timeexceeded", 3},
	{"icmp6-parameterproblem", 4},
	{"icmp6-echo", 128},
	{"icmp6-echoreply", 129},
	{"icmp6-multicastlistenerquery", 130},
	{"icmp6-multicastlistenerreportv1", 131},
	{"icmp6-multicastlistenerdone", 132},
	{"icmp6-routersolicit", 133},
	{"icmp6-routeradvert", 134},
	{"icmp6-neighborsolicit", 135},
	{"icmp6-neighboradvert", 136},
	{"icmp6-redirect", 137},
	{"icmp6-routerrenum", 138},
	{"icmp6-nodeinformationquery", 139},
	{"icmp6-nodeinformationresponse", 140},
	{"icmp6-ineighbordiscoverysolicit", 141},
	{"icmp6-ineighbordiscoveryadvert", 142},
	{"icmp6-multicastlistenerreportv2", 143},
	{"icmp6-homeagentdiscoveryrequest", 144},
	{"icmp6-homeagentdiscoveryreply", 145},
	{"icmp6-mobileprefixsolicit", 146},
	{"icmp6-mobileprefixadvert", 147},
	{"icmp6-certpathsolicit", 148},
	{"icmp6-certpathadvert", 149},
	{"icmp6-multicastrouteradvert", 151},
	{"icmp6-multicastroutersolicit", 152},
	{"icmp6-multicastrouterterm", 153},
	{"tcp-fin", 1},
	{"tcp-syn", 2},
	{"tcp-rst", 4},
	{"tcp-push", 8},
	{"tcp-ack", 16},
	{"tcp-urg", 32},
	{"tcp-ece", 64},
	{"tcp-cwr", 128},
};

#define CONSTANTS (sizeof constants / sizeof *constants)

enum word word_find(const char *text)
{
	size_t low = 0, high = WORDS;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(text, words[middle].text);

		if (!order)
			return words[middle].word;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return WORD_NONE;
}

const char *word_text(enum word w)
{
	for (size_t i = 0; i < WORDS; i++)
		if (words[i].word == w)
			return words[i].text;
	return "";
}

const char *word_near(const char *text)
{
	const char *names[WORDS + CONSTANTS + 1];

	for (size_t i = 0; i < WORDS; i++)
		names[i] = words[i].text;
	for (size_t i = 0; i < CONSTANTS; i++)
		names[WORDS + i] = constants[i].text;
	names[WORDS + CONSTANTS] = NULL;
	return near_word(text, names);
}

int word_constant(const char *text, uint32_t *value)
{
	for (size_t i = 0; i < CONSTANTS; i++)
		if (!strcmp(text, constants[i].text)) {
			*value = constants[i].value;
			return 1;
		}
	return 0;
}
