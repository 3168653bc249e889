/* What the fields on a tape say of one DNS message: for dns and problems. */
#ifndef ANSWERS_DNS_MESSAGE_H
#define ANSWERS_DNS_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "sink/sink.h"

enum { DNS_NAME = 256, DNS_ANSWERS = 512, DNS_ANSWER_FIELDS = 8 };

/* The fields by which it is known. */
struct dns_fields {
	const struct field *id, *response, *rcode, *name, *type;
	const struct field *answers[DNS_ANSWER_FIELDS];
};

struct dns_message {
	bool there, response;
	uint16_t id, type, rcode;
	bool has_type;
	char name[DNS_NAME];       /* of the first question */
	char answers[DNS_ANSWERS]; /* addresses and names, between blanks */
};

/* Finds them for a sink, which from now on looks at them; 0 or -ENOMEM. */
int dns_fields_find(struct dns_fields *f, struct sink *s);
/* Reads the packet's tape, or that of the datagram that the packet completed. Where no message is there, only `there` is set. */
void dns_message_read(const struct dns_fields *f, const struct view *v, struct dns_message *d);
/* "NXDomain", or NULL. */
const char *dns_rcode_word(unsigned rcode);

#endif
