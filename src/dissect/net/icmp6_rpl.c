/* ICMPv6 messages of RPL, the routing protocol for low-power and lossy networks: RFC 6550 section 6.
 *
 *	DIO:     | instance 1 | version 1 | rank 2 | grounded, mode, preference 1 | DTSN 1 | flags 1 | 1 | DODAGID 16 | options |
 *	DAO:     | instance 1 | K, D, flags 1 | 1 | sequence 1 | DODAGID 16 with D | options |
 *	DAO-ACK: | instance 1 | D 1 | sequence 1 | status 1 | DODAGID 16 with D | options |
 *
 * What stands in options, and messages that lines do not say, are in icmp6_rpl_values.c.
 */
#include "dissect/net/icmp6_rpl.h"

static const struct token option_words[] = {{0, "pad1"}, {1, "padN"}, {2, "metrics"}, {3, "routinginfo"}, {4, "config"}, {5, "rpltarget"},
	{6, "transitinfo"}, {8, "destprefix"}, {9, "rpltargetdesc"}, {0, NULL}};

static void option(struct dis *d)
{
	enum { PAD1 = 0 };
	unsigned type = u8(d, RPL_OPT_TYPE);
	if (type == PAD1) {
		say_s(d, " opt:pad1");
		return;
	}
	unsigned len = u8(d, RPL_OPT_LENGTH);
	say(d, " opt:%s len:%u ", tok(d, option_words, "subopt:%u", type), len + 2);
	icmp6_rpl_option_values(d, type, len);
	if (!need(d, len))
		return;
	uint32_t at = d->pos;
	if (d->verbose > 2 && len)
		say_hexdump(d, " ", len);
	seek(d, at + len);
}

/* Said with -vv. */
static void options(struct dis *d)
{
	struct saved s = quiet_begin(d, d->verbose < 2);
	while (more(d) && dis_read(d, 1)) {
		group_begin(d, OPT);
		option(d);
		group_end(d);
	}
	quiet_end(d, &s);
}

static void dio(struct dis *d, uint32_t length)
{
	enum { DIO_LEN = 24 };
	static const struct token modes[] = {{0, "nonstoring"}, {1, "storing"}, {2, "nonstoring-multicast"}, {3, "storing-multicast"}, {0, NULL}};
	static const struct bit_field bits_of_mode[] = {{0xff, RPL_DIO_FLAG}, {0x80, RPL_DIO_FLAG_G}, {0x40, RPL_DIO_FLAG_0},
		{0x38, RPL_DIO_FLAG_MOP}, {7, RPL_DIO_FLAG_PREFERENCE}, {0}};
	if (length < DIO_LEN)
		invalid_misfit(d, "length", length, "<", DIO_LEN);
	struct saved s = quiet_begin(d, length < DIO_LEN);
	unsigned instance = u8(d, RPL_DIO_INSTANCE);
	u8(d, RPL_DIO_VERSION);
	unsigned rank = u16(d, RPL_DIO_RANK), mode = flags8(d, bits_of_mode), dtsn = u8(d, RPL_DIO_DTSN);
	u8(d, RPL_DIO_FLAG);
	icmp6_reserved(d, 1);
	const struct ip6 *dagid = ip6(d, RPL_DIO_DAGID);
	say(d, " [dagid:%s,seq:%u,instance:%u,rank:%u,%smop:%s,prf:%u]", ip6_str(d, dagid), dtsn, instance, rank,
		mode & 0x80 ? "grounded," : "", tok(d, modes, "mop%u", mode >> 3 & 7), mode & 7);
	options(d);
	quiet_end(d, &s);
}

/* The identifier, which may be left out. */
static const char *dodagid(struct dis *d, unsigned field, bool there)
{
	return there ? ip6_str(d, ip6(d, field)) : "<elided>";
}

static void dao(struct dis *d)
{
	enum { ACK_WANTED = 0x80, HAS_DODAGID = 0x40 };
	static const struct bit_field bits_of_flags[] = {
		{0xff, RPL_DAO_FLAG}, {ACK_WANTED, RPL_DAO_FLAG_K}, {HAS_DODAGID, RPL_DAO_FLAG_D}, {0x3f, RPL_DAO_FLAG_RSV}, {0}};
	unsigned instance = u8(d, RPL_DAO_INSTANCE), flags = flags8(d, bits_of_flags);
	icmp6_reserved(d, 1);
	unsigned sequence = u8(d, RPL_DAO_SEQUENCE);
	const char *id = dodagid(d, RPL_DAO_DODAGID, flags & HAS_DODAGID);
	say(d, " [dagid:%s,seq:%u,instance:%u%s%s,flags:%02x]", id, sequence, instance, flags & ACK_WANTED ? ",acK" : "",
		flags & HAS_DODAGID ? ",Dagid" : "", flags);
	options(d);
}

static void dao_ack(struct dis *d)
{
	enum { HAS_DODAGID = 0x80 };
	static const struct bit_field bits_of_flags[] = {
		{0xff, RPL_DAOACK_FLAG}, {HAS_DODAGID, RPL_DAOACK_FLAG_D}, {0x7f, RPL_DAOACK_FLAG_RSV}, {0}};
	unsigned instance = u8(d, RPL_DAOACK_INSTANCE), flags = flags8(d, bits_of_flags);
	unsigned sequence = u8(d, RPL_DAOACK_SEQUENCE), status = u8(d, RPL_DAOACK_STATUS);
	const char *id = dodagid(d, RPL_DAOACK_DODAGID, flags & HAS_DODAGID);
	say(d, " [dagid:%s,seq:%u,instance:%u,status:%u]", id, sequence, instance, status);
	options(d);
}

static void other(struct dis *d, unsigned code)
{
	struct saved s = quiet_begin(d, true);
	if (icmp6_rpl_values(d, code))
		options(d);
	quiet_end(d, &s);
}

/* What is in a message is said with -v, of a secured one never. */
void icmp6_rpl(struct dis *d, const struct icmp6_message *m)
{
	static const struct token codes[] = {{DIS, "DODAG Information Solicitation"}, {DIO, "DODAG Information Object"},
		{DAO, "Destination Advertisement Object"}, {DAO_ACK, "Destination Advertisement Object Ack"}, {0, NULL}};
	unsigned code = m->code & ~(unsigned)SECURE;
	bool secure = m->code & SECURE;
	if (secure)
		say_s(d, ", (SEC) [worktodo]");
	else
		say(d, ", (CLR)%s", tok(d, codes, "RPL message, unknown code %u", code));
	if (!d->verbose && !d->tape)
		return;
	struct saved s = quiet_begin(d, secure || !d->verbose);
	if (secure)
		icmp6_rpl_security(d);
	if (code == DIO)
		dio(d, m->length - 4);
	else if (code == DAO)
		dao(d);
	else if (code == DAO_ACK)
		dao_ack(d);
	else
		other(d, code);
	quiet_end(d, &s);
}
