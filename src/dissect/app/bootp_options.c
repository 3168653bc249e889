/* DHCP options: the IANA registry "BOOTP Vendor Extensions and DHCP Options". */
#include "dissect/app/bootp_options.h"


static const struct {
	uint8_t code;
	char kind;
	const char *name;
} options[] = {
	{1, 'i', "Subnet-Mask"}, {2, 'L', "Time-Zone"}, {3, 'i', "Default-Gateway"}, {4, 'i', "Time-Server"}, {5, 'i', "IEN-Name-Server"},
	{6, 'i', "Domain-Name-Server"}, {7, 'i', "LOG"}, {8, 'i', "CS"}, {9, 'i', "LPR-Server"}, {10, 'i', "IM"}, {11, 'i', "RL"},
	{12, 'a', "Hostname"}, {13, 's', "BS"}, {14, 'a', "DP"}, {15, 'a', "Domain-Name"}, {16, 'i', "SS"}, {17, 'a', "RP"},
	{18, 'a', "EP"}, {19, 'B', "IPF"}, {20, 'B', "SRT"}, {21, 'p', "PF"}, {22, 's', "RSZ"}, {23, 'b', "TTL"}, {24, 'l', "MTU-Timeout"},
	{25, 's', "MTU-Table"}, {26, 's', "MTU"}, {27, 'B', "LSN"}, {28, 'i', "BR"}, {29, 'B', "MD"}, {30, 'B', "MS"},
	{31, 'B', "Router-Discovery"}, {32, 'i', "RS"}, {33, 'p', "Static-Route"}, {34, 'B', "TE"}, {35, 'l', "AT"}, {36, 'B', "IE"},
	{37, 'b', "TT"}, {38, 'l', "KI"}, {39, 'B', "KG"}, {40, 'a', "YD"}, {41, 'i', "YS"}, {42, 'i', "NTP"},
	{43, 'b', "Vendor-Option"}, {44, 'i', "Netbios-Name-Server"}, {45, 'i', "WDD"}, {46, '$', "Netbios-Node"},
	{47, 'a', "Netbios-Scope"}, {48, 'i', "XFS"}, {49, 'i', "XDM"}, {50, 'i', "Requested-IP"}, {51, 'l', "Lease-Time"},
	{52, '$', "OO"}, {53, '$', "DHCP-Message"}, {54, 'i', "Server-ID"}, {55, '$', "Parameter-Request"}, {56, 'a', "MSG"},
	{57, 's', "MSZ"}, {58, 'l', "RN"}, {59, 'l', "RB"}, {60, 'a', "Vendor-Class"}, {61, '$', "Client-ID"}, {62, 'a', "NWIP-Domain"},
	{63, 'b', "NWIP-Sub"}, {64, 'a', "NIS-Domain"}, {65, 'i', "NIS-Server"}, {66, 'a', "TFTP"}, {67, 'a', "BF"}, {68, 'i', "MH"},
	{69, 'i', "SM"}, {70, 'i', "PO"}, {71, 'i', "NN"}, {72, 'i', "WW"}, {73, 'i', "FI"}, {74, 'i', "IRC"}, {75, 'i', "SG"},
	{76, 'i', "ST"}, {77, '$', "User-Class"}, {78, 'b', "SLP-DA"}, {79, 'b', "SLP-SCOPE"}, {81, '$', "FQDN"},
	{82, '$', "Agent-Information"}, {85, 'i', "NDS-Servers"}, {86, 'b', "NDS-Tree-Name"}, {87, 'b', "NDS-Context"},
	{91, 'l', "Last-Transaction-Time"}, {92, 'i', "Associated-IP"}, {93, 's', "ARCH"}, {94, 'b', "NDI"}, {95, 'a', "LDAP"}, {97, 'b', "GUID"},
	{100, 'a', "POSIX-TZ"}, {101, 'a', "TZ-Name"}, {108, 'l', "IPv6-Only-Preferred"}, {112, 'i', "Netinfo-Parent-Server-Address"}, {113, 'a', "Netinfo-Parent-Server-Tag"},
	{114, 'a', "URL"}, {116, 'b', "AutoConfig"}, {118, 'i', "Subnet-Selection"}, {120, 'b', "SIP-Servers"}, {121, '$', "Classless-Static-Route"}, {125, 'b', "Vendor-Specific-Info"}, {143, '$', "SZTP-Redirect"},
	{161, 'a', "MUD-URL"}, {150, 'i', "TFTP-Server-Address"}, {249, '$', "Classless-Static-Route-Microsoft"}, 
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
			uint32_t a = ip4(d, 0), b = ip4(d, 0);
			say(d, "(%s:%s)", ip4_str(d, a), ip4_str(d, b));
			break;
		}
		case 'L':
			say(d, "%d", i32(d, 0));
			break;
		case 'l':
			say(d, "%u", u32(d, field));
			break;
		case 's':
			say(d, "%u", u16(d, 0));
			break;
		case 'B': {
			unsigned v = u8(d, 0);
			if (v > 1)
				say(d, "%u?", v);
			else
				say_c(d, v ? 'Y' : 'N');
			break;
		}
		default:
			say(d, "%u", u8(d, 0));
		}
	}
	if (len) {
		say_s(d, "[ERROR: ");
		say(d, "%u undecoded bytes] ", len);
	}
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
		unsigned code = u8(d, 0);
		say(d, "%s%s (%u)", i % 4 == 0 ? "\n\t      " : ", ", name_str(d, code), code);
	}
}

