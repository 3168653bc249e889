/* Network File System over Sun RPC: RFC 1094 (version 2), RFC 1813 (version 3), RFC 5531 (RPC).
 *
 *	call:  | xid | 0 | RPC version | program | version | procedure | credentials | verifier | arguments
 *	reply: | xid | 1 | 0 accepted | verifier | status | results,  or  | xid | 1 | 1 denied | why | ...
 *
 * All are 32-bit words; over TCP a word with the record's length goes before. A reply does not say its procedure: the
 * call with its xid does, and is remembered. */
#include "dissect/storage/nfs.h"

#include <stdio.h>

#include "core/time.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"
#include "dissect/transport/ports.h"

enum {
	NFS, XID, MSGTYP, RPCVERS, PROGRAM, PROGVERS, PROCEDURE, FLAVOR, AUTH_LEN, REPLYSTAT, ACCEPT, REJECT, FRAGLEN, FHANDLE, NAME,
	STATUS, OFFSET, COUNT, STABLE, TYPE, MODE, UID, GID, SIZE, ACCESS, AUTH_STAMP, AUTH_MACHINE, AUTH_UID, AUTH_GID, NLINK, USED,
	SPECDATA1, SPECDATA2, FSID, FILEID, ATIME, MTIME, CTIME, WCC_SIZE, READ_EOF, COMMITTED, VERIFIER, TBYTES, FBYTES, ABYTES, TFILES,
	FFILES, AFILES, INVARSEC, RTMAX, RTPREF, RTMULT, WTMAX, WTPREF, WTMULT, DTPREF, MAXFILESIZE, LINKMAX, NAME_MAX, NO_TRUNC,
	CHOWN_RESTRICTED, CASE_INSENSITIVE, CASE_PRESERVING, READLINK, LASTFRAG, STATE_AUTH,
};

enum { CALL = 0, REPLY = 1, CALLS_KEPT = 64 };

enum {
	P_NULL, P_GETATTR, P_SETATTR, P_LOOKUP, P_ACCESS, P_READLINK, P_READ, P_WRITE, P_CREATE, P_MKDIR, P_SYMLINK, P_MKNOD, P_REMOVE,
	P_RMDIR, P_RENAME, P_LINK, P_READDIR, P_READDIRPLUS, P_FSSTAT, P_FSINFO, P_PATHCONF, P_COMMIT, P_NOP = 25,
};

static const struct token procedures[] = {
	{P_NULL, "null"}, {P_GETATTR, "getattr"}, {P_SETATTR, "setattr"}, {P_LOOKUP, "lookup"}, {P_ACCESS, "access"},
	{P_READLINK, "readlink"}, {P_READ, "read"}, {P_WRITE, "write"}, {P_CREATE, "create"}, {P_MKDIR, "mkdir"},
	{P_SYMLINK, "symlink"}, {P_MKNOD, "mknod"}, {P_REMOVE, "remove"}, {P_RMDIR, "rmdir"}, {P_RENAME, "rename"}, {P_LINK, "link"},
	{P_READDIR, "readdir"}, {P_READDIRPLUS, "readdirplus"}, {P_FSSTAT, "fsstat"}, {P_FSINFO, "fsinfo"}, {P_PATHCONF, "pathconf"},
	{P_COMMIT, "commit"}, {0, NULL}};

/* Version 2's procedures (RFC 1094 section 2.2) as version 3's. */
static const uint8_t as_v3[] = {
	P_NULL, P_GETATTR, P_SETATTR, P_NOP, P_LOOKUP, P_READLINK, P_READ, P_NOP, P_WRITE, P_CREATE, P_REMOVE, P_RENAME, P_LINK,
	P_SYMLINK, P_MKDIR, P_RMDIR, P_READDIR, P_FSSTAT,
};

static const struct token statuses[] = {
	{1, "Operation not permitted"}, {2, "No such file or directory"}, {5, "Input/output error"}, {6, "Device not configured"},
	{11, "Resource deadlock avoided"}, {12, "Cannot allocate memory"}, {62, "Too many levels of symbolic links"},
	{13, "Permission denied"}, {17, "File exists"}, {18, "Cross-device link"}, {19, "Operation not supported by device"},
	{20, "Not a directory"}, {21, "Is a directory"}, {22, "Invalid argument"}, {26, "Text file busy"}, {27, "File too large"},
	{28, "No space left on device"}, {30, "Read-only file system"}, {31, "Too many links"}, {45, "Operation not supported"},
	{63, "File name too long"}, {66, "Directory not empty"}, {69, "Disc quota exceeded"}, {70, "Stale NFS file handle"},
	{71, "Too many levels of remote in path"}, {99, "Write cache flushed to disk"}, {10001, "Illegal NFS file handle"},
	{10002, "Update synchronization mismatch"}, {10003, "READDIR/READDIRPLUS cookie is stale"}, {10004, "Operation not supported"},
	{10005, "Buffer or request is too small"}, {10006, "Unspecified error on server"}, {10007, "Object of that type not supported"},
	{10008, "Request couldn't be completed in time"}, {0, NULL}};

