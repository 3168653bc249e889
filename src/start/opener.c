#include "start/opener.h"

#include <errno.h>
#include <string.h>

#include "host/places.h"
#include "priv/opener.h"
#include "start/filters.h"
#include "start/source.h"

/* Lets through what the filter passes. */
static int open_gate(struct run *r, struct source *s, struct err *err)
{
	uint16_t linktype = s->interfaces[0].linktype;
	if (!r->kernel_filters)
		return s->ops->filter(s, 0, NULL, err);
	for (unsigned i = 0; i < r->attached_count; i++)
		if (r->attached[i].linktype == linktype)
			return start_attach(s, 0, &r->attached[i].filter, err);
	return -ENOTSUP; /* the process that reads would not filter it */
}

static bool is_listed(const char *labels, size_t len, const char *label)
{
	for (size_t at = 0; at < len; at += strlen(labels + at) + 1)
		if (!strcmp(labels + at, label))
			return true;
	return false;
}

/* The first that is asked for, not listed and can be opened: 1, or 0. What is not there (yet) is passed over. */
static int open_unlisted(void *context, const char *labels, size_t len, struct source **rings)
{
	struct run *r = context;
	struct live_options live = start_live_options(r->options, NULL);
	struct capture_targets targets = {0};
	struct err ignored = {0};
	int found = 0;
	for (unsigned i = 0; i < r->options->interface_count; i++)
		places_add(&targets, r->options->interfaces[i], &(struct places_wait){.wait = false}, &ignored);
	for (size_t i = 0; i < targets.count && !found; i++) {
		if (is_listed(labels, len, targets.list[i].label) || live_open_rings(&live, &targets.list[i], rings, &ignored) < 0)
			continue;
		found = 1;
		for (unsigned k = 0; k < live_rings(&live); k++)
			found &= open_gate(r, rings[k], &ignored) >= 0;
		if (!found)
			live_close_rings(rings, live_rings(&live));
	}
	targets_free(&targets);
	return found;
}

int start_opener(struct run *r, struct err *err)
{
	if (!r->options->follow_interfaces || !r->source->live)
		return 0;
	r->opener = opener_start(open_unlisted, r, live_rings(&(struct live_options){.threads = r->options->threads}), err);
	return r->opener < 0 ? r->opener : 0;
}
