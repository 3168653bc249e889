/* Radiotap: what a receiver knows of an 802.11 frame (radiotap.org).
 *
 *	| version 1 | pad 1 | length 2 | present 4 (bit 31: one more) ... | fields, each aligned to its size |
 *
 * All is little endian; alignment counts from the header's first byte.
 */
#include "dissect/wireless/ieee80211.h"

#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum {
	RADIOTAP, VERSION, LENGTH, PRESENT, TSFT, FLAGS, RATE, FREQUENCY, CHANNEL_FLAGS, HOPSET, PATTERN, SIGNAL, NOISE,
	QUALITY, ATTENUATION, DB_ATTENUATION, POWER, ANTENNA, DB_SIGNAL, DB_NOISE, RX_FLAGS, X_FLAGS, X_FREQUENCY, X_CHANNEL,
	MCS_KNOWN, MCS_FLAGS, MCS_INDEX, AMPDU_REFERENCE, AMPDU_FLAGS, VHT_KNOWN, VHT_FLAGS, VHT_BANDWIDTH,
};

enum {
	BIT_TSFT, BIT_FLAGS, BIT_RATE, BIT_CHANNEL, BIT_FHSS, BIT_SIGNAL, BIT_NOISE, BIT_QUALITY, BIT_ATTENUATION,
	BIT_DB_ATTENUATION, BIT_POWER, BIT_ANTENNA, BIT_DB_SIGNAL, BIT_DB_NOISE, BIT_RX_FLAGS, BIT_XCHANNEL = 18, BIT_MCS,
	BIT_AMPDU, BIT_VHT, BIT_RADIOTAP_NAMESPACE = 29, BIT_VENDOR_NAMESPACE, BIT_EXT,
	FLAG_CFP = 1, FLAG_SHORT_PREAMBLE = 2, FLAG_WEP = 4, FLAG_FRAGMENTED = 8, FLAG_FCS = 0x10, FLAG_PAD = 0x20, FLAG_BAD_FCS = 0x40,
	CH_TURBO = 0x10, CH_CCK = 0x20, CH_OFDM = 0x40, CH_2GHZ = 0x80, CH_5GHZ = 0x100, CH_DYNAMIC = 0x400, CH_GFSK = 0x800,
	CH_HALF = 0x4000, CH_QUARTER = 0x8000, CH_HT20 = 0x10000, CH_HT40U = 0x20000, CH_HT40D = 0x40000,
	KNOWN_BANDWIDTH = 1, KNOWN_MCS = 2, KNOWN_GI = 4, KNOWN_FORMAT = 8, KNOWN_FEC = 16, KNOWN_STBC = 32,
	VHT_KNOWN_GI = 4, VHT_KNOWN_BANDWIDTH = 0x40,
};

static const struct field fields[] = {
	[RADIOTAP] = {"radiotap", "IEEE 802.11 Radiotap Capture header"},
	[VERSION] = {"radiotap.version", "Header revision", F_U8},
	[LENGTH] = {"radiotap.length", "Header length", F_U16},
	[PRESENT] = {"radiotap.present.word", "Present flags word", F_U32, HEX},
	[TSFT] = {"radiotap.mactime", "MAC timestamp", F_U64},
	[FLAGS] = {"radiotap.flags", "Flags", F_U8, HEX},
	[RATE] = {"radiotap.datarate", "Data rate (Mb/s)", F_DOUBLE},
	[FREQUENCY] = {"radiotap.channel.freq", "Channel frequency", F_U32},
	[CHANNEL_FLAGS] = {"radiotap.channel.flags", "Channel flags", F_U16, HEX},
	[HOPSET] = {"radiotap.fhss.hopset", "FHSS Hop Set", F_U8},
	[PATTERN] = {"radiotap.fhss.pattern", "FHSS Pattern", F_U8},
	[SIGNAL] = {"radiotap.dbm_antsignal", "Antenna signal", F_I8},
	[NOISE] = {"radiotap.dbm_antnoise", "Antenna noise", F_I8},
	[QUALITY] = {"radiotap.quality", "Signal Quality", F_U16},
	[ATTENUATION] = {"radiotap.txattenuation", "TX attenuation", F_U16},
	[DB_ATTENUATION] = {"radiotap.db_txattenuation", "dB TX attenuation", F_U16},
	[POWER] = {"radiotap.txpower", "TX power", F_I8},
	[ANTENNA] = {"radiotap.antenna", "Antenna", F_U32},
	[DB_SIGNAL] = {"radiotap.db_antsignal", "dB antenna signal", F_U32},
	[DB_NOISE] = {"radiotap.db_antnoise", "dB antenna noise", F_U32},
	[RX_FLAGS] = {"radiotap.rxflags", "RX flags", F_U16, HEX},
	[X_FLAGS] = {"radiotap.xchannel.flags", "Channel flags", F_U32, HEX},
	[X_FREQUENCY] = {"radiotap.xchannel.freq", "Channel frequency", F_U32},
	[X_CHANNEL] = {"radiotap.xchannel.channel", "Channel number", F_U32},
	[MCS_KNOWN] = {"radiotap.mcs.known", "Known MCS information", F_U8, HEX},
	[MCS_FLAGS] = {"radiotap.mcs.flags", "MCS flags", F_U8, HEX},
	[MCS_INDEX] = {"radiotap.mcs.index", "MCS index", F_U8},
	[AMPDU_REFERENCE] = {"radiotap.ampdu.reference", "A-MPDU reference number", F_U32},
	[AMPDU_FLAGS] = {"radiotap.ampdu.flags", "A-MPDU flags", F_U16, HEX},
	[VHT_KNOWN] = {"radiotap.vht.known", "Known VHT information", F_U16, HEX},
	[VHT_FLAGS] = {"radiotap.vht.flags", "VHT flags", F_U8, HEX},
	[VHT_BANDWIDTH] = {"radiotap.vht.bw", "Bandwidth", F_U8},
};

