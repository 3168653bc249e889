/* Simple Network Management Protocol: RFC 1157 (v1), RFC 3416 (v2c), RFC 3412 and 3414 (v3, user-based security), in BER
 * (ITU-T X.690). */
#include <errno.h>
#include <stdlib.h>

#include "dissect/app/mib.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	SNMP, VERSION, COMMUNITY, PDU_TYPE, REQUEST_ID, ERROR_STATUS, ERROR_INDEX, NAME, MSG_ID, MSG_FLAGS, VALUE_INTEGER, VALUE_STRING,
	VALUE_OID, VALUE_COUNTER, VALUE_GAUGE, VALUE_TIMETICKS, VALUE_IPV4, NON_REPEATERS, MAX_REPETITIONS, ENTERPRISE, AGENT_ADDR,
	GENERIC_TRAP, SPECIFIC_TRAP, TIME_STAMP, MSG_VERSION, MSG_MAX_SIZE, MSG_SECURITY_MODEL, FLAGS_AUTH, FLAGS_CRYPT, FLAGS_REPORT,
	ENGINE_ID, ENGINE_BOOTS, ENGINE_TIME, USER_NAME, AUTH_PARAMETERS, PRIV_PARAMETERS, CONTEXT_ENGINE_ID, CONTEXT_NAME,
};

enum { ENTERPRISE_SPECIFIC = 6 };

enum { VERSION_1 = 0, VERSION_2C = 1, VERSION_2U = 2, VERSION_3 = 3 };

enum {
	INTEGER = 0x02, OCTETS = 0x04, NULL_ = 0x05, OID = 0x06, SEQUENCE = 0x30, IP_ADDRESS = 0x40, COUNTER = 0x41, GAUGE = 0x42,
	TIME_TICKS = 0x43, OPAQUE = 0x44, COUNTER64 = 0x46, NO_SUCH_OBJECT = 0x80, NO_SUCH_INSTANCE = 0x81, END_OF_MIB_VIEW = 0x82,
	PDU_FIRST = 0xa0, PDU_GET = 0xa0, PDU_GET_NEXT = 0xa1, PDU_RESPONSE = 0xa2, PDU_SET = 0xa3, PDU_TRAP_1 = 0xa4, PDU_BULK = 0xa5,
	PDU_INFORM = 0xa6, PDU_TRAP_2 = 0xa7,
};

static const struct token pdus[] = {
	{0xa0, "GetRequest"}, {0xa1, "GetNextRequest"}, {0xa2, "GetResponse"}, {0xa3, "SetRequest"}, {0xa4, "Trap"}, {0xa5, "GetBulk"},
	{0xa6, "Inform"}, {0xa7, "V2Trap"}, {0xa8, "Report"}, {0, NULL}};
static const struct token versions[] = {{0, "SNMPv1"}, {1, "SNMPv2c"}, {2, "SNMPv2u"}, {3, "SNMPv3"}, {0, NULL}};
static const struct token errors[] = {
	{0, "noError"}, {1, "tooBig"}, {2, "noSuchName"}, {3, "badValue"}, {4, "readOnly"}, {5, "genErr"}, {6, "noAccess"},
	{7, "wrongType"}, {8, "wrongLength"}, {9, "wrongEncoding"}, {10, "wrongValue"}, {11, "noCreation"}, {12, "inconsistentValue"},
	{13, "resourceUnavailable"}, {14, "commitFailed"}, {15, "undoFailed"}, {16, "authorizationError"}, {17, "notWritable"},
	{18, "inconsistentName"}, {0, NULL}};
static const struct token traps[] = {
	{0, "coldStart"}, {1, "warmStart"}, {2, "linkDown"}, {3, "linkUp"}, {4, "authenticationFailure"}, {5, "egpNeighborLoss"},
	{ENTERPRISE_SPECIFIC, "enterpriseSpecific"}, {0, NULL}};

