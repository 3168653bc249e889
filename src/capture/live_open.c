#include "capture/live_ring.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/ethtool.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bpf/attach.h"
#include "capture/link.h"
#include "capture/timestamps.h"
#include "core/linktype.h"
#include "core/linktype_numbers.h"

/* Bytes. */
enum {
	RING_LEAST = 4 << 20,         /* that is chosen; the kernel clears all of it first, which takes its time */
	RING_MOST = 64 << 20,
	RING_UNKNOWN = 8 << 20,       /* of an interface whose speed nobody knows */
	BLOCK_LEAST = 1 << 17,        /* holds the longest frame of offloading, 64 KiB, and headers */
	BLOCK_MOST = 1 << 20,
	MIN_FRAME = 1 << 11,
};

enum { RING_MS = 10, /* of traffic as fast as the interface goes fit in */
	BLOCKS = 7,      /* in a ring that is not too small for them */
	IMMEDIATE_MS = 1 };

int live_failed(struct err *err, const struct live *l, const char *what)
{
	const char *name = l->target.label;
	int e = errno;
	if (e == EPERM || e == EACCES)
		return err_set(err, -e,
			"%s: You don't have permission to perform this capture on that device\n"
			"(%s: %s; the capability CAP_NET_RAW is missing: run with sudo, or once: sudo setcap cap_net_raw,cap_net_admin=eip on the program)",
			name, what, strerror(e));
	if (e == ENETDOWN)
		return err_set(err, -e, "%s: That device is not up", name);
	return err_set(err, -e, "%s: %s: %s", name, what, strerror(e));
}

/* ---- The socket and its interface */

static int link_type(int arphrd)
{
	switch (arphrd) {
	case ARPHRD_ETHER:
	case ARPHRD_LOOPBACK:
		return LINKTYPE_ETHERNET;
	case ARPHRD_IEEE80211:
		return LINKTYPE_IEEE802_11;
	case ARPHRD_IEEE80211_PRISM:
		return LINKTYPE_IEEE802_11_PRISM;
	case ARPHRD_IEEE80211_RADIOTAP:
		return LINKTYPE_IEEE802_11_RADIOTAP;
	case ARPHRD_TUNNEL:
	case ARPHRD_TUNNEL6:
	case ARPHRD_SIT:
	case ARPHRD_IPGRE:
	case ARPHRD_NONE:
	case ARPHRD_RAWIP:
		return LINKTYPE_RAW;
	case ARPHRD_NETLINK:
		return LINKTYPE_NETLINK;
	case ARPHRD_FDDI:
		return LINKTYPE_FDDI;
	case ARPHRD_IEEE802154:
		return LINKTYPE_IEEE802_15_4_NOFCS;
	default:
		return -1; /* cooked */
	}
}

static int ask(const struct live *l, unsigned long request, struct ifreq *r)
{
	snprintf(r->ifr_name, sizeof r->ifr_name, "%s", l->target.name);
	return ioctl(l->fd, request, r);
}

/* Bits per second, as the driver tells; 0: it does not. */
static uint64_t link_speed(const struct live *l)
{
	enum { MASK_WORDS = 3 * 127 }; /* of link modes: how many the kernel says on the first call, and gives on the second */
	union {
		struct ethtool_link_settings s; /* which the masks follow */
		__u32 room[sizeof(struct ethtool_link_settings) / sizeof(__u32) + MASK_WORDS];
	} e = {.s.cmd = ETHTOOL_GLINKSETTINGS};
	struct ifreq r = {.ifr_data = (void *)&e};
	if (ask(l, SIOCETHTOOL, &r) < 0 || e.s.link_mode_masks_nwords >= 0)
		return 0;
	e.s.link_mode_masks_nwords = (__s8)-e.s.link_mode_masks_nwords;
	e.s.cmd = ETHTOOL_GLINKSETTINGS;
	if (ask(l, SIOCETHTOOL, &r) < 0 || e.s.speed == (__u32)SPEED_UNKNOWN)
		return 0;
	return (uint64_t)e.s.speed * 1000000;
}

static uint32_t ip4_of(const struct ifreq *r)
{
	struct sockaddr_in a;
	memcpy(&a, &r->ifr_addr, sizeof a);
	return ntohl(a.sin_addr.s_addr);
}

