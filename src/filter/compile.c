/* The compiler, pass by pass: lex and parse (names looked up, primitives lowered), build the graph of tests, optimize,
 * emit, verify. */
#include <errno.h>
#include <stdlib.h>

#include "bpf/verify.h"
#include "filter/compile.h"
#include "filter/parse.h"

enum { SNAPLEN = 262144 };

static int passes(struct lower *l, struct arena *a, const char *text, struct filter *f, struct err *err)
{
	const struct filter_options *o = l->options;
	const struct cond *c = filter_parse(l, a, text, err);
	if (!c)
		return err->code;
	if (c->op == COND_FALSE && o->optimize)
		return err_set(err, -EINVAL, "expression rejects all packets");
	struct node *graph = graph_build(&l->ir, c, o->optimize);
	if (o->optimize)
		graph = graph_optimize(&l->ir, graph);
	if (graph == &l->ir.reject && o->optimize)
		return err_set(err, -EINVAL, "expression rejects all packets");
	int e = graph_emit(&l->ir, graph, o->snaplen ? o->snaplen : SNAPLEN, &f->program, err);
	uint32_t at = 0;
	const char *fault = e < 0 ? NULL : bpf_verify(&f->program, false, &at);
	return fault ? err_set(err, -EINVAL, "the filter program is not valid: %s (instruction %u)", fault, at) : e;
}

int filter_compile(struct filter *f, const struct filter_options *o, const char *text, struct err *err)
{
	struct arena arena = {.budget = o->budget ? o->budget : FILTER_BUDGET};
	struct lower *l = calloc(1, sizeof *l);
	struct err failed = {0};
	*f = (struct filter){0};
	int e = l ? lower_init(l, o, &arena, &failed) : err_set(&failed, -ENOMEM, "no memory for the filter");
	if (e >= 0)
		e = passes(l, &arena, text ? text : "", f, &failed);
	arena_free(&arena);
	free(l);
	if (e < 0)
		filter_free(f);
	return e < 0 ? err_set(err, e, "%s", failed.text) : 0;
}

void filter_free(struct filter *f)
{
	free(f->program.insns);
	*f = (struct filter){0};
}

uint32_t filter_run(const struct filter *f, const uint8_t *data, uint32_t len, uint32_t caplen)
{
	return bpf_run(f->program.insns, data, len, caplen);
}

bool filter_fits_kernel(const struct filter *f)
{
	return f->program.count <= BPF_KERNEL_INSNS && !f->loops;
}
