/* Protocol Independent Multicast, version 2: RFC 7761 (sparse), RFC 3973 (dense), RFC 5059 (bootstrap), RFC 5015 (DF
 * election).
 *
 *	| ver 4 type 4 | reserved or subtype | checksum 2 | by type ... |
 *
 * Encoded addresses:	unicast | family | encoding | address |
 *			group   | family | encoding | flags | mask length | address |
 *			source  | family | encoding | flags S W R | mask length | address |
 */
#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum {
	PIM, VERSION, TYPE, SUBTYPE, CKSUM, OPTION_TYPE, OPTION_LENGTH, OPTION_VALUE, BORDER, NULL_REGISTER, HOLDTIME,
	NUM_GROUPS, NUM_JOINS, NUM_PRUNES, T_BIT, PROPAGATION_DELAY, OVERRIDE_INTERVAL, DR_PRIORITY, GENERATION_ID,
	REFRESH_VERSION, REFRESH_INTERVAL, METRIC_PREF, METRIC, SOURCE, SOURCE6, GROUP, GROUP6, UPSTREAM, UPSTREAM6, JOIN,
	JOIN6, PRUNE, PRUNE6, LISTED, LISTED6, BSR, BSR6, RP, RP6, ORIGINATOR, ORIGINATOR6, WINNER, WINNER6,
	WINNER_PREF, WINNER_METRIC, OFFER, OFFER6, OFFER_PREF, OFFER_METRIC, OFFER_INTERVAL, FRAGMENT_TAG, HASH_MASK_LEN,
	BSR_PRIORITY, RP_COUNT, FRP_COUNT, PRIORITY, PREFIX_COUNT, MASK_LEN, FAMILY, ENCODING, GROUP_FLAGS, SOURCE_FLAGS,
	TTL, INTERVAL,
};

enum {
	HELLO = 0, REGISTER = 1, REGISTER_STOP = 2, JOIN_PRUNE = 3, BOOTSTRAP = 4, ASSERT = 5, GRAFT = 6, GRAFT_ACK = 7,
	CANDIDATE_RP = 8, STATE_REFRESH = 9, DF_ELECTION = 10,
};

static const struct token types[] = {
	{0, "Hello"},
	{1, "Register"},
	{2, "Register Stop"},
	{3, "Join / Prune"},
	{4, "Bootstrap"},
	{5, "Assert"},
	{6, "Graft"},
	{7, "Graft Acknowledgement"},
	{8, "Candidate RP Advertisement"},
	{9, "Prune Refresh"},
	{10, "DF Election"},
	{11, "ECMP Redirect"},
	{0, NULL}};
static const struct token hello_options[] = {
	{1, "Hold Time"},
	{2, "LAN Prune Delay"},
	{18, "DR Priority (Old)"},
	{19, "DR Priority"},
	{20, "Generation ID"},
	{21, "State Refresh Capability"},
	{22, "Bi-Directional Capability"},
	{24, "Address List"},
	{65001, "Address List (old)"},
	{0, NULL}};
static const struct token register_flags[] = {{0x80000000, "Border"}, {0x40000000, "Null"}, {0, NULL}};
static const struct token elections[] = {{1, "Offer"}, {2, "Winner"}, {3, "Backoff"}, {4, "Pass"}, {0, NULL}};

