/* IEEE 802.15.4 (2015) frames.
 *
 *	| frame control 2 | sequence 0/1 | destination PAN 0/2, address 0/2/8 | source PAN, address |
 *	| auxiliary security header | header IEs | payload IEs | payload | MIC | FCS 2 |
 *
 * Numbers are little-endian. Multipurpose frames have a frame control of their own. Whether there is an FCS is not known:
 * it is taken for one when it fits. */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

#include "dissect/wireless/ieee802154.h"

enum { WPAN, FCF, TYPE, SECURITY, PENDING, ACK_REQUEST, COMPRESSED, SEQ_SUPPRESSED, IES, DST_MODE, VERSION, SRC_MODE, SEQ, DST_PAN, DST16, DST64, SRC_PAN, SRC16,
	SRC64, LEVEL, KEY_MODE, FRAME_COUNTER, KEY_INDEX, COMMAND, BEACON_ORDER, SUPERFRAME_ORDER, CAP, COORDINATOR, PERMIT,
	ASSOC_ADDR, ASSOC_STATUS, REASON, MIC, FCS };

enum frame_type { BEACON, DATA, ACK, MAC_COMMAND, MULTIPURPOSE = 5 };
enum address_mode { NO_ADDRESS, RESERVED_MODE, SHORT, EXTENDED };
enum { FCF_SECURITY = 1 << 3, FCF_PENDING = 1 << 4, FCF_ACK = 1 << 5, FCF_PAN_COMPRESSION = 1 << 6, FCF_NO_SEQ = 1 << 8, FCF_IE = 1 << 9 };
enum { MP_LONG = 1 << 3, MP_PAN = 1 << 8, MP_SECURITY = 1 << 9, MP_NO_SEQ = 1 << 10, MP_PENDING = 1 << 11, MP_ACK = 1 << 14,
	MP_IE = 1 << 15 };

static const struct token types[] = {{BEACON, "Beacon"}, {DATA, "Data"}, {ACK, "ACK"}, {MAC_COMMAND, "Command"}, {4, "Reserved"},
	{MULTIPURPOSE, "Multipurpose"}, {6, "Fragment"}, {7, "Extended"}, {0, NULL}};
static const struct token flag_words[] = {{FCF_SECURITY, "Security Enabled"}, {FCF_PENDING, "Frame Pending"}, {FCF_ACK, "AR"},
	{FCF_PAN_COMPRESSION, "PAN ID Compression"}, {FCF_NO_SEQ, "Sequence Number Suppression"}, {FCF_IE, "IE present"}, {0, NULL}};
static const struct token multipurpose_words[] = {{MP_SECURITY, "Security Enabled"}, {MP_PENDING, "Frame Pending"}, {MP_ACK, "AR"},
	{MP_PAN, "PAN ID Present"}, {MP_NO_SEQ, "Sequence Number Suppression"}, {MP_IE, "IE present"}, {0, NULL}};

