/* Bidirectional Forwarding Detection: RFC 5880 (control), 5883 (multihop), 7130 (LAG), 7880 (S-BFD), 8562 (multipoint).
 *
 *	| vers 3 diag 5 | state 2 flags 6 | detect mult | length | my discriminator 4 | your discriminator 4 |
 *	| desired min tx 4 | required min rx 4 | required min echo rx 4 | auth type | auth len | auth ... |
 *
 * Version 0 was never an RFC; its second byte is all flags.
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	BFD, VERSION, DIAG, STATE, FLAGS, FLAG_P, FLAG_F, FLAG_C, FLAG_A, FLAG_D, FLAG_M, DETECT_MULT, MESSAGE_LENGTH,
	MY_DISC, YOUR_DISC, MIN_TX, MIN_RX, MIN_ECHO, AUTH_TYPE, AUTH_LEN, AUTH_KEY, AUTH_PASSWORD, AUTH_SEQ, AUTH_DIGEST,
};

enum { PORT_CONTROL = 3784, PORT_ECHO = 3785, PORT_MULTIHOP = 4784, PORT_LAG = 6784, PORT_SBFD = 7784 };
enum { FLAG_AUTH = 4, SIMPLE = 1, KEYED_MD5, METICULOUS_MD5, KEYED_SHA1, METICULOUS_SHA1, SIMPLE_MAX = 16 };

enum { CONTROL_SIZE = 24, AUTH_SIZE = 4 };

static const struct token diagnostics[] = {
	{0, "No Diagnostic"},
	{1, "Control Detection Time Expired"},
	{2, "Echo Function Failed"},
	{3, "Neighbor Signaled Session Down"},
	{4, "Forwarding Plane Reset"},
	{5, "Path Down"},
	{6, "Concatenated Path Down"},
	{7, "Administratively Down"},
	{8, "Reverse Concatenated Path Down"},
	{0, NULL}};
static const struct token states[] = {{0, "AdminDown"}, {1, "Down"}, {2, "Init"}, {3, "Up"}, {0, NULL}};
static const struct token authentications[] = {
	{1, "Simple Password"},
	{2, "Keyed MD5"},
	{3, "Meticulous Keyed MD5"},
	{4, "Keyed SHA1"},
	{5, "Meticulous Keyed SHA1"},
	{0, NULL}};
static const struct token flags_v0[] = {
	{0x80, "I Hear You"},
	{0x40, "Demand"},
	{0x20, "Poll"},
	{0x10, "Final"},
	{0x08, "Control Plane Independent"},
	{0x04, "Authentication Present"},
	{0x02, "Reserved"},
	{0x01, "Reserved"},
	{0, NULL}};
static const struct token flags_v1[] = {
	{0x20, "Poll"},
	{0x10, "Final"},
	{0x08, "Control Plane Independent"},
	{0x04, "Authentication Present"},
	{0x02, "Demand"},
	{0x01, "Multipoint"},
	{0, NULL}};
static const struct token port_kinds[] = {
	{PORT_CONTROL, "Control"}, {PORT_MULTIHOP, "Multihop"}, {PORT_LAG, "LAG"}, {PORT_SBFD, "S-BFD"}, {0, NULL}};

static const struct field fields[] = {
	[BFD] = {"bfd", "BFD Control message"},
	[VERSION] = {"bfd.version", "Protocol Version", F_U8},
	[DIAG] = {"bfd.diag", "Diagnostic Code", F_U8, HEX, diagnostics},
	[STATE] = {"bfd.sta", "Session State", F_U8, HEX, states},
	[FLAGS] = {"bfd.flags", "Message Flags", F_U8, HEX},
	[FLAG_P] = {"bfd.flags.p", "Poll", F_BOOL},
	[FLAG_F] = {"bfd.flags.f", "Final", F_BOOL},
	[FLAG_C] = {"bfd.flags.c", "Control Plane Independent", F_BOOL},
	[FLAG_A] = {"bfd.flags.a", "Authentication Present", F_BOOL},
	[FLAG_D] = {"bfd.flags.d", "Demand", F_BOOL},
	[FLAG_M] = {"bfd.flags.m", "Multipoint", F_BOOL},
	[DETECT_MULT] = {"bfd.detect_time_multiplier", "Detect Time Multiplier", F_U8},
	[MESSAGE_LENGTH] = {"bfd.message_length", "Message Length", F_U8},
	[MY_DISC] = {"bfd.my_discriminator", "My Discriminator", F_U32, HEX},
	[YOUR_DISC] = {"bfd.your_discriminator", "Your Discriminator", F_U32, HEX},
	[MIN_TX] = {"bfd.desired_min_tx_interval", "Desired Min TX Interval", F_U32},
	[MIN_RX] = {"bfd.required_min_rx_interval", "Required Min RX Interval", F_U32},
	[MIN_ECHO] = {"bfd.required_min_echo_interval", "Required Min Echo Interval", F_U32},
	[AUTH_TYPE] = {"bfd.auth.type", "Authentication Type", F_U8, DEC, authentications},
	[AUTH_LEN] = {"bfd.auth.len", "Authentication Length", F_U8},
	[AUTH_KEY] = {"bfd.auth.key", "Authentication Key ID", F_U8},
	[AUTH_PASSWORD] = {"bfd.auth.password", "Password", F_STR},
	[AUTH_SEQ] = {"bfd.auth.seq_num", "Sequence Number", F_U32, HEX},
	[AUTH_DIGEST] = {"bfd.checksum", "Checksum", F_BYTES},
};

static void simple_password(struct dis *d, unsigned length)
{
	if (length < 4 || length > 3 + SIMPLE_MAX) {
		say(d, "[invalid length %u]", length);
		return;
	}
	say_s(d, ", Password: ");
	read_text(d, AUTH_PASSWORD, length - 3);
}

enum { MD5_LEN = 16, SHA1_LEN = 20 };

static void keyed_digest(struct dis *d, unsigned length, unsigned digest_len)
{
	if (length != 8 + digest_len) {
		say(d, "[invalid length %u]", length);
		return;
	}
	skip(d, 1);
	uint32_t seq = u32(d, AUTH_SEQ);
	say(d, ", Sequence Number: 0x%08x", seq);
	struct span digest = bytes(d, AUTH_DIGEST, digest_len);
	say_s(d, digest_len == SHA1_LEN ? "\n\t  Hash: " : "\n\t  Digest: ");
	say_hex(d, digest);
}

static void authentication(struct dis *d)
{
	need(d, AUTH_SIZE);
	unsigned type = u8(d, AUTH_TYPE), length = u8(d, AUTH_LEN), key = u8(d, AUTH_KEY);
	say(d, "\n\tAuthentication: %s (%u), length: %u", tok(d, authentications, "Unknown", type), type, length);
	say(d, "\n\t  Auth Key ID: %u", key);
	switch (type) {
	case SIMPLE:
		simple_password(d, length);
		break;
	case KEYED_MD5:
	case METICULOUS_MD5:
		keyed_digest(d, length, MD5_LEN);
		break;
	case KEYED_SHA1:
	case METICULOUS_SHA1:
		keyed_digest(d, length, SHA1_LEN);
		break;
	}
}

static void intervals(struct dis *d)
{
	uint32_t tx = u32(d, MIN_TX), rx = u32(d, MIN_RX), echo = u32(d, MIN_ECHO);
	say(d, "\n\t  Desired min Tx Interval:    %4u ms", tx / 1000);
	say(d, "\n\t  Required min Rx Interval:   %4u ms", rx / 1000);
	say(d, "\n\t  Required min Echo Interval: %4u ms", echo / 1000);
}

static void flag_fields(struct dis *d, unsigned flags)
{
	also(d, STATE, 1, flags >> 6);
	also(d, FLAGS, 1, flags);
	for (unsigned i = 0; i < 6; i++)
		also(d, FLAG_P + i, 1, flags >> (5 - i) & 1);
}

/* The port tells the kind of the session in version 1 only. */
static void control(struct dis *d, unsigned port)
{
	uint32_t total = declared(d), start = d->pos;
	need(d, CONTROL_SIZE);
	unsigned first = u8(d, 0), version = first >> 5;
	also(d, VERSION, 1, version);
	also(d, DIAG, 1, first & 31);
	if (version > 1) {
		say(d, "BFDv%u, Control, length: %u", version, total);
		seek(d, start);
		if (d->verbose)
			say_unknown(d, "\n\t", total);
		return;
	}
	unsigned flags = u8(d, 0);
	flag_fields(d, flags);
	say(d, "BFDv%u, ", version);
	if (d->verbose)
		say(d, "length: %u\n\t", total);
	say(d, "%s, ", version ? tok(d, port_kinds, "Control", port) : "Control");
	if (version)
		say(d, "State %s, ", tok(d, states, "unknown (%u)", flags >> 6));
	say(d, "Flags: [%s]", version ? bits(d, flags_v1, "none", ", ", flags & 63) : bits(d, flags_v0, "none", ", ", flags));
	if (!d->verbose)
		say(d, ", length: %u", total);
	struct saved s = quiet_begin(d, !d->verbose);
	unsigned mult = u8(d, DETECT_MULT), length = u8(d, MESSAGE_LENGTH);
	uint32_t my = u32(d, MY_DISC), your = u32(d, YOUR_DISC), tx = peek32(d, 0);
	say(d, ", Diagnostic: %s (0x%02x)", tok(d, diagnostics, "unknown", first & 31), first & 31);
	say(d, "\n\tDetection Timer Multiplier: %u (%u ms Detection time), BFD Length: %u", mult, mult * tx / 1000, length);
	say(d, "\n\tMy Discriminator: 0x%08x, Your Discriminator: 0x%08x", my, your);
	intervals(d);
	if (flags & FLAG_AUTH)
		authentication(d);
	quiet_end(d, &s);
}

static void dissect(struct dis *d)
{
	const struct token *known = port_kinds;
	if (d->dport == PORT_ECHO || (d->sport == PORT_ECHO && !word(known, d->dport))) {
		say(d, "BFD, Echo, length: %u", declared(d));
		if (d->verbose)
			say_unknown(d, "\n\t", declared(d));
		return;
	}
	control(d, word(known, d->dport) ? d->dport : d->sport);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_BFD, PORT_CONTROL, PORT_ECHO},
	{BIND_UDP_PORT, EITHER, UDP_RANK_BFD, PORT_MULTIHOP, 0},
	{BIND_UDP_PORT, EITHER, UDP_RANK_BFD, PORT_LAG, 0},
	{BIND_UDP_PORT, EITHER, UDP_RANK_BFD, PORT_SBFD, 0},
	{0},
};

const struct proto proto_bfd = {
	.name = "bfd",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
