/* Each block of the graph becomes, by itself, the classic instructions that bring its value into A (emit_block), these are
 * translated one by one, and behind them stands the branch. A and X live in registers that survive calls, the scratch
 * cells on the stack.
 *
 * A load past the end of the packet ends the program with 0, as it does in a classic one; a division by zero is tested for. */
#include "filter/emit_ebpf.h"

#include <stdlib.h>
#include <string.h>

/* Names of linux/bpf.h, whose macros clash with those of bpf/insn.h. */
enum { ALU64 = 7, JMP32 = 6, EXIT = 0x95, CALL = 0x85, MOV = 0xb0, END = 0xd0, MEMORY = 0x60, JNE = 0x50, DOUBLE = 0x18,
	LDX_CLASS = 1, ST_CLASS = 2, STX_CLASS = 3, LOOKUP = 1, JLT = 0xa0, JLE = 0xb0 };
enum reg { R0, R1, R2, R3, R4, R5, CONTEXT, A, X, R9, FRAME };

/* Places in struct __sk_buff. */
enum { SKB_LEN = 0, SKB_PKT_TYPE = 4, SKB_PROTOCOL = 16, SKB_VLAN_PRESENT = 20, SKB_VLAN_TCI = 24, SKB_VLAN_PROTO = 28,
	SKB_IFINDEX = 40 };
enum { AD_PROTOCOL = 0 };

struct jump {
	uint32_t at, block;
};

struct writer {
	struct ebpf_program *out;
	uint32_t room;
	struct jump *jumps;
	uint32_t jump_count, jump_room;
	enum emit_result result;
};

static void put(struct writer *w, unsigned code, enum reg dst, enum reg src, int off, uint32_t imm)
{
	struct ebpf_program *p = w->out;
	if (p->count == w->room) {
		uint32_t room = w->room ? 2 * w->room : 256;
		struct ebpf_insn *more = realloc(p->insns, room * sizeof *more);
		if (!more) {
			w->result = EMIT_NO_MEMORY;
			return;
		}
		p->insns = more;
		w->room = room;
	}
	p->insns[p->count++] = (struct ebpf_insn){.code = (uint8_t)code, .dst = dst & 15, .src = src & 15, .off = (int16_t)off,
		.imm = (int32_t)imm};
}

/* A jump to a block, whose place is put in when all places are known. */
static void jump(struct writer *w, unsigned code, enum reg dst, enum reg src, uint32_t imm, const struct block *to)
{
	if (w->jump_count == w->jump_room) {
		uint32_t room = w->jump_room ? 2 * w->jump_room : 256;
		struct jump *more = realloc(w->jumps, room * sizeof *more);
		if (!more) {
			w->result = EMIT_NO_MEMORY;
			return;
		}
		w->jumps = more;
		w->jump_room = room;
	}
	w->jumps[w->jump_count++] = (struct jump){w->out->count, to->number};
	put(w, code, dst, src, 0, imm);
}

static void move(struct writer *w, enum reg to, enum reg from)
{
	put(w, BPF_ALU | MOV | BPF_X, to, from, 0, 0);
}

/* What the kernel knows about the packet. */
static void ancillary(struct writer *w, uint32_t what)
{
	static const struct { uint8_t what, place; bool swapped; } places[] = {
		{AD_PROTOCOL, SKB_PROTOCOL, true}, {BPF_AD_PKTTYPE, SKB_PKT_TYPE, false}, {BPF_AD_IFINDEX, SKB_IFINDEX, false},
		{BPF_AD_VLAN_TAG, SKB_VLAN_TCI, false}, {BPF_AD_VLAN_PRESENT, SKB_VLAN_PRESENT, false},
		{BPF_AD_VLAN_TPID, SKB_VLAN_PROTO, true}};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (places[i].what == what) {
			put(w, LDX_CLASS | MEMORY | BPF_W, A, CONTEXT, places[i].place, 0);
			if (places[i].swapped)
				put(w, BPF_ALU | END | BPF_X, A, 0, 0, 16);
			return;
		}
	w->result = EMIT_TOO_LONG;
}

static void load(struct writer *w, const struct bpf_insn *i, enum reg to)
{
	switch (BPF_MODE(i->code)) {
	case BPF_IMM:
		put(w, BPF_ALU | MOV | BPF_K, to, 0, 0, i->k);
		break;
	case BPF_LEN:
		put(w, LDX_CLASS | MEMORY | BPF_W, to, CONTEXT, SKB_LEN, 0);
		break;
	case BPF_MEM:
		put(w, LDX_CLASS | MEMORY | BPF_W, to, FRAME, EBPF_CELLS + 4 * (int)i->k, 0);
		break;
	case BPF_MSH:
		put(w, BPF_LD | BPF_ABS | BPF_B, 0, 0, 0, i->k);
		put(w, BPF_ALU | BPF_AND | BPF_K, R0, 0, 0, 15);
		put(w, BPF_ALU | BPF_LSH | BPF_K, R0, 0, 0, 2);
		move(w, to, R0);
		break;
	case BPF_ABS:
		if (i->k >= BPF_ANCILLARY) {
			ancillary(w, i->k - BPF_ANCILLARY);
			break;
		}
		put(w, BPF_LD | BPF_ABS | BPF_SIZE(i->code), 0, 0, 0, i->k);
		move(w, to, R0);
		break;
	default:
		put(w, BPF_LD | BPF_IND | BPF_SIZE(i->code), 0, X, 0, i->k);
		move(w, to, R0);
	}
}

