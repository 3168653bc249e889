/* Home Networking Control Protocol: RFC 7788, a profile of DNCP, RFC 7787.
 *
 *	| type 2 | length 2, without this header | value, padded to 4 bytes |
 *
 * Many values hold TLVs behind their fixed part. TLVs at a depth that -v does not reach are summed up by
 * their names.
 */
#include "dissect/app/domain.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	HNCP,
	TLV,
	TLV_TYPE,
	TLV_LENGTH,
	NODE_ID,
	ENDPOINT_ID,
	STATE_HASH,
	SEQUENCE,
	SINCE,
	DATA_HASH,
	PEER_NODE,
	PEER_ENDPOINT,
	INTERVAL,
	VERDICT,
	FINGERPRINT,
	COMMON_NAME,
	CAPABILITIES_M,
	CAPABILITIES_P,
	CAPABILITIES_H,
	CAPABILITIES_L,
	USER_AGENT,
	VALID_LIFETIME,
	PREFERRED_LIFETIME,
	PREFIX_LENGTH,
	PREFIX,
	PRIORITY,
	ADDRESS,
	ZONE_FLAGS,
	NAME,
	PSK,
	POLICY,
	POLICY_TEXT,
	OPTION,
	OPTION_LENGTH,
	SERVER_4,
	SERVER_6,
};

enum {
	HEADER = 4,
	POLICY_INTERNET = 0,
	POLICY_DOMAIN = 129,
	POLICY_OPAQUE,
	POLICY_RESTRICTIVE,
	LABEL_MOST = 63
};
enum {
	OPTION4_DNS = 6,
	OPTION4_NTP = 42,
	OPTION4_SEARCH = 119,
	OPTION6_DNS = 23,
	OPTION6_SEARCH,
	OPTION6_SNTP = 31
};
/* TLVs within TLVs are said as deep as there are -v, and from -vvv on to the limit; for fields they are read
 * to it. */
enum { ALL = 3, DEPTH_MOST = 24 };

static const struct token options4[] = {
	{OPTION4_DNS, "DNS-server"}, {OPTION4_NTP, "NTP-server"}, {OPTION4_SEARCH, "DNS-search"}, {0, NULL}};
static const struct token options6[] = {{OPTION6_DNS, "DNS-server"}, {OPTION6_SEARCH, "DNS-search-list"},
	{OPTION6_SNTP, "SNTP-servers"}, {0, NULL}};

