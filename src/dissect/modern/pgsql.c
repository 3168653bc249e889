/* PostgreSQL's frontend/backend protocol, version 3: chapter "Message Formats" of its documentation.
 *
 *	| type 1 | length 4, itself included | content |; the first message of a client has no type
 */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"
#include "dissect/transport/tcp_messages.h"

enum {
	PGSQL,
	FRONTEND,
	TYPE,
	LENGTH,
	VERSION_MAJOR,
	VERSION_MINOR,
	PARAMETER_NAME,
	PARAMETER_VALUE,
	QUERY,
	PASSWORD,
	AUTHTYPE,
	SALT,
	STATEMENT,
	PORTAL,
	TAG,
	STATUS,
	COPY_DATA,
	PID,
	KEY,
	FIELD_COUNT,
	COLUMN_NAME,
	TABLE_OID,
	COLUMN_INDEX,
	TYPE_OID,
	VALUE_LENGTH,
	TYPE_MODIFIER,
	FORMAT,
	VALUE_DATA,
	SEVERITY,
	CODE,
	MESSAGE,
	DETAIL,
	HINT,
	POSITION,
	SCHEMA,
	TABLE_NAME,
	FILE_NAME,
	LINE,
	ROUTINE,
	TEXT,
};

enum {
	PORT = 5432,
	SSL_REQUEST = 80877103,
	CANCEL_REQUEST = 80877102,
	GSS_REQUEST = 80877104,
	VERSION_3 = 3
};
enum { STARTED = 1 }; /* tcp_talk.memory[side]: the first message is behind */

static const struct field fields[] = {
	[PGSQL] = {"pgsql", "PostgreSQL"},
	[FRONTEND] = {"pgsql.frontend", "Frontend", F_BOOL},
	[TYPE] = {"pgsql.type", "Type", F_STR},
	[LENGTH] = {"pgsql.length", "Length", F_U32},
	[VERSION_MAJOR] = {"pgsql.version_major", "Protocol major version", F_U16},
	[VERSION_MINOR] = {"pgsql.version_minor", "Protocol minor version", F_U16},
	[PARAMETER_NAME] = {"pgsql.parameter_name", "Parameter name", F_STR},
	[PARAMETER_VALUE] = {"pgsql.parameter_value", "Parameter value", F_STR},
	[QUERY] = {"pgsql.query", "Query", F_STR},
	[PASSWORD] = {"pgsql.password", "Password", F_STR},
	[AUTHTYPE] = {"pgsql.authtype", "Authentication type", F_U32},
	[SALT] = {"pgsql.salt", "Salt value", F_BYTES},
	[STATEMENT] = {"pgsql.statement", "Statement", F_STR},
	[PORTAL] = {"pgsql.portal", "Portal", F_STR},
	[TAG] = {"pgsql.tag", "Tag", F_STR},
	[STATUS] = {"pgsql.status", "Status", F_U8},
	[COPY_DATA] = {"pgsql.copydata", "Copy data", F_BYTES},
	[PID] = {"pgsql.pid", "PID", F_U32},
	[KEY] = {"pgsql.key", "Key", F_U32},
	[FIELD_COUNT] = {"pgsql.field.count", "Field count", F_U16},
	[COLUMN_NAME] = {"pgsql.col.name", "Column name", F_STR},
	[TABLE_OID] = {"pgsql.oid.table", "Table OID", F_U32},
	[COLUMN_INDEX] = {"pgsql.col.index", "Column index", F_U16},
	[TYPE_OID] = {"pgsql.oid.type", "Type OID", F_U32},
	[VALUE_LENGTH] = {"pgsql.val.length", "Column length", F_I32},
	[TYPE_MODIFIER] = {"pgsql.col.typemod", "Type modifier", F_I32},
	[FORMAT] = {"pgsql.format", "Format", F_U16},
	[VALUE_DATA] = {"pgsql.val.data", "Data", F_BYTES},
	[SEVERITY] = {"pgsql.severity", "Severity", F_STR},
	[CODE] = {"pgsql.code", "Code", F_STR},
	[MESSAGE] = {"pgsql.message", "Message", F_STR},
	[DETAIL] = {"pgsql.detail", "Detail", F_STR},
	[HINT] = {"pgsql.hint", "Hint", F_STR},
	[POSITION] = {"pgsql.position", "Position", F_STR},
	[SCHEMA] = {"pgsql.schema_name", "Schema", F_STR},
	[TABLE_NAME] = {"pgsql.table_name", "Table", F_STR},
	[FILE_NAME] = {"pgsql.file", "File", F_STR},
	[LINE] = {"pgsql.line", "Line", F_STR},
	[ROUTINE] = {"pgsql.routine", "Routine", F_STR},
	[TEXT] = {"pgsql.text", "Text", F_STR},
};

