/* DHCP options: the IANA registry "BOOTP Vendor Extensions and DHCP Options". */
#include "dissect/app/bootp_options.h"

/* What is in a value: 'a' text, 'b' bytes, 'B' truth, 'i' addresses, 'l' and 'L' numbers of 4 bytes, 'p' pairs of addresses,
 * 's' numbers of 2 bytes, '$' something of its own. */
static const struct {
	uint8_t code;
	char kind;
	const char *name;
} options[] = {
	{0, 'b', "PAD"}, {1, 'i', "Subnet-Mask"}, {2, 'L', "Time-Zone"}, {3, 'i', "Default-Gateway"},
	{4, 'i', "Time-Server"}, {5, 'i', "IEN-Name-Server"}, {6, 'i', "Domain-Name-Server"}, {7, 'i', "LOG"},
	{8, 'i', "CS"}, {9, 'i', "LPR-Server"}, {10, 'i', "IM"}, {11, 'i', "RL"}, {12, 'a', "Hostname"},
	{13, 's', "BS"}, {14, 'a', "DP"}, {15, 'a', "Domain-Name"}, {16, 'i', "SS"}, {17, 'a', "RP"},
	{18, 'a', "EP"}, {19, 'B', "IPF"}, {20, 'B', "SRT"}, {21, 'p', "PF"}, {22, 's', "RSZ"},
	{23, 'b', "TTL"}, {24, 'l', "MTU-Timeout"}, {25, 's', "MTU-Table"}, {26, 's', "MTU"}, {27, 'B', "LSN"},
	{28, 'i', "BR"}, {29, 'B', "MD"}, {30, 'B', "MS"}, {31, 'B', "Router-Discovery"}, {32, 'i', "RSA"},
	{33, 'p', "Static-Route"}, {34, 'B', "UT"}, {35, 'l', "AT"}, {36, 'B', "IE"}, {37, 'b', "TT"},
	{38, 'l', "KI"}, {39, 'B', "KG"}, {40, 'a', "YD"}, {41, 'i', "YS"}, {42, 'i', "NTP"},
	{43, 'b', "Vendor-Option"}, {44, 'i', "Netbios-Name-Server"}, {45, 'i', "WDD"},
	{46, '$', "Netbios-Node"}, {47, 'a', "Netbios-Scope"}, {48, 'i', "XFS"}, {49, 'i', "XDM"},
	{50, 'i', "Requested-IP"}, {51, 'l', "Lease-Time"}, {52, '$', "OO"}, {53, '$', "DHCP-Message"},
	{54, 'i', "Server-ID"}, {55, '$', "Parameter-Request"}, {56, 'a', "MSG"}, {57, 's', "MSZ"},
	{58, 'l', "RN"}, {59, 'l', "RB"}, {60, 'a', "Vendor-Class"}, {61, '$', "Client-ID"}, {64, 's', "N+D"},
	{65, 'i', "N+S"}, {66, 'a', "TFTP"}, {67, 'a', "BF"}, {68, 'i', "MH"}, {69, 'i', "SMTP"},
	{70, 'i', "POP3"}, {71, 'i', "NNTP"}, {72, 'i', "WWW"}, {73, 'i', "FG"}, {74, 'i', "IRC"},
	{75, 'i', "STS"}, {76, 'i', "STDA"}, {77, '$', "User-Class"}, {78, 'b', "SLP-DA"},
	{79, 'b', "SLP-SCOPE"}, {80, 'a', "SLP-NA"}, {81, '$', "FQDN"}, {82, '$', "Agent-Information"},
	{83, 'b', "ARMT"}, {88, 'a', "TZSTR"}, {89, 'b', "FQDNS"}, {90, 'b', "AUTH"},
	{91, 'l', "Last-Transaction-Time"}, {92, 'i', "Associated-IP"}, {93, 's', "ARCH"}, {94, 'b', "NDI"},
	{95, 'a', "LDAP"}, {97, 'b', "GUID"}, {98, 'a', "UAP"}, {100, 'a', "POSIX-TZ"}, {101, 'a', "TZ-Name"},
	{108, 'l', "IPv6-Only-Preferred"}, {112, 'i', "NI"}, {113, 'a', "NITAG"}, {114, 'a', "URL"},
	{116, 'B', "Auto-Configure"}, {117, 's', "NSSEARCH"}, {118, 'i', "SUBNET"},
	{121, '$', "Classless-Static-Route"}, {143, '$', "SZTP-Redirect"}, {150, 'i', "TFTP-Server-Address"},
	{161, 'a', "MUD-URL"}, {249, '$', "Classless-Static-Route-Microsoft"},
	{0, 0, NULL},
};

