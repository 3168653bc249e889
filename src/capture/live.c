/* Theory of operation. The ring is an array of blocks that the kernel fills one after the other. A block belongs to us
 * once its status has TP_STATUS_USER; it then holds a list of packets, which one read() turns into a batch of borrowed
 * packets, and release() gives the block back. The socket is opened with a filter that rejects everything, bound, drained,
 * and only then gets the real filter, so that no packet slips in that the filter would not have let through.
 *
 * Two kinds of packet need their bytes put together anew, in `copy`: those whose VLAN tag the kernel took out, and those of
 * `any`, which get a cooked v2 header in front. The ring leaves room before each packet (PACKET_RESERVE), so this is done in
 * place. */
#include "capture/live.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bpf/attach.h"
#include "bpf/ebpf.h"
#include "capture/interfaces.h"
#include "capture/timestamps.h"
#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/time.h"

enum {
	DEFAULT_RING_KIB = 8192,
	BLOCK = 1 << 20,
	SLL2_HEADER = 20,
	RESERVE = 32,        /* for a cooked header or a VLAN tag before the packet */
	RETIRE_MS = 100,     /* a block is handed over at the latest after this */
	BATCH = 4096,
	MIN_FRAME = 1 << 11,
};

struct live {
	struct source source;
	struct source_interface interface;
	char name[IFNAMSIZ];
	int fd;
	int ifindex;         /* 0: any */
	bool cooked;
	enum live_direction direction;
	uint8_t *ring;
	size_t ring_size;
	unsigned blocks, next;
	struct tpacket_block_desc *held;        /* the block of the batch that is out */
	struct tpacket3_hdr *rest;              /* packets of it that did not fit the batch */
	unsigned rest_count;
	uint64_t seen, dropped;
	bool gone;           /* the interface went down or away */
	uint64_t skipped;    /* by -Q and loopback's outgoing copies, after the kernel's filter: not part of seen */
	struct packet packets[BATCH];
};

static int failed(struct err *err, const char *name, const char *what)
{
	int e = errno;
	if (e == EPERM || e == EACCES)
		return err_set(err, -e,
			"%s: you don't have permission to capture on that device\n"
			"(%s: %s; the capability CAP_NET_RAW is missing: run with sudo, or once: sudo setcap cap_net_raw,cap_net_admin=eip on the program)",
			name, what, strerror(e));
	if (e == ENETDOWN)
		return err_set(err, -e, "%s: That device is not up", name);
	return err_set(err, -e, "%s: %s: %s", name, what, strerror(e));
}

/* ---- Opening */

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

static int find_interface(struct live *l, const struct live_options *o, struct err *err)
{
	char *end;
	const char *wanted = o->interface ? o->interface : "1";
	if (!strcmp(wanted, "any")) {
		snprintf(l->name, sizeof l->name, "any");
		return 0;
	}
	if (strlen(wanted) < IFNAMSIZ) {
		l->ifindex = (int)if_nametoindex(wanted);
		snprintf(l->name, sizeof l->name, "%s", wanted);
	}
	unsigned long n = strtoul(wanted, &end, 10);
	if (!l->ifindex && !*end && n) {
		int e = interface_by_index((unsigned)n, l->name, err);
		if (e < 0)
			return e;
		if (!strcmp(l->name, "any"))
			return 0;
		l->ifindex = (int)if_nametoindex(l->name);
	}
	if (!l->ifindex)
		return err_set(err, -ENODEV, "%s: No such device exists (-D lists the interfaces)", wanted);
	return 0;
}

static int hardware_type(struct live *l, const char *name)
{
	struct ifreq r = {0};
	snprintf(r.ifr_name, sizeof r.ifr_name, "%s", name);
	return ioctl(l->fd, SIOCGIFHWADDR, &r) < 0 ? -1 : r.ifr_hwaddr.sa_family;
}

static int choose_link(struct live *l, const struct live_options *o, struct err *err)
{
	int type = l->ifindex ? link_type(hardware_type(l, l->name)) : -1;
	l->cooked = type < 0;
	if (l->cooked)
		type = LINKTYPE_LINUX_SLL2;
	if (o->linktype >= 0 && o->linktype != type)
		return err_set(err, -EINVAL, "%s: that link type is not one of the interface's", l->name);
	l->interface = (struct source_interface){
		.name = l->name, .linktype = (uint16_t)type, .snaplen = o->snaplen, .nanoseconds = true};
	return 0;
}

