/* UDP encapsulation of ESP and IKE on port 4500: RFC 3948.
 *
 *	0xff alone: keep-alive      0 0 0 0: IKE follows      else: ESP, whose SPI is not 0
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { UDPENCAP, NAT_KEEPALIVE, NON_ESP_MARKER };

static const struct field fields[] = {
	[UDPENCAP] = {"udpencap", "UDP Encapsulation of IPsec Packets"},
	[NAT_KEEPALIVE] = {"udpencap.nat_keepalive", "NAT-keepalive packet", F_U8, HEX},
	[NON_ESP_MARKER] = {"udpencap.non_esp_marker", "Non-ESP Marker", F_U32, HEX},
};

static void dissect(struct dis *d)
{
	if (declared(d) == 1 && have(d, 1) && peek8(d, 0) == 0xff) {
		u8(d, NAT_KEEPALIVE);
		say_s(d, "isakmp-nat-keep-alive");
		return;
	}
	if (!need(d, 4))
		return;
	if (peek32(d, 0) == 0) {
		u32(d, NON_ESP_MARKER);
		say_s(d, "NONESP-encap: ");
		const struct proto *ike = bound(d, BIND_UDP_PORT, 500);
		if (ike)
			call(d, ike);
		return;
	}
	say_s(d, "UDP-encap: ");
	call(d, &proto_esp);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_ISAKMP, 4500, 0},
	{0},
};

const struct proto proto_udp_encap = {
	.name = "isakmp_rfc3948",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
