/* A slow or missing DNS server must not stall lines: lookups run in a thread of their own, and a line waits for one
 * at most PATIENCE_MS, and no longer than there is room for the packets that come meanwhile; an answer that comes later is there for the next line. After a few that were late in a row,
 * nobody waits any more. */
#include "names/system.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/ether.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/arena.h"
#include "core/bytes.h"
#include "core/err.h"
#include "core/table.h"

enum { PATIENCE_MS = 400, SLICE_MS = 10, LATE_IN_A_ROW = 3, NAMES_REMEMBERED = 1 << 20, QUEUE = 256 };

struct address_key {
	uint8_t family; /* 4 or 6 */
	uint8_t bytes[16];
};

enum state { ASKED, UNKNOWN, KNOWN };

struct answer {
	enum state state;
	const char *name;
};

struct system_names {
	struct names names;
	bool no_domain;
	int (*containers)(void *context, const char *name, struct names_address *out, size_t room, struct err *err);
	void *containers_context;
	uint32_t local_network, local_mask; /* -f; both 0: every address is local */
	struct arena arena;
	struct table addresses; /* struct address_key -> struct answer; under lock */
	struct table ports;     /* transport << 16 | port -> const char * */
	struct table macs;
	pthread_mutex_t lock;
	pthread_cond_t asked, answered;
	struct address_key queue[QUEUE];
	unsigned head, queued;
	unsigned late;          /* lookups in a row for which a line waited in vain */
	bool running, stop;
	bool abandoned;         /* nobody waits for the thread's last lookup: it gives this back itself */
	bool preloaded;         /* ports and macs are complete: nothing else has a name */
	bool (*hurried)(void *context);
	void *hurried_context;
	const struct names_questions *questions;
	void *context;
	pthread_t thread;
};

static struct system_names *self(struct names *n)
{
	return (struct system_names *)n;
}

static void release(struct system_names *s)
{
	table_free(&s->addresses);
	table_free(&s->ports);
	table_free(&s->macs);
	arena_free(&s->arena);
	free(s);
}

static void *resolver(void *arg)
{
	struct system_names *s = arg;
	pthread_mutex_lock(&s->lock);
	while (!s->stop) {
		if (!s->queued) {
			pthread_cond_wait(&s->asked, &s->lock);
			continue;
		}
		struct address_key k = s->queue[s->head];
		s->head = (s->head + 1) % QUEUE;
		s->queued--;
		pthread_mutex_unlock(&s->lock);
		char name[NI_MAXHOST];
		s->questions->host(s->context, k.family, k.bytes, name, sizeof name);
		if (s->no_domain)
			name[strcspn(name, ".")] = 0;
		pthread_mutex_lock(&s->lock);
		struct answer *a = table_find(&s->addresses, &k);
		if (a) {
			a->name = name[0] ? arena_strndup(&s->arena, name, strlen(name)) : NULL;
			a->state = a->name ? KNOWN : UNKNOWN;
		}
		pthread_cond_broadcast(&s->answered);
	}
	bool abandoned = s->abandoned;
	pthread_mutex_unlock(&s->lock);
	if (abandoned)
		release(s);
	return NULL;
}

static void ask(struct system_names *s, const struct address_key *k)
{
	if (!s->running)
		s->running = pthread_create(&s->thread, NULL, resolver, s) == 0;
	if (s->queued == QUEUE || !s->running)
		return;
	s->queue[(s->head + s->queued++) % QUEUE] = *k;
	pthread_cond_signal(&s->asked);
}

static void wait_a_slice(struct system_names *s)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += SLICE_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_cond_clockwait(&s->answered, &s->lock, CLOCK_MONOTONIC, &until);
}

static void wait_for(struct system_names *s, const struct address_key *k)
{
	for (unsigned waited = 0;; waited += SLICE_MS) {
		const struct answer *a = table_find(&s->addresses, k);
		if (!a || a->state != ASKED) {
			s->late = 0;
			return;
		}
		if (waited >= PATIENCE_MS || (s->hurried && s->hurried(s->hurried_context)))
			break;
		wait_a_slice(s);
	}
	s->late++;
}

static const char *address_name(struct system_names *s, const struct address_key *k)
{
	bool fresh;
	pthread_mutex_lock(&s->lock);
	struct answer *a = table_add(&s->addresses, k, &fresh);
	if (fresh) {
		ask(s, k);
		if (s->late < LATE_IN_A_ROW && s->running)
			wait_for(s, k);
		a = table_find(&s->addresses, k);
	}
	const char *name = a && a->state == KNOWN ? a->name : NULL;
	pthread_mutex_unlock(&s->lock);
	return name;
}

