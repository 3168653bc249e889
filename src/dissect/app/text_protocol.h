/* Protocols of text lines (HTTP, SMTP, SIP ...): what they have in common. */
#ifndef DISSECT_APP_TEXT_PROTOCOL_H
#define DISSECT_APP_TEXT_PROTOCOL_H

#include "dissect/dissect.h"

struct text_protocol {
	const char *name;            /* "HTTP" */
	/* Words that start a request, ends with NULL; a reply has a code as its second word: "HTTP/1.1 200 OK". NULL: every line is
	 * text. */
	const char *const *commands;
	/* Fields of what is text, or NULL. Only marks; lines are said without it. */
	void (*fields)(struct dis *d, struct span text);
};

/* Over TCP ": HTTP: GET / HTTP/1.1", or with -v ": HTTP, length: 78" and a line for each line of text. */
void text_protocol(struct dis *d, const struct text_protocol *p);

/* ---- For the fields */

/* The bytes from..to of s, as far as they are there. */
struct span span_part(struct span s, uint32_t from, uint32_t to);
/* Where the character is first, or s.len. */
uint32_t span_find(struct span s, char c);
/* Without blanks at both ends. */
struct span span_trim(struct span s);
/* Is it this word, in letters of either case? */
bool span_is(struct span s, const char *word);
/* Digits at its start as a number; no more than 18 of them. */
uint64_t span_number(struct span s);
/* Cuts the next line off *rest, without its end (which `with_end` leaves it). False: there is none. */
bool text_line(struct span *rest, struct span *line, bool with_end);
/* Cuts the next word off *line, and the blanks behind it. */
struct span text_word(struct span *line);
/* Nothing, when the span is empty. */
static inline void mark_span(struct dis *d, unsigned field, struct span s)
{
	if (s.len)
		mark_bytes(d, field, s.pos, s.len);
}
/* "a.b.c.d"; false: it is none. */
bool span_ip4(struct span s, uint32_t *address);

#endif
