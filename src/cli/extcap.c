/* Interfaces are named by the words of -i, so that containers and namespaces are there as -D --all lists
 * them; one more, ssh, captures on another host. */
#include "cli/extcap.h"

#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/interfaces.h"
#include "capture/live.h"
#include "cli/options.h"
#include "cli/remote.h"
#include "core/linktype.h"
#include "core/linktype_numbers.h"
#include "host/links.h"
#include "host/places.h"

/* Before the word of -i: Wireshark has interfaces of the same names. */
#define PREFIX "tapline:"
#define REMOTE "ssh"

static const char *word_of(const char *interface)
{
	size_t n = sizeof PREFIX - 1;
	return strncmp(interface, PREFIX, n) ? interface : interface + n;
}

static bool asks_for_remote(const struct options *o)
{
	return o->extcap.interface && !strcmp(word_of(o->extcap.interface), REMOTE);
}

int extcap_words(struct options *o, struct err *err)
{
	struct extcap_options *x = &o->extcap;
	bool asks = x->interfaces || x->dlts || x->config;
	if (!asks && !x->capture)
		return err_set(err, -EINVAL,
			"extcap: Wireshark calls this program, by the link " EXTCAP_PROGRAM
			" in its extcap folder (see the manual page)");
	if (!x->interfaces && !x->interface)
		return err_set(err, -EINVAL, "extcap: --extcap-interface is missing");
	if (!x->capture)
		return 0;
	if (!x->fifo)
		return err_set(err, -EINVAL, "extcap: --fifo is missing");
	o->write = x->fifo;
	o->pcapng = o->packet_buffered = true;
	o->expression = (char **)&x->filter;
	o->expression_words = x->filter && *x->filter;
	o->interfaces[0] = word_of(x->interface);
	o->interface_count = 1;
	if (!asks_for_remote(o))
		return 0;
	if (!x->host || !*x->host)
		return err_set(err, -EINVAL, PREFIX REMOTE ": name the host (--remote-host)");
	o->interfaces[0] = x->remote_interface && *x->remote_interface ? x->remote_interface : "any";
	return remote_to(o, x->host, err);
}

/* Within braces a closing one would end the value. */
static void put_sentence(const char *key, const char *before, const char *value)
{
	printf("{%s=%s", key, before);
	for (; *value && *value != '\n'; value++)
		putchar(*value == '}' ? ')' : *value == '{' ? '(' : *value);
	putchar('}');
}

static void put_interface(const char *word, const char *display)
{
	fputs("interface ", stdout);
	put_sentence("value", PREFIX, word);
	put_sentence("display", "tapline: ", display);
	putchar('\n');
}

static int put_own(void *context, const char *name, unsigned flags)
{
	char display[64];
	snprintf(display, sizeof display, "%s [%s]", name, flags & IFF_UP ? "Up" : "Down");
	put_interface(name, strcmp(name, "any") ? display : "all interfaces of this host");
	return 0;
}

/* A line of -D --all begins with the word that -i takes. */
static void put_elsewhere(char *line)
{
	char display[512], *space = strchr(line, ' ');
	if (!space || space[1] != '[' || (strncmp(line, "container:", 10) && strncmp(line, "netns:", 6)))
		return;
	*space = 0;
	snprintf(display, sizeof display, "%s %.*s", line, (int)strcspn(space + 1, "\n"), space + 1);
	put_interface(line, display);
}

/* What this process may not see of other places is left out. */
static int list_interfaces(struct err *err)
{
	char *text = NULL;
	size_t size = 0;
	struct err ignored = {0};
	FILE *f = open_memstream(&text, &size);
	if (!f)
		return err_set(err, -ENOMEM, "no memory");
	links_print(f, &ignored);
	fclose(f);
	printf("extcap {version=" TAPLINE_VERSION "}{help=man:tapline}{display=tapline}\n");
	int e = interfaces_each(put_own, NULL, err);
	for (char *line = text, *end; line && *line; line = end) {
		end = line + strcspn(line, "\n");
		end += *end == '\n';
		put_elsewhere(line);
	}
	put_interface(REMOTE, "another host, by ssh");
	free(text);
	return e;
}

/* What may not be opened is taken for Ethernet, and any for what it is on every host: the file itself says what its packets are. */
static int linktype_of(const char *interface)
{
	struct capture_targets targets = {0};
	struct live_options live = {.snaplen = 64, .linktype = -1};
	struct places_wait wait = {.wait = false};
	struct source *s = NULL;
	struct err ignored = {0};
	bool found = places_add(&targets, interface, &wait, &ignored) >= 0 && targets.count;
	int linktype = found && !strcmp(targets.list[0].name, "any") ? LINKTYPE_LINUX_SLL2 : LINKTYPE_ETHERNET;
	if (found && live_open(&live, &targets.list[0], &s, &ignored) >= 0) {
		linktype = s->interfaces[0].linktype;
		s->ops->close(s);
	}
	targets_free(&targets);
	return linktype;
}

static void list_linktype(const struct options *o)
{
	int linktype = asks_for_remote(o) ? LINKTYPE_LINUX_SLL2 : linktype_of(word_of(o->extcap.interface));
	printf("dlt {number=%d}{name=%s}{display=%s}\n", linktype, linktype_name((uint16_t)linktype),
		linktype_description((uint16_t)linktype));
}

static void list_options(const struct options *o)
{
	if (!asks_for_remote(o))
		return;
	puts("arg "
	     "{number=0}{call=--remote-host}{display=Host}{type=string}{required=true}{tooltip=ssh://"
	     "[USER@]HOST[:PORT], or a name of ~/.ssh/config}");
	puts("arg {number=1}{call=--remote-interface}{display=Interface "
	     "there}{type=string}{default=any}{tooltip=as tapline -i takes it there}");
	puts("arg {number=2}{call=--remote-program}{display=Program "
	     "there}{type=string}{default=tapline}{tooltip=for example: sudo tapline}");
}

int extcap_run(const struct options *o, struct err *err)
{
	int e = o->extcap.interfaces ? list_interfaces(err) : 0;
	if (e >= 0 && o->extcap.dlts)
		list_linktype(o);
	if (e >= 0 && o->extcap.config)
		list_options(o);
	return e;
}
