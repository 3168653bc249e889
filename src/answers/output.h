/* Where an answer is written: text that goes to a descriptor whenever much of it has come together. */
#ifndef ANSWERS_OUTPUT_H
#define ANSWERS_OUTPUT_H

#include "answers/answer.h"
#include "sink/sink.h"

struct output {
	struct text text;
	int fd;          /* -1: all stays in `text` */
	struct err err;  /* the first failure; later text is dropped */
};

/* Writes what has come together, if that is worth a write. */
static inline void output_flush_some(struct output *o)
{
	if (o->fd >= 0 && o->text.len >= SINK_FLUSH_AT && !o->err.code)
		sink_flush(&o->text, o->fd, &o->err);
	if (o->err.code)
		text_reset(&o->text);
}

/* Writes all and frees the text; the first failure of all writes. */
static inline int output_close(struct output *o, struct err *err)
{
	if (!o->err.code && o->fd >= 0)
		sink_flush(&o->text, o->fd, &o->err);
	text_free(&o->text);
	return o->err.code ? err_set_status(err, (enum exit_status)o->err.status, o->err.code, "%s", o->err.text) : 0;
}

/* Where an answer goes: what the options say, else `own`, which writes to fd. */
static inline struct output *answer_output(const struct answer_options *o, struct output *own, int fd)
{
	*own = (struct output){.fd = fd};
	return o->into ? o->into : own;
}

/* Closes what answer_output() began; of the options' own output nothing is closed. */
static inline int answer_output_close(const struct answer_options *o, struct output *own, struct err *err)
{
	return o->into ? 0 : output_close(own, err);
}

#endif
