#include "cli/decode_files.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SYSTEM_FILE "/etc/tapline/decode"

static char *trimmed(char *line)
{
	line[strcspn(line, "#\n")] = 0;
	line += strspn(line, " \t");
	for (size_t n = strlen(line); n && strchr(" \t\r", line[n - 1]); n--)
		line[n - 1] = 0;
	return line;
}

static int read_lines(struct decode_rules *rules, FILE *f, const char *path, struct err *err)
{
	char line[256];
	int e = 0;
	for (unsigned number = 1; e >= 0 && fgets(line, sizeof line, f); number++) {
		struct err why = {0};
		const char *word = trimmed(line);
		if (*word && (e = decode_rules_add(rules, word, &why)) < 0)
			err_set(err, e, "%s:%u: %s", path, number, why.text);
	}
	return e;
}

/* A file that is not there is no fault, nor is one in a folder that one may not enter, such as somebody else's home. */
static int read_file(struct decode_rules *rules, const char *path, struct err *err)
{
	FILE *f = access(path, F_OK) < 0 ? NULL : fopen(path, "re");
	if (!f && (errno == ENOENT || errno == ENOTDIR || access(path, F_OK) < 0))
		return 0;
	if (!f)
		return err_set(err, -errno, "can't open %s: %s", path, strerror(errno));
	int e = read_lines(rules, f, path, err);
	fclose(f);
	return e;
}

/* The user's own file; with the rights of somebody else it is not looked at. */
static bool user_file(char path[PATH_MAX])
{
	const char *folder = secure_getenv("XDG_CONFIG_HOME"), *home = secure_getenv("HOME");
	if (folder && *folder)
		return snprintf(path, PATH_MAX, "%s/tapline/decode", folder) < PATH_MAX;
	return home && *home && snprintf(path, PATH_MAX, "%s/.config/tapline/decode", home) < PATH_MAX;
}

int decode_files_read(struct options *o, struct err *err)
{
	char path[PATH_MAX];
	if (o->tcpdump)
		return 0;
	int e = read_file(&o->rules, SYSTEM_FILE, err);
	if (e >= 0 && user_file(path))
		e = read_file(&o->rules, path, err);
	for (unsigned i = 0; e >= 0 && i < o->decode_count; i++) {
		struct err why = {0};
		e = decode_rules_add(&o->rules, o->decode[i], &why);
		if (e < 0)
			err_set(err, e, "--decode %s: %s", o->decode[i], why.text);
	}
	o->dissect.decode = o->rules.rules;
	o->dissect.decode_count = o->rules.count;
	return e;
}
