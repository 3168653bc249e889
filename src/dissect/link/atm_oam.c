/* ATM operation and maintenance cells: ITU-T I.610.
 *
 *	| VPI, VCI, payload type, CLP 4 | HEC 1 | cell type 4 bits, function type 4 bits | function 45 | 6 bits, CRC-10 |
 */
#include "dissect/link/atm.h"

enum { OAM, VPI, VCI, PAYLOAD_TYPE, CELL_TYPE, FUNCTION_TYPE };
enum { PAYLOAD_LEN = 48, FAULT = 1, PERFORMANCE = 2, ACTIVATION = 8, SYSTEM = 15, AIS = 0, RDI = 1, LOOPBACK = 8 };
enum { CRC10 = 0x233, CRC10_BITS = 0x3ff, LOCATION_LEN = 12, DEFECT_LOCATION_LEN = 16 };

static const struct token payload_types[] = {{0, "user data, uncongested, SDU 0"}, {1, "user data, uncongested, SDU 1"},
	{2, "user data, congested, SDU 0"}, {3, "user data, congested, SDU 1"}, {4, "VCC OAM F5 flow segment"},
	{5, "VCC OAM F5 flow end-to-end"}, {6, "Traffic Control and resource Mgmt"}, {0, NULL}};
static const struct token cell_types[] = {{FAULT, "Fault Management"}, {PERFORMANCE, "Performance Management"},
	{ACTIVATION, "activate/deactivate"}, {SYSTEM, "System Management"}, {0, NULL}};
static const struct token fault_functions[] = {{AIS, "AIS"}, {RDI, "RDI"}, {4, "Continuity Check"}, {LOOPBACK, "Loopback"}, {0, NULL}};
static const struct token performance_functions[] = {{0, "Forward Monitoring"}, {1, "Backward Reporting"},
	{2, "Monitoring and Reporting"}, {0, NULL}};
static const struct token activation_functions[] = {{0, "Performance Monitoring"}, {1, "Continuity Check"}, {0, NULL}};

static const struct field fields[] = {
	[OAM] = {"oamaal", "ATM OAM AAL"},
	[VPI] = {"atm.vpi", "VPI", F_U8},
	[VCI] = {"atm.vci", "VCI", F_U16},
	[PAYLOAD_TYPE] = {"atm.payload_type", "Payload Type", F_U8, DEC, payload_types},
	[CELL_TYPE] = {"atm.aal_oamcell.type", "OAM Type", F_U8, DEC, cell_types},
	[FUNCTION_TYPE] = {"atm.aal_oamcell.func", "Function Type", F_U8},
};

static unsigned crc10(struct span s)
{
	unsigned crc = 0;
	for (uint32_t i = 0; i < s.len; i++) {
		for (int bit = 7; bit >= 0; bit--) {
			unsigned out = (crc >> 9 ^ span_u8(s, i) >> bit) & 1;
			crc = (crc << 1 & CRC10_BITS) ^ (out ? CRC10 : 0);
		}
	}
	return crc;
}

static void say_id(struct dis *d, const char *name, uint32_t len)
{
	struct span s = bytes(d, 0, len);
	say_s(d, name);
	for (uint32_t i = 0; i < s.len; i++)
		say(d, " %02x", span_u8(s, i));
}

static void function(struct dis *d, unsigned cell, unsigned type)
{
	if (cell == FAULT && type == LOOPBACK) {
		unsigned indicator = u8(d, 0) & 1;
		uint32_t tag = u32(d, 0);
		say(d, "\n\tLoopback-Indicator %s, Correlation-Tag 0x%08x", indicator ? "Request" : "Reply", tag);
		say_id(d, "\n\tLocation-ID", LOCATION_LEN);
		say_id(d, "\n\tSource-ID  ", LOCATION_LEN);
	} else if (cell == FAULT && (type == AIS || type == RDI)) {
		unsigned failure = u8(d, 0);
		say(d, "\n\tFailure-type 0x%02x", failure);
		say_id(d, "\n\tLocation-ID", DEFECT_LOCATION_LEN);
	}
}

static void verbose(struct dis *d)
{
	uint32_t start = d->pos;
	unsigned head = u8(d, 0), cell = head >> 4, type = head & 0xf;
	also(d, CELL_TYPE, 1, cell);
	also(d, FUNCTION_TYPE, 1, type);
	const struct token *functions = cell == FAULT ? fault_functions : cell == PERFORMANCE ? performance_functions :
		cell == ACTIVATION ? activation_functions : NULL;
	say(d, "\n\tcell-type %s (%u)", tok(d, cell_types, "unknown", cell), cell);
	say(d, ", func-type %s (%u)", functions ? tok(d, functions, "none", type) : "unknown", type);
	seek(d, start);
	if (!need(d, PAYLOAD_LEN))
		return;
	skip(d, 1);
	function(d, cell, type);
	seek(d, start + PAYLOAD_LEN - 2);
	unsigned check = u16(d, 0) & CRC10_BITS;
	say(d, "\n\tcksum 0x%03x (%scorrect)", check, crc10(span_at(d, start, PAYLOAD_LEN)) ? "in" : "");
}

static void cell(struct dis *d, bool hec)
{
	uint32_t length = declared(d);
	skip(d, hec); /* the reference takes the header one byte late where it has all five bytes */
	uint32_t header = u32(d, 0);
	unsigned type = header >> 1 & 7, vpi = header >> 20 & 0xff, vci = header >> 4 & 0xffff;
	also(d, VPI, 4, vpi);
	also(d, VCI, 4, vci);
	also(d, PAYLOAD_TYPE, 4, type);
	say(d, "OAM F5, vpi %u, vci %u, payload [ %s ], clp %u, length %u", vpi, vci, tok(d, payload_types, "Unknown", type), header & 1,
		length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	verbose(d);
	quiet_end(d, &quiet);
}

void atm_oam(struct dis *d, bool hec)
{
	static const struct proto oam = {.name = "oam", PROTO_FIELDS(fields)};
	const struct proto *outer = d->proto;
	name_fields_of(d, &oam);
	d->layer_name = oam.name;
	cell(d, hec);
	name_fields_of(d, outer);
}
