/* Link aggregation control and its marker protocol: IEEE 802.1AX clauses 6.4 and 6.5. From behind the subtype.
 *
 *	| version 1 | type 1 | length 1 (with these two) | value | ... | 0 | 0 |
 */
#include "dissect/control/slow.h"

#include "dissect/protocols.h"

enum {
	LACP, VERSION, TLV_TYPE, TLV_LEN, ACTOR, ACTOR_PRIO = ACTOR, ACTOR_ID, ACTOR_KEY, ACTOR_PORT_PRIO, ACTOR_PORT,
	ACTOR_STATE, PARTNER, PARTNER_PRIO = PARTNER, PARTNER_ID, PARTNER_KEY, PARTNER_PORT_PRIO, PARTNER_PORT, PARTNER_STATE,
	MAX_DELAY, COLLECTOR_RESERVED, PAD, ACTOR_STATE_STR, PARTNER_STATE_STR,
	ACTOR_ACTIVITY, ACTOR_TIMEOUT, ACTOR_AGGREGATION, ACTOR_SYNCHRONIZATION, ACTOR_COLLECTING, ACTOR_DISTRIBUTING,
	ACTOR_DEFAULTED, ACTOR_EXPIRED, ACTOR_RESERVED,
	PARTNER_ACTIVITY, PARTNER_TIMEOUT, PARTNER_AGGREGATION, PARTNER_SYNCHRONIZATION, PARTNER_COLLECTING,
	PARTNER_DISTRIBUTING, PARTNER_DEFAULTED, PARTNER_EXPIRED, PARTNER_RESERVED,
};

enum { MARKER, M_VERSION, M_TYPE, M_LEN, M_PORT, M_SYSTEM, M_TRANSACTION };
enum { TERMINATOR, TLV_ACTOR, TLV_PARTNER, TLV_COLLECTOR, TLV_MARKER = 1 };

static const struct token lacp_tlvs[] = {
	{TERMINATOR, "Terminator"}, {TLV_ACTOR, "Actor Information"}, {TLV_PARTNER, "Partner Information"},
	{TLV_COLLECTOR, "Collector Information"}, {0, NULL}};
static const struct token marker_tlvs[] = {{TERMINATOR, "Terminator"}, {TLV_MARKER, "Marker Information"}, {0, NULL}};

static const struct token states[] = {
	{0x01, "Activity"}, {0x02, "Timeout"}, {0x04, "Aggregation"}, {0x08, "Synchronization"}, {0x10, "Collecting"},
	{0x20, "Distributing"}, {0x40, "Default"}, {0x80, "Expired"}, {0, NULL}};

