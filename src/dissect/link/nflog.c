/* Linux's netfilter log: include/uapi/linux/netfilter/nfnetlink_log.h.
 *
 *	| family 1 | version 1 | resource id 2 | TLVs: length 2, type 2 (both in the host's byte order), value, filled to four bytes
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { NFLOG, FAMILY, VERSION, RESOURCE, TLV, TLV_LENGTH, TLV_TYPE, PREFIX };
enum { HEADER_LEN = 4, TLV_HEADER = 4, AF_IP4 = 2, AF_IP6 = 10, TLV_PAYLOAD = 9, TLV_PREFIX = 10 };

static const struct token families[] = {{AF_IP4, "IPv4"}, {AF_IP6, "IPv6"}, {0, NULL}};
static const struct token types[] = {{1, "NFULA_PACKET_HDR"}, {2, "NFULA_MARK"}, {3, "NFULA_TIMESTAMP"}, {4, "NFULA_IFINDEX_INDEV"},
	{5, "NFULA_IFINDEX_OUTDEV"}, {6, "NFULA_IFINDEX_PHYSINDEV"}, {7, "NFULA_IFINDEX_PHYSOUTDEV"}, {8, "NFULA_HWADDR"},
	{TLV_PAYLOAD, "NFULA_PAYLOAD"}, {TLV_PREFIX, "NFULA_PREFIX"}, {11, "NFULA_UID"}, {12, "NFULA_SEQ"}, {13, "NFULA_SEQ_GLOBAL"},
	{14, "NFULA_GID"}, {15, "NFULA_HWTYPE"}, {16, "NFULA_HWHEADER"}, {17, "NFULA_HWLEN"}, {0, NULL}};

static const struct field fields[] = {
	[NFLOG] = {"nflog", "Linux Netfilter NFLOG"},
	[FAMILY] = {"nflog.family", "Family", F_U8, DEC, families},
	[VERSION] = {"nflog.version", "Version", F_U8},
	[RESOURCE] = {"nflog.res_id", "Resource id", F_U16},
	[TLV] = {"nflog.tlv", "TLV"},
	[TLV_LENGTH] = {"nflog.tlv_length", "Length", F_U16},
	[TLV_TYPE] = {"nflog.tlv_type", "Type", F_U16, HEX, types},
	[PREFIX] = {"nflog.prefix", "Prefix", F_STR},
};

static void say_header(struct dis *d, unsigned family, unsigned resource, uint32_t length)
{
	say(d, "version 0, resource ID %u", resource);
	if (d->opt->quick)
		say(d, ", %s NFLOG (0x%02x)", tok(d, families, "Unknown", family), family);
	else
		say(d, ", family %s (%u)", tok(d, families, "Unknown", family), family);
	say(d, ", length %u: ", length);
}

/* One TLV; false: it was the packet, whose first byte is at the cursor, or nothing can be read behind it. */
static bool tlv(struct dis *d)
{
	if (!need(d, TLV_HEADER))
		return false;
	uint32_t start = d->pos;
	unsigned size = u16le(d, TLV_LENGTH), type = u16le(d, TLV_TYPE), len = size;
	size = (size + 3) & ~3u;
	seek(d, start);
	if (size < TLV_HEADER || !need(d, size)) {
		cut_here(d);
		return false;
	}
	skip(d, TLV_HEADER);
	if (type == TLV_PAYLOAD)
		return false;
	if (type == TLV_PREFIX && len > TLV_HEADER + 1)
		bytes(d, PREFIX, len - TLV_HEADER - 1);
	seek(d, start + size);
	return true;
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (!need(d, HEADER_LEN))
		return;
	unsigned family = u8(d, FAMILY), version = u8(d, VERSION), resource = u16(d, RESOURCE);
	if (version) {
		say(d, "version %u (unknown)", version);
		return;
	}
	if (d->opt->link_header)
		say_header(d, family, resource, length);
	bool another = true;
	uint32_t before = declared(d);
	while (another && more(d)) {
		before = declared(d);
		group_begin(d, TLV);
		another = tlv(d);
		group_end(d);
	}
	link_header_to_here(d, start);
	if (family == AF_IP4) {
		call(d, &proto_ip);
	} else if (family == AF_IP6) {
		call(d, &proto_ip6);
	} else {
		if (!d->opt->link_header)
			say_header(d, family, resource, before);
		say_undecoded(d, left(d));
	}
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_NFLOG},
	{0},
};

const struct proto proto_nflog = {
	.name = "nflog",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
