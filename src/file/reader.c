#include "file/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"

static const struct format *const formats[] = {&format_pcap, &format_pcapng, &format_snoop, &format_iptrace, &format_netmon,
	&format_erf /* the last: it is guessed */};

struct reader_interface *reader_add_interface(struct reader *r)
{
	if (r->interface_count >= READER_INTERFACES)
		return NULL;
	if (r->interface_count == r->interface_room) {
		size_t room = r->interface_room ? r->interface_room * 2 : 1;
		struct reader_interface *more = realloc(r->interfaces, room * sizeof *more);
		if (!more)
			return NULL;
		r->interfaces = more;
		r->interface_room = room;
	}
	struct reader_interface *i = &r->interfaces[r->interface_count++];
	*i = (struct reader_interface){.units = 1000000};
	return i;
}

int reader_short(struct reader *r, size_t n, const char *what, struct err *err)
{
	switch (r->in.state) {
	case INPUT_LATER:
		return READER_LATER;
	case INPUT_END:
		return READER_END;
	case INPUT_ERROR:
		if (r->in.error == -EBADMSG || r->in.error == -EPIPE)
			return err_set(err, r->in.error, "%s: the compressed data is %s, behind byte %llu of the packets",
				r->path, r->in.error == -EPIPE ? "truncated" : "damaged",
				(unsigned long long)input_offset(&r->in));
		return err_set(err, r->in.error, "%s: error reading dump file: %s", r->path, strerror(-r->in.error));
	default:
		return err_set(err, -EIO,
			"%s: truncated dump file; tried to read %zu %s bytes, only got %zu (at byte offset %llu)",
			r->path, n, what, input_left(&r->in), (unsigned long long)input_offset(&r->in));
	}
}

int reader_short_packet(struct reader *r, size_t header, uint32_t captured, struct err *err)
{
	if (r->in.state != INPUT_SHORT && r->in.state != INPUT_END)
		return reader_short(r, captured, "captured", err);
	size_t left = input_left(&r->in);
	return err_set(err, -EIO, "%s: truncated dump file; tried to read %u captured bytes, only got %zu (at byte offset %llu)",
		r->path, captured, left > header ? left - header : 0, (unsigned long long)input_offset(&r->in));
}

int reader_too_long(struct reader *r, uint32_t captured, struct err *err)
{
	return err_set(err, -EIO,
		"%s: invalid packet capture length %u, bigger than maximum of %u (at byte offset %llu)", r->path, captured,
		SNAPLEN_MAX, (unsigned long long)input_offset(&r->in));
}

static int open_format(struct reader *r, struct err *err)
{
	const uint8_t *head = input_need(&r->in, 4);
	if (!head) {
		if (r->in.state == INPUT_END)
			return err_set(err, -EIO, "%s: truncated dump file; tried to read 4 file header bytes, only got 0", r->path);
		return reader_short(r, 4, "file header", err);
	}
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (formats[i]->probe(head, input_left(&r->in))) {
			r->format = formats[i];
			return r->format->open(r, err);
		}
	}
	return err_set(err, -EINVAL, "%s: unknown file format", r->path);
}

/* A signal while the header of a slow pipe is waited for ends that: there is nothing yet to go on with later. */
int reader_open(struct reader *r, int fd, const char *path, struct err *err)
{
	*r = (struct reader){.path = path};
	int e = input_open(&r->in, fd, path, err);
	e = e < 0 ? e : open_format(r, err);
	return e >= 0 && r->in.state == INPUT_LATER ? err_set(err, -EINTR, "%s: a signal came before its packets", path) : e;
}

int reader_next(struct reader *r, struct packet *p, struct err *err)
{
	return r->format->next(r, p, err);
}

void reader_close(struct reader *r)
{
	input_close(&r->in);
	free(r->interfaces);
	free(r->comment);
	r->interfaces = NULL;
}
