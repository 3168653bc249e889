#include "bpf/ebpf_load.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

static int call(enum bpf_cmd command, union bpf_attr *attr)
{
	long r = syscall(SYS_bpf, command, attr, sizeof *attr);
	return r < 0 ? -errno : (int)r;
}

int ebpf_map(enum bpf_map_type type, uint32_t key_size, uint32_t value_size, uint32_t entries)
{
	return call(BPF_MAP_CREATE, &(union bpf_attr){.map_type = type, .key_size = key_size, .value_size = value_size,
		.max_entries = entries});
}

int ebpf_load(enum bpf_prog_type type, enum bpf_attach_type attach, const struct ebpf_insn *insns, uint32_t count)
{
	return call(BPF_PROG_LOAD, &(union bpf_attr){.prog_type = type, .expected_attach_type = attach, .insn_cnt = count,
		.insns = (uintptr_t)insns, .license = (uintptr_t)"Dual BSD/GPL"});
}

int ebpf_link_tracepoint(int program, const char *tracepoint)
{
	return call(BPF_RAW_TRACEPOINT_OPEN, &(union bpf_attr){.raw_tracepoint = {.name = (uintptr_t)tracepoint,
		.prog_fd = (uint32_t)program}});
}

int ebpf_link_cgroup(int program, int cgroup, enum bpf_attach_type attach)
{
	return call(BPF_LINK_CREATE, &(union bpf_attr){.link_create = {.prog_fd = (uint32_t)program, .target_fd = (uint32_t)cgroup,
		.attach_type = attach}});
}

int ebpf_map_read(int map, const void *key, void *value)
{
	return call(BPF_MAP_LOOKUP_ELEM, &(union bpf_attr){.map_fd = (uint32_t)map, .key = (uintptr_t)key,
		.value = (uintptr_t)value});
}
