/* The services of the Andrew File System over Rx: files, callbacks, protection, volume location, authentication, volumes,
 * basic overseer, and Ubik between the servers of a database (OpenAFS, the .xg interface files; XDR: RFC 4506).
 *
 * Each operation is described by its arguments and its results, a word each: a plain word is printed, one with % is
 * read (see arguments[]). */
#include "core/time.h"
#include "dissect/app/rx.h"

struct operation {
	uint32_t opcode;
	const char *name, *call, *reply;
};

struct service {
	unsigned port;
	unsigned field; /* opcode */
	const char *name;
	const struct operation *operations;
	bool ubik;
};

static const struct operation fs_operations[] = {
	{130, "fetch-data", "%f offset %u length %u", ""},
	{131, "fetch-acl", "%f", "%A"},
	{132, "fetch-status", "%f", ""},
	{133, "store-data", "%f %S offset %u length %u flen %u", ""},
	{134, "store-acl", "%f %A", ""},
	{135, "store-status", "%f %S", ""},
	{136, "remove-file", "%f %s", ""},
	{137, "create-file", "%f %s %S", "new %f"},
	{138, "rename", "old %f %s new %f %s", ""},
	{139, "symlink", "%f %s link to %s", ""},
	{140, "link", "%f %s link to %f", ""},
	{141, "makedir", "%f %s %S", "new %f"},
	{142, "rmdir", "%f %s", ""},
	{143, "oldsetlock", "%f", ""},
	{144, "oldextlock", "%f", ""},
	{145, "oldrellock", "%f", ""},
	{146, "get-stats", "", ""},
	{147, "give-cbs", "", ""},
	{148, "get-vlinfo", "%s", ""},
	{149, "get-vlstats", "volid %u", ""},
	{150, "set-vlstats", "volid %u", ""},
	{151, "get-rootvl", "", "root volume %s"},
	{152, "check-token", "", ""},
	{153, "get-time", "", "%t"},
	{154, "nget-vlinfo", "volname %s", ""},
	{155, "bulk-stat", "%F", ""},
	{156, "setlock", "%f", ""},
	{157, "extlock", "%f", ""},
	{158, "rellock", "%f", ""},
	{159, "xstat-ver", "", ""},
	{160, "get-xstat", "", ""},
	{161, "dfs-lookup", "", ""},
	{162, "dfs-flushcps", "", ""},
	{163, "dfs-symlink", "", ""},
	{220, "residency", "", ""},
	{65536, "inline-bulk-status", "%F", ""},
	{65537, "fetch-data-64", "%f offset %q length %q", ""},
	{65538, "store-data-64", "%f %S offset %q length %q flen %q", ""},
	{65539, "give-up-all-cbs", "", ""},
	{65540, "get-caps", "", ""},
	{65541, "cb-rx-conn-addr", "addr %u", ""},
	{0}};

static const struct operation cb_operations[] = {
	{204, "callback", "%F %C", ""},
	{205, "initcb", "", ""},
	{206, "probe", "", ""},
	{207, "getlock", "", ""},
	{208, "getce", "", ""},
	{209, "xstatver", "", ""},
	{210, "getxstat", "", ""},
	{211, "initcb2", "", ""},
	{212, "whoareyou", "", ""},
	{213, "initcb3", "", "%U"},
	{214, "probeuuid", "afsuuid %U", ""},
	{215, "getsrvprefs", "", ""},
	{216, "getcellservdb", "", ""},
	{217, "getlocalcell", "", ""},
	{218, "getcacheconf", "", ""},
	{65536, "getce64", "", ""},
	{65537, "getcellbynum", "", ""},
	{65538, "tellmeaboutyourself", "", ""},
	{0}};

