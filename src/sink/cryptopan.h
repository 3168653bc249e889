/* Prefix-preserving anonymization of addresses: two that share their first n bits share them afterwards too, and nobody
 * finds the way back without the key. J. Xu, J. Fan, M. Ammar, S. Moon: Prefix-Preserving IP Address Anonymization
 * (ICNP 2002), with AES-128; IPv6 as the same over 128 bits. */
#ifndef SINK_CRYPTOPAN_H
#define SINK_CRYPTOPAN_H

#include <stdint.h>

#include "core/err.h"

struct cryptopan;

enum { CRYPTOPAN_KEY = 32 };

int cryptopan_new(const uint8_t key[CRYPTOPAN_KEY], struct cryptopan **c, struct err *err);
void cryptopan_free(struct cryptopan *c);
uint32_t cryptopan_ip4(struct cryptopan *c, uint32_t address); /* host order */
void cryptopan_ip6(struct cryptopan *c, const uint8_t address[16], uint8_t out[16]);
/* Unicast stays unicast, and becomes locally administered. */
void cryptopan_mac(struct cryptopan *c, const uint8_t address[6], uint8_t out[6]);

#endif
