/* TCP options as fields, where lines have bytes only: SCPS (CCSDS 714.0-B), RFC 4782 (Quick-Start), RFC 6994 (experiments),
 * draft-ietf-tcpm-accurate-ecn, Riverbed's. */
#include "dissect/transport/tcp_fields.h"
#include "dissect/transport/tcp_options.h"

unsigned tcp_option_group(unsigned kind)
{
	static const struct {
		uint8_t kind, group;
	} groups[] = {
		{EOL, OPTION_EOL}, {NOP, OPTION_NOP}, {MSS, OPTION_MSS}, {WSCALE, OPTION_WSCALE}, {SACK_OK, OPTION_SACK_PERMITTED},
		{SACK, OPTION_SACK}, {ECHO, OPTION_ECHO}, {ECHO_REPLY, OPTION_ECHO}, {TIMESTAMPS, OPTION_TIMESTAMP}, {CC, OPTION_CC},
		{CC_NEW, OPTION_CC}, {CC_ECHO, OPTION_CC}, {MD5, OPTION_MD5}, {SCPS, OPTION_SCPS}, {SNACK, OPTION_SNACK},
		{RECORD_BOUNDARY, OPTION_SCPS_RECORD}, {CORRUPTION, OPTION_SCPS_CORRUPT}, {QUICK_START, OPTION_QUICK_START},
		{UTO, OPTION_USER_TIMEOUT}, {AO, OPTION_AO}, {MPTCP, OPTION_MPTCP}, {FAST_OPEN, OPTION_FAST_OPEN},
		{RVBD_PROBE, OPTION_RVBD_PROBE}, {RVBD_TRANSPARENCY, OPTION_RVBD_TRANSPARENCY}, {ACC_ECN_0, OPTION_ACC_ECN},
		{ACC_ECN_1, OPTION_ACC_ECN}, {EXPERIMENT_1, OPTION_EXPERIMENT}, {EXPERIMENT, OPTION_EXPERIMENT},
	};
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (groups[i].kind == kind)
			return groups[i].group;
	return OPTION_UNKNOWN;
}

static void quick_start(struct dis *d)
{
	unsigned rate = u8(d, 0);
	also(d, QS_RATE, 1, rate & 15);
	u8(d, QS_TTL_DIFF);
}

/* Counters as far as they are there; order 1 has ECT(1) first. */
static void accurate_ecn(struct dis *d, uint32_t size, bool order1)
{
	const unsigned counters[] = {order1 ? ACC_ECN_ECT1 : ACC_ECN_ECT0, ACC_ECN_CE, order1 ? ACC_ECN_ECT0 : ACC_ECN_ECT1};
	if (size % 3 || size > 9)
		return;
	for (uint32_t i = 0; i < size / 3; i++)
		u24(d, counters[i]);
}

static void riverbed_flags(struct dis *d)
{
	unsigned v = u16(d, RVBD_TRANSPARENCY_FLAGS);
	also(d, RVBD_FW_RST_PROBE, 2, v >> 10 & 1);
	also(d, RVBD_FW_RST_INNER, 2, v >> 9 & 1);
	also(d, RVBD_FW_RST, 2, v >> 8 & 1);
	also(d, RVBD_CHECKSUM, 2, v >> 2 & 1);
	also(d, RVBD_OOB, 2, v >> 1 & 1);
	also(d, RVBD_MODE, 2, v & 1);
}

static void riverbed_transparency(struct dis *d)
{
	riverbed_flags(d);
	ip4(d, RVBD_SRC_IP);
	ip4(d, RVBD_DST_IP);
	u16(d, RVBD_SRC_PORT);
	u16(d, RVBD_DST_PORT);
}

