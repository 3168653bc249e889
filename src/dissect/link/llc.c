/* IEEE 802.2 logical link control, and SNAP (IEEE 802-2014 clause 9).
 *
 *	| DSAP 1 | SSAP 1 | control 1 or 2 | SNAP: OUI 3 | PID 2 |
 */
#include "dissect/link/llc.h"

#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/oui.h"
#include "dissect/protocols.h"

enum {
	LLC, DSAP, SSAP, CONTROL, OUI, TYPE, PID, DSAP_SAP, DSAP_IG, SSAP_SAP, SSAP_CR, N_R, N_S, POLL, FINAL, S_TYPE, U_COMMAND,
	U_RESPONSE, F_TYPE, OTHER_PID, EXTREME_PID, ATALK_PID, FORCE10_PID, NORTEL_PID, WLCCP_PID, IANA_PID, AWDL_PID,
	CIMETRICS_PID, BLUETOOTH_PID, FOUNDRY_PID, HPTEAM_PID,
};

enum {
	SAP_NULL = 0x00, SAP_GLOBAL = 0xff, SAP_8021B_I = 0x02, SAP_8021B_G = 0x03, SAP_IP = 0x06, SAP_SNA = 0x04,
	SAP_PROWAY_NM = 0x0e, SAP_8021D = 0x42, SAP_X25 = 0x7e, SAP_RS511 = 0x4e, SAP_SNAP = 0xaa, SAP_IPX = 0xe0,
	SAP_NETBIOS = 0xf0, SAP_ISONS = 0xfe, SAP_PROWAY_ASLM = 0x8e,
	GROUP = 1, RESPONSE = 1,
	BRIDGE_PAD = 2, /* bytes that fill a bridged frame to a whole word behind LLC and SNAP */
	UI = 3, XID = 0xaf, XID_BASIC = 0x81, U_POLL = 0x10, IS_POLL = 0x100,
};

static const struct token saps[] = {
	{SAP_NULL, "Null"}, {SAP_GLOBAL, "Global"}, {SAP_8021B_I, "802.1B I"}, {SAP_8021B_G, "802.1B G"},
	{SAP_IP, "IP"}, {SAP_SNA, "SNA"}, {SAP_PROWAY_NM, "ProWay NM"}, {SAP_8021D, "STP"}, {SAP_RS511, "RS511"},
	{SAP_X25, "ISO8208"}, {SAP_PROWAY_ASLM, "ProWay"}, {SAP_SNAP, "SNAP"}, {SAP_IPX, "IPX"},
	{SAP_NETBIOS, "NetBeui"}, {SAP_ISONS, "OSI"}, {0, NULL},
};

/* Without the poll or final bit. */
static const struct token u_commands[] = {
	{0x03, "ui"}, {0xe3, "test"}, {XID, "xid"}, {0x6f, "sabme"}, {0x43, "disc"}, {0x63, "ua"}, {0x0f, "dm"},
	{0x87, "frmr"}, {0, NULL}};

static const struct token s_commands[] = {{0, "Receiver Ready"}, {1, "Receiver not Ready"}, {2, "Reject"}, {0, NULL}};

static const struct token cr_bits[] = {{0, "Command"}, {1, "Response"}, {0, NULL}};
static const struct token frame_types[] = {{0, "Information frame"}, {1, "Supervisory frame"}, {3, "Unnumbered frame"}, {0, NULL}};
static const struct token ig_bits[] = {{0, "Individual"}, {1, "Group"}, {0, NULL}};

enum {
	PID_CISCO_CDP = 0x2000, PID_CISCO_DTP = 0x2004, PID_CISCO_VTP = 0x2003, PID_CISCO_PVST = 0x010b,
	PID_CISCO_UDLD = 0x0111, PID_CISCO_CGMP = 0x2001, PID_CISCO_VLANBRIDGE = 0x010c,
	PID_RFC2684_ETH_FCS = 1, PID_RFC2684_TOKEN_RING_FCS = 3, PID_RFC2684_FDDI_FCS = 4, PID_RFC2684_ETH = 7,
	PID_RFC2684_TOKEN_RING = 9, PID_RFC2684_FDDI = 0xa, PID_RFC2684_BPDU = 0xe,
};

static const struct token cisco_pids[] = {
	{PID_CISCO_CDP, "CDP"}, {PID_CISCO_VTP, "VTP"}, {PID_CISCO_DTP, "DTP"},
	{PID_CISCO_UDLD, "UDLD"}, {PID_CISCO_PVST, "PVST"}, {PID_CISCO_VLANBRIDGE, "VLAN Bridge"}, {0, NULL}};

