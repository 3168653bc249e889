/* Names become numbers: hosts, networks, ports, protocols, Ethernet addresses; and numbers are checked. */
#include "filter/resolve.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filter/lower.h"
#include "core/message.h"

#define ADDRESSES_MAX 64 /* of one host name */
#define PUBLISHED_MAX 256 /* of one word for containers, with those of their ports */

struct resolver {
	struct arena *arena;
	const struct filter_options *o;
	const char *source;
	struct err *err;
};

struct named {
	const char *name;
	uint32_t number;
};

static const struct named ethertypes[] = {
	{"aarp", ETHERTYPE_AARP},
	{"arp", ETHERTYPE_ARP},
	{"atalk", ETHERTYPE_ATALK},
	{"decnet", ETHERTYPE_DECNET},
	{"ip", ETHERTYPE_IP},
	{"ip6", ETHERTYPE_IP6},
	{"ipx", SAP_IPX},
	{"iso", SAP_ISO},
	{"lat", ETHERTYPE_LAT},
	{"loopback", 0x9000},
	{"mopdl", ETHERTYPE_MOPDL},
	{"moprc", ETHERTYPE_MOPRC},
	{"netbeui", SAP_NETBEUI},
	{"pup", 0x0200},
	{"xns", 0x0600},
	{"rarp", ETHERTYPE_RARP},
	{"sca", ETHERTYPE_SCA},
	{"sprite", 0x0500},
	{"stp", SAP_STP},
	{"vexp", 0x805b},
	{"vprod", 0x805c},
	{"8021q", ETHERTYPE_VLAN},
	{NULL, 0},
};

static const struct named ip_protocols[] = {
	{"icmp", 1},
	{"igmp", 2},
	{"tcp", 6},
	{"igrp", 9},
	{"udp", 17},
	{"gre", 47},
	{"esp", 50},
	{"ah", 51},
	{"icmp6", 58},
	{"ipv6-icmp", 58},
	{"ospf", 89},
	{"pim", 103},
	{"vrrp", 112},
	{"sctp", 132},
	{NULL, 0},
};

static bool find(const struct named *table, const char *name, uint32_t *number)
{
	for (; table->name; table++)
		if (!strcmp(table->name, name)) {
			*number = table->number;
			return true;
		}
	return false;
}

static int fail(struct resolver *r, const struct token *t, const char *format, const char *word)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return err_at(r->err, r->source, t->at, format, word);
#pragma GCC diagnostic pop
}

static struct host *hosts(struct resolver *r, struct ast *n, uint32_t count)
{
	n->resolved.hosts = arena_array(r->arena, struct host, count ? count : 1);
	n->resolved.count = n->resolved.hosts ? count : 0;
	if (!n->resolved.hosts)
		err_set(r->err, -ENOMEM, "the filter is too complex for its memory budget");
	return n->resolved.hosts;
}

static struct host *take_addresses(struct resolver *r, struct ast *n, const struct names_address *found, size_t count)
{
	struct host *h = hosts(r, n, (uint32_t)count);

	for (size_t i = 0; h && i < count; i++) {
		h[i] = (struct host){
			.ip6 = found[i].ip6, .ip4 = found[i].ip4, .mask = UINT32_MAX, .prefix = 128};
		memcpy(h[i].ip6_bytes, found[i].ip6_bytes, 16);
	}
	return h;
}

static int host_name(struct resolver *r, struct ast *n)
{
	struct names_address found[ADDRESSES_MAX];
	struct names *names = r->o->names;
	size_t count = names && names->ops->host_addresses
			       ? names->ops->host_addresses(names, n->id->text, found, ADDRESSES_MAX)
			       : 0;

	if (count > ADDRESSES_MAX)
		count = ADDRESSES_MAX;
	if (!count)
		return fail(r, n->id, "unknown host '%.80s'", n->id->text);
	return take_addresses(r, n, found, count) ? 0 : -ENOMEM;
}

