/* Mobility header of IPv6: RFC 6275 section 6.1.
 *
 *	| payload proto 1 | length 1, in 8 bytes less one | type 1 | reserved 1 | checksum 2 | message ... | options ... |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { MIP6, PROTO, LEN, MHTYPE, CHECKSUM, COOKIE, TOKEN, NONCE_INDEX, BU_SEQ, BU_LIFETIME, BA_STATUS, BA_SEQ, BA_LIFETIME, BE_STATUS,
	BE_HOME, COA };

enum type { BRR = 0, HOTI = 1, COTI = 2, HOT = 3, COT = 4, BU = 5, BA = 6, BE = 7 };
enum { HEADER = 6, UNIT = 8, LIFETIME_UNIT = 4, BA_KEY = 0x80 };

/* The shortest header of each type. */
static const uint8_t least[] = {[BRR] = 8, [HOTI] = 16, [COTI] = 16, [HOT] = 24, [COT] = 24, [BU] = 12, [BA] = 12, [BE] = 24};

static const struct token types[] = {{BRR, "BRR"}, {HOTI, "HoTI"}, {COTI, "CoTI"}, {HOT, "HoT"}, {COT, "CoT"}, {BU, "BU"}, {BA, "BA"},
	{BE, "BE"}, {0, NULL}};

static const struct field fields[] = {
	[MIP6] = {"mipv6", "Mobile IPv6"},
	[PROTO] = {"mip6.proto", "Payload protocol", F_U8},
	[LEN] = {"mip6.hlen", "Header length", F_U8},
	[MHTYPE] = {"mip6.mhtype", "Mobility Header Type", F_U8, DEC, types},
	[CHECKSUM] = {"mip6.csum", "Checksum", F_U16, HEX},
	[COOKIE] = {"mip6.hoti.cookie", "Init Cookie", F_U64, HEX},
	[TOKEN] = {"mip6.hot.token", "Keygen Token", F_U64, HEX},
	[NONCE_INDEX] = {"mip6.hot.nindex", "Nonce Index", F_U16},
	[BU_SEQ] = {"mip6.bu.seqnr", "Sequence number", F_U16},
	[BU_LIFETIME] = {"mip6.bu.lifetime", "Lifetime", F_U16},
	[BA_STATUS] = {"mip6.ba.status", "Status", F_U8},
	[BA_SEQ] = {"mip6.ba.seqnr", "Sequence number", F_U16},
	[BA_LIFETIME] = {"mip6.ba.lifetime", "Lifetime", F_U16},
	[BE_STATUS] = {"mip6.be.status", "Status", F_U8},
	[BE_HOME] = {"mip6.be.haddr", "Home Address", F_IP6},
	[COA] = {"mip6.acoa.acoa", "Alternate care-of address", F_IP6},
};

/* ---- Options: RFC 6275 section 6.2 */

enum { OPT_PAD1 = 0, OPT_PADN = 1, OPT_REFRESH = 2, OPT_ALTERNATE = 3, OPT_NONCE_INDICES = 4, OPT_AUTHORIZATION = 5 };

/* An option that is shorter than its kind: said, and the end of it all. */
static void too_short(struct dis *d, const char *name)
{
	say(d, "(%s: trunc)", name);
	cut_here(d);
}

/* room: bytes to the end of the header, with the option's first two. */
static void option(struct dis *d, unsigned type, unsigned len, uint32_t room)
{
	switch (type) {
	case OPT_PADN:
		say_s(d, "(padn)");
		break;
	case OPT_REFRESH:
		if (room < 4) {
			too_short(d, "refresh");
			break;
		}
		say_s(d, "(refresh: ");
		say(d, "%u)", u16(d, 0) * LIFETIME_UNIT);
		break;
	case OPT_ALTERNATE:
		if (room < 18) {
			too_short(d, "altcoa");
			break;
		}
		say_s(d, "(alt-CoA: ");
		say(d, "%s)", ip6_str(d, ip6(d, COA)));
		break;
	case OPT_NONCE_INDICES: {
		if (room < 6) {
			too_short(d, "ni");
			break;
		}
		say_s(d, "(ni: ");
		unsigned home = u16(d, 0), care_of = u16(d, 0);
		say(d, "ho=0x%04x co=0x%04x)", home, care_of);
		break;
	}
	case OPT_AUTHORIZATION:
		if (room < 12) {
			too_short(d, "auth");
			break;
		}
		say_s(d, "(auth)");
		break;
	default:
		say(d, "(unknown: type-#%u len=%u)", type, len);
	}
}

