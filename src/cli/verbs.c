#include "cli/verbs.h"

#include <errno.h>
#include <string.h>

#include "cli/options.h"
#include "answers/info.h"

static int info_sink(const struct options *o, const struct source *source, int fd, struct sink **sink, struct err *err)
{
	return info_sink_new(source, o->read, fd, sink, err);
}

static const struct verb verbs[] = {
	{"info", "FILE [filter expression]", "Says what a capture file holds: format, packets, times, rates, interfaces.",
		.words = verb_file, .sink = info_sink},
};

const struct verb *verb_named(const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (!strcmp(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

void verbs_list(FILE *to)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		fprintf(to, "  %-10s %s\n", verbs[i].name, verbs[i].summary);
}

const char *verb_word(struct options *o)
{
	if (!o->expression_words)
		return NULL;
	o->expression_words--;
	return *o->expression++;
}

int verb_file(struct options *o, struct err *err)
{
	if (!o->read)
		o->read = verb_word(o);
	return o->read ? 0 : err_set(err, -EINVAL, "%s: name the capture file (- for standard input)", o->verb->name);
}