static struct ast *new_node(struct resolver *r, enum ast_kind kind, uint32_t at, uint32_t room)
{
	struct ast *n = arena_array(r->arena, struct ast, 1);
	if (!n)
		return NULL;
	*n = (struct ast){.kind = kind, .at = at, .list = arena_array(r->arena, struct ast *, room), .room = room};
	return n->list ? n : NULL;
}

/* A primitive beside another one, with its place in the text; nothing is resolved. */
static struct ast *like(struct resolver *r, const struct ast *n, enum word protocol, enum word direction, enum word type)
{
	struct ast *p = arena_array(r->arena, struct ast, 1);
	if (!p)
		return NULL;
	*p = *n;
	p->q = (struct qualifiers){.protocol = protocol, .direction = direction, .type = type};
	p->resolved = (struct resolved){0};
	return p;
}

/* `dst host A and tcp dst port P`; the addresses are those of `found` with that port. */
static int published_port(struct resolver *r, const struct ast *n, enum word direction, const struct names_address *port,
	const struct names_address *found, size_t count, struct ast *into)
{
	static const enum word protocols[] = {[NAMES_TCP] = WORD_TCP, [NAMES_UDP] = WORD_UDP, [NAMES_SCTP] = WORD_SCTP};
	struct names_address at[PUBLISHED_MAX];
	size_t hosts = 0;
	for (size_t i = 0; i < count; i++)
		if (found[i].port == port->port && found[i].transport == port->transport)
			at[hosts++] = found[i];
	struct ast *both = new_node(r, AST_AND, n->at, 2);
	struct ast *host = like(r, n, n->q.protocol, direction, WORD_HOST);
	struct ast *service = like(r, n, protocols[port->transport], direction, WORD_PORT);
	if (!both || !host || !service || !take_addresses(r, host, at, hosts))
		return -ENOMEM;
	service->resolved.low = service->resolved.high = port->port;
	both->list[both->count++] = host;
	both->list[both->count++] = service;
	into->list[into->count++] = both;
	return 0;
}

static bool listed_before(const struct names_address *found, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (found[k].port == found[i].port && found[k].transport == found[i].transport)
			return true;
	return false;
}

/* The primitive of its own addresses becomes one of several: packets of its ports that the host publishes are its, too. */
static int add_published(struct resolver *r, struct ast *n, const struct names_address *found, size_t count)
{
	static const enum word directions[] = {WORD_SRC, WORD_DST};
	struct ast *any = new_node(r, AST_OR, n->at, (uint32_t)(1 + 2 * count)), *own = arena_array(r->arena, struct ast, 1);
	int e = any && own ? 0 : -ENOMEM;
	if (e == 0) {
		*own = *n;
		any->list[any->count++] = own;
	}
	for (size_t i = 0; e == 0 && i < count; i++)
		for (size_t k = 0; e == 0 && k < 2; k++)
			if (!listed_before(found, i) && (n->q.direction == WORD_NONE || n->q.direction == directions[k]))
				e = published_port(r, n, directions[k], &found[i], found, count, any);
	if (e == 0)
		*n = *any;
	return e;
}

/* Own addresses first. How many. */
static size_t part_published(struct names_address *found, size_t count, struct names_address *published)
{
	size_t own = 0, others = 0;
	for (size_t i = 0; i < count; i++)
		if (found[i].port)
			published[others++] = found[i];
		else
			found[own++] = found[i];
	return own;
}

/* The addresses that it has now, which may be none: it then is a host that sends nothing. */
static int container_name(struct resolver *r, struct ast *n)
{
	struct names_address found[PUBLISHED_MAX], published[PUBLISHED_MAX];
	struct names *names = r->o->names;
	struct err why = {0};

	if (!names || !names->ops->container_addresses)
		return fail(r, n->id, "container '%.80s': containers are not known here", n->id->text);
	int count = names->ops->container_addresses(names, n->id->text, found, PUBLISHED_MAX, &why);
	if (count < 0)
		return fail(r, n->id, "%.400s", why.text);
	n->q.type = WORD_HOST;
	size_t own = part_published(found, (size_t)count, published);
	bool plain = n->q.and_direction || (n->q.protocol != WORD_NONE && n->q.protocol != WORD_IP && n->q.protocol != WORD_IP6);
	if (!take_addresses(r, n, found, own))
		return -ENOMEM;
	return own < (size_t)count && !plain ? add_published(r, n, published, (size_t)count - own) : 0;
}

