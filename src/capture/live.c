/* Theory of operation. The ring is an array of blocks that the kernel fills one after the other. A block belongs to us
 * once its status has TP_STATUS_USER; it then holds a list of packets, which one read() turns into a batch of borrowed
 * packets, and release() gives the block back. The socket is opened with a filter that rejects everything, bound, drained,
 * and only then gets the real filter, so that no packet slips in that the filter would not have let through.
 *
 * Two kinds of packet need their bytes put together anew, in `copy`: those whose VLAN tag the kernel took out, and those of
 * `any`, which get a cooked header in front, and their tag behind it. The ring leaves room before each packet (PACKET_RESERVE), so this is done in
 * place. */
#include "capture/live_ring.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/membarrier.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "bpf/attach.h"
#include "bpf/ebpf.h"
#include "capture/link.h"
#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/time.h"

enum { SLL_HEADER = 16, SLL2_HEADER = 20, VLAN_TAG = 4, IN_USE_MS = 1 };

static void live_stop(struct source *s);

/* Version 2 (LINKTYPE_LINUX_SLL2). */
static void put_cooked2(uint8_t *h, const struct sockaddr_ll *a)
{
	memset(h, 0, SLL2_HEADER);
	memcpy(h, &a->sll_protocol, 2);
	put_be32(h + 4, (uint32_t)a->sll_ifindex);
	put_be16(h + 8, a->sll_hatype);
	h[10] = a->sll_pkttype;
	h[11] = a->sll_halen;
	memcpy(h + 12, a->sll_addr, a->sll_halen < 8 ? a->sll_halen : 8);
}

/* Version 1 (LINKTYPE_LINUX_SLL). */
static void put_cooked1(uint8_t *h, const struct sockaddr_ll *a)
{
	memset(h, 0, SLL_HEADER);
	put_be16(h, a->sll_pkttype);
	put_be16(h + 2, a->sll_hatype);
	put_be16(h + 4, a->sll_halen);
	memcpy(h + 6, a->sll_addr, a->sll_halen < 8 ? a->sll_halen : 8);
	memcpy(h + 14, &a->sll_protocol, 2);
}

static void put_cooked_header(struct packet *p, const struct sockaddr_ll *a)
{
	bool first = p->linktype == LINKTYPE_LINUX_SLL;
	uint32_t len = first ? SLL_HEADER : SLL2_HEADER;
	p->data -= len;
	p->caplen += len;
	p->len += len;
	(first ? put_cooked1 : put_cooked2)((uint8_t *)p->data, a);
}

static uint16_t tag_type(const struct tpacket3_hdr *h)
{
	return h->tp_status & TP_STATUS_VLAN_TPID_VALID && h->hv1.tp_vlan_tpid ? h->hv1.tp_vlan_tpid : ETH_P_8021Q;
}

/* The tag goes back between the addresses and the type; the addresses move forward into the reserve. */
static void restore_vlan(struct packet *p, const struct tpacket3_hdr *h)
{
	enum { ADDRESSES = 12 };
	if (p->caplen < ADDRESSES)
		return;
	uint8_t *d = (uint8_t *)p->data - VLAN_TAG;
	memmove(d, d + VLAN_TAG, ADDRESSES);
	put_be16(d + ADDRESSES, tag_type(h));
	put_be16(d + ADDRESSES + 2, (uint16_t)h->hv1.tp_vlan_tci);
	p->data = d;
	p->caplen += VLAN_TAG;
	p->len += VLAN_TAG;
	p->flags |= PACKET_VLAN_RESTORED;
}

/* The innermost type is told as that of the data since Linux 6.10, also when these begin with a second tag. */
static bool begins_with_tag(const struct packet *p, uint16_t type)
{
	enum { VERSION = 4 }; /* of IP: where it stands behind a tag */
	const uint8_t *d = p->data;
	if (p->caplen <= VERSION || be16(d + 2) != type)
		return false;
	unsigned version = type == ETH_P_IP ? 4 : type == ETH_P_IPV6 ? 6 : 0;
	return !version || (d[0] >> 4 != version && d[VERSION] >> 4 == version);
}

