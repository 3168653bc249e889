/* The passes behind resolve: lower, cfg, optimize, emit. A small filter goes through them in many variants, each of which leaves out or
 * does otherwise what mostly, but not always, makes a program shorter; the best program is kept. */
#include "filter/middle.h"

#include <errno.h>
#include <string.h>

#include "bpf/longest_path.h"
#include "filter/emit.h"
#include "filter/explain.h"
#include "filter/lower.h"
#include "filter/optimize.h"

#define SNAPLEN 262144

int middle_no_memory(struct err *err)
{
	return err_set(err, -ENOMEM, "the filter is too complex for its memory budget");
}

bool filter_dumps(const struct filter_options *o, enum filter_pass pass)
{
	return o->dump == pass && o->dump_to;
}

uint32_t filter_snaplen(const struct filter_options *o)
{
	return o->snaplen ? o->snaplen : SNAPLEN;
}

/* Programs up to this long are tried in all variants, and the best is kept. */
#define VARIANTS_INSNS 300
/* Blocks of graphs that may be made for that. */
#define WORK_MAX 5000
/* What VARIANT_AS_WRITTEN goes with. */
#define AS_WRITTEN_WITH (VARIANT_AS_WRITTEN | VARIANT_NO_PIN | VARIANT_PATHS)

/* What all variants are made of. */
struct source_text {
	struct arena *arena;
	const struct filter_options *o;
	const char *text;
	const struct ast *ast;
	uint32_t work; /* blocks made */
};

/* What a program costs: instructions, and how many of them a packet takes at worst. */
struct cost {
	int64_t count, path;
};

static struct cost cost_of(const struct bpf_program *p)
{
	return (struct cost){p->count, bpf_longest_path(p)};
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Neither count nor path is to be far above what the filter costs when it is taken term by term: of two programs that one is
 * better whose worse one of both is less above that. */
static bool better(const struct bpf_program *a, const struct bpf_program *than, struct cost usual)
{
	struct cost x = cost_of(a), y = cost_of(than);
	int64_t worse_x = larger(x.count - usual.count, x.path - usual.path);
	int64_t worse_y = larger(y.count - usual.count, y.path - usual.path);

	if (worse_x != worse_y)
		return worse_x < worse_y;
	return x.count + x.path != y.count + y.path ? x.count + x.path < y.count + y.path : x.path < y.path;
}

/* The best program that the graph has. */
static enum emit_result emit_best(struct made *m, const struct filter_options *o, struct cost usual)
{
	unsigned matters = EMIT_SHARE;
	enum emit_result result = emit(&m->graph, filter_snaplen(o), o->optimize ? EMIT_SHARE : 0, &matters, &m->program);

	if (result != EMIT_DONE || !o->optimize || m->program.count > VARIANTS_INSNS)
		return result;
	for (unsigned variant = EMIT_SHARE | EMIT_COPY; variant < EMIT_VARIANTS; variant += EMIT_COPY) {
		struct bpf_program other;
		if (!(variant & ~matters) && emit(&m->graph, filter_snaplen(o), variant, &matters, &other) == EMIT_DONE &&
			better(&other, &m->program, usual))
			m->program = other;
	}
	return EMIT_DONE;
}

static int emit_error(enum emit_result result, struct err *err)
{
	switch (result) {
	case EMIT_NO_MEMORY:
		return middle_no_memory(err);
	case EMIT_NO_CELLS:
		return err_set(err, -EINVAL, "the arithmetic of the filter needs more than 16 scratch cells");
	case EMIT_TOO_LONG:
		return err_set(
			err, -E2BIG, "the filter is too long: more than %d instructions", BPF_INSNS_MAX);
	case EMIT_DONE:
		break;
	}
	return 0;
}

/* A container that has no addresses now may have some later: its filter rejects everything until then. */
static bool names_absent(const struct ast *n)
{
	bool absent = n && n->kind == AST_PRIMITIVE && n->q.type == WORD_HOST && !n->resolved.count && !n->resolved.has_mac &&
		      n->q.protocol != WORD_DECNET && n->id->kind == TOKEN_WORD;

	for (uint32_t i = 0; n && n->kind != AST_PRIMITIVE && i < n->count && !absent; i++)
		absent = names_absent(n->list[i]);
	return absent;
}

/* The graph of one variant, not optimized; dump: this is the one whose passes are shown. */
static int make_plain(struct source_text *s, struct ir *ir, bool dump, struct cfg *g, struct err *err)
{
	const struct filter_options *o = s->o;
	struct lower l = {.ir = ir, .o = o, .source = s->text, .err = err};
	struct cond *c = s->ast ? lower(&l, s->ast) : ir->yes;

	if (!c)
		return l.result;
	if (dump && filter_dumps(o, FILTER_LOWER))
		ir_dump(o->dump_to, c, 0);
	if (o->optimize && !(ir->variant & VARIANT_AS_WRITTEN))
		c = optimize_conditions(ir, c);
	if (ir->failed || !cfg_build(g, s->arena, c))
		return middle_no_memory(err);
	if (dump && filter_dumps(o, FILTER_CFG))
		cfg_dump(o->dump_to, g);
	return 0;
}

static int make_graph(struct source_text *s, struct ir *ir, bool dump, struct cfg *g, struct err *err)
{
	int result = make_plain(s, ir, dump, g, err);

	return result || !s->o->optimize || optimize_graph(g, ir) ? result : middle_no_memory(err);
}

static struct ir *new_ir(struct source_text *s, unsigned variant)
{
	struct ir *ir = arena_new(s->arena, struct ir);