static const struct field fields[] = {
	[WPAN] = {"wpan", "IEEE 802.15.4"},
	[FCF] = {"wpan.fcf", "Frame Control Field", F_U16, HEX},
	[TYPE] = {"wpan.frame_type", "Frame Type", F_U16, DEC, types},
	[SECURITY] = {"wpan.security", "Security Enabled", F_BOOL},
	[PENDING] = {"wpan.pending", "Frame Pending", F_BOOL},
	[COMPRESSED] = {"wpan.pan_id_compression", "PAN ID Compression", F_BOOL},
	[IES] = {"wpan.ie_present", "Information Elements Present", F_BOOL},
	[ACK_REQUEST] = {"wpan.ack_request", "Acknowledge Request", F_BOOL},
	[SEQ_SUPPRESSED] = {"wpan.seqno_suppression", "Sequence Number Suppression", F_BOOL},
	[DST_MODE] = {"wpan.dst_addr_mode", "Destination Addressing Mode", F_U16, HEX},
	[VERSION] = {"wpan.version", "Frame Version", F_U16},
	[SRC_MODE] = {"wpan.src_addr_mode", "Source Addressing Mode", F_U16, HEX},
	[SEQ] = {"wpan.seq_no", "Sequence Number", F_U8},
	[DST_PAN] = {"wpan.dst_pan", "Destination PAN", F_U16, HEX},
	[DST16] = {"wpan.dst16", "Destination", F_U16, HEX},
	[DST64] = {"wpan.dst64", "Destination", F_EUI64},
	[SRC_PAN] = {"wpan.src_pan", "Source PAN", F_U16, HEX},
	[SRC16] = {"wpan.src16", "Source", F_U16, HEX},
	[SRC64] = {"wpan.src64", "Extended Source", F_EUI64},
	[LEVEL] = {"wpan.aux_sec.sec_level", "Security Level", F_U8, HEX},
	[KEY_MODE] = {"wpan.aux_sec.key_id_mode", "Key Identifier Mode", F_U8, HEX},
	[FRAME_COUNTER] = {"wpan.aux_sec.frame_counter", "Frame Counter", F_U32},
	[KEY_INDEX] = {"wpan.aux_sec.key_index", "Key Index", F_U8, HEX},
	[COMMAND] = {"wpan.cmd", "Command Identifier", F_U8, HEX},
	[BEACON_ORDER] = {"wpan.beacon_order", "Beacon Interval", F_U16},
	[SUPERFRAME_ORDER] = {"wpan.superframe_order", "Superframe Interval", F_U16},
	[CAP] = {"wpan.cap", "Final CAP Slot", F_U16},
	[COORDINATOR] = {"wpan.bcn_coord", "PAN Coordinator", F_BOOL},
	[PERMIT] = {"wpan.assoc_permit", "Association Permit", F_BOOL},
	[ASSOC_ADDR] = {"wpan.asoc.addr", "Short Address", F_U16, HEX},
	[ASSOC_STATUS] = {"wpan.assoc.status", "Association Status", F_U8, HEX},
	[REASON] = {"wpan.disassoc.reason", "Disassociation Reason", F_U8, HEX},
	[MIC] = {"wpan.mic", "MIC", F_BYTES},
	[FCS] = {"wpan.fcs", "FCS", F_U16, HEX},
};

static bool short_of(struct dis *d, const char *what)
{
	say(d, "[ERROR: Truncated before %s]", what);
	return false;
}

/* The words of the bits that are set, each with a comma. */
static void say_flags(struct dis *d, const struct token *words, unsigned v)
{
	for (; words->word; words++)
		if (v & words->value)
			say(d, "%s, ", words->word);
}

static bool pan(struct dis *d, unsigned field, bool present, const char *what)
{
	if (!present) {
		say_s(d, "-:");
		return true;
	}
	if (!have(d, 2))
		return short_of(d, what);
	unsigned v = u16le(d, field);
	say(d, "%04x:", v);
	return true;
}

void ieee802154_say_extended(struct dis *d, unsigned field)
{
	uint64_t v = u64le(d, field);
	for (unsigned i = 8; i-- > 0;)
		say(d, i ? "%02x:" : "%02x", (unsigned)(v >> i * 8 & 0xff));
}

static bool address(struct dis *d, unsigned field16, unsigned field64, unsigned mode)
{
	if (mode == NO_ADDRESS) {
		say_s(d, "none");
		return true;
	}
	if (!have(d, mode == SHORT ? 2 : 8))
		return short_of(d, "dst_addr");
	if (mode == SHORT) {
		unsigned v = u16le(d, field16);
		say(d, "%04x", v);
	} else {
		ieee802154_say_extended(d, field64);
	}
	return true;
}

/* What the frame control says. */
struct frame {
	uint8_t type, version;
	uint8_t dst_mode, src_mode;
	bool security, no_seq, ies, multipurpose;
	bool dst_pan, src_pan;
};

