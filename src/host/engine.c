#include "host/engine.h"

#include <ctype.h>
#include <curl/curl.h>
#include <dlfcn.h>
#include <glob.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/text.h"

enum {
	ANSWER_MS = 3000,       /* an engine has so long to answer */
	ANSWER_BYTES = 1 << 26, /* longer answers are none */
};

/* Where an engine listens. */
struct engine {
	const char *socket; /* a path; NULL: by TCP, at */
	const char *host;   /* "127.0.0.1:2375" */
};

/* ---- One question */

static size_t gather(char *data, size_t size, size_t n, void *context)
{
	struct text *t = context;
	if (t->len + size * n > ANSWER_BYTES)
		return 0;
	text_bytes(t, data, size * n);
	return t->failed ? 0 : size * n;
}

/* libcurl brings thirty libraries along. It is opened when an engine is asked, which few runs do, and stays open. */
struct http {
	CURL *(*init)(void);
	CURLcode (*set)(CURL *c, CURLoption option, ...);
	CURLcode (*perform)(CURL *c);
	void (*cleanup)(CURL *c);
};

static bool http_open(struct http *h)
{
	void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return false;
	*(void **)&h->init = dlsym(library, "curl_easy_init");
	*(void **)&h->set = dlsym(library, "curl_easy_setopt");
	*(void **)&h->perform = dlsym(library, "curl_easy_perform");
	*(void **)&h->cleanup = dlsym(library, "curl_easy_cleanup");
	return h->init && h->set && h->perform && h->cleanup;
}

