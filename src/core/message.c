/* Error sentences with a caret, and near words. */
#include "core/message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SHOWN 72 /* columns of the filter text that are shown around the place */

int err_at(struct err *err, const char *source, uint32_t at, const char *format, ...)
{
	char sentence[256];
	va_list ap;

	va_start(ap, format);
	vsnprintf(sentence, sizeof sentence, format, ap);
	va_end(ap);
	if (at == ERR_NOWHERE || at > strlen(source))
		return err_set(err, -EINVAL, "%s", sentence);

	uint32_t from = at > SHOWN / 2 ? at - SHOWN / 2 : 0;
	char shown[SHOWN + 1];
	snprintf(shown, sizeof shown, "%s", source + from);
	for (char *c = shown; *c; c++)
		if (*c == '\n' || *c == '\t' || *c == '\r')
			*c = ' ';
	return err_set(err, -EINVAL, "%s\n  %s\n  %*s^", sentence, shown, (int)(at - from), "");
}

/* Changes, insertions, deletions and swaps of neighbours that turn a into b, for words of up to 31 letters.
 */
static unsigned distance(const char *a, const char *b)
{
	unsigned d[32][32];
	size_t m = strlen(a), n = strlen(b);

	if (m > 31 || n > 31)
		return 99;
	for (size_t i = 0; i <= m; i++)
		for (size_t j = 0; j <= n; j++) {
			if (!i || !j) {
				d[i][j] = (unsigned)(i + j);
				continue;
			}
			unsigned best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
				d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	return d[m][n];
}

const char *near_word(const char *word, const char *const *names)
{
	const char *near = NULL;
	unsigned best = strlen(word) < 4 ? 2 : 3;

	for (; *names; names++) {
		unsigned d = distance(word, *names);
		if (d < best) {
			best = d;
			near = *names;
		}
	}
	return near;
}
