/* Theory of operation. `uses` maps a namespace, protocol and ends to a process; without a remote end it stands for all packets of a
 * local port. A use begins at a time and may end at one: events are read before the packets that came after them, but the other way round is
 * possible as well, so packets are looked up by their own time. The result for the packets of one flow is kept in a small cache,
 * which is void as soon as a record has come. */
#include "host/process.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capture/source.h"
#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/table.h"
#include "core/text.h"
#include "core/time.h"
#include "host/packet_ends.h"
#include "host/process_bell.h"
#include "host/process_records.h"

enum {
	USES = 1 << 20,  /* remembered; past that all are forgotten, and open sockets looked at anew */
	CACHE = 4096,
	ANSWER_S = 10,   /* an engine that does not answer takes 3 */
	SLACK = 50000,   /* ns: clocks are compared that are not read in one moment */
	ETHER_HEADER = 14, SLL2_HEADER = 20, IP4_HEADER = 20, TYPE_IP4 = 0x0800,
	ECHO = 8, ECHO_REPLY = 0, ECHO6 = 128, ECHO_REPLY6 = 129, /* types of ICMP */
	LOOK_NS = NS_PER_S / 50, LOOK_SELDOM_NS = 2 * NS_PER_S,
};

struct use_key {
	uint64_t netns;
	struct socket_end local, remote;
	uint32_t protocol, unused;
};

struct use {
	uint32_t process, before; /* numbers; 0: none */
	int64_t since, until;     /* until 0: still */
};

struct address_key {
	uint64_t netns;
	struct socket_end address;
	uint32_t unused;
};

enum { SEVERAL = -1 };

/* What a packet on either side of the NAT has: its ends as they stand in it. */
struct nat_key {
	uint64_t netns;
	struct socket_end from, to;
	uint32_t protocol, unused;
};

/* Where one end of a packet is, and the ends of its socket there. */
struct side {
	uint64_t netns; /* 0: not on this host */
	struct socket_end local, remote;
};

struct nat_sides {
	struct side from, to; /* without `netns` */
};

/* The flow of a packet; without padding, for it is compared with memcmp(). */
struct quick_key {
	uint64_t netns, addresses;
	uint32_t ports, protocol;
};

struct result {
	uint32_t from, to; /* numbers of processes, 0: none */
	const char *text;  /* as struct process_ends has it */
	bool unknown;
};

struct cached {
	struct quick_key key;
	uint64_t generation;
	struct result result;
};

struct processes {
	int watch;
	struct process_bell bell;
	struct process *list;   /* by number; 0 is unused */
	uint32_t count, room;
	struct table uses;      /* struct use_key -> struct use */
	struct table own;       /* struct address_key -> nothing: it is an address of that namespace */
	struct table owners;    /* struct socket_end, port 0 -> uint64_t cookie, or SEVERAL */
	struct table nat;       /* struct nat_key -> struct nat_sides */
	struct table words;     /* two numbers -> char * */
	struct cached *cache;
	uint64_t generation;    /* of the records */
	bool passing;           /* what was looked up is another's before or after: not for the cache */
	int64_t updated;        /* what happened before is known */
	int64_t looked;         /* when open sockets were last listed */
	bool hooks;             /* the kernel tells of new sockets */
	struct process_counts counts;
	struct text answer;
};

/* ---- Records */

static const char *kept(const char *s)
{
	return *s ? strdup(s) : NULL;
}

static void add_process(struct processes *p, uint32_t number, const struct process_info *i)
{
	if (number >= p->room) {
		uint32_t room = number + 64;
		struct process *more = realloc(p->list, room * sizeof *more);
		if (!more)
			return;
		memset(more + p->room, 0, (room - p->room) * sizeof *more);
		p->list = more;
		p->room = room;
	}
	p->list[number] = (struct process){i->pid, i->selected, strdup(i->name), kept(i->container), kept(i->cgroup)};
}

