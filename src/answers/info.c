#include "answers/info.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "capture/source.h"
#include "core/json.h"
#include "core/linktype.h"
#include "core/time.h"

struct info_interface {
	char *name;
	uint16_t linktype;
	uint32_t snaplen;
	bool nanoseconds;
	uint64_t packets;
};

struct info {
	struct sink sink;
	const char *path, *format;
	uint64_t size; /* of the file, 0: not known */
	bool json;
	int fd;
	struct info_interface *interfaces;
	size_t interface_count;
	uint64_t packets, captured, wire, cut, disordered, comments;
	int64_t first, last, newest; /* earliest and latest time; time of the packet before */
};

/* Copies what the source says of its interfaces by now; it may be gone when the answer is written. */
static int note_interfaces(struct info *s, const struct source *source, struct err *err)
{
	struct info_interface *more = realloc(s->interfaces, source->interface_count * sizeof *more);
	if (!more && source->interface_count)
		return err_set(err, -ENOMEM, "no memory");
	s->interfaces = more;
	for (; s->interface_count < source->interface_count; s->interface_count++) {
		const struct source_interface *i = &source->interfaces[s->interface_count];
		char *name = strdup(i->name);
		if (!name)
			return err_set(err, -ENOMEM, "no memory");
		more[s->interface_count] = (struct info_interface){name, i->linktype, i->snaplen, i->nanoseconds, 0};
	}
	return 0;
}

static int info_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct info *s = (struct info *)sink;
	const struct packet *p = v->packet;
	if (v->source->interface_count > s->interface_count && note_interfaces(s, v->source, err) < 0)
		return err->code;
	if (p->interface < s->interface_count)
		s->interfaces[p->interface].packets++;
	s->first = s->packets && s->first < p->time ? s->first : p->time;
	s->last = s->packets && s->last > p->time ? s->last : p->time;
	s->disordered += s->packets && p->time < s->newest;
	s->newest = p->time;
	s->packets++;
	s->captured += p->caplen;
	s->wire += p->len;
	s->cut += p->caplen < p->len;
	s->comments += p->comment != NULL;
	return 0;
}

static void put_time(struct text *t, const char *label, int64_t ns)
{
	struct zone zone = {0};
	struct calendar c;
	time_calendar(&zone, time_seconds(ns), &c);
	text_printf(t, "%s%04d-%02d-%02d %02d:%02d:%02d.%09u\n", label, c.year, c.month, c.day, c.hour, c.minute, c.second,
		time_nanos(ns));
}

static void put_totals(const struct info *s, struct text *t)
{
	double seconds = (double)(s->last - s->first) / NS_PER_S;
	text_printf(t, "File:                %s\nFormat:              %s\n", s->path, s->format);
	if (s->size)
		text_printf(t, "File size:           %llu\n", (unsigned long long)s->size);
	text_printf(t, "Packets:             %llu\n", (unsigned long long)s->packets);
	text_printf(t, "Bytes captured:      %llu\nBytes on the wire:   %llu\n", (unsigned long long)s->captured,
		(unsigned long long)s->wire);
	if (!s->packets)
		return;
	text_printf(t, "Cut packets:         %llu\n", (unsigned long long)s->cut);
	text_printf(t, "Commented packets:   %llu\n", (unsigned long long)s->comments);
	put_time(t, "First packet:        ", s->first);
	put_time(t, "Last packet:         ", s->last);
	text_printf(t, "Duration:            %.9f s\n", seconds);
	if (seconds > 0)
		text_printf(t, "Rate:                %.2f packets/s, %.2f bits/s\n", (double)s->packets / seconds,
			8 * (double)s->wire / seconds);
	text_printf(t, "Average packet:      %.2f bytes\n", (double)s->wire / (double)s->packets);
	if (s->disordered)
		text_printf(t, "Time order:          %llu packets are older than the one before\n",
			(unsigned long long)s->disordered);
	else
		text_s(t, "Time order:          strict\n");
}

static void put_interfaces(const struct info *s, struct text *t)
{
	text_printf(t, "Interfaces:          %zu\n", s->interface_count);
	for (size_t k = 0; k < s->interface_count; k++) {
		const struct info_interface *i = &s->interfaces[k];
		const char *type = linktype_name(i->linktype);
		text_printf(t, "  %zu: %s, %s (%u), snapshot length %u, %s, %llu packets\n", k, i->name, type ? type : "link type",
			i->linktype, i->snaplen, i->nanoseconds ? "nanoseconds" : "microseconds",
			(unsigned long long)i->packets);
	}
}

static void put_json_string(struct text *t, const char *before, const char *s)
{
	text_s(t, before);
	json_string(t, s, strlen(s));
}

static void put_json_number(struct text *t, const char *key, uint64_t v)
{
	text_printf(t, ",\"%s\":%llu", key, (unsigned long long)v);
}

static void put_json_time(struct text *t, const char *key, int64_t ns)
{
	text_printf(t, ",\"%s\":%lld.%09u", key, (long long)time_seconds(ns), time_nanos(ns));
}

static void put_json_interfaces(const struct info *s, struct text *t)
{
	text_s(t, ",\"interfaces\":[");
	for (size_t k = 0; k < s->interface_count; k++) {
		const struct info_interface *i = &s->interfaces[k];
		const char *type = linktype_name(i->linktype);
		put_json_string(t, k ? ",{\"name\":" : "{\"name\":", i->name);
		put_json_string(t, ",\"link_type_name\":", type ? type : "");
		put_json_number(t, "link_type", i->linktype);
		put_json_number(t, "snaplen", i->snaplen);
		put_json_number(t, "packets", i->packets);
		text_printf(t, ",\"nanoseconds\":%s}", i->nanoseconds ? "true" : "false");
	}
	text_c(t, ']');
}

static void put_json(const struct info *s, struct text *t)
{
	put_json_string(t, "{\"file\":", s->path);
	put_json_string(t, ",\"format\":", s->format);
	if (s->size)
		put_json_number(t, "file_size", s->size);
	put_json_number(t, "packets", s->packets);
	put_json_number(t, "captured_bytes", s->captured);
	put_json_number(t, "bytes", s->wire);
	put_json_number(t, "cut", s->cut);
	put_json_number(t, "commented", s->comments);
	put_json_number(t, "disordered", s->disordered);
	if (s->packets) {
		put_json_time(t, "first", s->first);
		put_json_time(t, "last", s->last);
	}
	put_json_interfaces(s, t);
	text_s(t, "}\n");
}

static int info_close(struct sink *sink, struct err *err)
{
	struct info *s = (struct info *)sink;
	struct text t = {0};
	if (s->json) {
		put_json(s, &t);
	} else {
		put_totals(s, &t);
		put_interfaces(s, &t);
	}
	int e = sink_flush(&t, s->fd, err);
	text_free(&t);
	for (size_t i = 0; i < s->interface_count; i++)
		free(s->interfaces[i].name);
	free(s->interfaces);
	free(s);
	return e;
}

static const struct sink_ops ops = {info_packet, NULL, info_close};

int info_sink_new(const struct source *source, const char *path, bool json, int fd, struct sink **sink,
	struct err *err)
{
	uint64_t done;
	struct info *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, 0};
	s->path = path ? path : source->interfaces[0].name;
	s->format = source->format ? source->format : "live capture";
	s->json = json;
	s->fd = fd;
	if (source->live || !source->ops->progress || !source->ops->progress((struct source *)source, &done, &s->size))
		s->size = 0;
	*sink = &s->sink;
	return note_interfaces(s, source, err);
}