/* Which PANs are there: IEEE 802.15.4-2015, 7.2.1.5. */
static void choose_pans(struct dis *d, struct frame *f, bool compressed)
{
	bool dst = f->dst_mode != NO_ADDRESS, src = f->src_mode != NO_ADDRESS;
	if (f->version < 2) {
		f->dst_pan = dst;
		f->src_pan = src && !compressed;
		if (compressed && !(dst && src))
			say_s(d, "[ERROR: PAN ID Compression != 0, and only one address with frame version < 2]");
	} else if (!dst && !src) {
		f->dst_pan = compressed;
	} else if (dst && src) {
		f->dst_pan = !(compressed && f->dst_mode == EXTENDED && f->src_mode == EXTENDED);
		f->src_pan = !compressed && f->src_mode == SHORT;
	} else {
		f->dst_pan = dst && !compressed;
		f->src_pan = src && !compressed;
	}
}

static bool modes_possible(struct dis *d, const struct frame *f)
{
	if (f->src_mode != RESERVED_MODE && f->dst_mode != RESERVED_MODE)
		return true;
	say(d, "[ERROR: Invalid %s address mode]", f->src_mode == RESERVED_MODE ? "src" : "dst");
	return false;
}

static bool sequence(struct dis *d, const struct frame *f)
{
	if (f->no_seq) {
		if (d->verbose && !f->multipurpose)
			say_s(d, "seq suppressed ");
		return true;
	}
	if (!need(d, 1))
		return false;
	unsigned seq = u8(d, SEQ);
	if (d->verbose)
		say(d, "seq %02x ", seq);
	return true;
}

static bool addresses(struct dis *d, const struct frame *f)
{
	if (!pan(d, DST_PAN, f->dst_pan, "dst_pan") || !address(d, DST16, DST64, f->dst_mode))
		return false;
	say_s(d, f->multipurpose ? " <  " : " < ");
	if (!pan(d, SRC_PAN, f->src_pan, "dst_pan") || !address(d, SRC16, SRC64, f->src_mode))
		return false;
	say_c(d, ' ');
	return true;
}

static bool plain_header(struct dis *d, struct frame *f)
{
	unsigned fc = u16le(d, FCF);
	also(d, TYPE, 2, fc & 7);
	also(d, SECURITY, 2, fc >> 3 & 1);
	also(d, ACK_REQUEST, 2, fc >> 5 & 1);
	also(d, PENDING, 2, fc >> 4 & 1);
	also(d, COMPRESSED, 2, fc >> 6 & 1);
	also(d, SEQ_SUPPRESSED, 2, fc >> 8 & 1);
	also(d, IES, 2, fc >> 9 & 1);
	f->dst_mode = fc >> 10 & 3;
	f->version = fc >> 12 & 3;
	f->src_mode = fc >> 14;
	f->security = fc & FCF_SECURITY;
	f->no_seq = fc & FCF_NO_SEQ;
	f->ies = fc & FCF_IE;
	also(d, DST_MODE, 2, f->dst_mode);
	also(d, VERSION, 2, f->version);
	also(d, SRC_MODE, 2, f->src_mode);
	say(d, "v%u ", f->version);
	if (d->verbose > 2)
		say_flags(d, flag_words, fc);
	if (f->no_seq && f->version < 2)
		say_s(d, "[ERROR: Sequence number suppressed on frames where version < 2]");
	if (!sequence(d, f) || !modes_possible(d, f))
		return false;
	choose_pans(d, f, fc & FCF_PAN_COMPRESSION);
	return addresses(d, f);
}

