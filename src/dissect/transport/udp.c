/* User Datagram Protocol: RFC 768.
 *
 *	+---------------+---------------+
 *	|  source port  |  destination  |
 *	|    length     |   checksum    |
 *	+---------------+---------------+
 */
#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/storage/nfs.h"
#include "dissect/transport/ports.h"

enum { UDP, SRCPORT, DSTPORT, LENGTH, CHECKSUM, CHECKSUM_STATUS, CHECKSUM_RIGHT, PAYLOAD };

enum { HEADER = 8 };

static const struct field fields[] = {
	[UDP] = {"udp", "User Datagram Protocol"},
	[SRCPORT] = {"udp.srcport", "Source Port", F_U16, .either = "udp.port"},
	[DSTPORT] = {"udp.dstport", "Destination Port", F_U16, .either = "udp.port"},
	[LENGTH] = {"udp.length", "Length", F_U16},
	[CHECKSUM] = {"udp.checksum", "Checksum", F_U16, HEX},
	[CHECKSUM_STATUS] = {"udp.checksum.status", "Checksum Status", F_U8, .tokens = checksum_statuses},
	[CHECKSUM_RIGHT] = {"udp.checksum_calculated", "Calculated Checksum", F_U16, HEX},
	[PAYLOAD] = {"udp.payload", "Payload", F_BYTES, .behind = 1},
};

/* "[udp sum ok] ", "[bad udp cksum 0x1234 -> 0x5678!] ", "[no cksum] "; nothing where it cannot be judged. */
static void say_checksum(struct dis *d, uint32_t start, uint32_t len, unsigned held)
{
	/* over IPv6, where the checksum is the only one of the header, it is said earlier */
	if (d->verbose < (d->net.version == 6 ? 1 : 2) || d->opt->no_checksums || d->net.fragment || !d->net.version)
		return;
	if (!held && d->net.version == 4) {
		say_s(d, "[no cksum] ");
		return;
	}
	struct span whole = span_at(d, start, len);
	if (whole.len < len)
		return;
	unsigned off_by = sum_fold(sum_span(sum_pseudo_header(d, IP_PROTO_UDP, len), whole));
	if (!off_by)
		say_s(d, "[udp sum ok] ");
	else if (d->packet->flags & PACKET_CSUM_NOT_READY && !d->opt->tcpdump)
		say_s(d, "[udp sum offloaded] ");
	else
		say(d, "[bad udp cksum 0x%04x -> 0x%04x!] ", held, checksum_expected(held, off_by));
}

/* With -T rpc the messages say their ends themselves; with a type that is not UDP's, tcpdump's lines end here. */
static bool says_no_ports(const struct proto *as)
{
	return as == &proto_sunrpc || !decode_as_has_udp(as->decode_as);
}

static void payload(struct dis *d, uint32_t said)
{
	const struct proto *as = d->opt->as && decode_as_has_udp(d->opt->as->decode_as) ? d->opt->as : NULL;
	const struct proto *p = as ? as : d->opt->as ? NULL : bound_port(d, BIND_UDP_PORT, d->sport, d->dport);
	if (!p)
		p = recognized_by(d, BIND_UDP_ANY);
	if (p && !p->beyond)
		call(d, p);
	if (p && (!p->beyond || call_beyond(d, p)))
		return;
	if (d->opt->as && !as)
		return;
	say_s(d, "UDP, length ");
	say_u(d, said);
}

static void mark_checksum_status(struct dis *d, uint32_t start, uint32_t said, unsigned held)
{
	if (held)
		mark_transport_checksum(d, (struct checksum_fields){CHECKSUM_STATUS, CHECKSUM_RIGHT}, IP_PROTO_UDP, start, said, 6, held);
	else
		mark_uint(d, CHECKSUM_STATUS, start + 6, 2, d->net.version == 6 ? CHECKSUM_ILLEGAL : CHECKSUM_NOT_PRESENT);
}

/* What follows the header: len bytes of a datagram that says it has `said`. */
static void message(struct dis *d, uint32_t start, uint32_t len, uint32_t said, unsigned checksum)
{
	declare(d, len - HEADER);
	if (d->tape) {
		mark_checksum_status(d, start, said, checksum);
		if (left(d))
			mark_bytes(d, PAYLOAD, d->pos, left(d) < len - HEADER ? left(d) : len - HEADER);
	}
	if (!d->opt->as && nfs_message(d, 0)) { /* goes before all other ports, without a checksum */
		call(d, &proto_nfs);
		return;
	}
	if (!d->opt->as) /* -T goes before all checks */
		say_checksum(d, start, len, checksum);
	payload(d, said - HEADER);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	bool silent = d->opt->as && says_no_ports(d->opt->as) && have(d, HEADER);
	struct saved ports = quiet_begin(d, silent);
	bool whole = transport_ports(d, IP_PROTO_UDP, SRCPORT, DSTPORT);
	uint32_t behind = d->pos;
	quiet_end(d, &ports);
	seek(d, behind);
	if (!whole)
		return;
	if (length < HEADER) {
		invalid_misfit(d, "undersized-udp", length, "<", HEADER);
		return;
	}
	need(d, 2);
	uint32_t len = u16(d, LENGTH);
	if (!len && length > 0xffff)
		len = length; /* RFC 2675 section 4: a jumbogram */
	if (len < HEADER) {
		invalid_misfit(d, "undersized-udplength", len, "<", HEADER);
		return;
	}
	uint32_t said = len; /* in a fragment more than what is there */
	if (len > length)
		len = length;
	need(d, 2);
	unsigned checksum = u16(d, CHECKSUM);
	if (d->cut)
		return;
	if (d->opt->quick && !d->opt->as) {
		say(d, "UDP, length %u", said - HEADER);
		if (!fields_wanted(d))
			return;
	}
	struct saved quiet = quiet_begin(d, d->opt->quick && !d->opt->as);
	message(d, start, len, said, checksum);
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_UDP},
	{0},
};

const struct proto proto_udp = {
	.name = "udp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_UDP,
};
