#include "core/err.h"

#include <stdarg.h>
#include <stdio.h>

static void note(struct err *e, int status, int code, const char *format, va_list ap)
{
	if (!e || e->code)
		return;
	vsnprintf(e->text, sizeof e->text, format, ap);
	e->code = code;
	e->status = status;
}

int err_set(struct err *e, int code, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	note(e, 0, code, format, ap);
	va_end(ap);
	return code;
}

int err_set_status(struct err *e, enum exit_status status, int code, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	note(e, status, code, format, ap);
	va_end(ap);
	return code;
}
