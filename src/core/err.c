#include "core/err.h"

#include <stdarg.h>
#include <stdio.h>

int err_set(struct err *e, int code, const char *format, ...)
{
	if (e && !e->code) {
		va_list ap;
		va_start(ap, format);
		vsnprintf(e->text, sizeof e->text, format, ap);
		va_end(ap);
		e->code = code;
	}
	return code;
}
