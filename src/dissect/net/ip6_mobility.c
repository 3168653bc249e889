/* Mobility header of IPv6: RFC 6275 section 6.1.
 *
 *	| payload proto 1 | length 1, in 8 bytes less one | type 1 | reserved 1 | checksum 2 | message ... | options ... |
 */
#include "dissect/net/ip6_mobility.h"

#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { UNIT = 8, LIFETIME_UNIT = 4, BA_KEY = 0x80 };

/* The shortest header of each type. */
static const uint8_t least[] = {[BRR] = 8, [HOTI] = 16, [COTI] = 16, [HOT] = 24, [COT] = 24, [BU] = 12, [BA] = 12, [BE] = 24};

static const struct token types[] = {{BRR, "BRR"}, {HOTI, "HoTI"}, {COTI, "CoTI"}, {HOT, "HoT"}, {COT, "CoT"}, {BU, "BU"}, {BA, "BA"},
	{BE, "BE"}, {0, NULL}};

static const struct field fields[] = {
	[MIP6] = {"mipv6", "Mobile IPv6"},
	[PROTO] = {"mip6.proto", "Payload protocol", F_U8},
	[LEN] = {"mip6.hlen", "Header length", F_U8},
	[MHTYPE] = {"mip6.mhtype", "Mobility Header Type", F_U8, DEC, types},
	[RESERVED] = {"mip6.reserved", "Reserved", F_U8, HEX},
	[CHECKSUM] = {"mip6.csum", "Checksum", F_U16, HEX},
	[HOTI_COOKIE] = {"mip6.hoti.cookie", "Home Init Cookie", F_U64, HEX},
	[COTI_COOKIE] = {"mip6.coti.cookie", "Care-of Init Cookie", F_U64, HEX},
	[HOT_INDEX] = {"mip6.hot.nindex", "Home Nonce Index", F_U16},
	[HOT_COOKIE] = {"mip6.hot.cookie", "Home Init Cookie", F_U64, HEX},
	[HOT_TOKEN] = {"mip6.hot.token", "Home Keygen Token", F_U64, HEX},
	[COT_INDEX] = {"mip6.cot.nindex", "Care-of Nonce Index", F_U16},
	[COT_COOKIE] = {"mip6.cot.cookie", "Care-of Init Cookie", F_U64, HEX},
	[BU_SEQ] = {"mip6.bu.seqnr", "Sequence number", F_U16},
	[BU_A] = {"mip6.bu.a_flag", "Acknowledge (A) flag", F_BOOL},
	[BU_H] = {"mip6.bu.h_flag", "Home Registration (H) flag", F_BOOL},
	[BU_L] = {"mip6.bu.l_flag", "Link-Local Compatibility (L) flag", F_BOOL},
	[BU_K] = {"mip6.bu.k_flag", "Key Management Compatibility (K) flag", F_BOOL},
	[BU_M] = {"mip6.bu.m_flag", "MAP Registration Compatibility (M) flag", F_BOOL},
	[BU_R] = {"mip6.nemo.bu.r_flag", "Mobile Router (R) flag", F_BOOL},
	[BU_P] = {"mip6.bu.p_flag", "Proxy Registration (P) flag", F_BOOL},
	[BU_F] = {"mip6.bu.f_flag", "Forcing UDP encapsulation (F) flag", F_BOOL},
	[BU_T] = {"mip6.bu.t_flag", "TLV-header format (T) flag", F_BOOL},
	[BU_B] = {"mip6.bu.b_flag", "Bulk-Binding-Update flag (B)", F_BOOL},
	[BU_LIFETIME] = {"mip6.bu.lifetime", "Lifetime", F_U16},
	[BA_STATUS] = {"mip6.ba.status", "Status", F_U8},
	[BA_K] = {"mip6.ba.k_flag", "Key Management Compatibility (K) flag", F_BOOL},
	[BA_R] = {"mip6.nemo.ba.r_flag", "Mobile Router (R) flag", F_BOOL},
	[BA_P] = {"mip6.ba.p_flag", "Proxy Registration (P) flag", F_BOOL},
	[BA_T] = {"mip6.ba.t_flag", "TLV-header format (T) flag", F_BOOL},
	[BA_B] = {"mip6.ba.b_flag", "Bulk-Binding-Update flag (B)", F_BOOL},
	[BA_SEQ] = {"mip6.ba.seqnr", "Sequence number", F_U16},
	[BA_LIFETIME] = {"mip6.ba.lifetime", "Lifetime", F_U16},
	[BE_STATUS] = {"mip6.be.status", "Status", F_U8},
	[BE_HOME] = {"mip6.be.haddr", "Home Address", F_IP6},
	[FBU_SEQ] = {"mip6.fbu.seqnr", "Sequence number", F_U16},
	[FBU_A] = {"mip6.fbu.a_flag", "Acknowledge (A) flag", F_BOOL},
	[FBU_H] = {"mip6.fbu.h_flag", "Home Registration (H) flag", F_BOOL},
	[FBU_L] = {"mip6.fbu.l_flag", "Link-Local Compatibility (L) flag", F_BOOL},
	[FBU_K] = {"mip6.fbu.k_flag", "Key Management Compatibility (K) flag", F_BOOL},
	[FBU_LIFETIME] = {"mip6.fbu.lifetime", "Lifetime", F_U16},
	[FBACK_STATUS] = {"mip6.fback.status", "Status", F_U8},
	[FBACK_K] = {"mip6.fback.k_flag", "Key Management Compatibility (K) flag", F_BOOL},
	[FBACK_SEQ] = {"mip6.fback.seqnr", "Sequence number", F_U16},
	[FBACK_LIFETIME] = {"mip6.fback.lifetime", "Lifetime", F_U16},
	[HAS_COUNT] = {"mip6.has.num_addrs", "Number of Addresses", F_U8},
	[HAS_RESERVED] = {"mip6.has.reserved", "Reserved", F_U8, HEX},
	[HAS_ADDRESS] = {"mip6.has.address", "Address", F_IP6},
	[HB_U] = {"mip6.hb.u_flag", "Unsolicited (U) flag", F_BOOL},
	[HB_R] = {"mip6.hb.r_flag", "Response (R) flag", F_BOOL},
	[HB_SEQ] = {"mip6.hb.seqnr", "Sequence number", F_U32},
	[HI_SEQ] = {"mip6.hi.seqnr", "Sequence number", F_U16},
	[HI_S] = {"mip6.hi.s_flag", "Assigned address configuration flag (S) flag", F_BOOL},
	[HI_U] = {"mip6.hi.u_flag", "Buffer flag (U) flag", F_BOOL},
	[HI_CODE] = {"mip6.hi.code", "Code", F_U8},
	[HACK_SEQ] = {"mip6.hack.seqnr", "Sequence number", F_U16},
	[HACK_CODE] = {"mip6.hack.code", "Code", F_U8},
	[BRI_TYPE] = {"mip6.bri_br.type", "B.R. Type", F_U8},
	[BRI_TRIGGER] = {"mip6.bri_r.trigger", "R. Trigger", F_U8},
	[BRI_STATUS] = {"mip6.bri_status", "Status", F_U8},
	[BRI_SEQ] = {"mip6.bri_seqnr", "Sequence Number", F_U16},
	[BRI_IP] = {"mip6.bri_ip", "Proxy Binding (P) Flag", F_BOOL},
	[BRI_IV] = {"mip6.bri_iv", "IPv4 HoA Binding Only (V) Flag", F_BOOL},
	[BRI_IG] = {"mip6.bri_ig", "Global (G) Flag", F_BOOL},
	[BRI_AP] = {"mip6.bri_ap", "Proxy Binding (P) Flag", F_BOOL},
	[BRI_AV] = {"mip6.bri_av", "IPv4 HoA Binding Only (V) Flag", F_BOOL},
	[BRI_AG] = {"mip6.bri_ag", "Global (G) Flag", F_BOOL},
	[BRI_RES] = {"mip6.bri_res", "Reserved", F_U16, HEX},
	[LRI_SEQ] = {"mip6.lri.sequence", "Sequence", F_U16},
	[LRI_RESERVED] = {"mip6.lri.reserved", "Reserved", F_U16, HEX},
	[LRI_LIFETIME] = {"mip6.lri.lifetime", "Lifetime", F_U16, HEX},
	[LRA_SEQ] = {"mip6.lra.sequence", "Sequence", F_U16},
	[LRA_U] = {"mip6.lri.unsolicited", "unsolicited", F_BOOL},
	[LRA_RESERVED] = {"mip6.lra.reserved", "Reserved", F_U8, HEX},
	[LRA_STATUS] = {"mip6.lra.status", "Status", F_U8},
	[LRA_LIFETIME] = {"mip6.lra.lifetime", "Lifetime", F_U16, HEX},
	[REFRESH] = {"mip6.binding_refresh_request", "Binding Refresh Request", F_BYTES},
	[NEIGHBOR] = {"mip6.fast_neighbor_advertisement", "Fast Neighbor Advertisement", F_BYTES},
	[UNKNOWN] = {"mip6.unknown_type_data", "Message Data", F_BYTES},
	[OPT_TYPE] = {"mip6.mobility_opt", "Mobility Option", F_U8},
	[OPT_LEN] = {"mip6.mobility_opt.len", "Length", F_U8},
	[PADN] = {"mip6.padn", "PadN", F_BYTES},
	[BRA] = {"mip6.bra.interval", "Refresh interval", F_U16},
	[COA] = {"mip6.acoa.acoa", "Alternate care-of address", F_IP6},
	[NI_HOME] = {"mip6.ni.hni", "Home nonce index", F_U16},
	[NI_CARE_OF] = {"mip6.ni.cni", "Care-of nonce index", F_U16},
	[AUTHORIZATION] = {"mip6.bad.auth", "Authenticator", F_BYTES},
	[PREFIX_LEN] = {"mip6.nemo.mnp.pfl", "Mobile Network Prefix Length", F_U8},
	[PREFIX] = {"mip6.nemo.mnp.mnp", "Mobile Network Prefix", F_IP6},
	[LLA_CODE] = {"mip6.lla.optcode", "Option-Code", F_U8},
	[LLA] = {"mip6.lla", "Link-layer address", F_BYTES},
	[MNID_TYPE] = {"mip6.mnid.subtype", "Subtype", F_U8},
	[MNID] = {"mip6.mnid.identifier", "Identifier", F_STR},
	[AUTH_TYPE] = {"mip6.auth.subtype", "Subtype", F_U8},
	[AUTH_SPI] = {"mip6.auth.mobility_spi", "Mobility SPI", F_U32},
	[AUTH_DATA] = {"mip6.auth.auth_data", "Authentication Data", F_BYTES},
	[HANDOFF_RESERVED] = {"mip6.hi.reserved", "Reserved", F_U8},
	[HANDOFF] = {"mip6.hi", "Handoff Indicator", F_U8},
	[ATT_RESERVED] = {"mip6.att.reserved", "Reserved", F_U8},
	[ATT] = {"mip6.att", "Access Technology Type", F_U8},
	[MNLLI_RESERVED] = {"mip6.mnlli.reserved", "Reserved", F_U16},
	[MNLLI] = {"mip6.mnlli.lli", "Link-layer Identifier", F_BYTES},
	[LILA] = {"mip6.lila_lla", "Link-local Address", F_IP6},
	[TIMESTAMP] = {"mip6.timestamp_tmp", "Timestamp", F_TIME},
	[RESTART] = {"mip6.rc", "Restart Counter", F_U32},
	[HA4_LEN] = {"mip6.ipv4ha.preflen", "Prefix-len", F_U8},
	[HA4_P] = {"mip6.ipv4ha.p_flag", "mobile network prefix (P) flag", F_BOOL},
	[HA4] = {"mip6.ipv4ha.ha", "IPv4 Home Address", F_IP4},
	[AA4_STATUS] = {"mip6.ipv4aa.sts", "Status", F_U8},
	[NAT_F] = {"mip6.natd.f_flag", "(F) flag", F_BOOL},
	[NAT_RESERVED] = {"mip6.natd.reserved", "Reserved", F_U16},
	[NAT_REFRESH] = {"mip6.natd.refresh_t", "Refresh time", F_U32},
	[COA4_RESERVED] = {"mip6.ipv4coa.reserved", "Reserved", F_U16},
	[COA4] = {"mip6.ipv4coa.addr", "IPv4 Care-of address", F_IP4},
	[GRE_RESERVED] = {"mip6.ipv4dra.reserved", "Reserved", F_U16},
	[GRE_KEY] = {"mip6.gre_key", "GRE Key", F_U32},
	[OPTION] = {"mip6.option", "Mobility option"},
};

