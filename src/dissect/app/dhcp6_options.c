/* The options of DHCPv6: RFC 8415 section 21, and those of IANA's list that came after it. A row says how an option's value is
 * read; what does not fit its kind is said as "?".
 *
 *	| code 2 | length 2 | value ...
 */
#include "dissect/app/dhcp6.h"

#include <stdio.h>

#include "core/time.h"
#include "dissect/app/domain.h"

enum kind {
	NAME_ONLY, DUID_VALUE, IA, IA_TA, IA_ADDRESS, OPTION_LIST, BYTE, SHORT, LONG, MESSAGE, AUTHENTICATION, STATUS, VENDOR_CLASS,
	VENDOR_OPTIONS, BYTES, RECONFIGURE, DOMAINS, ADDRESSES, IA_PREFIX, ENTERPRISE_BYTES, TEXT, LEASE_QUERY, OPTIONS, RELAY_DATA,
	NTP_SERVER, TEXTS, DOMAIN,
};

enum { USER_CLASS = 15 };

struct row {
	uint16_t code;
	uint8_t kind, field;
	const char *name;
};

static const struct row rows[] = {
	{1, DUID_VALUE, 0, "client-ID"}, {2, DUID_VALUE, 0, "server-ID"}, {3, IA, 0, "IA_NA"}, {4, IA_TA, 0, "IA_TA"},
	{5, IA_ADDRESS, 0, "IA_ADDR"}, {6, OPTION_LIST, REQUESTED_OPTION, "option-request"}, {7, BYTE, PREFERENCE, "preference"},
	{8, SHORT, ELAPSED_TIME, "elapsed-time"}, {9, MESSAGE, 0, "relay-message"}, {11, AUTHENTICATION, 0, "authentication"},
	{12, NAME_ONLY, UNICAST, "server-unicast"}, {13, STATUS, 0, "status-code"}, {14, NAME_ONLY, 0, "rapid-commit"},
	{15, TEXTS, 0, "user-class"}, {16, VENDOR_CLASS, VENDOR_CLASS_ENTERPRISE, "vendor-class"},
	{17, VENDOR_OPTIONS, VENDOR_OPTS_ENTERPRISE, "vendor-specific-info"}, {18, BYTES, INTERFACE_ID, "interface-ID"},
	{19, RECONFIGURE, RECONFIGURE_MESSAGE, "reconfigure-message"}, {20, NAME_ONLY, 0, "reconfigure-accept"},
	{21, DOMAINS, SIP_DOMAIN, "SIP-servers-domain"}, {22, ADDRESSES, SIP_SERVER, "SIP-servers-address"},
	{23, ADDRESSES, DNS_SERVER, "DNS-server"}, {24, DOMAINS, SEARCH_ENTRY, "DNS-search-list"}, {25, IA, 0, "IA_PD"},
	{26, IA_PREFIX, 0, "IA_PD-prefix"}, {27, ADDRESSES, NIS_SERVER, "NIS-server"}, {28, ADDRESSES, NISP_SERVER, "NIS+-server"},
	{29, NAME_ONLY, NIS_FQDN, "NIS-domain-name"}, {30, NAME_ONLY, NISP_FQDN, "NIS+-domain-name"}, {31, ADDRESSES, SNTP_SERVER, "SNTP-servers"},
	{32, LONG, LIFETIME, "lifetime"}, {33, NAME_ONLY, BCMCS_FQDN, "BCMCS-domain-name"}, {34, ADDRESSES, BCMCS_SERVER, "BCMCS-server"},
	{36, NAME_ONLY, 0, "Geoconf-Civic"}, {37, ENTERPRISE_BYTES, REMOTE_ID_ENTERPRISE, "Remote-ID"}, {38, BYTES, SUBSCRIBER_ID, "Subscriber-ID"},
	{39, NAME_ONLY, CLIENT_DOMAIN, "Client-FQDN"}, {40, ADDRESSES, PANA_AGENT, "PANA-agent"}, {41, TEXT, TIMEZONE, "POSIX-timezone"},
	{42, TEXT, TZDB, "POSIX-tz-database"}, {43, OPTION_LIST, REQUESTED_OPTION, "Echo-request-option"}, {44, LEASE_QUERY, 0, "Lease-query"},
	{45, OPTIONS, 0, "LQ-client-data"}, {46, LONG, CLT_TIME, "Clt-time"}, {47, RELAY_DATA, 0, "LQ-relay-data"},
	{48, ADDRESSES, LQ_LINK, "LQ-client-link"}, {56, NTP_SERVER, 0, "NTP-server"}, {59, TEXT, 0, "Bootfile-URL"}, {64, DOMAIN, AFTR_NAME, "AFTR-Name"},
	{112, TEXT, MUD_URL, "MUD-URL"}, {136, TEXTS, 0, "SZTP-redirect"},
};