struct state {
	uint32_t start;
	unsigned flags; /* of the frame, when given */
	bool has_mcs;   /* the first word says so: 802.11n */
	bool has_xchannel; /* so does it: the line has that one */
};

static void align(struct dis *d, const struct state *s, uint32_t n)
{
	uint32_t off = (d->pos - s->start) % n;
	if (off)
		skip(d, n - off);
}

static void say_width(struct dis *d, const char *kind, uint32_t flags)
{
	say(d, "%s%s", kind, flags & CH_HALF ? "/10Mhz" : flags & CH_QUARTER ? "/5Mhz" : "");
}

static void say_channel(struct dis *d, const struct state *s, unsigned frequency, uint32_t flags)
{
	say(d, "%u MHz", frequency);
	const char *kind = NULL;
	if (s->has_mcs)
		kind = " 11n";
	else if ((flags & (CH_2GHZ | CH_GFSK)) == (CH_2GHZ | CH_GFSK))
		say_s(d, " FHSS");
	if (s->has_mcs)
		;
	else if ((flags & (CH_5GHZ | CH_OFDM)) == (CH_5GHZ | CH_OFDM))
		say_width(d, " 11a", flags);
	if (s->has_mcs)
		;
	else if ((flags & (CH_2GHZ | CH_DYNAMIC)) == (CH_2GHZ | CH_DYNAMIC) || (flags & (CH_2GHZ | CH_OFDM)) == (CH_2GHZ | CH_OFDM))
		kind = " 11g";
	else if ((flags & (CH_2GHZ | CH_CCK)) == (CH_2GHZ | CH_CCK))
		kind = " 11b";
	if (kind)
		say_width(d, kind, kind[3] == 'g' ? flags : 0);
	if (flags & CH_TURBO && !s->has_mcs)
		say_s(d, " Turbo");
	if (flags & CH_HT20)
		say_s(d, " ht/20");
	else if (flags & CH_HT40D)
		say_s(d, " ht/40-");
	else if (flags & CH_HT40U)
		say_s(d, " ht/40+");
	say_c(d, ' ');
}

static void frame_flags(struct dis *d, struct state *s)
{
	unsigned v = u8(d, FLAGS);
	if (d->cut)
		return;
	s->flags = v;
	say(d, "%s%s%s%s%s", v & FLAG_CFP ? "cfp " : "", v & FLAG_SHORT_PREAMBLE ? "short preamble " : "",
		v & FLAG_WEP ? "wep " : "", v & FLAG_FRAGMENTED ? "fragmented " : "", v & FLAG_BAD_FCS ? "bad-fcs " : "");
}

/* With the highest bit set the number is an index of modulation and coding, unless it is too large for one. */
static void rate(struct dis *d)
{
	uint32_t at = d->pos;
	unsigned v = u8(d, 0);
	mark_double(d, RATE, at, 1, v / 2.0);
	if (v >= 0x80 && v <= 0x8f)
		say(d, "MCS %u ", v & 0x7f);
	else
		say(d, "%2.1f Mb/s ", .5 * v);
}