static const struct token rfc2684_pids[] = {
	{0x0001, "Ethernet + FCS"}, {0x0007, "Ethernet w/o FCS"}, {0x0002, "802.4 + FCS"}, {0x0008, "802.4 w/o FCS"},
	{0x0003, "Token Ring + FCS"}, {0x0009, "Token Ring w/o FCS"}, {0x0004, "FDDI + FCS"}, {0x000a, "FDDI w/o FCS"},
	{0x0005, "802.6 + FCS"}, {0x000b, "802.6 w/o FCS"}, {0x000e, "BPDU"}, {0, NULL}};

static const struct field fields[] = {
	[LLC] = {"llc", "Logical-Link Control"},
	[DSAP] = {"llc.dsap", "DSAP", F_U8, HEX, saps},
	[SSAP] = {"llc.ssap", "SSAP", F_U8, HEX, saps},
	[CONTROL] = {"llc.control", "Control", F_U16, HEX},
	[OUI] = {"llc.oui", "Organization Code", F_U24, HEX},
	[TYPE] = {"llc.type", "Type", F_U16, HEX, ethertypes},
	[PID] = {"llc.cisco_pid", "PID", F_U16, HEX, cisco_pids},
	[DSAP_SAP] = {"llc.dsap.sap", "SAP", F_U8},
	[DSAP_IG] = {"llc.dsap.ig", "IG Bit", F_BOOL, DEC, ig_bits},
	[SSAP_SAP] = {"llc.ssap.sap", "SAP", F_U8},
	[SSAP_CR] = {"llc.ssap.cr", "CR Bit", F_BOOL, DEC, cr_bits},
	[N_R] = {"llc.control.n_r", "N(R)", F_U16},
	[N_S] = {"llc.control.n_s", "N(S)", F_U16},
	[POLL] = {"llc.control.p", "Poll", F_BOOL},
	[FINAL] = {"llc.control.f", "Final", F_BOOL},
	[S_TYPE] = {"llc.control.s_ftype", "Supervisory frame type", F_U16, HEX, s_commands},
	[U_COMMAND] = {"llc.control.u_modifier_cmd", "Command", F_U8, HEX},
	[U_RESPONSE] = {"llc.control.u_modifier_resp", "Response", F_U8, HEX},
	[F_TYPE] = {"llc.control.ftype", "Frame type", F_U16, HEX, frame_types},
	[OTHER_PID] = {"llc.pid", "Protocol ID", F_U16, HEX},
	[EXTREME_PID] = {"llc.extreme_pid", "PID", F_U16, HEX},
	[ATALK_PID] = {"llc.apple_atalk_pid", "PID", F_U16, HEX, ethertypes},
	[FORCE10_PID] = {"llc.force10_pid", "PID", F_U16, HEX},
	[NORTEL_PID] = {"llc.nortel_pid", "PID", F_U16, HEX},
	[WLCCP_PID] = {"llc.wlccp_pid", "PID", F_U16, HEX},
	[IANA_PID] = {"llc.iana_pid", "PID", F_U16, HEX},
	[AWDL_PID] = {"llc.apple_awdl_pid", "PID", F_U16, HEX},
	[CIMETRICS_PID] = {"llc.cimetrics_pid", "PID", F_U16, HEX},
	[BLUETOOTH_PID] = {"llc.bluetooth_pid", "PID", F_U16, HEX},
	[FOUNDRY_PID] = {"llc.foundry_pid", "PID", F_U16, HEX},
	[HPTEAM_PID] = {"llc.hpteam_pid", "PID", F_U16, HEX},
};

static const struct token *pids(uint32_t oui)
{
	static const struct token none[] = {{0, NULL}};
	switch (oui) {
	case OUI_ENCAP_ETHER:
	case OUI_CISCO_BRIDGED:
		return ethertypes;
	case OUI_CISCO:
		return cisco_pids;
	case OUI_RFC2684:
		return rfc2684_pids;
	case OUI_APPLETALK:
		return ethertypes;
	default:
		return none;
	}
}

/* Where Wireshark puts the protocol identifier of an organization. */
static unsigned pid_field(uint32_t oui)
{
	static const struct { uint32_t oui; unsigned field; } organizations[] = {
		{OUI_ENCAP_ETHER, TYPE}, {OUI_CISCO_BRIDGED, TYPE}, {OUI_CISCO, PID}, {OUI_APPLETALK, ATALK_PID}, {0x000081, NORTEL_PID},
		{0x00e02b, EXTREME_PID}, {0x0001e8, FORCE10_PID}, {0x004096, WLCCP_PID}, {0x001090, CIMETRICS_PID}, {0x00005e, IANA_PID},
		{0x0017f2, AWDL_PID}, {0x001958, BLUETOOTH_PID}, {0x00e052, FOUNDRY_PID}, {0x0080c7, HPTEAM_PID},
	};
	for (size_t i = 0; i < sizeof organizations / sizeof *organizations; i++)
		if (organizations[i].oui == oui)
			return organizations[i].field;
	return OTHER_PID;
}

