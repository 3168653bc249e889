/* Dissection: the whole API of protocols.
 *
 * One function per protocol reads a packet once with a moving cursor. Each read checks bounds and names its field:
 *
 *	unsigned vrid = u8(d, VRID);
 *	say(d, ", vrid %u", vrid);
 *
 * When somebody wants fields, the read also puts {field, offset, length, value} on the tape. The line is said in the
 * same function, in print order.
 *
 * Truncation. A read past the captured end cuts the packet: the cursor goes dead, later reads give 0, say() and the
 * tape are silent, and when the packet is done the engine prints " [|name]" with the name of the layer that was
 * being read. C evaluates arguments before the call, so reads go into locals in print order, never into argument
 * lists. Every loop tests more(d) or the like, and nothing that lasts is changed when d->cut is set.
 *
 * Three ends. `end` is where reads stop. `wire` is where the layer ends by its own length field, which may lie behind
 * what was captured. narrow() makes a declared length binding as tcpdump does for IP; part_begin() narrows to a TLV, and
 * what goes wrong inside ends with part_end().
 */
#ifndef DISSECT_DISSECT_H
#define DISSECT_DISSECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/err.h"
#include "core/packet.h"
#include "core/text.h"
#include "dissect/field.h"
#include "dissect/headers.h"
#include "dissect/limits.h"

struct dis;
struct tape;
struct names;
struct dissection;

/* ---- Protocols ---------------------------------------------------------------------------------------------- */

/* What a protocol may ride on. Keys are numbers of the table's own registry. */
enum bind_table {
	BIND_END,
	BIND_LINKTYPE,  /* LINKTYPE_ number */
	BIND_ETHERTYPE,
	BIND_LLC_SAP,   /* DSAP == SSAP == key (IEEE 802.2) */
	BIND_IP_PROTO,  /* IPv4 protocol or IPv6 next header */
	BIND_IP4_PROTO, /* below IPv4 only; goes before BIND_IP_PROTO */
	BIND_IP6_PROTO, /* below IPv6 only */
	BIND_TCP_PORT,
	BIND_UDP_PORT,
	BIND_SCTP_PPID,
	BIND_PPP_PROTO,
	BIND_NLPID,     /* ISO/IEC TR 9577 */
	BIND_CISCO_PID, /* SNAP with Cisco's OUI */
	BIND_TCP_ANY,   /* what no port says, found by proto.recognizes; the key is 0 */
	BIND_UDP_ANY,
	BIND_TABLES,
};

enum bind_side {
	EITHER, /* source or destination port */
	SRC,
	DST,
};

/* Ends with a BIND_END entry. Where several protocols claim a packet (two ports, a range), the lowest rank wins:
 * ranks of the port tables follow the order in which tcpdump looks at ports (see app/ports.h). */
struct binding {
	uint8_t table;      /* enum bind_table */
	uint8_t side;       /* enum bind_side; ports only */
	int16_t rank;       /* low goes first */
	uint32_t from, to;  /* to = 0: only `from` */
};

/* What a cut within a protocol is to the packet around it: see inner_end(). */
enum proto_cut {
	CUTS_AS_ASKED, /* the end, but where it was found by need() */
	CUTS_ITSELF,   /* never the end */
	CUTS_ALL,      /* always the end */
	CUTS_AS_HEADER, /* never the end, and for -x what was captured is all header of the link */
};

struct proto {
	const char *name;               /* what "[|name]" says: tcpdump's word */
	void (*dissect)(struct dis *d);
	const struct field *fields;     /* fields[0] is the protocol itself: {"vrrp", "Virtual Router ..."}; reads name the others */
	unsigned field_count;
	const struct binding *bindings; /* or NULL */
	const char *decode_as;          /* -T word, or NULL */
	/* Called once before the first packet, while files may still be opened (-E): d has options, names and session
	 * only. 0 or -errno with a sentence. NULL: nothing to prepare. */
	int (*prepare)(struct dis *d, struct err *err);
	uint8_t header;                 /* enum header_kind: noted for flows and statistics */
	/* tcpdump does not have it: its fields are on the tape, but the line says it only where --decode asks for it. Called
	 * with call_beyond(). */
	bool beyond;
	bool tunnel;                    /* of these: packets with headers of their own are inside */
	const struct proto *carries;    /* another such protocol is inside; NULL: none */
	/* For BIND_TCP_ANY, BIND_UDP_ANY: does the payload at the cursor look like it? Peeks only. */
	bool (*recognizes)(struct dis *d);
	/* What it says needs nothing of other packets, and it carries none that tcpdump has: so several threads may say it (ahead.h), and it need
	 * not be read where nobody looks at it. */
	bool alone;
	uint8_t cuts;                   /* enum proto_cut */
};

