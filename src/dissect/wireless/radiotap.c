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
	MCS_KNOWN, MCS_INDEX, AMPDU_REFERENCE, AMPDU_FLAGS, VHT_KNOWN, VHT_BANDWIDTH,
	R_PAD, R_PRESENT, R_RXFLAGS_BADPLCP, R_TXFLAGS, R_RXFLAGS_FAIL, R_RXFLAGS_CTS, R_RXFLAGS_RTS, R_RXFLAGS_NOACK,
	R_RXFLAGS_NOSEQNO, R_RXFLAGS_ORDER, R_DATA_RETRIES, R_MCS, R_MCS_BW, R_MCS_GI, R_MCS_FORMAT, R_MCS_FEC, R_MCS_STBC,
	R_MCS_NESS_BIT0, R_AMPDU, R_AMPDU_DELIM_CRC, R_VHT, R_VHT_STBC, R_VHT_TXOP_PS, R_VHT_GI, R_VHT_SGI_NSYM_DA,
	R_VHT_BEAMFORMED, R_VHT_GID, R_VHT_PAID, R_TIMESTAMP, R_TIMESTAMP_TS, R_TIMESTAMP_ACCURACY, R_TIMESTAMP_UNIT,
	R_TIMESTAMP_SAMPLINGPOS, R_TIMESTAMP_FLAGS_32BIT, R_TIMESTAMP_FLAGS_ACCURACY, R_PRESENT_TSFT, R_PRESENT_FLAGS,
	R_PRESENT_RATE, R_PRESENT_CHANNEL, R_PRESENT_FHSS, R_PRESENT_DBM_ANTSIGNAL, R_PRESENT_DBM_ANTNOISE,
	R_PRESENT_LOCK_QUALITY, R_PRESENT_TX_ATTENUATION, R_PRESENT_DB_TX_ATTENUATION, R_PRESENT_DBM_TX_POWER,
	R_PRESENT_ANTENNA, R_PRESENT_DB_ANTSIGNAL, R_PRESENT_DB_ANTNOISE, R_PRESENT_RXFLAGS, R_PRESENT_TXFLAGS,
	R_PRESENT_DATA_RETRIES, R_PRESENT_XCHANNEL, R_PRESENT_MCS, R_PRESENT_AMPDU, R_PRESENT_VHT, R_PRESENT_TIMESTAMP,
	R_PRESENT_HE, R_PRESENT_HE_MU, R_PRESENT_0_LENGTH_PSDU, R_PRESENT_L_SIG, R_PRESENT_TLV, R_PRESENT_RTAP_NS,
	R_PRESENT_VENDOR_NS, R_PRESENT_EXT, R_FLAGS_CFP, R_FLAGS_PREAMBLE, R_FLAGS_WEP, R_FLAGS_FRAG, R_FLAGS_FCS,
	R_FLAGS_DATAPAD, R_FLAGS_BADFCS, R_FLAGS_SHORTGI, R_CHANNEL_FLAGS_700MHZ, R_CHANNEL_FLAGS_800MHZ,
	R_CHANNEL_FLAGS_900MHZ, R_CHANNEL_FLAGS_TURBO, R_CHANNEL_FLAGS_CCK, R_CHANNEL_FLAGS_OFDM, R_CHANNEL_FLAGS_2GHZ,
	R_CHANNEL_FLAGS_5GHZ, R_CHANNEL_FLAGS_PASSIVE, R_CHANNEL_FLAGS_DYNAMIC, R_CHANNEL_FLAGS_GFSK, R_CHANNEL_FLAGS_GSM,
	R_CHANNEL_FLAGS_STURBO, R_CHANNEL_FLAGS_HALF, R_CHANNEL_FLAGS_QUARTER, R_XCHANNEL_FLAGS_TURBO, R_XCHANNEL_FLAGS_CCK,
	R_XCHANNEL_FLAGS_OFDM, R_XCHANNEL_FLAGS_2GHZ, R_XCHANNEL_FLAGS_5GHZ, R_CHANNEL_XTYPE_PASSIVE,
	R_XCHANNEL_FLAGS_DYNAMIC, R_XCHANNEL_FLAGS_GFSK, R_XCHANNEL_FLAGS_GSM, R_XCHANNEL_FLAGS_STURBO,
	R_XCHANNEL_FLAGS_HALF, R_XCHANNEL_FLAGS_QUARTER, R_XCHANNEL_FLAGS_HT20, R_XCHANNEL_FLAGS_HT40U,
	R_XCHANNEL_FLAGS_HT40D, R_MCS_HAVE_BW, R_MCS_HAVE_INDEX, R_MCS_HAVE_GI, R_MCS_HAVE_FORMAT, R_MCS_HAVE_FEC,
	R_MCS_HAVE_STBC, R_MCS_HAVE_NESS, R_MCS_NESS_BIT1, R_AMPDU_FLAGS_REPORT_ZEROLEN, R_AMPDU_FLAGS_IS_ZEROLEN,
	R_AMPDU_FLAGS_LASTKNOWN, R_AMPDU_FLAGS_LAST, R_AMPDU_FLAGS_DELIM_CRC_ERROR, R_AMPDU_FLAGS_EOF,
	R_AMPDU_FLAGS_EOF_KNOWN, R_VHT_HAVE_STBC, R_VHT_HAVE_TXOP_PS, R_VHT_HAVE_GI, R_VHT_HAVE_SGI_NSYM_DA,
	R_VHT_LDPC_EXTRA, R_VHT_HAVE_BEAMFORMED, R_MCS_HAVE_GID, R_MCS_HAVE_PAID,
	R_VHT_USER, R_VHT_NSTS_0, R_VHT_NSTS_1, R_VHT_NSTS_2, R_VHT_NSTS_3, R_VHT_MCS_0, R_VHT_MCS_1, R_VHT_MCS_2,
	R_VHT_MCS_3, R_VHT_NSS_0, R_VHT_NSS_1, R_VHT_NSS_2, R_VHT_NSS_3, R_VHT_CODING_0, R_VHT_CODING_1, R_VHT_CODING_2,
	R_VHT_CODING_3,
	WLAN_FCS, WLAN_FCS_STATUS,
};

