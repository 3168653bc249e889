/* Intermediate System to Intermediate System: ISO/IEC 10589; IPv4 in it RFC 1195; wide metrics RFC 5305; restart RFC 8706.
 *
 *	| 0x83 | header length | 1 | id length | 0 0 0 type 5 | 1 | 0 | max areas | by type ... | { type | length | value } |
 */
#include "dissect/routing/isis.h"
#include "dissect/routing/osi.h"

enum {
	ISIS, IRPD, LEN, VERSION, SYSID_LEN, TYPE, MAX_AREA, CIRCUIT_TYPE, HELLO_SOURCE, HOLDING_TIMER, HELLO_PDU_LENGTH, PRIORITY,
	LAN_ID, LOCAL_CIRCUIT, LSP_PDU_LENGTH, REMAINING_LIFE, LSP_ID, SEQUENCE, CHECKSUM, ATT, OVERLOAD, IS_TYPE, CSNP_PDU_LENGTH,
	CSNP_SOURCE, START_LSP, END_LSP, PSNP_PDU_LENGTH, PSNP_SOURCE, TLV_TYPE, TLV_LENGTH,
};

enum { L1_IIH = 15, L2_IIH = 16, PTP_IIH = 17, L1_LSP = 18, L2_LSP = 20, L1_CSNP = 24, L2_CSNP = 25, L1_PSNP = 26, L2_PSNP = 27 };
enum { COMMON = 8, NLPID_ISIS = 0x83 };

static const struct token types[] = {
	{L1_IIH, "L1 Lan IIH"},
	{L2_IIH, "L2 Lan IIH"},
	{PTP_IIH, "p2p IIH"},
	{L1_LSP, "L1 LSP"},
	{L2_LSP, "L2 LSP"},
	{L1_CSNP, "L1 CSNP"},
	{L2_CSNP, "L2 CSNP"},
	{L1_PSNP, "L1 PSNP"},
	{L2_PSNP, "L2 PSNP"},
	{0, NULL}};
static const struct token circuits[] = {{1, "Level 1 only"}, {2, "Level 2 only"}, {3, "Level 1, Level 2"}, {0, NULL}};
static const struct token is_types[] = {{0, "Unused 0x0 (invalid)"}, {1, "L1 IS"}, {2, "Unused 0x2 (invalid)"}, {3, "L2 IS"}, {0, NULL}};

static const struct field fields[] = {
	[ISIS] = {"isis", "ISO 10589 ISIS InTRA Domain Routeing Information Exchange Protocol"},
	[IRPD] = {"isis.irpd", "Intradomain Routeing Protocol Discriminator", F_U8, HEX},
	[LEN] = {"isis.len", "Length Indicator", F_U8},
	[VERSION] = {"isis.version", "Version/Protocol ID Extension", F_U8},
	[SYSID_LEN] = {"isis.sysid_len", "ID Length", F_U8},
	[TYPE] = {"isis.type", "PDU Type", F_U8, DEC, types},
	[MAX_AREA] = {"isis.max_area_adr", "Maximum Area Addresses", F_U8},
	[CIRCUIT_TYPE] = {"isis.hello.circuit_type", "Circuit type", F_U8, HEX, circuits},
	[HELLO_SOURCE] = {"isis.hello.source_id", "SystemID {Sender of PDU}", F_STR},
	[HOLDING_TIMER] = {"isis.hello.holding_timer", "Holding timer", F_U16},
	[HELLO_PDU_LENGTH] = {"isis.hello.pdu_length", "PDU length", F_U16},
	[PRIORITY] = {"isis.hello.priority", "Priority", F_U8},
	[LAN_ID] = {"isis.hello.lan_id", "SystemID {Designated IS}", F_STR},
	[LOCAL_CIRCUIT] = {"isis.hello.local_circuit_id", "Local circuit ID", F_U8},
	[LSP_PDU_LENGTH] = {"isis.lsp.pdu_length", "PDU length", F_U16},
	[REMAINING_LIFE] = {"isis.lsp.remaining_life", "Remaining lifetime", F_U16},
	[LSP_ID] = {"isis.lsp.lsp_id", "LSP-ID", F_STR},
	[SEQUENCE] = {"isis.lsp.sequence_number", "Sequence number", F_U32, HEX},
	[CHECKSUM] = {"isis.lsp.checksum", "Checksum", F_U16, HEX},
	[ATT] = {"isis.lsp.att", "Attachment", F_U8},
	[OVERLOAD] = {"isis.lsp.overload", "Overload bit", F_BOOL},
	[IS_TYPE] = {"isis.lsp.is_type", "Type of Intermediate System", F_U8},
	[CSNP_PDU_LENGTH] = {"isis.csnp.pdu_length", "PDU length", F_U16},
	[CSNP_SOURCE] = {"isis.csnp.source_id", "Source-ID", F_STR},
	[START_LSP] = {"isis.csnp.start_lsp_id", "Start LSP-ID", F_STR},
	[END_LSP] = {"isis.csnp.end_lsp_id", "End LSP-ID", F_STR},
	[PSNP_PDU_LENGTH] = {"isis.psnp.pdu_length", "PDU length", F_U16},
	[PSNP_SOURCE] = {"isis.psnp.source_id", "Source-ID", F_STR},
	[TLV_TYPE] = {"isis.tlv.type", "Type", F_U8, DEC, isis_tlvs},
	[TLV_LENGTH] = {"isis.tlv.length", "Length", F_U8},
};

