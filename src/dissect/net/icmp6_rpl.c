/* ICMPv6 messages of RPL, the routing protocol for low-power and lossy networks: RFC 6550 section 6.
 *
 *	DIO:     | instance 1 | version 1 | rank 2 | grounded, mode, preference 1 | DTSN 1 | flags 1 | 1 | DODAGID 16 | options |
 *	DAO:     | instance 1 | K, D, flags 1 | 1 | sequence 1 | DODAGID 16 with D | options |
 *	DAO-ACK: | instance 1 | D 1 | sequence 1 | status 1 | DODAGID 16 with D | options |
 */
#include "dissect/net/icmp6.h"

enum { DIS = 0, DIO = 1, DAO = 2, DAO_ACK = 3, SECURE = 0x80, DIO_LEN = 24, PAD1 = 0, ACK_WANTED = 0x80, HAS_DODAGID = 0x40 };

static const struct token option_words[] = {{0, "pad1"}, {1, "padN"}, {2, "metrics"}, {3, "routinginfo"}, {4, "config"}, {5, "rpltarget"},
	{6, "transitinfo"}, {8, "destprefix"}, {9, "rpltargetdesc"}, {0, NULL}};

static void options(struct dis *d)
{
	if (d->verbose < 2)
		return;
	while (more(d)) {
		unsigned type = u8(d, 0);
		if (type == PAD1) {
			say_s(d, " opt:pad1");
			continue;
		}
		unsigned len = u8(d, 0);
		say(d, " opt:%s len:%u ", tok(d, option_words, "subopt:%u", type), len + 2);
		if (!need(d, len))
			return;
		uint32_t at = d->pos;
		if (d->verbose > 2 && len)
			say_hexdump(d, " ", len);
		seek(d, at + len);
	}
}

static void dio(struct dis *d, uint32_t length)
{
	static const struct token modes[] = {{0, "nonstoring"}, {1, "storing"}, {2, "nonstoring-multicast"}, {3, "storing-multicast"}, {0, NULL}};
	if (length < DIO_LEN) {
		invalid_misfit(d, "length", length, "<", DIO_LEN);
		return;
	}
	unsigned instance = u8(d, 0);
	u8(d, 0);
	unsigned rank = u16(d, 0), mode = u8(d, 0), dtsn = u8(d, 0);
	skip(d, 2);
	const struct ip6 *dagid = ip6(d, 0);
	say(d, " [dagid:%s,seq:%u,instance:%u,rank:%u,%smop:%s,prf:%u]", ip6_str(d, dagid), dtsn, instance, rank,
		mode & 0x80 ? "grounded," : "", tok(d, modes, "mop%u", mode >> 3 & 7), mode & 7);
	options(d);
}

/* The identifier, which may be left out. */
static const char *dodagid(struct dis *d, bool there)
{
	return there ? ip6_str(d, ip6(d, 0)) : "<elided>";
}

static void dao(struct dis *d)
{
	unsigned instance = u8(d, 0), flags = u8(d, 0);
	u8(d, 0);
	unsigned sequence = u8(d, 0);
	const char *id = dodagid(d, flags & HAS_DODAGID);
	say(d, " [dagid:%s,seq:%u,instance:%u%s%s,flags:%02x]", id, sequence, instance, flags & ACK_WANTED ? ",acK" : "",
		flags & HAS_DODAGID ? ",Dagid" : "", flags);
	options(d);
}

static void dao_ack(struct dis *d)
{
	unsigned instance = u8(d, 0), flags = u8(d, 0), sequence = u8(d, 0), status = u8(d, 0);
	const char *id = dodagid(d, flags & 0x80);
	say(d, " [dagid:%s,seq:%u,instance:%u,status:%u]", id, sequence, instance, status);
	options(d);
}

void icmp6_rpl(struct dis *d, unsigned code, uint32_t length)
{
	static const struct token codes[] = {{DIS, "DODAG Information Solicitation"}, {DIO, "DODAG Information Object"},
		{DAO, "Destination Advertisement Object"}, {DAO_ACK, "Destination Advertisement Object Ack"}, {0, NULL}};
	if (code & SECURE) {
		say_s(d, ", (SEC) [worktodo]");
		return;
	}
	say(d, ", (CLR)%s", tok(d, codes, "RPL message, unknown code %u", code));
	if (!d->verbose)
		return;
	if (code == DIO)
		dio(d, length - 4);
	else if (code == DAO)
		dao(d);
	else if (code == DAO_ACK)
		dao_ack(d);
}
