/* Making a capture safe to share: payloads cut off, addresses replaced. A sink that hands each packet on to another. */
#ifndef SINK_SANITIZE_H
#define SINK_SANITIZE_H

#include <stdbool.h>

#include "sink/sink.h"

struct sanitize_options {
	uint32_t most;       /* bytes of a packet that are kept (-s); 0: all */
	bool headers_only;   /* cut behind the innermost header of link, network and transport layer */
	const char *key;     /* anonymize addresses with it: 64 hex digits or a passphrase; NULL: do not */
};

/* IP addresses are replaced prefix-preserving (sink/cryptopan.h), MAC addresses by locally administered ones, wherever a
 * dissector names one; checksums that were right stay right. Text (host names, URLs) is not looked at: cut it off.
 * Takes over `to`, also when it fails. */
int sanitize_sink_new(const struct sanitize_options *options, struct sink *to, struct sink **sink, struct err *err);

#endif
