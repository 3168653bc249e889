/* Stream Control Transmission Protocol: RFC 9260.
 *
 *	| source port 2 | destination port 2 | verification tag 4 | checksum 4 |
 *	then chunks: | type 1 | flags 1 | length 2 | value ..., padded to 4 |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/transport/ports.h"

enum {
	SCTP, SRCPORT, DSTPORT, VERIFICATION_TAG, CHECKSUM, CHUNK, CHUNK_TYPE, CHUNK_FLAGS, CHUNK_LENGTH, DATA_TSN, DATA_SID,
	DATA_SSN, DATA_PPID, INIT_TAG, INIT_CREDIT, INIT_OUT, INIT_IN, INIT_TSN, SACK_ACK, SACK_RWND,
};

enum {
	DATA = 0, INIT = 1, INIT_ACK = 2, SACK = 3, HEARTBEAT = 4, HEARTBEAT_ACK = 5, ABORT = 6, SHUTDOWN = 7, SHUTDOWN_ACK = 8,
	ERROR = 9, COOKIE_ECHO = 10, COOKIE_ACK = 11, ECNE = 12, CWR = 13, SHUTDOWN_COMPLETE = 14, AUTH = 15, RE_CONFIG = 130,
	FORWARD_TSN = 192, ASCONF = 193, ASCONF_ACK = 128,
};

static const struct token chunks[] = {
	{DATA, "DATA"}, {INIT, "INIT"}, {INIT_ACK, "INIT ACK"}, {SACK, "SACK"}, {HEARTBEAT, "HB REQ"}, {HEARTBEAT_ACK, "HB ACK"},
	{ABORT, "ABORT"}, {SHUTDOWN, "SHUTDOWN"}, {SHUTDOWN_ACK, "SHUTDOWN ACK"}, {ERROR, "OP ERR"}, {COOKIE_ECHO, "COOKIE ECHO"},
	{COOKIE_ACK, "COOKIE ACK"}, {ECNE, "ECN ECHO"}, {CWR, "CWR"}, {SHUTDOWN_COMPLETE, "SHUTDOWN COMPLETE"}, {AUTH, "AUTH"},
	{RE_CONFIG, "RE-CONFIG"}, {FORWARD_TSN, "FORWARD CUM TSN"}, {ASCONF, "ASCONF"}, {ASCONF_ACK, "ASCONF-ACK"}, {0, NULL}};

static const struct token ppids[] = {
	{1, "IUA"}, {2, "M2UA"}, {3, "M3UA"}, {4, "SUA"}, {5, "M2PA"}, {6, "V5UA"}, {7, "H.248"}, {8, "BICC"}, {9, "TALI"},
	{21, "ForCES HP"}, {22, "ForCES MP"}, {23, "ForCES LP"}, {0, NULL}};

static const struct field fields[] = {
	[SCTP] = {"sctp", "Stream Control Transmission Protocol"},
	[SRCPORT] = {"sctp.srcport", "Source port", F_U16, .either = "sctp.port"},
	[DSTPORT] = {"sctp.dstport", "Destination port", F_U16, .either = "sctp.port"},
	[VERIFICATION_TAG] = {"sctp.verification_tag", "Verification tag", F_U32, HEX},
	[CHECKSUM] = {"sctp.checksum", "Checksum", F_U32, HEX},
	[CHUNK] = {"sctp.chunk", "Chunk"},
	[CHUNK_TYPE] = {"sctp.chunk_type", "Chunk type", F_U8, DEC, chunks},
	[CHUNK_FLAGS] = {"sctp.chunk_flags", "Chunk flags", F_U8, HEX},
	[CHUNK_LENGTH] = {"sctp.chunk_length", "Chunk length", F_U16},
	[DATA_TSN] = {"sctp.data_tsn_raw", "Transmission sequence number", F_U32},
	[DATA_SID] = {"sctp.data_sid", "Stream identifier", F_U16, HEX},
	[DATA_SSN] = {"sctp.data_ssn", "Stream sequence number", F_U16},
	[DATA_PPID] = {"sctp.data_payload_proto_id", "Payload protocol identifier", F_U32, DEC, ppids},
	[INIT_TAG] = {"sctp.init_initiate_tag", "Initiate tag", F_U32, HEX},
	[INIT_CREDIT] = {"sctp.init_credit", "Advertised receiver window credit (a_rwnd)", F_U32},
	[INIT_OUT] = {"sctp.init_nr_out_streams", "Number of outbound streams", F_U16},
	[INIT_IN] = {"sctp.init_nr_in_streams", "Number of inbound streams", F_U16},
	[INIT_TSN] = {"sctp.init_initial_tsn", "Initial TSN", F_U32},
	[SACK_ACK] = {"sctp.sack_cumulative_tsn_ack", "Cumulative TSN ACK", F_U32},
	[SACK_RWND] = {"sctp.sack_a_rwnd", "Advertised receiver window credit (a_rwnd)", F_U32},
};

static void data(struct dis *d, unsigned flags, uint32_t len)
{
	if (flags & 4)
		say_s(d, "(U)");
	if (flags & 2)
		say_s(d, "(B)");
	if (flags & 1)
		say_s(d, "(E)");
	if (flags & 7)
		say_c(d, ' ');
	if (len < 12) {
		invalid(d);
		return;
	}
	uint32_t tsn = u32(d, DATA_TSN);
	say(d, "[TSN: %u] ", tsn);
	unsigned sid = u16(d, DATA_SID);
	say(d, "[SID: %u] ", sid);
	unsigned ssn = u16(d, DATA_SSN);
	say(d, "[SSEQ %u] ", ssn);
	uint32_t ppid = u32(d, DATA_PPID);
	say(d, "[PPID %s] ", tok(d, ppids, "0x%x", ppid));
	len -= 12;
	const struct proto *p = bound(d, BIND_SCTP_PPID, ppid);
	if (p && (d->verbose || fields_wanted(d))) {
		struct saved s = quiet_begin(d, !d->verbose);
		narrow(d, len);
		call(d, p);
		quiet_end(d, &s);
	} else if (d->verbose >= 2) {
		say_s(d, "[Payload:");
		say_undecoded(d, len);
		say_c(d, ']');
	}
}

static void init(struct dis *d, bool ack, uint32_t len)
{
	if (len < 16) {
		invalid(d);
		return;
	}
	uint32_t tag = u32(d, INIT_TAG), rwnd = u32(d, INIT_CREDIT);
	say(d, "[init tag: %u] [rwnd: %u] ", tag, rwnd);
	unsigned out = u16(d, INIT_OUT), in = u16(d, INIT_IN);
	say(d, "[OS: %u] [MIS: %u] ", out, in);
	uint32_t tsn = u32(d, INIT_TSN);
	say(d, "[init TSN: %u] ", tsn);
}

static void sack(struct dis *d, uint32_t len)
{
	if (len < 12) {
		invalid(d);
		return;
	}
	uint32_t ack = u32(d, SACK_ACK), rwnd = u32(d, SACK_RWND);
	unsigned gaps = u16(d, 0), duplicates = u16(d, 0);
	say(d, "[cum ack %u] [a_rwnd %u] [#gap acks %u] [#dup tsns %u] ", ack, rwnd, gaps, duplicates);
	for (unsigned i = 1; i <= gaps && !d->cut; i++) {
		unsigned from = u16(d, 0), to = u16(d, 0);
		say(d, "\n\t\t[gap ack block #%u: start = %u, end = %u] ", i, ack + from, ack + to);
	}
	for (unsigned i = 1; i <= duplicates && !d->cut; i++) {
		uint32_t tsn = u32(d, 0);
		say(d, "\n\t\t[dup TSN #%u: %u] ", i, tsn);
	}
}

/* One chunk's value, len bytes at the cursor. */
static void chunk(struct dis *d, unsigned type, unsigned flags, uint32_t len)
{
	switch (type) {
	case DATA:
		data(d, flags, len);
		break;
	case INIT:
	case INIT_ACK:
		init(d, type == INIT_ACK, len);
		break;
	case SACK:
		sack(d, len);
		break;
	case SHUTDOWN:
		if (len >= 4)
			u32(d, 0);
		break;
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), end = d->pos + length;
	if (length < 12) {
		invalid_misfit(d, "length", length, "<", 12);
		return;
	}
	if (!transport_ports(d, IP_PROTO_SCTP, SRCPORT, DSTPORT))
		return;
	say_s(d, "sctp");
	u32(d, VERIFICATION_TAG);
	u32(d, CHECKSUM);
	for (unsigned n = 1; d->pos < end && !d->cut; n++) {
		uint32_t at = d->pos;
		say(d, "%s%u) ", d->verbose ? "\n\t" : n == 1 ? " (" : ", (", n);
		group_begin(d, CHUNK);
		unsigned type = u8(d, CHUNK_TYPE), flags = u8(d, CHUNK_FLAGS), size = u16(d, CHUNK_LENGTH);
		say(d, "[%s] ", tok(d, chunks, "Unknown chunk type: 0x%x", type));
		if (!d->cut && (size < 4 || size > end - at)) {
			say(d, size < 4 ? "[Bad chunk length %u, < size of chunk header]" : "[Bad chunk length %u, > remaining data in packet]",
				size);
			invalid(d);
			group_end(d);
			return;
		}
		chunk(d, type, flags, size - 4);
		group_end(d);
		uint32_t padded = (size + 3u) & ~3u;
		seek(d, at + padded);
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
