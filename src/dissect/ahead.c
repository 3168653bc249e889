/* What is looked at here is as little as can be: plain headers, and protocols that say of themselves that they stand alone. In doubt
 * a packet is dissected in its turn, which is always right. */
#include "dissect/ahead.h"

#include <stdlib.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/session.h"
#include "dissect/storage/nfs.h"

enum { ETHER = 14, VLAN = 4, IP4 = 20, IP6 = 40, TCP = 20, UDP = 8, ICMP = 8 };
enum { NO_OPTIONS = 0x45, FRAGMENT = 0x3fff };
enum { FLAG_SYN = 2, FLAG_ACK = 16 };
enum { ECHO_REPLY = 0, ECHO = 8, ICMP6_INFORMATIONAL = 128, ICMP6_ECHO_REPLY = 129 };

static bool alone(const struct proto *p)
{
	return !p || p->alone || p->beyond;
}

/* Whoever may be asked because of these ports. */
static bool ports_alone(struct dis *d, enum bind_table table)
{
	return alone(bound_port(d, table, d->sport, d->dport)) && d->sport != NFS_PORT && d->dport != NFS_PORT;
}

static bool look_at_tcp(struct dis *d, const uint8_t *h, struct dissect_past *past)
{
	enum { NO_HEADER_LENGTH = 5 };
	unsigned flags = h[13];
	if (h[12] >> 4 < NO_HEADER_LENGTH || !ports_alone(d, BIND_TCP_PORT))
		return false;
	return d->opt->absolute_seq || !(flags & FLAG_ACK) ||
		tcp_first_seen(d, be32(h + 4), be32(h + 8), flags & FLAG_SYN, &past->tcp);
}

/* What IP carries, len bytes as far as captured. */
static bool look_at_payload(struct dis *d, unsigned protocol, const uint8_t *h, uint32_t len, struct dissect_past *past)
{
	if (len < UDP)
		return false;
	d->sport = be16(h);
	d->dport = be16(h + 2);
	switch (protocol) {
	case IP_PROTO_TCP:
		return len >= TCP && look_at_tcp(d, h, past);
	case IP_PROTO_UDP:
		return ports_alone(d, BIND_UDP_PORT);
	case IP_PROTO_ICMP:
		return *h == ECHO || *h == ECHO_REPLY;
	case IP_PROTO_ICMPV6:
		return *h == ICMP6_INFORMATIONAL || *h == ICMP6_ECHO_REPLY;
	default:
		return false;
	}
}

static bool look_at_ip4(struct dis *d, const uint8_t *h, uint32_t len, struct dissect_past *past)
{
	if (len < IP4 || *h != NO_OPTIONS || be16(h + 6) & FRAGMENT)
		return false;
	uint32_t total = be16(h + 2);
	if (total < IP4 || h[9] == IP_PROTO_ICMPV6)
		return false;
	d->net = (struct net){.version = 4, .src = h + 12, .dst = h + 16};
	return look_at_payload(d, h[9], h + IP4, (total < len ? total : len) - IP4, past);
}

static bool look_at_ip6(struct dis *d, const uint8_t *h, uint32_t len, struct dissect_past *past)
{
	if (len < IP6 || *h >> 4 != 6 || h[6] == IP_PROTO_ICMP)
		return false;
	uint32_t total = be16(h + 4);
	d->net = (struct net){.version = 6, .src = h + 8, .dst = h + 24};
	return look_at_payload(d, h[6], h + IP6, total < len - IP6 ? total : len - IP6, past);
}

bool dissection_look_ahead(struct dissection *s, const struct packet *p, struct dissect_past *past)
{
	struct dis *d = &s->d;
	if (p->linktype != LINKTYPE_ETHERNET || p->caplen < ETHER + VLAN || !packet_possible(p) || s->options->as || s->options->decode_count)
		return false;
	uint32_t at = be16(p->data + 12) == ETHERTYPE_8021Q ? ETHER + VLAN : ETHER;
	unsigned type = be16(p->data + at - 2);
	d->session = s;
	d->opt = s->options;
	if (type == ETHERTYPE_IP)
		return look_at_ip4(d, p->data + at, p->caplen - at, past);
	if (type == ETHERTYPE_IPV6)
		return look_at_ip6(d, p->data + at, p->caplen - at, past);
	return type == ETHERTYPE_ARP;
}

struct dissection *dissection_beside(const struct dissection *of)
{
	struct dissection *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	s->forgetful = true;
	s->bind = of->bind;
	s->options = of->options;
	s->interfaces = of->interfaces;
	return s;
}

uint32_t dissect_packet_after(struct dissection *s, const struct packet *p, const struct dissect_past *past, struct text *line)
{
	s->past = past;
	return dissect_packet(s, p, line, NULL);
}

uint32_t dissect_packet_fields(struct dissection *s, const struct packet *p, const struct dissect_past *past, struct tape *tape)
{
	s->past = past;
	uint32_t link_len = dissect_packet(s, p, NULL, tape);
	s->past = NULL;
	return link_len;
}

void dissect_packet_line(struct dissection *s, const struct packet *p, const struct dissect_past *past, struct text *line)
{
	struct packet_headers *headers = s->headers;
	s->headers = NULL;
	s->past = past;
	s->forgetful = true;
	dissect_packet(s, p, line, NULL);
	s->forgetful = false;
	s->past = NULL;
	s->headers = headers;
}
