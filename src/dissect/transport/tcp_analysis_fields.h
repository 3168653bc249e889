/* Fields that no packet holds: what stream/annotate.c concludes from the packets before. They stand with the protocols, so
 * that display filters and columns find them by name. */
#ifndef DISSECT_TCP_ANALYSIS_FIELDS_H
#define DISSECT_TCP_ANALYSIS_FIELDS_H

#include <stdbool.h>

#include "dissect/field.h"

enum analysis_field {
	ANALYSIS, ANALYSIS_STREAM, ANALYSIS_UDP_STREAM, ANALYSIS_FLAGS, ANALYSIS_ACK_RTT, ANALYSIS_INITIAL_RTT, ANALYSIS_DUPLICATE_NUMBER,
	ANALYSIS_TIME_RELATIVE, ANALYSIS_TIME_DELTA, ANALYSIS_UDP_TIME_RELATIVE, ANALYSIS_UDP_TIME_DELTA, ANALYSIS_WINDOW, ANALYSIS_WINDOW_SCALE,
	ANALYSIS_MARKS, /* the first of MARK_COUNT, in the order of enum tcp_mark */
	ANALYSIS_FIELDS = ANALYSIS_MARKS + 15,
};

extern const struct field analysis_fields[ANALYSIS_FIELDS];

bool analysis_has_field(const struct field *f);

#endif