/* With a cooked header, the tag stands between that and the data, and takes the place of their type. */
static void restore_cooked_vlan(struct packet *p, const struct tpacket3_hdr *h, struct sockaddr_ll *a)
{
	uint8_t *d = (uint8_t *)p->data - VLAN_TAG;
	uint16_t type = ntohs(a->sll_protocol);
	put_be16(d, (uint16_t)h->hv1.tp_vlan_tci);
	put_be16(d + 2, begins_with_tag(p, type) ? ETH_P_8021Q : type);
	a->sll_protocol = htons(tag_type(h));
	p->data = d;
	p->caplen += VLAN_TAG;
	p->len += VLAN_TAG;
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
		.data = (uint8_t *)h + (l->interface.cooked ? h->tp_net : h->tp_mac),
		.caplen = h->tp_snaplen,
		.len = h->tp_len,
		.linktype = l->interface.linktype,
		.direction = a->sll_pkttype == PACKET_OUTGOING ? DIRECTION_OUT : DIRECTION_IN,
		.packet_type = a->sll_pkttype,
		.flags = h->tp_status & TP_STATUS_CSUMNOTREADY ? PACKET_CSUM_NOT_READY : 0,
	};
	if (l->interface.cooked) {
		struct sockaddr_ll outer = *a;
		if (h->tp_status & TP_STATUS_VLAN_VALID)
			restore_cooked_vlan(p, h, &outer);
		put_cooked_header(p, &outer);
	} else if (h->tp_status & TP_STATUS_VLAN_VALID && l->interface.linktype == LINKTYPE_ETHERNET) {
		restore_vlan(p, h);
	}
	if (p->caplen > l->interface.snaplen)
		p->caplen = l->interface.snaplen;
	return true;
}

/* The number of packets goes to zero with it: the kernel sets it only when it opens the block (live_horizon). */
void live_give_back(struct live *l, struct tpacket_block_desc *block)
{
	block->hdr.bh1.num_pkts = 0;
	__atomic_store_n(&block->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
	__atomic_fetch_add(&l->returned, 1, __ATOMIC_RELEASE);
}

/* Packets were written by another processor: what comes soon, if it is about as long, is on its way while this one is looked at. */
static void fetch_ahead(const struct tpacket3_hdr *h)
{
	enum { PACKETS = 6, LINE = 64, LINES = 3 };
	uintptr_t ahead = (uintptr_t)h + PACKETS * h->tp_next_offset;
	for (int i = 0; i < LINES; i++)
		__builtin_prefetch((const void *)(ahead + (uintptr_t)(i * LINE)));
}

/* The next packets of the held block. */
static size_t fill(struct live *l, struct packet *into)
{
	size_t n = 0;
	while (l->rest_count && n < LIVE_BATCH) {
		fetch_ahead(l->rest);
		n += take(l, l->rest, &into[n]);
		l->rest = (void *)((uint8_t *)l->rest + l->rest->tp_next_offset);
		l->rest_count--;
		l->taken++;
	}
	return n;
}

/* Goes on to the next block; what is to be given back, or NULL. */
static struct tpacket_block_desc *let_go(struct live *l)
{
	struct tpacket_block_desc *b = l->held_early ? NULL : l->held;
	l->held = NULL;
	l->read += b != NULL;
	if (b)
		__atomic_store_n(&l->next, (l->next + 1) % l->blocks, __ATOMIC_RELAXED); /* live_urgent() looks from elsewhere */
	return b;
}

static struct tpacket_block_desc *next_block(const struct live *l)
{
	return (void *)(l->ring + l->next * l->block_size);
}

/* The next block is still in use, since the one before it was read. */
static bool all_in_use(const struct live *l)
{
	return l->read - __atomic_load_n(&l->returned, __ATOMIC_ACQUIRE) == l->blocks;
}

static struct tpacket_block_desc *ready_block(struct live *l)
{
	struct tpacket_block_desc *b = next_block(l);
	return __atomic_load_n(&b->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER ? b : NULL;
}

static int wait_for_block(struct live *l, int timeout_ms, struct err *err)
{
	struct pollfd p[LIVE_FDS] = {{.fd = l->fd, .events = POLLIN}, {.fd = l->shared ? -1 : l->link, .events = POLLIN}};
	int n = poll(p, LIVE_FDS, timeout_ms);
	if (n > 0 && p[1].revents)
		live_hear(&l->source);
	if (n <= 0 || !(p[0].revents & (POLLERR | POLLHUP | POLLNVAL)))
		return 0;
	int e = 0;
	socklen_t size = sizeof e;
	if (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &e, &size) == 0 && (e == ENETDOWN || e == ENODEV || e == ENXIO)) {
		l->gone = l->ifindex != 0;
		return 0;
	}
	return e ? err_set(err, -e, "%s: the capture failed: %s", l->target.label, strerror(e)) : 0;
}

/* Takes the next block that the kernel has handed over. Once stopped, also the one that the kernel has at hand: the packets
 * in it that are counted are complete (live_stop). */
static void hold(struct live *l)
{
	if (all_in_use(l))
		return;
	l->held = ready_block(l);
	l->held_early = !l->held && l->stopped;
	if (l->held_early)
		l->held = next_block(l);
	if (!l->held)
		return;
	uint64_t wanted = l->stopped ? l->seen - l->dropped - l->taken : UINT64_MAX;
	uint32_t there = __atomic_load_n(&l->held->hdr.bh1.num_pkts, __ATOMIC_ACQUIRE);
	if (l->held_early && there < wanted) {
		l->dropped += wanted - there; /* cannot be, and would be read twice */
		wanted = there;
	}
	l->rest_count = there < wanted ? there : (uint32_t)wanted;
	l->rest = (void *)((uint8_t *)l->held + l->held->hdr.bh1.offset_to_first_pkt);
}

static int ended(const struct live *l, struct err *err)
{
	struct ifreq r = {.ifr_ifindex = l->ifindex};
	if (!l->gone)
		return SOURCE_END;
	if (ioctl(l->fd, SIOCGIFNAME, &r) == 0)
		return err_set(err, -ENETDOWN, "%s: The interface went down", l->target.label);
	return err_set(err, -ENODEV, "%s: The interface disappeared", l->target.label);
}

int live_take(struct live *l, struct packet *into, struct batch *batch, struct tpacket_block_desc **done, int timeout_ms,
	struct err *err)
{
	*done = NULL;
	if (!l->held && l->stopped && l->taken >= l->seen - l->dropped)
		return ended(l, err);
	if (!l->held)
		hold(l);
	if (!l->held && all_in_use(l)) {
		poll(NULL, 0, IN_USE_MS); /* the socket would be found readable */
	} else if (!l->held) {
		int e = wait_for_block(l, timeout_ms, err);
		if (e < 0)
			return e;
		if (l->gone)
			live_stop(&l->source);
		hold(l);
	}
	if (!l->held)
		return SOURCE_AGAIN;
	*batch = (struct batch){into, fill(l, into)};
	if (!l->rest_count)
		*done = let_go(l);
	return batch->count ? SOURCE_BATCH : SOURCE_AGAIN;
}

static void live_release(struct source *s)
{
	struct live *l = (struct live *)s;
	if (l->done)
		live_give_back(l, l->done);
	l->done = NULL;
}

static int live_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct live *l = (struct live *)s;
	int result = live_take(l, l->packets, batch, &l->done, timeout_ms, err);
	if (result != SOURCE_BATCH)
		live_release(s);
	return result;
}