static const struct field fields[] = {
	[PIM] = {"pim", "Protocol Independent Multicast"},
	[VERSION] = {"pim.version", "Version", F_U8},
	[TYPE] = {"pim.type", "Type", F_U8, DEC, types},
	[SUBTYPE] = {"pim.df_elect.subtype", "Subtype", F_U8, DEC, elections},
	[CKSUM] = {"pim.cksum", "Checksum", F_U16, HEX},
	[OPTION_TYPE] = {"pim.optiontype", "Type", F_U16, DEC, hello_options},
	[OPTION_LENGTH] = {"pim.optionlength", "Length", F_U16},
	[OPTION_VALUE] = {"pim.optionvalue", "Unknown", F_BYTES},
	[BORDER] = {"pim.register_flag.border", "Border", F_BOOL},
	[NULL_REGISTER] = {"pim.register_flag.null_register", "Null-Register", F_BOOL},
	[HOLDTIME] = {"pim.holdtime", "Holdtime", F_U16},
	[NUM_GROUPS] = {"pim.numgroups", "Num Groups", F_U16},
	[NUM_JOINS] = {"pim.numjoins", "Num Joins", F_U16},
	[NUM_PRUNES] = {"pim.numprunes", "Num Prunes", F_U16},
	[T_BIT] = {"pim.t", "T", F_BOOL},
	[PROPAGATION_DELAY] = {"pim.propagation_delay", "Propagation Delay", F_U16},
	[OVERRIDE_INTERVAL] = {"pim.override_interval", "Override Interval", F_U16},
	[DR_PRIORITY] = {"pim.dr_priority", "DR Priority", F_U32},
	[GENERATION_ID] = {"pim.generation_id", "Generation ID", F_U32},
	[REFRESH_VERSION] = {"pim.state_refresh_version", "Version", F_U8},
	[REFRESH_INTERVAL] = {"pim.state_refresh_interval", "Interval", F_U8},
	[METRIC_PREF] = {"pim.metric_pref", "Metric Preference", F_U32},
	[METRIC] = {"pim.metric", "Metric", F_U32},
	[SOURCE] = {"pim.source", "Source", F_IP4},
	[SOURCE6] = {"pim.source_ip6", "Source", F_IP6},
	[GROUP] = {"pim.group", "Group", F_IP4},
	[GROUP6] = {"pim.group_ip6", "Group", F_IP6},
	[UPSTREAM] = {"pim.upstream_neighbor", "Upstream-neighbor", F_IP4},
	[UPSTREAM6] = {"pim.upstream_neighbor_ip6", "Upstream-neighbor", F_IP6},
	[JOIN] = {"pim.join_ip", "Join", F_IP4},
	[JOIN6] = {"pim.join_ip6", "Join", F_IP6},
	[PRUNE] = {"pim.prune_ip", "Prune", F_IP4},
	[PRUNE6] = {"pim.prune_ip6", "Prune", F_IP6},
	[LISTED] = {"pim.address_list", "Address", F_IP4},
	[LISTED6] = {"pim.address_list_ip6", "Address", F_IP6},
	[BSR] = {"pim.bsr", "BSR", F_IP4},
	[BSR6] = {"pim.bsr_ip6", "BSR", F_IP6},
	[RP] = {"pim.rp", "RP", F_IP4},
	[RP6] = {"pim.rp_ip6", "RP", F_IP6},
	[ORIGINATOR] = {"pim.originator", "Originator", F_IP4},
	[ORIGINATOR6] = {"pim.originator_ip6", "Originator", F_IP6},
	[WINNER] = {"pim.bidir_winner_ip4", "Winner IP4", F_IP4},
	[WINNER6] = {"pim.bidir_winner_ip6", "Winner IP6", F_IP6},
	[WINNER_PREF] = {"pim.bidir_win_metric_pref", "Winner metric pref", F_U32},
	[WINNER_METRIC] = {"pim.bidir_win_metric", "Winner metric", F_U32},
	[OFFER] = {"pim.bidir_offering_ip4", "Offering IP4", F_IP4},
	[OFFER6] = {"pim.bidir_offering_ip6", "Offering IP6", F_IP6},
	[OFFER_PREF] = {"pim.bidir_off_metric_pref", "Offering metric pref", F_U32},
	[OFFER_METRIC] = {"pim.bidir_off_metric", "Offering metric", F_U32},
	[OFFER_INTERVAL] = {"pim.bidir_offering_interval", "interval", F_U16},
	[FRAGMENT_TAG] = {"pim.fragment_tag", "Fragment tag", F_U16, HEX},
	[HASH_MASK_LEN] = {"pim.hash_mask_len", "Hash mask len", F_U8},
	[BSR_PRIORITY] = {"pim.bsr_priority", "BSR priority", F_U8},
	[RP_COUNT] = {"pim.rp_count", "RP count", F_U8},
	[FRP_COUNT] = {"pim.frp_count", "FRP count", F_U8},
	[PRIORITY] = {"pim.priority", "Priority", F_U8},
	[PREFIX_COUNT] = {"pim.prefix_count", "Prefix-count", F_U8},
	[MASK_LEN] = {"pim.mask_len", "Masklen", F_U8},
	[FAMILY] = {"pim.addr_address_family", "Address Family", F_U8},
	[ENCODING] = {"pim.addr_encoding_type", "Encoding Type", F_U8},
	[GROUP_FLAGS] = {"pim.group_addr.flags", "Flags", F_U8, HEX},
	[SOURCE_FLAGS] = {"pim.source_addr.flags", "Flags", F_U8, HEX},
	[TTL] = {"pim.ttl", "TTL", F_U8},
	[INTERVAL] = {"pim.interval", "Interval", F_U8},
};

