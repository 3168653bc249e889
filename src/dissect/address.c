/* Addresses and ports in lines: as names where they are wanted and known, else as numbers. */
#include <net/if.h>
#include <stdio.h>

#include "core/bytes.h"
#include "dissect/dissect.h"
#include "dissect/oui.h"
#include "dissect/session.h"
#include "names/names.h"

/* Emitters write to the line; the _str forms run the same emitter on a scratch string. */
static void put_ip4(struct dis *d, struct text *t, uint32_t a)
{
	const char *name = d->names ? d->names->ops->ip4(d->names, a) : NULL;
	if (name)
		text_s(t, name);
	else
		text_ip4(t, a);
}

static void put_ip6(struct dis *d, struct text *t, const struct ip6 *a)
{
	const char *name = d->names ? d->names->ops->ip6(d->names, a->b) : NULL;
	if (name)
		text_s(t, name);
	else
		text_ip6(t, a->b);
}

static void put_mac(struct dis *d, struct text *t, const struct mac *a)
{
	const char *name = d->names ? d->names->ops->mac(d->names, a->b) : NULL;
	if (name) {
		text_s(t, name);
		return;
	}
	text_mac(t, a->b, sizeof a->b);
	if (!d->opt->numeric) {
		uint32_t oui = (uint32_t)a->b[0] << 16 | (uint32_t)a->b[1] << 8 | a->b[2];
		const char *who = word(oui_tokens, oui);
		text_printf(t, " (oui %s)", who ? who : "Unknown");
	}
}

static void put_port(struct dis *d, struct text *t, enum names_transport transport, unsigned port)
{
	const char *name = d->names ? d->names->ops->port(d->names, transport, (uint16_t)port) : NULL;
	if (name)
		text_s(t, name);
	else
		text_u(t, port);
}

void say_ip4(struct dis *d, uint32_t a)
{
	if (!d->mute)
		put_ip4(d, d->text, a);
}

void say_ip6(struct dis *d, const struct ip6 *a)
{
	if (!d->mute)
		put_ip6(d, d->text, a);
}

void say_mac(struct dis *d, const struct mac *a)
{
	if (!d->mute)
		put_mac(d, d->text, a);
}

void say_tcp_port(struct dis *d, unsigned port)
{
	if (!d->mute)
		put_port(d, d->text, NAMES_TCP, port);
}

void say_udp_port(struct dis *d, unsigned port)
{
	if (!d->mute)
		put_port(d, d->text, NAMES_UDP, port);
}

/* A text buffer over the session's own, filled by one emitter, ended with a zero byte and copied to scratch. */
static const char *to_scratch(struct dis *d, const struct text *t)
{
	char *s = scratch(d);
	size_t n = t->len < SCRATCH_SIZE - 1 ? t->len : SCRATCH_SIZE - 1;
	memcpy(s, t->data, n);
	s[n] = 0;
	return s;
}

#define VIA_SCRATCH(emit) \
	do { \
		if (d->mute) \
			return ""; \
		struct text *t = &d->session->words; \
		text_reset(t); \
		emit; \
		return to_scratch(d, t); \
	} while (0)

const char *ip4_str(struct dis *d, uint32_t a)
{
	VIA_SCRATCH(put_ip4(d, t, a));
}

const char *ip6_str(struct dis *d, const struct ip6 *a)
{
	VIA_SCRATCH(put_ip6(d, t, a));
}

const char *mac_str(struct dis *d, const struct mac *a)
{
	VIA_SCRATCH(put_mac(d, t, a));
}

const char *tcp_port_str(struct dis *d, unsigned port)
{
	VIA_SCRATCH(put_port(d, t, NAMES_TCP, port));
}

const char *udp_port_str(struct dis *d, unsigned port)
{
	VIA_SCRATCH(put_port(d, t, NAMES_UDP, port));
}

const char *link_addr_str(struct dis *d, struct span a)
{
	if (!a.len)
		return "<empty>";
	VIA_SCRATCH(text_mac(t, a.p, a.len));
}

const char *asn_str(struct dis *d, uint32_t as)
{
	char *s = scratch(d);
	if (d->opt->asdot && as > 0xffff)
		snprintf(s, SCRATCH_SIZE, "%u.%u", as >> 16, as & 0xffff);
	else
		snprintf(s, SCRATCH_SIZE, "%u", as);
	return s;
}

const char *interface_str(struct dis *d, uint32_t index)
{
	for (const struct if_nameindex *i = d->session->interfaces; i && i->if_index; i++)
		if (i->if_index == index)
			return i->if_name;
	char *s = scratch(d);
	if (!if_indextoname(index, s)) /* newer than the list */
		snprintf(s, SCRATCH_SIZE, "if%u", index);
	return s;
}
