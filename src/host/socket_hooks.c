/* Theory of operation. Hooks that run in the process (a socket is made, connected, bound) note it beside the socket's cookie in the
 * map `owners`. Hooks that know the ends of a socket look its owner up there and send an event through a ring: of TCP before the SYN
 * leaves (sock_ops), of others when they are bound, or with the first packet that goes out (cgroup_skb); what was announced is noted
 * beside the owner, so that later packets cost one look at the map, and those of TCP less.
 *
 * Who accepts a connection has no such hook: sends and receives are watched for sockets that nobody of ours has made, and their first
 * user, and each other one, is sent as an event.
 *
 * Instructions: Documentation/bpf/standardization/instruction-set.rst; helpers: bpf-helpers(7). r6 is the context. */
#include "host/socket_hooks.h"

#include <errno.h>
#include <fcntl.h>
#include <mntent.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bpf/ebpf_load.h"
#include "host/kernel_types.h"

enum {
	OWNERS = 65536,     /* sockets remembered; the oldest make room */
	RING = 1 << 20,     /* bytes */
	PROGRAMS = 16,
	CODE = 220,         /* instructions of the longest program */
	/* places on the stack */
	EVENT = -(int)sizeof(struct socket_event), KEY = EVENT - 8, OWNER = KEY - 40,
};

struct owner {
	uint32_t pid, announced; /* local port, remote port << 16 */
	uint64_t cgroup, netns;
	char name[16];
};

_Static_assert(sizeof(struct owner) == 40 && sizeof(struct socket_event) == 104, "as the programs lay them out");

struct socket_hooks {
	int owners, ring, lost;
	int users;                  /* of accepted sockets: address and ports -> process */
	int links[PROGRAMS];
	unsigned link_count;
	uint64_t *consumer;
	const uint8_t *producer; /* a page with the position, then the ring twice */
	size_t page;
};

/* ---- Instructions */

struct code {
	struct ebpf_insn insns[CODE];
	uint32_t count;
	uint32_t exits[24], exit_count; /* jumps to the end */
	const struct socket_hooks *hooks;
};

static void put(struct code *c, uint8_t code, uint8_t dst, uint8_t src, int off, int32_t imm)
{
	c->insns[c->count++] = (struct ebpf_insn){code, dst, src, (int16_t)off, imm};
}

static void move(struct code *c, uint8_t dst, uint8_t src)
{
	put(c, BPF_ALU64 | BPF_MOV | BPF_X, dst, src, 0, 0);
}

static void set(struct code *c, uint8_t dst, int32_t v)
{
	put(c, BPF_ALU64 | BPF_MOV | BPF_K, dst, 0, 0, v);
}

static void load(struct code *c, uint8_t size, uint8_t dst, uint8_t src, int off)
{
	put(c, BPF_LDX | BPF_MEM | size, dst, src, off, 0);
}

static void store(struct code *c, uint8_t size, int off, uint8_t src)
{
	put(c, BPF_STX | BPF_MEM | size, BPF_REG_10, src, off, 0);
}

static void store_value(struct code *c, uint8_t size, int off, int32_t v)
{
	put(c, BPF_ST | BPF_MEM | size, BPF_REG_10, 0, off, v);
}

static void address(struct code *c, uint8_t dst, int off)
{
	move(c, dst, BPF_REG_10);
	put(c, BPF_ALU64 | BPF_ADD | BPF_K, dst, 0, 0, off);
}

static void load_map(struct code *c, uint8_t dst, int map)
{
	put(c, BPF_LD | BPF_IMM | BPF_DW, dst, BPF_PSEUDO_MAP_FD, 0, map);
	put(c, 0, 0, 0, 0, 0);
}

static void call(struct code *c, int helper)
{
	put(c, BPF_JMP | BPF_CALL, 0, 0, 0, helper);
}

/* To the end of the program, if it holds. */
static void leave_if(struct code *c, uint8_t jump, uint8_t reg, int32_t v)
{
	c->exits[c->exit_count++] = c->count;
	put(c, BPF_JMP | jump | BPF_K, reg, 0, 0, v);
}

