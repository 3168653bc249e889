/* Values of SCTP's chunks that lines do not say, as fields: RFC 9260 sections 3.3.3 to 3.3.13, RFC 3758 (forward TSN), RFC 4820
 * (padding), RFC 4895 (AUTH), RFC 5061 (address changes), RFC 6525 (reconfiguration), RFC 8260 (I-DATA, I-FORWARD-TSN);
 * draft-tuexen-tsvwg-sctp-multipath (NR-SACK), draft-stewart-sctp-pktdrprep (PKTDROP). */
#include "dissect/transport/sctp.h"

enum { NESTING = 4 }; /* parameters and causes in one another */

static void items(struct dis *d, bool are_causes, unsigned depth);

/* One's head. */
struct item {
	unsigned type;
	uint32_t len; /* of the value */
};

/* ---- Parameters */

enum parameter {
	PARAM_HEARTBEAT = 1, PARAM_IP4 = 5, PARAM_IP6 = 6, PARAM_COOKIE = 7, PARAM_UNRECOGNIZED = 8, PARAM_PRESERVATIVE = 9,
	PARAM_HOSTNAME = 11, PARAM_ADDRESS_TYPES = 12, PARAM_OUT_RESET = 13, PARAM_IN_RESET = 14, PARAM_TSN_RESET = 15,
	PARAM_RECONFIG_RESPONSE = 16, PARAM_ADD_OUT = 17, PARAM_ADD_IN = 18, PARAM_ECN = 0x8000, PARAM_RANDOM = 0x8002,
	PARAM_CHUNKS = 0x8003, PARAM_HMACS = 0x8004, PARAM_EXTENSIONS = 0x8008, PARAM_FORWARD_TSN = 0xc000, PARAM_ADD_IP = 0xc001,
	PARAM_DELETE_IP = 0xc002, PARAM_ERROR = 0xc003, PARAM_PRIMARY = 0xc004, PARAM_SUCCESS = 0xc005, PARAM_ADAPTATION = 0xc006,
};

static void each_u8(struct dis *d, unsigned field)
{
	while (left(d))
		u8(d, field);
}

static void each_u16(struct dis *d, unsigned field)
{
	while (left(d) >= 2)
		u16(d, field);
}

static void reset_request(struct dis *d, unsigned type)
{
	u32(d, REQUEST_NUMBER);
	if (type == PARAM_OUT_RESET) {
		u32(d, RESPONSE_NUMBER);
		u32(d, LAST_TSN);
	}
	each_u16(d, RESET_SID);
}

static void reconfig_response(struct dis *d)
{
	u32(d, RESPONSE_NUMBER);
	u32(d, RESULT);
	if (left(d)) {
		u32(d, SENDERS_NEXT);
		u32(d, RECEIVERS_NEXT);
	}
}

static void add_streams(struct dis *d, bool out)
{
	u32(d, REQUEST_NUMBER);
	u16(d, out ? ADD_OUT : ADD_IN);
	u16(d, out ? ADD_OUT_RESERVED : ADD_IN_RESERVED);
}

static void parameter(struct dis *d, unsigned type, uint32_t len, unsigned depth)
{
	switch (type) {
	case PARAM_HEARTBEAT: bytes(d, HEARTBEAT_INFO, len); break;
	case PARAM_IP4: ip4(d, IP4_ADDRESS); break;
	case PARAM_IP6: ip6(d, IP6_ADDRESS); break;
	case PARAM_COOKIE: bytes(d, STATE_COOKIE, len); break;
	case PARAM_UNRECOGNIZED: items(d, false, depth + 1); break;
	case PARAM_PRESERVATIVE: u32(d, PRESERVATIVE); break;
	case PARAM_HOSTNAME: bytes(d, HOSTNAME, len); break;
	case PARAM_ADDRESS_TYPES: each_u16(d, ADDRESS_TYPE); break;
	case PARAM_OUT_RESET:
	case PARAM_IN_RESET:
	case PARAM_TSN_RESET: reset_request(d, type); break;
	case PARAM_RECONFIG_RESPONSE: reconfig_response(d); break;
	case PARAM_ADD_OUT:
	case PARAM_ADD_IN: add_streams(d, type == PARAM_ADD_OUT); break;
	case PARAM_RANDOM: bytes(d, RANDOM, len); break;
	case PARAM_CHUNKS: each_u8(d, AUTH_TYPE); break;
	case PARAM_HMACS: each_u16(d, HMAC_ID); break;
	case PARAM_EXTENSIONS: each_u8(d, SUPPORTED_TYPE); break;
	case PARAM_ADD_IP:
	case PARAM_DELETE_IP:
	case PARAM_PRIMARY:
	case PARAM_ERROR:
	case PARAM_SUCCESS:
		u32(d, CORRELATION);
		items(d, type == PARAM_ERROR, depth + 1);
		break;
	case PARAM_ADAPTATION: u32(d, ADAPTATION); break;
	case PARAM_ECN:
	case PARAM_FORWARD_TSN: break;
	default:
		if (len)
			bytes(d, PARAMETER_VALUE, len);
	}
}

