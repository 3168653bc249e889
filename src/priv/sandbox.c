/* Capabilities by libcap-ng, system calls by libseccomp (seccomp(2)), files by Landlock as well, which still holds where a
 * system call that opens files should be forgotten below. A call that is not on the list fails with EPERM. Filters of system
 * calls add up: the second one, of sandbox_seal(), takes away what compiling a capture filter to machine code needs.
 *
 * Sanitized builds keep all system calls and files: LeakSanitizer traces its own process when that ends. */
#include "priv/sandbox.h"

#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <pwd.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "priv/landlock.h"
#include "priv/relinquish.h"

#ifdef __SANITIZE_ADDRESS__
enum { RESTRICT_CALLS = false };
#else
enum { RESTRICT_CALLS = true };
#endif

static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64),
	SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(ftruncate),
	SCMP_SYS(fallocate), SCMP_SYS(fstatfs),
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(sendto), SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(getsockopt),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(membarrier),
};

static const unsigned long ioctls[] = {TCGETS, TIOCGWINSZ, SIOCGIFNAME};

enum stage { ENTERED, SEALED };

/* What only the first stage may: executable memory, and the second filter. */
static int allow_in_stage(scmp_filter_ctx c, enum stage stage)
{
	int e;
	if (stage == ENTERED) {
		e = seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 0);
		e = e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 0);
		e = e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(seccomp), 0);
		return e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 0);
	}
	e = seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* Calls that depend on an argument: only threads are started. */
static int allow_with_arguments(scmp_filter_ctx c)
{
	int e = seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	/* its flags lie in memory, where no filter sees them; the C library then uses clone */
	e = e ? e : seccomp_rule_add(c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	/* fstat of newer C libraries: only with an empty name, which no filter sees either; it opens nothing */
	e = e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 0);
	/* the end of a file of --direct is no whole page */
	e = e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFL));
	e = e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_SETFL));
	/* abort() */
	e = e ? e : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
	for (size_t i = 0; !e && i < sizeof ioctls / sizeof *ioctls; i++)
		e = seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, ioctls[i]));
	return e;
}

static int restrict_calls(enum stage stage, struct err *err)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int e = c ? 0 : -ENOMEM;
	for (size_t i = 0; !e && i < sizeof allowed / sizeof *allowed; i++)
		e = seccomp_rule_add(c, SCMP_ACT_ALLOW, allowed[i], 0);
	e = e ? e : allow_in_stage(c, stage);
	e = e ? e : allow_with_arguments(c);
	e = e ? e : seccomp_load(c);
	if (c)
		seccomp_release(c);
	return e ? err_set(err, e, "restricting system calls: %s (--no-sandbox goes on without)", strerror(-e)) : 0;
}

const char *sandbox_user(void)
{
	static const char *const users[] = {"tapline", "tcpdump", "nobody"};
	for (size_t i = 0; i < sizeof users / sizeof *users; i++)
		if (getpwnam(users[i]))
			return users[i];
	return NULL;
}

/* What exec() could give back; without the capability to do so it has gone already, or no_new_privs does the same. */
static void empty_bounding_set(void)
{
	capng_clear(CAPNG_SELECT_BOUNDS);
	capng_apply(CAPNG_SELECT_BOUNDS);
}

int sandbox_enter(const char *user, bool demanded, struct err *err)
{
	struct err ignored = {0};
	if (geteuid() == 0)
		empty_bounding_set();
	int e = user && geteuid() == 0 ? relinquish(user, demanded ? err : &ignored) : 0;
	if (e < 0 && demanded)
		return e;
	capng_clear(CAPNG_SELECT_CAPS);
	if (capng_apply(CAPNG_SELECT_CAPS) < 0)
		return err_set(err, -EPERM, "dropping capabilities failed (--no-sandbox goes on with them)");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return err_set(err, -errno, "no_new_privs: %s", strerror(errno));
	if (!RESTRICT_CALLS)
		return 0;
	e = landlock_restrict(LANDLOCK_NOTHING, err);
	return e < 0 ? e : restrict_calls(ENTERED, err);
}

int sandbox_seal(struct err *err)
{
	return RESTRICT_CALLS ? restrict_calls(SEALED, err) : 0;
}