/* field + 1 is the same for IPv6; 0: none. */
static void address(struct dis *d, unsigned family, unsigned field)
{
	if (family == 1) {
		uint32_t a = ip4(d, field);
		say_ip4(d, a);
	} else {
		const struct ip6 *a = ip6(d, field ? field + 1 : 0);
		say_ip6(d, a);
	}
}

/* Family (1 or 2) of an encoded address; 0: one that cannot be read on, and the packet is cut. RFC 2117 had a length for all
 * addresses of a message in its header instead. */
static unsigned encoding(struct dis *d, unsigned length)
{
	unsigned family = length ? length == 4 : u8(d, FAMILY), type = length ? 0 : u8(d, ENCODING);
	if (!d->cut && (type || family < 1 || family > 2))
		cut_here(d);
	return d->cut ? 0 : family;
}

static void unicast(struct dis *d, unsigned length, unsigned field)
{
	unsigned family = encoding(d, length);
	if (family)
		address(d, family, field);
}

static void group(struct dis *d, unsigned length, unsigned field)
{
	unsigned family = encoding(d, length), flags = u8(d, GROUP_FLAGS), mask = u8(d, MASK_LEN);
	if (d->cut)
		return;
	address(d, family, field);
	if (mask != (family == 1 ? 32 : 128))
		say(d, "/%u", mask);
	if (flags)
		say(d, "(0x%02x)", flags);
}

static void source(struct dis *d, unsigned length, unsigned field)
{
	unsigned family = encoding(d, length), flags = u8(d, SOURCE_FLAGS), mask = u8(d, MASK_LEN);
	if (d->cut)
		return;
	address(d, family, field);
	if (mask != (family == 1 ? 32 : 128))
		say(d, "/%u", mask);
	if (flags) {
		say(d, "(%s%s%s", flags & 4 ? "S" : "", flags & 2 ? "W" : "", flags & 1 ? "R" : "");
		if (flags & 0xf8)
			say(d, "+0x%02x", flags & 0xf8);
		say_c(d, ')');
	}
}

/* Length the option must have, or -1. */
static int option_length(unsigned type, unsigned length)
{
	switch (type) {
	case 1:
		return 2;
	case 18:
	case 19:
		return length ? 4 : 0;
	case 2:
	case 20:
	case 21:
		return 4;
	}
	return -1;
}

static void address_list(struct dis *d, unsigned length, uint32_t end)
{
	struct saved s = quiet_begin(d, d->verbose < 2);
	while (!d->cut && d->pos < end) {
		say_s(d, "\n\t    ");
		unicast(d, length, LISTED);
	}
	quiet_end(d, &s);
}