static void options(struct dis *d, uint32_t end)
{
	while (d->pos < end && !d->cut) {
		uint32_t start = d->pos;
		unsigned type = u8(d, 0);
		if (type == OPT_PAD1) {
			say_s(d, "(pad1)");
			continue;
		}
		if (end - start < 2) {
			cut_here(d);
			return;
		}
		unsigned len = u8(d, 0);
		option(d, type, len, end - start);
		seek(d, start + 2 + len);
	}
}

/* ---- Messages */

static void cookie(struct dis *d, const char *what, unsigned field)
{
	if (!d->verbose)
		return;
	uint64_t v = u64(d, field);
	say(d, " %s=%08x:%08x", what, (unsigned)(v >> 32), (unsigned)v);
}

static void binding_update(struct dis *d)
{
	static const struct { uint16_t bit; char letter; } letters[] = {{0x8000, 'A'}, {0x4000, 'H'}, {0x2000, 'L'}, {0x1000, 'K'}};
	say(d, " seq#=%u", u16(d, BU_SEQ));
	unsigned flags = u16(d, 0);
	if (flags & 0xf000)
		say_c(d, ' ');
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (flags & letters[i].bit)
			say_c(d, letters[i].letter);
	say(d, " lifetime=%u", u16(d, BU_LIFETIME) * LIFETIME_UNIT);
}

static void binding_acknowledgement(struct dis *d)
{
	say(d, " status=%u", u8(d, BA_STATUS));
	if (u8(d, 0) & BA_KEY)
		say_s(d, " K");
	say(d, " seq#=%u", u16(d, BA_SEQ));
	say(d, " lifetime=%u", u16(d, BA_LIFETIME) * LIFETIME_UNIT);
}

static void binding_error(struct dis *d)
{
	say(d, " status=%u", u8(d, BE_STATUS));
	u8(d, 0);
	say(d, " homeaddr %s", ip6_str(d, ip6(d, BE_HOME)));
}

static void message(struct dis *d, unsigned type)
{
	say_s(d, word(types, type));
	bool home = type == HOTI || type == HOT;
	switch ((enum type)type) {
	case BRR:
		break;
	case HOTI:
	case COTI:
		skip(d, 2);
		cookie(d, home ? "Home Init Cookie" : "Care-of Init Cookie", COOKIE);
		break;
	case HOT:
	case COT:
		say(d, " nonce id=0x%x", u16(d, NONCE_INDEX));
		cookie(d, home ? "Home Init Cookie" : "Care-of Init Cookie", COOKIE);
		cookie(d, home ? "Home Keygen Token" : "Care-of Keygen Token", TOKEN);
		break;
	case BU:
		binding_update(d);
		break;
	case BA:
		binding_acknowledgement(d);
		break;
	case BE:
		binding_error(d);
		break;
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	unsigned proto = u8(d, PROTO), len = u8(d, LEN), type = u8(d, MHTYPE);
	uint32_t size = (len + 1) * UNIT;
	u8(d, 0);
	if (type < sizeof least && size < least[type]) {
		say(d, "(header length %u is too small for type %u)", size, type);
		cut_here(d);
		return;
	}
	say_s(d, "mobility: ");
	if (proto != IP_PROTO_NONE)
		say(d, "(payload protocol %u should be %u) ", proto, IP_PROTO_NONE);
	if (type >= sizeof least) {
		say(d, "type-#%u len=%u", type, len);
		return;
	}
	u16(d, CHECKSUM);
	message(d, type);
	seek(d, start + least[type]);
	if (d->verbose)
		options(d, start + size);
}

static const struct binding bindings[] = {
	{BIND_IP6_PROTO, .from = IP_PROTO_MOBILITY},
	{BIND_IP6_PROTO, .from = IP_PROTO_MOBILITY_OLD},
	{0},
};

const struct proto proto_mobility = {
	.name = "mobility",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
