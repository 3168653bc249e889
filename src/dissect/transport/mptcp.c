/* Multipath TCP options: RFC 6824 (version 0), RFC 8684 (version 1). */
#include "dissect/transport/mptcp.h"

#include "dissect/transport/tcp_fields.h"

enum {
	CAPABLE = 0, JOIN = 1, DSS = 2, ADD_ADDR = 3, REMOVE_ADDR = 4, PRIO = 5, FAIL = 6, FAST_CLOSE = 7, TCPRST = 8,
};

enum { FLAG_SYN = 2, FLAG_ACK = 16 };

/* The byte of the subtype: it has flags for some. */
static void mark_flags(struct dis *d, unsigned low, unsigned subtype)
{
	also(d, MPTCP_FLAGS, 1, subtype << 4 | low);
}

static void mark_capable_flags(struct dis *d, unsigned flags, unsigned version)
{
	also(d, MPTCP_CHECKSUM_REQUIRED, 1, flags >> 7);
	also(d, MPTCP_EXTENSIBILITY, 1, flags >> 6 & 1);
	if (version == 1) {
		also(d, MPTCP_NO_MORE, 1, flags >> 5 & 1);
		also(d, MPTCP_SHA256, 1, flags & 1);
		also(d, MPTCP_RESERVED_FLAG, 1, flags >> 1 & 0xf);
	} else {
		also(d, MPTCP_SHA1, 1, flags & 1);
		also(d, MPTCP_RESERVED_FLAG, 1, flags >> 1 & 0x1f);
	}
}

/* Each reads on behind the subtype's byte, whose low half is `low`. False: the length or the content cannot be. */

static bool capable(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	unsigned version = low;
	if (version > 1 || (len != 4 && len != 12 && len != 20 && len != 22 && len != 24))
		return false;
	bool syn = tcp_flags & FLAG_SYN, ack = tcp_flags & FLAG_ACK;
	static const struct token flags[] = {{0x80, "A"}, {0x40, "B"}, {0x20, "C"}, {0x01, "H"}, {0, NULL}};
	also(d, MPTCP_VERSION, 1, version);
	unsigned f = u8(d, MPTCP_FLAGS);
	if (d->tape)
		mark_capable_flags(d, f, version);
	say(d, " v%u flags [%s]", version, bits(d, flags, "none", "", f & ~0x3eu & 0xe1));
	if (f & 0x80)
		say_s(d, " csum");
	if (len == 4)
		return true;
	if (len == 12 && !syn)
		return false;
	if (len >= 20 && (syn || !ack))
		return false;
	uint64_t sender = u64(d, MPTCP_SEND_KEY);
	say(d, " {0x%016llx", (unsigned long long)sender);
	if (len >= 20) {
		uint64_t receiver = u64(d, MPTCP_RECV_KEY);
		say(d, ",0x%016llx", (unsigned long long)receiver);
	}
	if (len >= 22) {
		unsigned data_len = u16(d, MPTCP_DATA_LEN);
		say(d, ",data_len=%u", data_len);
	}
	if (len == 24) {
		unsigned checksum = u16(d, MPTCP_CHECKSUM);
		say(d, ",0x%04x", checksum);
	}
	say_c(d, '}');
	return true;
}

static bool join(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	bool syn = tcp_flags & FLAG_SYN, ack = tcp_flags & FLAG_ACK;
	if (!((syn && !ack && len == 12) || (syn && ack && len == 16) || (!syn && ack && len == 24)))
		return false;
	if (len == 24) {
		mark_uint(d, MPTCP_RESERVED, d->pos - 1, 2, low << 8 | peek8(d, 0));
	} else {
		mark_flags(d, low, JOIN);
		also(d, MPTCP_BACKUP, 1, low & 1);
	}
	unsigned id = u8(d, len == 24 ? 0 : MPTCP_ADDRESS_ID);
	if (len != 24) {
		if (low & 1)
			say_s(d, " backup");
		say(d, " id %u", id);
	}
	if (len == 12) {
		uint32_t token = u32(d, MPTCP_RECV_TOKEN), nonce = u32(d, MPTCP_SEND_RANDOM);
		say(d, " token 0x%x nonce 0x%x", token, nonce);
	} else if (len == 16) {
		uint64_t hmac = u64(d, MPTCP_SEND_SHORT_HMAC);
		uint32_t nonce = u32(d, MPTCP_SEND_RANDOM);
		say(d, " hmac 0x%llx nonce 0x%x", (unsigned long long)hmac, nonce);
	} else {
		struct span hmac = bytes(d, MPTCP_SEND_HMAC, 20);
		say_s(d, " hmac 0x");
		say_hex(d, hmac);
	}
	return true;
}

/* 4 or 8 bytes, as a flag says. */
static uint64_t number(struct dis *d, unsigned field, bool eight)
{
	return dis_be(d, field, eight ? 8 : 4);
}

static bool dss(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	enum { DATA_ACK = 1, ACK_8 = 2, MAPPING = 4, SEQ_8 = 8, DATA_FIN = 16 };
	if (len < 4)
		return false;
	unsigned flags = u8(d, MPTCP_FLAGS), used = 4;
	for (unsigned bit = 0; bit < 5; bit++)
		also(d, MPTCP_ACK_PRESENT - bit, 1, flags >> bit & 1);
	if (flags & DATA_FIN)
		say_s(d, " fin");
	if (flags & DATA_ACK) {
		used += flags & ACK_8 ? 8 : 4;
		if (len < used)
			return false;
		uint64_t ack = number(d, MPTCP_DATA_ACK, flags & ACK_8);
		say(d, " ack %llu", (unsigned long long)ack);
	}
	if (flags & MAPPING) {
		used += (flags & SEQ_8 ? 8 : 4) + 4 + 2;
		if (len < used)
			return false;
		uint64_t seq = number(d, MPTCP_DATA_SEQ, flags & SEQ_8);
		uint32_t subflow = u32(d, MPTCP_SUBFLOW_SEQ);
		unsigned n = u16(d, MPTCP_DATA_LEN);
		say(d, " seq %llu subseq %u len %u", (unsigned long long)seq, subflow, n);
		if (len == used + 2) {
			unsigned checksum = u16(d, MPTCP_CHECKSUM);
			say(d, " csum 0x%x", checksum);
			used += 2;
		}
	}
	return len == used;
}