static const char *ip4_name(struct names *n, uint32_t address)
{
	if ((address & self(n)->local_mask) != self(n)->local_network)
		return NULL;
	struct address_key k = {.family = 4};
	put_be32(k.bytes, address);
	return address_name(self(n), &k);
}

static const char *ip6_name(struct names *n, const uint8_t address[16])
{
	struct address_key k = {.family = 6};
	memcpy(k.bytes, address, 16);
	return address_name(self(n), &k);
}

static const char *mac_name(struct names *n, const uint8_t address[6])
{
	static const uint8_t broadcast[6] = {255, 255, 255, 255, 255, 255};
	struct system_names *s = self(n);
	if (!memcmp(address, broadcast, 6))
		return "Broadcast";
	bool fresh;
	const char **name = table_add(&s->macs, address, &fresh);
	if (!name)
		return NULL;
	char found[256];
	struct ether_addr a;
	memcpy(&a, address, 6);
	if (fresh && !s->preloaded && !ether_ntohost(found, &a))
		*name = arena_strndup(&s->arena, found, strlen(found));
	return *name;
}

static const char *const transports[] = {"tcp", "udp", "sctp", "dccp"};

static const char *port_name(struct names *n, enum names_transport transport, uint16_t port)
{
	struct system_names *s = self(n);
	uint32_t key = (uint32_t)transport << 16 | port;
	bool fresh;
	const char **name = table_add(&s->ports, &key, &fresh);
	if (!name)
		return NULL;
	if (fresh && !s->preloaded) {
		const struct servent *e = getservbyport(htons(port), transports[transport]);
		*name = e ? arena_strndup(&s->arena, e->s_name, strlen(e->s_name)) : NULL;
	}
	return *name;
}

/* ---- Asking the system */

static void look_up(void *context, uint8_t family, const uint8_t address[16], char *name, size_t size)
{
	struct sockaddr_in a4 = {.sin_family = AF_INET};
	struct sockaddr_in6 a6 = {.sin6_family = AF_INET6};
	memcpy(&a4.sin_addr, address, 4);
	memcpy(&a6.sin6_addr, address, 16);
	const struct sockaddr *a = family == 4 ? (struct sockaddr *)&a4 : (struct sockaddr *)&a6;
	socklen_t len = family == 4 ? sizeof a4 : sizeof a6;
	if (getnameinfo(a, len, name, (socklen_t)size, NULL, 0, NI_NAMEREQD))
		name[0] = 0;
}

static size_t host_addresses(void *context, const char *name, struct names_address *out, size_t room)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list;
	if (getaddrinfo(name, NULL, &hints, &list))
		return 0;
	size_t count = 0;
	for (const struct addrinfo *a = list; a && count < room; a = a->ai_next) {
		struct names_address *o = &out[count++];
		memset(o, 0, sizeof *o);
		if (a->ai_family == AF_INET)
			o->ip4 = ntohl(((const struct sockaddr_in *)a->ai_addr)->sin_addr.s_addr);
		else
			memcpy(o->ip6_bytes, &((const struct sockaddr_in6 *)a->ai_addr)->sin6_addr, 16);
		o->ip6 = a->ai_family != AF_INET;
	}
	freeaddrinfo(list);
	return count;
}

static bool mac_by_name(void *context, const char *name, uint8_t out[6])
{
	struct ether_addr a;
	if (ether_hostton(name, &a))
		return false;
	memcpy(out, &a, 6);
	return true;
}

static bool network_by_name(void *context, const char *name, uint32_t *net)
{
	const struct netent *e = getnetbyname(name);
	if (!e)
		return false;
	*net = e->n_net;
	return true;
}

static bool port_by_name(void *context, const char *name, uint16_t *port, unsigned *found)
{
	*found = 0;
	for (unsigned t = 0; t < sizeof transports / sizeof *transports; t++) {
		const struct servent *e = getservbyname(name, transports[t]);
		if (!e)
			continue;
		*port = ntohs((uint16_t)e->s_port);
		*found |= 1u << t;
	}
	return *found;
}

static bool protocol_by_name(void *context, const char *name, uint8_t *protocol)
{
	const struct protoent *e = getprotobyname(name);
	if (!e)
		return false;
	*protocol = (uint8_t)e->p_proto;
	return true;
}

const struct names_questions names_of_system = {
	look_up, host_addresses, mac_by_name, network_by_name, port_by_name, protocol_by_name,
};