static const struct row *row_of(unsigned code)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].code == code)
			return &rows[i];
	return NULL;
}

static void say_name(struct dis *d, unsigned code)
{
	const struct row *r = row_of(code);
	if (r)
		say_s(d, r->name);
	else
		say(d, "opt_%u", code);
}

/* " ?": the value is not as long as its kind. */
static void misfit(struct dis *d)
{
	say_s(d, " ?");
}

/* Bytes of no known form: ten of them are enough without -vv. */
static void hex(struct dis *d, unsigned field, unsigned len)
{
	enum { SHORT_FORM = 10 };
	struct span s = bytes(d, field, len);
	bool shortened = d->verbose < 2 && s.len > SHORT_FORM;
	s.len = shortened ? SHORT_FORM : s.len;
	say_c(d, ' ');
	say_hex(d, s);
	if (shortened)
		say_s(d, "...");
}

/* ---- Names */

/* The name of len bytes from absolute pos on as text; a whole one ends with a point. How long it is, 0: it cannot be one. */
static uint32_t mark_name(struct dis *d, unsigned field, uint32_t pos, uint32_t len)
{
	enum { MOST = 255 };
	char text[MOST + 1];
	uint32_t n = 0, at = 0;
	struct span s = span_at(d, pos, len);
	while (at < s.len) {
		unsigned label = span_u8(s, at++);
		if (!label)
			break;
		if (label > 63 || label > s.len - at || n + label + 1 > MOST)
			return 0;
		memcpy(text + n, s.p + at, label);
		n += label;
		text[n++] = '.';
		at += label;
	}
	bool whole = at && !span_u8(s, at - 1);
	if (n)
		mark_made(d, field, pos, at, text, whole ? n : n - 1);
	return at;
}

static void mark_names(struct dis *d, unsigned field, uint32_t len)
{
	uint32_t end = d->pos + len;
	for (uint32_t at = d->pos, n; d->tape && at < end; at += n) {
		n = mark_name(d, field, at, end - at);
		if (!n)
			return;
	}
}

/* "00000007", as Wireshark has numbers of associations. */
static void mark_identity(struct dis *d, unsigned field, uint32_t v)
{
	if (!mark_wanted(d, field))
		return;
	char text[9];
	snprintf(text, sizeof text, "%08x", v);
	mark_made(d, field, d->pos - 4, 4, text, 8);
}

/* "02:00:00:00:00:01" */
static struct span link_address(struct dis *d, unsigned field, unsigned len)
{
	enum { MOST = 128 }; /* RFC 8415 section 11.1 */
	struct span s = bytes(d, 0, len);
	if (!s.len || s.len > MOST || !mark_wanted(d, field))
		return s;
	char text[MOST * 3 + 1];
	for (uint32_t i = 0; i < s.len; i++)
		snprintf(text + i * 3, 4, "%02x:", span_u8(s, i));
	mark_made(d, field, s.pos, s.len, text, s.len * 3 - 1);
	return s;
}

/* ---- Values */

