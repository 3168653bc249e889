/* Rx, the remote procedure call of AFS: the packet header and acknowledgements (OpenAFS, doc/protocol/rx-spec).
 *
 *	| epoch 4 | connection 4 | call 4 | sequence 4 | serial 4 | type | flags | status | security | spare 2 | service 2 |
 *
 * A call's first packet holds its operation, which the services of AFS decode. The reply does not say whose it is: the
 * call is remembered. */
#include "dissect/app/ports.h"
#include "dissect/app/rx.h"
#include "dissect/protocols.h"

enum { HEADER = 28, ACK_HEADER = 18, TYPE_DATA = 1, TYPE_ACK = 2, TYPE_ABORT = 4, CLIENT_INITIATED = 1, CALLS_KEPT = 64 };

static const struct token types[] = {{1, "data"}, {2, "ack"}, {3, "busy"}, {4, "abort"}, {5, "ackall"}, {6, "challenge"}, {7, "response"},
	{8, "debug"}, {9, "params"}, {13, "version"}, {0, NULL}};
static const struct token reasons[] = {{1, "ack requested"}, {2, "duplicate packet"}, {3, "out of sequence"}, {4, "exceeds window"},
	{5, "no buffer space"}, {6, "ping"}, {7, "ping response"}, {8, "delay"}, {9, "idle"}, {0, NULL}};

static const struct field fields[] = {
	[RX] = {"rx", "RX Protocol"},
	[RX_EPOCH] = {"rx.epoch", "Epoch", F_U32},
	[RX_CID] = {"rx.cid", "CID", F_U32},
	[RX_CALL] = {"rx.callnumber", "Call Number", F_U32},
	[RX_SEQ] = {"rx.seq", "Sequence Number", F_U32},
	[RX_SERIAL] = {"rx.serial", "Serial", F_U32},
	[RX_TYPE] = {"rx.type", "Type", F_U8, DEC, types},
	[RX_FLAGS] = {"rx.flags", "Flags", F_U8, HEX},
	[RX_USER_STATUS] = {"rx.userstatus", "User Status", F_U32},
	[RX_SECURITY] = {"rx.securityindex", "Security Index", F_U32},
	[RX_SPARE] = {"rx.spare", "Spare/Checksum", F_U16},
	[RX_SERVICE] = {"rx.serviceid", "Service ID", F_U16},
	[RX_FIRST] = {"rx.first", "First Packet", F_U32},
	[RX_PREVIOUS] = {"rx.prev", "Prev Packet", F_U32},
	[RX_REASON] = {"rx.reason", "Reason", F_U8, DEC, reasons},
	[RX_COUNT] = {"rx.num_acks", "Num ACKs", F_U8},
	[AFS_SERVICE] = {"afs.service", "Service", F_U32},
	[AFS_FS_OPCODE] = {"afs.fs.opcode", "Operation", F_U32},
	[AFS_CB_OPCODE] = {"afs.cb.opcode", "Operation", F_U32},
	[AFS_PROT_OPCODE] = {"afs.prot.opcode", "Operation", F_U32},
	[AFS_VLDB_OPCODE] = {"afs.vldb.opcode", "Operation", F_U32},
	[AFS_KAUTH_OPCODE] = {"afs.kauth.opcode", "Operation", F_U32},
	[AFS_VOL_OPCODE] = {"afs.vol.opcode", "Operation", F_U32},
	[AFS_BOS_OPCODE] = {"afs.bos.opcode", "Operation", F_U32},
	[AFS_UBIK_OPCODE] = {"afs.ubik.opcode", "Operation", F_U32},
	[AFS_VOLUME] = {"afs.fs.fid.volume", "FileID (Volume)", F_U32},
	[AFS_VNODE] = {"afs.fs.fid.vnode", "FileID (VNode)", F_U32},
	[AFS_UNIQ] = {"afs.fs.fid.uniq", "FileID (Uniqifier)", F_U32},
};

/* ---- Calls that wait for their replies: the oldest of CALLS_KEPT is forgotten */

struct call {
	uint32_t number, opcode;
	uint16_t service, port;
	uint8_t ip, client[16], server[16];
};

struct calls {
	struct call kept[CALLS_KEPT];
	unsigned next, last; /* to be written; found last */
};

static struct calls *calls(struct dis *d)
{
	return d->cut || !d->net.version ? NULL : proto_state(d, &proto_rx, sizeof(struct calls), NULL);
}

static void remember(struct dis *d, uint32_t number, unsigned service, uint32_t opcode)
{
	struct calls *t = calls(d);
	if (!t)
		return;
	struct call *c = &t->kept[t->next++ % CALLS_KEPT];
	size_t n = d->net.version == 4 ? 4 : 16;
	*c = (struct call){.number = number, .opcode = opcode, .service = (uint16_t)service, .port = d->dport, .ip = d->net.version};
	memcpy(c->client, d->net.src, n);
	memcpy(c->server, d->net.dst, n);
}

