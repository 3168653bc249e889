/* Programs as text: the mnemonics and columns of tcpdump -d. */
#include "bpf/disassemble.h"

#include <stdio.h>

static const char *const alu_names[] = {
	"add", "sub", "mul", "div", "or", "and", "lsh", "rsh", "neg", "mod", "xor"};
static const char *const jump_names[] = {"ja", "jeq", "jgt", "jge", "jset"};

#define OPERAND 32 /* bytes of an operand's text */

/* Places that are no bytes of the packet but what the kernel knows of it; tcpdump's words. */
static const char *ancillary_name(uint32_t k)
{
	switch (k - BPF_ANCILLARY) {
	case BPF_AD_PKTTYPE: return "type";
	case BPF_AD_IFINDEX: return "ifidx";
	case BPF_AD_VLAN_TAG: return "vlan_tci";
	case BPF_AD_VLAN_PRESENT: return "vlanp";
	case BPF_AD_VLAN_TPID: return "vlan_tpid";
	default: return NULL;
	}
}

static const char *load_text(const struct bpf_insn *i, char *operand)
{
	static const char *const names[] = {"ld", "ldh", "ldb", "unimp"};
	bool x = BPF_CLASS(i->code) == BPF_LDX;

	switch (BPF_MODE(i->code)) {
	case BPF_IMM:
		snprintf(operand, OPERAND, "#0x%x", i->k);
		break;
	case BPF_LEN:
		snprintf(operand, OPERAND, "#pktlen");
		break;
	case BPF_MEM:
		snprintf(operand, OPERAND, "M[%d]", (int)i->k);
		break;
	case BPF_ABS:
		if (ancillary_name(i->k))
			snprintf(operand, OPERAND, "[%s]", ancillary_name(i->k));
		else
			snprintf(operand, OPERAND, "[%d]", (int)i->k);
		break;
	case BPF_IND:
		snprintf(operand, OPERAND, "[x + %d]", (int)i->k);
		break;
	default:
		snprintf(operand, OPERAND, "4*([%d]&0xf)", (int)i->k);
		return "ldxb";
	}
	return x ? "ldx" : names[BPF_SIZE(i->code) >> 3];
}

static const char *alu_text(const struct bpf_insn *i, char *operand)
{
	unsigned op = BPF_OP(i->code);

	if (op == BPF_NEG)
		operand[0] = '\0';
	else if (BPF_SRC(i->code) == BPF_X)
		snprintf(operand, OPERAND, "x");
	else
		snprintf(operand, OPERAND, op == BPF_AND || op == BPF_OR || op == BPF_XOR ? "#0x%x" : "#%d",
			i->k);
	return op <= BPF_XOR ? alu_names[op >> 4] : "unimp";
}

static const char *insn_text(const struct bpf_insn *i, uint32_t pc, char *operand)
{
	operand[0] = '\0';
	switch (BPF_CLASS(i->code)) {
	case BPF_LD:
	case BPF_LDX:
		return load_text(i, operand);
	case BPF_ST:
	case BPF_STX:
		snprintf(operand, OPERAND, "M[%d]", (int)i->k);
		return BPF_CLASS(i->code) == BPF_ST ? "st" : "stx";
	case BPF_ALU:
		return alu_text(i, operand);
	case BPF_JMP:
		if (BPF_OP(i->code) == BPF_JA)
			snprintf(operand, OPERAND, "%d", (int)(pc + 1 + i->k));
		else if (BPF_SRC(i->code) == BPF_X)
			snprintf(operand, OPERAND, "x");
		else
			snprintf(operand, OPERAND, "#0x%x", i->k);
		return BPF_OP(i->code) <= BPF_JSET ? jump_names[BPF_OP(i->code) >> 4] : "unimp";
	case BPF_RET:
		if (BPF_RVAL(i->code) != BPF_A)
			snprintf(operand, OPERAND, "#%d", (int)i->k);
		return "ret";
	default:
		return BPF_OP(i->code) == BPF_TAX ? "tax" : "txa";
	}
}

static void assembly(struct text *t, const struct bpf_insn *i, uint32_t pc)
{
	char operand[OPERAND];
	const char *name = insn_text(i, pc, operand);

	if (BPF_CLASS(i->code) == BPF_JMP && BPF_OP(i->code) != BPF_JA)
		text_printf(t, "(%03u) %-8s %-16s jt %u\tjf %u\n", pc, name, operand, pc + 1 + i->jt,
			pc + 1 + i->jf);
	else
		text_printf(t, "(%03u) %-8s %s\n", pc, name, operand);
}

void bpf_disassemble(struct text *t, const struct bpf_program *program, enum bpf_listing form)
{
	if (form == BPF_LISTING_DECIMAL)
		text_printf(t, "%u\n", program->count);
	for (uint32_t pc = 0; pc < program->count; pc++) {
		const struct bpf_insn *i = &program->insns[pc];

		if (form == BPF_LISTING_ASSEMBLY)
			assembly(t, i, pc);
		else if (form == BPF_LISTING_C)
			text_printf(t, "{ 0x%x, %u, %u, 0x%08x },\n", i->code, i->jt, i->jf, i->k);
		else
			text_printf(t, "%u %u %u %u\n", i->code, i->jt, i->jf, i->k);
	}
}
