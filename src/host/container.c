#include "host/container.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/message.h"
#include "host/engine.h"
#include "host/proc.h"
#include "host/runtime_state.h"

enum { SHORT_ID = 12, LEAST_ID = 4 }; /* digits shown; digits that are a beginning worth the name */

struct container *containers_add(struct containers *cs, const char *id)
{
	for (size_t i = 0; i < cs->count; i++)
		if (!strcmp(cs->list[i].id, id))
			return &cs->list[i];
	if (cs->count == cs->room) {
		size_t room = cs->room ? 2 * cs->room : 16;
		struct container *more = realloc(cs->list, room * sizeof *more);
		if (!more)
			return NULL;
		cs->list = more;
		cs->room = room;
	}
	struct container *c = &cs->list[cs->count++];
	*c = (struct container){0};
	snprintf(c->id, sizeof c->id, "%s", id);
	return c;
}

const struct container *containers_by_id(const struct containers *cs, const char *id)
{
	for (size_t i = 0; i < cs->count; i++)
		if (!strcmp(cs->list[i].id, id))
			return &cs->list[i];
	return NULL;
}

/* The process with the lowest number stands for its container. */
static int note_process(void *context, pid_t pid)
{
	struct containers *cs = context;
	char path[PROC_CGROUP], id[CONTAINER_ID], uid[POD_UID];
	proc_cgroup(pid, path);
	if (!cgroup_container(path, id))
		return 0;
	struct container *c = containers_add(cs, id);
	if (!c)
		return -ENOMEM;
	if (!c->pid || pid < c->pid)
		c->pid = pid;
	if (!*c->pod && cgroup_pod(path, uid))
		snprintf(c->pod, sizeof c->pod, "%s", uid);
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct container *x = a, *y = b;
	int order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->id, y->id);
}

int containers_find(struct containers *cs, struct err *err)
{
	int e = proc_each(note_process, cs);
	if (e < 0)
		return err_set(err, e, "looking for containers in /proc: %s", strerror(-e));
	engines_ask(cs);
	runtime_state_names(cs, "");
	for (size_t i = 0; i < cs->count; i++) {
		struct container *c = &cs->list[i];
		if (!*c->name)
			snprintf(c->name, sizeof c->name, "%.*s", SHORT_ID, c->id);
		c->netns = c->pid ? proc_namespace(c->pid, "net") : 0;
	}
	if (cs->count)
		qsort(cs->list, cs->count, sizeof *cs->list, by_name);
	return 0;
}

void containers_free(struct containers *cs)
{
	free(cs->list);
	*cs = (struct containers){0};
}

bool container_is(const struct container *c, const char *word)
{
	size_t n = strlen(word);
	if (fnmatch(word, c->name, 0) == 0 || (*c->pod && fnmatch(word, c->pod, 0) == 0))
		return true;
	return n >= LEAST_ID && n < sizeof c->id && !strncmp(c->id, word, n);
}

int container_unknown(const struct containers *cs, const char *word, struct err *err)
{
	const char **names = calloc(cs->count + 1, sizeof *names);
	for (size_t i = 0; names && i < cs->count; i++)
		names[i] = cs->list[i].name;
	const char *near = names ? near_word(word, names) : NULL;
	err_set(err, -ENOENT, "there is no container `%.100s'%s%s%s", word, near ? "; is `" : " (tapline -D --all lists them; --wait "
		"waits for one that starts later)", near ? near : "", near ? "' meant?" : "");
	free(names);
	return -ENOENT;
}