static const struct operation prot_operations[] = {
	{500, "new-user", "%p id %d oldid %d", ""},
	{501, "where-is-it", "id %d", ""},
	{502, "dump-entry", "pos %d", ""},
	{503, "add-to-group", "uid %d gid %d", ""},
	{504, "name-to-id", "%N", "ids: %I"},
	{505, "id-to-name", "ids: %I", "%N"},
	{506, "delete", "id %d", ""},
	{507, "remove-from-group", "uid %d gid %d", ""},
	{508, "get-cps", "id %d", "%I"},
	{509, "new-entry", "%p flag %d oid %d", ""},
	{510, "list-max", "", "maxuid %d maxgid %d"},
	{511, "set-max", "id %d gflag %d", ""},
	{512, "list-entry", "id %d", ""},
	{513, "change-entry", "id %d %p oldid %d newid %d", ""},
	{514, "list-elements", "id %d", "%I"},
	{515, "same-mbr-of", "uid %d gid %d", ""},
	{516, "set-fld-sentry", "", ""},
	{517, "list-owned", "id %d", "%I"},
	{518, "get-cps2", "id %d", "%I"},
	{519, "get-host-cps", "id %d", "%I"},
	{520, "update-entry", "id %d %p", ""},
	{521, "list-entries", "", ""},
	{530, "list-super-groups", "id %d", ""},
	{0}};

static const struct operation vldb_operations[] = {
	{501, "create-entry", "%n", ""},
	{502, "delete-entry", "volid %d %T", ""},
	{503, "get-entry-by-id", "volid %d %T", "%E"},
	{504, "get-entry-by-name", "%v", "%E"},
	{505, "get-new-volume-id", "bump %d", "newvol %u"},
	{506, "replace-entry", "volid %d %T %n", ""},
	{507, "update-entry", "volid %d %T", ""},
	{508, "setlock", "volid %d %T", ""},
	{509, "releaselock", "volid %d %T", ""},
	{510, "list-entry", "index %d", "count %d nextindex %d %E"},
	{511, "list-attrib", "", ""},
	{512, "linked-list", "", ""},
	{513, "get-stats", "", ""},
	{514, "probe", "", ""},
	{515, "get-addrs", "", ""},
	{516, "change-addr", "", ""},
	{517, "create-entry-n", "%n", ""},
	{518, "get-entry-by-id-n", "volid %d %T", "%G"},
	{519, "get-entry-by-name-n", "%v", "%G"},
	{520, "replace-entry-n", "volid %d %T %n", ""},
	{521, "list-entry-n", "index %d", "count %d nextindex %d %G"},
	{522, "list-attrib-n", "", ""},
	{523, "linked-list-n", "", ""},
	{524, "update-entry-by-name", "%v", ""},
	{525, "create-entry-u", "", ""},
	{526, "get-entry-by-id-u", "", "%H"},
	{527, "get-entry-by-name-u", "%v", "%H"},
	{528, "replace-entry-u", "", ""},
	{529, "list-entry-u", "", "count %d nextindex %d %G"},
	{530, "list-attrib-u", "", ""},
	{531, "linked-list-u", "", ""},
	{532, "regaddr", "", ""},
	{533, "get-addrs-u", "", ""},
	{534, "list-attrib-n2", "", ""},
	{0}};

static const struct operation kauth_operations[] = {
	{1, "auth-old", "principal %p %p", ""},
	{2, "change-pw", "principal %p %p", ""},
	{3, "get-ticket-old", "kvno %d domain %p %k principal %p %p", ""},
	{4, "set-pw", "principal %p %p kvno %d", ""},
	{5, "set-fields", "principal %p %p", ""},
	{6, "create-user", "principal %p %p", ""},
	{7, "delete-user", "principal %p %p", ""},
	{8, "get-entry", "principal %p %p", ""},
	{9, "list-entry", "", ""},
	{10, "get-stats", "", ""},
	{11, "debug", "", ""},
	{12, "get-pw", "name %p", ""},
	{13, "get-random-key", "", ""},
	{14, "unlock", "principal %p %p", ""},
	{15, "lock-status", "principal %p %p", ""},
	{21, "authenticate", "principal %p %p", ""},
	{22, "authenticate-v2", "principal %p %p", ""},
	{23, "get-ticket", "kvno %d domain %p %k principal %p %p", ""},
	{0}};