static const struct token types[] = {
	{0, "NON"}, {1, "REG"}, {2, "DIR"}, {3, "BLK"}, {4, "CHR"}, {5, "LNK"}, {7, "FIFO"}, {0, NULL}};

static const struct token stability[] = {{0, "unstable"}, {1, "datasync"}, {2, "filesync"}, {0, NULL}};
static const struct token message_types[] = {{CALL, "Call"}, {REPLY, "Reply"}, {0, NULL}};

static const struct token accept_states[] = {
	{1, "PROG_UNAVAIL"}, {2, "PROG_MISMATCH"}, {3, "PROC_UNAVAIL"}, {4, "GARBAGE_ARGS"}, {5, "SYSTEM_ERR"}, {0, NULL}};

static const struct token auth_failures[] = {
	{0, "OK"}, {1, "Bogus Credentials (seal broken)"}, {2, "Rejected Credentials (client should begin new session)"},
	{3, "Bogus Verifier (seal broken)"}, {4, "Verifier expired or was replayed"}, {5, "Credentials are too weak"},
	{6, "Bogus response verifier"}, {7, "Unknown failure"}, {0, NULL}};

static const struct token access_bits[] = {
	{1, "NFS_ACCESS_READ"}, {2, "NFS_ACCESS_LOOKUP"}, {4, "NFS_ACCESS_MODIFY"}, {8, "NFS_ACCESS_EXTEND"},
	{16, "NFS_ACCESS_DELETE"}, {32, "NFS_ACCESS_EXECUTE"}, {0, NULL}};

static const struct field fields[] = {
	[NFS] = {"nfs", "Network File System"},
	[XID] = {"rpc.xid", "XID", F_U32, HEX},
	[MSGTYP] = {"rpc.msgtyp", "Message Type", F_U32, DEC, message_types},
	[RPCVERS] = {"rpc.version", "RPC Version", F_U32},
	[PROGRAM] = {"rpc.program", "Program", F_U32},
	[PROGVERS] = {"rpc.programversion", "Program Version", F_U32},
	[PROCEDURE] = {"rpc.procedure", "Procedure", F_U32},
	[FLAVOR] = {"rpc.auth.flavor", "Flavor", F_U32},
	[AUTH_LEN] = {"rpc.auth.length", "Length", F_U32},
	[REPLYSTAT] = {"rpc.replystat", "Reply State", F_U32},
	[ACCEPT] = {"rpc.state_accept", "Accept State", F_U32},
	[REJECT] = {"rpc.state_reject", "Reject State", F_U32},
	[FRAGLEN] = {"rpc.fraglen", "Fragment Length", F_U32},
	[FHANDLE] = {"nfs.fhandle", "FileHandle", F_BYTES},
	[NAME] = {"nfs.name", "Name", F_STR},
	[STATUS] = {"nfs.status", "Status", F_U32, DEC, statuses},
	[OFFSET] = {"nfs.offset3", "offset", F_U64},
	[COUNT] = {"nfs.count3", "count", F_U32},
	[STABLE] = {"nfs.write.stable", "Stable", F_U32, DEC, stability},
	[TYPE] = {"nfs.fattr3.type", "Type", F_U32, DEC, types},
	[MODE] = {"nfs.mode3", "Mode", F_U32, OCT},
	[UID] = {"nfs.fattr3.uid", "uid", F_U32},
	[GID] = {"nfs.fattr3.gid", "gid", F_U32},
	[SIZE] = {"nfs.fattr3.size", "size", F_U64},
	[ACCESS] = {"nfs.access_rights", "Access rights (of requested)", F_U8, HEX},
	[AUTH_STAMP] = {"rpc.auth.stamp", "Stamp", F_U32, HEX},
	[AUTH_MACHINE] = {"rpc.auth.machinename", "Machine Name", F_STR},
	[AUTH_UID] = {"rpc.auth.uid", "UID", F_U32},
	[AUTH_GID] = {"rpc.auth.gid", "GID", F_U32},
	[NLINK] = {"nfs.fattr3.nlink", "nlink", F_U32},
	[USED] = {"nfs.fattr3.used", "used", F_U64},
	[SPECDATA1] = {"nfs.specdata1", "specdata1", F_U32},
	[SPECDATA2] = {"nfs.specdata2", "specdata2", F_U32},
	[FSID] = {"nfs.fattr3.fsid", "fsid", F_U64, HEX},
	[FILEID] = {"nfs.fattr3.fileid", "fileid", F_U64},
	[ATIME] = {"nfs.atime", "atime", F_TIME},
	[MTIME] = {"nfs.mtime", "mtime", F_TIME},
	[CTIME] = {"nfs.ctime", "ctime", F_TIME},
	[WCC_SIZE] = {"nfs.wcc_attr.size", "size", F_U64},
	[READ_EOF] = {"nfs.read.eof", "EOF", F_BOOL},
	[COMMITTED] = {"nfs.write.committed", "Committed", F_U32, DEC, stability},
	[VERIFIER] = {"nfs.verifier", "Verifier", F_BYTES},
	[TBYTES] = {"nfs.fsstat3_resok.tbytes", "Total bytes", F_U64},
	[FBYTES] = {"nfs.fsstat3_resok.fbytes", "Free bytes", F_U64},
	[ABYTES] = {"nfs.fsstat3_resok.abytes", "Available free bytes", F_U64},
	[TFILES] = {"nfs.fsstat3_resok.tfiles", "Total file slots", F_U64},
	[FFILES] = {"nfs.fsstat3_resok.ffiles", "Free file slots", F_U64},
	[AFILES] = {"nfs.fsstat3_resok.afiles", "Available free file slots", F_U64},
	[INVARSEC] = {"nfs.fsstat.invarsec", "invarsec", F_U32},
	[RTMAX] = {"nfs.fsinfo.rtmax", "rtmax", F_U32},
	[RTPREF] = {"nfs.fsinfo.rtpref", "rtpref", F_U32},
	[RTMULT] = {"nfs.fsinfo.rtmult", "rtmult", F_U32},
	[WTMAX] = {"nfs.fsinfo.wtmax", "wtmax", F_U32},
	[WTPREF] = {"nfs.fsinfo.wtpref", "wtpref", F_U32},
	[WTMULT] = {"nfs.fsinfo.wtmult", "wtmult", F_U32},
	[DTPREF] = {"nfs.fsinfo.dtpref", "dtpref", F_U32},
	[MAXFILESIZE] = {"nfs.fsinfo.maxfilesize", "maxfilesize", F_U64},
	[LINKMAX] = {"nfs.pathconf.linkmax", "linkmax", F_U32},
	[NAME_MAX] = {"nfs.pathconf.name_max", "name_max", F_U32},
	[NO_TRUNC] = {"nfs.pathconf.no_trunc", "no_trunc", F_BOOL},
	[CHOWN_RESTRICTED] = {"nfs.pathconf.chown_restricted", "chown_restricted", F_BOOL},
	[CASE_INSENSITIVE] = {"nfs.pathconf.case_insensitive", "case_insensitive", F_BOOL},
	[CASE_PRESERVING] = {"nfs.pathconf.case_preserving", "case_preserving", F_BOOL},
	[LASTFRAG] = {"rpc.lastfrag", "Last Fragment", F_BOOL},
	[STATE_AUTH] = {"rpc.state_auth", "Auth State", F_U32, DEC, auth_failures},
	[READLINK] = {"nfs.readlink.data", "Data", F_STR},
};

