/* Ethernet captured by netANALYZER devices: four bytes of status in front of each frame, in transparent mode the preamble too. */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { NETANALYZER };
enum { HEADER_LEN = 4, PREAMBLE_LEN = 8 };

static const struct field fields[] = {
	[NETANALYZER] = {"netanalyzer", "netANALYZER"},
};

static void frame(struct dis *d, uint32_t header)
{
	uint32_t start = d->pos;
	if (!need(d, header))
		return;
	skip(d, header);
	link_header_to_here(d, start);
	start = d->pos;
	if (!have(d, 14)) {
		call(d, &proto_ether);
		return;
	}
	skip(d, 14);
	link_header_to_here(d, start);
	seek(d, start);
	call(d, &proto_ether);
}

static void dissect(struct dis *d)
{
	frame(d, HEADER_LEN);
}

static void dissect_transparent(struct dis *d)
{
	frame(d, HEADER_LEN + PREAMBLE_LEN);
}

static const struct binding bindings[] = {{BIND_LINKTYPE, .from = LINKTYPE_NETANALYZER}, {0}};
static const struct binding bindings_transparent[] = {{BIND_LINKTYPE, .from = LINKTYPE_NETANALYZER_TRANSPARENT}, {0}};

const struct proto proto_netanalyzer = {
	.name = "netanalyzer",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

const struct proto proto_netanalyzer_transparent = {
	.name = "netanalyzer_transparent",
	.dissect = dissect_transparent,
	PROTO_FIELDS(fields),
	.bindings = bindings_transparent,
};
