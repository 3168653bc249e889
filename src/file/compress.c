#include "file/compress.h"

#include <errno.h>
#include <lz4frame.h>
#include <lzma.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { GZIP_LEVEL = 6, GZIP_HEADER = 18, ZSTD_LEVEL = 3, XZ_LEVEL = 2 };

static const char *const endings[] = {"", ".gz", ".zst", ".lz4", ".xz"};

enum compression compression_by_name(const char *path)
{
	size_t n = strlen(path);
	for (unsigned c = COMPRESSION_GZIP; c <= COMPRESSION_XZ; c++) {
		size_t e = strlen(endings[c]);
		if (n > e && !strcmp(path + n - e, endings[c]))
			return (enum compression)c;
	}
	return COMPRESSION_NONE;
}

const char *compression_ending(enum compression c)
{
	return endings[c];
}

size_t compress_bound(enum compression c, size_t n)
{
	switch (c) {
	case COMPRESSION_NONE:
		return n;
	case COMPRESSION_GZIP:
		return compressBound(n) + GZIP_HEADER;
	case COMPRESSION_ZSTD:
		return ZSTD_compressBound(n);
	case COMPRESSION_LZ4:
		return LZ4F_compressFrameBound(n, NULL);
	case COMPRESSION_XZ:
		return lzma_stream_buffer_bound(n);
	}
	return 0;
}

static int64_t gzip_frame(const uint8_t *in, size_t n, uint8_t *out, size_t room)
{
	z_stream z = {.next_in = (uint8_t *)in, .avail_in = (unsigned)n, .next_out = out, .avail_out = (unsigned)room};
	if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return -ENOMEM;
	int r = deflate(&z, Z_FINISH);
	deflateEnd(&z);
	return r == Z_STREAM_END ? (int64_t)(room - z.avail_out) : -EIO;
}

static int64_t xz_frame(const uint8_t *in, size_t n, uint8_t *out, size_t room)
{
	size_t put = 0;
	lzma_ret r = lzma_easy_buffer_encode(XZ_LEVEL, LZMA_CHECK_CRC64, NULL, in, n, out, &put, room);
	return r == LZMA_OK ? (int64_t)put : r == LZMA_MEM_ERROR ? -ENOMEM : -EIO;
}

int64_t compress_frame(enum compression c, const uint8_t *in, size_t n, uint8_t *out, size_t room)
{
	size_t r;
	switch (c) {
	case COMPRESSION_NONE:
		break;
	case COMPRESSION_GZIP:
		return gzip_frame(in, n, out, room);
	case COMPRESSION_ZSTD:
		r = ZSTD_compress(out, room, in, n, ZSTD_LEVEL);
		return ZSTD_isError(r) ? -EIO : (int64_t)r;
	case COMPRESSION_LZ4:
		r = LZ4F_compressFrame(out, room, in, n, NULL);
		return LZ4F_isError(r) ? -EIO : (int64_t)r;
	case COMPRESSION_XZ:
		return xz_frame(in, n, out, room);
	}
	return -EINVAL;
}