static const struct field fields[] = {
	[SNMP] = {"snmp", "Simple Network Management Protocol"},
	[VERSION] = {"snmp.version", "version", F_I32, DEC, versions},
	[COMMUNITY] = {"snmp.community", "community", F_STR},
	[PDU_TYPE] = {"snmp.data", "data", F_U32, DEC, pdus},
	[REQUEST_ID] = {"snmp.request_id", "request-id", F_I32},
	[ERROR_STATUS] = {"snmp.error_status", "error-status", F_I32, DEC, errors},
	[ERROR_INDEX] = {"snmp.error_index", "error-index", F_I32},
	[NAME] = {"snmp.name", "Object Name", F_OID},
	[MSG_ID] = {"snmp.msgID", "msgID", F_U32},
	[MSG_FLAGS] = {"snmp.msgFlags", "msgFlags", F_BYTES},
	[VALUE_INTEGER] = {"snmp.value.int", "Value (Integer32)", F_I64},
	[VALUE_STRING] = {"snmp.value.octets", "Value (OctetString)", F_BYTES},
	[VALUE_OID] = {"snmp.value.oid", "Value (OID)", F_OID},
	[VALUE_COUNTER] = {"snmp.value.counter", "Value (Counter32)", F_U64},
	[VALUE_GAUGE] = {"snmp.value.g32", "Value (Gauge32)", F_U64},
	[VALUE_TIMETICKS] = {"snmp.value.timeticks", "Value (Timeticks)", F_U64},
	[VALUE_IPV4] = {"snmp.value.ipv4", "Value (IpAddress)", F_IP4},
	[NON_REPEATERS] = {"snmp.non_repeaters", "non-repeaters", F_U32},
	[MAX_REPETITIONS] = {"snmp.max_repetitions", "max-repetitions", F_U32},
	[ENTERPRISE] = {"snmp.enterprise", "enterprise", F_OID},
	[AGENT_ADDR] = {"snmp.agent_addr", "agent-addr", F_IP4},
	[GENERIC_TRAP] = {"snmp.generic_trap", "generic-trap", F_I32, DEC, traps},
	[SPECIFIC_TRAP] = {"snmp.specific_trap", "specific-trap", F_I32},
	[TIME_STAMP] = {"snmp.time_stamp", "time-stamp", F_U32},
	[MSG_VERSION] = {"snmp.msgVersion", "msgVersion", F_I32, DEC, versions},
	[MSG_MAX_SIZE] = {"snmp.msgMaxSize", "msgMaxSize", F_U32},
	[MSG_SECURITY_MODEL] = {"snmp.msgSecurityModel", "msgSecurityModel", F_U32},
	[FLAGS_AUTH] = {"snmp.v3.flags.auth", "Authenticated", F_BOOL},
	[FLAGS_CRYPT] = {"snmp.v3.flags.crypt", "Encrypted", F_BOOL},
	[FLAGS_REPORT] = {"snmp.v3.flags.report", "Reportable", F_BOOL},
	[ENGINE_ID] = {"snmp.msgAuthoritativeEngineID", "msgAuthoritativeEngineID", F_BYTES},
	[ENGINE_BOOTS] = {"snmp.msgAuthoritativeEngineBoots", "msgAuthoritativeEngineBoots", F_U32},
	[ENGINE_TIME] = {"snmp.msgAuthoritativeEngineTime", "msgAuthoritativeEngineTime", F_U32},
	[USER_NAME] = {"snmp.msgUserName", "msgUserName", F_STR},
	[AUTH_PARAMETERS] = {"snmp.msgAuthenticationParameters", "msgAuthenticationParameters", F_BYTES},
	[PRIV_PARAMETERS] = {"snmp.msgPrivacyParameters", "msgPrivacyParameters", F_BYTES},
	[CONTEXT_ENGINE_ID] = {"snmp.contextEngineID", "contextEngineID", F_BYTES},
	[CONTEXT_NAME] = {"snmp.contextName", "contextName", F_STR},
};

/* ---- BER */

struct element {
	unsigned tag;        /* class 2, constructed 1, identifier 5 bits: as in the packet where that is one byte */
	uint32_t len, start; /* content */
	bool fits;           /* content lies within the parent */
	bool unknown;        /* its kind was said; of the value there is hex only */
};

/* Names of identifiers, by class; the count says which there are. */
static const char *const universal[] = {"U-0", "Boolean", "Integer", "Bitstring", "String", "Null", "ObjID", "ObjectDes", "U-8", "U-9",
	"U-10", "U-11", "U-12", "U-13", "U-14", "U-15", "Sequence", "Set"};
static const char *const application[] = {"IpAddress", "Counter", "Gauge", "TimeTicks", "Opaque", "C-5", "Counter64"};
static const char *const private[] = {"P-0"};

