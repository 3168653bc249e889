#include "answers/report_page.h"

#include "core/time.h"

static const int64_t FIRST_WIDTH = NS_PER_S / 1000;

/* ---- Rates */

static void join(struct report_rates *r)
{
	for (unsigned i = 0; i < RATE_STRETCHES / 2; i++)
		r->bytes[i] = r->bytes[2 * i] + r->bytes[2 * i + 1];
	for (unsigned i = RATE_STRETCHES / 2; i < RATE_STRETCHES; i++)
		r->bytes[i] = 0;
	r->width *= 2;
	r->count = (r->count + 1) / 2;
}

void report_rates_add(struct report_rates *r, int64_t time, uint32_t bytes)
{
	if (!r->width) {
		r->began = time;
		r->width = FIRST_WIDTH;
	}
	uint64_t since = time > r->began ? (uint64_t)(time - r->began) : 0;
	while (since / (uint64_t)r->width >= RATE_STRETCHES)
		join(r);
	unsigned i = (unsigned)(since / (uint64_t)r->width);
	r->bytes[i] += bytes;
	r->count = i >= r->count ? i + 1 : r->count;
}

void report_rates_draw(const struct report_rates *r, struct output *out)
{
	enum { WIDTH = 960, HEIGHT = 160, BASE = 20 };
	struct text *t = &out->text;
	uint64_t most = 1;
	for (unsigned i = 0; i < r->count; i++)
		most = r->bytes[i] > most ? r->bytes[i] : most;
	report_section(out, "rate", "Rate");
	double seconds = (double)r->width / (double)NS_PER_S;
	text_printf(t, "<svg id=plot width=%d height=%d viewBox=\"0 0 %d %d\" role=img>", WIDTH,
		HEIGHT + BASE, WIDTH, HEIGHT + BASE);
	for (unsigned i = 0; i < r->count; i++) {
		double w = (double)WIDTH / r->count, h = (double)r->bytes[i] * HEIGHT / (double)most;
		text_printf(t,
			"<rect x=%.2f y=%.2f width=%.2f height=%.2f><title>%.3f s: %.0f bit/s</title></rect>",
			i * w, HEIGHT - h, w > 2 ? w - 1 : w, h, (double)i * seconds,
			8 * (double)r->bytes[i] / (seconds > 0 ? seconds : 1));
	}
	text_printf(t, "<text x=0 y=%d>0 s</text><text x=%d y=%d text-anchor=end>%.3f s</text></svg>\n",
		HEIGHT + BASE - 4, WIDTH, HEIGHT + BASE - 4, (double)r->count * seconds);
	text_printf(t, "<p>At most %.0f bit/s over %.3f s.</p>\n", r->width ? 8 * (double)most / seconds : 0,
		seconds);
}

/* ---- The page */

static const char style[] =
	"body{font:14px/1.4 system-ui,sans-serif;margin:1em auto;max-width:1200px;padding:0 1em;color:#111;background:#fff}"
	"h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .4em;border-bottom:1px solid #ccc}"
	"nav a{margin-right:1em}.scroll{overflow-x:auto;max-height:32em;overflow-y:auto}"
	"table{border-collapse:collapse;font-size:13px}th,td{padding:2px 8px;text-align:left;white-space:pre}"
	"th{position:sticky;top:0;background:#eee;cursor:pointer;user-select:none}tr:nth-child(even) td{background:#f7f7f7}"
	".n{text-align:right;font-variant-numeric:tabular-nums}th[data-dir=\"1\"]::after{content:\" \\25b2\"}"
	"th[data-dir=\"-1\"]::after{content:\" \\25bc\"}#plot rect{fill:#36c}#plot text{font-size:12px}"
	"@media print{.scroll{max-height:none;overflow:visible}th{position:static}}";

/* A click on a head sorts the rows by that column: numbers largest first, text from A; the next click turns it round. */
static const char script[] =
	"document.addEventListener('click',function(e){var h=e.target.closest('th');if(!h)return;"
	"var t=h.closest('table'),b=t.tBodies[0],i=h.cellIndex,n=h.classList.contains('n'),"
	"d=h.dataset.dir?-h.dataset.dir:n?-1:1;"
	"t.querySelectorAll('th').forEach(function(x){delete x.dataset.dir});h.dataset.dir=d;"
	"Array.from(b.rows).sort(function(x,y){var p=x.cells[i].textContent,q=y.cells[i].textContent;"
	"return d*(n?(parseFloat(p)||0)-(parseFloat(q)||0):p<q?-1:p>q?1:0)}).forEach(function(r){b.appendChild(r)})});";

static void put_time(struct text *t, int64_t ns)
{
	struct zone zone = {0};
	struct calendar c;
	time_calendar(&zone, time_seconds(ns), &c);
	text_printf(t, "%04d-%02d-%02d %02d:%02d:%02d.%06u", c.year, c.month, c.day, c.hour, c.minute,
		c.second, time_nanos(ns) / 1000);
}

void report_head(struct output *out, uint64_t packets, uint64_t bytes, int64_t first, int64_t last)
{
	struct text *t = &out->text;
	double seconds = (double)(last - first) / (double)NS_PER_S;
	text_printf(t, "<!doctype html>\n<html lang=en><meta charset=utf-8>"
		"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
		"<meta name=viewport content=\"width=device-width\"><title>tapline report</title>\n<style>%s</style>\n<h1>tapline report</h1>\n"
		"<p id=summary>%llu packets, %llu bytes", style, (unsigned long long)packets, (unsigned long long)bytes);
	if (packets) {
		text_s(t, ", from ");
		put_time(t, first);
		text_s(t, " to ");
		put_time(t, last);
		text_printf(t, " (%.6f s)", seconds);
	}
	if (packets && seconds > 0)
		text_printf(t, ": %.1f packets/s, %.0f bit/s", (double)packets / seconds,
			8 * (double)bytes / seconds);
	text_s(t, ".</p>\n<p>A click on a column's head sorts by it.</p>\n");
}

void report_section(struct output *out, const char *id, const char *title)
{
	text_printf(&out->text, "<h2 id=%s>%s</h2>\n", id, title);
}

void report_foot(struct output *out)
{
	text_printf(&out->text, "<script>%s</script>\n</html>\n", script);
}
