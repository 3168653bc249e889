/* Microsoft Network Load Balancing heartbeats (MS-NLBF): signature 4, version 4, host priority 4 (little endian), cluster
 * address 4, host address 4. */
#include "dissect/dissect.h"

#include "dissect/net/ethertype.h"

enum { NLB, HOST_ID, VIRTUAL, DEDICATED };

static const struct field fields[] = {
	[NLB] = {"msnlb", "MS Network Load Balancing"},
	[HOST_ID] = {"msnlb.unique_host_id", "Unique Host ID", F_U32},
	[VIRTUAL] = {"msnlb.cluster_ip", "Cluster IP", F_IP4},
	[DEDICATED] = {"msnlb.host_ip", "Host IP", F_IP4},
};

static void dissect(struct dis *d)
{
	say_s(d, "MS NLB heartbeat");
	u32(d, 0);
	u32(d, 0);
	uint32_t priority = u32le(d, HOST_ID);
	say(d, ", host priority: %u", priority);
	uint32_t cluster = ip4(d, VIRTUAL);
	say(d, ", cluster IP: %s", ip4_str(d, cluster));
	uint32_t host = ip4(d, DEDICATED);
	say(d, ", host IP: %s", ip4_str(d, host));
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_MS_NLB},
	{0},
};

const struct proto proto_msnlb = {
	.name = "msnlb",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
