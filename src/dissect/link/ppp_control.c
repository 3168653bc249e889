/* PPP control protocols: LCP RFC 1661 and 1570, IPCP RFC 1332 and 1877, IPV6CP RFC 5072, CCP RFC 1962, BACP RFC 2125.
 *
 *	| code 1 | identifier 1 | length 2 | options: type 1, length 1 (with these), value ... |
 */
#include "dissect/link/ppp_options.h"

#include "dissect/link/ppp_protocols.h"
#include "dissect/oui.h"
#include "dissect/protocols.h"



static const struct token lcp_options[] = {
	{LCP_VENDOR, "Vend-Ext"}, {LCP_MRU, "MRU"}, {LCP_ACCM, "ACCM"}, {LCP_AUTH, "Auth-Prot"}, {LCP_QUALITY, "Qual-Prot"},
	{LCP_MAGIC, "Magic-Num"}, {6, "deprecated(6)"}, {LCP_PFC, "PFC"}, {LCP_ACFC, "ACFC"}, {9, "FCS-Alt"}, {10, "SDP"},
	{11, "Num-Mode"}, {12, "deprecated(12)"}, {LCP_CALLBACK, "Call-Back"}, {14, "deprecated(14)"}, {15, "deprecated(15)"},
	{16, "deprecated(16)"}, {LCP_MRRU, "MRRU"}, {18, "12-Bit seq #"}, {LCP_ENDPOINT, "End-Disc"}, {20, "Proprietary"},
	{21, "DCE-Id"}, {22, "MP+"}, {LCP_LINK_DISC, "Link-Disc"}, {24, "LCP-Auth-Opt"}, {25, "COBS"}, {26, "Prefix-elision"},
	{27, "Multilink-header-Form"}, {28, "I18N"}, {29, "SDL-over-SONET/SDH"}, {LCP_LAST, "PPP-Muxing"}, {0, NULL}};

static const struct token chap_algorithms[] = {{5, "MD5"}, {0x80, "MS-CHAPv1"}, {0x81, "MS-CHAPv2"}, {0, NULL}};
static const struct token auth_protocols[] = {
	{PPP_PAP, "PAP"}, {PPP_CHAP, "CHAP"}, {PPP_EAP, "EAP"}, {PPP_SPAP, "SPAP"}, {PPP_SPAP_OLD, "Old-SPAP"}, {0, NULL}};
static const struct token callbacks[] = {
	{0, "UserAuth"}, {1, "DialString"}, {2, "LocalID"}, {3, "E.164"}, {4, "X.500"}, {6, "CBCP"}, {0, NULL}};
enum { ENDPOINT_IP4 = 2, ENDPOINT_MAC };
static const struct token endpoints[] = {
	{0, "Null"}, {1, "Local"}, {ENDPOINT_IP4, "IPv4"}, {ENDPOINT_MAC, "MAC"}, {4, "Magic-Num-Block"}, {5, "PSNDN"}, {0, NULL}};


static const struct token ipcp_options[] = {
	{IPCP_ADDRS, "IP-Addrs"}, {IPCP_COMPRESSION, "IP-Comp"}, {IPCP_ADDR, "IP-Addr"}, {IPCP_MOBILE, "Home-Addr"},
	{IPCP_PRI_DNS, "Pri-DNS"}, {IPCP_PRI_NBNS, "Pri-NBNS"}, {IPCP_SEC_DNS, "Sec-DNS"}, {IPCP_SEC_NBNS, "Sec-NBNS"}, {0, NULL}};

static const struct token compressions[] = {{COMPRESSION_VJ, "VJ-Comp"}, {COMPRESSION_IPHC, "IP Header Compression"}, {0, NULL}};
static const struct token suboptions[] = {{1, "RTP-Compression"}, {2, "Enhanced RTP-Compression"}, {3, "TCP/non-TCP Compression Suppression"}, {0, NULL}};

static const struct token ip6cp_options[] = {{1, "Interface-ID"}, {0, NULL}};