/* False: no such identifier, and that was said. */
static bool possible_kind(struct dis *d, unsigned class, bool constructed, unsigned id)
{
	static const uint8_t counts[] = {18, 7, 9, 1};
	if (id < counts[class])
		return true;
	say(d, "[id?%c/x/%u]", constructed ? 'C' : 'P', id);
	return false;
}

/* Kinds that have no form of their own are named at once. */
static bool known_kind(struct dis *d, struct element *e, unsigned class, bool constructed, unsigned id)
{
	e->tag = class << 6 | (unsigned)constructed << 5 | id;
	switch (e->tag) {
	case INTEGER:
	case OCTETS:
	case NULL_:
	case OID:
	case SEQUENCE:
	case IP_ADDRESS:
	case COUNTER:
	case GAUGE:
	case TIME_TICKS:
	case COUNTER64:
		return true;
	}
	if (class == 2)
		return true;
	e->unknown = true;
	say_s(d, constructed ? "C/" : "[P/");
	say_s(d, class == 0 ? "U/" : class == 1 && !constructed ? "A/" : "x/");
	say_s(d, class == 0 ? universal[id] : class == 1 ? application[id] : private[id]);
	say_s(d, constructed ? "" : "]");
	return true;
}

/* An identifier of 31 and more stands in the bytes behind. The reference keeps its low 8 bits. */
static unsigned long_identifier(struct dis *d)
{
	unsigned id = 0, b;
	do {
		b = u8(d, 0);
		id = id << 7 | (b & 0x7f);
	} while (b & 0x80 && !d->cut);
	return id & 0xff;
}

/* Tag and length; the cursor stands on the content. False: it cannot be, and that was said. */
static bool element(struct dis *d, uint32_t end, struct element *e)
{
	*e = (struct element){.tag = 0};
	if (d->pos >= end) {
		say_s(d, "[nothing to parse]");
		return false;
	}
	unsigned first = u8(d, 0), id = first & 31;
	if (id == 31)
		id = long_identifier(d);
	if (d->cut)
		return false;
	if (d->pos >= end) {
		say_s(d, "[no asnlen]");
		return false;
	}
	unsigned len = u8(d, 0);
	e->len = len;
	if (len & 0x80) {
		unsigned n = len & 0x7f;
		if (n > end - d->pos) {
			say(d, "[asnlen? %u<%u]", end - d->pos, n);
			return false;
		}
		e->len = 0; /* of more than four bytes the last are taken */
		while (n-- && !d->cut)
			e->len = e->len << 8 | u8(d, 0);
	}
	e->start = d->pos;
	if (d->cut)
		return false;
	uint32_t room = end > d->pos ? end - d->pos : 0;
	e->fits = e->len <= room;
	if (!e->fits) {
		say(d, "[len%u<asnlen%u]", room, e->len);
		return false;
	}
	if (!possible_kind(d, first >> 6, first & 0x20, id))
		return false;
	if (first == INTEGER && !e->len) {
		say_s(d, "[asnlen=0]");
		return false;
	}
	if (!need(d, e->len)) /* all of it or nothing: one that is cut is not looked into */
		return false;
	return known_kind(d, e, first >> 6, first & 0x20, id);
}

static int64_t integer(struct dis *d, const struct element *e, unsigned field)
{
	uint32_t at = d->pos;
	int64_t v = peek8(d, 0) & 0x80 ? -1 : 0;
	for (uint32_t i = 0; i < e->len && !d->cut; i++)
		v = (int64_t)((uint64_t)v << 8 | u8(d, 0));
	mark_uint(d, field, at, d->pos - at, (uint64_t)v);
	return v;
}

/* Counters have no sign; all but Counter64 have 32 bits. */
static uint64_t unsigned_integer(struct dis *d, const struct element *e, unsigned field)
{
	uint32_t at = d->pos;
	uint64_t v = 0;
	for (uint32_t i = 0; i < e->len && !d->cut; i++)
		v = v << 8 | u8(d, 0);
	v = e->tag == COUNTER64 ? v : (uint32_t)v;
	mark_uint(d, field, at, d->pos - at, v);
	return v;
}

static void say_oid(struct dis *d, const struct element *e, unsigned field)
{
	uint32_t end = d->pos + e->len, o = 0;
	bool first = true;
	mark_bytes(d, field, d->pos, left(d) < e->len ? left(d) : e->len);
	while (d->pos < end && !d->cut) {
		unsigned byte = u8(d, 0);
		o = o << 7 | (byte & 0x7f);
		if (byte & 0x80)
			continue;
		if (first) {
			unsigned top = o >= 80 ? 2 : o / 40;
			say(d, ".%u.%u", top, o - top * 40);
			first = false;
		} else {
			say(d, ".%u", o);
		}
		o = 0;
	}
}

