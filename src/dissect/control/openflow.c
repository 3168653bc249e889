/* OpenFlow: the framing of messages in TCP. Bodies: Switch Specification 1.0.0 in openflow_v10.c, 1.3 in openflow_v13.c.
 *
 *	+---------+---------+-------------------+
 *	| version |  type   |      length       |
 *	|            transaction id             |
 */
#include "dissect/control/openflow.h"

#include "dissect/app/ports.h"
#include "dissect/oui.h"
#include "dissect/protocols.h"

enum { HEADER = 8 };

static const struct field fields[] = {
	[OPENFLOW] = {"openflow", "OpenFlow"},
	[OF10_VERSION] = {"openflow.version", "Version", F_U8, HEX},
	[OF10_TYPE] = {"openflow_1_0.type", "Type", F_U8, .tokens = of10_types},
	[OF10_LENGTH] = {"openflow.length", "Length", F_U16},
	[OF10_XID] = {"openflow.xid", "Transaction ID", F_U32},
	[OF10_DATAPATH] = {"openflow.datapath_id", "Datapath unique ID", F_U64, HEX},
	[OF10_BUFFERS] = {"openflow.n_buffers", "n_buffers", F_U32},
	[OF10_TABLES] = {"openflow.n_tables", "n_tables", F_U8},
	[OF10_COOKIE] = {"openflow.cookie", "Cookie", F_U64, HEX},
	[OF10_COMMAND] = {"openflow.command", "Command", F_U16},
	[OF13_VERSION] = {"openflow_v4.version", "Version", F_U8, HEX},
	[OF13_TYPE] = {"openflow_v4.type", "Type", F_U8, .tokens = of13_types},
	[OF13_LENGTH] = {"openflow_v4.length", "Length", F_U16},
	[OF13_XID] = {"openflow_v4.xid", "Transaction ID", F_U32},
	[OF13_ERROR_TYPE] = {"openflow_v4.error.type", "Type", F_U16},
	[OF13_ERROR_CODE] = {"openflow_v4.error.code", "Code", F_U16},
	[OF13_DATAPATH] = {"openflow_v4.switch_features.datapath_id", "datapath_id", F_U64, HEX},
	[OF13_BUFFERS] = {"openflow_v4.switch_features.n_buffers", "n_buffers", F_U32},
	[OF13_TABLES] = {"openflow_v4.switch_features.n_tables", "n_tables", F_U8},
	[OF13_AUXILIARY] = {"openflow_v4.switch_features.auxiliary_id", "auxiliary_id", F_U8},
};

static const struct token versions[] = {
	{1, "1.0"}, {2, "1.1"}, {3, "1.2"}, {4, "1.3"}, {5, "1.4"}, {6, "1.5"}, {0, NULL},
};

/* Experimenter ids that the Open Networking Foundation gives out. */
static const struct token onf_ids[] = {
	{0x4f4e4600, "ONF Extensions"},
	{0xff000001, "Budapest University of Technology and Economics"},
	{0xff000002, "NoviFlow"},
	{0xff000003, "L3+ Extensions, Vendor Neutral"},
	{0xff000004, "L4-L7 Extensions"},
	{0xff000005, "Wireless and Mobility Extensions"},
	{0xff000006, "Forwarding Abstractions Extensions"},
	{0xff000007, "Optical Transport Extensions"},
	{0xff000008, "Network Benchmarking Lab, NCTU"},
	{0xff000009, "Mobile Packet Core Extensions"},
	{0xff00000a, "MPLS-TP OpenFlow Extensions for SPTN"},
	{0, NULL},
};

const char *of_vendor(struct dis *d, uint32_t id)
{
	return tok(d, id >> 24 ? onf_ids : oui_tokens, "unknown", id);
}