static const struct token messages[] = {
	{1, "Discover"}, {2, "Offer"}, {3, "Request"}, {4, "Decline"}, {5, "ACK"}, {6, "NACK"}, {7, "Release"}, {8, "Inform"}, {9, "ForceRenew"},
	{10, "LeaseQuery"}, {11, "LeaseUnassigned"}, {12, "LeaseUnknown"}, {13, "LeaseActive"}, {0, NULL}};

static const char *name_of(unsigned code, char *kind)
{
	for (size_t i = 0; options[i].name; i++) {
		if (options[i].code == code) {
			*kind = options[i].kind;
			return options[i].name;
		}
	}
	*kind = 'b';
	return NULL;
}

static const char *name_str(struct dis *d, unsigned code)
{
	static const struct token none[] = {{0, NULL}};
	char kind;
	const char *n = name_of(code, &kind);
	return n ? n : tok(d, none, "Unknown", code);
}

enum {
	CODE_NETBIOS_NODE = 46, CODE_OVERLOAD = 52, CODE_MESSAGE_TYPE = 53, CODE_PARAMETERS = 55, CODE_CLIENT_ID = 61, CODE_USER_CLASS = 77, CODE_FQDN = 81,
	CODE_AGENT_INFORMATION = 82, CODE_CLASSLESS_ROUTES = 121, CODE_SZTP_REDIRECT = 143, CODE_CLASSLESS_ROUTES_MICROSOFT = 249,
};

static void too_short(struct dis *d, unsigned least)
{
	say(d, "[ERROR: length < %u bytes]", least);
}

static void trailing(struct dis *d, uint32_t len)
{
	say(d, "\n\t  trailing data length %u", len);
}

static void numbers(struct dis *d, char kind, uint32_t len, unsigned field)
{
	uint32_t size = kind == 'i' || kind == 'l' || kind == 'L' ? 4 : kind == 'p' ? 8 : kind == 's' ? 2 : 1;
	for (const char *sep = ""; len >= size && !d->cut; len -= size, sep = ",") {
		say_s(d, sep);
		switch (kind) {
		case 'i':
			say_ip4(d, ip4(d, field));
			break;
		case 'p': {
			uint32_t a = ip4(d, field), b = ip4(d, field ? field + 1 : 0);
			say(d, "(%s:%s)", ip4_str(d, a), ip4_str(d, b));
			break;
		}
		case 'L':
			say(d, "%d", i32(d, field));
			break;
		case 'l':
			say(d, "%u", u32(d, field));
			break;
		case 's':
			say(d, "%u", u16(d, field));
			break;
		case 'B': {
			unsigned v = u8(d, field);
			if (v > 1)
				say(d, "%u?", v);
			else
				say_c(d, v ? 'Y' : 'N');
			break;
		}
		default:
			say(d, "%u", u8(d, field));
		}
	}
	if (len)
		trailing(d, len);
}

static void dotted(struct dis *d, uint32_t len, unsigned field)
{
	if (len == 1 && field != OPT_VENDOR_VALUE)
		mark_uint(d, field, d->pos, 1, peek8(d, 0));
	else if (len && field == OPT_VENDOR_VALUE)
		mark_bytes(d, field, d->pos, len);
	struct span s = bytes(d, 0, len);
	for (uint32_t i = 0; i < s.len; i++)
		say(d, i ? ".%u" : "%u", span_u8(s, i));
}

static void hex(struct dis *d, uint32_t len)
{
	struct span s = bytes(d, 0, len);
	for (uint32_t i = 0; i < s.len; i++)
		say(d, i ? ":%02x" : "%02x", span_u8(s, i));
}

static void quoted(struct dis *d, uint32_t len, unsigned field)
{
	struct span s = bytes(d, field, len);
	say_c(d, '"');
	say_text(d, s);
	say_c(d, '"');
}

static void parameters(struct dis *d, uint32_t len)
{
	for (uint32_t i = 0; i < len && !d->cut; i++) {
		unsigned code = u8(d, bootp_option_fields.of[CODE_PARAMETERS]);
		say(d, "%s%s (%u)", i % 4 == 0 ? "\n\t      " : ", ", name_str(d, code), code);
	}
}

static void client_id(struct dis *d, uint32_t len)
{
	static const struct token hardware[] = {{1, "ether"}, {6, "ieee802"}, {7, "arcnet"}, {15, "frelay"}, {23, "strip"},
		{24, "ieee1394"}, {0, NULL}};
	if (!len) {
		too_short(d, 1);
		return;
	}
	enum { ETHERNET = 1 };
	unsigned type = u8(d, 0);
	if (type == 0) {
		also(d, CLIENT_ID_TYPE, 1, 0);
		quoted(d, len - 1, CLIENT_ID_OTHER);
		return;
	}
	also(d, bootp_option_fields.hw_type, 1, type);
	if (type == ETHERNET && len == 7 && have(d, 6))
		mark_bytes(d, bootp_option_fields.hw_mac_addr, d->pos, 6);
	say(d, "%s ", tok(d, hardware, "hardware-type %u,", type));
	hex(d, len - 1);
}

