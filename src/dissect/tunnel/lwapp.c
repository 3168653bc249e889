/* Light Weight Access Point Protocol over UDP: RFC 5412.
 *
 *	| version 2 radio 3 control 1 fragment 1 last 1 | fragment ID | length 2 | RSSI | SNR | content
 *	content: control messages, or a frame
 *	message: | type | sequence | length 2 | session 4 | elements |
 *
 * What goes to the controller's control port has the access point's address in front.
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	LWAPP,
	IDENTITY,
	VERSION,
	RADIO,
	FLAGS,
	FLAG_TYPE,
	FLAG_FRAGMENT,
	FLAG_LAST,
	FRAGMENT,
	LENGTH,
	RSSI,
	SNR,
	CONTROL_TYPE,
	CONTROL_SEQUENCE,
	CONTROL_LENGTH,
	SESSION,
};

enum { PORT_DATA = 12222, PORT_CONTROL = 12223, HEADER = 6, CONTROL_HEADER = 8, IDENTITY_SIZE = 6 };
enum { IS_LAST = 1, IS_FRAGMENT = 2, IS_CONTROL = 4 };

static const struct token flag_words[] = {{IS_LAST, "Last Fragment Bit"}, {IS_FRAGMENT, "Fragment Bit"},
	{IS_CONTROL, "Control Bit"}, {0, NULL}};
static const struct token messages[] = {{1, "Discovery req"}, {2, "Discovery resp"}, {3, "Join req"},
	{4, "Join resp"}, {5, "Join ack"}, {6, "Join confirm"}, {10, "Configure req"}, {11, "Configure resp"},
	{12, "Update req"}, {13, "Update resp"}, {14, "WTP event req"}, {15, "WTP event resp"},
	{16, "Change state event req"}, {17, "Change state event resp"}, {22, "Echo req"}, {23, "Echo resp"},
	{24, "Image data req"}, {25, "Image data resp"}, {26, "Channel status req"},
	{27, "Channel status resp"}, {30, "Key update req"}, {31, "Key update resp"},
	{32, "Primary discovery req"}, {33, "Primary discovery resp"}, {34, "Data transfer req"},
	{35, "Data transfer resp"}, {36, "Clear config ind"}, {37, "Wlan config req"},
	{38, "Wlan config resp"}, {39, "Mobile config req"}, {40, "Mobile config resp"}, {0, NULL}};

static const struct field fields[] = {
	[LWAPP] = {"lwapp", "LWAPP Encapsulated Packet"},
	[IDENTITY] = {"lwapp.apid", "AP Identity", F_MAC},
	[VERSION] = {"lwapp.version", "Version", F_U8},
	[RADIO] = {"lwapp.slotId", "slotId", F_U24},
	[FLAGS] = {"lwapp.flags", "Flags", F_U8, HEX},
	[FLAG_TYPE] = {"lwapp.flags.type", "Type", F_BOOL},
	[FLAG_FRAGMENT] = {"lwapp.flags.fragment", "Fragment", F_BOOL},
	[FLAG_LAST] = {"lwapp.flags.fragmentType", "Fragment Type", F_BOOL},
	[FRAGMENT] = {"lwapp.fragmentId", "Fragment Id", F_U8, HEX},
	[LENGTH] = {"lwapp.Length", "Length", F_U16},
	[RSSI] = {"lwapp.rssi", "RSSI", F_U8, HEX},
	[SNR] = {"lwapp.snr", "SNR", F_U8, HEX},
	[CONTROL_TYPE] = {"lwapp.control.type", "Control Type", F_U8, DEC, messages},
	[CONTROL_SEQUENCE] = {"lwapp.control.seqno", "Control Sequence Number", F_U8},
	[CONTROL_LENGTH] = {"lwapp.control.length", "Control Length", F_U16},
	[SESSION] = {"lwapp.control.session", "Session", F_U32, HEX},
};

struct header {
	unsigned radio, flags, fragment, length;
};

/* False: another version, or cut. */
static bool header(struct dis *d, struct header *h, uint32_t before)
{
	need(d, before + HEADER);
	skip(d, before);
	unsigned first = u8(d, FLAGS);
	also(d, VERSION, 1, first >> 6);
	also(d, RADIO, 1, first >> 3 & 7);
	also(d, FLAG_TYPE, 1, first >> 2 & 1);
	also(d, FLAG_FRAGMENT, 1, first >> 1 & 1);
	also(d, FLAG_LAST, 1, first & 1);
	if (first >> 6) {
		say(d, "LWAPP version %u packet not supported", first >> 6);
		return false;
	}
	*h = (struct header){.radio = first >> 3 & 7, .flags = first & 7, .fragment = u8(d, FRAGMENT)};
	h->length = u16(d, LENGTH);
	u8(d, RSSI);
	u8(d, SNR);
	return !d->cut;
}

