#include "sink/sanitize.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "dissect/tape.h"
#include "sink/cryptopan.h"

enum { PACKET_MAX = 262144, ROUNDS = 100000 };

struct sanitize {
	struct sink sink, *to;
	struct sanitize_options options;
	struct cryptopan *pan;
	uint8_t data[PACKET_MAX];
};

/* ---- Addresses */

static bool plain_ip4(uint32_t a)
{
	return a == 0 || a == UINT32_MAX || a >> 28 == 0xe || a >> 24 == 127;
}

static bool plain_ip6(const uint8_t a[16])
{
	static const uint8_t zeros[15];
	return a[0] == 0xff || (!memcmp(a, zeros, 15) && a[15] < 2);
}

/* Broadcast, and the groups of bridges and of IP, which say nothing of a person. */
static bool plain_mac(const uint8_t a[6])
{
	static const uint8_t zeros[6];
	return a[0] & 1 || !memcmp(a, zeros, 6);
}

/* Where the bytes are still those that the field was read from: two fields may name the same ones. */
static void replace(struct sanitize *s, const struct mark *m, uint32_t len)
{
	uint8_t *at = s->data + m->pos, out[16];
	if (m->buffer || m->pos > len || m->len > len - m->pos)
		return;
	if (m->field->type == F_IP4 && m->len == 4 && be32(at) == (uint32_t)m->u && !plain_ip4((uint32_t)m->u)) {
		put_be32(at, cryptopan_ip4(s->pan, (uint32_t)m->u));
	} else if (m->field->type == F_IP6 && m->len == 16 && !memcmp(at, m->bytes, 16) && !plain_ip6(m->bytes)) {
		cryptopan_ip6(s->pan, m->bytes, out);
		memcpy(at, out, 16);
	} else if (m->field->type == F_MAC && m->len == 6 && !memcmp(at, m->bytes, 6) && !plain_mac(m->bytes)) {
		cryptopan_mac(s->pan, m->bytes, out);
		memcpy(at, out, 6);
	}
}

/* ---- Checksums: what the replaced bytes change in a sum, changes the checksum the other way round (RFC 1624) */

static bool named(const struct mark *m, const char *name)
{
	return !strcmp(m->field->name, name);
}

static const struct mark *field_of(const struct tape *t, uint16_t layer, const char *name)
{
	for (uint32_t i = layer + 1u; i < t->count; i++)
		if (t->marks[i].layer == layer && named(&t->marks[i], name))
			return &t->marks[i];
	return NULL;
}

/* The sum of 16-bit words from..to; an odd start counts as the low byte of its word. */
static uint64_t sum(const uint8_t *data, uint32_t from, uint32_t to)
{
	uint64_t n = 0;
	for (uint32_t i = from; i < to; i++)
		n += (i - from) & 1 ? data[i] : (uint32_t)data[i] << 8;
	return n;
}

static uint64_t sum_of_field(const uint8_t *data, const struct mark *m)
{
	return m && !m->buffer ? sum(data, m->pos, m->pos + m->len) : 0;
}

/* The pseudo header's addresses, of the IP layer around. */
static uint64_t sum_of_addresses(const uint8_t *data, const struct tape *t, uint16_t layer)
{
	bool v6 = named(&t->marks[layer], "ipv6");
	return sum_of_field(data, field_of(t, layer, v6 ? "ipv6.src" : "ip.src")) +
		sum_of_field(data, field_of(t, layer, v6 ? "ipv6.dst" : "ip.dst"));
}

static uint16_t fold(uint64_t n)
{
	while (n >> 16)
		n = (n & 0xffff) + (n >> 16);
	return (uint16_t)n;
}

static void adjust(uint8_t *data, const struct mark *checksum, uint64_t old, uint64_t new, bool udp)
{
	uint8_t *at = data + checksum->pos;
	uint16_t was = be16(at);
	if (udp && !was)
		return; /* none was computed */
	uint16_t now = (uint16_t)~fold((uint64_t)(uint16_t)~was + fold(new) + (uint16_t)~fold(old));
	put_be16(at, udp && !now ? 0xffff : now);
}

