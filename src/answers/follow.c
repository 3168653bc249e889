/* Raw and hex are written as tshark's -z follow writes them: a head with the two nodes, then a line for each piece of data, with a tab
 * before those of the second node. */
#include "answers/follow.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/output.h"
#include "core/json.h"
#include "core/table.h"
#include "stream/flow_tables.h"
#include "stream/http_message.h"
#include "stream/tcp_stream.h"
#include "stream/tls_decrypt.h"

enum { ALL = -1 };

enum form { FORM_TEXT, FORM_HEX, FORM_RAW };

/* One followed flow. */
struct followed {
	struct follow *owner;
	struct flow_key key;
	uint32_t id;
	unsigned first;          /* the end that is node 0 */
	struct tcp_stream tcp;
	struct http_messages *http; /* when http is followed */
	struct tls_decrypt *tls; /* when tls is */
	bool begun;              /* of tls: the first node is known */
	uint64_t said[2];        /* bytes of each end */
	int file[2];             /* of --extract; -1: not open */
};

struct follow {
	struct sink sink;
	const struct answer_options *options;
	struct flows *flows;
	struct flow_watcher watcher;
	struct tcp_streams streams;
	struct table followed;   /* flow id -> struct followed * */
	int64_t wanted;          /* flow id, or ALL */
	enum form form;
	bool colour, headed, http, tls;
	uint32_t speaking;       /* flow and end of the newest text */
	unsigned speaker;
	struct output out;
	struct err err;          /* of the functions that tcp_stream.c calls */
};

/* ---- Forms */

/* Of TLS tshark names one node only. */
static void put_nodes(struct text *t, const struct followed *w, const char *between)
{
	flow_end_text(t, &w->key, w->first);
	text_s(t, between);
	if (w->tls)
		text_s(t, ":0");
	else
		flow_end_text(t, &w->key, !w->first);
}

static void put_head(struct follow *f, const struct followed *w)
{
	struct text *t = &f->out.text;
	const char *kind = f->options->kind;
	text_printf(t,
		"\n===================================================================\nFollow: "
		"%s,%s\nFilter: %s.stream eq %lld\nNode 0: ",
		kind, f->form == FORM_HEX ? "hex" : "raw", f->http || f->tls ? "tcp" : kind,
		w ? (long long)w->id : (long long)f->wanted);
	if (w)
		put_nodes(t, w, "\nNode 1: ");
	else
		text_s(t, ":0\nNode 1: :0");
	text_c(t, '\n');
	f->headed = true;
}

static void put_foot(struct follow *f)
{
	text_s(&f->out.text, "===================================================================\n");
}

static void put_raw(struct text *t, bool second, const uint8_t *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	if (second)
		text_c(t, '\t');
	if (!text_room(t, 2 * n + 1))
		return;
	for (size_t i = 0; i < n; i++) {
		t->data[t->len++] = digits[p[i] >> 4];
		t->data[t->len++] = digits[p[i] & 15];
	}
	text_c(t, '\n');
}

static void put_hex_line(struct text *t, uint64_t at, const uint8_t *p, size_t n)
{
	text_x_pad(t, at, 8);
	text_s(t, "  ");
	for (size_t i = 0; i < 16; i++) {
		if (i < n)
			text_x_pad(t, p[i], 2);
		else
			text_s(t, "  ");
		text_s(t, i == 7 ? "  " : " ");
	}
	text_c(t, ' ');
	for (size_t i = 0; i < n; i++) {
		text_c(t, p[i] >= ' ' && p[i] < 0x7f ? (char)p[i] : '.');
		if (i == 7 && n > 8)
			text_c(t, ' ');
	}
	text_c(t, '\n');
}

static void put_hex(struct text *t, bool second, uint64_t at, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i += 16) {
		if (second)
			text_c(t, '\t');
		put_hex_line(t, at + i, p + i, n - i < 16 ? n - i : 16);
	}
}