/* Who a PID of an organization belongs to; false: nobody. */
/* A frame of another LAN, behind padding that aligns it (RFC 2684, section 5.2). False: of none that is known. */
static bool bridged(struct dis *d, unsigned pid, unsigned pad)
{
	const struct proto *lan = NULL;
	switch (pid) {
	case PID_RFC2684_ETH:
	case PID_RFC2684_ETH_FCS:
		lan = &proto_ether;
		break;
	case PID_RFC2684_TOKEN_RING:
	case PID_RFC2684_TOKEN_RING_FCS:
		lan = &proto_token_ring;
		break;
	case PID_RFC2684_FDDI:
	case PID_RFC2684_FDDI_FCS:
		lan = &proto_fddi;
		pad++;
		break;
	}
	if (lan && need(d, pad)) {
		skip(d, pad);
		call(d, lan);
	}
	return lan;
}

static bool snap_payload(struct dis *d, uint32_t oui, unsigned pid, unsigned pad)
{
	switch (oui) {
	case OUI_ENCAP_ETHER:
	case OUI_CISCO_BRIDGED:
		return pid != ETHERTYPE_NHRP && pid != ETHERTYPE_TEB && dispatch(d, BIND_ETHERTYPE, pid);
	case OUI_APPLETALK:
		return pid == ETHERTYPE_ATALK && dispatch(d, BIND_ETHERTYPE, pid);
	case OUI_CISCO:
		return dispatch(d, BIND_CISCO_PID, pid);
	case OUI_RFC2684:
		if (bridged(d, pid, pad))
			return true;
		return pid == PID_RFC2684_BPDU && dispatch(d, BIND_LLC_SAP, SAP_8021D);
	default:
		return false;
	}
}

/* Who sent the frame to whom, when that is known and no link header was said. */
static void say_ends(struct dis *d)
{
	if (!d->opt->link_header && d->ether)
		say(d, "%s > %s ", mac_str(d, d->ether->src), mac_str(d, d->ether->dst));
}

bool snap(struct dis *d, unsigned pad)
{
	uint32_t start = d->pos;
	d->layer_name = "snap";
	if (!need(d, 5))
		return true;
	uint32_t oui = u24(d, OUI);
	unsigned pid = u16(d, 0);
	also(d, d->tape ? pid_field(oui) : 0, 2, pid);
	link_header_to_here(d, start);
	const char *kind = oui == OUI_ENCAP_ETHER ? "ethertype" : "pid";
	uint32_t length = declared(d);
	if (d->opt->link_header)
		say(d, "oui %s (0x%06x), %s %s (0x%04x), length %u: ", tok(d, oui_tokens, "Unknown", oui), oui, kind,
			tok(d, pids(oui), "Unknown", pid), pid, length);
	if (snap_payload(d, oui, pid, pad))
		return true;
	if (!d->opt->link_header) {
		say_ends(d);
		say_s(d, "SNAP, ");
		if (oui != OUI_ENCAP_ETHER)
			say(d, "oui %s (0x%06x), ", tok(d, oui_tokens, "Unknown", oui), oui);
		say(d, "%s %s (0x%04x), length %u: ", kind, tok(d, pids(oui), "Unknown", pid), pid, length);
	}
	return false;
}

static void say_saps(struct dis *d, unsigned dsap, unsigned ssap, unsigned control, bool is_u)
{
	say(d, "LLC, dsap %s (0x%02x) %s, ssap %s (0x%02x) %s", tok(d, saps, "Unknown", dsap & ~1u), dsap & ~1u,
		word(ig_bits, dsap & 1), tok(d, saps, "Unknown", ssap & ~1u), ssap & ~1u, word(cr_bits, ssap & 1));
	say(d, is_u ? ", ctrl 0x%02x: " : ", ctrl 0x%04x: ", control);
}

/* "NetBeui ", or where the two differ "NetBeui > Null ", each behind its address when no link header was said. */
static void say_sap_names(struct dis *d, unsigned dsap, unsigned ssap)
{
	bool ends = !d->opt->link_header && d->ether;

	if ((dsap & ~1u) == (ssap & ~1u)) {
		say_ends(d);
		say(d, "%s ", tok(d, saps, "Unknown DSAP 0x%02x", dsap & ~1u));
		return;
	}
	if (ends)
		say(d, "%s ", mac_str(d, d->ether->src));
	say(d, "%s > ", tok(d, saps, "Unknown SSAP 0x%02x", ssap & ~1u));
	if (ends)
		say(d, "%s ", mac_str(d, d->ether->dst));
	say(d, "%s ", tok(d, saps, "Unknown DSAP 0x%02x", dsap & ~1u));
}

