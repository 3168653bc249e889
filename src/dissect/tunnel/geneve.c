/* Generic Network Virtualization Encapsulation: RFC 8926.
 *
 *	| ver 2, opt len 6 | O C rsvd | protocol 2 | VNI 3 | reserved 1 | options ... | payload
 */
#include "dissect/app/ports.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { GENEVE, VERSION, OPTIONS_LENGTH, FLAGS, FLAG_OAM, FLAG_CRITICAL, FLAGS_RESERVED, PROTO_TYPE, VNI, RESERVED, OPTION_CLASS,
	OPTION_TYPE, OPTION_CRITICAL, OPTION_FLAGS, OPTION_RESERVED, OPTION_DATA };

static const struct field fields[] = {
	[GENEVE] = {"geneve", "Generic Network Virtualization Encapsulation"},
	[VERSION] = {"geneve.version", "Version", F_U8},
	[OPTIONS_LENGTH] = {"geneve.option.length", "Length", F_U8},
	[FLAG_OAM] = {"geneve.flags.oam", "Operations, Administration and Management Frame", F_BOOL},
	[FLAG_CRITICAL] = {"geneve.flags.critical", "Critical Options Present", F_BOOL},
	[FLAGS_RESERVED] = {"geneve.flags.reserved", "Reserved", F_BOOL},
	[RESERVED] = {"geneve.reserved", "Reserved", F_U8},
	[OPTION_CRITICAL] = {"geneve.option.type.critical", "Critical Option", F_BOOL},
	[OPTION_FLAGS] = {"geneve.option.flags", "Flags", F_U8, HEX},
	[OPTION_RESERVED] = {"geneve.option.flags.reserved", "Reserved", F_BOOL},
	[FLAGS] = {"geneve.flags", "Flags", F_U8, HEX},
	[PROTO_TYPE] = {"geneve.proto_type", "Protocol Type", F_U16, HEX, ethertypes},
	[VNI] = {"geneve.vni", "Virtual Network Identifier (VNI)", F_U24, HEX},
	[OPTION_CLASS] = {"geneve.option.class", "Class", F_U16, HEX},
	[OPTION_TYPE] = {"geneve.option.type", "Type", F_U8, HEX},
	[OPTION_DATA] = {"geneve.option.unknown.data", "Unknown Option Data", F_BYTES},
};

static const struct token flag_words[] = {{0x80, "O"}, {0x40, "C"}, {0x20, "R1"}, {0x10, "R2"}, {0x08, "R3"}, {0x04, "R4"},
	{0x02, "R5"}, {0x01, "R6"}, {0, NULL}};

/* Who an option's class was given to (IANA's registry of Geneve option classes). */
static const char *class_name(unsigned class)
{
	static const struct token classes[] = {{0x100, "Linux"}, {0x101, "Open vSwitch"}, {0x102, "Open Virtual Networking (OVN)"},
		{0x103, "In-band Network Telemetry (INT)"}, {0x104, "VMware"}, {0x132, "Google"}, {0, NULL}};
	const char *known = word(classes, class);
	return class <= 0xff ? "Standard" : class >= 0xfff0 ? "Experimental" : known ? known : "Unknown";
}

static void options(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	for (const char *sep = ""; d->pos < end && !d->cut; sep = ", ") {
		uint32_t at = d->pos;
		if (end - at < 4) {
			invalid_misfit(d, "remaining options length", end - at, "<", 4);
			return;
		}
		unsigned class = u16(d, OPTION_CLASS), type = u8(d, OPTION_TYPE);
		also(d, OPTION_CRITICAL, 1, type >> 7);
		unsigned last = u8(d, 0), words = last & 31, size = 4 + words * 4;
		also(d, OPTION_FLAGS, 1, last >> 5);
		also(d, OPTION_RESERVED, 1, last >> 5 != 0);
		also(d, OPTIONS_LENGTH, 1, size);
		say(d, "%sclass %s (0x%x) type 0x%x%s len %u", sep, class_name(class), class, type, type & 0x80 ? "(C)" : "", size);
		if (size > end - at) {
			say_s(d, " [bad length]");
			return;
		}
		if (words) {
			struct span data = bytes(d, OPTION_DATA, words * 4);
			say_s(d, d->verbose > 1 ? " data" : "");
			for (uint32_t i = 0; i < data.len && d->verbose > 1; i++)
				say(d, i % 4 == 0 ? " %02x" : "%02x", span_u8(data, i));
		}
		seek(d, at + size);
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	say_s(d, "Geneve");
	if (length < 8) {
		invalid_misfit(d, "length", length, "<", 8);
		return;
	}
	unsigned first = u8(d, 0), version = first >> 6, len = (first & 63) * 4;
	also(d, VERSION, 1, version);
	also(d, OPTIONS_LENGTH, 1, len);
	if (version) {
		say(d, " ERROR: unknown-version %u", version);
		return;
	}
	unsigned flags = u8(d, FLAGS);
	also(d, FLAG_OAM, 1, flags >> 7);
	also(d, FLAG_CRITICAL, 1, flags >> 6 & 1);
	also(d, FLAGS_RESERVED, 1, (flags & 63) != 0);
	unsigned proto = u16(d, PROTO_TYPE);
	say(d, ", Flags [%s]", bits(d, flag_words, "none", "", flags));
	uint32_t vni = u24(d, VNI);
	unsigned reserved = u8(d, RESERVED);
	say(d, ", vni 0x%x", vni);
	if (reserved)
		say(d, ", rsvd 0x%x", reserved);
	if (d->opt->link_header)
		say(d, ", proto %s (0x%04x)", tok(d, ethertypes, "unknown", proto), proto);
	uint32_t after = d->pos + len;
	if (len > length - 8) {
		say(d, " truncated-geneve - %u bytes missing", len - (length - 8));
		return;
	}
	need(d, len);
	if (len) {
		say_s(d, ", options [");
		if (d->opt->link_header || d->verbose) {
			options(d, len);
		} else {
			say(d, "%u bytes", len);
			struct saved s = quiet_begin(d, true);
			options(d, len);
			quiet_end(d, &s);
		}
		say_c(d, ']');
	}
	seek(d, after);
	say_s(d, d->verbose < 1 ? ": " : "\n\t");
	if (!dispatch(d, BIND_ETHERTYPE, proto))
		say(d, "geneve-proto-0x%x", proto);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_GENEVE, 6081, 0},
	{0},
};

const struct proto proto_geneve = {
	.name = "geneve",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "geneve",
	.cuts = CUTS_ITSELF,
};
