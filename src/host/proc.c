#include "host/proc.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int proc_each(int (*each)(void *context, pid_t pid), void *context)
{
	DIR *d = opendir("/proc");
	if (!d)
		return -errno;
	int result = 0;
	for (const struct dirent *e = readdir(d); e && result == 0; e = readdir(d))
		if (isdigit((unsigned char)e->d_name[0]))
			result = each(context, (pid_t)strtol(e->d_name, NULL, 10));
	closedir(d);
	return result;
}

ssize_t proc_read(pid_t pid, const char *file, char *out, size_t size)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	size_t n = 0;
	ssize_t got = 1;
	while (got > 0 && n < size - 1) {
		got = read(fd, out + n, size - 1 - n);
		n += got > 0 ? (size_t)got : 0;
	}
	int e = errno;
	close(fd);
	out[n] = 0;
	return got < 0 && !n ? -e : (ssize_t)n;
}

uint64_t proc_namespace(pid_t pid, const char *kind)
{
	char path[64];
	struct stat st;
	if (pid)
		snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)pid, kind);
	else
		snprintf(path, sizeof path, "/proc/self/ns/%s", kind);
	return stat(path, &st) < 0 ? 0 : st.st_ino;
}

void proc_name(pid_t pid, char name[PROC_NAME])
{
	char text[PROC_NAME + 1];
	ssize_t n = proc_read(pid, "comm", text, sizeof text);
	size_t len = n > 0 ? strcspn(text, "\n") : 0;
	len = len < PROC_NAME ? len : PROC_NAME - 1;
	for (size_t i = 0; i < len; i++)
		name[i] = iscntrl((unsigned char)text[i]) ? '?' : text[i];
	memset(name + len, 0, PROC_NAME - len);
}

/* The name stands in parentheses and may hold any character: the last one ends it. */
pid_t proc_parent(pid_t pid)
{
	char text[512];
	if (proc_read(pid, "stat", text, sizeof text) <= 0)
		return 0;
	const char *end = strrchr(text, ')');
	return end && strlen(end) > 4 ? (pid_t)strtol(end + 4, NULL, 10) : 0;
}

void proc_cgroup(pid_t pid, char path[PROC_CGROUP])
{
	char text[8192];
	path[0] = 0;
	if (proc_read(pid, "cgroup", text, sizeof text) <= 0)
		return;
	for (char *line = text, *end; *line; line = end) {
		end = line + strcspn(line, "\n");
		if (*end)
			*end++ = 0;
		const char *at = strchr(line, ':');
		at = at ? strchr(at + 1, ':') : NULL;
		if (!at)
			continue;
		bool two = !strncmp(line, "0::", 3) && at[1] && at[2];
		if (two || strlen(at + 1) > strlen(path))
			snprintf(path, PROC_CGROUP, "%s", at + 1);
		if (two)
			return;
	}
}
