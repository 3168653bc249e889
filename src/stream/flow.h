/* Flows: packets by their two ends, with counts, times and a state.
 *
 * A flow is known by kind, addresses and ports of both ends, whichever sent; with `separate` also by VLAN and by how many
 * IP headers stand around it (tunnels). A TCP flow ends for the table when a SYN with another initial sequence number
 * comes between the same ends: that begins a new one, with the next number. Numbers count from 0 per kind, in the
 * order of first packets, as Wireshark's tcp.stream and udp.stream.
 *
 * Memory is bounded: past `limit` flows the one that was idle longest, as far as a clock hand can tell, makes room; its
 * counts go to `evicted`, so that totals stay true. Who remembers something of a flow beside the table is told
 * (flows_watch()).
 *
 * States of a TCP flow (RFC 9293 section 3.3.2, as an observer sees them):
 *
 *	FLOW_OPEN          packets without SYN: the capture began in the middle
 *	FLOW_SYN_SENT      SYN seen
 *	FLOW_SYN_RECEIVED  SYN and ACK seen in answer
 *	FLOW_ESTABLISHED   the handshake is complete
 *	FLOW_CLOSING       one end has sent FIN
 *	FLOW_CLOSED        both have
 *	FLOW_RESET         either end sent RST
 *
 * Of other kinds: FLOW_OPEN while one end has spoken, FLOW_ESTABLISHED when both have. */
#ifndef STREAM_FLOW_H
#define STREAM_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/packet.h"
#include "core/text.h"
#include "dissect/headers.h"
#include "stream/header_view.h"

enum flow_kind { FLOW_ETHER, FLOW_IP4, FLOW_IP6, FLOW_TCP, FLOW_UDP, FLOW_SCTP, FLOW_KINDS };

enum flow_state {
	FLOW_OPEN, FLOW_SYN_SENT, FLOW_SYN_RECEIVED, FLOW_ESTABLISHED, FLOW_CLOSING, FLOW_CLOSED, FLOW_RESET,
};

/* End 0 is the one whose address (then port) is lower as bytes. */
struct flow_key {
	struct address address[2];
	uint16_t port[2];
	uint16_t vlan;    /* 0 unless `separate` */
	uint8_t kind;     /* enum flow_kind */
	uint8_t depth : 7; /* 0 unless `separate` */
	uint8_t ip6 : 1;  /* the addresses are IPv6 */
};

enum { FLOW_CHUNK = 1024, FLOW_HITS = 16, FLOW_READERS = 8 };

struct flow_slot;
struct tcp_analysis;

struct flow {
	struct flow_key key;
	uint32_t id;           /* of its kind, from 0 */
	uint8_t state;         /* enum flow_state */
	uint8_t first;         /* the end that sent the first packet; of TCP the one that sent the SYN */
	bool busy;             /* a packet came since the hand passed */
	bool fin[2];
	uint8_t read;          /* for tcp_reader.c, a bit for each reader: no more of its data is wanted */
	bool has_isn[2];       /* a SYN of that end was seen */
	uint32_t isn[2];       /* its sequence number */
	int64_t began, ended;  /* times of first and newest packet */
	uint64_t number;       /* of the first packet */
	struct {
		uint64_t packets, bytes;
	} sent[2];             /* by each end */
	struct tcp_analysis *tcp; /* with `analyze` (FLOW_TCP only) */
};

/* One packet's part in a flow. */
struct flow_hit {
	struct flow *flow;
	unsigned from;          /* the end that sent it */
	bool fresh;             /* its first packet */
	const struct packet_header *header;
	struct ip_view ip;      /* around it; not for FLOW_ETHER */
	int64_t since_first, since_last; /* ns since the flow's first packet, and since its newest before this one */
};

/* Who wants to know of flows before they make room. */
struct flow_watcher {
	void (*gone)(void *context, const struct flow *w);
	void *context;
	struct flow_watcher *next;
};

struct flows {
	enum flow_kind kind;
	bool separate, analyze;
	size_t limit;
	struct flow_slot *slots; /* where a key's flow is; open addressing, slot_count is a power of two */
	size_t slot_count, slots_used;
	uint64_t seed;         /* of the hash, so that nobody can aim packets at one slot */
	struct flow **chunks;  /* of FLOW_CHUNK flows; positions stay */
	struct tcp_analysis **analyses; /* beside them, with `analyze` */
	size_t count;          /* positions in use */
	uint32_t next_id;
	size_t hand;
	uint64_t evicted, evicted_packets, evicted_bytes;
	uint64_t packets, bytes; /* of all packets that were counted */
	struct flow_watcher *watchers;
	unsigned readers;        /* tcp_reader.c: bits of flow.read in use */
	struct flow_hit hits[FLOW_HITS]; /* of the newest packet: one but in tunnels */
	unsigned hit_count;
};

/* limit 0: LIMIT_FLOWS. */
void flows_init(struct flows *f, enum flow_kind kind, size_t limit);
void flows_free(struct flows *f);
static inline struct flow *flows_at(const struct flows *f, size_t i)
{
	return &f->chunks[i / FLOW_CHUNK][i % FLOW_CHUNK];
}

/* w is filled in, and stays the caller's as long as f is used. */
static inline void flows_watch(struct flows *f, struct flow_watcher *w)
{
	w->next = f->watchers;
	f->watchers = w;
}

/* Counts the packet in the flow of each of its headers of this kind: f->hits. 0 or -ENOMEM. */
int flows_packet(struct flows *f, const struct packet *p, uint64_t number, const struct packet_headers *h);
/* The key that the packet's innermost flow of that kind has, and the end that sent it; nothing is counted. False: it is of
 * none. */
bool flow_ends(enum flow_kind kind, const struct packet_headers *h, struct flow_key *k, unsigned *from);

/* FLOW_KINDS: no such word. Words: eth ip ipv6 tcp udp sctp. */
enum flow_kind flow_kind_named(const char *word);
const char *flow_kind_word(enum flow_kind kind);
const char *flow_kind_title(enum flow_kind kind); /* "IPv4" */
const char *flow_state_word(enum flow_state state);
/* "10.0.0.1", or "10.0.0.1:80" and "[2001:db8::1]:80" with the port. */
void flow_address_text(struct text *t, const struct flow_key *k, unsigned end);
void flow_end_text(struct text *t, const struct flow_key *k, unsigned end);

#endif
