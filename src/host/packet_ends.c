#include "host/packet_ends.h"

#include <netinet/in.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"

enum {
	ETHER_ADDRESSES = 12,
	SLL2_HEADER = 20,
	VLAN_TAG = 4,
	IP4_HEADER = 20,
	IP6_HEADER = 40,
	ICMP_HEADER = 8,
	TCP_HEADER = 20,
	TCP_FIN = 1,
	TCP_SYN = 2,
	TCP_ACK = 16,
	TYPE_IP4 = 0x0800,
	TYPE_IP6 = 0x86dd,
	TYPE_VLAN = 0x8100,
	TYPE_SERVICE_VLAN = 0x88a8,
	EXTENSIONS = 8, /* headers of IPv6 looked behind */
};

struct bytes {
	const uint8_t *p;
	uint32_t n;
};

static bool skip(struct bytes *b, uint32_t n)
{
	if (n > b->n)
		return false;
	b->p += n;
	b->n -= n;
	return true;
}

static bool skip_link(struct bytes *b, uint16_t linktype)
{
	if (linktype != LINKTYPE_LINUX_SLL2 && linktype != LINKTYPE_ETHERNET)
		return linktype == LINKTYPE_RAW;
	bool cooked = linktype == LINKTYPE_LINUX_SLL2; /* which begins with the type */
	if (b->n < SLL2_HEADER)
		return false;
	uint16_t type = be16(b->p + (cooked ? 0 : ETHER_ADDRESSES));
	skip(b, cooked ? SLL2_HEADER : ETHER_ADDRESSES + 2);
	for (; b->n >= VLAN_TAG && (type == TYPE_VLAN || type == TYPE_SERVICE_VLAN); skip(b, VLAN_TAG))
		type = be16(b->p + 2);
	return type == TYPE_IP4 || type == TYPE_IP6;
}

/* Ethernet pads what is short. */
static void cut_to(struct bytes *b, uint32_t n)
{
	b->n = n < b->n ? n : b->n;
}

static void set_end(struct socket_end *e, const uint8_t *address, uint8_t size)
{
	*e = (struct socket_end){.size = size};
	memcpy(e->bytes, address, size);
}

/* Each reads its layer and leaves what is behind it. */
static bool read_ip4(struct packet_ends *e, struct bytes *b)
{
	uint32_t header = (b->p[0] & 0xfu) * 4;
	if (b->n < IP4_HEADER || header < IP4_HEADER)
		return false;
	unsigned fragment = be16(b->p + 6) & 0x3fff;
	e->fragment = fragment ? 1u << 16 | be16(b->p + 4) : 0;
	e->rest = fragment & 0x1fff;
	e->protocol = b->p[9];
	set_end(&e->from, b->p + 12, SOCKET_IP4);
	set_end(&e->to, b->p + 16, SOCKET_IP4);
	if (be16(b->p + 2)) /* 0: left to the network card to cut up */
		cut_to(b, be16(b->p + 2));
	return skip(b, header);
}

static bool read_ip6(struct packet_ends *e, struct bytes *b)
{
	if (b->n < IP6_HEADER)
		return false;
	e->protocol = b->p[6];
	set_end(&e->from, b->p + 8, SOCKET_IP6);
	set_end(&e->to, b->p + 24, SOCKET_IP6);
	uint32_t length = be16(b->p + 4);
	skip(b, IP6_HEADER);
	if (length)
		cut_to(b, length);
	for (int i = 0; i < EXTENSIONS && b->n >= 8 && !e->rest; i++) {
		uint8_t next = b->p[0];
		uint32_t size = (b->p[1] + 1u) * 8;
		if (e->protocol == IPPROTO_FRAGMENT) {
			e->fragment = be32(b->p + 4);
			e->rest = be16(b->p + 2) & 0xfff8;
			size = 8;
		} else if (e->protocol == IPPROTO_AH) {
			size = (b->p[1] + 2u) * 4;
		} else if (e->protocol != IPPROTO_HOPOPTS && e->protocol != IPPROTO_ROUTING &&
			   e->protocol != IPPROTO_DSTOPTS) {
			break;
		}
		e->protocol = next;
		if (!skip(b, size))
			return false;
	}
	return true;
}

static bool read_ip(struct packet_ends *e, struct bytes *b)
{
	*e = (struct packet_ends){.quoted = e->quoted};
	if (!b->n)
		return false;
	return b->p[0] >> 4 == 4 ? read_ip4(e, b) : b->p[0] >> 4 == 6 && read_ip6(e, b);
}

/* Unreachable, source quench, redirect, time exceeded, parameter problem; of ICMPv6 all below 128. */
static bool is_error(uint8_t protocol, uint8_t type)
{
	if (protocol == IPPROTO_ICMPV6)
		return type < 128;
	return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

static bool is_icmp(uint8_t protocol)
{
	return protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6;
}

static void read_ports(struct packet_ends *e, const struct bytes *b)
{
	bool has_ports = e->protocol == IPPROTO_TCP || e->protocol == IPPROTO_UDP ||
			 e->protocol == IPPROTO_UDPLITE || e->protocol == IPPROTO_SCTP ||
			 e->protocol == IPPROTO_DCCP;
	if (is_icmp(e->protocol) && b->n >= ICMP_HEADER) {
		e->type = b->p[0];
		e->from.port = e->to.port = be16(b->p + 4);
	}
	e->data = true;
	if (!has_ports || b->n < 4)
		return;
	e->from.port = be16(b->p);
	e->to.port = be16(b->p + 2);
	if (e->protocol != IPPROTO_TCP || b->n < TCP_HEADER)
		return;
	e->data = b->n > (b->p[12] >> 4) * 4u || b->p[13] & TCP_FIN;
	e->opens = (b->p[13] & (TCP_SYN | TCP_ACK)) == TCP_SYN;
	e->sequence = be32(b->p + 4);
}

bool packet_ends_of(struct packet_ends *e, const struct packet *p)
{
	struct bytes b = {p->data, p->caplen};
	*e = (struct packet_ends){0};
	if (!skip_link(&b, p->linktype) || !read_ip(e, &b))
		return false;
	if (is_icmp(e->protocol) && !e->rest && b.n > ICMP_HEADER && is_error(e->protocol, b.p[0])) {
		e->quoted = true;
		skip(&b, ICMP_HEADER);
		if (!read_ip(e, &b))
			return false;
	}
	if (!e->rest)
		read_ports(e, &b);
	return true;
}
