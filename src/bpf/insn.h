/* Classic BPF: instructions, opcodes and programs, as Linux (linux/filter.h) and McCanne/Jacobson 1993 have
 * them. */
#ifndef BPF_INSN_H
#define BPF_INSN_H

#include <stdint.h>

struct bpf_insn {
	uint16_t code;
	uint8_t jt, jf; /* jumps: instructions to skip behind the next one */
	uint32_t k;
};

/* Instructions with their count. Whoever fills one says who owns the memory. */
struct bpf_program {
	struct bpf_insn *insns;
	uint32_t count;
};

enum {
	BPF_SCRATCH = 16,	 /* M[0] .. M[15] */
	BPF_KERNEL_INSNS = 4096, /* the longest program that Linux attaches */
	BPF_INSNS_MAX = 4 << 20, /* the longest program that user space runs */
};

/* Three-bit class, then what the class defines. */
enum bpf_class {
	BPF_LD = 0,
	BPF_LDX = 1,
	BPF_ST = 2,
	BPF_STX = 3,
	BPF_ALU = 4,
	BPF_JMP = 5,
	BPF_RET = 6,
	BPF_MISC = 7
};
enum bpf_size { BPF_W = 0x00, BPF_H = 0x08, BPF_B = 0x10 };
enum bpf_mode {
	BPF_IMM = 0x00,
	BPF_ABS = 0x20,
	BPF_IND = 0x40,
	BPF_MEM = 0x60,
	BPF_LEN = 0x80,
	BPF_MSH = 0xa0
};
enum bpf_alu {
	BPF_ADD = 0x00,
	BPF_SUB = 0x10,
	BPF_MUL = 0x20,
	BPF_DIV = 0x30,
	BPF_OR = 0x40,
	BPF_AND = 0x50,
	BPF_LSH = 0x60,
	BPF_RSH = 0x70,
	BPF_NEG = 0x80,
	BPF_MOD = 0x90,
	BPF_XOR = 0xa0,
};
enum bpf_jump { BPF_JA = 0x00, BPF_JEQ = 0x10, BPF_JGT = 0x20, BPF_JGE = 0x30, BPF_JSET = 0x40 };
enum bpf_source { BPF_K = 0x00, BPF_X = 0x08, BPF_A = 0x10 };
enum bpf_misc { BPF_TAX = 0x00, BPF_TXA = 0x80 };

#define BPF_CLASS(code) ((code)&0x07)
#define BPF_SIZE(code) ((code)&0x18)
#define BPF_MODE(code) ((code)&0xe0)
#define BPF_OP(code) ((code)&0xf0)
#define BPF_SRC(code) ((code)&0x08)
#define BPF_RVAL(code) ((code)&0x18)

/* Loads at these offsets read what the kernel knows about the packet and not its bytes; kernel only. */
#define BPF_ANCILLARY 0xfffff000u /* SKF_AD_OFF */
#define BPF_AD_PKTTYPE 4
#define BPF_AD_IFINDEX 8
#define BPF_AD_VLAN_TAG 44
#define BPF_AD_VLAN_PRESENT 48
#define BPF_AD_VLAN_TPID 60
#define BPF_NETWORK_HEADER 0xfff00000u /* SKF_NET_OFF: offsets from the network header */

#endif
