#include "host/tcp_info.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "core/bytes.h"
#include "host/netlink.h"

/* The kernel's numbers of TCP states (include/net/tcp_states.h). */
enum {
	ESTABLISHED = 1,
	SYN_SENT,
	SYN_RECEIVED,
	FIN_WAIT1,
	FIN_WAIT2,
	TIME_WAIT,
	CLOSED,
	CLOSE_WAIT,
	LAST_ACK,
	LISTEN,
	CLOSING
};
enum { STATES = ~(1 << TIME_WAIT | 1 << LISTEN | 1 << CLOSED) & ((1 << (CLOSING + 1)) - 1) };

struct asking {
	int (*each)(void *context, const struct tcp_sample *s);
	void *context;
};

static void end_of(struct socket_end *e, uint8_t family, const __be32 address[4], __be16 port)
{
	union {
		struct sockaddr any;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
	} a = {.any.sa_family = family};
	if (family == AF_INET) {
		a.in.sin_port = port;
		memcpy(&a.in.sin_addr, address, sizeof a.in.sin_addr);
	} else {
		a.in6.sin6_port = port;
		memcpy(&a.in6.sin6_addr, address, sizeof a.in6.sin6_addr);
	}
	socket_end_set(e, &a.any, sizeof a);
}

static void take_info(struct tcp_values *v, const struct rtattr *a)
{
	struct tcp_info i = {0}; /* older kernels give less of it */
	if (!a)
		return;
	memcpy(&i, RTA_DATA(a), RTA_PAYLOAD(a) < sizeof i ? RTA_PAYLOAD(a) : sizeof i);
	v->congestion_window = i.tcpi_snd_cwnd;
	v->slow_start_threshold = i.tcpi_snd_ssthresh;
	v->smoothed_rtt = i.tcpi_rtt;
	v->rtt_variation = i.tcpi_rttvar;
	v->least_rtt = i.tcpi_min_rtt == UINT32_MAX ? 0 : i.tcpi_min_rtt;
	v->timeout = i.tcpi_rto;
	v->in_flight = i.tcpi_unacked - i.tcpi_sacked - i.tcpi_lost + i.tcpi_retrans;
	v->lost = i.tcpi_lost;
	v->retransmits = i.tcpi_retransmits;
	v->retransmitted = i.tcpi_total_retrans;
	v->segment = i.tcpi_snd_mss;
	v->delivery_rate = i.tcpi_delivery_rate;
	v->pacing_rate = i.tcpi_pacing_rate;
}

static int take_answer(void *context, const struct nlmsghdr *m)
{
	const struct asking *k = context;
	const struct inet_diag_msg *d = NLMSG_DATA(m);
	const struct rtattr *a[INET_DIAG_CONG + 1];
	struct tcp_sample s = {0};
	if (m->nlmsg_len < NLMSG_LENGTH(sizeof *d))
		return -EPROTO;
	netlink_attributes(m, sizeof *d, a, INET_DIAG_CONG);
	s.state = d->idiag_state;
	s.ends.inode = d->idiag_inode;
	s.ends.family = d->idiag_family;
	s.ends.protocol = IPPROTO_TCP;
	end_of(&s.ends.local, d->idiag_family, d->id.idiag_src, d->id.idiag_sport);
	end_of(&s.ends.remote, d->idiag_family, d->id.idiag_dst, d->id.idiag_dport);
	take_info(&s.values, a[INET_DIAG_INFO]);
	s.values.unread = d->idiag_rqueue;
	s.values.unsent = d->idiag_wqueue;
	if (a[INET_DIAG_CONG]) {
		size_t n = RTA_PAYLOAD(a[INET_DIAG_CONG]);
		memcpy(s.algorithm, RTA_DATA(a[INET_DIAG_CONG]), n < TCP_ALGORITHM ? n : TCP_ALGORITHM - 1);
	}
	return k->each(k->context, &s);
}

int tcp_info_ask(int fd, int (*each)(void *context, const struct tcp_sample *s), void *context)
{
	static const uint8_t families[] = {AF_INET, AF_INET6};
	struct asking k = {each, context};
	int e = 0;
	for (size_t i = 0; !e && i < sizeof families; i++) {
		struct {
			struct nlmsghdr header;
			struct inet_diag_req_v2 request;
		} q = {
			.header = {.nlmsg_len = sizeof q,
				.nlmsg_type = SOCK_DIAG_BY_FAMILY,
				.nlmsg_flags = NLM_F_DUMP},
			.request = {.sdiag_family = families[i],
				.sdiag_protocol = IPPROTO_TCP,
				.idiag_states = STATES,
				.idiag_ext = 1 << (INET_DIAG_INFO - 1) | 1 << (INET_DIAG_CONG - 1)},
		};
		e = netlink_ask(fd, &q.header, take_answer, &k);
	}
	return e;
}