static const struct token ccp_options[] = {
	{0, "OUI"}, {1, "Pred-1"}, {2, "Pred-2"}, {3, "Puddle"}, {16, "HP-PPC"}, {17, "Stac-LZS"}, {18, "MPPC"},
	{19, "Gand-FZA"}, {20, "V.42bis"}, {21, "BSD-Comp"}, {23, "LZS-DCP"}, {24, "MVRCA"}, {25, "DEC"}, {26, "Deflate"},
	{255, "Reserved"}, {0, NULL}};

static const struct token bacp_options[] = {{1, "Favored-Peer"}, {0, NULL}};

/* ---- Options. From behind type and length; len is of the whole option. */

/* BOGUS: it cannot be so long. TOLD: with -vv it is dumped too. READ_THROUGH: it is not. */
enum told { BOGUS, TOLD, READ_THROUGH };

static bool bogus(struct dis *d, const char *relation, unsigned right)
{
	say(d, " (length bogus, should be %s %u)", relation, right);
	return false;
}

static bool length_is(struct dis *d, unsigned len, unsigned right)
{
	return len == right || bogus(d, "=", right);
}

static bool length_least(struct dis *d, unsigned len, unsigned least)
{
	return len >= least || bogus(d, ">=", least);
}

/* With -vv all options are dumped. */
static bool dump(struct dis *d, unsigned len)
{
	if (d->verbose < 2)
		say_unknown(d, "\n\t    ", len - 2);
	return true;
}

static bool number(struct dis *d, unsigned len, unsigned right, const char *form)
{
	if (!length_is(d, len, right))
		return false;
	uint32_t v = (uint32_t)dis_be(d, 0, right - 2);
	say(d, *form == 'x' ? ": 0x%0*x" : ": %*u", *form == 'x' ? (int)(right - 2) * 2 : 0, v);
	return true;
}

static bool vendor(struct dis *d, unsigned len)
{
	if (!length_least(d, len, 6))
		return false;
	uint32_t oui = u24(d, 0);
	say(d, ": Vendor: %s (%u)", tok(d, oui_tokens, "Unknown", oui), oui);
	return true;
}

static bool auth(struct dis *d, unsigned len)
{
	if (!length_least(d, len, 4))
		return false;
	unsigned protocol = u16(d, 0);
	const char *name = word(auth_protocols, protocol), *other = word(ppp_protocols, protocol);
	if (name || other)
		say(d, ": %s", name ? name : other);
	else
		say(d, ": Unknown Auth Proto (0x%04x)", protocol);
	if (!name) {
		seek(d, d->pos - 4);
		say_hexdump(d, "\n\t", len);
	}
	if (protocol == PPP_CHAP && len >= 5) {
		unsigned algorithm = u8(d, 0);
		say(d, ", %s", tok(d, chap_algorithms, "Unknown Auth Alg %u", algorithm));
	
	}
	return true;
}

static bool endpoint(struct dis *d, unsigned len)
{
	if (!length_least(d, len, 3))
		return false;
	unsigned class = u8(d, 0);
	const char *name = word(endpoints, class);
	if ((class == ENDPOINT_IP4 && !length_is(d, len, 7)) || (class == ENDPOINT_MAC && !length_is(d, len, 9)))
		return false;
	if (name)
		say(d, ": %s", name);
	else
		say(d, ": Unknown class %u", class);
	if (class == ENDPOINT_IP4) {
		uint32_t a = ip4(d, 0);
		say(d, " %s", ip4_str(d, a));
	} else if (class == ENDPOINT_MAC) {
		const struct mac *a = mac(d, 0);
		say(d, " %s", mac_str(d, a));
	}
	return true;
}

