/* What the files of IS-IS share. */
#ifndef DISSECT_ROUTING_ISIS_H
#define DISSECT_ROUTING_ISIS_H

#include "dissect/dissect.h"

enum { ISIS_SYSTEM_ID = 6, ISIS_NODE_ID = 7, ISIS_LSP_ID = 8 };
enum { ISIS_SYSTEM_TEXT = 14, ISIS_ID_TEXT = 24 }; /* as text: 0000.0000.0001, and 0000.0000.0001.00-00 */

/* A system ID (6 bytes: 4444.4444.4444), node ID (7: .00) or LSP ID (8: -00), with `before` in front of it. */
void isis_id(struct dis *d, unsigned field, unsigned n, const char *before);

/* The TLV of `type` from the cursor to `end`, which is the end of the part. ISIS_TLV_LAST: nothing behind it is read. */
enum isis_tlv { ISIS_TLV_DONE, ISIS_TLV_UNKNOWN, ISIS_TLV_LAST };
struct isis_pdu {
	uint32_t start;  /* where the PDU begins: what the checksum TLV covers */
	uint32_t length; /* of the PDU, by its header */
};
enum isis_tlv isis_tlv(struct dis *d, unsigned type, uint32_t end, const struct isis_pdu *pdu);
extern const struct token isis_tlvs[];

/* Sub-TLVs from the cursor to `end`, inside a TLV that ends at `tlv`. */
void isis_link_subtlvs(struct dis *d, uint32_t end, uint32_t tlv);       /* of IS neighbours: RFC 5305 section 3 */
void isis_prefix_subtlvs(struct dis *d, uint32_t end);     /* of prefixes: RFC 5305 section 4.1 */
void isis_capability_subtlvs(struct dis *d, uint32_t end); /* RFC 7981 */
void isis_mt_port_subtlvs(struct dis *d, uint32_t end);    /* RFC 6165 */
void isis_mt_capability_subtlvs(struct dis *d, uint32_t end); /* RFC 6329 */

#endif
