/* Information elements of IEEE 802.15.4-2015 (7.4).
 *
 *	header:  | type 0 1 | element 8 | length 7 | content |     little-endian
 *	payload: | type 1 1 | group 4 | length 11 | content |
 *	nested:  | type 1 | element 7, length 8 or element 4, length 11 | content |
 *
 * Each content is read within its own end; below -vvvv it is only dumped. */
#include "dissect/wireless/ieee802154.h"

enum { TERMINATION_1 = 0x7e, TERMINATION_2 = 0x7f, MLME = 1, LIST_TERMINATION = 15, DECODED = 4, ID_KNOWN_MAX = 0x7f };

static const struct token header_names[] = {{0x00, "Vendor Specific Header IE"}, {0x1a, "LE CSL IE"}, {0x1b, "LE RIT IE"},
	{0x1c, "DSME PAN descriptor IE"}, {0x1d, "Rendezvous Time IE"}, {0x1e, "Time Correction IE"},
	{0x21, "Extended DSME PAN descriptor IE"}, {0x22, "Fragment Sequence Context Description IE"},
	{0x23, "Simplified Superframe Specification IE"}, {0x24, "Simplified GTS Specification IE"}, {0x25, "LECIM Capabilities IE"},
	{0x26, "TRLE Descriptor IE"}, {0x27, "RCC Capabilities IE"}, {0x28, "RCCN Descriptor IE"}, {0x29, "Global Time IE"},
	{0x2a, "Omnibus Header IE"}, {0x2b, "DA IE"}, {TERMINATION_1, "Header Termination 1 IE"},
	{TERMINATION_2, "Header Termination 2 IE"}, {0, NULL}};
static const struct token group_names[] = {{0, "ESDU IE"}, {MLME, "MLME IE"}, {2, "Vendor Specific Nested IE"},
	{3, "Multiplexed IE (802.15.9)"}, {4, "Omnibus Payload Group IE"}, {5, "IETF IE"}, {LIST_TERMINATION, "List termination"},
	{0, NULL}};
static const struct token long_names[] = {{8, "Vendor Specific MLME Nested IE"}, {9, "Channel Hopping IE"}, {0, NULL}};
static const struct token short_names[] = {{0x1a, "TSCH Synchronization IE"}, {0x1b, "TSCH Slotframe and Link IE"},
	{0x1c, "TSCH Timeslot IE"}, {0x1d, "Hopping timing IE"}, {0x1e, "Enhanced Beacon Filter IE"}, {0x1f, "MAC Metrics IE"},
	{0x20, "All MAC Metrics IE"}, {0x21, "Coexistence Specification IE"}, {0x22, "SUN Device Capabilities IE"},
	{0x23, "SUN FSK Generic PHY IE"}, {0x24, "Mode Switch Parameter IE"}, {0x25, "PHY Parameter Change IE"},
	{0x26, "O-QPSK PHY Mode IE"}, {0x27, "PCA Allocation IE"}, {0x28, "LECIM DSSS Operating Mode IE"},
	{0x29, "LECIM FSK Operating Mode IE"}, {0x2b, "TVWS PHY Operating Mode Description IE"}, {0x2c, "TVWS Device Capabilities IE"},
	{0x2d, "TVWS Device Category IE"}, {0x2e, "TVWS Device Identiication IE"}, {0x2f, "TVWS Device Location IE"},
	{0x30, "TVWS Channel Information Query IE"}, {0x31, "TVWS Channel Information Source IE"}, {0x32, "CTM IE"},
	{0x33, "Timestamp IE"}, {0x34, "Timestamp Difference IE"}, {0x35, "TMCTP Specification IE"}, {0x36, "RCC PHY Operating Mode IE"},
	{0, NULL}};
static const struct token transfers[] = {{0, "Full upper layer fragment"}, {1, "Full upper layer fragment with small Multiplex ID"},
	{2, "Middle fragment"}, {4, "Last fragment"}, {6, "Abort"}, {0, NULL}};
