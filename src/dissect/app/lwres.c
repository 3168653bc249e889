/* Lightweight Resolver Protocol of BIND 9 (BIND 9 Administrator Reference Manual, "The Lightweight Resolver").
 *
 *	+-----------------+---------+---------+--------+-----------+--------+--------------+----------+-----------+
 *	| packet length 4 | version | flags 2 | serial | operation | result | receive size | auth 2   | auth len 2|
 *	+-----------------+---------+---------+--------+-----------+--------+--------------+----------+-----------+
 */
#include "dissect/app/domain.h"
#include "dissect/app/ports.h"

enum {
	LWRES, LENGTH, VERSION, FLAGS, SERIAL, OPCODE, RESULT, RECVLEN, AUTHTYPE, AUTHLEN, RFLAGS, CLASS, TYPE, NAME, TTL, NRDATAS, NSIGS,
	REALNAME, ADDRTYPE, NALIASES, NADDRS, ALIAS, FAMILY,
};

enum {
	FLAG_RESPONSE = 1, NOOP = 0, GETADDRSBYNAME = 0x10001, GETNAMEBYADDR = 0x10002, GETRDATABYNAME = 0x10003, ADDR_IPV4 = 1, ADDR_IPV6 = 2,
	CLASS_IN = 1,
};

static const struct token operations[] = {{NOOP, "noop"}, {GETADDRSBYNAME, "getaddrsbyname"}, {GETNAMEBYADDR, "getnamebyaddr"},
	{GETRDATABYNAME, "getrdatabyname"}, {0, NULL}};

static const struct field fields[] = {
	[LWRES] = {"lwres", "Light Weight DNS RESolver (BIND9)"},
	[LENGTH] = {"lwres.length", "Length", F_U32},
	[VERSION] = {"lwres.version", "Version", F_U16},
	[FLAGS] = {"lwres.flags", "Packet Flags", F_U16, HEX},
	[SERIAL] = {"lwres.serial", "Serial", F_U32, HEX},
	[OPCODE] = {"lwres.opcode", "Operation code", F_U32, HEX, operations},
	[RESULT] = {"lwres.result", "Result", F_U32},
	[RECVLEN] = {"lwres.recvlen", "Received length", F_U32},
	[AUTHTYPE] = {"lwres.authtype", "Auth. type", F_U16},
	[AUTHLEN] = {"lwres.authlen", "Auth. length", F_U16},
	[RFLAGS] = {"lwres.rflags", "Flags", F_U32, HEX},
	[CLASS] = {"lwres.class", "Class", F_U16, DEC, dns_classes},
	[TYPE] = {"lwres.type", "Type", F_U16, DEC, dns_types},
	[NAME] = {"lwres.reqdname", "Domain name", F_STR},
	[TTL] = {"lwres.ttl", "Time To Live", F_U32},
	[NRDATAS] = {"lwres.nrdatas", "Number of rdata records", F_U16},
	[NSIGS] = {"lwres.nsigs", "Number of signature records", F_U16},
	[REALNAME] = {"lwres.realname", "Real doname name", F_STR},
	[ADDRTYPE] = {"lwres.adn.addrtype", "Address type", F_U32},
	[NALIASES] = {"lwres.adn.naliases", "Number of aliases", F_U16},
	[NADDRS] = {"lwres.adn.naddrs", "Number of addresses", F_U16},
	[ALIAS] = {"lwres.adn.aliasname", "Alias name", F_STR},
	[FAMILY] = {"lwres.adn.addr.family", "Address family", F_U32},
};

/* A counted name with a zero byte behind. */
static void name(struct dis *d, unsigned field)
{
	unsigned n = u16(d, 0);
	if (d->cut)
		return;
	say_c(d, ' ');
	say_text(d, soft_bytes(d, field, n));
	unsigned end = u8(d, 0);
	if (end)
		say_s(d, " (not NUL-terminated!)");
}

/* A counted stretch of bytes. */
static void binary(struct dis *d)
{
	unsigned n = u16(d, 0);
	struct span s = soft_bytes(d, 0, n);
	say_hex(d, s);
	if (s.len < n)
		cut_here(d);
}

/* False: its length cannot be. */
static bool address(struct dis *d)
{
	uint32_t family = u32(d, FAMILY);
	unsigned n = u16(d, 0), least = family == ADDR_IPV4 ? 4 : family == ADDR_IPV6 ? 16 : 0;
	if (!need(d, n))
		return true;
	if (n < least) {
		invalid(d);
		return false;
	}
	say_c(d, ' ');
	if (family == ADDR_IPV4) {
		say_ip4(d, ip4(d, 0));
	} else if (family == ADDR_IPV6) {
		say_ip6(d, ip6(d, 0));
	} else {
		say(d, "%u/", family);
		say_hex(d, bytes(d, 0, n));
	}
	return true;
}

