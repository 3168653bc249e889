/* Classic BPF for x86-64.
 *
 *     eax A      r8  data      r10 caplen     ecx, edx, rsi  free between instructions
 *     r11 X      r9  len       M[i] at rsp - 64 + 4 i, in the red zone
 *
 * All jumps are 32 bits wide, so that one measuring pass knows every address. */
#if defined(__x86_64__)

#include <string.h>

#include "bpf/jit.h"

struct code {
	uint8_t *out; /* NULL: measure */
	size_t size;
	const uint32_t *at; /* code offsets of instructions; at[count]: the reject exit */
	uint32_t count;
};

static void put(struct code *c, const void *bytes, size_t n)
{
	if (c->out)
		memcpy(c->out + c->size, bytes, n);
	c->size += n;
}

#define BYTES(c, ...) put(c, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static void imm(struct code *c, uint32_t v)
{
	put(c, &v, 4);
}

enum condition {
	BELOW = 0x2,
	ABOVE_EQUAL = 0x3,
	EQUAL = 0x4,
	NOT_EQUAL = 0x5,
	BELOW_EQUAL = 0x6,
	ABOVE = 0x7
};

static void jump_if(struct code *c, enum condition condition, uint32_t to)
{
	BYTES(c, 0x0f, (uint8_t)(0x80 | condition));
	imm(c, c->out ? c->at[to] - (uint32_t)(c->size + 4) : 0);
}

static void jump(struct code *c, uint32_t to)
{
	BYTES(c, 0xe9);
	imm(c, c->out ? c->at[to] - (uint32_t)(c->size + 4) : 0);
}

static uint8_t cell(uint32_t k)
{
	return (uint8_t)(-64 + (int)k * 4);
}

static unsigned bytes_of(const struct bpf_insn *i)
{
	return BPF_SIZE(i->code) == BPF_W ? 4 : BPF_SIZE(i->code) == BPF_H ? 2 : 1;
}

/* Rejects where the packet ends before `end`. False: it always does. */
static int bounds(struct code *c, uint64_t end, uint32_t known)
{
	if (end > INT32_MAX) {
		jump(c, c->count);
		return 0;
	}
	if (end > known) {
		BYTES(c, 0x41, 0x81, 0xfa); /* cmp r10d, end */
		imm(c, (uint32_t)end);
		jump_if(c, BELOW, c->count);
	}
	return 1;
}

static void swap(struct code *c, unsigned bytes)
{
	if (bytes == 4)
		BYTES(c, 0x0f, 0xc8); /* bswap eax */
	else if (bytes == 2)
		BYTES(c, 0x66, 0xc1, 0xc0, 0x08); /* rol ax, 8 */
}

static void load_absolute(struct code *c, const struct bpf_insn *i, uint32_t known)
{
	unsigned bytes = bytes_of(i);

	if (!bounds(c, (uint64_t)i->k + bytes, known))
		return;
	if (bytes == 4)
		BYTES(c, 0x41, 0x8b, 0x80); /* mov eax, [r8 + k] */
	else
		BYTES(c, 0x41, 0x0f, bytes == 2 ? 0xb7 : 0xb6, 0x80); /* movzx */
	imm(c, i->k);
	swap(c, bytes);
}

static void load_indexed(struct code *c, const struct bpf_insn *i)
{
	unsigned bytes = bytes_of(i);

	BYTES(c, 0x44, 0x89, 0xd9, 0x81, 0xc1); /* mov ecx, r11d; add ecx, k */
	imm(c, i->k);
	BYTES(c, 0x48, 0x8d, 0x71, (uint8_t)bytes, 0x4c, 0x39,
		0xd6); /* lea rsi, [rcx + bytes]; cmp rsi, r10 */
	jump_if(c, ABOVE, c->count);
	if (bytes == 4)
		BYTES(c, 0x41, 0x8b, 0x04, 0x08);
	else
		BYTES(c, 0x41, 0x0f, bytes == 2 ? 0xb7 : 0xb6, 0x04, 0x08);
	swap(c, bytes);
}

static void load_a(struct code *c, const struct bpf_insn *i, uint32_t known)
{
	switch (BPF_MODE(i->code)) {
	case BPF_IMM:
		BYTES(c, 0xb8);
		imm(c, i->k);
		break;
	case BPF_LEN:
		BYTES(c, 0x44, 0x89, 0xc8);
		break;
	case BPF_MEM:
		BYTES(c, 0x8b, 0x44, 0x24, cell(i->k));
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
		BYTES(c, 0x41, 0xbb);
		imm(c, i->k);
		break;
	case BPF_LEN:
		BYTES(c, 0x45, 0x89, 0xcb);
		break;
	case BPF_MEM:
		BYTES(c, 0x44, 0x8b, 0x5c, 0x24, cell(i->k));
		break;
	default: /* 4 * (byte & 15) */
		if (!bounds(c, (uint64_t)i->k + 1, known))
			return;
		BYTES(c, 0x45, 0x0f, 0xb6, 0x98);
		imm(c, i->k);
		BYTES(c, 0x41, 0x83, 0xe3, 0x0f, 0x41, 0xc1, 0xe3, 0x02);
	}
}

/* edx:eax / divisor in ecx or r11d */
static void divide(struct code *c, const struct bpf_insn *i)
{
	if (BPF_SRC(i->code) == BPF_X) {
		BYTES(c, 0x45, 0x85, 0xdb); /* test r11d, r11d */
		jump_if(c, EQUAL, c->count);
		BYTES(c, 0x31, 0xd2, 0x41, 0xf7, 0xf3);
	} else {
		BYTES(c, 0xb9);
		imm(c, i->k);
		BYTES(c, 0x31, 0xd2, 0xf7, 0xf1);
	}
	if (BPF_OP(i->code) == BPF_MOD)
		BYTES(c, 0x89, 0xd0);
}

