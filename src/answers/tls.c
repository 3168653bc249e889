#include "answers/tls.h"

#include <openssl/asn1.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "answers/connection_sink.h"
#include "core/bytes.h"
#include "core/table.h"
#include "dissect/modern/quic_initial.h"
#include "dissect/protocols.h"
#include "dissect/tape.h"
#include "stream/fingerprint.h"

enum { WORD = 256, NAMES = 512, DATE = 32, WAITING = 1 << 16 };

/* What is known of one, of TCP and QUIC. */
struct handshake {
	bool client_there, server_there, quic;
	unsigned client;         /* the end that is it */
	int64_t time;            /* of the client's hello, else the server's */
	uint64_t number;
	uint16_t version, cipher;
	char server_name[TLS_WORD], offered_alpn[TLS_WORD], alpn[TLS_WORD];
	char ja3[JA3_SIZE], ja3s[JA3_SIZE], ja4[JA4_SIZE];
	char subject[WORD], issuer[WORD], names[NAMES], from[DATE], until[DATE];
	char alert[WORD];
};

struct tls_connection {
	struct tcp_connection tcp;
	struct tls_parser parser[2];
	struct handshake *found; /* NULL: nothing of one so far */
};

static const struct listing_column columns[] = {
	{"Start", "start", COLUMN_NUMBER},   {"Packet", "packet", COLUMN_NUMBER}, {"Client", "client", COLUMN_TEXT},
	{"Server", "server", COLUMN_TEXT},   {"Name", "sni", COLUMN_TEXT},        {"Version", "version", COLUMN_TEXT},
	{"Cipher", "cipher", COLUMN_TEXT},   {"ALPN", "alpn", COLUMN_TEXT},       {"Alert", "alert", COLUMN_TEXT},
	{"Subject", "subject", COLUMN_TEXT}, {"Issuer", "issuer", COLUMN_TEXT},   {"From", "not_before", COLUMN_TEXT},
	{"Until", "not_after", COLUMN_TEXT}, {"Names", "names", COLUMN_TEXT},     {"JA3", "ja3", COLUMN_TEXT},
	{"JA3S", "ja3s", COLUMN_TEXT},       {"JA4", "ja4", COLUMN_TEXT},
	{"Over", "over", COLUMN_TEXT},
};

/* ---- Hellos */

static void begin(struct handshake *s, const struct tcp_reader *r)
{
	if (s->client_there || s->server_there)
		return;
	s->time = r->now;
	s->number = r->number;
}

static void client_hello(struct handshake *s, const struct tls_hello *h, const struct tcp_reader *r)
{
	begin(s, r);
	s->client_there = true;
	snprintf(s->server_name, sizeof s->server_name, "%s", h->server_name);
	snprintf(s->offered_alpn, sizeof s->offered_alpn, "%s", h->alpn);
	if (!s->server_there)
		s->version = h->best;
	fingerprint_ja3(h, true, s->ja3);
	fingerprint_ja4(h, s->quic ? 'q' : 't', s->ja4);
}

static void server_hello(struct handshake *s, const struct tls_hello *h, const struct tcp_reader *r)
{
	begin(s, r);
	s->server_there = true;
	s->version = h->best;
	s->cipher = h->ciphers.v[0];
	snprintf(s->alpn, sizeof s->alpn, "%s", h->alpn);
	fingerprint_ja3(h, false, s->ja3s);
}

/* NULL: no memory. */
static struct handshake *handshake_of(struct tls_connection *c)
{
	if (!c->found)
		c->found = calloc(1, sizeof *c->found);
	return c->found;
}

static void on_client_hello(void *context, const struct tls_hello *h)
{
	struct tls_connection *c = context;
	if (handshake_of(c))
		client_hello(c->found, h, c->tcp.context);
}

static void on_server_hello(void *context, const struct tls_hello *h)
{
	struct tls_connection *c = context;
	if (handshake_of(c))
		server_hello(c->found, h, c->tcp.context);
}

/* Who said hello; whoever spoke first may be the server of a protocol that came before TLS. */
static unsigned client_of(const struct tls_connection *c)
{
	return c->found && c->found->client_there ? c->found->client : c->tcp.client;
}

/* ---- Certificates */

static void name_of(const X509_NAME *name, char out[WORD])
{
	if (X509_NAME_get_text_by_NID((X509_NAME *)name, NID_commonName, out, WORD) < 0)
		X509_NAME_oneline(name, out, WORD);
}

static void date_of(const ASN1_TIME *t, char out[DATE])
{
	struct tm tm;
	if (ASN1_TIME_to_tm(t, &tm) == 1)
		strftime(out, DATE, "%Y-%m-%d %H:%M:%SZ", &tm);
}