static int make_socket(struct live *l, const struct live_options *o, struct err *err)
{
	l->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (l->fd < 0)
		return failed(err, l->name, "opening a packet socket");
	int e = choose_link(l, o, err);
	if (e < 0 || !l->cooked)
		return e;
	close(l->fd);
	l->fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	return l->fd < 0 ? failed(err, l->name, "opening a packet socket") : 0;
}

static int make_ring(struct live *l, const struct live_options *o, struct err *err)
{
	int version = TPACKET_V3, reserve = RESERVE;
	uint64_t kib = o->buffer_kib ? o->buffer_kib : DEFAULT_RING_KIB;
	l->blocks = (unsigned)(kib * 1024 / BLOCK);
	if (l->blocks < 2)
		l->blocks = 2;
	struct tpacket_req3 req = {
		.tp_block_size = BLOCK,
		.tp_block_nr = l->blocks,
		.tp_frame_size = MIN_FRAME,
		.tp_frame_nr = BLOCK / MIN_FRAME * l->blocks,
		.tp_retire_blk_tov = o->immediate ? 1 : RETIRE_MS,
	};
	if (setsockopt(l->fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0 ||
		setsockopt(l->fd, SOL_PACKET, PACKET_RESERVE, &reserve, sizeof reserve) < 0 ||
		setsockopt(l->fd, SOL_PACKET, PACKET_RX_RING, &req, sizeof req) < 0)
		return failed(err, l->name, "making the capture ring (-B sets its size)");
	l->ring_size = (size_t)BLOCK * l->blocks;
	l->ring = mmap(NULL, l->ring_size, PROT_READ | PROT_WRITE, MAP_SHARED, l->fd, 0);
	return l->ring == MAP_FAILED ? failed(err, l->name, "mapping the capture ring") : 0;
}

static int set_promiscuous(struct live *l, const struct live_options *o, struct err *err)
{
	struct packet_mreq m = {.mr_ifindex = l->ifindex, .mr_type = PACKET_MR_PROMISC};
	if (!o->promiscuous || !l->ifindex)
		return 0;
	return setsockopt(l->fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &m, sizeof m) < 0 ?
		failed(err, l->name, "setting promiscuous mode") : 0;
}

/* Outgoing packets that nobody wants stay out of the ring and of the counts; kernels before 4.20 do not know how. */
static void ignore_outgoing(struct live *l)
{
	int on = 1;
	if (l->direction == LIVE_IN || (l->ifindex && hardware_type(l, l->name) == ARPHRD_LOOPBACK))
		setsockopt(l->fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on);
}

static int bind_interface(struct live *l, struct err *err)
{
	struct sockaddr_ll a = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = l->ifindex};
	if (bind(l->fd, (struct sockaddr *)&a, sizeof a) < 0)
		return failed(err, l->name, "binding to the interface");
	int e = 0;
	socklen_t n = sizeof e;
	if (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &e, &n) == 0 && e) {
		errno = e;
		return failed(err, l->name, "binding to the interface");
	}
	return 0;
}

bool live_is_cooked(const struct source *s)
{
	return ((const struct live *)s)->cooked;
}

/* ---- Packets */

static void put_cooked_header(uint8_t *h, const struct sockaddr_ll *a)
{
	memset(h, 0, SLL2_HEADER);
	memcpy(h, &a->sll_protocol, 2);
	put_be32(h + 4, (uint32_t)a->sll_ifindex);
	put_be16(h + 8, a->sll_hatype);
	h[10] = a->sll_pkttype;
	h[11] = a->sll_halen;
	memcpy(h + 12, a->sll_addr, a->sll_halen < 8 ? a->sll_halen : 8);
}

/* The tag goes back between the addresses and the type; the addresses move forward into the reserve. */
static void restore_vlan(struct packet *p, const struct tpacket3_hdr *h)
{
	enum { ADDRESSES = 12, TAG = 4 };
	if (p->caplen < ADDRESSES)
		return;
	uint8_t *d = (uint8_t *)p->data - TAG;
	memmove(d, d + TAG, ADDRESSES);
	uint16_t tpid = h->tp_status & TP_STATUS_VLAN_TPID_VALID && h->hv1.tp_vlan_tpid ? h->hv1.tp_vlan_tpid : ETH_P_8021Q;
	put_be16(d + ADDRESSES, tpid);
	put_be16(d + ADDRESSES + 2, (uint16_t)h->hv1.tp_vlan_tci);
	p->data = d;
	p->caplen += TAG;
	p->len += TAG;
	p->flags |= PACKET_VLAN_RESTORED;
}

