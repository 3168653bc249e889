/* What the kernel knows of its TCP connections, by sock_diag(7). */
#ifndef HOST_TCP_INFO_H
#define HOST_TCP_INFO_H

#include "core/text.h"
#include "host/socket.h"

/* As struct tcp_info of Linux has it. Times are microseconds, windows and segments in flight are counted in
 * segments. */
struct tcp_values {
	uint32_t congestion_window;
	uint32_t slow_start_threshold; /* TCP_NO_THRESHOLD: none yet */
	uint32_t smoothed_rtt, rtt_variation, least_rtt;
	uint32_t timeout;
	uint32_t in_flight;
	uint32_t lost;
	uint32_t retransmits;	 /* in a row, of the segment that is waited for */
	uint32_t retransmitted;	 /* since the connection began */
	uint32_t segment;	 /* bytes of data in one that is sent */
	uint32_t unsent, unread; /* bytes in the queues */
	uint32_t unused;
	uint64_t delivery_rate; /* bytes a second; 0: not known */
	uint64_t pacing_rate;	/* bytes a second; UINT64_MAX: none */
};

enum { TCP_NO_THRESHOLD = 0x7fffffff, TCP_ALGORITHM = 16, TCP_PACKET = 60 };

struct tcp_sample {
	struct socket_ends ends;
	struct tcp_values values;
	uint8_t state;		       /* TCP_ESTABLISHED ... */
	char algorithm[TCP_ALGORITHM]; /* of congestion control: "cubic" */
};

/* fd: netlink_open(NETLINK_SOCK_DIAG). Calls `each` with every TCP connection of the network namespace that
 * has a state worth telling (not those that only listen, or wait for the end of time) until it gives
 * something else than 0. 0, what `each` gave, or -errno. */
int tcp_info_ask(int fd, int (*each)(void *context, const struct tcp_sample *s), void *context);

/* "ESTABLISHED" */
const char *tcp_state_word(uint8_t state);
/* In words, without the addresses: "ESTABLISHED cwnd 10, ssthresh 7, ..." */
void tcp_sample_text(struct text *t, const struct tcp_sample *s);
/* A raw IP packet as the connection would send it (or with `reply` get it), without data, for filters. Its
 * size. */
uint32_t tcp_sample_packet(const struct tcp_sample *s, bool reply, uint8_t packet[TCP_PACKET]);

#endif
