#include "stream/tls_suites.h"

#include <stddef.h>

#define TLS13_GCM_128 true, TLS_AES_GCM, 16, 32, "SHA256", NULL, 0
#define TLS13_GCM_256 true, TLS_AES_GCM, 32, 48, "SHA384", NULL, 0
#define TLS13_CHACHA20 true, TLS_CHACHA20, 32, 32, "SHA256", NULL, 0
#define GCM_128 false, TLS_AES_GCM, 16, 32, "SHA256", NULL, 0
#define GCM_256 false, TLS_AES_GCM, 32, 48, "SHA384", NULL, 0
#define CHACHA20 false, TLS_CHACHA20, 32, 32, "SHA256", NULL, 0
#define CBC_128_SHA false, TLS_AES_CBC, 16, 32, "SHA256", "SHA1", 20
#define CBC_256_SHA false, TLS_AES_CBC, 32, 32, "SHA256", "SHA1", 20
#define CBC_128_SHA256 false, TLS_AES_CBC, 16, 32, "SHA256", "SHA256", 32
#define CBC_256_SHA256 false, TLS_AES_CBC, 32, 32, "SHA256", "SHA256", 32
#define CBC_256_SHA384 false, TLS_AES_CBC, 32, 48, "SHA384", "SHA384", 48

static const struct tls_suite suites[] = {
	{0x1301, TLS13_GCM_128},
	{0x1302, TLS13_GCM_256},
	{0x1303, TLS13_CHACHA20},
	{0x009c, GCM_128},
	{0x009e, GCM_128},
	{0x00a2, GCM_128},
	{0x00a8, GCM_128},
	{0x00aa, GCM_128},
	{0xc02b, GCM_128},
	{0xc02d, GCM_128},
	{0xc02f, GCM_128},
	{0xc031, GCM_128},
	{0x009d, GCM_256},
	{0x009f, GCM_256},
	{0x00a3, GCM_256},
	{0x00a9, GCM_256},
	{0x00ab, GCM_256},
	{0xc02c, GCM_256},
	{0xc02e, GCM_256},
	{0xc030, GCM_256},
	{0xc032, GCM_256},
	{0xcca8, CHACHA20},
	{0xcca9, CHACHA20},
	{0xccaa, CHACHA20},
	{0xccab, CHACHA20},
	{0xccac, CHACHA20},
	{0x002f, CBC_128_SHA},
	{0x0032, CBC_128_SHA},
	{0x0033, CBC_128_SHA},
	{0x008c, CBC_128_SHA},
	{0xc004, CBC_128_SHA},
	{0xc009, CBC_128_SHA},
	{0xc00e, CBC_128_SHA},
	{0xc013, CBC_128_SHA},
	{0x0035, CBC_256_SHA},
	{0x0038, CBC_256_SHA},
	{0x0039, CBC_256_SHA},
	{0x008d, CBC_256_SHA},
	{0xc005, CBC_256_SHA},
	{0xc00a, CBC_256_SHA},
	{0xc00f, CBC_256_SHA},
	{0xc014, CBC_256_SHA},
	{0x003c, CBC_128_SHA256},
	{0x0040, CBC_128_SHA256},
	{0x0067, CBC_128_SHA256},
	{0x00ae, CBC_128_SHA256},
	{0xc023, CBC_128_SHA256},
	{0xc025, CBC_128_SHA256},
	{0xc027, CBC_128_SHA256},
	{0xc029, CBC_128_SHA256},
	{0x003d, CBC_256_SHA256},
	{0x006a, CBC_256_SHA256},
	{0x006b, CBC_256_SHA256},
	{0x00af, CBC_256_SHA384},
	{0xc024, CBC_256_SHA384},
	{0xc026, CBC_256_SHA384},
	{0xc028, CBC_256_SHA384},
	{0xc02a, CBC_256_SHA384},
};

const struct tls_suite *tls_suite_of(unsigned number)
{
	for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
		if (suites[i].number == number)
			return &suites[i];
	return NULL;
}

const struct tls_suite *tls13_suite(unsigned i)
{
	return i < sizeof suites / sizeof *suites && suites[i].tls13 ? &suites[i] : NULL;
}