static void octets(struct dis *d, const struct element *e, unsigned field)
{
	struct span s = bytes(d, field, e->len);
	bool text = true;
	for (uint32_t i = 0; i < s.len && text; i++) {
		unsigned c = span_u8(s, i);
		text = c >= 0x20 && c < 0x7f;
	}
	if (text) {
		say_c(d, '"');
		say_text(d, s);
		say_c(d, '"');
		return;
	}
	for (uint32_t i = 0; i < s.len; i++)
		say(d, i ? "_%.2x" : "%.2x", span_u8(s, i));
}

static void address(struct dis *d, const struct element *e, unsigned field)
{
	if (e->len != 4)
		say_s(d, "[inetaddr len!=4]");
	else
		mark_uint(d, field, d->pos, 4, peek32(d, 0));
	for (uint32_t i = 0; i < e->len && !d->cut; i++)
		say(d, i ? ".%u" : "%u", u8(d, 0));
}

static void value(struct dis *d, const struct element *e)
{
	switch (e->tag) {
	case INTEGER:
		say(d, "%d", (int32_t)integer(d, e, VALUE_INTEGER));
		break;
	case COUNTER:
	case COUNTER64:
		say_u(d, unsigned_integer(d, e, VALUE_COUNTER));
		break;
	case GAUGE:
		say_u(d, unsigned_integer(d, e, VALUE_GAUGE));
		break;
	case TIME_TICKS:
		say_u(d, unsigned_integer(d, e, VALUE_TIMETICKS));
		break;
	case OCTETS:
		octets(d, e, VALUE_STRING);
		break;
	case OID:
		say_oid(d, e, VALUE_OID);
		break;
	case NULL_:
		break;
	case IP_ADDRESS:
		address(d, e, VALUE_IPV4);
		break;
	case NO_SUCH_OBJECT:
		say_s(d, "[noSuchObject]");
		break;
	case NO_SUCH_INSTANCE:
		say_s(d, "[noSuchInstance]");
		break;
	case END_OF_MIB_VIEW:
		say_s(d, "[endOfMibView]");
		break;
	case SEQUENCE:
		say(d, "Seq(%u)", e->len);
		break;
	default:
		if (word(pdus, e->tag))
			say(d, "%s(%u)", word(pdus, e->tag), e->len);
		else if (!e->unknown)
			say_s(d, "[BE_ANY!?]");
		for (uint32_t i = 0; e->unknown && i < e->len && !d->cut; i++)
			say(d, "_%.2x", u8(d, 0));
	}
}

/* ---- MIB modules (-m) */

static void release(void *state)
{
	mib_free(state);
	free(state);
}

static int prepare(struct dis *d, struct err *err)
{
	struct mib_modules *m = d->opt->mib_count ? proto_state(d, &proto_snmp, sizeof *m, release) : NULL;
	if (!d->opt->mib_count)
		return 0;
	return m ? mib_read(m, d->opt->mibs, d->opt->mib_count, err) : err_set(err, -ENOMEM, "no memory for MIB modules");
}

enum { IDS = MIB_OID_LONGEST + 2 }; /* the last byte read may give two */

/* The sub-identifiers, with the cursor left on the first. How many; 0: not all were captured, or they are too many. */
static unsigned peek_oid(struct dis *d, const struct element *e, uint32_t ids[IDS])
{
	uint32_t o = 0;
	unsigned n = 0;
	if (left(d) < e->len)
		return 0;
	for (uint32_t i = 0; i < e->len && n <= MIB_OID_LONGEST; i++) {
		unsigned byte = peek8(d, i);
		o = o << 7 | (byte & 0x7f);
		if (byte & 0x80)
			continue;
		if (!n) {
			ids[n++] = o >= 80 ? 2 : o / 40;
			o -= 40 * ids[0];
		}
		ids[n++] = o;
		o = 0;
	}
	return n <= MIB_OID_LONGEST ? n : 0;
}