/* RFC 4702. */
static void fqdn(struct dis *d, uint32_t len)
{
	static const struct token flags[] = {{1, "S"}, {2, "O"}, {4, "E"}, {8, "N"}, {0, NULL}};
	if (len < 3) {
		too_short(d, 3);
		return;
	}
	static const struct bit_field parts[] = {{0xf0, FQDN_MBZ}, {8, FQDN_N}, {4, FQDN_E}, {2, FQDN_O}, {1, FQDN_S}, {0}};
	unsigned f = u8(d, FQDN_FLAGS);
	also_bits(d, 1, f, parts);
	unsigned r1 = u8(d, FQDN_RCODE1), r2 = u8(d, FQDN_RCODE2);
	if (f & 0xf0)
		say(d, "[ERROR: MBZ nibble 0x%x != 0] ", f >> 4);
	if (f & 0x0f)
		say(d, "[%s] ", bits(d, flags, "none", "", f & 0x0f));
	if (r1 || r2)
		say(d, "%u/%u ", r1, r2);
	quoted(d, len - 3, FQDN_NAME);
}

static void mark_suboption(struct dis *d, unsigned code, unsigned n)
{
	enum { CIRCUIT = 1, REMOTE = 2, LINK = 5, SUBSCRIBER = 6 };
	static const uint8_t known[] = {[CIRCUIT] = AGENT_CIRCUIT, [REMOTE] = AGENT_REMOTE, [SUBSCRIBER] = AGENT_SUBSCRIBER};
	mark_bytes(d, AGENT_VALUE, d->pos, n);
	if (code == LINK && n == 4)
		mark_uint(d, AGENT_LINK, d->pos, n, peek32(d, 0));
	else if (code < sizeof known && known[code])
		mark_bytes(d, known[code], d->pos, n);
}

/* RFC 3046. */
static void agent_information(struct dis *d, uint32_t len)
{
	static const struct token names[] = {{1, "Circuit-ID"}, {2, "Remote-ID"}, {6, "Subscriber-ID"}, {0, NULL}};
	uint32_t end = d->pos + len;
	while (d->pos + 2 <= end && !d->cut) {
		unsigned code = u8(d, AGENT_SUBOPTION), n = u8(d, AGENT_LENGTH);
		if (n <= end - d->pos && have(d, n))
			mark_suboption(d, code, n);
		say(d, "\n\t      %s SubOption %u, length %u: ", tok(d, names, "Unknown", code), code, n);
		if (n > end - d->pos) {
			say_s(d, "length goes past end of option");
			return;
		}
		if (word(names, code)) {
			struct span s = bytes(d, 0, n);
			say_text(d, s);
			continue;
		}
		if (n)
			say_hexdump(d, "\n\t\t", n);
		skip(d, n);
	}
	if (d->pos < end)
		trailing(d, end - d->pos);
}

/* RFC 3442. */
static void classless_routes(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	if (len < 5)
		too_short(d, 5);
	for (const char *sep = ""; len >= 5 && d->pos < end && !d->cut; sep = ",") {
		unsigned mask = u8(d, 0), need = (mask + 7) / 8 + 4;
		say_s(d, sep);
		if (mask > 32) {
			say(d, "[ERROR: Mask width (%u) > 32]", mask);
			return;
		}
		if (end - d->pos < need) {
			say(d, "[ERROR: Remaining length (%u) < %u bytes]", end - d->pos, need);
			return;
		}
		mark_bytes(d, CLASSLESS_ROUTE, d->pos - 1, need + 1);
		if (!mask) {
			say_s(d, "(default");
		} else {
			uint8_t a[4] = {0};
			struct span s = bytes(d, 0, (mask + 7) / 8);
			for (uint32_t i = 0; i < s.len; i++)
				a[i] = (uint8_t)span_u8(s, i);
			say(d, "(%u.%u.%u.%u/%u", a[0], a[1], a[2], a[3], mask);
		}
		uint32_t gateway = ip4(d, 0);
		say(d, ":%s)", ip4_str(d, gateway));
	}
}

/* RFC 3004: strings, each behind its length. */
static void user_class(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	if (len < 2)
		too_short(d, 2);
	for (unsigned n = 1; len >= 2 && d->pos < end && !d->cut; n++) {
		mark_uint(d, USER_CLASS_INSTANCE, d->pos, 0, n - 1);
		unsigned size = u8(d, USER_CLASS_LENGTH);
		if (!size || size > end - d->pos) {
			say(d, "\n\t      instance#%u: %s", n,
				size ? "[ERROR: invalid option]" : "[ERROR: suboption length must be non-zero]");
			return;
		}
		struct span s = bytes(d, USER_CLASS_DATA, size);
		say(d, "\n\t      instance#%u: \"", n);
		say_text_z(d, s);
		say(d, "\", length %u", size);
	}
}