/* ---- Options: RFC 6275 section 6.2 */

enum { OPT_PAD1 = 0, OPT_PADN = 1, OPT_REFRESH = 2, OPT_ALTERNATE = 3, OPT_NONCE_INDICES = 4, OPT_AUTHORIZATION = 5 };

/* An option that is shorter than its kind: said, and the end of it all. */
static void too_short(struct dis *d, const char *name)
{
	say(d, "(%s: trunc)", name);
	cut_here(d);
}

static void other_option(struct dis *d, unsigned type, unsigned len)
{
	say(d, "(unknown: type-#%u len=%u)", type, len);
	if (!fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, true), part = part_begin(d, len);
	ip6_mobility_option_values(d, type, len);
	part_end(d, &part);
	quiet_end(d, &s);
}

/* room: bytes to the end of the header, with the option's first two. */
static void option(struct dis *d, unsigned type, unsigned len, uint32_t room)
{
	switch (type) {
	case OPT_PADN:
		say_s(d, "(padn)");
		if (len)
			soft_bytes(d, PADN, len);
		break;
	case OPT_REFRESH:
		if (room < 4) {
			too_short(d, "refresh");
			break;
		}
		say_s(d, "(refresh: ");
		say(d, "%u)", u16(d, BRA) * LIFETIME_UNIT);
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
		unsigned home = u16(d, NI_HOME), care_of = u16(d, NI_CARE_OF);
		say(d, "ho=0x%04x co=0x%04x)", home, care_of);
		break;
	}
	case OPT_AUTHORIZATION:
		if (room < 12) {
			too_short(d, "auth");
			break;
		}
		say_s(d, "(auth)");
		soft_bytes(d, AUTHORIZATION, len);
		break;
	default:
		other_option(d, type, len);
	}
}

