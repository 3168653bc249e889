/* Hands programs to the kernel. */
#ifndef BPF_ATTACH_H
#define BPF_ATTACH_H

#include "bpf/insn.h"

/* Attaches the program to a socket in place of the one it has; 0 or -errno. -EMSGSIZE: longer than the kernel
 * takes. Packets that were queued before stay: block with bpf_attach_reject, drain, then attach. */
int bpf_attach(int fd, const struct bpf_program *program);
/* Attaches a program that lets nothing through. */
int bpf_attach_reject(int fd);
/* Takes the program away; 0 also where there was none. */
int bpf_detach(int fd);

#endif