static struct use_key key_of(uint64_t netns, uint8_t protocol, const struct socket_end *local, const struct socket_end *remote)
{
	struct use_key k;
	memset(&k, 0, sizeof k);
	k.netns = netns;
	k.protocol = protocol;
	k.local = *local;
	if (remote)
		k.remote = *remote;
	return k;
}

static void add_use(struct processes *p, const struct process_record *r, const struct socket_end *local)
{
	struct use_key k = key_of(r->netns, r->protocol, local, &r->remote);
	bool fresh;
	if (p->uses.count >= USES)
		table_clear(&p->uses);
	struct use *u = table_add(&p->uses, &k, &fresh);
	if (!u || (u->process == r->process && !u->until) || (!fresh && !r->time && !u->until))
		return; /* what is only seen to be open does not know better than what was told when it was opened */
	bool on = u->process == r->process && u->until == r->time; /* it was only to be looked for again */
	*u = (struct use){.process = r->process, .before = u->until ? 0 : u->process, .since = on ? u->since : r->time};
}

/* A socket of IPv6 that takes any address takes IPv4, too, where nobody else has the port. */
static void add_socket(struct processes *p, const struct process_record *r)
{
	struct socket_end four = {.size = SOCKET_IP4, .port = r->local.port};
	struct use_key k = key_of(r->netns, r->protocol, &four, NULL);
	add_use(p, r, &r->local);
	if (r->local.size == SOCKET_IP6 && socket_end_any(&r->local) && !r->remote.size) {
		const struct use *u = table_find(&p->uses, &k);
		if (!u || u->until || u->process == r->process)
			add_use(p, r, &four);
	}
}

static void end_use(struct processes *p, const struct process_record *r, struct socket_end local)
{
	struct use_key k = key_of(r->netns, r->protocol, &local, NULL);
	struct use *u = table_find(&p->uses, &k);
	if (u && u->process == r->process && !u->until)
		u->until = r->time;
}

static void close_socket(struct processes *p, const struct process_record *r)
{
	end_use(p, r, r->local);
	if (r->local.size == SOCKET_IP6 && socket_end_any(&r->local))
		end_use(p, r, (struct socket_end){.size = SOCKET_IP4, .port = r->local.port});
}

static void add_address(struct processes *p, uint64_t netns, struct socket_end address)
{
	struct address_key k;
	bool fresh;
	address.port = 0;
	memset(&k, 0, sizeof k);
	k.netns = netns;
	k.address = address;
	table_add(&p->own, &k, &fresh);
	uint64_t *owner = table_add(&p->owners, &address, &fresh);
	if (owner)
		*owner = fresh || *owner == netns ? netns : (uint64_t)SEVERAL;
}

static void end_ports(struct processes *p, int64_t time)
{
	size_t at = 0;
	const void *key;
	void *value;
	while (table_next(&p->uses, &at, &key, &value)) {
		struct use *u = value;
		if (!((const struct use_key *)key)->remote.size && !u->until)
			u->until = time;
	}
}

static void take(struct processes *p, const struct process_record *r)
{
	p->generation += r->kind != PROCESS_LOST;
	switch (r->kind) {
	case PROCESS_SOCKET:
		if (r->remote.size && !socket_end_any(&r->local))
			add_address(p, r->netns, r->local);
		add_socket(p, r);
		break;
	case PROCESS_CLOSED:
		close_socket(p, r);
		break;
	case PROCESS_PORTS:
		end_ports(p, r->time);
		break;
	case PROCESS_ADDRESS:
		add_address(p, r->netns, r->local);
		break;
	case PROCESS_LOST:
		p->counts.lost = r->netns;
		p->hooks = true;
		break;
	}
}

/* ---- NAT: what goes out and comes back, on its two sides */

static struct nat_key nat_key_of(uint64_t netns, uint8_t protocol, const struct socket_end *from, const struct socket_end *to)
{
	struct nat_key k;
	memset(&k, 0, sizeof k);
	k.netns = netns;
	k.protocol = protocol;
	k.from = *from;
	k.to = *to;
	return k;
}