/* "0000.0000.0001.00-00" of a system, node or LSP ID. Returns its length. */
static unsigned write_id(char text[static ISIS_ID_TEXT], struct span s)
{
	static const char digits[] = "0123456789abcdef";
	unsigned n = 0;
	for (unsigned i = 0; i < s.len && n + 3 < ISIS_ID_TEXT; i++) {
		text[n++] = digits[span_u8(s, i) >> 4];
		text[n++] = digits[span_u8(s, i) & 15];
		if (i < 6 && i % 2 && i + 1 < s.len)
			text[n++] = '.';
		if (i + 1 == ISIS_NODE_ID && s.len == ISIS_LSP_ID)
			text[n++] = '-';
	}
	return n;
}

/* Reads an ID of n bytes as text. Returns the text's length. */
static unsigned read_id(struct dis *d, unsigned field, unsigned n, char text[static ISIS_ID_TEXT])
{
	struct span s = bytes(d, 0, n);
	unsigned length = write_id(text, s), named = length;
	/* who sent a sequence numbers PDU is named without its circuit */
	if ((field == CSNP_SOURCE || field == PSNP_SOURCE) && named > ISIS_SYSTEM_TEXT)
		named = ISIS_SYSTEM_TEXT;
	if (field && !d->cut)
		mark_made(d, field, s.pos, n, text, named);
	return length;
}

void isis_id(struct dis *d, unsigned field, unsigned n, const char *before)
{
	char text[ISIS_ID_TEXT];
	unsigned length = read_id(d, field, n, text);
	say(d, "%s%.*s", before, (int)length, text);
}

/* False: nothing behind it is read. */
static bool tlv(struct dis *d, const struct isis_pdu *pdu, uint32_t pdu_end)
{
	unsigned type = u8(d, TLV_TYPE), length = u8(d, TLV_LENGTH);
	say(d, "\n\t    %s TLV #%u, length: %u", tok(d, isis_tlvs, "unknown", type), type, length);
	uint32_t start = d->pos;
	if (length > (start < pdu_end ? pdu_end - start : 0)) {
		cut_here(d);
		return false;
	}
	enum isis_tlv known = isis_tlv(d, type, start + length, pdu);
	if (d->cut || known == ISIS_TLV_LAST)
		return false;
	seek(d, start);
	if (d->verbose > 1)
		say_unknown(d, "\n\t      ", length);
	else if (known == ISIS_TLV_UNKNOWN)
		say_unknown(d, "\n\t\t", length);
	skip(d, length);
	return true;
}

/* Bytes of the fixed header of a type. */
static unsigned fixed_len(unsigned type)
{
	switch (type) {
	case PTP_IIH:
		return 20;
	case L1_CSNP:
	case L2_CSNP:
		return 33;
	case L1_PSNP:
	case L2_PSNP:
		return 17;
	default:
		return 27;
	}
}

static uint32_t hello(struct dis *d, unsigned type)
{
	unsigned circuit = u8(d, CIRCUIT_TYPE);
	char source[ISIS_ID_TEXT];
	unsigned n = read_id(d, HELLO_SOURCE, ISIS_SYSTEM_ID, source);
	unsigned hold = u16(d, HOLDING_TIMER), length = u16(d, HELLO_PDU_LENGTH);
	say(d, "\n\t  source-id: %.*s,%s holding time: %us, Flags: [%s]", (int)n, source, type == PTP_IIH ? "" : " ", hold,
		tok(d, circuits, "unknown circuit type 0x%02x", circuit));
	if (type == PTP_IIH) {
		unsigned id = u8(d, LOCAL_CIRCUIT);
		say(d, "\n\t  circuit-id: 0x%02x, PDU length: %u", id, length);
		return length;
	}
	unsigned priority = u8(d, PRIORITY) & 0x7f;
	isis_id(d, LAN_ID, ISIS_NODE_ID, "\n\t  lan-id:    ");
	say(d, ", Priority: %u, PDU length: %u", priority, length);
	return length;
}