static const struct operation vol_operations[] = {
	{100, "create-volume", "partition %u name %s type %u parent %u", "volid %u trans %u"},
	{101, "delete-volume", "trans %u", ""},
	{102, "restore", "totrans %u flags %u", ""},
	{103, "forward", "fromtrans %u fromdate %t %D desttrans %d", ""},
	{104, "end-trans", "trans %u", "%u"},
	{105, "clone", "trans %u purgevol %u newtype %u newname %s", "newvol %u"},
	{106, "set-flags", "trans %u flags %u", ""},
	{107, "get-flags", "trans %u", "%u"},
	{108, "trans-create", "vol %u partition %u flags %u", "trans %u"},
	{109, "dump", "fromtrans %u fromdate %t", ""},
	{110, "get-nth-volume", "index %u", "volume %u partition %u"},
	{111, "set-forwarding", "tid %u newsite %u", ""},
	{112, "get-name", "tid", "%s"},
	{113, "get-status", "tid",
		"volid %u nextuniq %u type %u parentid %u clone %u backup %u restore %u maxquota %u minquota %u owner %u create %t "
		"access %t update %t expire %t backup %t copy %t"},
	{114, "sig-restore", "name %s type %u pid %u cloneid %u", ""},
	{115, "list-partitions", "", ""},
	{116, "list-volumes", "partition %u flags %u", "%O"},
	{117, "set-id-types", "tid %u name %s type %u pid %u clone %u backup %u", ""},
	{118, "monitor", "", ""},
	{119, "partition-info", "name %s", ""},
	{120, "reclone", "tid %u", ""},
	{121, "list-one-volume", "partid %u volid %u", "%O"},
	{122, "nuke", "partid %u volid %u", ""},
	{123, "set-date", "tid %u date %t", ""},
	{124, "x-list-volumes", "partid %u volid %u", ""},
	{125, "x-list-one-volume", "partid %u volid %u", ""},
	{126, "set-info", "tid %u", ""},
	{127, "x-list-partitions", "", ""},
	{128, "forward-multiple", "fromtrans %u fromdate %t %M", ""},
	{65536, "convert-ro", "partid %u volid %u", ""},
	{65537, "get-size", "", ""},
	{65538, "dump-v2", "fromtrans %u fromdate %t flags %u", ""},
	{0}};

static const struct operation bos_operations[] = {
	{80, "create-bnode", "type %s instance %s", ""},
	{81, "delete-bnode", "%s", ""},
	{82, "set-status", "%s status %d", ""},
	{83, "get-status", "%s", ""},
	{84, "enumerate-instance", "%d", ""},
	{85, "get-instance-info", "%s", ""},
	{86, "get-instance-parm", "%s num %d", ""},
	{87, "add-superuser", "%s", ""},
	{88, "delete-superuser", "%s", ""},
	{89, "list-superusers", "%d", ""},
	{90, "list-keys", "%d", ""},
	{91, "add-key", "%d", ""},
	{92, "delete-key", "%d", ""},
	{93, "set-cell-name", "%s", ""},
	{94, "get-cell-name", "", ""},
	{95, "get-cell-host", "%d", ""},
	{96, "add-cell-host", "%s", ""},
	{97, "delete-cell-host", "%s", ""},
	{98, "set-t-status", "%s status %d", ""},
	{99, "shutdown-all", "", ""},
	{100, "restart-all", "", ""},
	{101, "startup-all", "", ""},
	{102, "set-noauth-flag", "", ""},
	{103, "re-bozo", "", ""},
	{104, "restart", "%s", ""},
	{105, "start-bozo-install", "%s size %d flags %d date %d", ""},
	{106, "uninstall", "%s", ""},
	{107, "get-dates", "", ""},
	{108, "exec", "%s", ""},
	{109, "prune", "", ""},
	{110, "set-restart-time", "", ""},
	{111, "get-restart-time", "", ""},
	{112, "start-bozo-log", "%s", ""},
	{113, "wait-all", "", ""},
	{114, "get-instance-strings", "%s", ""},
	{115, "get-restricted", "", ""},
	{116, "set-restricted", "", ""},
	{0}};