/* RFC 8415 section 11. */
static void duid(struct dis *d, unsigned len)
{
	enum { LLT = 1, EN = 2, LL = 3 };
	if (len < 2) {
		misfit(d);
		return;
	}
	mark_bytes(d, DUID, d->pos, len);
	unsigned type = u16(d, DUID_TYPE);
	if ((type == LLT && len < 8) || (type == LL && len < 4) || (type == EN && len < 4)) {
		misfit(d);
	} else if (type == LLT) {
		enum { EPOCH = 946684800 }; /* 2000 */
		unsigned hardware = u16(d, LLT_HARDWARE);
		uint32_t time = u32(d, 0);
		also(d, LLT_TIME, 4, (time + (uint64_t)EPOCH) * NS_PER_S);
		say(d, " hwaddr/time type %u time %u ", hardware, time);
		say_hex(d, link_address(d, LLT_ADDRESS, len - 8));
	} else if (type == LL) {
		say(d, " hwaddr type %u ", u16(d, LL_HARDWARE));
		say_hex(d, link_address(d, LL_ADDRESS, len - 4));
	} else if (type == EN && len > 8) {
		uint32_t enterprise = u32(d, EN_ENTERPRISE);
		say(d, " vid %u ", enterprise);
		say_hex(d, bytes(d, EN_IDENTIFIER, len - 6));
	} else if (type == EN) {
		misfit(d);
	} else {
		say(d, " type %u", type);
	}
}

static void identity(struct dis *d, unsigned len, bool temporary)
{
	if (len < (temporary ? 4 : 12)) {
		misfit(d);
		return;
	}
	uint32_t id = u32(d, 0);
	mark_identity(d, temporary ? IATA : IAID, id);
	say(d, " IAID:%u", id);
	if (!temporary) {
		say(d, " T1:%u", u32(d, IAID_T1));
		say(d, " T2:%u", u32(d, IAID_T2));
	}
	if (more(d))
		dhcp6_options(d);
}

static void address(struct dis *d, unsigned len)
{
	if (len < 24) {
		misfit(d);
		return;
	}
	say(d, " %s", ip6_str(d, ip6(d, IAADDR)));
	uint32_t preferred = u32(d, IAADDR_PREFERRED), valid = u32(d, IAADDR_VALID);
	say(d, " pltime:%u vltime:%u", preferred, valid);
	if (more(d))
		dhcp6_options(d);
}

static void prefix(struct dis *d, unsigned len)
{
	if (len < 25) {
		misfit(d);
		return;
	}
	uint32_t preferred = u32(d, IAPREFIX_PREFERRED), valid = u32(d, IAPREFIX_VALID);
	unsigned bits = u8(d, IAPREFIX_LEN);
	say(d, " %s/%u pltime:%u vltime:%u", ip6_str(d, ip6(d, IAPREFIX)), bits, preferred, valid);
	if (more(d))
		dhcp6_options(d);
}

static void option_list(struct dis *d, const struct row *r, unsigned len)
{
	if (len % 2) {
		misfit(d);
		return;
	}
	while (more(d)) {
		say_c(d, ' ');
		say_name(d, u16(d, r->field));
	}
}

static void addresses(struct dis *d, const struct row *r, unsigned len)
{
	if (len % 16) {
		misfit(d);
		return;
	}
	while (more(d))
		say(d, " %s", ip6_str(d, ip6(d, r->field)));
}

/* n bytes in groups: hex with a blank between groups. */
static void hex_groups(struct dis *d, unsigned field, unsigned groups, unsigned size)
{
	if (field && have(d, groups * size))
		mark_bytes(d, field, d->pos, groups * size);
	for (unsigned i = 0; i < groups; i++) {
		say_c(d, ' ');
		say_hex(d, bytes(d, 0, size));
	}
}