/* ---- News of the interface */

static void tell(const struct live *l, const char *format, const char *what)
{
	char text[TARGET_LABEL + 2 * IFNAMSIZ + 64], tail[IFNAMSIZ + 64];
	snprintf(tail, sizeof tail, format, what);
	snprintf(text, sizeof text, "%s: %s", l->target.label, tail);
	if (l->news)
		l->news(l->news_context, text);
}

static void note_link(void *context, const struct link_state *s)
{
	struct live *l = context;
	if (s->index != l->ifindex || s->gone)
		return; /* that it is gone, the packet socket says */
	if (!l->linked) {
		l->link_dropped_before = s->dropped;
	} else {
		bool runs = s->flags & IFF_RUNNING, ran = l->flags & IFF_RUNNING;
		if (strcmp(s->name, l->name))
			tell(l, "the interface is called %s now", s->name);
		if (runs != ran && s->flags & l->flags & IFF_UP)
			tell(l, "the interface %s", runs ? "has its link again" : "lost its link");
	}
	l->linked = true;
	l->flags = s->flags;
	l->link_dropped = s->dropped;
	memcpy(l->name, s->name, sizeof l->name);
}

void live_hear(struct source *s)
{
	struct live *l = (struct live *)s;
	if (l->link >= 0 && link_hear(l->link, note_link, l) == -ENOBUFS && link_ask(l->link, l->ifindex) == 0)
		link_hear(l->link, note_link, l);
}

/* ---- For merging */

void live_fds(const struct source *s, int fds[LIVE_FDS])
{
	const struct live *l = (const struct live *)s;
	fds[0] = l->fd;
	fds[1] = l->link;
}

/* The kernel counts a packet in the block that it fills before it writes the packet: a block without packets says that
 * all that come will have later stamps, but for those on their way at this moment. */