static const struct field fields[] = {
	[HNCP] = {"hncp", "Home Networking Control Protocol"},
	[TLV] = {"hncp.tlv", "TLV"},
	[TLV_TYPE] = {"hncp.tlv.type", "Type", F_U16},
	[TLV_LENGTH] = {"hncp.tlv.length", "Length", F_U16},
	[NODE_ID] = {"hncp.node_id", "Node Identifier", F_BYTES},
	[ENDPOINT_ID] = {"hncp.endpoint_id", "Endpoint Identifier", F_U32, HEX},
	[STATE_HASH] = {"hncp.network_state.hash", "Network state hash", F_BYTES},
	[SEQUENCE] = {"hncp.node_state.seq", "Sequence number", F_U32},
	[SINCE] = {"hncp.node_state.since", "Milliseconds since origination", F_U32},
	[DATA_HASH] = {"hncp.node_state.hash", "Node data hash", F_BYTES},
	[PEER_NODE] = {"hncp.peer.node_id", "Peer Node Identifier", F_BYTES},
	[PEER_ENDPOINT] = {"hncp.peer.endpoint_id", "Peer Endpoint Identifier", F_U32, HEX},
	[INTERVAL] = {"hncp.keep_alive.interval", "Keep-alive interval", F_U32},
	[VERDICT] = {"hncp.trust.verdict", "Trust Verdict", F_U8},
	[FINGERPRINT] = {"hncp.trust.fingerprint", "Fingerprint", F_BYTES},
	[COMMON_NAME] = {"hncp.trust.common_name", "Common Name", F_STR},
	[CAPABILITIES_M] = {"hncp.version.m", "M capability", F_U8},
	[CAPABILITIES_P] = {"hncp.version.p", "P capability", F_U8},
	[CAPABILITIES_H] = {"hncp.version.h", "H capability", F_U8},
	[CAPABILITIES_L] = {"hncp.version.l", "L capability", F_U8},
	[USER_AGENT] = {"hncp.version.user_agent", "User-agent", F_STR},
	[VALID_LIFETIME] = {"hncp.prefix.valid", "Valid lifetime since origination", F_U32},
	[PREFERRED_LIFETIME] = {"hncp.prefix.preferred", "Preferred lifetime since origination", F_U32},
	[PREFIX_LENGTH] = {"hncp.prefix.length", "Prefix length", F_U8},
	[PREFIX] = {"hncp.prefix", "Prefix", F_BYTES},
	[PRIORITY] = {"hncp.prefix.priority", "Assigned prefix priority", F_U8},
	[ADDRESS] = {"hncp.address", "IP Address", F_IP6},
	[ZONE_FLAGS] = {"hncp.zone.flags", "Zone flags", F_U8, HEX},
	[NAME] = {"hncp.name", "Name", F_STR},
	[PSK] = {"hncp.psk", "Pre-shared key", F_BYTES},
	[POLICY] = {"hncp.policy.type", "Prefix policy", F_U8},
	[POLICY_TEXT] = {"hncp.policy.text", "Opaque policy", F_STR},
	[OPTION] = {"hncp.dhcp.option", "DHCP option", F_U16},
	[OPTION_LENGTH] = {"hncp.dhcp.option.length", "DHCP option length", F_U16},
	[SERVER_4] = {"hncp.dhcp.server4", "Server", F_IP4},
	[SERVER_6] = {"hncp.dhcp.server6", "Server", F_IP6},
};

static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

static void tlvs(struct dis *d, uint32_t room, unsigned depth);

static void new_line(struct dis *d, unsigned depth)
{
	say_c(d, '\n');
	for (unsigned i = 0; i < depth; i++)
		say_c(d, '\t');
}

/* ---- Parts of values */

static void say_seconds(struct dis *d, const char *what, uint32_t milliseconds)
{
	say(d, " %s%u.%03us", what, milliseconds / 1000, milliseconds % 1000);
}

static void node_id(struct dis *d, const char *what, unsigned field)
{
	struct span id = bytes(d, field, 4);
	say(d, " %s: %s", what, link_addr_str(d, id));
}

static void endpoint_id(struct dis *d, const char *what, unsigned field)
{
	uint32_t id = u32(d, field);
	say(d, " %s: %08x", what, id);
}

static void hash(struct dis *d, unsigned field)
{
	say_s(d, " hash: ");
	read_hex(d, field, 8);
}

static void say_address(struct dis *d, const struct ip6 *a)
{
	if (memcmp(a->b, mapped, sizeof mapped))
		say_ip6(d, a);
	else
		say_ip4(d, (uint32_t)a->b[12] << 24 | a->b[13] << 16 | a->b[14] << 8 | a->b[15]);
}

/* A prefix of so many bits, in as few bytes as hold them; false: there are not so many in the room. */
static bool prefix(struct dis *d, unsigned length, uint32_t room)
{
	struct ip6 a = {{0}};
	unsigned n = (length + 7) / 8;
	if (n > room)
		return false;
	struct span s = bytes(d, PREFIX, n);
	if (length > 128) {
		say_s(d, "(length is invalid)");
		skip(d, room - n);
		return true;
	}
	for (unsigned i = 0; i < n; i++)
		a.b[i] = (uint8_t)span_u8(s, i);
	if (length % 8)
		a.b[n - 1] &= (uint8_t)(0xff << (8 - length % 8));
	bool four = length >= 96 && !memcmp(a.b, mapped, sizeof mapped);
	say_address(d, &a);
	say(d, "/%u", four ? length - 96 : length);
	return true;
}