/* Says the object's name and what is behind it, as the instance, or the number where no module has it. */
static const struct mib_object *say_object(struct dis *d, const struct element *e, unsigned field)
{
	const struct mib_modules *m = d->opt->mib_count ? proto_state(d, &proto_snmp, sizeof *m, release) : NULL;
	uint32_t ids[IDS];
	unsigned n = m ? peek_oid(d, e, ids) : 0;
	const struct mib_object *object = n ? mib_find(&m->mib, ids, n) : NULL;
	if (!object) {
		say_oid(d, e, field);
		return NULL;
	}
	bytes(d, field, e->len);
	if (d->verbose && *object->module) {
		say_s(d, object->module);
		say_s(d, "::");
	}
	say_s(d, object->name);
	for (unsigned i = object->oid_len; i < n; i++)
		say(d, ".%u", ids[i]);
	return object;
}

static bool has_type(const struct mib_object *o, const struct element *e)
{
	switch (e->tag) {
	case INTEGER:
		return o->type == MIB_INTEGER;
	case OCTETS:
	case IP_ADDRESS:
	case OPAQUE:
		return o->type == MIB_OCTETS;
	case OID:
		return o->type == MIB_OID;
	case COUNTER:
	case GAUGE:
	case TIME_TICKS:
		return o->type == MIB_UNSIGNED;
	case COUNTER64:
		return o->type == MIB_UNSIGNED64;
	}
	return false;
}

/* What the module does not allow in such a PDU, in RFC 3416's style. */
static void say_misuse(struct dis *d, const struct mib_object *o, unsigned pdu)
{
	if ((pdu == PDU_TRAP_1 || pdu == PDU_TRAP_2 || pdu == PDU_INFORM) && o->access < MIB_FOR_NOTIFY)
		say_s(d, "[notNotifyable]");
	else if ((pdu == PDU_GET || pdu == PDU_GET_NEXT || pdu == PDU_BULK) && o->access < MIB_READ_ONLY)
		say_s(d, "[notReadable]");
	else if (pdu == PDU_SET && o->access < MIB_READ_WRITE)
		say_s(d, "[notWritable]");
	else if (pdu == PDU_RESPONSE && o->access == MIB_NOT_ACCESSIBLE)
		say_s(d, "[noAccess]");
}

static void known_integer(struct dis *d, const struct element *e, const struct mib_object *o)
{
	int64_t v = integer(d, e, VALUE_INTEGER);
	const char *name = mib_number_name(o, v);
	if (!mib_in_range(o, (uint64_t)v))
		say_s(d, "[outOfRange]");
	if (name)
		say(d, "%s(%d)", name, (int32_t)v);
	else
		say(d, "%d", (int32_t)v);
}

static void known_unsigned(struct dis *d, const struct element *e, const struct mib_object *o)
{
	uint64_t v = 0;
	for (uint32_t i = 0; i < e->len && i < left(d); i++)
		v = v << 8 | peek8(d, i);
	if (!mib_in_range(o, v))
		say_s(d, "[outOfRange]");
	value(d, e);
}

/* A value of an object that a module describes (NULL: none does). */
static void object_value(struct dis *d, const struct element *e, const struct mib_object *o, unsigned pdu)
{
	bool exception = e->tag == NO_SUCH_OBJECT || e->tag == NO_SUCH_INSTANCE || e->tag == END_OF_MIB_VIEW;
	if (!o || !o->variable || exception) {
		value(d, e);
		return;
	}
	say_misuse(d, o, pdu);
	if (o->type != MIB_UNTYPED && !has_type(o, e)) {
		say_s(d, "[wrongType]");
		value(d, e);
	} else if (e->tag == INTEGER && e->len) {
		known_integer(d, e, o);
	} else if (o->type == MIB_UNSIGNED || o->type == MIB_UNSIGNED64) {
		known_unsigned(d, e, o);
	} else if (e->tag == OID) {
		say_object(d, e, VALUE_OID);
	} else {
		value(d, e);
	}
}

/* ---- PDUs */

/* What stands behind an element that should be the last. */
static void say_extra(struct dis *d, const struct element *e, uint32_t end, const char *what)
{
	if (e->start + e->len < end)
		say(d, "[%u extra after %s]", end - e->start - e->len, what);
}