/* Tenths of Mb/s of one spatial stream (IEEE 802.11n, section 20.6): [guard interval is short][40 MHz][index]. */
static unsigned ht_rate(unsigned mcs, bool wide, bool is_short)
{
	static const uint16_t bits[8] = {26, 52, 78, 104, 156, 208, 234, 260};
	unsigned streams = mcs / 8 + 1, base = bits[mcs % 8] * streams;
	if (wide)
		base = base * 108 / 52;
	/* Bits of a symbol of 4 us, or of 3.6 us with a short interval. */
	return is_short ? (base * 100 + 18) / 36 : base * 10 / 4;
}

static void mcs(struct dis *d)
{
	static const char *const bandwidths[] = {"20 MHz", "40 MHz", "20 MHz (L)", "20 MHz (U)"};
	unsigned known = u8(d, MCS_KNOWN), flags = u8(d, MCS_FLAGS), index = u8(d, MCS_INDEX);
	if ((known & (KNOWN_MCS | KNOWN_BANDWIDTH | KNOWN_GI)) == (KNOWN_MCS | KNOWN_BANDWIDTH | KNOWN_GI)) {
		if (index < 32) {
			unsigned tenths = ht_rate(index, (flags & 3) == 1, flags & 4);
			say(d, "%u.%u Mb/s MCS %u ", tenths / 10, tenths % 10, index);
		} else {
			say(d, "MCS %u ", index);
		}
	} else if (known & KNOWN_MCS) {
		say(d, "MCS %u ", index);
	}
	if (known & KNOWN_BANDWIDTH)
		say(d, "%s ", bandwidths[flags & 3]);
	if (known & KNOWN_GI)
		say(d, "%s GI ", flags & 4 ? "short" : "long");
	if (known & KNOWN_FORMAT)
		say(d, "%s ", flags & 8 ? "greenfield" : "mixed");
	if (known & KNOWN_FEC)
		say(d, "%s FEC ", flags & 16 ? "LDPC" : "BCC");
	if (known & KNOWN_STBC)
		say(d, "RX-STBC%u ", flags >> 5 & 3);
}

static void vht(struct dis *d)
{
	static const char *const bandwidths[32] = {
		"20 MHz", "40 MHz", "20 MHz (L)", "20 MHz (U)", "80 MHz", "80 MHz (L)", "80 MHz (U)", "80 MHz (LL)", "80 MHz (LU)",
		"80 MHz (UL)", "80 MHz (UU)", "160 MHz", "160 MHz (L)", "160 MHz (U)", "160 MHz (LL)", "160 MHz (LU)", "160 MHz (UL)",
		"160 MHz (UU)", "160 MHz (LLL)", "160 MHz (LLU)", "160 MHz (LUL)", "160 MHz (LUU)", "160 MHz (ULL)", "160 MHz (ULU)",
		"160 MHz (UUL)", "160 MHz (UUU)"};
	unsigned known = u16le(d, VHT_KNOWN), flags = u8(d, VHT_FLAGS), bandwidth = u8(d, VHT_BANDWIDTH);
	struct span users = bytes(d, 0, 4);
	unsigned coding = u8(d, 0);
	skip(d, 3);
	for (unsigned i = 0; i < 4; i++) {
		unsigned user = span_u8(users, i);
		if (user & 15)
			say(d, "User %u MCS %u %s FEC ", i, user >> 4, coding >> i & 1 ? "LDPC" : "BCC");
	}
	if (known & VHT_KNOWN_BANDWIDTH)
		say(d, "%s ", bandwidths[bandwidth & 31] ? bandwidths[bandwidth & 31] : "unknown bandwidth");
	if (known & VHT_KNOWN_GI)
		say(d, "%s GI ", flags & 4 ? "short" : "long");
}

static void xchannel(struct dis *d, const struct state *s)
{
	uint32_t flags = u32le(d, X_FLAGS);
	unsigned frequency = u16le(d, X_FREQUENCY);
	u8(d, X_CHANNEL);
	skip(d, 1);
	say_channel(d, s, frequency, flags);
}

static void signed_number(struct dis *d, unsigned field, const char *unit)
{
	int v = i8(d, field);
	say(d, "%d%s ", v, unit);
}

static void attenuation(struct dis *d, const struct state *s, unsigned field, const char *what)
{
	align(d, s, 2);
	int v = (int)u16le(d, field);
	say(d, "%d%s ", -v, what);
}

