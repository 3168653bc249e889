/* By raw system calls: the C library wraps none of the three, and the numbers are the kernel's (include/uapi/linux/landlock.h),
 * since installed headers are often older than the kernel that runs. A set of rules names what it handles; what is handled
 * and not allowed by a rule is refused, and there are no such rules here. Each version of the interface handles more. */
#include "priv/landlock.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

struct ruleset {
	uint64_t handled_access_fs;
	uint64_t handled_access_net; /* from version 4 on */
	uint64_t scoped;             /* from version 6 on */
};

enum {
	CREATE_RULESET_VERSION = 1,
	FS_READ_FILE = 1 << 2,
	FS_READ_DIR = 1 << 3,
	NET_ALL = 0x3,            /* bind and connect of TCP */
	SCOPE_SIGNAL = 1 << 1,
	SCOPE_ALL = 0x3,          /* abstract Unix sockets, signals */
	NEWEST = 6,
};

/* By version: every access to files there is. */
static const uint64_t fs_all[NEWEST + 1] = {0, 0x1fff, 0x3fff, 0x7fff, 0x7fff, 0xffff, 0xffff};

int landlock_restrict(enum landlock_rules rules, struct err *err)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_RULESET_VERSION);
	if (version < 1)
		return 0; /* not in this kernel, or switched off when it started */
	version = version > NEWEST ? NEWEST : version;
	struct ruleset r = {
		.handled_access_fs = fs_all[version],
		.handled_access_net = version >= 4 ? NET_ALL : 0,
		.scoped = version >= 6 ? SCOPE_ALL : 0,
	};
	if (rules == LANDLOCK_KEEP_READING) {
		r.handled_access_fs &= ~(uint64_t)(FS_READ_FILE | FS_READ_DIR);
		r.handled_access_net = 0;
		r.scoped &= SCOPE_SIGNAL;
	}
	long set = syscall(SYS_landlock_create_ruleset, &r, sizeof r, 0);
	if (set < 0)
		return err_set(err, -errno, "Landlock: %s (--no-sandbox goes on without)", strerror(errno));
	int e = syscall(SYS_landlock_restrict_self, (int)set, 0) < 0 ? -errno : 0;
	close((int)set);
	return e < 0 ? err_set(err, e, "Landlock: %s (--no-sandbox goes on without)", strerror(-e)) : 0;
}
