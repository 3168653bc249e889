/* Per-Packet Information: CACE Technologies, "PPI Packet Header format", version 1.0.10; little-endian.
 *
 *	| version 1 | flags 1 | header length 2 | DLT 4 | fields: type 2, length 2, value ... | packet
 */
#include "core/linktype.h"
#include "dissect/protocols.h"

enum { PPI, VERSION, FLAGS, LENGTH, DLT, FIELD, FIELD_TYPE, FIELD_LENGTH, ALIGNMENT, RESERVED, AGGREGATION_INTERFACE,
	COMMON_TSFT, COMMON_FLAGS, COMMON_RATE, COMMON_CHAN_FREQ, COMMON_CHAN_FLAGS, COMMON_FHSS_HOPSET,
	COMMON_FHSS_PATTERN, COMMON_DBM_ANTSIGNAL, COMMON_DBM_ANTNOISE, COMMON_FLAGS_FCS, COMMON_FLAGS_TSFT,
	COMMON_FLAGS_FCS_INVALID, COMMON_FLAGS_PHY_ERR, COMMON_CHAN_FLAGS_TURBO, COMMON_CHAN_FLAGS_CCK,
	COMMON_CHAN_FLAGS_OFDM, COMMON_CHAN_FLAGS_2GHZ, COMMON_CHAN_FLAGS_5GHZ, COMMON_CHAN_FLAGS_PASSIVE,
	COMMON_CHAN_FLAGS_DYNAMIC, COMMON_CHAN_FLAGS_GFSK };
enum { TYPE_COMMON = 2, TYPE_AGGREGATION = 8 };
enum { HEADER_LEN = 8, MAX_LEN = 65532 };

static const struct token field_types[] = {{2, "802.11-Common"}, {3, "802.11n MAC Extensions"}, {4, "802.11n MAC+PHY Extensions"},
	{5, "Spectrum-Map"}, {6, "Process-Info"}, {7, "Capture-Info"}, {8, "Aggregation Extension"}, {9, "802.3 Extension"}, {0, NULL}};

static const struct field fields[] = {
	[PPI] = {"ppi", "PPI Packet Header"},
	[VERSION] = {"ppi.version", "Version", F_U8},
	[FLAGS] = {"ppi.flags", "Flags", F_U8, HEX},
	[LENGTH] = {"ppi.length", "Header length", F_U16},
	[DLT] = {"ppi.dlt", "DLT", F_U32},
	[FIELD] = {"ppi.field", "Field"},
	[FIELD_TYPE] = {"ppi.field_type", "Field type", F_U16, DEC, field_types},
	[FIELD_LENGTH] = {"ppi.field_len", "Field length", F_U16},
	[ALIGNMENT] = {"ppi.flags.alignment", "Alignment", F_BOOL},
	[RESERVED] = {"ppi.flags.reserved", "Reserved", F_U8, HEX},
	[AGGREGATION_INTERFACE] = {"ppi.aggregation_extension.interface_id", "Interface ID", F_U32},
	[COMMON_TSFT] = {"ppi.80211-common.tsft", "TSFT", F_U64},
	[COMMON_FLAGS] = {"ppi.80211-common.flags", "Flags", F_U16, HEX},
	[COMMON_RATE] = {"ppi.80211-common.rate", "Data rate", F_U16},
	[COMMON_CHAN_FREQ] = {"ppi.80211-common.chan.freq", "Channel frequency", F_U16},
	[COMMON_CHAN_FLAGS] = {"ppi.80211-common.chan.flags", "Channel flags", F_U16, HEX},
	[COMMON_FHSS_HOPSET] = {"ppi.80211-common.fhss.hopset", "FHSS hopset", F_U8, HEX},
	[COMMON_FHSS_PATTERN] = {"ppi.80211-common.fhss.pattern", "FHSS pattern", F_U8, HEX},
	[COMMON_DBM_ANTSIGNAL] = {"ppi.80211-common.dbm.antsignal", "dBm antenna signal", F_I8},
	[COMMON_DBM_ANTNOISE] = {"ppi.80211-common.dbm.antnoise", "dBm antenna noise", F_I8},
	[COMMON_FLAGS_FCS] = {"ppi.80211-common.flags.fcs", "FCS present flag", F_BOOL},
	[COMMON_FLAGS_TSFT] = {"ppi.80211-common.flags.tsft", "TSFT flag", F_BOOL},
	[COMMON_FLAGS_FCS_INVALID] = {"ppi.80211-common.flags.fcs-invalid", "FCS validity", F_BOOL},
	[COMMON_FLAGS_PHY_ERR] = {"ppi.80211-common.flags.phy-err", "PHY error flag", F_BOOL},
	[COMMON_CHAN_FLAGS_TURBO] = {"ppi.80211-common.chan.flags.turbo", "Turbo", F_BOOL},
	[COMMON_CHAN_FLAGS_CCK] = {"ppi.80211-common.chan.flags.cck", "Complementary Code Keying (CCK)", F_BOOL},
	[COMMON_CHAN_FLAGS_OFDM] = {"ppi.80211-common.chan.flags.ofdm", "Orthogonal Frequency-Division Multiplexing (OFDM)", F_BOOL},
	[COMMON_CHAN_FLAGS_2GHZ] = {"ppi.80211-common.chan.flags.2ghz", "2 GHz spectrum", F_BOOL},
	[COMMON_CHAN_FLAGS_5GHZ] = {"ppi.80211-common.chan.flags.5ghz", "5 GHz spectrum", F_BOOL},
	[COMMON_CHAN_FLAGS_PASSIVE] = {"ppi.80211-common.chan.flags.passive", "Passive", F_BOOL},
	[COMMON_CHAN_FLAGS_DYNAMIC] = {"ppi.80211-common.chan.flags.dynamic", "Dynamic CCK-OFDM", F_BOOL},
	[COMMON_CHAN_FLAGS_GFSK] = {"ppi.80211-common.chan.flags.gfsk", "Gaussian Frequency Shift Keying (GFSK)", F_BOOL},
};