static void finish(struct code *c)
{
	for (uint32_t i = 0; i < c->exit_count; i++)
		c->insns[c->exits[i]].off = (int16_t)(c->count - c->exits[i] - 1);
	set(c, BPF_REG_0, 1); /* let it happen */
	put(c, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

/* ---- Parts of programs */

static void begin(struct code *c, const struct socket_hooks *h)
{
	*c = (struct code){.hooks = h};
	move(c, BPF_REG_6, BPF_REG_1);
}

static void put_cookie(struct code *c)
{
	move(c, BPF_REG_1, BPF_REG_6);
	call(c, BPF_FUNC_get_socket_cookie);
	store(c, BPF_DW, KEY, BPF_REG_0);
	store(c, BPF_DW, EVENT + (int)offsetof(struct socket_event, cookie), BPF_REG_0);
}

/* The process that runs now owns the socket. */
static void note_owner(struct code *c)
{
	put_cookie(c);
	call(c, BPF_FUNC_get_current_pid_tgid);
	put(c, BPF_ALU64 | BPF_RSH | BPF_K, BPF_REG_0, 0, 0, 32);
	store(c, BPF_W, OWNER + (int)offsetof(struct owner, pid), BPF_REG_0);
	store_value(c, BPF_W, OWNER + (int)offsetof(struct owner, announced), 0);
	call(c, BPF_FUNC_get_current_cgroup_id);
	store(c, BPF_DW, OWNER + (int)offsetof(struct owner, cgroup), BPF_REG_0);
	move(c, BPF_REG_1, BPF_REG_6);
	call(c, BPF_FUNC_get_netns_cookie);
	store(c, BPF_DW, OWNER + (int)offsetof(struct owner, netns), BPF_REG_0);
	address(c, BPF_REG_1, OWNER + (int)offsetof(struct owner, name));
	set(c, BPF_REG_2, sizeof(((struct owner *)0)->name));
	call(c, BPF_FUNC_get_current_comm);
	load_map(c, BPF_REG_1, c->hooks->owners);
	address(c, BPF_REG_2, KEY);
	address(c, BPF_REG_3, OWNER);
	set(c, BPF_REG_4, BPF_ANY);
	call(c, BPF_FUNC_map_update_elem);
}

/* r7: the owner; the program ends where there is none. */
static void find_owner(struct code *c)
{
	load_map(c, BPF_REG_1, c->hooks->owners);
	address(c, BPF_REG_2, KEY);
	call(c, BPF_FUNC_map_lookup_elem);
	leave_if(c, BPF_JEQ, BPF_REG_0, 0);
	move(c, BPF_REG_7, BPF_REG_0);
}

static void clear_event(struct code *c, uint32_t kind)
{
	for (int off = 0; off < (int)sizeof(struct socket_event); off += 8)
		if (off != offsetof(struct socket_event, cookie))
			store_value(c, BPF_DW, EVENT + off, 0);
	store_value(c, BPF_W, EVENT + (int)offsetof(struct socket_event, kind), (int32_t)kind);
}

static void copy_owner(struct code *c)
{
	static const struct { uint8_t size; int from, to; } parts[] = {
		{BPF_W, offsetof(struct owner, pid), offsetof(struct socket_event, pid)},
		{BPF_DW, offsetof(struct owner, cgroup), offsetof(struct socket_event, cgroup)},
		{BPF_DW, offsetof(struct owner, netns), offsetof(struct socket_event, netns)},
		{BPF_DW, offsetof(struct owner, name), offsetof(struct socket_event, name)},
		{BPF_DW, offsetof(struct owner, name) + 8, offsetof(struct socket_event, name) + 8},
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		load(c, parts[i].size, BPF_REG_1, BPF_REG_7, parts[i].from);
		store(c, parts[i].size, EVENT + parts[i].to, BPF_REG_1);
	}
}

/* Into the ring, or into the count of those lost. */
static void send_event(struct code *c)
{
	call(c, BPF_FUNC_ktime_get_ns);
	store(c, BPF_DW, EVENT + (int)offsetof(struct socket_event, time), BPF_REG_0);
	load_map(c, BPF_REG_1, c->hooks->ring);
	address(c, BPF_REG_2, EVENT);
	set(c, BPF_REG_3, sizeof(struct socket_event));
	set(c, BPF_REG_4, BPF_RB_NO_WAKEUP);
	call(c, BPF_FUNC_ringbuf_output);
	leave_if(c, BPF_JEQ, BPF_REG_0, 0);
	store_value(c, BPF_W, KEY, 0);
	load_map(c, BPF_REG_1, c->hooks->lost);
	address(c, BPF_REG_2, KEY);
	call(c, BPF_FUNC_map_lookup_elem);
	leave_if(c, BPF_JEQ, BPF_REG_0, 0);
	set(c, BPF_REG_1, 1);
	put(c, BPF_STX | BPF_ATOMIC | BPF_DW, BPF_REG_0, BPF_REG_1, 0, BPF_ADD);
}

/* A member of a context or socket at `from` of a register into one of the event. */
static void copy_word(struct code *c, uint8_t src, size_t from, size_t to)
{
	load(c, BPF_W, BPF_REG_1, src, (int)from);
	store(c, BPF_W, EVENT + (int)to, BPF_REG_1);
}

static void copy_address(struct code *c, uint8_t src, size_t from, size_t to, unsigned words)
{
	for (unsigned i = 0; i < words; i++)
		copy_word(c, src, from + 4 * i, to + 4 * i);
}

/* ---- The programs */

#define SOCK(member) offsetof(struct bpf_sock, member)
#define OPS(member) offsetof(struct bpf_sock_ops, member)
#define EV(member) offsetof(struct socket_event, member)

/* sock_create, connect4, connect6 */
static void program_owner(struct code *c)
{
	note_owner(c);
}

static void program_bound(struct code *c, unsigned words)
{
	note_owner(c);
	clear_event(c, SOCKET_PORT);
	copy_word(c, BPF_REG_6, SOCK(family), EV(family));
	copy_word(c, BPF_REG_6, SOCK(protocol), EV(protocol));
	copy_word(c, BPF_REG_6, SOCK(src_port), EV(local_port));
	copy_address(c, BPF_REG_6, words == 1 ? SOCK(src_ip4) : SOCK(src_ip6), EV(local), words);
	find_owner(c);
	copy_owner(c);
	send_event(c);
}

static void program_bound4(struct code *c)
{
	program_bound(c, 1);
}

static void program_bound6(struct code *c)
{
	program_bound(c, 4);
}

static void program_released(struct code *c)
{
	put_cookie(c);
	find_owner(c);
	clear_event(c, SOCKET_CLOSED);
	copy_owner(c);
	send_event(c);
}

/* The ends of TCP; the words of an address that the family does not have are zero. */
static void copy_ops(struct code *c)
{
	copy_word(c, BPF_REG_6, OPS(family), EV(family));
	store_value(c, BPF_W, EVENT + (int)EV(protocol), IPPROTO_TCP);
	copy_word(c, BPF_REG_6, OPS(local_port), EV(local_port));
	load(c, BPF_W, BPF_REG_1, BPF_REG_6, (int)OPS(remote_port));
	put(c, BPF_ALU | BPF_END | BPF_TO_BE, BPF_REG_1, 0, 0, 32);
	store(c, BPF_W, EVENT + (int)EV(remote_port), BPF_REG_1);
	load(c, BPF_W, BPF_REG_1, BPF_REG_6, (int)OPS(family));
	put(c, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_1, 0, 5, AF_INET6);
	copy_address(c, BPF_REG_6, OPS(local_ip4), EV(local), 1);
	copy_address(c, BPF_REG_6, OPS(remote_ip4), EV(remote), 1);
	put(c, BPF_JMP | BPF_JA, 0, 0, 16, 0);
	copy_address(c, BPF_REG_6, OPS(local_ip6), EV(local), 4);
	copy_address(c, BPF_REG_6, OPS(remote_ip6), EV(remote), 4);
}

static void program_tcp(struct code *c, uint32_t op, uint32_t kind)
{
	load(c, BPF_W, BPF_REG_1, BPF_REG_6, (int)OPS(op));
	leave_if(c, BPF_JNE, BPF_REG_1, (int32_t)op);
	put_cookie(c);
	find_owner(c);
	clear_event(c, kind);
	copy_owner(c);
	copy_ops(c);
	send_event(c);
}

static void program_connecting(struct code *c)
{
	program_tcp(c, BPF_SOCK_OPS_TCP_CONNECT_CB, SOCKET_PAIR);
}

static void program_listening(struct code *c)
{
	program_tcp(c, BPF_SOCK_OPS_TCP_LISTEN_CB, SOCKET_PORT);
}

/* r1: the identifier of an echo from a raw socket, as ping(8) has it; r9: 0. */
static void load_identifier(struct code *c)
{
	set(c, BPF_REG_9, 0);
	load(c, BPF_W, BPF_REG_1, BPF_REG_8, (int)SOCK(protocol));
	set(c, BPF_REG_2, 40 + 4);
	put(c, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_1, 0, 11, IPPROTO_ICMPV6);
	leave_if(c, BPF_JNE, BPF_REG_1, IPPROTO_ICMP);
	move(c, BPF_REG_1, BPF_REG_6); /* the length of the IPv4 header */
	set(c, BPF_REG_2, 0);
	address(c, BPF_REG_3, KEY);
	set(c, BPF_REG_4, 1);
	call(c, BPF_FUNC_skb_load_bytes);
	load(c, BPF_B, BPF_REG_2, BPF_REG_10, KEY);
	put(c, BPF_ALU64 | BPF_AND | BPF_K, BPF_REG_2, 0, 0, 15);
	put(c, BPF_ALU64 | BPF_LSH | BPF_K, BPF_REG_2, 0, 0, 2);
	put(c, BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_2, 0, 0, 4);
	move(c, BPF_REG_1, BPF_REG_6);
	address(c, BPF_REG_3, KEY);
	set(c, BPF_REG_4, 2);
	call(c, BPF_FUNC_skb_load_bytes);
	leave_if(c, BPF_JNE, BPF_REG_0, 0);
	load(c, BPF_H, BPF_REG_1, BPF_REG_10, KEY);
	put(c, BPF_ALU | BPF_END | BPF_TO_BE, BPF_REG_1, 0, 0, 16);
}

/* The first datagram of a socket with these ports. r8: the socket, r9: its ports. */
static void program_sent(struct code *c)
{
	load(c, BPF_DW, BPF_REG_1, BPF_REG_6, (int)offsetof(struct __sk_buff, sk));
	leave_if(c, BPF_JEQ, BPF_REG_1, 0);
	call(c, BPF_FUNC_sk_fullsock);
	leave_if(c, BPF_JEQ, BPF_REG_0, 0);
	move(c, BPF_REG_8, BPF_REG_0);
	load(c, BPF_W, BPF_REG_1, BPF_REG_8, (int)SOCK(type));
	leave_if(c, BPF_JEQ, BPF_REG_1, SOCK_STREAM);
	put_cookie(c);
	find_owner(c);
	clear_event(c, SOCKET_PAIR);
	load(c, BPF_W, BPF_REG_1, BPF_REG_8, (int)SOCK(type));
	uint32_t raw = c->count;
	put(c, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_1, 0, 0, SOCK_RAW);
	load(c, BPF_H, BPF_REG_9, BPF_REG_8, (int)SOCK(dst_port));
	put(c, BPF_ALU | BPF_END | BPF_TO_BE, BPF_REG_9, 0, 0, 16);
	store(c, BPF_W, EVENT + (int)EV(remote_port), BPF_REG_9);
	put(c, BPF_ALU64 | BPF_LSH | BPF_K, BPF_REG_9, 0, 0, 16);
	load(c, BPF_W, BPF_REG_1, BPF_REG_8, (int)SOCK(src_port));
	uint32_t ports = c->count;
	put(c, BPF_JMP | BPF_JA, 0, 0, 0, 0);
	c->insns[raw].off = (int16_t)(c->count - raw - 1);
	load_identifier(c);
	c->insns[ports].off = (int16_t)(c->count - ports - 1);
	store(c, BPF_W, EVENT + (int)EV(local_port), BPF_REG_1);
	put(c, BPF_ALU64 | BPF_OR | BPF_X, BPF_REG_9, BPF_REG_1, 0, 0);
	load(c, BPF_W, BPF_REG_1, BPF_REG_7, offsetof(struct owner, announced));
	c->exits[c->exit_count++] = c->count;
	put(c, BPF_JMP | BPF_JEQ | BPF_X, BPF_REG_1, BPF_REG_9, 0, 0);
	put(c, BPF_STX | BPF_MEM | BPF_W, BPF_REG_7, BPF_REG_9, offsetof(struct owner, announced), 0);
	copy_owner(c);
	copy_word(c, BPF_REG_8, SOCK(family), EV(family));
	copy_word(c, BPF_REG_8, SOCK(protocol), EV(protocol));
	load(c, BPF_W, BPF_REG_1, BPF_REG_8, (int)SOCK(family));
	put(c, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_1, 0, 5, AF_INET6);
	copy_address(c, BPF_REG_8, SOCK(src_ip4), EV(local), 1);
	copy_address(c, BPF_REG_8, SOCK(dst_ip4), EV(remote), 1);
	put(c, BPF_JMP | BPF_JA, 0, 0, 16, 0);
	copy_address(c, BPF_REG_8, SOCK(src_ip6), EV(local), 4);
	copy_address(c, BPF_REG_8, SOCK(dst_ip6), EV(remote), 4);
	send_event(c);
}

static const struct {
	enum bpf_prog_type type;
	enum bpf_attach_type attach;
	void (*make)(struct code *c);
} programs[] = {
	{BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET_SOCK_CREATE, program_owner},
	{BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET4_CONNECT, program_owner},
	{BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET6_CONNECT, program_owner},
	{BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET4_POST_BIND, program_bound4},
	{BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET6_POST_BIND, program_bound6},
	{BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET_SOCK_RELEASE, program_released},
	{BPF_PROG_TYPE_SOCK_OPS, BPF_CGROUP_SOCK_OPS, program_connecting},
	{BPF_PROG_TYPE_SOCK_OPS, BPF_CGROUP_SOCK_OPS, program_listening},
	{BPF_PROG_TYPE_CGROUP_SKB, BPF_CGROUP_INET_EGRESS, program_sent},
};

static int attach(struct socket_hooks *h, int cgroup, size_t which, struct err *err)
{
	struct code c;
	begin(&c, h);
	programs[which].make(&c);
	finish(&c);
	int program = ebpf_load(programs[which].type, programs[which].attach, c.insns, c.count);
	int link = program < 0 ? program : ebpf_link_cgroup(program, cgroup, programs[which].attach);
	if (program >= 0)
		close(program);
	if (link < 0)
		return err_set(err, link, "%s hook %zu of sockets: %s", program < 0 ? "loading" : "attaching", which, strerror(-link));
	h->links[h->link_count++] = link;
	return 0;
}

/* ---- Accepted connections */

/* Of struct sock_common, struct sock and struct net. */
struct places {
	int family, local_port, remote_port, local, remote, local6, remote6, net, cookie, protocol, net_cookie;
};

/* `size` bytes at an address of the kernel, which is in r3, to a place on the stack. */
static void read_kernel(struct code *c, int to, int size)
{
	address(c, BPF_REG_1, to);
	set(c, BPF_REG_2, size);
	call(c, BPF_FUNC_probe_read_kernel);
}

/* The same from r7 + at. */
static void read_socket(struct code *c, int to, int size, int at)
{
	move(c, BPF_REG_3, BPF_REG_7);
	put(c, BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_3, 0, 0, at);
	read_kernel(c, to, size);
}

static void store_user(struct code *c)
{
	call(c, BPF_FUNC_get_current_cgroup_id);
	store(c, BPF_DW, EVENT + (int)EV(cgroup), BPF_REG_0);
	address(c, BPF_REG_1, EVENT + (int)EV(name));
	set(c, BPF_REG_2, sizeof(((struct socket_event *)0)->name));
	call(c, BPF_FUNC_get_current_comm);
	store(c, BPF_W, EVENT + (int)EV(pid), BPF_REG_9);
	store_value(c, BPF_W, EVENT + (int)EV(protocol), IPPROTO_TCP);
}

static void store_ends(struct code *c, const struct places *at)
{
	store_value(c, BPF_DW, KEY, 0);
	read_socket(c, KEY, 2, at->family);
	load(c, BPF_H, BPF_REG_8, BPF_REG_10, KEY);
	store(c, BPF_W, EVENT + (int)EV(family), BPF_REG_8);
	read_socket(c, EVENT + (int)EV(local_port), 2, at->local_port);
	read_socket(c, KEY, 2, at->remote_port);
	load(c, BPF_H, BPF_REG_1, BPF_REG_10, KEY);
	put(c, BPF_ALU | BPF_END | BPF_TO_BE, BPF_REG_1, 0, 0, 16);
	store(c, BPF_W, EVENT + (int)EV(remote_port), BPF_REG_1);
	read_socket(c, KEY, 8, at->net);
	load(c, BPF_DW, BPF_REG_3, BPF_REG_10, KEY);
	put(c, BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_3, 0, 0, at->net_cookie);
	read_kernel(c, EVENT + (int)EV(netns), 8);
	put(c, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_8, 0, 13, AF_INET6);
	read_socket(c, EVENT + (int)EV(local), 4, at->local);
	read_socket(c, EVENT + (int)EV(remote), 4, at->remote);
	put(c, BPF_JMP | BPF_JA, 0, 0, 12, 0);
	read_socket(c, EVENT + (int)EV(local), 16, at->local6);
	read_socket(c, EVENT + (int)EV(remote), 16, at->remote6);
}

/* A TCP socket that was sent to or received from, and that no process of ours has made: it was accepted. r7: the socket,
 * r9: the process. */
static void program_used(struct code *c, const struct places *at)
{
	load(c, BPF_DW, BPF_REG_7, BPF_REG_6, 0);
	store_value(c, BPF_DW, KEY, 0);
	read_socket(c, KEY, 2, at->protocol);
	load(c, BPF_H, BPF_REG_1, BPF_REG_10, KEY);
	leave_if(c, BPF_JNE, BPF_REG_1, IPPROTO_TCP);
	read_socket(c, KEY, 8, at->cookie);
	load_map(c, BPF_REG_1, c->hooks->owners);
	address(c, BPF_REG_2, KEY);
	call(c, BPF_FUNC_map_lookup_elem);
	leave_if(c, BPF_JNE, BPF_REG_0, 0);
	call(c, BPF_FUNC_get_current_pid_tgid);
	put(c, BPF_ALU64 | BPF_RSH | BPF_K, BPF_REG_0, 0, 0, 32);
	move(c, BPF_REG_9, BPF_REG_0);
	store(c, BPF_DW, OWNER, BPF_REG_7);
	read_socket(c, OWNER + 8, 4, at->remote_port); /* and the local one behind it */
	store_value(c, BPF_W, OWNER + 12, 0);
	load_map(c, BPF_REG_1, c->hooks->users);
	address(c, BPF_REG_2, OWNER);
	call(c, BPF_FUNC_map_lookup_elem);
	put(c, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_0, 0, 2, 0);
	load(c, BPF_W, BPF_REG_1, BPF_REG_0, 0);
	c->exits[c->exit_count++] = c->count;
	put(c, BPF_JMP | BPF_JEQ | BPF_X, BPF_REG_1, BPF_REG_9, 0, 0);
	store(c, BPF_W, OWNER + 16, BPF_REG_9);
	load_map(c, BPF_REG_1, c->hooks->users);
	address(c, BPF_REG_2, OWNER);
	address(c, BPF_REG_3, OWNER + 16);
	set(c, BPF_REG_4, BPF_ANY);
	call(c, BPF_FUNC_map_update_elem);
	store_value(c, BPF_DW, EVENT + (int)EV(cookie), 0);
	clear_event(c, SOCKET_PAIR);
	store_user(c);
	store_ends(c, at);
	send_event(c);
}

static bool find_places(struct places *p)
{
	const struct { int *at; const char *structure, *member; } wanted[] = {
		{&p->family, "sock_common", "skc_family"}, {&p->local_port, "sock_common", "skc_num"},
		{&p->remote_port, "sock_common", "skc_dport"}, {&p->local, "sock_common", "skc_rcv_saddr"},
		{&p->remote, "sock_common", "skc_daddr"}, {&p->local6, "sock_common", "skc_v6_rcv_saddr"},
		{&p->remote6, "sock_common", "skc_v6_daddr"}, {&p->net, "sock_common", "skc_net"},
		{&p->cookie, "sock_common", "skc_cookie"}, {&p->protocol, "sock", "sk_protocol"}, {&p->net_cookie, "net", "net_cookie"},
	};
	struct kernel_types *t = kernel_types_new();
	bool all = t;
	for (size_t i = 0; all && i < sizeof wanted / sizeof *wanted; i++) {
		*wanted[i].at = kernel_types_offset(t, wanted[i].structure, wanted[i].member);
		all = *wanted[i].at >= 0;
	}
	kernel_types_free(t);
	return all;
}

/* No hook of groups tells who accepts, so the first who reads or writes is taken (tracepoints since Linux 6.3). Where that
 * cannot be had, connections stay the listener's. */
static void attach_used(struct socket_hooks *h)
{
	static const char *const tracepoints[] = {"sock_recv_length", "sock_send_length"};
	struct places at;
	struct code c;
	if (h->users < 0 || !find_places(&at))
		return;
	begin(&c, h);
	program_used(&c, &at);
	finish(&c);
	int program = ebpf_load(BPF_PROG_TYPE_RAW_TRACEPOINT, 0, c.insns, c.count);
	for (size_t i = 0; program >= 0 && i < sizeof tracepoints / sizeof *tracepoints; i++) {
		int link = ebpf_link_tracepoint(program, tracepoints[i]);
		if (link >= 0)
			h->links[h->link_count++] = link;
	}
	if (program >= 0)
		close(program);
}

/* ---- The ring */

int socket_hooks_ring(const struct socket_hooks *h)
{
	return h->ring;
}

static int map_ring(struct socket_hooks *h)
{
	h->page = (size_t)sysconf(_SC_PAGESIZE);
	h->consumer = mmap(NULL, h->page, PROT_READ | PROT_WRITE, MAP_SHARED, h->ring, 0);
	h->producer = mmap(NULL, h->page + 2 * (size_t)RING, PROT_READ, MAP_SHARED, h->ring, (off_t)h->page);
	return h->consumer == MAP_FAILED || h->producer == MAP_FAILED ? -errno : 0;
}

void socket_hooks_read(struct socket_hooks *h, void (*each)(void *context, const struct socket_event *e), void *context)
{
	uint64_t at = *h->consumer, end = __atomic_load_n((const uint64_t *)(const void *)h->producer, __ATOMIC_ACQUIRE);
	while (at < end) {
		const uint8_t *record = h->producer + h->page + (at & (RING - 1));
		uint32_t length = __atomic_load_n((const uint32_t *)(const void *)record, __ATOMIC_ACQUIRE);
		if (length & BPF_RINGBUF_BUSY_BIT)
			break;
		uint32_t size = length & ~BPF_RINGBUF_DISCARD_BIT;
		if (!(length & BPF_RINGBUF_DISCARD_BIT) && size >= sizeof(struct socket_event))
			each(context, (const void *)(record + BPF_RINGBUF_HDR_SZ));
		at += (size + BPF_RINGBUF_HDR_SZ + 7) & ~7u;
		__atomic_store_n(h->consumer, at, __ATOMIC_RELEASE);
	}
}

uint64_t socket_hooks_lost(const struct socket_hooks *h)
{
	uint64_t lost = 0;
	uint32_t key = 0;
	return ebpf_map_read(h->lost, &key, &lost) < 0 ? 0 : lost;
}

/* ---- All of it */

/* Where it is mounted nowhere (ip-netns(8) mounts /sys anew): a mount that only this descriptor knows. */
static int mount_cgroups(void)
{
	int context = fsopen("cgroup2", FSOPEN_CLOEXEC);
	int fd = context < 0 || fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0 ? -1 : fsmount(context, FSMOUNT_CLOEXEC, 0);
	int e = errno;
	if (context >= 0)
		close(context);
	return fd < 0 ? -e : fd;
}

int socket_hooks_cgroup_root(void)
{
	FILE *f = setmntent("/proc/self/mounts", "r");
	int fd = -ENOENT;
	for (struct mntent *m = f ? getmntent(f) : NULL; m && fd < 0; m = getmntent(f))
		if (!strcmp(m->mnt_type, "cgroup2")) {
			fd = open(m->mnt_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
			fd = fd < 0 ? -errno : fd;
		}
	if (f)
		endmntent(f);
	return fd == -ENOENT ? mount_cgroups() : fd;
}

int socket_hooks_new(struct socket_hooks **hooks, struct err *err)
{
	struct socket_hooks *h = calloc(1, sizeof *h);
	if (!h)
		return err_set(err, -ENOMEM, "no memory");
	int cgroup = socket_hooks_cgroup_root(), e = 0;
	h->owners = ebpf_map(BPF_MAP_TYPE_LRU_HASH, sizeof(uint64_t), sizeof(struct owner), OWNERS);
	h->ring = ebpf_map(BPF_MAP_TYPE_RINGBUF, 0, 0, RING);
	h->lost = ebpf_map(BPF_MAP_TYPE_ARRAY, sizeof(uint32_t), sizeof(uint64_t), 1);
	h->users = ebpf_map(BPF_MAP_TYPE_LRU_HASH, 2 * sizeof(uint64_t), sizeof(uint32_t), OWNERS);
	h->consumer = MAP_FAILED;
	h->producer = MAP_FAILED;
	if (cgroup < 0)
		e = err_set(err, cgroup, "control groups of version 2 are not mounted");
	else if (h->owners < 0 || h->ring < 0 || h->lost < 0)
		e = err_set(err, h->owners < 0 ? h->owners : h->ring < 0 ? h->ring : h->lost, "maps for hooks of sockets: %s",
			strerror(h->owners < 0 ? -h->owners : h->ring < 0 ? -h->ring : -h->lost));
	else if (map_ring(h) < 0)
		e = err_set(err, -errno, "the ring of events: %s", strerror(errno));
	for (size_t i = 0; e >= 0 && i < sizeof programs / sizeof *programs; i++)
		e = attach(h, cgroup, i, err);
	if (e >= 0)
		attach_used(h);
	if (cgroup >= 0)
		close(cgroup);
	if (e < 0) {
		socket_hooks_free(h);
		return e;
	}
	*hooks = h;
	return 0;
}

void socket_hooks_free(struct socket_hooks *h)
{
	const int maps[] = {h->owners, h->users, h->ring, h->lost};
	while (h->link_count)
		close(h->links[--h->link_count]);
	if (h->consumer != MAP_FAILED)
		munmap(h->consumer, h->page);
	if (h->producer != MAP_FAILED)
		munmap((void *)h->producer, h->page + 2 * (size_t)RING);
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		if (maps[i] >= 0)
			close(maps[i]);
	free(h);
}
