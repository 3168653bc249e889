/* Compressing stretches of a file, each to a frame that stands alone: frames one after the other are a file that every
 * tool reads (RFC 1952 2.2, RFC 8878 3, the LZ4 and XZ formats), and one cut behind a frame is whole. */
#ifndef FILE_COMPRESS_H
#define FILE_COMPRESS_H

#include <stddef.h>
#include <stdint.h>

enum compression { COMPRESSION_NONE, COMPRESSION_GZIP, COMPRESSION_ZSTD, COMPRESSION_LZ4, COMPRESSION_XZ };

/* By the ending of a file's name: .gz .zst .lz4 .xz. */
enum compression compression_by_name(const char *path);
/* ".gz", and "" for none. */
const char *compression_ending(enum compression c);
/* Bytes that the frame of n bytes has at most. */
size_t compress_bound(enum compression c, size_t n);
/* The frame's bytes, or -errno. */
int64_t compress_frame(enum compression c, const uint8_t *in, size_t n, uint8_t *out, size_t room);

#endif
