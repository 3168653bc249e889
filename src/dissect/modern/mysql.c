/* MySQL's client/server protocol: "Client/Server Protocol" of the MySQL internals manual. Numbers are
 * little endian.
 *
 *	| length 3 | number 1 | content |
 *
 * The server greets, the client logs in; then each command (number 0) is answered. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"
#include "dissect/transport/tcp_messages.h"

enum {
	MYSQL,
	LENGTH,
	NUMBER,
	PROTOCOL,
	VERSION,
	THREAD,
	SALT,
	LANGUAGE,
	MAX_PACKET,
	CHARSET,
	USER,
	SCHEMA,
	COMMAND,
	QUERY,
	RESPONSE_CODE,
	ERROR_CODE,
	SQLSTATE,
	ERROR_MESSAGE,
	SERVER_CAPABILITIES,
	CLIENT_CAPABILITIES,
};

enum {
	PORT = 3306,
	PROTOCOL_10 = 10,
	QUERY_COMMAND = 3,
	INIT_DB = 2,
	PREPARE = 22,
	CLIENT_SSL = 0x800,
	CLIENT_WITH_DB = 8
};
enum { SECURE_CONNECTION = 0x8000, PLUGIN_LENGTH = 0x200000, OK = 0, END = 0xfe, ERROR = 0xff };
enum { PHASE, LOGGED_IN = 1, ENCRYPTED = 2 }; /* tcp_talk.memory[PHASE] */

static const struct token commands[] = {
	{0, "Sleep"},
	{1, "Quit"},
	{INIT_DB, "Use Database"},
	{QUERY_COMMAND, "Query"},
	{4, "Show Fields"},
	{5, "Create Database"},
	{6, "Drop Database"},
	{7, "Refresh"},
	{8, "Shutdown"},
	{9, "Statistics"},
	{10, "Process Info"},
	{12, "Kill Process"},
	{13, "Debug"},
	{14, "Ping"},
	{17, "Change User"},
	{18, "Binlog Dump"},
	{PREPARE, "Prepare Statement"},
	{23, "Execute Statement"},
	{24, "Send BLOB"},
	{25, "Close Statement"},
	{26, "Reset Statement"},
	{27, "Set Option"},
	{28, "Fetch Data"},
	{31, "Reset Connection"},
	{0, NULL},
};

static const struct field fields[] = {
	[MYSQL] = {"mysql", "MySQL Protocol"},
	[LENGTH] = {"mysql.packet_length", "Packet Length", F_U24},
	[NUMBER] = {"mysql.packet_number", "Packet Number", F_U8},
	[PROTOCOL] = {"mysql.protocol", "Protocol", F_U8},
	[VERSION] = {"mysql.version", "Version", F_STR},
	[THREAD] = {"mysql.thread_id", "Thread ID", F_U32},
	[SALT] = {"mysql.salt", "Salt", F_STR},
	[LANGUAGE] = {"mysql.server_language", "Server Language", F_U8},
	[MAX_PACKET] = {"mysql.max_packet", "MAX Packet", F_U32},
	[CHARSET] = {"mysql.charset", "Charset", F_U8},
	[USER] = {"mysql.user", "Username", F_STR},
	[SCHEMA] = {"mysql.schema", "Schema", F_STR},
	[COMMAND] = {"mysql.command", "Command", F_U8, DEC, commands},
	[QUERY] = {"mysql.query", "Statement", F_STR},
	[RESPONSE_CODE] = {"mysql.response_code", "Response Code", F_U8, HEX},
	[ERROR_CODE] = {"mysql.error_code", "Error Code", F_U16},
	[SQLSTATE] = {"mysql.sqlstate", "SQL state", F_STR},
	[ERROR_MESSAGE] = {"mysql.error.message", "Error message", F_STR},
	[SERVER_CAPABILITIES] = {"mysql.caps.server", "Server Capabilities", F_U16, HEX},
	[CLIENT_CAPABILITIES] = {"mysql.caps.client", "Client Capabilities", F_U16, HEX},
};