#define PROTO_FIELDS(table) .fields = (table), .field_count = sizeof(table) / sizeof *(table)

/* All protocols, generated from the build's list of sources. Ends with NULL. */
extern const struct proto *const registry[];

/* A word of --decode: a protocol that the line is to say, and where it rides, when it is not as in its own bindings. */
struct decode_rule {
	struct binding where;    /* table BIND_END: as always */
	const struct proto *proto;
};

/* ---- What the user asked for ---------------------------------------------------------------------------------- */

struct dissect_options {
	int verbose;             /* -v ... -vvvv */
	bool quick;              /* -q */
	bool link_header;        /* -e */
	bool numeric;            /* -n */
	bool no_domain;          /* -N */
	bool absolute_seq;       /* -S */
	bool no_checksums;       /* -K */
	bool asdot;              /* -b */
	bool oneline;            /* -g */
	bool raw_nfs;            /* -u */
	bool mesh;               /* -H */
	bool hex_wanted;         /* -x, -X or -q: undecoded bytes are not dumped by the dissectors */
	bool tcpdump;            /* lines as tcpdump's and no more (called as tcpdump) */
	const struct proto *as;  /* -T */
	const struct decode_rule *decode; /* --decode; of two for one number the later holds */
	unsigned decode_count;
	const char *esp_secrets; /* -E */
	const char *md5_secret;  /* -M */
	const char *const *mibs; /* -m: modules */
	unsigned mib_count;
};

/* ---- A run over many packets ---------------------------------------------------------------------------------- */

/* options and names (may be NULL: numbers only) stay the caller's and must outlive the dissection. NULL: no memory. */
struct dissection *dissection_new(const struct dissect_options *options, struct names *names);
void dissection_free(struct dissection *s);
/* What protocols remember of earlier packets is forgotten. */
void dissection_forget(struct dissection *s);
/* Dissects one packet; line and tape may each be NULL. The line is appended without time stamp and newline. Returns
 * the bytes of the link header. */
uint32_t dissect_packet(struct dissection *s, const struct packet *p, struct text *line, struct tape *tape);
/* From now on the headers of each packet are noted in h (NULL: no longer), which stays the caller's. */
void dissection_note_headers(struct dissection *s, struct packet_headers *h);
/* What protocols have to read before the first packet (files of secrets). 0 or -errno. */
int dissection_prepare(struct dissection *s, struct err *err);
/* The protocol that -T calls so, or NULL. */
const struct proto *proto_decode_as(const char *word);
/* Is there a dissector for this link type? */
bool dissection_knows_linktype(const struct dissection *s, int linktype);

/* ---- The context of one packet -------------------------------------------------------------------------------- */

enum cut {
	WHOLE,
	CUT_PART,    /* past a part's declared end; over when the part ends */
	CUT_SOFT,    /* past the end in a quiet stretch; over when it ends */
	CUT_CAPTURE, /* past the captured end; stays */
	CUT_SAID,    /* the same, and the line has its mark already, or none */
};

enum mute {
	MUTE_NO_TEXT = 1, /* nobody wants a line */
	MUTE_QUIET = 2,   /* a quiet stretch */
	MUTE_CUT = 4,
};

/* Addresses and protocol of the nearest IP header, for checksums and for lines that repeat them. */
struct net {
	uint8_t version;         /* 4, 6, or 0: none */
	uint8_t protocol;        /* as the fixed header has it: an IPv6 extension header's number where there is one */
	uint8_t ttl;             /* or hop limit */
	bool fragment;           /* offset > 0 or more fragments: lengths and checksums cannot be judged */
	bool atomic;             /* a fragment that is all of its datagram (RFC 6946): fields judge it, lines do not */
	const uint8_t *src;      /* 4 or 16 bytes in the packet */
	const uint8_t *dst;
	const uint8_t *final_dst; /* IPv6 routing header's last address, else dst: what checksums cover */
	/* Fields tell right from wrong by the RFCs, lines as the reference: what checksums cover instead, or NULL. */
	const uint8_t *field_src, *field_dst;
};