static bool wanted(const struct live *l, const struct sockaddr_ll *a)
{
	bool out = a->sll_pkttype == PACKET_OUTGOING;
	/* a loopback packet is seen going out and coming in: once is enough */
	if (out && a->sll_hatype == ARPHRD_LOOPBACK)
		return false;
	return l->direction == LIVE_INOUT || (l->direction == LIVE_OUT) == out;
}

static bool take(struct live *l, struct tpacket3_hdr *h, struct packet *p)
{
	const struct sockaddr_ll *a = (const void *)((const uint8_t *)h + TPACKET_ALIGN(sizeof *h));
	if (!wanted(l, a)) {
		l->skipped++;
		return false;
	}
	*p = (struct packet){
		.time = h->tp_sec * NS_PER_S + h->tp_nsec,
		.data = (uint8_t *)h + (l->cooked ? h->tp_net : h->tp_mac),
		.caplen = h->tp_snaplen,
		.len = h->tp_len,
		.linktype = l->interface.linktype,
		.direction = a->sll_pkttype == PACKET_OUTGOING ? DIRECTION_OUT : DIRECTION_IN,
		.flags = h->tp_status & TP_STATUS_CSUMNOTREADY ? PACKET_CSUM_NOT_READY : 0,
	};
	if (l->cooked) {
		p->data -= SLL2_HEADER;
		put_cooked_header((uint8_t *)p->data, a);
		p->caplen += SLL2_HEADER;
		p->len += SLL2_HEADER;
	} else if (h->tp_status & TP_STATUS_VLAN_VALID && l->interface.linktype == LINKTYPE_ETHERNET) {
		restore_vlan(p, h);
	}
	if (p->caplen > l->interface.snaplen)
		p->caplen = l->interface.snaplen;
	return true;
}

static void give_back(struct live *l)
{
	__atomic_store_n(&l->held->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
	l->held = NULL;
	l->next = (l->next + 1) % l->blocks;
}

/* The next batch out of the held block. */
static size_t fill(struct live *l)
{
	size_t n = 0;
	while (l->rest_count && n < BATCH) {
		n += take(l, l->rest, &l->packets[n]);
		l->rest = (void *)((uint8_t *)l->rest + l->rest->tp_next_offset);
		l->rest_count--;
	}
	return n;
}

static struct tpacket_block_desc *ready_block(struct live *l)
{
	struct tpacket_block_desc *b = (void *)(l->ring + (size_t)l->next * BLOCK);
	return __atomic_load_n(&b->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER ? b : NULL;
}

static int wait_for_block(struct live *l, int timeout_ms, struct err *err)
{
	struct pollfd p = {.fd = l->fd, .events = POLLIN};
	int n = poll(&p, 1, timeout_ms);
	if (n <= 0 || !(p.revents & (POLLERR | POLLHUP | POLLNVAL)))
		return 0;
	int e = 0;
	socklen_t size = sizeof e;
	if (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &e, &size) == 0 && (e == ENETDOWN || e == ENODEV || e == ENXIO)) {
		l->gone = l->ifindex != 0;
		return 0;
	}
	return e ? err_set(err, -e, "%s: the capture failed: %s", l->name, strerror(e)) : 0;
}

/* The interface is gone, but the kernel still holds a block that it hands over when that is old enough: what was
 * captured is delivered first, then the error. */
static int last_block(struct live *l, struct err *err)
{
	struct ifreq r = {.ifr_ifindex = l->ifindex};
	for (int waited = 0; waited < 2 * RETIRE_MS; waited += 10) {
		if (ready_block(l))
			return 0;
		poll(NULL, 0, 10);
	}
	if (ioctl(l->fd, SIOCGIFNAME, &r) == 0)
		return err_set(err, -ENETDOWN, "%s: The interface went down", l->name);
	return err_set(err, -ENODEV, "%s: The interface disappeared", l->name);
}

static int live_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct live *l = (struct live *)s;
	if (!l->held) {
		l->held = ready_block(l);
		if (!l->held) {
			int e = l->gone ? 0 : wait_for_block(l, timeout_ms, err);
			if (e >= 0 && l->gone)
				e = last_block(l, err);
			if (e < 0)
				return e;
			l->held = ready_block(l);
		}
		if (!l->held)
			return SOURCE_AGAIN;
		l->rest_count = l->held->hdr.bh1.num_pkts;
		l->rest = (void *)((uint8_t *)l->held + l->held->hdr.bh1.offset_to_first_pkt);
	}
	*batch = (struct batch){l->packets, fill(l)};
	if (batch->count)
		return SOURCE_BATCH;
	if (!l->rest_count)
		give_back(l);
	return SOURCE_AGAIN;
}