static void flags(struct dis *d, const char *name, const struct token *words, uint32_t value, unsigned digits)
{
	uint32_t known = 0;
	for (const struct token *t = words; t->word; t++)
		known |= t->value;
	say(d, "%s 0x%0*x", name, (int)digits, value);
	if (value & known)
		say(d, " (%s)", bits(d, words, "%u", ", ", value));
	if (value & ~known)
		say_s(d, " (bogus)");
}

void of_flags(struct dis *d, const char *name, const struct token *words, uint32_t value)
{
	flags(d, name, words, value, 8);
}

void of_flags16(struct dis *d, const char *name, const struct token *words, unsigned value)
{
	flags(d, name, words, value, 4);
}

void of_data(struct dis *d, uint32_t n)
{
	if (!n)
		return;
	say(d, "\n\t data (%u octets)", n);
	if (d->verbose >= 2)
		say_dump(d, "\n\t  ", n);
	bytes(d, 0, n);
}

void of_frame(struct dis *d, uint32_t n)
{
	if (!n)
		return;
	say(d, "\n\t data (%u octets)", n);
	if (d->verbose < 3) {
		bytes(d, 0, n);
		return;
	}
	say_s(d, ", frame decoding below\n");
	call(d, &proto_ether);
}

void of_name(struct dis *d, const char *name, uint32_t n)
{
	say(d, "%s '", name);
	say_text_z(d, span_at(d, d->pos, n));
	bytes(d, 0, n);
	say_c(d, '\'');
}

/* What follows the header; b: NULL where the version or type is not known. */
static void body(struct dis *d, const struct of_body *b, uint32_t length)
{
	uint32_t start = d->pos;
	if (b && (length < b->least || (b->exact && length != b->least))) {
		invalid(d);
	} else if (b && b->read && (d->verbose || fields_wanted(d))) {
		struct saved quiet = quiet_begin(d, !d->verbose);
		struct saved part = part_begin(d, length);
		b->read(d);
		if (!part_end(d, &part))
			invalid(d);
		quiet_end(d, &quiet);
	}
	seek(d, start);
	if (need(d, length))
		skip(d, length);
}

/* The segment ends within a header. */
static bool ends(struct dis *d, uint32_t n)
{
	if (declared(d) >= n)
		return false;
	if (need(d, declared(d)))
		skip(d, declared(d));
	say_s(d, " (end of TCP payload)");
	return true;
}

static void message(struct dis *d)
{
	unsigned version = u8(d, 0);
	also(d, version == 4 ? OF13_VERSION : OF10_VERSION, 1, version);
	say(d, "\n\tversion %s", tok(d, versions, "unknown (0x%02x)", version));
	if (ends(d, 1))
		return;
	const struct token *types = version == 1 ? of10_types : of13_types;
	unsigned type = u8(d, version == 4 ? OF13_TYPE : version == 1 ? OF10_TYPE : 0);
	const char *name = version == 1 || version == 4 ? word(types, type) : NULL;
	if (name)
		say(d, ", type %s", name);
	else
		say(d, ", type unknown (0x%02x)", type);
	if (ends(d, 2))
		return;
	uint32_t length = u16(d, version == 4 ? OF13_LENGTH : OF10_LENGTH);
	say(d, ", length %u%s", length, length < HEADER ? " (too short!)" : "");
	if (ends(d, 4))
		return;
	uint32_t xid = u32(d, version == 4 ? OF13_XID : OF10_XID);
	say(d, ", xid 0x%08x", xid);
	if (length < HEADER) {
		invalid(d);
		need(d, declared(d));
		skip(d, declared(d));
		return;
	}
	length -= HEADER;
	body(d, !name ? NULL : version == 1 ? &of10_bodies[type] : &of13_bodies[type], length);
}

static void dissect(struct dis *d)
{
	say_s(d, ": OpenFlow");
	while (more(d))
		message(d);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, .rank = TCP_RANK_OTHER, .from = 6633},
	{BIND_TCP_PORT, .rank = TCP_RANK_OTHER, .from = 6653},
	{0},
};

const struct proto proto_openflow = {
	.name = "openflow",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
