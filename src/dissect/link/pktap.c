/* Apple's PKTAP: a header in front of each packet that tells its interface, process and link type, little-endian.
 *
 *	| header length 4 | record type 4 | link type 4 | interface 24 | flags 4 | family 4 | link header length 4 |
 *	| link trailer length 4 | process 4 | command 20 | service 4 | interface type 2 | unit 2 | effective process 4 |
 *	| effective command 20 | ... up to header length | */
#include "core/linktype.h"
#include "dissect/dissect.h"

enum { PKTAP, LENGTH, RECORD, LINKTYPE, INTERFACE, FLAGS, FAMILY, LINK_HEADER, LINK_TRAILER, PROCESS, COMMAND, SERVICE,
	IF_TYPE, IF_UNIT, EFFECTIVE_PROCESS, EFFECTIVE_COMMAND };

enum { HEADER = 108, INTERFACE_LEN = 24, COMMAND_LEN = 20, RECORD_NONE = 0, RECORD_PACKET = 1 };

static const struct token records[] = {{RECORD_NONE, "None"}, {RECORD_PACKET, "Packet"}, {0, NULL}};

static const struct field fields[] = {
	[PKTAP] = {"pktap", "PKTAP packet header"},
	[LENGTH] = {"pktap.hdrlen", "Header Length", F_U32},
	[RECORD] = {"pktap.rectype", "Record Type", F_U32, DEC, records},
	[LINKTYPE] = {"pktap.dlt", "DLT", F_U32},
	[INTERFACE] = {"pktap.ifname", "Interface Name", F_STR},
	[FLAGS] = {"pktap.flags", "Flags", F_U32, HEX},
	[FAMILY] = {"pktap.pfamily", "Protocol Family", F_U32},
	[LINK_HEADER] = {"pktap.llhdrlen", "Link Layer Header Length", F_U32},
	[LINK_TRAILER] = {"pktap.lltrlrlen", "Link Layer Trailer Length", F_U32},
	[PROCESS] = {"pktap.pid", "Process ID", F_U32},
	[COMMAND] = {"pktap.cmdname", "Command Name", F_STR},
	[SERVICE] = {"pktap.svc_class", "Service Class", F_U32},
	[IF_TYPE] = {"pktap.iftype", "Interface Type", F_U16},
	[IF_UNIT] = {"pktap.ifunit", "Interface Unit", F_U16},
	[EFFECTIVE_PROCESS] = {"pktap.epid", "Effective Process ID", F_U32},
	[EFFECTIVE_COMMAND] = {"pktap.ecmdname", "Effective Command Name", F_STR},
};

/* Text of n bytes that ends at a zero byte. */
static void name(struct dis *d, unsigned field, unsigned n)
{
	uint32_t at = d->pos;
	struct span s = bytes(d, 0, n);
	uint32_t len = 0;
	while (len < s.len && span_u8(s, len))
		len++;
	mark_bytes(d, field, at, len);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (length < HEADER) {
		say(d, " (packet too short, %u < %u)", length, HEADER);
		invalid(d);
		return;
	}
	uint32_t header = u32le(d, LENGTH), record = u32le(d, RECORD), dlt = u32le(d, LINKTYPE);
	if (d->cut)
		return;
	if (header < HEADER || header > length) {
		say(d, header < HEADER ? " (pkt_hdr_len too short, %u < %u)" : " (pkt_hdr_len too long, %u > %u)", header,
			header < HEADER ? (uint32_t)HEADER : length);
		invalid(d);
		return;
	}
	name(d, INTERFACE, INTERFACE_LEN);
	u32le(d, FLAGS);
	u32le(d, FAMILY);
	u32le(d, LINK_HEADER);
	u32le(d, LINK_TRAILER);
	u32le(d, PROCESS);
	name(d, COMMAND, COMMAND_LEN);
	u32le(d, SERVICE);
	u16le(d, IF_TYPE);
	u16le(d, IF_UNIT);
	u32le(d, EFFECTIVE_PROCESS);
	name(d, EFFECTIVE_COMMAND, COMMAND_LEN);
	int linktype = linktype_of_dlt(dlt);
	const char *word = linktype < 0 ? NULL : linktype_name(linktype);
	bool known = record != RECORD_PACKET || (linktype >= 0 && bound(d, BIND_LINKTYPE, (uint32_t)linktype));
	if (d->opt->link_header || !known)
		say(d, "DLT %s (%u) len %u, length %u: ", word ? word : "UNKNOWN", dlt, header, length);
	seek(d, start + header);
	if (record == RECORD_NONE)
		say_s(d, "no data");
	else if (record == RECORD_PACKET && known)
		dispatch(d, BIND_LINKTYPE, (uint32_t)linktype);
	else if (record == RECORD_PACKET)
		say_undecoded(d, declared(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_PKTAP},
	{BIND_LINKTYPE, .from = LINKTYPE_USER2}, /* Apple's, before it had a number of its own */
	{0},
};

const struct proto proto_pktap = {
	.name = "pktap",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