static void put_nat(struct processes *p, const struct nat_key *k, const struct side *from, const struct side *to, bool over)
{
	bool fresh;
	if (over) {
		table_remove(&p->nat, k);
		return;
	}
	if (p->nat.count >= USES)
		table_clear(&p->nat);
	struct nat_sides *s = table_add(&p->nat, k, &fresh);
	if (s)
		*s = (struct nat_sides){*from, *to};
}

static void take_nat(struct processes *p, uint64_t netns, const struct nat_flow *f, bool over)
{
	const struct side caller = {.local = f->caller, .remote = f->called}, answerer = {.local = f->answerer, .remote = f->asker};
	struct nat_key called = nat_key_of(netns, f->protocol, &f->caller, &f->called);
	struct nat_key arriving = nat_key_of(netns, f->protocol, &f->asker, &f->answerer);
	struct nat_key answered = nat_key_of(netns, f->protocol, &f->answerer, &f->asker);
	struct nat_key returning = nat_key_of(netns, f->protocol, &f->called, &f->caller);
	p->generation++;
	put_nat(p, &called, &caller, &answerer, over);
	put_nat(p, &arriving, &caller, &answerer, over);
	put_nat(p, &answered, &answerer, &caller, over);
	put_nat(p, &returning, &answerer, &caller, over);
}