static void shift(struct code *c, const struct bpf_insn *i)
{
	uint8_t way = BPF_OP(i->code) == BPF_LSH ? 0xe0 : 0xe8;

	if (BPF_SRC(i->code) == BPF_K)
		BYTES(c, 0xc1, way, (uint8_t)i->k);
	else /* by 32 or more gives 0: mov ecx, r11d; sh; cmp ecx, 32; sbb edx, edx; and eax, edx */
		BYTES(c, 0x44, 0x89, 0xd9, 0xd3, way, 0x83, 0xf9, 0x20, 0x19, 0xd2, 0x21, 0xd0);
}

static void alu(struct code *c, const struct bpf_insn *i)
{
	static const uint8_t with_imm[] = {[BPF_ADD >> 4] = 0x05,
		[BPF_SUB >> 4] = 0x2d,
		[BPF_OR >> 4] = 0x0d,
		[BPF_AND >> 4] = 0x25,
		[BPF_XOR >> 4] = 0x35};
	static const uint8_t with_x[] = {[BPF_ADD >> 4] = 0x01,
		[BPF_SUB >> 4] = 0x29,
		[BPF_OR >> 4] = 0x09,
		[BPF_AND >> 4] = 0x21,
		[BPF_XOR >> 4] = 0x31};
	unsigned op = BPF_OP(i->code);

	switch (op) {
	case BPF_NEG:
		BYTES(c, 0xf7, 0xd8);
		return;
	case BPF_DIV:
	case BPF_MOD:
		divide(c, i);
		return;
	case BPF_LSH:
	case BPF_RSH:
		shift(c, i);
		return;
	case BPF_MUL:
		if (BPF_SRC(i->code) == BPF_X) {
			BYTES(c, 0x41, 0x0f, 0xaf, 0xc3);
			return;
		}
		BYTES(c, 0x69, 0xc0);
		imm(c, i->k);
		return;
	}
	if (BPF_SRC(i->code) == BPF_X) {
		BYTES(c, 0x44, with_x[op >> 4], 0xd8);
		return;
	}
	BYTES(c, with_imm[op >> 4]);
	imm(c, i->k);
}

static void branch(struct code *c, const struct bpf_insn *i, uint32_t pc)
{
	static const enum condition conditions[] = {[BPF_JEQ >> 4] = EQUAL,
		[BPF_JGT >> 4] = ABOVE,
		[BPF_JGE >> 4] = ABOVE_EQUAL,
		[BPF_JSET >> 4] = NOT_EQUAL};
	unsigned op = BPF_OP(i->code);
	enum condition yes = conditions[op >> 4];

	if (op == BPF_JA || i->jt == i->jf) {
		jump(c, op == BPF_JA ? pc + 1 + i->k : pc + 1 + i->jt);
		return;
	}
	if (BPF_SRC(i->code) == BPF_X) {
		BYTES(c, 0x44, op == BPF_JSET ? 0x85 : 0x39, 0xd8);
	} else {
		BYTES(c, op == BPF_JSET ? 0xa9 : 0x3d);
		imm(c, i->k);
	}
	if (i->jt)
		jump_if(c, yes, pc + 1 + i->jt);
	if (i->jf && i->jt)
		jump(c, pc + 1 + i->jf);
	else if (i->jf)
		jump_if(c, yes ^ 1, pc + 1 + i->jf); /* conditions come in pairs of opposites */
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
		BYTES(c, 0x89, 0x44, 0x24, cell(i->k));
		break;
	case BPF_STX:
		BYTES(c, 0x44, 0x89, 0x5c, 0x24, cell(i->k));
		break;
	case BPF_ALU:
		alu(c, i);
		break;
	case BPF_JMP:
		branch(c, i, pc);
		break;
	case BPF_RET:
		if (BPF_RVAL(i->code) != BPF_A) {
			BYTES(c, 0xb8);
			imm(c, i->k);
		}
		BYTES(c, 0xc3);
		break;
	default:
		if (BPF_OP(i->code) == BPF_TAX)
			BYTES(c, 0x41, 0x89, 0xc3);
		else
			BYTES(c, 0x44, 0x89, 0xd8);
	}
}

/* Arguments to their registers; A, X and the cells that are read start as zero. */
static void prologue(struct code *c, const struct bpf_program *program)
{
	uint32_t cells = 0;

	BYTES(c, 0xf3, 0x0f, 0x1e, 0xfa, 0x49, 0x89, 0xf8, 0x41, 0x89, 0xf1, 0x41, 0x89, 0xd2, 0x31, 0xc0,
		0x45, 0x31, 0xdb);
	for (uint32_t pc = 0; pc < program->count; pc++)
		if (BPF_CLASS(program->insns[pc].code) <= BPF_LDX &&
			BPF_MODE(program->insns[pc].code) == BPF_MEM)
			cells |= 1u << program->insns[pc].k;
	for (uint32_t k = 0; k < BPF_SCRATCH; k++)
		if (cells >> k & 1) {
			BYTES(c, 0xc7, 0x44, 0x24, cell(k));
			imm(c, 0);
		}
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
	BYTES(&c, 0x31, 0xc0, 0xc3); /* reject */
	return c.size;
}

#endif