static const struct operation ubik_operations[] = {
	{10000, "vote-beacon", "%y votestart %t dbversion %w tid %w", "vote no"},
	{10001, "vote-debug-old", "", ""},
	{10002, "vote-sdebug-old", "", ""},
	{10003, "vote-getsyncsite", "site %u", ""},
	{10004, "vote-debug", "", ""},
	{10005, "vote-sdebug", "", ""},
	{10006, "vote-xdebug", "", ""},
	{10007, "vote-xsdebug", "", ""},
	{20000, "disk-begin", "tid %w", ""},
	{20001, "disk-commit", "tid %w", ""},
	{20002, "disk-lock", "tid %w file %d pos %d length %d %l", ""},
	{20003, "disk-write", "tid %w file %d pos %d", ""},
	{20004, "disk-getversion", "", "dbversion %w"},
	{20005, "disk-getfile", "file %d", ""},
	{20006, "disk-sendfile", "file %d length %d dbversion %w", ""},
	{20007, "disk-abort", "tid %w", ""},
	{20008, "disk-releaselocks", "tid %w", ""},
	{20009, "disk-truncate", "tid %w file %d length %d", ""},
	{20010, "disk-probe", "tid %w", ""},
	{20011, "disk-writev", "", ""},
	{20012, "disk-interfaceaddr", "tid %w oldversion %w newversion %w", ""},
	{20013, "disk-setversion", "", ""},
	{0}};

enum { VOTE_BEACON = 10000 };

static const struct service services[] = {
	{7000, AFS_FS_OPCODE, "fs", fs_operations, false},
	{7001, AFS_CB_OPCODE, "cb", cb_operations, false},
	{7002, AFS_PROT_OPCODE, "pt", prot_operations, true},
	{7003, AFS_VLDB_OPCODE, "vldb", vldb_operations, true},
	{7004, AFS_KAUTH_OPCODE, "kauth", kauth_operations, true},
	{7005, AFS_VOL_OPCODE, "vol", vol_operations, false},
	{7007, AFS_BOS_OPCODE, "bos", bos_operations, false},
};

static const struct service ubik = {0, AFS_UBIK_OPCODE, "ubik", ubik_operations, false};

static const struct token fs_errors[] = {
	{101, "salvage volume"}, {102, "no such vnode"}, {103, "no such volume"}, {104, "volume exist"}, {105, "no service"},
	{106, "volume offline"}, {107, "voline online"}, {108, "diskfull"}, {109, "diskquota exceeded"}, {110, "volume busy"},
	{111, "volume moved"}, {112, "AFS IO error"}, {(uint32_t)-100, "restarting fileserver"}, {0, NULL}};

/* ---- Kinds of arguments. Those of a fixed size are there whole, or the list of arguments ends with "[|fs]": false. */

static bool fits(struct dis *d, uint32_t n)
{
	return !d->cut && have(d, n);
}

static bool pass(struct dis *d, uint32_t n)
{
	if (!fits(d, n))
		return false;
	skip(d, n);
	return true;
}

static void say_signed(struct dis *d)
{
	int32_t v = i32(d, 0);
	say(d, " %d", v);
}

static void say_unsigned(struct dis *d)
{
	uint32_t v = u32(d, 0);
	say(d, " %u", v);
}

static void say_big_number(struct dis *d)
{
	uint64_t v = u64(d, 0);
	say(d, " %llu", (unsigned long long)v);
}

