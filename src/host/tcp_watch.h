/* TCP connections that are looked at again and again: those whose values have changed. */
#ifndef HOST_TCP_WATCH_H
#define HOST_TCP_WATCH_H

#include "core/err.h"
#include "core/table.h"
#include "host/tcp_info.h"

struct tcp_watch {
	int fd;
	struct table last; /* struct tcp_pair -> what it was */
	uint32_t look;	   /* number of the newest look */
	struct text line;
	/* Is the connection of interest? NULL: all are. */
	bool (*wanted)(void *context, const struct tcp_sample *s);
	/* Called with each that has changed, or is new; line: "tcp 10.0.0.1:80 > 10.0.0.2:4711 ESTABLISHED
	 * cwnd ...", ends with a zero byte. 0, or a result that ends the look. */
	int (*changed)(void *context, const struct tcp_sample *s, const char *line);
	void *context;
};

/* 0, or -errno with a sentence; wanted, changed and context are set by the owner. */
int tcp_watch_open(struct tcp_watch *w, struct err *err);
/* Asks the kernel. 0, -errno, or what changed() gave. Connections that are gone are forgotten. */
int tcp_watch_look(struct tcp_watch *w);
void tcp_watch_close(struct tcp_watch *w);

#endif
