/* sFlow version 5: sflow.org, "sFlow Version 5" (RFC 3176 is version 4, which is not decoded). All are 32-bit words.
 *
 *	| 5 | 1 IPv4, 2 IPv6 | agent 4, 16 | sub-agent | sequence | uptime | samples |
 *	sample:  | enterprise 20 bits, format 12 | length | ...
 *	record:  | enterprise 20 bits, format 12 | length | ...
 *
 * What samples and records hold is described by words with %u and the like where a number is read (see described()). */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum {
	SFLOW, VERSION, AGENT_TYPE, AGENT, AGENT6, SUB_AGENT, SEQUENCE, UPTIME, SAMPLES, SAMPLE, SAMPLE_TYPE, SAMPLE_LENGTH, RECORD,
	RECORD_TYPE, RECORD_LENGTH, HEADER_BYTES,
};

enum { IPV4 = 1, FLOW_SAMPLE = 1, COUNTER_SAMPLE, EXPANDED_FLOW_SAMPLE, EXPANDED_COUNTER_SAMPLE, RAW_PACKET = 1 };

static const struct token sample_types[] = {{FLOW_SAMPLE, "flow sample"}, {COUNTER_SAMPLE, "counter sample"},
	{EXPANDED_FLOW_SAMPLE, "expanded flow sample"}, {EXPANDED_COUNTER_SAMPLE, "expanded counter sample"}, {0, NULL}};

static const struct token header_protocols[] = {{1, "Ethernet"}, {2, "Token bus"}, {3, "Token ring"}, {4, "FDDI"}, {5, "Frame Relay"},
	{6, "X.25"}, {7, "PPP"}, {8, "SMDS"}, {9, "AAL5"}, {11, "IPv4"}, {12, "IPv6"}, {13, "MPLS"}, {0, NULL}};

static const struct token directions[] = {
	{0, "unknown"}, {1, "full-duplex"}, {2, "half-duplex"}, {3, "in"}, {4, "out"}, {0, NULL}};

static const struct field fields[] = {
	[SFLOW] = {"sflow", "InMon sFlow"},
	[VERSION] = {"sflow_245.version", "Datagram version", F_U32},
	[AGENT_TYPE] = {"sflow_245.agenttype", "Agent address type", F_U32},
	[AGENT] = {"sflow_245.agent", "Agent address", F_IP4},
	[AGENT6] = {"sflow_245.agent.v6", "Agent address", F_IP6},
	[SUB_AGENT] = {"sflow_245.sub_agent_id", "Sub-agent ID", F_U32},
	[SEQUENCE] = {"sflow_245.sequence_number", "Sequence number", F_U32},
	[UPTIME] = {"sflow_245.sysuptime", "SysUptime", F_U32},
	[SAMPLES] = {"sflow_245.numsamples", "NumSamples", F_U32},
	[SAMPLE] = {"sflow_245.sample", "Sample"},
	[SAMPLE_TYPE] = {"sflow_245.sampletype", "sFlow sample type", F_U32, DEC, sample_types},
	[SAMPLE_LENGTH] = {"sflow_245.sample_length", "Sample length", F_U32},
	[RECORD] = {"sflow_245.record", "Record"},
	[RECORD_TYPE] = {"sflow_245.record_type", "Format", F_U32},
	[RECORD_LENGTH] = {"sflow_245.record_length", "Data length", F_U32},
	[HEADER_BYTES] = {"sflow_245.header", "Header of sampled packet", F_BYTES},
};

struct description {
	unsigned type;
	unsigned size; /* at least */
	const char *name, *content;
};

static const struct description flow_records[] = {
	{RAW_PACKET, 16, "Raw packet", "protocol %P, length %u, stripped bytes %u, header_size %u"},
	{2, 24, "Ethernet frame", "frame len %u%-%-%-%-, type %u"},
	{3, 0, "IPv4 Data", NULL},
	{4, 0, "IPv6 Data", NULL},
	{1001, 16, "Extended Switch data", "src vlan %u, src pri %u, dst vlan %u, dst pri %u"},
	{1002, 0, "Extended Router data", NULL},
	{1003, 0, "Extended Gateway data", NULL},
	{1004, 0, "Extended User data", NULL},
	{1005, 0, "Extended URL data", NULL},
	{1006, 0, "Extended MPLS data", NULL},
	{1007, 0, "Extended NAT data", NULL},
	{1008, 0, "Extended MPLS tunnel", NULL},
	{1009, 0, "Extended MPLS VC", NULL},
	{1010, 0, "Extended MPLS FEC", NULL},
	{1011, 0, "Extended MPLS LVP FEC", NULL},
	{1012, 0, "Extended VLAN Tunnel", NULL},
	{0, 0, NULL, NULL}};

