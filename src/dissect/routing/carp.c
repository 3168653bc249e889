/* Common Address Redundancy Protocol of OpenBSD (carp(4), ip_carp.h); shares VRRP's number, so by -T carp only.
 *
 *	| version, type | virtual host | skew | authentication words | demotion | base | checksum 2 | counter 8 | SHA1 HMAC 20 |
 */
#include "dissect/checksum.h"
#include "dissect/dissect.h"

enum { CARP, TYPEVER, VERSION, TYPE, VHID, ADVSKEW, AUTHLEN, DEMOTION, ADVBASE, CHECKSUM, COUNTER, HMAC };

enum { ADVERTISE = 1, VERSION_2 = 2, HMAC_BYTES = 20 };

static const struct token types[] = {{ADVERTISE, "advertise"}, {0, NULL}};

static const struct field fields[] = {
	[CARP] = {"carp", "Common Address Redundancy Protocol"},
	[TYPEVER] = {"carp.typever", "CARP message version and type", F_U8},
	[VERSION] = {"carp.version", "CARP protocol version", F_U8},
	[TYPE] = {"carp.type", "CARP packet type", F_U8, DEC, types},
	[VHID] = {"carp.vhid", "Virtual Host ID", F_U8},
	[ADVSKEW] = {"carp.advskew", "Advertisement Skew", F_U8},
	[AUTHLEN] = {"carp.authlen", "Auth Len", F_U8},
	[DEMOTION] = {"carp.demotion", "Demotion indicator", F_U8},
	[ADVBASE] = {"carp.adver_int", "Adver Int", F_U8},
	[CHECKSUM] = {"carp.checksum", "Checksum", F_U16, HEX},
	[COUNTER] = {"carp.counter", "Counter", F_U64},
	[HMAC] = {"carp.hmac", "HMAC", F_BYTES},
};

static void say_bad_checksum(struct dis *d, uint32_t start, uint32_t length, unsigned held)
{
	struct span whole = span_at(d, start, length);
	if (d->verbose && whole.len == length && sum_fold(sum_span(0, whole)))
		say(d, " (bad carp cksum %x!)", held);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	unsigned first = u8(d, TYPEVER), version = first >> 4, type = first & 15;
	also(d, VERSION, 1, version);
	also(d, TYPE, 1, type);
	say(d, "CARPv%u-%s %u: ", version, tok(d, types, "unknown", type), length);
	if (d->net.ttl != 255)
		say(d, "[ttl=%u!] ", d->net.ttl);
	if (version != VERSION_2 || type != ADVERTISE)
		return;
	unsigned host = u8(d, VHID), skew = u8(d, ADVSKEW), words = u8(d, AUTHLEN);
	u8(d, DEMOTION);
	unsigned base = u8(d, ADVBASE);
	say(d, "vhid=%u advbase=%u advskew=%u authlen=%u ", host, base, skew, words);
	unsigned checksum = u16(d, CHECKSUM);
	say_bad_checksum(d, start, length, checksum);
	uint64_t counter = u64(d, COUNTER);
	say(d, "counter=%llu", (unsigned long long)counter);
	if (fields_wanted(d) && !d->cut)
		soft_bytes(d, HMAC, HMAC_BYTES);
}

const struct proto proto_carp = {
	.name = "carp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "carp",
};
