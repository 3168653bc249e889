/* IP Encapsulating Security Payload: RFC 4303; the payload is decrypted where -E says how.
 *
 *	| SPI 4 | sequence 4 | initialization vector, payload, padding, pad length 1, next header 1 (encrypted) | ICV ... |
 */
#include <errno.h>
#include <stdlib.h>

#include "dissect/net/esp.h"
#include "dissect/net/esp_secrets.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { ESP, SPI, SEQUENCE, ENCRYPTED, PAD_LEN, NEXT };

enum { HEADER = 8, TRAILER = 2, PLAIN_MAX = 65536 };

static const struct field fields[] = {
	[ESP] = {"esp", "Encapsulating Security Payload"},
	[SPI] = {"esp.spi", "ESP SPI", F_U32, HEX},
	[SEQUENCE] = {"esp.sequence", "ESP Sequence", F_U32},
	[ENCRYPTED] = {"esp.encrypted_data", "ESP Encrypted Data", F_BYTES},
	[PAD_LEN] = {"esp.pad_len", "ESP Pad Length", F_U8},
	[NEXT] = {"esp.protocol", "ESP Next Header", F_U8, HEX},
};

struct state {
	struct esp_secrets secrets;
	uint8_t *plain[LIMIT_BUFFERS]; /* one for each depth of ESP inside ESP */
};

static void release(void *state)
{
	struct state *s = state;
	esp_secrets_free(&s->secrets);
	for (size_t i = 0; i < LIMIT_BUFFERS; i++)
		free(s->plain[i]);
	free(s);
}

static int prepare(struct dis *d, struct err *err)
{
	struct state *s = d->opt->esp_secrets ? proto_state(d, &proto_esp, sizeof *s, release) : NULL;
	if (!d->opt->esp_secrets)
		return 0;
	if (!s)
		return err_set(err, -ENOMEM, "no memory for the secrets of -E");
	for (size_t i = 0; i < LIMIT_BUFFERS; i++)
		if (!(s->plain[i] = malloc(PLAIN_MAX)))
			return err_set(err, -ENOMEM, "no memory for decryption");
	return esp_secrets_read(&s->secrets, d->opt->esp_secrets, err);
}

/* The plain text as a buffer of its own, whose last bytes say what it is. */
static void inner(struct dis *d, const uint8_t *plain, uint32_t len)
{
	struct saved s;
	unsigned pad = plain[len - 2], next = plain[len - 1];
	if (pad + TRAILER > len) {
		cut_here(d);
		return;
	}
	if (!buffer_begin(d, &s, plain, len))
		return;
	say_s(d, ": ");
	mark_uint(d, PAD_LEN, len - 2, 1, pad);
	mark_uint(d, NEXT, len - 1, 1, next);
	narrow(d, len - pad - TRAILER);
	ip_payload(d, next);
	buffer_end(d, &s);
}

static void decrypt(struct dis *d, uint32_t spi)
{
	struct state *state = proto_state(d, &proto_esp, sizeof *state, release);
	const uint8_t *destination = d->net.dst;
	const struct esp_secret *secret = state && destination ?
		esp_secrets_find(&state->secrets, spi, d->net.version, destination) : NULL;
	uint32_t at = d->pos, n = left(d);
	struct span cipher = rest(d, ENCRYPTED);
	if (!secret || d->buffers >= LIMIT_BUFFERS || n > PLAIN_MAX)
		return;
	seek(d, at);
	uint8_t *plain = state->plain[d->buffers - 1];
	int len = esp_decrypt(secret, cipher.p, cipher.len, plain);
	if (len >= TRAILER)
		inner(d, plain, (uint32_t)len);
}

bool esp_decrypt_ikev2(struct dis *d, bool initiator, const uint8_t ike_spis[16], struct span cipher, struct saved *s)
{
	struct state *state = proto_state(d, &proto_esp, sizeof *state, release);
	const struct esp_secret *secret = state ? esp_secrets_find_ikev2(&state->secrets, initiator, ike_spis) : NULL;
	if (!secret || d->buffers >= LIMIT_BUFFERS || cipher.len > PLAIN_MAX)
		return false;
	uint8_t *plain = state->plain[d->buffers - 1];
	int len = esp_decrypt(secret, cipher.p, cipher.len, plain);
	if (len < 1 || plain[len - 1] + 1 > len)
		return false;
	return buffer_begin(d, s, plain, (uint32_t)(len - plain[len - 1] - 1));
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!need(d, 4))
		return;
	uint32_t spi = u32(d, SPI);
	say(d, "ESP(spi=0x%08x", spi);
	say(d, ",seq=0x%x)", u32(d, SEQUENCE));
	say(d, ", length %u", length);
	decrypt(d, spi);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_ESP},
	{0},
};

const struct proto proto_esp = {
	.name = "esp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.prepare = prepare,
	.cuts = CUTS_ITSELF,
};