/* ---- Causes */

enum cause {
	CAUSE_INVALID_STREAM = 1, CAUSE_MISSING_PARAMETER = 2, CAUSE_STALE_COOKIE = 3, CAUSE_UNRESOLVABLE = 5, CAUSE_UNRECOGNIZED_CHUNK = 6,
	CAUSE_UNRECOGNIZED_PARAMETERS = 8, CAUSE_NO_DATA = 9, CAUSE_RESTART = 11, CAUSE_DELETE_LAST = 0xa0, CAUSE_NO_RESOURCE = 0xa1,
	CAUSE_DELETE_SOURCE = 0xa2, CAUSE_BAD_HMAC = 0x105,
};

static void missing_parameters(struct dis *d)
{
	u32(d, CAUSE_MISSING);
	each_u16(d, CAUSE_MISSING_TYPE);
}

static void unrecognized_chunk(struct dis *d)
{
	group_begin(d, CHUNK);
	unsigned type = u8(d, CHUNK_TYPE);
	also(d, BIT_1, 1, type >> 7);
	also(d, BIT_2, 1, type >> 6 & 1);
	u8(d, CHUNK_FLAGS);
	u16(d, CHUNK_LENGTH);
	if (left(d))
		rest(d, CHUNK_VALUE);
	group_end(d);
}

static void cause(struct dis *d, unsigned code, uint32_t len, unsigned depth)
{
	switch (code) {
	case CAUSE_INVALID_STREAM:
		u16(d, CAUSE_SID);
		u16(d, CAUSE_RESERVED);
		break;
	case CAUSE_MISSING_PARAMETER: missing_parameters(d); break;
	case CAUSE_STALE_COOKIE: u32(d, CAUSE_STALENESS); break;
	case CAUSE_UNRECOGNIZED_CHUNK: unrecognized_chunk(d); break;
	case CAUSE_UNRESOLVABLE:
	case CAUSE_UNRECOGNIZED_PARAMETERS:
	case CAUSE_RESTART:
	case CAUSE_DELETE_LAST:
	case CAUSE_NO_RESOURCE:
	case CAUSE_DELETE_SOURCE: items(d, false, depth + 1); break;
	case CAUSE_NO_DATA: u32(d, CAUSE_TSN); break;
	case CAUSE_BAD_HMAC: u16(d, HMAC_ID); break;
	default:
		if (len)
			bytes(d, CAUSE_INFO, len);
	}
}

/* ---- Both */

static struct item item_head(struct dis *d, bool is_cause)
{
	struct item i = {.type = u16(d, is_cause ? CAUSE_CODE : PARAMETER_TYPE)};
	if (!is_cause) {
		also(d, PARAMETER_BIT_1, 2, i.type >> 15);
		also(d, PARAMETER_BIT_2, 2, i.type >> 14 & 1);
	}
	unsigned len = u16(d, is_cause ? CAUSE_LENGTH : PARAMETER_LENGTH);
	i.len = len >= 4 ? len - 4 : UINT32_MAX;
	return i;
}

/* To the end of the part. */
static void items(struct dis *d, bool are_causes, unsigned depth)
{
	while (more(d) && declared(d) >= 4 && depth < NESTING) {
		group_begin(d, are_causes ? CAUSE : PARAMETER);
		struct item i = item_head(d, are_causes);
		bool fits = i.len <= declared(d);
		if (fits) {
			struct saved s = part_begin(d, i.len);
			if (are_causes)
				cause(d, i.type, i.len, depth);
			else
				parameter(d, i.type, i.len, depth);
			part_end(d, &s);
			uint32_t padding = -i.len & 3u;
			if (padding && have(d, padding))
				mark_bytes(d, are_causes ? CAUSE_PADDING : PARAMETER_PADDING, d->pos, padding);
			skip(d, padding);
		}
		group_end(d);
		if (!fits)
			return;
	}
}