static void bindings_list(struct dis *d, uint32_t end, unsigned pdu)
{
	bool values = pdu != PDU_GET && pdu != PDU_GET_NEXT && pdu != PDU_BULK;
	struct element list, pair, e;
	if (!element(d, end, &list))
		return;
	if (list.tag != SEQUENCE) {
		say_s(d, "[!SEQ of varbind]");
		value(d, &list);
		return;
	}
	say_extra(d, &list, end, "SEQ of varbind");
	end = list.start + list.len;
	while (d->pos < end && !d->cut) {
		say_c(d, ' ');
		if (!element(d, end, &pair))
			return;
		if (pair.tag != SEQUENCE) {
			say_s(d, "[!varbind]");
			value(d, &pair);
			return;
		}
		uint32_t pair_end = pair.start + pair.len;
		if (!element(d, pair_end, &e))
			return;
		if (e.tag != OID) {
			say_s(d, "[objName!=OID]");
			value(d, &e);
			return;
		}
		const struct mib_object *object = say_object(d, &e, NAME);
		seek(d, e.start + e.len);
		if (values)
			say_c(d, '=');
		if (!element(d, pair_end, &e))
			return;
		if (values || e.tag != NULL_) {
			if (!values)
				say_s(d, "[objVal!=NULL]");
			object_value(d, &e, object, pdu);
		}
		seek(d, pair_end);
	}
}

static bool number(struct dis *d, uint32_t end, unsigned field, const char *what, int64_t *v)
{
	struct element e;
	if (!element(d, end, &e))
		return false;
	if (e.tag != INTEGER) {
		say(d, "[%s!=INT]", what);
		value(d, &e);
		return false;
	}
	*v = (int32_t)integer(d, &e, field); /* 32 bits are said, whatever was sent */
	return !d->cut;
}

static void trap_1(struct dis *d, uint32_t end)
{
	struct element e;
	int64_t generic, specific;
	say_c(d, ' ');
	if (!element(d, end, &e))
		return;
	if (e.tag != OID) {
		say_s(d, "[enterprise!=OID]");
		value(d, &e);
		return;
	}
	say_oid(d, &e, ENTERPRISE);
	say_c(d, ' ');
	seek(d, e.start + e.len);
	if (!element(d, end, &e))
		return;
	if (e.tag != IP_ADDRESS) {
		say_s(d, "[agent-addr!=INETADDR]");
		value(d, &e);
		return;
	}
	address(d, &e, AGENT_ADDR);
	seek(d, e.start + e.len);
	if (!number(d, end, GENERIC_TRAP, "generic-trap", &generic))
		return;
	say(d, " %s", tok(d, traps, "gt=%d", (uint32_t)generic));
	if (!number(d, end, SPECIFIC_TRAP, "specific-trap", &specific))
		return;
	if (generic == ENTERPRISE_SPECIFIC)
		say(d, " s=%d", (int32_t)specific);
	else if (specific)
		say(d, "[specific-trap(%d)!=0]", (int32_t)specific);
	say_c(d, ' ');
	if (!element(d, end, &e))
		return;
	if (e.tag != TIME_TICKS && e.tag != COUNTER && e.tag != GAUGE) {
		say_s(d, "[time-stamp!=TIMETICKS]");
		value(d, &e);
		return;
	}
	say_u(d, unsigned_integer(d, &e, TIME_STAMP));
	seek(d, e.start + e.len);
	bindings_list(d, end, PDU_TRAP_1);
}

static void say_error(struct dis *d, bool response, int64_t status)
{
	const char *name = tok(d, errors, "err=%u", (uint32_t)status);
	if (status)
		say(d, response ? " %s" : "[errorStatus(%s)!=0]", name);
}

static void say_error_index(struct dis *d, bool response, int64_t status, int64_t index)
{
	if (response && status)
		say(d, index ? "@%d" : "[errorIndex==%d]", (int32_t)index);
	else if (index)
		say(d, response ? "[errorIndex(%d) w/o errorStatus]" : "[errorIndex(%d)!=0]", (int32_t)index);
}

static void requests(struct dis *d, unsigned tag, uint32_t end)
{
	bool bulk = tag == PDU_BULK, response = tag == PDU_RESPONSE;
	int64_t id, status, index;
	if (!number(d, end, REQUEST_ID, "reqId", &id))
		return;
	if (d->verbose)
		say(d, "R=%d ", (int32_t)id);
	if (!number(d, end, bulk ? NON_REPEATERS : ERROR_STATUS, "errorStatus", &status))
		return;
	if (bulk)
		say(d, " N=%d", (int32_t)status);
	else
		say_error(d, response, (int32_t)status);
	if (!number(d, end, bulk ? MAX_REPETITIONS : ERROR_INDEX, "errorIndex", &index))
		return;
	if (bulk)
		say(d, " M=%d", (int32_t)index);
	else
		say_error_index(d, response, (int32_t)status, (int32_t)index);
	bindings_list(d, end, tag);
}

