#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "capture/source.h"
#include "core/time.h"

#define WAIT (2 * NS_PER_S)
#define EVERY (NS_PER_S / 2)

void progress_init(struct progress *p)
{
	*p = (struct progress){.wanted = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO)};
}

static void put_left(double seconds)
{
	unsigned s = (unsigned)(seconds + 0.5);
	if (s >= 3600)
		fprintf(stderr, "%u h %02u min left", s / 3600, s / 60 % 60);
	else if (s >= 60)
		fprintf(stderr, "%u min %02u s left", s / 60, s % 60);
	else
		fprintf(stderr, "%u s left", s);
}

void progress_look(struct progress *p, struct source *source, uint64_t packets, int64_t now)
{
	uint64_t done, size;
	if (!p->wanted || source->live || !source->ops->progress)
		return;
	if (!p->start)
		p->start = now;
	if (now - p->start < WAIT || now - p->last < EVERY || !source->ops->progress(source, &done, &size) || !done)
		return;
	double seconds = (double)(now - p->start) / NS_PER_S, speed = (double)done / seconds;
	fprintf(stderr, "\r\033[K%5.1f %%  %.0f MB/s  %llu packets  ", 100.0 * (double)done / (double)size, speed / 1e6,
		(unsigned long long)packets);
	put_left(done < size ? (double)(size - done) / speed : 0);
	p->last = now;
	p->shown = true;
}

void progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
