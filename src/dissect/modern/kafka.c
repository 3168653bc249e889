/* Apache Kafka: https://kafka.apache.org/protocol. The headers of requests and responses.
 *
 *	request:  | length 4 | API key 2 | API version 2 | correlation ID 4 | client ID: length 2, text |
 *	response: | length 4 | correlation ID 4 |
 *
 * A response says what it answers by its correlation ID only: the last requests of a connection are
 * remembered. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"
#include "dissect/transport/tcp_messages.h"

enum { KAFKA, LENGTH, API_KEY, API_VERSION, RESPONSE_KEY, CORRELATION, CLIENT_ID };
enum { PORT = 9092, KEYS = 75, REQUEST_HEADER = 12, REMEMBERED = 6 };

static const struct token keys[] = {
	{0, "Produce"},
	{1, "Fetch"},
	{2, "Offsets"},
	{3, "Metadata"},
	{4, "LeaderAndIsr"},
	{5, "StopReplica"},
	{6, "UpdateMetadata"},
	{7, "ControlledShutdown"},
	{8, "OffsetCommit"},
	{9, "OffsetFetch"},
	{10, "FindCoordinator"},
	{11, "JoinGroup"},
	{12, "Heartbeat"},
	{13, "LeaveGroup"},
	{14, "SyncGroup"},
	{15, "DescribeGroups"},
	{16, "ListGroups"},
	{17, "SaslHandshake"},
	{18, "ApiVersions"},
	{19, "CreateTopics"},
	{20, "DeleteTopics"},
	{21, "DeleteRecords"},
	{22, "InitProducerId"},
	{24, "AddPartitionsToTxn"},
	{26, "EndTxn"},
	{28, "TxnOffsetCommit"},
	{32, "DescribeConfigs"},
	{33, "AlterConfigs"},
	{36, "SaslAuthenticate"},
	{37, "CreatePartitions"},
	{42, "DeleteGroups"},
	{60, "DescribeCluster"},
	{0, NULL},
};

static const struct field fields[] = {
	[KAFKA] = {"kafka", "Kafka"},
	[LENGTH] = {"kafka.len", "Length", F_I32},
	[API_KEY] = {"kafka.request_key", "API Key", F_I16, DEC, keys},
	[API_VERSION] = {"kafka.request.version", "API Version", F_I16},
	[RESPONSE_KEY] = {"kafka.response_key", "API Key", F_I16, DEC, keys},
	[CORRELATION] = {"kafka.correlation_id", "Correlation ID", F_I32},
	[CLIENT_ID] = {"kafka.client_id", "Client ID", F_STR},
};

/* In tcp_talk.memory: correlation ID, above it API key and a bit that says it is taken. */
static void remember(struct tcp_talk *talk, uint32_t correlation, unsigned key)
{
	talk->memory[correlation % REMEMBERED] = UINT64_C(1) << 63 | (uint64_t)key << 32 | correlation;
}

static int remembered(const struct tcp_talk *talk, uint32_t correlation)
{
	uint64_t v = talk->memory[correlation % REMEMBERED];
	return v >> 63 && (uint32_t)v == correlation ? (int)(v >> 32 & 0xffff) : -1;
}

static void request(struct dis *d, struct tcp_talk *talk)
{
	unsigned key = (unsigned)i16(d, API_KEY) & 0xffff, version = (unsigned)i16(d, API_VERSION);
	uint32_t correlation = (uint32_t)i32(d, CORRELATION);
	say(d, ", %s", tok(d, keys, "API %u", key));
	say(d, " v%u request %u", version, correlation);
	if (!d->cut)
		remember(talk, correlation, key);
	int n = (int16_t)u16(d, 0);
	if (n <= 0)
		return;
	struct span client = bytes(d, CLIENT_ID, (uint32_t)n);
	say_s(d, ", client \"");
	say_text(d, client);
	say_c(d, '"');
}

static void response(struct dis *d, const struct tcp_talk *talk)
{
	uint32_t correlation = (uint32_t)i32(d, CORRELATION);
	int key = d->cut ? -1 : remembered(talk, correlation);
	if (key >= 0) {
		also(d, RESPONSE_KEY, 4, (uint64_t)key);
		say(d, ", %s", tok(d, keys, "API %u", (uint32_t)key));
	}
	say(d, " response %u", correlation);
}

static void message(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	i32(d, LENGTH);
	if (d->dport == PORT || (d->sport != PORT && d->sport > d->dport))
		request(d, talk);
	else
		response(d, talk);
}

static int64_t message_length(const struct tcp_talk *talk, unsigned from, const uint8_t *p, uint32_t n)
{
	if (n < 4)
		return MESSAGE_UNKNOWN;
	int64_t len = (int64_t)p[0] << 24 | (int64_t)p[1] << 16 | p[2] << 8 | p[3];
	return len < 4 ? MESSAGE_FOREIGN : len + 4;
}

static void dissect(struct dis *d)
{
	static const struct tcp_messages messages = {"Kafka", message_length, message, NULL, 0};
	tcp_messages(d, &messages);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, PORT, 0},
	{0},
};

const struct proto proto_kafka = {
	.name = "kafka",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
};
