#include "host/caller.h"

#include <cap-ng.h>
#include <errno.h>
#include <sys/prctl.h>
#include <unistd.h>

int become_caller(void)
{
	uid_t user = getuid();
	gid_t group = getgid();
	if (setresgid(group, group, group) < 0 || setresuid(user, user, user) < 0)
		return -errno;
	if (user) {
		capng_clear(CAPNG_SELECT_CAPS);
		if (capng_apply(CAPNG_SELECT_CAPS) < 0)
			return -EPERM;
	}
	return prctl(PR_SET_DUMPABLE, 1) < 0 ? -errno : 0;
}