static const struct token link_options[] = {{1, "TX"}, {2, "RX"}, {4, "Shared"}, {8, "Timekeeping"}, {16, "Priority"}, {0, NULL}};

void ieee802154_say_bytes(struct dis *d, uint32_t n)
{
	for (uint32_t i = 0; i < n && !d->cut; i++) {
		unsigned v = u8(d, 0);
		say(d, "%02x ", v);
	}
}

static void dump(struct dis *d)
{
	say_s(d, "IE Data = ");
	ieee802154_say_bytes(d, left(d));
}

static void vendor(struct dis *d)
{
	if (!have(d, 3)) {
		say_s(d, "[ERROR: Vendor OUI missing]");
		return;
	}
	uint32_t oui = u24(d, 0);
	say(d, "OUI = 0x%06x, Data = ", oui);
	ieee802154_say_bytes(d, left(d));
}

/* Low-energy coordinated sampled listening. */
static void csl(struct dis *d)
{
	uint32_t len = left(d);
	if (len < 4) {
		say_s(d, "[ERROR: Truncated CSL IE]");
		return;
	}
	unsigned phase = u16le(d, 0), period = u16le(d, 0);
	say(d, "CSL Phase = %u, CSL Period = %u", phase, period);
	if (len >= 6) {
		unsigned rendezvous = u16le(d, 0);
		say(d, ", Rendezvous time = %u", rendezvous);
	}
	if (len != 4 && len != 6)
		say_s(d, " [ERROR: CSL IE length wrong]");
}

/* Low-energy receiver-initiated transmission. */
static void rit(struct dis *d)
{
	if (!have(d, 4)) {
		say_s(d, "[ERROR: Truncated RIT IE]");
		return;
	}
	unsigned first = u8(d, 0), repeats = u8(d, 0), interval = u16le(d, 0);
	say(d, "Time to First Listen = %u, # of Repeat Listen = %u, Repeat Listen Interval = %u", first, repeats, interval);
}

static void dsme(struct dis *d)
{
	if (!have(d, 2)) {
		say_s(d, "[ERROR: Truncated DSME PAN IE]");
		return;
	}
	ieee802154_superframe(d);
	if (!ieee802154_pending(d))
		return;
	if (!have(d, 1)) {
		say_s(d, "[ERROR: Truncated before DSME Superframe Specification]");
		return;
	}
	unsigned spec = u8(d, 0);
	say(d, "Multi-superframe Order = %u, Channel %s mode%s%s", spec & 0xf, spec & 0x10 ? "hopping" : "adaptation",
		spec & 0x40 ? ", CAP reduction enabled" : "", spec & 0x80 ? ", Deferred beacon enabled" : "");
	if (!have(d, 8)) {
		say_s(d, " [ERROR: Truncated before Time synchronization specification]");
		return;
	}
	uint64_t stamp = dis_le(d, 0, 6);
	unsigned offset = u16le(d, 0);
	say(d, "Beacon timestamp = %llu, offset = %u", (unsigned long long)stamp, offset);
	if (!have(d, 4)) {
		say_s(d, " [ERROR: Truncated before Beacon Bitmap]");
		return;
	}
	unsigned index = u16le(d, 0), len = u16le(d, 0);
	say(d, "SD Index = %u, Bitmap len = %u, ", index, len);
	if (!have(d, len)) {
		say_s(d, " [ERROR: Truncated in SD bitmap]");
		return;
	}
	say_s(d, " SD Bitmap = ");
	ieee802154_say_bytes(d, len);
	if (!have(d, 5)) {
		say_s(d, " [ERROR: Truncated before Channel hopping specification]");
		return;
	}
	unsigned list = u8(d, 0), coordinator = u8(d, 0), channel = u16le(d, 0);
	len = u16le(d, 0);
	say(d, "Hopping Seq ID = %u, PAN Coordinator BSN = %u, Channel offset = %u, Bitmap length = %u, ", list, coordinator, channel, len);
	if (!have(d, len)) {
		say_s(d, " [ERROR: Truncated in Channel offset bitmap]");
		return;
	}
	say_s(d, " Channel offset bitmap = ");
	ieee802154_say_bytes(d, len);
}

