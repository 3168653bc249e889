/* Remote Procedure Call of ONC, and the port mapper's procedures: RFC 5531, RFC 1833. By -T rpc; NFS has its own (nfs.c).
 *
 *	| xid 4 | 0 call | RPC version 4 | program 4 | version 4 | procedure 4 | ...
 *	| xid 4 | 1 reply | 0 accepted, 1 denied | ...
 */
#include <stdio.h>

#include "dissect/protocols.h"
#include "dissect/transport/ports.h"

enum { RPC, XID, MSGTYP, RPCVERS, PROGRAM, PROGVERS, PROCEDURE };

enum { CALL = 0, RPC_VERSION = 2, SET = 1, GETPORT = 3, CALLIT = 5, DUMP = 4, CALL_LEN = 32 /* with the credentials' flavor and length */ };

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
};

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!have(d, 8)) {
		d->layer_name = "udp";
		cut_here(d);
		return;
	}
	if (peek32(d, 4) != CALL) {
		call(d, &proto_nfs_reply);
		return;
	}
	if (!need(d, CALL_LEN))
		return;
	uint32_t xid = u32(d, XID);
	u32(d, MSGTYP);
	char id[16];
	snprintf(id, sizeof id, "0x%x", xid);
	transport_say_ends(d, id, d->opt->numeric ? "0x6f" : "sunrpc");
	say_u(d, length);
	uint32_t rpcvers = u32(d, RPCVERS), program = u32(d, PROGRAM), version = u32(d, PROGVERS), procedure = u32(d, PROCEDURE);
	say(d, " %s", tok(d, procedures, " proc #%u", procedure));
	if (rpcvers != RPC_VERSION)
		say(d, " [rpcver %u]", rpcvers);
	if ((procedure >= SET && procedure <= GETPORT) || procedure == CALLIT)
		say(d, d->opt->numeric ? " %u.%u" : " #%u.%u", program, version);
}

const struct proto proto_sunrpc = {
	.name = "sunrpc",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "rpc",
};