static void translate(struct writer *w, const struct bpf_insn *i)
{
	switch (BPF_CLASS(i->code)) {
	case BPF_LD:
		load(w, i, A);
		break;
	case BPF_LDX:
		load(w, i, X);
		break;
	case BPF_ST:
	case BPF_STX:
		put(w, STX_CLASS | MEMORY | BPF_W, FRAME, BPF_CLASS(i->code) == BPF_ST ? A : X, EBPF_CELLS + 4 * (int)i->k, 0);
		break;
	case BPF_ALU:
		if (BPF_SRC(i->code) == BPF_X && (BPF_OP(i->code) == BPF_DIV || BPF_OP(i->code) == BPF_MOD)) {
			put(w, JMP32 | JNE | BPF_K, X, 0, 2, 0);
			put(w, BPF_ALU | MOV | BPF_K, R0, 0, 0, 0);
			put(w, EXIT, 0, 0, 0, 0);
		}
		put(w, i->code, A, BPF_SRC(i->code) == BPF_X ? X : R0, 0, BPF_SRC(i->code) == BPF_X ? 0 : i->k);
		break;
	case BPF_MISC:
		move(w, i->code & BPF_TXA ? A : X, i->code & BPF_TXA ? X : A);
		break;
	default:
		w->result = EMIT_TOO_LONG;
	}
}

/* Jumps of the run are written as two each: where the test holds, and where not. */
static void translate_run(struct writer *w, struct arena *a, const struct bpf_insn *run, uint32_t count)
{
	uint32_t *starts = arena_array(a, uint32_t, count + 1);

	if (!starts) {
		w->result = EMIT_NO_MEMORY;
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		starts[i] = w->out->count;
		if (BPF_CLASS(run[i].code) != BPF_JMP) {
			translate(w, &run[i]);
			continue;
		}
		if (BPF_OP(run[i].code) != BPF_JA)
			put(w, JMP32 | BPF_OP(run[i].code) | BPF_K, A, 0, 0, run[i].k);
		put(w, BPF_JMP | BPF_JA, 0, 0, 0, 0);
	}
	starts[count] = w->out->count;
	for (uint32_t i = 0; i < count && w->result == EMIT_DONE; i++) {
		bool always = BPF_OP(run[i].code) == BPF_JA;
		uint32_t last = starts[i + 1] - 1;
		if (BPF_CLASS(run[i].code) != BPF_JMP)
			continue;
		w->out->insns[last].off = (int16_t)(starts[i + 1 + (always ? run[i].k : run[i].jf)] - last - 1);
		if (!always)
			w->out->insns[last - 1].off = (int16_t)(starts[i + 1 + run[i].jt] - last);
	}
}

/* ---- Sets */

enum { TABLE_FROM = 16 }; /* shorter sets are compared */

static bool add_set(struct writer *w, const struct set *s)
{
	struct ebpf_program *p = w->out;
	struct ebpf_set *more = realloc(p->sets, (p->set_count + 1) * sizeof *more);
	p->sets = more ? more : p->sets;
	struct ebpf_range *ranges = malloc(s->count * sizeof *ranges);
	if (!more || !ranges) {
		free(ranges);
		w->result = EMIT_NO_MEMORY;
		return false;
	}
	bool single = true;
	for (uint32_t i = 0; i < s->count; i++) {
		ranges[i] = (struct ebpf_range){s->ranges[i].low, s->ranges[i].high};
		single &= ranges[i].low == ranges[i].high;
	}
	p->sets[p->set_count++] = (struct ebpf_set){.ranges = ranges, .count = s->count, .single = single};
	return true;
}

/* Both jumps of a test go to the block's successors; where both registers are compared, with BPF_X. */
static void branch(struct writer *w, const struct block *b)
{
	jump(w, JMP32 | b->op | (b->x ? BPF_X : BPF_K), A, b->x ? X : R0, b->x ? 0 : b->k, b->yes);
	jump(w, BPF_JMP | BPF_JA, 0, 0, 0, b->no);
}

static void compare_set(struct writer *w, const struct block *b)
{
	for (uint32_t i = 0; i < b->set->count; i++) {
		const struct range *r = &b->set->ranges[i];
		if (r->low == r->high) {
			jump(w, JMP32 | BPF_JEQ | BPF_K, A, 0, r->low, b->yes);
			continue;
		}
		put(w, JMP32 | JLT | BPF_K, A, 0, 1, r->low);
		jump(w, JMP32 | JLE | BPF_K, A, 0, r->high, b->yes);
	}
	jump(w, BPF_JMP | BPF_JA, 0, 0, 0, b->no);
}