static enum told lcp_option(struct dis *d, unsigned type, unsigned len)
{
	switch (type) {
	case LCP_VENDOR:
		return vendor(d, len);
	case LCP_MRU:
	case LCP_MRRU:
	case LCP_LINK_DISC:
		return number(d, len, 4, type == LCP_LINK_DISC ? "x" : "u");
	case LCP_ACCM:
		return number(d, len, 6, "x");
	case LCP_MAGIC:
		return number(d, len, 6, "x");
	case LCP_AUTH:
		return auth(d, len);
	case LCP_QUALITY: {
		if (!length_least(d, len, 4))
			return BOGUS;
		unsigned protocol = u16(d, 0);
		say_s(d, protocol == PPP_LQM ? ": LQR" : ": unknown");
		return TOLD;
	}
	case LCP_CALLBACK: {
		if (!length_least(d, len, 3))
			return BOGUS;
		unsigned operation = u8(d, 0);
		say(d, ": Callback Operation %s (%u)", tok(d, callbacks, "Unknown", operation), operation);
		return TOLD;
	}
	case LCP_ENDPOINT:
		return endpoint(d, len);
	case LCP_PFC:
	case LCP_ACFC:
		return TOLD;
	default:
		return dump(d, len);
	}
}

/* RFC 2507 header compression in IPCP: RFC 2509. */
static bool header_compression(struct dis *d, unsigned len)
{
	if (!length_least(d, len, 14))
		return false;
	unsigned tcp = u16(d, 0), other = u16(d, 0), period = u16(d, 0), time = u16(d, 0), header = u16(d, 0);
	say(d, "\n\t    TCP Space %u, non-TCP Space %u, maxPeriod %u, maxTime %u, maxHdr %u", tcp, other, period, time, header);
	unsigned rest_len = len - 14;
	if (!rest_len)
		return true;
	say(d, "\n\t      Suboptions, length %u", rest_len);
	while (rest_len >= 2 && !d->cut) {
		unsigned type = u8(d, 0), size = u8(d, 0);
		if (!size)
			return true;
		say(d, "\n\t\t%s Suboption #%u, length %u", tok(d, suboptions, "Unknown", type), type, size);
		if (size > rest_len) {
			say(d, " [remaining suboptions length %u < %u] (invalid)", rest_len, size);
			return true;
		}
		rest_len -= size;
		if (size > 2)
			skip(d, size - 2);
		else if (size < 2)
			seek(d, d->pos - 1);
	}
	return true;
}

static bool ipcp_address(struct dis *d, unsigned len)
{
	if (!length_is(d, len, 6))
		return false;
	uint32_t a = ip4(d, 0);
	say(d, ": %s", ip4_str(d, a));
	return true;
}

static enum told ipcp_option(struct dis *d, unsigned type, unsigned len)
{
	switch (type) {
	case IPCP_ADDRS: {
		if (!length_is(d, len, 10))
			return BOGUS;
		uint32_t source = ip4(d, 0), destination = ip4(d, 0);
		say(d, ": src %s, dst %s", ip4_str(d, source), ip4_str(d, destination));
		return TOLD;
	}
	case IPCP_COMPRESSION: {
		if (!length_least(d, len, 4))
			return BOGUS;
		unsigned protocol = u16(d, 0);
		say(d, ": %s (0x%02x):", tok(d, compressions, "Unknown", protocol), protocol);
		if (protocol != COMPRESSION_IPHC)
			return TOLD;
		return header_compression(d, len) ? READ_THROUGH : BOGUS;
	}
	case IPCP_ADDR:
	case IPCP_MOBILE:
	case IPCP_PRI_DNS:
	case IPCP_SEC_DNS:
	case IPCP_PRI_NBNS:
	case IPCP_SEC_NBNS:
		return ipcp_address(d, len);
	default:
		return dump(d, len);
	}
}

static enum told ip6cp_option(struct dis *d, unsigned type, unsigned len)
{
	if (type != 1)
		return dump(d, len);
	if (!length_is(d, len, 10))
		return BOGUS;
	struct span id = bytes(d, 0, 8);
	say_s(d, ": ");
	for (unsigned i = 0; i < 8; i += 2)
		say(d, "%s%02x%02x", i ? ":" : "", span_u8(id, i), span_u8(id, i + 1));
	return TOLD;
}

