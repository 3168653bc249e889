#include "filter/cooked.h"

#include "core/linktype_numbers.h"

enum { SLL_HEADER = 16, SLL2_HEADER = 20 };

const struct value *cooked_length(struct lower *l)
{
	uint32_t header = l->o->linktype == LINKTYPE_LINUX_SLL2 ? SLL2_HEADER : SLL_HEADER;
	const struct value *length = ir_length(l->ir);
	return l->kernel_offsets ? ir_binary_k(l->ir, BPF_ADD, length, header) : length;
}

static bool loads_packet(const struct bpf_insn *i)
{
	unsigned class = BPF_CLASS(i->code), mode = BPF_MODE(i->code);
	return (class == BPF_LD && (mode == BPF_ABS || mode == BPF_IND)) || (class == BPF_LDX && mode == BPF_MSH);
}

bool cooked_rebase(struct bpf_program *program)
{
	for (uint32_t pc = 0; pc < program->count; pc++) {
		struct bpf_insn *i = &program->insns[pc];
		if (!loads_packet(i) || i->k >= BPF_ANCILLARY)
			continue;
		if (i->k < BPF_NETWORK_HEADER)
			return false;
		i->k -= BPF_NETWORK_HEADER;
	}
	return true;
}