static void note_network(struct live *l)
{
	struct ifreq address = {0}, mask = {0};
	if (ask(l, SIOCGIFADDR, &address) < 0 || ask(l, SIOCGIFNETMASK, &mask) < 0)
		return;
	l->interface.netmask = ip4_of(&mask);
	l->interface.network = ip4_of(&address) & l->interface.netmask;
}

static void note_namespace(struct live *l)
{
	enum { COOKIE = 71 }; /* SO_NETNS_COOKIE, since Linux 5.14 */
	socklen_t n = sizeof l->interface.netns;
	if (getsockopt(l->fd, SOL_SOCKET, COOKIE, &l->interface.netns, &n) < 0)
		l->interface.netns = 0;
}

static int find_interface(struct live *l, struct err *err)
{
	struct ifreq r = {0};
	l->hardware = -1;
	note_namespace(l);
	if (!strcmp(l->target.name, "any"))
		return 0;
	if (ask(l, SIOCGIFINDEX, &r) < 0)
		return err_set(err, -ENODEV, "%s: No such device exists (-D lists the interfaces)", l->target.label);
	l->ifindex = r.ifr_ifindex;
	if (ask(l, SIOCGIFHWADDR, &r) == 0)
		l->hardware = r.ifr_hwaddr.sa_family;
	note_network(l);
	l->interface.speed = link_speed(l);
	return 0;
}

static int choose_link(struct live *l, const struct live_options *o, struct err *err)
{
	int type = l->ifindex ? link_type(l->hardware) : -1;
	l->interface.cooked = type < 0;
	if (type < 0)
		type = o->linktype == LINKTYPE_LINUX_SLL ? LINKTYPE_LINUX_SLL : LINKTYPE_LINUX_SLL2;
	if (o->linktype == LINKTYPE_DOCSIS && l->hardware == ARPHRD_ETHER) /* what a cable modem's head end may send by Ethernet */
		type = LINKTYPE_DOCSIS;
	if (o->linktype >= 0 && o->linktype != type)
		return err_set(err, -EINVAL, "%s is not one of the DLTs supported by this device",
			linktype_name((uint16_t)o->linktype));
	l->interface.linktype = (uint16_t)type;
	l->interface.snaplen = o->snaplen;
	return 0;
}

static int packet_socket(struct live *l, int type, struct err *err)
{
	l->fd = target_socket(&l->target, AF_PACKET, type, 0);
	if (l->fd >= 0)
		return 0;
	errno = -l->fd;
	return live_failed(err, l, "opening a packet socket");
}

static int make_socket(struct live *l, const struct live_options *o, struct err *err)
{
	int e = packet_socket(l, SOCK_RAW, err);
	e = e < 0 ? e : find_interface(l, err);
	e = e < 0 ? e : choose_link(l, o, err);
	if (e < 0 || !l->interface.cooked)
		return e;
	close(l->fd);
	return packet_socket(l, SOCK_DGRAM, err);
}

/* ---- The ring */

/* How large the ring is to be: as -B says, or for some time of the traffic that the interface can bring. */
static uint64_t ring_bytes(const struct live *l, const struct live_options *o)
{
	if (o->buffer_kib)
		return (uint64_t)o->buffer_kib << 10;
	uint64_t n = l->interface.speed ? l->interface.speed / 8 * RING_MS / 1000 : RING_UNKNOWN;
	if (o->threads > 1)
		n /= o->threads;
	return n < RING_LEAST ? RING_LEAST : n > RING_MOST ? RING_MOST : n;
}

/* Large blocks are handed over seldom, small ones leave the kernel more room while one of them is read. Blocks that are handed over
 * each millisecond hold few packets: there have to be many, for when lines wait for names or for the terminal. */
static void divide_ring(struct live *l, uint64_t bytes, bool immediate)
{
	l->block_size = immediate ? BLOCK_LEAST : BLOCK_MOST;
	while (l->block_size > BLOCK_LEAST && bytes / l->block_size < BLOCKS)
		l->block_size /= 2;
	l->blocks = (unsigned)((bytes + l->block_size - 1) / l->block_size);
	if (l->blocks < 2)
		l->blocks = 2;
}

static int ask_for_ring(struct live *l)
{
	struct tpacket_req3 req = {
		.tp_block_size = (unsigned)l->block_size,
		.tp_block_nr = l->blocks,
		.tp_frame_size = MIN_FRAME,
		.tp_frame_nr = (unsigned)(l->block_size / MIN_FRAME) * l->blocks,
		.tp_retire_blk_tov = l->retire_ms,
	};
	return setsockopt(l->fd, SOL_PACKET, PACKET_RX_RING, &req, sizeof req) < 0 ? -errno : 0;
}

