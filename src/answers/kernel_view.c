/* The lines that are read here are written by host/tcp_watch.c: "tcp 10.0.0.1:80 > 10.0.0.2:4711 ESTABLISHED
 * cwnd 10, ssthresh 7, srtt 0.123 ms, ..., retransmits 0 of 3, ...". A file may hold anything: what does not
 * read so is passed over. */
#include "answers/kernel_view.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/listing.h"
#include "answers/report_page.h"
#include "core/time.h"

enum {
	CONNECTIONS = 256,
	SAMPLES = 1 << 14, /* of a connection */
	NAME = 112,	   /* of two ends */
	DRAWN = 6,
	WIDTH = 960,
	HEIGHT = 160,
	BASE = 36,
};

static const double MOST = 1e12; /* of any value */

struct sample {
	int64_t time;
	double window, threshold, rtt; /* threshold 0: none yet */
	double retransmitted;
};

struct series {
	struct sample *samples;
	size_t count, room;
	bool drawn;
};

void kernel_view_init(struct kernel_view *k)
{
	table_init(&k->series, NAME, sizeof(struct series), CONNECTIONS);
}

void kernel_view_free(struct kernel_view *k)
{
	size_t at = 0;
	const void *key;
	void *value;
	while (table_next(&k->series, &at, &key, &value))
		free(((struct series *)value)->samples);
	table_free(&k->series);
}

/* ---- Reading */

/* The number behind a word; 0: the word is not there, or no such number. */
static double number_behind(const char *line, const char *word, const char *end)
{
	const char *at = strstr(line, word);
	double v = at && at < end ? strtod(at + strlen(word), NULL) : 0;
	return v > 0 && v < MOST ? v : 0;
}

static int add_sample(struct series *s, const struct sample *n)
{
	if (s->count == SAMPLES)
		return 0;
	if (s->count == s->room) {
		size_t room = s->room ? 2 * s->room : 64;
		struct sample *more = reallocarray(s->samples, room, sizeof *more);
		if (!more)
			return -ENOMEM;
		s->samples = more;
		s->room = room;
	}
	s->samples[s->count++] = *n;
	return 0;
}

static int take_line(struct kernel_view *k, const char *line, const char *end, int64_t time)
{
	char name[NAME] = "";
	const char *arrow = strstr(line, " > "),
		   *behind = arrow && arrow < end ? strchr(arrow + 3, ' ') : NULL;
	struct sample n = {time, number_behind(line, " cwnd ", end), number_behind(line, ", ssthresh ", end),
		number_behind(line, ", srtt ", end), number_behind(line, " of ", end)};
	if (!behind || behind >= end || (size_t)(behind - line) >= NAME || !(n.window > 0))
		return 0;
	memcpy(name, line, (size_t)(behind - line));
	bool fresh;
	struct series *s = table_add(&k->series, name, &fresh);
	return s ? add_sample(s, &n) : 0; /* more connections than are looked at */
}

int kernel_view_packet(struct kernel_view *k, const struct packet *p)
{
	int e = 0;
	for (const char *line = p->comment, *end; line && *line && e >= 0; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		if (!strncmp(line, "tcp ", 4))
			e = take_line(k, line + 4, end, p->time);
	}
	return e;
}

/* ---- Drawing */

static double window_of(const struct sample *s)
{
	return s->window;
}

static double threshold_of(const struct sample *s)
{
	return s->threshold;
}

static double rtt_of(const struct sample *s)
{
	return s->rtt;
}

static double largest(const struct series *s, double (*value)(const struct sample *))
{
	double most = 0;
	for (size_t i = 0; i < s->count; i++)
		most = value(&s->samples[i]) > most ? value(&s->samples[i]) : most;
	return most;
}

static double x_of(const struct series *s, size_t i)
{
	int64_t first = s->samples[0].time, all = s->samples[s->count - 1].time - first;
	return all > 0 ? (double)(s->samples[i].time - first) * WIDTH / (double)all : 0;
}

