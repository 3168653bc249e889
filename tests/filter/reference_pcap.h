/* The only file of the tests that sees libpcap's headers is reference_pcap.c. */
#ifndef TESTS_FILTER_REFERENCE_PCAP_H
#define TESTS_FILTER_REFERENCE_PCAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool pcap_bridge_compile(const char *linktype, const char *text, bool optimize, void **insns, uint32_t *count,
	char *error, size_t room);
uint32_t pcap_bridge_run(const void *insns, const uint8_t *data, uint32_t len, uint32_t caplen);
int pcap_bridge_dlt(const char *name);

#endif
