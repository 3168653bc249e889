/* The verifier: one look at each instruction. */
#include "bpf/verify.h"

#include <stddef.h>

static const char *check_load(const struct bpf_insn *i, bool to_x)
{
	switch (BPF_MODE(i->code)) {
	case BPF_IMM:
	case BPF_LEN:
		return BPF_SIZE(i->code) == BPF_W ? NULL : "a constant is loaded with a size";
	case BPF_MEM:
		return i->k < BPF_SCRATCH && BPF_SIZE(i->code) == BPF_W ? NULL
									: "there is no such scratch cell";
	case BPF_ABS:
	case BPF_IND:
		return to_x || BPF_SIZE(i->code) == 0x18 ? "unknown load" : NULL;
	case BPF_MSH:
		return to_x && BPF_SIZE(i->code) == BPF_B ? NULL : "unknown load";
	}
	return "unknown load";
}

static const char *check_alu(const struct bpf_insn *i)
{
	unsigned op = BPF_OP(i->code);

	if (op > BPF_XOR)
		return "unknown arithmetic";
	if (BPF_SRC(i->code) == BPF_K && !i->k && (op == BPF_DIV || op == BPF_MOD))
		return "division by zero";
	if (BPF_SRC(i->code) == BPF_K && i->k > 31 && (op == BPF_LSH || op == BPF_RSH))
		return "shift by more than 31";
	return NULL;
}

static const char *check_jump(const struct bpf_insn *i, uint32_t pc, uint32_t count, bool loops)
{
	uint32_t left = count - pc - 1; /* instructions behind this one */

	if (BPF_OP(i->code) > BPF_JSET)
		return "unknown jump";
	if (BPF_OP(i->code) != BPF_JA)
		return i->jt < left && i->jf < left ? NULL : "a jump leaves the program";
	if ((int32_t)i->k < 0)
		return loops && (uint32_t) - (int32_t)i->k <= pc + 1 ? NULL : "a jump goes backwards";
	return i->k < left ? NULL : "a jump leaves the program";
}

static const char *check(const struct bpf_insn *i, uint32_t pc, uint32_t count, bool loops)
{
	if (i->code & 0xff00)
		return "unknown instruction";
	switch (BPF_CLASS(i->code)) {
	case BPF_LD:
		return check_load(i, false);
	case BPF_LDX:
		return check_load(i, true);
	case BPF_ST:
	case BPF_STX:
		return (i->code & 0xf8)	    ? "unknown store"
		       : i->k < BPF_SCRATCH ? NULL
					    : "there is no such scratch cell";
	case BPF_ALU:
		return check_alu(i);
	case BPF_JMP:
		return check_jump(i, pc, count, loops);
	case BPF_RET:
		return i->code == (BPF_RET | BPF_K) || i->code == (BPF_RET | BPF_A) ? NULL : "unknown return";
	default:
		return i->code == (BPF_MISC | BPF_TAX) || i->code == (BPF_MISC | BPF_TXA)
			       ? NULL
			       : "unknown instruction";
	}
}

const char *bpf_verify(const struct bpf_program *program, bool loops, uint32_t *at)
{
	*at = 0;
	if (!program->count)
		return "the program is empty";
	if (program->count > BPF_INSNS_MAX)
		return "the program is too long";
	for (uint32_t pc = 0; pc < program->count; pc++) {
		const char *fault = check(&program->insns[pc], pc, program->count, loops);
		*at = pc;
		if (fault)
			return fault;
	}
	return BPF_CLASS(program->insns[program->count - 1].code) == BPF_RET
		       ? NULL
		       : "the last instruction does not return";
}
