/* What was captured of a command and what it called, in the order of time. */
#ifndef HOST_RECORDS_H
#define HOST_RECORDS_H

#include <stddef.h>

#include "core/packet.h"
#include "host/packet_ends.h"

enum record_kind {
	RECORD_PACKET,
	RECORD_BEGIN, /* of a call that does something */
	RECORD_END,   /* of that, or of a call that waits for something */
	RECORD_NOTE,
	RECORD_SAID, /* nothing any more: its line was another's */
};

/* One allocation; the text, which ends with a zero byte, or the packet's bytes lie behind it. */
struct record {
	int64_t time;
	uint8_t kind; /* enum record_kind */
	bool splits;  /* see struct call_report */
	bool waits;
	uint32_t call;
	int64_t began;	    /* of RECORD_END */
	uint64_t inode;	    /* of a call's socket; 0: none */
	struct record *end; /* of RECORD_BEGIN, once it is here */
	struct packet packet;
	struct packet_ends ends;
	char text[];
};

struct records {
	struct record **list; /* those from..until */
	size_t from, until, room;
	size_t bytes; /* of the packets in it */
};

/* A record of its own with so many bytes behind it; NULL: no memory. */
struct record *record_new(enum record_kind kind, int64_t time, size_t bytes);
/* Puts it where its time is, behind those of the same time; it is the timeline's. 0 or -ENOMEM (then it is
 * freed). */
int records_add(struct records *t, struct record *r);
/* The oldest; NULL: it is empty. */
struct record *records_first(const struct records *t);
/* Takes the oldest out; it is the caller's, to be freed. */
struct record *records_take(struct records *t);
void records_free(struct records *t);

#endif