struct dis {
	const uint8_t *data;     /* first byte of the buffer being read: only for this header and dis.c */
	uint32_t pos;            /* next byte to read; may stand behind end */
	uint32_t end;            /* reads stop here */
	uint32_t limit;          /* end, not counting parts: what lies behind was not captured or narrowed away */
	uint32_t wire;           /* where the layer ends by its declared length */
	uint32_t inner_wire;     /* where the protocol called last ended by its */
	uint32_t part;           /* where the innermost part ends; UINT32_MAX: in none */
	uint8_t cut;             /* enum cut */
	uint8_t mute;            /* enum mute; 0: lines are said */
	uint8_t soft;            /* > 0: in a quiet stretch */
	bool asked;              /* what cut the packet was need() or cut_here(), not a read: see inner_end(), enum proto_cut */
	uint8_t buffer;          /* see struct mark */
	uint8_t depth;           /* of the next mark */
	uint8_t layers;          /* protocols entered */
	uint8_t buffers;         /* in use */
	uint16_t layer;          /* index of the current layer's mark */
	struct text *text;
	struct tape *tape;       /* NULL: no fields of this protocol wanted, or cut */
	const struct proto *proto; /* whose fields reads name */
	uint64_t wanted;         /* which of them the tape is to have: a bit each, the last for all from 63 on */
	const char *layer_name;  /* what " [|...]" will say. Not restored when a layer returns: tcpdump's is the last set */
	int verbose;             /* = opt->verbose */
	const struct dissect_options *opt;
	struct names *names;
	const struct packet *packet;
	struct net net;
	const struct ether_head *ether; /* of the frame around a VLAN tag; see link/ether.h */
	uint16_t sport, dport;   /* of the nearest transport header */
	bool over_udp;           /* that header is UDP's */
	uint32_t tcp_seq;        /* of the first byte of TCP's payload */
	uint32_t link_len;       /* bytes of the link header; set by link protocols */
	struct dissection *session;
	const struct dissect_past *past; /* what was found ahead of the packet (ahead.h); NULL: nobody looked */
	struct tape *whole_tape; /* the caller's, also when cut */
	unsigned scratch;        /* next of the scratch strings */
	uint16_t groups[LIMIT_GROUPS]; /* mark of the open group at each depth */
};

static inline bool fields_wanted(const struct dis *d)
{
	return d->whole_tape && !d->cut;
}

/* ---- Marks ------------------------------------------------------------------------------------------------------ */

/* Is the field to be on the tape? False for field 0, which is none. */
static inline bool mark_wanted(const struct dis *d, unsigned field)
{
	return d->tape && d->wanted >> (field < 63 ? field : 63) & 1;
}

/* From here on reads name the fields of p. The engine's, and of protocols that share another's fields. */
void name_fields_of(struct dis *d, const struct proto *p);

void put_uint(struct dis *d, unsigned field, uint32_t pos, uint32_t len, uint64_t value);
void put_bytes(struct dis *d, unsigned field, uint32_t pos, uint32_t len);

/* All marks go through these four. field 0: not named, nothing is put on the tape. pos is absolute in the buffer. */
static inline void mark_uint(struct dis *d, unsigned field, uint32_t pos, uint32_t len, uint64_t value)
{
	if (mark_wanted(d, field))
		put_uint(d, field, pos, len, value);
}

static inline void mark_bytes(struct dis *d, unsigned field, uint32_t pos, uint32_t len)
{
	if (mark_wanted(d, field))
		put_bytes(d, field, pos, len);
}

/* A value made from the bytes at pos (a name expanded, a string unescaped); it is copied. */
void mark_made(struct dis *d, unsigned field, uint32_t pos, uint32_t len, const void *value, size_t size);
void mark_double(struct dis *d, unsigned field, uint32_t pos, uint32_t len, double value);

/* One more value of the bytes just read: a bit field. `back` is how many bytes of them there are. */
static inline void also(struct dis *d, unsigned field, unsigned back, uint64_t value)
{
	mark_uint(d, field, d->pos - back, back, value);
}

/* Bit fields of the `back` bytes just read, whose value is v: of each the bits of its mask, moved to the right. Ends with field 0. */
struct bit_field {
	uint32_t mask;
	uint16_t field;
};

void put_bits(struct dis *d, unsigned back, uint32_t v, const struct bit_field *list);