static bool multipurpose_header(struct dis *d, struct frame *f)
{
	unsigned fc = peek8(d, 0);
	bool is_long = fc & MP_LONG;
	f->multipurpose = true;
	if (is_long)
		fc = u16le(d, FCF);
	else
		u8(d, FCF);
	also(d, TYPE, is_long ? 2 : 1, MULTIPURPOSE);
	f->dst_mode = fc >> 4 & 3;
	f->src_mode = fc >> 6 & 3;
	if (is_long) {
		f->version = fc >> 12 & 3;
		f->security = fc & MP_SECURITY;
		f->no_seq = fc & MP_NO_SEQ;
		f->ies = fc & MP_IE;
		f->dst_pan = fc & MP_PAN;
		say(d, "v%u ", f->version);
		if (d->verbose > 2)
			say_flags(d, multipurpose_words, fc);
	}
	if (!need(d, 1))
		return false;
	return sequence(d, f) && modes_possible(d, f) && addresses(d, f);
}

/* The auxiliary security header; how long the MIC is, or -1: nothing more can be found. */
static int security_header(struct dis *d)
{
	if (!have(d, 1)) {
		short_of(d, "Aux Security Header");
		return -1;
	}
	unsigned control = u8(d, 0), level = control & 7, mode = control >> 3 & 3;
	also(d, LEVEL, 1, level);
	also(d, KEY_MODE, 1, mode);
	if (d->verbose)
		say(d, "\n\tSecurity Level %u, Key Id Mode %u, ", level, mode);
	if (!(control & 0x20)) {
		if (!have(d, 4)) {
			short_of(d, "Frame Counter");
			return -1;
		}
		uint32_t counter = u32le(d, FRAME_COUNTER);
		if (d->verbose > 1)
			say(d, "Frame Counter 0x%08x ", counter);
	}
	static const uint8_t source_len[] = {0, 0, 4, 8}, mic_len[] = {0, 4, 8, 16};
	if (mode == 0) {
		if (d->verbose > 1)
			say_s(d, "Implicit");
		return mic_len[level & 3];
	}
	if (!have(d, source_len[mode])) {
		short_of(d, "Key Source");
		return -1;
	}
	struct saved s = quiet_begin(d, d->verbose < 2);
	if (mode == 2) {
		unsigned low = u16le(d, 0), high = u16le(d, 0);
		say(d, "KeySource 0x%04x:%x4x, ", low, high);
	} else if (mode == 3) {
		say_s(d, "KeySource ");
		ieee802154_say_extended(d, 0);
		say_s(d, ", ");
		/* tcpdump's lines go on in the middle of it. */
		seek(d, d->pos - 4);
	}
	bool whole = have(d, 1);
	if (whole) {
		unsigned index = u8(d, KEY_INDEX);
		say(d, "KeyIndex 0x%02x, ", index);
	}
	uint32_t after = d->pos;
	quiet_end(d, &s);
	seek(d, after);
	if (!whole) {
		short_of(d, "Key Index");
		return -1;
	}
	return mic_len[level & 3];
}

/* ITU-T CRC-16, least significant bit first. */
static unsigned checksum(struct span s)
{
	unsigned crc = 0;
	for (uint32_t i = 0; i < s.len; i++) {
		crc ^= span_u8(s, i);
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0x8408 : crc >> 1;
	}
	return crc;
}

/* The FCS: right, wrong, or not there. */
struct fcs {
	unsigned is, should_be;
};

static struct fcs take_fcs(struct dis *d, uint32_t start, bool multipurpose)
{
	struct fcs f = {0, 0};
	uint32_t at = d->pos, end = at + left(d);
	if (end - start < (multipurpose ? 3 : 4))
		return f;
	end -= 2;
	f.should_be = checksum(span_at(d, start, end - start));
	seek(d, end);
	f.is = u16le(d, 0);
	if (f.is == f.should_be)
		mark_uint(d, FCS, end, 2, f.is);
	seek(d, at);
	if (f.is == f.should_be)
		narrow(d, end > at ? end - at : 0);
	return f;
}