enum {
	BIT_TSFT, BIT_FLAGS, BIT_RATE, BIT_CHANNEL, BIT_FHSS, BIT_SIGNAL, BIT_NOISE, BIT_QUALITY, BIT_ATTENUATION,
	BIT_DB_ATTENUATION, BIT_POWER, BIT_ANTENNA, BIT_DB_SIGNAL, BIT_DB_NOISE, BIT_RX_FLAGS, BIT_TX_FLAGS, BIT_RETRIES = 17, BIT_XCHANNEL, BIT_MCS,
	BIT_AMPDU, BIT_VHT, BIT_TIMESTAMP, BIT_RADIOTAP_NAMESPACE = 29, BIT_VENDOR_NAMESPACE, BIT_EXT,
	FLAG_CFP = 1, FLAG_SHORT_PREAMBLE = 2, FLAG_WEP = 4, FLAG_FRAGMENTED = 8, FLAG_FCS = 0x10, FLAG_PAD = 0x20, FLAG_BAD_FCS = 0x40,
	CH_TURBO = 0x10, CH_CCK = 0x20, CH_OFDM = 0x40, CH_2GHZ = 0x80, CH_5GHZ = 0x100, CH_DYNAMIC = 0x400, CH_GFSK = 0x800,
	CH_HALF = 0x4000, CH_QUARTER = 0x8000, CH_HT20 = 0x10000, CH_HT40U = 0x20000, CH_HT40D = 0x40000,
	KNOWN_BANDWIDTH = 1, KNOWN_MCS = 2, KNOWN_GI = 4, KNOWN_FORMAT = 8, KNOWN_FEC = 16, KNOWN_STBC = 32, KNOWN_NESS = 64, AMPDU_CRC_KNOWN = 0x20,
	VHT_KNOWN_GI = 4, VHT_KNOWN_BANDWIDTH = 0x40, VHT_KNOWN_GROUP = 0x80, VHT_KNOWN_AID = 0x100,
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
	[DB_SIGNAL] = {"radiotap.db_antsignal", "dB antenna signal", F_U8},
	[DB_NOISE] = {"radiotap.db_antnoise", "dB antenna noise", F_U8},
	[RX_FLAGS] = {"radiotap.rxflags", "RX flags", F_U16, HEX},
	[X_FLAGS] = {"radiotap.xchannel.flags", "Channel flags", F_U32, HEX},
	[X_FREQUENCY] = {"radiotap.xchannel.freq", "Channel frequency", F_U32},
	[X_CHANNEL] = {"radiotap.xchannel.channel", "Channel number", F_U32},
	[MCS_KNOWN] = {"radiotap.mcs.known", "Known MCS information", F_U8, HEX},
	[MCS_INDEX] = {"radiotap.mcs.index", "MCS index", F_U8},
	[AMPDU_REFERENCE] = {"radiotap.ampdu.reference", "A-MPDU reference number", F_U32},
	[AMPDU_FLAGS] = {"radiotap.ampdu.flags", "A-MPDU flags", F_U16, HEX},
	[VHT_KNOWN] = {"radiotap.vht.known", "Known VHT information", F_U16, HEX},
	[VHT_BANDWIDTH] = {"radiotap.vht.bw", "Bandwidth", F_U8},
	[R_PAD] = {"radiotap.pad", "Header pad", F_U8},
	[R_PRESENT] = {"radiotap.present", "Present flags"},
	[R_RXFLAGS_BADPLCP] = {"radiotap.rxflags.badplcp", "Bad PLCP", F_BOOL},
	[R_TXFLAGS] = {"radiotap.txflags", "TX flags", F_U16, HEX},
	[R_RXFLAGS_FAIL] = {"radiotap.rxflags.fail", "Fail", F_BOOL},
	[R_RXFLAGS_CTS] = {"radiotap.rxflags.cts", "CTS", F_BOOL},
	[R_RXFLAGS_RTS] = {"radiotap.rxflags.rts", "RTS/CTS", F_BOOL},
	[R_RXFLAGS_NOACK] = {"radiotap.rxflags.noack", "No ACK", F_BOOL},
	[R_RXFLAGS_NOSEQNO] = {"radiotap.rxflags.noseqno", "Has Seqnum", F_BOOL},
	[R_RXFLAGS_ORDER] = {"radiotap.rxflags.order", "Order", F_BOOL},
	[R_DATA_RETRIES] = {"radiotap.data_retries", "data retries", F_U8},
	[R_MCS] = {"radiotap.mcs", "MCS information"},
	[R_MCS_BW] = {"radiotap.mcs.bw", "Bandwidth", F_U8},
	[R_MCS_GI] = {"radiotap.mcs.gi", "Guard interval", F_U8},
	[R_MCS_FORMAT] = {"radiotap.mcs.format", "Format", F_U8},
	[R_MCS_FEC] = {"radiotap.mcs.fec", "FEC type", F_U8},
	[R_MCS_STBC] = {"radiotap.mcs.stbc", "STBC streams", F_U8},
	[R_MCS_NESS_BIT0] = {"radiotap.mcs.ness_bit0", "Number of extension spatial streams bit 0", F_U8},
	[R_AMPDU] = {"radiotap.ampdu", "A-MPDU status"},
	[R_AMPDU_DELIM_CRC] = {"radiotap.ampdu.delim_crc", "A-MPDU subframe delimiter CRC", F_U8, HEX},
	[R_VHT] = {"radiotap.vht", "VHT information"},
	[R_VHT_STBC] = {"radiotap.vht.stbc", "STBC", F_BOOL},
	[R_VHT_TXOP_PS] = {"radiotap.vht.txop_ps", "TXOP_PS_NOT_ALLOWED", F_BOOL},
	[R_VHT_GI] = {"radiotap.vht.gi", "Guard interval", F_U8},
	[R_VHT_SGI_NSYM_DA] = {"radiotap.vht.sgi_nsym_da", "SGI Nsym disambiguation", F_BOOL},
	[R_VHT_BEAMFORMED] = {"radiotap.vht.beamformed", "Beamformed", F_BOOL},
	[R_VHT_GID] = {"radiotap.vht.gid", "Group Id", F_U8},
	[R_VHT_PAID] = {"radiotap.vht.paid", "Partial AID", F_U16},
	[R_TIMESTAMP] = {"radiotap.timestamp", "timestamp information"},
	[R_TIMESTAMP_TS] = {"radiotap.timestamp.ts", "timestamp", F_U64},
	[R_TIMESTAMP_ACCURACY] = {"radiotap.timestamp.accuracy", "accuracy", F_U16},
	[R_TIMESTAMP_UNIT] = {"radiotap.timestamp.unit", "time unit", F_U8},
	[R_TIMESTAMP_SAMPLINGPOS] = {"radiotap.timestamp.samplingpos", "sampling position", F_U8},
	[R_TIMESTAMP_FLAGS_32BIT] = {"radiotap.timestamp.flags.32bit", "32-bit counter", F_BOOL},
	[R_TIMESTAMP_FLAGS_ACCURACY] = {"radiotap.timestamp.flags.accuracy", "accuracy field", F_BOOL},
	[R_PRESENT_TSFT] = {"radiotap.present.tsft", "TSFT", F_BOOL},
	[R_PRESENT_FLAGS] = {"radiotap.present.flags", "Flags", F_BOOL},
	[R_PRESENT_RATE] = {"radiotap.present.rate", "Rate", F_BOOL},
	[R_PRESENT_CHANNEL] = {"radiotap.present.channel", "Channel", F_BOOL},
	[R_PRESENT_FHSS] = {"radiotap.present.fhss", "FHSS", F_BOOL},
	[R_PRESENT_DBM_ANTSIGNAL] = {"radiotap.present.dbm_antsignal", "dBm Antenna Signal", F_BOOL},
	[R_PRESENT_DBM_ANTNOISE] = {"radiotap.present.dbm_antnoise", "dBm Antenna Noise", F_BOOL},
	[R_PRESENT_LOCK_QUALITY] = {"radiotap.present.lock_quality", "Lock Quality", F_BOOL},
	[R_PRESENT_TX_ATTENUATION] = {"radiotap.present.tx_attenuation", "TX Attenuation", F_BOOL},
	[R_PRESENT_DB_TX_ATTENUATION] = {"radiotap.present.db_tx_attenuation", "dB TX Attenuation", F_BOOL},
	[R_PRESENT_DBM_TX_POWER] = {"radiotap.present.dbm_tx_power", "dBm TX Power", F_BOOL},
	[R_PRESENT_ANTENNA] = {"radiotap.present.antenna", "Antenna", F_BOOL},
	[R_PRESENT_DB_ANTSIGNAL] = {"radiotap.present.db_antsignal", "dB Antenna Signal", F_BOOL},
	[R_PRESENT_DB_ANTNOISE] = {"radiotap.present.db_antnoise", "dB Antenna Noise", F_BOOL},
	[R_PRESENT_RXFLAGS] = {"radiotap.present.rxflags", "RX flags", F_BOOL},
	[R_PRESENT_TXFLAGS] = {"radiotap.present.txflags", "TX flags", F_BOOL},
	[R_PRESENT_DATA_RETRIES] = {"radiotap.present.data_retries", "data retries", F_BOOL},
	[R_PRESENT_XCHANNEL] = {"radiotap.present.xchannel", "Channel+", F_BOOL},
	[R_PRESENT_MCS] = {"radiotap.present.mcs", "MCS information", F_BOOL},
	[R_PRESENT_AMPDU] = {"radiotap.present.ampdu", "A-MPDU Status", F_BOOL},
	[R_PRESENT_VHT] = {"radiotap.present.vht", "VHT information", F_BOOL},
	[R_PRESENT_TIMESTAMP] = {"radiotap.present.timestamp", "frame timestamp", F_BOOL},
	[R_PRESENT_HE] = {"radiotap.present.he", "HE information", F_BOOL},
	[R_PRESENT_HE_MU] = {"radiotap.present.he_mu", "HE-MU information", F_BOOL},
	[R_PRESENT_0_LENGTH_PSDU] = {"radiotap.present.0_length.psdu", "0 Length PSDU", F_BOOL},
	[R_PRESENT_L_SIG] = {"radiotap.present.l_sig", "L-SIG", F_BOOL},
	[R_PRESENT_TLV] = {"radiotap.present.tlv", "TLVs", F_BOOL},
	[R_PRESENT_RTAP_NS] = {"radiotap.present.rtap_ns", "Radiotap NS next", F_BOOL},
	[R_PRESENT_VENDOR_NS] = {"radiotap.present.vendor_ns", "Vendor NS next", F_BOOL},
	[R_PRESENT_EXT] = {"radiotap.present.ext", "Ext", F_BOOL},
	[R_FLAGS_CFP] = {"radiotap.flags.cfp", "CFP", F_BOOL},
	[R_FLAGS_PREAMBLE] = {"radiotap.flags.preamble", "Preamble", F_BOOL},
	[R_FLAGS_WEP] = {"radiotap.flags.wep", "WEP", F_BOOL},
	[R_FLAGS_FRAG] = {"radiotap.flags.frag", "Fragmentation", F_BOOL},
	[R_FLAGS_FCS] = {"radiotap.flags.fcs", "FCS at end", F_BOOL},
	[R_FLAGS_DATAPAD] = {"radiotap.flags.datapad", "Data Pad", F_BOOL},
	[R_FLAGS_BADFCS] = {"radiotap.flags.badfcs", "Bad FCS", F_BOOL},
	[R_FLAGS_SHORTGI] = {"radiotap.flags.shortgi", "Short GI", F_BOOL},
	[R_CHANNEL_FLAGS_700MHZ] = {"radiotap.channel.flags.700mhz", "700 MHz spectrum", F_BOOL},
	[R_CHANNEL_FLAGS_800MHZ] = {"radiotap.channel.flags.800mhz", "800 MHz spectrum", F_BOOL},
	[R_CHANNEL_FLAGS_900MHZ] = {"radiotap.channel.flags.900mhz", "900 MHz spectrum", F_BOOL},
	[R_CHANNEL_FLAGS_TURBO] = {"radiotap.channel.flags.turbo", "Turbo", F_BOOL},
	[R_CHANNEL_FLAGS_CCK] = {"radiotap.channel.flags.cck", "Complementary Code Keying (CCK)", F_BOOL},
	[R_CHANNEL_FLAGS_OFDM] = {"radiotap.channel.flags.ofdm", "ofdm", F_BOOL},
	[R_CHANNEL_FLAGS_2GHZ] = {"radiotap.channel.flags.2ghz", "2 GHz spectrum", F_BOOL},
	[R_CHANNEL_FLAGS_5GHZ] = {"radiotap.channel.flags.5ghz", "5 GHz spectrum", F_BOOL},
	[R_CHANNEL_FLAGS_PASSIVE] = {"radiotap.channel.flags.passive", "Passive", F_BOOL},
	[R_CHANNEL_FLAGS_DYNAMIC] = {"radiotap.channel.flags.dynamic", "Dynamic CCK-OFDM", F_BOOL},
	[R_CHANNEL_FLAGS_GFSK] = {"radiotap.channel.flags.gfsk", "Gaussian Frequency Shift Keying (GFSK)", F_BOOL},
	[R_CHANNEL_FLAGS_GSM] = {"radiotap.channel.flags.gsm", "GSM (900MHz)", F_BOOL},
	[R_CHANNEL_FLAGS_STURBO] = {"radiotap.channel.flags.sturbo", "Static Turbo", F_BOOL},
	[R_CHANNEL_FLAGS_HALF] = {"radiotap.channel.flags.half", "Half Rate Channel (10MHz Channel Width)", F_BOOL},
	[R_CHANNEL_FLAGS_QUARTER] = {"radiotap.channel.flags.quarter", "Quarter Rate Channel (5MHz Channel Width)", F_BOOL},
	[R_XCHANNEL_FLAGS_TURBO] = {"radiotap.xchannel.flags.turbo", "Turbo", F_BOOL},
	[R_XCHANNEL_FLAGS_CCK] = {"radiotap.xchannel.flags.cck", "Complementary Code Keying (CCK)", F_BOOL},
	[R_XCHANNEL_FLAGS_OFDM] = {"radiotap.xchannel.flags.ofdm", "ofdm", F_BOOL},
	[R_XCHANNEL_FLAGS_2GHZ] = {"radiotap.xchannel.flags.2ghz", "2 GHz spectrum", F_BOOL},
	[R_XCHANNEL_FLAGS_5GHZ] = {"radiotap.xchannel.flags.5ghz", "5 GHz spectrum", F_BOOL},
	[R_CHANNEL_XTYPE_PASSIVE] = {"radiotap.channel.xtype.passive", "Passive", F_BOOL},
	[R_XCHANNEL_FLAGS_DYNAMIC] = {"radiotap.xchannel.flags.dynamic", "Dynamic CCK-OFDM", F_BOOL},
	[R_XCHANNEL_FLAGS_GFSK] = {"radiotap.xchannel.flags.gfsk", "Gaussian Frequency Shift Keying (GFSK)", F_BOOL},
	[R_XCHANNEL_FLAGS_GSM] = {"radiotap.xchannel.flags.gsm", "GSM (900MHz)", F_BOOL},
	[R_XCHANNEL_FLAGS_STURBO] = {"radiotap.xchannel.flags.sturbo", "Static Turbo", F_BOOL},
	[R_XCHANNEL_FLAGS_HALF] = {"radiotap.xchannel.flags.half", "Half Rate Channel (10MHz Channel Width)", F_BOOL},
	[R_XCHANNEL_FLAGS_QUARTER] = {"radiotap.xchannel.flags.quarter", "Quarter Rate Channel (5MHz Channel Width)", F_BOOL},
	[R_XCHANNEL_FLAGS_HT20] = {"radiotap.xchannel.flags.ht20", "HT Channel (20MHz Channel Width)", F_BOOL},
	[R_XCHANNEL_FLAGS_HT40U] = {"radiotap.xchannel.flags.ht40u", "ht40u", F_BOOL},
	[R_XCHANNEL_FLAGS_HT40D] = {"radiotap.xchannel.flags.ht40d", "ht40d", F_BOOL},
	[R_MCS_HAVE_BW] = {"radiotap.mcs.have_bw", "Bandwidth", F_BOOL},
	[R_MCS_HAVE_INDEX] = {"radiotap.mcs.have_index", "MCS index", F_BOOL},
	[R_MCS_HAVE_GI] = {"radiotap.mcs.have_gi", "Guard interval", F_BOOL},
	[R_MCS_HAVE_FORMAT] = {"radiotap.mcs.have_format", "Format", F_BOOL},
	[R_MCS_HAVE_FEC] = {"radiotap.mcs.have_fec", "FEC type", F_BOOL},
	[R_MCS_HAVE_STBC] = {"radiotap.mcs.have_stbc", "STBC streams", F_BOOL},
	[R_MCS_HAVE_NESS] = {"radiotap.mcs.have_ness", "Number of extension spatial streams", F_BOOL},
	[R_MCS_NESS_BIT1] = {"radiotap.mcs.ness_bit1", "Number of extension spatial streams bit 1", F_U8},
	[R_AMPDU_FLAGS_REPORT_ZEROLEN] = {"radiotap.ampdu.flags.report_zerolen", "Driver reports 0-length subframes in this A-MPDU", F_BOOL},
	[R_AMPDU_FLAGS_IS_ZEROLEN] = {"radiotap.ampdu.flags.is_zerolen", "This is a 0-length subframe", F_BOOL},
	[R_AMPDU_FLAGS_LASTKNOWN] = {"radiotap.ampdu.flags.lastknown", "Last subframe of this A-MPDU is known", F_BOOL},
	[R_AMPDU_FLAGS_LAST] = {"radiotap.ampdu.flags.last", "This is the last subframe of this A-MPDU", F_BOOL},
	[R_AMPDU_FLAGS_DELIM_CRC_ERROR] = {"radiotap.ampdu.flags.delim_crc_error", "Delimiter CRC error on this subframe", F_BOOL},
	[R_AMPDU_FLAGS_EOF] = {"radiotap.ampdu.flags.eof", "EOF on this subframe", F_BOOL},
	[R_AMPDU_FLAGS_EOF_KNOWN] = {"radiotap.ampdu.flags.eof_known", "EOF of this A-MPDU is known", F_BOOL},
	[R_VHT_HAVE_STBC] = {"radiotap.vht.have_stbc", "STBC", F_BOOL},
	[R_VHT_HAVE_TXOP_PS] = {"radiotap.vht.have_txop_ps", "TXOP_PS_NOT_ALLOWED", F_BOOL},
	[R_VHT_HAVE_GI] = {"radiotap.vht.have_gi", "Guard interval", F_BOOL},
	[R_VHT_HAVE_SGI_NSYM_DA] = {"radiotap.vht.have_sgi_nsym_da", "SGI Nsym disambiguation", F_BOOL},
	[R_VHT_LDPC_EXTRA] = {"radiotap.vht.ldpc_extra", "LDPC extra OFDM symbol", F_BOOL},
	[R_VHT_HAVE_BEAMFORMED] = {"radiotap.vht.have_beamformed", "Beamformed", F_BOOL},
	[R_MCS_HAVE_GID] = {"radiotap.mcs.have_gid", "Group ID", F_BOOL},
	[R_MCS_HAVE_PAID] = {"radiotap.mcs.have_paid", "Partial AID", F_BOOL},
	[R_VHT_USER] = {"radiotap.vht.user", "User"},
	[R_VHT_NSTS_0] = {"radiotap.vht.nsts.0", "Space-time streams 0", F_U8},
	[R_VHT_NSTS_1] = {"radiotap.vht.nsts.1", "Space-time streams 1", F_U8},
	[R_VHT_NSTS_2] = {"radiotap.vht.nsts.2", "Space-time streams 2", F_U8},
	[R_VHT_NSTS_3] = {"radiotap.vht.nsts.3", "Space-time streams 3", F_U8},
	[R_VHT_MCS_0] = {"radiotap.vht.mcs.0", "MCS index 0", F_U8},
	[R_VHT_MCS_1] = {"radiotap.vht.mcs.1", "MCS index 1", F_U8},
	[R_VHT_MCS_2] = {"radiotap.vht.mcs.2", "MCS index 2", F_U8},
	[R_VHT_MCS_3] = {"radiotap.vht.mcs.3", "MCS index 3", F_U8},
	[R_VHT_NSS_0] = {"radiotap.vht.nss.0", "Spatial streams 0", F_U8},
	[R_VHT_NSS_1] = {"radiotap.vht.nss.1", "Spatial streams 1", F_U8},
	[R_VHT_NSS_2] = {"radiotap.vht.nss.2", "Spatial streams 2", F_U8},
	[R_VHT_NSS_3] = {"radiotap.vht.nss.3", "Spatial streams 3", F_U8},
	[R_VHT_CODING_0] = {"radiotap.vht.coding.0", "Coding 0", F_U8},
	[R_VHT_CODING_1] = {"radiotap.vht.coding.1", "Coding 1", F_U8},
	[R_VHT_CODING_2] = {"radiotap.vht.coding.2", "Coding 2", F_U8},
	[R_VHT_CODING_3] = {"radiotap.vht.coding.3", "Coding 3", F_U8},
	[WLAN_FCS] = {"wlan.fcs", "Frame check sequence", F_U32, HEX, .behind = 1},
	[WLAN_FCS_STATUS] = {"wlan.fcs.status", "FCS Status", F_U8, .behind = 1},
};