/* ---- Calls that wait for their replies: the oldest of CALLS_KEPT is forgotten */

struct pending {
	uint32_t xid, version, procedure;
	uint8_t ip, client[16], server[16];
};

struct pendings {
	struct pending calls[CALLS_KEPT];
	unsigned next;
};

static struct pending *find(struct pendings *t, uint32_t xid, const struct net *net, const uint8_t *client, const uint8_t *server)
{
	size_t n = net->version == 4 ? 4 : 16;
	for (unsigned i = 0; i < CALLS_KEPT; i++) {
		struct pending *c = &t->calls[i];
		if (c->ip && c->ip == net->version && c->xid == xid && !memcmp(c->client, client, n) && !memcmp(c->server, server, n))
			return c;
	}
	return NULL;
}

static void remember(struct dis *d, uint32_t xid, uint32_t version, uint32_t procedure)
{
	struct pendings *t = d->cut || !d->net.version ? NULL : proto_state(d, &proto_nfs, sizeof *t, NULL);
	if (!t)
		return;
	struct pending *c = find(t, xid, &d->net, d->net.src, d->net.dst);
	if (!c)
		c = &t->calls[t->next++ % CALLS_KEPT];
	size_t n = d->net.version == 4 ? 4 : 16;
	*c = (struct pending){.xid = xid, .version = version, .procedure = procedure, .ip = d->net.version};
	memcpy(c->client, d->net.src, n);
	memcpy(c->server, d->net.dst, n);
}

/* ---- Pieces */

static void handle(struct dis *d, bool v3)
{
	uint32_t len = v3 ? u32(d, 0) : 32, words = len / 4;
	struct span h = bytes(d, FHANDLE, words * 4); /* tcpdump takes whole words */
	if (d->cut)
		return;
	if (d->opt->raw_nfs) {
		say_s(d, " fh[");
		for (uint32_t i = 0; i < words; i++)
			say(d, i ? ":%x" : "%x", (uint32_t)span_u8(h, 4 * i) << 24 | span_u8(h, 4 * i + 1) << 16 |
				span_u8(h, 4 * i + 2) << 8 | span_u8(h, 4 * i + 3));
		say_c(d, ']');
		return;
	}
	say_s(d, " fh ");
	if (nfs_say_known_handle(d, h))
		return;
	say(d, "%.*s/", words < 8 ? (int)words : 8, "Unknown");
	for (uint32_t i = 0; i < 4 * words && i < 32; i++)
		say(d, "%02X", span_u8(h, i));
}

