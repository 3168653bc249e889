/* Theory of operation. At the start, and when asked to look, all open sockets are listed (socket_scan.h). Beside that, hooks in the
 * kernel tell of each new one (socket_hooks.h). Both become records in `out`, which an answer empties. A process is introduced by
 * a record of its own when it is met for the first time, as long as /proc can say more of it than the hook did. */
#include "host/process_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "core/table.h"
#include "core/text.h"
#include "core/time.h"
#include "host/container.h"
#include "host/nat.h"
#include "host/proc.h"
#include "host/process_bell.h"
#include "host/process_records.h"
#include "host/socket_hooks.h"
#include "host/socket_scan.h"

struct process_key {
	uint64_t cgroup;
	pid_t pid;
	char name[PROC_NAME];
	uint32_t unused;
};

/* What a socket's port record said, to take it back when it is closed. */
struct port {
	uint64_t netns;
	struct socket_end local;
	uint32_t process;
	uint8_t protocol;
};

struct watch {
	struct process_tree *tree;
	struct socket_hooks *hooks;  /* NULL: there are none */
	struct nat *nat;             /* of our own network namespace; NULL: there is none */
	uint64_t netns;              /* that one's cookie */
	struct table processes;      /* struct process_key -> its number */
	struct table ports;          /* cookie of a socket -> struct port */
	struct table namespaces;     /* cookie -> inode number */
	struct containers containers;
	struct text out;
	int cgroup_root;
	bool rescan;                 /* a namespace was met that is not known */
	int64_t looked;              /* when sockets were listed; 0: never */
};

/* ---- Records */

static void put(struct watch *w, const struct process_record *r)
{
	text_bytes(&w->out, r, sizeof *r);
}

/* The path of a control group by its id, which is its file handle. */
static void cgroup_path(const struct watch *w, uint64_t id, char path[PROC_CGROUP])
{
	enum { FILEID_KERNFS = 0xfe };
	union {
		struct file_handle handle;
		char room[sizeof(struct file_handle) + sizeof id];
	} u = {.handle = {.handle_bytes = sizeof id, .handle_type = FILEID_KERNFS}};
	char link[64], found[PROC_CGROUP], root[PROC_CGROUP];
	memcpy(u.room + offsetof(struct file_handle, f_handle), &id, sizeof id);
	int fd = w->cgroup_root < 0 ? -1 : open_by_handle_at(w->cgroup_root, &u.handle, O_PATH | O_CLOEXEC);
	path[0] = 0;
	if (fd < 0)
		return;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, found, sizeof found - 1);
	snprintf(link, sizeof link, "/proc/self/fd/%d", w->cgroup_root);
	ssize_t k = readlink(link, root, sizeof root - 1);
	if (n > 0 && k > 0 && n >= k)
		snprintf(path, PROC_CGROUP, "%.*s", (int)(n - k), found + k);
	close(fd);
}

/* By the control group, else by the network namespace, which many have for themselves. */
static const struct container *container_of(const struct watch *w, const char *cgroup, uint64_t netns)
{
	char id[CONTAINER_ID];
	const struct container *c = cgroup_container(cgroup, id) ? containers_by_id(&w->containers, id) : NULL;
	uint64_t *inode = table_find(&w->namespaces, &netns);
	if (c || !inode || *inode == proc_namespace(0, "net"))
		return c;
	for (size_t i = 0; i < w->containers.count; i++)
		if (w->containers.list[i].netns == *inode)
			return &w->containers.list[i];
	return NULL;
}