static const struct bit_field present_bits[] = {
	{0x1, R_PRESENT_TSFT}, {0x2, R_PRESENT_FLAGS}, {0x4, R_PRESENT_RATE}, {0x8, R_PRESENT_CHANNEL},
	{0x10, R_PRESENT_FHSS}, {0x20, R_PRESENT_DBM_ANTSIGNAL}, {0x40, R_PRESENT_DBM_ANTNOISE},
	{0x80, R_PRESENT_LOCK_QUALITY}, {0x100, R_PRESENT_TX_ATTENUATION}, {0x200, R_PRESENT_DB_TX_ATTENUATION},
	{0x400, R_PRESENT_DBM_TX_POWER}, {0x800, R_PRESENT_ANTENNA}, {0x1000, R_PRESENT_DB_ANTSIGNAL},
	{0x2000, R_PRESENT_DB_ANTNOISE}, {0x4000, R_PRESENT_RXFLAGS}, {0x8000, R_PRESENT_TXFLAGS},
	{0x20000, R_PRESENT_DATA_RETRIES}, {0x40000, R_PRESENT_XCHANNEL}, {0x80000, R_PRESENT_MCS},
	{0x100000, R_PRESENT_AMPDU}, {0x200000, R_PRESENT_VHT}, {0x400000, R_PRESENT_TIMESTAMP},
	{0x800000, R_PRESENT_HE}, {0x1000000, R_PRESENT_HE_MU}, {0x4000000, R_PRESENT_0_LENGTH_PSDU},
	{0x8000000, R_PRESENT_L_SIG}, {0x10000000, R_PRESENT_TLV}, {0x20000000, R_PRESENT_RTAP_NS},
	{0x40000000, R_PRESENT_VENDOR_NS}, {0x80000000, R_PRESENT_EXT}, {0, 0},
};

