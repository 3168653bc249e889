/* Remote Procedure Call of ONC, and the port mapper's procedures: RFC 5531, RFC 1833. By -T rpc; NFS has its own (nfs.c).
 *
 *	| xid 4 | 0 call | RPC version 4 | program 4 | version 4 | procedure 4 | ...
 *	| xid 4 | 1 reply | 0 accepted, 1 denied | ...
 */
#include "dissect/dissect.h"

enum { RPC, XID, MSGTYP, RPCVERS, PROGRAM, PROGVERS, PROCEDURE, REPLYSTAT };

enum { CALL = 0, SET = 1, GETPORT = 3, CALLIT = 5, DUMP = 4 };

static const struct token procedures[] = {
	{0, "null"}, {SET, "set"}, {2, "unset"}, {GETPORT, "getport"}, {DUMP, "dump"}, {CALLIT, "call"}, {0, NULL}};

static const struct token message_types[] = {{CALL, "Call"}, {1, "Reply"}, {0, NULL}};

static const struct field fields[] = {
	[RPC] = {"rpc", "Remote Procedure Call"},
	[XID] = {"rpc.xid", "XID", F_U32, HEX},
	[MSGTYP] = {"rpc.msgtyp", "Message Type", F_U32, DEC, message_types},
	[RPCVERS] = {"rpc.version", "RPC Version", F_U32},
	[PROGRAM] = {"rpc.program", "Program", F_U32},
	[PROGVERS] = {"rpc.programversion", "Program Version", F_U32},
	[PROCEDURE] = {"rpc.procedure", "Procedure", F_U32},
	[REPLYSTAT] = {"rpc.replystat", "Reply State", F_U32},
};

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	u32(d, XID);
	uint32_t type = u32(d, MSGTYP);
	if (type != CALL) {
		uint32_t state = u32(d, REPLYSTAT);
		static const char *const states[] = {"ok", "ERR"};
		if (state < 2)
			say(d, "reply %s %u", states[state], length);
		else
			say(d, "reply Unknown rpc response code=%u %u", state, length);
		return;
	}
	say_u(d, length);
	u32(d, RPCVERS);
	uint32_t program = u32(d, PROGRAM), version = u32(d, PROGVERS), procedure = u32(d, PROCEDURE);
	say(d, " %s", tok(d, procedures, " proc #%u", procedure));
	if ((procedure >= SET && procedure <= GETPORT) || procedure == CALLIT)
		say(d, " %u.%u", program, version);
}

const struct proto proto_sunrpc = {
	.name = "sunrpc",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "rpc",
};
