/* The passes: lex, parse, resolve, lower, cfg, optimize, emit; then the verifier. */
#include "filter/compile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bpf/disassemble.h"
#include "bpf/longest_path.h"
#include "bpf/verify.h"
#include "filter/ast.h"
#include "filter/cfg.h"
#include "filter/cooked.h"
#include "filter/emit.h"
#include "filter/emit_ebpf.h"
#include "filter/explain.h"
#include "filter/lower.h"
#include "filter/optimize.h"
#include "filter/resolve.h"

#define SNAPLEN 262144

static const char *const pass_names[] = {
	[FILTER_LEX] = "lex",
	[FILTER_PARSE] = "parse",
	[FILTER_RESOLVE] = "resolve",
	[FILTER_LOWER] = "lower",
	[FILTER_CFG] = "cfg",
	[FILTER_OPTIMIZE] = "optimize",
	[FILTER_EMIT] = "emit",
	[FILTER_EXPLAIN] = "explain",
};

enum filter_pass filter_pass_by_name(const char *name)
{
	for (enum filter_pass p = FILTER_LEX; p <= FILTER_EXPLAIN; p++)
		if (!strcmp(name, pass_names[p]))
			return p;
	return FILTER_NO_DUMP;
}

static int no_memory(struct err *err)
{
	return err_set(err, -ENOMEM, "the filter is too complex for its memory budget");
}

static bool dumps(const struct filter_options *o, enum filter_pass pass)
{
	return o->dump == pass && o->dump_to;
}

static int front(
	struct arena *a, const struct filter_options *o, const char *text, struct ast **ast, struct err *err)
{
	struct tokens tokens;
	int result = filter_lex(a, text, &tokens, err);

	if (result < 0)
		return result;
	if (dumps(o, FILTER_LEX))
		filter_lex_dump(o->dump_to, &tokens);
	result = filter_parse(a, &tokens, ast, err);
	if (result < 0 || !*ast)
		return result;
	if (dumps(o, FILTER_PARSE))
		filter_parse_dump(o->dump_to, *ast, 0);
	result = filter_resolve(a, o, text, *ast, err);
	if (result < 0)
		return result;
	if (dumps(o, FILTER_RESOLVE))
		filter_parse_dump(o->dump_to, *ast, 0);
	if (dumps(o, FILTER_EXPLAIN))
		filter_explain(o->dump_to, *ast);
	return 0;
}

/* Programs up to this long are tried in all variants, and the best is kept. */
#define VARIANTS_INSNS 300

/* What the passes behind resolve make. */
struct made {
	struct cfg graph;
	struct bpf_program program;
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
	uint32_t accept = o->snaplen ? o->snaplen : SNAPLEN;
	enum emit_result result = emit(&m->graph, accept, o->optimize ? EMIT_SHARE : 0, &m->program);

	if (result != EMIT_DONE || !o->optimize || m->program.count > VARIANTS_INSNS)
		return result;
	for (unsigned variant = EMIT_SHARE | EMIT_COPY; variant < EMIT_VARIANTS; variant += EMIT_COPY) {
		struct bpf_program other;
		if (emit(&m->graph, accept, variant, &other) == EMIT_DONE && better(&other, &m->program))
			m->program = other;
	}
	return EMIT_DONE;
}