/* The MIC from the end of what is left. */
static bool take_mic(struct dis *d, uint32_t len, struct span *mic)
{
	if (left(d) < len)
		return short_of(d, "MIC");
	if (!len)
		return true;
	uint32_t at = d->pos, end = d->pos + left(d) - len;
	seek(d, end);
	*mic = bytes(d, MIC, len);
	seek(d, at);
	narrow(d, end - at);
	return true;
}

void ieee802154_superframe(struct dis *d)
{
	unsigned spec = u16le(d, 0);
	also(d, BEACON_ORDER, 2, spec & 0xf);
	also(d, SUPERFRAME_ORDER, 2, spec >> 4 & 0xf);
	also(d, CAP, 2, spec >> 8 & 0xf);
	also(d, COORDINATOR, 2, spec >> 14 & 1);
	also(d, PERMIT, 2, spec >> 15);
	if (!d->verbose)
		return;
	say(d, "\n\tBeacon order = %u, Superframe order = %u, Final CAP Slot = %u", spec & 0xf, spec >> 4 & 0xf, spec >> 8 & 0xf);
	say_s(d, spec & 0x1000 ? ", BLE enabled" : "");
	say_s(d, spec & 0x4000 ? ", PAN Coordinator" : "");
	say_s(d, spec & 0x8000 ? ", Association Permit" : "");
}

static bool guaranteed_slots(struct dis *d)
{
	if (!have(d, 1))
		return short_of(d, "GTS info");
	unsigned spec = u8(d, 0), count = spec & 7;
	if (!count) {
		if (d->verbose)
			say_s(d, "\n\tGTS Descriptor Count = 0, ");
		return true;
	}
	if (!have(d, 1 + count * 3)) {
		say_s(d, " [ERROR: Truncated GTS Info List]");
		return false;
	}
	struct saved s = quiet_begin(d, d->verbose < 2);
	unsigned directions = u8(d, 0);
	say(d, "GTS Descriptor Count = %u, GTS Directions Mask = %02x, [ ", count, directions & 0x7f);
	for (unsigned i = 0; i < count && !d->cut; i++) {
		unsigned who = u16le(d, 0), slots = who >> 8;
		/* As tcpdump has it: the next byte would be right. */
		skip(d, 1);
		say(d, "[ %04x, Start slot = %u, Length = %u ] ", who, slots & 0xf, slots >> 4);
	}
	say_c(d, ']');
	uint32_t after = d->pos;
	quiet_end(d, &s);
	seek(d, after);
	return true;
}

bool ieee802154_pending(struct dis *d)
{
	if (!have(d, 1))
		return short_of(d, "pending addresses");
	unsigned spec = u8(d, 0), shorts = spec & 7, longs = spec >> 4 & 7;
	if (d->verbose)
		say(d, "\n\tPending address list, # short addresses = %u, # extended addresses = %u", shorts, longs);
	if (!have(d, shorts * 2 + longs * 8)) {
		say_s(d, " [ERROR: Pending address list truncated]");
		return false;
	}
	struct saved s = quiet_begin(d, d->verbose < 2);
	if (shorts)
		say_s(d, ", Short address list = [ ");
	for (unsigned i = 0; i < shorts; i++) {
		unsigned who = u16le(d, 0);
		say(d, "%04x ", who);
	}
	if (shorts)
		say_c(d, ']');
	if (longs)
		say_s(d, ", Extended address list = [ ");
	for (unsigned i = 0; i < longs; i++) {
		ieee802154_say_extended(d, 0);
		say_c(d, ' ');
	}
	if (longs)
		say_c(d, ']');
	uint32_t after = d->pos;
	quiet_end(d, &s);
	seek(d, after);
	return true;
}

static bool beacon(struct dis *d)
{
	if (!have(d, 2))
		return short_of(d, "beacon information");
	ieee802154_superframe(d);
	return guaranteed_slots(d) && ieee802154_pending(d);
}