static void text(struct dis *d, unsigned field)
{
	uint32_t len = u32(d, 0);
	if (d->cut)
		return;
	if (len > UINT32_MAX - 3) {
		say_s(d, "[cannot pad to 32-bit boundaries]");
		invalid(d);
		cut_here(d);
		return;
	}
	need(d, (len + 3) & ~3u); /* the padding must be there too */
	struct span s = bytes(d, field, len);
	skip(d, -len & 3);
	say_c(d, '"');
	say_text(d, s);
	say_c(d, '"');
}

static void name(struct dis *d)
{
	text(d, NAME);
}

static void handle_name(struct dis *d, bool v3)
{
	handle(d, v3);
	say_c(d, ' ');
	name(d);
}

static void seconds(struct dis *d, const char *before, unsigned field)
{
	uint32_t whole = u32(d, 0), part = u32(d, 0);
	also(d, field, 8, (uint64_t)whole * NS_PER_S + part); /* of version 3 */
	say(d, "%s%u.%06u", before, whole, part);
}

/* n bytes are there? If not, the packet is cut, but where an error is what the reply says, it is whole all the same. */
static bool whole(struct dis *d, uint32_t n)
{
	if (d->cut || have(d, n))
		return !d->cut;
	if (d->part != UINT32_MAX)
		part_fail(d);
	else
		cut_here(d);
	return false;
}

/* What stands behind the size. */
static void other_attributes(struct dis *d, bool v3, uint32_t links)
{
	say(d, " nlink %u", links);
	if (v3) {
		u64(d, USED);
		uint32_t major = u32(d, SPECDATA1), minor = u32(d, SPECDATA2);
		uint64_t fsid = u64(d, FSID), file = u64(d, FILEID);
		say(d, " rdev %u/%u fsid %llx fileid %llx", major, minor, (unsigned long long)fsid, (unsigned long long)file);
	} else {
		u32(d, 0);
		uint32_t device = u32(d, 0);
		u32(d, 0);
		uint32_t fsid = u32(d, 0), node = u32(d, 0);
		say(d, " rdev 0x%x fsid 0x%x nodeid 0x%x", device, fsid, node);
	}
	seconds(d, " a/m/ctime ", v3 ? ATIME : 0);
	seconds(d, " ", v3 ? MTIME : 0);
	seconds(d, " ", v3 ? CTIME : 0);
}

static void attributes(struct dis *d, bool v3, bool full)
{
	if (!whole(d, 20))
		return;
	uint32_t type = u32(d, TYPE), mode = u32(d, MODE), links = u32(d, v3 ? NLINK : 0), uid = u32(d, UID), gid = u32(d, GID);
	say(d, " %s %o ids %d/%d", tok(d, types, "unk-ft %u ", type), mode, (int32_t)uid, (int32_t)gid);
	uint64_t size = v3 ? u64(d, SIZE) : u32(d, SIZE);
	say(d, " sz %llu", (unsigned long long)size);
	uint32_t others = v3 ? 56 : 44;
	if (full && !whole(d, others))
		return;
	if (full || fields_wanted(d)) {
		struct saved s = quiet_begin(d, !full);
		other_attributes(d, v3, links);
		quiet_end(d, &s);
	}
	if (!full)
		skip(d, others);
}

/* post_op_attr: read for the line only with -v. */
static void maybe_attributes(struct dis *d, const char *label)
{
	enum { FATTR3 = 84 };
	say_s(d, label);
	if (!u32(d, 0))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	attributes(d, true, d->verbose > 1);
	quiet_end(d, &s);
	if (!d->verbose)
		skip(d, FATTR3);
}

/* wcc_data */
static void weak_cache(struct dis *d)
{
	bool said = d->verbose > 1;
	if (said)
		say_s(d, " PRE:");
	if (u32(d, 0) && whole(d, 24)) {
		uint64_t size = u64(d, WCC_SIZE);
		uint8_t mute = d->mute;
		d->mute |= said ? 0 : MUTE_QUIET;
		say(d, " sz %llu", (unsigned long long)size);
		seconds(d, " mtime ", MTIME);
		seconds(d, " ctime ", CTIME);
		d->mute = mute | (d->mute & MUTE_CUT);
	}
	maybe_attributes(d, d->verbose ? " POST:" : "");
}

/* ---- Calls */

/* sattr3. The size is taken for one word, as tcpdump does. */
struct settings {
	bool set[3];
	uint32_t values[3]; /* mode, uid, gid */
	struct {
		bool set;
		uint32_t seconds, nanoseconds;
	} times[2]; /* of access and modification */
};

