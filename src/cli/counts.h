/* What a live capture has seen: the counts at its end, on a signal and every few seconds, and the line that stands on a
 * terminal while packets are written. */
#ifndef CLI_COUNTS_H
#define CLI_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sink_file;
struct source;

struct counts {
	enum { COUNTS_NO_LINE, COUNTS_LINE, COUNTS_GOT } line; /* GOT: "Got 12" once a second, when there are more, as tcpdump -v -w has it */
	unsigned every;      /* seconds from counts to counts (--stats), 0: never */
	bool only_drops;     /* at the end nothing is said where there are none */
	bool shown;          /* a line stands on the terminal */
	int64_t start, line_at, stats_at; /* ns; of the newest ones */
	uint64_t packets;    /* at line_at */
	double rate;         /* packets a second, smoothed */
};

/* Nothing where the source is no live one. one_line: with commas, as SIGUSR1 has it. */
void counts_print(struct counts *c, struct source *source, uint64_t delivered, bool one_line);
/* To be called often; now as of time_now(). file: what is being written, NULL: nothing. */
void counts_look(struct counts *c, struct source *source, uint64_t delivered, const struct sink_file *file, int64_t now);
/* The line goes away: something else is to be said. It comes back. */
void counts_clear(struct counts *c);

#endif
