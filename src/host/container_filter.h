/* Keeps a capture filter up with the containers that it names, in a process of its own: the capture itself is in a sandbox
 * by then. That process shares the sockets and attaches the new program to them, so that the kernel goes from one to the other
 * between two packets; where the capture filters by itself, it is sent the program. */
#ifndef HOST_CONTAINER_FILTER_H
#define HOST_CONTAINER_FILTER_H

#include "bpf/insn.h"
#include "core/err.h"
#include "host/container_names.h"

/* Called in that process when the addresses have changed: compiles the filter, attaches it or passes it to
 * container_filter_send(). */
typedef void container_filter_changed(void *context, int to);

/* `from`: the capture's end, where programs come. The process ends when it is closed. */
int container_filter_follow(struct container_names *n, container_filter_changed *changed, void *context, int *from, struct err *err);
/* A program for packets of that link type. 0 or -errno. */
int container_filter_send(int to, uint16_t linktype, const struct bpf_program *program);
/* The newest program, without waiting: false: none has come. Its instructions are the caller's to free. */
bool container_filter_receive(int from, uint16_t *linktype, struct bpf_program *program);

#endif
