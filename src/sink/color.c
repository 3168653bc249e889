#include "sink/color.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "display/display.h"

/* What is wrong goes first, then what is rare, then what is usual. Fields of the frame are not there. */
static const struct {
	const char *filter, *start;
} rules[] = {
	{"tcp.flags.reset == 1 || sctp.chunk_type == 6", "\033[1;31m"},
	{"icmp.type in {3, 4, 5, 11, 12} || icmpv6.type in {1..4}", "\033[31m"},
	{"dns.flags.rcode != 0 && dns.flags.response == 1", "\033[31m"},
	{"(ip.ttl < 5 && !(ip.dst == 224.0.0.0/4) && !ospf && !pim && !bgp && !bfd) || (ipv6.hlim < 5 && !(ipv6.dst == ff00::/8))",
		"\033[35m"},
	{"stp || hsrp || vrrp || ospf || eigrp || isis || rip || ripng || bgp || pim || igmp || bfd", "\033[33m"},
	{"lldp || cdp || vtp || udld || dtp || lacp", "\033[90m"},
	{"arp", "\033[93m"},
	{"icmp || icmpv6", "\033[95m"},
	{"http || tcp.port in {80, 8080}", "\033[32m"},
	{"dns", "\033[36m"},
	{"tcp.flags.syn == 1 || tcp.flags.fin == 1", "\033[1m"},
	{"tcp", NULL},
	{"udp", "\033[94m"},
};

enum { RULES = sizeof rules / sizeof *rules };

struct colors {
	struct display *filters[RULES];
};

int colors_new(struct colors **out, struct err *err)
{
	struct colors *c = calloc(1, sizeof *c);
	*out = c;
	if (!c)
		return err_set(err, -ENOMEM, "no memory");
	for (unsigned i = 0; i < RULES; i++)
		if (display_compile(&c->filters[i], rules[i].filter, NULL, err) < 0) {
			colors_free(c);
			*out = NULL;
			return err->code;
		}
	return 0;
}

void colors_free(struct colors *c)
{
	for (unsigned i = 0; c && i < RULES; i++)
		display_free(c->filters[i]);
	free(c);
}

const char *colors_of(struct colors *c, const struct tape *t)
{
	for (unsigned i = 0; i < RULES; i++)
		if (display_match(c->filters[i], t))
			return rules[i].start;
	return NULL;
}

bool color_wanted(enum color_when when, int fd)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	if (when != COLOR_AUTO)
		return when == COLOR_ALWAYS;
	return isatty(fd) && !(no && *no) && term && strcmp(term, "dumb");
}
