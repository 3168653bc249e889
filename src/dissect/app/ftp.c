/* File Transfer Protocol: RFC 959, RFC 2228, RFC 2428. */
#include <arpa/inet.h>

#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum {
	FTP, IS_REQUEST, IS_RESPONSE, COMMAND, ARGUMENT, CODE, TEXT, PASSIVE_IP, PASSIVE_PORT, PASSIVE_NAT, ACTIVE_IP, ACTIVE_PORT, ACTIVE_NAT,
	EPRT_FAMILY, EPRT_IP4, EPRT_IP6, EPRT_PORT, EPSV_IP4, EPSV_IP6, EPSV_PORT,
};

enum { PORT = 21, ENTERING_PASSIVE = 227, ENTERING_EXTENDED_PASSIVE = 229 };

static const struct field fields[] = {
	[FTP] = {"ftp", "File Transfer Protocol"},
	[IS_REQUEST] = {"ftp.request", "Request", F_BOOL},
	[IS_RESPONSE] = {"ftp.response", "Response", F_BOOL},
	[COMMAND] = {"ftp.request.command", "Request command", F_STR},
	[ARGUMENT] = {"ftp.request.arg", "Request arg", F_STR},
	[CODE] = {"ftp.response.code", "Response code", F_U32},
	[TEXT] = {"ftp.response.arg", "Response arg", F_STR},
	[PASSIVE_IP] = {"ftp.passive.ip", "Passive IP address", F_IP4},
	[PASSIVE_PORT] = {"ftp.passive.port", "Passive port", F_U16},
	[PASSIVE_NAT] = {"ftp.passive.nat", "Passive IP NAT", F_BOOL},
	[ACTIVE_IP] = {"ftp.active.cip", "Active IP address", F_IP4},
	[ACTIVE_PORT] = {"ftp.active.port", "Active port", F_U16},
	[ACTIVE_NAT] = {"ftp.active.nat", "Active IP NAT", F_BOOL},
	[EPRT_FAMILY] = {"ftp.eprt.af", "Extended active address family", F_U8},
	[EPRT_IP4] = {"ftp.eprt.ip", "Extended active IP address", F_IP4},
	[EPRT_IP6] = {"ftp.eprt.ipv6", "Extended active IPv6 address", F_IP6},
	[EPRT_PORT] = {"ftp.eprt.port", "Extended active port", F_U16},
	[EPSV_IP4] = {"ftp.epsv.ip", "Extended passive IPv4 address", F_IP4},
	[EPSV_IP6] = {"ftp.epsv.ipv6", "Extended passive IPv6 address", F_IP6},
	[EPSV_PORT] = {"ftp.epsv.port", "Extended passive port", F_U16},
};

/* "h1,h2,h3,h4,p1,p2": RFC 959 section 4.1.2. An address other than the sender's was changed on the way. */
static void host_port(struct dis *d, struct span s, unsigned ip_field, unsigned port_field, unsigned nat_field)
{
	uint32_t part[6];
	struct span rest = s;
	for (unsigned i = 0; i < 6; i++) {
		uint32_t comma = span_find(rest, ',');
		uint64_t n = span_number(rest);
		if (!rest.len || (i < 5 && comma == rest.len) || n > 255)
			return;
		part[i] = (uint32_t)n;
		rest = span_part(rest, comma + 1, rest.len);
	}
	uint32_t address = part[0] << 24 | part[1] << 16 | part[2] << 8 | part[3];
	mark_uint(d, ip_field, s.pos, s.len, address);
	mark_uint(d, port_field, s.pos, s.len, part[4] << 8 | part[5]);
	const uint8_t *from = d->net.src;
	if (d->net.version == 4 && address != ((uint32_t)from[0] << 24 | from[1] << 16 | from[2] << 8 | from[3]))
		mark_uint(d, nat_field, s.pos, s.len, 1);
}