/* `10` and 10.1 as networks: shifted up, with the mask of the bytes given. */
static void short_network(struct host *h, uint32_t value, unsigned parts)
{
	h->ip4 = value << 8 * (4 - parts);
	h->mask = parts ? UINT32_MAX << 8 * (4 - parts) : 0;
}

static int fail_at_network(struct resolver *r, const struct ast *n)
{
	char whole[160];
	if (n->mask)
		snprintf(whole, sizeof whole, "%.70s mask %.70s", n->id->text, n->mask->text);
	else
		snprintf(whole, sizeof whole, "%.80s/%d", n->id->text, n->prefix);
	return fail(r, n->id, "non-network bits set in \"%s\"", whole);
}

static int network_mask(struct resolver *r, struct ast *n, struct host *h)
{
	if (n->prefix > 32)
		return fail(r, n->id, "mask length must be <= 32%s", "");
	if (n->prefix >= 0)
		h->mask = n->prefix ? UINT32_MAX << (32 - n->prefix) : 0;
	if (n->mask) {
		unsigned parts = n->mask->kind == TOKEN_IP4  ? n->mask->parts
				 : n->mask->value > 0xffffff ? 4
							     : 1;
		h->mask = parts == 4 ? n->mask->value : n->mask->value << 8 * (4 - parts);
	}
	if (h->ip4 & ~h->mask)
		return fail_at_network(r, n);
	return 0;
}

static int ip4_id(struct resolver *r, struct ast *n)
{
	bool net = n->q.type == WORD_NET || n->prefix >= 0 || n->mask;
	struct host *h = hosts(r, n, 1);
	unsigned parts = n->id->kind == TOKEN_IP4 ? n->id->parts : 4;

	if (!h)
		return -ENOMEM;
	const struct token *wrong = n->id->too_large ? n->id : n->mask && n->mask->too_large ? n->mask : NULL;
	if (wrong)
		return fail(r, wrong, "invalid IPv4 address '%.80s'", wrong->text);
	if (n->id->kind == TOKEN_NUMBER && n->q.type == WORD_NET) {
		parts = n->id->value > 0xffffff ? 4 : n->id->value > 0xffff ? 3 : n->id->value > 0xff ? 2 : 1;
	}
	short_network(h, n->id->value, parts);
	if (net && n->q.type != WORD_NET && n->q.type != WORD_NONE)
		return fail(r, n->id, "Mask syntax for networks only%s", "");
	return net ? network_mask(r, n, h) : 0;
}

static int ip6_id(struct resolver *r, struct ast *n)
{
	struct host *h = hosts(r, n, 1);
	unsigned bits = n->prefix >= 0 ? (unsigned)n->prefix : 128;

	if (!h)
		return -ENOMEM;
	if (n->mask)
		return fail(r, n->id, "no mask allowed for IPv6 address '%.80s'; use /length", n->id->text);
	if (bits > 128)
		return fail(r, n->id, "mask length must be <= 128%s", "");
	if (n->prefix >= 0 && bits != 128 && n->q.type == WORD_HOST)
		return fail(r, n->id, "Mask syntax for networks only%s", "");
	h->ip6 = true;
	h->prefix = (uint8_t)bits;
	memcpy(h->ip6_bytes, n->id->address, 16);
	for (unsigned i = 0; i < 16; i++) {
		unsigned kept = bits > i * 8 ? bits - i * 8 : 0;
		if (kept < 8 && (h->ip6_bytes[i] & (0xff >> kept)))
			return fail_at_network(r, n);
	}
	return 0;
}