static bool get(const struct http *h, CURL *c, const struct engine *e, const char *url, struct text *answer)
{
	return h->set(c, CURLOPT_URL, url) == CURLE_OK &&
	       (!e->socket || h->set(c, CURLOPT_UNIX_SOCKET_PATH, e->socket) == CURLE_OK) &&
	       h->set(c, CURLOPT_PROTOCOLS_STR, "http") == CURLE_OK && h->set(c, CURLOPT_PROXY, "") == CURLE_OK &&
	       h->set(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK && h->set(c, CURLOPT_FAILONERROR, 1L) == CURLE_OK &&
	       h->set(c, CURLOPT_TIMEOUT_MS, (long)ANSWER_MS) == CURLE_OK &&
	       h->set(c, CURLOPT_WRITEFUNCTION, gather) == CURLE_OK && h->set(c, CURLOPT_WRITEDATA, answer) == CURLE_OK &&
	       h->perform(c) == CURLE_OK;
}

/* The answer to GET path, or NULL. The caller puts it. */
static struct json_object *ask(const struct engine *e, const char *path)
{
	struct http http = {0};
	struct text t = {0};
	struct json_object *answer = NULL;
	char url[512];
	CURL *c = http_open(&http) ? http.init() : NULL;
	int n = snprintf(url, sizeof url, "http://%s%s", e->socket ? "localhost" : e->host, path);
	if (c && n < (int)sizeof url && get(&http, c, e, url, &t)) {
		text_c(&t, 0);
		answer = t.failed ? NULL : json_tokener_parse(t.data);
	}
	if (c)
		http.cleanup(c);
	text_free(&t);
	return answer;
}

/* ---- What the answers say */

static const char *member_text(struct json_object *o, const char *name)
{
	struct json_object *v;
	return json_object_object_get_ex(o, name, &v) && json_object_is_type(v, json_type_string) ? json_object_get_string(v) : NULL;
}

static bool is_id(const char *s)
{
	return s && strlen(s) == CONTAINER_ID - 1 && strspn(s, "0123456789abcdef") == CONTAINER_ID - 1;
}

/* The name that people gave it: in Kubernetes as the pod calls it. */
static void take_name(struct container *c, struct json_object *entry)
{
	struct json_object *names, *labels = NULL;
	json_object_object_get_ex(entry, "Labels", &labels);
	const char *name = labels ? member_text(labels, "io.kubernetes.container.name") : NULL;
	const char *pod = labels ? member_text(labels, "io.kubernetes.pod.name") : NULL;
	const char *space = labels ? member_text(labels, "io.kubernetes.pod.namespace") : NULL;
	if (pod)
		snprintf(c->pod, sizeof c->pod, "%s%s%s", space ? space : "", space ? ":" : "", pod);
	if (!name && json_object_object_get_ex(entry, "Names", &names) && json_object_is_type(names, json_type_array) &&
		json_object_array_length(names))
		name = json_object_get_string(json_object_array_get_idx(names, 0));
	if (name)
		snprintf(c->name, sizeof c->name, "%s", name + (*name == '/'));
}

/* {"IP": "0.0.0.0", "PublicPort": 8080, "PrivatePort": 80, "Type": "tcp"} */
static void take_port(struct container *c, struct json_object *entry)
{
	struct json_object *number;
	const char *address = member_text(entry, "IP"), *transport = member_text(entry, "Type");
	int port = json_object_object_get_ex(entry, "PublicPort", &number) ? json_object_get_int(number) : 0;
	if (port <= 0 || port > UINT16_MAX || !transport || c->port_count == CONTAINER_PORTS)
		return;
	struct container_port p = {.port = (uint16_t)port};
	if (address && strcmp(address, "0.0.0.0") && strcmp(address, "::"))
		snprintf(p.address, sizeof p.address, "%s", address);
	snprintf(p.transport, sizeof p.transport, "%s", transport);
	for (unsigned i = 0; i < c->port_count; i++)
		if (!memcmp(&c->ports[i], &p, sizeof p))
			return;
	c->ports[c->port_count++] = p;
}

static void take_ports(struct container *c, struct json_object *entry)
{
	struct json_object *ports;
	if (!json_object_object_get_ex(entry, "Ports", &ports) || !json_object_is_type(ports, json_type_array))
		return;
	for (size_t i = 0; i < json_object_array_length(ports); i++)
		take_port(c, json_object_array_get_idx(ports, i));
}

/* Containers without a cgroup of their own: the engine knows a process. */
static void ask_process(struct container *c, const struct engine *e)
{
	char path[128];
	struct json_object *state, *pid;
	snprintf(path, sizeof path, "/containers/%s/json", c->id);
	struct json_object *o = ask(e, path);
	if (o && json_object_object_get_ex(o, "State", &state) && json_object_object_get_ex(state, "Pid", &pid))
		c->pid = (pid_t)json_object_get_int(pid);
	json_object_put(o);
}

static struct container *known(struct containers *cs, const char *id)
{
	for (size_t i = 0; i < cs->count; i++)
		if (!strcmp(cs->list[i].id, id))
			return &cs->list[i];
	return NULL;
}

/* An engine behind TCP may be another host's: of it, only names of containers that are here count. */
static void ask_engine(struct containers *cs, const struct engine *e)
{
	struct json_object *list = ask(e, "/containers/json");
	size_t n = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
	for (size_t i = 0; i < n; i++) {
		struct json_object *entry = json_object_array_get_idx(list, i);
		const char *id = member_text(entry, "Id");
		struct container *c = !is_id(id) ? NULL : e->socket ? containers_add(cs, id) : known(cs, id);
		if (!c)
			continue;
		take_name(c, entry);
		take_ports(c, entry);
		if (!c->pid)
			ask_process(c, e);
	}
	json_object_put(list);
}

static bool is_socket(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISSOCK(st.st_mode);
}

void engines_ask(struct containers *cs)
{
	static const char *const places[] = {"/var/run/docker.sock", "/run/podman/podman.sock", "/run/user/*/podman/podman.sock",
		"/run/user/*/docker.sock"};
	static const char unix_scheme[] = "unix://", tcp_scheme[] = "tcp://";
	const char *host = getenv("DOCKER_HOST"), *own = getenv("XDG_RUNTIME_DIR");
	char path[512];
	if (host && !strncmp(host, unix_scheme, sizeof unix_scheme - 1)) {
		ask_engine(cs, &(struct engine){.socket = host + sizeof unix_scheme - 1});
		return;
	}
	if (host && !strncmp(host, tcp_scheme, sizeof tcp_scheme - 1)) {
		ask_engine(cs, &(struct engine){.host = host + sizeof tcp_scheme - 1});
		return;
	}
	snprintf(path, sizeof path, "%s/podman/podman.sock", own ? own : "");
	if (own && strncmp(own, "/run/user/", strlen("/run/user/")) && is_socket(path))
		ask_engine(cs, &(struct engine){.socket = path});
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		glob_t found;
		if (glob(places[i], 0, NULL, &found) == 0)
			for (size_t k = 0; k < found.gl_pathc; k++)
				if (is_socket(found.gl_pathv[k]))
					ask_engine(cs, &(struct engine){.socket = found.gl_pathv[k]});
		globfree(&found);
	}
}