/* Bytes from..to are covered, without the checksum itself; `addresses` are the layer of the pseudo header's, or none. */
static void mend(struct sanitize *s, const struct packet *p, const struct tape *t, const struct mark *checksum, uint32_t from,
	uint32_t to, int addresses, bool udp)
{
	if (!checksum || checksum->buffer || checksum->len != 2 || checksum->pos > p->caplen - 2 || from > to || to > p->caplen)
		return;
	uint64_t old = sum(p->data, from, to), new = sum(s->data, from, to);
	if (addresses >= 0) {
		old += sum_of_addresses(p->data, t, (uint16_t)addresses);
		new += sum_of_addresses(s->data, t, (uint16_t)addresses);
	}
	adjust(s->data, checksum, old, new, udp);
}

static int ip_layer_before(const struct tape *t, uint32_t layer)
{
	for (uint32_t i = layer; i-- > 0;)
		if (!t->marks[i].depth && (named(&t->marks[i], "ip") || named(&t->marks[i], "ipv6")))
			return (int)i;
	return -1;
}

/* From the innermost layer outwards: an inner checksum is payload to the outer ones. */
static void mend_checksums(struct sanitize *s, const struct packet *p, const struct tape *t)
{
	static const struct { const char *layer, *checksum; bool pseudo, udp; } sums[] = {
		{"tcp", "tcp.checksum", true, false}, {"udp", "udp.checksum", true, true}, {"icmp", "icmp.checksum", false, false},
		{"icmpv6", "icmpv6.checksum", true, false}, {"igmp", "igmp.checksum", false, false}};
	for (uint32_t i = t->count; i-- > 0;) {
		const struct mark *m = &t->marks[i];
		if (m->depth || m->buffer)
			continue;
		int ip = ip_layer_before(t, i);
		for (size_t k = 0; k < sizeof sums / sizeof *sums; k++)
			if (named(m, sums[k].layer))
				mend(s, p, t, field_of(t, (uint16_t)i, sums[k].checksum), m->pos, p->caplen,
					sums[k].pseudo ? ip : -1, sums[k].udp);
		const struct mark *len = named(m, "ip") ? field_of(t, (uint16_t)i, "ip.hdr_len") : NULL;
		if (len)
			mend(s, p, t, field_of(t, (uint16_t)i, "ip.checksum"), m->pos, m->pos + (uint32_t)len->u, -1, false);
	}
}

/* ---- Headers only */

static uint32_t header_end(const struct tape *t, uint16_t layer, uint32_t caplen)
{
	static const struct { const char *layer, *len; uint32_t fixed; } ends[] = {
		{"ip", "ip.hdr_len", 0}, {"tcp", "tcp.hdr_len", 0}, {"udp", NULL, 8}, {"icmp", NULL, 8}, {"icmpv6", NULL, 8},
		{"ipv6", NULL, 40}, {"sctp", NULL, 12}, {"dccp", NULL, 16}, {"esp", NULL, 8}, {"gre", NULL, 4}};
	const struct mark *m = &t->marks[layer];
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		if (!named(m, ends[k].layer))
			continue;
		const struct mark *len = ends[k].len ? field_of(t, layer, ends[k].len) : NULL;
		return m->pos + (len ? (uint32_t)len->u : ends[k].fixed);
	}
	return 0;
}

/* Behind the last header of network or transport; a packet that has none (ARP, STP) is all header. */
static uint32_t headers(const struct tape *t, uint32_t caplen)
{
	uint32_t end = 0;
	for (uint32_t i = 0; i < t->count; i++) {
		uint32_t e = t->marks[i].depth || t->marks[i].buffer ? 0 : header_end(t, (uint16_t)i, caplen);
		end = e > end ? e : end;
	}
	return end && end < caplen ? end : caplen;
}