	if (!ir || !ir_init(ir, s->arena, s->o->optimize))
		return NULL;
	ir->variant = variant;
	return ir;
}

/* One variant; matters gets those that would make a difference. False: there is none. */
static bool make_variant(struct source_text *s, unsigned variant, struct cost usual, unsigned *matters, struct made *m)
{
	struct ir *ir = new_ir(s, variant);
	struct err ignored = {0};

	if (!ir || make_graph(s, ir, false, &m->graph, &ignored) || emit_best(m, s->o, usual) != EMIT_DONE)
		return false;
	*matters |= ir->matters;
	s->work += m->graph.count;
	return true;
}

/* Term by term, with nothing shared but whole blocks. */
static struct cost usual_cost(struct source_text *s, unsigned *matters)
{
	static const unsigned variants[] = {VARIANT_AS_WRITTEN | VARIANT_NO_PIN, VARIANT_NO_GROUPS | VARIANT_NO_PIN};
	struct cost least = {INT32_MAX, INT32_MAX};

	for (unsigned i = 0; i < sizeof variants / sizeof *variants; i++) {
		struct ir *ir = new_ir(s, variants[i]);
		struct err ignored = {0};
		struct made m;
		unsigned unused = 0;
		if (!ir || make_graph(s, ir, false, &m.graph, &ignored) ||
			emit(&m.graph, filter_snaplen(s->o), EMIT_SHARE | EMIT_APART, &unused, &m.program) != EMIT_DONE)
			continue;
		struct cost c = cost_of(&m.program);
		least = (struct cost){c.count < least.count ? c.count : least.count, c.path < least.path ? c.path : least.path};
		*matters |= ir->matters;
	}
	return least;
}

/* Where keeping ways apart costs more than it saves, they meet: tried for one block after the other. */
static void try_meets(struct source_text *s, unsigned variant, struct cost usual, struct made *best)
{
	struct ir *ir = new_ir(s, variant & ~VARIANT_PATHS);
	struct err ignored = {0};
	struct cfg plain;

	if (!ir || make_plain(s, ir, false, &plain, &ignored) || !optimize_order(&plain))
		return;
	struct cfg apart = plain;
	uint32_t count = plain.count;
	bool *meets = arena_array(s->arena, bool, count), *several = arena_array(s->arena, bool, count);
	bool differ = false;
	if (!meets || !several || !optimize_paths(&apart, NULL, several, &differ) || !differ)
		return;
	for (uint32_t i = 0; i < count && s->work < WORK_MAX; i++) {
		struct made other = {.graph = plain};
		if (!several[i])
			continue;
		meets[i] = true;
		meets[i] = cfg_order(&plain) && optimize_meets(&other.graph, ir, meets) &&
			   emit_best(&other, s->o, usual) == EMIT_DONE && better(&other.program, &best->program, usual);
		s->work += count + other.graph.count;
		if (meets[i])
			*best = other;
	}
	cfg_order(&best->graph);
}

/* The best of the variants of a small filter. */
static void choose(struct source_text *s, unsigned matters, struct made *best)
{
	struct cost usual = usual_cost(s, &matters);
	unsigned chosen = 0;

	for (unsigned variant = 0; variant < VARIANTS && s->work < WORK_MAX; variant++) {
		struct made other = {0};
		if ((variant & ~matters) || (variant & VARIANT_AS_WRITTEN && variant & ~AS_WRITTEN_WITH) ||
			!make_variant(s, variant, usual, &matters, &other) || !better(&other.program, &best->program, usual))
			continue;
		*best = other;
		chosen = variant;
	}
	try_meets(s, chosen, usual, best);
}

int middle_graph(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast, unsigned variant,
	struct made *m, struct err *err)
{
	struct source_text s = {a, o, text, ast, 0};
	struct ir *ir = new_ir(&s, variant);

	return ir ? make_graph(&s, ir, false, &m->graph, err) : middle_no_memory(err);
}

int middle(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast, struct made *best,
	struct err *err)
{
	struct source_text s = {a, o, text, ast, 0};
	struct ir *ir = new_ir(&s, 0);

	if (!ir)
		return middle_no_memory(err);
	int result = make_graph(&s, ir, true, &best->graph, err);
	if (result)
		return result;
	if (o->optimize && best->graph.start == best->graph.reject && !names_absent(ast))
		return err_set(err, -EINVAL, "expression rejects all packets");
	result = emit_error(emit_best(best, o, (struct cost){0}), err);
	if (result)
		return result;
	if (o->optimize && best->program.count <= VARIANTS_INSNS)
		choose(&s, ir->matters | VARIANT_AS_WRITTEN, best);
	if (filter_dumps(o, FILTER_OPTIMIZE))
		cfg_dump(o->dump_to, &best->graph);
	if (filter_dumps(o, FILTER_EXPLAIN))
		filter_explain_reads(o->dump_to, &best->graph);
	return 0;
}