/* A name of the domain name system, without compression; false: it does not end before `end`. */
static bool domain_name(struct dis *d, uint32_t end)
{
	for (const char *sep = ""; d->pos < end && !d->cut; sep = ".") {
		unsigned label = u8(d, 0);
		if (!label)
			return true;
		say_s(d, sep);
		bool fits = label <= LABEL_MOST && label <= end - d->pos;
		read_text_z(d, NAME, fits ? label : end - d->pos);
		if (!fits)
			break;
	}
	say_s(d, "[|DNS]");
	return false;
}

/* ---- Values. `room` are their bytes, which are there. False: they cannot be so. */

static bool nothing(struct dis *d, uint32_t room, unsigned depth)
{
	return true;
}

static bool request_node(struct dis *d, uint32_t room, unsigned depth)
{
	node_id(d, "NID", NODE_ID);
	return true;
}

static bool node_endpoint(struct dis *d, uint32_t room, unsigned depth)
{
	node_id(d, "NID", NODE_ID);
	endpoint_id(d, "EPID", ENDPOINT_ID);
	return true;
}

static bool network_state(struct dis *d, uint32_t room, unsigned depth)
{
	hash(d, STATE_HASH);
	return true;
}

static bool node_state(struct dis *d, uint32_t room, unsigned depth)
{
	node_id(d, "NID", NODE_ID);
	uint32_t seq = u32(d, SEQUENCE), since = u32(d, SINCE);
	say(d, " seqno: %u", seq);
	say_seconds(d, "", since);
	hash(d, DATA_HASH);
	return true;
}

static bool peer(struct dis *d, uint32_t room, unsigned depth)
{
	node_id(d, "Peer-NID", PEER_NODE);
	endpoint_id(d, "Peer-EPID", PEER_ENDPOINT);
	endpoint_id(d, "Local-EPID", ENDPOINT_ID);
	return true;
}

static bool keep_alive(struct dis *d, uint32_t room, unsigned depth)
{
	endpoint_id(d, "EPID", ENDPOINT_ID);
	uint32_t interval = u32(d, INTERVAL);
	say_seconds(d, "Interval: ", interval);
	return true;
}

static bool trust_verdict(struct dis *d, uint32_t room, unsigned depth)
{
	unsigned verdict = u8(d, VERDICT);
	u24(d, 0);
	say(d, " Verdict: %u Fingerprint: ", verdict);
	read_hex(d, FINGERPRINT, 32);
	say_s(d, " Common Name: ");
	read_text_z(d, COMMON_NAME, room - 36);
	return true;
}

static bool version(struct dis *d, uint32_t room, unsigned depth)
{
	u16(d, 0);
	unsigned mp = u8(d, 0);
	also(d, CAPABILITIES_M, 1, mp >> 4);
	also(d, CAPABILITIES_P, 1, mp & 15);
	unsigned hl = u8(d, 0);
	also(d, CAPABILITIES_H, 1, hl >> 4);
	also(d, CAPABILITIES_L, 1, hl & 15);
	say(d, " M: %u P: %u H: %u L: %u User-agent: ", mp >> 4, mp & 15, hl >> 4, hl & 15);
	read_text_z(d, USER_AGENT, room - 4);
	return true;
}

/* The prefix is judged before anything is said. */
static bool prefix_fits(const struct dis *d, uint32_t before, uint32_t room)
{
	unsigned length = peek8(d, before - 1);
	return (length + 7) / 8 <= room - before;
}

