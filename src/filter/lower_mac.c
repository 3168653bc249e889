/* Link-layer addresses: Ethernet and its relatives, and the four addresses of 802.11. */
#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "filter/lower.h"

/* Where destination and source stand; false: the link type has none. */
static bool mac_offsets(const struct lower *l, uint32_t *dst, uint32_t *src)
{
	if (l->kind == LINK_ETHERNET) {
		*dst = 0;
		*src = 6;
		if (l->o->linktype == LINKTYPE_DSA_TAG_BRCM_PREPEND && !l->inner)
			*dst = 4, *src = 10;
		return true;
	}
	switch (l->kind == LINK_LLC ? l->o->linktype : -1) {
	case LINKTYPE_FDDI:
		*dst = 1;
		*src = 7;
		return true;
	case LINKTYPE_IEEE802_5:
		*dst = 2;
		*src = 8;
		return true;
	case LINKTYPE_IP_OVER_FC:
		*dst = 2;
		*src = 10;
		return true;
	}
	return false;
}

static struct cond *mac_at(struct lower *l, uint32_t k, const uint8_t mac[6])
{
	struct ir *ir = l->ir;

	return ir_and(ir, ir_test(ir, BPF_JEQ, place_load(l, l->link, k + 2, 4), be32(mac + 2)),
		ir_test(ir, BPF_JEQ, place_load(l, l->link, k, 2), be16(mac)));
}

static struct cond *mac_one(
	struct lower *l, const struct qualifiers *q, uint32_t dst, uint32_t src, const uint8_t mac[6])
{
	if (q->direction == WORD_SRC)
		return mac_at(l, src, mac);
	if (q->direction == WORD_DST)
		return mac_at(l, dst, mac);
	struct cond *a = mac_at(l, src, mac), *b = mac_at(l, dst, mac);
	return q->and_direction ? ir_and(l->ir, a, b) : ir_or(l->ir, a, b);
}

struct cond *lower_has_macs(struct lower *l, struct cond *c)
{
	if (l->tunneled)
		return ir_and(l->ir, ir_test(l->ir, BPF_JEQ, l->tunneled, ETHERTYPE_TEB), c);
	return lower_not_control(l, c);
}

struct cond *lower_mac(struct lower *l, const struct ast *n, const uint8_t (*macs)[6], uint32_t count,
	const struct qualifiers *q)
{
	struct cond *any = l->ir->no;
	uint32_t dst, src;

	if (l->kind == LINK_WLAN) {
		for (uint32_t i = 0; i < count; i++) {
			struct cond *a = q->direction || !q->and_direction
						 ? lower_wlan_mac(l, macs[i], q->direction)
						 : ir_and(l->ir, lower_wlan_mac(l, macs[i], WORD_SRC),
							   lower_wlan_mac(l, macs[i], WORD_DST));
			any = ir_or(l->ir, any, a);
		}
		return any;
	}
	if (q->direction > WORD_DST)
		return lower_fail(l, n->at, "'%s' is only supported on 802.11", word_text(q->direction));
	if (!mac_offsets(l, &dst, &src))
		return lower_fail(l, n->at,
			"'ether' address filters are only supported on link types with MAC addresses: "
			"ethernet, FDDI, token ring, 802.11 and Fibre Channel");
	for (uint32_t i = 0; i < count; i++)
		any = ir_or(l->ir, any, mac_one(l, q, dst, src, macs[i]));
	return lower_has_macs(l, any);
}

struct cond *lower_mac_cast(struct lower *l, uint32_t at, bool broadcast)
{
	static const uint8_t all[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
	struct ir *ir = l->ir;
	uint32_t dst, src;

	if (l->kind == LINK_ARCNET)
		return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 1, 1), 0);
	if (l->kind == LINK_WLAN)
		return lower_wlan_cast(l, broadcast);
	if (!mac_offsets(l, &dst, &src))
		return lower_fail(l, at, "not a broadcast link");
	return lower_has_macs(l,
		broadcast ? mac_at(l, dst, all) : ir_test(ir, BPF_JSET, place_load(l, l->link, dst, 1), 1));
}

/* 802.11 frame control, first byte: 0x04 control frame, 0x08 data frame; second byte: 1 to DS, 2 from DS. */
static struct cond *bits(struct lower *l, uint32_t k, uint32_t mask)
{
	return ir_test(l->ir, BPF_JSET, place_load(l, l->link, k, 1), mask);
}

/* The source stands in address 2, or 3 (from DS), or 4 (both); the destination in 1, or 3 (to DS). Management
 * frames have it in 2 and 1; control frames have none. */
static struct cond *wlan_source(struct lower *l, const uint8_t mac[6])
{
	struct ir *ir = l->ir;
	struct cond *from_ds = ir_if(ir, bits(l, 1, 1), mac_at(l, 24, mac), mac_at(l, 16, mac));
	struct cond *data = ir_if(ir, bits(l, 1, 2), from_ds, mac_at(l, 10, mac));

	return ir_and(ir, ir_not(ir, bits(l, 0, 4)), ir_if(ir, bits(l, 0, 8), data, mac_at(l, 10, mac)));
}

static struct cond *wlan_destination(struct lower *l, struct cond *third, struct cond *first)
{
	struct ir *ir = l->ir;

	return ir_and(ir, ir_not(ir, bits(l, 0, 4)),
		ir_if(ir, ir_and(ir, bits(l, 0, 8), bits(l, 1, 1)), third, first));
}

/* Control frames of the types CTS and ACK have no second address. */
static struct cond *has_second(struct lower *l)
{
	struct ir *ir = l->ir;
	const struct value *control = place_load(l, l->link, 0, 1);
	struct cond *is_control = ir_masked(ir, control, 0x0c, 0x04);
	struct cond *bare = ir_or(ir, ir_masked(ir, control, 0xf0, 0xc0), ir_masked(ir, control, 0xf0, 0xd0));

	return ir_not(ir, ir_and(ir, is_control, bare));
}

struct cond *lower_wlan_mac(struct lower *l, const uint8_t mac[6], enum word direction)
{
	struct ir *ir = l->ir;

	switch (direction) {
	case WORD_SRC:
		return wlan_source(l, mac);
	case WORD_DST:
		return wlan_destination(l, mac_at(l, 16, mac), mac_at(l, 4, mac));
	case WORD_RA:
		return ir_and(ir, bits(l, 0, 8), mac_at(l, 4, mac));
	case WORD_TA:
		return ir_and(ir, bits(l, 0, 8), ir_and(ir, has_second(l), mac_at(l, 10, mac)));
	case WORD_ADDR1:
		return mac_at(l, 4, mac);
	case WORD_ADDR2:
		return ir_and(ir, has_second(l), mac_at(l, 10, mac));
	case WORD_ADDR3:
		return ir_and(ir, ir_not(ir, ir_masked(ir, place_load(l, l->link, 0, 1), 0x0c, 0x04)),
			mac_at(l, 16, mac));
	case WORD_ADDR4:
		return ir_and(ir, ir_masked(ir, place_load(l, l->link, 1, 1), 3, 3), mac_at(l, 24, mac));
	default:
		return ir_or(ir, wlan_source(l, mac), lower_wlan_mac(l, mac, WORD_DST));
	}
}

struct cond *lower_wlan_cast(struct lower *l, bool broadcast)
{
	static const uint8_t all[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

	if (broadcast)
		return wlan_destination(l, mac_at(l, 16, all), mac_at(l, 4, all));
	return wlan_destination(l, bits(l, 16, 1), bits(l, 4, 1));
}
