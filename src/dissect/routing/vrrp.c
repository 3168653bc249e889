/* Virtual Router Redundancy Protocol: RFC 3768 (version 2), RFC 5798 (version 3).
 *
 *	v2: | ver type | vrid | prio | count | auth type | interval s | checksum 2 | addresses ... | auth data 8 |
 *	v3: | ver type | vrid | prio | count | rsvd 4, interval cs 12 | checksum 2 | addresses ... |
 */
#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { VRRP, TYPE_VERSION, RESERVED, VERSION, TYPE, VRID, PRIO, ADDR_COUNT, AUTH_TYPE, ADVER_INT, SHORT_ADVER_INT,
	CHECKSUM, IP_ADDR, IPV6_ADDR, AUTH_STRING, AUTH_MD5 };
enum { AUTH_SIMPLE = 1, AUTH_CISCO_MD5 = 254 };

static const struct token types[] = {{1, "Advertisement"}, {0, NULL}};
static const struct token authentications[] = {{0, "none"}, {1, "simple"}, {2, "ah"}, {0, NULL}};

static const struct field fields[] = {
	[VRRP] = {"vrrp", "Virtual Router Redundancy Protocol"},
	[VERSION] = {"vrrp.version", "VRRP protocol version", F_U8},
	[TYPE_VERSION] = {"vrrp.typever", "VRRP message version and type", F_U8},
	[RESERVED] = {"vrrp.reserved_mbz", "Reserved", F_U8},
	[TYPE] = {"vrrp.type", "VRRP packet type", F_U8, DEC, types},
	[VRID] = {"vrrp.virt_rtr_id", "Virtual Rtr ID", F_U8},
	[PRIO] = {"vrrp.prio", "Priority", F_U8},
	[ADDR_COUNT] = {"vrrp.addr_count", "Addr Count", F_U8},
	[AUTH_TYPE] = {"vrrp.auth_type", "Auth Type", F_U8, DEC, authentications},
	[ADVER_INT] = {"vrrp.adver_int", "Adver Int", F_U8},
	[SHORT_ADVER_INT] = {"vrrp.short_adver_int", "Adver Int", F_U16},
	[CHECKSUM] = {"vrrp.checksum", "Checksum", F_U16, HEX},
	[IP_ADDR] = {"vrrp.ip_addr", "IP Address", F_IP4},
	[IPV6_ADDR] = {"vrrp.ipv6_addr", "IPv6 Address", F_IP6},
	[AUTH_STRING] = {"vrrp.auth_string", "Authentication String", F_STR},
	[AUTH_MD5] = {"vrrp.md5_auth_data", "MD5 Authentication Data", F_BYTES},
};

static void say_bad_checksum(struct dis *d, unsigned version, uint32_t start, uint32_t length)
{
	struct span whole = span_at(d, start, length);
	if (whole.len < length)
		return;
	uint32_t sum = version == 3 ? sum_pseudo_header(d, IP_PROTO_VRRP, length) : 0;
	unsigned off_by = sum_fold(sum_span(sum, whole));
	if (off_by)
		say(d, ", (bad vrrp cksum %x)", (unsigned)(span_u8(whole, 6) << 8 | span_u8(whole, 7)));
}

static void addresses(struct dis *d, unsigned count)
{
	say(d, ", addrs");
	if (count > 1)
		say(d, "(%u)", count);
	say_c(d, ':');
	for (char sep = ' '; count-- && !d->cut; sep = ',') {
		if (d->net.version == 6) {
			const struct ip6 *a = ip6(d, IPV6_ADDR);
			say(d, "%c%s", sep, ip6_str(d, a));
		} else {
			uint32_t a = ip4(d, IP_ADDR);
			say(d, "%c%s", sep, ip4_str(d, a));
		}
	}
}

static void dissect(struct dis *d)
{
	if (d->opt->as == &proto_carp) { /* shares the protocol number */
		call(d, &proto_carp);
		return;
	}
	uint32_t start = d->pos, length = declared(d);
	say_s(d, "VRRP");
	unsigned first = u8(d, 0), version = first >> 4, auth = 0;
	also(d, TYPE_VERSION, 1, first);
	also(d, VERSION, 1, version);
	also(d, TYPE, 1, first & 15);
	say(d, "v%u, %s", version, tok(d, types, "unknown type (%u)", first & 15));
	unsigned ttl = d->net.ttl;
	if (ttl != 255)
		say(d, ", (ttl %u)", ttl);
	if (version < 2 || version > 3 || (first & 15) != 1)
		return;
	unsigned vrid = u8(d, VRID), prio = u8(d, PRIO);
	say(d, ", vrid %u, prio %u", vrid, prio);
	unsigned count = u8(d, ADDR_COUNT);
	if (version == 2) {
		auth = u8(d, AUTH_TYPE);
		say(d, ", authtype %s", tok(d, authentications, "#%u", auth));
		unsigned interval = u8(d, ADVER_INT);
		say(d, ", intvl %us", interval);
	} else {
		unsigned word = u16(d, 0), interval = word & 0xfff;
		also(d, RESERVED, 2, word >> 12);
		also(d, SHORT_ADVER_INT, 2, interval);
		say(d, ", intvl %ucs", interval);
	}
	say(d, ", length %u", length);
	if (length < 8)
		cut_here(d);
	if (have(d, 2))
		u16(d, CHECKSUM);
	else
		skip(d, 2);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	say_bad_checksum(d, version, start, length);
	addresses(d, count);
	if (auth == AUTH_SIMPLE) {
		say_s(d, " auth \"");
		read_text_z(d, AUTH_STRING, 8);
		say_c(d, '"');
	} else if (auth == AUTH_CISCO_MD5 && fields_wanted(d) && have(d, 8 + 16)) {
		skip(d, 8);
		bytes(d, AUTH_MD5, 16);
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_VRRP},
	{0},
};

const struct proto proto_vrrp = {
	.name = "vrrp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