/* One bit of the present words. False: its size is not known, so nothing can be read behind it. */
static bool field(struct dis *d, struct state *s, unsigned bit)
{
	switch (bit) {
	case BIT_TSFT: {
		align(d, s, 8);
		unsigned long long t = u64le(d, TSFT);
		say(d, "%lluus tsft ", t);
		return true;
	}
	case BIT_FLAGS:
		frame_flags(d, s);
		return true;
	case BIT_RATE:
		rate(d);
		return true;
	case BIT_CHANNEL: {
		align(d, s, 2);
		unsigned frequency = u16le(d, FREQUENCY), flags = u16le(d, CHANNEL_FLAGS);
		if (!s->has_xchannel)
			say_channel(d, s, frequency, flags);
		return true;
	}
	case BIT_FHSS: {
		align(d, s, 2);
		unsigned set = u8(d, HOPSET), pattern = u8(d, PATTERN);
		say(d, "fhset %u fhpat %u ", set, pattern);
		return true;
	}
	case BIT_SIGNAL:
		signed_number(d, SIGNAL, "dBm signal");
		return true;
	case BIT_NOISE:
		signed_number(d, NOISE, "dBm noise");
		return true;
	case BIT_QUALITY: {
		align(d, s, 2);
		unsigned v = u16le(d, QUALITY);
		say(d, "%u sq ", v);
		return true;
	}
	case BIT_ATTENUATION:
		attenuation(d, s, ATTENUATION, " tx power");
		return true;
	case BIT_DB_ATTENUATION:
		attenuation(d, s, DB_ATTENUATION, "dB tx attenuation");
		return true;
	case BIT_POWER:
		signed_number(d, POWER, "dBm tx power");
		return true;
	case BIT_ANTENNA: {
		unsigned v = u8(d, ANTENNA);
		say(d, "antenna %u ", v);
		return true;
	}
	case BIT_DB_SIGNAL: {
		unsigned v = u8(d, DB_SIGNAL);
		say(d, "%udB signal ", v);
		return true;
	}
	case BIT_DB_NOISE: {
		unsigned v = u8(d, DB_NOISE);
		say(d, "%udB noise ", v);
		return true;
	}
	case BIT_RX_FLAGS:
		align(d, s, 2);
		u16le(d, RX_FLAGS);
		return true;
	case BIT_XCHANNEL:
		align(d, s, 4);
		xchannel(d, s);
		return true;
	case BIT_MCS:
		mcs(d);
		return true;
	case BIT_AMPDU:
		align(d, s, 4);
		u32le(d, AMPDU_REFERENCE);
		u16le(d, AMPDU_FLAGS);
		skip(d, 2);
		return true;
	case BIT_VHT:
		align(d, s, 2);
		vht(d);
		return true;
	default:
		say(d, "[bit %u] ", bit);
		return false;
	}
}

/* The fields of all present words. From behind the first eight bytes; false: they say more than the header has. */
static bool present(struct dis *d, struct state *s, uint32_t first)
{
	uint32_t words = 1, at = s->start + 8;
	for (uint32_t w = first; w >> BIT_EXT; words++) {
		seek(d, at);
		if (declared(d) < 4)
			return false;
		w = u32le(d, PRESENT);
		at += 4;
	}
	seek(d, at);
	unsigned base = 0;
	bool skipping = false;
	for (uint32_t i = 0; i < words && !d->cut; i++) {
		uint32_t values = d->pos;
		seek(d, s->start + 4 + 4 * i);
		uint32_t w = u32le(d, 0);
		seek(d, values);
		for (unsigned bit = 0; bit < BIT_RADIOTAP_NAMESPACE && !d->cut; bit++)
			if (!skipping && w >> bit & 1 && !field(d, s, base + bit))
				return true;
		base += 32;
		if (w >> BIT_RADIOTAP_NAMESPACE & 1) {
			base = 0;
			skipping = false;
		} else if (w >> BIT_VENDOR_NAMESPACE & 1) {
			return true;
		}
	}
	return true;
}

static void dissect(struct dis *d)
{
	struct state s = {.start = d->pos};
	if (!need(d, 8))
		return;
	u8(d, VERSION);
	u8(d, 0);
	unsigned length = u16le(d, LENGTH);
	uint32_t first = u32le(d, PRESENT);
	if (length < 8)
		cut_here(d);
	seek(d, s.start);
	if (!need(d, length))
		return;
	seek(d, s.start + 8);
	s.has_mcs = first >> BIT_MCS & 1;
	s.has_xchannel = first >> BIT_XCHANNEL & 1;
	struct saved part = part_begin(d, length - 8);
	bool words = present(d, &s, first);
	bool fits = part_end(d, &part);
	if (!words)
		cut_here(d);
	if (!fits)
		say_cut(d);
	if (d->layers == 1)
		d->link_len = length;
	if (s.flags & FLAG_FCS)
		narrow(d, declared(d) > 4 ? declared(d) - 4 : 0);
	call(d, s.flags & FLAG_PAD ? &proto_ieee80211_padded : &proto_ieee80211);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_11_RADIOTAP},
	{0},
};

const struct proto proto_radiotap = {
	.name = "802.11_radio",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
