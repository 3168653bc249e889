/* The frame of the report: head with style and script, the plot of rates, section titles. */
#ifndef ANSWERS_REPORT_PAGE_H
#define ANSWERS_REPORT_PAGE_H

#include <stdint.h>

#include "answers/output.h"

enum { RATE_STRETCHES = 240 };

/* Bytes over time in at most RATE_STRETCHES stretches: when there are more, two become one. Zero it before use. */
struct report_rates {
	uint64_t bytes[RATE_STRETCHES];
	int64_t began, width; /* ns; width 0: no packet yet */
	unsigned count;
};

void report_rates_add(struct report_rates *r, int64_t time, uint32_t bytes);
void report_rates_draw(const struct report_rates *r, struct output *out);

void report_head(struct output *out, uint64_t packets, uint64_t bytes, int64_t first, int64_t last);
void report_section(struct output *out, const char *id, const char *title);
void report_foot(struct output *out);

#endif