static const struct token commands[] = {{1, "Association Request"}, {2, "Association Response"}, {3, "Disassociation Notification"},
	{4, "Data Request"}, {5, "PAN ID Conflict Notification"}, {6, "Orphan Notification"}, {7, "Beacon Request"},
	{8, "Coordinator realignment"}, {9, "GTS request"}, {10, "TRLE Management Request"}, {11, "TRLE Management Response"},
	{0x13, "DSME Association Request"}, {0x14, "DSME Association Response"}, {0x15, "DSME GTS Request"}, {0x16, "DSME GTS Response"},
	{0x17, "DSME GTS Notify"}, {0x18, "DSME Information Request"}, {0x19, "DSME Information Response"},
	{0x1a, "DSME Beacon Allocation Notification"}, {0x1b, "DSME Beacon Collision Notification"}, {0x1c, "DSME Link Report"},
	{0x20, "RIT Data Request"}, {0x21, "DBS Request"}, {0x22, "DBS Response"}, {0x23, "RIT Data Response"},
	{0x24, "Vendor Specific"}, {0, NULL}};
static const struct token association_status[] = {{0, "Association successful"}, {1, "PAN at capacity"}, {2, "PAN access denied"},
	{3, "Hooping sequence offset duplication"}, {0x80, "Fast association successful"}, {0, NULL}};
static const struct token disassociation_reasons[] = {{0, "Reserved"}, {1, "Reason = The coordinator wishes the device to leave PAN"},
	{2, "Reason = The device wishes to leave the PAN"}, {0, NULL}};

static void say_capabilities(struct dis *d, unsigned v)
{
	static const struct token others[] = {{0x04, "AC powered"}, {0x08, "Receiver on when idle"}, {0x10, "Fast association"},
		{0x40, "Security supported"}, {0x80, "Allocate address"}, {0, NULL}};
	say_s(d, v & 2 ? "FFD, " : "RFD, ");
	say_flags(d, others, v);
}

/* Is the command as long as it must be? Else it is said and the bytes are left for the dump. */
static bool command_length(struct dis *d, const char *name, uint32_t len, uint32_t or_len)
{
	if (left(d) == len || left(d) == or_len)
		return true;
	if (left(d))
		say(d, "Invalid %s command length", name);
	return false;
}

static void command(struct dis *d)
{
	if (!have(d, 1)) {
		short_of(d, "Command ID");
		return;
	}
	unsigned id = u8(d, COMMAND);
	const char *name = word(commands, id);
	if (name)
		say(d, "Command ID = %s command ", name);
	else
		say(d, "Command ID = Reserved 0x%02x ", id);
	switch (id) {
	case 1:
		if (command_length(d, "Association request", 1, 1))
			say_capabilities(d, u8(d, 0));
		return;
	case 2:
		if (command_length(d, "Association response", 3, 3)) {
			unsigned who = u16le(d, ASSOC_ADDR), status = u8(d, ASSOC_STATUS);
			say(d, "Short address = %04x, ", who);
			say_s(d, tok(d, association_status, "Status = 0x%02x", status));
		}
		return;
	case 3:
		if (command_length(d, "Disassociation Notification", 1, 1)) {
			const char *reason = word(disassociation_reasons, u8(d, REASON));
			if (reason)
				say_s(d, reason);
			else
				cut_here(d);
		}
		return;
	case 4:
	case 5:
	case 6:
	case 7:
		return;
	case 8:
		if (command_length(d, "Coordinator Realignment", 7, 8)) {
			bool page = left(d) == 8;
			unsigned pan_id = u16le(d, 0), coordinator = u16le(d, 0), channel = u8(d, 0);
			say(d, "Pan ID = 0x%04x, Coordinator short address = %04x, Channel Number = %u, ", pan_id, coordinator, channel);
			unsigned who = u16le(d, 0);
			if (page) {
				unsigned v = u8(d, 0);
				say(d, "page = %u, ", v);
			}
			say(d, "Short address = %04x", who);
		}
		return;
	case 9:
		if (command_length(d, "GTS Request", 1, 1)) {
			unsigned v = u8(d, 0);
			say(d, "GTS Length = %u, %s-only GTS, %s", v & 0xf, v & 0x10 ? "Receive" : "Transmit",
				v & 0x20 ? "GTS allocation" : "GTS deallocations");
		}
		return;
	default:
		if (left(d)) {
			say_s(d, "Command Data = ");
			uint32_t at = d->pos;
			ieee802154_say_bytes(d, left(d));
			seek(d, at);
		}
	}
}

