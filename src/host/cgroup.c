#include "host/cgroup.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

enum { ID_DIGITS = CONTAINER_ID - 1 };

static bool ends_with(const char *s, size_t n, const char *end)
{
	size_t k = strlen(end);
	return n >= k && !memcmp(s + n - k, end, k);
}

/* One component: <id>, docker-<id>.scope, libpod-<id>.scope, crio-<id>, cri-containerd-<id>, ...:cri-containerd:<id>. */
static bool component(const char *s, size_t n, char id[CONTAINER_ID])
{
	if (ends_with(s, n, ".scope"))
		n -= strlen(".scope");
	if (n < ID_DIGITS)
		return false;
	const char *digits = s + n - ID_DIGITS;
	for (size_t i = 0; i < ID_DIGITS; i++)
		if (!isdigit((unsigned char)digits[i]) && !(digits[i] >= 'a' && digits[i] <= 'f'))
			return false;
	size_t before = n - ID_DIGITS;
	if (before && digits[-1] != '-' && digits[-1] != ':')
		return false;
	if (before && ends_with(s, before - 1, "conmon"))
		return false;
	memcpy(id, digits, ID_DIGITS);
	id[ID_DIGITS] = 0;
	return true;
}

bool cgroup_container(const char *path, char id[CONTAINER_ID])
{
	bool found = false;
	for (const char *s = path, *end; *s; s = *end ? end + 1 : end) {
		end = s + strcspn(s, "/");
		found |= component(s, (size_t)(end - s), id);
	}
	return found;
}

/* "pod" and 36 characters: hex digits with dashes, which systemd's names have as underscores. */
bool cgroup_pod(const char *path, char uid[POD_UID])
{
	enum { UID = 36 };
	const char *k = strstr(path, "kubepods");
	for (const char *p = k ? strstr(k, "pod") : NULL; p; p = strstr(p + 1, "pod")) {
		const char *u = p + strlen("pod");
		size_t n = strspn(u, "0123456789abcdef-_");
		if (n != UID || (p[-1] != '/' && p[-1] != '-'))
			continue;
		for (size_t i = 0; i < UID; i++)
			uid[i] = u[i] == '_' ? '-' : u[i];
		uid[UID] = 0;
		return true;
	}
	return false;
}
