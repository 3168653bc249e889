/* Names of containers: out of paths of cgroups, and out of the files that runtimes leave. usage: names FOLDER (an empty one) */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "harness.h"
#include "host/cgroup.h"
#include "host/container.h"
#include "host/runtime_state.h"

#define A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define C "00000000000000000000000000000000000000000000000000000000000000cc"
#define D "00000000000000000000000000000000000000000000000000000000000000dd"
#define E "00000000000000000000000000000000000000000000000000000000000000ee"
#define F "00000000000000000000000000000000000000000000000000000000000000ff"
#define B "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static const struct { const char *path, *id; } paths[] = {
	{"/docker/" A, A},
	{"/system.slice/docker-" A ".scope", A},
	{"/machine.slice/libpod-" A ".scope", A},
	{"/machine.slice/libpod-" A ".scope/container", A},
	{"/libpod_parent/libpod-" A, A},
	{"/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" A ".scope/container", A},
	{"/machine.slice/libpod-conmon-" A ".scope", NULL},
	{"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_1111_2222_3333_444455556666.slice/cri-containerd-" A ".scope", A},
	{"/kubepods/besteffort/pod0a1b2c3d-1111-2222-3333-444455556666/" A, A},
	{"/kubepods.slice/kubepods-pod0a1b2c3d_1111_2222_3333_444455556666.slice/crio-" A ".scope", A},
	{"/kubepods.slice/kubepods-pod0a1b2c3d_1111_2222_3333_444455556666.slice/crio-conmon-" A ".scope", NULL},
	{"/system.slice/containerd.service/kubepods-burstable-pod0a1b2c3d_1111_2222_3333_444455556666.slice:cri-containerd:" A, A},
	{"/docker/" A "/docker/" B, B},
	{"/", NULL},
	{"", NULL},
	{"/user.slice/user-1000.slice/session-4.scope", NULL},
	{"/system.slice/docker-0123456789ab.scope", NULL},
	{"/docker/" A "0", NULL},
	{"/docker/x" A, NULL},
	{"/docker/0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", NULL},
};

static void test_paths(struct harness *h)
{
	char id[CONTAINER_ID], uid[POD_UID];
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		bool found = cgroup_container(paths[i].path, id);
		check(h, found == (paths[i].id != NULL) && (!found || !strcmp(id, paths[i].id)), paths[i].path);
		bool pod = cgroup_pod(paths[i].path, uid);
		check(h, pod == (strstr(paths[i].path, "kubepods") != NULL) &&
			(!pod || !strcmp(uid, "0a1b2c3d-1111-2222-3333-444455556666")), paths[i].path);
	}
}

static void put(const char *root, const char *path, const char *text)
{
	char whole[1024];
	snprintf(whole, sizeof whole, "%s%s", root, path);
	for (char *slash = strchr(whole + strlen(root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		mkdir(whole, 0755);
		*slash = '/';
	}
	FILE *f = fopen(whole, "w");
	if (f) {
		fputs(text, f);
		fclose(f);
	}
}

static const char *name_of(const char *root, const char *id, struct containers *cs)
{
	containers_free(cs);
	containers_add(cs, id);
	runtime_state_names(cs, root);
	return cs->list[0].name;
}

static void test_state(struct harness *h, const char *root)
{
	struct containers cs = {0};
	put(root, "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" A "/config.json",
		"{\"annotations\": {\"io.kubernetes.cri.container-name\": \"web\", \"io.kubernetes.cri.container-type\": \"container\", "
		"\"io.kubernetes.cri.sandbox-name\": \"shop-1\", \"io.kubernetes.cri.sandbox-namespace\": \"default\"}}");
	check(h, !strcmp(name_of(root, A, &cs), "web") && !strcmp(cs.list[0].pod, "default:shop-1"), "containerd");
	check(h, container_is(&cs.list[0], "web") && container_is(&cs.list[0], "w*") && container_is(&cs.list[0], "default:shop-*") &&
		container_is(&cs.list[0], "0123456789ab") && !container_is(&cs.list[0], "012") && !container_is(&cs.list[0], "we"), "words");
	put(root, "/var/lib/containers/storage/overlay-containers/containers.json",
		"[{\"id\": \"" A "\", \"names\": [\"other\"]}, {\"id\": \"" B "\", \"names\": [\"k8s_db_shop-1_default\"]}]");
	check(h, !strcmp(name_of(root, B, &cs), "k8s_db_shop-1_default"), "containers/storage");
	check(h, !strcmp(name_of(root, A, &cs), "web"), "the bundle comes first");
	put(root, "/run/containers/storage/overlay-containers/" C "/userdata/config.json",
		"{\"annotations\": {\"io.kubernetes.container.name\": \"cache\", \"io.kubernetes.pod.name\": \"shop-2\", "
		"\"io.kubernetes.pod.namespace\": \"prod\", \"io.kubernetes.cri-o.ContainerType\": \"container\"}}");
	check(h, !strcmp(name_of(root, C, &cs), "cache") && !strcmp(cs.list[0].pod, "prod:shop-2"), "CRI-O");
	put(root, "/run/containers/storage/overlay-containers/" D "/userdata/config.json",
		"{\"annotations\": {\"io.kubernetes.cri-o.ContainerType\": \"sandbox\", \"io.kubernetes.pod.name\": \"shop-2\"}}");
	check(h, !strcmp(name_of(root, D, &cs), "POD") && !strcmp(cs.list[0].pod, "shop-2"), "CRI-O's sandbox");
	put(root, "/run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io/" E "/config.json",
		"{\"annotations\": {\"io.kubernetes.cri.container-type\": \"sandbox\", \"io.kubernetes.cri.sandbox-name\": \"shop-3\"}}");
	check(h, !strcmp(name_of(root, E, &cs), "POD") && !strcmp(cs.list[0].pod, "shop-3"), "containerd's sandbox, of k3s");
	put(root, "/var/lib/docker/containers/" F "/config.v2.json", "{\"ID\": \"" F "\", \"Name\": \"/shop\", \"State\": {}}");
	check(h, !strcmp(name_of(root, F, &cs), "shop"), "Docker");
	static const char *const broken[] = {"", "{", "[]", "{\"annotations\": 7}", "{\"annotations\": {\"nerdctl/name\": 7}}", "null"};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		put(root, "/run/containerd/io.containerd.runtime.v2.task/default/" B "/config.json", broken[i]);
		check(h, !strcmp(name_of(root, B, &cs), "k8s_db_shop-1_default"), broken[i]);
	}
	put(root, "/var/lib/containers/storage/overlay-containers/containers.json", "[7, {\"id\": 7}, {\"id\": \"" B "\", \"names\": [7]}]");
	check(h, strlen(name_of(root, B, &cs)) < 2, "names that are none");
	containers_free(&cs);
}

int main(int argc, char **argv)
{
	struct harness h = {0};
	test_paths(&h);
	if (argc > 1)
		test_state(&h, argv[1]);
	return harness_end(&h);
}
