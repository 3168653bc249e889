/* capabilities(7): what is permitted survives setuid() by PR_SET_KEEPCAPS and has to be made effective again. */
#include "priv/relinquish.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int keep_only(unsigned capability)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	uint32_t bit = 1u << capability;
	struct __user_cap_data_struct data[2] = {{.effective = bit, .permitted = bit}};
	return (int)syscall(SYS_capset, &head, data);
}

int relinquish(const char *user, bool rotating, struct err *err)
{
	errno = 0;
	const struct passwd *p = getpwnam(user);
	if (!p)
		return err_set(err, -ENOENT, "Couldn't find user '%s'", user);
	if (rotating && prctl(PR_SET_KEEPCAPS, 1) < 0)
		return err_set(err, -errno, "keeping the right to make files failed: %s", strerror(errno));
	if (initgroups(p->pw_name, p->pw_gid) < 0 || setgid(p->pw_gid) < 0 || setuid(p->pw_uid) < 0)
		return err_set(err, -errno, "Couldn't change to '%s' uid=%lu gid=%lu: %s", user, (unsigned long)p->pw_uid,
			(unsigned long)p->pw_gid, strerror(errno));
	if (rotating && keep_only(CAP_DAC_OVERRIDE) < 0)
		return err_set(err, -errno, "keeping the right to make files failed: %s", strerror(errno));
	return 0;
}
