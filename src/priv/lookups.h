/* Names asked of the system (DNS, /etc/services ...) by a helper process without any privilege. */
#ifndef PRIV_LOOKUPS_H
#define PRIV_LOOKUPS_H

#include <pthread.h>

#include "core/err.h"
#include "names/system.h"

struct lookups {
	int helper; /* 0: not started */
	pthread_mutex_t lock;
};

/* user: whom the helper becomes when started by root; NULL: nobody else. */
int lookups_start(struct lookups *l, const char *user, struct err *err);

/* For names_system_ask(), with the struct lookups as context. */
extern const struct names_questions lookups_questions;

#endif
