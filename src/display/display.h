/* Display filters: Wireshark's language over the fields of a packet.
 *
 *	display_compile(&d, "tcp.port == 443 && ip.addr == 10.0.0.0/8", &err);
 *	... dissect with a tape ...
 *	if (display_match(d, tape))
 *
 * A filter is compiled once: names become pointers to fields, literals values of the type of what they are compared
 * with, and what cannot be compared is an error with its place. doc/tapline.1 has the language. */
#ifndef DISPLAY_DISPLAY_H
#define DISPLAY_DISPLAY_H

#include <stdbool.h>

#include "core/err.h"
#include "dissect/tape.h"

enum { DISPLAY_ONLY = 8 }; /* fields that are worth a list */

struct display;
struct names;

/* -EINVAL: the text is wrong, err says where; -ENOMEM. An empty text passes every packet. names: which may be asked for the addresses
 * of host names; NULL: none are known. */
int display_compile(struct display **d, const char *text, struct names *names, struct err *err);
void display_free(struct display *d);
/* Are fields of the frame needed (see dissect/frame.h)? */
bool display_needs_frame(const struct display *d);
/* Are fields needed that stream/annotate.h makes? */
bool display_needs_analysis(const struct display *d);
/* The fields that it looks at: a tape that nobody else reads need have no others. NULL: all. */
const struct field *const *display_fields(const struct display *d, uint32_t *count);
/* Not for two threads at a time: the filter holds the memory it works in. */
bool display_match(struct display *d, const struct tape *t);

#endif