static inline void also_bits(struct dis *d, unsigned back, uint32_t v, const struct bit_field *list)
{
	if (d->tape)
		put_bits(d, back, v, list);
}

/* A group: marks until group_end() are its content. Groups may not be left open when a protocol returns. */
void group_begin(struct dis *d, unsigned field);
void group_end(struct dis *d);

/* ---- Reads ------------------------------------------------------------------------------------------------------ */

/* Reading n bytes goes past the end: the packet is cut. Always false. */
bool dis_overrun(struct dis *d, uint32_t n) __attribute__((cold));
/* The same for need(). */
bool dis_missing(struct dis *d, uint32_t n) __attribute__((cold));

static inline bool dis_there(const struct dis *d, uint32_t n)
{
	return __builtin_expect(d->pos <= d->end && d->end - d->pos >= n, 1);
}

/* n bytes can be read now? If not, the packet is cut. The cursor stays. */
static inline bool dis_read(struct dis *d, uint32_t n)
{
	return dis_there(d, n) || dis_overrun(d, n);
}

/* The same, asked by a protocol before it reads. */
static inline bool need(struct dis *d, uint32_t n)
{
	return dis_there(d, n) || dis_missing(d, n);
}

/* n bytes are there? Never cuts. */
static inline bool have(const struct dis *d, uint32_t n)
{
	return d->pos <= d->end && d->end - d->pos >= n;
}

/* Bytes that can be read. */
static inline uint32_t left(const struct dis *d)
{
	return d->pos < d->end ? d->end - d->pos : 0;
}

/* Bytes that the layer still has by its declared length, captured or not: what tcpdump calls length. */
static inline uint32_t declared(const struct dis *d)
{
	return d->pos < d->wire ? d->wire - d->pos : 0;
}

/* For loops: something is left by the declared length, and the packet is not cut. */
static inline bool more(const struct dis *d)
{
	return !d->cut && d->pos < d->wire;
}

static inline unsigned u8(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	if (!dis_read(d, 1))
		return 0;
	d->pos = at + 1;
	unsigned v = d->data[at];
	mark_uint(d, field, at, 1, v);
	return v;
}

/* n (1 to 8) bytes as a number, most significant byte first. */
static inline uint64_t dis_be(struct dis *d, unsigned field, unsigned n)
{
	uint32_t at = d->pos;
	if (!dis_read(d, n))
		return 0;
	d->pos = at + n;
	uint64_t v = 0;
	for (unsigned i = 0; i < n; i++)
		v = v << 8 | d->data[at + i];
	mark_uint(d, field, at, n, v);
	return v;
}

/* The same, least significant byte first. */
static inline uint64_t dis_le(struct dis *d, unsigned field, unsigned n)
{
	uint32_t at = d->pos;
	if (!dis_read(d, n))
		return 0;
	d->pos = at + n;
	uint64_t v = 0;
	for (unsigned i = n; i-- > 0;)
		v = v << 8 | d->data[at + i];
	mark_uint(d, field, at, n, v);
	return v;
}

static inline unsigned u16(struct dis *d, unsigned field)
{
	return (unsigned)dis_be(d, field, 2);
}

static inline uint32_t u24(struct dis *d, unsigned field)
{
	return (uint32_t)dis_be(d, field, 3);
}

static inline uint32_t u32(struct dis *d, unsigned field)
{
	return (uint32_t)dis_be(d, field, 4);
}

static inline uint64_t u40(struct dis *d, unsigned field)
{
	return dis_be(d, field, 5);
}

static inline uint64_t u48(struct dis *d, unsigned field)
{
	return dis_be(d, field, 6);
}

static inline uint64_t u64(struct dis *d, unsigned field)
{
	return dis_be(d, field, 8);
}

static inline unsigned u16le(struct dis *d, unsigned field)
{
	return (unsigned)dis_le(d, field, 2);
}

static inline uint32_t u24le(struct dis *d, unsigned field)
{
	return (uint32_t)dis_le(d, field, 3);
}

static inline uint32_t u32le(struct dis *d, unsigned field)
{
	return (uint32_t)dis_le(d, field, 4);
}

static inline uint64_t u64le(struct dis *d, unsigned field)
{
	return dis_le(d, field, 8);
}

/* Bit fields, each named; the whole may be one of them (mask ~0). */
static inline unsigned flags8(struct dis *d, const struct bit_field *list)
{
	unsigned v = u8(d, 0);
	also_bits(d, 1, v, list);
	return v;
}