/* What it covers begins behind the remaining lifetime. */
static void say_lsp_checksum(struct dis *d, unsigned checksum, unsigned life, uint32_t start, unsigned length)
{
	enum { UNCOVERED = 12, CHECKSUM_AT = 12 };
	uint32_t covered = length > UNCOVERED ? length - UNCOVERED : 0;
	say(d, "\n\t  chksum: 0x%04x", checksum);
	if (life)
		osi_say_checksum(d, checksum, span_at(d, start, covered), CHECKSUM_AT, covered);
	else
		say_s(d, " (purged)");
}

static uint32_t lsp(struct dis *d, uint32_t total)
{
	unsigned length = u16(d, LSP_PDU_LENGTH), life = u16(d, REMAINING_LIFE);
	uint32_t start = d->pos;
	isis_id(d, LSP_ID, ISIS_LSP_ID, "\n\t  lsp-id: ");
	uint32_t seq = u32(d, SEQUENCE);
	unsigned checksum = u16(d, CHECKSUM), flags = u8(d, 0);
	also(d, OVERLOAD, 1, flags >> 2 & 1);
	also(d, ATT, 1, flags >> 3 & 15);
	also(d, IS_TYPE, 1, flags & 3);
	say(d, ", seq: 0x%08x, lifetime: %5us", seq, life);
	say_lsp_checksum(d, checksum, life, start, length < total ? length : total);
	say(d, ", PDU length: %u, Flags: [ %s", length, flags & 4 ? "Overload bit set, " : "");
	if (flags & 0x78) {
		say(d, "%s%s%s%sATT bit set, ", flags & 0x08 ? "default " : "", flags & 0x10 ? "delay " : "",
			flags & 0x20 ? "expense " : "", flags & 0x40 ? "error " : "");
	}
	say(d, "%s%s ]", flags & 0x80 ? "P bit set, " : "", tok(d, is_types, "Unknown IS Type 0x%x", flags & 3));
	return length;
}

static uint32_t snp(struct dis *d, bool complete)
{
	unsigned length = u16(d, complete ? CSNP_PDU_LENGTH : PSNP_PDU_LENGTH);
	isis_id(d, complete ? CSNP_SOURCE : PSNP_SOURCE, ISIS_NODE_ID, "\n\t  source-id:    ");
	say(d, ", PDU length: %u", length);
	if (!complete)
		return length;
	isis_id(d, START_LSP, ISIS_LSP_ID, "\n\t  start lsp-id: ");
	isis_id(d, END_LSP, ISIS_LSP_ID, "\n\t  end lsp-id:   ");
	return length;
}

static void body(struct dis *d, unsigned type, uint32_t start, uint32_t total)
{
	uint32_t at = d->pos;
	struct isis_pdu pdu = {.start = start};
	if (!need(d, fixed_len(type) - COMMON))
		return;
	if (type >= L1_IIH && type <= PTP_IIH)
		pdu.length = hello(d, type);
	else if (type == L1_LSP || type == L2_LSP)
		pdu.length = lsp(d, total);
	else
		pdu.length = snp(d, type == L1_CSNP || type == L2_CSNP);
	uint32_t after = d->pos;
	if (d->verbose > 1 && !d->cut) {
		seek(d, at);
		say_hexdump(d, "\n\t  ", after - at);
		seek(d, after);
	}
	if (pdu.length < after - start) {
		invalid_misfit(d, "packet length", pdu.length, "<", after - start);
		return;
	}
	uint32_t end = start + (pdu.length < total ? pdu.length : total);
	while (!d->cut && d->pos < end && tlv(d, &pdu, end))
		;
}

