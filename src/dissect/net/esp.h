/* What ESP's decryption does for others. */
#ifndef DISSECT_NET_ESP_H
#define DISSECT_NET_ESP_H

#include "dissect/dissect.h"

/* The content of an IKEv2 encrypted payload (initialization vector, cipher text, ICV) as a buffer of its own, without its padding:
 * the caller ends it with buffer_end(). False: -E has no secret for it, or it does not fit. */
bool esp_decrypt_ikev2(struct dis *d, bool initiator, const uint8_t ike_spis[16], struct span cipher, struct saved *s);

#endif