static const struct field lacp_fields[] = {
	[LACP] = {"lacp", "Link Aggregation Control Protocol"},
	[VERSION] = {"lacp.version", "LACP Version", F_U8, HEX},
	[TLV_TYPE] = {"lacp.tlv_type", "TLV Type", F_U8, HEX, lacp_tlvs},
	[TLV_LEN] = {"lacp.tlv_length", "TLV Length", F_U8, HEX},
	[ACTOR_PRIO] = {"lacp.actor.sys_priority", "Actor System Priority", F_U16},
	[ACTOR_ID] = {"lacp.actor.sysid", "Actor System ID", F_MAC},
	[ACTOR_KEY] = {"lacp.actor.key", "Actor Key", F_U16},
	[ACTOR_PORT_PRIO] = {"lacp.actor.port_priority", "Actor Port Priority", F_U16},
	[ACTOR_PORT] = {"lacp.actor.port", "Actor Port", F_U16},
	[ACTOR_STATE] = {"lacp.actor.state", "Actor State", F_U8, HEX},
	[PARTNER_PRIO] = {"lacp.partner.sys_priority", "Partner System Priority", F_U16},
	[PARTNER_ID] = {"lacp.partner.sysid", "Partner System", F_MAC},
	[PARTNER_KEY] = {"lacp.partner.key", "Partner Key", F_U16},
	[PARTNER_PORT_PRIO] = {"lacp.partner.port_priority", "Partner Port Priority", F_U16},
	[PARTNER_PORT] = {"lacp.partner.port", "Partner Port", F_U16},
	[PARTNER_STATE] = {"lacp.partner.state", "Partner State", F_U8, HEX},
	[MAX_DELAY] = {"lacp.collector.max_delay", "Collector Max Delay", F_U16},
	[COLLECTOR_RESERVED] = {"lacp.coll_reserved", "Reserved", F_BYTES},
	[ACTOR_STATE_STR] = {"lacp.actor.state_str", "Actor State Flags", F_STR},
	[PARTNER_STATE_STR] = {"lacp.partner.state_str", "Partner State Flags", F_STR},
	[PAD] = {"lacp.pad", "Pad", F_BYTES},
	[ACTOR_ACTIVITY] = {"lacp.actor.state.activity", "Activity", F_BOOL},
	[ACTOR_TIMEOUT] = {"lacp.actor.state.timeout", "Timeout", F_BOOL},
	[ACTOR_AGGREGATION] = {"lacp.actor.state.aggregation", "Aggregation", F_BOOL},
	[ACTOR_SYNCHRONIZATION] = {"lacp.actor.state.synchronization", "Synchronization", F_BOOL},
	[ACTOR_COLLECTING] = {"lacp.actor.state.collecting", "Collecting", F_BOOL},
	[ACTOR_DISTRIBUTING] = {"lacp.actor.state.distributing", "Distributing", F_BOOL},
	[ACTOR_DEFAULTED] = {"lacp.actor.state.defaulted", "Defaulted", F_BOOL},
	[ACTOR_EXPIRED] = {"lacp.actor.state.expired", "Expired", F_BOOL},
	[PARTNER_ACTIVITY] = {"lacp.partner.state.activity", "Activity", F_BOOL},
	[PARTNER_TIMEOUT] = {"lacp.partner.state.timeout", "Timeout", F_BOOL},
	[PARTNER_AGGREGATION] = {"lacp.partner.state.aggregation", "Aggregation", F_BOOL},
	[PARTNER_SYNCHRONIZATION] = {"lacp.partner.state.synchronization", "Synchronization", F_BOOL},
	[PARTNER_COLLECTING] = {"lacp.partner.state.collecting", "Collecting", F_BOOL},
	[PARTNER_DISTRIBUTING] = {"lacp.partner.state.distributing", "Distributing", F_BOOL},
	[PARTNER_DEFAULTED] = {"lacp.partner.state.defaulted", "Defaulted", F_BOOL},
	[PARTNER_EXPIRED] = {"lacp.partner.state.expired", "Expired", F_BOOL},
	[ACTOR_RESERVED] = {"lacp.actor.reserved", "Reserved", F_BYTES},
	[PARTNER_RESERVED] = {"lacp.partner.reserved", "Reserved", F_BYTES},
};

static const struct field marker_fields[] = {
	[MARKER] = {"marker", "Marker"},
	[M_VERSION] = {"marker.version", "Version Number", F_U8, HEX},
	[M_TYPE] = {"marker.tlvType", "TLV Type", F_U8, HEX},
	[M_LEN] = {"marker.tlvLen", "TLV Length", F_U8, HEX},
	[M_PORT] = {"marker.requesterPort", "Requester Port", F_U16},
	[M_SYSTEM] = {"marker.requesterSystem", "Requester System", F_MAC},
	[M_TRANSACTION] = {"marker.requesterTransId", "Requester Transaction ID", F_U32},
};

/* "**DCSGSA": a letter for each bit that is set, from expired to activity. */
static void put_state_letters(struct dis *d, unsigned field, unsigned state)
{
	char letters[] = "EFDCSGSA";
	for (unsigned i = 0; i < 8; i++)
		if (!(state >> (7 - i) & 1))
			letters[i] = '*';
	if (!d->cut)
		mark_made(d, field, d->pos - 1, 1, letters, 8);
}

