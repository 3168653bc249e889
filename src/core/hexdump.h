/* Bytes as lines of hex, with or without ASCII beside them, as tcpdump's -x, -X and -A print them. */
#ifndef CORE_HEXDUMP_H
#define CORE_HEXDUMP_H

#include <stdint.h>

#include "core/text.h"

/* Lines of 16 bytes, each starting with indent ("\n\t") and "0xNNNN: ", counted from offset. */
void hexdump(struct text *t, const char *indent, const uint8_t *p, uint32_t len, uint32_t offset);
/* The same with the printable characters behind. */
void hexdump_ascii(struct text *t, const char *indent, const uint8_t *p, uint32_t len, uint32_t offset);

#endif
