/* What the arithmetic of BPF means, for the machine that runs it and for the compiler that folds constants. */
#ifndef BPF_ALU_H
#define BPF_ALU_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/insn.h"

/* *a becomes `*a op b`, unsigned and modulo 2^32. False: a division by zero (or no such operation), *a stays. */
static inline bool bpf_alu(unsigned op, uint32_t *a, uint32_t b)
{
	switch (op) {
	case BPF_ADD:
		*a += b;
		return true;
	case BPF_SUB:
		*a -= b;
		return true;
	case BPF_MUL:
		*a *= b;
		return true;
	case BPF_OR:
		*a |= b;
		return true;
	case BPF_AND:
		*a &= b;
		return true;
	case BPF_XOR:
		*a ^= b;
		return true;
	case BPF_LSH:
		*a = b < 32 ? *a << b : 0;
		return true;
	case BPF_RSH:
		*a = b < 32 ? *a >> b : 0;
		return true;
	case BPF_NEG:
		*a = -*a;
		return true;
	case BPF_DIV:
		if (!b)
			return false;
		*a /= b;
		return true;
	case BPF_MOD:
		if (!b)
			return false;
		*a %= b;
		return true;
	}
	return false;
}

#endif
