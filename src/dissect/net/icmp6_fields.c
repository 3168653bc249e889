/* Fields of ICMPv6 messages: RFC 4443 (errors, echo), RFC 4861 (neighbor discovery), RFC 3122 (inverse), RFC
 * 2710 and RFC 3810 (listeners), RFC 4286 (multicast routers), RFC 6275 (mobility), RFC 3971 (certification
 * paths), RFC 5568 (fast handover), RFC 6775 (duplicates), RFC 6743 (locators), RFC 4620 (node information).
 * Wireshark takes all of them apart; the line says less. */
#include "dissect/net/icmp6.h"
#include "dissect/net/icmp_extension.h"
#include "dissect/net/nd_option.h"
#include "dissect/protocols.h"

/* ---- Errors */

/* The packet that an error quotes, and the extensions behind it (RFC 4884 section 4.4: len in units of 8
 * bytes; 0: none). */
static void quoted(struct dis *d, unsigned len)
{
	enum { UNIT = 8, IPV6_HEADER = 40 };
	uint32_t start = d->pos, end = d->wire;
	struct net outer = d->net;
	if (have(d, 6))
		declare(d, IPV6_HEADER + peek16(d, 4));
	call_quoted(d, &proto_ip6);
	d->net = outer;
	d->wire = end;
	if (len && start + len * UNIT < end)
		icmp_extension_fields(d, start + len * UNIT, end);
}

static void error(struct dis *d, unsigned type)
{
	unsigned len = 0;
	if (type == PACKET_TOO_BIG) {
		u32(d, MTU);
	} else if (type == PARAM_PROB) {
		u32(d, POINTER);
	} else {
		len = peek8(d, 0);
		if (len)
			u8(d, LENGTH);
		bytes(d, RESERVED, len ? 3 : 4);
	}
	if (!d->cut && left(d))
		quoted(d, len);
}

static void echo(struct dis *d)
{
	u16(d, IDENT);
	u16(d, SEQ);
	if (d->cut || !left(d))
		return;
	struct span data = rest(d, DATA);
	mark_uint(d, DATA_LEN, data.pos, data.len, data.len);
}

/* ---- Multicast listeners */

static void listener(struct dis *d)
{
	u16(d, MLD_DELAY);
	bytes(d, RESERVED, 2);
	ip6(d, MLD_ADDRESS);
}

static void query_v2(struct dis *d)
{
	static const struct bit_field flags[] = {
		{0xff, MLD_FLAGS}, {8, MLD_S}, {7, MLD_QRV}, {0xf0, MLD_RSV}, {0}};
	unsigned code = u16(d, 0);
	also(d, MLD_CODE, 2, code < 0x8000 ? code : ((code & 0xfff) | 0x1000) << ((code >> 12 & 7) + 3));
	bytes(d, RESERVED, 2);
	ip6(d, MLD_ADDRESS);
	flags8(d, flags);
	unsigned interval = u8(d, 0);
	also(d, MLD_QQI, 1, interval < 128 ? interval : ((interval & 15) | 16) << ((interval >> 4 & 7) + 3));
	unsigned sources = u16(d, MLD_SOURCES);
	for (unsigned i = 0; i < sources && !d->cut; i++)
		ip6(d, MLD_SOURCE);
}

static void report_v2(struct dis *d)
{
	bytes(d, RESERVED, 2);
	unsigned records = u16(d, MLD_RECORDS);
	for (unsigned i = 0; i < records && more(d) && left(d); i++) {
		group_begin(d, MAR);
		u8(d, MAR_TYPE);
		unsigned words = u8(d, MAR_AUX_LEN), sources = u16(d, MAR_SOURCES);
		ip6(d, MAR_ADDRESS);
		for (unsigned k = 0; k < sources && !d->cut; k++)
			ip6(d, MAR_SOURCE);
		if (words)
			bytes(d, MAR_AUX, words * 4);
		group_end(d);
	}
}

