/* The Prism monitoring header in front of IEEE 802.11 frames, as Linux drivers fill it; in the byte order of the capturing
 * host. The AVS header may stand in its place.
 *
 *	| message code 4 | message length 4 | device name 16 | 10 x (DID 4, status 2, length 2, value 4) |
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum {
	PRISM, CODE, LENGTH, DEVICE, DID, DID_TYPE, DID_STATUS, DID_LENGTH, HOST_TIME, MAC_TIME, CHANNEL, RSSI, SQ, SIGNAL, NOISE,
	RATE, IS_TX, FRAME_LENGTH,
};
enum { HEADER_LEN = 144, ITEMS = 10, AVS_VERSION_1 = 0x80211001, AVS_VERSION_2 = 0x80211002 };

static const struct field fields[] = {
	[PRISM] = {"prism", "Prism capture header"},
	[CODE] = {"prism.msgcode", "Message Code", F_U32, HEX},
	[LENGTH] = {"prism.msglen", "Message Length", F_U32},
	[DEVICE] = {"prism.devname", "Device Name", F_STR},
	[DID] = {"prism.did", "DID"},
	[DID_TYPE] = {"prism.did.type", "DID", F_U32, HEX},
	[DID_STATUS] = {"prism.did.status", "Status", F_U16},
	[DID_LENGTH] = {"prism.did.length", "Length", F_U16},
	[HOST_TIME] = {"prism.did.hosttime", "Host Time", F_U32},
	[MAC_TIME] = {"prism.did.mactime", "MAC timestamp (lower 32 bits)", F_U32},
	[CHANNEL] = {"prism.did.channel", "Channel", F_U32},
	[RSSI] = {"prism.did.rssi", "RSSI", F_I32},
	[SQ] = {"prism.did.sq", "Signal Quality", F_U32},
	[SIGNAL] = {"prism.did.signal", "Signal", F_I32},
	[NOISE] = {"prism.did.noise", "Noise", F_I32},
	[RATE] = {"prism.did.rate", "Data rate (Mb/s)", F_U32},
	[IS_TX] = {"prism.did.istx", "IsTX", F_U32, HEX},
	[FRAME_LENGTH] = {"prism.did.frmlen", "Frame Length", F_U32},
};

static void item(struct dis *d, bool little)
{
	uint32_t type = little ? u32le(d, DID_TYPE) : u32(d, DID_TYPE);
	unsigned status = little ? u16le(d, DID_STATUS) : u16(d, DID_STATUS);
	little ? u16le(d, DID_LENGTH) : u16(d, DID_LENGTH);
	uint32_t value = little ? u32le(d, 0) : u32(d, 0);
	unsigned number = type >> 12 & 0xf; /* 1: host time ... */
	if (status || !number || number > ITEMS)
		return;
	unsigned field = HOST_TIME + number - 1;
	bool is_signed = fields[field].type == F_I32;
	also(d, field, 4, is_signed ? (uint64_t)(int64_t)(int32_t)value : value);
}

/* Nothing of it is said. */
static void header(struct dis *d)
{
	bool little = peek8(d, 0) != 0;
	little ? u32le(d, CODE) : u32(d, CODE);
	little ? u32le(d, LENGTH) : u32(d, LENGTH);
	uint32_t at = d->pos, len = 0;
	struct span name = bytes(d, 0, 16);
	while (len < name.len && span_u8(name, len))
		len++;
	mark_bytes(d, DEVICE, at, len);
	for (unsigned i = 0; i < ITEMS && !d->cut; i++) {
		group_begin(d, DID);
		item(d, little);
		group_end(d);
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	if (!need(d, 4))
		return;
	uint32_t magic = peek32(d, 0);
	if (magic == AVS_VERSION_1 || magic == AVS_VERSION_2) {
		call(d, &proto_avs);
		return;
	}
	if (!need(d, HEADER_LEN))
		return;
	if (fields_wanted(d))
		header(d);
	seek(d, start + HEADER_LEN);
	link_header_to_here(d, start);
	call(d, &proto_ieee80211);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_11_PRISM},
	{0},
};

const struct proto proto_prism = {
	.name = "prism",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