/* By the letter of a client, and of a server. */
static const struct token requests[] = {
	{'B', "Bind"},
	{'C', "Close"},
	{'D', "Describe"},
	{'E', "Execute"},
	{'F', "Function call"},
	{'H', "Flush"},
	{'P', "Parse"},
	{'Q', "Simple query"},
	{'S', "Sync"},
	{'X', "Termination"},
	{'c', "Copy completion"},
	{'d', "Copy data"},
	{'f', "Copy failure"},
	{'p', "Password message"},
	{0, NULL},
};

static const struct token replies[] = {
	{'1', "Parse completion"},
	{'2', "Bind completion"},
	{'3', "Close completion"},
	{'A', "Notification"},
	{'C', "Command completion"},
	{'D', "Data row"},
	{'E', "Error"},
	{'G', "CopyIn response"},
	{'H', "CopyOut response"},
	{'I', "Empty query"},
	{'K', "Backend key data"},
	{'N', "Notice"},
	{'R', "Authentication request"},
	{'S', "Parameter status"},
	{'T', "Row description"},
	{'V', "Function call response"},
	{'W', "CopyBoth response"},
	{'Z', "Ready for query"},
	{'c', "Copy completion"},
	{'d', "Copy data"},
	{'n', "No data"},
	{'s', "Portal suspended"},
	{'t', "Parameter description"},
	{'v', "Negotiate protocol version"},
	{0, NULL},
};

/* Up to a zero byte, which belongs to it. */
static struct span string(struct dis *d, unsigned field)
{
	uint32_t n = 0;
	while (have(d, n + 1) && peek8(d, n))
		n++;
	struct span s = bytes(d, field, n);
	u8(d, 0);
	return s;
}

static void say_string(struct dis *d, unsigned field)
{
	struct span s = string(d, field);
	say_s(d, " \"");
	say_text(d, s);
	say_c(d, '"');
}

/* ---- The first message */

static void startup(struct dis *d)
{
	mark_uint(d, FRONTEND, d->pos, 0, true);
	u32(d, LENGTH);
	uint32_t code = peek32(d, 0);
	if (code == SSL_REQUEST || code == GSS_REQUEST) {
		say(d, ", %s request", code == SSL_REQUEST ? "SSL" : "GSS encryption");
		return;
	}
	if (code == CANCEL_REQUEST) {
		skip(d, 4);
		u32(d, PID);
		u32(d, KEY);
		say_s(d, ", Cancel request");
		return;
	}
	u16(d, VERSION_MAJOR);
	u16(d, VERSION_MINOR);
	say_s(d, ", Startup message");
	while (more(d) && peek8(d, 0)) {
		say_string(d, PARAMETER_NAME);
		say_string(d, PARAMETER_VALUE);
	}
}

/* ---- Messages of a client */

static void parse(struct dis *d)
{
	string(d, STATEMENT);
	say_string(d, QUERY);
	unsigned n = u16(d, 0);
	for (; n && more(d); n--)
		u32(d, TYPE_OID);
}

static void request(struct dis *d, unsigned type)
{
	switch (type) {
	case 'Q':
		say_string(d, QUERY);
		break;
	case 'P':
		parse(d);
		break;
	case 'p':
		string(d, PASSWORD);
		break;
	case 'B':
		string(d, PORTAL);
		string(d, STATEMENT);
		break;
	case 'E':
		string(d, PORTAL);
		break;
	case 'C':
	case 'D':
		string(d, u8(d, 0) == 'P' ? PORTAL : STATEMENT);
		break;
	case 'd':
		rest(d, COPY_DATA);
		break;
	default:
		break;
	}
}

/* ---- Messages of a server */

