#include "bpf/longest_path.h"

#include <stdbool.h>

uint32_t bpf_longest_path(const struct bpf_program *program)
{
	uint16_t path[BPF_KERNEL_INSNS]; /* from each instruction on */
	if (program->count > BPF_KERNEL_INSNS)
		return 0;
	for (uint32_t pc = program->count; pc-- > 0;) {
		const struct bpf_insn *i = &program->insns[pc];
		bool jump = BPF_CLASS(i->code) == BPF_JMP, always = jump && BPF_OP(i->code) == BPF_JA;
		path[pc] = 1;
		if (BPF_CLASS(i->code) == BPF_RET)
			continue;
		if (always && (int32_t)i->k < 0)
			return 0;
		uint32_t yes = pc + 1 + (always ? i->k : jump ? i->jt : 0);
		uint32_t no = pc + 1 + (always ? i->k : jump ? i->jf : 0);
		path[pc] += path[yes] > path[no] ? path[yes] : path[no];
	}
	return path[0];
}