static void alternative_names(const X509 *x, char out[NAMES])
{
	GENERAL_NAMES *all = X509_get_ext_d2i(x, NID_subject_alt_name, NULL, NULL);
	size_t at = 0;
	for (int i = 0; i < sk_GENERAL_NAME_num(all); i++) {
		const GENERAL_NAME *g = sk_GENERAL_NAME_value(all, i);
		if (g->type != GEN_DNS)
			continue;
		int n = snprintf(out + at, NAMES - at, "%s%.*s", at ? " " : "", ASN1_STRING_length(g->d.dNSName),
			(const char *)ASN1_STRING_get0_data(g->d.dNSName));
		if (n < 0 || at + (size_t)n >= NAMES - 1)
			break;
		at += (size_t)n;
	}
	GENERAL_NAMES_free(all);
}

static void on_certificate(void *context, unsigned from, const uint8_t *der, size_t n)
{
	struct tls_connection *c = context;
	struct handshake *s = handshake_of(c);
	if (!s || *s->subject || from == client_of(c))
		return;
	X509 *x = d2i_X509(NULL, &der, (long)n);
	if (!x)
		return;
	name_of(X509_get_subject_name(x), s->subject);
	name_of(X509_get_issuer_name(x), s->issuer);
	date_of(X509_get0_notBefore(x), s->from);
	date_of(X509_get0_notAfter(x), s->until);
	alternative_names(x, s->names);
	X509_free(x);
}

static void on_alert(void *context, unsigned from, unsigned level, unsigned description)
{
	struct tls_connection *c = context;
	struct handshake *s = handshake_of(c);
	const char *word = tls_alert_word(description), *who = from == client_of(c) ? "client" : "server";
	if (!s || *s->alert || !description)
		return;
	if (word)
		snprintf(s->alert, sizeof s->alert, "%s from %s", word, who);
	else
		snprintf(s->alert, sizeof s->alert, "alert %u from %s", description, who);
}

static const struct tls_events events = {on_client_hello, on_server_hello, on_certificate, on_alert};

/* ---- Rows */

static void put_number(struct listing *l, const char *word, unsigned v)
{
	if (word)
		text_s(&l->cells, word);
	else if (v)
		text_printf(&l->cells, "0x%04x", v);
	listing_end_cell(l);
}

static void put_row(struct connection_sink *sink, const struct flow_key *ends, const struct handshake *c)
{
	struct listing *l = connection_sink_row(sink, ends, c->client, c->time, c->number);
	if (!l)
		return;
	listing_s(l, c->server_name);
	put_number(l, tls_version_word(c->version), c->version);
	put_number(l, c->server_there ? tls_cipher_word(c->cipher) : NULL, c->server_there ? c->cipher : 0);
	listing_s(l, *c->alpn ? c->alpn : c->offered_alpn);
	const char *const rest[] = {
		c->alert, c->subject, c->issuer, c->from, c->until, c->names, c->ja3, c->ja3s, c->ja4,
		c->quic ? "QUIC" : "TCP"};
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		listing_s(l, rest[i]);
}

/* ---- Connections */

static void on_data(struct tcp_connection *tcp, unsigned from, const uint8_t *p, uint32_t n)
{
	struct tls_connection *c = (struct tls_connection *)tcp;
	bool asked = c->found && c->found->client_there;
	tls_parse(&c->parser[from], &events, c, from, p, n);
	if (!asked && c->found && c->found->client_there)
		c->found->client = from;
	bool over = true;
	for (unsigned e = 0; e < 2; e++)
		over &= c->parser[e].foreign || c->parser[e].encrypted;
	/* what one side says is no TLS, and what the other said was not either */
	bool begun = c->parser[0].begun || c->parser[1].begun;
	tcp->done = over || (!begun && (c->parser[0].foreign || c->parser[1].foreign));
}

static void on_lost(struct tcp_connection *tcp, unsigned from, uint32_t n)
{
	((struct tls_connection *)tcp)->parser[from].foreign = true;
}

static void on_end(struct tcp_connection *tcp)
{
	struct tls_connection *c = (struct tls_connection *)tcp;
	if (c->found && (c->found->client_there || c->found->server_there)) {
		c->found->client = client_of(c);
		put_row(connection_sink_of(tcp), &tcp->key, c->found);
	}
	free(c->found);
	tls_free(&c->parser[0]);
	tls_free(&c->parser[1]);
}

static const struct tcp_reader_ops reader_ops = {sizeof(struct tls_connection), on_data, on_lost, on_end};