static void option_value(struct dis *d, unsigned address_length, unsigned type, unsigned length)
{
	uint32_t value;
	switch (type) {
	case 1:
		value = u16(d, HOLDTIME);
		say_duration(d, value);
		break;
	case 2: {
		unsigned delay = u16(d, 0), interval;
		also(d, T_BIT, 2, delay >> 15);
		also(d, PROPAGATION_DELAY, 2, delay & 0x7fff);
		interval = u16(d, OVERRIDE_INTERVAL);
		say(d, "\n\t    T-bit=%u, LAN delay %ums, Override interval %ums", delay >> 15, delay & 0x7fff, interval);
		break;
	}
	case 18:
	case 19: /* an older draft had another option of these numbers, without a value */
		if (!length) {
			say_s(d, "Bi-Directional Capability (Old)");
			break;
		}
		value = u32(d, type == 19 ? DR_PRIORITY : 0);
		say(d, "%u", value);
		break;
	case 20:
		value = u32(d, GENERATION_ID);
		say(d, "0x%08x", value);
		break;
	case 21: {
		unsigned version = u8(d, REFRESH_VERSION), interval = u8(d, REFRESH_INTERVAL);
		say(d, "v%u", version);
		if (interval) {
			say_s(d, ", interval ");
			say_duration(d, interval);
		}
		unsigned reserved = u16(d, 0);
		if (reserved)
			say(d, " ?0x%04x?", reserved);
		break;
	}
	case 22:
		break;
	case 24:
	case 65001:
		address_list(d, address_length, d->pos + length);
		break;
	default:
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t    ", length);
		bytes(d, OPTION_VALUE, length);
	}
}

static void hello(struct dis *d, unsigned address_length)
{
	while (more(d)) {
		unsigned type = u16(d, OPTION_TYPE), length = u16(d, OPTION_LENGTH);
		say(d, "\n\t  %s Option (%u), length %u, Value: ", tok(d, hello_options, "Unknown", type), type, length);
		need(d, length);
		int wanted = option_length(type, length);
		if (wanted >= 0 && length != (unsigned)wanted) {
			say(d, "[option length %u != %d]", length, wanted);
			invalid(d);
			return;
		}
		uint32_t start = d->pos;
		option_value(d, address_length, type, length);
		seek(d, start);
		if (d->verbose > 1)
			say_hexdump(d, "\n\t    ", length);
		skip(d, length);
	}
}

/* A header of which only the addresses are set. */
static void null_register(struct dis *d)
{
	skip(d, 12);
	uint32_t src = ip4(d, 0), dst = ip4(d, 0);
	say(d, "IP-Null-header %s > %s", ip4_str(d, src), ip4_str(d, dst));
}

static void register_message(struct dis *d)
{
	uint32_t flags = u32(d, 0);
	also(d, BORDER, 4, flags >> 31);
	also(d, NULL_REGISTER, 4, flags >> 30 & 1);
	say(d, ", Flags [ %s ]\n\t", tok(d, register_flags, "none", flags));
	if (d->cut || !declared(d))
		return;
	unsigned version = u8(d, 0) >> 4;
	if (d->cut)
		return;
	seek(d, d->pos - 1);
	if (version == 4)
		call(d, &proto_ip);
	else if (version == 6)
		call(d, &proto_ip6);
	else if (version)
		say(d, "IP ver %u", version);
	else
		null_register(d);
}

static void sources(struct dis *d, unsigned length, const char *what, unsigned count, unsigned field)
{
	for (unsigned i = 0; i < count && !d->cut; i++) {
		say(d, "\n\t      %s source #%u: ", what, i + 1);
		source(d, length, field);
	}
}

static void join_prune(struct dis *d, unsigned length, unsigned type)
{
	/* the reference takes the address of a Graft-Ack for the rest of its header */
	if (type != GRAFT_ACK) {
		say_s(d, ", upstream-neighbor: ");
		unicast(d, length, UPSTREAM);
	}
	u8(d, 0);
	unsigned groups = u8(d, NUM_GROUPS), holdtime = u16(d, HOLDTIME);
	say(d, "\n\t  %u group(s)", groups);
	if (type != GRAFT_ACK) {
		say_s(d, ", holdtime: ");
		if (holdtime == 0xffff)
			say_s(d, "infinite");
		else
			say_duration(d, holdtime);
	}
	for (unsigned i = 0; i < groups && !d->cut; i++) {
		say(d, "\n\t    group #%u: ", i + 1);
		group(d, length, GROUP);
		unsigned joins = u16(d, NUM_JOINS), prunes = u16(d, NUM_PRUNES);
		say(d, ", joined sources: %u, pruned sources: %u", joins, prunes);
		sources(d, length, "joined", joins, JOIN);
		sources(d, length, "pruned", prunes, PRUNE);
	}
}

