#include "stream/tls_suites.h"

#include <stddef.h>

#define GCM_128_KEYS TLS_AEAD, "AES-128-GCM", 16, 16, 32, "SHA256", NULL, 0
#define GCM_256_KEYS TLS_AEAD, "AES-256-GCM", 32, 16, 48, "SHA384", NULL, 0
#define CHACHA20_KEYS TLS_CHACHA20, "ChaCha20-Poly1305", 32, 16, 32, "SHA256", NULL, 0
#define CCM_128_KEYS TLS_AEAD, "AES-128-CCM", 16, 16, 32, "SHA256", NULL, 0
#define CCM_128_8_KEYS TLS_AEAD, "AES-128-CCM", 16, 8, 32, "SHA256", NULL, 0
#define GCM_128 false, GCM_128_KEYS
#define GCM_256 false, GCM_256_KEYS
#define CHACHA20 false, CHACHA20_KEYS
#define CCM_128 false, CCM_128_KEYS
#define CCM_128_8 false, CCM_128_8_KEYS
#define CCM_256 false, TLS_AEAD, "AES-256-CCM", 32, 16, 32, "SHA256", NULL, 0
#define CCM_256_8 false, TLS_AEAD, "AES-256-CCM", 32, 8, 32, "SHA256", NULL, 0
#define CBC_128_SHA false, TLS_CBC, "AES-128-CBC", 16, 16, 32, "SHA256", "SHA1", 20
#define CBC_256_SHA false, TLS_CBC, "AES-256-CBC", 32, 16, 32, "SHA256", "SHA1", 20
#define CBC_128_SHA256 false, TLS_CBC, "AES-128-CBC", 16, 16, 32, "SHA256", "SHA256", 32
#define CBC_256_SHA256 false, TLS_CBC, "AES-256-CBC", 32, 16, 32, "SHA256", "SHA256", 32
#define CBC_256_SHA384 false, TLS_CBC, "AES-256-CBC", 32, 16, 48, "SHA384", "SHA384", 48
#define CBC_3DES_SHA false, TLS_CBC, "DES-EDE3-CBC", 24, 8, 32, "SHA256", "SHA1", 20

static const struct tls_suite suites[] = {
	{0x1301, true, GCM_128_KEYS},
	{0x1302, true, GCM_256_KEYS},
	{0x1303, true, CHACHA20_KEYS},
	{0x1304, true, CCM_128_KEYS},
	{0x1305, true, CCM_128_8_KEYS},
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
	{0xc09c, CCM_128},
	{0xc09e, CCM_128},
	{0xc0a4, CCM_128},
	{0xc0a6, CCM_128},
	{0xc0ac, CCM_128},
	{0xc09d, CCM_256},
	{0xc09f, CCM_256},
	{0xc0a5, CCM_256},
	{0xc0a7, CCM_256},
	{0xc0ad, CCM_256},
	{0xc0a0, CCM_128_8},
	{0xc0a2, CCM_128_8},
	{0xc0a8, CCM_128_8},
	{0xc0aa, CCM_128_8},
	{0xc0ae, CCM_128_8},
	{0xc0a1, CCM_256_8},
	{0xc0a3, CCM_256_8},
	{0xc0a9, CCM_256_8},
	{0xc0ab, CCM_256_8},
	{0xc0af, CCM_256_8},
	{0x000a, CBC_3DES_SHA},
	{0x000d, CBC_3DES_SHA},
	{0x0010, CBC_3DES_SHA},
	{0x0013, CBC_3DES_SHA},
	{0x0016, CBC_3DES_SHA},
	{0x008b, CBC_3DES_SHA},
	{0x008f, CBC_3DES_SHA},
	{0x0093, CBC_3DES_SHA},
	{0xc003, CBC_3DES_SHA},
	{0xc008, CBC_3DES_SHA},
	{0xc00d, CBC_3DES_SHA},
	{0xc012, CBC_3DES_SHA},
	{0xc034, CBC_3DES_SHA},
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
