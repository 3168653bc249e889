/* NTP's time stamps, which other protocols use too. */
#ifndef DISSECT_APP_NTP_H
#define DISSECT_APP_NTP_H

#include "dissect/dissect.h"

/* A time stamp of 8 bytes (RFC 5905 section 6): "3809381051.326312999 (2020-09-18T01:24:11Z)". field: of type F_TIME. */
void ntp_say_time(struct dis *d, unsigned field);
/* As the value of a field of type F_TIME. Where the highest bit of the seconds is not set, it is of the era that begins in 2036
 * (RFC 4330 section 3). */
int64_t ntp_time_ns(uint32_t seconds, uint32_t fraction);

#endif
