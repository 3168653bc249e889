#include "sink/sink.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int sink_looks_at(struct sink *s, const struct field *const *fields, size_t n)
{
	const struct field **more = realloc(s->fields, (s->field_count + n + 1) * sizeof *more);
	if (!more)
		return -ENOMEM;
	if (n)
		memcpy(more + s->field_count, fields, n * sizeof *more);
	s->fields = more;
	s->field_count += (uint32_t)n;
	return 0;
}

int sink_flush(struct text *t, int fd, struct err *err)
{
	size_t at = 0;
	if (t->failed)
		return err_set_status(err, EXIT_MEMORY, -ENOMEM, "no memory for the output");
	while (at < t->len) {
		ssize_t w = write(fd, t->data + at, t->len - at);
		if (w < 0 && errno != EINTR) {
			int e = errno;
			t->len = 0;
			return err_set_status(err, EXIT_WRITE, -e, "writing to %s failed: %s", fd == STDOUT_FILENO ? "standard output" :
				"the output file", strerror(e));
		}
		at += w > 0 ? (size_t)w : 0;
	}
	t->len = 0;
	return 0;
}