/* "|1|132.235.1.2|6275|": RFC 2428 section 2. */
static void extended_port(struct dis *d, struct span s)
{
	char delimiter = (char)span_u8(s, 0), text[INET6_ADDRSTRLEN] = "";
	struct span part[3], rest = span_part(s, 1, s.len);
	for (unsigned i = 0; i < 3; i++) {
		uint32_t end = span_find(rest, delimiter);
		if (!rest.len || end == rest.len)
			return;
		part[i] = span_part(rest, 0, end);
		rest = span_part(rest, end + 1, rest.len);
	}
	uint32_t ip4_address;
	uint64_t family = span_number(part[0]);
	struct ip6 ip6_address;
	mark_uint(d, EPRT_FAMILY, part[0].pos, part[0].len, family & 0xff);
	if (part[1].len < sizeof text)
		memcpy(text, part[1].p, part[1].len);
	if (family == 1 && span_ip4(part[1], &ip4_address))
		mark_uint(d, EPRT_IP4, part[1].pos, part[1].len, ip4_address);
	else if (family == 2 && inet_pton(AF_INET6, text, &ip6_address) == 1)
		mark_made(d, EPRT_IP6, part[1].pos, part[1].len, &ip6_address, sizeof ip6_address);
	mark_uint(d, EPRT_PORT, part[2].pos, part[2].len, span_number(part[2]) & 0xffff);
}

/* "(|||6446|)": the port is at the server's own address. */
static void extended_passive(struct dis *d, struct span s)
{
	uint32_t at = span_find(s, '(');
	struct span port = span_part(s, at + 4, s.len);
	if (at + 4 >= s.len || span_find(port, (char)span_u8(s, at + 1)) == port.len)
		return;
	const uint8_t *from = d->net.src;
	if (d->net.version == 4)
		mark_uint(d, EPSV_IP4, port.pos, 0, (uint32_t)from[0] << 24 | from[1] << 16 | from[2] << 8 | from[3]);
	else if (d->net.version == 6)
		mark_made(d, EPSV_IP6, port.pos, 0, from, 16);
	mark_uint(d, EPSV_PORT, port.pos, span_find(port, (char)span_u8(s, at + 1)), span_number(port) & 0xffff);
}

static void request(struct dis *d, struct span line)
{
	struct span command = text_word(&line);
	mark_span(d, COMMAND, command);
	mark_span(d, ARGUMENT, line);
	if (span_is(command, "PORT"))
		host_port(d, line, ACTIVE_IP, ACTIVE_PORT, ACTIVE_NAT);
	else if (span_is(command, "EPRT"))
		extended_port(d, line);
}

static void response(struct dis *d, struct span line)
{
	uint32_t code = span_number(span_part(line, 0, 3));
	struct span text = line;
	if (code >= 100) {
		mark_uint(d, CODE, line.pos, 3, code);
		text = span_part(line, 4, line.len);
	}
	mark_span(d, TEXT, text);
	uint32_t open = span_find(text, '(');
	if (code == ENTERING_PASSIVE)
		host_port(d, span_part(text, open + 1, text.len), PASSIVE_IP, PASSIVE_PORT, PASSIVE_NAT);
	else if (code == ENTERING_EXTENDED_PASSIVE)
		extended_passive(d, text);
}

/* Of several lines Wireshark looks at the first. */
static void read_fields(struct dis *d, struct span text)
{
	struct span line;
	bool asks = d->dport == PORT;
	if (!text_line(&text, &line, false))
		return;
	mark_uint(d, IS_REQUEST, line.pos, line.len, asks);
	mark_uint(d, IS_RESPONSE, line.pos, line.len, !asks);
	if (asks)
		request(d, line);
	else
		response(d, line);
}

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {.name = "FTP", .fields = read_fields};
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 21, 0},
	{0},
};

const struct proto proto_ftp = {
	.name = "ftp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.cuts = CUTS_ALL,
};
