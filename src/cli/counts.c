#include "cli/counts.h"

#include <stdio.h>
#include <string.h>

#include "capture/source.h"
#include "core/time.h"
#include "sink/sink.h"

#define LINE_EVERY (NS_PER_S / 4)
#define GOT_EVERY NS_PER_S

enum { NAME_WIDTH = 30 };

static const char *plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/* Of all interfaces together. */
static int sum(struct source *source, struct source_stats *sum)
{
	*sum = (struct source_stats){0};
	if (!source->live || !source->ops->stats)
		return -1;
	for (size_t i = 0; i < source->interface_count; i++) {
		struct source_stats s;
		struct err err = {0};
		int e = source->ops->stats(source, i, &s, &err);
		if (e < 0)
			return e;
		sum->seen += s.seen;
		sum->dropped += s.dropped;
		sum->interface_dropped += s.interface_dropped;
	}
	return 0;
}

void counts_print(struct counts *c, struct source *source, uint64_t delivered, bool one_line)
{
	struct source_stats s;
	if (sum(source, &s) < 0 || (c->only_drops && !one_line && !s.dropped))
		return;
	counts_clear(c);
	const char *between = one_line ? ", " : "\n";
	fprintf(stderr, "%llu packet%s captured%s%llu packet%s received by filter%s%llu packet%s dropped by kernel",
		(unsigned long long)delivered, plural(delivered), between,
		(unsigned long long)s.seen, plural(s.seen), between, (unsigned long long)s.dropped, plural(s.dropped));
	if (s.interface_dropped)
		fprintf(stderr, "%s%llu packet%s dropped by interface", between, (unsigned long long)s.interface_dropped,
			plural(s.interface_dropped));
	fputc('\n', stderr);
}

/* ---- The line */

void counts_clear(struct counts *c)
{
	if (!c->shown || c->line != COUNTS_LINE)
		return;
	fputs("\r\033[K", stderr);
	c->shown = false;
}

static void put_size(uint64_t n)
{
	static const char *const units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
	double v = (double)n;
	size_t u = 0;
	for (; v >= 1000 && u + 1 < sizeof units / sizeof *units; u++)
		v /= 1000;
	fprintf(stderr, u ? "%.1f %s" : "%.0f %s", v, units[u]);
}

/* The file's last name; what does not fit is cut in front, for names that rotate differ behind. */
static void put_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t n = strlen(name);
	fputs("  ", stderr);
	for (const char *p = n > NAME_WIDTH ? name + n - NAME_WIDTH : name; *p; p++)
		fputc((unsigned char)*p < ' ' || *p == 0x7f ? '?' : *p, stderr);
}

static void note_rate(struct counts *c, uint64_t delivered, int64_t now)
{
	double seconds = (double)(now - c->line_at) / NS_PER_S;
	double rate = seconds > 0 ? (double)(delivered - c->packets) / seconds : 0;
	c->rate = c->packets ? 0.7 * c->rate + 0.3 * rate : rate;
	c->packets = delivered;
}

static void put_line(struct counts *c, struct source *source, uint64_t delivered, const struct sink_file *file)
{
	struct source_stats s;
	if (sum(source, &s) < 0)
		return;
	fprintf(stderr, "\r\033[K%llu packet%s  ", (unsigned long long)delivered, plural(delivered));
	put_size(file->bytes);
	fprintf(stderr, "  %llu dropped  %.0f/s", (unsigned long long)s.dropped, c->rate);
	if (source->ops->fill)
		fprintf(stderr, "  ring %u %%", source->ops->fill(source));
	put_name(file->path);
}

void counts_look(struct counts *c, struct source *source, uint64_t delivered, const struct sink_file *file, int64_t now)
{
	if (!source->live)
		return;
	if (!c->start)
		c->start = c->stats_at = c->line_at = now;
	if (c->every && now - c->stats_at >= c->every * NS_PER_S) {
		c->stats_at += (now - c->stats_at) / (c->every * NS_PER_S) * (c->every * NS_PER_S);
		counts_print(c, source, delivered, true);
	}
	if (c->line == COUNTS_NO_LINE || !file || now - c->line_at < (c->line == COUNTS_GOT ? GOT_EVERY : LINE_EVERY))
		return;
	bool same = c->shown && delivered == c->packets;
	note_rate(c, delivered, now);
	c->line_at = now;
	c->shown = true;
	if (c->line == COUNTS_LINE)
		put_line(c, source, delivered, file);
	else if (!same)
		fprintf(stderr, "Got %llu\r", (unsigned long long)delivered);
}
