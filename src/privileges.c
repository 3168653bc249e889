#include "privileges.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "file/compress.h"
#include "priv/files.h"
#include "priv/relinquish.h"
#include "priv/sandbox.h"

/* -Z root: files and commands stay root's; packets are read without root's rights all the same. */
static const char *demanded_user(const struct options *o)
{
	return o->user && strcmp(o->user, "root") ? o->user : NULL;
}

/* Whom files of -w belong to, as with Debian's tcpdump; those that verbs write belong to the caller. */
static const char *owner(const struct options *o)
{
	const char *user = demanded_user(o);
	if (o->user || o->verb)
		return user;
	user = sandbox_user();
	return user && strcmp(user, "nobody") ? user : NULL;
}

static const char *process_user(const struct options *o)
{
	const char *user = demanded_user(o);
	return user ? user : sandbox_user();
}

/* How far the names of -w's files are as typed: up to strftime's first %, and the counter before a compressed file's ending. */
static size_t literal_length(const struct options *o)
{
	size_t stem = strlen(o->write) - strlen(compression_ending(options_compression(o)));
	size_t percent = o->seconds ? strcspn(o->write, "%") : stem;
	return percent < stem ? percent : stem;
}

/* The files of --extract: any name in its folder. */
static int allow_extract(const struct options *o, struct files_allowed *f, char folder[PATH_MAX], struct err *err)
{
	int n = snprintf(folder, PATH_MAX, "%s/", o->answer.extract);
	if (o->write)
		return err_set(err, -EINVAL, "--extract and -w do not go together");
	if (n >= PATH_MAX)
		return err_set(err, -ENAMETOOLONG, "--extract: the folder's name is too long");
	if (mkdir(o->answer.extract, 0777) < 0 && errno != EEXIST)
		return err_set(err, -errno, "%s: %s", o->answer.extract, strerror(errno));
	f->pattern = folder;
	f->literal = (size_t)n;
	f->many = true;
	return 0;
}

static int start_files(struct privileges *p, struct err *err)
{
	const struct options *o = p->options;
	char folder[PATH_MAX];
	struct files_allowed f = {.output = o->output, .list = o->list};
	int e = o->answer.extract ? allow_extract(o, &f, folder, err) : 0;
	if (o->write) {
		f.pattern = o->write;
		f.literal = literal_length(o);
		f.many = o->size || o->seconds;
		f.removed = o->keep || o->full == FULL_OVERWRITE;
		f.command = o->postrotate;
		f.user = owner(o);
	}
	if (e < 0 || !(f.pattern || f.output || f.list))
		return e;
	p->files = files_start(&f, err);
	return p->files < 0 ? p->files : 0;
}

int privileges_as_caller(struct err *err)
{
	return setgid(getgid()) < 0 || setuid(getuid()) < 0 ?
		err_set(err, -errno, "giving up the rights of the program's owner: %s", strerror(errno)) : 0;
}

int privileges_start(struct privileges *p, const struct options *o, struct names *names, bool named, struct err *err)
{
	*p = (struct privileges){.options = o};
	if (!o->dump_filter && demanded_user(o) && geteuid() == 0 && relinquish_possible(o->user, err) < 0)
		return err->code;
	tzset();
	if (!o->no_names)
		names_system_preload(names);
	if (named) {
		int e = lookups_start(&p->lookups, process_user(o), err);
		if (e < 0)
			return e;
		names_system_ask(names, &lookups_questions, &p->lookups);
	}
	return start_files(p, err);
}

int privileges_give_up(struct privileges *p, struct err *err)
{
	const struct options *o = p->options;
	if (p->given_up)
		return 0;
	p->given_up = true;
	if (!o->no_sandbox)
		return sandbox_enter(process_user(o), demanded_user(o), err);
	return demanded_user(o) && geteuid() == 0 ? relinquish(o->user, err) : 0;
}

int privileges_seal(struct privileges *p, struct err *err)
{
	if (p->sealed)
		return 0;
	p->sealed = true;
	if (p->files > 0)
		files_opened(p->files);
	return p->options->no_sandbox ? 0 : sandbox_seal(err);
}