static bool delegated_prefix(struct dis *d, uint32_t room, unsigned depth)
{
	if (!prefix_fits(d, 9, room))
		return false;
	uint32_t valid = u32(d, VALID_LIFETIME), preferred = u32(d, PREFERRED_LIFETIME);
	unsigned length = u8(d, PREFIX_LENGTH);
	say_seconds(d, "VLSO: ", valid);
	say_seconds(d, "PLSO: ", preferred);
	say_s(d, " Prefix: ");
	return prefix(d, length, room - 9);
}

static bool assigned_prefix(struct dis *d, uint32_t room, unsigned depth)
{
	if (!prefix_fits(d, 6, room))
		return false;
	endpoint_id(d, "EPID", ENDPOINT_ID);
	unsigned priority = u8(d, 0) & 15;
	also(d, PRIORITY, 1, priority);
	unsigned length = u8(d, PREFIX_LENGTH);
	say(d, " Prty: %u Prefix: ", priority);
	return prefix(d, length, room - 6);
}

static bool node_address(struct dis *d, uint32_t room, unsigned depth)
{
	endpoint_id(d, "EPID", ENDPOINT_ID);
	say_s(d, " IP Address: ");
	say_address(d, ip6(d, ADDRESS));
	return true;
}

static bool delegated_zone(struct dis *d, uint32_t room, unsigned depth)
{
	uint32_t end = d->pos + room;
	say_s(d, " IP-Address: ");
	say_address(d, ip6(d, ADDRESS));
	unsigned flags = u8(d, ZONE_FLAGS);
	say(d, " %c%c%c ", flags & 4 ? 'l' : '-', flags & 2 ? 'b' : '-', flags & 1 ? 's' : '-');
	return domain_name(d, end);
}

static bool domain(struct dis *d, uint32_t room, unsigned depth)
{
	say_s(d, " Domain: ");
	domain_name(d, d->pos + room);
	return true;
}

static bool node_name(struct dis *d, uint32_t room, unsigned depth)
{
	unsigned length = peek8(d, 16);
	if (17 + length > room)
		return false;
	say_s(d, " IP-Address: ");
	say_address(d, ip6(d, ADDRESS));
	u8(d, 0);
	say_s(d, " Name: ");
	if (length > LABEL_MOST) {
		invalid(d);
		skip(d, length);
		return true;
	}
	say_c(d, '"');
	read_text_z(d, NAME, length);
	say_c(d, '"');
	return true;
}

static bool managed_psk(struct dis *d, uint32_t room, unsigned depth)
{
	say_s(d, " PSK: ");
	read_hex(d, PSK, 32);
	return true;
}

static bool prefix_policy(struct dis *d, uint32_t room, unsigned depth)
{
	unsigned policy = u8(d, POLICY);
	say_s(d, " type: ");
	room--;
	switch (policy) {
	case POLICY_INTERNET:
	case POLICY_RESTRICTIVE:
		if (room)
			return false;
		say_s(d, policy == POLICY_INTERNET ? "Internet connectivity" : "Restrictive assignment");
		return true;
	case POLICY_DOMAIN:
		say_s(d, "DNS domain: ");
		domain_name(d, d->pos + room);
		return true;
	case POLICY_OPAQUE:
		say_s(d, "Opaque UTF-8: ");
		read_text_z(d, POLICY_TEXT, room);
		return true;
	}
	if (policy > 128) {
		say(d, "Unknown (%u)", policy);
		return true;
	}
	say_s(d, "Dest-Prefix: ");
	return prefix(d, policy, room);
}

/* ---- DHCP's options within */

/* As the reference, the last name may end behind the option. */
static bool search_list(struct dis *d, uint32_t end)
{
	while (d->pos < end && !d->cut) {
		say_c(d, ' ');
		if (!dns_plain_name(d))
			return false;
	}
	return true;
}

static bool servers(struct dis *d, unsigned length, unsigned size)
{
	if (length % size)
		return false;
	for (unsigned n = length / size; n && !d->cut; n--) {
		say_c(d, ' ');
		if (size == 4)
			say_ip4(d, ip4(d, SERVER_4));
		else
			say_ip6(d, ip6(d, SERVER_6));
	}
	return true;
}

