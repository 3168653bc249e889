/* Classic BPF for arm64 (Arm Architecture Reference Manual, A64 base instructions; calls as in AAPCS64).
 *
 *     w0  A      x9  data      w11 caplen     w13, w14, x15  free between instructions
 *     w12 X      w10 len       M[i] at sp + 4 i
 *
 * Every instruction has one size whatever the jumps' distances, so that one measuring pass knows every address: conditional jumps
 * of long programs, which reach a megabyte only, jump over an unconditional one. */
#if defined(__aarch64__)

#include <string.h>

#include "bpf/jit.h"

enum reg { A, LEN = 10, DATA = 9, CAPLEN = 11, X, T1, T2, T3, ZERO = 31, SP = 31 };
enum condition { EQUAL, NOT_EQUAL, ABOVE_EQUAL, BELOW, ABOVE = 8, BELOW_EQUAL };
enum { FRAME = 4 * BPF_SCRATCH, NEAR = 8192 /* programs whose code is below a megabyte */, UNSCALED_MAX = 255 };

struct code {
	uint8_t *out; /* NULL: measure */
	size_t size;
	const uint32_t *at; /* code offsets of instructions; at[count]: the reject exit */
	uint32_t count;
};

static void put(struct code *c, uint32_t insn)
{
	if (c->out)
		memcpy(c->out + c->size, &insn, sizeof insn);
	c->size += sizeof insn;
}

/* Registers of an instruction with destination and two sources. */
static uint32_t regs(enum reg d, enum reg n, enum reg m)
{
	return (uint32_t)m << 16 | (uint32_t)n << 5 | (uint32_t)d;
}

static void immediate(struct code *c, enum reg d, uint32_t v)
{
	put(c, 0x52800000 | (v & 0xffff) << 5 | d); /* movz */
	if (v >> 16)
		put(c, 0x72a00000 | v >> 16 << 5 | d); /* movk, lsl 16 */
}

static void move(struct code *c, enum reg d, enum reg m)
{
	put(c, 0x2a000000 | regs(d, ZERO, m)); /* orr */
}

/* Words from the instruction at hand to the code of a BPF instruction. */
static uint32_t distance(const struct code *c, uint32_t to, uint32_t bits)
{
	int64_t words = c->out ? ((int64_t)c->at[to] - (int64_t)c->size) / 4 : 0;
	return (uint32_t)words & ((1u << bits) - 1);
}

static void jump(struct code *c, uint32_t to)
{
	put(c, 0x14000000 | distance(c, to, 26));
}

static void jump_if(struct code *c, enum condition condition, uint32_t to)
{
	if (c->count <= NEAR) {
		put(c, 0x54000000 | distance(c, to, 19) << 5 | condition);
		return;
	}
	put(c, 0x54000000 | 2 << 5 | (condition ^ 1)); /* conditions come in pairs of opposites */
	jump(c, to);
}

static unsigned bytes_of(const struct bpf_insn *i)
{
	return BPF_SIZE(i->code) == BPF_W ? 4 : BPF_SIZE(i->code) == BPF_H ? 2 : 1;
}

/* The size field of load instructions. */
static uint32_t width(unsigned bytes)
{
	return bytes == 4 ? 2u << 30 : bytes == 2 ? 1u << 30 : 0;
}

static void swap(struct code *c, unsigned bytes)
{
	if (bytes > 1)
		put(c, (bytes == 4 ? 0x5ac00800u : 0x5ac00400u) | regs(A, A, 0)); /* rev, rev16 */
}

/* Rejects where the packet ends before `end`. False: it always does. */
static int bounds(struct code *c, uint64_t end, uint32_t known)
{
	if (end > INT32_MAX) {
		jump(c, c->count);
		return 0;
	}
	if (end > known) {
		immediate(c, T1, (uint32_t)end);
		put(c, 0x6b000000 | regs(ZERO, CAPLEN, T1)); /* cmp */
		jump_if(c, BELOW, c->count);
	}
	return 1;
}

static void load_at(struct code *c, enum reg d, uint32_t k, unsigned bytes)
{
	if (k <= UNSCALED_MAX) {
		put(c, 0x38400000 | width(bytes) | k << 12 | regs(d, DATA, 0)); /* ldur */
		return;
	}
	immediate(c, T1, k);
	put(c, 0x38606800 | width(bytes) | regs(d, DATA, T1)); /* ldr [x9, x13] */
}

