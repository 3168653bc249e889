/* Classic BPF programs as machine code. Where this processor has no translator, programs are interpreted. */
#ifndef BPF_JIT_H
#define BPF_JIT_H

#include <stddef.h>
#include <stdint.h>

#include "bpf/insn.h"

/* As bpf_run without the program. */
typedef uint32_t bpf_jit_function(const uint8_t *data, uint32_t len, uint32_t caplen);

struct bpf_jit {
	bpf_jit_function *run; /* NULL: not translated */
	void *memory;	       /* readable and executable, never writable at the same time */
	size_t size;
};

/* Translates a program that passed bpf_verify. 0, -ENOTSUP (no translator for this processor), -ENOMEM, or
 * what mmap and mprotect say (a sandbox may forbid executable memory): interpret then. */
int bpf_jit_compile(struct bpf_jit *jit, const struct bpf_program *program);
void bpf_jit_free(struct bpf_jit *jit);

/* One file per processor. Writes the code to `out`, or only measures it where out is NULL, and returns its
 * size. at: count + 1 code offsets, filled while measuring. known: per instruction, the bytes of the packet
 * that are sure to be there. */
size_t bpf_jit_translate(
	const struct bpf_program *program, const uint32_t *known, uint32_t *at, uint8_t *out);

#endif
