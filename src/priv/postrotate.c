#include "priv/postrotate.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/err.h"
#include "priv/relinquish.h"

/* Forks twice, so that init reaps the command and the capture never waits for it. */
void postrotate(const char *command, const char *user, const char *path)
{
	struct err err = {0};
	pid_t child = fork();
	if (child < 0) {
		fprintf(stderr, "%s %s: not run: %s\n", command, path, strerror(errno));
		return;
	}
	if (child > 0) {
		waitpid(child, NULL, 0);
		return;
	}
	if (fork() != 0)
		_exit(0);
	if (user && geteuid() == 0 && relinquish(user, &err) < 0) {
		fprintf(stderr, "%s %s: not run: %s\n", command, path, err.text);
		_exit(1);
	}
	signal(SIGPIPE, SIG_DFL);
	setpriority(PRIO_PROCESS, 0, 19);
	execlp(command, command, path, (char *)NULL);
	fprintf(stderr, "compress_savefile: execlp(%s, %s) failed: %s\n", command, path, strerror(errno));
	_exit(1);
}
