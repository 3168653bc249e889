/* Records in cipher block chaining: RFC 5246 section 6.2.3.2 (TLS 1.2), RFC 4346 (TLS 1.1), and with
 *Encrypt-then-MAC RFC 7366.
 *
 *	+------------+--------------------------------------------------+ - - - - - +
 *	|     IV     | content | MAC (not here with RFC 7366) | padding |  its MAC  |
 *	+------------+--------------------------------------------------+ - - - - - +
 *	              <------------------ encrypted ------------------->
 *
 * The IV is a block of the cipher. TLS 1.0 (RFC 2246 section 6.2.3.2) has none in the record: it is the last
 *block of the record before. */
#ifndef STREAM_TLS_CBC_H
#define STREAM_TLS_CBC_H

#include <stddef.h>

#include "core/text.h"
#include "stream/tls_suites.h"

struct tls_cbc_keys {
	const struct tls_suite *suite;
	const uint8_t *key, *mac_key;
	uint8_t *chained;  /* TLS 1.0: the IV, which is the next record's afterwards; else NULL */
	uint64_t sequence; /* of the record */
	bool encrypt_then_mac;
};

/* Opens the record whose header is at `record` with n bytes behind it; the content replaces what is in
 * `plain`. False: it is not what these keys protect. */
bool tls_cbc_open(const struct tls_cbc_keys *k, const uint8_t *record, size_t n, struct text *plain);

#endif
