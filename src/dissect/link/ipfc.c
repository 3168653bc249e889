/* IP over Fibre Channel: RFC 2625. The network header carries MAC addresses behind two bytes of format each.
 *
 *	| destination: format 2, MAC 6 | source: format 2, MAC 6 | LLC ...
 */
#include "core/linktype_numbers.h"
#include "dissect/link/ether.h"
#include "dissect/protocols.h"

enum { IPFC, DESTINATION, SOURCE };
enum { HEADER_LEN = 16 };

static const struct field fields[] = {
	[IPFC] = {"ipfc", "IP Over FC"},
	[DESTINATION] = {"ipfc.nh.da", "Network DA", F_EUI64},
	[SOURCE] = {"ipfc.nh.sa", "Network SA", F_EUI64},
};

static void dissect(struct dis *d)
{
	struct ether_head h = {.len = declared(d)};
	uint32_t start = d->pos;
	if (!need(d, HEADER_LEN))
		return;
	u64(d, DESTINATION);
	u64(d, SOURCE);
	link_header_to_here(d, start);
	seek(d, start + 2);
	h.dst = mac(d, 0);
	skip(d, 2);
	h.src = mac(d, 0);
	if (d->opt->link_header)
		say(d, "%s > %s, length %u: ", mac_str(d, h.src), mac_str(d, h.dst), h.len);
	const struct ether_head *outer = d->ether;
	d->ether = &h;
	call(d, &proto_llc);
	d->ether = outer;
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IP_OVER_FC},
	{0},
};

const struct proto proto_ipfc = {
	.name = "ipfc",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
