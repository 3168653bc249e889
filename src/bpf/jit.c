/* The part of the translator that all processors share: memory, and which bounds need no second check. */
#include "bpf/jit.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

void bpf_jit_free(struct bpf_jit *jit)
{
	if (jit->memory)
		munmap(jit->memory, jit->size);
	*jit = (struct bpf_jit){0};
}

#if defined(__x86_64__) || defined(__aarch64__)

enum { REACH = 120 << 20 }; /* bytes of code: what jumps get over on every processor */

static uint32_t end_of_load(const struct bpf_insn *i)
{
	unsigned mode = BPF_MODE(i->code), bytes = BPF_SIZE(i->code) == BPF_W	? 4
						   : BPF_SIZE(i->code) == BPF_H ? 2
										: 1;
	bool loads = BPF_CLASS(i->code) == BPF_LD && mode == BPF_ABS;

	loads |= BPF_CLASS(i->code) == BPF_LDX && mode == BPF_MSH;
	return loads && i->k < UINT32_MAX / 2 ? i->k + bytes : 0;
}

static void reach(uint32_t *known, uint32_t to, uint32_t bytes)
{
	if (bytes < known[to])
		known[to] = bytes;
}

/* Bytes that every way to an instruction has loaded already; nothing where jumps go backwards. */
static void known_bytes(const struct bpf_program *p, uint32_t *known)
{
	bool loops = false;

	for (uint32_t pc = 0; pc < p->count; pc++) {
		known[pc] = pc ? UINT32_MAX : 0;
		loops |= p->insns[pc].code == (BPF_JMP | BPF_JA) && (int32_t)p->insns[pc].k < 0;
	}
	for (uint32_t pc = 0; pc < p->count; pc++) {
		const struct bpf_insn *i = &p->insns[pc];
		uint32_t end = end_of_load(i);
		if (loops || known[pc] == UINT32_MAX)
			known[pc] = 0;
		uint32_t after = end > known[pc] ? end : known[pc];
		if (BPF_CLASS(i->code) == BPF_RET)
			continue;
		if (BPF_CLASS(i->code) != BPF_JMP) {
			reach(known, pc + 1, after);
		} else if (BPF_OP(i->code) == BPF_JA) {
			if ((int32_t)i->k >= 0)
				reach(known, pc + 1 + i->k, after);
		} else {
			reach(known, pc + 1 + i->jt, after);
			reach(known, pc + 1 + i->jf, after);
		}
	}
}

static int map_code(
	struct bpf_jit *jit, const struct bpf_program *program, const uint32_t *known, uint32_t *at)
{
	jit->size = bpf_jit_translate(program, known, at, NULL);
	if (jit->size > REACH) {
		jit->size = 0;
		return -ENOTSUP;
	}
	jit->memory = mmap(NULL, jit->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (jit->memory == MAP_FAILED) {
		jit->memory = NULL;
		return -errno;
	}
	bpf_jit_translate(program, known, at, jit->memory);
	__builtin___clear_cache((char *)jit->memory, (char *)jit->memory + jit->size); /* where that is not coherent with data */
	if (mprotect(jit->memory, jit->size, PROT_READ | PROT_EXEC) < 0) {
		int error = -errno;
		bpf_jit_free(jit);
		return error;
	}
	jit->run = (bpf_jit_function *)jit->memory;
	return 0;
}

int bpf_jit_compile(struct bpf_jit *jit, const struct bpf_program *program)
{
	uint32_t *known = calloc(program->count, sizeof *known), *at = calloc(program->count + 1, sizeof *at);
	int result = -ENOMEM;

	*jit = (struct bpf_jit){0};
	if (known && at) {
		known_bytes(program, known);
		result = map_code(jit, program, known, at);
	}
	free(known);
	free(at);
	return result;
}

#else

int bpf_jit_compile(struct bpf_jit *jit, const struct bpf_program *program)
{
	*jit = (struct bpf_jit){0};
	return -ENOTSUP;
}

#endif
