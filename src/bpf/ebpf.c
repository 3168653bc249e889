#include "bpf/ebpf.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PREFIXES_PER_RANGE = 62, BATCH = 4096 };

/* The key of a table of prefixes. */
struct prefix {
	uint32_t len;
	uint32_t address; /* network order */
};

static int call(enum bpf_cmd command, union bpf_attr *attr)
{
	long r = syscall(SYS_bpf, command, attr, sizeof *attr);
	return r < 0 ? -errno : (int)r;
}

static int put(int map, const void *key)
{
	uint8_t one = 1;
	union bpf_attr attr = {.map_fd = (uint32_t)map, .key = (uintptr_t)key, .value = (uintptr_t)&one};
	return call(BPF_MAP_UPDATE_ELEM, &attr);
}

/* Calls each() with the prefixes that make up low..high. */
static int for_prefixes(uint32_t low, uint32_t high, int (*each)(void *context, struct prefix p), void *context)
{
	uint64_t at = low;
	while (at <= high) {
		uint32_t bits = at ? (uint32_t)__builtin_ctzll(at) : 32;
		while (bits && at + (UINT64_C(1) << bits) - 1 > high)
			bits--;
		int e = each(context, (struct prefix){32 - bits, htonl((uint32_t)at)});
		if (e < 0)
			return e;
		at += UINT64_C(1) << bits;
	}
	return 0;
}

static int count_prefix(void *context, struct prefix p)
{
	++*(uint32_t *)context;
	return 0;
}

static int put_prefix(void *context, struct prefix p)
{
	return put(*(const int *)context, &p);
}

/* Many values at once; kernels before 5.6 take them one by one. */
static int fill_hash(int map, const struct ebpf_set *s)
{
	uint32_t keys[BATCH];
	uint8_t ones[BATCH];
	memset(ones, 1, sizeof ones);
	for (uint32_t i = 0; i < s->count;) {
		uint32_t n = s->count - i < BATCH ? s->count - i : BATCH;
		for (uint32_t k = 0; k < n; k++)
			keys[k] = s->ranges[i + k].low;
		union bpf_attr attr = {.batch = {.map_fd = (uint32_t)map, .keys = (uintptr_t)keys, .values = (uintptr_t)ones,
			.count = n}};
		int e = call(BPF_MAP_UPDATE_BATCH, &attr);
		for (uint32_t k = 0; e < 0 && k < n; k++) {
			int one = put(map, &keys[k]);
			if (one < 0)
				return one;
		}
		i += n;
	}
	return 0;
}

/* The key of a table of IPv6 networks. */
struct network {
	uint32_t len;
	uint8_t address[16];
};

static int make_networks(const struct ebpf_set *s)
{
	union bpf_attr attr = {.map_type = BPF_MAP_TYPE_LPM_TRIE, .value_size = 1, .key_size = sizeof(struct network),
		.max_entries = s->count, .map_flags = BPF_F_NO_PREALLOC};
	int map = call(BPF_MAP_CREATE, &attr), e = 0;
	if (map < 0)
		return map;
	for (uint32_t i = 0; e == 0 && i < s->count; i++) {
		struct network key = {.len = s->networks[i].len};
		memcpy(key.address, s->networks[i].address, sizeof key.address);
		e = put(map, &key);
	}
	if (e < 0)
		close(map);
	return e < 0 ? e : map;
}

static int make_map(const struct ebpf_set *s)
{
	if (s->networks)
		return make_networks(s);
	uint32_t entries = s->single ? s->count : 0;
	for (uint32_t i = 0; !s->single && i < s->count; i++)
		for_prefixes(s->ranges[i].low, s->ranges[i].high, count_prefix, &entries);
	union bpf_attr attr = {.map_type = s->single ? BPF_MAP_TYPE_HASH : BPF_MAP_TYPE_LPM_TRIE, .value_size = 1,
		.key_size = s->single ? sizeof(uint32_t) : sizeof(struct prefix), .max_entries = entries,
		.map_flags = s->single ? 0 : BPF_F_NO_PREALLOC};
	int map = call(BPF_MAP_CREATE, &attr), e = 0;
	if (map < 0)
		return map;
	if (s->single)
		e = fill_hash(map, s);
	for (uint32_t i = 0; !s->single && e == 0 && i < s->count; i++)
		e = for_prefixes(s->ranges[i].low, s->ranges[i].high, put_prefix, &map);
	if (e < 0)
		close(map);
	return e < 0 ? e : map;
}

/* The program holds its tables: their descriptors are closed once it is loaded. */
static int load(const struct ebpf_program *p, const int *maps)
{
	struct ebpf_insn *insns = malloc(p->count * sizeof *insns);
	if (!insns)
		return -ENOMEM;
	memcpy(insns, p->insns, p->count * sizeof *insns);
	for (uint32_t i = 0; i < p->count; i++)
		if (insns[i].code == (BPF_LD | BPF_IMM | BPF_DW)) {
			insns[i].imm = maps[insns[i].imm];
			i++;
		}
	/* the two helpers used need no GPL */
	union bpf_attr attr = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insn_cnt = p->count, .insns = (uintptr_t)insns,
		.license = (uintptr_t)"BSD"};
	int e = call(BPF_PROG_LOAD, &attr);
	free(insns);
	return e;
}

int ebpf_attach(int fd, const struct ebpf_program *p)
{
	int *maps = calloc(p->set_count ? p->set_count : 1, sizeof *maps), e = maps ? 0 : -ENOMEM;
	uint32_t made = 0;
	for (; e >= 0 && made < p->set_count; made += e >= 0)
		e = maps[made] = make_map(&p->sets[made]);
	int program = e < 0 ? e : load(p, maps);
	while (made--)
		close(maps[made]);
	free(maps);
	if (program < 0)
		return program;
	e = setsockopt(fd, SOL_SOCKET, SO_ATTACH_BPF, &program, sizeof program) < 0 ? -errno : 0;
	close(program);
	return e;
}

void ebpf_free(struct ebpf_program *p)
{
	for (uint32_t i = 0; i < p->set_count; i++) {
		free(p->sets[i].ranges);
		free(p->sets[i].networks);
	}
	free(p->sets);
	free(p->insns);
	*p = (struct ebpf_program){0};
}
