#include "host/tcp_watch.h"

#include <errno.h>
#include <linux/netlink.h>
#include <string.h>
#include <unistd.h>

#include "host/netlink.h"

struct tcp_pair {
	struct socket_end local, remote;
};

struct last {
	struct tcp_values values;
	uint32_t look;
	uint8_t state;
};

int tcp_watch_open(struct tcp_watch *w, struct err *err)
{
	w->fd = netlink_open(NETLINK_SOCK_DIAG);
	table_init(&w->last, sizeof(struct tcp_pair), sizeof(struct last), 0);
	return w->fd < 0 ? err_set(err, w->fd, "asking the kernel for its TCP connections (sock_diag): %s",
				   strerror(-w->fd))
			 : 0;
}

static int say(struct tcp_watch *w, const struct tcp_sample *s)
{
	text_reset(&w->line);
	text_s(&w->line, "tcp ");
	socket_end_text(&w->line, &s->ends.local);
	text_s(&w->line, " > ");
	socket_end_text(&w->line, &s->ends.remote);
	text_c(&w->line, ' ');
	tcp_sample_text(&w->line, s);
	text_c(&w->line, 0);
	return w->line.failed ? -ENOMEM : w->changed(w->context, s, w->line.data);
}

static int look_at(void *context, const struct tcp_sample *s)
{
	struct tcp_watch *w = context;
	struct tcp_pair pair = {s->ends.local, s->ends.remote};
	bool fresh;
	if (w->wanted && !w->wanted(w->context, s))
		return 0;
	struct last *l = table_add(&w->last, &pair, &fresh);
	if (!l)
		return -ENOMEM;
	l->look = w->look;
	if (!fresh && l->state == s->state && !memcmp(&l->values, &s->values, sizeof l->values))
		return 0;
	l->state = s->state;
	l->values = s->values;
	return say(w, s);
}

static void forget_gone(struct tcp_watch *w)
{
	size_t at = 0;
	const void *key;
	void *value;
	struct tcp_pair pair;
	while (table_next(&w->last, &at, &key, &value))
		if (((const struct last *)value)->look != w->look) {
			memcpy(&pair, key, sizeof pair);
			table_remove(&w->last, &pair);
			at--; /* another may have moved there */
		}
}

int tcp_watch_look(struct tcp_watch *w)
{
	w->look++;
	int e = tcp_info_ask(w->fd, look_at, w);
	if (!e)
		forget_gone(w);
	return e;
}

void tcp_watch_close(struct tcp_watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	table_free(&w->last);
	text_free(&w->line);
}