/* Values hold until the next sample: steps. */
static void put_line(struct text *t, const struct series *s, double (*value)(const struct sample *),
	double most, const char *style)
{
	if (!(most > 0))
		return;
	text_printf(t, "<polyline fill=none %s points=\"", style);
	double before = -1;
	for (size_t i = 0; i < s->count; i++) {
		double v = value(&s->samples[i]), y = HEIGHT - v * HEIGHT / most, x = x_of(s, i);
		if (v <= 0)
			continue;
		if (before >= 0)
			text_printf(t, "%.1f,%.1f ", x, before);
		text_printf(t, "%.1f,%.1f ", x, y);
		before = y;
	}
	text_s(t, "\"/>");
}

static void put_retransmissions(struct text *t, const struct series *s)
{
	for (size_t i = 1; i < s->count; i++)
		if (s->samples[i].retransmitted > s->samples[i - 1].retransmitted)
			text_printf(t, "<line x1=%.1f x2=%.1f y1=0 y2=%d stroke=#d33 stroke-width=1 />",
				x_of(s, i), x_of(s, i), HEIGHT);
}

static void put_plot(struct text *t, const char *name, const struct series *s)
{
	double window = largest(s, window_of), threshold = largest(s, threshold_of), rtt = largest(s, rtt_of);
	double most = threshold > window && threshold < 4 * window ? threshold : window;
	double seconds = (double)(s->samples[s->count - 1].time - s->samples[0].time) / (double)NS_PER_S;
	text_s(t, "<h3>");
	html_escape(t, name, strlen(name));
	text_printf(t,
		"</h3><svg class=kernel width=%d height=%d viewBox=\"0 -2 %d %d\" font-size=12 role=img>",
		WIDTH, HEIGHT + BASE, WIDTH, HEIGHT + BASE);
	put_retransmissions(t, s);
	if (threshold <= most)
		put_line(t, s, threshold_of, most, "stroke=#999 stroke-dasharray=4");
	put_line(t, s, window_of, most, "stroke=#36c stroke-width=3");
	put_line(t, s, rtt_of, rtt, "stroke=#e80");
	text_printf(t, "<line x1=0 x2=%d y1=%d y2=%d stroke=#ccc />", WIDTH, HEIGHT, HEIGHT);
	text_printf(t, "<text x=0 y=%d>0 s</text><text x=%d y=%d text-anchor=end>%.3f s</text>", HEIGHT + 14,
		WIDTH, HEIGHT + 14, seconds);
	text_printf(t, "<text x=0 y=%d><tspan fill=#36c>congestion window, at most %.0f</tspan>", HEIGHT + 30,
		window);
	if (threshold > 0)
		text_printf(t, "<tspan fill=#666 dx=16>slow start threshold, at most %.0f%s</tspan>",
			threshold, threshold > most ? " (not drawn)" : "");
	text_printf(t, "<tspan fill=#b60 dx=16>smoothed rtt, at most %.3f ms</tspan>", rtt);
	text_printf(t, "<tspan fill=#d33 dx=16>retransmitted: %.0f</tspan></text></svg>\n",
		s->samples[s->count - 1].retransmitted);
}

static struct series *most_often(const struct kernel_view *k, const char **name)
{
	size_t at = 0;
	const void *key;
	void *value;
	struct series *most = NULL;
	while (table_next(&k->series, &at, &key, &value)) {
		struct series *s = value;
		if (s->drawn || s->count < 2 || (most && s->count <= most->count))
			continue;
		most = s;
		*name = key;
	}
	return most;
}

void kernel_view_draw(const struct kernel_view *k, struct output *out)
{
	const char *name;
	struct series *s;
	for (unsigned i = 0; i < DRAWN && (s = most_often(k, &name)); i++) {
		if (!i)
			report_section(out, "kernel", "TCP as the kernel saw it");
		s->drawn = true;
		put_plot(&out->text, name, s);
		output_flush_some(out);
	}
}
