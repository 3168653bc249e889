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

enum { ETHER = 14, VLAN = 4, IP4 = 20, IP6 = 40, TCP = 20, UDP = 8, PORTS = 4 };
enum { NO_OPTIONS = 0x45, FRAGMENT = 0x3fff, NO_HEADER_LENGTH = 5 };
enum { FLAG_SYN = 2, FLAG_ACK = 16 };
enum { ECHO_REPLY = 0, ECHO = 8, ECHO_REQUEST6 = 128, ECHO_REPLY6 = 129 };

/* What a plain frame carries: IP without options, fragments and extension headers, with at most one VLAN tag around it. */
struct carried {
	struct net net;       /* its version, protocol and addresses; version 0: ARP */
	const uint8_t *start; /* what IP carries, as far as captured */
	uint32_t len;
};

static bool carried_by_ip4(const uint8_t *h, uint32_t len, struct carried *c)
{
	if (len < IP4 || *h != NO_OPTIONS || be16(h + 6) & FRAGMENT)
		return false;
	uint32_t total = be16(h + 2);
	*c = (struct carried){{.version = 4, .protocol = h[9], .src = h + 12, .dst = h + 16}, h + IP4, (total < len ? total : len) - IP4};
	return total >= IP4;
}

static bool carried_by_ip6(const uint8_t *h, uint32_t len, struct carried *c)
{
	if (len < IP6 || *h >> 4 != 6)
		return false;
	uint32_t total = be16(h + 4), there = len - IP6;
	*c = (struct carried){{.version = 6, .protocol = h[6], .src = h + 8, .dst = h + 24}, h + IP6, total < there ? total : there};
	return true;
}

/* False: the frame is not plain. */
static bool carried_by(const struct packet *p, struct carried *c)
{
	if (p->linktype != LINKTYPE_ETHERNET || p->caplen < ETHER + VLAN || !packet_possible(p))
		return false;
	uint32_t at = be16(p->data + 12) == ETHERTYPE_8021Q ? ETHER + VLAN : ETHER;
	unsigned type = be16(p->data + at - 2);
	if (type == ETHERTYPE_IP)
		return carried_by_ip4(p->data + at, p->caplen - at, c);
	if (type == ETHERTYPE_IPV6)
		return carried_by_ip6(p->data + at, p->caplen - at, c);
	*c = (struct carried){.start = p->data + at};
	return type == ETHERTYPE_ARP;
}

void dissection_expect(struct dissection *s, const struct packet *p)
{
	struct carried c;
	if (tcp_expects(&s->d) && carried_by(p, &c) && c.net.protocol == IP_PROTO_TCP && c.len >= PORTS)
		tcp_expect(&s->d, &c.net, be16(c.start), be16(c.start + 2));
}

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
	unsigned flags = h[13];
	if (h[12] >> 4 < NO_HEADER_LENGTH || !ports_alone(d, BIND_TCP_PORT))
		return false;
	return d->opt->absolute_seq || !(flags & FLAG_ACK) ||
		tcp_first_seen(d, be32(h + 4), be32(h + 8), flags & FLAG_SYN, &past->tcp);
}

static bool look_at(struct dis *d, const struct carried *c, struct dissect_past *past)
{
	if (!c->net.version)
		return true;
	if (c->len < UDP)
		return false;
	d->net = c->net;
	d->sport = be16(c->start);
	d->dport = be16(c->start + 2);
	bool four = c->net.version == 4;
	switch (c->net.protocol) {
	case IP_PROTO_TCP:
		return c->len >= TCP && look_at_tcp(d, c->start, past);
	case IP_PROTO_UDP:
		return ports_alone(d, BIND_UDP_PORT);
	case IP_PROTO_ICMP:
		return four && (*c->start == ECHO || *c->start == ECHO_REPLY);
	case IP_PROTO_ICMPV6:
		return !four && (*c->start == ECHO_REQUEST6 || *c->start == ECHO_REPLY6);
	default:
		return false;
	}
}

bool dissection_look_ahead(struct dissection *s, const struct packet *p, struct dissect_past *past)
{
	struct carried c;
	if (s->options->as || s->options->decode_count || !carried_by(p, &c))
		return false;
	s->d.session = s;
	s->d.opt = s->options;
	return look_at(&s->d, &c, past);
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
