/* Laying instructions out: every jump goes forward, and jumps past 255 get a `ja` of their own. */
#include "filter/layout.h"

#include <string.h>

/* One place in the layout. */
struct item {
	struct node *node;
	struct node *jump; /* not NULL: `ja` to it, and node is NULL */
	bool far_yes, far_no;
	uint32_t at; /* index of its first instruction */
};

struct placing {
	struct arena *arena;
	bool copy, could_copy;
	struct item *items;
	uint32_t count, room;
	struct node **ready;
	uint32_t ready_count, ready_room;
	bool failed;
};

bool layout_init(struct layout *l, struct arena *a, bool share, uint32_t blocks)
{
	*l = (struct layout){.arena = a, .share = share, .size = 256};
	while (l->size < blocks * 2)
		l->size *= 2;
	l->buckets = arena_array(a, struct node *, l->size);
	return l->buckets != NULL;
}

static struct node *make(struct layout *l, const struct node *wanted)
{
	uint64_t h = (wanted->k + 1) * 2654435761u + wanted->code * 31u + wanted->kind;

	h = h * 31 + ((uintptr_t)wanted->yes >> 4);
	h = h * 31 + ((uintptr_t)wanted->no >> 4);
	struct node **bucket = &l->buckets[(h ^ h >> 29) % l->size];
	bool shared = !wanted->run && (l->share || wanted->kind == NODE_RETURN);
	for (struct node *n = shared ? *bucket : NULL; n; n = n->next)
		if (n->kind == wanted->kind && n->code == wanted->code && n->k == wanted->k &&
			n->yes == wanted->yes && n->no == wanted->no && !n->run)
			return n;
	struct node *n = arena_new(l->arena, struct node);
	if (!n) {
		l->failed = true;
		return wanted->yes ? wanted->yes : *bucket;
	}
	*n = *wanted;
	n->next = *bucket;
	*bucket = n;
	return n;
}

struct node *layout_plain(struct layout *l, unsigned code, uint32_t k, struct node *next)
{
	return make(l,
		&(struct node){.kind = NODE_PLAIN, .code = (uint16_t)code, .k = k, .yes = next, .count = 1});
}

struct node *layout_blob(struct layout *l, const struct bpf_insn *run, uint32_t count, struct node *next)
{
	return make(l, &(struct node){.kind = NODE_PLAIN, .yes = next, .run = run, .count = count});
}

struct node *layout_branch(struct layout *l, unsigned op, uint32_t k, struct node *yes, struct node *no)
{
	if (yes == no)
		return yes;
	return make(l, &(struct node){.kind = NODE_BRANCH,
			       .code = (uint16_t)(BPF_JMP | op),
			       .k = k,
			       .yes = yes,
			       .no = no,
			       .count = 1});
}

struct node *layout_return(struct layout *l, uint32_t k)
{
	return make(l, &(struct node){.kind = NODE_RETURN, .code = BPF_RET | BPF_K, .k = k, .count = 1});
}

static void *grown(struct placing *p, void *old, uint32_t count, uint32_t *room, size_t size)
{
	void *bigger;

	if (count < *room)
		return old;
	bigger = arena_alloc(p->arena, size * (*room ? *room * 2 : 64));
	if (!bigger) {
		p->failed = true;
		return old;
	}
	if (count)
		memcpy(bigger, old, count * size);
	*room = *room ? *room * 2 : 64;
	return bigger;
}

static bool push(struct placing *p, struct node *n)
{
	p->ready = grown(p, p->ready, p->ready_count, &p->ready_room, sizeof(struct node *));
	if (!p->failed)
		p->ready[p->ready_count++] = n;
	return !p->failed;
}

static struct item *append(struct placing *p, struct node *n, struct node *jump)
{
	p->items = grown(p, p->items, p->count, &p->room, sizeof(struct item));
	if (p->failed)
		return NULL;
	p->items[p->count] = (struct item){.node = n, .jump = jump};
	return &p->items[p->count++];
}

/* Counts the ways into every node that can be reached; returns are noted and not counted. */
static void count_ways(struct placing *p, struct node *start, struct node **returns)
{
	push(p, start);
	start->item = 1;
	while (p->ready_count && !p->failed) {
		struct node *n = p->ready[--p->ready_count];
		struct node *to[2] = {n->yes, n->no};
		if (n->kind == NODE_RETURN) {
			returns[n->k ? 0 : 1] = n;
			continue;
		}
		for (int i = 0; i < 2; i++) {
			if (!to[i])
				continue;
			to[i]->waits++;
			if (!to[i]->item) {
				to[i]->item = 1;
				push(p, to[i]);
			}
		}
	}
}

static void arrive(struct placing *p, struct node *n)
{
	if (!--n->waits && n->kind != NODE_RETURN)
		push(p, n);
}

