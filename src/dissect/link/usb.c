/* USB as Linux's usbmon captures it: Documentation/usb/usbmon.rst; in the byte order of the capturing host.
 *
 *	| id 8 | event 1 | transfer type 1 | endpoint 1 | device 1 | bus 2 | setup flag 1 | data flag 1 | time 8 + 4 | status 4 |
 *	| URB's length 4 | data length 4 | setup packet 8 | with the newer link type 16 bytes more | data
 */
#include "core/linktype_numbers.h"
#include "dissect/dissect.h"

enum {
	USB, URB_ID, URB_TYPE, TRANSFER_TYPE, ENDPOINT, ENDPOINT_IN, ENDPOINT_NUMBER, DEVICE, BUS, SETUP_FLAG, DATA_FLAG, SECONDS,
	MICROSECONDS, STATUS, URB_LENGTH, DATA_LENGTH,
};
enum { HEADER_LEN = 48, HEADER_LEN_MAPPED = 64, ISOCHRONOUS = 0, INTERRUPT, CONTROL, BULK };

static const struct token transfers[] = {{ISOCHRONOUS, "ISOCHRONOUS"}, {INTERRUPT, "INTERRUPT"}, {CONTROL, "CONTROL"}, {BULK, "BULK"},
	{0, NULL}};
static const struct token events[] = {{'S', "SUBMIT"}, {'C', "COMPLETE"}, {'E', "ERROR"}, {0, NULL}};

static const struct field fields[] = {
	[USB] = {"usb", "USB"},
	[URB_ID] = {"usb.urb_id", "URB id", F_U64, HEX},
	[URB_TYPE] = {"usb.urb_type", "URB type", F_U8, DEC, events},
	[TRANSFER_TYPE] = {"usb.transfer_type", "URB transfer type", F_U8, HEX, transfers},
	[ENDPOINT] = {"usb.endpoint_address", "Endpoint", F_U8, HEX},
	[ENDPOINT_IN] = {"usb.endpoint_address.direction", "Direction", F_U8},
	[ENDPOINT_NUMBER] = {"usb.endpoint_address.number", "Endpoint number", F_U8},
	[DEVICE] = {"usb.device_address", "Device", F_U8},
	[BUS] = {"usb.bus_id", "URB bus id", F_U16},
	[SETUP_FLAG] = {"usb.setup_flag", "Device setup request", F_U8},
	[DATA_FLAG] = {"usb.data_flag", "Data", F_U8},
	[SECONDS] = {"usb.urb_ts_sec", "URB sec", F_U64},
	[MICROSECONDS] = {"usb.urb_ts_usec", "URB usec", F_U32},
	[STATUS] = {"usb.urb_status", "URB status", F_I32},
	[URB_LENGTH] = {"usb.urb_len", "URB length [bytes]", F_U32},
	[DATA_LENGTH] = {"usb.data_len", "Data length [bytes]", F_U32},
};

/* Where data go, as far as the kind of transfer tells. */
static const char *direction(unsigned transfer, unsigned event)
{
	if (transfer > BULK || (event != 'S' && event != 'C' && event != 'E'))
		return "";
	return (event == 'S') == (transfer != INTERRUPT) ? " to" : " from";
}

static void header(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos;
	if (!need(d, len))
		return;
	u64le(d, URB_ID);
	unsigned event = u8(d, URB_TYPE), transfer = u8(d, TRANSFER_TYPE), endpoint = u8(d, ENDPOINT);
	also(d, ENDPOINT_IN, 1, endpoint >> 7);
	also(d, ENDPOINT_NUMBER, 1, endpoint & 0xf);
	unsigned device = u8(d, DEVICE), bus = u16le(d, BUS);
	u8(d, SETUP_FLAG);
	u8(d, DATA_FLAG);
	u64le(d, SECONDS);
	u32le(d, MICROSECONDS);
	uint32_t status = u32le(d, 0);
	also(d, STATUS, 4, (uint64_t)(int64_t)(int32_t)status);
	u32le(d, URB_LENGTH);
	u32le(d, DATA_LENGTH);
	const char *name = word(transfers, transfer);
	say_s(d, "USB");
	if (!d->opt->quick)
		say(d, " %s %s%s %u:%u:%u", name ? name : " ?", tok(d, events, "?", event), direction(transfer, event), bus, device,
			endpoint & 0x7f);
	seek(d, start + len);
	link_header_to_here(d, start);
}

static void dissect(struct dis *d)
{
	header(d, HEADER_LEN);
}

static void dissect_mapped(struct dis *d)
{
	header(d, HEADER_LEN_MAPPED);
}

static const struct binding bindings[] = {{BIND_LINKTYPE, .from = LINKTYPE_USB_LINUX}, {0}};
static const struct binding bindings_mapped[] = {{BIND_LINKTYPE, .from = LINKTYPE_USB_LINUX_MMAPPED}, {0}};

const struct proto proto_usb = {
	.name = "usb_linux_48_byte",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

const struct proto proto_usb_mapped = {
	.name = "usb_linux_64_byte",
	.dissect = dissect_mapped,
	PROTO_FIELDS(fields),
	.bindings = bindings_mapped,
};