static inline unsigned flags16(struct dis *d, const struct bit_field *list)
{
	unsigned v = u16(d, 0);
	also_bits(d, 2, v, list);
	return v;
}

static inline uint32_t flags32(struct dis *d, const struct bit_field *list)
{
	uint32_t v = u32(d, 0);
	also_bits(d, 4, v, list);
	return v;
}

/* Signed: the same reads, sign extended. */
static inline int32_t i8(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	int8_t v = (int8_t)u8(d, 0);
	mark_uint(d, field, at, 1, (uint64_t)(int64_t)v);
	return v;
}

static inline int32_t i16(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	int16_t v = (int16_t)u16(d, 0);
	mark_uint(d, field, at, 2, (uint64_t)(int64_t)v);
	return v;
}

static inline int32_t i32(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	int32_t v = (int32_t)u32(d, 0);
	mark_uint(d, field, at, 4, (uint64_t)(int64_t)v);
	return v;
}

/* Addresses. The pointers go into the packet, or to zeros when it is cut; they are good as long as the packet. */
struct mac {
	uint8_t b[6];
};

struct ip6 {
	uint8_t b[16];
};

static inline uint32_t ip4(struct dis *d, unsigned field)
{
	return u32(d, field);
}

const struct ip6 *ip6(struct dis *d, unsigned field);
const struct mac *mac(struct dis *d, unsigned field);

/* A stretch of bytes. Read it with span_u8() and the say_ functions, never through the pointer. */
struct span {
	const uint8_t *p;
	uint32_t len;
	uint32_t pos; /* in its buffer */
};

static inline unsigned span_u8(struct span s, uint32_t i)
{
	return i < s.len ? s.p[i] : 0;
}

/* Exactly n bytes; an empty span when the packet is cut by it. */
struct span bytes(struct dis *d, unsigned field, uint32_t n);
/* What of n bytes can be read; never cuts. */
struct span soft_bytes(struct dis *d, unsigned field, uint32_t n);
/* Marks the text of a span up to its first zero byte. */
static inline void mark_text_z(struct dis *d, unsigned field, struct span s)
{
	if (d->tape && s.len)
		mark_bytes(d, field, s.pos, (uint32_t)strnlen((const char *)s.p, s.len));
}
/* All that can be read from here; the cursor moves to the end. */
struct span rest(struct dis *d, unsigned field);
/* Bytes before the cursor (a header already read, for checksums): from absolute pos to pos + n, clipped to end. */
struct span span_at(const struct dis *d, uint32_t pos, uint32_t n);

/* Looking ahead: the value `off` bytes behind the cursor, 0 when it is not there. Never cuts, never marks. */
unsigned peek8(const struct dis *d, uint32_t off);
unsigned peek16(const struct dis *d, uint32_t off);
uint32_t peek32(const struct dis *d, uint32_t off);

/* Moves on; moving behind the end is no fault until something is read there. */
static inline void skip(struct dis *d, uint32_t n)
{
	d->pos = n > UINT32_MAX / 2 - d->pos ? UINT32_MAX / 2 : d->pos + n;
}

/* Moves to an absolute position of the buffer (one remembered from d->pos). */
static inline void seek(struct dis *d, uint32_t pos)
{
	if (!d->cut)
		d->pos = pos;
}

/* The link header, or one more piece of it, stood from `start` to the cursor: -x leaves it out. */
static inline void link_header_to_here(struct dis *d, uint32_t start)
{
	if (start == d->link_len && !d->cut)
		d->link_len = d->pos;
}

/* The packet is cut here, as by a failed read. */
void cut_here(struct dis *d);
/* The same, but the line is not marked at its end: it was said where it was cut (say_cut), or the reference does not say it. */
void cut_unmarked(struct dis *d);

/* ---- Narrowing -------------------------------------------------------------------------------------------------- */

/* The layer ends len bytes from here, for reads too; running over it is a cut. Holds until the current protocol
 * returns. */
void narrow(struct dis *d, uint32_t len);
/* Only the declared end: reads may still go on to what was captured. */
static inline void declare(struct dis *d, uint32_t len)
{
	d->wire = len > UINT32_MAX / 2 - d->pos ? UINT32_MAX / 2 : d->pos + len;
}

struct saved {
	uint32_t pos, end, limit, wire, part, after;
	uint8_t cut, mute, soft, depth, buffer;
	uint16_t layer;
	struct tape *tape;
	const uint8_t *data;
	const struct proto *proto;
	uint64_t wanted;
};