/* It can be copied to where a path comes to it: nothing has to follow it. */
static bool ends(const struct node *n)
{
	return n->kind != NODE_PLAIN;
}

/* Places a node and what has to follow it directly. */
static void place(struct placing *p, struct node *n)
{
	while (append(p, n, NULL)) {
		n->item = p->count;
		if (n->kind == NODE_BRANCH) {
			arrive(p, n->no);
			arrive(p, n->yes);
			return;
		}
		struct node *next = n->yes;
		next->waits--;
		if (next->kind == NODE_RETURN || (next->waits && next->kind == NODE_BRANCH)) {
			append(p, next, NULL); /* a copy is no longer than a jump */
			return;
		}
		bool copied = next->waits && !next->run && ends(next->yes);
		p->could_copy |= copied;
		if (copied && p->copy) {
			append(p, next, NULL);
			append(p, next->yes, NULL);
			return;
		}
		if (next->waits) {
			append(p, NULL, next);
			return;
		}
		n = next;
	}
}

static uint32_t size_of(const struct item *i)
{
	return i->jump ? 1 : i->node->count + i->far_yes + i->far_no;
}

/* Where instructions stand, until no branch is too short. */
static uint32_t addresses(struct placing *p)
{
	for (bool again = true; again;) {
		uint32_t at = 0;
		again = false;
		for (uint32_t i = 0; i < p->count; i++) {
			p->items[i].at = at;
			at += size_of(&p->items[i]);
		}
		for (uint32_t i = 0; i < p->count; i++) {
			struct item *b = &p->items[i];
			if (b->jump || b->node->kind != NODE_BRANCH)
				continue;
			bool far_yes = p->items[b->node->yes->item - 1].at - b->at - 1 > 255;
			bool far_no = p->items[b->node->no->item - 1].at - b->at - 1 > 255;
			again |= (far_yes && !b->far_yes) || (far_no && !b->far_no);
			b->far_yes |= far_yes;
			b->far_no |= far_no;
		}
		if (!again)
			return at;
	}
	return 0;
}

static void write_branch(const struct placing *p, const struct item *b, struct bpf_insn *out)
{
	uint32_t yes = p->items[b->node->yes->item - 1].at, no = p->items[b->node->no->item - 1].at,
		 extra = 0;

	out[b->at] = (struct bpf_insn){.code = b->node->code, .k = b->node->k};
	if (b->far_yes) {
		out[b->at + 1] = (struct bpf_insn){.code = BPF_JMP | BPF_JA, .k = yes - b->at - 2};
		out[b->at].jt = (uint8_t)extra++;
	} else {
		out[b->at].jt = (uint8_t)(yes - b->at - 1);
	}
	if (b->far_no) {
		out[b->at + 1 + extra] =
			(struct bpf_insn){.code = BPF_JMP | BPF_JA, .k = no - (b->at + 1 + extra) - 1};
		out[b->at].jf = (uint8_t)extra;
	} else {
		out[b->at].jf = (uint8_t)(no - b->at - 1);
	}
}

static void write_items(const struct placing *p, struct bpf_insn *out)
{
	for (uint32_t i = 0; i < p->count; i++) {
		const struct item *b = &p->items[i];
		if (b->jump)
			out[b->at] = (struct bpf_insn){
				.code = BPF_JMP | BPF_JA, .k = p->items[b->jump->item - 1].at - b->at - 1};
		else if (b->node->kind == NODE_BRANCH)
			write_branch(p, b, out);
		else if (b->node->run)
			memcpy(out + b->at, b->node->run, b->node->count * sizeof *out);
		else
			out[b->at] = (struct bpf_insn){.code = b->node->code, .k = b->node->k};
	}
}

enum emit_result layout_place(struct layout *l, struct node *start, struct bpf_program *out)
{
	struct placing p = {.arena = l->arena, .copy = l->copy};
	struct node *returns[2] = {NULL, NULL};

	if (l->failed)
		return EMIT_NO_MEMORY;
	count_ways(&p, start, returns);
	if (start->kind != NODE_RETURN)
		place(&p, start);
	while (p.ready_count && !p.failed)
		place(&p, p.ready[--p.ready_count]);
	for (int i = 0; i < 2; i++)
		if (returns[i] && append(&p, returns[i], NULL))
			returns[i]->item = p.count;
	l->could_copy = p.could_copy;
	if (p.failed)
		return EMIT_NO_MEMORY;
	out->count = addresses(&p);
	if (out->count > BPF_INSNS_MAX)
		return EMIT_TOO_LONG;
	out->insns = arena_array(l->arena, struct bpf_insn, out->count);
	if (!out->insns)
		return EMIT_NO_MEMORY;
	write_items(&p, out->insns);
	return EMIT_DONE;
}
