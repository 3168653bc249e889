/* NTP's time stamps, which other protocols use too. */
#ifndef DISSECT_APP_NTP_H
#define DISSECT_APP_NTP_H

#include "dissect/dissect.h"

/* A time stamp of 8 bytes (RFC 5905 section 6): "3809381051.326312999 (2020-09-18T01:24:11Z)". field: of type F_TIME. */
void ntp_say_time(struct dis *d, unsigned field);

#endif
