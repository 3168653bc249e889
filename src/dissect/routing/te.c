/* Words and numbers of traffic engineering: RFC 3471, RFC 4203, RFC 4124. */
#include "dissect/routing/te.h"

const struct token te_switching_capabilities[] = {
	{1, "Packet-Switch Capable-1"}, {2, "Packet-Switch Capable-2"}, {3, "Packet-Switch Capable-3"},
	{4, "Packet-Switch Capable-4"}, {51, "Layer-2 Switch Capable"}, {100, "Time-Division-Multiplex"},
	{150, "Lambda-Switch Capable"}, {200, "Fiber-Switch Capable"}, {0, NULL}};
const struct token te_encodings[] = {
	{1, "Packet"}, {2, "Ethernet V2/DIX"}, {3, "ANSI/ETSI PDH"}, {4, "Reserved"}, {5, "SDH ITU-T G.707/SONET ANSI T1.105"},
	{6, "Reserved"}, {7, "Digital Wrapper"}, {8, "Lambda (photonic)"}, {9, "Fiber"}, {10, "Reserved"}, {11, "FiberChannel"},
	{0, NULL}};
const struct token te_protections[] = {
	{1, "Extra Traffic"}, {2, "Unprotected"}, {4, "Shared"}, {8, "Dedicated 1:1"}, {16, "Dedicated 1+1"}, {32, "Enhanced"},
	{64, "Reserved"}, {128, "Reserved"}, {0, NULL}};
const struct token te_bandwidth_models[] = {{0, "Russian dolls"}, {1, "Maximum allocation"}, {0, NULL}};

double te_bandwidth(struct dis *d)
{
	uint32_t raw = u32(d, 0);
	float value;
	memcpy(&value, &raw, sizeof value);
	return (double)(value / 125000); /* bytes to megabits, in single precision as the reference */
}
