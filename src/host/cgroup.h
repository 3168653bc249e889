/* Containers in the paths of cgroups: the engines put the identifier of a container there, each in its own way. */
#ifndef HOST_CGROUP_H
#define HOST_CGROUP_H

#include <stdbool.h>

enum { CONTAINER_ID = 65, POD_UID = 40 }; /* bytes with the zero behind */

/* The container of a path such as /system.slice/docker-<id>.scope, innermost first. False: it is of none, or of a process that
 * only watches over one (conmon). */
bool cgroup_container(const char *path, char id[CONTAINER_ID]);
/* The pod's UID of a Kubernetes path (kubepods-burstable-pod<uid>.slice), dashes as in its usual form. */
bool cgroup_pod(const char *path, char uid[POD_UID]);

#endif
