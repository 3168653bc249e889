/* Per-Packet Information: CACE Technologies, "PPI Packet Header format", version 1.0.10; little-endian.
 *
 *	| version 1 | flags 1 | header length 2 | DLT 4 | fields: type 2, length 2, value ... | packet
 */
#include "core/linktype.h"
#include "dissect/protocols.h"

enum { PPI, VERSION, FLAGS, LENGTH, DLT, FIELD, FIELD_TYPE, FIELD_LENGTH };
enum { HEADER_LEN = 8, MAX_LEN = 65532 };

static const struct token field_types[] = {{2, "802.11-Common"}, {3, "802.11n MAC Extensions"}, {4, "802.11n MAC+PHY Extensions"},
	{5, "Spectrum-Map"}, {6, "Process-Info"}, {7, "Capture-Info"}, {8, "Aggregation Extension"}, {9, "802.3 Extension"}, {0, NULL}};

static const struct field fields[] = {
	[PPI] = {"ppi", "PPI Packet Header"},
	[VERSION] = {"ppi.version", "Version", F_U8},
	[FLAGS] = {"ppi.flags", "Flags", F_U8, HEX},
	[LENGTH] = {"ppi.length", "Header length", F_U16},
	[DLT] = {"ppi.dlt", "DLT", F_U32},
	[FIELD] = {"ppi.field", "Field"},
	[FIELD_TYPE] = {"ppi.field_type", "Field type", F_U16, DEC, field_types},
	[FIELD_LENGTH] = {"ppi.field_len", "Field length", F_U16},
};

/* The fields between the header and the packet: nothing of them is said. */
static void information(struct dis *d, uint32_t end)
{
	struct saved quiet = quiet_begin(d, true);
	while (d->pos + 4 <= end && !d->cut) {
		group_begin(d, FIELD);
		u16le(d, FIELD_TYPE);
		unsigned len = u16le(d, FIELD_LENGTH);
		group_end(d);
		skip(d, len);
	}
	quiet_end(d, &quiet);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (!need(d, HEADER_LEN))
		return;
	unsigned version = u8(d, VERSION);
	u8(d, FLAGS);
	unsigned header = u16le(d, LENGTH);
	if (header < HEADER_LEN || header > MAX_LEN) {
		say(d, " [length %u < %u or > %u]", header, HEADER_LEN, MAX_LEN);
		invalid(d);
		return;
	}
	uint32_t dlt = u32le(d, DLT);
	seek(d, start);
	if (!need(d, header))
		return;
	seek(d, start + HEADER_LEN);
	if (fields_wanted(d))
		information(d, start + header);
	int linktype = linktype_of_dlt(dlt);
	const char *name = linktype < 0 ? NULL : linktype_name(linktype);
	bool known = linktype >= 0 && bound(d, BIND_LINKTYPE, (uint32_t)linktype);
	if (d->opt->link_header || !known)
		say(d, "V.%u DLT %s (%u) len %u, length %u: ", version, name ? name : "UNKNOWN", dlt, header, length);
	seek(d, start + header);
	if (known)
		dispatch(d, BIND_LINKTYPE, (uint32_t)linktype);
	else
		say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_PPI},
	{0},
};

const struct proto proto_ppi = {
	.name = "ppi",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