static int emit_program(struct made *m, const struct filter_options *o, struct err *err)
{
	switch (emit_best(m, o)) {
	case EMIT_NO_MEMORY:
		return no_memory(err);
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

/* matters: gathers the variants that would make a difference. */
static int make(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast,
	unsigned variant, unsigned *matters, struct made *m, struct err *err)
{
	struct ir *ir = arena_new(a, struct ir);

	if (!ir || !ir_init(ir, a, o->optimize))
		return no_memory(err);
	ir->variant = variant;
	struct lower l = {.ir = ir, .o = o, .source = text, .err = err};
	struct cond *c = ast ? lower(&l, ast) : ir->yes;
	if (!c)
		return l.result;
	if (dumps(o, FILTER_LOWER))
		ir_dump(o->dump_to, c, 0);
	if (o->optimize)
		c = optimize_conditions(ir, c);
	if (ir->failed || !cfg_build(&m->graph, a, c))
		return no_memory(err);
	if (dumps(o, FILTER_CFG))
		cfg_dump(o->dump_to, &m->graph);
	if (o->optimize && !optimize_graph(&m->graph, ir))
		return no_memory(err);
	*matters |= ir->matters;
	if (dumps(o, FILTER_OPTIMIZE))
		cfg_dump(o->dump_to, &m->graph);
	if (dumps(o, FILTER_EXPLAIN))
		filter_explain_reads(o->dump_to, &m->graph);
	if (m->graph.start == m->graph.reject && !variant && !names_absent(ast))
		return err_set(err, -EINVAL, "expression rejects all packets");
	return emit_program(m, o, err);
}

/* The best of the variants; -O and big filters have one. */
static int middle(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast,
	struct made *best, struct err *err)
{
	struct filter_options quiet = *o;
	unsigned matters = VARIANT_PATHS;
	int result = make(a, o, text, ast, 0, &matters, best, err);

	quiet.dump = FILTER_NO_DUMP;
	if (result || !o->optimize || best->program.count > VARIANTS_INSNS)
		return result;
	for (unsigned variant = 1; variant < VARIANTS; variant++) {
		struct made other = {0};
		struct err ignored = {0};
		if (!(variant & ~matters) && !make(a, &quiet, text, ast, variant, &matters, &other, &ignored) &&
			better(&other.program, &best->program))
			*best = other;
	}
	return 0;
}

static int back(struct filter *f, const struct filter_options *o, struct made *m, struct err *err)
{
	struct bpf_program *program = &m->program;
	uint32_t at;

	for (uint32_t i = 0; i < m->graph.count; i++)
		f->loops |= m->graph.order[i]->kind == BLOCK_CHAIN;
	f->link_header = o->live && o->cooked && !cooked_rebase(program);
	const char *fault = bpf_verify(program, f->loops, &at);
	if (fault)
		return err_set(err, -EFAULT,
			"the filter compiler made a program that does not pass verification: instruction "
			"%u: %s; please report this filter",
			at, fault);
	if (dumps(o, FILTER_EMIT))
		bpf_disassemble(o->dump_to, program, BPF_LISTING_ASSEMBLY);
	f->program.insns = malloc(program->count * sizeof *program->insns);
	if (!f->program.insns)
		return no_memory(err);
	memcpy(f->program.insns, program->insns, program->count * sizeof *program->insns);
	f->program.count = program->count;
	/* without machine code the program is interpreted: slower, not wrong */
	bpf_jit_compile(&f->jit, &f->program);
	return 0;
}

/* What the kernel does not take as a classic program, once more with tables. Without them it is filtered in user space. */
static void with_tables(struct filter *f, const struct filter_options *o, const char *text, const struct ast *ast)
{
	struct arena arena = {.budget = o->budget ? o->budget : FILTER_BUDGET};
	struct filter_options quiet = *o;
	struct made made = {0};
	struct err ignored = {0};
	unsigned matters = 0;
	if (!o->live || f->link_header || f->loops || f->program.count <= BPF_KERNEL_INSNS)
		return;
	quiet.dump = FILTER_NO_DUMP;
	if (!make(&arena, &quiet, text, ast, VARIANT_TABLES, &matters, &made, &ignored))
		emit_ebpf(&made.graph, o->snaplen ? o->snaplen : SNAPLEN, &f->tables);
	arena_free(&arena);
}

int filter_compile(struct filter *f, const struct filter_options *o, const char *text, struct err *err)
{
	struct arena arena = {.budget = o->budget ? o->budget : FILTER_BUDGET};
	struct ast *ast = NULL;
	struct made made = {0};

	*f = (struct filter){0};
	int result = front(&arena, o, text ? text : "", &ast, err);
	if (!result)
		result = middle(&arena, o, text ? text : "", ast, &made, err);
	if (!result)
		result = back(f, o, &made, err);
	if (!result)
		with_tables(f, o, text ? text : "", ast);
	arena_free(&arena);
	return result;
}

void filter_free(struct filter *f)
{
	bpf_jit_free(&f->jit);
	ebpf_free(&f->tables);
	free(f->program.insns);
	*f = (struct filter){0};
}

uint32_t filter_run(const struct filter *f, const uint8_t *data, uint32_t len, uint32_t caplen)
{
	return f->jit.run ? f->jit.run(data, len, caplen) : bpf_run(f->program.insns, data, len, caplen);
}

/* By 32 or more the kernel shifts as the processor does, and libpcap, and so we, to 0. */
static bool shifts_by_x(const struct bpf_program *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->insns[i].code == (BPF_ALU | BPF_LSH | BPF_X) || p->insns[i].code == (BPF_ALU | BPF_RSH | BPF_X))
			return true;
	return false;
}

bool filter_fits_kernel(const struct filter *f)
{
	return !f->loops && !f->link_header && f->program.count <= BPF_KERNEL_INSNS && !shifts_by_x(&f->program);
}
