/* Fingerprints of TLS clients and servers by their hellos: JA3 and JA3S (Salesforce, 2017: MD5 over the lists), JA4
 * (FoxIO, 2023: readable counts, then SHA-256 over sorted lists). GREASE values are left out. */
#ifndef STREAM_FINGERPRINT_H
#define STREAM_FINGERPRINT_H

#include <stdbool.h>

#include "stream/tls.h"

enum { JA3_SIZE = 33, JA4_SIZE = 37 };

void fingerprint_ja3(const struct tls_hello *h, bool client, char out[JA3_SIZE]);
/* transport: 't' TCP, 'q' QUIC, 'd' DTLS. */
void fingerprint_ja4(const struct tls_hello *h, char transport, char out[JA4_SIZE]);

#endif