static void bootstrap_group(struct dis *d, unsigned length)
{
	group(d, length, GROUP);
	unsigned rps = u8(d, RP_COUNT);
	say(d, " RPcnt=%u", rps);
	unsigned fragment = u8(d, FRP_COUNT);
	say(d, " FRPcnt=%u", fragment);
	skip(d, 2);
	for (unsigned i = 0; i < fragment && more(d); i++) {
		say(d, " RP%u=", i);
		unicast(d, length, RP);
		say_s(d, ",holdtime=");
		unsigned holdtime = u16(d, HOLDTIME);
		say_duration(d, holdtime);
		unsigned priority = u8(d, PRIORITY);
		say(d, ",prio=%u", priority);
		skip(d, 1);
	}
}

static void bootstrap(struct dis *d, unsigned length)
{
	unsigned tag = u16(d, FRAGMENT_TAG);
	say(d, " tag=%x", tag);
	unsigned hash = u8(d, HASH_MASK_LEN);
	say(d, " hashmlen=%u", hash);
	unsigned priority = u8(d, BSR_PRIORITY);
	need(d, 1);
	say(d, " BSRprio=%u BSR=", priority);
	unicast(d, length, BSR);
	for (unsigned i = 0; more(d); i++) {
		say(d, " (group%u: ", i);
		bootstrap_group(d, length);
		say_c(d, ')');
	}
}

static void metrics(struct dis *d)
{
	need(d, 8);
	uint32_t preference = u32(d, 0);
	also(d, METRIC_PREF, 4, preference & 0x7fffffff);
	if (preference & 0x80000000)
		say_s(d, " RPT");
	say(d, " pref=%u", preference & 0x7fffffff);
	uint32_t metric = u32(d, METRIC);
	say(d, " metric=%u", metric);
}

static void candidate_rp(struct dis *d, unsigned length)
{
	unsigned prefixes = u8(d, PREFIX_COUNT);
	say(d, " prefix-cnt=%u", prefixes);
	unsigned priority = u8(d, PRIORITY);
	say(d, " prio=%u holdtime=", priority);
	unsigned holdtime = u16(d, HOLDTIME);
	say_duration(d, holdtime);
	say_s(d, " RP=");
	unicast(d, length, RP);
	for (unsigned i = 0; i < prefixes && more(d); i++) {
		say(d, " Group%u=", i);
		group(d, length, GROUP);
	}
}

/* RFC 3973 section 4.7.10. */
static void state_refresh_fields(struct dis *d)
{
	group(d, 0, GROUP);
	unicast(d, 0, SOURCE);
	unicast(d, 0, ORIGINATOR);
	metrics(d);
	u8(d, MASK_LEN);
	u8(d, TTL);
	u8(d, 0);
	u8(d, INTERVAL);
}

/* The line is that of an older draft, as the reference has it. */
static void state_refresh(struct dis *d, unsigned length)
{
	struct saved s = quiet_begin(d, true);
	state_refresh_fields(d);
	quiet_end(d, &s);
	say_s(d, " src=");
	unicast(d, length, 0);
	say_s(d, " grp=");
	group(d, length, 0);
	say_s(d, " forwarder=");
	unicast(d, length, 0);
	say_s(d, " TUNR ");
	unsigned holdtime = u16(d, 0);
	say_duration(d, holdtime);
}