static bool receive(int fd, void *to, size_t n)
{
	char *at = to;
	while (n) {
		ssize_t got = recv(fd, at, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

static bool ask(struct processes *p, char request)
{
	uint64_t size = 0;
	text_reset(&p->answer);
	p->counts.ended = p->counts.ended || send(p->watch, &request, 1, MSG_NOSIGNAL) != 1 ||
		!receive(p->watch, &size, sizeof size) || !text_room(&p->answer, size) || !receive(p->watch, p->answer.data, size);
	if (p->counts.ended)
		return false;
	for (uint64_t at = 0; at + sizeof(struct process_record) <= size;) {
		struct process_record r;
		struct process_info i;
		struct nat_flow f;
		memcpy(&r, p->answer.data + at, sizeof r);
		at += sizeof r;
		if (r.kind == PROCESS_KNOWN && at + sizeof i <= size) {
			memcpy(&i, p->answer.data + at, sizeof i);
			at += sizeof i;
			add_process(p, r.process, &i);
		} else if ((r.kind == PROCESS_NAT || r.kind == PROCESS_NAT_OVER) && at + sizeof f <= size) {
			memcpy(&f, p->answer.data + at, sizeof f);
			at += sizeof f;
			take_nat(p, r.netns, &f, r.kind == PROCESS_NAT_OVER);
		} else {
			take(p, &r);
		}
	}
	return true;
}

/* Packets come in more batches than blocks of the ring: most were captured before the last time. */
void processes_update(struct processes *p, int64_t newest)
{
	int64_t now = time_now();
	if (newest < p->updated)
		return;
	p->updated = now - SLACK;
	if (process_bell_rings(&p->bell))
		ask(p, PROCESS_ASK_EVENTS);
}

/* ---- Packets */

static const struct use *valid(struct processes *p, const struct use_key *k, int64_t time, uint32_t *process)
{
	const struct use *u = table_find(&p->uses, k);
	if (!u)
		return NULL;
	p->passing |= time + SLACK < u->since || u->until;
	*process = time + SLACK < u->since ? u->before : u->until && time > u->until + SLACK ? 0 : u->process;
	return *process ? u : NULL;
}

/* What a TCP connection was found by, a listening socket, may be closed before it. */
static void remember(struct processes *p, const struct use_key *pair, uint32_t process, int64_t time)
{
	bool fresh;
	if (p->uses.count >= USES)
		return;
	struct use *u = table_add(&p->uses, pair, &fresh);
	if (u && fresh)
		*u = (struct use){.process = process, .since = time};
	else if (u && !u->before && time < u->since)
		u->before = process; /* who took the connection is known already, but has not taken it at that time */
}

static uint32_t find(struct processes *p, uint64_t netns, const struct packet_ends *e, const struct socket_end *local,
	const struct socket_end *remote, int64_t time)
{
	struct socket_end any = {.size = local->size, .port = local->port};
	struct use_key pair = key_of(netns, e->protocol, local, remote);
	struct use_key port = key_of(netns, e->protocol, local, NULL), wide = key_of(netns, e->protocol, &any, NULL);
	uint32_t process = 0, listener = 0;
	const struct use *u = valid(p, &pair, time, &process), *l = valid(p, &port, time, &listener);
	if (!l)
		l = valid(p, &wide, time, &listener);
	if (u && (!l || l->since <= u->since || e->protocol != IPPROTO_TCP))
		return process;
	if (l && e->protocol == IPPROTO_TCP && !u)
		remember(p, &pair, listener, time);
	return u ? process : listener;
}

/* The namespace of an address: where the packet was seen, or the one that has it; 0: not of this host. */
static uint64_t home(const struct processes *p, uint64_t netns, struct socket_end address, bool *several)
{
	struct address_key k;
	address.port = 0;
	memset(&k, 0, sizeof k);
	k.netns = netns;
	k.address = address;
	if (table_find(&p->own, &k) || (address.size == SOCKET_IP4 && address.bytes[0] == 127))
		return netns;
	const uint64_t *owner = table_find(&p->owners, &address);
	*several |= owner && *owner == (uint64_t)SEVERAL;
	return owner && *owner != (uint64_t)SEVERAL ? *owner : 0;
}

/* NAT comes first: an address that it replaces may be our own, and who listens there gets nothing. */
static struct nat_sides sides_of(struct processes *p, uint64_t netns, const struct packet_ends *e, bool *several)
{
	struct nat_sides s = {{.local = e->from, .remote = e->to}, {.local = e->to, .remote = e->from}};
	struct nat_key k = nat_key_of(netns, e->protocol, &e->from, &e->to);
	const struct nat_sides *other = p->nat.count ? table_find(&p->nat, &k) : NULL;
	if (other)
		s = *other;
	s.from.netns = home(p, netns, s.from.local, several);
	s.to.netns = home(p, netns, s.to.local, several);
	return s;
}

static uint32_t find_side(struct processes *p, const struct side *s, const struct packet_ends *e, int64_t time)
{
	return s->netns ? find(p, s->netns, e, &s->local, &s->remote, time) : 0;
}

static struct result look_up(struct processes *p, uint64_t netns, const struct packet_ends *e, int64_t time)
{
	bool several = false, answer = e->type == ECHO_REPLY6 || (e->protocol == IPPROTO_ICMP && e->type == ECHO_REPLY);
	const struct nat_sides s = sides_of(p, netns, e, &several);
	uint64_t from = s.from.netns, to = s.to.netns;
	struct result r = {0};
	if (!answer && !e->quoted) /* no process sends those ... */
		r.from = find_side(p, &s.from, e, time);
	if (e->quoted) /* ... and an ICMP error goes to who sent what it quotes */
		r.to = find_side(p, &s.from, e, time);
	else if (e->type != ECHO && e->type != ECHO6) /* which no process receives */
		r.to = find_side(p, &s.to, e, time);
	bool sent = from && !answer && !e->quoted && !r.from;
	bool received = e->quoted ? from && !r.to : to && e->type != ECHO && e->type != ECHO6 && !r.to;
	r.unknown = several || sent || received;
	return r;
}

static void put_process(struct text *t, const struct process *p)
{
	text_printf(t, "%s/%d%s%s", p->name, (int)p->pid, p->container ? " " : "", p->container ? p->container : "");
}

/* The words for a pair of processes, made once. */
static const char *words_for(struct processes *p, uint32_t from, uint32_t to)
{
	const uint32_t key[2] = {from, to};
	struct text t = {0};
	bool fresh;
	char **words = from || to ? table_add(&p->words, key, &fresh) : NULL;
	if (!words || !fresh)
		return words ? *words : NULL;
	if (from)
		put_process(&t, &p->list[from]);
	if (to) {
		text_s(&t, from ? " > " : "> ");
		put_process(&t, &p->list[to]);
	}
	text_c(&t, 0);
	*words = t.failed ? NULL : t.data;
	return *words;
}

/* Sockets that were open before, or that nobody tells of, are looked for: not too often. */
static bool look_again(struct processes *p)
{
	int64_t now = time_now();
	if (now - p->looked < (p->hooks ? LOOK_SELDOM_NS : LOOK_NS))
		return false;
	p->looked = now;
	return ask(p, PROCESS_ASK_LOOK);
}

/* Most packets are TCP or UDP in IPv4 without options: what tells their flows apart stands at fixed places. NULL: it is another;
 * else its IP header. */
static const uint8_t *quick_ip4(const struct packet *p)
{
	uint32_t at = p->linktype == LINKTYPE_ETHERNET ? ETHER_HEADER : p->linktype == LINKTYPE_LINUX_SLL2 ? SLL2_HEADER : 0;
	uint32_t type = p->linktype == LINKTYPE_ETHERNET ? ETHER_HEADER - 2 : 0;
	if (!at || p->caplen < at + IP4_HEADER + 4 || be16(p->data + type) != TYPE_IP4)
		return NULL;
	const uint8_t *ip = p->data + at;
	return *ip != 0x45 || be16(ip + 6) & 0x3fff || (ip[9] != IPPROTO_TCP && ip[9] != IPPROTO_UDP) ? NULL : ip;
}

static struct quick_key quick_key(uint64_t netns, const uint8_t *ip)
{
	struct quick_key k = {.netns = netns, .protocol = ip[9]};
	memcpy(&k.addresses, ip + 12, sizeof k.addresses);
	memcpy(&k.ports, ip + IP4_HEADER, sizeof k.ports);
	return k;
}

static bool is_flow(const struct quick_key *k, const uint8_t *ip)
{
	return !memcmp(&k->addresses, ip + 12, sizeof k->addresses) && !memcmp(&k->ports, ip + IP4_HEADER, sizeof k->ports) &&
		k->protocol == ip[9];
}

/* Two products that the processor makes at the same time. */
static struct cached *slot_of(struct processes *p, uint64_t netns, const uint8_t *ip)
{
	uint64_t addresses;
	uint32_t ports;
	memcpy(&addresses, ip + 12, sizeof addresses);
	memcpy(&ports, ip + IP4_HEADER, sizeof ports);
	uint64_t h = (addresses ^ netns) * UINT64_C(0x9e3779b97f4a7c15) + ((uint64_t)ports << 8 ^ ip[9]) * UINT64_C(0xc2b2ae3d27d4eb4f);
	return &p->cache[h >> 52 & (CACHE - 1)];
}

/* The long way: for what is not in the cache. */
static struct result look_up_packet(struct processes *p, uint64_t netns, const struct packet *packet)
{
	struct packet_ends e;
	struct result r = {0};
	if (!packet_ends_of(&e, packet) || e.rest)
		return r;
	r = look_up(p, netns, &e, packet->time);
	if (r.unknown && look_again(p))
		r = look_up(p, netns, &e, packet->time);
	r.text = words_for(p, r.from, r.to);
	return r;
}

static bool holds(const struct cached *c, uint64_t generation, uint64_t netns, const uint8_t *ip)
{
	return c->generation == generation && c->key.netns == netns && is_flow(&c->key, ip);
}

/* What is known of the packet's flow; `room` is for what is not to be kept. */
static const struct result *result_of(struct processes *p, uint64_t netns, const struct packet *packet, struct cached *room)
{
	const uint8_t *ip = quick_ip4(packet);
	struct cached *c = ip ? slot_of(p, netns, ip) : room;
	if (!ip || !holds(c, p->generation, netns, ip)) {
		p->passing = false;
		struct result r = look_up_packet(p, netns, packet);
		*c = (struct cached){ip ? quick_key(netns, ip) : (struct quick_key){0}, p->passing ? 0 : p->generation, r};
	}
	p->counts.unknown += c->result.unknown;
	return &c->result;
}

struct process_ends processes_of(struct processes *p, uint64_t netns, const struct packet *packet)
{
	struct cached room;
	const struct result *r = result_of(p, netns, packet, &room);
	return (struct process_ends){r->from ? &p->list[r->from] : NULL, r->to ? &p->list[r->to] : NULL, r->text};
}

void processes_comment(struct processes *p, const struct source_interface *interfaces, struct packet *packets, size_t count)
{
	struct cached room;
	const struct cached *recent = p->cache; /* of the packet before: most are of its flow */
	uint64_t unknown = 0;
	for (struct packet *k = packets; k < packets + count; k++) {
		uint64_t netns = interfaces[k->interface].netns, generation = p->generation;
		const uint8_t *ip = quick_ip4(k);
		if (ip && !holds(recent, generation, netns, ip))
			recent = slot_of(p, netns, ip);
		bool held = ip && holds(recent, generation, netns, ip);
		const struct result *r = held ? &recent->result : result_of(p, netns, k, &room);
		unknown += held && r->unknown;
		if (r->text && !k->comment)
			k->comment = r->text;
	}
	p->counts.unknown += unknown;
}

struct process_counts processes_counts(const struct processes *p)
{
	return p->counts;
}

/* ---- All of it */

int processes_new(const struct process_watch_options *o, struct processes **processes, struct err *err)
{
	struct processes *p = calloc(1, sizeof *p);
	if (p)
		p->cache = calloc(CACHE, sizeof *p->cache);
	if (!p || !p->cache) {
		free(p);
		return err_set(err, -ENOMEM, "no memory");
	}
	p->generation = 1;
	p->bell.nat = -1;
	table_init(&p->uses, sizeof(struct use_key), sizeof(struct use), 0);
	table_init(&p->own, sizeof(struct address_key), 0, 0);
	table_init(&p->nat, sizeof(struct nat_key), sizeof(struct nat_sides), 0);
	table_init(&p->words, 2 * sizeof(uint32_t), sizeof(char *), 0);
	table_init(&p->owners, sizeof(struct socket_end), sizeof(uint64_t), 0);
	int e = process_watch_start(o, &p->watch, err);
	p->looked = time_now();
	if (e >= 0)
		setsockopt(p->watch, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){ANSWER_S, 0}, sizeof(struct timeval));
	if (e >= 0 && send(p->watch, &(char){PROCESS_ASK_BELL}, 1, MSG_NOSIGNAL) == 1)
		process_bell_take(&p->bell, p->watch);
	if (e >= 0 && !ask(p, PROCESS_ASK_LOOK))
		e = err_set(err, -EPIPE, "watching processes: the process for it has ended");
	if (e < 0) {
		processes_free(p);
		return e;
	}
	*processes = p;
	return 0;
}

void processes_free(struct processes *p)
{
	if (!p)
		return;
	for (uint32_t i = 0; i < p->room; i++) {
		free((char *)p->list[i].name);
		free((char *)p->list[i].container);
		free((char *)p->list[i].cgroup);
	}
	size_t at = 0;
	const void *key;
	void *value;
	while (table_next(&p->words, &at, &key, &value))
		free(*(char **)value);
	table_free(&p->words);
	process_bell_free(&p->bell);
	if (p->watch > 0)
		close(p->watch);
	table_free(&p->uses);
	table_free(&p->nat);
	table_free(&p->own);
	table_free(&p->owners);
	text_free(&p->answer);
	free(p->list);
	free(p->cache);
	free(p);
}
