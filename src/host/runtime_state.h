/* Names of containers where no engine answers: what containerd, CRI-O and Podman leave in their state directories. */
#ifndef HOST_RUNTIME_STATE_H
#define HOST_RUNTIME_STATE_H

#include "host/container.h"

/* Names the containers of `cs` that have none yet. `root` stands before the directories: "" but in tests. */
void runtime_state_names(struct containers *cs, const char *root);

#endif