static const struct bit_field flag_bits[] = {
	{0x1, R_FLAGS_CFP}, {0x2, R_FLAGS_PREAMBLE}, {0x4, R_FLAGS_WEP}, {0x8, R_FLAGS_FRAG}, {0x10, R_FLAGS_FCS},
	{0x20, R_FLAGS_DATAPAD}, {0x40, R_FLAGS_BADFCS}, {0x80, R_FLAGS_SHORTGI}, {0, 0},
};

static const struct bit_field channel_bits[] = {
	{0x1, R_CHANNEL_FLAGS_700MHZ}, {0x2, R_CHANNEL_FLAGS_800MHZ}, {0x4, R_CHANNEL_FLAGS_900MHZ},
	{0x10, R_CHANNEL_FLAGS_TURBO}, {0x20, R_CHANNEL_FLAGS_CCK}, {0x40, R_CHANNEL_FLAGS_OFDM},
	{0x80, R_CHANNEL_FLAGS_2GHZ}, {0x100, R_CHANNEL_FLAGS_5GHZ}, {0x200, R_CHANNEL_FLAGS_PASSIVE},
	{0x400, R_CHANNEL_FLAGS_DYNAMIC}, {0x800, R_CHANNEL_FLAGS_GFSK}, {0x1000, R_CHANNEL_FLAGS_GSM},
	{0x2000, R_CHANNEL_FLAGS_STURBO}, {0x4000, R_CHANNEL_FLAGS_HALF}, {0x8000, R_CHANNEL_FLAGS_QUARTER}, {0, 0},
};