static void pdu(struct dis *d, uint32_t end, int64_t version)
{
	struct element e;
	if (!element(d, end, &e))
		return;
	const char *name = word(pdus, e.tag);
	if (!name) {
		say_s(d, "[no PDU]");
		return;
	}
	say_extra(d, &e, end, "PDU");
	mark_uint(d, PDU_TYPE, e.start - 1, 1, e.tag - PDU_FIRST);
	if (d->verbose)
		say_s(d, "{ ");
	say(d, "%s(%u) ", name, e.len);
	bool first = version == VERSION_1;
	if (first ? e.tag >= PDU_BULK : e.tag == PDU_TRAP_1) {
		say_s(d, first ? "[v2 PDU in v1 message]" : "[v1 PDU in v2 message]");
		return;
	}
	if (e.tag == PDU_TRAP_1)
		trap_1(d, e.start + e.len);
	else
		requests(d, e.tag, e.start + e.len);
	if (d->verbose)
		say_s(d, " } ");
}

static void community_message(struct dis *d, uint32_t end, int64_t version)
{
	struct element e;
	if (!element(d, end, &e))
		return;
	if (e.tag != OCTETS) {
		say_s(d, "[comm!=STR]");
		value(d, &e);
		return;
	}
	struct span s = span_at(d, d->pos, e.len);
	bool usual = s.len == 6 && !memcmp(s.p, "public", 6);
	struct saved quiet = quiet_begin(d, usual);
	say_s(d, "C=");
	octets(d, &e, COMMUNITY);
	say_c(d, ' ');
	quiet_end(d, &quiet);
	seek(d, e.start + e.len);
	pdu(d, end, version);
}

/* An element that has to be of the tag; false: it is not or cannot be, and that was said. */
static bool wanted_element(struct dis *d, uint32_t end, unsigned tag, const char *otherwise, struct element *e)
{
	if (!element(d, end, e))
		return false;
	if (e->tag == tag)
		return true;
	say_s(d, otherwise);
	value(d, e);
	return false;
}

/* The user-based security model: RFC 3414 section 2.4. */
static void security(struct dis *d, uint32_t end)
{
	struct element e;
	int64_t boots, time;
	if (!wanted_element(d, end, SEQUENCE, "[!usm]", &e))
		return;
	end = e.start + e.len;
	if (!wanted_element(d, end, OCTETS, "[msgAuthoritativeEngineID!=STR]", &e))
		return;
	bytes(d, ENGINE_ID, e.len);
	if (!number(d, end, ENGINE_BOOTS, "msgAuthoritativeEngineBoots", &boots))
		return;
	if (d->verbose)
		say(d, "B=%d ", (int32_t)boots);
	if (!number(d, end, ENGINE_TIME, "msgAuthoritativeEngineTime", &time))
		return;
	if (d->verbose)
		say(d, "T=%d ", (int32_t)time);
	if (!wanted_element(d, end, OCTETS, "[msgUserName!=STR]", &e))
		return;
	say_s(d, "U=");
	octets(d, &e, USER_NAME);
	say_c(d, ' ');
	if (!wanted_element(d, end, OCTETS, "[msgAuthenticationParameters!=STR]", &e))
		return;
	bytes(d, e.len ? AUTH_PARAMETERS : 0, e.len);
	if (!wanted_element(d, end, OCTETS, "[msgPrivacyParameters!=STR]", &e))
		return;
	bytes(d, e.len ? PRIV_PARAMETERS : 0, e.len);
}

static void scoped_pdu(struct dis *d, uint32_t end)
{
	struct element e;
	if (!wanted_element(d, end, SEQUENCE, "[!scoped PDU]", &e))
		return;
	end = e.start + e.len;
	if (!wanted_element(d, end, OCTETS, "[contextEngineID!=STR]", &e))
		return;
	struct span engine = bytes(d, CONTEXT_ENGINE_ID, e.len);
	say_s(d, "E=");
	for (uint32_t i = 0; i < engine.len; i++)
		say(d, "_%.2x", span_u8(engine, i));
	say_c(d, ' ');
	if (!wanted_element(d, end, OCTETS, "[contextName!=STR]", &e))
		return;
	say_s(d, "C=");
	octets(d, &e, CONTEXT_NAME);
	say_c(d, ' ');
	pdu(d, end, VERSION_3);
}

