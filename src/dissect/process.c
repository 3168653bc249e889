#include "dissect/process.h"

#include "dissect/dissect.h"

enum { PROCESS, NAME, PID, CONTAINER, CGROUP };

static const struct field fields[] = {
	[PROCESS] = {"process", "Process"},
	[NAME] = {"process.name", "Name", F_STR},
	[PID] = {"process.pid", "Number", F_U32},
	[CONTAINER] = {"process.container", "Container", F_STR},
	[CGROUP] = {"process.cgroup", "Control group", F_STR},
};

static struct mark *add(struct tape *t, unsigned field, uint16_t layer)
{
	struct mark *m = tape_wants(t, &fields[field]) ? tape_add(t, &fields[field]) : NULL;
	if (m) {
		m->layer = layer;
		m->depth = 1;
	}
	return m;
}

static void add_text(struct tape *t, unsigned field, uint16_t layer, const char *s)
{
	struct mark *m = s ? add(t, field, layer) : NULL;
	if (m) {
		m->bytes = (const uint8_t *)s;
		m->size = (uint32_t)strlen(s);
	}
}

void process_marks(struct tape *t, const char *name, uint32_t pid, const char *container, const char *cgroup)
{
	uint16_t layer = (uint16_t)t->count;
	struct mark *m = tape_add(t, &fields[PROCESS]);
	if (!m)
		return;
	m->layer = layer;
	add_text(t, NAME, layer, name);
	m = add(t, PID, layer);
	if (m)
		m->u = pid;
	add_text(t, CONTAINER, layer, container);
	add_text(t, CGROUP, layer, cgroup);
}

/* Nothing is bound to it, so nobody calls a dissect function. */
const struct proto proto_process = {
	.name = "process",
	PROTO_FIELDS(fields),
};
