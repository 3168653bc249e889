/* Transparent Inter-Process Communication, version 2: the messages of the TIPC specification (tipc.io).
 *
 *	| version 3 | user 4 | header words 4 | flags 4 | message size 17 |
 *	| message type 3 | ... | broadcast acknowledgment 16 |
 *	| link acknowledgment 16 | link sequence 16 | previous node | what the user has ... |
 */
#include "dissect/net/ethertype.h"
#include "dissect/dissect.h"

enum { TIPC, VERSION, USER, HEADER_SIZE, MSG_SIZE, DATA_TYPE, BROADCAST_ACK, LINK_ACK, LINK_SEQUENCE, PREVIOUS, ORIGIN_PORT, DEST_PORT,
	ORIGIN, DEST };
enum { BROADCAST = 5, BUNDLER = 6, LINK = 7, CONNECTION = 8, CHANGEOVER = 10, NAMES = 11, FRAGMENTER = 12, DISCOVERY = 13 };
enum { SHORT_HEADER = 24 };

static const struct token users[] = {
	{0, "Low Importance Data payload"}, {1, "Medium Importance Data payload"}, {2, "High Importance Data payload"},
	{3, "Critical Importance Data payload"}, {BROADCAST, "Broadcast Link Protocol internal"},
	{BUNDLER, "Message Bundler Protocol internal"}, {LINK, "Link State Protocol internal"},
	{CONNECTION, "Connection Manager internal"}, {CHANGEOVER, "Link Changeover Protocol internal"},
	{NAMES, "Name Table Update Protocol internal"}, {FRAGMENTER, "Message Fragmentation Protocol internal"},
	{DISCOVERY, "Neighbor Detection Protocol internal"}, {0, NULL}};
static const struct token data_types[] = {{0, "CONN_MSG"}, {1, "MCAST_MSG"}, {2, "NAMED_MSG"}, {3, "DIRECT_MSG"}, {0, NULL}};
static const struct token discovery_types[] = {{0, "Link request"}, {1, "Link response"}, {0, NULL}};

static const struct field fields[] = {
	[TIPC] = {"tipc", "Transparent Inter Process Communication(TIPC)"},
	[VERSION] = {"tipc.ver", "Version", F_U32},
	[USER] = {"tipc.usr", "User", F_U32, DEC, users},
	[HEADER_SIZE] = {"tipc.hdr_size", "Header size", F_U32},
	[MSG_SIZE] = {"tipc.msg_size", "Message size", F_U32},
	[DATA_TYPE] = {"tipcv2.data_msg_type", "Message type", F_U32},
	[BROADCAST_ACK] = {"tipcv2.broadcast_ack_no", "Broadcast Acknowledge Number", F_U32},
	[LINK_ACK] = {"tipc.ack_link_lev_seq", "Acknowledged link level sequence number", F_U32},
	[LINK_SEQUENCE] = {"tipc.link_lev_seq", "Link level sequence number", F_U32},
	[PREVIOUS] = {"tipc.prev_proc", "Previous processor", F_U32, HEX},
	[ORIGIN_PORT] = {"tipc.org_port", "Originating port", F_U32},
	[DEST_PORT] = {"tipc.dst_port", "Destination port", F_U32},
	[ORIGIN] = {"tipc.org_proc", "Originating processor", F_U32, HEX},
	[DEST] = {"tipc.dst_proc", "Destination processor", F_U32, HEX},
};

/* What all messages begin with. */
struct header {
	unsigned version, user;
	uint32_t header_size, size;
	uint32_t type, broadcast_ack, sequence_gap, word1, link_ack, link_sequence, previous;
};

/* Zone, cluster and node. */
static void say_node(struct dis *d, uint32_t address)
{
	say(d, "%u.%u.%u", address >> 24, address >> 12 & 0xfff, address & 0xfff);
}

static void say_version(struct dis *d, const struct header *h)
{
	say(d, "TIPC v%u.0 ", h->version);
}

static void say_sizes(struct dis *d, const struct header *h)
{
	say(d, ", headerlength %u bytes, MessageSize %u bytes, %s, messageType ", h->header_size, h->size,
		word(users, h->user));
}