static struct settings read_settings(struct dis *d)
{
	struct settings s = {0};
	for (unsigned i = 0; i < 3; i++) {
		s.set[i] = u32(d, 0);
		s.values[i] = s.set[i] ? u32(d, 0) : 0;
	}
	if (u32(d, 0))
		u32(d, 0);
	for (unsigned i = 0; i < 2; i++) {
		s.times[i].set = u32(d, 0) == 2; /* to the client's time */
		if (s.times[i].set) {
			s.times[i].seconds = u32(d, 0);
			s.times[i].nanoseconds = u32(d, 0);
		}
	}
	return s;
}

static void say_settings(struct dis *d, const struct settings *s)
{
	if (!d->verbose)
		return;
	if (s->set[0])
		say(d, " mode %o", s->values[0]);
	if (s->set[1])
		say(d, " uid %u", s->values[1]);
	if (s->set[2])
		say(d, " gid %u", s->values[2]);
	for (unsigned i = 0; i < 2 && d->verbose > 1; i++)
		if (s->times[i].set)
			say(d, " %s %u.%06u", i ? "mtime" : "atime", s->times[i].seconds, s->times[i].nanoseconds);
}

static void call_write(struct dis *d, bool v3)
{
	handle(d, v3);
	if (v3) {
		uint64_t offset = u64(d, OFFSET);
		uint32_t count = u32(d, COUNT), stable = u32(d, STABLE), len = u32(d, 0);
		say(d, " %u (%u) bytes @ %llu", len, count, (unsigned long long)offset);
		if (d->verbose)
			say(d, " <%s>", tok(d, stability, "#%u", stable));
		return;
	}
	uint32_t begin = u32(d, 0), offset = u32(d, OFFSET), total = u32(d, COUNT), len = u32(d, 0);
	say(d, " %u (%u) bytes @ %u (%u)", len, total, offset, begin);
}

static void call_readdir(struct dis *d, bool v3, bool plus)
{
	handle(d, v3);
	if (!v3) {
		uint32_t cookie = u32(d, 0), count = u32(d, COUNT);
		say(d, " %u bytes @ %u", count, cookie);
		return;
	}
	uint64_t cookie = u64(d, 0), verifier = u64(d, 0);
	uint32_t count = u32(d, COUNT);
	say(d, " %u bytes @ %lld", count, (long long)cookie);
	if (!d->verbose)
		return;
	if (plus) {
		uint32_t most = u32(d, 0);
		say(d, " max %u", most);
	}
	say(d, " verf %016llx", (unsigned long long)verifier);
}

static void call_mknod(struct dis *d, bool v3)
{
	handle_name(d, v3);
	uint32_t type = u32(d, TYPE);
	struct settings s = read_settings(d);
	say(d, " %s", tok(d, types, "unk-ft %u", type));
	if (d->verbose && (type == 3 || type == 4)) {
		uint32_t major = u32(d, 0), minor = u32(d, 0);
		say(d, " %u/%u", major, minor);
	}
	say_settings(d, &s);
}

static void call_access(struct dis *d, bool v3)
{
	handle(d, v3);
	uint32_t wanted = u32(d, ACCESS);
	if (wanted & ~0x3fu)
		say(d, " %04x", wanted);
	else if (wanted == 0x3f)
		say_s(d, " NFS_ACCESS_FULL");
	else if (wanted)
		say(d, " %s", bits(d, access_bits, "%u", "|", wanted));
}

static void call_arguments(struct dis *d, unsigned procedure, bool v3)
{
	switch (procedure) {
	case P_GETATTR:
	case P_SETATTR:
	case P_READLINK:
	case P_FSSTAT:
	case P_FSINFO:
	case P_PATHCONF:
		handle(d, v3);
		break;
	case P_LOOKUP:
	case P_CREATE:
	case P_MKDIR:
	case P_REMOVE:
	case P_RMDIR:
		handle_name(d, v3);
		break;
	case P_ACCESS:
		call_access(d, v3);
		break;
	case P_READ:
	case P_COMMIT: {
		handle(d, v3);
		uint64_t offset = v3 ? u64(d, OFFSET) : u32(d, OFFSET);
		uint32_t count = u32(d, COUNT);
		say(d, " %u bytes @ %llu", count, (unsigned long long)offset);
		break;
	}
	case P_WRITE:
		call_write(d, v3);
		break;
	case P_SYMLINK: {
		handle_name(d, v3);
		struct settings s = {0};
		say_s(d, " ->");
		if (v3)
			s = read_settings(d);
		name(d);
		say_settings(d, &s);
		break;
	}
	case P_MKNOD:
		call_mknod(d, v3);
		break;
	case P_RENAME:
		handle_name(d, v3);
		say_s(d, " ->");
		handle_name(d, v3);
		break;
	case P_LINK:
		handle(d, v3);
		say_s(d, " ->");
		handle_name(d, v3);
		break;
	case P_READDIR:
	case P_READDIRPLUS:
		call_readdir(d, v3, procedure == P_READDIRPLUS);
		break;
	}
}

