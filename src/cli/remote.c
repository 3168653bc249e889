/* Theory of operation. ssh's standard output is a pipe to this process, which reads it as it would a file.
 * Nothing tells ssh that its reader has gone before it writes again, and who was root has given up the right
 * to signal it; so a process of its own, the keeper, waits for the other end of a second pipe (`life`) to be
 * closed, by whatever ends this process, and then ends ssh. */
#include "cli/remote.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/options.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "host/caller.h"

int remote_words(struct options *o, struct err *err)
{
	const char *host = verb_word(o);
	return host ? remote_to(o, host, err)
		    : err_set(err, -EINVAL,
			      "remote: name the host: ssh://[USER@]HOST[:PORT], or as ssh(1) knows it");
}

int remote_to(struct options *o, const char *host, struct err *err)
{
	if (*host == '-' || !*host)
		return err_set(err, -EINVAL, "remote: %s is no host", host);
	if (o->read || o->list || o->filter_file)
		return err_set(
			err, -EINVAL, "remote: packets come from %s: -r, -V and -F do not go with it", host);
	if (strstr(host, "://") && strncmp(host, "ssh://", 6))
		return err_set(err, -EINVAL, "remote: %s: only ssh:// is known", host);
	o->remote = o->read = host;
	o->remote_filter = o->expression;
	o->remote_words = o->expression_words;
	o->expression += o->expression_words;
	o->expression_words = 0;
	return 0;
}

/* In quotes that no shell looks into. */
static void put_quoted(struct text *t, const char *word)
{
	text_s(t, " '");
	for (; *word; word++)
		if (*word == '\'')
			text_s(t, "'\\''");
		else
			text_c(t, *word);
	text_c(t, '\'');
}

static void put_option(struct text *t, const char *option, const char *value)
{
	if (!value)
		return;
	text_c(t, ' ');
	text_s(t, option);
	put_quoted(t, value);
}

/* What the shell of the other host is to run. malloc'ed. */
static char *command_of(const struct options *o)
{
	struct text t = {0};
	text_s(&t, o->remote_program ? o->remote_program : "tapline");
	text_s(&t, " --pcapng -U -w -");
	for (unsigned i = 0; i < o->interface_count; i++)
		put_option(&t, "-i", o->interfaces[i]);
	text_printf(&t, " -s %u", o->snaplen);
	if (o->buffer_kib)
		text_printf(&t, " -B %u", o->buffer_kib);
	put_option(&t, "-Q", o->direction);
	put_option(&t, "-y", o->linktype);
	put_option(&t, "-j", o->timestamp_type);
	text_s(&t, o->no_promiscuous ? " -p" : "");
	text_s(&t, o->deep ? " --deep" : "");
	text_s(&t, " --");
	for (int i = 0; i < o->remote_words; i++)
		put_quoted(&t, o->remote_filter[i]);
	text_c(&t, 0);
	if (t.failed)
		text_free(&t);
	return t.data;
}

static _Noreturn void be_ssh(const char *host, const char *command, int out)
{
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	dup2(nothing, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execlp("ssh", "ssh", "--", host, command, (char *)NULL);
	static const char said[] = "ssh cannot be run: is openssh-client installed?\n";
	_exit(write(STDERR_FILENO, said, sizeof said - 1) > 0 ? 127 : 126);
}

/* In a process of its own. */
static _Noreturn void be_keeper(const char *host, const char *command, int out, int life)
{
	char c;
	if (become_caller() < 0)
		_exit(1);
	signal(SIGINT, SIG_IGN); /* a terminal's reaches the program and ssh */
	pid_t ssh = fork();
	if (ssh == 0) {
		signal(SIGINT, SIG_DFL);
		be_ssh(host, command, out);
	}
	close(out);
	while (read(life, &c, 1) < 0 && errno == EINTR)
		;
	if (ssh > 0) {
		kill(ssh, SIGTERM);
		waitpid(ssh, NULL, 0);
	}
	_exit(0);
}

static int start_keeper(const char *host, const char *command, struct err *err)
{
	int out[2], life[2];
	if (pipe2(out, O_CLOEXEC) < 0)
		return err_set(err, -errno, "remote: making a pipe: %s", strerror(errno));
	if (pipe2(life, O_CLOEXEC) < 0) {
		close(out[0]);
		close(out[1]);
		return err_set(err, -errno, "remote: making a pipe: %s", strerror(errno));
	}
	pid_t between = fork();
	if (between == 0) {
		if (fork())
			_exit(0);
		close(out[0]);
		close(life[1]);
		be_keeper(host, command, out[1], life[0]);
	}
	int e = between < 0 ? -errno : 0;
	if (between > 0)
		waitpid(between, NULL, 0);
	close(out[1]);
	close(life[0]); /* life[1] stays open as long as this process lives */
	return e < 0 ? err_set(err, e, "remote: starting ssh: %s", strerror(-e)) : out[0];
}

int remote_start(const struct options *o, struct err *err)
{
	char *command = command_of(o);
	int fd = command ? start_keeper(o->remote, command, err) : err_set(err, -ENOMEM, "no memory");
	free(command);
	return fd;
}