#define LINE "\n\t      "

static const struct description counter_records[] = {
	{1, 88, "Generic counter",
		"ifindex %u, iftype %u, ifspeed %q, ifdirection %D" LINE "ifstatus %S"
		LINE "In octets %q, unicast pkts %u, multicast pkts %u, broadcast pkts %u, discards %u" LINE "In errors %u, unknown protos %u"
		LINE "Out octets %q, unicast pkts %u, multicast pkts %u, broadcast pkts %u, discards %u" LINE "Out errors %u, promisc mode %u"},
	{2, 52, "Ethernet counter",
		"align errors %u, fcs errors %u, single collision %u, multiple collision %u, test error %u"
		LINE "deferred %u, late collision %u, excessive collision %u, mac trans error %u"
		LINE "carrier error %u, frames too long %u, mac receive errors %u, symbol errors %u"},
	{3, 0, "Token ring counter", NULL},
	{4, 80, "100 BaseVG counter",
		"in high prio frames %u, in high prio octets %q" LINE "in norm prio frames %u, in norm prio octets %q"
		LINE "in ipm errors %u, oversized %u, in data errors %u, null addressed frames %u"
		LINE "out high prio frames %u, out high prio octets %q, trans into frames %u"
		LINE "in hc high prio octets %q, in hc norm prio octets %q, out hc high prio octets %q"},
	{5, 28, "Vlan counter", "vlan_id %u, octets %q, unicast_pkt %u, multicast_pkt %u, broadcast_pkt %u, discards %u"},
	{1001, 28, "Processor counter", "5sec %u, 1min %u, 5min %u, total_mem %q, total_mem %q"},
	{0, 0, NULL, NULL}};

static const struct description samples[] = {
	[FLOW_SAMPLE] = {FLOW_SAMPLE, 32, "flow",
		" seqnum %u, type %I, rate %u, pool %u, drops %u, input %u output %u records %u"},
	[COUNTER_SAMPLE] = {COUNTER_SAMPLE, 12, "counter", " seqnum %u, type %I, records %u"},
	[EXPANDED_FLOW_SAMPLE] = {EXPANDED_FLOW_SAMPLE, 44, "expanded flow",
		" seqnum %u, type %u, idx %u, rate %u, pool %u, drops %u%-%-%-%-, records %u"},
	[EXPANDED_COUNTER_SAMPLE] = {EXPANDED_COUNTER_SAMPLE, 16, "expanded counter", " seqnum %u, type %u, idx %u, records %u"},
};

/* Says the words and reads what they name; the last 32-bit word read. */
static uint32_t described(struct dis *d, const char *words)
{
	uint32_t v = 0;
	for (const char *w = words; *w && !d->cut; w++) {
		if (*w != '%') {
			say_c(d, *w);
			continue;
		}
		if (*++w == 'q') {
			uint64_t big = u64(d, 0);
			say(d, "%llu", (unsigned long long)big);
			continue;
		}
		v = u32(d, 0);
		if (*w == 'u')
			say(d, "%u", v);
		else if (*w == 'I') /* source: kind in 8 bits, index in 24 */
			say(d, "%u, idx %u", v >> 24, v & 0xffffff);
		else if (*w == 'P')
			say(d, "%s (%u)", v == 1 || v == 11 || v == 12 ? word(header_protocols, v) : "Unknown", v);
		else if (*w == 'D')
			say(d, "%u (%s)", v, tok(d, directions, "Unknown", v));
		else if (*w == 'S')
			say(d, "%u, adminstatus: %s, operstatus: %s", v, v & 1 ? "up" : "down", v & 2 ? "up" : "down");
	}
	return v;
}

static bool wrong(struct dis *d)
{
	invalid(d);
	need(d, declared(d));
	return false;
}

static const struct description *find(const struct description *table, unsigned type)
{
	while (table->name && table->type != type)
		table++;
	return table->name ? table : NULL;
}