/* ---- Asking whoever is to be asked */

static size_t ask_host_addresses(struct names *n, const char *name, struct names_address *out, size_t room)
{
	return self(n)->questions->host_addresses(self(n)->context, name, out, room);
}

static bool ask_mac_by_name(struct names *n, const char *name, uint8_t out[6])
{
	return self(n)->questions->mac_by_name(self(n)->context, name, out);
}

static bool ask_network_by_name(struct names *n, const char *name, uint32_t *net)
{
	return self(n)->questions->network_by_name(self(n)->context, name, net);
}

static bool ask_port_by_name(struct names *n, const char *name, uint16_t *port, unsigned *found)
{
	return self(n)->questions->port_by_name(self(n)->context, name, port, found);
}

static bool ask_protocol_by_name(struct names *n, const char *name, uint8_t *protocol)
{
	return self(n)->questions->protocol_by_name(self(n)->context, name, protocol);
}

static int container_addresses(struct names *n, const char *name, struct names_address *out, size_t room, struct err *err)
{
	struct system_names *s = self(n);
	if (!s->containers)
		return err_set(err, -ENOTSUP, "containers are known in live captures only");
	return s->containers(s->containers_context, name, out, room, err);
}

static const struct names_ops ops = {
	ip4_name, ip6_name, mac_name, port_name, ask_host_addresses, container_addresses, ask_mac_by_name, ask_network_by_name,
	ask_port_by_name, ask_protocol_by_name,
};

struct names *names_system_new(bool no_domain)
{
	struct system_names *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	s->names.ops = &ops;
	s->questions = &names_of_system;
	s->no_domain = no_domain;
	table_init(&s->addresses, sizeof(struct address_key), sizeof(struct answer), NAMES_REMEMBERED);
	table_init(&s->ports, sizeof(uint32_t), sizeof(char *), 0);
	table_init(&s->macs, 6, sizeof(char *), NAMES_REMEMBERED);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->asked, NULL);
	pthread_cond_init(&s->answered, NULL);
	return &s->names;
}

void names_system_hurry(struct names *n, bool (*hurried)(void *context), void *context)
{
	self(n)->hurried = hurried;
	self(n)->hurried_context = context;
}

void names_system_containers(struct names *n,
	int (*addresses)(void *context, const char *name, struct names_address *out, size_t room, struct err *err), void *context)
{
	self(n)->containers = addresses;
	self(n)->containers_context = context;
}

void names_system_ask(struct names *n, const struct names_questions *questions, void *context)
{
	self(n)->questions = questions;
	self(n)->context = context;
}

/* The first name of a port counts. */
static void add_port(struct system_names *s, uint32_t key, const char *service)
{
	bool fresh;
	const char **name = table_add(&s->ports, &key, &fresh);
	if (name && fresh)
		*name = arena_strndup(&s->arena, service, strlen(service));
}

static void preload_ports(struct system_names *s)
{
	const struct servent *e;
	setservent(1);
	while ((e = getservent()))
		for (unsigned t = 0; t < sizeof transports / sizeof *transports; t++)
			if (!strcmp(e->s_proto, transports[t]))
				add_port(s, t << 16 | ntohs((uint16_t)e->s_port), e->s_name);
	endservent();
}

static void preload_macs(struct system_names *s)
{
	char line[512], name[512];
	struct ether_addr a;
	FILE *f = fopen("/etc/ethers", "re");
	while (f && fgets(line, sizeof line, f))
		if (!ether_line(line, &a, name))
			mac_name(&s->names, a.ether_addr_octet);
	if (f)
		fclose(f);
}

void names_system_preload(struct names *n)
{
	preload_ports(self(n));
	preload_macs(self(n));
	self(n)->preloaded = true;
}

void names_system_local_only(struct names *n, uint32_t network, uint32_t mask)
{
	self(n)->local_network = network;
	self(n)->local_mask = mask;
}

/* A lookup on its way may take long: the thread then keeps the object, and the process's end takes both. */
void names_system_free(struct names *n)
{
	struct system_names *s = n ? self(n) : NULL;
	if (!s)
		return;
	if (s->running) {
		pthread_t thread = s->thread;
		pthread_mutex_lock(&s->lock);
		bool abandoned = s->abandoned = s->late;
		s->stop = true;
		pthread_cond_signal(&s->asked);
		pthread_mutex_unlock(&s->lock);
		if (abandoned) {
			pthread_detach(thread);
			return;
		}
		pthread_join(thread, NULL);
	}
	release(s);
}
