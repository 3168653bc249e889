#include "cli/postrotate.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Forks twice, so that init reaps the command and the capture never waits for it. */
void postrotate(void *context, const char *path)
{
	const char *command = context;
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
	signal(SIGPIPE, SIG_DFL);
	setpriority(PRIO_PROCESS, 0, 19);
	execlp(command, command, path, (char *)NULL);
	fprintf(stderr, "%s %s: not run: %s\n", command, path, strerror(errno));
	_exit(1);
}
