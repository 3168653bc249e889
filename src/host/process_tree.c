#include "host/process_tree.h"

#include <errno.h>
#include <fnmatch.h>
#include <linux/cn_proc.h>
#include <linux/connector.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/table.h"
#include "host/netlink.h"
#include "host/proc.h"

enum { ANCESTORS = 64 };

struct process_tree {
	struct process_choice choice;
	struct table chosen; /* pid_t -> nothing */
	int connector;       /* negative: there is none */
};

static bool named(const struct process_tree *t, const char *name)
{
	for (size_t i = 0; i < t->choice.name_count; i++)
		if (fnmatch(t->choice.names[i], name, 0) == 0)
			return true;
	return false;
}

static void choose(struct process_tree *t, pid_t pid)
{
	bool fresh;
	table_add(&t->chosen, &pid, &fresh);
}

/* Of those that run already: by their own pid and name, or an ancestor's. */
static int look_at(void *context, pid_t pid)
{
	struct process_tree *t = context;
	pid_t at = pid;
	for (int i = 0; i < ANCESTORS && at > 0; i++, at = proc_parent(at)) {
		char name[PROC_NAME];
		proc_name(at, name);
		if (table_find(&t->chosen, &at) || named(t, name)) {
			choose(t, pid);
			return 0;
		}
	}
	return 0;
}

static int subscribe(int fd)
{
	enum proc_cn_mcast_op operation = PROC_CN_MCAST_LISTEN;
	struct cn_msg message = {.id = {CN_IDX_PROC, CN_VAL_PROC}, .len = sizeof operation};
	struct nlmsghdr head = {.nlmsg_len = sizeof head + sizeof message + sizeof operation, .nlmsg_type = NLMSG_DONE};
	struct iovec m[] = {{&head, sizeof head}, {&message, sizeof message}, {&operation, sizeof operation}};
	struct sockaddr_nl a = {.nl_family = AF_NETLINK, .nl_groups = CN_IDX_PROC};
	int room = 1 << 22;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	return bind(fd, (struct sockaddr *)&a, sizeof a) < 0 || writev(fd, m, 3) < 0 ? -errno : 0;
}

int process_tree_new(const struct process_choice *choice, struct process_tree **tree, struct err *err)
{
	struct process_tree *t = calloc(1, sizeof *t);
	if (!t)
		return err_set(err, -ENOMEM, "no memory");
	t->choice = *choice;
	t->connector = -1;
	table_init(&t->chosen, sizeof(pid_t), 0, 0);
	*tree = t;
	if (!choice->pid_count && !choice->name_count)
		return 0;
	t->connector = netlink_open(NETLINK_CONNECTOR);
	if (t->connector >= 0 && subscribe(t->connector) < 0) {
		close(t->connector);
		t->connector = -1;
	}
	for (size_t i = 0; i < choice->pid_count; i++)
		choose(t, choice->pids[i]);
	proc_each(look_at, t);
	return 0;
}

static void happened(struct process_tree *t, const struct proc_event *e)
{
	pid_t child = e->event_data.fork.child_tgid, parent = e->event_data.fork.parent_tgid;
	if (e->what == PROC_EVENT_FORK && child == e->event_data.fork.child_pid) {
		if (table_find(&t->chosen, &parent))
			choose(t, child);
		else
			table_remove(&t->chosen, &child); /* the number of one that is gone */
	} else if (e->what == PROC_EVENT_EXEC) {
		char name[PROC_NAME];
		proc_name(e->event_data.exec.process_tgid, name);
		if (*name && named(t, name))
			choose(t, e->event_data.exec.process_tgid);
	}
}

void process_tree_read(struct process_tree *t)
{
	_Alignas(struct nlmsghdr) char data[1 << 14];
	ssize_t n = 1;
	while (t->connector >= 0 && n > 0) {
		n = recv(t->connector, data, sizeof data, MSG_DONTWAIT);
		size_t rest = n > 0 ? (size_t)n : 0;
		for (const struct nlmsghdr *m = (const void *)data; NLMSG_OK(m, rest); m = NLMSG_NEXT(m, rest)) {
			const struct cn_msg *c = NLMSG_DATA(m);
			struct proc_event event; /* it has 64-bit words, and stands at a multiple of four */
			if (m->nlmsg_len < NLMSG_LENGTH(sizeof *c + sizeof event) || c->id.idx != CN_IDX_PROC)
				continue;
			memcpy(&event, c->data, sizeof event);
			happened(t, &event);
		}
	}
}

bool process_tree_has(struct process_tree *t, pid_t pid, const char *name)
{
	if (!t->choice.pid_count && !t->choice.name_count)
		return true;
	if (named(t, name))
		choose(t, pid);
	else if (t->connector < 0)
		look_at(t, pid);
	return table_find(&t->chosen, &pid);
}
