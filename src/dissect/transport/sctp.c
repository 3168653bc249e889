/* Stream Control Transmission Protocol: RFC 9260.
 *
 *	| source port 2 | destination port 2 | verification tag 4 | checksum 4 |
 *	then chunks: | type 1 | flags 1 | length 2 | value ..., padded to 4 |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/transport/ports.h"

enum {
	SCTP, SRCPORT, DSTPORT, VERIFICATION_TAG, CHECKSUM, CHUNK, CHUNK_TYPE, BIT_1, BIT_2, CHUNK_FLAGS, CHUNK_LENGTH, DATA_E,
	DATA_B, DATA_U, DATA_I, DATA_TSN, DATA_SID, DATA_SSN, DATA_PPID, TAG, INIT_TAG, INIT_CREDIT, INIT_OUT, INIT_IN, INIT_TSN,
	ACK_TAG, ACK_CREDIT, ACK_OUT, ACK_IN, ACK_TSN, SACK_ACK, SACK_RWND, SACK_GAPS, SACK_DUPLICATES, GAP_START,
	GAP_END, DUPLICATE, SHUTDOWN_ACKED, ECNE_TSN, CWR_TSN, ABORT_T, COMPLETE_T, FORWARD, FORWARD_SID, FORWARD_SSN,
	COOKIE, PARAMETER, PARAMETER_TYPE, PARAMETER_LENGTH, PARAMETER_BIT_1, PARAMETER_BIT_2, IP4_ADDRESS, IP6_ADDRESS,
	HEARTBEAT_INFO, STATE_COOKIE, HOSTNAME, ADDRESS_TYPE, PRESERVATIVE, CAUSE, CAUSE_CODE, CAUSE_LENGTH, CAUSE_INFO,
};

enum {
	DATA = 0, INIT = 1, INIT_ACK = 2, SACK = 3, HEARTBEAT = 4, HEARTBEAT_ACK = 5, ABORT = 6, SHUTDOWN = 7, SHUTDOWN_ACK = 8,
	ERROR = 9, COOKIE_ECHO = 10, COOKIE_ACK = 11, ECNE = 12, CWR = 13, SHUTDOWN_COMPLETE = 14,
	FORWARD_TSN = 192, ASCONF = 193, RELIABILITY_ACK = 194,
};
enum { COMMON_HEADER = 12, CHUNK_HEADER = 4, DATA_LEAST = 16, INIT_LEAST = 20, SACK_LEAST = 16 };

/* The last three as drafts before RFC 2960 called them. */
static const struct token chunks[] = {
	{DATA, "DATA"}, {INIT, "INIT"}, {INIT_ACK, "INIT ACK"}, {SACK, "SACK"}, {HEARTBEAT, "HB REQ"}, {HEARTBEAT_ACK, "HB ACK"},
	{ABORT, "ABORT"}, {SHUTDOWN, "SHUTDOWN"}, {SHUTDOWN_ACK, "SHUTDOWN ACK"}, {ERROR, "OP ERR"}, {COOKIE_ECHO, "COOKIE ECHO"},
	{COOKIE_ACK, "COOKIE ACK"}, {ECNE, "ECN ECHO"}, {CWR, "ECN CWR"}, {SHUTDOWN_COMPLETE, "SHUTDOWN COMPLETE"},
	{FORWARD_TSN, "FOR CUM TSN"}, {ASCONF, "REL CTRL"}, {RELIABILITY_ACK, "REL CTRL ACK"}, {0, NULL}};

static const struct token ppids[] = {
	{1, "ISDN Q.921"}, {2, "M2UA"}, {3, "M3UA"}, {4, "SUA"}, {5, "M2PA"}, {6, "V5.2"}, {7, "H.248"}, {8, "BICC"}, {9, "TALI"},
	{10, "DUA"}, {11, "ASAP"}, {12, "ENRP"}, {13, "H.323"}, {14, "Q.IPC"}, {15, "SIMCO"}, {16, "DDPSC"}, {17, "DDPSSC"},
	{18, "S1AP"}, {19, "RUA"}, {20, "HNBAP"}, {21, "ForCES HP"}, {22, "ForCES MP"}, {23, "ForCES LP"}, {24, "SBc-AP"},
	{25, "NBAP"}, {27, "X2AP"}, {0, NULL}};

enum { PARAM_HEARTBEAT = 1, PARAM_IP4 = 5, PARAM_IP6 = 6, PARAM_COOKIE = 7, PARAM_PRESERVATIVE = 9, PARAM_HOSTNAME = 11,
	PARAM_ADDRESS_TYPES = 12 };
