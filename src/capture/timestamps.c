/* The kernel's clock, or the network adapter's (Documentation/networking/timestamping.rst of Linux). */
#include "capture/timestamps.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/if_packet.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct {
	const char *name, *description;
	unsigned needs; /* SOF_TIMESTAMPING_ bits of the driver; 0: the kernel's clock, always there */
	bool never;     /* names of other systems: Linux has one software clock */
} types[] = {
	{"host", "Host", 0, false},
	{"host_lowprec", "Host, low precision", 0, true},
	{"host_hiprec", "Host, high precision", 0, true},
	{"host_hiprec_unsynced", "Host, high precision, not synced with system time", 0, true},
	{"adapter", "Adapter", SOF_TIMESTAMPING_SYS_HARDWARE | SOF_TIMESTAMPING_RX_HARDWARE, false},
	{"adapter_unsynced", "Adapter, not synced with system time",
		SOF_TIMESTAMPING_RAW_HARDWARE | SOF_TIMESTAMPING_RX_HARDWARE, false},
};

enum { TYPES = sizeof types / sizeof *types };

static int index_of(const char *name)
{
	for (int i = 0; i < TYPES; i++)
		if (!strcmp(types[i].name, name))
			return i;
	return -1;
}

bool timestamp_type_known(const char *name)
{
	return index_of(name) >= 0;
}

static unsigned driver_can(const struct capture_target *t)
{
	struct ethtool_ts_info info = {.cmd = ETHTOOL_GET_TS_INFO};
	struct ifreq r = {.ifr_data = (void *)&info};
	memcpy(r.ifr_name, t->name, sizeof r.ifr_name);
	int fd = target_socket(t, AF_INET, SOCK_DGRAM, 0);
	unsigned can = fd >= 0 && ioctl(fd, SIOCETHTOOL, &r) == 0 ? info.so_timestamping : 0;
	if (fd >= 0)
		close(fd);
	return can;
}

static bool supported(unsigned can, int type)
{
	return !types[type].never && (can & types[type].needs) == types[type].needs;
}

void timestamps_print(FILE *to, const struct capture_target *t)
{
	unsigned can = driver_can(t);
	fprintf(to, "Time stamp types for %s (use option -j to set):\n", t->label);
	for (int i = 0; i < TYPES; i++)
		if (supported(can, i))
			fprintf(to, "  %s (%s)\n", types[i].name, types[i].description);
}

bool timestamps_can(const struct capture_target *t, const char *name)
{
	int i = index_of(name);
	return i >= 0 && supported(driver_can(t), i);
}

int timestamps_set(int fd, const struct capture_target *t, const char *name, struct err *err)
{
	int i = index_of(name);
	if (i < 0 || !types[i].needs || !timestamps_can(t, name))
		return 0;
	struct hwtstamp_config config = {.tx_type = HWTSTAMP_TX_ON, .rx_filter = HWTSTAMP_FILTER_ALL};
	struct ifreq r = {.ifr_data = (void *)&config};
	memcpy(r.ifr_name, t->name, sizeof r.ifr_name);
	int flags = (int)(types[i].needs & ~(unsigned)SOF_TIMESTAMPING_RX_HARDWARE);
	if (ioctl(fd, SIOCSHWTSTAMP, &r) < 0 || setsockopt(fd, SOL_PACKET, PACKET_TIMESTAMP, &flags, sizeof flags) < 0)
		return err_set(err, -errno, "%s: time stamps of type %s cannot be had: %s (-J lists the types)", t->label, name,
			strerror(errno));
	return 0;
}
