/* What a classic BPF program costs at worst. */
#ifndef BPF_LONGEST_PATH_H
#define BPF_LONGEST_PATH_H

#include "bpf/insn.h"

/* The most instructions that a packet can take through a verified program. 0: not known, where jumps go backwards, or the program
 * is longer than BPF_KERNEL_INSNS. */
uint32_t bpf_longest_path(const struct bpf_program *program);

#endif