static const struct token parameters[] = {
	{PARAM_HEARTBEAT, "Heartbeat info"}, {PARAM_IP4, "IPv4 address"}, {PARAM_IP6, "IPv6 address"}, {PARAM_COOKIE, "State cookie"},
	{8, "Unrecognized parameters"}, {PARAM_PRESERVATIVE, "Cookie preservative"}, {PARAM_HOSTNAME, "Hostname address"},
	{PARAM_ADDRESS_TYPES, "Supported address types"}, {0x8000, "ECN"}, {0x8002, "Random"},
	{0x8003, "Authenticated Chunk list"}, {0x8004, "Requested HMAC Algorithm"}, {0x8008, "Supported Extensions"},
	{0xc000, "Forward TSN supported"}, {0xc001, "Add IP address"}, {0xc006, "Adaptation Layer Indication"}, {0, NULL}};
static const struct token causes[] = {
	{1, "Invalid stream identifier"}, {2, "Missing mandatory parameter"}, {3, "Stale cookie error"}, {4, "Out of resource"},
	{5, "Unresolvable address"}, {6, "Unrecognized chunk type"}, {7, "Invalid mandatory parameter"},
	{8, "Unrecognized parameters"}, {9, "No user data"}, {10, "Cookie received while shutting down"},
	{11, "Restart of an association with new addresses"}, {12, "User initiated ABORT"}, {13, "Protocol violation"}, {0, NULL}};

/* RFC 5811: high, middle and low priority. */
static const struct token forces_ports[] = {{6704, "ForCES HP"}, {6705, "ForCES MP"}, {6706, "ForCES LP"}, {0, NULL}};

