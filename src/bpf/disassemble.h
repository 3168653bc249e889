/* Programs as text, in the three forms of tcpdump's -d, -dd and -ddd. */
#ifndef BPF_DISASSEMBLE_H
#define BPF_DISASSEMBLE_H

#include "bpf/insn.h"
#include "core/text.h"

enum bpf_listing {
	BPF_LISTING_ASSEMBLY = 1, /* -d: one line an instruction */
	BPF_LISTING_C = 2,	  /* -dd: C initialisers */
	BPF_LISTING_DECIMAL = 3,  /* -ddd: the count, then four decimal numbers a line */
};

/* The whole program, each line with its line end. */
void bpf_disassemble(struct text *t, const struct bpf_program *program, enum bpf_listing form);

#endif
