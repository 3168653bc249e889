/* The process that runs a command under ptrace(2) and reports its calls. */
#ifndef HOST_TRACER_H
#define HOST_TRACER_H

#include "host/calls.h"

/* Waits for a byte on `go`, runs the command, writes reports until it and all its children have ended. A
 * second byte sends it SIGTERM. When nobody reads the reports any more, it kills them all. Does not return.
 */
_Noreturn void tracer_run(const struct calls_options *options, int reports, int go);

#endif