static int network_name(struct resolver *r, struct ast *n)
{
	struct names *names = r->o->names;
	uint32_t net;

	if (!names || !names->ops->network_by_name || !names->ops->network_by_name(names, n->id->text, &net))
		return fail(r, n->id, "unknown network '%.80s'", n->id->text);
	struct host *h = hosts(r, n, 1);
	if (!h)
		return -ENOMEM;
	unsigned parts = net > 0xffffff ? 4 : net > 0xffff ? 3 : net > 0xff ? 2 : 1;
	short_network(h, net, parts);
	for (; parts == 4 && h->mask && !(net & 0xff); net >>= 8)
		h->mask <<= 8;
	return 0;
}

static int mac_id(struct resolver *r, struct ast *n)
{
	struct names *names = r->o->names;

	n->resolved.has_mac = true;
	if (n->id->kind == TOKEN_MAC) {
		memcpy(n->resolved.mac, n->id->address, 6);
		return 0;
	}
	if (n->id->kind != TOKEN_WORD)
		return fail(r, n->id,
			"ethernet address used where an IP address was given: '%.80s' is no MAC address",
			n->id->text);
	if (!names || !names->ops->mac_by_name ||
		!names->ops->mac_by_name(names, n->id->text, n->resolved.mac))
		return fail(r, n->id, "unknown ether host '%.80s'", n->id->text);
	return 0;
}

/* A gateway has a name that both the hosts' and the Ethernet addresses' tables know. */
static int gateway_id(struct resolver *r, struct ast *n)
{
	if (n->id->kind != TOKEN_WORD)
		return fail(r, n->id, "'gateway' requires a name, not '%.80s'", n->id->text);
	int result = host_name(r, n);
	return result < 0 ? result : mac_id(r, n);
}

/* DECnet: area.node, or a number. */
static int decnet_id(struct resolver *r, struct ast *n)
{
	unsigned long area, node;
	char *dot;

	if (n->id->kind == TOKEN_IP4 && n->id->parts == 2) {
		area = strtoul(n->id->text, &dot, 10);
		node = strtoul(dot + 1, NULL, 10);
		/* six and ten bits, of which the reference takes the lowest */
		n->resolved.low = (uint32_t)((area & 63) << 10 | (node & 1023));
	} else if (n->id->kind == TOKEN_NUMBER)
		n->resolved.low = n->id->value;
	else
		return fail(r, n->id, "malformed decnet address '%.80s'", n->id->text);
	return 0;
}

static int host_id(struct resolver *r, struct ast *n)
{
	if (n->q.protocol == WORD_DECNET)
		return decnet_id(r, n);
	if (n->id->kind == TOKEN_BYTE) {
		n->resolved.low = n->id->value;
		return 0;
	}
	if (n->q.protocol == WORD_LINK || n->id->kind == TOKEN_MAC)
		return mac_id(r, n);
	if (n->id->kind == TOKEN_IP6)
		return ip6_id(r, n);
	if (n->id->kind == TOKEN_WORD)
		return n->q.type == WORD_NET ? network_name(r, n) : host_name(r, n);
	return ip4_id(r, n);
}

static int port_number(
	struct resolver *r, const struct ast *n, const char *name, uint32_t *port, unsigned *transports)
{
	struct names *names = r->o->names;
	char *end;
	uint16_t found;

	errno = 0;
	unsigned long v = strtoul(name, &end, 0);
	if (end != name && !*end) {
		if (v > 65535 || errno)
			return fail(r, n->id, "illegal port number %.40s > 65535", name);
		*port = (uint32_t)v;
		return 0;
	}
	if (!names || !names->ops->port_by_name || !names->ops->port_by_name(names, name, &found, transports))
		return fail(r, n->id, "unknown port '%.80s'", name);
	*port = found;
	unsigned wanted = n->q.protocol == WORD_TCP    ? 1u << NAMES_TCP
			  : n->q.protocol == WORD_UDP  ? 1u << NAMES_UDP
			  : n->q.protocol == WORD_SCTP ? 1u << NAMES_SCTP
						       : 0;
	/* a name of several transports is a number for any of them */
	bool one = *transports && !(*transports & (*transports - 1));
	if (wanted && one && !(*transports & wanted))
		return err_at(r->err, r->source, n->id->at, "port '%.80s' is %s", name,
			*transports & 1u << NAMES_TCP ? "tcp" : "udp");
	return 0;
}