static void rendezvous(struct dis *d)
{
	if (left(d) != 4) {
		say_s(d, "[ERROR: Length != 2]");
		return;
	}
	unsigned time = u16le(d, 0), interval = u16le(d, 0);
	say(d, "Rendezvous time = %u, Wake-up Interval = %u", time, interval);
}

static void time_correction(struct dis *d)
{
	if (left(d) != 2) {
		say_s(d, "[ERROR: Length != 2]");
		return;
	}
	unsigned v = u16le(d, 0);
	/* 12 bits with a sign, and whether it is a negative acknowledgment. */
	int correction = (int)(v & 0xfff);
	if (correction & 0x800)
		correction -= 0x1000;
	say(d, "%sAck time correction = %d, ", v & 0x8000 ? "Negative " : "", correction);
}

static void header_content(struct dis *d, unsigned id)
{
	if (d->verbose < DECODED) {
		dump(d);
		return;
	}
	switch (id) {
	case 0x00:
		vendor(d);
		return;
	case 0x1a:
		csl(d);
		return;
	case 0x1b:
		rit(d);
		return;
	case 0x1c:
	case 0x21:
		dsme(d);
		return;
	case 0x1d:
		rendezvous(d);
		return;
	case 0x1e:
		time_correction(d);
		return;
	default:
		dump(d);
	}
}

static void synchronization(struct dis *d, unsigned len)
{
	if (len < 6)
		say_s(d, "[ERROR: Length != 6]");
	uint64_t asn = dis_le(d, 0, 5);
	unsigned metric = u8(d, 0);
	say(d, "ASN = %010llx, Join Metric = %u ", (unsigned long long)asn, metric);
}

static void slotframe(struct dis *d)
{
	unsigned handle = u8(d, 0), size = u16le(d, 0), links = u8(d, 0);
	say(d, "\n\t\t\t[ Handle %u, size = %u, links = %u ", handle, size, links);
	for (; links && !d->cut; links--) {
		if (!have(d, 5)) {
			say_s(d, "[ERROR: Truncated IE links]");
			break;
		}
		unsigned slot = u16le(d, 0), offset = u16le(d, 0), options = u8(d, 0);
		say(d, "\n\t\t\t\t[ Timeslot =  %u, Offset = %u, Options = ", slot, offset);
		for (const struct token *t = link_options; t->word; t++)
			if (options & t->value)
				say(d, "%s ", t->word);
		say_s(d, "] ");
	}
	say_s(d, "] ");
}

static void slotframes(struct dis *d)
{
	unsigned count = u8(d, 0);
	say(d, "Slotframes = %u ", count);
	for (; count && !d->cut; count--) {
		if (!have(d, 4)) {
			say_s(d, "[ERROR: Truncated IE before slotframes]");
			return;
		}
		slotframe(d);
	}
}

static void timeslot(struct dis *d)
{
	static const char *const names[] = {"CCA Offset", "CCA", "TX Offset", "RX Offset", "RX Ack Delay", "TX Ack Delay", "RX Wait",
		"Ack Wait", "RX TX", "Max Ack", "Max TX", "Time slot Length"};
	uint32_t len = left(d);
	if (len != 1 && len != 25 && len != 27) {
		say_s(d, "[ERROR: Length not 1, 25, or 27]\n\t\t\t");
		dump(d);
		return;
	}
	unsigned id = u8(d, 0);
	say(d, "Time slot ID = %u", id);
	for (unsigned i = 0; len > 1 && i < sizeof names / sizeof *names; i++) {
		uint32_t v = len == 27 && i >= 10 ? u24le(d, 0) : u16le(d, 0);
		say(d, ", %s = %u", names[i], v);
	}
	say_c(d, ' ');
}

