/* MIB modules where libsmi is not built in: there are none. */
#include <errno.h>

#include "core/err.h"
#include "dissect/app/mib.h"

const char *mib_library(void)
{
	return NULL;
}

int mib_read(struct mib_modules *m, const char *const *names, size_t count, struct err *err)
{
	return err_set(err, -ENOTSUP, "MIB modules are not read: this program was built without libsmi");
}

void mib_free(struct mib_modules *m)
{
}
