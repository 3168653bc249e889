/* ICMPv6 messages that lines do not say, as fields: RFC 3971 (certification paths), RFC 4286 (multicast routers), RFC 5568
 * (fast handover), RFC 6775 (duplicates), RFC 6743 (locators). */
#include "dissect/net/icmp6.h"
#include "dissect/net/nd_option.h"

static void certification_path(struct dis *d, const struct icmp6_message *m)
{
	u16(d, SEND_IDENT);
	if (m->type == PATH_ADVERT)
		u16(d, SEND_ALL);
	u16(d, SEND_COMPONENT);
	if (m->type == PATH_ADVERT)
		bytes(d, RESERVED, 2);
	nd_options(d, m->start + m->length);
}

static void fast_handover(struct dis *d, const struct icmp6_message *m)
{
	enum { HANDOVER_INITIATE = 4 };
	static const struct bit_field flags[] = {
		{0xff, FMIP6_FLAGS}, {0x80, FMIP6_S}, {0x40, FMIP6_A}, {0x3f, FMIP6_RSV}, {0}};
	unsigned subtype = u8(d, FMIP6_SUBTYPE);
	if (subtype == HANDOVER_INITIATE)
		flags8(d, flags);
	else
		bytes(d, RESERVED, 1);
	u16(d, FMIP6_IDENT);
	nd_options(d, m->start + m->length);
}

static void duplicate_address(struct dis *d)
{
	u8(d, DA_STATUS);
	u8(d, DA_RSV);
	u16(d, DA_LIFETIME);
	u64(d, DA_EUI64);
	ip6(d, DA_ADDRESS);
}

static void locators(struct dis *d)
{
	unsigned count = u8(d, ILNP_LOCATORS);
	bytes(d, RESERVED, 1); /* the operation, but Wireshark's */
	bytes(d, RESERVED, 2);
	for (unsigned i = 0; i < count && !d->cut; i++) {
		u64(d, ILNP_LOCATOR);
		u16(d, ILNP_PREFERENCE);
		u16(d, ILNP_LIFETIME);
	}
}

static void multicast_router_advertisement(struct dis *d)
{
	u16(d, MRD_INTERVAL);
	u16(d, MRD_ROBUSTNESS);
}

void icmp6_values(struct dis *d, const struct icmp6_message *m)
{
	struct saved s = quiet_begin(d, true);
	switch (m->type) {
	case PATH_SOLICIT:
	case PATH_ADVERT:
		certification_path(d, m);
		break;
	case MULTICAST_ROUTER_ADVERT:
		multicast_router_advertisement(d);
		break;
	case FMIP6:
		fast_handover(d, m);
		break;
	case LOCATOR_UPDATE:
		locators(d);
		break;
	case DUPLICATE_REQUEST:
	case DUPLICATE_CONFIRM:
		duplicate_address(d);
		break;
	}
	quiet_end(d, &s);
}
