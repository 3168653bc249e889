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
	bool listed;    /* the kernel has one software clock: its other names are taken, not listed */
} types[] = {
	{"host", "Host", 0, true},
	{"host_lowprec", "Host, low precision", 0, false},
	{"host_hiprec", "Host, high precision", 0, false},
	{"adapter", "Adapter", SOF_TIMESTAMPING_SYS_HARDWARE | SOF_TIMESTAMPING_RX_HARDWARE, true},
	{"adapter_unsynced", "Adapter, not synced with system time",
		SOF_TIMESTAMPING_RAW_HARDWARE | SOF_TIMESTAMPING_RX_HARDWARE, true},
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

static unsigned driver_can(const char *interface)
{
	struct ethtool_ts_info info = {.cmd = ETHTOOL_GET_TS_INFO};
	struct ifreq r = {.ifr_data = (void *)&info};
	strncpy(r.ifr_name, interface, sizeof r.ifr_name - 1);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	unsigned can = fd >= 0 && ioctl(fd, SIOCETHTOOL, &r) == 0 ? info.so_timestamping : 0;
	if (fd >= 0)
		close(fd);
	return can;
}

void timestamps_print(FILE *to, const char *interface)
{
	unsigned can = driver_can(interface);
	fprintf(to, "Time stamp types for %s (use option -j to set):\n", interface);
	for (int i = 0; i < TYPES; i++)
		if (types[i].listed && (can & types[i].needs) == types[i].needs)
			fprintf(to, "  %s (%s)\n", types[i].name, types[i].description);
}

int timestamps_set(int fd, const char *interface, const char *name, struct err *err)
{
	int i = index_of(name);
	if (i < 0)
		return err_set(err, -EINVAL, "invalid time stamp type %s", name);
	if (!types[i].needs)
		return 0;
	struct hwtstamp_config config = {.tx_type = HWTSTAMP_TX_ON, .rx_filter = HWTSTAMP_FILTER_ALL};
	struct ifreq r = {.ifr_data = (void *)&config};
	strncpy(r.ifr_name, interface, sizeof r.ifr_name - 1);
	int flags = (int)(types[i].needs & ~(unsigned)SOF_TIMESTAMPING_RX_HARDWARE);
	if (ioctl(fd, SIOCSHWTSTAMP, &r) < 0 || setsockopt(fd, SOL_PACKET, PACKET_TIMESTAMP, &flags, sizeof flags) < 0)
		return err_set(err, -errno, "%s: time stamps of type %s cannot be had: %s (-J lists the types)", interface, name,
			strerror(errno));
	return 0;
}