static enum told ccp_option(struct dis *d, unsigned type, unsigned len)
{
	if (type == CCP_BSD) {
		if (!length_least(d, len, 3))
			return BOGUS;
		unsigned v = u8(d, 0);
		say(d, ": Version: %u, Dictionary Bits: %u", v >> 5, v & 31);
	} else if (type == CCP_MVRCA) {
		if (!length_least(d, len, 4))
			return BOGUS;
		unsigned v = u8(d, 0), contexts = u8(d, 0);
		say(d, ": Features: %u, PxP: %s, History: %u, #CTX-ID: %u", v >> 6, v & 0x20 ? "Enabled" : "Disabled", v & 31,
			contexts);
	} else if (type == CCP_DEFLATE) {
		if (!length_least(d, len, 4))
			return BOGUS;
		unsigned v = u8(d, 0), check = u8(d, 0);
		say(d, ": Window: %uK, Method: %s (0x%x), MBZ: %u, CHK: %u", (v >> 4) + 0u, (v & 15) == 8 ? "zlib" : "unknown",
			v & 15, check >> 2, check & 3);
	} else {
		return dump(d, len);
	}
	return TOLD;
}

static enum told bacp_option(struct dis *d, unsigned type, unsigned len)
{
	if (type != 1)
		return dump(d, len);
	if (!length_is(d, len, 6))
		return BOGUS;
	uint32_t magic = u32(d, 0);
	say(d, ": Magic-Num 0x%08x", magic);
	return TOLD;
}

/* ---- Messages */

struct control {
	const struct token *options;
	const char *unknown; /* what an option without a name is called */
	/* NULL: options are not told */
	enum told (*option)(struct dis *d, unsigned type, unsigned len);
	void (*fields)(struct dis *d, unsigned type);
	unsigned on_to; /* behind a bogus length options go on to be told up to this type */
};

static void put_option(struct dis *d, const struct control *c, unsigned type, unsigned len)
{
	struct saved s = quiet_begin(d, true), part = part_begin(d, len);
	c->fields(d, type);
	part_end(d, &part);
	quiet_end(d, &s);
}

/* Options that lines do not tell. */
static void silent_options(struct dis *d, const struct control *c, unsigned len)
{
	struct saved s = quiet_begin(d, true), part = part_begin(d, len);
	while (left(d) >= 2) {
		unsigned type = u8(d, OPT_TYPE), size = u8(d, OPT_LEN);
		if (size < 2)
			break;
		put_option(d, c, type, size - 2);
		skip(d, size - 2);
	}
	part_end(d, &part);
	quiet_end(d, &s);
}

/* remaining: of the options. Returns the option's length; 0: no more can be read. */
static unsigned option(struct dis *d, const struct control *c, unsigned remaining, unsigned message_len)
{
	if (remaining < 2) {
		cut_here(d);
		return 0;
	}
	uint32_t start = d->pos;
	unsigned type = u8(d, OPT_TYPE), len = u8(d, OPT_LEN);
	if (d->cut || len > message_len)
		return 0;
	if (d->tape && len > 2)
		put_option(d, c, type, len - 2);
	if (!c->unknown && type > LCP_LAST) {
		say(d, "\n\tunknown LCP option 0x%02x", type);
		if (len < 2)
			return 0;
	} else {
		say(d, "\n\t  %s Option (0x%02x), length %u", tok(d, c->options, c->unknown ? c->unknown : "unknown", type), type, len);
		if (!length_least(d, len, 2))
			return 0;
		enum told told = c->option(d, type, len);
		seek(d, start + 2);
		if (d->verbose > 1 && told == TOLD)
			say_unknown(d, "\n\t    ", len - 2);
		if (told == BOGUS && type > c->on_to)
			return 0;
	}
	if (len > remaining) {
		say(d, " [remaining options length %u < %u] (invalid)", remaining, len);
		return 0;
	}
	seek(d, start + len);
	return len;
}

static void options(struct dis *d, const struct control *c, unsigned remaining)
{
	unsigned message_len = remaining + 4;
	while (remaining && !d->cut) {
		unsigned len = option(d, c, remaining, message_len);
		if (!len)
			return;
		remaining -= len;
	}
}

static uint32_t magic(struct dis *d, unsigned field)
{
	uint32_t v = u32(d, field);
	say(d, "\n\t  Magic-Num 0x%08x", v);
	return v;
}