/* RFC 3315 section 21, whose delayed protocol is gone from RFC 8415. */
static void authentication(struct dis *d, unsigned len)
{
	enum { DELAYED = 2, RECONFIGURE_KEY = 3, DIGEST = 16, KEY_ID = 4 };
	static const struct token protocols[] = {{DELAYED, "delayed"}, {RECONFIGURE_KEY, "reconfigure"}, {0, NULL}};
	static const struct token algorithms[] = {{1, "HMAC-MD5"}, {0, NULL}};
	static const struct token methods[] = {{0, "mono"}, {0, NULL}};
	static const struct token kinds[] = {{1, "reconfig-key value"}, {2, "type: HMAC-MD5 value"}, {0, NULL}};
	if (len < 11) {
		misfit(d);
		return;
	}
	unsigned protocol = u8(d, AUTH_PROTOCOL), algorithm = u8(d, AUTH_ALGORITHM), method = u8(d, AUTH_METHOD);
	say(d, " proto: %s, alg: %s, RDM: %s, RD:", tok(d, protocols, "%u", protocol), tok(d, algorithms, "%u", algorithm),
		method > 255 ? "" : tok(d, methods, "%u", method));
	hex_groups(d, AUTH_REPLAY, 4, 2);
	unsigned left_bytes = len - 11;
	if (left_bytes && have(d, left_bytes))
		mark_bytes(d, AUTH_INFO, d->pos, left_bytes);
	if (protocol == DELAYED && left_bytes >= DIGEST + KEY_ID) {
		if (left_bytes > DIGEST + KEY_ID) {
			say_s(d, ", realm: ");
			say_hex(d, bytes(d, 0, left_bytes - DIGEST - KEY_ID));
		}
		say(d, ", key ID: %08x, HMAC-MD5:", u32(d, 0));
		hex_groups(d, 0, 4, 4);
	} else if (protocol == RECONFIGURE_KEY && left_bytes == DIGEST + 1) {
		unsigned kind = u8(d, 0);
		say(d, " %s:", word(kinds, kind) ? word(kinds, kind) : "type: ?\? value");
		hex_groups(d, 0, 4, 4);
	} else if (left_bytes || protocol != DELAYED) {
		say_s(d, " ??");
	}
}

static void status(struct dis *d, unsigned len)
{
	static const struct token codes[] = {{0, "Success"}, {1, "UnspecFail"}, {2, "NoAddrsAvail"}, {3, "NoBinding"}, {4, "NotOnLink"},
		{5, "UseMulticast"}, {6, "NoPrefixAvail"}, {7, "UnknownQueryType"}, {8, "MalformedQuery"}, {9, "NotConfigured"},
		{10, "NotAllowed"}, {0, NULL}};
	if (len < 2) {
		misfit(d);
		return;
	}
	unsigned code = u16(d, STATUS_CODE);
	say(d, " %s", code > 255 ? "INVALID code" : tok(d, codes, "code%u", code));
	bytes(d, STATUS_MESSAGE, len - 2);
}

/* An enterprise number, then (length, text) or (code, length, hex). */
static void vendor(struct dis *d, const struct row *r, unsigned len, bool coded)
{
	if (len < 4) {
		misfit(d);
		return;
	}
	say(d, " enterprise %u", u32(d, r->field));
	while (more(d)) {
		if (declared(d) < (coded ? 4u : 2u)) {
			misfit(d);
			return;
		}
		unsigned code = coded ? u16(d, VENDOR_CODE) : 0, n = u16(d, coded ? VENDOR_LENGTH : 0);
		if (coded)
			say(d, " (code %u len %u data", code, n);
		else
			say(d, " (len %u data ", n);
		if (n > declared(d)) {
			say_s(d, coded ? " ?)" : "?)");
			return;
		}
		if (coded)
			hex(d, VENDOR_DATA, n);
		else
			say_text(d, bytes(d, VENDOR_CLASS_DATA, n));
		say_c(d, ')');
	}
}

