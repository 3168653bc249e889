/* ATM and SS7: header fields of SunATM and MTP link types. */
#include "core/linktype_numbers.h"
#include "filter/lower.h"

/* SS7 signal units: where the length indicator stands, and how the fields of the extended header move. */
struct mtp {
	bool known;
	uint32_t li, li_extended, sio, opc, dpc, sls;
};

static struct mtp mtp_of(int linktype)
{
	switch (linktype) {
	case LINKTYPE_MTP2:
		return (struct mtp){true, 2, 4, 3, 4, 4, 7};
	case LINKTYPE_MTP2_WITH_PHDR:
		return (struct mtp){true, 6, 8, 7, 8, 8, 11};
	case LINKTYPE_ERF:
		return (struct mtp){true, 22, 24, 23, 24, 24, 27};
	}
	return (struct mtp){0};
}

static struct cond *compare(
	struct lower *l, const struct ast *n, const struct value *v, uint32_t mask, uint32_t k)
{
	struct ir *ir = l->ir;

	if (mask != UINT32_MAX)
		v = ir_binary_k(ir, BPF_AND, v, mask);
	switch (n->op) {
	case '=':
		return ir_test(ir, BPF_JEQ, v, k);
	case OP_NE:
		return ir_not(ir, ir_test(ir, BPF_JEQ, v, k));
	case '>':
		return ir_test(ir, BPF_JGT, v, k);
	case OP_GE:
		return ir_test(ir, BPF_JGE, v, k);
	case '<':
		return ir_not(ir, ir_test(ir, BPF_JGE, v, k));
	default:
		return ir_not(ir, ir_test(ir, BPF_JGT, v, k));
	}
}

static struct cond *signal_unit(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct mtp m = mtp_of(l->o->linktype);
	bool extended = n->word == WORD_HFISU || n->word == WORD_HLSSU || n->word == WORD_HMSU;

	if (!m.known)
		return lower_fail(l, n->at, "'%s' supported only on MTP2", word_text(n->word));
	/* extended: nine bits of length, little-endian, of which seven are in the upper bits of the second
	 * byte */
	const struct value *length =
		extended ? ir_binary_k(ir, BPF_AND, ir_load(ir, NULL, m.li_extended, 2), 0xff80)
			 : ir_binary_k(ir, BPF_AND, ir_load(ir, NULL, m.li, 1), 0x3f);
	uint32_t two = extended ? 0x0100 : 2;
	switch (n->word) {
	case WORD_FISU:
	case WORD_HFISU:
		return ir_test(ir, BPF_JEQ, length, 0);
	case WORD_LSSU:
	case WORD_HLSSU:
		return ir_and(
			ir, ir_not(ir, ir_test(ir, BPF_JGT, length, two)), ir_test(ir, BPF_JGT, length, 0));
	default:
		return ir_test(ir, BPF_JGT, length, two);
	}
}

/* Point codes are 14 bits, little-endian, and not at byte borders. */
static struct cond *mtp_field(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct mtp m = mtp_of(l->o->linktype);
	bool extended = n->word >= WORD_HSIO;
	uint32_t add = extended ? 3 : 0, v = n->number;
	uint32_t most = n->word == WORD_SIO || n->word == WORD_HSIO   ? 255
			: n->word == WORD_SLS || n->word == WORD_HSLS ? 15
								      : 16383;

	if (!m.known)
		return lower_fail(l, n->at, "'%s' supported only on SS7", word_text(n->word));
	if (v > most)
		return lower_fail(
			l, n->at, "%s value %u too big; max value = %u", word_text(n->word), v, most);
	switch (n->word) {
	case WORD_SIO:
	case WORD_HSIO:
		return compare(l, n, ir_load(ir, NULL, m.sio + add, 1), UINT32_MAX, v);
	case WORD_SLS:
	case WORD_HSLS:
		return compare(l, n, ir_load(ir, NULL, m.sls + add, 1), 0xf0, v << 4);
	case WORD_DPC:
	case WORD_HDPC:
		return compare(
			l, n, ir_load(ir, NULL, m.dpc + add, 4), 0xff3f0000, (v & 0xff) << 24 | v >> 8 << 16);
	default:
		return compare(l, n, ir_load(ir, NULL, m.opc + add, 4), 0x00c0ff0f,
			(v & 3) << 22 | (v >> 2 & 0xff) << 8 | v >> 10);
	}
}

