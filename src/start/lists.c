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

struct compiled_for {
	uint16_t linktype;
	uint32_t netmask;
	bool live; /* an interface: words such as `inbound`, and tags that the kernel has taken out */
};

/* What -d compiles for: the type of -y, of the file of -r or the interface of -i, else Ethernet. */
static int filter_is_for(const struct options *o, volatile sig_atomic_t *signal, struct privileges *p, struct compiled_for *f,
	struct err *err)
{
	struct source *s = NULL;
	*f = (struct compiled_for){.linktype = LINKTYPE_ETHERNET};
	if (o->linktype) {
		f->linktype = (uint16_t)linktype_by_name(o->linktype);
		return 0;
	}
	if (!o->read && !o->interface_count) {
		if (o->tcpdump)
			fputs("Warning: assuming Ethernet\n", stderr);
		else
			fprintf(stderr, "%s: WARNING: assuming Ethernet\n", o->program);
		return 0;
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
	const struct source_interface *i = &s->interfaces[0];
	*f = (struct compiled_for){i->linktype, i->netmask, s->live && !i->cooked};
	s->ops->close(s);
	return 0;
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
	struct compiled_for where;
	int e = text ? privileges_start(&p, o, names, true, &err) : err.code;
	e = e < 0 ? e : filter_is_for(o, signal, &p, &where, &err);
	e = e < 0 ? e : start_make_filter(o, text, where.linktype, where.netmask, where.live, false, names, &f, &out, &err);
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