/* ---- Mobility, certification paths, duplicates, locators */

static void certification_path(struct dis *d, unsigned type)
{
	u16(d, SEND_IDENT);
	if (type == PATH_ADVERT)
		u16(d, SEND_ALL);
	u16(d, SEND_COMPONENT);
	if (type == PATH_ADVERT)
		bytes(d, RESERVED, 2);
	nd_options(d, d->wire);
}

static void fast_handover(struct dis *d)
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
	nd_options(d, d->wire);
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

/* ---- Node information */

static void subject(struct dis *d, unsigned code)
{
	enum { SUBJECT_IP6 = 0, SUBJECT_NAME = 1, SUBJECT_IP4 = 2 };
	if (!more(d) || !left(d))
		return;
	if (code == SUBJECT_IP6)
		ip6(d, NI_SUBJECT_IP6);
	else if (code == SUBJECT_NAME)
		nd_domain_name(d, NI_SUBJECT_NAME);
	else if (code == SUBJECT_IP4)
		ip4(d, NI_SUBJECT_IP4);
}

static void answers(struct dis *d, unsigned qtype)
{
	enum { QTYPE_NAME = 2, QTYPE_IP6 = 3, QTYPE_IP4 = 4 };
	while ((qtype == QTYPE_IP6 || qtype == QTYPE_IP4) && more(d) && left(d)) {
		u32(d, NI_TTL);
		if (qtype == QTYPE_IP6)
			ip6(d, NI_NODE_IP6);
		else
			ip4(d, NI_NODE_IP4);
	}
	if (qtype == QTYPE_NAME && more(d) && left(d)) {
		u32(d, NI_TTL);
		nd_domain_name(d, NI_NODE_NAME);
	}
}

static void node_information(struct dis *d, bool reply, unsigned code)
{
	static const struct bit_field flags[] = {{0xffff, NI_FLAGS}, {0x20, NI_G}, {0x10, NI_S}, {0x08, NI_L},
		{0x04, NI_C}, {0x02, NI_A}, {0x01, NI_T}, {0xffc0, NI_RSV}, {0}};
	unsigned qtype = u16(d, NI_QTYPE);
	flags16(d, flags);
	u64(d, NI_NONCE);
	if (!reply)
		subject(d, code);
	else if (!code)
		answers(d, qtype);
}

void icmp6_fields(struct dis *d, unsigned type, unsigned code, uint32_t length)
{
	enum { QUERY_V1 = 24 };
	switch (type) {
	case DST_UNREACH:
	case PACKET_TOO_BIG:
	case TIME_EXCEEDED:
	case PARAM_PROB:
		error(d, type);
		break;
	case ECHO_REQUEST:
	case ECHO_REPLY:
		echo(d);
		break;
	case LISTENER_QUERY:
		if (length > QUERY_V1)
			query_v2(d);
		else
			listener(d);
		break;
	case LISTENER_REPORT:
	case LISTENER_DONE:
		listener(d);
		break;
	case LISTENER_REPORT_V2:
		report_v2(d);
		break;
	case ROUTER_RENUMBERING:
		icmp6_renumbering_fields(d, code);
		break;
	case NI_QUERY:
	case NI_REPLY:
		node_information(d, type == NI_REPLY, code);
		break;
	case PATH_SOLICIT:
	case PATH_ADVERT:
		certification_path(d, type);
		break;
	case MULTICAST_ROUTER_ADVERT:
		u16(d, MRD_INTERVAL);
		u16(d, MRD_ROBUSTNESS);
		break;
	case FMIP6:
		fast_handover(d);
		break;
	case RPL:
		icmp6_rpl_fields(d, code);
		break;
	case LOCATOR_UPDATE:
		locators(d);
		break;
	case DUPLICATE_REQUEST:
	case DUPLICATE_CONFIRM:
		duplicate_address(d);
		break;
	}
}