static const struct field fields[] = {
	[SCTP] = {"sctp", "Stream Control Transmission Protocol"},
	[SRCPORT] = {"sctp.srcport", "Source port", F_U16, .either = "sctp.port"},
	[DSTPORT] = {"sctp.dstport", "Destination port", F_U16, .either = "sctp.port"},
	[VERIFICATION_TAG] = {"sctp.verification_tag", "Verification tag", F_U32, HEX},
	[CHECKSUM] = {"sctp.checksum", "Checksum", F_U32, HEX},
	[CHUNK] = {"sctp.chunk", "Chunk"},
	[CHUNK_TYPE] = {"sctp.chunk_type", "Chunk type", F_U8, DEC, chunks},
	[BIT_1] = {"sctp.chunk_bit_1", "Bit", F_BOOL},
	[BIT_2] = {"sctp.chunk_bit_2", "Bit", F_BOOL},
	[CHUNK_FLAGS] = {"sctp.chunk_flags", "Chunk flags", F_U8, HEX},
	[CHUNK_LENGTH] = {"sctp.chunk_length", "Chunk length", F_U16},
	[DATA_E] = {"sctp.data_e_bit", "E-Bit", F_BOOL},
	[DATA_B] = {"sctp.data_b_bit", "B-Bit", F_BOOL},
	[DATA_U] = {"sctp.data_u_bit", "U-Bit", F_BOOL},
	[DATA_I] = {"sctp.data_i_bit", "I-Bit", F_BOOL},
	[DATA_TSN] = {"sctp.data_tsn_raw", "Transmission sequence number", F_U32},
	[DATA_SID] = {"sctp.data_sid", "Stream identifier", F_U16, HEX},
	[DATA_SSN] = {"sctp.data_ssn", "Stream sequence number", F_U16},
	[DATA_PPID] = {"sctp.data_payload_proto_id", "Payload protocol identifier", F_U32, DEC, ppids},
	[TAG] = {"sctp.initiate_tag", "Initiate tag", F_U32, HEX},
	[INIT_TAG] = {"sctp.init_initiate_tag", "Initiate tag", F_U32, HEX},
	[INIT_CREDIT] = {"sctp.init_credit", "Advertised receiver window credit (a_rwnd)", F_U32},
	[INIT_OUT] = {"sctp.init_nr_out_streams", "Number of outbound streams", F_U16},
	[INIT_IN] = {"sctp.init_nr_in_streams", "Number of inbound streams", F_U16},
	[INIT_TSN] = {"sctp.init_initial_tsn", "Initial TSN", F_U32},
	[ACK_TAG] = {"sctp.initack_initiate_tag", "Initiate tag", F_U32, HEX},
	[ACK_CREDIT] = {"sctp.initack_credit", "Advertised receiver window credit (a_rwnd)", F_U32},
	[ACK_OUT] = {"sctp.initack_nr_out_streams", "Number of outbound streams", F_U16},
	[ACK_IN] = {"sctp.initack_nr_in_streams", "Number of inbound streams", F_U16},
	[ACK_TSN] = {"sctp.initack_initial_tsn", "Initial TSN", F_U32},
	[SACK_ACK] = {"sctp.sack_cumulative_tsn_ack_raw", "Cumulative TSN ACK", F_U32},
	[SACK_RWND] = {"sctp.sack_a_rwnd", "Advertised receiver window credit (a_rwnd)", F_U32},
	[SACK_GAPS] = {"sctp.sack_number_of_gap_blocks", "Number of gap acknowledgement blocks", F_U16},
	[SACK_DUPLICATES] = {"sctp.sack_number_of_duplicated_tsns", "Number of duplicated TSNs", F_U16},
	[GAP_START] = {"sctp.sack_gap_block_start", "Start", F_U16},
	[GAP_END] = {"sctp.sack_gap_block_end", "End", F_U16},
	[DUPLICATE] = {"sctp.sack_duplicate_tsn", "Duplicate TSN", F_U32},
	[SHUTDOWN_ACKED] = {"sctp.shutdown_cumulative_tsn_ack", "Cumulative TSN Ack", F_U32},
	[ECNE_TSN] = {"sctp.ecne_lowest_tsn", "Lowest TSN", F_U32},
	[CWR_TSN] = {"sctp.cwr_lowest_tsn", "Lowest TSN", F_U32},
	[ABORT_T] = {"sctp.abort_t_bit", "T-Bit", F_BOOL},
	[COMPLETE_T] = {"sctp.shutdown_complete_t_bit", "T-Bit", F_BOOL},
	[FORWARD] = {"sctp.forward_tsn_tsn", "New cumulative TSN", F_U32},
	[FORWARD_SID] = {"sctp.forward_tsn_sid", "Stream identifier", F_U16},
	[FORWARD_SSN] = {"sctp.forward_tsn_ssn", "Stream sequence number", F_U16},
	[COOKIE] = {"sctp.cookie", "Cookie", F_BYTES},
	[PARAMETER] = {"sctp.parameter", "Parameter"},
	[PARAMETER_TYPE] = {"sctp.parameter_type", "Parameter type", F_U16, HEX, parameters},
	[PARAMETER_LENGTH] = {"sctp.parameter_length", "Parameter length", F_U16},
	[PARAMETER_BIT_1] = {"sctp.parameter_bit_1", "Bit", F_BOOL},
	[PARAMETER_BIT_2] = {"sctp.parameter_bit_2", "Bit", F_BOOL},
	[IP4_ADDRESS] = {"sctp.parameter_ipv4_address", "IP Version 4 address", F_IP4},
	[IP6_ADDRESS] = {"sctp.parameter_ipv6_address", "IP Version 6 address", F_IP6},
	[HEARTBEAT_INFO] = {"sctp.parameter_heartbeat_information", "Heartbeat information", F_BYTES},
	[STATE_COOKIE] = {"sctp.parameter_state_cookie", "State cookie", F_BYTES},
	[HOSTNAME] = {"sctp.parameter_hostname", "Hostname", F_STR},
	[ADDRESS_TYPE] = {"sctp.parameter_supported_address_type", "Supported address type", F_U16},
	[PRESERVATIVE] = {"sctp.parameter_cookie_preservative_incr", "Suggested Cookie life-span increment (msec)", F_U32},
	[CAUSE] = {"sctp.cause", "Cause"},
	[CAUSE_CODE] = {"sctp.cause_code", "Cause code", F_U16, HEX, causes},
	[CAUSE_LENGTH] = {"sctp.cause_length", "Cause length", F_U16},
	[CAUSE_INFO] = {"sctp.cause_information", "Cause information", F_BYTES},
};

/* A chunk that is too short for its type. */
static bool bogus(struct dis *d, uint32_t size)
{
	say(d, "bogus chunk length %u]", size);
	return false;
}

static void payload(struct dis *d, uint32_t ppid, uint32_t len)
{
	bool forces = word(forces_ports, d->sport) || word(forces_ports, d->dport);
	const struct proto *p = forces ? &proto_forces : bound(d, BIND_SCTP_PPID, ppid);
	if (p && (forces || d->verbose >= 2 || fields_wanted(d))) {
		struct saved s = quiet_begin(d, !forces && d->verbose < 2), part = part_begin(d, len);
		call(d, p);
		d->layer_name = proto_sctp.name; /* a cut behind it is ours again */
		part_end(d, &part);
		quiet_end(d, &s);
	} else if (d->verbose >= 2) {
		say_s(d, "[Payload:");
		say_undecoded(d, len);
		say_c(d, ']');
	}
}

