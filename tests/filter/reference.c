/* libpcap behind its public interface. Its headers clash with bpf/insn.h, so insns are handed over as memory.
 */
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference_pcap.h"

uint32_t dice_roll(struct dice *d, uint32_t below)
{
	d->state ^= d->state << 13;
	d->state ^= d->state >> 7;
	d->state ^= d->state << 17;
	return below ? (uint32_t)(d->state >> 11) % below : 0;
}

bool reference_compile(struct reference *r, const char *linktype, const char *text, bool optimize)
{
	*r = (struct reference){0};
	return pcap_bridge_compile(
		linktype, text, optimize, (void **)&r->insns, &r->count, r->error, sizeof r->error);
}

void reference_free(struct reference *r)
{
	free(r->insns);
	r->insns = NULL;
}

uint32_t reference_run(const struct reference *r, const uint8_t *data, uint32_t len, uint32_t caplen)
{
	return pcap_bridge_run(r->insns, data, len, caplen);
}

int reference_linktype(const char *name)
{
	static const struct {
		int dlt, linktype;
	} differing[] = {{11, 100}, {12, 101}, {15, 102}, {16, 103}, {19, 106}};
	int dlt = pcap_bridge_dlt(name);

	for (size_t i = 0; i < sizeof differing / sizeof *differing; i++)
		if (differing[i].dlt == dlt)
			return differing[i].linktype;
	return dlt;
}

static void put(uint8_t *packet, uint32_t at, uint32_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		if (at + i < PACKET_ROOM)
			packet[at + i] = (uint8_t)(value >> 8 * (size - 1 - i));
}

static unsigned size_of(const struct bpf_insn *i)
{
	return BPF_SIZE(i->code) == BPF_W ? 4 : BPF_SIZE(i->code) == BPF_H ? 2 : 1;
}

/* Walks a random way through the program and writes what its tests ask for. */
static void steer(struct dice *d, const struct bpf_insn *insns, uint32_t count, uint8_t *packet)
{
	uint32_t at = 0, size = 0, mask = UINT32_MAX, x = 20;

	for (uint32_t pc = 0, steps = 0; pc < count && steps < 4096; pc++, steps++) {
		const struct bpf_insn *i = &insns[pc];
		if (BPF_CLASS(i->code) == BPF_LDX && BPF_MODE(i->code) == BPF_MSH && i->k < PACKET_ROOM) {
			packet[i->k] = dice_roll(d, 4) ? 0x45 : (uint8_t)(0x40 | dice_roll(d, 16));
			x = (packet[i->k] & 15) * 4u;
		} else if (BPF_CLASS(i->code) == BPF_LDX && BPF_MODE(i->code) == BPF_IMM) {
			x = i->k;
		} else if (BPF_CLASS(i->code) == BPF_LD) {
			at = BPF_MODE(i->code) == BPF_IND ? x + i->k : i->k;
			size = BPF_MODE(i->code) == BPF_ABS || BPF_MODE(i->code) == BPF_IND ? size_of(i) : 0;
			mask = UINT32_MAX;
		} else if (i->code == (BPF_ALU | BPF_AND | BPF_K)) {
			mask = i->k;
		} else if (BPF_CLASS(i->code) == BPF_JMP && BPF_OP(i->code) == BPF_JA) {
			if ((int32_t)i->k < 0)
				return;
			pc += i->k;
		} else if (BPF_CLASS(i->code) == BPF_JMP) {
			uint32_t wish = dice_roll(d, 5) ? i->k : i->k + dice_roll(d, 3) - 1;
			if (size && at < PACKET_ROOM && dice_roll(d, 8))
				put(packet, at,
					(wish & mask) |
						(dice_roll(d, 2) ? dice_roll(d, UINT32_MAX) & ~mask : 0),
					size);
			pc += dice_roll(d, 3) ? (i->jt < i->jf ? i->jt : i->jf)
					      : (dice_roll(d, 2) ? i->jt : i->jf);
		} else if (BPF_CLASS(i->code) == BPF_RET) {
			return;
		}
	}
}

uint32_t packet_make(struct dice *d, int linktype, const struct bpf_insn *insns, uint32_t count,
	uint8_t packet[PACKET_ROOM])
{
	enum { NOISE = 256 };
	memset(packet, 0, PACKET_ROOM);
	for (uint32_t i = 0; i < NOISE; i++)
		packet[i] = (uint8_t)(dice_roll(d, 3) ? 0 : dice_roll(d, 256));
	if (linktype == 127 || linktype == 192) /* radiotap, PPI: a length that leaves something */
		memcpy(packet, (uint8_t[]){0, 0, (uint8_t)(8 + dice_roll(d, 24)), 0}, 4);
	if (linktype == 119 || linktype == 163)
		put(packet, 4, 8 + dice_roll(d, 64), 4);
	if (dice_roll(d, 2) && linktype == 1)
		put(packet, 12,
			(uint32_t[]){0x800, 0x86dd, 0x806, 0x8100, 0x8847, 0x8864, 0x20}[dice_roll(d, 7)], 2);
	for (uint32_t i = 1 + dice_roll(d, 3); i--;)
		steer(d, insns, count, packet);
	/* padding is counted from the 802.11 header, in libpcap from the start: see doc/filter.md, differences */
	if (linktype == 127)
		packet[2] &= 0xfc;
	/* mostly whole */
	return dice_roll(d, 10) ? PACKET_ROOM : dice_roll(d, NOISE);
}
