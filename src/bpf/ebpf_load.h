/* bpf(2): maps, programs, and links to control groups and tracepoints. All are gone when their descriptors are closed. */
#ifndef BPF_EBPF_LOAD_H
#define BPF_EBPF_LOAD_H

#include <linux/bpf.h>
#include <stdint.h>

#include "bpf/ebpf.h"

/* Each gives a descriptor or -errno. */
int ebpf_map(enum bpf_map_type type, uint32_t key_size, uint32_t value_size, uint32_t entries);
int ebpf_load(enum bpf_prog_type type, enum bpf_attach_type attach, const struct ebpf_insn *insns, uint32_t count);
int ebpf_link_tracepoint(int program, const char *tracepoint);
int ebpf_link_cgroup(int program, int cgroup, enum bpf_attach_type attach);
/* 0 or -errno. */
int ebpf_map_read(int map, const void *key, void *value);

#endif
