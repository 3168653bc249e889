/* Interfaces come from rtnetlink(7), asked in each namespace. The other end of a veth pair is the interface IFLA_LINK of the
 * namespace IFLA_LINK_NETNSID, a number that every namespace gives to others by itself (RTM_GETNSID). */
#include "host/links.h"

#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <linux/net_namespace.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/target.h"
#include "core/text.h"
#include "host/container.h"
#include "host/namespace.h"
#include "host/netlink.h"
#include "host/proc.h"

enum { ADDRESSES = 160, WORD = 160 };

struct link {
	struct place *place;
	char name[IFNAMSIZ];
	int index, peer, bridge; /* peer: 0 none */
	int peer_netns;          /* the number of its namespace, -1: the same namespace */
	unsigned flags;
	bool veth;
	char addresses[ADDRESSES];
};

/* A namespace that could be entered. */
struct place {
	const struct netns *netns;
	const struct container *container; /* NULL: none */
	int fd, netlink;
	char word[WORD]; /* what stands before the interface in -i; "" for our own */
};

struct links {
	struct netns_list namespaces;
	struct containers containers;
	struct place *places;
	size_t place_count, refused;
	struct link *list;
	size_t count, room;
	struct place *now; /* whose interfaces are read */
};

/* ---- Reading */

static int attribute_int(const struct rtattr *a, int otherwise)
{
	int v = otherwise;
	if (a && RTA_PAYLOAD(a) >= sizeof v)
		memcpy(&v, RTA_DATA(a), sizeof v);
	return v;
}

static bool is_veth(const struct rtattr *info)
{
	if (!info)
		return false;
	const struct rtattr *a = RTA_DATA(info);
	size_t n = RTA_PAYLOAD(info);
	for (; RTA_OK(a, n); a = RTA_NEXT(a, n))
		if (a->rta_type == IFLA_INFO_KIND)
			return RTA_PAYLOAD(a) >= 4 && !memcmp(RTA_DATA(a), "veth", 4);
	return false;
}

static int note_link(void *context, const struct nlmsghdr *m)
{
	struct links *ls = context;
	const struct rtattr *a[IFLA_LINK_NETNSID + 1];
	if (m->nlmsg_type != RTM_NEWLINK || m->nlmsg_len < NLMSG_LENGTH(sizeof(struct ifinfomsg)))
		return 0;
	const struct ifinfomsg *info = NLMSG_DATA(m);
	netlink_attributes(m, sizeof *info, a, IFLA_LINK_NETNSID);
	if (ls->count == ls->room) {
		size_t room = ls->room ? 2 * ls->room : 64;
		struct link *more = realloc(ls->list, room * sizeof *more);
		if (!more)
			return -ENOMEM;
		ls->list = more;
		ls->room = room;
	}
	struct link *l = &ls->list[ls->count++];
	*l = (struct link){.place = ls->now, .index = info->ifi_index, .flags = info->ifi_flags, .veth = is_veth(a[IFLA_LINKINFO]),
		.peer = attribute_int(a[IFLA_LINK], 0), .peer_netns = attribute_int(a[IFLA_LINK_NETNSID], -1),
		.bridge = attribute_int(a[IFLA_MASTER], 0)};
	if (a[IFLA_IFNAME])
		snprintf(l->name, sizeof l->name, "%.*s", (int)RTA_PAYLOAD(a[IFLA_IFNAME]), (const char *)RTA_DATA(a[IFLA_IFNAME]));
	return 0;
}

static void put_address(struct text *t, const struct sockaddr *a)
{
	if (a->sa_family == AF_INET)
		text_ip4(t, ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr));
	else
		text_ip6(t, ((const struct sockaddr_in6 *)(const void *)a)->sin6_addr.s6_addr);
}

/* Of the interfaces from `first` on, in the namespace in which the thread is. */
static void read_addresses(struct links *ls, size_t first)
{
	struct ifaddrs *all;
	if (getifaddrs(&all) < 0)
		return;
	for (const struct ifaddrs *a = all; a; a = a->ifa_next) {
		struct text t = {0};
		if (!a->ifa_addr || (a->ifa_addr->sa_family != AF_INET && a->ifa_addr->sa_family != AF_INET6))
			continue;
		put_address(&t, a->ifa_addr);
		for (size_t i = first; i < ls->count; i++) {
			size_t n = strlen(ls->list[i].addresses);
			if (!strcmp(ls->list[i].name, a->ifa_name) && n + t.len + 2 < ADDRESSES)
				snprintf(ls->list[i].addresses + n, ADDRESSES - n, "%s%.*s", n ? " " : "", (int)t.len, t.data);
		}
		text_free(&t);
	}
	freeifaddrs(all);
}

static int read_links(struct links *ls, struct place *p)
{
	struct {
		struct nlmsghdr head;
		struct ifinfomsg info;
	} request = {{sizeof request, RTM_GETLINK, NLM_F_DUMP, 0, 0}, {0}};
	bool own = !*p->word; /* which needs no right */
	int before = own ? 0 : netns_enter(p->fd);
	if (before < 0)
		return before;
	size_t first = ls->count;
	ls->now = p;
	p->netlink = netlink_open(NETLINK_ROUTE);
	int e = p->netlink < 0 ? p->netlink : netlink_ask(p->netlink, &request.head, note_link, ls);
	if (e >= 0)
		read_addresses(ls, first);
	if (!own)
		netns_leave(before);
	return e;
}

/* ---- The places */

static const struct container *container_in(const struct containers *cs, uint64_t netns)
{
	for (size_t i = 0; i < cs->count; i++)
		if (cs->list[i].netns == netns)
			return &cs->list[i];
	return NULL;
}

