/* Words of --decode: `udp.port==1700,radius` says who rides on a number, a name alone that the line is to say
 * a protocol that tcpdump does not have. */
#ifndef DISSECT_DECODE_H
#define DISSECT_DECODE_H

#include <stdio.h>

#include "dissect/dissect.h"

struct decode_rules {
	struct decode_rule *rules;
	unsigned count;
};

/* Adds what a word says: one rule, or one for each of several names between commas. 0, or -errno with a
 * sentence. */
int decode_rules_add(struct decode_rules *r, const char *word, struct err *err);
/* Adds the names of all protocols that tcpdump does not have. 0 or -errno. */
int decode_rules_add_all(struct decode_rules *r, struct err *err);
void decode_rules_free(struct decode_rules *r);
/* The protocol so named: by its field ("dns"), by its word of -T, or as "[|name]" has it; NULL: nobody. */
const struct proto *proto_named(const char *name);
/* All names and keys that a word may have. */
void decode_help(FILE *to);

#endif