static bool request(struct dis *d, uint32_t operation)
{
	if (operation == GETADDRSBYNAME && need(d, 10)) { /* fixed parts are whole or cut */
		u32(d, RFLAGS);
		uint32_t types = u32(d, ADDRTYPE);
		static const char *const words[] = {"", " IPv4", " IPv6", " IPv4/6"};
		say_s(d, words[types & 3]);
		if (types & ~3u)
			say(d, "[0x%x]", types);
		name(d, NAME);
	} else if (operation == GETNAMEBYADDR) {
		u32(d, RFLAGS);
		return address(d);
	} else if (operation == GETRDATABYNAME && need(d, 10)) {
		u32(d, RFLAGS);
		unsigned class = u16(d, CLASS), type = u16(d, TYPE);
		say(d, " %s", tok(d, dns_types, "Type%u", type));
		if (class != CLASS_IN)
			say(d, " %s", tok(d, dns_classes, "Class%u", class));
		name(d, NAME);
	}
	return true;
}

static void addresses_by_name(struct dis *d)
{
	need(d, 10);
	u32(d, RFLAGS);
	unsigned aliases = u16(d, NALIASES), addresses = u16(d, NADDRS);
	say(d, " %u/%u", aliases, addresses);
	name(d, REALNAME);
	while (aliases-- && !d->cut)
		name(d, ALIAS);
	while (addresses-- && !d->cut && address(d))
		;
}

static void name_by_address(struct dis *d)
{
	need(d, 8);
	u32(d, RFLAGS);
	unsigned aliases = u16(d, NALIASES);
	say(d, " %u", aliases);
	name(d, REALNAME);
	while (aliases-- && !d->cut)
		name(d, ALIAS);
}

static void records_by_name(struct dis *d)
{
	need(d, 16);
	u32(d, RFLAGS);
	unsigned class = u16(d, CLASS), type = u16(d, TYPE);
	uint32_t ttl = u32(d, TTL);
	unsigned records = u16(d, NRDATAS), signatures = u16(d, NSIGS);
	say(d, " %s", tok(d, dns_types, "Type%u", type));
	if (class != CLASS_IN)
		say(d, " %s", tok(d, dns_classes, "Class%u", class));
	say_s(d, " TTL ");
	say_duration(d, ttl);
	say(d, " %u/%u", records, signatures);
	name(d, REALNAME);
	for (uint32_t n = records + signatures; n && !d->cut; n--)
		binary(d);
}

static bool response(struct dis *d, uint32_t operation)
{
	if (operation == GETADDRSBYNAME)
		addresses_by_name(d);
	else if (operation == GETNAMEBYADDR)
		name_by_address(d);
	else if (operation == GETRDATABYNAME)
		records_by_name(d);
	return true;
}

/* Version 0's header behind the version, and what follows it. False: it cannot be. */
static bool message(struct dis *d, bool *known)
{
	unsigned flags = u16(d, FLAGS);
	uint32_t serial = u32(d, SERIAL), operation = u32(d, OPCODE), result = u32(d, RESULT), receive = u32(d, RECVLEN);
	u16(d, AUTHTYPE);
	u16(d, AUTHLEN);
	say(d, " %s", tok(d, operations, "#0x%x", operation));
	if (!(flags & FLAG_RESPONSE))
		say_c(d, '?');
	if (flags & ~FLAG_RESPONSE)
		say(d, "[0x%x]", flags);
	if (d->verbose > 1)
		say(d, " (serial:0x%x result:0x%x recvlen:%u)", serial, result, receive);
	*known = word(operations, operation);
	return flags & FLAG_RESPONSE ? response(d, operation) : request(d, operation);
}

static void dissect(struct dis *d)
{
	enum { HEADER = 28 };
	uint32_t start = d->pos, length = declared(d);
	if (!need(d, HEADER))
		return;
	uint32_t packet_length = u32(d, LENGTH);
	unsigned version = u16(d, VERSION);
	bool known = false;
	say_s(d, " lwres");
	if (version || d->verbose)
		say(d, " v%u", version);
	if (version) {
		seek(d, start);
		need(d, packet_length);
	} else if (!message(d, &known)) {
		return;
	}
	if (packet_length != length)
		say(d, " [len: %u != %u]", packet_length, length);
	if (known && d->pos - start < packet_length)
		say_s(d, "[extra]");
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_LWRES, 921, 0},
	{0},
};

const struct proto proto_lwres = {
	.name = "lwres",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