/* msgGlobalData but for its tag: RFC 3412 section 6. False: it cannot be. */
static bool header_data(struct dis *d, uint32_t end, int64_t *model)
{
	enum { AUTHENTICATED = 1, ENCRYPTED = 2, REPORTABLE = 4 };
	struct element e;
	int64_t id, most;
	if (!number(d, end, MSG_ID, "msgID", &id) || !number(d, end, MSG_MAX_SIZE, "msgMaxSize", &most) ||
	    !wanted_element(d, end, OCTETS, "[msgFlags!=STR]", &e))
		return false;
	if (e.len != 1) {
		say(d, "[msgFlags size %u]", e.len);
		return false;
	}
	unsigned flags = u8(d, 0);
	if (!d->cut)
		mark_bytes(d, MSG_FLAGS, d->pos - 1, 1);
	also(d, FLAGS_AUTH, 1, flags & 1);
	also(d, FLAGS_CRYPT, 1, flags >> 1 & 1);
	also(d, FLAGS_REPORT, 1, flags >> 2 & 1);
	/* what is encrypted is authenticated */
	if (flags > (AUTHENTICATED | ENCRYPTED | REPORTABLE) || (flags & (AUTHENTICATED | ENCRYPTED)) == ENCRYPTED) {
		say(d, "[msgFlags=0x%02X]", flags);
		return false;
	}
	say(d, "F=%s%s%s ", flags & AUTHENTICATED ? "a" : "", flags & ENCRYPTED ? "p" : "", flags & REPORTABLE ? "r" : "");
	uint32_t at = d->pos;
	if (!number(d, end, MSG_SECURITY_MODEL, "msgSecurityModel", model))
		return false;
	uint32_t size = d->pos - at; /* the reference counts it twice */
	if (d->pos + size < end)
		say(d, "[%u extra after message SEQ]", end - d->pos - size);
	return true;
}

static void version_3(struct dis *d, uint32_t end)
{
	enum { USM = 3 };
	struct element header, e;
	int64_t model;
	if (!wanted_element(d, end, SEQUENCE, "[!message]", &header))
		return;
	if (d->verbose)
		say_s(d, "{ ");
	if (!header_data(d, header.start + header.len, &model))
		return;
	if (d->verbose)
		say_s(d, "} ");
	if (model != USM) {
		say(d, "[security model %d]", (int32_t)model);
		return;
	}
	if (d->verbose)
		say_s(d, "{ USM ");
	if (!wanted_element(d, end, OCTETS, "[msgSecurityParameters!=STR]", &e))
		return;
	security(d, e.start + e.len);
	seek(d, e.start + e.len);
	if (d->verbose)
		say_s(d, "} { ScopedPDU ");
	scoped_pdu(d, end);
	if (d->verbose)
		say_s(d, "} ");
}

static void dissect(struct dis *d)
{
	struct element whole;
	int64_t version;
	uint32_t end = d->pos + declared(d);
	say_c(d, ' ');
	if (!element(d, end, &whole))
		return;
	if (whole.tag != SEQUENCE) {
		say_s(d, "[!init SEQ]");
		value(d, &whole);
		return;
	}
	say_extra(d, &whole, end, "iSEQ");
	end = whole.start + whole.len;
	bool third = peek16(d, 0) == (INTEGER << 8 | 1) && peek8(d, 2) == VERSION_3;
	if (!number(d, end, third ? MSG_VERSION : VERSION, "version", &version))
		return;
	const char *name = version >= 0 && version <= 3 && version != 2 ? word(versions, (uint32_t)version) : NULL;
	if (!name) {
		say(d, "SNMP [version = %lld]", (long long)version);
		return;
	}
	if (d->verbose)
		say(d, "{ %s ", name);
	if (version == VERSION_3)
		version_3(d, end);
	else
		community_message(d, end, version);
	if (d->verbose)
		say_s(d, "} ");
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_SNMP, 161, 162},
	{0},
};

const struct proto proto_snmp = {
	.name = "snmp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.prepare = prepare,
	.alone = true,
	.decode_as = "snmp",
};