static const struct bit_field xchannel_bits[] = {
	{0x10, R_XCHANNEL_FLAGS_TURBO}, {0x20, R_XCHANNEL_FLAGS_CCK}, {0x40, R_XCHANNEL_FLAGS_OFDM},
	{0x80, R_XCHANNEL_FLAGS_2GHZ}, {0x100, R_XCHANNEL_FLAGS_5GHZ}, {0x200, R_CHANNEL_XTYPE_PASSIVE},
	{0x400, R_XCHANNEL_FLAGS_DYNAMIC}, {0x800, R_XCHANNEL_FLAGS_GFSK}, {0x1000, R_XCHANNEL_FLAGS_GSM},
	{0x2000, R_XCHANNEL_FLAGS_STURBO}, {0x4000, R_XCHANNEL_FLAGS_HALF}, {0x8000, R_XCHANNEL_FLAGS_QUARTER},
	{0x10000, R_XCHANNEL_FLAGS_HT20}, {0x20000, R_XCHANNEL_FLAGS_HT40U}, {0x40000, R_XCHANNEL_FLAGS_HT40D}, {0, 0},
};

static const struct bit_field mcs_known_bits[] = {
	{0x1, R_MCS_HAVE_BW}, {0x2, R_MCS_HAVE_INDEX}, {0x4, R_MCS_HAVE_GI}, {0x8, R_MCS_HAVE_FORMAT},
	{0x10, R_MCS_HAVE_FEC}, {0x20, R_MCS_HAVE_STBC}, {0x40, R_MCS_HAVE_NESS}, {0, 0},
};