static int port_id(struct resolver *r, struct ast *n)
{
	unsigned transports = 0;
	int result = port_number(r, n, n->id->text, &n->resolved.low, &transports);

	n->resolved.high = n->resolved.low;
	n->resolved.transports = transports;
	return result;
}

/* "A-B", where a name may have dashes of its own. */
static int portrange_id(struct resolver *r, struct ast *n)
{
	const char *dash = strchr(n->id->text, '-');
	struct err quiet = {0}, *err = r->err;
	unsigned transports = 0;

	if (!dash)
		return port_id(r, n);
	for (; dash; dash = strchr(dash + 1, '-')) {
		char *low = arena_strndup(r->arena, n->id->text, (size_t)(dash - n->id->text));
		r->err = &quiet;
		quiet.code = 0;
		int result = low ? port_number(r, n, low, &n->resolved.low, &transports) : -ENOMEM;
		result = result ? result : port_number(r, n, dash + 1, &n->resolved.high, &transports);
		r->err = err;
		if (!result) {
			if (n->resolved.low > n->resolved.high) {
				uint32_t swap = n->resolved.low;
				n->resolved.low = n->resolved.high;
				n->resolved.high = swap;
			}
			return 0;
		}
	}
	return fail(r, n->id, "unknown port in range '%.80s'", n->id->text);
}

static int protocol_id(struct resolver *r, struct ast *n)
{
	struct names *names = r->o->names;
	uint8_t found;
	uint32_t *number = &n->resolved.low;

	if (n->id->kind == TOKEN_NUMBER) {
		*number = n->id->value;
		return 0;
	}
	if (n->id->kind != TOKEN_WORD)
		return fail(r, n->id, "syntax error: a protocol is expected before '%.80s'", n->id->text);
	if (n->q.protocol == WORD_LINK)
		return find(ethertypes, n->id->text, number)
			       ? 0
			       : fail(r, n->id, "unknown ether proto '%.80s'", n->id->text);
	if (n->q.protocol == WORD_ISO) {
		static const struct named iso[] = {{"clnp", 0x81}, {"esis", 0x82}, {"isis", 0x83}, {NULL, 0}};
		return find(iso, n->id->text, number)
			       ? 0
			       : fail(r, n->id, "unknown osi proto '%.80s'", n->id->text);
	}
	if (names && names->ops->protocol_by_name &&
		names->ops->protocol_by_name(names, n->id->text, &found)) {
		*number = found;
		return 0;
	}
	return find(ip_protocols, n->id->text, number)
		       ? 0
		       : fail(r, n->id, "unknown ip proto '%.80s'", n->id->text);
}

static int primitive(struct resolver *r, struct ast *n)
{
	bool mask = n->prefix >= 0 || n->mask;

	switch (n->q.type) {
	case WORD_PORT:
		return mask ? fail(r, n->id, "Mask syntax for networks only%s", "") : port_id(r, n);
	case WORD_PORTRANGE:
		return mask ? fail(r, n->id, "Mask syntax for networks only%s", "") : portrange_id(r, n);
	case WORD_PROTO:
	case WORD_PROTOCHAIN:
		return mask ? fail(r, n->id, "Mask syntax for networks only%s", "") : protocol_id(r, n);
	case WORD_GATEWAY:
		return mask ? fail(r, n->id, "Mask syntax for networks only%s", "") : gateway_id(r, n);
	case WORD_CONTAINER:
		return mask ? fail(r, n->id, "Mask syntax for networks only%s", "") : container_name(r, n);
	default:
		return host_id(r, n);
	}
}

int filter_resolve(struct arena *a, const struct filter_options *o, const char *source, struct ast *root,
	struct err *err)
{
	struct resolver r = {a, o, source, err};

	if (root->kind == AST_PRIMITIVE)
		return primitive(&r, root);
	for (uint32_t i = 0; i < root->count; i++) {
		int result = filter_resolve(a, o, source, root->list[i], err);
		if (result < 0)
			return result;
	}
	return 0;
}