static void say_date(struct dis *d)
{
	int32_t seconds = i32(d, 0);
	struct zone local = {0};
	struct calendar c;
	if (d->mute || d->cut)
		return;
	time_calendar(&local, seconds, &c);
	say(d, " %04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

static bool say_fid(struct dis *d)
{
	if (!fits(d, 12))
		return false;
	uint32_t volume = u32(d, AFS_VOLUME), vnode = u32(d, AFS_VNODE), uniq = u32(d, AFS_UNIQ);
	say(d, " fid %u/%u/%u", volume, vnode, uniq);
	return true;
}

static bool say_string(struct dis *d, uint32_t longest)
{
	uint32_t len = u32(d, 0);
	if (d->cut)
		return true;
	if (len > longest)
		return false;
	say_s(d, " \"");
	bool whole = have(d, len);
	say_text(d, soft_bytes(d, 0, len));
	skip(d, -len & 3);
	if (whole)
		say_c(d, '"');
	return whole;
}

/* Characters of a name, a 32-bit word each. */
static bool say_wide(struct dis *d, uint32_t words)
{
	if (!fits(d, 4 * words))
		return false;
	struct span s = bytes(d, 0, 4 * words);
	say_s(d, " \"");
	for (uint32_t i = 0; i < words; i++) {
		if (!span_u8(s, 4 * i + 3))
			break;
		say_text(d, (struct span){s.p + 4 * i + 3, 1, s.pos + 4 * i + 3});
	}
	say_c(d, '"');
	return true;
}

static bool say_store_status(struct dis *d)
{
	if (!fits(d, 24))
		return false;
	uint32_t mask = u32(d, 0), at = d->pos;
	if (mask)
		say_s(d, " StoreStatus");
	if (mask & 1) {
		say_s(d, " date");
		say_date(d);
	}
	seek(d, at + 4);
	uint32_t owner = u32(d, 0), group = u32(d, 0), mode = u32(d, 0), segment = u32(d, 0);
	if (mask & 2)
		say(d, " owner %u", owner);
	if (mask & 4)
		say(d, " group %u", group);
	if (mask & 8)
		say(d, " mode %o", mode & 07777);
	if (mask & 16)
		say(d, " segsize %u", segment);
	if (mask & 1024)
		say_s(d, " fsync");
	return true;
}

/* A UUID, each of its 11 members in a word (afsUUID). */
static bool say_uuid(struct dis *d)
{
	if (!fits(d, 44))
		return false;
	for (unsigned i = 0; i < 11; i++) {
		uint32_t v = u32(d, 0);
		say(d, i == 0 ? " %08x" : i < 3 ? "%04x" : "%02x", i < 3 ? v : v & 0xff);
	}
	return true;
}

/* A version of a database or a transaction: epoch and counter. */
static bool say_version(struct dis *d)
{
	if (!fits(d, 8))
		return false;
	uint32_t epoch = u32(d, 0), counter = u32(d, 0);
	say(d, " %u.%u", epoch, counter);
	return true;
}

static bool say_server(struct dis *d)
{
	if (!fits(d, 12))
		return false;
	uint32_t host = u32(d, 0), port = u32(d, 0), site = u32(d, 0);
	say(d, " server %u:%u:%u", host, port, site);
	return true;
}

/* What a volume's entry in a list has first: name, number; 21 words follow. */
static bool say_volume(struct dis *d)
{
	say_s(d, " name");
	if (!say_wide(d, 32))
		return false;
	say_s(d, " volid");
	say_unsigned(d);
	say_s(d, " type");
	skip(d, 4 * 21);
	return true;
}

static bool say_list(struct dis *d, bool (*element)(struct dis *d), const char *sep)
{
	uint32_t n = u32(d, 0);
	if (!d->cut && !n)
		say_s(d, " <none!>");
	for (uint32_t i = 0; i < n && !d->cut; i++) {
		if (i)
			say_s(d, sep);
		if (!element(d))
			return false;
	}
	return true;
}

static bool say_id(struct dis *d)
{
	say_signed(d);
	return true;
}

static bool say_name(struct dis *d)
{
	return say_wide(d, 64);
}

static bool say_callback(struct dis *d)
{
	say_s(d, " ver");
	say_signed(d);
	say_s(d, " expires");
	say_date(d);
	u32(d, 0); /* exclusive, shared, dropped */
	return true;
}

static bool say_callbacks(struct dis *d)
{
	uint32_t n = u32(d, 0);
	if (n)
		say_c(d, ';');
	while (n-- && !d->cut)
		say_callback(d);
	return true;
}

/* ---- Access control lists: text of "positive negative name rights ..." */

struct words {
	struct span text;
	uint32_t at;
};

static bool blank(unsigned c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct span next_word(struct words *w)
{
	while (w->at < w->text.len && blank(span_u8(w->text, w->at)))
		w->at++;
	uint32_t from = w->at;
	while (w->at < w->text.len && span_u8(w->text, w->at) && !blank(span_u8(w->text, w->at)))
		w->at++;
	return (struct span){w->text.p + from, w->at - from, w->text.pos + from};
}

static bool next_number(struct words *w, int32_t *v)
{
	struct words from = *w;
	struct span s = next_word(&from);
	bool negative = span_u8(s, 0) == '-';
	uint32_t i = negative || span_u8(s, 0) == '+', first = i;

	for (*v = 0; i < s.len && span_u8(s, i) >= '0' && span_u8(s, i) <= '9'; i++)
		*v = (int32_t)((uint32_t)*v * 10 + span_u8(s, i) - '0');
	if (negative)
		*v = (int32_t)(0 - (uint32_t)*v);
	w->at = s.pos - w->text.pos + i; /* what follows the digits is the next word */
	return i > first;
}

static void say_rights(struct dis *d, char sign, struct span name, int32_t rights)
{
	static const struct {
		char letter;
		uint8_t bit;
	} letters[] = {{'r', 1}, {'l', 8}, {'i', 4}, {'d', 16}, {'w', 2}, {'k', 32}, {'a', 64}};

	say(d, " %c{", sign);
	say_text(d, name);
	say_c(d, ' ');
	for (unsigned i = 0; i < sizeof letters / sizeof *letters; i++)
		if (rights & letters[i].bit)
			say_c(d, letters[i].letter);
	say_c(d, '}');
}

static bool say_access_list(struct dis *d)
{
	uint32_t len = u32(d, 0);
	if (d->cut)
		return true;
	if (!have(d, len))
		return false;
	struct words w = {bytes(d, 0, len), 0};
	int32_t positive, negative, rights;
	if (!next_number(&w, &positive) || !next_number(&w, &negative))
		return true;
	for (int64_t i = 0; i < (int64_t)(positive > 0 ? positive : 0) + (negative > 0 ? negative : 0); i++) {
		struct span name = next_word(&w);
		if (!name.len || !next_number(&w, &rights))
			break;
		say_rights(d, i < positive ? '+' : '-', name, rights);
	}
	return true;
}

/* ---- Entries of the volume location database: vldbentry, nvldbentry and uvldbentry */

static void say_partitions(struct dis *d, uint32_t count, unsigned most)
{
	say_s(d, " partitions");
	for (unsigned i = 0; i < most; i++) {
		uint32_t v = u32(d, 0);
		if (i < count)
			say(d, v <= 26 ? " %c" : " %u", v <= 26 ? 'a' + v : v);
	}
}

static bool say_vldb_entry(struct dis *d, char kind)
{
	unsigned most = kind == 'E' ? 8 : 13;
	if (!say_wide(d, 65))
		return false;
	if (kind == 'E')
		u32(d, 0); /* type */
	uint32_t count = u32(d, 0);
	say(d, " numservers %u", count);
	say_s(d, " servers");
	for (unsigned i = 0; i < most; i++) {
		if (kind != 'H') {
			if (i < count && !fits(d, 4))
				return false;
			uint32_t address = ip4(d, 0);
			if (i < count)
				say(d, " %s", ip4_str(d, address));
		} else if (i >= count) {
			if (!pass(d, 44))
				return false;
		} else {
			say_s(d, " afsuuid");
			if (!say_uuid(d))
				return false;
		}
	}
	if (kind == 'H' && !pass(d, 4 * most)) /* how often each server's entry changed */
		return false;
	say_partitions(d, count, most);
	if (!pass(d, 4 * most)) /* flags of the servers */
		return false;
	static const char *const volumes[] = {" rwvol", " rovol", " backup"};
	for (unsigned i = 0; i < 3; i++) {
		say_s(d, volumes[i]);
		say_unsigned(d);
	}
	return true;
}

static void say_volume_type(struct dis *d)
{
	static const char *const types[] = {"read-write", "read-only", "backup"};
	uint32_t type = u32(d, 0);
	if (type < 3)
		say(d, " type %s", types[type]);
}

/* ---- Messages */

/* Bytes that are counted, without the padding that XDR has. */
static bool pass_opaque(struct dis *d)
{
	uint32_t len = u32(d, 0);
	return d->cut || pass(d, len);
}

/* One argument; false: the packet ends within. */
static bool argument(struct dis *d, char kind)
{
	switch (kind) {
	case 'd': say_signed(d); return true;
	case 'u': say_unsigned(d); return true;
	case 'q': say_big_number(d); return true;
	case 't': say_date(d); return true;
	case 'f': return say_fid(d);
	case 's': return say_string(d, 256);
	case 'p': return say_string(d, 64);
	case 'v': return say_string(d, 65);
	case 'k': return pass_opaque(d);
	case 'n': return say_wide(d, 65);
	case 'w': return say_version(d);
	case 'U': return say_uuid(d);
	case 'S': return say_store_status(d);
	case 'A': return say_access_list(d);
	case 'D': return say_server(d);
	case 'T': say_volume_type(d); return true;
	case 'l': u32(d, 0); return true;
	case 'y':
		say_s(d, u32(d, 0) || d->cut ? " syncsite yes" : " syncsite no");
		return true;
	case 'F': return say_list(d, say_fid, ",");
	case 'M': return say_list(d, say_server, ",");
	case 'O': return say_list(d, say_volume, ",");
	case 'I': return say_list(d, say_id, "");
	case 'N': return say_list(d, say_name, "");
	case 'C': return say_callbacks(d);
	default: return say_vldb_entry(d, kind);
	}
}

static void arguments(struct dis *d, const struct service *s, const char *words)
{
	for (const char *w = words; *w && !d->cut;) {
		size_t n = strcspn(w, " ");
		if (*w != '%') {
			say(d, " %.*s", (int)n, w);
		} else if (!argument(d, w[1])) {
			say(d, " [|%s]", s->name);
			return;
		}
		w += n + (w[n] == ' ');
	}
}

static const struct operation *find(const struct service *s, uint32_t opcode)
{
	for (const struct operation *o = s->operations; o->name; o++)
		if (o->opcode == opcode)
			return o;
	return NULL;
}

static void aborted(struct dis *d, const struct service *s, uint32_t opcode)
{
	if (s == &ubik && opcode == VOTE_BEACON) { /* the error is the vote */
		say_s(d, " vote yes until");
		say_date(d);
		return;
	}
	if (s->field == AFS_FS_OPCODE) {
		uint32_t code = u32(d, 0);
		say(d, " error %s", tok(d, fs_errors, "#%d", code));
		return;
	}
	say_s(d, " errcode");
	say_signed(d);
}

bool afs_operation(struct dis *d, unsigned port, enum afs_part part, uint32_t opcode)
{
	const struct service *s = services, *end = services + sizeof services / sizeof *services;
	while (s < end && s->port != port)
		s++;
	if (s == end)
		return false;
	say(d, " %s", s->name);
	const struct operation *o = find(s, opcode);
	if (!o && s->ubik && (o = find(&ubik, opcode))) {
		s = &ubik;
		say_s(d, " ubik");
	}
	say_s(d, part == AFS_CALL ? " call" : " reply");
	mark_uint(d, s->field, d->pos - (part == AFS_CALL ? 4 : 0), part == AFS_CALL ? 4 : 0, opcode);
	if (o)
		say(d, " %s", o->name);
	else
		say(d, " op#%u", opcode);
	if (part == AFS_ABORT)
		aborted(d, s, opcode);
	else if (o)
		arguments(d, s, part == AFS_CALL ? o->call : o->reply);
	return true;
}
