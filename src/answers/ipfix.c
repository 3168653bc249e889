/* A message:
 *
 *	+---------+--------+-------------+----------+-----------+
 *	| version | length | export time | sequence | domain id |
 *	+---------+--------+-------------+----------+-----------+
 *	| set id  | length | records ...                        |  as often as there are sets
 *	+---------+--------+------------------------------------+
 *
 * Over UDP the templates go with every TEMPLATES_EVERY-th message, since any may be lost (RFC 7011 section 8.1). */
#include "answers/ipfix.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/bytes.h"

enum {
	VERSION = 10,
	HEADER = 16,
	SET_HEADER = 4,
	TEMPLATE_SET = 2,
	TEMPLATE_IP4 = 256,
	TEMPLATE_IP6 = 257,
	TEMPLATES_EVERY = 20
};
enum { RECORD_LARGEST = 2 * ADDRESS_IP6 + 42 };

/* Elements behind the addresses, in the order of put_record(). */
static const struct {
	uint16_t element, size;
} elements[] = {
	{7, 2},   /* sourceTransportPort */
	{11, 2},  /* destinationTransportPort */
	{4, 1},   /* protocolIdentifier */
	{6, 2},   /* tcpControlBits */
	{5, 1},   /* ipClassOfService */
	{2, 8},   /* packetDeltaCount */
	{1, 8},   /* octetDeltaCount */
	{152, 8}, /* flowStartMilliseconds */
	{153, 8}, /* flowEndMilliseconds */
	{136, 1}, /* flowEndReason */
	{61, 1},  /* flowDirection */
};

enum { ELEMENTS = sizeof elements / sizeof *elements };

/* ---- The collector */

/* Splits "HOST:PORT" or "[HOST]:PORT"; false: it is none of them. */
static bool split(const char *s, char host[256], const char **port)
{
	const char *end = *s == '[' ? strchr(s, ']') : strrchr(s, ':'), *colon = end && *end == ']' ? end + 1 : end;
	if (!end || *colon != ':' || !colon[1])
		return false;
	s += *s == '[';
	snprintf(host, 256, "%.*s", (int)(end - s), s);
	*port = colon + 1;
	return *host;
}

int ipfix_connect(const char *collector, struct err *err)
{
	char host[256];
	const char *port, *where = collector;
	bool tcp = !strncmp(where, "tcp:", 4);
	if (tcp || !strncmp(where, "udp:", 4))
		where += 4;
	if (!split(where, host, &port))
		return err_set(err, -EINVAL, "--collector %s: not HOST:PORT, udp:HOST:PORT or tcp:HOST:PORT",
			collector);
	struct addrinfo want = {.ai_socktype = tcp ? SOCK_STREAM : SOCK_DGRAM}, *found = NULL;
	int e = getaddrinfo(host, port, &want, &found);
	if (e)
		return err_set(err, -ENOENT, "--collector %s: %s", collector, gai_strerror(e));
	int fd = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
	e = fd < 0 || connect(fd, found->ai_addr, found->ai_addrlen) < 0 ? -errno : 0;
	freeaddrinfo(found);
	if (e < 0 && fd >= 0)
		close(fd);
	return e < 0 ? err_set(err, e, "--collector %s: %s", collector, strerror(-e)) : fd;
}

void ipfix_open(struct ipfix *x, int socket)
{
	int type = 0;
	socklen_t len = sizeof type;
	memset(x, 0, sizeof *x);
	getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &len);
	x->socket = socket;
	x->tcp = type == SOCK_STREAM;
}

/* ---- Messages */

static void send_message(struct ipfix *x)
{
	put_be16(x->message + 2, (uint16_t)x->used);
	for (unsigned at = 0; at < x->used;) {
		ssize_t n = write(x->socket, x->message + at, x->used - at);
		/* a refusal is of the datagram before: nobody listens (yet) */
		if (n < 0 && errno != EINTR && !(errno == ECONNREFUSED && !x->tcp)) {
			err_set(&x->err, -errno, "sending flow records failed: %s", strerror(errno));
			break;
		}
		at += n > 0 ? (unsigned)n : 0;
	}
	x->sequence += x->records;
	x->records = 0;
	x->used = x->set = 0;
	x->messages++;
}