/* One option; false: the list ends within its head. */
static bool next_option(struct dis *d, uint32_t end)
{
	uint32_t start = d->pos;
	unsigned type = u8(d, 0);
	if (type == OPT_PAD1) {
		say_s(d, "(pad1)");
		return true;
	}
	if (end - start < 2) {
		cut_here(d);
		return false;
	}
	unsigned len = u8(d, OPT_LEN);
	option(d, type, len, end - start);
	seek(d, start + 2 + len);
	return true;
}

static void options(struct dis *d, uint32_t end)
{
	bool more_follow = true;
	while (more_follow && d->pos < end && !d->cut) {
		group_begin(d, OPTION);
		more_follow = next_option(d, end);
		group_end(d);
	}
}

/* ---- Messages */

static void cookie(struct dis *d, unsigned field, const char *what)
{
	uint64_t v = u64(d, field);
	say(d, " %s=%08x:%08x", what, (unsigned)(v >> 32), (unsigned)v);
}

/* Said with -v. token: NULL: there is none. */
static void cookies(struct dis *d, unsigned field, const char *what, const char *token)
{
	struct saved s = quiet_begin(d, !d->verbose);
	cookie(d, field, what);
	if (token)
		cookie(d, HOT_TOKEN, token); /* Wireshark has one field for both */
	quiet_end(d, &s);
}

