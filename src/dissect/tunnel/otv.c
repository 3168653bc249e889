/* Overlay Transport Virtualization of Cisco: draft-hasmit-otv-04.
 *
 *	| flags 1 | overlay 3 | instance 3 | reserved 1 | Ethernet frame
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { OTV, FLAGS, OVERLAY, INSTANCE };

static const struct field fields[] = {
	[OTV] = {"otv", "Overlay Transport Virtualization"},
	[FLAGS] = {"otv.flags", "Flags", F_U8, HEX},
	[OVERLAY] = {"otv.overlay", "Overlay ID", F_U24},
	[INSTANCE] = {"otv.instance", "Instance ID", F_U24},
};

static void dissect(struct dis *d)
{
	enum { HEADER = 8, FLAG_INSTANCE = 8 };
	say_s(d, "OTV, ");
	if (declared(d) < HEADER) {
		say(d, "[length %u < %u]", declared(d), HEADER);
		invalid(d);
		return;
	}
	unsigned flags = u8(d, FLAGS);
	say(d, "flags [%s] (0x%02x), ", flags & FLAG_INSTANCE ? "I" : ".", flags);
	uint32_t overlay = u24(d, OVERLAY);
	say(d, "overlay %u, ", overlay);
	uint32_t instance = u24(d, INSTANCE);
	say(d, "instance %u", instance);
	u8(d, 0);
	say_c(d, '\n');
	if (!d->cut)
		call(d, &proto_ether);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_OTV, 8472, 0},
	{0},
};

const struct proto proto_otv = {
	.name = "otv",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
