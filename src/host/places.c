#include "host/places.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "capture/interfaces.h"
#include "core/time.h"
#include "host/container.h"
#include "host/namespace.h"
#include "host/proc.h"

enum { LOOK_AGAIN_MS = 100, WORD = 512 };

/* ---- The interfaces of one namespace */

struct inside {
	char (*names)[IFNAMSIZ];
	size_t count;
	bool loopback; /* it is up, too */
};

static int note_interface(void *context, const char *name, unsigned flags)
{
	struct inside *in = context;
	if (!strcmp(name, "any") || !(flags & IFF_UP))
		return 0;
	if (flags & IFF_LOOPBACK) {
		in->loopback = true;
		return 0;
	}
	char(*more)[IFNAMSIZ] = realloc(in->names, (in->count + 1) * sizeof *more);
	if (!more)
		return -ENOMEM;
	in->names = more;
	snprintf(in->names[in->count++], IFNAMSIZ, "%s", name);
	return 0;
}

static int list_inside(struct inside *in, int netns, const char *label, struct err *err)
{
	int before = netns_enter(netns);
	if (before < 0)
		return err_set(err, before, "%s: entering the network namespace: %s%s", label, strerror(-before),
			before == -EPERM ? " (the capability CAP_SYS_ADMIN is missing: run with sudo)" : "");
	int e = interfaces_each(note_interface, in, err);
	netns_leave(before);
	return e;
}

static int add_all(struct capture_targets *ts, int netns, const char *label, struct err *err)
{
	struct inside in = {0};
	int e = list_inside(&in, netns, label, err);
	if (e >= 0 && !in.count && !in.loopback)
		e = err_set(err, -ENETDOWN, "%s: no interface is up there", label);
	for (size_t i = 0; e >= 0 && i < in.count; i++)
		e = targets_add(ts, in.names[i], netns, label, err);
	if (e >= 0 && !in.count)
		e = targets_add(ts, "lo", netns, label, err);
	free(in.names);
	return e;
}

/* `description` is said of the interfaces in files. */
static int add_place(struct capture_targets *ts, const char *path, const char *iface, const char *label, const char *description,
	struct err *err)
{
	size_t before = ts->count;
	int netns = open(path, O_RDONLY | O_CLOEXEC);
	if (netns < 0)
		return err_set(err, -errno, "%s: opening its network namespace %s: %s%s", label, path, strerror(errno),
			errno == EACCES || errno == EPERM ? " (run with sudo)" : "");
	int e = iface ? targets_add(ts, iface, netns, label, err) : add_all(ts, netns, label, err);
	close(netns);
	for (size_t i = before; i < ts->count; i++)
		snprintf(ts->list[i].place, sizeof ts->list[i].place, "%s", description);
	return e;
}

/* ---- netns: */

/* Of a path that ends in /IFACE the namespace's part; how long. */
static size_t path_length(const char *word)
{
	size_t n = strlen(word);
	char path[WORD];
	struct stat st;
	for (; n; n = n ? (size_t)((const char *)memrchr(word, '/', n) - word) : 0) {
		snprintf(path, sizeof path, "%.*s", (int)n, word);
		if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
			return n;
	}
	return strlen(word);
}

static int add_netns(struct capture_targets *ts, const char *word, struct err *err)
{
	char what[WORD], description[NAMESPACE_NAME + 32];
	struct netns_list found = {0};
	size_t n = *word == '/' ? path_length(word) : strcspn(word, "/");
	snprintf(what, sizeof what, "%.*s", (int)n, word);
	const char *iface = word[n] == '/' && word[n + 1] ? word + n + 1 : NULL;
	int e = netns_named(&found, what, err);
	for (size_t i = 0; e >= 0 && i < found.count; i++) {
		snprintf(description, sizeof description, "network namespace %s", found.list[i].name);
		e = add_place(ts, found.list[i].path, iface, found.list[i].name, description, err);
	}
	netns_list_free(&found);
	return e;
}

/* ---- container: */

static bool is_shared(const struct containers *cs, const struct container *c, const char *what)
{
	for (const struct container *o = cs->list; o < c; o++)
		if (o->netns == c->netns && container_is(o, what))
			return true;
	return false;
}

/* The name, with the pod where another container has the same one. */
static void label_of(const struct containers *cs, const struct container *c, char label[TARGET_LABEL])
{
	bool twice = false;
	for (size_t i = 0; i < cs->count; i++)
		twice |= &cs->list[i] != c && !strcmp(cs->list[i].name, c->name);
	if (twice && *c->pod)
		snprintf(label, TARGET_LABEL, "%.60s:%.40s", c->pod, c->name);
	else
		snprintf(label, TARGET_LABEL, "%.*s", TARGET_LABEL - IFNAMSIZ - 2, c->name);
}

static int add_container(struct capture_targets *ts, const struct containers *cs, const struct container *c, const char *iface,
	struct err *err)
{
	char path[64], label[TARGET_LABEL], description[TARGET_PLACE];
	if (c->netns == proc_namespace(0, "net"))
		return err_set(err, -EINVAL, "container %s has no network of its own, it uses this host's: capture on that "
			"(--process tells which packets are its)", c->name);
	snprintf(path, sizeof path, "/proc/%d/ns/net", (int)c->pid);
	label_of(cs, c, label);
	snprintf(description, sizeof description, "container %s (%.12s)%s%s", c->name, c->id, *c->pod ? " of pod " : "", c->pod);
	return add_place(ts, path, iface, label, description, err);
}

/* A container's processes have their namespace before its interfaces are there. */
static int add_containers(struct capture_targets *ts, const char *word, struct err *err)
{
	struct containers cs = {0};
	char what[WORD];
	size_t n = strcspn(word, "/"), found = 0;
	snprintf(what, sizeof what, "%.*s", (int)n, word);
	const char *iface = word[n] == '/' && word[n + 1] ? word + n + 1 : NULL;
	int e = containers_find(&cs, err);
	for (size_t i = 0; e >= 0 && i < cs.count; i++) {
		const struct container *c = &cs.list[i];
		if (!container_is(c, what) || !c->netns)
			continue;
		found++;
		if (!is_shared(&cs, c, what))
			e = add_container(ts, &cs, c, iface, err);
	}
	if (e >= 0 && !found)
		e = container_unknown(&cs, what, err);
	containers_free(&cs);
	return e;
}

/* ---- All words */

static int add_once(struct capture_targets *ts, const char *word, struct err *err)
{
	static const char netns[] = "netns:", container[] = "container:";
	if (!strncmp(word, netns, sizeof netns - 1))
		return add_netns(ts, word + sizeof netns - 1, err);
	if (!strncmp(word, container, sizeof container - 1))
		return add_containers(ts, word + sizeof container - 1, err);
	return targets_add(ts, word, -1, NULL, err);
}

/* What may come to be by waiting. */
static bool may_come(int e)
{
	return e == -ENOENT || e == -ESRCH || e == -ENODEV || e == -ENETDOWN || e == -EINVAL;
}

int places_add(struct capture_targets *ts, const char *word, const struct places_wait *w, struct err *err)
{
	struct err first = {0};
	int e = add_once(ts, word, &first);
	for (bool said = false; e < 0 && w->wait && may_come(e); said = true) {
		if (!said)
			w->waiting(w->context, word);
		nanosleep(&(struct timespec){0, LOOK_AGAIN_MS * (NS_PER_S / 1000)}, NULL);
		if (*w->stop)
			return -EINTR;
		first = (struct err){0};
		e = add_once(ts, word, &first);
	}
	return e < 0 ? err_set(err, e, "%s", first.text) : e;
}
