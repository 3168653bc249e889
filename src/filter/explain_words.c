/* What the words of the filter language name, in plain English. */
#include "filter/explain.h"

#include <strings.h>

/* A phrase; %s is the word's argument, a number or a name. */
struct phrase {
	enum word word;
	const char *plain, *with; /* without an argument; with one */
};

static const char *const protocols[] = {
	[WORD_IP] = "IPv4 packets",
	[WORD_IP6] = "IPv6 packets",
	[WORD_ARP] = "ARP packets",
	[WORD_RARP] = "RARP packets",
	[WORD_TCP] = "TCP segments over IPv4 or IPv6",
	[WORD_UDP] = "UDP datagrams over IPv4 or IPv6",
	[WORD_SCTP] = "SCTP packets over IPv4 or IPv6",
	[WORD_ICMP] = "ICMP messages (IPv4)",
	[WORD_ICMP6] = "ICMPv6 messages",
	[WORD_IGMP] = "IGMP messages (IPv4)",
	[WORD_IGRP] = "IGRP messages (IPv4)",
	[WORD_PIM] = "PIM messages over IPv4 or IPv6",
	[WORD_VRRP] = "VRRP or CARP messages (IPv4)",
	[WORD_CARP] = "CARP or VRRP messages (IPv4)",
	[WORD_AH] = "IPv4 or IPv6 packets with an authentication header (AH)",
	[WORD_ESP] = "IPv4 or IPv6 packets with an encrypted payload (ESP)",
	[WORD_LINK] = "frames",
	[WORD_ATALK] = "AppleTalk packets",
	[WORD_AARP] = "AppleTalk ARP packets",
	[WORD_DECNET] = "DECnet packets",
	[WORD_LAT] = "DEC LAT packets",
	[WORD_SCA] = "DEC SCA packets",
	[WORD_MOPRC] = "DEC MOP remote console packets",
	[WORD_MOPDL] = "DEC MOP dump and load packets",
	[WORD_ISO] = "OSI packets",
	[WORD_ESIS] = "OSI ES-IS packets",
	[WORD_ISIS] = "IS-IS packets",
	[WORD_CLNP] = "OSI CLNP packets",
	[WORD_STP] = "spanning tree frames (STP)",
	[WORD_IPX] = "IPX packets",
	[WORD_NETBEUI] = "NetBEUI frames",
	[WORD_L1] = "IS-IS packets of level 1",
	[WORD_L2] = "IS-IS packets of level 2",
	[WORD_IIH] = "IS-IS hellos",
	[WORD_LSP] = "IS-IS link state packets",
	[WORD_SNP] = "IS-IS sequence number packets",
	[WORD_CSNP] = "IS-IS complete sequence number packets",
	[WORD_PSNP] = "IS-IS partial sequence number packets",
};

const char *explain_transport(enum word protocol)
{
	static const char *const transports[] = {
		[WORD_TCP] = "TCP segments",
		[WORD_UDP] = "UDP datagrams",
		[WORD_SCTP] = "SCTP packets",
		[WORD_ICMP] = "ICMP messages",
		[WORD_IGMP] = "IGMP messages",
		[WORD_IGRP] = "IGRP messages",
		[WORD_PIM] = "PIM messages",
		[WORD_VRRP] = "VRRP messages",
		[WORD_CARP] = "CARP messages",
	};

	return protocol < sizeof transports / sizeof *transports ? transports[protocol] : NULL;
}

const char *explain_protocol(enum word protocol)
{
	return protocol < sizeof protocols / sizeof *protocols && protocols[protocol] ? protocols[protocol] : word_text(protocol);
}

