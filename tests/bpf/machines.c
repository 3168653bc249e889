/* Random programs that the verifier accepts, on random packets: the interpreter and this processor's machine code say the same.
 *
 *     machines [SEED [PROGRAMS]] */
#include <stdlib.h>

#include "bpf/jit.h"
#include "bpf/verify.h"
#include "bpf/vm.h"
#include "tests/harness.h"

enum { PROGRAMS = 4000, LONGEST = 64, LONG = 20000, PACKET = 300, PACKETS = 40 };

static uint32_t any_number(void)
{
	static const uint32_t special[] = {0, 1, 2, 15, 31, 32, 254, 255, 256, 257, PACKET - 2, PACKET, 0xffff, 0x10000, 0x7fffffff,
		0x80000000, 0xfffffffe, 0xffffffff};
	uint32_t r = (uint32_t)random();
	return r % 3 ? r % 3 == 1 ? r >> 8 & 0xff : special[(r >> 8) % (sizeof special / sizeof *special)]
		     : r ^ (uint32_t)random() << 16;
}

/* Anything with the right class; its jumps, if any, go to the next instruction. */
static struct bpf_insn any_insn(void)
{
	static const uint16_t loads[] = {BPF_IMM, BPF_ABS, BPF_IND, BPF_MEM, BPF_LEN, BPF_MSH};
	static const uint16_t sizes[] = {BPF_W, BPF_H, BPF_B};
	unsigned class = (unsigned)random() & 7, r = (unsigned)random();
	struct bpf_insn i = {.code = (uint16_t)class, .k = any_number()};
	if (class == BPF_LD || class == BPF_LDX)
		i.code |= loads[r % 6] | sizes[r / 6 % 3];
	else if (class == BPF_ALU)
		i.code |= (uint16_t)((r % 11) << 4 | (r & 0x800 ? BPF_X : BPF_K));
	else if (class == BPF_JMP)
		i.code |= (uint16_t)((r % 5) << 4 | (r & 0x800 ? BPF_X : BPF_K));
	else if (class == BPF_RET)
		i.code |= r & 1 ? BPF_A : BPF_K;
	else if (class == BPF_MISC)
		i.code |= r & 1 ? BPF_TXA : BPF_TAX;
	if (i.code == (BPF_JMP | BPF_JA))
		i.k = 0;
	if (class == BPF_ST || class == BPF_STX || (class <= BPF_LDX && BPF_MODE(i.code) == BPF_MEM))
		i.k %= BPF_SCRATCH;
	return i;
}

/* One that the verifier takes, and seldom a return, so that programs go on for a while. */
static struct bpf_insn good_insn(void)
{
	struct bpf_insn two[2] = {{0}, {BPF_RET | BPF_K, 0, 0, 0}};
	uint32_t at;
	do
		two[0] = any_insn();
	while ((BPF_CLASS(two[0].code) == BPF_RET && random() % 8) || bpf_verify(&(struct bpf_program){two, 2}, false, &at));
	return two[0];
}

static void make(struct bpf_insn *insns, uint32_t count)
{
	for (uint32_t pc = 0; pc + 1 < count; pc++) {
		struct bpf_insn *i = &insns[pc];
		uint32_t left = count - pc - 1;
		*i = good_insn();
		if (BPF_CLASS(i->code) != BPF_JMP)
			continue;
		i->jt = (uint8_t)((uint32_t)random() % left);
		i->jf = (uint8_t)((uint32_t)random() % left);
		if (BPF_OP(i->code) == BPF_JA)
			i->k = i->jt;
	}
	insns[count - 1] = (struct bpf_insn){BPF_RET | BPF_A, 0, 0, 0};
}

/* Packets on which the two differ. */
static unsigned differ(const struct bpf_program *program, const struct bpf_jit *jit)
{
	unsigned wrong = 0;
	for (unsigned n = 0; n < PACKETS; n++) {
		uint32_t caplen = (uint32_t)random() % (PACKET + 1), len = caplen + (uint32_t)random() % 3 * 1000;
		uint8_t *packet = malloc(caplen + 1); /* of just this size: a read past it shows */
		if (!packet)
			abort();
		for (uint32_t i = 0; i < caplen; i++)
			packet[i] = (uint8_t)random();
		wrong += bpf_run(program->insns, packet, len, caplen) != jit->run(packet, len, caplen);
		free(packet);
	}
	return wrong;
}

static void one(struct harness *h, struct bpf_insn *insns, uint32_t count)
{
	struct bpf_program program = {insns, count};
	struct bpf_jit jit;
	uint32_t at;
	const char *fault = bpf_verify(&program, false, &at);
	if (fault) {
		check(h, 0, fault);
		return;
	}
	if (bpf_jit_compile(&jit, &program) < 0) {
		check(h, 0, "no machine code on this processor");
		return;
	}
	check(h, !differ(&program, &jit), "the machine code and the interpreter differ");
	bpf_jit_free(&jit);
}

/* So long that a short conditional jump does not reach the end, which packets of fewer than 100 bytes jump to. */
static void make_long(struct bpf_insn *insns)
{
	for (uint32_t pc = 0; pc + 1 < LONG; pc += 2) {
		insns[pc] = (struct bpf_insn){BPF_LD | BPF_ABS | BPF_B, 0, 0, pc % 100};
		insns[pc + 1] = (struct bpf_insn){BPF_ALU | BPF_XOR | BPF_K, 0, 0, pc};
	}
	insns[LONG - 1] = (struct bpf_insn){BPF_RET | BPF_A, 0, 0, 0};
}

int main(int argc, char **argv)
{
	struct harness h = {0};
	static struct bpf_insn insns[LONG];
	unsigned programs = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 0) : PROGRAMS;
	srandom(argc > 1 ? (unsigned)strtoul(argv[1], NULL, 0) : 1);
	for (unsigned i = 0; i < programs; i++) {
		uint32_t count = 1 + (uint32_t)random() % LONGEST;
		make(insns, count);
		one(&h, insns, count);
	}
	make_long(insns);
	one(&h, insns, LONG);
	return harness_end(&h);
}