static void put_text(struct follow *f, const struct followed *w, unsigned from, const uint8_t *p, size_t n)
{
	struct text *t = &f->out.text;
	if (f->speaking != w->id + 1 || f->speaker != from) {
		text_s(t, f->speaking ? "\n" : "");
		text_s(t, f->colour ? (from == w->first ? "\033[31m" : "\033[34m") : "");
		text_printf(t, "%s %u: ", f->options->kind, w->id);
		flow_end_text(t, &w->key, from);
		text_s(t, " > ");
		flow_end_text(t, &w->key, !from);
		text_c(t, '\n');
		f->speaking = w->id + 1;
		f->speaker = from;
	}
	for (size_t i = 0; i < n; i++)
		if (p[i] != '\r' || (i + 1 < n && p[i + 1] != '\n'))
			text_c(t, (p[i] >= ' ' && p[i] < 0x7f) || p[i] == '\n' || p[i] == '\t' ? (char)p[i] : '.');
	if (f->colour)
		text_s(t, "\033[0m");
}

static void put_json(struct follow *f, const struct followed *w, unsigned from, const uint8_t *p, size_t n)
{
	struct text *t = &f->out.text;
	text_printf(t, "{\"kind\":\"%s\",\"stream\":%u,\"from\":\"", f->options->kind, w->id);
	flow_end_text(t, &w->key, from);
	text_s(t, "\",\"to\":\"");
	flow_end_text(t, &w->key, !from);
	text_printf(t, "\",\"offset\":%llu,\"data\":", (unsigned long long)w->said[from]);
	json_string(t, p, n);
	text_s(t, "}\n");
}

/* ---- Files */

static int open_side(struct follow *f, struct followed *w, unsigned from)
{
	struct text t = {0};
	char path[PATH_MAX];
	text_printf(&t, "%s/%s-%u-", f->options->extract, f->options->kind, w->id);
	flow_end_text(&t, &w->key, from);
	text_c(&t, '-');
	flow_end_text(&t, &w->key, !from);
	snprintf(path, sizeof path, "%.*s", (int)t.len, t.data ? t.data : "");
	text_free(&t);
	w->file[from] = f->options->open(f->options->open_context, path);
	return w->file[from] < 0 ? err_set(&f->err, w->file[from], "%s: %s", path, strerror(-w->file[from])) : 0;
}