static void hopping_rest(struct dis *d)
{
	if (!have(d, 7)) {
		say_s(d, "[ERROR: IE truncated]");
		return;
	}
	unsigned page = u8(d, 0), channels = u16le(d, 0);
	uint32_t phy = u32le(d, 0);
	say(d, "Channel Page = %u, Number of Channels = %u, Phy Configuration = 0x%08x, ", page, channels, phy);
	if (page == 9 || page == 10) {
		uint32_t len = (channels + 7) / 8;
		say_s(d, "Extended bitmap = 0x");
		say_hex(d, bytes(d, 0, len));
		say_s(d, ", ");
	}
	unsigned len = have(d, 2) ? u16le(d, 0) : (dis_overrun(d, 2), 0);
	say(d, "Hopping Seq length = %u [ ", len);
	if (!have(d, len * 2)) {
		say_s(d, " [ERROR: IE truncated]");
		return;
	}
	for (unsigned i = 0; i < len; i++) {
		unsigned v = u16le(d, 0);
		say(d, "%02x ", v);
	}
	say_c(d, ']');
	if (!have(d, 2)) {
		say_s(d, "[ERROR: IE truncated]");
		return;
	}
	unsigned hop = u16le(d, 0);
	say(d, "Current hop = %u", hop);
}

static void hopping(struct dis *d)
{
	unsigned id = u8(d, 0);
	say(d, "Hopping Sequence ID = %u", id);
	if (left(d))
		hopping_rest(d);
}

static void nested_content(struct dis *d, unsigned id)
{
	switch (id) {
	case 8:
		vendor(d);
		return;
	case 9:
		hopping(d);
		return;
	case 0x1b:
		slotframes(d);
		return;
	case 0x1c:
		timeslot(d);
		return;
	default:
		dump(d);
	}
}

/* One nested element; false: what follows cannot be found. */
static bool nested(struct dis *d)
{
	if (!have(d, 2)) {
		say_s(d, "[ERROR: Truncated MLME IE]");
		return false;
	}
	unsigned v = u16le(d, 0);
	bool is_long = v & 0x8000;
	unsigned id = is_long ? v >> 11 & 0xf : v >> 8 & 0x7f, len = is_long ? v & 0x7ff : v & 0xff;
	const char *name = word(is_long ? long_names : short_names, id);
	say_s(d, "\n\t\t");
	if (name)
		say_s(d, name);
	else if (!is_long && id < 16)
		say(d, "Reserved for long format 0x%x", id);
	else
		say(d, "Reserved 0x%02x", id);
	say(d, " [ length = %u, ", len);
	if (!have(d, len)) {
		say_s(d, "[ERROR: Truncated IE data]");
		return false;
	}
	uint32_t after = d->pos + len;
	if (len && id == 0x1a) {
		synchronization(d, len); /* reads on behind its end, as tcpdump's */
		seek(d, after);
	} else if (len) {
		struct saved s = part_begin(d, len);
		nested_content(d, id);
		part_end(d, &s);
	}
	say_s(d, "] ");
	return true;
}