static void riverbed_probe_1(struct dis *d, unsigned first)
{
	enum { QUERY = 0, RESPONSE = 1, INTERNAL = 2, TRACE = 3, QUERY_SH = 4, RESPONSE_SH = 5 };
	unsigned type = first >> 4;
	also(d, RVBD_TYPE1, 1, type);
	also(d, RVBD_VERSION, 1, first & 15);
	if (type == INTERNAL)
		return;
	u8(d, RVBD_RESERVED);
	ip4(d, RVBD_PROBER);
	switch (type) {
	case QUERY:
	case TRACE:
	case QUERY_SH:
		u16(d, RVBD_APPLIANCE);
		break;
	case RESPONSE:
		ip4(d, RVBD_PROXY_IP);
		u16(d, RVBD_PROXY_PORT);
		break;
	case RESPONSE_SH:
		ip4(d, RVBD_CLIENT_IP);
		ip4(d, RVBD_PROXY_IP);
		u16(d, RVBD_PROXY_PORT);
	}
}

static void riverbed_probe_2(struct dis *d, unsigned first)
{
	enum { INFO = 6, INFO_SH = 7, CLIENT = 8, STORE = 9 };
	unsigned type = first >> 1;
	also(d, RVBD_TYPE2, 1, type);
	also(d, RVBD_VERSION_RAW, 1, first & 1);
	also(d, RVBD_VERSION, 1, 2);
	if (type >= INFO)
		u8(d, RVBD_FLAGS);
	if (type == CLIENT)
		ip4(d, RVBD_CLIENT_IP);
	else if (type == STORE)
		u32(d, RVBD_STORE);
}

/* The lowest bit tells the two layouts apart. */
static void riverbed_probe(struct dis *d)
{
	unsigned first = u8(d, 0);
	if (first & 1 && first >> 4 <= 10)
		riverbed_probe_1(d, first);
	else if (!(first & 1) && first >> 1 <= 9)
		riverbed_probe_2(d, first);
}

static void content(struct dis *d, unsigned kind, uint32_t size)
{
	switch (kind) {
	case SNACK:
		u16(d, SNACK_OFFSET);
		u16(d, SNACK_SIZE);
		break;
	case QUICK_START:
		quick_start(d);
		break;
	case RVBD_PROBE:
		riverbed_probe(d);
		break;
	case RVBD_TRANSPARENCY:
		riverbed_transparency(d);
		break;
	case ACC_ECN_0:
	case ACC_ECN_1:
		accurate_ecn(d, size, kind == ACC_ECN_1);
		break;
	case EXPERIMENT_1:
		tcp_experiment_fields(d, size);
		break;
	case RECORD_BOUNDARY:
	case CORRUPTION:
		break;
	default:
		if (size)
			bytes(d, UNKNOWN_PAYLOAD, size);
	}
}

void tcp_option_fields(struct dis *d, unsigned kind, uint32_t size)
{
	struct saved quiet = quiet_begin(d, true), part = part_begin(d, size);
	content(d, kind, size);
	part_end(d, &part);
	quiet_end(d, &quiet);
}

void tcp_experiment_fields(struct dis *d, uint32_t size)
{
	struct saved quiet = quiet_begin(d, true);
	unsigned id = u16(d, EXPERIMENT_ID);
	uint32_t n = size > 2 ? size - 2 : 0;
	if (id == EXID_FAST_OPEN && n) {
		bytes(d, FAST_OPEN_COOKIE, n);
	} else if (id == EXID_FAST_OPEN) {
		group_begin(d, FAST_OPEN_REQUEST);
		group_end(d);
	}
	if (id == EXID_ACC_ECN_0 || id == EXID_ACC_ECN_1)
		accurate_ecn(d, n, id == EXID_ACC_ECN_1);
	else if (n && id != EXID_FAST_OPEN)
		bytes(d, EXPERIMENT_DATA, n);
	quiet_end(d, &quiet);
}

void tcp_padding_fields(struct dis *d, uint32_t end)
{
	struct saved quiet = quiet_begin(d, true);
	while (!d->cut && d->pos < end && have(d, 1) && peek8(d, 0) == EOL) {
		group_begin(d, OPTION_EOL);
		u8(d, OPTION_KIND);
		group_end(d);
	}
	quiet_end(d, &quiet);
}
