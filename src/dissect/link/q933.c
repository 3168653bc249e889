/* Frame Relay signalling (local management interface): ITU-T Q.933 annex A, ANSI T1.617 annex D.
 *
 *	| call reference length 4 bits of 1 | call reference | message 1 | ANSI: locking shift 0x95 | IE 1, length 1, value | ...
 */
#include "dissect/dissect.h"

enum { Q933, CALL_REF_LEN, CALL_REF, MESSAGE, IE, IE_TYPE, IE_LEN, REPORT, TX, RX, DLCI };
enum { SINGLE_BYTE = 0x80, SHIFT_ANSI = 0x95, ANSI_REPORT = 0x01, ANSI_VERIFY = 0x03, ANSI_PVC = 0x07, CCITT_REPORT = 0x51, CCITT_VERIFY = 0x53,
	CCITT_PVC = 0x57 };
enum { LEAST = 4 };

static const struct token messages[] = {
	{0x00, "ESC to National"}, {0x46, "Restart"}, {0x4e, "Restart ACK"}, {0x75, "Status Enquiry"}, {0x7d, "Status Reply"}, {0x01, "Alert"},
	{0x02, "Call proceeding"}, {0x03, "Progress"}, {0x07, "Connect"}, {0x0f, "Connect ACK"}, {0x05, "Setup"},
	{0x45, "Disconnect"}, {0x4d, "Release"}, {0x5a, "Release Complete"}, {0, NULL}};
static const struct token elements[] = {
	{ANSI_REPORT, "ANSI Report Type"}, {ANSI_VERIFY, "ANSI Link Verify"}, {ANSI_PVC, "ANSI PVC Status"},
	{CCITT_REPORT, "CCITT Report Type"}, {CCITT_VERIFY, "CCITT Link Verify"}, {CCITT_PVC, "CCITT PVC Status"}, {0, NULL}};
static const struct token reports[] = {{0, "Full Status"}, {1, "Link verify"}, {2, "Async PVC Status"}, {0, NULL}};
static const struct token statuses[] = {{0, "Inactive"}, {2, "Active"}, {8, "New, Inactive"}, {10, "New, Active"}, {0, NULL}};

static const struct field fields[] = {
	[Q933] = {"q933", "Q.933"},
	[CALL_REF_LEN] = {"q933.call_ref_len", "Call reference value length", F_U8},
	[CALL_REF] = {"q933.call_ref", "Call reference value", F_BYTES},
	[MESSAGE] = {"q933.message_type", "Message type", F_U8, HEX, messages},
	[IE] = {"q933.ie", "Information element"},
	[IE_TYPE] = {"q933.information_element", "Type", F_U8, HEX, elements},
	[IE_LEN] = {"q933.length", "Length", F_U8},
	[REPORT] = {"q933.report_type", "Report type", F_U8, DEC, reports},
	[TX] = {"q933.link_verification.txseq", "TX Seq", F_U8},
	[RX] = {"q933.link_verification.rxseq", "RX Seq", F_U8},
	[DLCI] = {"q933.dlci", "DLCI", F_U32},
};

/* Of a PVC: two, three or four bytes of number and one of status; the highest bit ends the number. */
static bool pvc(struct dis *d, unsigned len)
{
	struct span s = bytes(d, 0, len);
	uint32_t dlci;

	if (d->cut)
		return true;
	if (len < 3 || span_u8(s, 0) & 0x80 || !(span_u8(s, len - 1) & 0x80))
		return false;
	bool two = span_u8(s, 1) & 0x80, three = !two && len > 3 && span_u8(s, 2) & 0x80;
	if (!(len == 3 && two) && !(len == 4 && three) && !(len == 5 && !two && !three && span_u8(s, 3) & 0x80))
		return false;
	dlci = (span_u8(s, 0) & 0x3f) << 4 | (span_u8(s, 1) & 0x78) >> 3;
	if (len == 4)
		dlci = dlci << 6 | (span_u8(s, 2) & 0x7e) >> 1;
	else if (len == 5)
		dlci = dlci << 13 | (span_u8(s, 2) & 0x7f) << 6 | (span_u8(s, 3) & 0x7e) >> 1;
	if (fields_wanted(d))
		mark_uint(d, DLCI, s.pos, len - 1, dlci);
	unsigned status = span_u8(s, len - 1) & 0x0a;
	say(d, "%sDLCI %u: status %s", d->verbose ? "" : ", ", dlci, tok(d, statuses, "unknown", status));
	return true;
}

