/* Theory of operation. Each pair of ends that a socket has had is a use. Uses are chained by protocol and
 * local port, so that a packet is looked up by each of its ports once. An unconnected socket's use fits every
 * remote end, and where its address is the unspecified one, every address of this host. */
#include "host/socket_set.h"

#include <errno.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "core/table.h"

struct use {
	struct socket_ends ends;
	int64_t until;	 /* 0: for ever */
	uint32_t opened; /* with `seen`: the sequence number of the SYN that opened the connection */
	bool seen;
	uint32_t next; /* 1 + the next of the chain, 0: the last */
};

struct port_key {
	uint16_t port;
	uint8_t protocol, unused;
};

struct place {
	struct socket_end end;
	uint32_t protocol;
};

struct socket_set {
	struct use *uses;
	size_t count, room;
	struct table ports; /* struct port_key -> 1 + its newest use */
	struct table asked; /* struct place: remote ends of sockets that had no local one yet */
	struct table here;  /* struct socket_end with port 0 -> nothing */
};

static void note_here(struct socket_set *s)
{
	struct ifaddrs *all = NULL;
	if (getifaddrs(&all) < 0)
		return;
	for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
		struct socket_end end;
		bool fresh;
		if (!i->ifa_addr)
			continue;
		socket_end_set(&end, i->ifa_addr, sizeof(struct sockaddr_in6));
		if (end.size) {
			end.port = 0;
			table_add(&s->here, &end, &fresh);
		}
	}
	freeifaddrs(all);
}

struct socket_set *socket_set_new(void)
{
	struct socket_set *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	table_init(&s->ports, sizeof(struct port_key), sizeof(uint32_t), 0);
	table_init(&s->asked, sizeof(struct place), 1, 0);
	table_init(&s->here, sizeof(struct socket_end), 1, 0);
	note_here(s);
	return s;
}

void socket_set_free(struct socket_set *s)
{
	if (!s)
		return;
	free(s->uses);
	table_free(&s->ports);
	table_free(&s->asked);
	table_free(&s->here);
	free(s);
}

static bool same_ends(const struct socket_ends *a, const struct socket_ends *b)
{
	return a->inode == b->inode && a->protocol == b->protocol &&
	       !memcmp(&a->local, &b->local, sizeof a->local) &&
	       !memcmp(&a->remote, &b->remote, sizeof a->remote);
}

/* 1 + the newest use of a local port; 0: none. */
static uint32_t chain_of(const struct socket_set *s, uint8_t protocol, uint16_t port)
{
	struct port_key key = {port, protocol, 0};
	const uint32_t *first = table_find(&s->ports, &key);
	return first ? *first : 0;
}

static int add_use(struct socket_set *s, const struct socket_ends *ends)
{
	struct port_key key = {ends->local.port, ends->protocol, 0};
	bool fresh;
	if (s->count == s->room) {
		struct use *more = reallocarray(s->uses, s->room ? 2 * s->room : 64, sizeof *more);
		if (!more)
			return -ENOMEM;
		s->uses = more;
		s->room = s->room ? 2 * s->room : 64;
	}
	uint32_t *first = table_add(&s->ports, &key, &fresh);
	if (!first)
		return -ENOMEM;
	s->uses[s->count] = (struct use){.ends = *ends, .next = *first};
	*first = (uint32_t)++s->count;
	return 0;
}

int socket_set_add(struct socket_set *s, const struct socket_ends *ends)
{
	bool fresh;
	if (!ends->local.port) {
		struct place place = {ends->remote, ends->protocol};
		return !ends->remote.size || table_add(&s->asked, &place, &fresh) ? 0 : -ENOMEM;
	}
	for (uint32_t i = chain_of(s, ends->protocol, ends->local.port); i; i = s->uses[i - 1].next)
		if (same_ends(&s->uses[i - 1].ends, ends)) {
			s->uses[i - 1].until = ends->remote.size ? s->uses[i - 1].until : 0;
			return 0;
		}
	return add_use(s, ends);
}

void socket_set_closed(struct socket_set *s, uint64_t inode, int64_t until)
{
	for (size_t i = s->count; i-- > 0;)
		if (s->uses[i].ends.inode == inode && !s->uses[i].ends.remote.size)
			s->uses[i].until = until;
}

/* ---- Finding */

static bool is_icmp(uint8_t protocol)
{
	return protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6;
}

static bool is_group(const struct socket_end *e)
{
	return e->size == SOCKET_IP4 ? e->bytes[0] >= 224 : e->bytes[0] == 0xff;
}

static bool is_here(const struct socket_set *s, const struct socket_end *end)
{
	struct socket_end address = *end;
	address.port = 0;
	return (end->size == SOCKET_IP4 && end->bytes[0] == 127) || is_group(end) ||
	       table_find(&s->here, &address);
}

static bool local_fits(
	const struct socket_set *s, const struct socket_end *of_use, const struct socket_end *of_packet)
{
	if (socket_end_any(of_use))
		return (of_use->size == SOCKET_IP6 || of_packet->size == SOCKET_IP4) && is_here(s, of_packet);
	return of_use->size == of_packet->size &&
	       !memcmp(of_use->bytes, of_packet->bytes, sizeof of_use->bytes);
}

static bool remote_fits(
	const struct socket_ends *use, const struct packet_ends *p, const struct socket_end *of_packet)
{
	return !use->remote.size ||
	       (use->remote.size == of_packet->size &&
		       (is_icmp(p->protocol) || use->remote.port == of_packet->port) &&
		       !memcmp(use->remote.bytes, of_packet->bytes, sizeof of_packet->bytes));
}

/* Is this SYN, or what follows, of a later connection between the same ends? */
static bool opened_anew(struct use *u, const struct packet_ends *p, int64_t time)
{
	if (!p->opens || p->quoted || !u->ends.remote.size)
		return false;
	if (u->seen && u->opened != p->sequence) {
		u->until = time - 1;
		return true;
	}
	u->seen = true;
	u->opened = p->sequence;
	return false;
}

/* A connected use fits better than one that is open to all. */
static const struct use *find_with(struct socket_set *s, const struct packet_ends *p, int64_t time,
	const struct socket_end *local, const struct socket_end *remote)
{
	const struct use *best = NULL;
	for (uint32_t i = chain_of(s, p->protocol, local->port); i; i = s->uses[i - 1].next) {
		struct use *u = &s->uses[i - 1];
		if ((!best || (u->ends.remote.size && !best->ends.remote.size)) &&
			(!u->until || time <= u->until) && local_fits(s, &u->ends.local, local) &&
			remote_fits(&u->ends, p, remote) && !opened_anew(u, p, time))
			best = u;
	}
	return best;
}

uint64_t socket_set_find(struct socket_set *s, const struct packet_ends *p, int64_t time, bool *inbound)
{
	const struct use *sender = find_with(s, p, time, &p->from, &p->to);
	const struct use *receiver = find_with(s, p, time, &p->to, &p->from);
	*inbound = receiver && (!sender || (receiver->ends.remote.size && !sender->ends.remote.size));
	const struct use *u = *inbound ? receiver : sender;
	return u ? u->ends.inode : 0;
}

bool socket_set_may_have(const struct socket_set *s, const struct packet_ends *p)
{
	struct place from = {p->from, p->protocol}, to = {p->to, p->protocol};
	if (is_icmp(p->protocol)) /* addresses of ping sockets have no port */
		from.end.port = to.end.port = 0;
	return chain_of(s, p->protocol, p->from.port) || chain_of(s, p->protocol, p->to.port) ||
	       table_find(&s->asked, &from) || table_find(&s->asked, &to);
}
