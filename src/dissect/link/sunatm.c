/* SunATM devices: cells' payloads behind a header that tells their direction and circuit.
 *
 *	| transmitted 1 bit, traffic 7 bits | VPI 1 | VCI 2 |
 */
#include "core/linktype_numbers.h"
#include "dissect/link/atm.h"
#include "dissect/protocols.h"

enum { SUNATM, TRANSMITTED, TRAFFIC, VPI, VCI };
enum { HEADER_LEN = 4, TRAFFIC_LANE = 1, VCI_META = 1, VCI_BROADCAST = 2, VCI_SEGMENT_OAM = 3, VCI_END_OAM = 4, VCI_SIGNALLING = 5,
	VCI_ILMI = 16, Q2931 = 9 };

static const struct token messages[] = {{0x02, "Call_proceeding"}, {0x05, "Setup"}, {0x07, "Connect"}, {0x0f, "Connect_ack"},
	{0x46, "Restart"}, {0x4d, "Release"}, {0x4e, "Restart_ack"}, {0x5a, "Release_complete"}, {0x75, "Status_enquiry"},
	{0x7d, "Status"}, {0x80, "Add_party"}, {0x81, "Add_party_ack"}, {0x82, "Add_party_reject"}, {0x83, "Drop_party"},
	{0x84, "Drop_party_ack"}, {0, NULL}};

static const struct field fields[] = {
	[SUNATM] = {"sunatm", "SunATM"},
	[TRANSMITTED] = {"sunatm.transmitted", "Transmitted", F_BOOL},
	[TRAFFIC] = {"sunatm.traffic", "Traffic type", F_U8},
	[VPI] = {"atm.vpi", "VPI", F_U8},
	[VCI] = {"atm.vci", "VCI", F_U16},
};

/* Signalling: Q.2931 where its discriminator says so, else SSCOP. */
static void signalling(struct dis *d)
{
	d->layer_name = "atm";
	unsigned first = u8(d, 0);
	if (first != Q2931) {
		say(d, "SSCOP, proto %u ", first);
		return;
	}
	say_s(d, "Q.2931");
	skip(d, 1);
	uint32_t reference = u24(d, 0);
	unsigned type = u8(d, 0);
	say(d, ":%s ", tok(d, messages, "msgtype#%u", type));
	say(d, "CALL_REF:0x%06x", reference);
}

static void payload(struct dis *d, unsigned traffic, unsigned vpi, unsigned vci)
{
	switch (vpi == 0 ? vci : 0) {
	case VCI_META: say_s(d, "meta: "); break;
	case VCI_BROADCAST: say_s(d, "broadcast sig: "); break;
	case VCI_SEGMENT_OAM:
	case VCI_END_OAM: atm_oam(d, true); break;
	case VCI_SIGNALLING: signalling(d); break;
	case VCI_ILMI:
		say_s(d, "ilmi: ");
		call(d, &proto_snmp);
		break;
	default: call(d, traffic == TRAFFIC_LANE ? &proto_lane : &proto_llc);
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	if (d->opt->link_header && have(d, 1))
		say_s(d, peek8(d, 0) & 0x80 ? "Tx: " : "Rx: ");
	if (!need(d, HEADER_LEN))
		return;
	unsigned flags = u8(d, 0);
	also(d, TRANSMITTED, 1, flags >> 7);
	also(d, TRAFFIC, 1, flags & 0xf);
	unsigned vpi = u8(d, VPI), vci = u16(d, VCI);
	if (d->opt->link_header)
		say(d, "VPI:%u VCI:%u ", vpi, vci);
	payload(d, flags & 0xf, vpi, vci);
	d->link_len = start + HEADER_LEN; /* LLC behind it is none */
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_SUNATM},
	{0},
};

const struct proto proto_sunatm = {
	.name = "sunatm",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
