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
/* So many times it is tried to have ways meet that were kept apart. */
#define MEETS_MAX 60

/* What all variants are made of. */
struct source_text {
	struct arena *arena;
	const struct filter_options *o;
	const char *text;
	const struct ast *ast;
};

/* How much shorter than `than` it is; longer paths count as much as instructions. */
static bool better(const struct bpf_program *a, const struct bpf_program *than)
{
	uint32_t path = bpf_longest_path(a), path_than = bpf_longest_path(than);
	return a->count + path != than->count + path_than ? a->count + path < than->count + path_than : path < path_than;
}

/* The best program that the graph has. */
static enum emit_result emit_best(struct made *m, const struct filter_options *o)
{
	unsigned matters = EMIT_SHARE;
	enum emit_result result = emit(&m->graph, filter_snaplen(o), o->optimize ? EMIT_SHARE : 0, &matters, &m->program);

	if (result != EMIT_DONE || !o->optimize || m->program.count > VARIANTS_INSNS)
		return result;
	for (unsigned variant = EMIT_SHARE | EMIT_COPY; variant < EMIT_VARIANTS; variant += EMIT_COPY) {
		struct bpf_program other;
		if (!(variant & ~matters) && emit(&m->graph, filter_snaplen(o), variant, &matters, &other) == EMIT_DONE &&
			better(&other, &m->program))
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

/* The graph of one variant; dump: this is the one whose passes are shown. */
static int make_graph(const struct source_text *s, struct ir *ir, bool dump, struct cfg *g, struct err *err)
{
	const struct filter_options *o = s->o;
	struct lower l = {.ir = ir, .o = o, .source = s->text, .err = err};
	struct cond *c = s->ast ? lower(&l, s->ast) : ir->yes;

	if (!c)
		return l.result;
	if (dump && filter_dumps(o, FILTER_LOWER))
		ir_dump(o->dump_to, c, 0);
	if (o->optimize)
		c = optimize_conditions(ir, c);
	if (ir->failed || !cfg_build(g, s->arena, c))
		return middle_no_memory(err);
	if (dump && filter_dumps(o, FILTER_CFG))
		cfg_dump(o->dump_to, g);
	return !o->optimize || optimize_graph(g, ir) ? 0 : middle_no_memory(err);
}

static struct ir *new_ir(const struct source_text *s, unsigned variant)
{
	struct ir *ir = arena_new(s->arena, struct ir);

	if (!ir || !ir_init(ir, s->arena, s->o->optimize))
		return NULL;
	ir->variant = variant;
	return ir;
}

/* One variant; matters gets those that would make a difference. False: there is none. */
static bool make_variant(const struct source_text *s, unsigned variant, unsigned *matters, struct made *m)
{
	struct ir *ir = new_ir(s, variant);
	struct err ignored = {0};

	if (!ir || make_graph(s, ir, false, &m->graph, &ignored) || emit_best(m, s->o) != EMIT_DONE)
		return false;
	*matters |= ir->matters;
	return true;
}

/* Where keeping ways apart costs more than it saves, they meet: tried for one block after the other. */
static void try_meets(const struct source_text *s, unsigned variant, struct made *best)
{
	struct ir *ir = new_ir(s, variant & ~VARIANT_PATHS);
	struct err ignored = {0};
	struct cfg plain;
	bool *meets;

	if (!ir || make_graph(s, ir, false, &plain, &ignored) || !(meets = arena_array(s->arena, bool, plain.count)))
		return;
	uint32_t count = plain.count;
	for (uint32_t i = 0; i < count && i < MEETS_MAX; i++) {
		struct made other = {.graph = plain};
		meets[i] = true;
		meets[i] = cfg_order(&plain) && optimize_meets(&other.graph, ir, meets) &&
			   emit_best(&other, s->o) == EMIT_DONE && better(&other.program, &best->program);
		if (meets[i])
			*best = other;
	}
	cfg_order(&best->graph);
}

/* The best of the variants of a small filter. */
static void choose(const struct source_text *s, unsigned matters, struct made *best)
{
	unsigned chosen = 0;

	for (unsigned variant = 1; variant < VARIANTS; variant++) {
		struct made other = {0};
		if ((variant & ~matters) || !make_variant(s, variant, &matters, &other) || !better(&other.program, &best->program))
			continue;
		*best = other;
		chosen = variant;
	}
	if (matters & VARIANT_PATHS)
		try_meets(s, chosen, best);
}

int middle_graph(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast, unsigned variant,
	struct made *m, struct err *err)
{
	struct source_text s = {a, o, text, ast};
	struct ir *ir = new_ir(&s, variant);

	return ir ? make_graph(&s, ir, false, &m->graph, err) : middle_no_memory(err);
}

int middle(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast, struct made *best,
	struct err *err)
{
	struct source_text s = {a, o, text, ast};
	struct ir *ir = new_ir(&s, 0);

	if (!ir)
		return middle_no_memory(err);
	int result = make_graph(&s, ir, true, &best->graph, err);
	if (result)
		return result;
	if (best->graph.start == best->graph.reject && !names_absent(ast))
		return err_set(err, -EINVAL, "expression rejects all packets");
	result = emit_error(emit_best(best, o), err);
	if (result)
		return result;
	if (o->optimize && best->program.count <= VARIANTS_INSNS)
		choose(&s, ir->matters, best);
	if (filter_dumps(o, FILTER_OPTIMIZE))
		cfg_dump(o->dump_to, &best->graph);
	if (filter_dumps(o, FILTER_EXPLAIN))
		filter_explain_reads(o->dump_to, &best->graph);
	return 0;
}
