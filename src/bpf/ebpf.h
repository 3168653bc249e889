/* Extended BPF: socket filters that look addresses up in tables of the kernel, for filters that are too long for classic
 * programs. The encoding is that of linux/bpf.h and Documentation/bpf/standardization/instruction-set.rst. */
#ifndef BPF_EBPF_H
#define BPF_EBPF_H

#include <stdbool.h>
#include <stdint.h>

struct ebpf_insn {
	uint8_t code;
	uint8_t dst : 4, src : 4;
	int16_t off;
	int32_t imm;
};

/* An IPv6 network; len 128: a host. */
struct ebpf_prefix {
	uint8_t address[16];
	uint32_t len;
};

/* The values of one table: closed ranges, sorted, not touching; or IPv6 networks. */
struct ebpf_set {
	struct ebpf_range {
		uint32_t low, high;
	} *ranges;
	uint32_t count;
	bool single; /* every range is one value: a hash table; else a table of prefixes */
	struct ebpf_prefix *networks; /* then `count` of these and no ranges */
};

/* A program whose table lookups name a set by its index; ebpf_attach() puts tables in their place. */
struct ebpf_program {
	struct ebpf_insn *insns;
	uint32_t count;
	struct ebpf_set *sets;
	uint32_t set_count;
};

/* What the table lookups of emitted programs expect on the stack: a key at fp + EBPF_KEY. For a hash table the value in
 * host order; for prefixes 32, then the value in network order. For networks at fp + EBPF_KEY6: 128, then the address. */
enum { EBPF_KEY = -8, EBPF_CELLS = -80, EBPF_KEY6 = -104 };

/* Makes the tables, loads the program and attaches it to the socket. 0 or -errno: -EPERM (the capability CAP_BPF or
 * CAP_SYS_ADMIN is missing), or what the kernel says. Nothing is left behind on failure. */
int ebpf_attach(int fd, const struct ebpf_program *program);
void ebpf_free(struct ebpf_program *program);

#endif
