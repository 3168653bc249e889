#include "host/call_filter.h"

#include <cap-ng.h>
#include <errno.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/socket.h>

/* Calls by their name for libseccomp: one that the processor does not have gets a negative number, which is
 * skipped. */
static const int traced[] = {
	SCMP_SYS(socket),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendmmsg),
	SCMP_SYS(recvfrom),
	SCMP_SYS(recvmsg),
	SCMP_SYS(recvmmsg),
	SCMP_SYS(read),
	SCMP_SYS(readv),
	SCMP_SYS(preadv2),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(pwritev2),
	SCMP_SYS(sendfile),
	SCMP_SYS(splice),
	SCMP_SYS(shutdown),
	SCMP_SYS(close),
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
	SCMP_SYS(select),
	SCMP_SYS(pselect6),
	SCMP_SYS(epoll_wait),
	SCMP_SYS(epoll_pwait),
	SCMP_SYS(epoll_pwait2),
	SCMP_SYS(io_uring_setup),
	/* after these a descriptor may be another file (tracer.c) */
	SCMP_SYS(dup2),
	SCMP_SYS(dup3),
	SCMP_SYS(close_range),
};

static int add_rules(scmp_filter_ctx c)
{
	int e = 0;
	for (size_t i = 0; !e && i < sizeof traced / sizeof *traced; i++)
		e = traced[i] < 0 ? 0 : seccomp_rule_add(c, SCMP_ACT_TRACE(0), traced[i], 0);
	/* how a connection that did not wait came about */
	return e ? e
		 : seccomp_rule_add(c, SCMP_ACT_TRACE(0), SCMP_SYS(getsockopt), 2,
			   SCMP_A1(SCMP_CMP_EQ, SOL_SOCKET), SCMP_A2(SCMP_CMP_EQ, SO_ERROR));
}

int call_filter_load(void)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ALLOW);
	if (!c)
		return -ENOMEM;
	/* programs for the processor's older mode run unseen, not killed */
	int e = seccomp_attr_set(c, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ALLOW);
	if (capng_have_capability(CAPNG_EFFECTIVE, CAP_SYS_ADMIN))
		e = e ? e : seccomp_attr_set(c, SCMP_FLTATR_CTL_NNP, 0);
	e = e ? e : add_rules(c);
	e = e ? e : seccomp_load(c);
	seccomp_release(c);
	return e;
}
