/* What both versions of OpenFlow that are read in full share (openflow.c). */
#ifndef DISSECT_CONTROL_OPENFLOW_H
#define DISSECT_CONTROL_OPENFLOW_H

#include "dissect/dissect.h"

/* Fields of the one protocol; 1.0 and 1.3 have names of their own. */
enum openflow_field {
	OPENFLOW,
	OF10_VERSION,
	OF10_TYPE,
	OF10_LENGTH,
	OF10_XID,
	OF10_DATAPATH,
	OF10_BUFFERS,
	OF10_TABLES,
	OF10_COOKIE,
	OF10_COMMAND,
	OF13_VERSION,
	OF13_TYPE,
	OF13_LENGTH,
	OF13_XID,
	OF13_ERROR_TYPE,
	OF13_ERROR_CODE,
	OF13_DATAPATH,
	OF13_BUFFERS,
	OF13_TABLES,
	OF13_AUXILIARY,
};

/* Message types. */
extern const struct token of10_types[], of13_types[];

/* How the body of a message type is read (NULL: not), within a part; its length, or the least of it. */
struct of_body {
	void (*read)(struct dis *d);
	uint16_t least;
	bool exact;
};
extern const struct of_body of10_bodies[], of13_bodies[]; /* by message type */

/* Bytes up to the end of the innermost part. */
static inline uint32_t of_left(const struct dis *d)
{
	return d->pos < d->part ? d->part - d->pos : 0;
}

/* "name 0x0000000f (WORDS)"; " (bogus)" when there are bits without a word. */
void of_flags(struct dis *d, const char *name, const struct token *words, uint32_t value);
void of_flags16(struct dis *d, const char *name, const struct token *words, unsigned value);
/* " data (n octets)" and with -vv a dump of them. */
void of_data(struct dis *d, uint32_t n);
/* The same of an Ethernet frame, which is decoded with -vvv. */
void of_frame(struct dis *d, uint32_t n);
/* Name of a vendor or experimenter, by its OUI or the number it has from the ONF. */
const char *of_vendor(struct dis *d, uint32_t id);
/* "name 'text'" of a field of n bytes. */
void of_name(struct dis *d, const char *name, uint32_t n);

#endif