void sctp_parameters(struct dis *d)
{
	items(d, false, 0);
}

/* ---- Chunks */

static void message_data(struct dis *d)
{
	u32(d, DATA_TSN);
	u16(d, DATA_SID);
	u16(d, DATA_RESERVED);
	u32(d, DATA_MID);
	bool begins = span_u8(span_at(d, d->pos - 15, 1), 0) & 2; /* the flags of the chunk */
	u32(d, begins ? DATA_PPID : DATA_FSN);
}

static void gap_blocks(struct dis *d, unsigned count, unsigned start, unsigned end, unsigned sum)
{
	uint32_t at = d->pos;
	unsigned acked = 0;
	for (unsigned i = 0; i < count && left(d) >= 4; i++) {
		unsigned from = u16(d, start), to = u16(d, end);
		acked += to - from + 1;
	}
	if (count)
		mark_uint(d, sum, at, count * 4, acked);
}

static void nr_sack(struct dis *d)
{
	u32(d, NR_SACK_ACK);
	u32(d, NR_SACK_RWND);
	unsigned gaps = u16(d, NR_SACK_GAPS), nr_gaps = u16(d, NR_SACK_NR_GAPS);
	u16(d, NR_SACK_DUPLICATES);
	u16(d, NR_SACK_RESERVED);
	gap_blocks(d, gaps, NR_GAP_START, NR_GAP_END, NR_GAP_ACKED);
	gap_blocks(d, nr_gaps, NR_NR_GAP_START, NR_NR_GAP_END, NR_NR_GAP_ACKED);
	while (left(d) >= 4)
		u32(d, NR_DUPLICATE);
}

static void forward_tsn(struct dis *d)
{
	u32(d, FORWARD);
	while (left(d) >= 4) {
		u16(d, FORWARD_SID);
		u16(d, FORWARD_SSN);
	}
}

static void i_forward_tsn(struct dis *d)
{
	u32(d, I_FORWARD);
	while (left(d) >= 8) {
		u16(d, I_FORWARD_SID);
		unsigned flags = u16(d, I_FORWARD_FLAGS);
		also(d, I_FORWARD_RESERVED, 2, flags >> 1);
		also(d, I_FORWARD_U, 2, flags & 1);
		u32(d, FORWARD_MID);
	}
}

static void authentication(struct dis *d)
{
	u16(d, SHARED_KEY);
	u16(d, HMAC_ID);
	rest(d, HMAC);
}

static void packet_drop(struct dis *d)
{
	u32(d, DROP_BANDWIDTH);
	u32(d, DROP_QUEUE);
	u16(d, DROP_TRUNCATED);
	u16(d, DROP_RESERVED);
	if (left(d))
		rest(d, DROP_DATA);
}

void sctp_chunk_fields(struct dis *d, unsigned type)
{
	switch (type) {
	case HEARTBEAT:
	case HEARTBEAT_ACK:
	case RE_CONFIG: items(d, false, 0); break;
	case ABORT:
	case ERROR: items(d, true, 0); break;
	case SHUTDOWN: u32(d, SHUTDOWN_ACKED); break;
	case ECNE: u32(d, ECNE_TSN); break;
	case CWR: u32(d, CWR_TSN); break;
	case COOKIE_ECHO: bytes(d, COOKIE, declared(d)); break;
	case FORWARD_TSN: forward_tsn(d); break;
	case I_FORWARD_TSN: i_forward_tsn(d); break;
	case I_DATA: message_data(d); break;
	case AUTH: authentication(d); break;
	case NR_SACK: nr_sack(d); break;
	case PACKET_DROP: packet_drop(d); break;
	case PAD: rest(d, PADDING_DATA); break;
	case ASCONF:
	case ASCONF_ACK:
		u32(d, type == ASCONF ? ASCONF_NUMBER : ASCONF_ACK_NUMBER);
		items(d, false, 0);
		break;
	case SHUTDOWN_ACK:
	case COOKIE_ACK:
	case SHUTDOWN_COMPLETE: break;
	default:
		if (left(d))
			rest(d, CHUNK_VALUE);
	}
}
