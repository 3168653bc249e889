/* Compressed capture files: gzip, Zstandard, LZ4 and xz, recognized by their first bytes and decompressed as a stream. */
#ifndef FILE_DECOMPRESS_H
#define FILE_DECOMPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "file/input.h"

/* magic: the first six bytes. */
bool is_compressed(const uint8_t *magic);
/* Reads what `inner` delivers behind the len bytes at head (copied). Takes inner over. NULL: see err. */
struct input_stream *decompress(struct input_stream *inner, const uint8_t *head, size_t len, struct err *err);

#endif
