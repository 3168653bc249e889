/* What /proc tells of processes: proc(5). */
#ifndef HOST_PROC_H
#define HOST_PROC_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { PROC_NAME = 16, PROC_CGROUP = 512 }; /* bytes with the zero behind */

/* Calls `each` for every process until it gives something else than 0, which is then the result. -errno: no /proc. */
int proc_each(int (*each)(void *context, pid_t pid), void *context);
/* The first bytes of /proc/PID/FILE with a zero byte behind; how many, or -errno. */
ssize_t proc_read(pid_t pid, const char *file, char *out, size_t size);
/* Inode number of a namespace ("net", "pid" ...) of a process, 0: gone or not allowed. pid 0: this process. */
uint64_t proc_namespace(pid_t pid, const char *kind);
/* The name of a process, control characters replaced; "" where it is gone. */
void proc_name(pid_t pid, char name[PROC_NAME]);
/* The parent, 0: gone. */
pid_t proc_parent(pid_t pid);
/* The path of a process's cgroup: of version 2, or where that is the root the longest of version 1. "": not known. */
void proc_cgroup(pid_t pid, char path[PROC_CGROUP]);

#endif