/* A process that is started later has no part in it: as long as it is mapped anywhere, the kernel fills it. */
static int map_ring(struct live *l, struct err *err)
{
	l->ring_size = l->block_size * l->blocks;
	l->ring = mmap(NULL, l->ring_size, PROT_READ | PROT_WRITE, MAP_SHARED, l->fd, 0);
	if (l->ring == MAP_FAILED || madvise(l->ring, l->ring_size, MADV_DONTFORK) < 0)
		return live_failed(err, l, "mapping the capture ring");
	return 0;
}

/* A size that nobody asked for is halved until there is memory for it. */
static int make_ring(struct live *l, const struct live_options *o, struct err *err)
{
	int version = TPACKET_V3, reserve = RING_RESERVE, e;
	uint64_t bytes = ring_bytes(l, o);
	l->retire_ms = o->immediate ? IMMEDIATE_MS : o->timeout_ms ? o->timeout_ms : LIVE_TIMEOUT_MS;
	if (bytes > UINT32_MAX)
		return err_set(err, -EINVAL, "invalid packet buffer size %u: at most 4 GiB", o->buffer_kib);
	if (setsockopt(l->fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0 ||
		setsockopt(l->fd, SOL_PACKET, PACKET_RESERVE, &reserve, sizeof reserve) < 0)
		return live_failed(err, l, "making the capture ring");
	do {
		divide_ring(l, bytes, o->immediate);
		e = ask_for_ring(l);
		bytes /= 2;
	} while (e == -ENOMEM && !o->buffer_kib && bytes >= 2 * BLOCK_LEAST);
	if (e < 0) {
		errno = -e;
		return live_failed(err, l, "making the capture ring (-B sets its size)");
	}
	return map_ring(l, err);
}

static int set_promiscuous(struct live *l, const struct live_options *o, struct err *err)
{
	struct packet_mreq m = {.mr_ifindex = l->ifindex, .mr_type = PACKET_MR_PROMISC};
	if (!o->promiscuous || !l->ifindex)
		return 0;
	return setsockopt(l->fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &m, sizeof m) < 0 ?
		live_failed(err, l, "setting promiscuous mode") : 0;
}

/* Outgoing packets that nobody wants stay out of the ring and of the counts; kernels before 4.20 do not know how. */
static void ignore_outgoing(struct live *l)
{
	int on = 1;
	if (l->direction == LIVE_IN || l->hardware == ARPHRD_LOOPBACK)
		setsockopt(l->fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on);
}

/* A capture goes on without it, with less to tell. */
static void watch_link(struct live *l)
{
	l->link = l->ifindex ? link_open(&l->target) : -1;
	if (l->link >= 0 && link_ask(l->link, l->ifindex) == 0)
		live_hear(&l->source);
}

static int bind_interface(struct live *l, struct err *err)
{
	struct sockaddr_ll a = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = l->ifindex};
	if (bind(l->fd, (struct sockaddr *)&a, sizeof a) < 0)
		return live_failed(err, l, "binding to the interface");
	int e = 0;
	socklen_t n = sizeof e;
	if (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &e, &n) == 0 && e) {
		errno = e;
		return live_failed(err, l, "binding to the interface");
	}
	return 0;
}

static struct live *new_live(const struct live_options *o, const struct capture_target *target, struct err *err)
{
	struct live *l = calloc(1, sizeof *l);
	if (!l) {
		err_set(err, -ENOMEM, "no memory for the capture");
		return NULL;
	}
	l->source = (struct source){&live_ops, &l->interface, 1, true};
	l->fd = l->link = -1;
	l->news = o->news;
	l->news_context = o->news_context;
	l->target = *target;
	l->direction = o->direction;
	l->interface = (struct source_interface){.name = l->target.label, .device = l->target.name, .nanoseconds = true,
		.description = *l->target.place ? l->target.place : NULL};
	return l;
}