static bool dhcp4_data(struct dis *d, uint32_t room, unsigned depth)
{
	uint32_t end = d->pos + room;
	while (d->pos < end && !d->cut) {
		if (end - d->pos < 2)
			return false;
		unsigned code = u8(d, OPTION), length = u8(d, OPTION_LENGTH);
		uint32_t next = d->pos + length;
		new_line(d, depth + 1);
		say(d, "%s (%u)", tok(d, options4, "Unknown", code), length + 2);
		if (next > end)
			return false;
		if ((code == OPTION4_DNS || code == OPTION4_NTP) && (length < 4 || !servers(d, length, 4)))
			return false;
		if (code == OPTION4_SEARCH && !search_list(d, next))
			return false;
		seek(d, next);
	}
	return true;
}

static bool dhcp6_data(struct dis *d, uint32_t room, unsigned depth)
{
	uint32_t end = d->pos + room;
	while (d->pos < end && !d->cut) {
		if (end - d->pos < 4)
			return false;
		unsigned code = u16(d, OPTION), length = u16(d, OPTION_LENGTH);
		uint32_t next = d->pos + length;
		new_line(d, depth + 1);
		say(d, "%s (%u)", tok(d, options6, "Unknown", code), length + 4);
		if (next > end)
			return false;
		if ((code == OPTION6_DNS || code == OPTION6_SNTP) && !servers(d, length, 16)) {
			invalid(d);
			return false;
		}
		if (code == OPTION6_SEARCH && !search_list(d, next))
			return false;
		seek(d, next);
	}
	return true;
}

/* ---- TLVs */

static const struct tlv {
	uint16_t type;
	uint16_t least, most; /* bytes of the fixed part */
	bool holds;	      /* TLVs behind it */
	const char *name;
	bool (*value)(struct dis *d, uint32_t room, unsigned depth);
} kinds[] = {
	{1, 0, 0, false, "Request network state", nothing},
	{2, 4, 4, false, "Request node state", request_node},
	{3, 8, 8, false, "Node endpoint", node_endpoint},
	{4, 8, 8, false, "Network state", network_state},
	{5, 20, UINT16_MAX, true, "Node state", node_state},
	{8, 12, 12, false, "Peer", peer},
	{9, 8, UINT16_MAX, false, "Keep-alive interval", keep_alive},
	{10, 37, UINT16_MAX, false, "Trust-Verdict", trust_verdict},
	{32, 5, UINT16_MAX, false, "HNCP-Version", version},
	{33, 0, UINT16_MAX, true, "External-Connection", nothing},
	{34, 9, UINT16_MAX, true, "Delegated-Prefix", delegated_prefix},
	{35, 6, UINT16_MAX, true, "Assigned-Prefix", assigned_prefix},
	{36, 20, UINT16_MAX, true, "Node-Address", node_address},
	{37, 1, UINT16_MAX, false, "DHCPv4-Data", dhcp4_data},
	{38, 1, UINT16_MAX, false, "DHCPv6-Data", dhcp6_data},
	{39, 17, UINT16_MAX, true, "DNS-Delegated-Zone", delegated_zone},
	{40, 1, UINT16_MAX, false, "Domain-Name", domain},
	{41, 17, UINT16_MAX, true, "Node-Name", node_name},
	{42, 32, UINT16_MAX, true, "Managed-PSK", managed_psk},
	{43, 1, UINT16_MAX, false, "Prefix-Policy", prefix_policy},
};

static const struct tlv *kind_of(unsigned type)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].type == type)
			return &kinds[i];
	return NULL;
}

/* RFC 7787 section 12, RFC 7788 section 13. */
static const char *name_of(unsigned type)
{
	const struct tlv *k = kind_of(type);
	if (k)
		return k->name;
	if (!type)
		return "Reserved";
	if (type >= 32 && type < 512)
		return "Unassigned";
	return type >= 768 && type < 1024 ? "Private use" : "Future use";
}

