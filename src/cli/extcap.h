/* tapline extcap: the program that Wireshark asks for interfaces of its own (extcap(4)). */
#ifndef CLI_EXTCAP_H
#define CLI_EXTCAP_H

#include <stdbool.h>

#include "core/err.h"

/* The name under which a link in Wireshark's folder calls this program. */
#define EXTCAP_PROGRAM "tapline-extcap"

struct extcap_options {
	bool interfaces, dlts, config, capture; /* what is asked for */
	const char *interface, *filter, *fifo, *version;
	const char *host, *remote_interface; /* of tapline:ssh */
};

struct options;

/* Asked for a capture, *o becomes that of one: interface or host, filter, pcapng to the FIFO. */
int extcap_words(struct options *o, struct err *err);
/* Answers what else Wireshark asks. 0 or -errno. */
int extcap_run(const struct options *o, struct err *err);

#endif
