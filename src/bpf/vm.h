/* Runs a classic BPF program over one packet, instruction by instruction. */
#ifndef BPF_VM_H
#define BPF_VM_H

#include <stdint.h>

#include "bpf/insn.h"

/* What the program returns: 0 rejects. The program must have passed bpf_verify. A load past caplen, an
 * ancillary load, and a division by zero reject. len is the length on the wire (BPF_LEN). */
uint32_t bpf_run(const struct bpf_insn *insns, const uint8_t *data, uint32_t len, uint32_t caplen);

#endif