/* Header and value of the TLV at the cursor can be read, up to `end`; false: they cannot, which is said. What
 * is around is read on all the same. */
static bool whole(struct dis *d, uint32_t end)
{
	uint32_t room = end - d->pos;
	if (!have(d, HEADER) || (room >= HEADER && !have(d, HEADER + peek16(d, 2)))) {
		say_cut(d);
		return false;
	}
	if (room >= HEADER && peek16(d, 2) <= room - HEADER)
		return true;
	invalid(d);
	return false;
}

static uint32_t behind(uint32_t start, uint32_t length)
{
	return start + HEADER + ((length + 3) & ~3u);
}

/* False: as the reference, what follows in the same list is not read. */
static bool value(struct dis *d, const struct tlv *k, uint32_t room, unsigned depth)
{
	uint32_t start = d->pos;
	bool sized = room >= k->least && room <= k->most;
	if (!sized || !k->value(d, room, depth)) {
		invalid(d);
		return !sized || k->value != dhcp4_data;
	}
	uint32_t fixed = (d->pos - start + 3) & ~3u;
	if (k->holds && !d->cut && fixed < room) {
		seek(d, start + fixed);
		tlvs(d, room - fixed, depth + 1);
	}
	return true;
}

static void say_names(struct dis *d, const char **sep, const char *name, unsigned count)
{
	say(d, "%s%s", *sep, name);
	if (count > 1)
		say(d, " (x%u)", count);
	*sep = ", ";
}

/* What there is, by name. */
static void names(struct dis *d, uint32_t room, unsigned depth)
{
	uint32_t end = d->pos + room;
	const char *last = NULL, *sep = "";
	unsigned count = 0;
	while (d->pos < end) {
		if (!whole(d, end))
			return;
		const char *name = name_of(peek16(d, 0));
		if (name != last && last) {
			if (!*sep)
				depth > 1 ? new_line(d, depth) : say_c(d, ' ');
			say_names(d, &sep, last, count);
			count = 0;
		}
		last = name;
		count++;
		seek(d, behind(d->pos, peek16(d, 2)));
	}
	if (!*sep)
		depth > 1 ? new_line(d, depth) : say_c(d, ' ');
	if (last)
		say_names(d, &sep, last, count);
}

static void each(struct dis *d, uint32_t room, unsigned depth)
{
	uint32_t end = d->pos + room;
	while (d->pos < end && !d->cut) {
		new_line(d, depth);
		if (!whole(d, end))
			return;
		uint32_t start = d->pos;
		group_begin(d, TLV);
		unsigned type = u16(d, TLV_TYPE), length = u16(d, TLV_LENGTH);
		const struct tlv *k = kind_of(type);
		bool go_on = true;
		if (k) {
			say(d, "%s (%u)", k->name, length + HEADER);
			go_on = value(d, k, length, depth);
		} else {
			say(d, "%s: type=%u (%u)", name_of(type), type, length + HEADER);
		}
		group_end(d);
		if (!go_on)
			return;
		seek(d, behind(start, length));
	}
}

static void tlvs(struct dis *d, uint32_t room, unsigned depth)
{
	if (depth <= DEPTH_MOST && ((unsigned)d->verbose >= depth || d->verbose >= ALL)) {
		each(d, room, depth);
		return;
	}
	if (fields_wanted(d) && depth <= DEPTH_MOST) {
		struct saved s = quiet_begin(d, true);
		each(d, room, depth);
		quiet_end(d, &s);
	}
	if (!d->mute && room)
		names(d, room, depth);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	say(d, "hncp (%u)", length);
	tlvs(d, length, 1);
}

static const struct binding bindings[] = {{BIND_UDP_PORT, EITHER, UDP_RANK_HNCP, 8231, 0}, {0}};

const struct proto proto_hncp = {
	.name = "hncp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