/* A TLV or inner structure of len bytes from here:
 *
 *	struct saved s = part_begin(d, len);
 *	... reads; one past the part's end silences the rest of it ...
 *	if (!part_end(d, &s))
 *		invalid(d);
 *
 * part_end() moves behind the part and returns false when the reads went past its declared end. When they went past
 * what was captured, the packet stays cut. */
struct saved part_begin(struct dis *d, uint32_t len);
bool part_end(struct dis *d, const struct saved *s);
/* What stands in the part cannot be: it ends here, as by a read past its end. Outside of parts as cut_here(). */
void part_fail(struct dis *d);

/* A stretch read for fields only, where the line says nothing (not verbose enough): say() is silent and a read past
 * the end just ends the stretch. Does not move the cursor: quiet_end() puts it back.
 *
 *	if (d->verbose || fields_wanted(d)) {
 *		struct saved s = quiet_begin(d, !d->verbose);
 *		body(d);
 *		quiet_end(d, &s);
 *	}
 *
 * With on = false it does nothing (and quiet_end() too): the stretch is said and may cut. */
struct saved quiet_begin(struct dis *d, bool on);
void quiet_end(struct dis *d, const struct saved *s);

/* A packet within the packet. Where a read in it finds it cut, all is; where it asked (need) for what is not there, its mark is said
 * and inner_end() goes on behind it, as if nobody had looked inside: true. The cursor is then where inner_begin() was. */
struct saved inner_begin(const struct dis *d);
bool inner_end(struct dis *d, const struct saved *s);

/* Another buffer (decrypted, decompressed): the cursor reads it until buffer_end(). It must stay until the packet is
 * done; tape memory (tape_bytes) or the session's scratch does. Returns false when a limit is reached. */
bool buffer_begin(struct dis *d, struct saved *s, const uint8_t *p, uint32_t len);
void buffer_end(struct dis *d, const struct saved *s);

/* ---- Inner protocols -------------------------------------------------------------------------------------------- */

/* Runs a protocol from the cursor to the current end. Its narrowing ends when it returns; the cursor stays where it
 * left it. */
void call(struct dis *d, const struct proto *p);
/* The same, of a packet that an error quotes, for fields only: it was none of here, so protocols remember nothing of it. */
void call_quoted(struct dis *d, const struct proto *p);
/* Who is bound to the key; NULL: nobody. */
const struct proto *bound(const struct dis *d, enum bind_table table, uint32_t key);
/* By ports (BIND_TCP_PORT, BIND_UDP_PORT), the lowest rank of both. */
const struct proto *bound_port(const struct dis *d, enum bind_table table, unsigned sport, unsigned dport);
/* Calls who is bound; false: nobody is. */
bool dispatch(struct dis *d, enum bind_table table, uint32_t key);

/* Who of BIND_TCP_ANY or BIND_UDP_ANY recognizes what is at the cursor; NULL: nobody does, or nobody wants to know. */
const struct proto *recognized_by(struct dis *d, enum bind_table table);
/* Are the line or fields of a protocol wanted that tcpdump does not have, or fields of another? */
bool beyond_wanted(const struct dis *d, const struct proto *p);
/* Runs a protocol that tcpdump does not have (proto.beyond), if its line or its fields are wanted. Returns whether the line
 * says it; where it does not, the cursor stays. */
bool call_beyond(struct dis *d, const struct proto *p);

/* What a protocol remembers from packet to packet: zeroed at first use, freed with `release` (may be NULL, then it is
 * one free()) at the end. NULL: no memory. */
void *proto_state(struct dis *d, const struct proto *owner, size_t size, void (*release)(void *state));

/* ---- Saying ----------------------------------------------------------------------------------------------------- */

