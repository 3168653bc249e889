#include "dissect/link/switch_tag.h"

#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

void switch_tag_frame(struct dis *d, uint32_t tag_len, bool in_front, void (*read_tag)(struct dis *d))
{
	struct ether_head h = {.len = declared(d)};
	if (!need(d, 14 + tag_len))
		return;
	if (d->layers == 1)
		d->link_len = 14 + tag_len;
	if (in_front) {
		uint32_t behind = d->pos + tag_len;
		struct saved quiet = quiet_begin(d, !d->opt->link_header);
		read_tag(d);
		quiet_end(d, &quiet);
		seek(d, behind);
		h.len = declared(d);
	}
	h.dst = mac(d, 0);
	h.src = mac(d, 0);
	if (d->opt->link_header)
		say(d, "%s > %s, ", mac_str(d, h.src), mac_str(d, h.dst));
	if (!in_front)
		read_tag(d);
	h.type = u16(d, 0);
	if (d->opt->link_header && h.type != ETHERTYPE_ARISTA)
		ether_say_type(d, h.type, h.len);
	d->ether = ether_looks_back(h.type) ? &h : NULL;
	ether_tag_or_payload(d, &h, h.type);
	d->ether = NULL;
}