static const struct phrase phrases[] = {
	{WORD_VLAN, "frames with a VLAN tag", "frames with a VLAN tag of ID %s"},
	{WORD_MPLS, "packets with an MPLS label", "packets with the MPLS label %s"},
	{WORD_PPPOED, "PPPoE discovery packets", NULL},
	{WORD_PPPOES, "PPPoE session packets", "PPPoE session packets of session %s"},
	{WORD_GENEVE, "Geneve packets (UDP port 6081)", "Geneve packets (UDP port 6081) of the virtual network %s"},
	{WORD_VXLAN, "VXLAN packets (UDP port 4789)", "VXLAN packets (UDP port 4789) of the virtual network %s"},
	{WORD_LANE, "ATM LAN emulation packets", NULL},
	{WORD_LESS, NULL, "packets of at most %s bytes"},
	{WORD_GREATER, NULL, "packets of at least %s bytes"},
	{WORD_INBOUND, "packets that this host received", NULL},
	{WORD_OUTBOUND, "packets that this host sent", NULL},
	{WORD_IFINDEX, NULL, "packets of the interface with the index %s"},
	{WORD_IFNAME, NULL, "packets that pf logged for the interface %s"},
	{WORD_RSET, NULL, "packets that pf logged for the rule set %s"},
	{WORD_RNR, NULL, "packets that pf logged for rule number %s"},
	{WORD_SRNR, NULL, "packets that pf logged for rule number %s of a rule set"},
	{WORD_REASON, NULL, "packets that pf logged for the reason %s"},
	{WORD_ACTION, NULL, "packets that pf logged with the action %s"},
	{WORD_METAC, "ATM cells of the meta-signalling circuit", NULL},
	{WORD_BCC, "ATM cells of the broadcast signalling circuit", NULL},
	{WORD_OAM, "ATM OAM F4 flow cells, of a segment or from end to end", NULL},
	{WORD_OAMF4, "ATM OAM F4 flow cells, of a segment or from end to end", NULL},
	{WORD_OAMF4EC, "ATM OAM F4 flow cells from end to end", NULL},
	{WORD_OAMF4SC, "ATM OAM F4 flow cells of a segment", NULL},
	{WORD_SC, "ATM cells of the signalling circuit", NULL},
	{WORD_ILMIC, "ATM cells of the ILMI circuit", NULL},
	{WORD_CONNECTMSG, "Q.2931 messages that make or end a connection, on the ATM signalling circuit", NULL},
	{WORD_METACONNECT, "Q.2931 messages that make or end a connection, on the ATM meta-signalling circuit", NULL},
	{WORD_FISU, "SS7 fill-in signal units", NULL},
	{WORD_LSSU, "SS7 link status signal units", NULL},
	{WORD_MSU, "SS7 message signal units", NULL},
	{WORD_HFISU, "SS7 fill-in signal units with an extended header", NULL},
	{WORD_HLSSU, "SS7 link status signal units with an extended header", NULL},
	{WORD_HMSU, "SS7 message signal units with an extended header", NULL},
};

static const char *const fields[] = {
	[WORD_VPI] = "ATM cells whose virtual path",
	[WORD_VCI] = "ATM cells whose virtual channel",
	[WORD_SIO] = "SS7 signal units whose service information octet",
	[WORD_OPC] = "SS7 signal units whose originating point code",
	[WORD_DPC] = "SS7 signal units whose destination point code",
	[WORD_SLS] = "SS7 signal units whose signalling link selection",
	[WORD_HSIO] = "SS7 signal units (extended header) whose service information octet",
	[WORD_HOPC] = "SS7 signal units (extended header) whose originating point code",
	[WORD_HDPC] = "SS7 signal units (extended header) whose destination point code",
	[WORD_HSLS] = "SS7 signal units (extended header) whose signalling link selection",
};

static const struct {
	const char *name, *text;
} llc_types[] = {
	{"i", "802.2 LLC information frames (I)"},
	{"s", "802.2 LLC supervisory frames (S)"},
	{"u", "802.2 LLC unnumbered frames (U)"},
	{"rr", "802.2 LLC receiver ready frames"},
	{"rnr", "802.2 LLC receiver not ready frames"},
	{"rej", "802.2 LLC reject frames"},
	{"ui", "802.2 LLC unnumbered information frames"},
	{"ua", "802.2 LLC unnumbered acknowledgments"},
	{"disc", "802.2 LLC disconnect frames"},
	{"sabme", "802.2 LLC set asynchronous balanced mode frames"},
	{"test", "802.2 LLC test frames"},
	{"xid", "802.2 LLC exchange identification frames"},
	{"frmr", "802.2 LLC frame reject frames"},
	{"dm", "802.2 LLC disconnected mode frames"},
	{NULL, "frames with an 802.2 LLC header"},
};

