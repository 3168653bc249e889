#include "start/lists.h"

#include <stdio.h>
#include <stdlib.h>

#include "bpf/disassemble.h"
#include "capture/interfaces.h"
#include "capture/offline.h"
#include "capture/timestamps.h"
#include "cli/expression.h"
#include "core/linktype.h"
#include "core/linktype_numbers.h"
#include "file/input.h"
#include "host/container_names.h"
#include "host/links.h"
#include "names/system.h"
#include "start/complain.h"
#include "start/filters.h"
#include "start/source.h"

/* What -d compiles for: the type of -y, of the file of -r or the interface of -i, else Ethernet. */
static int linktype_of_filter(const struct options *o, volatile sig_atomic_t *signal, struct privileges *p, struct err *err)
{
	struct source *s = NULL;
	if (o->linktype)
		return linktype_by_name(o->linktype);
	if (!o->read && !o->interface_count) {
		if (o->tcpdump)
			fputs("Warning: assuming Ethernet\n", stderr);
		else
			fprintf(stderr, "%s: WARNING: assuming Ethernet\n", o->program);
		return LINKTYPE_ETHERNET;
	}
	int fd = o->read ? input_descriptor(o->read, err) : 0, e = fd;
	if (e >= 0 && o->read)
		e = privileges_give_up(p, err);
	e = e < 0 ? e : o->read ? offline_open(fd, o->read, &s, err) : start_live(o, NULL, signal, &s, err);
	if (e < 0)
		return e;
	if (o->read)
		start_announce(o, s);
	else
		start_announce_linktype(o, s);
	int linktype = s->interfaces[0].linktype;
	s->ops->close(s);
	return linktype;
}

int print_filter(const struct options *o, volatile sig_atomic_t *signal)
{
	struct err err = {0};
	struct names *names = names_system_new(false);
	struct container_names containers = {.absent = o->wait};
	if (names && !o->tcpdump)
		names_system_containers(names, container_names_addresses, &containers);
	struct filter f = {0};
	struct text out = {0};
	char *text = expression_text(o, &err);
	struct privileges p;
	int linktype = text && privileges_start(&p, o, names, true, &err) >= 0 ? linktype_of_filter(o, signal, &p, &err) : 0;
	int e = err.code ? err.code : start_make_filter(o, text, (uint16_t)linktype, 0, false, false, names, &f, &out, &err);
	if (e >= 0 && !o->dump_pass)
		bpf_disassemble(&out, &f.program, o->dump_filter < 3 ? (enum bpf_listing)o->dump_filter : BPF_LISTING_DECIMAL);
	if (out.len)
		fwrite(out.data, 1, out.len, stdout);
	text_free(&out);
	filter_free(&f);
	names_system_free(names);
	container_names_free(&containers);
	free(text);
	return e < 0 ? complain(o, &err) : 0;
}

int print_linktypes(const struct options *o, volatile sig_atomic_t *signal)
{
	struct err err = {0};
	struct source *s;
	if (start_live(o, NULL, signal, &s, &err) < 0)
		return complain(o, &err);
	const struct source_interface *i = &s->interfaces[0];
	printf("Data link types for %s (use option -y to set):\n", i->name);
	if (i->cooked)
		printf("  LINUX_SLL (%s)\n", linktype_description(LINKTYPE_LINUX_SLL));
	printf("  %s (%s)\n", linktype_name(i->linktype), linktype_description(i->linktype));
	if (i->linktype == LINKTYPE_ETHERNET && interface_takes_docsis(i->device))
		printf("  %s (%s) (printing not supported)\n", linktype_name(LINKTYPE_DOCSIS), linktype_description(LINKTYPE_DOCSIS));
	s->ops->close(s);
	return 0;
}

int print_timestamp_types(const struct options *o, volatile sig_atomic_t *signal)
{
	struct err err = {0};
	struct capture_targets targets = {0};
	struct capture_target absent = {.netns = -1};
	int e = start_targets(o, signal, &targets, &err);
	if (e < 0 && !o->interface_count)
		return complain(o, &err);
	if (e < 0) {
		snprintf(absent.name, sizeof absent.name, "%s", o->interfaces[0]);
		snprintf(absent.label, sizeof absent.label, "%s", o->interfaces[0]);
	}
	timestamps_print(stdout, e < 0 ? &absent : &targets.list[0]);
	targets_free(&targets);
	return 0;
}

int print_interfaces(const struct options *o)
{
	struct err err = {0};
	return (o->all ? links_print(stdout, &err) : interfaces_print(stdout, &err)) < 0 ? complain(o, &err) : 0;
}