/* SunATM: flags and protocol in byte 0, VPI in 1, VCI in 2 and 3. */
static struct cond *atm_number(struct lower *l, bool vci, uint32_t k)
{
	return ir_test(l->ir, BPF_JEQ, ir_load(l->ir, NULL, vci ? 2 : 1, vci ? 2 : 1), k);
}

static struct cond *atm_type(struct lower *l, uint32_t protocol)
{
	return ir_masked(l->ir, ir_load(l->ir, NULL, 0, 1), 0x0f, protocol);
}

static struct cond *oam(struct lower *l)
{
	struct ir *ir = l->ir;
	struct cond *vci = ir_or(ir, atm_number(l, true, 3), atm_number(l, true, 4));

	return ir_and(ir, atm_number(l, false, 0), vci);
}

/* Q.2931 messages behind the signalling channel; `metaconnect` on the meta-signalling one. */
static struct cond *connect_message(struct lower *l, bool meta)
{
	static const uint8_t types[] = {0x02, 0x05, 0x07, 0x0f, 0x4d, 0x5a};
	struct ir *ir = l->ir;
	struct cond *any = ir->no;

	for (unsigned i = 0; i < sizeof types; i++)
		if (!meta || (types[i] != 0x0f))
			any = ir_or(ir, any, ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 4 + 5, 1), types[i]));
	return ir_and(ir, ir_and(ir, atm_number(l, false, 0), atm_number(l, true, meta ? 1 : 5)), any);
}

static struct cond *atm_word(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct cond *c;

	if (l->o->linktype != LINKTYPE_SUNATM)
		return lower_fail(l, n->at, "'%s' supported only on raw ATM", word_text(n->word));
	switch (n->word) {
	case WORD_METAC:
		return ir_and(ir, atm_number(l, false, 0), atm_number(l, true, 1));
	case WORD_BCC:
		return ir_and(ir, atm_number(l, false, 0), atm_number(l, true, 2));
	case WORD_OAMF4SC:
		return ir_and(ir, atm_number(l, false, 0), atm_number(l, true, 3));
	case WORD_OAMF4EC:
		return ir_and(ir, atm_number(l, false, 0), atm_number(l, true, 4));
	case WORD_SC:
		return ir_and(ir, atm_number(l, false, 0), atm_number(l, true, 5));
	case WORD_ILMIC:
		return ir_and(ir, atm_number(l, false, 0), atm_number(l, true, 16));
	case WORD_OAM:
	case WORD_OAMF4:
		return oam(l);
	case WORD_CONNECTMSG:
		return connect_message(l, false);
	case WORD_METACONNECT:
		return connect_message(l, true);
	case WORD_LANE:
		c = atm_type(l, 1);
		l->lane = true;
		/* what follows is an Ethernet frame behind a LE header of two bytes */
		l->kind = LINK_ETHERNET;
		l->link = (struct place){.k = 6};
		l->type = (struct place){.k = 18};
		l->payload = (struct place){.k = 20};
		l->nl = 0;
		l->nl_nosnap = 3;
		return c;
	case WORD_VPI:
		return compare(l, n, ir_load(ir, NULL, 1, 1), UINT32_MAX, n->number);
	default:
		return compare(l, n, ir_load(ir, NULL, 2, 2), UINT32_MAX, n->number);
	}
}

struct cond *lower_field(struct lower *l, const struct ast *n)
{
	if (n->word >= WORD_FISU && n->word <= WORD_HMSU)
		return signal_unit(l, n);
	if (n->word >= WORD_SIO && n->word <= WORD_HSLS)
		return mtp_field(l, n);
	return atm_word(l, n);
}
