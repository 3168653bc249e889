/* Programs for a socket that shows packets from the network header on, while captures of it have a cooked link header. */
#ifndef FILTER_COOKED_H
#define FILTER_COOKED_H

#include <stdbool.h>

#include "bpf/insn.h"
#include "filter/lower.h"

/* The packet's length as the capture has it, with the header that is put in front later. */
const struct value *cooked_length(struct lower *l);
/* Loads from BPF_NETWORK_HEADER on become loads from the first byte of what the socket shows. False: the program reads the link
 * header in some other way, and cannot be used there. */
bool cooked_rebase(struct bpf_program *program);

#endif
