/* Checks a classic BPF program before it runs. */
#ifndef BPF_VERIFY_H
#define BPF_VERIFY_H

#include <stdbool.h>

#include "bpf/insn.h"

/* NULL: the program is safe to run. Else one sentence about the first fault, and *at the instruction.
 * Safe: every opcode is known, jumps stay inside, scratch cells exist, no constant division by zero or shift
 * by 32 or more, and the last instruction returns. Jumps go forward, or, where `loops` is allowed
 * (protochain, user space only), back by `ja`. */
const char *bpf_verify(const struct bpf_program *program, bool loops, uint32_t *at);

#endif