/* The number of a process. cgroup: the id that a hook gave, 0: none. */
static uint32_t process_number(struct watch *w, pid_t pid, const char *name, uint64_t cgroup, uint64_t netns)
{
	struct process_key key = {.cgroup = cgroup, .pid = pid};
	struct process_info info = {.pid = pid, .selected = process_tree_has(w->tree, pid, name)};
	char path[PROC_CGROUP];
	bool fresh;
	memcpy(key.name, name, strnlen(name, PROC_NAME - 1));
	uint32_t *number = table_add(&w->processes, &key, &fresh);
	if (!number || !fresh)
		return number ? *number : 0;
	*number = (uint32_t)w->processes.count;
	proc_cgroup(pid, path);
	if (!*path && cgroup)
		cgroup_path(w, cgroup, path);
	memcpy(info.name, key.name, PROC_NAME);
	snprintf(info.cgroup, sizeof info.cgroup, "%.*s", (int)sizeof info.cgroup - 1, path);
	const struct container *c = container_of(w, path, netns);
	if (c)
		snprintf(info.container, sizeof info.container, "%s", c->name);
	put(w, &(struct process_record){.kind = PROCESS_KNOWN, .process = *number});
	text_bytes(&w->out, &info, sizeof info);
	return *number;
}

/* ---- What is open */

static void take_netns(void *context, uint64_t cookie, uint64_t inode)
{
	struct watch *w = context;
	bool fresh;
	uint64_t *v = table_add(&w->namespaces, &cookie, &fresh);
	if (v)
		*v = inode;
}

static void take_address(void *context, uint64_t cookie, const struct socket_end *address)
{
	put(context, &(struct process_record){.kind = PROCESS_ADDRESS, .netns = cookie, .local = *address});
}

static void take_socket(void *context, uint64_t cookie, const struct socket_ends *ends, pid_t holder)
{
	struct watch *w = context;
	char name[PROC_NAME];
	proc_name(holder, name);
	if (!ends->local.port || !*name)
		return;
	/* without hooks, a new socket may have been there since the last look */
	put(w, &(struct process_record){.kind = PROCESS_SOCKET, .protocol = ends->protocol, .netns = cookie, .local = ends->local,
		.remote = ends->remote, .time = w->hooks ? 0 : w->looked, .process = process_number(w, holder, name, 0, cookie)});
}

static void look(struct watch *w)
{
	struct socket_scan_calls calls = {take_netns, take_address, take_socket, w};
	struct containers found = {0};
	struct err ignored = {0};
	int64_t now = time_now();
	/* engines take their time to answer, so they are asked only when there may be a new container */
	if ((w->rescan || !w->looked) && containers_find(&found, &ignored) >= 0) {
		containers_free(&w->containers);
		w->containers = found;
	}
	if (!w->hooks && w->looked) /* nobody tells when a port is closed */
		put(w, &(struct process_record){.kind = PROCESS_PORTS, .time = w->looked});
	socket_scan(&calls, &ignored);
	w->rescan = false;
	w->looked = now;
}

/* ---- What happens */

static void event_end(struct socket_end *e, uint32_t family, const uint8_t *address, uint32_t port)
{
	struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
	struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	memcpy(&six.sin6_addr, address, sizeof six.sin6_addr);
	memcpy(&four.sin_addr, address, sizeof four.sin_addr);
	if (family == AF_INET6)
		socket_end_set(e, (const struct sockaddr *)&six, sizeof six);
	else
		socket_end_set(e, (const struct sockaddr *)&four, sizeof four);
}

static int64_t real_time(uint64_t monotonic)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return time_now() - (now.tv_sec * NS_PER_S + now.tv_nsec) + (int64_t)monotonic;
}

static void closed(struct watch *w, const struct socket_event *e)
{
	struct port *p = table_find(&w->ports, &e->cookie);
	if (!p)
		return;
	put(w, &(struct process_record){.kind = PROCESS_CLOSED, .protocol = p->protocol, .netns = p->netns, .local = p->local,
		.process = p->process, .time = real_time(e->time)});
	table_remove(&w->ports, &e->cookie);
}

