/* Multicast Listener Discovery, messages of ICMPv6: RFC 2710 (v1), RFC 3810 (v2).
 *
 *	query, report, done: | type 1 | code 1 | checksum 2 | delay 2 | reserved 2 | group 16 |
 *	query of v2:         ... | S, robustness 1 | interval code 1 | sources 2 | source 16 ... |
 *	report of v2:        | type 1 | code 1 | checksum 2 | reserved 2 | records 2 | record ... |
 *	record:              | type 1 | words of auxiliary data 1 | sources 2 | group 16 | source 16 ... | auxiliary data |
 */
#include "dissect/net/icmp6.h"

enum { QUERY_V1 = 24, QUERY_V2 = 28, RECORD = 20, SOURCE = 16 };

/* Said only when it is all there. */
void mld_listener(struct dis *d, const struct icmp6_message *m)
{
	struct saved s = quiet_begin(d, m->length < QUERY_V1 || !have(d, QUERY_V1 - 4));
	unsigned delay = u16(d, MLD_DELAY);
	icmp6_reserved(d, 2);
	say(d, "max resp delay: %u ", delay);
	const struct ip6 *address = ip6(d, MLD_ADDRESS);
	say(d, "addr: %s", ip6_str(d, address));
	quiet_end(d, &s);
}

/* A number of 8 or 16 bits, whose upper half is mantissa and exponent: RFC 3810 sections 5.1.3 and 5.1.9. */
static unsigned decoded(unsigned code, unsigned mantissa_bits)
{
	unsigned one = 1u << mantissa_bits;
	return code < one << 3 ? code : ((code & (one - 1)) | one) << ((code >> mantissa_bits & 7) + 3);
}

/* n addresses; the cursor is behind them then. */
static void sources(struct dis *d, unsigned field, unsigned n, bool said)
{
	uint32_t end = d->pos + n * SOURCE;
	struct saved s = quiet_begin(d, !said);
	say_s(d, " {");
	for (unsigned i = 0; i < n && !d->cut && (said || d->tape); i++) {
		const struct ip6 *a = ip6(d, field);
		say_c(d, ' ');
		say_ip6(d, a);
	}
	say_s(d, " }");
	quiet_end(d, &s);
	seek(d, end);
}

static void query_v2(struct dis *d, const struct icmp6_message *m)
{
	static const struct bit_field bits_of_flags[] = {{0xff, MLD_FLAGS}, {8, MLD_S}, {7, MLD_QRV}, {0xf0, MLD_RSV}, {0}};
	unsigned delay = decoded(u16(d, 0), 12);
	also(d, MLD_CODE, 2, delay);
	icmp6_reserved(d, 2);
	if (d->verbose)
		say(d, " [max resp delay=%u]", delay);
	const struct ip6 *group = ip6(d, MLD_ADDRESS);
	say(d, " [gaddr %s", ip6_str(d, group));
	unsigned flags = flags8(d, bits_of_flags), interval = decoded(u8(d, 0), 4);
	also(d, MLD_QQI, 1, interval);
	if (d->verbose) {
		if (flags & 8)
			say_s(d, " sflag");
		if (flags & 7)
			say(d, " robustness=%u", flags & 7);
		say(d, " qqi=%u", interval);
	}
	unsigned n = u16(d, MLD_SOURCES);
	bool fits = m->length >= QUERY_V2 + n * SOURCE;
	if (!fits)
		say_s(d, " [invalid number of sources]");
	else if (n && d->verbose <= 1)
		say(d, ", %u source(s)", n);
	if (n)
		sources(d, MLD_SOURCE, n, fits && d->verbose > 1);
	say_c(d, ']');
}

void mld_query(struct dis *d, const struct icmp6_message *m)
{
	bool known = m->length == QUERY_V1 || m->length >= QUERY_V2;
	if (!known)
		say(d, " unknown-version (len %u) ", m->length);
	struct saved s = quiet_begin(d, !known);
	if (m->length > QUERY_V1) {
		say_s(d, " v2");
		query_v2(d, m);
	} else {
		mld_listener(d, m);
	}
	quiet_end(d, &s);
}

/* What of a record is needed behind it. */
struct record {
	bool fits;    /* its sources end within the message */
	uint32_t aux; /* bytes behind them */
};

static struct record record(struct dis *d, uint32_t end)
{
	static const struct token kinds[] = {
		{1, "is_in"}, {2, "is_ex"}, {3, "to_in"}, {4, "to_ex"}, {5, "allow"}, {6, "block"}, {0, NULL}};
	group_begin(d, MAR);
	unsigned kind = u8(d, MAR_TYPE), words = u8(d, MAR_AUX_LEN), n = u16(d, MAR_SOURCES);
	const struct ip6 *group = ip6(d, MAR_ADDRESS);
	say(d, " [gaddr %s", ip6_str(d, group));
	say(d, " %s", tok(d, kinds, " [v2-report-#%u]", kind));
	struct record r = {d->pos + n * SOURCE <= end, words * 4};
	if (!r.fits)
		say(d, " [invalid number of sources %u]", n);
	else if (d->verbose <= 1)
		say(d, ", %u source(s)", n);
	sources(d, MAR_SOURCE, n, r.fits && d->verbose > 1);
	if (r.fits)
		say_c(d, ']');
	struct saved s = quiet_begin(d, true);
	if (words)
		bytes(d, MAR_AUX, r.aux);
	quiet_end(d, &s);
	group_end(d);
	return r;
}

/* n records for fields only; where nothing is left of the message, none. */
static void rest_of_records(struct dis *d, uint32_t end, unsigned n)
{
	struct saved s = quiet_begin(d, true);
	for (; n && d->tape && left(d); n--) {
		struct record r = record(d, end);
		skip(d, r.aux);
	}
	quiet_end(d, &s);
}

/* Returns how many of n the line leaves out. The reference takes auxiliary data for the next record: so does the line,
 * from there on without fields. */
static unsigned say_records(struct dis *d, uint32_t end, unsigned n)
{
	for (; n && !d->cut; n--) {
		if (d->pos + RECORD > end) {
			say_s(d, " [invalid number of groups]");
			return n;
		}
		if (!dis_read(d, 1))
			break;
		struct record r = record(d, end);
		uint32_t behind = d->pos;
		if (r.aux || !r.fits) {
			skip(d, r.aux);
			rest_of_records(d, end, n - 1);
			seek(d, behind);
			d->tape = NULL;
		}
		if (!r.fits)
			break;
	}
	return 0;
}

void mld_report_v2(struct dis *d, const struct icmp6_message *m)
{
	enum { HEADER = 8 };
	uint32_t end = m->start + m->length;
	if (m->length < HEADER)
		say(d, " [invalid len %u]", m->length);
	struct saved s = quiet_begin(d, m->length < HEADER);
	icmp6_reserved(d, 2);
	unsigned n = u16(d, MLD_RECORDS);
	say(d, ", %u group record(s)", n);
	if (d->verbose)
		n = say_records(d, end, n);
	rest_of_records(d, end, n);
	quiet_end(d, &s);
}
