#include "priv/relinquish.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

int relinquish_possible(const char *user, struct err *err)
{
	errno = 0;
	return getpwnam(user) ? 0 : err_set(err, -ENOENT, "Couldn't find user '%s'", user);
}

int relinquish(const char *user, struct err *err)
{
	if (relinquish_possible(user, err) < 0)
		return err->code;
	const struct passwd *p = getpwnam(user);
	if (initgroups(p->pw_name, p->pw_gid) < 0 || setgid(p->pw_gid) < 0 || setuid(p->pw_uid) < 0)
		return err_set(err, -errno, "Couldn't change to '%s' uid=%lu gid=%lu: %s", user, (unsigned long)p->pw_uid,
			(unsigned long)p->pw_gid, strerror(errno));
	return 0;
}
