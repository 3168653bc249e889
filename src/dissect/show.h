/* Values of fields as text, in the form in which Wireshark's columns have them: numbers in the field's base, addresses,
 * bytes as hex, booleans as 1 and 0, times with nine digits. */
#ifndef DISSECT_SHOW_H
#define DISSECT_SHOW_H

#include "core/text.h"
#include "dissect/tape.h"

/* Nothing for protocols and groups. */
void show_value(struct text *t, const struct mark *m);
/* Seconds with nine digits. */
void show_span(struct text *t, int64_t ns);
/* "Nov 14, 2023 22:13:20.000000000 UTC" */
void show_time(struct text *t, int64_t ns);
void show_oid(struct text *t, const uint8_t *p, uint32_t n);
void show_guid(struct text *t, const uint8_t *p, uint32_t n);

#endif
