/* Kerberos: version 4 (Project Athena Technical Plan, section E.2.1) is decoded; of version 5 (RFC 4120) the kind of message.
 *
 *	| version 4 | type and byte order | name \0 | instance \0 | realm \0 | ...
 */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum {
	KERBEROS, VERSION, MSG_TYPE, BYTE_ORDER, NAME, INSTANCE, REALM, LIFETIME, SERVICE_NAME, SERVICE_INSTANCE, KVNO, TICKET_LENGTH,
	REQUEST_LENGTH, LENGTH, V5_TYPE,
};

enum { KDC_REQUEST = 1, KDC_REPLY = 2, APPL_REQUEST = 3, ERR_REPLY = 5, AS_REQ = 0x6a, AS_REP = 0x6b };

static const struct token types[] = {
	{KDC_REQUEST, "KDC_REQUEST"}, {KDC_REPLY, "KDC_REPLY"}, {APPL_REQUEST, "APPL_REQUEST"}, {4, "APPL_REQUEST_MUTUAL"},
	{ERR_REPLY, "ERR_REPLY"}, {6, "PRIVATE"}, {7, "SAFE"}, {8, "APPL_ERR"},
	{63, "DIE"}, {0, NULL}};

static const struct token errors[] = {
	{0, "OK"}, {1, "NAME_EXP"}, {2, "SERVICE_EXP"}, {3, "AUTH_EXP"}, {4, "PKT_VER"}, {5, "NAME_MAST_KEY_VER"}, {6, "SERV_MAST_KEY_VER"},
	{7, "BYTE_ORDER"}, {8, "PRINCIPAL_UNKNOWN"}, {9, "PRINCIPAL_NOT_UNIQUE"}, {10, "NULL_KEY"}, {0, NULL}};

/* The application tags of version 5's messages. */
static const struct token v5_types[] = {
	{10, "as-req"}, {11, "as-rep"}, {12, "tgs-req"}, {13, "tgs-rep"}, {14, "ap-req"}, {15, "ap-rep"}, {20, "safe"}, {21, "priv"},
	{22, "cred"}, {30, "error"}, {0, NULL}};

static const struct field fields[] = {
	[KERBEROS] = {"kerberos", "Kerberos"},
	[VERSION] = {"krb4.version", "Version", F_U8},
	[MSG_TYPE] = {"krb4.m_type", "M Type", F_U8, DEC, types},
	[BYTE_ORDER] = {"krb4.byte_order", "Byte Order", F_U8},
	[NAME] = {"krb4.name", "Name", F_STR},
	[INSTANCE] = {"krb4.instance", "Instance", F_STR},
	[REALM] = {"krb4.realm", "Realm", F_STR},
	[LIFETIME] = {"krb4.lifetime", "Lifetime", F_U8},
	[SERVICE_NAME] = {"krb4.s_name", "Service Name", F_STR},
	[SERVICE_INSTANCE] = {"krb4.s_instance", "Service Instance", F_STR},
	[KVNO] = {"krb4.kvno", "Kvno", F_U8},
	[TICKET_LENGTH] = {"krb4.ticket.length", "Ticket Length", F_U8},
	[REQUEST_LENGTH] = {"krb4.request.length", "Request Length", F_U8},
	[LENGTH] = {"krb4.length", "Length", F_U32},
	[V5_TYPE] = {"kerberos.msg_type", "msg-type", F_U8, DEC, v5_types},
};

/* Up to a zero byte; without one the packet is cut behind what there is. */
static void string(struct dis *d, unsigned field)
{
	uint32_t n = 0;
	if (d->cut)
		return;
	while (have(d, n + 1) && peek8(d, n))
		n++;
	struct span s = bytes(d, field, n);
	say_text(d, s);
	u8(d, 0);
}

static void principal(struct dis *d)
{
	string(d, NAME);
	say_c(d, '.');
	string(d, INSTANCE);
	say_c(d, '@');
	string(d, REALM);
}

static void version4(struct dis *d)
{
	unsigned byte = u8(d, 0), type = byte >> 1;
	bool little = byte & 1;
	also(d, MSG_TYPE, 1, type);
	also(d, BYTE_ORDER, 1, little);
	say(d, " %s ", little ? "le" : "be");
	if (word(types, type))
		say(d, "%s: ", word(types, type));
	else
		say(d, "#%u: ", type << 1); /* as it stands beside the bit of the byte order */
	switch (type) {
	case KDC_REQUEST: {
		principal(d);
		skip(d, 4); /* time */
		unsigned lifetime = u8(d, LIFETIME);
		say(d, " %umin ", lifetime * 5);
		string(d, SERVICE_NAME);
		say_c(d, '.');
		string(d, SERVICE_INSTANCE);
		break;
	}
	case KDC_REPLY: {
		principal(d);
		skip(d, 10); /* time, number of tickets, expiration, version of the key */
		unsigned length = little ? u16le(d, LENGTH) : u16(d, LENGTH);
		say(d, " (%u)", length);
		break;
	}
	case APPL_REQUEST: {
		unsigned kvno = u8(d, KVNO);
		say(d, "v%u ", kvno);
		string(d, REALM);
		unsigned ticket = u8(d, TICKET_LENGTH);
		say(d, " (%u)", ticket);
		unsigned request = u8(d, REQUEST_LENGTH);
		say(d, " (%u)", request);
		break;
	}
	case ERR_REPLY: {
		principal(d);
		skip(d, 4);
		unsigned code = little ? u16le(d, 0) : u16(d, 0);
		say(d, " %s ", tok(d, errors, "#%u", code));
		skip(d, 2);
		string(d, 0);
		break;
	}
	default:
		say_s(d, "(unknown)");
	}
}

static void dissect(struct dis *d)
{
	say_s(d, "kerberos");
	uint32_t at = d->pos;
	unsigned version = u8(d, 0);
	if (version >= 1 && version <= 4) {
		mark_uint(d, VERSION, at, 1, version);
		say(d, " v%u", version);
		if (version == 4)
			version4(d);
	} else if (version >> 5 == 3) { /* an application tag */
		mark_uint(d, V5_TYPE, at, 1, version & 31);
		if (version == AS_REQ || version == AS_REP)
			say_s(d, " v5");
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_KERBEROS, 88, 0},
	{BIND_UDP_PORT, EITHER, UDP_RANK_KERBEROS, 750, 0},
	{0},
};

const struct proto proto_kerberos = {
	.name = "kerberos",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