/* The one line without -v: names of the sender and what it says, read ahead of the fields. */
static void brief(struct dis *d, unsigned type, uint32_t total)
{
	uint32_t at = d->pos;
	if (!need(d, fixed_len(type) - COMMON))
		return;
	if (type == L1_IIH || type == L2_IIH) {
		skip(d, 1);
		isis_id(d, 0, ISIS_SYSTEM_ID, ", src-id ");
		skip(d, 4);
		unsigned priority = u8(d, 0);
		isis_id(d, 0, ISIS_NODE_ID, ", lan-id ");
		say(d, ", prio %u", priority);
	} else if (type == PTP_IIH) {
		skip(d, 1);
		isis_id(d, 0, ISIS_SYSTEM_ID, ", src-id ");
	} else if (type == L1_LSP || type == L2_LSP) {
		skip(d, 2);
		unsigned life = u16(d, 0);
		isis_id(d, 0, ISIS_LSP_ID, ", lsp-id ");
		uint32_t seq = u32(d, 0);
		say(d, ", seq 0x%08x, lifetime %5us", seq, life);
	} else {
		skip(d, 2);
		isis_id(d, 0, ISIS_NODE_ID, ", src-id ");
	}
	say(d, ", length %u", total);
	seek(d, at);
}

/* What makes no sense is dumped whole. */
static void dump_all(struct dis *d, uint32_t start)
{
	seek(d, start);
	say_hexdump(d, "\n\t", left(d));
}

struct header {
	unsigned length, version, id_len, type, pdu_version, areas;
};

/* False: said what is wrong. */
static bool valid(struct dis *d, const struct header *h, uint32_t total)
{
	if (h->version != 1)
		say(d, "version %u packet not supported", h->version);
	else if (h->length < COMMON)
		say(d, "fixed header length %u < minimum header size %d", h->length, COMMON);
	else if (h->length > total)
		say(d, "fixed header length %u > packet length %u", h->length, total);
	else if (h->id_len && h->id_len != ISIS_SYSTEM_ID)
		say(d, "system ID length of %u is not supported", h->id_len);
	else if (h->pdu_version != 1)
		say(d, "version %u packet not supported", h->pdu_version);
	else if (h->areas == 255)
		say_s(d, "bad packet -- 255 areas");
	else
		return true;
	return false;
}

/* False: said that the fixed header has another length than its type's. The reference counts that of LSPs from behind the
 * common header. */
static bool fixed_len_right(struct dis *d, const struct header *h, uint32_t start)
{
	unsigned right = fixed_len(h->type);
	bool psnp = h->type == L1_PSNP || h->type == L2_PSNP, lsp_type = h->type == L1_LSP || h->type == L2_LSP;
	if (h->length == right)
		return true;
	say(d, "%s bogus fixed header length %u should be %u", psnp ? "-" : ",", h->length, lsp_type ? right - COMMON : right);
	dump_all(d, start);
	return false;
}

static void dissect_verbose(struct dis *d, const struct header *h, uint32_t start, uint32_t total)
{
	uint32_t at = d->pos;
	say(d, "%slength %u\n\t%s, hlen: %u, v: %u, pdu-v: %u, sys-id-len: %u (%u), max-area: %u (%u)",
		d->opt->link_header ? "" : ", ", total, tok(d, types, "unknown, type %u", h->type), h->length, h->version,
		h->pdu_version, ISIS_SYSTEM_ID, h->id_len, h->areas ? h->areas : 3, h->areas);
	if (d->verbose > 1) {
		seek(d, start);
		say_unknown(d, "\n\t", COMMON);
		seek(d, at);
	}
	if (!word(types, h->type)) {
		say_unknown(d, "\n\t  ", left(d));
		dump_all(d, start);
	} else if (fixed_len_right(d, h, start)) {
		body(d, h->type, start, total);
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, total = declared(d);
	struct header h;
	if (!need(d, COMMON))
		return;
	if (!d->opt->link_header)
		say_s(d, "IS-IS");
	u8(d, IRPD);
	h.length = u8(d, LEN);
	h.version = u8(d, VERSION);
	h.id_len = u8(d, SYSID_LEN);
	h.type = u8(d, 0);
	also(d, TYPE, 1, h.type & 31);
	h.pdu_version = u8(d, 0);
	u8(d, 0);
	h.areas = u8(d, MAX_AREA);
	if (!valid(d, &h, total)) {
		dump_all(d, start);
		return;
	}
	if (!d->verbose) {
		say(d, "%s%s", d->opt->link_header ? "" : ", ", tok(d, types, "unknown PDU-Type %u", h.type));
		if (!word(types, h.type))
			say(d, ", length %u", total);
		else if (fixed_len_right(d, &h, start))
			brief(d, h.type, total);
	}
	struct saved s = quiet_begin(d, !d->verbose);
	dissect_verbose(d, &h, start, total);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_NLPID, .from = NLPID_ISIS},
	{0},
};

const struct proto proto_isis = {
	.name = "isis",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ITSELF,
};
