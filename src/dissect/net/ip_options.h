#ifndef DISSECT_NET_IP_OPTIONS_H
#define DISSECT_NET_IP_OPTIONS_H

#include "dissect/dissect.h"

/* The fields of IPv4, which its options name, too. */
enum ip_field {
	IP, VERSION, HDR_LEN, DSFIELD, DSCP, ECN, LEN, ID, FLAGS, RB, DF, MF, FRAG_OFFSET, TTL, PROTO, CHECKSUM, CHECKSUM_STATUS,
	SOURCE, DESTINATION, CURRENT_ROUTE,
	OPT_TYPE, OPT_COPY, OPT_CLASS, OPT_NUMBER, OPT_LEN, OPT_POINTER, OPT_RECORDED, OPT_EMPTY, OPT_ROUTE, OPT_OVERFLOW, OPT_FLAG,
	OPT_TIME, OPT_TIME_ADDRESS, OPT_ID_NUMBER, OPT_OUTBOUND, OPT_RETURN, OPT_ORIGINATOR, OPT_SID, OPT_MTU, OPT_RA, OPT_ADDRESS,
	QS_FUNCTION, QS_RATE, QS_TTL, QS_TTL_DIFF, QS_UNUSED, QS_NONCE, QS_RESERVED,
	SEC_LEVEL, SEC_COMPARTMENTS, SEC_HANDLING, SEC_CONTROL, SEC_CLASS, SEC_FLAGS, SEC_GENSER, SEC_SIOP_ESI, SEC_SCI, SEC_NSA,
	SEC_DOE, SEC_UNASSIGNED, SEC_FTI, SEC_EXT_CODE, SEC_EXT_INFO, CIPSO_DOI, CIPSO_TAG, CIPSO_LEVEL, CIPSO_CATEGORIES,
	CIPSO_DATA, GROUP_EOL, GROUP_NOP, GROUP_RECORD_ROUTE, GROUP_TIMESTAMP, GROUP_TRACEROUTE, GROUP_SECURITY, GROUP_EXT_SECURITY,
	GROUP_CIPSO, GROUP_LSRR, GROUP_SSRR, GROUP_SID, GROUP_ROUTER_ALERT, GROUP_MTU_PROBE, GROUP_MTU_REPLY, GROUP_SDB,
	GROUP_QUICK_START,
};

/* The options of an IPv4 header, len bytes from the cursor: ", options (NOP,RR 10.0.0.1)". quiet: for
 * fields only. False: one was not captured whole. */
bool ip_options(struct dis *d, uint32_t len, bool quiet);

/* Do the options, len bytes at off behind the cursor, have a source route that is not at its end? Then the
 * destination of the header is but the next of its stops. */
bool ip_route_pending(const struct dis *d, uint32_t off, uint32_t len);

/* What the line says nothing of: the fields of options about security, from behind their length on; len
 * bytes. */
void ip_security(struct dis *d, uint32_t len);          /* RFC 791; of other lengths RFC 1108 */
void ip_extended_security(struct dis *d, uint32_t len); /* RFC 1108 */
void ip_cipso(struct dis *d, uint32_t len);             /* FIPS 188 */

#endif