/* printf. Not for the hot protocols: those use the emitters below. */
void say(struct dis *d, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline void say_s(struct dis *d, const char *s)
{
	if (!d->mute)
		text_s(d->text, s);
}

static inline void say_c(struct dis *d, char c)
{
	if (!d->mute)
		text_c(d->text, c);
}

static inline void say_u(struct dis *d, uint64_t v)
{
	if (!d->mute)
		text_u(d->text, v);
}

static inline void say_x(struct dis *d, uint64_t v)
{
	if (!d->mute)
		text_x(d->text, v);
}

static inline void say_x_pad(struct dis *d, uint64_t v, unsigned digits)
{
	if (!d->mute)
		text_x_pad(d->text, v, digits);
}

/* Addresses and ports: names where they are wanted and known, else numbers (see address.c). */
void say_ip4(struct dis *d, uint32_t address);
void say_ip6(struct dis *d, const struct ip6 *address);
void say_mac(struct dis *d, const struct mac *address);
void say_tcp_port(struct dis *d, unsigned port);
void say_udp_port(struct dis *d, unsigned port);

/* The same as strings for say("%s"); one of LIMIT_SCRATCH scratch strings, good until as many more were made. */
const char *ip4_str(struct dis *d, uint32_t address);
const char *ip6_str(struct dis *d, const struct ip6 *address);
const char *mac_str(struct dis *d, const struct mac *address);
const char *tcp_port_str(struct dis *d, unsigned port);
const char *udp_port_str(struct dis *d, unsigned port);
const char *asn_str(struct dis *d, uint32_t as); /* asdot with -b */
const char *interface_str(struct dis *d, uint32_t index); /* "eth0" */
/* Bytes as "00:11:22" for link addresses of any length. */
const char *link_addr_str(struct dis *d, struct span s);

/* The word for v; where there is none, `otherwise` formatted with v ("unknown (0x%02x)"). */
const char *tok(struct dis *d, const struct token *tokens, const char *otherwise, uint32_t v)
	__attribute__((format(printf, 3, 0)));
/* The word for v, or NULL. */
const char *word(const struct token *tokens, uint32_t v);
/* The words for the bits of v that the table names, joined by sep (", "); `otherwise` as above when no bit has one. */
const char *bits(struct dis *d, const struct token *tokens, const char *otherwise, const char *sep, uint32_t v)
	__attribute__((format(printf, 3, 0)));

/* "1h2m3s": years of 365 days, weeks, days, hours, minutes and seconds that are not zero. */
void say_duration(struct dis *d, uint32_t seconds);

/* Text out of a packet, made safe: bytes above 127 as "M-", control characters as "^X", as tcpdump prints it. */
void say_text(struct dis *d, struct span s);
/* As say_text, up to the first zero byte at most; false: no zero byte was there. */
bool say_text_z(struct dis *d, struct span s);
/* Bytes as hex, without separator. */
void say_hex(struct dis *d, struct span s);
/* Reads n bytes and says them as text or hex; what is there of them is said before the cut. */
void read_text(struct dis *d, unsigned field, uint32_t n);
void read_text_z(struct dis *d, unsigned field, uint32_t n); /* up to the first zero byte; no cut behind one */
void read_hex(struct dis *d, unsigned field, uint32_t n);
/* Dumps. They do not move the cursor; where n goes past what was captured, they end with a cut.
 * Undecoded payload: a hex dump in lines of their own, unless -x and the like print it anyway. */
void say_undecoded(struct dis *d, uint32_t n);
/* Always: hex lines without ASCII, each starting with `indent`, of what is captured of the n bytes from here. */
void say_hexdump(struct dis *d, const char *indent, uint32_t n);
/* The same for what nobody decodes: it ends without a cut. */
static inline void say_unknown(struct dis *d, const char *indent, uint32_t n)
{
	say_hexdump(d, indent, n < left(d) ? n : left(d));
}
/* Always: hex and ASCII lines, each starting with `indent` ("\n\t"), of what is captured of the n bytes from here. */
void say_dump(struct dis *d, const char *indent, uint32_t n);

/* " (invalid)": what is there cannot be. */
static inline void invalid(struct dis *d)
{
	say_s(d, " (invalid)");
}

/* The same of a layer that should have been captured to its declared end. */
static inline void invalid_to_end(struct dis *d)
{
	invalid(d);
	need(d, declared(d));
}

/* Why something cannot be: " [length 3 < 8]". */
void say_misfit(struct dis *d, const char *what, uint32_t value, const char *relation, uint32_t limit);
/* The same, followed by " (invalid)". */
void invalid_misfit(struct dis *d, const char *what, uint32_t value, const char *relation, uint32_t limit);

/* Where the line stands, and back to it: what was said since is taken back, when it was cut. */
size_t said(const struct dis *d);
void unsay_if_cut(struct dis *d, size_t before);

/* " [|name]" now, as tcpdump where it goes on after a truncated piece. */
void say_cut(struct dis *d);

#endif
