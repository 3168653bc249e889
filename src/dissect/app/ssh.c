/* Secure Shell: RFC 4253. In clear are the lines that say the versions, and then packets until keys are taken:
 *
 *	| length 4 | padding length 1 | message 1 | ... | padding |
 *
 * hassh (Salesforce, 2018) is the MD5 of the algorithms that one side offers for what it sends. */
#include <ctype.h>
#include <openssl/evp.h>

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	SSH, PROTOCOL, DIRECTION, PACKET_LENGTH, PADDING_LENGTH, MESSAGE_CODE, PADDING, COOKIE, FIRST_FOLLOWS, RESERVED, HASSH_TEXT, HASSH,
	HASSH_SERVER_TEXT, HASSH_SERVER, LISTS, /* a length and a list for each of enum list */
	FIELDS = LISTS + 20,
};

/* The name lists of a key exchange's beginning, section 7.1. */
enum list { KEX, HOST_KEY, CIPHER_OUT, CIPHER_IN, MAC_OUT, MAC_IN, COMPRESSION_OUT, COMPRESSION_IN, LANGUAGE_OUT, LANGUAGE_IN, LIST_COUNT };

#define LIST(n, name) \
	[LISTS + 2 * (n)] = {"ssh." name "_length", name " length", F_U32}, [LISTS + 2 * (n) + 1] = {"ssh." name, name " string", F_STR}

static const struct token messages[] = {{1, "Disconnect"}, {2, "Ignore"}, {3, "Unimplemented"}, {4, "Debug"}, {20, "Key Exchange Init"},
	{21, "New Keys"}, {30, "Key Exchange (30)"}, {31, "Key Exchange (31)"}, {32, "Key Exchange (32)"}, {33, "Key Exchange (33)"},
	{34, "Key Exchange (34)"}, {0, NULL}};

static const struct field fields[FIELDS] = {
	[SSH] = {"ssh", "SSH Protocol"},
	[PROTOCOL] = {"ssh.protocol", "Protocol", F_STR},
	[DIRECTION] = {"ssh.direction", "From server to client", F_BOOL},
	[PACKET_LENGTH] = {"ssh.packet_length", "Packet Length", F_U32},
	[PADDING_LENGTH] = {"ssh.padding_length", "Padding Length", F_U8},
	[MESSAGE_CODE] = {"ssh.message_code", "Message Code", F_U8, DEC, messages},
	[PADDING] = {"ssh.padding_string", "Padding String", F_BYTES},
	[COOKIE] = {"ssh.cookie", "Cookie", F_BYTES},
	LIST(KEX, "kex_algorithms"),
	LIST(HOST_KEY, "server_host_key_algorithms"),
	LIST(CIPHER_OUT, "encryption_algorithms_client_to_server"),
	LIST(CIPHER_IN, "encryption_algorithms_server_to_client"),
	LIST(MAC_OUT, "mac_algorithms_client_to_server"),
	LIST(MAC_IN, "mac_algorithms_server_to_client"),
	LIST(COMPRESSION_OUT, "compression_algorithms_client_to_server"),
	LIST(COMPRESSION_IN, "compression_algorithms_server_to_client"),
	LIST(LANGUAGE_OUT, "languages_client_to_server"),
	LIST(LANGUAGE_IN, "languages_server_to_client"),
	[FIRST_FOLLOWS] = {"ssh.first_kex_packet_follows", "First KEX Packet Follows", F_U8},
	[RESERVED] = {"ssh.kex.reserved", "Reserved", F_BYTES},
	[HASSH_TEXT] = {"ssh.kex.hassh_algorithms", "hasshAlgorithms", F_STR},
	[HASSH] = {"ssh.kex.hassh", "hassh", F_STR},
	[HASSH_SERVER_TEXT] = {"ssh.kex.hasshserver_algorithms", "hasshServerAlgorithms", F_STR},
	[HASSH_SERVER] = {"ssh.kex.hasshserver", "hasshServer", F_STR},
};

/* ---- Packets, for their fields */