static const struct bit_field common_bits[] = {
	{0x1, COMMON_FLAGS_FCS}, {0x2, COMMON_FLAGS_TSFT}, {0x4, COMMON_FLAGS_FCS_INVALID},
	{0x8, COMMON_FLAGS_PHY_ERR}, {0, 0},
};

static const struct bit_field channel_bits[] = {
	{0x10, COMMON_CHAN_FLAGS_TURBO}, {0x20, COMMON_CHAN_FLAGS_CCK}, {0x40, COMMON_CHAN_FLAGS_OFDM},
	{0x80, COMMON_CHAN_FLAGS_2GHZ}, {0x100, COMMON_CHAN_FLAGS_5GHZ}, {0x200, COMMON_CHAN_FLAGS_PASSIVE},
	{0x400, COMMON_CHAN_FLAGS_DYNAMIC}, {0x800, COMMON_CHAN_FLAGS_GFSK}, {0, 0},
};

/* What an 802.11 receiver knows of every frame. */
static void common(struct dis *d)
{
	u64le(d, COMMON_TSFT);
	unsigned flags = u16le(d, COMMON_FLAGS);
	also_bits(d, 2, flags, common_bits);
	u16le(d, COMMON_RATE);
	u16le(d, COMMON_CHAN_FREQ);
	unsigned channel = u16le(d, COMMON_CHAN_FLAGS);
	also_bits(d, 2, channel, channel_bits);
	u8(d, COMMON_FHSS_HOPSET);
	u8(d, COMMON_FHSS_PATTERN);
	i8(d, COMMON_DBM_ANTSIGNAL);
	i8(d, COMMON_DBM_ANTNOISE);
}

/* The fields between the header and the packet: nothing of them is said. */
static void information(struct dis *d, uint32_t end)
{
	struct saved quiet = quiet_begin(d, true);
	while (d->pos + 4 <= end && !d->cut) {
		group_begin(d, FIELD);
		unsigned type = u16le(d, FIELD_TYPE), len = u16le(d, FIELD_LENGTH);
		struct saved part = part_begin(d, len);
		if (type == TYPE_COMMON)
			common(d);
		else if (type == TYPE_AGGREGATION)
			u32le(d, AGGREGATION_INTERFACE);
		part_end(d, &part);
		group_end(d);
	}
	quiet_end(d, &quiet);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (!need(d, HEADER_LEN))
		return;
	unsigned version = u8(d, VERSION);
	unsigned flags = u8(d, FLAGS);
	also(d, ALIGNMENT, 1, flags & 1);
	also(d, RESERVED, 1, flags >> 1);
	unsigned header = u16le(d, LENGTH);
	if (header < HEADER_LEN || header > MAX_LEN) {
		say(d, " [length %u < %u or > %u]", header, HEADER_LEN, MAX_LEN);
		invalid(d);
		return;
	}
	uint32_t dlt = u32le(d, DLT);
	seek(d, start);
	if (!need(d, header))
		return;
	seek(d, start + HEADER_LEN);
	if (fields_wanted(d))
		information(d, start + header);
	int linktype = linktype_of_dlt(dlt);
	const char *name = linktype < 0 ? NULL : linktype_name(linktype);
	bool known = linktype >= 0 && bound(d, BIND_LINKTYPE, (uint32_t)linktype);
	if (d->opt->link_header || !known)
		say(d, "V.%u DLT %s (%u) len %u, length %u: ", version, name ? name : "UNKNOWN", dlt, header, length);
	seek(d, start + header);
	if (known)
		dispatch(d, BIND_LINKTYPE, (uint32_t)linktype);
	else
		say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_PPI},
	{0},
};

const struct proto proto_ppi = {
	.name = "ppi",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_AS_HEADER,
};
