#include "display/display.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "display/ast.h"
#include "display/evaluate.h"
#include "display/limits.h"
#include "display/regex.h"

struct display {
	struct arena arena;
	struct node *root; /* NULL: every packet passes */
	struct regex *regexes;
	bool frame, analysis;
	const struct field *only[DISPLAY_ONLY];
	uint32_t only_count;
	bool whole;          /* all fields are needed */
	struct evaluation evaluation;
};

static int compile(struct display *d, const char *text, struct names *names, struct err *err)
{
	struct display_compiler c = {.arena = &d->arena, .source = text, .names = names, .err = err};
	struct display_lexemes tokens;
	if (display_lex(&d->arena, text, &tokens, err) < 0 || !tokens.count)
		return err->code;
	d->root = display_parse(&c, &tokens);
	if (!d->root)
		return err->code;
	if (field_index_init(&c.index) < 0)
		return err_set(err, -ENOMEM, "no memory");
	display_check(&c, d->root);
	field_index_free(&c.index);
	d->regexes = c.regexes;
	d->frame = c.frame;
	d->analysis = c.analysis;
	memcpy(d->only, c.used, sizeof d->only);
	d->only_count = c.used_count;
	d->whole = c.whole || c.lengths || c.used_count > DISPLAY_ONLY;
	return err->code;
}

int display_compile(struct display **out, const char *text, struct names *names, struct err *err)
{
	struct display *d = calloc(1, sizeof *d);
	*out = NULL;
	if (!d)
		return err_set(err, -ENOMEM, "no memory");
	d->arena.budget = LIMIT_FILTER_MEMORY;
	d->evaluation.work.budget = LIMIT_WORK_MEMORY;
	if (compile(d, text, names, err) < 0) {
		display_free(d);
		return err->code;
	}
	*out = d;
	return 0;
}

void display_free(struct display *d)
{
	if (!d)
		return;
	regex_free_all(d->regexes);
	arena_free(&d->evaluation.work);
	arena_free(&d->arena);
	free(d);
}

bool display_needs_frame(const struct display *d)
{
	return d->frame;
}

bool display_needs_analysis(const struct display *d)
{
	return d->analysis;
}

const struct field *const *display_fields(const struct display *d, uint32_t *count)
{
	*count = d->whole ? 0 : d->only_count;
	return d->whole ? NULL : d->only;
}

bool display_match(struct display *d, const struct tape *t)
{
	struct evaluation *e = &d->evaluation;
	if (!d->root)
		return true;
	if (e->worked)
		arena_reset(&e->work);
	e->worked = false;
	e->tape = t;
	return evaluate(e, d->root);
}