static void say_procedure(struct dis *d, unsigned procedure)
{
	say(d, " %s", procedure == P_NOP ? "nop" : tok(d, procedures, "proc-%u", procedure));
}

/* RFC 5531 appendix A, for the fields. */
static void unix_credentials(struct dis *d)
{
	enum { GROUPS = 16 };
	struct saved s = quiet_begin(d, true);
	u32(d, AUTH_STAMP);
	uint32_t n = u32(d, 0);
	bytes(d, AUTH_MACHINE, n);
	skip(d, -n & 3);
	u32(d, AUTH_UID);
	u32(d, AUTH_GID);
	n = u32(d, 0);
	for (uint32_t i = 0; i < n && i < GROUPS; i++)
		u32(d, AUTH_GID);
	quiet_end(d, &s);
}

static bool authentication(struct dis *d, uint32_t total, const char *what)
{
	enum { AUTH_UNIX = 1 };
	uint32_t flavor = u32(d, FLAVOR), len = u32(d, AUTH_LEN);
	if (len > total) {
		invalid_misfit(d, what, len, ">", total);
		cut_here(d);
	}
	if (flavor == AUTH_UNIX && fields_wanted(d))
		unix_credentials(d);
	bytes(d, 0, len);
	return !d->cut;
}

static void request(struct dis *d, uint32_t total)
{
	uint32_t xid = u32(d, XID);
	say(d, "NFS request xid %u %u", xid, total);
	u32(d, MSGTYP);
	u32(d, RPCVERS);
	u32(d, PROGRAM);
	uint32_t version = u32(d, PROGVERS), number = u32(d, PROCEDURE);
	bool v3 = version == 3;
	unsigned procedure = number;
	if (!v3 && number <= P_NOP)
		procedure = number < sizeof as_v3 ? as_v3[number] : P_NOP;
	remember(d, xid, version, procedure);
	say_procedure(d, procedure);
	bool bare = procedure == P_NULL || procedure > P_COMMIT;
	if (!bare && authentication(d, total, "credentials length") && authentication(d, total, "verifier length"))
		call_arguments(d, procedure, v3);
}

/* ---- Replies */

static bool status(struct dis *d)
{
	uint32_t v = u32(d, STATUS);
	if (v)
		say(d, " ERROR: %s", tok(d, statuses, "unk %u", v));
	return !v && !d->cut;
}

/* Version 2's attributes must be there also when they are not said. */
static void attributes_v2(struct dis *d)
{
	if (d->verbose)
		attributes(d, false, d->verbose > 1);
	if (!d->verbose && whole(d, 20) && fields_wanted(d)) {
		struct saved s = quiet_begin(d, true);
		attributes(d, false, false);
		quiet_end(d, &s);
	}
}

/* A new file: handle and attributes. */
static void made(struct dis *d, bool v3, bool ok)
{
	if (!v3) {
		if (ok) {
			handle(d, false);
			attributes_v2(d);
		}
		return;
	}
	if (!ok) {
		weak_cache(d);
		return;
	}
	if (!u32(d, 0))
		return;
	handle(d, true);
	struct saved s = quiet_begin(d, !d->verbose);
	maybe_attributes(d, "");
	struct saved more = quiet_begin(d, d->verbose < 2);
	say_s(d, " dir attr:");
	weak_cache(d);
	quiet_end(d, &more);
	quiet_end(d, &s);
}

static void looked_up(struct dis *d, bool v3, bool ok)
{
	if (ok)
		handle(d, v3);
	if (!v3) {
		if (ok)
			attributes_v2(d);
		return;
	}
	if (ok)
		maybe_attributes(d, "");
	struct saved s = quiet_begin(d, d->verbose < 2);
	maybe_attributes(d, " post dattr:");
	quiet_end(d, &s);
}

static void data_read(struct dis *d, bool v3, bool ok)
{
	if (!v3) {
		if (ok)
			attributes_v2(d);
		return;
	}
	maybe_attributes(d, "");
	if (!ok)
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	uint32_t count = u32(d, COUNT);
	say(d, " %u bytes", count);
	if (u32(d, READ_EOF))
		say_s(d, " EOF");
	quiet_end(d, &s);
}

static uint64_t verifier(struct dis *d)
{
	if (have(d, 8))
		mark_bytes(d, VERIFIER, d->pos, 8);
	return u64(d, 0);
}