/* The frame by its control field; false: nothing of it is left to be dumped. */
static bool say_control(struct dis *d, unsigned ssap, unsigned control, uint32_t length, bool is_u)
{
	bool poll = control & (is_u ? U_POLL : IS_POLL), response = ssap & RESPONSE;
	const char *flags = poll ? response ? "Final" : "Poll" : word(cr_bits, response);
	bool supervisory = !is_u && (control & 3) == 1, xid = is_u && (control & ~(unsigned)U_POLL) == XID;
	if (is_u)
		say(d, "Unnumbered, %s, Flags [%s]", tok(d, u_commands, "%02x", control & ~(unsigned)U_POLL), flags);
	else if (supervisory)
		say(d, "Supervisory, %s, rcv seq %u, Flags [%s]", tok(d, s_commands, "?", control >> 2 & 3), control >> 9 & 0x7f,
			flags);
	else
		say(d, "Information, send seq %u, rcv seq %u, Flags [%s]", control >> 1 & 0x7f, control >> 9 & 0x7f, flags);
	say(d, ", length %u", length);
	if (xid && length > 3 && peek8(d, 0) == XID_BASIC) {
		u8(d, 0);
		unsigned classes = u8(d, 0), window = u8(d, 0);
		say(d, ": %02x %02x", classes, window);
		return false;
	}
	return !supervisory && !(xid && length == 3);
}

static bool payload(struct dis *d, unsigned sap)
{
	switch (sap) {
	case SAP_IP:
		call(d, &proto_ip);
		return true;
	case SAP_IPX:
		if (d->opt->link_header)
			say_s(d, "IPX 802.2: ");
		call(d, &proto_ipx);
		return true;
	default:
		return dispatch(d, BIND_LLC_SAP, sap);
	}
}

/* The bits of the header just read, wanted only by readers of fields. */
static void put_header_bits(struct dis *d, uint32_t start, unsigned dsap, unsigned ssap, unsigned control, bool is_u)
{
	bool response = ssap & RESPONSE, information = !is_u && !(control & 1);
	uint32_t at = start + 2, len = is_u ? 1 : 2;
	mark_uint(d, DSAP_SAP, start, 1, dsap >> 1);
	mark_uint(d, DSAP_IG, start, 1, dsap & 1);
	mark_uint(d, SSAP_SAP, start + 1, 1, ssap >> 1);
	mark_uint(d, SSAP_CR, start + 1, 1, response);
	if (!is_u)
		mark_uint(d, N_R, at, len, control >> 9);
	if (information)
		mark_uint(d, N_S, at, len, control >> 1 & 0x7f);
	if (control & (is_u ? U_POLL : IS_POLL))
		mark_uint(d, response && !information ? FINAL : POLL, at, len, true);
	if (is_u)
		mark_uint(d, response ? U_RESPONSE : U_COMMAND, at, len, (control & 0xec) >> 2);
	else if (!information)
		mark_uint(d, S_TYPE, at, len, control >> 2 & 3);
	mark_uint(d, F_TYPE, at, len, information ? 0 : control & 3);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	bool is_u = (peek8(d, 2) & 3) == 3, dump = true;
	if (!have(d, is_u ? 3 : 4)) {
		say_cut(d);
		if (left(d))
			say_dump(d, "\n\t", left(d));
		return;
	}
	unsigned dsap = u8(d, DSAP), ssap = u8(d, SSAP);
	unsigned control = is_u ? u8(d, CONTROL) : u16le(d, CONTROL);
	if (d->cut)
		return;
	if (d->tape)
		put_header_bits(d, start, dsap, ssap, control, is_u);
	link_header_to_here(d, start);
	unsigned sap = dsap & ~1u;
	bool same = sap == (ssap & ~1u);
	if (dsap == SAP_GLOBAL && ssap == SAP_GLOBAL) {
		seek(d, start);
		if (d->opt->link_header)
			say_s(d, "IPX 802.3: ");
		call(d, &proto_ipx);
		return;
	}
	if (d->opt->link_header)
		say_saps(d, dsap, ssap, control, is_u);
	if (same && sap == SAP_SNAP && control == UI) {
		if (snap(d, BRIDGE_PAD))
			return;
	} else if (same && control == UI && payload(d, sap)) {
		return;
	} else {
		if (!d->opt->link_header)
			say_sap_names(d, dsap, ssap);
		dump = say_control(d, ssap, control, length, is_u);
	}
	seek(d, start);
	if (dump)
		say_undecoded(d, left(d));
}

const struct proto proto_llc = {
	.name = "llc",
	.dissect = dissect,
	PROTO_FIELDS(fields),
};