static void mark_hassh(struct dis *d, const struct span lists[LIST_COUNT], bool server)
{
	const struct span *used[] = {&lists[KEX], &lists[server ? CIPHER_IN : CIPHER_OUT], &lists[server ? MAC_IN : MAC_OUT],
		&lists[server ? COMPRESSION_IN : COMPRESSION_OUT]};
	char text[8192], hex[2 * EVP_MAX_MD_SIZE];
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned len = 0, size = 0;
	for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
		if (len + used[i]->len + 1 > sizeof text)
			return;
		if (i)
			text[len++] = ';';
		memcpy(text + len, used[i]->p, used[i]->len);
		len += used[i]->len;
	}
	uint32_t pos = lists[KEX].pos, end = used[3]->pos + used[3]->len;
	mark_made(d, server ? HASSH_SERVER_TEXT : HASSH_TEXT, pos, end - pos, text, len);
	if (!EVP_Digest(text, len, digest, &size, EVP_md5(), NULL))
		return;
	for (unsigned i = 0; i < size; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	mark_made(d, server ? HASSH_SERVER : HASSH, pos, end - pos, hex, 2 * size);
}

static void key_exchange_init(struct dis *d, bool server)
{
	enum { COOKIE_SIZE = 16, RESERVED_SIZE = 4 };
	struct span lists[LIST_COUNT];
	bytes(d, COOKIE, COOKIE_SIZE);
	for (unsigned i = 0; i < LIST_COUNT; i++) {
		uint32_t n = u32(d, LISTS + 2 * i);
		lists[i] = bytes(d, LISTS + 2 * i + 1, n);
	}
	u8(d, FIRST_FOLLOWS);
	bytes(d, RESERVED, RESERVED_SIZE);
	if (!d->cut && (mark_wanted(d, HASSH) || mark_wanted(d, HASSH_TEXT) || mark_wanted(d, HASSH_SERVER) || mark_wanted(d, HASSH_SERVER_TEXT)))
		mark_hassh(d, lists, server);
}

/* A packet in clear; false: there is none. What is encrypted hardly has such lengths and codes (section 6). */
static bool packet(struct dis *d, bool server)
{
	enum { HEAD = 6, LEAST_PADDING = 4, MOST = 35000, BLOCK = 8, INIT = 20 };
	if (!have(d, HEAD))
		return false;
	uint32_t len = peek32(d, 0), padding = peek8(d, 4), code = peek8(d, 5);
	if (len > MOST || (len + 4) % BLOCK || padding < LEAST_PADDING || padding + 2 > len || !word(messages, code))
		return false;
	if (len + 4 > left(d) && code != INIT) /* which is longer than a segment at times */
		return false;
	u32(d, PACKET_LENGTH);
	struct saved s = part_begin(d, len);
	u8(d, PADDING_LENGTH);
	u8(d, MESSAGE_CODE);
	struct saved body = part_begin(d, len - padding - 2);
	if (code == INIT)
		key_exchange_init(d, server);
	part_end(d, &body);
	bytes(d, PADDING, padding);
	part_end(d, &s);
	return !d->cut;
}

static void packets(struct dis *d)
{
	enum { PORT = 22 };
	bool server = d->dport != PORT && (d->sport == PORT || d->sport < d->dport);
	mark_uint(d, DIRECTION, d->pos, 0, server);
	struct saved s = quiet_begin(d, true);
	while (packet(d, server))
		;
	quiet_end(d, &s);
}

/* ---- The versions */

/* Bytes of the first line, when it is one of text that ends; else 0. *goes_on: nothing that was captured ends it. */
static uint32_t line_length(struct span s, bool *goes_on)
{
	*goes_on = false;
	for (uint32_t i = 0; i < s.len; i++) {
		unsigned c = span_u8(s, i);
		if (c == '\n' || (c == '\r' && span_u8(s, i + 1) == '\n'))
			return i;
		if (c >= 0x80 || !isprint((int)c))
			return 0;
	}
	*goes_on = true;
	return 0;
}

static void dissect(struct dis *d)
{
	bool goes_on;
	if (fields_wanted(d))
		packets(d);
	struct span s = rest(d, 0);
	s.len = line_length(s, &goes_on);
	if (goes_on && declared(d))
		cut_here(d);
	if (s.len < 4 || memcmp(s.p, "SSH-", 4))
		return;
	mark_bytes(d, PROTOCOL, s.pos, s.len);
	say_s(d, ": SSH: ");
	say_text(d, s);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 22, 0},
	{0},
};

const struct proto proto_ssh = {
	.name = "ssh",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.cuts = CUTS_ALL,
};