static void close_set(struct ipfix *x)
{
	if (x->set)
		put_be16(x->message + x->set + 2, (uint16_t)(x->used - x->set));
	x->set = 0;
}

static void open_set(struct ipfix *x, uint16_t id)
{
	close_set(x);
	x->set = x->used;
	x->set_id = id;
	put_be16(x->message + x->used, id);
	x->used += SET_HEADER;
}

static void put16(struct ipfix *x, unsigned v)
{
	put_be16(x->message + x->used, (uint16_t)v);
	x->used += 2;
}

static void put_template(struct ipfix *x, uint16_t id, uint16_t src, uint16_t dst, uint16_t size)
{
	put16(x, id);
	put16(x, ELEMENTS + 2);
	put16(x, src);
	put16(x, size);
	put16(x, dst);
	put16(x, size);
	for (unsigned i = 0; i < ELEMENTS; i++) {
		put16(x, elements[i].element);
		put16(x, elements[i].size);
	}
}

static void begin_message(struct ipfix *x)
{
	memset(x->message, 0, HEADER);
	put_be16(x->message, VERSION);
	put_be32(x->message + 4, (uint32_t)time_seconds(time_now()));
	put_be32(x->message + 8, x->sequence);
	x->used = HEADER;
	if (x->tcp ? x->messages : x->messages % TEMPLATES_EVERY)
		return;
	open_set(x, TEMPLATE_SET);
	put_template(x, TEMPLATE_IP4, 8, 12, ADDRESS_IP4);  /* sourceIPv4Address, destinationIPv4Address */
	put_template(x, TEMPLATE_IP6, 27, 28, ADDRESS_IP6); /* sourceIPv6Address, destinationIPv6Address */
	close_set(x);
}

static void put64(struct ipfix *x, uint64_t v)
{
	put_be64(x->message + x->used, v);
	x->used += 8;
}

static void put_record(struct ipfix *x, const struct flow_record *r, enum record_end why)
{
	uint8_t *m = x->message;
	memcpy(m + x->used, r->key.src.bytes, r->key.size);
	memcpy(m + x->used + r->key.size, r->key.dst.bytes, r->key.size);
	x->used += 2u * r->key.size;
	put16(x, r->key.sport);
	put16(x, r->key.dport);
	m[x->used++] = r->key.protocol;
	put16(x, r->flags);
	m[x->used++] = r->tos;
	put64(x, r->packets);
	put64(x, r->bytes);
	put64(x, (uint64_t)(r->began / 1000000));
	put64(x, (uint64_t)(r->ended / 1000000));
	m[x->used++] = (uint8_t)why;
	m[x->used++] = r->direction == DIRECTION_OUT;
}

void ipfix_record(struct ipfix *x, const struct flow_record *r, enum record_end why)
{
	uint16_t id = r->key.size == ADDRESS_IP4 ? TEMPLATE_IP4 : TEMPLATE_IP6;
	if (x->err.code)
		return;
	if (x->used && x->used + SET_HEADER + RECORD_LARGEST > IPFIX_MESSAGE) {
		close_set(x);
		send_message(x);
	}
	if (!x->used)
		begin_message(x);
	if (!x->set || x->set_id != id)
		open_set(x, id);
	put_record(x, r, why);
	x->records++;
}

int ipfix_close(struct ipfix *x, struct err *err)
{
	if (x->used && !x->err.code) {
		close_set(x);
		send_message(x);
	}
	if (close(x->socket) < 0)
		err_set(&x->err, -errno, "sending flow records failed: %s", strerror(errno));
	return x->err.code ? err_set(err, x->err.code, "%s", x->err.text) : 0;
}