/* The chunks' values are in a part of their own. size is the whole chunk's, with its header. False: nothing behind it is
 * read. */
static bool data(struct dis *d, unsigned flags, uint32_t size)
{
	if (flags & 4)
		say_s(d, "(U)");
	if (flags & 2)
		say_s(d, "(B)");
	if (flags & 1)
		say_s(d, "(E)");
	if (flags & 7)
		say_c(d, ' ');
	if (size < DATA_LEAST)
		return bogus(d, size);
	uint32_t tsn = u32(d, DATA_TSN);
	unsigned sid = u16(d, DATA_SID), ssn = u16(d, DATA_SSN);
	uint32_t ppid = u32(d, DATA_PPID);
	say(d, "[TSN: %u] [SID: %u] [SSEQ %u] [PPID %s] ", tsn, sid, ssn, tok(d, ppids, "0x%x", ppid));
	if (size == DATA_LEAST)
		return bogus(d, size);
	payload(d, ppid, size - DATA_LEAST);
	return true;
}

static void parameter_value(struct dis *d, unsigned type, uint32_t len)
{
	switch (type) {
	case PARAM_HEARTBEAT: bytes(d, HEARTBEAT_INFO, len); break;
	case PARAM_IP4: ip4(d, IP4_ADDRESS); break;
	case PARAM_IP6: ip6(d, IP6_ADDRESS); break;
	case PARAM_COOKIE: bytes(d, STATE_COOKIE, len); break;
	case PARAM_PRESERVATIVE: u32(d, PRESERVATIVE); break;
	case PARAM_HOSTNAME: bytes(d, HOSTNAME, len); break;
	case PARAM_ADDRESS_TYPES:
		for (; len >= 2 && !d->cut; len -= 2)
			u16(d, ADDRESS_TYPE);
		break;
	}
}

/* Parameters or causes to the end of the chunk; nothing of them is said. */
static void items(struct dis *d, bool are_causes)
{
	while (more(d) && declared(d) >= 4) {
		group_begin(d, are_causes ? CAUSE : PARAMETER);
		unsigned type = u16(d, are_causes ? CAUSE_CODE : PARAMETER_TYPE);
		if (!are_causes) {
			also(d, PARAMETER_BIT_1, 2, type >> 15);
			also(d, PARAMETER_BIT_2, 2, type >> 14 & 1);
		}
		unsigned len = u16(d, are_causes ? CAUSE_LENGTH : PARAMETER_LENGTH);
		bool fits = len >= 4 && len - 4 <= declared(d);
		if (fits) {
			struct saved s = part_begin(d, len - 4);
			if (!are_causes)
				parameter_value(d, type, len - 4);
			else if (len > 4)
				bytes(d, CAUSE_INFO, len - 4);
			part_end(d, &s);
			skip(d, -len & 3u);
		}
		group_end(d);
		if (!fits)
			return;
	}
}

static bool init(struct dis *d, bool ack, uint32_t size)
{
	if (size < INIT_LEAST)
		return bogus(d, size);
	uint32_t tag = u32(d, ack ? ACK_TAG : INIT_TAG);
	also(d, TAG, 4, tag);
	uint32_t rwnd = u32(d, ack ? ACK_CREDIT : INIT_CREDIT);
	unsigned out = u16(d, ack ? ACK_OUT : INIT_OUT), in = u16(d, ack ? ACK_IN : INIT_IN);
	uint32_t tsn = u32(d, ack ? ACK_TSN : INIT_TSN);
	say(d, "[init tag: %u] [rwnd: %u] [OS: %u] [MIS: %u] [init TSN: %u] ", tag, rwnd, out, in, tsn);
	if (fields_wanted(d))
		items(d, false);
	return true;
}

static bool sack(struct dis *d, uint32_t size)
{
	if (size < SACK_LEAST)
		return bogus(d, size);
	uint32_t ack = u32(d, SACK_ACK), rwnd = u32(d, SACK_RWND);
	unsigned gaps = u16(d, SACK_GAPS), duplicates = u16(d, SACK_DUPLICATES);
	say(d, "[cum ack %u] [a_rwnd %u] [#gap acks %u] [#dup tsns %u] ", ack, rwnd, gaps, duplicates);
	for (unsigned i = 1; i <= gaps && declared(d) >= 4 && !d->cut; i++) {
		unsigned from = u16(d, GAP_START), to = u16(d, GAP_END);
		say(d, "\n\t\t[gap ack block #%u: start = %u, end = %u] ", i, ack + from, ack + to);
	}
	for (unsigned i = 1; i <= duplicates && declared(d) >= 4 && !d->cut; i++) {
		uint32_t tsn = u32(d, DUPLICATE);
		say(d, "\n\t\t[dup TSN #%u: %u] ", i, tsn);
	}
	return true;
}