/* Up to a zero byte. */
static struct span string(struct dis *d, unsigned field)
{
	uint32_t n = 0;
	while (have(d, n + 1) && peek8(d, n))
		n++;
	struct span s = bytes(d, field, n);
	if (more(d))
		u8(d, 0);
	return s;
}

static void say_quoted(struct dis *d, const char *what, struct span s)
{
	say(d, "%s\"", what);
	say_text(d, s);
	say_c(d, '"');
}

static void greeting(struct dis *d)
{
	u8(d, PROTOCOL);
	struct span version = string(d, VERSION);
	say_quoted(d, ", server greeting ", version);
	u32le(d, THREAD);
	string(d, SALT);
	u16le(d, SERVER_CAPABILITIES);
	u8(d, LANGUAGE);
}

static void login(struct dis *d, struct tcp_talk *talk)
{
	unsigned capabilities = u16le(d, CLIENT_CAPABILITIES);
	uint32_t all = capabilities | (uint32_t)u16le(d, 0) << 16;
	u32le(d, MAX_PACKET);
	u8(d, CHARSET);
	skip(d, 23);
	if (capabilities & CLIENT_SSL && !more(d)) {
		say_s(d, ", SSL request");
		talk->memory[PHASE] = ENCRYPTED;
		return;
	}
	struct span user = string(d, USER);
	say_quoted(d, ", login ", user);
	if (all & (SECURE_CONNECTION | PLUGIN_LENGTH)) {
		unsigned n = u8(d, 0);
		skip(d, n);
	} else {
		string(d, 0);
	}
	if (capabilities & CLIENT_WITH_DB && more(d)) {
		struct span schema = string(d, SCHEMA);
		say_quoted(d, ", schema ", schema);
	}
	talk->memory[PHASE] = LOGGED_IN;
}

static void command(struct dis *d)
{
	unsigned code = u8(d, COMMAND);
	say(d, ", %s", tok(d, commands, "command %u", code));
	if (code != QUERY_COMMAND && code != INIT_DB && code != PREPARE)
		return;
	struct span text = rest(d, code == INIT_DB ? SCHEMA : QUERY);
	say_quoted(d, " ", text);
}

static void error(struct dis *d)
{
	unsigned code = u16le(d, ERROR_CODE);
	say(d, ", error %u", code);
	if (peek8(d, 0) == '#') {
		skip(d, 1);
		bytes(d, SQLSTATE, 5);
	}
	struct span text = rest(d, ERROR_MESSAGE);
	say_quoted(d, " ", text);
}

static void reply(struct dis *d)
{
	unsigned code = peek8(d, 0);
	if (code != OK && code != ERROR && !(code == END && declared(d) < 9)) {
		say(d, ", result, length %u", declared(d));
		return;
	}
	u8(d, RESPONSE_CODE);
	if (code == ERROR)
		error(d);
	else
		say_s(d, code == OK ? ", OK" : ", EOF");
}

static void message(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	bool client = d->dport == PORT || (d->sport != PORT && d->sport > d->dport);
	u24le(d, LENGTH);
	unsigned number = u8(d, NUMBER);
	if (!more(d))
		return;
	if (!client && number == 0 && peek8(d, 0) == PROTOCOL_10) {
		talk->memory[PHASE] = 0;
		greeting(d);
	} else if (client && number == 1 && talk->memory[PHASE] != LOGGED_IN) {
		login(d, talk);
	} else if (client && number == 0) {
		command(d);
	} else if (!client) {
		reply(d);
	} else {
		say(d, ", length %u", declared(d));
	}
}

static int64_t message_length(const struct tcp_talk *talk, unsigned from, const uint8_t *p, uint32_t n)
{
	if (talk->memory[PHASE] == ENCRYPTED)
		return MESSAGE_FOREIGN;
	return n < 4 ? MESSAGE_UNKNOWN : (int64_t)(p[0] | p[1] << 8 | p[2] << 16) + 4;
}

static void dissect(struct dis *d)
{
	static const struct tcp_messages messages = {"MySQL", message_length, message, NULL, 0};
	tcp_messages(d, &messages);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, PORT, 0},
	{0},
};

const struct proto proto_mysql = {
	.name = "mysql",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
};
