/* What the kernel knew of TCP connections over time, as packets of a capture with --tcpinfo carry it in their
 * comments. */
#ifndef ANSWERS_KERNEL_VIEW_H
#define ANSWERS_KERNEL_VIEW_H

#include "answers/output.h"
#include "core/packet.h"
#include "core/table.h"

struct kernel_view {
	struct table series; /* by "local > remote" */
};

void kernel_view_init(struct kernel_view *k);
/* Takes what the packet's comment says, if it says such. 0 or -ENOMEM. */
int kernel_view_packet(struct kernel_view *k, const struct packet *p);
/* A section of the report with a plot of each of the connections that were looked at most often; nothing if
 * there is none. */
void kernel_view_draw(const struct kernel_view *k, struct output *out);
void kernel_view_free(struct kernel_view *k);

#endif