/* Several upper layers over one link: IEEE 802.15.9. */
static void multiplexed(struct dis *d)
{
	unsigned control = u8(d, 0), transfer = control & 7, tid = control >> 3;
	bool full = transfer < 2, fragment = transfer == 2 || transfer == 4;
	if (fragment && !left(d)) {
		say_s(d, "[ERROR: fragment number missing]");
		return;
	}
	const char *name = transfer == 2 && !peek8(d, 0) ? "First fragment" : word(transfers, transfer);
	if (name)
		say(d, "Type = %s, ", name);
	else
		say(d, "Type = %u (Reserved), ", transfer);
	if (transfer == 1) {
		say(d, "Multiplex ID = 0x%04x, ", tid);
	} else if (full) {
		if (!have(d, 2)) {
			say_s(d, "[ERROR: Multiplex ID missing]");
			return;
		}
		unsigned id = u16le(d, 0);
		say(d, "tid = 0x%02x, Multiplex ID = 0x%04x, ", tid, id);
	} else {
		say(d, "tid = 0x%02x, ", tid);
	}
	if (fragment) {
		unsigned number = u8(d, 0);
		/* The first of them says how much is to come, and for whom. */
		say(d, "fragment = 0x%02x, ", number);
		if (!number) {
			unsigned total = u16le(d, 0), id = u16le(d, 0);
			say(d, "Total upper layer size = 0x%04x, Multiplex ID = 0x%04x, ", total, id);
		}
	}
	if (transfer == 6) {
		if (!have(d, 2)) {
			say_s(d, "no max size given");
			return;
		}
		unsigned most = u16le(d, 0);
		say(d, "max size = 0x%04x", most);
		return;
	}
	say_s(d, "Upper layer data = ");
	ieee802154_say_bytes(d, left(d));
}

static void ietf(struct dis *d)
{
	unsigned subtype = u8(d, 0);
	say(d, "Subtype ID = 0x%02x, Subtype content = ", subtype);
	ieee802154_say_bytes(d, left(d));
}

static void group_content(struct dis *d, unsigned group)
{
	if (d->verbose < DECODED) {
		dump(d);
		return;
	}
	switch (group) {
	case MLME:
		while (left(d) && !d->cut && nested(d))
			continue;
		return;
	case 2:
		vendor(d);
		return;
	case 3:
		multiplexed(d);
		return;
	case 5:
		ietf(d);
		return;
	default:
		dump(d);
	}
}

static bool payload_elements(struct dis *d)
{
	unsigned group;
	do {
		if (!have(d, 2)) {
			say_s(d, "[ERROR: Truncated header IE]");
			return false;
		}
		unsigned v = u16le(d, 0), len = v & 0x3ff; /* of 11 bits, as tcpdump takes them */
		group = v >> 11 & 0xf;
		if (!(v & 0x8000))
			say_s(d, "[ERROR: Payload IE with type 0] ");
		const char *name = word(group_names, group);
		if (name)
			say(d, "\n\t%s [", name);
		else
			say(d, "\n\tReserved 0x%02x [", group);
		if (len) {
			say(d, " length = %u, ", len);
			if (!have(d, len)) {
				say_s(d, "[ERROR: Truncated IE data]");
				return false;
			}
			struct saved s = part_begin(d, len);
			group_content(d, group);
			part_end(d, &s);
		}
		say_s(d, "]\n\t");
	} while (left(d) && group != LIST_TERMINATION && !d->cut);
	return true;
}

bool ieee802154_elements(struct dis *d)
{
	unsigned id;
	do {
		if (!have(d, 2)) {
			say_s(d, "[ERROR: Truncated header IE]");
			return false;
		}
		unsigned v = u16le(d, 0), len = v & 0x7f;
		id = v >> 7 & 0xff;
		bool odd = id > ID_KNOWN_MAX;
		const char *name = word(header_names, id);
		if (v & 0x8000)
			say_s(d, "[ERROR: Header IE with type 1] ");
		if (odd)
			say(d, "Reserved Element ID %02x, length = %u ", id, len);
		else if (name)
			say(d, "\n\t%s [", name);
		else
			say(d, "\n\tReserved 0x%02x [", id);
		if (len) {
			if (!odd)
				say(d, " length = %u, ", len);
			if (!have(d, len)) {
				say_s(d, "[ERROR: Truncated IE data]");
				return false;
			}
			struct saved s = part_begin(d, len);
			if (odd)
				dump(d);
			else
				header_content(d, id);
			part_end(d, &s);
		}
		say_s(d, "] ");
	} while (id != TERMINATION_1 && id != TERMINATION_2 && left(d) && !d->cut);
	return id != TERMINATION_1 || payload_elements(d);
}
