/* Several capture files as one source, in time order. */
#ifndef CAPTURE_MERGE_H
#define CAPTURE_MERGE_H

#include "capture/source.h"

enum { MERGE_FILES = 1024 };

/* Takes over the descriptors of input_descriptor(), one for each path. Each file is taken to be in time order itself, as captures are; where one is not, its packets stay in its order. A file
 * that is damaged gives what stands before the damage; the error comes when all files are read. */
int merge_open(const int *files, char *const *paths, size_t count, struct source **source, struct err *err);

#endif
