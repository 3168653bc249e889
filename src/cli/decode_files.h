/* What is to be decoded: --decode, and before it the files that keep such words.
 *
 * /etc/tapline/decode and then ~/.config/tapline/decode ($XDG_CONFIG_HOME/tapline/decode) hold a word a line;
 * from # to the end of the line is a comment. Later words go before earlier ones, and those of the command
 * line before all. */
#ifndef CLI_DECODE_FILES_H
#define CLI_DECODE_FILES_H

#include "cli/options.h"

/* Fills o->dissect.decode; nothing when called as tcpdump. 0, or -errno with a sentence that names file and
 * line. */
int decode_files_read(struct options *o, struct err *err);

#endif
