/* What the vsockmon interface of Linux shows of AF_VSOCK: linux/vsockmon.h and, behind it, the header of the virtio transport
 * (virtio 1.2 section 5.10.6). All little-endian.
 *
 *	| source CID 8 | destination CID 8 | source port 4 | destination port 4 | operation 2 | transport 2 | length 2 | 2 |
 *	virtio: | CIDs 16 | ports 8 | length 4 | type 2 | operation 2 | flags 4 | buf_alloc 4 | fwd_cnt 4 |
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { VSOCK, SRC_CID, DST_CID, SRC_PORT, DST_PORT, OP, TRANSPORT, LENGTH, VIRTIO_LEN, VIRTIO_TYPE, VIRTIO_OP, VIRTIO_FLAGS, BUF_ALLOC,
	FWD_CNT };

enum { HEADER = 32, TRANSPORT_VIRTIO = 2, VIRTIO_HEADER = 44, OP_PAYLOAD = 4 };

static const struct token operations[] = {{0, "UNKNOWN"}, {1, "CONNECT"}, {2, "DISCONNECT"}, {3, "CONTROL"}, {OP_PAYLOAD, "PAYLOAD"}, {0, NULL}};
static const struct token transports[] = {{0, "UNKNOWN"}, {1, "NO_INFO"}, {TRANSPORT_VIRTIO, "VIRTIO"}, {0, NULL}};
static const struct token virtio_types[] = {{1, "STREAM"}, {0, NULL}};
static const struct token virtio_operations[] = {{0, "INVALID"}, {1, "REQUEST"}, {2, "RESPONSE"}, {3, "RST"}, {4, "SHUTDOWN"}, {5, "RW"},
	{6, "CREDIT UPDATE"}, {7, "CREDIT REQUEST"}, {0, NULL}};

static const struct field fields[] = {
	[VSOCK] = {"vsock", "Virtio vsock"},
	[SRC_CID] = {"vsock.src_cid", "Source cid", F_U64},
	[DST_CID] = {"vsock.dst_cid", "Destination cid", F_U64},
	[SRC_PORT] = {"vsock.src_port", "Source port", F_U32},
	[DST_PORT] = {"vsock.dst_port", "Destination port", F_U32},
	[OP] = {"vsock.op", "Operation", F_U16, DEC, operations},
	[TRANSPORT] = {"vsock.trans", "Transport", F_U16, DEC, transports},
	[LENGTH] = {"vsock.len", "Length", F_U16},
	[VIRTIO_LEN] = {"vsock.virtio.len", "Length", F_U32},
	[VIRTIO_TYPE] = {"vsock.virtio.type", "Type", F_U16, DEC, virtio_types},
	[VIRTIO_OP] = {"vsock.virtio.op", "Operation", F_U16, DEC, virtio_operations},
	[VIRTIO_FLAGS] = {"vsock.virtio.flags", "Flags", F_U32, HEX},
	[BUF_ALLOC] = {"vsock.virtio.buf_alloc", "Buf alloc", F_U32},
	[FWD_CNT] = {"vsock.virtio.fwd_cnt", "Fwd cnt", F_U32},
};

static void virtio(struct dis *d)
{
	skip(d, 24);
	uint32_t len = u32le(d, VIRTIO_LEN);
	unsigned type = u16le(d, VIRTIO_TYPE), op = u16le(d, VIRTIO_OP);
	uint32_t flags = u32le(d, VIRTIO_FLAGS), alloc = u32le(d, BUF_ALLOC), count = u32le(d, FWD_CNT);
	say(d, " (len %u, type %s, op %s, flags %x, buf_alloc %u, fwd_cnt %u)", len, tok(d, virtio_types, "Invalid type (%u)", type),
		tok(d, virtio_operations, "Invalid op (%u)", op), flags, alloc, count);
}

static void dissect(struct dis *d)
{
	uint32_t length = left(d); /* the reference says what was captured */
	d->link_len = HEADER;
	if (!need(d, HEADER))
		return;
	uint64_t src = u64le(d, SRC_CID), dst = u64le(d, DST_CID);
	uint32_t sport = u32le(d, SRC_PORT), dport = u32le(d, DST_PORT);
	unsigned op = u16le(d, OP), transport = u16le(d, TRANSPORT), size = u16le(d, LENGTH);
	u16le(d, 0);
	say_s(d, tok(d, transports, "Invalid transport (%u)", transport));
	bool whole = have(d, VIRTIO_HEADER) && size >= VIRTIO_HEADER, cut = transport == TRANSPORT_VIRTIO && !whole;
	uint32_t header = d->pos;
	if (transport == TRANSPORT_VIRTIO && whole && (d->verbose || fields_wanted(d))) {
		struct saved s = quiet_begin(d, !d->verbose);
		virtio(d);
		quiet_end(d, &s);
	}
	if (!cut || !d->verbose)
		say_s(d, d->verbose ? "\n\t" : " ");
	say(d, "%llu.%u > %llu.%u %s, length %u", (unsigned long long)src, sport, (unsigned long long)dst, dport,
		tok(d, operations, " invalid op (%u)", op), length);
	if (cut && d->verbose) {
		cut_here(d);
		return;
	}
	seek(d, header + size);
	if (d->verbose > 1 && op == OP_PAYLOAD && more(d))
		say_hexdump(d, "\n\t", declared(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_VSOCK},
	{0},
};

const struct proto proto_vsock = {
	.name = "vsock",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