static void llc(struct text *t, const struct ast *n)
{
	unsigned i = 0;

	while (llc_types[i].name && !(n->argument && !strcasecmp(n->argument->text, llc_types[i].name)))
		i++;
	text_s(t, llc_types[i].text);
}

static const char *wlan_type(const char *name)
{
	if (!strcasecmp(name, "mgt") || !strcasecmp(name, "management"))
		return "management";
	if (!strcasecmp(name, "ctl") || !strcasecmp(name, "control"))
		return "control";
	return name;
}

static void wlan(struct text *t, const struct ast *n)
{
	static const struct {
		const char *name, *text;
	} directions[] = {{"nods", "that stay within one cell (neither to nor from the distribution system)"},
		{"tods", "to the distribution system"}, {"fromds", "from the distribution system"},
		{"dstods", "between access points (to and from the distribution system)"}};

	if (n->word == WORD_DIR) {
		for (unsigned i = 0; i < sizeof directions / sizeof *directions; i++)
			if (!strcasecmp(n->argument->text, directions[i].name)) {
				text_printf(t, "802.11 frames %s", directions[i].text);
				return;
			}
		text_printf(t, "802.11 frames with the direction bits %s", n->argument->text);
		return;
	}
	text_s(t, "802.11 ");
	if (n->word == WORD_TYPE)
		text_printf(t, n->argument->kind == TOKEN_NUMBER ? "frames of the type %s" : "%s frames", wlan_type(n->argument->text));
	else
		text_s(t, "frames");
	const struct token *sub = n->word == WORD_SUBTYPE ? n->argument : n->argument2;
	if (sub)
		text_printf(t, " of the subtype %s", sub->text);
}

static void cast(struct text *t, const struct ast *n)
{
	bool broadcast = n->word == WORD_BROADCAST;

	if (n->q.protocol == WORD_IP && broadcast)
		text_s(t, "IPv4 packets to an address of the interface's network whose host part is all ones or all zeroes");
	else if (n->q.protocol == WORD_IP)
		text_s(t, "IPv4 packets to a multicast or broadcast address (224.0.0.0 and above)");
	else if (n->q.protocol == WORD_IP6)
		text_s(t, "IPv6 packets to a multicast address");
	else
		text_s(t, broadcast ? "frames to the broadcast address" : "frames to a multicast or broadcast address");
}

static const char *relation(int op)
{
	switch (op) {
	case '=':
		return "is";
	case OP_NE:
		return "is not";
	case '<':
		return "is less than";
	case '>':
		return "is greater than";
	case OP_LE:
		return "is at most";
	case OP_GE:
		return "is at least";
	case '&':
		return "has some bit of";
	default:
		return "is not 0, together with";
	}
}

bool explain_shifts(enum word w)
{
	return w == WORD_VLAN || w == WORD_MPLS || w == WORD_PPPOES || w == WORD_GENEVE || w == WORD_VXLAN || w == WORD_LANE;
}

static void phrase(struct text *t, const struct ast *n)
{
	for (unsigned i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		const struct phrase *p = &phrases[i];
		const char *text = n->has_number || n->argument ? p->with : p->plain;
		if (p->word != n->word)
			continue;
		while (*text && !(text[0] == '%' && text[1] == 's'))
			text_c(t, *text++);
		if (!*text)
			return;
		if (n->argument)
			text_s(t, n->argument->text);
		else
			text_u(t, n->number);
		text_s(t, text + 2);
	}
}

void explain_word(struct text *t, const struct ast *n)
{
	switch (n->word) {
	case WORD_LLC:
		llc(t, n);
		break;
	case WORD_TYPE:
	case WORD_SUBTYPE:
	case WORD_DIR:
		wlan(t, n);
		break;
	case WORD_BROADCAST:
	case WORD_MULTICAST:
		cast(t, n);
		break;
	case WORD_BYTE:
		text_printf(t, "packets whose byte %u %s %u", n->number, relation(n->op), n->number2);
		break;
	default:
		if (n->kind == AST_FIELD && n->word < sizeof fields / sizeof *fields && fields[n->word])
			text_printf(t, "%s %s %u", fields[n->word], relation(n->op), n->number);
		else
			phrase(t, n);
	}
}