/* In the table made last, for the key at that place of the stack. */
static void call_lookup(struct writer *w, const struct block *b, int key)
{
	put(w, DOUBLE, R1, R1 /* its number says: a table's descriptor */, 0, w->out->set_count - 1);
	put(w, 0, 0, 0, 0, 0);
	put(w, ALU64 | MOV | BPF_X, R2, FRAME, 0, 0);
	put(w, ALU64 | BPF_ADD | BPF_K, R2, 0, 0, (uint32_t)key);
	put(w, CALL, 0, 0, 0, LOOKUP);
	jump(w, BPF_JMP | JNE | BPF_K, R0, 0, 0, b->yes);
	jump(w, BPF_JMP | BPF_JA, 0, 0, 0, b->no);
}

static void look_up(struct writer *w, const struct block *b)
{
	if (!add_set(w, b->set))
		return;
	const struct ebpf_set *s = &w->out->sets[w->out->set_count - 1];
	if (s->single) {
		put(w, STX_CLASS | MEMORY | BPF_W, FRAME, A, EBPF_KEY, 0);
	} else {
		put(w, BPF_ALU | END | BPF_X, A, 0, 0, 32);
		put(w, ST_CLASS | MEMORY | BPF_W, FRAME, 0, EBPF_KEY, 32);
		put(w, STX_CLASS | MEMORY | BPF_W, FRAME, A, EBPF_KEY + 4, 0);
	}
	call_lookup(w, b, EBPF_KEY);
}

static bool add_networks(struct writer *w, const struct networks *n)
{
	struct ebpf_program *p = w->out;
	struct ebpf_set *more = realloc(p->sets, (p->set_count + 1) * sizeof *more);
	p->sets = more ? more : p->sets;
	struct ebpf_prefix *networks = malloc(n->count * sizeof *networks);
	if (!more || !networks) {
		free(networks);
		w->result = EMIT_NO_MEMORY;
		return false;
	}
	memcpy(networks, n->at, n->count * sizeof *networks);
	p->sets[p->set_count++] = (struct ebpf_set){.networks = networks, .count = n->count};
	return true;
}

/* The first word's load is at hand; the other three are the same load further on. */
static void look_up_network(struct writer *w, const struct block *b, struct bpf_insn load_word)
{
	enum { WORDS = 4, BITS = 128 };
	if (!add_networks(w, b->networks))
		return;
	put(w, ST_CLASS | MEMORY | BPF_W, FRAME, 0, EBPF_KEY6, BITS);
	for (unsigned i = 0; i < WORDS; i++, load_word.k += 4) {
		if (i)
			load(w, &load_word, A);
		put(w, BPF_ALU | END | BPF_X, A, 0, 0, 32);
		put(w, STX_CLASS | MEMORY | BPF_W, FRAME, A, EBPF_KEY6 + 4 + 4 * (int)i, 0);
	}
	call_lookup(w, b, EBPF_KEY6);
}

static void block(struct writer *w, const struct cfg *g, const struct block *b, uint32_t accept)
{
	struct bpf_insn *run;
	uint32_t count;
	if (b->kind == BLOCK_RETURN) {
		put(w, BPF_ALU | MOV | BPF_K, R0, 0, 0, b->accept ? accept : 0);
		put(w, EXIT, 0, 0, 0, 0);
		return;
	}
	const struct block first_word = {.kind = BLOCK_TEST, .v = b->networks ? b->networks->first : NULL};
	enum emit_result r = b->kind == BLOCK_CHAIN ? EMIT_TOO_LONG :
			     emit_block(g->arena, b->networks ? &first_word : b, &run, &count);
	if (r != EMIT_DONE) {
		w->result = r;
		return;
	}
	translate_run(w, g->arena, run, count);
	if (b->kind == BLOCK_NETWORKS)
		look_up_network(w, b, run[count - 1]);
	else if (b->kind == BLOCK_TEST)
		branch(w, b);
	else if (b->set->count < TABLE_FROM)
		compare_set(w, b);
	else
		look_up(w, b);
}

static void place_jumps(struct writer *w, const uint32_t *starts)
{
	for (uint32_t i = 0; i < w->jump_count; i++) {
		int64_t off = (int64_t)starts[w->jumps[i].block] - w->jumps[i].at - 1;
		if (off > INT16_MAX)
			w->result = EMIT_TOO_LONG;
		w->out->insns[w->jumps[i].at].off = (int16_t)off;
	}
}

enum emit_result emit_ebpf(const struct cfg *g, uint32_t accept, struct ebpf_program *out)
{
	struct writer w = {.out = out};
	uint32_t *starts = arena_array(g->arena, uint32_t, g->count);
	*out = (struct ebpf_program){0};
	if (!starts)
		return EMIT_NO_MEMORY;
	put(&w, ALU64 | MOV | BPF_X, CONTEXT, R1, 0, 0);
	for (uint32_t i = 0; i < g->count && w.result == EMIT_DONE; i++) {
		starts[i] = out->count;
		block(&w, g, g->order[i], accept);
	}
	if (w.result == EMIT_DONE)
		place_jumps(&w, starts);
	free(w.jumps);
	if (w.result != EMIT_DONE)
		ebpf_free(out);
	return w.result;
}
