/* Cisco NetFlow export, versions 1, 5 and 6 (Cisco, "NetFlow Services Solutions Guide", appendix B). By -T cnfp only.
 *
 *	| version 2 | records 2 | uptime 4 | seconds 4 | nanoseconds 4 | sequence 4, engine 4 from version 5 | records ...
 */
#include "dissect/dissect.h"
#include "dissect/net/ip_protocols.h"

enum {
	CFLOW, VERSION, COUNT, SYSUPTIME, UNIX_SECS, UNIX_NSECS, SEQUENCE, ENGINE_TYPE, ENGINE_ID, RECORD, SRCADDR, DSTADDR, NEXTHOP, INPUT,
	OUTPUT, PACKETS, OCTETS, TIMESTART, TIMEEND, SRCPORT, DSTPORT, TCPFLAGS, PROTOCOL, TOS, SRCAS, DSTAS, SRCMASK, DSTMASK,
};

static const struct field fields[] = {
	[CFLOW] = {"cflow", "Cisco NetFlow/IPFIX"},
	[VERSION] = {"cflow.version", "Version", F_U16},
	[COUNT] = {"cflow.count", "Count", F_U16},
	[SYSUPTIME] = {"cflow.sysuptime", "SysUptime", F_U32},
	[UNIX_SECS] = {"cflow.unix_secs", "CurrentSecs", F_U32},
	[UNIX_NSECS] = {"cflow.unix_nsecs", "CurrentNSecs", F_U32},
	[SEQUENCE] = {"cflow.sequence", "FlowSequence", F_U32},
	[ENGINE_TYPE] = {"cflow.engine_type", "EngineType", F_U8},
	[ENGINE_ID] = {"cflow.engine_id", "EngineId", F_U8},
	[RECORD] = {"cflow.record", "Record"},
	[SRCADDR] = {"cflow.srcaddr", "SrcAddr", F_IP4},
	[DSTADDR] = {"cflow.dstaddr", "DstAddr", F_IP4},
	[NEXTHOP] = {"cflow.nexthop", "NextHop", F_IP4},
	[INPUT] = {"cflow.inputint", "InputInt", F_U16},
	[OUTPUT] = {"cflow.outputint", "OutputInt", F_U16},
	[PACKETS] = {"cflow.packets", "Packets", F_U32},
	[OCTETS] = {"cflow.octets", "Octets", F_U32},
	[TIMESTART] = {"cflow.timestart", "StartTime", F_U32},
	[TIMEEND] = {"cflow.timeend", "EndTime", F_U32},
	[SRCPORT] = {"cflow.srcport", "SrcPort", F_U16},
	[DSTPORT] = {"cflow.dstport", "DstPort", F_U16},
	[TCPFLAGS] = {"cflow.tcpflags", "TCP Flags", F_U8, HEX},
	[PROTOCOL] = {"cflow.protocol", "Protocol", F_U8},
	[TOS] = {"cflow.tos", "IP ToS", F_U8, HEX},
	[SRCAS] = {"cflow.srcas", "SrcAS", F_U16},
	[DSTAS] = {"cflow.dstas", "DstAS", F_U16},
	[SRCMASK] = {"cflow.srcmask", "SrcMask", F_U8},
	[DSTMASK] = {"cflow.dstmask", "DstMask", F_U8},
};

static void say_flags(struct dis *d, unsigned flags)
{
	for (unsigned i = 0; i < 6; i++)
		if (flags & 1U << i)
			say_c(d, "FSRPAU"[i]);
	if (flags)
		say_c(d, ' ');
}

static void record(struct dis *d, unsigned version)
{
	enum { V1 = 48, V6 = 52 };
	uint32_t length = version == 1 ? V1 : V6; /* tcpdump takes those of version 5 for as long as version 6's */
	if (!need(d, length))
		return;
	uint32_t start = d->pos, source = ip4(d, SRCADDR), destination = ip4(d, DSTADDR), hop = ip4(d, NEXTHOP);
	u16(d, INPUT);
	u16(d, OUTPUT);
	uint32_t packets = u32(d, PACKETS), octets = u32(d, OCTETS), first = u32(d, TIMESTART), last = u32(d, TIMEEND);
	unsigned sport = u16(d, SRCPORT), dport = u16(d, DSTPORT), flags, protocol, tos;
	say(d, "\n  started %u.%03u, last %u.%03u", first / 1000, first % 1000, last / 1000, last % 1000);
	say(d, "\n    %s", ip4_str(d, source));
	if (version == 1) {
		say(d, ":%u > %s:%u >> %s", sport, ip4_str(d, destination), dport, ip4_str(d, hop));
		u16(d, 0);
		protocol = u8(d, PROTOCOL);
		tos = u8(d, TOS);
		flags = u8(d, TCPFLAGS);
	} else {
		u8(d, 0);
		flags = u8(d, TCPFLAGS);
		protocol = u8(d, PROTOCOL);
		tos = u8(d, TOS);
		unsigned sas = u16(d, SRCAS), das = u16(d, DSTAS), smask = u8(d, SRCMASK), dmask = u8(d, DSTMASK);
		say(d, "/%u:%u:%u > %s/%u:%u:%u >> %s", smask, sas, sport, ip4_str(d, destination), dmask, das, dport, ip4_str(d, hop));
	}
	say(d, "\n    %u ", protocol);
	if (protocol == IP_PROTO_TCP)
		say_flags(d, flags);
	say(d, "tos %u, %u (%u octets) ", tos, packets, octets);
	if (version == 6) {
		unsigned in = u8(d, 0), out = u8(d, 0);
		say(d, "(%u<>%u encaps)", in, out);
	}
	seek(d, start + length);
}

static void dissect(struct dis *d)
{
	unsigned version = peek16(d, 0);
	bool known = version == 1 || version == 5 || version == 6;
	if (!need(d, !known ? 2 : version == 1 ? 16 : 24))
		return;
	u16(d, VERSION);
	say(d, "NetFlow v%x", version);
	if (!known)
		return;
	uint32_t records = peek32(d, 0); /* tcpdump takes four bytes for the count, so records go on to the end */
	u16(d, COUNT);
	uint32_t uptime = u32(d, SYSUPTIME), seconds = u32(d, UNIX_SECS), nanoseconds = u32(d, UNIX_NSECS);
	say(d, ", %u.%03u uptime, %u.%09u", uptime / 1000, uptime % 1000, seconds, nanoseconds);
	if (version != 1) {
		uint32_t sequence = u32(d, SEQUENCE);
		say(d, ", #%u", sequence);
		u8(d, ENGINE_TYPE);
		u8(d, ENGINE_ID);
		u16(d, 0);
	}
	say(d, ", %u recs", records);
	while (records-- && !d->cut) {
		group_begin(d, RECORD);
		record(d, version);
		group_end(d);
	}
}

const struct proto proto_cnfp = {
	.name = "cnfp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "cnfp",
};