static const struct call *answered(struct dis *d, uint32_t number, unsigned service)
{
	struct calls *t = calls(d);
	size_t n = d->net.version == 4 ? 4 : 16;
	for (unsigned i = 0; t && i < CALLS_KEPT; i++) {
		unsigned k = (t->last + i) % CALLS_KEPT;
		const struct call *c = &t->kept[k];
		if (c->ip != d->net.version || c->number != number || c->service != service || c->port != d->sport ||
			memcmp(c->client, d->net.dst, n) || memcmp(c->server, d->net.src, n))
			continue;
		t->last = k;
		return c;
	}
	return NULL;
}

static void say_flags(struct dis *d, unsigned flags, unsigned type)
{
	static const char *const words[] = {"client-init", "req-ack", "last-pckt", "more-pckts", "free-pckt"};
	const char *sep = " ";

	for (unsigned i = 0; i < 6; i++) {
		const char *w = i < 5 ? words[i] : type == TYPE_DATA ? "jumbogram" : type == TYPE_ACK ? "slow-start" : NULL;
		if (!(flags & 1U << i) || !w)
			continue;
		say(d, "%s<%s>", sep, w);
		sep = ",";
	}
}

/* The packets of one kind (1: had, 0: missed) as ranges: " acked 5,7-8". */
static void say_packets(struct dis *d, struct span acks, uint32_t first, unsigned kind, const char *word)
{
	bool any = false;

	for (uint32_t i = 0; i < acks.len; i++) {
		uint32_t from = i;
		if (span_u8(acks, i) != kind)
			continue;
		while (i + 1 < acks.len && span_u8(acks, i + 1) == kind)
			i++;
		say(d, any ? ",%u" : word, first + from);
		if (i > from)
			say(d, "-%u", first + i);
		any = true;
	}
}

static void acknowledgement(struct dis *d)
{
	if (!have(d, ACK_HEADER)) {
		say_s(d, " [|ack]");
		return;
	}
	unsigned space = u16(d, 0), skew = u16(d, 0);
	if (d->verbose > 2)
		say(d, " bufspace %u maxskew %u", space, skew);
	uint32_t first = u32(d, RX_FIRST);
	u32(d, RX_PREVIOUS);
	uint32_t serial = u32(d, RX_SERIAL);
	unsigned reason = u8(d, RX_REASON), count = u8(d, RX_COUNT);
	say(d, " first %u serial %u reason %s", first, serial, tok(d, reasons, "#%u", reason));
	if (!have(d, count)) {
		say_s(d, " [|ack]");
		return;
	}
	struct span acks = bytes(d, 0, count);
	say_packets(d, acks, first, 1, " acked %u");
	say_packets(d, acks, first, 0, " nacked %u");
	static const char *const limits[] = {"ifmtu", "maxmtu", "rwind", "maxpackets"};
	skip(d, 3);
	for (unsigned i = 0; i < 4 && have(d, 4); i++) {
		uint32_t v = u32(d, 0);
		if (d->verbose > 1)
			say(d, " %s %u", limits[i], v);
	}
}

static void call_begins(struct dis *d, uint32_t number, unsigned service, uint32_t length)
{
	if (length <= HEADER)
		return;
	uint32_t opcode = u32(d, 0);
	remember(d, number, service, opcode);
	afs_operation(d, d->dport, AFS_CALL, opcode);
}

static void reply_begins(struct dis *d, uint32_t number, unsigned service, unsigned type, uint32_t length)
{
	const struct call *c = length > HEADER ? answered(d, number, service) : NULL;
	if (c)
		afs_operation(d, d->sport, type == TYPE_ABORT ? AFS_ABORT : AFS_REPLY, c->opcode);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!have(d, HEADER)) {
		say(d, " [|rx] (%u)", length);
		return;
	}
	u32(d, RX_EPOCH);
	uint32_t cid = u32(d, RX_CID), number = u32(d, RX_CALL), seq = u32(d, RX_SEQ), serial = u32(d, RX_SERIAL);
	unsigned type = u8(d, RX_TYPE), flags = u8(d, RX_FLAGS);
	u8(d, RX_USER_STATUS);
	u8(d, RX_SECURITY);
	u16(d, RX_SPARE);
	unsigned service = u16(d, RX_SERVICE);
	say(d, " rx %s", tok(d, types, "type %u", type));
	if (d->verbose) {
		if (d->verbose > 1)
			say(d, " cid %08x call# %u", cid, number);
		say(d, " seq %u ser %u", seq, serial);
		if (d->verbose > 1)
			say_flags(d, flags, type);
	}
	if (type == TYPE_ACK)
		acknowledgement(d);
	else if (type == TYPE_DATA && seq == 1 && flags & CLIENT_INITIATED)
		call_begins(d, number, service, length);
	else if (((type == TYPE_DATA && seq == 1) || type == TYPE_ABORT) && !(flags & CLIENT_INITIATED))
		reply_begins(d, number, service, type, length);
	say(d, " (%u)", length);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_RX, 7000, 7009},
	{0},
};

const struct proto proto_rx = {
	.name = "rx",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
