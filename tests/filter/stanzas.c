/* Frozen cases of the filter compiler: programs and error messages.
 *
 *     filter-stanzas FILE [--write]
 *
 * A stanza is "name", "link", "filter" (each a line with a colon), then the listing or the message, then an
 * empty line.
 * --write prints the file anew with what the compiler says now. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bpf/disassemble.h"
#include "core/linktype.h"
#include "filter/compile.h"

struct stanza {
	char name[128], link[64], filter[2048], expected[32768];
};

static bool value_of(const char *line, const char *key, char *out, size_t room)
{
	size_t n = strlen(key);

	if (strncmp(line, key, n) || line[n] != ':')
		return false;
	snprintf(out, room, "%s", line + n + 1 + (line[n + 1] == ' '));
	out[strcspn(out, "\n")] = '\0';
	return true;
}

/* False: the end of the file. */
static bool stanza_read(FILE *f, struct stanza *s)
{
	char line[4096];

	*s = (struct stanza){0};
	while (fgets(line, sizeof line, f)) {
		if (line[0] == '\n' && s->filter[0])
			return true;
		if (line[0] == '\n' || (line[0] == '#' && !s->name[0]))
			continue;
		if (value_of(line, "name", s->name, sizeof s->name) ||
			value_of(line, "link", s->link, sizeof s->link) ||
			value_of(line, "filter", s->filter, sizeof s->filter))
			continue;
		size_t have = strlen(s->expected);
		snprintf(s->expected + have, sizeof s->expected - have, "%s", line);
	}
	return s->filter[0] != '\0';
}

static void result_of(const struct stanza *s, struct text *t)
{
	struct filter_options o = {.linktype = linktype_by_name(s->link), .optimize = true};
	struct filter f;
	struct err err = {0};

	if (filter_compile(&f, &o, s->filter, &err) < 0)
		text_printf(t, "%s\n", err.text);
	else
		bpf_disassemble(t, &f.program, BPF_LISTING_ASSEMBLY);
	filter_free(&f);
}

int main(int argc, char **argv)
{
	static struct stanza s;
	unsigned passed = 0, failed = 0;
	bool writes = argc > 2 && !strcmp(argv[2], "--write");
	FILE *f = argc > 1 ? fopen(argv[1], "r") : NULL;

	if (!f) {
		fprintf(stderr, "usage: filter-stanzas FILE [--write]\n");
		return 2;
	}
	while (stanza_read(f, &s)) {
		struct text t = {0};
		result_of(&s, &t);
		bool same = t.len == strlen(s.expected) && !memcmp(t.data, s.expected, t.len);
		if (writes)
			printf("name: %s\nlink: %s\nfilter: %s\n%.*s\n", s.name, s.link, s.filter, (int)t.len,
				t.data);
		else if (!same)
			printf("FAILED %s: expected\n%sgot\n%.*s", s.name, s.expected, (int)t.len, t.data);
		passed += same;
		failed += !same;
		text_free(&t);
	}
	fclose(f);
	if (!writes)
		printf("%u passed, %u failed\n", passed, failed);
	return failed && !writes ? 1 : 0;
}