static void live_release(struct source *s)
{
	struct live *l = (struct live *)s;
	if (l->held && !l->rest_count)
		give_back(l);
}

/* Throws away what came before the filter was there. */
static void drain(struct live *l)
{
	struct batch b;
	while (ready_block(l) || l->held) {
		live_read(&l->source, &b, 0, NULL);
		l->rest_count = 0;
		live_release(&l->source);
	}
	struct tpacket_stats_v3 st;
	socklen_t n = sizeof st;
	getsockopt(l->fd, SOL_PACKET, PACKET_STATISTICS, &st, &n); /* reading resets */
	l->skipped = 0;
}

static int live_filter(struct source *s, const struct bpf_program *program, struct err *err)
{
	struct live *l = (struct live *)s;
	drain(l);
	if (program && program->count <= BPF_KERNEL_INSNS) {
		int e = bpf_attach(l->fd, program);
		return e < 0 ? err_set(err, e, "%s: the kernel does not take the filter: %s", l->name, strerror(-e)) : 0;
	}
	if (bpf_detach(l->fd) < 0)
		return failed(err, l->name, "removing the filter");
	return program ? -ENOTSUP : 0;
}

static int live_filter_tables(struct source *s, const struct ebpf_program *program, struct err *err)
{
	struct live *l = (struct live *)s;
	drain(l);
	int e = ebpf_attach(l->fd, program);
	return e < 0 ? err_set(err, e, "%s: the kernel does not take the tables of this large filter: %s", l->name,
		e == -EPERM ? "the capability CAP_BPF is missing" : strerror(-e)) : 0;
}

static int live_stats(struct source *s, struct source_stats *stats, struct err *err)
{
	struct live *l = (struct live *)s;
	struct tpacket_stats_v3 st;
	socklen_t n = sizeof st;
	if (getsockopt(l->fd, SOL_PACKET, PACKET_STATISTICS, &st, &n) < 0)
		return failed(err, l->name, "reading the counts");
	l->seen += st.tp_packets; /* dropped ones included */
	l->dropped += st.tp_drops;
	*stats = (struct source_stats){.seen = l->seen - l->skipped, .dropped = l->dropped};
	return 0;
}

static void live_close(struct source *s)
{
	struct live *l = (struct live *)s;
	if (l->ring && l->ring != MAP_FAILED)
		munmap(l->ring, l->ring_size);
	if (l->fd >= 0)
		close(l->fd);
	free(l);
}

static const struct source_ops ops = {live_read, live_release, live_filter, live_stats, live_close, live_filter_tables};

int live_open(const struct live_options *o, struct source **source, struct err *err)
{
	struct live *l = calloc(1, sizeof *l);
	if (!l)
		return err_set(err, -ENOMEM, "no memory for the capture");
	l->source = (struct source){&ops, &l->interface, 1, true};
	l->fd = -1;
	l->direction = o->direction;
	int e = find_interface(l, o, err);
	e = e < 0 ? e : make_socket(l, o, err);
	if (e >= 0 && bpf_attach_reject(l->fd) < 0)
		e = failed(err, l->name, "attaching a filter");
	e = e < 0 ? e : make_ring(l, o, err);
	if (e >= 0)
		ignore_outgoing(l);
	e = e < 0 ? e : bind_interface(l, err);
	e = e < 0 ? e : set_promiscuous(l, o, err);
	if (e >= 0 && o->timestamp_type)
		e = timestamps_set(l->fd, l->name, o->timestamp_type, err);
	if (e < 0) {
		live_close(&l->source);
		return e;
	}
	*source = &l->source;
	return 0;
}
