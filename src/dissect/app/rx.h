/* What Rx and the services of AFS over it share. */
#ifndef DISSECT_APP_RX_H
#define DISSECT_APP_RX_H

#include "dissect/dissect.h"

enum rx_field {
	RX, RX_EPOCH, RX_CID, RX_CALL, RX_SEQ, RX_SERIAL, RX_TYPE, RX_FLAGS, RX_USER_STATUS, RX_SECURITY, RX_SPARE, RX_SERVICE, RX_FIRST,
	RX_PREVIOUS, RX_REASON, RX_COUNT, AFS_SERVICE, AFS_FS_OPCODE, AFS_CB_OPCODE, AFS_PROT_OPCODE, AFS_VLDB_OPCODE, AFS_KAUTH_OPCODE,
	AFS_VOL_OPCODE, AFS_BOS_OPCODE, AFS_UBIK_OPCODE, AFS_VOLUME, AFS_VNODE, AFS_UNIQ,
};

enum afs_part { AFS_CALL, AFS_REPLY, AFS_ABORT };

/* Arguments, results or the error of an operation, from the cursor. False: no service of AFS has that port. */
bool afs_operation(struct dis *d, unsigned port, enum afs_part part, uint32_t opcode);

#endif
