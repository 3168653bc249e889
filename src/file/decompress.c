#include "file/decompress.h"

#include <errno.h>
#include <lz4frame.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { IN_SIZE = 1 << 18 };
enum { LZMA_MEMORY = 128 << 20 };

struct codec;

struct decompressor {
	struct input_stream stream;
	struct input_stream *inner;
	const struct codec *codec;
	uint8_t in[IN_SIZE];
	size_t pos, len; /* of in */
	bool inner_end;
	bool frame_open; /* within a compressed stream: an end here is a truncation */
	union {
		z_stream gz;
		ZSTD_DStream *zstd;
		LZ4F_dctx *lz4;
		lzma_stream xz;
	};
};

/* step: takes from d->in, puts into out, returns bytes put or -errno. */
struct codec {
	uint8_t magic[6];
	uint8_t magic_len;
	int (*init)(struct decompressor *d);
	int64_t (*step)(struct decompressor *d, uint8_t *out, size_t size);
	void (*end)(struct decompressor *d);
};

static int gz_init(struct decompressor *d)
{
	return inflateInit2(&d->gz, 15 + 16) == Z_OK ? 0 : -ENOMEM;
}

static int64_t gz_step(struct decompressor *d, uint8_t *out, size_t size)
{
	d->gz.next_in = d->in + d->pos;
	d->gz.avail_in = (unsigned)(d->len - d->pos);
	d->gz.next_out = out;
	d->gz.avail_out = size > UINT32_MAX ? UINT32_MAX : (unsigned)size;
	unsigned room = d->gz.avail_out;
	int r = inflate(&d->gz, Z_NO_FLUSH);
	d->pos = d->len - d->gz.avail_in;
	d->frame_open = r != Z_STREAM_END;
	if (r == Z_STREAM_END)
		inflateReset(&d->gz);
	else if (r != Z_OK && r != Z_BUF_ERROR)
		return -EBADMSG;
	return room - d->gz.avail_out;
}

static void gz_end(struct decompressor *d)
{
	inflateEnd(&d->gz);
}

static int zstd_init(struct decompressor *d)
{
	d->zstd = ZSTD_createDStream();
	return d->zstd ? 0 : -ENOMEM;
}

static int64_t zstd_step(struct decompressor *d, uint8_t *out, size_t size)
{
	ZSTD_inBuffer in = {d->in, d->len, d->pos};
	ZSTD_outBuffer o = {out, size, 0};
	size_t r = ZSTD_decompressStream(d->zstd, &o, &in);
	d->pos = in.pos;
	d->frame_open = r != 0;
	return ZSTD_isError(r) ? -EBADMSG : (int64_t)o.pos;
}

static void zstd_end(struct decompressor *d)
{
	ZSTD_freeDStream(d->zstd);
}

static int lz4_init(struct decompressor *d)
{
	return LZ4F_isError(LZ4F_createDecompressionContext(&d->lz4, LZ4F_VERSION)) ? -ENOMEM : 0;
}

static int64_t lz4_step(struct decompressor *d, uint8_t *out, size_t size)
{
	size_t put = size, took = d->len - d->pos;
	size_t r = LZ4F_decompress(d->lz4, out, &put, d->in + d->pos, &took, NULL);
	d->pos += took;
	d->frame_open = r != 0;
	return LZ4F_isError(r) ? -EBADMSG : (int64_t)put;
}

static void lz4_end(struct decompressor *d)
{
	LZ4F_freeDecompressionContext(d->lz4);
}

static int xz_init(struct decompressor *d)
{
	d->xz = (lzma_stream)LZMA_STREAM_INIT;
	return lzma_stream_decoder(&d->xz, LZMA_MEMORY, LZMA_CONCATENATED) == LZMA_OK ? 0 : -ENOMEM;
}

static int64_t xz_step(struct decompressor *d, uint8_t *out, size_t size)
{
	d->xz.next_in = d->in + d->pos;
	d->xz.avail_in = d->len - d->pos;
	d->xz.next_out = out;
	d->xz.avail_out = size;
	lzma_ret r = lzma_code(&d->xz, d->inner_end ? LZMA_FINISH : LZMA_RUN);
	d->pos = d->len - d->xz.avail_in;
	d->frame_open = r != LZMA_STREAM_END;
	if (r != LZMA_OK && r != LZMA_STREAM_END && r != LZMA_BUF_ERROR)
		return -EBADMSG;
	return (int64_t)(size - d->xz.avail_out);
}

static void xz_end(struct decompressor *d)
{
	lzma_end(&d->xz);
}

static const struct codec codecs[] = {
	{{0x1f, 0x8b}, 2, gz_init, gz_step, gz_end},
	{{0x28, 0xb5, 0x2f, 0xfd}, 4, zstd_init, zstd_step, zstd_end},
	{{0x04, 0x22, 0x4d, 0x18}, 4, lz4_init, lz4_step, lz4_end},
	{{0xfd, '7', 'z', 'X', 'Z', 0}, 6, xz_init, xz_step, xz_end},
};

static const struct codec *codec_of(const uint8_t *magic)
{
	for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++)
		if (!memcmp(codecs[i].magic, magic, codecs[i].magic_len))
			return &codecs[i];
	return NULL;
}

bool is_compressed(const uint8_t *magic)
{
	return codec_of(magic);
}

static int refill(struct decompressor *d)
{
	int64_t n = d->inner->read(d->inner, d->in, sizeof d->in);
	if (n < 0)
		return (int)n;
	d->pos = 0;
	d->len = (size_t)n;
	d->inner_end = n == 0;
	return 0;
}

static int64_t decompress_read(struct input_stream *s, void *buf, size_t size)
{
	struct decompressor *d = (struct decompressor *)s;
	for (;;) {
		if (d->pos == d->len && !d->inner_end) {
			int r = refill(d);
			if (r < 0)
				return r;
		}
		if (d->pos == d->len && d->inner_end && !d->frame_open)
			return 0;
		size_t before = d->pos;
		int64_t n = d->codec->step(d, buf, size);
		if (n)
			return n;
		if (d->inner_end && d->pos == before)
			return d->frame_open ? -EPIPE : 0; /* the compressed file ends too early */
	}
}

static void decompress_close(struct input_stream *s)
{
	struct decompressor *d = (struct decompressor *)s;
	d->codec->end(d);
	d->inner->close(d->inner);
	free(d);
}

struct input_stream *decompress(struct input_stream *inner, const uint8_t *head, size_t len, struct err *err)
{
	struct decompressor *d = calloc(1, sizeof *d);
	if (!d)
		return NULL;
	d->stream = (struct input_stream){decompress_read, decompress_close};
	d->inner = inner;
	if (len > sizeof d->in)
		len = sizeof d->in;
	if (len)
		memcpy(d->in, head, len);
	d->len = len;
	if (!len && refill(d) < 0) {
		free(d);
		return NULL;
	}
	d->codec = codec_of(d->in);
	if (!d->codec || d->codec->init(d) < 0) {
		err_set(err, -ENOMEM, "no memory for decompression");
		free(d);
		return NULL;
	}
	return &d->stream;
}
