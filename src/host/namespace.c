#include "host/namespace.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <linux/magic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "core/message.h"
#include "host/proc.h"

/* Where ip-netns(8) and Podman, and Docker, keep those with a name. */
static const char *const folders[] = {"/run/netns", "/run/docker/netns"};


/* NULL: no memory. */
static struct netns *add(struct netns_list *l, uint64_t inode)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->list[i].inode == inode)
			return &l->list[i];
	if (l->count == l->room) {
		size_t room = l->room ? 2 * l->room : 16;
		struct netns *more = realloc(l->list, room * sizeof *more);
		if (!more)
			return NULL;
		l->list = more;
		l->room = room;
	}
	l->list[l->count] = (struct netns){.inode = inode};
	return &l->list[l->count++];
}

/* Inode number of a namespace that a path leads to, 0: it leads to none. */
static uint64_t inode_of(const char *path)
{
	struct stat st;
	struct statfs fs;
	return stat(path, &st) == 0 && statfs(path, &fs) == 0 && fs.f_type == NSFS_MAGIC ? st.st_ino : 0;
}

static int add_process(void *context, pid_t pid)
{
	struct netns_list *l = context;
	errno = 0;
	uint64_t inode = proc_namespace(pid, "net");
	struct netns *n = inode ? add(l, inode) : NULL;
	l->hidden += !inode && errno == EACCES;
	if (inode && !n)
		return -ENOMEM;
	if (n && (!n->pid || pid < n->pid)) {
		n->pid = pid;
		if (!*n->name)
			snprintf(n->path, sizeof n->path, "/proc/%d/ns/net", (int)pid);
	}
	return 0;
}

/* Those of a folder whose names fit. */
static int add_folder(struct netns_list *l, const char *folder, const char *pattern)
{
	DIR *d = opendir(folder);
	int result = 0;
	for (const struct dirent *e = d ? readdir(d) : NULL; e && result == 0; e = readdir(d)) {
		char path[sizeof l->list->path];
		int len = snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		uint64_t inode = e->d_name[0] == '.' || len >= (int)sizeof path || fnmatch(pattern, e->d_name, 0) ? 0 : inode_of(path);
		struct netns *n = inode ? add(l, inode) : NULL;
		if (inode && !n)
			result = -ENOMEM;
		if (!n || *n->name)
			continue;
		snprintf(n->name, sizeof n->name, "%.*s", NAMESPACE_NAME - 1, e->d_name);
		memcpy(n->path, path, sizeof path);
	}
	if (d)
		closedir(d);
	return result;
}

static int add_named(struct netns_list *l, const char *pattern)
{
	int e = 0;
	for (size_t i = 0; i < sizeof folders / sizeof *folders && e == 0; i++)
		e = add_folder(l, folders[i], pattern);
	return e;
}

static int by_name(const void *a, const void *b)
{
	const struct netns *x = a, *y = b;
	if (!*x->name != !*y->name)
		return !*x->name - !*y->name;
	int order = strcmp(x->name, y->name);
	return order ? order : (x->pid > y->pid) - (x->pid < y->pid);
}

int netns_find(struct netns_list *l, struct err *err)
{
	struct netns *own = add(l, proc_namespace(0, "net"));
	int e = own ? 0 : -ENOMEM;
	if (own)
		snprintf(own->path, sizeof own->path, "/proc/self/ns/net");
	e = e < 0 ? e : add_named(l, "*");
	e = e < 0 ? e : proc_each(add_process, l);
	if (e < 0)
		return err_set(err, e, "looking for network namespaces: %s", strerror(-e));
	qsort(l->list + 1, l->count - 1, sizeof *l->list, by_name);
	return 0;
}

void netns_list_free(struct netns_list *l)
{
	free(l->list);
	*l = (struct netns_list){0};
}

/* ---- By a word */

static int unknown_name(const char *word, struct err *err)
{
	struct netns_list all = {0};
	const char *near = NULL;
	const char **names = add_named(&all, "*") == 0 ? calloc(all.count + 1, sizeof *names) : NULL;
	for (size_t i = 0; names && i < all.count; i++)
		names[i] = all.list[i].name;
	near = names ? near_word(word, names) : NULL;
	err_set(err, -ENOENT, "there is no network namespace `%.100s'%s%s%s", word, near ? "; is `" : " (tapline -D --all lists them)",
		near ? near : "", near ? "' meant?" : "");
	free(names);
	netns_list_free(&all);
	return -ENOENT;
}

static int add_path(struct netns_list *l, const char *path, const char *name, struct err *err)
{
	struct stat st;
	uint64_t inode = inode_of(path);
	if (!inode && stat(path, &st) < 0)
		return err_set(err, -errno, "the network namespace %.200s: %s", path, strerror(errno));
	if (!inode)
		return err_set(err, -EINVAL, "%.200s is no network namespace", path);
	struct netns *n = add(l, inode);
	if (!n)
		return err_set(err, -ENOMEM, "no memory for namespaces");
	snprintf(n->name, sizeof n->name, "%s", name);
	snprintf(n->path, sizeof n->path, "%s", path);
	return 0;
}

static int add_pid(struct netns_list *l, const char *word, struct err *err)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%.10s", word);
	struct stat st;
	if (stat(path, &st) < 0)
		return err_set(err, -ESRCH, "there is no process %.20s", word);
	snprintf(path, sizeof path, "/proc/%.10s/ns/net", word);
	return add_path(l, path, word, err);
}

int netns_named(struct netns_list *l, const char *word, struct err *err)
{
	const char *slash = strrchr(word, '/');
	if (slash)
		return add_path(l, word, slash + 1, err);
	size_t before = l->count;
	int e = add_named(l, word);
	if (e < 0)
		return err_set(err, e, "no memory for namespaces");
	if (l->count > before)
		return 0;
	bool number = *word && strspn(word, "0123456789") == strlen(word);
	return number ? add_pid(l, word, err) : unknown_name(word, err);
}
