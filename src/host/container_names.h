/* `container NAME` of the filter language: the addresses that containers have now.
 *
 * They are read in the network namespace of the container: what its interfaces have, the loopback left out. So a packet on a
 * bridge is a container's when it goes from or to one of them. Where an engine publishes ports of it, packets to and from those of
 * this host are the container's, too, before their addresses are translated. */
#ifndef HOST_CONTAINER_NAMES_H
#define HOST_CONTAINER_NAMES_H

#include "core/text.h"
#include "host/container.h"
#include "names/names.h"

enum { CONTAINER_WORDS = 64 }; /* different names in one filter */

/* Zero before use, but for `absent`. */
struct container_names {
	bool absent;               /* a container that is not there is no error: it has no addresses */
	char *words[CONTAINER_WORDS]; /* asked for so far */
	size_t word_count;
	struct containers seen;
	int64_t seen_at;           /* when; 0: never */
};

void container_names_free(struct container_names *n);
/* As container_addresses of names.h; context: struct container_names. */
int container_names_addresses(void *context, const char *word, struct names_address *out, size_t room, struct err *err);
/* Looks at the containers anew and puts all addresses of the words asked for into t, to be compared. */
int container_names_look(struct container_names *n, struct text *t);

#endif
