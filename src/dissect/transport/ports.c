#include "dissect/transport/ports.h"

#include "core/bytes.h"
#include "dissect/net/ip_protocols.h"

static void say_address(struct dis *d, const uint8_t *a)
{
	if (d->net.version == 4)
		say_ip4(d, be32(a));
	else
		say_ip6(d, (const struct ip6 *)a);
}

static void say_port(struct dis *d, unsigned protocol, unsigned port)
{
	if (protocol == IP_PROTO_TCP)
		say_tcp_port(d, port);
	else if (protocol == IP_PROTO_UDP)
		say_udp_port(d, port);
	else
		say_u(d, port);
}

bool transport_ports(struct dis *d, unsigned protocol, unsigned src_field, unsigned dst_field)
{
	bool addresses = d->net.version && d->net.protocol == protocol;
	if (!have(d, 4)) {
		if (addresses || (d->net.version && protocol != IP_PROTO_UDP)) {
			say_address(d, d->net.src);
			say_s(d, " > ");
			say_address(d, d->net.dst);
			say_s(d, protocol == IP_PROTO_UDP ? ": " : ":");
		}
		cut_here(d);
		return false;
	}
	d->sport = (uint16_t)u16(d, src_field);
	d->dport = (uint16_t)u16(d, dst_field);
	d->over_udp = protocol == IP_PROTO_UDP;
	if (d->mute)
		return true;
	if (addresses) {
		say_address(d, d->net.src);
		say_c(d, '.');
	}
	say_port(d, protocol, d->sport);
	say_s(d, " > ");
	if (addresses) {
		say_address(d, d->net.dst);
		say_c(d, '.');
	}
	say_port(d, protocol, d->dport);
	say_s(d, ": ");
	return true;
}

void transport_say_ends(struct dis *d, const char *src, const char *dst)
{
	if (d->mute || !d->net.version)
		return;
	say_address(d, d->net.src);
	say(d, ".%s > ", src);
	say_address(d, d->net.dst);
	say(d, ".%s: ", dst);
}

bool both_ends_of(const struct dis *d, struct both_ends *e)
{
	unsigned n = d->net.version == 4 ? 4 : d->net.version == 6 ? 16 : 0;
	memset(e, 0, sizeof *e);
	e->version = d->net.version;
	int order = n ? memcmp(d->net.src, d->net.dst, n) : 0;
	bool from_low = order < 0 || (order == 0 && d->sport < d->dport);
	if (n) {
		memcpy(e->low, from_low ? d->net.src : d->net.dst, n);
		memcpy(e->high, from_low ? d->net.dst : d->net.src, n);
	}
	e->low_port = from_low ? d->sport : d->dport;
	e->high_port = from_low ? d->dport : d->sport;
	return from_low;
}

bool decode_as_has_tcp(const char *word)
{
	return !strcmp(word, "zmtp1") || !strcmp(word, "resp") || !strcmp(word, "domain");
}

bool decode_as_has_udp(const char *word)
{
	return strcmp(word, "carp") && strcmp(word, "zmtp1") && strcmp(word, "resp");
}
