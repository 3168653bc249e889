/* OpenBSD's enc(4): packets before and after IPsec. In the byte order of the host that captured, except for the SPI:
 *
 *	| address family 4 | SPI 4 | flags 4 | IP packet
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { ENC, FAMILY, SPI, FLAGS };
enum { BSD_INET = 2, BSD_INET6 = 24, FREEBSD_INET6 = 28, DARWIN_INET6 = 30 };
enum { CONFIDENTIAL = 0x0400, AUTHENTIC = 0x0800 };

static const struct field fields[] = {
	[ENC] = {"enc", "OpenBSD Encapsulating device"},
	[FAMILY] = {"enc.af", "Address Family", F_U32},
	[SPI] = {"enc.spi", "SPI", F_U32, HEX},
	[FLAGS] = {"enc.flags", "Flags", F_U32, HEX},
};

/* The parenthesis closes behind the last flag that is known. */
static void say_flag(struct dis *d, uint32_t *flags, uint32_t flag, const char *name)
{
	if (!(*flags & flag))
		return;
	*flags &= ~flag;
	say(d, "%s%s", name, *flags ? "," : "): ");
}

static void dissect(struct dis *d)
{
	uint32_t at = d->pos;

	if (d->layers == 1)
		d->link_len = 12;
	if (!need(d, 12))
		return;
	uint32_t family = u32(d, 0), spi = u32(d, SPI), flags = u32(d, 0);
	/* in the byte order of the machine that wrote it; zero does not tell */
	if (family & 0xffff0000 || !family) {
		family = __builtin_bswap32(family);
		flags = __builtin_bswap32(flags);
	}
	mark_uint(d, FAMILY, at, 4, family);
	mark_uint(d, FLAGS, at + 8, 4, flags);
	say_s(d, flags ? "(" : "(unprotected): ");
	say_flag(d, &flags, AUTHENTIC, "authentic");
	say_flag(d, &flags, CONFIDENTIAL, "confidential");
	say(d, "SPI 0x%08x: ", spi);
	if (family == BSD_INET)
		call(d, &proto_ip);
	else if (family == BSD_INET6 || family == FREEBSD_INET6 || family == DARWIN_INET6)
		call(d, &proto_ip6);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_ENC},
	{0},
};

const struct proto proto_enc = {
	.name = "enc",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