/* What the line does not say. */
static void silent(struct dis *d, unsigned type)
{
	switch (type) {
	case HEARTBEAT:
	case HEARTBEAT_ACK: items(d, false); break;
	case ABORT:
	case ERROR: items(d, true); break;
	case SHUTDOWN: u32(d, SHUTDOWN_ACKED); break;
	case ECNE: u32(d, ECNE_TSN); break;
	case CWR: u32(d, CWR_TSN); break;
	case COOKIE_ECHO: bytes(d, COOKIE, declared(d)); break;
	case FORWARD_TSN:
		u32(d, FORWARD);
		while (more(d) && declared(d) >= 4) {
			u16(d, FORWARD_SID);
			u16(d, FORWARD_SSN);
		}
	}
}

static bool value(struct dis *d, unsigned type, unsigned flags, uint32_t size)
{
	switch (type) {
	case DATA: return data(d, flags, size);
	case INIT:
	case INIT_ACK: return init(d, type == INIT_ACK, size);
	case SACK: return sack(d, size);
	default:
		if (fields_wanted(d))
			silent(d, type);
		return true;
	}
}

static void flag_fields(struct dis *d, unsigned type, unsigned flags)
{
	if (type == DATA) {
		also(d, DATA_E, 1, flags & 1);
		also(d, DATA_B, 1, flags >> 1 & 1);
		also(d, DATA_U, 1, flags >> 2 & 1);
		also(d, DATA_I, 1, flags >> 3 & 1);
	} else if (type == ABORT || type == SHUTDOWN_COMPLETE) {
		also(d, type == ABORT ? ABORT_T : COMPLETE_T, 1, flags & 1);
	}
}

/* False: nothing can be read behind it. */
static bool chunk(struct dis *d, unsigned n)
{
	uint32_t room = declared(d), at = d->pos;
	unsigned size = peek16(d, 2);
	if (room < CHUNK_HEADER || size < CHUNK_HEADER || size > room) {
		if (room >= CHUNK_HEADER && !need(d, CHUNK_HEADER > size ? CHUNK_HEADER : size))
			return false;
		say(d, "%s%u) ", d->verbose >= 2 ? "\n\t" : n == 1 ? " (" : ", (", n);
		if (room < CHUNK_HEADER)
			say_s(d, "[chunk descriptor cut off at end of packet]");
		else
			say(d, "[Bad chunk length %u, %s]", size, size < CHUNK_HEADER ? "< size of chunk descriptor" : "> remaining data in packet");
		return false;
	}
	if (!need(d, size))
		return false;
	say(d, "%s%u) ", d->verbose >= 2 ? "\n\t" : n == 1 ? " (" : ", (", n);
	unsigned type = u8(d, CHUNK_TYPE);
	also(d, BIT_1, 1, type >> 7);
	also(d, BIT_2, 1, type >> 6 & 1);
	unsigned flags = u8(d, CHUNK_FLAGS);
	flag_fields(d, type, flags);
	u16(d, CHUNK_LENGTH);
	say(d, "[%s] ", tok(d, chunks, "Unknown chunk type: 0x%x", type));
	struct saved s = part_begin(d, size - CHUNK_HEADER);
	bool fits = value(d, type, flags, size);
	part_end(d, &s);
	seek(d, at + ((size + 3u) & ~3u));
	return fits;
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < COMMON_HEADER) {
		invalid_misfit(d, "length", length, "<", COMMON_HEADER);
		return;
	}
	if (!need(d, COMMON_HEADER) || !transport_ports(d, IP_PROTO_SCTP, SRCPORT, DSTPORT))
		return;
	say_s(d, "sctp");
	for (unsigned i = 0; i < 2; i++) {
		const char *forces = word(forces_ports, i ? d->dport : d->sport);
		if (forces)
			say(d, "[%s]", forces);
	}
	u32(d, VERIFICATION_TAG);
	u32(d, CHECKSUM);
	bool fits = true;
	for (unsigned n = 1; fits && more(d); n++) {
		group_begin(d, CHUNK);
		fits = chunk(d, n);
		group_end(d);
	}
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_SCTP},
	{0},
};

const struct proto proto_sctp = {
	.name = "sctp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_SCTP,
};
