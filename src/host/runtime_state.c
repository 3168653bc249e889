/* containerd: <namespace>/<id>/config.json, the bundle's configuration (OCI runtime specification, config.md), whose annotations
 * name container and pod. Podman and CRI-O: containers.json of containers/storage, an array of {id, names}. Docker: config.v2.json,
 * whose Name is "/web". */
#include "host/runtime_state.h"

#include <glob.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { LARGEST = 1 << 24 }; /* bytes of a file that is read */

static struct json_object *read_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= LARGEST ? json_object_from_file(path) : NULL;
}

static const char *text_of(struct json_object *o, const char *name)
{
	struct json_object *v;
	return json_object_object_get_ex(o, name, &v) && json_object_is_type(v, json_type_string) ? json_object_get_string(v) : NULL;
}

static const char *first_of(struct json_object *o, const char *const *names)
{
	const char *found = NULL;
	for (; *names && !found; names++)
		found = text_of(o, *names);
	return found;
}

/* The annotations of containerd's and CRI-O's Kubernetes half, and of nerdctl. */
static void take_annotations(struct container *c, struct json_object *a)
{
	static const char *const names[] = {"io.kubernetes.cri.container-name", "io.kubernetes.container.name", "nerdctl/name", NULL};
	static const char *const pods[] = {"io.kubernetes.cri.sandbox-name", "io.kubernetes.pod.name", NULL};
	static const char *const spaces[] = {"io.kubernetes.cri.sandbox-namespace", "io.kubernetes.pod.namespace", NULL};
	static const char *const kinds[] = {"io.kubernetes.cri.container-type", "io.kubernetes.cri-o.ContainerType", NULL};
	const char *name = first_of(a, names), *pod = first_of(a, pods), *space = first_of(a, spaces), *kind = first_of(a, kinds);
	if (!name && kind && !strcmp(kind, "sandbox"))
		name = "POD";
	if (name)
		snprintf(c->name, sizeof c->name, "%s", name);
	if (pod)
		snprintf(c->pod, sizeof c->pod, "%s%s%s", space ? space : "", space ? ":" : "", pod);
}

static void bundle(struct container *c, const char *pattern, const char *root)
{
	char path[512];
	struct json_object *annotations;
	glob_t found;
	snprintf(path, sizeof path, pattern, root, c->id);
	if (glob(path, 0, NULL, &found) == 0 && found.gl_pathc) {
		struct json_object *o = read_file(found.gl_pathv[0]);
		if (o && json_object_object_get_ex(o, "annotations", &annotations))
			take_annotations(c, annotations);
		json_object_put(o);
	}
	globfree(&found);
}

static void docker_state(struct container *c, const char *root)
{
	char path[512];
	snprintf(path, sizeof path, "%s/var/lib/docker/containers/%s/config.v2.json", root, c->id);
	struct json_object *o = read_file(path);
	const char *name = o ? text_of(o, "Name") : NULL;
	if (name)
		snprintf(c->name, sizeof c->name, "%s", name + (*name == '/'));
	json_object_put(o);
}

static struct container *unnamed(struct containers *cs, const char *id)
{
	for (size_t i = 0; id && i < cs->count; i++)
		if (!*cs->list[i].name && !strcmp(cs->list[i].id, id))
			return &cs->list[i];
	return NULL;
}

static void storage_index(struct containers *cs, const char *path)
{
	struct json_object *o = read_file(path), *names;
	size_t n = json_object_is_type(o, json_type_array) ? json_object_array_length(o) : 0;
	for (size_t i = 0; i < n; i++) {
		struct json_object *entry = json_object_array_get_idx(o, i);
		struct container *c = unnamed(cs, text_of(entry, "id"));
		if (c && json_object_object_get_ex(entry, "names", &names) && json_object_is_type(names, json_type_array) &&
			json_object_array_length(names))
			snprintf(c->name, sizeof c->name, "%s", json_object_get_string(json_object_array_get_idx(names, 0)));
	}
	json_object_put(o);
}

void runtime_state_names(struct containers *cs, const char *root)
{
	static const char *const bundles[] = {"%s/run/containerd/io.containerd.runtime.v2.task/*/%s/config.json",
		"%s/run/k3s/containerd/io.containerd.runtime.v2.task/*/%s/config.json",
		"%s/run/containers/storage/*-containers/%s/userdata/config.json"};
	static const char *const indexes[] = {"%s/var/lib/containers/storage/*-containers/containers.json",
		"%s/home/*/.local/share/containers/storage/*-containers/containers.json"};
	char pattern[512];
	bool any = false;
	for (size_t i = 0; i < cs->count; i++)
		for (size_t k = 0; k < sizeof bundles / sizeof *bundles && !*cs->list[i].name; k++)
			bundle(&cs->list[i], bundles[k], root);
	for (size_t i = 0; i < cs->count; i++) {
		if (!*cs->list[i].name)
			docker_state(&cs->list[i], root);
		any |= !*cs->list[i].name;
	}
	for (size_t k = 0; any && k < sizeof indexes / sizeof *indexes; k++) {
		glob_t found;
		snprintf(pattern, sizeof pattern, indexes[k], root);
		if (glob(pattern, 0, NULL, &found) == 0)
			for (size_t i = 0; i < found.gl_pathc; i++)
				storage_index(cs, found.gl_pathv[i]);
		globfree(&found);
	}
}