static void written(struct dis *d, bool v3, bool ok)
{
	if (!v3) {
		if (ok)
			attributes_v2(d);
		return;
	}
	weak_cache(d);
	if (!ok)
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	uint32_t count = u32(d, COUNT);
	say(d, " %u bytes", count);
	struct saved more = quiet_begin(d, d->verbose < 2);
	uint32_t stable = u32(d, COMMITTED);
	say(d, " <%s>", tok(d, stability, "#%u", stable));
	uint64_t value = verifier(d);
	say(d, " verf %llx", (unsigned long long)value);
	quiet_end(d, &more);
	quiet_end(d, &s);
}

static void directory_read(struct dis *d, bool v3, bool ok)
{
	if (v3) {
		maybe_attributes(d, d->verbose ? " POST:" : "");
		if (!ok || !d->verbose)
			return;
		uint64_t verifier = u64(d, 0);
		say(d, " verf %016llx", (unsigned long long)verifier);
	} else if (ok) {
		uint32_t offset = u32(d, 0), size = u32(d, 0);
		say(d, " offset 0x%x size %u ", offset, size);
		if (u32(d, 0))
			say_s(d, " eof");
	}
}

static void path_limits(struct dis *d)
{
	uint32_t links = u32(d, LINKMAX), longest = u32(d, NAME_MAX), notrunc = u32(d, NO_TRUNC), chown = u32(d, CHOWN_RESTRICTED),
		 igncase = u32(d, CASE_INSENSITIVE), keep = u32(d, CASE_PRESERVING);
	say(d, " linkmax %u namemax %u %s %s %s %s", links, longest, notrunc ? "notrunc" : "", chown ? "chownres" : "",
		igncase ? "igncase" : "", keep ? "keepcase" : "");
}

static void file_system_space(struct dis *d)
{
	enum { FSSTAT3 = 52 };
	if (!whole(d, FSSTAT3))
		return;
	uint64_t v[6];
	for (unsigned i = 0; i < 6; i++)
		v[i] = u64(d, TBYTES + i);
	uint32_t invariant = u32(d, INVARSEC);
	say(d, " tbytes %llu fbytes %llu abytes %llu", (unsigned long long)v[0], (unsigned long long)v[1], (unsigned long long)v[2]);
	if (d->verbose)
		say(d, " tfiles %llu ffiles %llu afiles %llu invar %u", (unsigned long long)v[3], (unsigned long long)v[4],
			(unsigned long long)v[5], invariant);
}

static void file_system_limits(struct dis *d)
{
	enum { FSINFO3 = 48 };
	if (!whole(d, FSINFO3))
		return;
	uint32_t v[7];
	for (unsigned i = 0; i < 7; i++)
		v[i] = u32(d, RTMAX + i);
	uint64_t most = u64(d, MAXFILESIZE);
	say(d, " rtmax %u rtpref %u wtmax %u wtpref %u dtpref %u", v[0], v[1], v[3], v[4], v[6]);
	if (d->verbose) {
		say(d, " rtmult %u wtmult %u maxfsz %llu", v[2], v[5], (unsigned long long)most);
		seconds(d, " delta ", 0);
		say_c(d, ' ');
	}
}

static void file_system(struct dis *d, bool v3, bool ok, unsigned procedure)
{
	if (v3)
		maybe_attributes(d, d->verbose ? " POST:" : "");
	if (!ok && !(v3 && procedure == P_FSSTAT))
		return;
	if (!v3) {
		uint32_t v[5];
		for (unsigned i = 0; i < 5; i++)
			v[i] = u32(d, 0);
		say(d, " tsize %u bsize %u blocks %u bfree %u bavail %u", v[0], v[1], v[2], v[3], v[4]);
	} else if (procedure == P_PATHCONF) {
		path_limits(d);
	} else if (procedure == P_FSSTAT) {
		file_system_space(d);
	} else {
		file_system_limits(d);
	}
}

static void changed(struct dis *d, unsigned procedure)
{
	if (procedure == P_LINK || procedure == P_RENAME) {
		if (!d->verbose)
			return;
		if (procedure == P_LINK)
			maybe_attributes(d, " file POST:");
		say_s(d, procedure == P_LINK ? " dir:" : " from:");
	}
	weak_cache(d);
	if (procedure == P_RENAME) {
		say_s(d, " to:");
		weak_cache(d);
	}
	if (procedure == P_COMMIT && d->verbose > 1) {
		uint64_t verifier = u64(d, 0);
		say(d, " verf %llx", (unsigned long long)verifier);
	}
}

static void link_target(struct dis *d, bool v3)
{
	if (v3)
		maybe_attributes(d, "");
	say_c(d, ' ');
	text(d, READLINK);
}

static void access_granted(struct dis *d, bool ok)
{
	maybe_attributes(d, d->verbose ? " attr:" : "");
	if (!ok)
		return;
	uint32_t granted = u32(d, ACCESS);
	say(d, " c %04x", granted);
}

