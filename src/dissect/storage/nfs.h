/* NFS messages are known by port and RPC message type together (RFC 5531 section 9). */
#ifndef DISSECT_STORAGE_NFS_H
#define DISSECT_STORAGE_NFS_H

#include "dissect/dissect.h"

enum { NFS_PORT = 2049 };

/* Does an NFS call to the server's port, or a reply from it, start `at` bytes behind the cursor? */
bool nfs_message(const struct dis *d, uint32_t at);
/* Says what is known to stand in a file handle: "8,1/4711". False: nothing is known. */
bool nfs_say_known_handle(struct dis *d, struct span handle);

#endif