static void name_place(struct place *p)
{
	if (p->container)
		snprintf(p->word, sizeof p->word, "container:%s/", p->container->name);
	else if (*p->netns->name)
		snprintf(p->word, sizeof p->word, "netns:%s/", p->netns->name);
	else
		snprintf(p->word, sizeof p->word, "netns:%d/", (int)p->netns->pid);
}

static int open_places(struct links *ls)
{
	ls->places = calloc(ls->namespaces.count, sizeof *ls->places);
	for (size_t i = 0; ls->places && i < ls->namespaces.count; i++) {
		const struct netns *n = &ls->namespaces.list[i];
		struct place *p = &ls->places[ls->place_count];
		*p = (struct place){n, i ? container_in(&ls->containers, n->inode) : NULL,
			open(i ? n->path : "/proc/self/ns/net", O_RDONLY | O_CLOEXEC), -1, ""};
		if (i)
			name_place(p);
		int e = p->fd < 0 ? -errno : read_links(ls, p);
		ls->place_count += p->fd >= 0;
		ls->refused += e < 0;
		if (e == -ENOMEM)
			return e;
	}
	return ls->places ? 0 : -ENOMEM;
}

/* ---- Peers */

static int take_id(void *context, const struct nlmsghdr *m)
{
	const struct rtattr *a[NETNSA_NSID + 1];
	netlink_attributes(m, sizeof(struct rtgenmsg), a, NETNSA_NSID);
	*(int *)context = attribute_int(a[NETNSA_NSID], -1);
	return 0;
}

/* The number by which one namespace knows another, -1: it does not. */
static int number_of(const struct place *in, const struct place *other)
{
	struct {
		struct nlmsghdr head;
		struct rtgenmsg family;
		_Alignas(NLMSG_ALIGNTO) struct rtattr attribute;
		int fd;
	} request = {{sizeof request, RTM_GETNSID, 0, 0, 0}, {AF_UNSPEC}, {RTA_LENGTH(sizeof(int)), NETNSA_FD}, other->fd};
	int id = -1;
	return in->netlink >= 0 && netlink_ask(in->netlink, &request.head, take_id, &id) == 0 ? id : -1;
}

static const struct link *by_index(const struct links *ls, const struct place *p, int index)
{
	for (size_t i = 0; i < ls->count; i++)
		if (ls->list[i].place == p && ls->list[i].index == index)
			return &ls->list[i];
	return NULL;
}

static const struct link *peer_of(const struct links *ls, const struct link *l)
{
	if (!l->veth || !l->peer)
		return NULL;
	if (l->peer_netns < 0)
		return by_index(ls, l->place, l->peer);
	for (size_t i = 0; i < ls->place_count; i++) {
		const struct link *other = by_index(ls, &ls->places[i], l->peer);
		/* they name each other: asked first, for it costs nothing */
		if (other && other->peer == l->index && number_of(l->place, &ls->places[i]) == l->peer_netns)
			return other;
	}
	return NULL;
}

/* ---- Lines */

static void put_flags(struct text *t, unsigned flags)
{
	static const struct { unsigned flag; const char *word; } words[] = {
		{IFF_UP, "Up"}, {IFF_RUNNING, "Running"}, {IFF_LOOPBACK, "Loopback"}};
	const char *between = " [";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (flags & words[i].flag) {
			text_printf(t, "%s%s", between, words[i].word);
			between = ", ";
		}
	text_s(t, *between == ',' ? "]" : " [none]");
}

static void put_link(struct text *t, const struct links *ls, const struct link *l)
{
	const struct place *p = l->place;
	const struct link *peer = peer_of(ls, l), *bridge = l->bridge ? by_index(ls, p, l->bridge) : NULL;
	char name[PROC_NAME] = "";
	text_printf(t, "%s%s", p->word, l->name);
	put_flags(t, l->flags);
	if (*l->addresses)
		text_printf(t, " %s", l->addresses);
	if (peer)
		text_printf(t, ", peer %s%s", peer->place->word, peer->name);
	if (peer && peer->bridge && by_index(ls, peer->place, peer->bridge))
		text_printf(t, " on %s", by_index(ls, peer->place, peer->bridge)->name);
	if (bridge)
		text_printf(t, ", on %s", bridge->name);
	if (p->container && *p->container->pod)
		text_printf(t, ", pod %s", p->container->pod);
	if (*p->word && !p->container && p->netns->pid) {
		proc_name(p->netns->pid, name);
		text_printf(t, ", of %s/%d", name, (int)p->netns->pid);
	}
	text_c(t, '\n');
}

static void put_all(struct text *t, const struct links *ls)
{
	for (size_t i = 0; i < ls->count; i++)
		put_link(t, ls, &ls->list[i]);
	text_printf(t, "any [Up, Running]\n");
	if ((ls->refused || ls->namespaces.hidden) && geteuid())
		text_printf(t, "(%zu network namespaces may not be entered, %zu processes not be looked into: run with sudo)\n",
			ls->refused, ls->namespaces.hidden);
}

int links_print(FILE *to, struct err *err)
{
	struct links ls = {0};
	struct text t = {0};
	int e = netns_find(&ls.namespaces, err);
	e = e < 0 ? e : containers_find(&ls.containers, err);
	if (e >= 0 && open_places(&ls) < 0)
		e = err_set(err, -ENOMEM, "no memory for the list of interfaces");
	if (e >= 0) {
		put_all(&t, &ls);
		fwrite(t.data, 1, t.len, to);
	}
	for (size_t i = 0; i < ls.place_count; i++) {
		close(ls.places[i].fd);
		if (ls.places[i].netlink >= 0)
			close(ls.places[i].netlink);
	}
	text_free(&t);
	free(ls.places);
	free(ls.list);
	containers_free(&ls.containers);
	netns_list_free(&ls.namespaces);
	return e;
}
