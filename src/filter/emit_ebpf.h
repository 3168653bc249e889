/* From the decision graph to an extended BPF program, whose sets are tables of the kernel. */
#ifndef FILTER_EMIT_EBPF_H
#define FILTER_EMIT_EBPF_H

#include "bpf/ebpf.h"
#include "filter/cfg.h"
#include "filter/emit.h"

/* EMIT_TOO_LONG also for what such a program cannot do: protochain, and jumps over more than 32,767 instructions. The
 * program is the caller's (ebpf_free); empty unless EMIT_DONE. */
enum emit_result emit_ebpf(const struct cfg *g, uint32_t accept, struct ebpf_program *out);

#endif
