/* Calls libpcap. */
#include "reference_pcap.h"

#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool pcap_bridge_compile(const char *linktype, const char *text, bool optimize, void **insns, uint32_t *count,
	char *error, size_t room)
{
	int dlt = pcap_datalink_name_to_val(linktype);
	struct bpf_program program;
	bool done = false;

	snprintf(error, room, "unknown link type %s", linktype);
	if (dlt < 0)
		return false;
	pcap_t *p = pcap_open_dead(dlt, 262144);
	if (p && !pcap_compile(p, &program, text, optimize, 0)) {
		*count = program.bf_len;
		*insns = malloc(program.bf_len * sizeof *program.bf_insns);
		done = *insns != NULL;
		if (done)
			memcpy(*insns, program.bf_insns, program.bf_len * sizeof *program.bf_insns);
		pcap_freecode(&program);
	} else if (p) {
		snprintf(error, room, "%s", pcap_geterr(p));
	}
	if (p)
		pcap_close(p);
	return done;
}

uint32_t pcap_bridge_run(const void *insns, const uint8_t *data, uint32_t len, uint32_t caplen)
{
	struct bpf_program program = {1, (struct bpf_insn *)insns};
	struct pcap_pkthdr header = {.len = len, .caplen = caplen};

	return (uint32_t)pcap_offline_filter(&program, &header, data);
}

int pcap_bridge_dlt(const char *name)
{
	return pcap_datalink_name_to_val(name);
}