int live_open(const struct live_options *o, const struct capture_target *target, struct source **source, struct err *err)
{
	struct live *l = new_live(o, target, err);
	if (!l)
		return err->code;
	int e = make_socket(l, o, err);
	if (e >= 0 && bpf_attach_reject(l->fd) < 0)
		e = live_failed(err, l, "attaching a filter");
	e = e < 0 ? e : make_ring(l, o, err);
	if (e >= 0)
		ignore_outgoing(l);
	e = e < 0 ? e : bind_interface(l, err);
	e = e < 0 ? e : set_promiscuous(l, o, err);
	if (e >= 0 && o->timestamp_type)
		e = timestamps_set(l->fd, &l->target, o->timestamp_type, err);
	if (e < 0) {
		live_ops.close(&l->source);
		return e;
	}
	watch_link(l);
	*source = &l->source;
	return 0;
}

/* ---- Sharing */

/* With those whose group it is, or as the first of a new *group, which was -1 (PACKET_FANOUT): in turn, and to another ring
 * where one is full. What is sent in one order is received in the order of its times. The first hears the interface's news. */
static int share(struct source *s, int *group, struct err *err)
{
	struct live *l = (struct live *)s;
	if (*group >= 0 && l->link >= 0) {
		close(l->link);
		l->link = -1;
		l->link_dropped = l->link_dropped_before = 0;
	}
	unsigned type = PACKET_FANOUT_LB | PACKET_FANOUT_FLAG_ROLLOVER | (*group < 0 ? PACKET_FANOUT_FLAG_UNIQUEID : 0);
	unsigned value = (*group < 0 ? 0 : (unsigned)*group) | type << 16;
	socklen_t size = sizeof value;
	if (setsockopt(l->fd, SOL_PACKET, PACKET_FANOUT, &value, sizeof value) < 0 ||
		getsockopt(l->fd, SOL_PACKET, PACKET_FANOUT, &value, &size) < 0)
		return live_failed(err, l, "sharing the interface between rings (--threads)");
	*group = value & 0xffff;
	return 0;
}

unsigned live_rings(const struct live_options *o)
{
	return o->threads > 1 ? o->threads : 1;
}

void live_close_rings(struct source **rings, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		rings[i]->ops->close(rings[i]);
}

int live_open_rings(const struct live_options *o, const struct capture_target *target, struct source **rings, struct err *err)
{
	unsigned wanted = live_rings(o), n = 0;
	int e = 0, group = -1;
	while (n < wanted && e >= 0) {
		e = live_open(o, target, &rings[n], err);
		n += e >= 0;
		if (e >= 0 && wanted > 1)
			e = share(rings[n - 1], &group, err);
	}
	if (e < 0)
		live_close_rings(rings, n);
	return e;
}

/* ---- Handing over */

void live_shape(const struct source *s, struct live_shape *shape)
{
	const struct live *l = (const struct live *)s;
	const struct source_interface *i = &l->interface;
	memset(shape, 0, sizeof *shape); /* it is sent as it lies */
	*shape = (struct live_shape){.target = l->target, .ifindex = l->ifindex, .hardware = l->hardware,
		.direction = l->direction, .retire_ms = l->retire_ms, .blocks = l->blocks, .block_size = l->block_size,
		.snaplen = i->snaplen, .network = i->network, .netmask = i->netmask, .speed = i->speed,
		.linktype = i->linktype, .cooked = i->cooked};
}

int live_link(const struct source *s)
{
	return ((const struct live *)s)->link;
}

int live_adopt(const struct live_options *o, const struct live_shape *shape, int fd, int link, struct source **source,
	struct err *err)
{
	struct live *l = new_live(o, &shape->target, err);
	if (!l) {
		close(fd);
		if (link >= 0)
			close(link);
		return err->code;
	}
	l->fd = fd;
	l->link = link;
	l->target.netns = -1; /* another process's number */
	l->ifindex = shape->ifindex;
	l->hardware = shape->hardware;
	l->retire_ms = shape->retire_ms;
	l->blocks = shape->blocks;
	l->block_size = shape->block_size;
	l->interface.snaplen = shape->snaplen;
	l->interface.network = shape->network;
	l->interface.netmask = shape->netmask;
	l->interface.speed = shape->speed;
	l->interface.linktype = shape->linktype;
	l->interface.cooked = shape->cooked;
	int e = map_ring(l, err);
	if (e < 0) {
		live_ops.close(&l->source);
		return e;
	}
	if (link >= 0 && link_ask(link, l->ifindex) == 0)
		live_hear(&l->source);
	*source = &l->source;
	return 0;
}