static void extract(struct follow *f, struct followed *w, unsigned from, const uint8_t *p, size_t n)
{
	if (f->err.code || (w->file[from] < 0 && open_side(f, w, from) < 0))
		return;
	while (n) {
		ssize_t done = write(w->file[from], p, n);
		if (done < 0 && errno != EINTR) {
			err_set(&f->err, -errno, "writing a stream failed: %s", strerror(errno));
			return;
		}
		p += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
}

static void close_files(struct followed *w)
{
	for (unsigned e = 0; e < 2; e++) {
		if (w->file[e] >= 0)
			close(w->file[e]);
		w->file[e] = -1;
	}
}

/* ---- Data */

/* Of HTTP the first node is who sends the first message. */
static void begin_http(struct follow *f, struct followed *w, unsigned from)
{
	if (w->said[0] || w->said[1])
		return;
	w->first = from;
	if (f->form != FORM_TEXT && !f->options->json && !f->options->extract)
		put_head(f, w);
}

static void say_piece(void *context, unsigned from, const uint8_t *p, size_t n)
{
	struct followed *w = context;
	struct follow *f = w->owner;
	if (f->http)
		begin_http(f, w, from);
	if (f->options->extract)
		extract(f, w, from, p, n);
	else if (f->options->json)
		put_json(f, w, from, p, n);
	else if (f->form == FORM_TEXT)
		put_text(f, w, from, p, n);
	else if (f->form == FORM_RAW)
		put_raw(&f->out.text, from != w->first, p, n);
	else
		put_hex(&f->out.text, from != w->first, w->said[from], p, n);
	w->said[from] += n;
	output_flush_some(&f->out);
}

/* Of TLS the first node is who sends the first record that can be read. */
static void begin_tls(void *context, unsigned from)
{
	struct followed *w = context;
	struct follow *f = w->owner;
	if (w->begun)
		return;
	w->begun = true;
	w->first = from;
	if (f->form != FORM_TEXT && !f->options->json && !f->options->extract)
		put_head(f, w);
}

static void on_data(void *context, unsigned from, const uint8_t *p, uint32_t n)
{
	struct followed *w = context;
	if (w->tls)
		tls_decrypt_take(w->tls, from, p, n);
	else if (w->http)
		http_messages_take(w->http, from, p, n);
	else
		say_piece(w, from, p, n);
}

static void on_lost(void *context, unsigned from, uint32_t n)
{
	struct followed *w = context;
	char said[64];
	int len = snprintf(said, sizeof said, "[%u bytes missing in capture file]", n);
	if (w->http)
		http_messages_lost(w->http, from, n);
	if (w->tls)
		tls_decrypt_lost(w->tls, from);
	if (w->http || w->tls)
		return;
	bool with_zero = w->owner->form != FORM_TEXT; /* as tshark writes it */
	if (!w->owner->options->extract)
		say_piece(w, from, (const uint8_t *)said, (size_t)len + with_zero);
}

static struct followed *followed(struct follow *f, const struct flow_hit *hit)
{
	bool fresh;
	struct followed **slot = table_add(&f->followed, &hit->flow->id, &fresh);
	if (!slot || !fresh)
		return slot ? *slot : NULL;
	struct followed *w = *slot = calloc(1, sizeof *w);
	if (!w)
		return NULL;
	*w = (struct followed){.owner = f, .key = hit->flow->key, .id = hit->flow->id, .first = hit->from, .file = {-1, -1}};
	if ((f->http && !(w->http = calloc(1, sizeof *w->http))) || (f->tls && !(w->tls = calloc(1, sizeof *w->tls))))
		return NULL;
	if (w->tls)
		*w->tls = (struct tls_decrypt){
			.keylog = f->options->keylog, .data = say_piece, .decrypted = begin_tls, .context = w};
	if (w->http) {
		w->http->piece = say_piece;
		w->http->context = w;
		w->http->for_people = f->form == FORM_TEXT && !f->options->json && !f->options->extract;
	}
	if (f->form != FORM_TEXT && !f->options->json && !f->options->extract && !f->http && !f->tls)
		put_head(f, w);
	return w;
}

static int take(struct follow *f, const struct flow_hit *hit, struct err *err)
{
	struct followed *w = followed(f, hit);
	struct tcp_view tcp;
	struct udp_view udp;
	int e = w ? 0 : -ENOMEM;
	if (w && f->flows->kind == FLOW_UDP) {
		if (view_udp(&udp, hit->header) && udp.payload_captured)
			say_piece(w, hit->from, udp.payload, udp.payload_captured);
	} else if (w && view_tcp(&tcp, hit->header)) {
		e = tcp_stream_segment(&f->streams, &w->tcp, hit->from, &tcp, w);
		if (hit->flow->state >= FLOW_CLOSED && !w->tcp.end[0].waiting && !w->tcp.end[1].waiting &&
			tcp.flags & TCP_RST)
			close_files(w);
	}
	if (e < 0)
		return err_set(err, e, "no memory for streams");
	return f->err.code ? err_set(err, f->err.code, "%s", f->err.text) : 0;
}

static int follow_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct follow *f = (struct follow *)sink;
	for (unsigned i = 0; i < f->flows->hit_count; i++) {
		const struct flow_hit *hit = &f->flows->hits[i];
		int e = f->wanted == ALL || f->wanted == hit->flow->id ? take(f, hit, err) : 0;
		if (e < 0)
			return e;
	}
	return 0;
}

static int follow_tick(struct sink *sink, int64_t now, struct err *err)
{
	struct follow *f = (struct follow *)sink;
	return isatty(f->out.fd) ? sink_flush(&f->out.text, f->out.fd, err) : 0;
}

/* A body without a stated length ends here, and is shown. */
static void end_http(struct followed *w)
{
	if (w->http)
		http_messages_end(w->http);
	free(w->http);
	w->http = NULL;
}