/* ---- QUIC: the handshakes of Initial packets, as fields have them */

struct tls_sink {
	struct connection_sink sink;
	struct dissection *dissection; /* of packets that begin like an Initial */
	struct tape tape;
	struct table waiting;    /* flow_key -> struct handshake *: one of the hellos is missing */
	uint64_t left_out;       /* handshakes for which there was no room there */
};

static void quic_hello(struct tls_sink *s, const struct flow_key *ends, unsigned from, const struct tls_hello *h)
{
	struct handshake **slot = table_add(&s->waiting, ends, NULL), *c;
	if (!slot || (!*slot && !(*slot = calloc(1, sizeof **slot)))) {
		s->left_out++;
		return;
	}
	c = *slot;
	c->quic = true;
	c->client = h->client ? from : !from;
	(h->client ? client_hello : server_hello)(c, h, &s->sink.reader);
	if (!c->client_there || !c->server_there)
		return;
	put_row(&s->sink, ends, c);
	table_remove(&s->waiting, ends);
	free(c);
}

/* The hellos on the tape, put together from their fields. */
static void read_hellos(struct tls_sink *s, const struct flow_key *ends, unsigned from)
{
	const struct proto *tls = &proto_tls_handshake;
	struct tls_hello h;
	bool open = false;
	for (uint32_t i = 0; i < s->tape.count; i++) {
		const struct mark *m = &s->tape.marks[i];
		if (m->field <= tls->fields || m->field >= tls->fields + TLS_ITEMS)
			continue;
		enum tls_item item = (enum tls_item)(m->field - tls->fields);
		if (item == TLS_MESSAGE_TYPE) {
			if (open)
				quic_hello(s, ends, from, &h);
			open = m->u == TLS_CLIENT_HELLO || m->u == TLS_SERVER_HELLO;
			tls_hello_begin(&h, m->u == TLS_CLIENT_HELLO);
		} else if (open) {
			bool bytes = m->field->type == F_STR || m->field->type == F_BYTES;
			tls_hello_item(&h, item, bytes ? m->bytes : NULL, m->size, bytes ? 0 : m->u);
		}
	}
	if (open)
		quic_hello(s, ends, from, &h);
}

/* A long header that may be an Initial's; nothing else of QUIC is in clear. */
static bool may_be_initial(const struct packet_headers *h)
{
	struct udp_view udp;
	for (unsigned i = 0; i < h->count; i++)
		if (h->list[i].kind == HEADER_UDP && view_udp(&udp, &h->list[i]) && udp.payload_captured > 5 &&
			(udp.payload[0] & 0xc0) == 0xc0 && quic_version_known(be32(udp.payload + 1)))
			return true;
	return false;
}

static void quic_packet(struct connection_sink *sink, const struct view *v)
{
	struct tls_sink *s = (struct tls_sink *)sink;
	struct flow_key ends;
	unsigned from;
	if (!may_be_initial(v->headers) || !flow_ends(FLOW_UDP, v->headers, &ends, &from))
		return;
	dissect_packet(s->dissection, v->packet, NULL, &s->tape);
	read_hellos(s, &ends, from);
}

static int open_quic(struct connection_sink *sink)
{
	static const struct dissect_options plain = {.numeric = true};
	struct tls_sink *s = (struct tls_sink *)sink;
	s->dissection = dissection_new(&plain, NULL);
	table_init(&s->waiting, sizeof(struct flow_key), sizeof(struct handshake *), WAITING);
	return s->dissection ? 0 : -1;
}

static void close_quic(struct connection_sink *sink)
{
	struct tls_sink *s = (struct tls_sink *)sink;
	const void *key;
	void *value;
	for (size_t at = 0; table_next(&s->waiting, &at, &key, &value);) {
		struct handshake *c = *(struct handshake **)value;
		struct flow_key ends;
		memcpy(&ends, key, sizeof ends);
		if (c)
			put_row(sink, &ends, c);
		free(c);
	}
	if (s->left_out)
		fprintf(stderr, "tls: %llu hellos of QUIC more than there is room for\n", (unsigned long long)s->left_out);
	table_free(&s->waiting);
	dissection_free(s->dissection);
	tape_free(&s->tape);
}

int tls_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	static const struct connection_sink_spec spec = {.reader = &reader_ops, .size = sizeof(struct tls_sink),
		.packet = quic_packet, .open = open_quic, .close = close_quic, .columns = columns, .count = sizeof columns / sizeof *columns,
		.nothing = "No TLS handshake was seen."};
	return connection_sink_new(&spec, options, fd, sink, err);
}