static void load_absolute(struct code *c, const struct bpf_insn *i, uint32_t known)
{
	unsigned bytes = bytes_of(i);
	if (!bounds(c, (uint64_t)i->k + bytes, known))
		return;
	load_at(c, A, i->k, bytes);
	swap(c, bytes);
}

static void load_indexed(struct code *c, const struct bpf_insn *i)
{
	unsigned bytes = bytes_of(i);
	immediate(c, T2, i->k);
	put(c, 0x0b000000 | regs(T1, X, T2));			 /* add w13, w12, w14: wraps at 32 bits */
	put(c, 0x91000000 | bytes << 10 | regs(T3, T1, 0));	 /* add x15, x13, bytes */
	put(c, 0xeb000000 | regs(ZERO, T3, CAPLEN));		 /* cmp x15, x11 */
	jump_if(c, ABOVE, c->count);
	put(c, 0x38606800 | width(bytes) | regs(A, DATA, T1));	 /* ldr [x9, x13] */
	swap(c, bytes);
}

static void load_cell(struct code *c, enum reg d, uint32_t k)
{
	put(c, 0xb9400000 | k << 10 | regs(d, SP, 0));
}

static void store_cell(struct code *c, enum reg s, uint32_t k)
{
	put(c, 0xb9000000 | k << 10 | regs(s, SP, 0));
}

static void load_a(struct code *c, const struct bpf_insn *i, uint32_t known)
{
	switch (BPF_MODE(i->code)) {
	case BPF_IMM:
		immediate(c, A, i->k);
		break;
	case BPF_LEN:
		move(c, A, LEN);
		break;
	case BPF_MEM:
		load_cell(c, A, i->k);
		break;
	case BPF_IND:
		load_indexed(c, i);
		break;
	default:
		load_absolute(c, i, known);
	}
}

static void load_x(struct code *c, const struct bpf_insn *i, uint32_t known)
{
	switch (BPF_MODE(i->code)) {
	case BPF_IMM:
		immediate(c, X, i->k);
		break;
	case BPF_LEN:
		move(c, X, LEN);
		break;
	case BPF_MEM:
		load_cell(c, X, i->k);
		break;
	default: /* 4 * (byte & 15): ubfiz w12, w12, 2, 4 */
		if (!bounds(c, (uint64_t)i->k + 1, known))
			return;
		load_at(c, X, i->k, 1);
		put(c, 0x53000000 | 30 << 16 | 3 << 10 | regs(X, X, 0));
	}
}

static void divide(struct code *c, const struct bpf_insn *i, enum reg by)
{
	if (by == X) {
		put(c, 0x7100001f | X << 5); /* cmp w12, 0 */
		jump_if(c, EQUAL, c->count);
	}
	put(c, 0x1ac00800 | regs(T2, A, by)); /* udiv */
	if (BPF_OP(i->code) == BPF_DIV)
		move(c, A, T2);
	else
		put(c, 0x1b008000 | A << 10 | regs(A, T2, by)); /* msub: A - quotient * divisor */
}

static void shift(struct code *c, const struct bpf_insn *i)
{
	int left = BPF_OP(i->code) == BPF_LSH;
	if (BPF_SRC(i->code) == BPF_K) {
		uint32_t by = i->k & 31;
		put(c, left ? 0x53000000 | (-by & 31) << 16 | (31 - by) << 10 : 0x53007c00 | by << 16); /* ubfm w0, w0 */
		return;
	}
	put(c, (left ? 0x1ac02000u : 0x1ac02400u) | regs(A, A, X));
	put(c, 0x7100001f | 32 << 10 | X << 5);		       /* cmp w12, 32: by that or more gives 0 */
	put(c, 0x1a800000 | BELOW << 12 | regs(A, A, ZERO));   /* csel */
}