/* The three words behind the first one. */
static void read_words(struct dis *d, struct header *h)
{
	h->word1 = u32(d, 0);
	h->type = h->word1 >> 29;
	h->sequence_gap = h->word1 >> 16 & 0x1fff;
	h->broadcast_ack = h->word1 & 0xffff;
	also(d, DATA_TYPE, 4, h->type);
	also(d, BROADCAST_ACK, 2, h->broadcast_ack);
	h->link_ack = u16(d, LINK_ACK);
	h->link_sequence = u16(d, LINK_SEQUENCE);
	h->previous = u32(d, PREVIOUS);
}

static void payload(struct dis *d, struct header *h)
{
	read_words(d, h);
	uint32_t origin_port = u32(d, ORIGIN_PORT), dest_port = u32(d, DEST_PORT);
	bool with_nodes = h->header_size > SHORT_HEADER;
	uint32_t origin = with_nodes ? u32(d, ORIGIN) : h->previous, dest = with_nodes ? u32(d, DEST) : 0;
	say_version(d, h);
	if (with_nodes) {
		say_node(d, origin);
		say(d, ":%u > ", origin_port);
		say_node(d, dest);
		say(d, ":%u", dest_port);
	} else {
		say_node(d, h->previous);
		say(d, ":%u > %u", origin_port, dest_port);
	}
	say_sizes(d, h);
	say_s(d, tok(d, data_types, "Unknown", h->type));
	if (d->verbose && with_nodes) {
		say_s(d, "\n\tPrevious Node ");
		say_node(d, h->previous);
		say(d, ", Broadcast Ack %u, Link Ack %u, Link Sequence %u", h->broadcast_ack, h->link_ack, h->link_sequence);
	}
}

static void internal(struct dis *d, struct header *h)
{
	read_words(d, h);
	unsigned last_sent = u16(d, 0), next_sent = u16(d, 0), session = u16(d, 0);
	skip(d, 2);
	uint32_t origin = u32(d, ORIGIN), dest = u32(d, DEST);
	say_version(d, h);
	say_node(d, origin);
	say_s(d, " > ");
	say_node(d, dest);
	say_sizes(d, h);
	say(d, "%s (0x%08x)", tok(d, data_types, "Unknown", h->type), h->word1);
	struct saved quiet = quiet_begin(d, !d->verbose);
	uint32_t sequence = u32(d, 0);
	unsigned messages = u16(d, 0), tolerance = u16(d, 0);
	say_s(d, "\n\tPrevious Node ");
	say_node(d, h->previous);
	say(d, ", Session No. %u, Broadcast Ack %u, Sequence Gap %u,  Broadcast Gap After %u, Broadcast Gap To %u,"
		" Last Sent Packet No. %u, Next sent Packet No. %u, Transport Sequence %u, msg_count %u, Link Tolerance %u",
		session, h->broadcast_ack, h->sequence_gap, h->link_ack, h->link_sequence, last_sent, next_sent, sequence,
		messages, tolerance);
	quiet_end(d, &quiet);
}

static void discovery(struct dis *d, struct header *h)
{
	read_words(d, h);
	say_version(d, h);
	say_node(d, h->previous);
	say_s(d, " > ");
	say_node(d, h->link_ack << 16 | h->link_sequence);
	say_sizes(d, h);
	say_s(d, tok(d, discovery_types, "Unknown", h->type));
	struct saved quiet = quiet_begin(d, !d->verbose);
	uint32_t network = u32(d, 0);
	skip(d, 3);
	unsigned media = u8(d, 0);
	say(d, "\n\tNodeSignature %u, network_id %u, media_id %u", h->broadcast_ack, network, media);
	quiet_end(d, &quiet);
}

static void dissect(struct dis *d)
{
	uint32_t word0 = u32(d, 0);
	struct header h = {.version = word0 >> 29, .user = word0 >> 25 & 15, .header_size = (word0 >> 21 & 15) * 4,
		.size = word0 & 0x1ffff};
	also(d, VERSION, 4, h.version);
	also(d, USER, 4, h.user);
	also(d, HEADER_SIZE, 4, h.header_size / 4);
	also(d, MSG_SIZE, 4, h.size);
	switch (h.user) {
	case 0:
	case 1:
	case 2:
	case 3:
	case CONNECTION:
	case NAMES:
		payload(d, &h);
		break;
	case BROADCAST:
	case BUNDLER:
	case LINK:
	case CHANGEOVER:
	case FRAGMENTER:
		internal(d, &h);
		break;
	case DISCOVERY:
		discovery(d, &h);
		break;
	}
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_TIPC},
	{0},
};

const struct proto proto_tipc = {
	.name = "tipc",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