static void binding_update(struct dis *d)
{
	static const struct bit_field bits[] = {{0x8000, BU_A}, {0x4000, BU_H}, {0x2000, BU_L}, {0x1000, BU_K}, {0x800, BU_M}, {0x400, BU_R},
		{0x200, BU_P}, {0x100, BU_F}, {0x80, BU_T}, {0x40, BU_B}, {0}};
	static const struct { uint16_t bit; char letter; } letters[] = {{0x8000, 'A'}, {0x4000, 'H'}, {0x2000, 'L'}, {0x1000, 'K'}};
	say(d, " seq#=%u", u16(d, BU_SEQ));
	unsigned flags = flags16(d, bits);
	if (flags & 0xf000)
		say_c(d, ' ');
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (flags & letters[i].bit)
			say_c(d, letters[i].letter);
	say(d, " lifetime=%u", u16(d, BU_LIFETIME) * LIFETIME_UNIT);
}

static void binding_acknowledgement(struct dis *d)
{
	static const struct bit_field bits[] = {{BA_KEY, BA_K}, {0x40, BA_R}, {0x20, BA_P}, {0x10, BA_T}, {0x08, BA_B}, {0}};
	say(d, " status=%u", u8(d, BA_STATUS));
	if (flags8(d, bits) & BA_KEY)
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
	switch ((enum mip6_type)type) {
	case BRR:
		soft_bytes(d, REFRESH, 2);
		break;
	case HOTI:
		skip(d, 2);
		cookies(d, HOTI_COOKIE, "Home Init Cookie", NULL);
		break;
	case COTI:
		skip(d, 2);
		cookies(d, COTI_COOKIE, "Care-of Init Cookie", NULL);
		break;
	case HOT:
		say(d, " nonce id=0x%x", u16(d, HOT_INDEX));
		cookies(d, HOT_COOKIE, "Home Init Cookie", "Home Keygen Token");
		break;
	case COT:
		say(d, " nonce id=0x%x", u16(d, COT_INDEX));
		cookies(d, COT_COOKIE, "Care-of Init Cookie", "Care-of Keygen Token");
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

/* A message that the line has the number of only, for its fields. */
static void other_message(struct dis *d, unsigned type, uint32_t end)
{
	if (!fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, true), part = part_begin(d, end - d->pos);
	u16(d, CHECKSUM);
	if (ip6_mobility_message_values(d, type))
		options(d, end);
	part_end(d, &part);
	quiet_end(d, &s);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	unsigned proto = u8(d, PROTO), len = u8(d, LEN), type = u8(d, MHTYPE);
	uint32_t size = (len + 1) * UNIT;
	u8(d, RESERVED);
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
		other_message(d, type, start + size);
		return;
	}
	u16(d, CHECKSUM);
	message(d, type);
	seek(d, start + least[type]);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	options(d, start + size);
	quiet_end(d, &s);
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