/* One end of the link; `field` is the first of its fields. */
static void system_info(struct dis *d, unsigned field)
{
	unsigned priority = u16(d, field);
	const struct mac *id = mac(d, field + 1);
	unsigned key = u16(d, field + 2), port_priority = u16(d, field + 3), port = u16(d, field + 4);
	unsigned state = u8(d, field + 5), bit_field = field == ACTOR ? ACTOR_ACTIVITY : PARTNER_ACTIVITY;
	for (unsigned i = 0; i < 8 && d->tape; i++)
		also(d, bit_field + i, 1, state >> i & 1);
	put_state_letters(d, field == ACTOR ? ACTOR_STATE_STR : PARTNER_STATE_STR, state);
	bytes(d, field == ACTOR ? ACTOR_RESERVED : PARTNER_RESERVED, 3);
	say(d, "\n\t  System %s, System Priority %u, Key %u, Port %u, Port Priority %u\n\t  State Flags [%s]", mac_str(d, id),
		priority, key, port, port_priority, bits(d, states, "none", ", ", state));
}

static void collector(struct dis *d)
{
	unsigned delay = u16(d, MAX_DELAY);
	bytes(d, COLLECTOR_RESERVED, 12);
	say(d, "\n\t  Max Delay %u", delay);
}

static void request(struct dis *d)
{
	unsigned port = u16(d, M_PORT);
	const struct mac *system = mac(d, M_SYSTEM);
	uint32_t transaction = u32(d, M_TRANSACTION);
	say(d, "\n\t  Request System %s, Request Port %u, Request Transaction ID 0x%08x", mac_str(d, system), port, transaction);
}

/* What length a type must have with its two bytes of header; 0: nothing is known of it. */
static unsigned tlv_length(bool marker, unsigned type)
{
	if (marker)
		return type == TLV_MARKER ? 16 : 0;
	return type == TLV_ACTOR || type == TLV_PARTNER ? 20 : type == TLV_COLLECTOR ? 16 : 0;
}

static void tlv_value(struct dis *d, bool marker, unsigned type)
{
	if (marker)
		request(d);
	else if (type == TLV_COLLECTOR)
		collector(d);
	else
		system_info(d, type == TLV_ACTOR ? ACTOR : PARTNER);
}

/* False: the last one, or not readable. */
static bool tlv(struct dis *d, bool marker)
{
	if (slow_short(d, 2))
		return false;
	unsigned type = u8(d, TLV_TYPE), len = u8(d, TLV_LEN);
	say(d, "\n\t%s TLV (0x%02x), length %u", tok(d, marker ? marker_tlvs : lacp_tlvs, "Unknown", type), type, len);
	if (type == TERMINATOR) {
		if (!marker && d->tape && left(d))
			mark_bytes(d, PAD, d->pos, left(d));
		return false;
	}
	if (len < 2) {
		say_s(d, "\n\t    ERROR: illegal length - should be >= 2");
		return false;
	}
	len -= 2;
	if (slow_short(d, len) || !need(d, len))
		return false;
	uint32_t start = d->pos;
	unsigned right = tlv_length(marker, type);
	if (right && len + 2 != right)
		say(d, "\n\t    ERROR: illegal length - should be %u", right);
	else if (right)
		tlv_value(d, marker, type);
	seek(d, start);
	if (d->verbose > 1 || (d->verbose && !right))
		say_hexdump(d, "\n\t  ", len);
	skip(d, len);
	return true;
}

static void pdu(struct dis *d, bool marker)
{
	const char *name = marker ? "MARKER" : "LACP";
	uint32_t length = declared(d) + 1;
	if (slow_short(d, 1))
		return;
	unsigned version = u8(d, VERSION);
	if (version != 1) {
		say(d, "%s version %u packet not supported", name, version);
		return;
	}
	say(d, "%sv%u, length %u", name, version, length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	while (more(d) && tlv(d, marker))
		;
	quiet_end(d, &quiet);
}

static void dissect_lacp(struct dis *d)
{
	pdu(d, false);
}

static void dissect_marker(struct dis *d)
{
	pdu(d, true);
}

const struct proto proto_lacp = {
	.name = "slow",
	.dissect = dissect_lacp,
	PROTO_FIELDS(lacp_fields),
	.cuts = CUTS_ALL,
};

const struct proto proto_marker = {
	.name = "slow",
	.dissect = dissect_marker,
	PROTO_FIELDS(marker_fields),
	.cuts = CUTS_ALL,
};