static const struct bit_field ampdu_bits[] = {
	{0x1, R_AMPDU_FLAGS_REPORT_ZEROLEN}, {0x2, R_AMPDU_FLAGS_IS_ZEROLEN}, {0x4, R_AMPDU_FLAGS_LASTKNOWN},
	{0x8, R_AMPDU_FLAGS_LAST}, {0x10, R_AMPDU_FLAGS_DELIM_CRC_ERROR}, {0x40, R_AMPDU_FLAGS_EOF},
	{0x80, R_AMPDU_FLAGS_EOF_KNOWN}, {0, 0},
};

static const struct bit_field tx_bits[] = {
	{0x01, R_RXFLAGS_FAIL}, {0x02, R_RXFLAGS_CTS}, {0x04, R_RXFLAGS_RTS}, {0x08, R_RXFLAGS_NOACK}, {0x10, R_RXFLAGS_NOSEQNO},
	{0x20, R_RXFLAGS_ORDER}, {0, 0},
};

static const struct bit_field vht_known_bits[] = {
	{0x40, R_MCS_HAVE_BW},
	{0x1, R_VHT_HAVE_STBC}, {0x2, R_VHT_HAVE_TXOP_PS}, {0x4, R_VHT_HAVE_GI}, {0x8, R_VHT_HAVE_SGI_NSYM_DA},
	{0x10, R_VHT_LDPC_EXTRA}, {0x20, R_VHT_HAVE_BEAMFORMED}, {0x80, R_MCS_HAVE_GID}, {0x100, R_MCS_HAVE_PAID},
	{0, 0},
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
	also_bits(d, 1, v, flag_bits);
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

enum { MCS_EQUAL = 32, MCS_DUPLICATE = 32, MCS_UNEQUAL = 33, MCS_END = 77 };

/* Bits of a symbol of 20 MHz in units of 26: equal modulation on one stream, then unequal modulation (IEEE 802.11n, section 20.6). */
static const uint8_t ht_equal[8] = {1, 2, 3, 4, 6, 8, 9, 10};
static const uint8_t ht_unequal[MCS_END - MCS_UNEQUAL] = {
	6, 8, 10, 9, 12, 15, 8, 10, 10, 12, 14, 14, 16, 12, 15, 15, 18, 21, 21, 24, 10, 12, 14, 12, 14, 16, 18, 16, 18, 20, 20, 22, 15, 18, 21,
	18, 21, 24, 27, 24, 27, 30, 30, 33};

/* Tenths of Mb/s; 0: there is no such rate. */
static unsigned ht_rate(unsigned mcs, bool wide, bool is_short)
{
	enum { UNIT = 26, DUPLICATE = 24 };
	unsigned bits = 0;
	if (mcs < MCS_EQUAL)
		bits = ht_equal[mcs % 8] * (mcs / 8 + 1) * UNIT;
	else if (mcs >= MCS_UNEQUAL && mcs < MCS_END)
		bits = ht_unequal[mcs - MCS_UNEQUAL] * UNIT;
	if (wide)
		bits = mcs == MCS_DUPLICATE ? DUPLICATE : bits * 108 / 52;
	/* A symbol lasts 4 us, or 3.6 us with a short interval. */
	return is_short ? (bits * 100 + 18) / 36 : bits * 10 / 4;
}

/* Only what is known is named. */
static void put_mcs_flags(struct dis *d, unsigned known, unsigned flags)
{
	if (known & KNOWN_BANDWIDTH)
		also(d, R_MCS_BW, 1, flags & 3);
	if (known & KNOWN_GI)
		also(d, R_MCS_GI, 1, flags >> 2 & 1);
	if (known & KNOWN_FORMAT)
		also(d, R_MCS_FORMAT, 1, flags >> 3 & 1);
	if (known & KNOWN_FEC)
		also(d, R_MCS_FEC, 1, flags >> 4 & 1);
	if (known & KNOWN_STBC)
		also(d, R_MCS_STBC, 1, flags >> 5 & 3);
	if (known & KNOWN_NESS) {
		also(d, R_MCS_NESS_BIT1, 1, known >> 7);
		also(d, R_MCS_NESS_BIT0, 1, flags >> 7);
	}
}

static void mcs(struct dis *d)
{
	static const char *const bandwidths[] = {"20 MHz", "40 MHz", "20 MHz (L)", "20 MHz (U)"};
	group_begin(d, R_MCS);
	unsigned known = u8(d, MCS_KNOWN);
	also_bits(d, 1, known, mcs_known_bits);
	unsigned flags = u8(d, 0);
	put_mcs_flags(d, known, flags);
	unsigned index = u8(d, known & KNOWN_MCS ? MCS_INDEX : 0);
	group_end(d);
	if (known & KNOWN_MCS) {
		unsigned tenths = known & (KNOWN_BANDWIDTH | KNOWN_GI) ? ht_rate(index, (flags & 3) == 1, flags & 4) : 0;
		if (tenths && known & KNOWN_BANDWIDTH && known & KNOWN_GI)
			mark_double(d, RATE, d->pos - 3, 3, tenths / 10.0);
		if (tenths)
			say(d, "%u.%u Mb/s ", tenths / 10, tenths % 10);
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

static void put_vht_flags(struct dis *d, unsigned known, unsigned flags)
{
	static const struct bit_field list[] = {
		{0x01, R_VHT_STBC}, {0x02, R_VHT_TXOP_PS}, {0x04, R_VHT_GI}, {0x08, R_VHT_SGI_NSYM_DA}, {0x10, R_VHT_LDPC_EXTRA},
		{0x20, R_VHT_BEAMFORMED}, {0, 0}};
	for (const struct bit_field *b = list; b->field; b++)
		if (known & b->mask)
			also(d, b->field, 1, (flags & b->mask) != 0);
}

static void put_vht_users(struct dis *d, struct span users, unsigned coding, bool stbc)
{
	for (unsigned i = 0; i < users.len; i++) {
		unsigned v = span_u8(users, i), streams = v & 15;
		if (!streams)
			continue;
		uint32_t at = users.pos + i;
		group_begin(d, R_VHT_USER);
		mark_uint(d, R_VHT_NSTS_0 + i, at, 1, streams << stbc);
		mark_uint(d, R_VHT_MCS_0 + i, at, 1, v >> 4);
		mark_uint(d, R_VHT_NSS_0 + i, at, 1, streams);
		mark_uint(d, R_VHT_CODING_0 + i, users.pos + users.len, 1, coding >> i & 1);
		group_end(d);
	}
}

static void vht(struct dis *d)
{
	static const char *const bandwidths[32] = {
		"20 MHz", "40 MHz", "20 MHz (L)", "20 MHz (U)", "80 MHz", "80 MHz (L)", "80 MHz (U)", "80 MHz (LL)", "80 MHz (LU)",
		"80 MHz (UL)", "80 MHz (UU)", "160 MHz", "160 MHz (L)", "160 MHz (U)", "160 MHz (LL)", "160 MHz (LU)", "160 MHz (UL)",
		"160 MHz (UU)", "160 MHz (LLL)", "160 MHz (LLU)", "160 MHz (LUL)", "160 MHz (LUU)", "160 MHz (ULL)", "160 MHz (ULU)",
		"160 MHz (UUL)", "160 MHz (UUU)"};
	group_begin(d, R_VHT);
	unsigned known = u16le(d, VHT_KNOWN);
	also_bits(d, 2, known, vht_known_bits);
	unsigned flags = u8(d, 0);
	put_vht_flags(d, known, flags);
	unsigned bandwidth = u8(d, known & VHT_KNOWN_BANDWIDTH ? VHT_BANDWIDTH : 0);
	struct span users = bytes(d, 0, 4);
	unsigned coding = u8(d, 0);
	if (d->tape) {
		struct saved end = quiet_begin(d, true);
		put_vht_users(d, users, coding, known & flags & 1);
		u8(d, known & VHT_KNOWN_GROUP ? R_VHT_GID : 0);
		u16le(d, known & VHT_KNOWN_AID ? R_VHT_PAID : 0);
		quiet_end(d, &end);
	}
	skip(d, 3);
	group_end(d);
	for (unsigned i = 0; i < 4; i++) {
		unsigned user = span_u8(users, i);
		if (user & 15)
			say(d, "User %u MCS %u %s FEC ", i, user >> 4, coding >> i & 1 ? "LDPC" : "BCC");
	}
	if (known & VHT_KNOWN_BANDWIDTH) {
		if (bandwidths[bandwidth & 31])
			say(d, "%s ", bandwidths[bandwidth & 31]);
		else
			say(d, "unknown (%u) ", bandwidth & 31);
	}
	if (known & VHT_KNOWN_GI)
		say(d, "%s GI ", flags & 4 ? "short" : "long");
}

static void xchannel(struct dis *d, const struct state *s)
{
	uint32_t flags = u32le(d, X_FLAGS);
	also_bits(d, 4, flags, xchannel_bits);
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
	int v = (int16_t)u16le(d, field); /* the line has a sign where the field has none */
	say(d, "%d%s ", -v, what);
}

static void ampdu(struct dis *d)
{
	group_begin(d, R_AMPDU);
	u32le(d, AMPDU_REFERENCE);
	unsigned flags = u16le(d, AMPDU_FLAGS);
	also_bits(d, 2, flags, ampdu_bits);
	if (flags & AMPDU_CRC_KNOWN)
		mark_uint(d, R_AMPDU_DELIM_CRC, d->pos, 1, peek8(d, 0));
	skip(d, 2);
	group_end(d);
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
		also_bits(d, 2, flags, channel_bits);
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
		also(d, R_RXFLAGS_BADPLCP, 2, u16le(d, RX_FLAGS) >> 1 & 1);
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
		ampdu(d);
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

/* Of the bits that lines do not know. */
static bool silent_field(struct dis *d, const struct state *s, unsigned bit)
{
	unsigned v;
	switch (bit) {
	case BIT_TX_FLAGS:
		align(d, s, 2);
		v = u16le(d, R_TXFLAGS);
		also_bits(d, 2, v, tx_bits);
		return true;
	case BIT_RETRIES:
		u8(d, R_DATA_RETRIES);
		return true;
	case BIT_TIMESTAMP:
		align(d, s, 8);
		group_begin(d, R_TIMESTAMP);
		u64le(d, R_TIMESTAMP_TS);
		u16le(d, R_TIMESTAMP_ACCURACY);
		v = u8(d, 0);
		also(d, R_TIMESTAMP_UNIT, 1, v & 15);
		also(d, R_TIMESTAMP_SAMPLINGPOS, 1, v >> 4);
		v = u8(d, 0);
		also(d, R_TIMESTAMP_FLAGS_32BIT, 1, v & 1);
		also(d, R_TIMESTAMP_FLAGS_ACCURACY, 1, v >> 1 & 1);
		group_end(d);
		return true;
	default:
		return false;
	}
}

/* The fields of all present words. From behind the first eight bytes; false: they say more than the header has. */
static bool present(struct dis *d, struct state *first_state, uint32_t first)
{
	struct state *s = first_state, ahead;
	struct saved quiet;
	uint32_t words = 1, at = s->start + 8;
	for (uint32_t w = first; w >> BIT_EXT; words++) {
		seek(d, at);
		if (declared(d) < 4)
			return false;
		w = u32le(d, PRESENT);
		also_bits(d, 4, w, present_bits);
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
		for (unsigned bit = 0; bit < BIT_RADIOTAP_NAMESPACE && !d->cut; bit++) {
			if (skipping || !(w >> bit & 1) || field(d, s, base + bit))
				continue;
			if (!d->tape)
				return true;
			/* the line ends here; what it goes by stays as it is */
			if (s != &ahead) {
				quiet = quiet_begin(d, true);
				ahead = *s;
				s = &ahead;
			}
			if (!silent_field(d, s, base + bit))
				goto end;
		}
		base += 32;
		if (w >> BIT_RADIOTAP_NAMESPACE & 1) {
			base = 0;
			skipping = false;
		} else if (w >> BIT_VENDOR_NAMESPACE & 1) {
			break;
		}
	}
end:
	if (s == &ahead)
		quiet_end(d, &quiet);
	return true;
}

/* The frame's last four bytes, where they were captured. */
static void put_fcs(struct dis *d)
{
	enum { FCS_LEN = 4, FCS_UNVERIFIED = 2 };
	if (!d->tape || declared(d) < FCS_LEN || left(d) < declared(d))
		return;
	uint32_t at = d->wire - FCS_LEN;
	struct span s = span_at(d, at, FCS_LEN);
	mark_uint(d, WLAN_FCS, at, FCS_LEN,
		(uint32_t)span_u8(s, 3) << 24 | span_u8(s, 2) << 16 | span_u8(s, 1) << 8 | span_u8(s, 0));
	mark_uint(d, WLAN_FCS_STATUS, at, 0, FCS_UNVERIFIED);
}

static void dissect(struct dis *d)
{
	struct state s = {.start = d->pos};
	if (!need(d, 8))
		return;
	u8(d, VERSION);
	u8(d, R_PAD);
	unsigned length = u16le(d, LENGTH);
	uint32_t first = u32le(d, PRESENT);
	also_bits(d, 4, first, present_bits);
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
	if (s.flags & FLAG_FCS) {
		put_fcs(d);
		narrow(d, declared(d) > 4 ? declared(d) - 4 : 0);
	}
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
	.cuts = CUTS_AS_HEADER,
};