/* What both say of the header; `pad` before numbers. */
static void say_header(struct dis *d, const struct header *h, const char *pad)
{
	say(d, "LWAPPv0, %s frame, Radio-id %s%u, Flags [%s]", h->flags & IS_CONTROL ? "Control" : "Data",
		pad, h->radio, bits(d, flag_words, "none", ", ", h->flags));
}

static void say_short(struct dis *d, const struct header *h, uint32_t length)
{
	say(d, "LWAPPv0, %s frame, Flags [%s], length %u", h->flags & IS_CONTROL ? "Control" : "Data",
		bits(d, flag_words, "none", ", ", h->flags), length);
}

static void control_messages(struct dis *d, uint32_t room)
{
	while (room && !d->cut) {
		need(d, CONTROL_HEADER);
		unsigned type = u8(d, CONTROL_TYPE), sequence = u8(d, CONTROL_SEQUENCE),
			 length = u16(d, CONTROL_LENGTH);
		uint32_t session = u32(d, SESSION);
		if (room < CONTROL_HEADER || length > room - CONTROL_HEADER) {
			say_s(d, "\n\t  Msg goes past end of PDU");
			return;
		}
		say(d, "\n\t  Msg type: %s (%u), Seqnum: %u, Msg len: %u, Session: 0x%08x",
			tok(d, messages, "Unknown", type), type, sequence, length, session);
		skip(d, length);
		room -= CONTROL_HEADER + length;
	}
}

static void dissect_control(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	bool identified = d->dport == PORT_CONTROL;
	struct header h;
	if (!header(d, &h, identified ? IDENTITY_SIZE : 0))
		return;
	if (d->verbose) {
		say_header(d, &h, "");
		say(d, ", Frag-id %u, length %u", h.fragment, h.length);
	} else {
		say_short(d, &h, length);
	}
	struct saved s = quiet_begin(d, !d->verbose);
	if (identified) {
		seek(d, start);
		const struct mac *identity = mac(d, IDENTITY);
		say(d, "\n\tAP identity: %s", mac_str(d, identity));
		skip(d, HEADER);
	}
	control_messages(d, h.length);
	quiet_end(d, &s);
}

static void dissect_data(struct dis *d)
{
	uint32_t length = declared(d);
	struct header h;
	if (!header(d, &h, 0))
		return;
	if (!d->verbose) {
		say_short(d, &h, length);
		return;
	}
	say_header(d, &h, " ");
	if (h.length < HEADER) {
		say(d, ", length %u < transport header length", h.length);
		return;
	}
	say(d, ", Frag-id  %u, length %u", h.fragment, h.length);
	say_unknown(d, "\n\t", h.length - HEADER);
}

static const struct binding control_bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_LWAPP, PORT_CONTROL, 0}, {0}};
static const struct binding data_bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_LWAPP + 1, PORT_DATA, 0}, {0}};

const struct proto proto_lwapp_control = {
	.name = "lwapp_control",
	.dissect = dissect_control,
	PROTO_FIELDS(fields),
	.bindings = control_bindings,
};

const struct proto proto_lwapp_data = {
	.name = "lwapp_data",
	.dissect = dissect_data,
	PROTO_FIELDS(fields),
	.bindings = data_bindings,
};
