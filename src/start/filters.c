#include "start/filters.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/source.h"
#include "host/container_filter.h"
#include "host/container_names.h"

int start_make_filter(const struct options *o, const char *text, uint16_t linktype, uint32_t netmask, bool live, bool cooked,
	struct names *names, struct filter *f, struct text *dump, struct err *err)
{
	struct filter_options fo = {
		.dump = dump && o->dump_pass ? filter_pass_by_name(o->dump_pass) : FILTER_NO_DUMP, .dump_to = dump,
		.linktype = linktype, .snaplen = o->snaplen, .optimize = !o->no_optimize, .live = live,
		.deep = o->deep, .cooked = cooked, .netmask_known = true, .netmask = netmask, .names = names};
	return filter_compile(f, &fo, text, err);
}

int start_choose_filter(struct run *r, uint16_t linktype, struct err *err)
{
	unsigned i = 0;
	while (i < r->filter_count && r->filters[i].linktype != linktype)
		i++;
	if (i == r->filter_count) {
		struct run_filter *more = realloc(r->filters, (i + 1) * sizeof *more);
		if (!more)
			return err_set(err, -ENOMEM, "no memory for the filter");
		r->filters = more;
		more[i] = (struct run_filter){.linktype = linktype};
		int e = start_make_filter(r->options, r->expression, linktype, r->mask, false, false, r->names, &more[i].filter, NULL, err);
		if (e < 0)
			return e;
		r->filter_count++;
	}
	r->filter = &r->filters[i].filter;
	r->filter_linktype = linktype;
	return 0;
}

int start_filters_here(struct run *r, struct err *err)
{
	int e = 0;
	for (size_t i = r->source->interface_count; e >= 0 && i-- > 0;)
		e = start_choose_filter(r, r->source->interfaces[i].linktype, err);
	return e;
}

void end_filters(struct run *r)
{
	for (unsigned i = 0; i < r->attached_count; i++)
		filter_free(&r->attached[i].filter);
	free(r->attached);
	for (unsigned i = 0; i < r->filter_count; i++)
		filter_free(&r->filters[i].filter);
	free(r->filters);
	r->filters = NULL;
	r->filter = NULL;
	r->filter_count = 0;
}

int start_attach(struct source *s, size_t interface, const struct filter *f, struct err *refused)
{
	if (filter_fits_kernel(f))
		return s->ops->filter(s, interface, &f->program, refused);
	if (f->tables.count && s->ops->filter_tables)
		return s->ops->filter_tables(s, interface, &f->tables, refused);
	return err_set(refused, -ENOTSUP, "the filter does not fit the kernel");
}

/* Takes over a filter of the kernel for interfaces of the same kind that come later, or frees it. */
static void keep_attached(struct run *r, const struct source_interface *i, struct filter *f)
{
	bool wanted = r->options->follow_interfaces && !i->cooked;
	for (unsigned k = 0; k < r->attached_count; k++)
		wanted &= r->attached[k].linktype != i->linktype;
	struct run_filter *more = wanted ? realloc(r->attached, (r->attached_count + 1) * sizeof *more) : NULL;
	if (!more) {
		filter_free(f);
		return;
	}
	r->attached = more;
	r->attached[r->attached_count++] = (struct run_filter){i->linktype, *f};
}

/* 1: the kernel filters what comes by this interface; 0: it does not. */
static int filter_interface(struct run *r, size_t interface, const char *text, struct names *names, struct err *err)
{
	struct filter kernel = {0};
	struct err refused = {0};
	const struct source_interface *i = &r->source->interfaces[interface];
	int e = start_make_filter(r->options, text, i->linktype, i->netmask, true, i->cooked, names, &kernel, NULL, i->cooked ? &refused : err);
	if (e < 0)
		return i->cooked ? 0 : e; /* it may be about the link header, which is not there yet when the kernel filters */
	int taken = kernel.link_header ? -ENOTSUP : start_attach(r->source, interface, &kernel, &refused);
	if (taken < 0 && !kernel.link_header)
		fprintf(stderr, "%s: WARNING: %s (filtering here instead)\n", r->options->program, refused.text);
	if (taken >= 0)
		keep_attached(r, i, &kernel);
	else
		filter_free(&kernel);
	return taken >= 0;
}

int start_filters_in_kernel(struct run *r, const char *text, struct names *names, struct err *err)
{
	int e = 1;
	for (size_t i = 0; e > 0 && i < r->source->interface_count; i++)
		e = filter_interface(r, i, text, names, err);
	r->kernel_filters = e > 0;
	return e < 0 ? e : 0;
}

int start_without_filter(struct source *s, struct err *err)
{
	int e = 0;
	for (size_t i = 0; e >= 0 && s->ops->filter && i < s->interface_count; i++)
		e = s->ops->filter(s, i, NULL, err);
	return e;
}

/* ---- Containers in the filter: host/container_filter.h */

static void cannot_follow(const struct run *r, const char *why)
{
	fprintf(stderr, "%s: the filter does not follow its containers: %s\n", r->options->program, why);
}

/* In the process that follows them. */
static void containers_changed(void *context, int to)
{
	struct run *r = context;
	struct filter f;
	struct err err = {0};
	for (size_t i = 0; r->kernel_filters && r->source->ops->refilter && i < r->source->interface_count; i++) {
		const struct source_interface *n = &r->source->interfaces[i];
		int e = start_make_filter(r->options, r->expression, n->linktype, n->netmask, true, false, r->names, &f, NULL, &err);
		e = e < 0 ? e : r->source->ops->refilter(r->source, i, &f.program);
		if (e < 0)
			cannot_follow(r, err.code ? err.text : strerror(-e));
		filter_free(&f);
	}
	for (unsigned i = 0; i < r->filter_count; i++) {
		uint16_t linktype = r->filters[i].linktype;
		int e = start_make_filter(r->options, r->expression, linktype, r->mask, false, false, r->names, &f, NULL, &err);
		e = e < 0 ? e : container_filter_send(to, linktype, &f.program);
		if (e < 0)
			cannot_follow(r, err.code ? err.text : strerror(-e));
		filter_free(&f);
	}
}

/* The sandbox lets nothing be translated: the machine runs it. */
static void change_filter(struct run *r)
{
	uint16_t linktype;
	struct bpf_program p;
	while (container_filter_receive(r->filter_changes, &linktype, &p)) {
		unsigned i = 0;
		while (i < r->filter_count && r->filters[i].linktype != linktype)
			i++;
		if (i == r->filter_count) {
			free(p.insns);
			continue;
		}
		filter_free(&r->filters[i].filter);
		r->filters[i].filter = (struct filter){.program = p};
	}
}

int start_following(struct run *r, struct err *err)
{
	if (!r->source->live || !r->containers->word_count)
		return 0;
	r->change_filter = change_filter;
	return container_filter_follow(r->containers, containers_changed, r, &r->filter_changes, err);
}