/* ---- The sink */

static int sanitize_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct sanitize *s = (struct sanitize *)sink;
	struct packet p = *v->packet;
	struct view w = *v;
	if (s->pan && p.caplen > sizeof s->data)
		return err_set(err, -E2BIG, "a packet of %u bytes is too long to be anonymized", p.caplen);
	if (s->pan) {
		memcpy(s->data, p.data, p.caplen);
		for (uint32_t i = 0; i < v->tape->count; i++)
			replace(s, &v->tape->marks[i], p.caplen);
		mend_checksums(s, v->packet, v->tape);
		p.data = s->data;
		p.comment = NULL; /* written by people, about these hosts */
	}
	if (s->options.headers_only)
		p.caplen = headers(v->tape, p.caplen);
	if (s->options.most && p.caplen > s->options.most)
		p.caplen = s->options.most;
	w.packet = &p;
	return s->to->ops->packet(s->to, &w, err);
}

static int sanitize_tick(struct sink *sink, int64_t now, struct err *err)
{
	struct sink *to = ((struct sanitize *)sink)->to;
	return to->ops->tick ? to->ops->tick(to, now, err) : 0;
}

static int sanitize_ended(struct sink *sink, struct source *source, struct err *err)
{
	struct sink *to = ((struct sanitize *)sink)->to;
	return to->ops->ended ? to->ops->ended(to, source, err) : 0;
}

static int sanitize_flush(struct sink *sink, struct err *err)
{
	struct sink *to = ((struct sanitize *)sink)->to;
	return to->ops->flush ? to->ops->flush(to, err) : 0;
}

static int sanitize_close(struct sink *sink, struct err *err)
{
	struct sanitize *s = (struct sanitize *)sink;
	int e = s->to->ops->close(s->to, err);
	cryptopan_free(s->pan);
	free(s);
	return e;
}

static const struct sink_ops ops = {sanitize_packet, sanitize_tick, sanitize_close, sanitize_ended, sanitize_flush};

/* 64 hex digits are the key; anything else is a passphrase. */
static bool hex_key(const char *text, uint8_t key[CRYPTOPAN_KEY])
{
	if (strlen(text) != 2 * CRYPTOPAN_KEY || strspn(text, "0123456789abcdefABCDEF") != 2 * CRYPTOPAN_KEY)
		return false;
	for (size_t i = 0; i < CRYPTOPAN_KEY; i++) {
		char digits[3] = {text[2 * i], text[2 * i + 1], 0};
		key[i] = (uint8_t)strtoul(digits, NULL, 16);
	}
	return true;
}

static int make_pan(struct sanitize *s, struct err *err)
{
	static const char salt[] = "tapline anonymize";
	uint8_t key[CRYPTOPAN_KEY];
	const char *text = s->options.key;
	if (!*text)
		return err_set(err, -EINVAL, "--anonymize: the key is empty");
	if (!hex_key(text, key) && !PKCS5_PBKDF2_HMAC(text, (int)strlen(text), (const uint8_t *)salt, sizeof salt - 1, ROUNDS,
		EVP_sha256(), sizeof key, key))
		return err_set(err, -EIO, "--anonymize: no key could be made of the passphrase");
	return cryptopan_new(key, &s->pan, err);
}

int sanitize_sink_new(const struct sanitize_options *options, struct sink *to, struct sink **sink, struct err *err)
{
	struct err ignored = {0};
	struct sanitize *s = malloc(sizeof *s);
	if (!s) {
		to->ops->close(to, &ignored);
		return err_set(err, -ENOMEM, "no memory");
	}
	s->sink = (struct sink){&ops, options->key || options->headers_only ? SINK_FIELDS : 0};
	s->to = to;
	s->options = *options;
	s->pan = NULL;
	int e = options->key ? make_pan(s, err) : 0;
	if (e < 0)
		sanitize_close(&s->sink, &ignored);
	else
		*sink = &s->sink;
	return e;
}