/* What stands in a record behind its length. */
static void content(struct dis *d, const struct description *r, bool flow, uint32_t length)
{
	if (r && r->content && need(d, r->size)) {
		say_s(d, LINE);
		uint32_t last = described(d, r->content);
		if (flow && r->type == RAW_PACKET)
			soft_bytes(d, HEADER_BYTES, length < 16 ? 0 : last < length - 16 ? last : length - 16);
	} else if (!r && d->verbose == 1) {
		say_hexdump(d, "\n\t\t", length);
	}
}

static bool record(struct dis *d, bool flow)
{
	if (declared(d) < 8)
		return wrong(d);
	uint32_t format = u32(d, 0), length = u32(d, RECORD_LENGTH), enterprise = flow ? format >> 12 : format >> 20;
	mark_uint(d, RECORD_TYPE, d->pos - 8, 4, format);
	unsigned type = format & 0xfff;
	const struct description *r = enterprise ? NULL : find(flow ? flow_records : counter_records, type);
	say(d, "\n\t    enterprise %u%s %s (%u) length %u", enterprise, flow ? "" : ",", r ? r->name : "Unknown", type, length);
	/* the reference reads a record of a known type whole, though it is said to be shorter */
	if (length > declared(d) || (r && declared(d) < r->size))
		return wrong(d);
	uint32_t start = d->pos;
	if (!enterprise)
		content(d, r, flow, length);
	seek(d, start + length);
	return !d->cut;
}

static bool sample_content(struct dis *d, unsigned type, uint32_t length)
{
	if (type < FLOW_SAMPLE || type > EXPANDED_COUNTER_SAMPLE) {
		if (d->verbose == 1)
			say_hexdump(d, "\n\t    ", length);
		return true;
	}
	bool flow = type == FLOW_SAMPLE || type == EXPANDED_FLOW_SAMPLE, fine = true;
	uint32_t records = described(d, samples[type].content);
	while (records-- && fine && !d->cut) {
		group_begin(d, RECORD);
		fine = record(d, flow);
		group_end(d);
	}
	return fine;
}

/* False: nothing more can be read. */
static bool sample(struct dis *d)
{
	if (declared(d) < 8)
		return wrong(d);
	if (!need(d, 8))
		return false;
	uint32_t format = u32(d, 0), length = u32(d, SAMPLE_LENGTH);
	unsigned type = format & 0xfff;
	mark_uint(d, SAMPLE_TYPE, d->pos - 8, 4, type);
	say(d, "\n\t%s (%u), length %u,", tok(d, sample_types, "Unknown", type), type, length);
	if (!type || !length)
		return false;
	if (length > declared(d))
		return wrong(d);
	uint32_t start = d->pos;
	if (!need(d, length) || !sample_content(d, type, length))
		return false;
	seek(d, start + length);
	return !d->cut;
}

static void header(struct dis *d, uint32_t length, bool v4)
{
	say(d, "sFlowv5, IPv%u agent ", v4 ? 4 : 6);
	if (v4)
		say_ip4(d, ip4(d, AGENT));
	else
		say_ip6(d, ip6(d, AGENT6));
	uint32_t sub_agent = u32(d, SUB_AGENT);
	say(d, ", agent-id %u", sub_agent);
	if (!d->verbose)
		say(d, ", length %u", length);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	uint32_t sequence = u32(d, SEQUENCE), uptime = u32(d, UPTIME), count = u32(d, SAMPLES);
	say(d, ", seqnum %u, uptime %u, samples %u, length %u", sequence, uptime, count, length);
	bool fine = true;
	while (count-- && fine && more(d)) {
		group_begin(d, SAMPLE);
		fine = sample(d);
		group_end(d);
	}
	quiet_end(d, &s);
}

static void dissect(struct dis *d)
{
	enum { SHORTEST = 28, SHORTEST6 = 40 };
	uint32_t length = declared(d), start = d->pos, version = u32(d, VERSION), type = u32(d, AGENT_TYPE);
	bool v4 = type == IPV4;
	if (d->cut)
		return;
	bool known = version == 5;
	if (length < SHORTEST || (known && !v4 && length < SHORTEST6)) {
		say(d, "sFlowv5 [length %u < 28]", length);
		invalid(d);
		return;
	}
	if (!need(d, start + (v4 || !known || !d->verbose ? SHORTEST : SHORTEST6) - d->pos))
		return;
	if (known)
		header(d, length, v4);
	else
		say(d, "sFlow version %u packet not supported", version);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_SFLOW, 6343, 0},
	{0},
};

const struct proto proto_sflow = {
	.name = "sflow",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