/* What the reference knows; false: what it does not. */
static bool value(struct dis *d, unsigned type, unsigned len)
{
	switch (type) {
	case ANSI_REPORT:
	case CCITT_REPORT:
		if (len < 1)
			return false;
		if (d->verbose) {
			unsigned report = u8(d, REPORT);
			say(d, "%s (%u)", tok(d, reports, "unknown", report), report);
		}
		return true;
	case ANSI_VERIFY:
	case CCITT_VERIFY: {
		if (len < 2) {
			say(d, "%sInvalid LINK VERIFY IE", d->verbose ? "" : ", ");
			return true;
		}
		unsigned tx = u8(d, TX), rx = u8(d, RX);
		say(d, "%sTX Seq: %3u, RX Seq: %3u", d->verbose ? "" : ", ", tx, rx);
		return true;
	}
	case ANSI_PVC:
	case CCITT_PVC:
		if (!pvc(d, len))
			say(d, "%sInvalid DLCI in PVC STATUS IE", d->verbose ? "" : ", ");
		return true;
	default:
		return false;
	}
}

/* Without -v the length ends the line. */
static void say_length(struct dis *d, uint32_t length)
{
	if (!d->verbose)
		say(d, ", length %u", length);
}

static bool cut_with_length(struct dis *d, uint32_t length)
{
	say_length(d, length);
	cut_here(d);
	return false;
}

/* An information element; one that is longer than the message ends it. False: it is the last one. */
static bool element(struct dis *d, uint32_t length)
{
	if (!have(d, 2))
		return cut_with_length(d, length);
	unsigned type = u8(d, IE_TYPE), len = u8(d, IE_LEN);
	if (d->verbose)
		say(d, "\n\t%s IE (0x%02x), length %u: ", tok(d, elements, "unknown", type), type, len);
	if (!type || !len)
		return false;
	if (len > declared(d) || !have(d, len))
		return cut_with_length(d, length);
	uint32_t at = d->pos;
	bool known = value(d, type, len);
	seek(d, at);
	if (!known && d->verbose)
		say_hexdump(d, "\n\t", len);
	else if (known && d->verbose > 1)
		say_hexdump(d, "\n\t  ", len);
	seek(d, at + len);
	return true;
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	say_s(d, d->opt->link_header ? "" : "Q.933, ");
	unsigned len = peek8(d, 0) & 15;
	uint32_t least = declared(d) < len + 3 ? len + 2 : len + 3;
	if (length < LEAST || declared(d) < least || !have(d, least)) {
		say(d, "length %u", length);
		cut_here(d);
		return;
	}
	u8(d, CALL_REF_LEN);
	struct span reference = bytes(d, CALL_REF, len);
	unsigned message = u8(d, MESSAGE);
	bool ansi = more(d) && peek8(d, 0) == SHIFT_ANSI;
	say_s(d, ansi ? "ANSI" : "CCITT");
	say(d, ", codeset %u", ansi ? 5 : 0);
	/* as the reference: a reference of one byte may be the dummy's */
	if (len == 1 && declared(d) >= 2 && !need(d, 2))
		return;
	if (len) {
		say_s(d, ", Call Ref: 0x");
		say_hex(d, reference);
	}
	if (d->verbose)
		say(d, ", %s (0x%02x), length %u", tok(d, messages, "unknown message", message), message, length);
	else
		say(d, ", %s", tok(d, messages, "unknown message 0x%02x", message));
	while (more(d) && !d->cut) {
		/* elements of one byte, shifts of the codeset among them (Q.931, section 4.5) */
		if (peek8(d, 0) & SINGLE_BYTE) {
			skip(d, 1);
			continue;
		}
		if (declared(d) < 2) {
			cut_with_length(d, length);
			return;
		}
		group_begin(d, IE);
		bool last = !element(d, length);
		group_end(d);
		if (last)
			return;
	}
	say_length(d, length);
}

static const struct binding bindings[] = {
	{BIND_NLPID, .from = 0x08},
	{0},
};

const struct proto proto_q933 = {
	.name = "q.933",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