/* As a link layer it stands below no UDP. */
static bool in_zep(const struct dis *d)
{
	return d->over_udp;
}

/* false: the frame is not of a kind that can be read to its end. */
static bool frame(struct dis *d)
{
	uint32_t start = d->pos;
	if (!need(d, 2))
		return false;
	struct frame f = {.type = peek8(d, 0) & 7};
	say(d, "IEEE 802.15.4 %s packet ", word(types, f.type));
	if (f.type == 4 || f.type > MULTIPURPOSE)
		return false;
	if (in_zep(d) && declared(d) > left(d)) {
		cut_here(d); /* tcpdump wants it whole there */
		return false;
	}
	if (!(f.type == MULTIPURPOSE ? multipurpose_header(d, &f) : plain_header(d, &f)))
		return false;
	int mic_len = f.security ? security_header(d) : 0;
	if (mic_len < 0)
		return false;
	struct fcs fcs = take_fcs(d, start, f.multipurpose);
	struct span mic = {NULL, 0, 0};
	if (!take_mic(d, (uint32_t)mic_len, &mic))
		return false;
	if (f.ies && !ieee802154_elements(d))
		return false;
	if (d->verbose > 2) {
		if (mic.len) {
			say_s(d, "\n\tMIC ");
			say_hex(d, mic);
			say_c(d, ' ');
		}
		if (fcs.is == fcs.should_be)
			say(d, "FCS %x ", fcs.is);
		else
			say(d, "wrong FCS %x vs %x (assume no FCS stored) ", fcs.is, fcs.should_be);
	}
	if (f.type == BEACON && f.version < 2) {
		if (!beacon(d))
			return false;
	} else if (f.type == MAC_COMMAND) {
		command(d);
	}
	if (d->cut)
		return false;
	if (left(d))
		say_undecoded(d, left(d));
	if (!in_zep(d))
		d->link_len = start + 1; /* what tcpdump leaves out with -x */
	return true;
}

/* The cursor stays at the start of a frame that could not be read. */
static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	if (!frame(d))
		seek(d, start);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_15_4_WITHFCS},
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_15_4_NOFCS},
	{0},
};

const struct proto proto_ieee802154 = {
	.name = "802.15.4",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

/* The TAP header before it: version 1, reserved 1, length 2, then TLVs. */
enum { TAP, TAP_VERSION, TAP_LENGTH };

static const struct field tap_fields[] = {
	[TAP] = {"wpan-tap", "IEEE 802.15.4 TAP"},
	[TAP_VERSION] = {"wpan-tap.version", "Version", F_U8},
	[TAP_LENGTH] = {"wpan-tap.length", "Length", F_U16},
};

static void tap(struct dis *d)
{
	if (!need(d, 4))
		return;
	unsigned version = u8(d, TAP_VERSION);
	skip(d, 1);
	unsigned len = u16le(d, TAP_LENGTH);
	if (version != 0 || len < 4) {
		invalid(d);
		return;
	}
	if (!need(d, len - 4))
		return;
	skip(d, len - 4);
	call(d, &proto_ieee802154);
}

static const struct binding tap_bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_15_4_TAP},
	{0},
};

const struct proto proto_ieee802154_tap = {
	.name = "802.15.4_tap",
	.dissect = tap,
	PROTO_FIELDS(tap_fields),
	.bindings = tap_bindings,
};