static void reconfigure(struct dis *d, const struct row *r, unsigned len)
{
	static const struct token messages[] = {{5, "for renew"}, {6, "for rebind"}, {11, "for inf-req"}, {0, NULL}};
	if (len != 1) {
		misfit(d);
		return;
	}
	say(d, " %s", tok(d, messages, "for ?\?\?(%02x)", u8(d, r->field)));
}

/* Names of the domain name system, one after the other, up to `end`, which the last may run over. False: one cannot be. */
static bool domains(struct dis *d, uint32_t end)
{
	bool whole = true;
	while (whole && d->pos < end) {
		say_c(d, ' ');
		struct saved s = part_begin(d, left(d));
		whole = dns_plain_name(d);
		uint32_t behind = d->pos;
		part_end(d, &s);
		seek(d, behind);
	}
	return whole;
}

/* One name, its labels joined by points. */
static void domain(struct dis *d, unsigned len)
{
	if (len < 3) {
		misfit(d);
		return;
	}
	say_c(d, ' ');
	for (const char *sep = ""; more(d); sep = ".") {
		unsigned label = u8(d, 0);
		if (!label)
			return;
		say_s(d, sep);
		if (label >= declared(d)) {
			misfit(d);
			return;
		}
		say_text(d, bytes(d, 0, label));
	}
}

static void lease_query(struct dis *d, unsigned len)
{
	static const struct token kinds[] = {{1, "by-address"}, {2, "by-clientID"}, {0, NULL}};
	if (len < 17) {
		misfit(d);
		return;
	}
	say(d, " %s", tok(d, kinds, "type_%u", u8(d, LQ_TYPE)));
	const struct ip6 *link = ip6(d, LQ_ADDRESS);
	say(d, " %s", ip6_str(d, link));
	if (more(d))
		dhcp6_options(d);
}

/* RFC 5908. False: a suboption is longer than the option; that ends unsaid. */
static bool ntp_server(struct dis *d, unsigned size)
{
	enum { ADDRESS = 1, MULTICAST = 2, FQDN = 3, HEADER = 4 };
	if (size < HEADER)
		misfit(d);
	while (more(d) && declared(d) > HEADER) {
		unsigned code = u16(d, NTP_TYPE), len = u16(d, NTP_LENGTH);
		if (len > declared(d) || len > left(d))
			return false;
		say(d, " subopt:%u", code);
		struct saved s = part_begin(d, len);
		if ((code == ADDRESS || code == MULTICAST) && len == 16)
			say(d, " %s", ip6_str(d, ip6(d, code == ADDRESS ? NTP_ADDRESS : NTP_MULTICAST)));
		else if (code == FQDN) {
			mark_names(d, NTP_FQDN, len);
			domain(d, len);
		}
		else
			misfit(d);
		part_end(d, &s);
	}
	return true;
}

/* RFC 8415 section 21.15, RFC 8572 section 8.3: texts with a length in front. */
static void texts(struct dis *d, bool user_class)
{
	for (char sep = ' '; more(d); sep = ',') {
		unsigned n = u16(d, user_class ? USER_CLASS_LENGTH : 0);
		if (n > declared(d)) {
			misfit(d);
			return;
		}
		say_c(d, sep);
		say_text(d, bytes(d, user_class ? USER_CLASS_DATA : 0, n));
	}
}

/* RFC 4704 section 4 */
static void client_name(struct dis *d, unsigned len)
{
	unsigned flags = u8(d, CLIENT_FLAGS);
	also(d, CLIENT_N, 1, flags >> 2 & 1);
	also(d, CLIENT_S, 1, flags & 1);
	mark_names(d, CLIENT_DOMAIN, len - 1);
}

/* What the line has nothing of but the option's name. */
static void hidden(struct dis *d, const struct row *r, unsigned len)
{
	struct saved s = quiet_begin(d, true);
	if (r->field == UNICAST)
		ip6(d, UNICAST);
	else if (r->field == CLIENT_DOMAIN && len)
		client_name(d, len);
	else if (r->field)
		mark_names(d, r->field, len);
	quiet_end(d, &s);
}