/* RFC 8572: URIs, each behind its length of two bytes. */
static void uris(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	while (d->pos < end && !d->cut) {
		unsigned size = u16(d, 0);
		if (d->pos > end || size > end - d->pos) {
			say(d, "\n\t\t    length %u [bad length]", size);
			return;
		}
		say(d, "\n\t\t    length %u: \"", size);
		say_text(d, bytes(d, 0, size));
		say_c(d, '"');
	}
}

/* A value of one byte with a word. */
static void choice(struct dis *d, const struct token *words, uint32_t len, unsigned field)
{
	if (!len) {
		too_short(d, 1);
		return;
	}
	unsigned v = u8(d, field);
	say_s(d, tok(d, words, "#%u", v));
	if (len > 1)
		trailing(d, len - 1);
}

static void special(struct dis *d, unsigned code, uint32_t len)
{
	static const struct token nodes[] = {{1, "b-node"}, {2, "p-node"}, {4, "m-node"}, {8, "h-node"}, {0, NULL}};
	static const struct token overloads[] = {{1, "file"}, {2, "sname"}, {3, "file+sname"}, {0, NULL}};
	switch (code) {
	case CODE_NETBIOS_NODE: choice(d, nodes, len, bootp_option_fields.of[code & 255]); break;
	case CODE_OVERLOAD: choice(d, overloads, len, OPTION_OVERLOAD); break;
	case CODE_MESSAGE_TYPE:
		if (len != 1) {
			dotted(d, len, 0);
			break;
		}
		unsigned v = u8(d, bootp_option_fields.of[CODE_MESSAGE_TYPE]);
		say_s(d, tok(d, messages, "Unknown (%u)", v));
		break;
	case CODE_PARAMETERS: parameters(d, len); break;
	case CODE_CLIENT_ID: client_id(d, len); break;
	case CODE_USER_CLASS: user_class(d, len); break;
	case CODE_FQDN: fqdn(d, len); break;
	case CODE_AGENT_INFORMATION: agent_information(d, len); break;
	case CODE_SZTP_REDIRECT: uris(d, len); break;
	case CODE_CLASSLESS_ROUTES:
	case CODE_CLASSLESS_ROUTES_MICROSOFT: classless_routes(d, len); break;
	}
}

/* One option behind its code and length. */
static void option(struct dis *d, unsigned code, unsigned len)
{
	char kind;
	const char *name = name_of(code, &kind);
	say(d, "\n\t    %s (%u), length %u%s", name ? name : "Unknown", code, len, len ? ": " : "");
	if (!need(d, len))
		return;
	if (!name)
		kind = len % 4 == 0 ? 'l' : len % 2 == 0 ? 's' : 'b';
	if (kind == 'a')
		quoted(d, len, bootp_option_fields.of[code & 255]);
	else if (kind == '$')
		special(d, code, len);
	else if (kind == 'b')
		dotted(d, len, bootp_option_fields.of[code & 255]);
	else
		numbers(d, kind, len, bootp_option_fields.of[code & 255]);
}

void bootp_options(struct dis *d)
{
	enum { PAD = 0, END = 255 };
	while (more(d) && left(d)) { /* a cut between two options is not said */
		unsigned code = u8(d, 0);
		also(d, code == END ? bootp_option_fields.end : bootp_option_fields.type, 1, code);
		if (code == END) {
			if (left(d) && peek8(d, 0) == PAD)
				mark_uint(d, bootp_option_fields.type, d->pos, 1, PAD);
			uint32_t n = left(d), after = d->pos;
			if (d->verbose > 2)
				say(d, "\n\t    END (255), length 0");
			while (left(d) && peek8(d, 0) == PAD)
				skip(d, 1);
			if (d->pos > after)
				mark_bytes(d, OPTION_PADDING, after, d->pos - after);
			if (d->verbose > 2 && n && d->pos - after)
				say(d, "\n\t    PAD (0), length 0, occurs %u", d->pos - after);
			return;
		}
		if (code == PAD) {
			unsigned n = 1;
			while (left(d) && peek8(d, 0) == PAD) {
				skip(d, 1);
				n++;
			}
			if (d->verbose > 2)
				say(d, "\n\t    PAD (0), length 0, occurs %u", n);
			continue;
		}
		unsigned len = u8(d, bootp_option_fields.length);
		uint32_t at = d->pos;
		if (fields_wanted(d) && len && have(d, len))
			mark_bytes(d, bootp_option_fields.value, at, len);
		option(d, code, len);
		seek(d, at + len);
	}
}