static void end_followed(struct follow *f, struct followed *w)
{
	end_http(w);
	if (w->tls)
		tls_decrypt_free(w->tls);
	free(w->tls);
	tcp_stream_end(&f->streams, &w->tcp);
	close_files(w);
	free(w);
}

/* The table of flows has no more room for it. */
static void on_gone(void *context, const struct flow *w)
{
	struct follow *f = context;
	struct followed **slot = table_find(&f->followed, &w->id);
	if (!slot)
		return;
	if (*slot)
		end_followed(f, *slot);
	table_remove(&f->followed, &w->id);
}

/* People are told; programs that read what tshark writes get its empty frame. */
static int not_found(const struct follow *f, struct err *err)
{
	const char *kind = flow_kind_title(f->flows->kind);
	if (f->wanted == ALL || f->followed.count || (f->form != FORM_TEXT && !f->options->extract))
		return 0;
	return f->flows->next_id ? err_set(err, -ENOENT, "there is no %s stream %lld: the last one is %u", kind, (long long)f->wanted,
			f->flows->next_id - 1)
				 : err_set(err, -ENOENT, "there is no %s stream", kind);
}

static int follow_close(struct sink *sink, struct err *err)
{
	struct follow *f = (struct follow *)sink;
	const void *key;
	void *value;
	for (size_t at = 0; table_next(&f->followed, &at, &key, &value);)
		if (*(struct followed **)value)
			end_http(*(struct followed **)value);
	if (!f->headed && f->form != FORM_TEXT && !f->options->json && !f->options->extract && f->wanted != ALL)
		put_head(f, NULL);
	if (f->headed)
		put_foot(f);
	else if (f->form == FORM_TEXT && f->speaking)
		text_c(&f->out.text, '\n');
	int e = output_close(&f->out, err);
	e = e < 0 ? e : not_found(f, err);
	for (size_t at = 0; table_next(&f->followed, &at, &key, &value);)
		if (*(struct followed **)value)
			end_followed(f, *(struct followed **)value);
	table_free(&f->followed);
	free(f);
	return e;
}

static const struct sink_ops ops = {follow_packet, follow_tick, follow_close};

static int form_of(const char *word, struct err *err)
{
	static const char *const words[] = {[FORM_TEXT] = "text", [FORM_HEX] = "hex", [FORM_RAW] = "raw"};
	for (int i = 0; i < 3; i++)
		if (!word || !strcmp(words[i], word))
			return i;
	return err_set(err, -EINVAL, "--as %s: text, hex or raw", word);
}

int follow_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	int form = form_of(options->as, err);
	if (form < 0)
		return form;
	if (options->overlap && strcmp(options->overlap, "first") && strcmp(options->overlap, "last"))
		return err_set(err, -EINVAL, "--overlap %s: first or last", options->overlap);
	struct follow *f = calloc(1, sizeof *f);
	if (!f)
		return err_set(err, -ENOMEM, "no memory");
	f->sink = (struct sink){&ops, SINK_HEADERS | SINK_FLOWS};
	f->options = options;
	f->form = (enum form)form;
	f->out.fd = fd;
	f->http = !strcmp(options->kind, "http");
	f->tls = !strcmp(options->kind, "tls");
	f->colour = isatty(fd) && !getenv("NO_COLOR");
	f->wanted = options->stream ? strtoll(options->stream, NULL, 10) : ALL;
	f->streams = (struct tcp_streams){.data = on_data, .lost = on_lost,
		.overlap = options->overlap && !strcmp(options->overlap, "last") ? OVERLAP_LAST : OVERLAP_FIRST};
	f->flows = flow_tables_want(options->flows, strcmp(options->kind, "udp") ? FLOW_TCP : FLOW_UDP);
	f->watcher = (struct flow_watcher){on_gone, f, NULL};
	flows_watch(f->flows, &f->watcher);
	table_init(&f->followed, sizeof(uint32_t), sizeof(struct followed *), 0);
	*sink = &f->sink;
	return 0;
}
