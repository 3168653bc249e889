/* TCP sequence numbers compared modulo 2^32: RFC 9293 section 3.4. */
#ifndef STREAM_SEQUENCE_H
#define STREAM_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

static inline bool seq_before(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) < 0;
}

static inline bool seq_after(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) > 0;
}

#endif
