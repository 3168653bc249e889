/* The passes: lex, parse, resolve, lower, cfg, optimize, emit; then the verifier. */
#include "filter/compile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bpf/disassemble.h"
#include "bpf/verify.h"
#include "filter/ast.h"
#include "filter/cfg.h"
#include "filter/cooked.h"
#include "filter/emit_ebpf.h"
#include "filter/explain.h"
#include "filter/middle.h"
#include "filter/resolve.h"

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

static int front(
	struct arena *a, const struct filter_options *o, const char *text, struct ast **ast, struct err *err)
{
	struct tokens tokens;
	int result = filter_lex(a, text, &tokens, err);

	if (result < 0)
		return result;
	if (filter_dumps(o, FILTER_LEX))
		filter_lex_dump(o->dump_to, &tokens);
	result = filter_parse(a, &tokens, ast, err);
	if (!result && !*ast && filter_dumps(o, FILTER_EXPLAIN))
		filter_explain(o->dump_to, NULL, o->deep);
	if (result < 0 || !*ast)
		return result;
	if (filter_dumps(o, FILTER_PARSE))
		filter_parse_dump(o->dump_to, *ast, 0);
	result = filter_resolve(a, o, text, *ast, err);
	if (result < 0)
		return result;
	if (filter_dumps(o, FILTER_RESOLVE))
		filter_parse_dump(o->dump_to, *ast, 0);
	if (filter_dumps(o, FILTER_EXPLAIN))
		filter_explain(o->dump_to, *ast, o->deep);
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
	if (filter_dumps(o, FILTER_EMIT))
		bpf_disassemble(o->dump_to, program, BPF_LISTING_ASSEMBLY);
	f->program.insns = malloc(program->count * sizeof *program->insns);
	if (!f->program.insns)
		return middle_no_memory(err);
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
	if (!o->live || f->link_header || f->loops || f->program.count <= BPF_KERNEL_INSNS)
		return;
	quiet.dump = FILTER_NO_DUMP;
	if (!middle_graph(&arena, &quiet, text, ast, VARIANT_TABLES, &made, &ignored))
		emit_ebpf(&made.graph, filter_snaplen(o), &f->tables);
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