static void number(struct dis *d, const struct row *r, unsigned len, unsigned size)
{
	if (len != size) {
		misfit(d);
		return;
	}
	/* Wireshark's elapsed time is in milliseconds */
	uint64_t v = dis_be(d, r->field == ELAPSED_TIME ? 0 : r->field, size);
	if (r->field == ELAPSED_TIME)
		also(d, ELAPSED_TIME, size, v * 10);
	say(d, " %llu", (unsigned long long)v);
}

/* False: the option's end is not said. */
static bool value(struct dis *d, const struct row *r, unsigned len)
{
	switch ((enum kind)r->kind) {
	case NAME_ONLY:
		if (d->tape)
			hidden(d, r, len);
		break;
	case DUID_VALUE: duid(d, len); break;
	case IA: identity(d, len, false); break;
	case IA_TA: identity(d, len, true); break;
	case IA_ADDRESS: address(d, len); break;
	case IA_PREFIX: prefix(d, len); break;
	case OPTION_LIST: option_list(d, r, len); break;
	case BYTE: number(d, r, len, 1); break;
	case SHORT: number(d, r, len, 2); break;
	case LONG: number(d, r, len, 4); break;
	case AUTHENTICATION: authentication(d, len); break;
	case STATUS: status(d, len); break;
	case VENDOR_CLASS: vendor(d, r, len, false); break;
	case VENDOR_OPTIONS: vendor(d, r, len, true); break;
	case BYTES: hex(d, r->field, len); break;
	case RECONFIGURE: reconfigure(d, r, len); break;
	case ADDRESSES: addresses(d, r, len); break;
	case LEASE_QUERY: lease_query(d, len); break;
	case TEXTS: texts(d, r->code == USER_CLASS); break;
	case DOMAIN:
		mark_names(d, r->field, len);
		domain(d, len);
		break;
	case OPTIONS:
		if (len)
			dhcp6_options(d);
		break;
	case DOMAINS: break; /* done before */
	case NTP_SERVER:
		if (!ntp_server(d, len)) {
			say_cut(d);
			return false;
		}
		break;
	case MESSAGE:
		say_s(d, " ("); /* the option's end closes it */
		dhcp6_message(d);
		break;
	case ENTERPRISE_BYTES:
		if (len < 4) {
			misfit(d);
			break;
		}
		say(d, " %u", u32(d, r->field));
		hex(d, REMOTE_ID, len - 4);
		break;
	case RELAY_DATA:
		if (len < 16) {
			misfit(d);
			break;
		}
		say(d, " %s", ip6_str(d, ip6(d, LQ_PEER)));
		hex(d, LQ_MESSAGE, len - 16);
		break;
	case TEXT:
		if (len < 5) {
			misfit(d);
			break;
		}
		say_c(d, ' ');
		say_text_z(d, bytes(d, r->field, len));
		break;
	}
	return true;
}

void dhcp6_options(struct dis *d)
{
	/* what was not captured behind the last option is passed over in silence */
	while (more(d) && left(d)) {
		if (left(d) < 4) {
			say_cut(d);
			return;
		}
		group_begin(d, OPTION);
		unsigned code = u16(d, OPTION_TYPE), len = u16(d, OPTION_LENGTH);
		if (len > left(d)) {
			group_end(d);
			say_cut(d);
			return;
		}
		say_s(d, " (");
		say_name(d, code);
		const struct row *r = row_of(code);
		bool whole = true;
		if (r && r->kind == DOMAINS) {
			mark_names(d, r->field, len);
			whole = domains(d, d->pos + len);
			if (!whole)
				say_cut(d);
		} else {
			struct saved s = part_begin(d, len);
			whole = !r || value(d, r, len);
			part_end(d, &s);
		}
		group_end(d);
		if (!whole)
			return;
		say_c(d, ')');
	}
}
