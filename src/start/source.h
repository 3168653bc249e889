/* From options to a source: interfaces, files, another host, a command. */
#ifndef START_SOURCE_H
#define START_SOURCE_H

#include "capture/live.h"
#include "capture/source.h"
#include "capture/target.h"
#include "run.h"

/* "listening on eth0, link-type EN10MB (Ethernet) ...", on standard error. */
void start_announce(const struct options *o, const struct source *s);

/* The link type that -y asked for; tcpdump names that of -i any as well, as it is not libpcap's first choice. */
void start_announce_linktype(const struct options *o, const struct source *s);

/* What the words of -i say, or the first interface of -D. *signal ends waiting for one that is not there yet. */
int start_targets(const struct options *o, volatile sig_atomic_t *signal, struct capture_targets *targets, struct err *err);
/* r: who is told the news of interfaces, or NULL. */
struct live_options start_live_options(const struct options *o, struct run *r);
/* The rings of all targets as one source; r may be NULL. */
int start_live(const struct options *o, struct run *r, volatile sig_atomic_t *signal, struct source **s, struct err *err);

/* Captures are opened before the sandbox closes, and looked at behind it: this opens what the options name ... */
int start_inputs(struct run *r, struct err *err);
/* ... or notes a descriptor, for start_source(). */
int start_add_input(struct run *r, int fd, struct err *err);
/* r->source: the live source, or the file that the newest inputs are; `file` is its name, NULL: none. */
int start_source(struct run *r, const char *file, struct err *err);

#endif
