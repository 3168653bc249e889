/* Engines with Docker's interface: HTTP over a Unix socket, JSON (Docker Engine API v1.40; Podman speaks it too). */
#ifndef HOST_ENGINE_H
#define HOST_ENGINE_H

#include "host/container.h"

/* Adds the containers that run to `cs`, and names to those known: from DOCKER_HOST (unix://...), else from every socket that is
 * there. An engine that does not answer within seconds is passed over. */
void engines_ask(struct containers *cs);

#endif