static void error_fields(struct dis *d)
{
	static const struct token by_letter[] = {{'S', "severity"}, {'C', "code"}, {'M', "message"},
		{'D', "detail"}, {'H', "hint"}, {'P', "position"}, {'s', "schema"}, {'t', "table"},
		{'F', "file"}, {'L', "line"}, {'R', "routine"}, {0, NULL}};
	while (more(d) && peek8(d, 0)) {
		unsigned letter = u8(d, 0), i = 0;
		while (by_letter[i].word && by_letter[i].value != letter)
			i++;
		if (letter == 'S' || letter == 'M')
			say_string(d, SEVERITY + i);
		else
			string(d, by_letter[i].word ? SEVERITY + i : TEXT);
	}
}

static void row_description(struct dis *d)
{
	unsigned n = u16(d, FIELD_COUNT);
	say(d, ", %u columns", n);
	for (; n && more(d); n--) {
		string(d, COLUMN_NAME);
		u32(d, TABLE_OID);
		u16(d, COLUMN_INDEX);
		u32(d, TYPE_OID);
		i16(d, VALUE_LENGTH);
		i32(d, TYPE_MODIFIER);
		u16(d, FORMAT);
	}
}

static void data_row(struct dis *d)
{
	unsigned n = u16(d, FIELD_COUNT);
	for (; n && more(d); n--) {
		int32_t len = i32(d, VALUE_LENGTH);
		if (len > 0)
			bytes(d, VALUE_DATA, (uint32_t)len);
	}
}

static void authentication(struct dis *d)
{
	enum { MD5 = 5 };
	uint32_t kind = u32(d, AUTHTYPE);
	say(d, " %u", kind);
	if (kind == MD5)
		bytes(d, SALT, 4);
}

static void reply(struct dis *d, unsigned type)
{
	switch (type) {
	case 'R':
		authentication(d);
		break;
	case 'K':
		u32(d, PID);
		u32(d, KEY);
		break;
	case 'S':
		say_string(d, PARAMETER_NAME);
		say_string(d, PARAMETER_VALUE);
		break;
	case 'T':
		row_description(d);
		break;
	case 'D':
		data_row(d);
		break;
	case 'C':
		say_string(d, TAG);
		break;
	case 'Z':
		u8(d, STATUS);
		break;
	case 'E':
	case 'N':
		error_fields(d);
		break;
	case 'd':
		rest(d, COPY_DATA);
		break;
	default:
		break;
	}
}

/* ---- All messages */

/* One byte: the answer to a request for encryption. */
static bool is_encryption_answer(const struct tcp_talk *talk, unsigned from, const uint8_t *p)
{
	return !talk->memory[from] && (p[0] == 'S' || p[0] == 'N') && talk->memory[!from] == 0;
}

static void message(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	bool client = d->dport == PORT || (d->sport != PORT && d->sport > d->dport);
	uint32_t start = d->pos;
	if (declared(d) == 1) {
		unsigned answer = u8(d, 0);
		say(d, ", SSL %s", answer == 'S' ? "yes" : "no");
		return;
	}
	if (!peek8(d, 0)) {
		startup(d);
		return;
	}
	mark_uint(d, FRONTEND, start, 0, client);
	unsigned type = peek8(d, 0);
	const char *name = word(client ? requests : replies, type);
	u8(d, 0);
	if (name)
		mark_made(d, TYPE, start, 1, name, strlen(name));
	u32(d, LENGTH);
	if (!d->cut)
		talk->memory[from] = STARTED;
	say(d, ", %s", name ? name : "unknown message");
	if (client)
		request(d, type);
	else
		reply(d, type);
}

static int64_t message_length(const struct tcp_talk *talk, unsigned from, const uint8_t *p, uint32_t n)
{
	if (n == 1 && is_encryption_answer(talk, from, p))
		return 1;
	bool first = p[0] == 0;
	if (!first && !word(requests, p[0]) && !word(replies, p[0]))
		return MESSAGE_FOREIGN;
	if (n < 4u + !first)
		return MESSAGE_UNKNOWN;
	const uint8_t *q = p + !first;
	int64_t len = (int64_t)q[0] << 24 | (int64_t)q[1] << 16 | q[2] << 8 | q[3];
	return len < 4 ? MESSAGE_FOREIGN : len + !first;
}

static void dissect(struct dis *d)
{
	static const struct tcp_messages messages = {"PostgreSQL", message_length, message, NULL, 0};
	tcp_messages(d, &messages);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, PORT, 0},
	{0},
};

const struct proto proto_pgsql = {
	.name = "pgsql",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
};