static bool add_address(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	/* version 0: the IP version in the low half; version 1: the echo bit */
	unsigned address = len == 8 || len == 10 || len == 16 || len == 18 ? 4 :
		len == 20 || len == 22 || len == 28 || len == 30 ? 16 : 0;
	if (!address)
		return false;
	bool v0 = low == 4 || low == 6;
	if (v0 && (len == 16 || len == 18 || len == 28 || len == 30))
		return false;
	if (v0)
		also(d, MPTCP_IP_VERSION, 1, low);
	else
		also(d, MPTCP_ECHO, 1, low & 1);
	unsigned id = u8(d, MPTCP_ADDRESS_ID);
	if (v0)
		say(d, " v0-ip%u", low);
	else
		say(d, " v1%s", low & 1 ? "-echo" : "");
	say(d, " id %u ", id);
	unsigned used = 4 + address;
	if (address == 4)
		say_ip4(d, ip4(d, MPTCP_IP4));
	else
		say_ip6(d, ip6(d, MPTCP_IP6));
	if (len - used == 2 || len - used == 10) {
		unsigned port = u16(d, MPTCP_PORT);
		say(d, ":%u", port);
		used += 2;
	}
	if (len - used == 8) {
		uint64_t hmac = u64(d, MPTCP_ADDRESS_HMAC);
		say(d, " hmac 0x%llx", (unsigned long long)hmac);
	}
	return true;
}

static bool remove_address(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	also(d, MPTCP_REMOVED_COUNT, 1, len - 3);
	say_s(d, " id");
	for (unsigned i = 3; i < len && !d->cut; i++) {
		unsigned id = u8(d, MPTCP_ADDRESS_ID);
		say(d, " %u", id);
	}
	return true;
}

static bool priority(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	if (len != 3 && len != 4)
		return false;
	mark_flags(d, low, PRIO);
	also(d, MPTCP_BACKUP, 1, low & 1);
	if (low & 1)
		say_s(d, " backup");
	if (len == 4) {
		unsigned id = u8(d, MPTCP_ADDRESS_ID);
		say(d, " id %u", id);
	}
	return true;
}

static bool fail(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	if (len != 12)
		return false;
	mark_uint(d, MPTCP_RESERVED, d->pos - 1, 2, low << 8 | peek8(d, 0));
	skip(d, 1);
	uint64_t seq = u64(d, MPTCP_DATA_SEQ);
	say(d, " seq %llu", (unsigned long long)seq);
	return true;
}

static bool fast_close(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	if (len != 12)
		return false;
	mark_uint(d, MPTCP_RESERVED, d->pos - 1, 2, low << 8 | peek8(d, 0));
	skip(d, 1);
	uint64_t key = u64(d, MPTCP_RECV_KEY);
	say(d, " key 0x%llx", (unsigned long long)key);
	return true;
}

static bool reset(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags)
{
	static const struct token flags[] = {{8, "U"}, {4, "V"}, {2, "W"}, {1, "T"}, {0, NULL}};
	static const struct token reasons[] = {
		{0, "Unspecified error"}, {1, "MPTCP-specific error"}, {2, "Lack of resources"},
		{3, "Administratively prohibited"}, {4, "Too much outstanding data"},
		{5, "Unacceptable performance"}, {6, "Middlebox interference"}, {0, NULL}};
	if (len != 4)
		return false;
	mark_flags(d, low, TCPRST);
	for (unsigned bit = 0; bit < 4; bit++)
		also(d, MPTCP_FLAG_T - bit, 1, low >> bit & 1);
	unsigned reason = u8(d, MPTCP_RESET_REASON);
	say(d, " flags [%s]", bits(d, flags, "none", "", low));
	say(d, " reason %s", tok(d, reasons, "unknown (0x%02x)", reason));
	return true;
}

static const struct {
	const char *name;
	bool (*print)(struct dis *d, unsigned len, unsigned low, unsigned tcp_flags);
} subtypes[] = {
	[CAPABLE] = {"capable", capable},   [JOIN] = {"join", join},
	[DSS] = {"dss", dss},               [ADD_ADDR] = {"add-addr", add_address},
	[REMOVE_ADDR] = {"rem-addr", remove_address}, [PRIO] = {"prio", priority},
	[FAIL] = {"fail", fail},            [FAST_CLOSE] = {"fast-close", fast_close},
	[TCPRST] = {"tcprst", reset},
};

bool mptcp_option(struct dis *d, unsigned len, unsigned tcp_flags)
{
	if (len < 3)
		return false;
	unsigned first = u8(d, 0), subtype = first >> 4;
	also(d, MPTCP_SUBTYPE, 1, subtype);
	if (subtype >= sizeof subtypes / sizeof *subtypes) {
		say(d, " %u unknown", len);
		return true;
	}
	say(d, " %u %s", len, subtypes[subtype].name);
	return subtypes[subtype].print(d, len, first & 15, tcp_flags);
}
