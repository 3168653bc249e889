/* What a segment says about its connection, as an observer on the path can tell: marks as Wireshark calls them.
 *
 * Each segment is judged by what was seen before it in both directions. What each mark asks for (the sender's next
 * sequence number is the highest end of what it sent; keep-alives are none of the later kinds):
 *
 *	retransmission        data, SYN or FIN before the next sequence number, and none of the three that follow
 *	spurious_retransmission  all of it was acknowledged already
 *	fast_retransmission   at least two duplicate ACKs ask for it, the newest at most 20 ms ago
 *	out_of_order          late by less than the handshake's round trip (3 ms where that was not seen)
 *	lost_segment          behind the next sequence number: something between was not captured
 *	ack_lost_segment      acknowledges what was not captured; told once, and again behind the next lost segment
 *	duplicate_ack         no data, same window and acknowledgment number as before, while data is outstanding
 *	window_update         the same with another window
 *	zero_window           a window of 0
 *	window_full           the data ends exactly where the other end's window does
 *	keep_alive            none or one byte, just before the next sequence number
 *	keep_alive_ack        the answer to one
 *	zero_window_probe     one byte at the next sequence number into a window of 0
 *	zero_window_probe_ack the answer to one
 *
 * RFC 9293; RFC 5681 section 3.2 for fast retransmission. */
#ifndef STREAM_TCP_ANALYSIS_H
#define STREAM_TCP_ANALYSIS_H

#include <stdbool.h>
#include <stdint.h>

#include "stream/header_view.h"

enum tcp_mark {
	MARK_RETRANSMISSION = 1 << 0,
	MARK_SPURIOUS_RETRANSMISSION = 1 << 1,
	MARK_FAST_RETRANSMISSION = 1 << 2,
	MARK_OUT_OF_ORDER = 1 << 3,
	MARK_LOST_SEGMENT = 1 << 4,
	MARK_ACK_LOST_SEGMENT = 1 << 5,
	MARK_DUPLICATE_ACK = 1 << 6,
	MARK_WINDOW_UPDATE = 1 << 7,
	MARK_ZERO_WINDOW = 1 << 8,
	MARK_WINDOW_FULL = 1 << 9,
	MARK_KEEP_ALIVE = 1 << 10,
	MARK_KEEP_ALIVE_ACK = 1 << 11,
	MARK_ZERO_WINDOW_PROBE = 1 << 12,
	MARK_ZERO_WINDOW_PROBE_ACK = 1 << 13,
	MARK_REUSED_PORTS = 1 << 14,
	MARKS_SENT_AGAIN = MARK_RETRANSMISSION | MARK_SPURIOUS_RETRANSMISSION | MARK_FAST_RETRANSMISSION,
	MARK_COUNT = 15,
};

struct tcp_unacked {
	int64_t time;
	uint32_t end; /* sequence number behind the segment */
};

/* One end as a sender. */
struct tcp_sender {
	uint32_t base, next;      /* first sequence number seen; next to come */
	uint32_t most;            /* up to where all that it sent was seen */
	uint32_t acked;           /* newest acknowledgment number it sent */
	uint16_t window;          /* newest window it offered, not scaled */
	uint16_t marks;           /* of its newest segment */
	int64_t next_time;        /* when `next` moved */
	int64_t acked_time;       /* of the newest ACK, duplicates too */
	struct tcp_unacked one;   /* where one outstanding segment is remembered */
	struct tcp_unacked *many; /* where more are; NULL: one is enough so far */
	uint16_t unacked_count, unacked_room;
	uint32_t duplicates;      /* ACKs it sent again */
	uint32_t sent_again, lost; /* segments */
	uint8_t scale;            /* TCP_NO_SCALE: none was offered */
	bool has_next, has_ack, syn_seen;
	bool has_most;            /* not between an ACK beyond it and the next gap: that is told once */
};

struct tcp_analysis {
	struct tcp_sender end[2];
	int64_t syn_time;
	int64_t handshake;        /* ns from SYN to the ACK that completes; 0: not seen */
	int64_t rtt_sum;          /* of all acknowledgments that match a segment, and how many */
	uint32_t rtt_count;
	/* of the newest segment */
	uint16_t marks;           /* enum tcp_mark */
	uint32_t duplicate_number; /* with MARK_DUPLICATE_ACK */
	int64_t ack_rtt;          /* ns since the segment that it acknowledges; -1: none */
};

void tcp_analysis_begin(struct tcp_analysis *a);
/* Frees what it holds, not *a. */
void tcp_analysis_end(struct tcp_analysis *a);
/* Judges the next segment, sent by end `from`; the results are in *a. */
void tcp_analyze(struct tcp_analysis *a, unsigned from, const struct tcp_view *t, int64_t time);
/* "retransmission", as in tcp.analysis.retransmission; mark is one bit. */
const char *tcp_mark_word(enum tcp_mark mark);

#endif