static void procedure_results(struct dis *d, unsigned procedure, bool v3, bool ok)
{
	switch (procedure) {
	case P_GETATTR:
		if (ok)
			attributes(d, v3, false);
		break;
	case P_LOOKUP:
		looked_up(d, v3, ok);
		break;
	case P_ACCESS:
		access_granted(d, ok);
		break;
	case P_READLINK:
		if (ok)
			link_target(d, v3);
		break;
	case P_READ:
		data_read(d, v3, ok);
		break;
	case P_WRITE:
		written(d, v3, ok);
		break;
	case P_SYMLINK:
		if (v3)
			made(d, v3, ok);
		break;
	case P_CREATE:
	case P_MKDIR:
	case P_MKNOD:
		made(d, v3, ok);
		break;
	case P_READDIR:
	case P_READDIRPLUS:
		directory_read(d, v3, ok);
		break;
	case P_FSSTAT:
	case P_FSINFO:
	case P_PATHCONF:
		file_system(d, v3, ok, procedure);
		break;
	default: /* setattr, remove, rmdir, rename, link, commit */
		if (v3)
			changed(d, procedure);
		else if (procedure == P_SETATTR && ok)
			attributes(d, false, false);
	}
}

static void results(struct dis *d, unsigned procedure, bool v3)
{
	if (procedure == P_NULL || procedure > P_COMMIT)
		return;
	if (status(d)) {
		procedure_results(d, procedure, v3, true);
		return;
	}
	if (d->cut)
		return;
	struct saved s = part_begin(d, UINT32_MAX / 4); /* what follows an error may end early */
	procedure_results(d, procedure, v3, false);
	part_end(d, &s);
}

static void denied(struct dis *d, uint32_t total)
{
	uint32_t reason = u32(d, REJECT);
	say(d, "reply ERR %u: ", total);
	if (reason > 1) {
		say(d, "Unknown reason for rejecting rpc message %u", reason);
		return;
	}
	uint32_t v = u32(d, reason ? STATE_AUTH : 0);
	if (reason) {
		say(d, "Auth %s", tok(d, auth_failures, "Invalid failure code %u", v));
		return;
	}
	uint32_t high = u32(d, 0);
	say(d, "RPC Version mismatch (%u-%u)", v, high);
}

/* Behind the XID. */
static void reply_body(struct dis *d, uint32_t xid, uint32_t total)
{
	u32(d, MSGTYP);
	uint32_t state = u32(d, REPLYSTAT);
	if (state == 1) {
		denied(d, total);
		return;
	}
	if (state) {
		say(d, "reply Unknown rpc response code=%u %u", state, total);
		return;
	}
	say(d, "reply ok %u", total);
	struct pendings *t = d->cut || !d->net.version ? NULL : proto_state(d, &proto_nfs, sizeof *t, NULL);
	const struct pending *c = t ? find(t, xid, &d->net, d->net.dst, d->net.src) : NULL;
	if (!c)
		return;
	say_procedure(d, c->procedure);
	if (c->procedure == P_NULL || c->procedure > P_COMMIT)
		return;
	u32(d, FLAVOR);
	uint32_t len = u32(d, AUTH_LEN);
	bytes(d, 0, len);
	uint32_t accepted = u32(d, ACCEPT);
	if (accepted)
		say(d, " %s", tok(d, accept_states, "ar_stat %u", accepted));
	else
		results(d, c->procedure, c->version == 3);
}

static void reply(struct dis *d, uint32_t total)
{
	uint32_t xid = u32(d, XID);
	say(d, "NFS reply xid %u ", xid);
	reply_body(d, xid, total);
}

/* By -T rpc: the ends are the server's port and the XID. */
static void dissect_reply(struct dis *d)
{
	uint32_t total = declared(d), xid = u32(d, XID);
	char id[16];
	snprintf(id, sizeof id, "%u", xid);
	if (!d->cut)
		transport_say_ends(d, d->opt->numeric ? "2049" : "nfs", id);
	reply_body(d, xid, total);
}

bool nfs_message(const struct dis *d, uint32_t at)
{
	if (!have(d, at + 8))
		return false;
	uint32_t type = peek32(d, at + 4);
	return (d->dport == NFS_PORT && type == CALL) || (d->sport == NFS_PORT && type == REPLY);
}

static void dissect(struct dis *d)
{
	if (!d->over_udp) {
		if (!nfs_message(d, 4))
			return;
		say_s(d, ": ");
		uint32_t mark = u32(d, 0), len = mark & 0x7fffffff;
		also(d, LASTFRAG, 4, mark >> 31);
		also(d, FRAGLEN, 4, len);
		if (len < declared(d))
			narrow(d, len);
	}
	if (d->dport == NFS_PORT && peek32(d, 4) == CALL)
		request(d, declared(d));
	else
		reply(d, declared(d));
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, NFS_PORT},
	{0},
};

const struct proto proto_nfs = {
	.name = "nfs",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ITSELF,
};

const struct proto proto_nfs_reply = {
	.name = "nfs",
	.dissect = dissect_reply,
	PROTO_FIELDS(fields),
	.cuts = CUTS_ITSELF,
};
