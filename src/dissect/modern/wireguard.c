/* WireGuard: J. Donenfeld, "WireGuard: Next Generation Kernel Network Tunnel", section 5.4. Numbers are
 * little endian.
 *
 *	initiation: | 1 | reserved 3 | sender 4 | ephemeral 32 | static 48 | timestamp 28 | mac1 16 | mac2 16 |
 *	response:   | 2 | reserved 3 | sender 4 | receiver 4 | ephemeral 32 | nothing 16 | mac1 16 | mac2 16 |
 *	cookie:     | 3 | reserved 3 | receiver 4 | nonce 24 | cookie 32 |
 *	data:       | 4 | reserved 3 | receiver 4 | counter 8 | packet, padded to 16, and 16 |
 */
#include <openssl/evp.h>

#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum {
	WG,
	TYPE,
	RESERVED,
	SENDER,
	RECEIVER,
	EPHEMERAL,
	ENCRYPTED_STATIC,
	ENCRYPTED_TIMESTAMP,
	ENCRYPTED_EMPTY,
	MAC1,
	MAC2,
	NONCE,
	COOKIE,
	COUNTER,
	KEEPALIVE,
	ENCRYPTED_PACKET,
};

enum { INITIATION = 1, RESPONSE, COOKIE_REPLY, DATA };
enum { INITIATION_SIZE = 148, RESPONSE_SIZE = 92, COOKIE_SIZE = 64, DATA_SIZE = 32, PADDING = 16, KEY = 32 };

static const struct token types[] = {
	{INITIATION, "Handshake Initiation"},
	{RESPONSE, "Handshake Response"},
	{COOKIE_REPLY, "Cookie Reply"},
	{DATA, "Transport Data"},
	{0, NULL},
};

static const struct field fields[] = {
	[WG] = {"wg", "WireGuard Protocol"},
	[TYPE] = {"wg.type", "Type", F_U8, .tokens = types},
	[RESERVED] = {"wg.reserved", "Reserved", F_BYTES},
	[SENDER] = {"wg.sender", "Sender", F_U32, HEX},
	[RECEIVER] = {"wg.receiver", "Receiver", F_U32, HEX},
	[EPHEMERAL] = {"wg.ephemeral", "Ephemeral (base64)", F_STR},
	[ENCRYPTED_STATIC] = {"wg.encrypted_static", "Encrypted Static", F_BYTES},
	[ENCRYPTED_TIMESTAMP] = {"wg.encrypted_timestamp", "Encrypted Timestamp", F_BYTES},
	[ENCRYPTED_EMPTY] = {"wg.encrypted_empty", "Encrypted Empty", F_BYTES},
	[MAC1] = {"wg.mac1", "mac1", F_BYTES},
	[MAC2] = {"wg.mac2", "mac2", F_BYTES},
	[NONCE] = {"wg.nonce", "Nonce", F_BYTES},
	[COOKIE] = {"wg.encrypted_cookie", "Encrypted Cookie", F_BYTES},
	[COUNTER] = {"wg.counter", "Counter", F_U64},
	[KEEPALIVE] = {"wg.keepalive", "This is a Keepalive message"},
	[ENCRYPTED_PACKET] = {"wg.encrypted_packet", "Encrypted Packet", F_BYTES},
};

/* In base64, as wg(8) writes keys. */
static void key(struct dis *d, unsigned field)
{
	unsigned char word[KEY / 3 * 4 + 4 + 1];
	struct span s = bytes(d, 0, KEY);
	if (s.len == KEY && fields_wanted(d))
		mark_made(d, field, s.pos, KEY, word, (size_t)EVP_EncodeBlock(word, s.p, KEY));
}

static void index_of(struct dis *d, unsigned field, const char *name)
{
	uint32_t v = u32le(d, field);
	say(d, ", %s 0x%08x", name, v);
}

static void macs(struct dis *d)
{
	bytes(d, MAC1, 16);
	bytes(d, MAC2, 16);
}

static void data(struct dis *d)
{
	index_of(d, RECEIVER, "receiver");
	uint64_t counter = u64le(d, COUNTER);
	say(d, ", counter %llu", (unsigned long long)counter);
	uint32_t len = declared(d);
	if (len == 16) {
		group_begin(d, KEEPALIVE);
		group_end(d);
		say_s(d, ", keepalive");
	} else {
		say(d, ", length %u", len > 16 ? len - 16 : 0);
	}
	bytes(d, ENCRYPTED_PACKET, len);
}

static void dissect(struct dis *d)
{
	say_s(d, "WireGuard");
	unsigned type = u8(d, TYPE);
	bytes(d, RESERVED, 3);
	say(d, ", %s", tok(d, types, "type %u", type));
	switch (type) {
	case INITIATION:
		index_of(d, SENDER, "sender");
		key(d, EPHEMERAL);
		bytes(d, ENCRYPTED_STATIC, 48);
		bytes(d, ENCRYPTED_TIMESTAMP, 28);
		macs(d);
		break;
	case RESPONSE:
		index_of(d, SENDER, "sender");
		index_of(d, RECEIVER, "receiver");
		key(d, EPHEMERAL);
		bytes(d, ENCRYPTED_EMPTY, 16);
		macs(d);
		break;
	case COOKIE_REPLY:
		index_of(d, RECEIVER, "receiver");
		bytes(d, NONCE, 24);
		bytes(d, COOKIE, 32);
		break;
	case DATA:
		data(d);
		break;
	default:
		invalid(d);
	}
}

/* On any port: the first four bytes and the length leave little doubt. */
static bool recognizes(struct dis *d)
{
	uint32_t len = declared(d);
	unsigned type = peek8(d, 0);
	if ((peek32(d, 0) & 0xffffff) || !have(d, 4))
		return false;
	return (type == INITIATION && len == INITIATION_SIZE) || (type == RESPONSE && len == RESPONSE_SIZE) ||
	       (type == COOKIE_REPLY && len == COOKIE_SIZE) ||
	       (type == DATA && len >= DATA_SIZE && len % PADDING == 0);
}

static const struct binding bindings[] = {
	{BIND_UDP_ANY, EITHER, 0, 0, 0},
	{0},
};

const struct proto proto_wireguard = {
	.name = "wg",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
	.recognizes = recognizes,
};
