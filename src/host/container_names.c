#include "host/container_names.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/target.h"
#include "core/time.h"
#include "host/proc.h"

enum { FRESH_MS = 500 }; /* what was seen is good so long: a filter is compiled for several interfaces */

/* ---- Of one container */

static bool take(struct names_address *o, const struct ifaddrs *a)
{
	*o = (struct names_address){0};
	if (!a->ifa_addr || a->ifa_flags & IFF_LOOPBACK)
		return false;
	if (a->ifa_addr->sa_family == AF_INET) {
		o->ip4 = ntohl(((const struct sockaddr_in *)(const void *)a->ifa_addr)->sin_addr.s_addr);
		return true;
	}
	o->ip6 = a->ifa_addr->sa_family == AF_INET6;
	if (o->ip6)
		memcpy(o->ip6_bytes, &((const struct sockaddr_in6 *)(const void *)a->ifa_addr)->sin6_addr, 16);
	return o->ip6;
}

/* In the namespace in which the thread is. */
static int addresses_here(struct names_address *out, size_t room)
{
	struct ifaddrs *all;
	size_t n = 0;
	if (getifaddrs(&all) < 0)
		return -errno;
	for (const struct ifaddrs *a = all; a && n < room; a = a->ifa_next)
		n += take(&out[n], a);
	freeifaddrs(all);
	return (int)n;
}

static int addresses_of(const struct container *c, struct names_address *out, size_t room)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/ns/net", (int)c->pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC), before = fd < 0 ? -errno : netns_enter(fd);
	if (fd >= 0)
		close(fd);
	if (before < 0)
		return before;
	int n = addresses_here(out, room);
	netns_leave(before);
	return n;
}

/* ---- Published ports */

static bool set_transport(struct names_address *o, const char *name)
{
	static const struct { const char *name; enum names_transport transport; } known[] = {
		{"tcp", NAMES_TCP}, {"udp", NAMES_UDP}, {"sctp", NAMES_SCTP}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(known[i].name, name)) {
			o->transport = known[i].transport;
			return true;
		}
	return false;
}

static bool set_address(struct names_address *o, const char *text)
{
	struct in_addr four;
	if (inet_pton(AF_INET, text, &four) == 1) {
		o->ip4 = ntohl(four.s_addr);
		return true;
	}
	o->ip6 = inet_pton(AF_INET6, text, o->ip6_bytes) == 1;
	return o->ip6;
}

static size_t put_port(const struct container_port *p, struct names_address *out, size_t room)
{
	struct names_address like = {.port = p->port};
	if (!room || !set_transport(&like, p->transport))
		return 0;
	*out = like;
	if (*p->address)
		return set_address(out, p->address);
	int n = addresses_here(out, room);
	for (int i = 0; i < n; i++) {
		out[i].port = like.port;
		out[i].transport = like.transport;
	}
	return n > 0 ? (size_t)n : 0;
}

/* ---- Of a word */

static int look(struct container_names *n, struct err *err)
{
	struct containers found = {0};
	int e = containers_find(&found, err);
	if (e < 0) {
		containers_free(&found);
		return e;
	}
	containers_free(&n->seen);
	n->seen = found;
	n->seen_at = time_now();
	return 0;
}

static int remember(struct container_names *n, const char *word, struct err *err)
{
	for (size_t i = 0; i < n->word_count; i++)
		if (!strcmp(n->words[i], word))
			return 0;
	if (n->word_count == CONTAINER_WORDS)
		return err_set(err, -E2BIG, "more than %d containers: use a pattern", CONTAINER_WORDS);
	n->words[n->word_count] = strdup(word);
	n->word_count += n->words[n->word_count] != NULL;
	return 0;
}

static int gather(const struct container_names *n, const char *word, struct names_address *out, size_t room, struct err *err)
{
	size_t count = 0, found = 0;
	uint64_t own = proc_namespace(0, "net");
	for (size_t i = 0; i < n->seen.count; i++) {
		const struct container *c = &n->seen.list[i];
		if (!c->netns || !container_is(c, word))
			continue;
		if (c->netns == own && !n->absent)
			return err_set(err, -EINVAL, "container '%s' has no addresses of its own: it uses this host's network", c->name);
		found++;
		int e = c->netns == own ? 0 : addresses_of(c, out + count, room - count);
		if (e < 0 && !n->absent)
			return err_set(err, e, "addresses of container '%s': %s%s", c->name, strerror(-e),
				e == -EPERM || e == -EACCES ? " (run with sudo)" : "");
		count += e > 0 ? (size_t)e : 0;
		for (unsigned k = 0; c->netns != own && k < c->port_count; k++)
			count += put_port(&c->ports[k], out + count, room - count);
	}
	return found || n->absent ? (int)count : container_unknown(&n->seen, word, err);
}

int container_names_addresses(void *context, const char *word, struct names_address *out, size_t room, struct err *err)
{
	struct container_names *n = context;
	int e = remember(n, word, err);
	if (e >= 0 && (!n->seen_at || time_now() - n->seen_at > FRESH_MS * (NS_PER_S / 1000)))
		e = look(n, err);
	return e < 0 ? e : gather(n, word, out, room, err);
}

int container_names_look(struct container_names *n, struct text *t)
{
	enum { ADDRESSES = 256 };
	struct names_address found[ADDRESSES];
	struct err ignored = {0};
	int e = look(n, &ignored);
	text_reset(t);
	for (size_t i = 0; e >= 0 && i < n->word_count; i++) {
		int count = gather(n, n->words[i], found, ADDRESSES, &ignored);
		text_printf(t, "%d\n", count);
		text_bytes(t, found, count > 0 ? (size_t)count * sizeof *found : 0);
	}
	return e;
}

void container_names_free(struct container_names *n)
{
	for (size_t i = 0; i < n->word_count; i++)
		free(n->words[i]);
	containers_free(&n->seen);
	*n = (struct container_names){0};
}
