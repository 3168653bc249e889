/* Capture files of all formats, compressed or not, through the reader that every run uses. Input: the file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capture/offline.h"
#include "file/input.h"
#include "tests/fuzz/fuzz.h"

enum { PACKETS = 10000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	struct err err = {0};
	struct source *s;
	struct batch b;
	int fd = memfd_create("file", MFD_CLOEXEC), r;
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (offline_open(input_descriptor(path, &err), path, &s, &err) < 0) {
		if (!err.text[0])
			abort();
		close(fd);
		return 0;
	}
	volatile unsigned sum = 0;
	size_t packets = 0;
	while ((r = s->ops->read(s, &b, 0, &err)) == SOURCE_BATCH && packets < PACKETS) {
		for (size_t i = 0; i < b.count; i++)
			for (uint32_t k = 0; k < b.packets[i].caplen; k++)
				sum += b.packets[i].data[k];
		packets += b.count;
		s->ops->release(s);
	}
	(void)sum;
	if (r < 0 && !err.text[0])
		abort();
	s->ops->close(s);
	close(fd);
	return 0;
}
