/* Loaded into tapline by LD_PRELOAD: write() fails, and the clock is set, as the file that FAULTS names says; a test changes
 * that file while the program runs. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct faults {
	int64_t write_errno;  /* of what is written to regular files ... */
	int64_t write_after;  /* ... behind so many bytes together; the write that reaches them is a short one */
	int64_t clock_offset; /* seconds */
};

static struct faults *faults;
static int64_t written;

__attribute__((constructor)) static void start(void)
{
	const char *path = getenv("FAULTS");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *p = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	faults = p == MAP_FAILED ? NULL : p;
}

ssize_t write(int fd, const void *buffer, size_t n)
{
	ssize_t (*next)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	struct stat st;
	if (!faults || !faults->write_errno || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return next(fd, buffer, n);
	int64_t room = faults->write_after - written;
	if (room <= 0) {
		errno = (int)faults->write_errno;
		return -1;
	}
	ssize_t done = next(fd, buffer, (int64_t)n < room ? n : (size_t)room);
	written += done > 0 ? done : 0;
	return done;
}

int clock_gettime(clockid_t clock, struct timespec *t)
{
	int (*next)(clockid_t, struct timespec *) = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
	int result = next(clock, t);
	if (result == 0 && faults && clock == CLOCK_REALTIME)
		t->tv_sec += faults->clock_offset;
	return result;
}
