#include "capture/interfaces.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { INTERFACES = 4096 };

struct interface {
	char name[IFNAMSIZ];
	unsigned flags;
	bool wireless;
	const char *description;
};

static bool is_wireless(const char *name)
{
	char path[128];
	struct stat st;
	snprintf(path, sizeof path, "/sys/class/net/%s/wireless", name);
	return stat(path, &st) == 0;
}

/* ARPHRD_ number, as /sys has it; -1: there is no such interface. */
static int hardware_type(const char *name)
{
	char path[128];
	int type = -1;
	snprintf(path, sizeof path, "/sys/class/net/%s/type", name);
	FILE *f = fopen(path, "re");
	if (f && fscanf(f, "%d", &type) != 1)
		type = -1;
	if (f)
		fclose(f);
	return type;
}

bool interface_takes_docsis(const char *name)
{
	return hardware_type(name) == ARPHRD_ETHER;
}

int interface_in_monitor_mode(const char *name, struct err *err)
{
	int type = hardware_type(name);
	if (type == ARPHRD_IEEE80211 || type == ARPHRD_IEEE80211_PRISM || type == ARPHRD_IEEE80211_RADIOTAP)
		return 0;
	if (!is_wireless(name))
		return err_set(err, -ENOTSUP, "%s: That device doesn't support monitor mode", name);
	return err_set(err, -ENOTSUP, "%s: the interface is not in monitor mode, and -I does not set it; add an interface that is:\n"
		"iw dev %s interface add mon0 type monitor && ip link set mon0 up (with rfkill unblock wifi before, where the radio is "
		"blocked); then capture with -i mon0", name, name);
}

/* Order: running before not, up before down, then by connection, loopback late, "any" before it. */
static int rank(const struct interface *i)
{
	bool any = !strcmp(i->name, "any"), running = i->flags & IFF_RUNNING;
	return (running ? 0 : 16) + (i->flags & IFF_UP ? 0 : 8) + (running || i->wireless ? 0 : 4) +
		(i->flags & IFF_LOOPBACK ? 2 : 0) + any;
}

static int by_rank(const void *a, const void *b)
{
	return rank(a) - rank(b);
}

static size_t collect(struct interface *list, struct err *err)
{
	struct ifaddrs *all;
	size_t n = 0;
	if (getifaddrs(&all) < 0) {
		err_set(err, -errno, "the list of interfaces cannot be had: %s", strerror(errno));
		return 0;
	}
	for (const struct ifaddrs *a = all; a && n < INTERFACES - 1; a = a->ifa_next) {
		bool known = false;
		for (size_t i = 0; i < n && !known; i++)
			known = !strcmp(list[i].name, a->ifa_name);
		if (known)
			continue;
		struct interface *i = &list[n++];
		*i = (struct interface){.flags = a->ifa_flags, .wireless = is_wireless(a->ifa_name)};
		snprintf(i->name, sizeof i->name, "%s", a->ifa_name);
	}
	freeifaddrs(all);
	list[n] = (struct interface){.flags = IFF_UP | IFF_RUNNING,
		.description = "Pseudo-device that captures on all interfaces"};
	snprintf(list[n++].name, IFNAMSIZ, "any");
	/* insertion keeps the kernel's order among equals, which qsort need not */
	for (size_t i = 1; i < n; i++) {
		struct interface moving = list[i];
		size_t j = i;
		for (; j && by_rank(&list[j - 1], &moving) > 0; j--)
			list[j] = list[j - 1];
		list[j] = moving;
	}
	return n;
}

static void print_one(FILE *to, size_t n, const struct interface *i)
{
	bool any = i->description, loopback = i->flags & IFF_LOOPBACK;
	fprintf(to, "%zu.%s", n, i->name);
	if (i->description)
		fprintf(to, " (%s)", i->description);
	const char *sep = " [";
	if (i->flags & IFF_UP) {
		fprintf(to, "%sUp", sep);
		sep = ", ";
	}
	if (i->flags & IFF_RUNNING) {
		fprintf(to, "%sRunning", sep);
		sep = ", ";
	}
	if (loopback) {
		fprintf(to, "%sLoopback", sep);
		sep = ", ";
	}
	if (i->wireless) {
		fprintf(to, "%sWireless", sep);
		sep = ", ";
	}
	if (!any && !loopback && i->flags & IFF_UP) { /* nobody can say while it is down */
		fprintf(to, i->flags & IFF_RUNNING ? "%sConnected" : "%sDisconnected", sep);
		sep = ", ";
	}
	fprintf(to, sep[0] == ',' ? "]\n" : " [none]\n");
}

int interfaces_print(FILE *to, struct err *err)
{
	struct interface *list = calloc(INTERFACES, sizeof *list);
	if (!list)
		return err_set(err, -ENOMEM, "no memory for the list of interfaces");
	size_t n = collect(list, err);
	for (size_t i = 0; i < n; i++)
		print_one(to, i + 1, &list[i]);
	free(list);
	return n ? 0 : err->code;
}

int interface_by_index(unsigned wanted, char *out, struct err *err)
{
	struct interface *list = calloc(INTERFACES, sizeof *list);
	if (!list)
		return err_set(err, -ENOMEM, "no memory for the list of interfaces");
	size_t n = collect(list, err);
	if (wanted >= 1 && wanted <= n)
		memcpy(out, list[wanted - 1].name, IFNAMSIZ);
	else if (n)
		err_set(err, -ENODEV, "Invalid adapter index %u: only %zu interfaces found", wanted, n);
	free(list);
	return n ? (wanted >= 1 && wanted <= n ? 0 : -ENODEV) : err->code;
}

int interfaces_each(int (*each)(void *context, const char *name, unsigned flags), void *context, struct err *err)
{
	struct interface *list = calloc(INTERFACES, sizeof *list);
	if (!list)
		return err_set(err, -ENOMEM, "no memory for the list of interfaces");
	size_t n = collect(list, err);
	int result = n ? 0 : err->code;
	for (size_t i = 0; i < n && result == 0; i++)
		result = each(context, list[i].name, list[i].flags);
	free(list);
	return result;
}
