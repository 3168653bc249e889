/* The AVS header in front of IEEE 802.11 frames ("WLAN capture header" of AbsoluteValue Systems); big-endian.
 *
 *	| magic 28 bits, version 4 bits | header length 4 | MAC time 8 | host time 8 | PHY type 4 | channel 4 | data rate 4 |
 *	| antenna 4 | priority 4 | SSI type 4 | SSI signal 4 | SSI noise 4 | preamble 4 | encoding 4 |
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum {
	AVS, MAGIC, VERSION, LENGTH, MAC_TIME, HOST_TIME, PHY, CHANNEL, FREQUENCY, RATE, ANTENNA, PRIORITY, SSI_TYPE,
	SIGNAL_NORMAL, SIGNAL_DBM, SIGNAL_RAW, NOISE_NORMAL, NOISE_DBM, NOISE_RAW, PREAMBLE, ENCODING,
};
enum { LEAST = 8, SSI_NORMALIZED = 1, SSI_DBM = 2, SSI_RAW = 3, CHANNEL_MAX = 256 };

static const struct token phys[] = {{1, "FHSS 802.11 '97"}, {2, "DSSS 802.11 '97"}, {3, "IR Baseband"}, {4, "DSSS 802.11b"},
	{5, "PBCC 802.11b"}, {6, "OFDM 802.11g"}, {7, "PBCC 802.11g"}, {8, "OFDM 802.11a"}, {0, NULL}};
static const struct token ssi_types[] = {{0, "None"}, {SSI_NORMALIZED, "Normalized RSSI"}, {SSI_DBM, "dBm"}, {SSI_RAW, "Raw RSSI"}, {0, NULL}};
static const struct token preambles[] = {{0, "Unknown"}, {1, "Short"}, {2, "Long"}, {0, NULL}};
static const struct token encodings[] = {{0, "Unknown"}, {1, "CCK"}, {2, "PBCC"}, {3, "OFDM"}, {4, "DSSS-OFDM"}, {5, "BPSK"},
	{6, "QPSK"}, {7, "16QAM"}, {8, "64QAM"}, {0, NULL}};

static const struct field fields[] = {
	[AVS] = {"wlancap", "AVS WLAN Capture header"},
	[MAGIC] = {"wlancap.magic", "Header magic", F_U32, HEX},
	[VERSION] = {"wlancap.version", "Header revision", F_U32},
	[LENGTH] = {"wlancap.length", "Header length", F_U32},
	[MAC_TIME] = {"wlancap.mactime", "MAC timestamp", F_U64},
	[HOST_TIME] = {"wlancap.hosttime", "Host timestamp", F_U64},
	[PHY] = {"wlancap.phytype", "PHY type", F_U32, DEC, phys},
	[CHANNEL] = {"wlancap.channel", "Channel", F_U8},
	[FREQUENCY] = {"wlancap.channel_frequency", "Channel frequency", F_U32},
	[RATE] = {"wlancap.data_rate", "Data Rate", F_U64},
	[ANTENNA] = {"wlancap.antenna", "Antenna", F_U32},
	[PRIORITY] = {"wlancap.priority", "Priority", F_U32},
	[SSI_TYPE] = {"wlancap.ssi_type", "SSI Type", F_U32, DEC, ssi_types},
	[SIGNAL_NORMAL] = {"wlancap.normrssi_antsignal", "Normalized RSSI Signal", F_U32},
	[SIGNAL_DBM] = {"wlancap.dbm_antsignal", "SSI Signal (dBm)", F_I32},
	[SIGNAL_RAW] = {"wlancap.rawrssi_antsignal", "Raw RSSI Signal", F_U32},
	[NOISE_NORMAL] = {"wlancap.normrssi_antnoise", "Normalized RSSI Noise", F_U32},
	[NOISE_DBM] = {"wlancap.dbm_antnoise", "SSI Noise (dBm)", F_I32},
	[NOISE_RAW] = {"wlancap.rawrssi_antnoise", "Raw RSSI Noise", F_U32},
	[PREAMBLE] = {"wlancap.preamble", "Preamble", F_U32, DEC, preambles},
	[ENCODING] = {"wlancap.encoding", "Encoding Type", F_U32, DEC, encodings},
};

/* A level; the three fields from `first` are those of the three kinds. */
static void level(struct dis *d, unsigned ssi, unsigned first)
{
	if (ssi == SSI_DBM)
		i32(d, first + 1);
	else
		u32(d, ssi == SSI_NORMALIZED ? first : ssi == SSI_RAW ? first + 2 : 0);
}

/* Behind magic and length; nothing of it is said. */
static void body(struct dis *d)
{
	u64(d, MAC_TIME);
	u64(d, HOST_TIME);
	u32(d, PHY);
	uint32_t channel = u32(d, 0);
	also(d, channel < CHANNEL_MAX ? CHANNEL : FREQUENCY, 4, channel);
	uint32_t rate = u32(d, 0);
	also(d, RATE, 4, (uint64_t)rate * 100000);
	u32(d, ANTENNA);
	u32(d, PRIORITY);
	uint32_t ssi = u32(d, SSI_TYPE);
	level(d, ssi, SIGNAL_NORMAL);
	level(d, ssi, NOISE_NORMAL);
	u32(d, PREAMBLE);
	u32(d, ENCODING);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	if (!need(d, LEAST))
		return;
	uint32_t magic = u32(d, 0);
	also(d, MAGIC, 4, magic >> 4);
	also(d, VERSION, 4, magic & 0xf);
	uint32_t length = u32(d, LENGTH);
	seek(d, start);
	if (length < LEAST)
		cut_here(d);
	if (!need(d, length))
		return;
	struct saved quiet = quiet_begin(d, true);
	if (fields_wanted(d)) {
		narrow(d, length);
		skip(d, LEAST);
		body(d);
	}
	quiet_end(d, &quiet);
	seek(d, start + length);
	link_header_to_here(d, start);
	call(d, &proto_ieee80211);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_11_AVS},
	{0},
};

const struct proto proto_avs = {
	.name = "802.11_radio_avs",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
