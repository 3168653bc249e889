/* Socket filters: SO_ATTACH_FILTER and SO_DETACH_FILTER of socket(7). */
#include "bpf/attach.h"

#include <errno.h>
#include <sys/socket.h>

int bpf_attach(int fd, const struct bpf_program *program)
{
	/* struct sock_fprog of linux/filter.h, whose macros clash with the names of insn.h */
	struct {
		unsigned short len;
		const struct bpf_insn *filter;
	} sock_fprog = {(unsigned short)program->count, program->insns};

	if (program->count > BPF_KERNEL_INSNS)
		return -EMSGSIZE;
	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &sock_fprog, sizeof sock_fprog) < 0 ? -errno : 0;
}

int bpf_attach_reject(int fd)
{
	struct bpf_insn reject = {BPF_RET | BPF_K, 0, 0, 0};

	return bpf_attach(fd, &(struct bpf_program){&reject, 1});
}

int bpf_detach(int fd)
{
	int none = 0;

	if (setsockopt(fd, SOL_SOCKET, SO_DETACH_FILTER, &none, sizeof none) == 0 || errno == ENOENT)
		return 0;
	return -errno;
}