const char *tcp_state_word(uint8_t state)
{
	static const char *const words[] = {[ESTABLISHED] = "ESTABLISHED",
		[SYN_SENT] = "SYN-SENT",
		[SYN_RECEIVED] = "SYN-RECEIVED",
		[FIN_WAIT1] = "FIN-WAIT-1",
		[FIN_WAIT2] = "FIN-WAIT-2",
		[TIME_WAIT] = "TIME-WAIT",
		[CLOSED] = "CLOSED",
		[CLOSE_WAIT] = "CLOSE-WAIT",
		[LAST_ACK] = "LAST-ACK",
		[LISTEN] = "LISTEN",
		[CLOSING] = "CLOSING"};
	return state && state <= CLOSING ? words[state] : "?";
}

static void put_ms(struct text *t, const char *name, uint32_t us)
{
	text_printf(t, ", %s %u.%03u ms", name, us / 1000, us % 1000);
}

static void put_rate(struct text *t, const char *name, uint64_t bytes)
{
	double bits = 8 * (double)bytes;
	const char *unit = bits >= 1e9 ? "G" : bits >= 1e6 ? "M" : bits >= 1e3 ? "k" : "";
	text_printf(t, ", %s %.1f %sbit/s", name,
		bits / (bits >= 1e9	     ? 1e9
			       : bits >= 1e6 ? 1e6
			       : bits >= 1e3 ? 1e3
					     : 1),
		unit);
}

void tcp_sample_text(struct text *t, const struct tcp_sample *s)
{
	const struct tcp_values *v = &s->values;
	text_s(t, tcp_state_word(s->state));
	text_printf(t, " cwnd %u", v->congestion_window);
	if (v->slow_start_threshold < TCP_NO_THRESHOLD)
		text_printf(t, ", ssthresh %u", v->slow_start_threshold);
	put_ms(t, "srtt", v->smoothed_rtt);
	put_ms(t, "rttvar", v->rtt_variation);
	text_printf(t, ", in flight %u", v->in_flight);
	if (v->lost)
		text_printf(t, ", lost %u", v->lost);
	if (v->retransmits || v->retransmitted)
		text_printf(t, ", retransmits %u of %u", v->retransmits, v->retransmitted);
	if (v->unsent)
		text_printf(t, ", unsent %u", v->unsent);
	if (v->unread)
		text_printf(t, ", unread %u", v->unread);
	if (v->delivery_rate)
		put_rate(t, "delivery", v->delivery_rate);
	if (v->pacing_rate && v->pacing_rate != UINT64_MAX)
		put_rate(t, "pacing", v->pacing_rate);
	text_printf(t, ", rto %u.%03u ms", v->timeout / 1000, v->timeout % 1000);
}

uint32_t tcp_sample_packet(const struct tcp_sample *s, bool reply, uint8_t packet[TCP_PACKET])
{
	enum { HEADER4 = 20, HEADER6 = 40, TCP_HEADER = 20, HOPS = 64, ACK = 0x10 };
	const struct socket_end *from = reply ? &s->ends.remote : &s->ends.local,
				*to = reply ? &s->ends.local : &s->ends.remote;
	bool is4 = from->size == SOCKET_IP4;
	uint8_t *addresses = packet + (is4 ? 12 : 8), *tcp = packet + (is4 ? HEADER4 : HEADER6);
	memset(packet, 0, TCP_PACKET);
	if (is4) {
		packet[0] = 0x45;
		put_be16(packet + 2, HEADER4 + TCP_HEADER);
		packet[8] = HOPS;
		packet[9] = IPPROTO_TCP;
	} else {
		packet[0] = 0x60;
		put_be16(packet + 4, TCP_HEADER);
		packet[6] = IPPROTO_TCP;
		packet[7] = HOPS;
	}
	memcpy(addresses, from->bytes, from->size);
	memcpy(addresses + from->size, to->bytes, from->size);
	put_be16(tcp, from->port);
	put_be16(tcp + 2, to->port);
	tcp[12] = TCP_HEADER / 4 << 4;
	tcp[13] = ACK;
	return (uint32_t)(tcp - packet) + TCP_HEADER;
}
