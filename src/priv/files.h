/* The helper that opens files for the process that reads packets: those of -w, the one of -o, those of --extract's folder
 * and the captures that -V lists. What it was started with decides what may be asked, whoever asks. */
#ifndef PRIV_FILES_H
#define PRIV_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "core/err.h"

struct files_allowed {
	const char *pattern;  /* of the files that are made; NULL: none */
	size_t literal;       /* their names begin as the pattern's first `literal` bytes do ... */
	bool many;            /* ... and may go on otherwise; else there is one, with the pattern as its name */
	bool removed;         /* they may be removed again (--keep, --on-full=overwrite) */
	const char *output;   /* one more file that is made at the start; NULL: none */
	const char *list;     /* a file with the names of captures, "-": standard input; NULL: none */
	const char *command;  /* to be run for finished files (-z); NULL: none */
	const char *user;     /* whom new files of the pattern belong to, and who runs the command; NULL: who we are */
};

/* A socket to the helper, or -errno. `allowed` stays as it is until the helper ends. */
int files_start(const struct files_allowed *allowed, struct err *err);

/* A descriptor for writing, the file being empty, or -errno. An existing file keeps its owner. */
int files_make(int helper, const char *path);
/* The first one: a FIFO waits for who reads it, until a signal comes (-EINTR). */
int files_make_first(int helper, const char *path);
/* The same for the output's file. */
int files_make_output(int helper);
/* The next capture of the list: a descriptor for reading, or -errno; -ENODATA: none is left. */
int files_next(int helper, char *name, size_t size);
/* Returns when the command has been started. */
void files_finished(int helper, const char *path);
/* Removes a file that was made. 0 or -errno. */
int files_remove(int helper, const char *path);
/* All that is opened at the start is open: from now on only further files of many are made, and captures of the list read. */
void files_opened(int helper);

#endif
