/* The capture-filter compiler: an expression of pcap-filter(7) becomes a classic BPF program. */
#ifndef FILTER_COMPILE_H
#define FILTER_COMPILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bpf/ebpf.h"
#include "bpf/insn.h"
#include "bpf/jit.h"
#include "bpf/vm.h"
#include "core/err.h"
#include "core/text.h"
#include "names/names.h"

/* Whose state --dump-filter=PASS shows. */
enum filter_pass {
	FILTER_NO_DUMP,
	FILTER_LEX,
	FILTER_PARSE,
	FILTER_RESOLVE,
	FILTER_LOWER,
	FILTER_CFG,
	FILTER_OPTIMIZE,
	FILTER_EMIT,
	FILTER_EXPLAIN, /* no pass: the filter in words */
};

struct filter_options {
	int linktype;	  /* LINKTYPE_ number, core/linktype.h */
	uint32_t snaplen; /* what an accepting program returns; 0: 262144 */
	bool optimize;	  /* false: -O */
	bool live;	  /* a Linux packet socket: kernel extensions for vlan, inbound, ifindex */
	bool deep;	  /* --deep: look behind VLAN tags and IPv6 extension headers */
	bool cooked;	  /* with live and LINUX_SLL(2): a SOCK_DGRAM socket, whose data start at the network
			     header */
	bool netmask_known;  /* for `ip broadcast` */
	uint32_t netmask;    /* host order */
	struct names *names; /* NULL: names are unknown, numbers only */
	size_t budget;	     /* bytes a compile may use; 0: FILTER_BUDGET */
	enum filter_pass dump;
	struct text *dump_to; /* where the dump goes; with dump */
};

#define FILTER_BUDGET ((size_t)1 << 30)

/* A compiled filter. Zero it before use; owns its program. */
struct filter {
	struct bpf_program program;
	bool loops;	    /* has a backward jump (protochain): user space only */
	bool link_header;   /* with `cooked`: reads a link header that the kernel does not see: user space only */
	struct bpf_jit jit; /* not translated: interpreted */
	struct ebpf_program tables; /* with `live`, where the program is too long for the kernel: the same with
				       tables, or empty */
};

/* Compiles text (NULL or empty: everything is accepted). 0 or -errno with a sentence in err: first line the
 * message as libpcap has it, then, where a place is known, the text's line and a caret under the place. */
int filter_compile(struct filter *f, const struct filter_options *o, const char *text, struct err *err);
void filter_free(struct filter *f);

/* 0: rejected. For programs compiled without `live`: the packet with its link header, VLAN tag put back. */
uint32_t filter_run(const struct filter *f, const uint8_t *data, uint32_t len, uint32_t caplen);

/* False: the kernel cannot run the program (too long, or a loop), or not as we do (shifts by a value): attach `tables` or filter in user space. */
bool filter_fits_kernel(const struct filter *f);

/* The pass of that name ("lex" ... "emit"), or FILTER_NO_DUMP. */
enum filter_pass filter_pass_by_name(const char *name);

#endif
