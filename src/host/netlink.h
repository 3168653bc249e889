/* Questions to the kernel by netlink(7). */
#ifndef HOST_NETLINK_H
#define HOST_NETLINK_H

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stddef.h>

/* A socket of the network namespace in which the thread is now, or -errno. */
int netlink_open(int protocol);
/* Sends a request, whose header this completes, and calls `each` with every answer until it gives something else than 0. Of
 * a request without NLM_F_DUMP there is one answer. 0, what `each` gave, or -errno. */
int netlink_ask(int fd, struct nlmsghdr *request, int (*each)(void *context, const struct nlmsghdr *answer), void *context);
/* Attributes by type, those up to `most`; others are left NULL. `fixed`: bytes before them in the message. */
void netlink_attributes(const struct nlmsghdr *m, size_t fixed, const struct rtattr *out[], unsigned most);

#endif