static void client_id(struct dis *d, uint32_t len)
{
	static const struct token hardware[] = {{1, "ether"}, {6, "token ring"}, {15, "frelay"}, {0, NULL}};
	unsigned type = u8(d, 0);
	len--;
	if (type == 0) {
		say_c(d, '"');
		say_text(d, bytes(d, 0, len));
		say_c(d, '"');
	} else if (type == 255 && len >= 6) {
		uint32_t iaid = u32(d, 0);
		unsigned duid = u16(d, 0);
		len -= 6;
		say(d, "IAID %u DUID ", iaid);
		say(d, "type %u ", duid);
		hex(d, len);
	} else {
		say(d, "%s ", tok(d, hardware, "hardware-type %u", type));
		hex(d, len);
	}
}

static void fqdn(struct dis *d, uint32_t len)
{
	static const struct token flags[] = {{8, "N"}, {4, "E"}, {2, "O"}, {1, "S"}, {0, NULL}};
	unsigned f = u8(d, 0), r1 = u8(d, 0), r2 = u8(d, 0);
	say(d, "[%s] ", bits(d, flags, "none", "", f));
	if (r1 || r2)
		say(d, "%u/%u ", r1, r2);
	quoted(d, len > 3 ? len - 3 : 0, 0);
}

static void agent_information(struct dis *d, uint32_t len)
{
	static const struct token names[] = {
		{1, "Circuit-ID"}, {2, "Remote-ID"}, {5, "Link-selection"}, {6, "Subscriber-ID"}, {0, NULL}};
	uint32_t end = d->pos + len;
	while (d->pos + 2 <= end && !d->cut) {
		unsigned code = u8(d, 0), n = u8(d, 0);
		if (n > end - d->pos) {
			skip(d, end - d->pos);
			return;
		}
		say(d, "\n\t      %s SubOption %u, length %u: ", tok(d, names, "Unknown", code), code, n);
		if (code == 5) {
			numbers(d, 'i', n, 0);
		} else {
			struct span s = bytes(d, 0, n);
			say_text_z(d, s);
		}
	}
}

static void classless_routes(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	for (const char *sep = ""; d->pos < end && !d->cut; sep = ",") {
		unsigned mask = u8(d, 0);
		if (mask > 32 || end - d->pos < (mask + 7) / 8 + 4) {
			say_s(d, " bad stuff");
			return;
		}
		say_s(d, sep);
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
	for (unsigned n = 1; d->pos < end && !d->cut; n++) {
		unsigned size = u8(d, 0);
		if (!size || size > end - d->pos) {
			say(d, "\n\t      instance#%u: %s", n, size ? "[bad length]" : "ERROR: invalid option");
			return;
		}
		struct span s = bytes(d, 0, size);
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

static void special(struct dis *d, unsigned code, uint32_t len)
{
	unsigned v;
	switch (code) {
	case 46: {
		static const struct token nodes[] = {{1, "b-node"}, {2, "p-node"}, {4, "m-node"}, {8, "h-node"}, {0, NULL}};
		v = u8(d, 0);
		say_s(d, tok(d, nodes, "Unknown (%u)", v));
		break;
	}
	case 52: {
		static const struct token fields[] = {{1, "file"}, {2, "sname"}, {3, "file+sname"}, {0, NULL}};
		v = u8(d, 0);
		say_s(d, tok(d, fields, "Unknown (%u)", v));
		break;
	}
	case 53:
		v = u8(d, bootp_option_fields.message_type);
		say_s(d, tok(d, messages, "Unknown (%u)", v));
		break;
	case 55:
		parameters(d, len);
		break;
	case 61:
		if (len)
			client_id(d, len);
		break;
	case 77:
		user_class(d, len);
		break;
	case 81:
		if (len >= 3)
			fqdn(d, len);
		break;
	case 82:
		agent_information(d, len);
		break;
	case 143:
		uris(d, len);
		break;
	case 121:
	case 249:
		classless_routes(d, len);
		break;
	default:
		hex(d, len);
	}
}

static unsigned field_of(unsigned code)
{
	const struct bootp_option_fields *f = &bootp_option_fields;
	switch (code) {
	case 1: return f->subnet_mask;
	case 3: return f->router;
	case 6: return f->name_server;
	case 12: return f->hostname;
	case 50: return f->requested_ip;
	case 51: return f->lease_time;
	case 54: return f->server_id;
	default: return 0;
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
	if (!name && len == 1)
		say(d, "%u", u8(d, 0));
	else if (kind == 'a')
		quoted(d, len, field_of(code));
	else if (kind == '$')
		special(d, code, len);
	else if (kind == 'b')
		hex(d, len);
	else
		numbers(d, kind, len, field_of(code));
}

void bootp_options(struct dis *d)
{
	enum { PAD = 0, END = 255 };
	while (more(d)) {
		unsigned code = u8(d, bootp_option_fields.type);
		if (code == END) {
			uint32_t n = left(d), after = d->pos;
			if (d->verbose > 2)
				say(d, "\n\t    END (255), length 0");
			while (left(d) && peek8(d, 0) == PAD)
				skip(d, 1);
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
		option(d, code, len);
		seek(d, at + len);
	}
}
