/* IPFIX to a collector over UDP or TCP: RFC 7011; information elements of the IANA registry. */
#ifndef ANSWERS_IPFIX_H
#define ANSWERS_IPFIX_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "stream/flow_record.h"

enum { IPFIX_MESSAGE = 1400 };

struct ipfix {
	int socket;
	bool tcp;
	uint32_t sequence;      /* data records sent before the message in work */
	uint32_t records;       /* in it */
	unsigned messages;      /* sent */
	uint8_t message[IPFIX_MESSAGE];
	unsigned used;          /* 0: none is begun */
	unsigned set;           /* where the open data set began, 0: none */
	uint16_t set_id;
	struct err err;         /* the first failure */
};

/* "udp:HOST:PORT", "tcp:HOST:PORT" or "HOST:PORT" (UDP); IPv6 addresses in brackets. A connected socket or -errno. */
int ipfix_connect(const char *collector, struct err *err);
/* Takes over the socket of ipfix_connect(). */
void ipfix_open(struct ipfix *x, int socket);
void ipfix_record(struct ipfix *x, const struct flow_record *r, enum record_end why);
/* Sends what is there and closes; the first failure of all. */
int ipfix_close(struct ipfix *x, struct err *err);

#endif