static void alu(struct code *c, const struct bpf_insn *i)
{
	static const uint32_t plain[] = {[BPF_ADD >> 4] = 0x0b000000, [BPF_SUB >> 4] = 0x4b000000, [BPF_MUL >> 4] = 0x1b007c00,
		[BPF_OR >> 4] = 0x2a000000, [BPF_AND >> 4] = 0x0a000000, [BPF_XOR >> 4] = 0x4a000000};
	unsigned op = BPF_OP(i->code);
	enum reg operand = BPF_SRC(i->code) == BPF_X ? X : T1;
	if (op == BPF_NEG) {
		put(c, 0x4b000000 | regs(A, ZERO, A));
		return;
	}
	if (op == BPF_LSH || op == BPF_RSH) {
		shift(c, i);
		return;
	}
	if (operand == T1)
		immediate(c, T1, i->k);
	if (op == BPF_DIV || op == BPF_MOD)
		divide(c, i, operand);
	else
		put(c, plain[op >> 4] | regs(A, A, operand));
}

static void branch(struct code *c, const struct bpf_insn *i, uint32_t pc)
{
	static const enum condition conditions[] = {[BPF_JEQ >> 4] = EQUAL, [BPF_JGT >> 4] = ABOVE, [BPF_JGE >> 4] = ABOVE_EQUAL,
		[BPF_JSET >> 4] = NOT_EQUAL};
	unsigned op = BPF_OP(i->code);
	enum condition yes = conditions[op >> 4];
	enum reg operand = BPF_SRC(i->code) == BPF_X ? X : T1;
	if (op == BPF_JA || i->jt == i->jf) {
		jump(c, op == BPF_JA ? pc + 1 + i->k : pc + 1 + i->jt);
		return;
	}
	if (operand == T1)
		immediate(c, T1, i->k);
	put(c, (op == BPF_JSET ? 0x6a000000u : 0x6b000000u) | regs(ZERO, A, operand)); /* tst, cmp */
	if (i->jt)
		jump_if(c, yes, pc + 1 + i->jt);
	if (i->jf && i->jt)
		jump(c, pc + 1 + i->jf);
	else if (i->jf)
		jump_if(c, yes ^ 1, pc + 1 + i->jf);
}

static void leave(struct code *c)
{
	put(c, 0x91000000 | FRAME << 10 | regs(SP, SP, 0)); /* add sp */
	put(c, 0xd65f03c0);
}

static void one(struct code *c, const struct bpf_insn *i, uint32_t pc, uint32_t known)
{
	switch (BPF_CLASS(i->code)) {
	case BPF_LD:
		load_a(c, i, known);
		break;
	case BPF_LDX:
		load_x(c, i, known);
		break;
	case BPF_ST:
		store_cell(c, A, i->k);
		break;
	case BPF_STX:
		store_cell(c, X, i->k);
		break;
	case BPF_ALU:
		alu(c, i);
		break;
	case BPF_JMP:
		branch(c, i, pc);
		break;
	case BPF_RET:
		if (BPF_RVAL(i->code) != BPF_A)
			immediate(c, A, i->k);
		leave(c);
		break;
	default:
		if (BPF_OP(i->code) == BPF_TAX)
			move(c, X, A);
		else
			move(c, A, X);
	}
}

/* Arguments to their registers; A, X and the cells that are read start as zero. */
static void prologue(struct code *c, const struct bpf_program *program)
{
	uint32_t cells = 0;
	put(c, 0xd1000000 | FRAME << 10 | regs(SP, SP, 0)); /* sub sp */
	put(c, 0xaa000000 | regs(DATA, ZERO, 0));	    /* mov x9, x0 */
	move(c, LEN, 1);
	move(c, CAPLEN, 2);
	move(c, A, ZERO);
	move(c, X, ZERO);
	for (uint32_t pc = 0; pc < program->count; pc++)
		if (BPF_CLASS(program->insns[pc].code) <= BPF_LDX && BPF_MODE(program->insns[pc].code) == BPF_MEM)
			cells |= 1u << program->insns[pc].k;
	for (uint32_t k = 0; k < BPF_SCRATCH; k++)
		if (cells >> k & 1)
			store_cell(c, ZERO, k);
}

size_t bpf_jit_translate(const struct bpf_program *program, const uint32_t *known, uint32_t *at, uint8_t *out)
{
	struct code c = {.out = out, .at = at, .count = program->count};
	prologue(&c, program);
	for (uint32_t pc = 0; pc < program->count; pc++) {
		at[pc] = (uint32_t)c.size;
		one(&c, &program->insns[pc], pc, known[pc]);
	}
	at[program->count] = (uint32_t)c.size;
	move(&c, A, ZERO); /* reject */
	leave(&c);
	return c.size;
}

#endif
