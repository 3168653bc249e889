#include "stream/header_view.h"

#include <string.h>

#include "core/bytes.h"

enum { IP4_HEADER = 20, IP6_HEADER = 40, TCP_HEADER = 20, UDP_HEADER = 8, ETHER_HEADER = 14, ADDRESSES_AT = 12 };

static uint32_t lower(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static bool view_ip4(struct ip_view *v, const struct packet_header *h)
{
	const uint8_t *p = h->data;
	uint32_t header = (p[0] & 15) * 4u, total = be16(p + 2);
	if (header < IP4_HEADER || header > h->captured)
		return false;
	if (!total || total > h->length)
		total = h->length; /* left to the network card, or more said than there is */
	if (total < header)
		return false;
	unsigned off = be16(p + 6);
	v->size = ADDRESS_IP4;
	v->tos = p[1];
	v->ttl = p[8];
	v->protocol = p[9];
	v->id = be16(p + 4);
	v->offset = (off & 0x1fff) * 8;
	v->more = off & 0x2000;
	v->fragment = v->offset || v->more;
	memcpy(v->src.bytes, p + ADDRESSES_AT, 4);
	memcpy(v->dst.bytes, p + ADDRESSES_AT + 4, 4);
	v->header_length = header;
	v->payload = p + header;
	v->payload_length = total - header;
	v->payload_captured = lower(h->captured - header, v->payload_length);
	return true;
}

static bool is_extension(unsigned next)
{
	return next == 0 || next == 43 || next == 44 || next == 60;
}

/* Extension headers in front of the payload: RFC 8200 section 4. False: not all were captured. */
static bool skip_extensions(struct ip_view *v, const uint8_t *p, uint32_t captured)
{
	uint32_t at = IP6_HEADER;
	while (is_extension(v->protocol)) {
		if (captured < at + 8)
			return false;
		const uint8_t *e = p + at;
		bool fragment = v->protocol == 44;
		if (fragment) {
			v->offset = be16(e + 2) & 0xfff8;
			v->more = e[3] & 1;
			v->fragment = v->offset || v->more;
			v->id = be32(e + 4);
		}
		v->protocol = e[0];
		at += fragment ? 8 : (e[1] + 1u) * 8;
		if (v->offset)
			break;
	}
	v->header_length = at;
	return at <= captured;
}

static bool view_ip6(struct ip_view *v, const struct packet_header *h)
{
	const uint8_t *p = h->data;
	if (h->captured < IP6_HEADER)
		return false;
	uint32_t payload = be16(p + 4), length = h->length;
	if (payload && payload + IP6_HEADER < length)
		length = payload + IP6_HEADER;
	v->size = ADDRESS_IP6;
	v->tos = (uint8_t)(be16(p) >> 4);
	v->protocol = p[6];
	v->ttl = p[7];
	memcpy(v->src.bytes, p + 8, 16);
	memcpy(v->dst.bytes, p + 24, 16);
	v->header_length = IP6_HEADER;
	if (!skip_extensions(v, p, h->captured) || v->header_length > length) {
		/* the addresses stand; there is no payload to go on with */
		v->protocol = 59;
		v->payload = p;
		return true;
	}
	v->payload = p + v->header_length;
	v->payload_length = length - v->header_length;
	v->payload_captured = lower(h->captured - v->header_length, v->payload_length);
	return true;
}

bool view_ip(struct ip_view *v, const struct packet_header *h)
{
	*v = (struct ip_view){0};
	if (h->captured < IP4_HEADER)
		return false;
	if (h->kind == HEADER_IP4)
		return h->data[0] >> 4 == 4 && view_ip4(v, h);
	return h->kind == HEADER_IP6 && h->data[0] >> 4 == 6 && view_ip6(v, h);
}

enum { OPTION_END, OPTION_NOP, OPTION_MSS, OPTION_SCALE, OPTION_SACK = 5 };

static void tcp_option(struct tcp_view *v, const uint8_t *o, unsigned len)
{
	if (o[0] == OPTION_MSS && len == 4)
		v->mss = be16(o + 2);
	else if (o[0] == OPTION_SCALE && len == 3)
		v->scale = o[2] > 14 ? 14 : o[2];
	else if (o[0] == OPTION_SACK)
		for (unsigned at = 2; at + 8 <= len && v->sack_count < TCP_SACK_BLOCKS; at += 8, v->sack_count++) {
			v->sack[v->sack_count].left = be32(o + at);
			v->sack[v->sack_count].right = be32(o + at + 4);
		}
}

static void tcp_options(struct tcp_view *v, const uint8_t *o, unsigned left)
{
	while (left && o[0] != OPTION_END) {
		unsigned len = o[0] == OPTION_NOP ? 1 : left > 1 ? o[1] : 0;
		if (!len || len > left || (len == 1 && o[0] != OPTION_NOP))
			return;
		if (len > 1)
			tcp_option(v, o, len);
		o += len;
		left -= len;
	}
}

bool view_tcp(struct tcp_view *v, const struct packet_header *h)
{
	const uint8_t *p = h->data;
	if (h->kind != HEADER_TCP || h->captured < TCP_HEADER)
		return false;
	unsigned header = (p[12] >> 4) * 4u;
	if (header < TCP_HEADER || header > h->length || header > h->captured)
		return false;
	v->sport = be16(p);
	v->dport = be16(p + 2);
	v->seq = be32(p + 4);
	v->ack = be32(p + 8);
	v->flags = p[13];
	v->window = be16(p + 14);
	v->header_length = (uint8_t)header;
	v->scale = TCP_NO_SCALE;
	v->mss = 0;
	v->sack_count = 0;
	v->payload = p + header;
	v->payload_length = h->length - header;
	v->payload_captured = lower(h->captured - header, v->payload_length);
	if (header > TCP_HEADER)
		tcp_options(v, p + TCP_HEADER, header - TCP_HEADER);
	return true;
}

bool view_udp(struct udp_view *v, const struct packet_header *h)
{
	if (h->kind != HEADER_UDP || h->captured < UDP_HEADER)
		return false;
	uint32_t said = be16(h->data + 4), length = said >= UDP_HEADER && said < h->length ? said : h->length;
	*v = (struct udp_view){be16(h->data), be16(h->data + 2), h->data + UDP_HEADER, 0, 0};
	v->payload_length = length > UDP_HEADER ? length - UDP_HEADER : 0;
	v->payload_captured = lower(h->captured - UDP_HEADER, v->payload_length);
	return true;
}

bool view_sctp(struct udp_view *v, const struct packet_header *h)
{
	if (h->kind != HEADER_SCTP || h->captured < 12)
		return false;
	*v = (struct udp_view){.sport = be16(h->data), .dport = be16(h->data + 2), .payload = h->data + 12};
	v->payload_length = h->length > 12 ? h->length - 12 : 0;
	v->payload_captured = lower(h->captured - 12, v->payload_length);
	return true;
}

bool view_icmp(unsigned *type, unsigned *code, const struct packet_header *h)
{
	if ((h->kind != HEADER_ICMP && h->kind != HEADER_ICMP6) || h->captured < 2)
		return false;
	*type = h->data[0];
	*code = h->data[1];
	return true;
}

bool view_ether(struct address *src, struct address *dst, const struct packet_header *h)
{
	if (h->kind != HEADER_ETHER || h->captured < ETHER_HEADER)
		return false;
	*src = *dst = (struct address){0};
	memcpy(dst->bytes, h->data, ADDRESS_MAC);
	memcpy(src->bytes, h->data + ADDRESS_MAC, ADDRESS_MAC);
	return true;
}

unsigned view_vlan(const struct packet_header *h)
{
	return h->kind == HEADER_VLAN && h->captured >= 2 ? be16(h->data) & 0xfff : 0;
}