static void take_event(void *context, const struct socket_event *e)
{
	struct watch *w = context;
	bool fresh;
	if (e->kind == SOCKET_CLOSED) {
		closed(w, e);
		return;
	}
	if (!table_find(&w->namespaces, &e->netns)) {
		take_netns(w, e->netns, proc_namespace((pid_t)e->pid, "net"));
		w->rescan = true;
	}
	struct process_record r = {.kind = PROCESS_SOCKET, .protocol = (uint8_t)e->protocol, .netns = e->netns,
		.time = real_time(e->time), .process = process_number(w, (pid_t)e->pid, e->name, e->cgroup, e->netns)};
	event_end(&r.local, e->family, e->local, e->local_port);
	if (e->remote_port)
		event_end(&r.remote, e->family, e->remote, e->remote_port);
	if (!r.local.port)
		return;
	put(w, &r);
	struct port *p = e->remote_port ? NULL : table_add(&w->ports, &e->cookie, &fresh);
	if (p)
		*p = (struct port){r.netns, r.local, r.process, r.protocol};
}

static void take_nat(void *context, const struct nat_flow *flow, bool over)
{
	struct watch *w = context;
	put(w, &(struct process_record){.kind = over ? PROCESS_NAT_OVER : PROCESS_NAT, .netns = w->netns});
	text_bytes(&w->out, flow, sizeof *flow);
}

static void answer(struct watch *w, char request)
{
	process_tree_read(w->tree);
	if (w->nat)
		nat_read(w->nat, take_nat, w);
	if (w->hooks) {
		socket_hooks_read(w->hooks, take_event, w);
		put(w, &(struct process_record){.kind = PROCESS_LOST, .netns = socket_hooks_lost(w->hooks)});
	}
	if (request == PROCESS_ASK_LOOK || w->rescan)
		look(w);
}

static bool send_all(int fd, const void *data, size_t n)
{
	const char *p = data;
	while (n) {
		ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		p += sent;
		n -= (size_t)sent;
	}
	return true;
}

static uint64_t own_netns(void)
{
	enum { COOKIE = 71 }; /* SO_NETNS_COOKIE */
	uint64_t cookie = 0;
	socklen_t n = sizeof cookie;
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || getsockopt(fd, SOL_SOCKET, COOKIE, &cookie, &n) < 0)
		cookie = 0;
	if (fd >= 0)
		close(fd);
	return cookie;
}

static _Noreturn void watch(const struct process_watch_options *o, int fd)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGUSR1, SIGUSR2};
	struct watch w = {.cgroup_root = socket_hooks_cgroup_root(), .nat = nat_new(), .netns = own_netns()};
	struct err err = {0};
	char request;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		signal(ends[i], SIG_IGN);
	table_init(&w.processes, sizeof(struct process_key), sizeof(uint32_t), 0);
	table_init(&w.ports, sizeof(uint64_t), sizeof(struct port), 0);
	table_init(&w.namespaces, sizeof(uint64_t), sizeof(uint64_t), 0);
	if (process_tree_new(&o->choice, &w.tree, &err) < 0)
		_exit(1);
	if (socket_hooks_new(&w.hooks, &err) < 0) {
		w.hooks = NULL;
		fprintf(stderr, "%s: short-lived sockets may be missed by --process: %s\n", o->program, err.text);
	}
	/* of chosen processes, their children have to be known, whether they make sockets or not */
	bool chosen = o->choice.pid_count || o->choice.name_count;
	while (recv(fd, &request, 1, 0) == 1) {
		if (request == PROCESS_ASK_BELL) {
			if (!process_bell_give(fd, w.hooks && !chosen ? socket_hooks_ring(w.hooks) : -1, w.nat ? nat_descriptor(w.nat) : -1))
				break;
			continue;
		}
		answer(&w, request);
		uint64_t size = w.out.failed ? 0 : w.out.len;
		if (!send_all(fd, &size, sizeof size) || !send_all(fd, w.out.data, size))
			break;
		text_reset(&w.out);
	}
	_exit(0);
}

int process_watch_start(const struct process_watch_options *o, int *fd, struct err *err)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return err_set(err, -errno, "watching processes: %s", strerror(errno));
	pid_t child = fork();
	int e = errno;
	if (child == 0) {
		close(pair[0]);
		watch(o, pair[1]);
	}
	close(pair[1]);
	*fd = pair[0];
	if (child < 0)
		close(pair[0]);
	return child < 0 ? err_set(err, -e, "watching processes: %s", strerror(e)) : 0;
}
