/* The classic BPF machine: A, X, sixteen scratch cells. */
#include "bpf/vm.h"

#include <stdbool.h>

#include "bpf/alu.h"
#include "core/bytes.h"

static inline bool load(const uint8_t *data, uint32_t caplen, uint64_t at, unsigned size, uint32_t *out)
{
	unsigned bytes = size == BPF_W ? 4 : size == BPF_H ? 2 : 1;

	if (at + bytes > caplen)
		return false;
	*out = size == BPF_W ? be32(data + at) : size == BPF_H ? be16(data + at) : data[at];
	return true;
}

static inline bool jumps(unsigned op, uint32_t a, uint32_t b)
{
	switch (op) {
	case BPF_JEQ:
		return a == b;
	case BPF_JGT:
		return a > b;
	case BPF_JGE:
		return a >= b;
	default:
		return (a & b) != 0;
	}
}

/* Loads into A or X; false: the packet is too short. */
static inline bool load_insn(const struct bpf_insn *i, const uint8_t *data, uint32_t len, uint32_t caplen,
	uint32_t x, const uint32_t *mem, uint32_t *out)
{
	switch (BPF_MODE(i->code)) {
	case BPF_IMM:
		*out = i->k;
		return true;
	case BPF_LEN:
		*out = len;
		return true;
	case BPF_MEM:
		*out = mem[i->k];
		return true;
	case BPF_ABS:
		return load(data, caplen, i->k, BPF_SIZE(i->code), out);
	/* the sum wraps at 32 bits, as it does in libpcap */
	case BPF_IND:
		return load(data, caplen, (uint32_t)(x + i->k), BPF_SIZE(i->code), out);
	case BPF_MSH:
		if (!load(data, caplen, i->k, BPF_B, out))
			return false;
		*out = (*out & 0xf) << 2;
		return true;
	}
	return false;
}

uint32_t bpf_run(const struct bpf_insn *insns, const uint8_t *data, uint32_t len, uint32_t caplen)
{
	uint32_t a = 0, x = 0, mem[BPF_SCRATCH] = {0};

	for (const struct bpf_insn *i = insns;; i++) {
		uint32_t operand = BPF_SRC(i->code) == BPF_X ? x : i->k;

		switch (BPF_CLASS(i->code)) {
		case BPF_LD:
			if (!load_insn(i, data, len, caplen, x, mem, &a))
				return 0;
			break;
		case BPF_LDX:
			if (!load_insn(i, data, len, caplen, x, mem, &x))
				return 0;
			break;
		case BPF_ST:
			mem[i->k] = a;
			break;
		case BPF_STX:
			mem[i->k] = x;
			break;
		case BPF_ALU:
			if (!bpf_alu(BPF_OP(i->code), &a, operand))
				return 0;
			break;
		case BPF_JMP:
			if (BPF_OP(i->code) == BPF_JA)
				i += (int32_t)i->k; /* backwards only in protochain */
			else
				i += jumps(BPF_OP(i->code), a, operand) ? i->jt : i->jf;
			break;
		case BPF_RET:
			return BPF_RVAL(i->code) == BPF_A ? a : i->k;
		default:
			if (BPF_OP(i->code) == BPF_TAX)
				x = a;
			else
				a = x;
		}
	}
}
