#include "capture/target.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capture/interfaces.h"

/* ---- Namespaces: setns(2) */

int netns_enter(int netns)
{
	int before = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
	if (before < 0)
		return -errno;
	if (setns(netns, CLONE_NEWNET) < 0) {
		int e = errno;
		close(before);
		return -e;
	}
	return before;
}

/* Not to be back where the rest of the program believes to be would be worse than to end. */
void netns_leave(int before)
{
	if (setns(before, CLONE_NEWNET) < 0)
		abort();
	close(before);
}

int target_socket(const struct capture_target *t, int domain, int type, int protocol)
{
	int before = t->netns >= 0 ? netns_enter(t->netns) : -1;
	if (t->netns >= 0 && before < 0)
		return before;
	int fd = socket(domain, type | SOCK_CLOEXEC, protocol), e = errno;
	if (before >= 0)
		netns_leave(before);
	return fd < 0 ? -e : fd;
}

/* ---- The words of -i */

static bool listed(const struct capture_targets *ts, const char *label)
{
	for (size_t i = 0; i < ts->count; i++)
		if (!strcmp(ts->list[i].label, label))
			return true;
	return false;
}

static int add_one(struct capture_targets *ts, const char *name, int netns, const char *prefix, struct err *err)
{
	struct capture_target t = {.netns = -1};
	int n = snprintf(t.label, sizeof t.label, "%s%s%s", prefix ? prefix : "", prefix ? "/" : "", name);
	snprintf(t.name, sizeof t.name, "%s", name);
	if (n >= (int)sizeof t.label)
		return err_set(err, -ENAMETOOLONG, "%s/%s: the name is too long", prefix ? prefix : "", name);
	if (listed(ts, t.label))
		return 0;
	if (ts->count == TARGETS_MAX)
		return err_set(err, -E2BIG, "more than %d interfaces to capture on", TARGETS_MAX);
	if (netns >= 0 && (t.netns = fcntl(netns, F_DUPFD_CLOEXEC, 0)) < 0)
		return err_set(err, -errno, "%s: %s", t.label, strerror(errno));
	struct capture_target *more = realloc(ts->list, (ts->count + 1) * sizeof *more);
	if (!more) {
		if (t.netns >= 0)
			close(t.netns);
		return err_set(err, -ENOMEM, "no memory for the list of interfaces");
	}
	ts->list = more;
	ts->list[ts->count++] = t;
	return 0;
}

struct matching {
	struct capture_targets *targets;
	const char *pattern, *prefix;
	int netns;
	size_t found, down;
	struct err *err;
};

static int add_matching(void *context, const char *name, unsigned flags)
{
	struct matching *m = context;
	if (!strcmp(name, "any") || fnmatch(m->pattern, name, 0))
		return 0;
	m->found++;
	if (!(flags & IFF_UP)) {
		m->down++;
		return 0;
	}
	return add_one(m->targets, name, m->netns, m->prefix, m->err);
}

static int add_pattern(struct capture_targets *ts, const char *word, int netns, const char *prefix, struct err *err)
{
	struct matching m = {ts, word, prefix, netns, .err = err};
	int e = interfaces_each(add_matching, &m, err);
	if (e < 0)
		return e;
	if (!m.found)
		return err_set(err, -ENODEV, "%s: No such device exists (no interface fits the pattern; -D lists them)", word);
	if (m.found == m.down)
		return err_set(err, -ENETDOWN, "%s: none of the %zu interfaces that fit the pattern is up", word, m.found);
	return 0;
}

/* In the namespace of the word. */
static int add_word(struct capture_targets *ts, const char *word, int netns, const char *prefix, struct err *err)
{
	char name[IFNAMSIZ];
	char *end;
	if (!strcmp(word, "any") || (strlen(word) < IFNAMSIZ && if_nametoindex(word)))
		return add_one(ts, word, netns, prefix, err);
	if (strpbrk(word, "*?["))
		return add_pattern(ts, word, netns, prefix, err);
	long n = strtol(word, &end, 10);
	if (!*word || *end)
		return err_set(err, -ENODEV, "%s%s%s: No such device exists (-D%s lists the interfaces)", prefix ? prefix : "",
			prefix ? "/" : "", word, prefix ? " --all" : "");
	if (n < 1 || n > INT_MAX)
		return err_set(err, -ENODEV, "Invalid adapter index %s: -D counts from 1", word);
	int e = interface_by_index((unsigned)n, name, err);
	return e < 0 ? e : add_one(ts, name, netns, prefix, err);
}

int targets_add(struct capture_targets *ts, const char *word, int netns, const char *prefix, struct err *err)
{
	int before = netns >= 0 ? netns_enter(netns) : -1;
	if (netns >= 0 && before < 0)
		return err_set(err, before, "%s%s%s: entering the network namespace: %s", prefix ? prefix : "", prefix ? "/" : "",
			word, strerror(-before));
	int e = add_word(ts, word, netns, prefix, err);
	if (before >= 0)
		netns_leave(before);
	return e;
}

void targets_free(struct capture_targets *ts)
{
	for (size_t i = 0; i < ts->count; i++)
		if (ts->list[i].netns >= 0)
			close(ts->list[i].netns);
	free(ts->list);
	*ts = (struct capture_targets){0};
}