/* Echoes and the like are read in all protocols as in LCP, whose fields they are. */
static unsigned of_lcp(const struct dis *d, unsigned field)
{
	return d->proto->fields == lcp_fields ? field : 0;
}

/* What is left of a message, of which lines say nothing; of a vendor's it begins with a kind. */
static void put_data(struct dis *d, unsigned field, unsigned len)
{
	struct saved s = quiet_begin(d, true);
	if (len && field == VENDOR_KIND) {
		u8(d, VENDOR_KIND);
		len--;
		field = DATA;
	}
	if (len)
		bytes(d, field, len);
	quiet_end(d, &s);
}

/* The rest of a message by its code; len is what remains of its length. */
static void body(struct dis *d, const struct control *c, unsigned code, unsigned len, uint32_t start)
{
	switch (code) {
	case VENDOR_EXTENSION:
		if (len >= 7) {
			magic(d, VENDOR_MAGIC);
			uint32_t oui = u24(d, VENDOR_OUI);
			put_data(d, VENDOR_KIND, len - 7);
			say(d, " Vendor: %s (%u)", tok(d, oui_tokens, "Unknown", oui), oui);
		}
		break;
	case CONF_REQUEST:
	case CONF_ACK:
	case CONF_NACK:
	case CONF_REJECT:
		if (c->option)
			options(d, c, len);
		else if (c->fields && d->tape)
			silent_options(d, c, len);
		break;
	case PROT_REJECT:
		if (len >= 2) {
			unsigned protocol = u16(d, of_lcp(d, LCP_REJ_PROTO));
			say(d, "\n\t  Rejected %s Protocol (0x%04x)", tok(d, ppp_protocols, "unknown", protocol), protocol);
			if (len > 2) {
				say_s(d, "\n\t  Rejected Packet");
				say_hexdump(d, "\n\t    ", len - 2);
			}
		}
		break;
	case ECHO_REQUEST:
	case ECHO_REPLY:
	case DISC_REQUEST:
		if (len >= 4) {
			magic(d, of_lcp(d, LCP_MAGIC_NUMBER));
			if (len > 4) {
				put_data(d, of_lcp(d, LCP_DATA), len - 4);
				say_s(d, "\n\t  -----trailing data-----");
				if (need(d, len - 4))
					say_hexdump(d, "\n\t  ", len - 4);
			}
		}
		break;
	case IDENT:
		if (len >= 4) {
			magic(d, of_lcp(d, LCP_MAGIC_NUMBER));
			if (len > 4) {
				say_s(d, "\n\t  Message\n\t    ");
				read_text(d, of_lcp(d, LCP_MESSAGE), len - 4);
			}
		}
		break;
	case TIME_REMAINING:
		if (len >= 8) {
			magic(d, of_lcp(d, LCP_MAGIC_NUMBER));
			uint32_t seconds = u32(d, of_lcp(d, LCP_SECS_REMAINING));
			put_data(d, of_lcp(d, LCP_MESSAGE), len - 8);
			say(d, ", Seconds-Remaining %us", seconds);
		}
		break;
	case TERM_REQUEST:
	case TERM_ACK:
	case CODE_REJECT:
		put_data(d, DATA, len);
		break;
	default:
		if (d->verbose <= 1) {
			seek(d, start - 2);
			say_hexdump(d, "\n\t  ", len + 6);
		}
	}
}

static void message(struct dis *d, unsigned protocol, const struct control *c)
{
	uint32_t length = declared(d), start = d->pos;
	const char *name = word(ppp_protocols, protocol);
	say(d, "%s, ", name);
	if (length < 4) {
		say(d, "[|%s]", name);
		return;
	}
	unsigned code = u8(d, CODE), id = u8(d, ID);
	say(d, "%s (0x%02x), id %u, length %u", tok(d, ppp_control_codes, "Unknown Opcode", code), code, id, length + 2);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved quiet = quiet_begin(d, !d->verbose);
	unsigned len = u16(d, LENGTH);
	if (len < 4)
		say(d, "\n\tencoded length %u (< 4))", len);
	else if (len > length)
		say(d, "\n\tencoded length %u (> packet length %u))", len, length);
	else
		say(d, "\n\tencoded length %u (=Option(s) length %u)", len, len - 4);
	if (len > 4 && len <= length) {
		if (d->verbose > 1) {
			seek(d, start - 2);
			say_hexdump(d, "\n\t", 6);
			seek(d, start + 4);
		}
		body(d, c, code, len - 4, start);
	}
	quiet_end(d, &quiet);
}