static void df_election(struct dis *d, unsigned length, unsigned subtype)
{
	say(d, "\n\t  %s,", tok(d, elections, "Unknown", subtype));
	say_s(d, " rpa=");
	unicast(d, length, RP);
	uint32_t pref = u32(d, METRIC_PREF);
	say(d, " sender pref=%u", pref);
	uint32_t metric = u32(d, METRIC);
	say(d, " sender metric=%u", metric);
	if (subtype != 3 && subtype != 4)
		return;
	const char *who = subtype == 3 ? "offer" : "new winner";
	say(d, "\n\t  %s addr=", who);
	unicast(d, length, subtype == 3 ? OFFER : WINNER);
	pref = u32(d, subtype == 3 ? OFFER_PREF : WINNER_PREF);
	say(d, " %s pref=%u", who, pref);
	metric = u32(d, subtype == 3 ? OFFER_METRIC : WINNER_METRIC);
	say(d, " %s metric=%u", who, metric);
	if (subtype == 3) {
		unsigned interval = u16(d, OFFER_INTERVAL);
		say(d, " interval %ums", interval);
	}
}

/* The checksum of a Register may cover only its first eight bytes (RFC 7761 section 4.9). */
static const char *checksum_state(struct dis *d, uint32_t start, uint32_t length, unsigned type)
{
	struct span whole = span_at(d, start, length), head = span_at(d, start, 8);
	for (int i = type == REGISTER ? 0 : 1; i < 2; i++) {
		struct span s = i ? whole : head;
		uint32_t len = i ? length : 8;
		if (s.len < len)
			return "unverified";
		if (!sum_fold(sum_span(d->net.version == 6 ? sum_pseudo_header(d, IP_PROTO_PIM, len) : 0, s)))
			return "correct";
	}
	return "incorrect";
}

static void body(struct dis *d, unsigned type, unsigned subtype)
{
	unsigned length = subtype & 15;
	switch (type) {
	case HELLO:
		hello(d, length);
		break;
	case REGISTER:
		register_message(d);
		break;
	case REGISTER_STOP:
		say_s(d, " group=");
		group(d, length, GROUP);
		say_s(d, " source=");
		unicast(d, length, SOURCE);
		break;
	case JOIN_PRUNE:
	case GRAFT:
	case GRAFT_ACK:
		join_prune(d, length, type);
		break;
	case BOOTSTRAP:
		bootstrap(d, length);
		break;
	case ASSERT:
		say_s(d, " group=");
		group(d, length, GROUP);
		say_s(d, " src=");
		unicast(d, length, SOURCE);
		metrics(d);
		break;
	case CANDIDATE_RP:
		candidate_rp(d, length);
		break;
	case STATE_REFRESH:
		state_refresh(d, length);
		break;
	case DF_ELECTION:
		df_election(d, length, subtype >> 4);
		break;
	default:
		say(d, " [type %u]", type);
	}
}

static void version2(struct dis *d, uint32_t start, uint32_t length, unsigned type)
{
	d->layer_name = "pimv2";
	unsigned subtype = u8(d, 0);
	if (type == DF_ELECTION)
		also(d, SUBTYPE, 1, subtype >> 4);
	if (subtype & 15)
		say_s(d, ", RFC2117-encoding");
	unsigned checksum = u16(d, CKSUM);
	say(d, ", cksum 0x%04x ", checksum);
	if (!checksum)
		say_s(d, "(unverified)");
	else
		say(d, "(%s)", checksum_state(d, start, length, type));
	body(d, type, subtype);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	unsigned first = u8(d, 0), type = first & 15;
	also(d, VERSION, 1, first >> 4);
	also(d, TYPE, 1, type);
	if (first >> 4 != 2) {
		say(d, "PIMv%u, length %u", first >> 4, length);
		return;
	}
	say(d, "PIMv2, ");
	if (!d->verbose)
		say(d, "%s, ", tok(d, types, "Unknown Type", type));
	say(d, "length %u", length);
	if (d->verbose)
		say(d, "\n\t%s", tok(d, types, "Unknown Type", type));
	struct saved s = quiet_begin(d, !d->verbose);
	version2(d, start, length, type);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_PIM},
	{0},
};

const struct proto proto_pim = {
	.name = "pim",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