int64_t live_horizon(struct source *s)
{
	enum { ON_THEIR_WAY = NS_PER_S / 1000 };
	struct live *l = (struct live *)s;
	int64_t now = time_now() - ON_THEIR_WAY;
	const struct tpacket_block_desc *b = next_block(l);
	bool untouched = !(__atomic_load_n(&b->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER) &&
		__atomic_load_n(&b->hdr.bh1.num_pkts, __ATOMIC_ACQUIRE) == 0;
	if (!l->held && untouched && now > l->horizon)
		l->horizon = now;
	return l->horizon;
}

bool live_urgent(const struct source *s)
{
	const struct live *l = (const struct live *)s;
	unsigned half_way = (__atomic_load_n(&l->next, __ATOMIC_RELAXED) + l->blocks / 2) % l->blocks;
	const struct tpacket_block_desc *b = (const void *)(l->ring + half_way * l->block_size);
	return __atomic_load_n(&b->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER;
}

/* ---- The filter, counts */

/* Throws away what came before the filter was there. */
static void drain(struct live *l)
{
	for (struct tpacket_block_desc *b; (b = ready_block(l)); l->next = (l->next + 1) % l->blocks, l->read++)
		live_give_back(l, b);
	struct tpacket_stats_v3 st;
	socklen_t n = sizeof st;
	getsockopt(l->fd, SOL_PACKET, PACKET_STATISTICS, &st, &n); /* reading resets */
	l->skipped = l->taken = 0;
}

static int live_filter(struct source *s, size_t interface, const struct bpf_program *program, struct err *err)
{
	struct live *l = (struct live *)s;
	drain(l);
	if (program && program->count <= BPF_KERNEL_INSNS) {
		int e = bpf_attach(l->fd, program);
		return e < 0 ? err_set(err, e, "%s: the kernel does not take the filter: %s", l->target.label, strerror(-e)) : 0;
	}
	if (bpf_detach(l->fd) < 0)
		return live_failed(err, l, "removing the filter");
	return program ? -ENOTSUP : 0;
}

static int live_refilter(struct source *s, size_t interface, const struct bpf_program *program)
{
	return bpf_attach(((const struct live *)s)->fd, program);
}

static int live_filter_tables(struct source *s, size_t interface, const struct ebpf_program *program, struct err *err)
{
	struct live *l = (struct live *)s;
	drain(l);
	int e = ebpf_attach(l->fd, program);
	return e < 0 ? err_set(err, e, "%s: the kernel does not take the tables of this large filter: %s", l->target.label,
		e == -EPERM ? "the capability CAP_BPF is missing" : strerror(-e)) : 0;
}

static int count(struct live *l)
{
	struct tpacket_stats_v3 st;
	socklen_t n = sizeof st;
	if (l->stopped)
		return 0;
	if (getsockopt(l->fd, SOL_PACKET, PACKET_STATISTICS, &st, &n) < 0)
		return -errno;
	/* a thread that sees its interface go counts at the same time as others ask */
	__atomic_fetch_add(&l->seen, st.tp_packets, __ATOMIC_SEQ_CST); /* dropped ones included */
	__atomic_fetch_add(&l->dropped, st.tp_drops, __ATOMIC_SEQ_CST);
	return 0;
}

static int live_stats(struct source *s, size_t interface, struct source_stats *stats, struct err *err)
{
	struct live *l = (struct live *)s;
	if (count(l) < 0)
		return live_failed(err, l, "reading the counts");
	if (l->link >= 0 && !l->stopped && link_ask(l->link, l->ifindex) == 0)
		live_hear(s);
	*stats = (struct source_stats){.seen = l->seen - l->skipped, .dropped = l->dropped,
		.interface_dropped = l->link_dropped - l->link_dropped_before};
	return 0;
}

/* The kernel counts a packet in the same breath as it gives it a place in the ring, and then writes it there, inside an RCU
 * section. So the counts say how many packets there are to read, and after a grace period all of them are complete, those
 * of a block that is not handed over yet among them. */
static void live_stop(struct source *s)
{
	enum { GRACE_NS = 10000000 };
	struct live *l = (struct live *)s;
	if (l->stopped)
		return;
	if (!l->shared && l->link >= 0 && link_ask(l->link, l->ifindex) == 0)
		live_hear(s);
	if (count(l) < 0)
		l->seen = l->taken + l->dropped;
	l->stopped = true;
	if (syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0) < 0)
		nanosleep(&(struct timespec){.tv_nsec = GRACE_NS}, NULL);
	if (l->held && l->rest_count > l->seen - l->dropped - l->taken)
		l->rest_count = (uint32_t)(l->seen - l->dropped - l->taken);
}

static unsigned live_fill(const struct source *s)
{
	const struct live *l = (const struct live *)s;
	unsigned full = 0;
	for (unsigned i = 0; i < l->blocks; i++) {
		const struct tpacket_block_desc *b = (const void *)(l->ring + i * l->block_size);
		full += (__atomic_load_n(&b->hdr.bh1.block_status, __ATOMIC_RELAXED) & TP_STATUS_USER) != 0;
	}
	return full * 100 / l->blocks;
}

static void live_close(struct source *s)
{
	struct live *l = (struct live *)s;
	if (l->ring && l->ring != MAP_FAILED)
		munmap(l->ring, l->ring_size);
	if (l->fd >= 0)
		close(l->fd);
	if (l->link >= 0)
		close(l->link);
	free(l);
}

const struct source_ops live_ops = {live_read, live_release, live_filter, live_stats, live_close, live_filter_tables,
	.stop = live_stop, .fill = live_fill, .refilter = live_refilter};
