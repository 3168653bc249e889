/* Structures of the running kernel: /sys/kernel/btf/vmlinux (Documentation/bpf/btf.rst). */
#ifndef HOST_KERNEL_TYPES_H
#define HOST_KERNEL_TYPES_H

struct kernel_types;

/* NULL: the kernel does not tell, or there is no memory. */
struct kernel_types *kernel_types_new(void);
void kernel_types_free(struct kernel_types *t);
/* Where a member stands in a structure, in bytes, also inside unnamed structures and unions; -ENOENT. */
int kernel_types_offset(const struct kernel_types *t, const char *structure, const char *member);

#endif