static void dissect_lcp(struct dis *d)
{
	message(d, PPP_LCP, &(struct control){lcp_options, NULL, lcp_option, lcp_option_fields, LCP_AUTH});
}

static void dissect_ipcp(struct dis *d)
{
	message(d, PPP_IPCP, &(struct control){ipcp_options, "unknown", ipcp_option, ipcp_option_fields, IPCP_ADDRS});
}

static void dissect_ip6cp(struct dis *d)
{
	message(d, PPP_IPV6CP, &(struct control){ip6cp_options, "unknown", ip6cp_option, ip6cp_option_fields, UINT8_MAX});
}

static void dissect_ccp(struct dis *d)
{
	message(d, PPP_CCP, &(struct control){ccp_options, "Unknown", ccp_option, ccp_option_fields, UINT8_MAX});
}

static void dissect_bacp(struct dis *d)
{
	message(d, PPP_BACP, &(struct control){bacp_options, "Unknown", bacp_option, bacp_option_fields, UINT8_MAX});
}

static void dissect_osicp(struct dis *d)
{
	message(d, PPP_OSICP, &(struct control){.fields = osicp_option_fields});
}

static void dissect_mplscp(struct dis *d)
{
	message(d, PPP_MPLSCP, &(struct control){.option = NULL});
}

static const struct binding lcp_bindings[] = {{BIND_PPP_PROTO, .from = PPP_LCP}, {0}};
static const struct binding ipcp_bindings[] = {{BIND_PPP_PROTO, .from = PPP_IPCP}, {0}};
static const struct binding ip6cp_bindings[] = {{BIND_PPP_PROTO, .from = PPP_IPV6CP}, {0}};
static const struct binding ccp_bindings[] = {{BIND_PPP_PROTO, .from = PPP_CCP}, {0}};
static const struct binding osicp_bindings[] = {{BIND_PPP_PROTO, .from = PPP_OSICP}, {0}};
static const struct binding mplscp_bindings[] = {{BIND_PPP_PROTO, .from = PPP_MPLSCP}, {0}};
static const struct binding bacp_bindings[] = {{BIND_PPP_PROTO, .from = PPP_BACP}, {0}};

const struct proto proto_lcp = {
	.name = "ppp", .dissect = dissect_lcp, .fields = lcp_fields, .field_count = LCP_FIELDS, .bindings = lcp_bindings};

const struct proto proto_ipcp = {
	.name = "ppp", .dissect = dissect_ipcp, .fields = ipcp_fields, .field_count = IPCP_FIELDS, .bindings = ipcp_bindings};

const struct proto proto_ip6cp = {
	.name = "ppp", .dissect = dissect_ip6cp, .fields = ip6cp_fields, .field_count = IPV6CP_FIELDS, .bindings = ip6cp_bindings};

const struct proto proto_ccp = {
	.name = "ppp", .dissect = dissect_ccp, .fields = ccp_fields, .field_count = CCP_FIELDS, .bindings = ccp_bindings};

const struct proto proto_osicp = {
	.name = "ppp", .dissect = dissect_osicp, .fields = osicp_fields, .field_count = OSINLCP_FIELDS, .bindings = osicp_bindings};

const struct proto proto_mplscp = {
	.name = "ppp", .dissect = dissect_mplscp, .fields = mplscp_fields, .field_count = OPT_TYPE, .bindings = mplscp_bindings};

const struct proto proto_bacp = {
	.name = "ppp", .dissect = dissect_bacp, .fields = bacp_fields, .field_count = BACP_FIELDS, .bindings = bacp_bindings};
