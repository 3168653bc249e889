/* Crypto-PAn: the sample of its authors' distribution, and that common prefixes stay common. */
#include "sink/cryptopan.h"

#include <arpa/inet.h>
#include <string.h>

#include "tests/harness.h"

static const uint8_t key[CRYPTOPAN_KEY] = {21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16, 216, 152, 143, 131,
	121, 121, 101, 39, 98, 87, 76, 45, 42, 132, 34, 2};

static const struct { const char *from, *to; } sample[] = {
	{"128.11.68.132", "135.242.180.132"}, {"129.118.74.4", "134.136.186.123"}, {"130.132.252.244", "133.68.164.234"},
	{"141.223.7.43", "141.167.8.160"}, {"141.233.145.108", "141.129.237.235"}, {"152.163.225.39", "151.140.114.167"}};

static unsigned common(const uint8_t *a, const uint8_t *b)
{
	unsigned n = 0;
	while (n < 128 && !((a[n / 8] ^ b[n / 8]) & 0x80 >> n % 8))
		n++;
	return n;
}

int main(void)
{
	struct harness counts = {0}, *h = &counts;
	struct err err = {0};
	struct cryptopan *c = NULL;
	check(h, cryptopan_new(key, &c, &err) == 0, "making it");
	for (size_t i = 0; c && i < sizeof sample / sizeof *sample; i++) {
		struct in_addr from, to;
		inet_pton(AF_INET, sample[i].from, &from);
		inet_pton(AF_INET, sample[i].to, &to);
		check(h, cryptopan_ip4(c, ntohl(from.s_addr)) == ntohl(to.s_addr), sample[i].from);
	}
	for (unsigned bit = 0; c && bit < 128; bit++) {
		uint8_t a[16] = {0x20, 1, 0xd, 0xb8}, b[16], x[16], y[16];
		memcpy(b, a, 16);
		b[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
		cryptopan_ip6(c, a, x);
		cryptopan_ip6(c, b, y);
		check(h, common(x, y) == bit, "common prefix of IPv6 addresses");
	}
	uint8_t mac[6] = {0, 1, 2, 3, 4, 5}, out[6];
	cryptopan_mac(c, mac, out);
	check(h, (out[0] & 3) == 2 && memcmp(out, mac, 6), "MAC address");
	cryptopan_free(c);
	return harness_end(h);
}
