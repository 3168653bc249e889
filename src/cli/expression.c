#include "cli/expression.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

static char *finished(struct text *t, struct err *err)
{
	text_c(t, 0);
	if (t->failed) {
		err_set(err, -ENOMEM, "no memory for the filter");
		text_free(t);
		return NULL;
	}
	return t->data;
}

/* '#' to the end of the line is a comment. */
static char *from_file(const char *path, struct err *err)
{
	FILE *f = strcmp(path, "-") ? fopen(path, "re") : stdin;
	if (!f) {
		err_set(err, -errno, "can't open %s: %s", path, strerror(errno));
		return NULL;
	}
	struct text t = {0};
	bool comment = false;
	int c;
	while ((c = getc(f)) != EOF) {
		comment = c == '#' || (comment && c != '\n');
		text_c(&t, comment ? ' ' : (char)c);
	}
	int failed = ferror(f) ? errno : 0;
	if (f != stdin)
		fclose(f);
	char *whole = finished(&t, err);
	if (!failed || !whole)
		return whole;
	err_set(err, -failed, "read %s: %s", path, strerror(failed));
	free(whole);
	return NULL;
}

char *expression_text(const struct options *o, struct err *err)
{
	if (o->filter_file)
		return from_file(o->filter_file, err);
	struct text t = {0};
	for (int i = 0; i < o->expression_words; i++) {
		if (i)
			text_c(&t, ' ');
		text_s(&t, o->expression[i]);
	}
	return finished(&t, err);
}
