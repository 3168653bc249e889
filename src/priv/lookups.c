#include "priv/lookups.h"

#include <cap-ng.h>
#include <fcntl.h>
#include <netdb.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "priv/helper.h"
#include "priv/landlock.h"
#include "priv/relinquish.h"

enum { ADDRESSES_AT_MOST = 64 };
enum question { HOST, HOST_ADDRESSES, MAC, NETWORK, PORT, PROTOCOL };

struct request {
	enum question question;
	uint8_t family;         /* HOST */
	uint8_t address[16];
	char name[NI_MAXHOST];  /* the others */
};

struct answer {
	size_t count;           /* found; 0: unknown */
	unsigned transports;    /* PORT */
	union {
		char name[NI_MAXHOST];
		struct names_address addresses[ADDRESSES_AT_MOST];
		uint8_t mac[6];
		uint32_t network;
		uint16_t port;
		uint8_t protocol;
	};
};

/* ---- In the helper */

static void look_up(const struct request *r, struct answer *a)
{
	const struct names_questions *q = &names_of_system;
	switch (r->question) {
	case HOST:
		q->host(NULL, r->family, r->address, a->name, sizeof a->name);
		break;
	case HOST_ADDRESSES:
		a->count = q->host_addresses(NULL, r->name, a->addresses, ADDRESSES_AT_MOST);
		break;
	case MAC:
		a->count = q->mac_by_name(NULL, r->name, a->mac);
		break;
	case NETWORK:
		a->count = q->network_by_name(NULL, r->name, &a->network);
		break;
	case PORT:
		a->count = q->port_by_name(NULL, r->name, &a->port, &a->transports);
		break;
	case PROTOCOL:
		a->count = q->protocol_by_name(NULL, r->name, &a->protocol);
		break;
	}
}

/* A lookup may hang for long: it must not keep somebody waiting for the end of our output. */
static void let_go_of_output(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int fd = 0; null >= 0 && fd <= 2; fd++)
		dup2(null, fd);
}

/* Addresses come from packets, and answers from the network: no privilege here, either. What a name service needs, sockets
 * and files to be read, stays. Where the user cannot be changed (a name space that has no other), the rest still holds. */
static bool confine(const char *user)
{
	struct err ignored = {0};
	if (user && geteuid() == 0)
		relinquish(user, &ignored);
	capng_clear(CAPNG_SELECT_CAPS);
	return capng_apply(CAPNG_SELECT_CAPS) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		landlock_restrict(LANDLOCK_KEEP_READING, &ignored) == 0;
}

static void serve(int end, void *context)
{
	struct request r;
	let_go_of_output();
	if (!confine(context))
		return;
	while (recv(end, &r, sizeof r, 0) == sizeof r) {
		struct answer a = {0};
		r.name[sizeof r.name - 1] = 0;
		look_up(&r, &a);
		helper_answer(end, &a, sizeof a, -1);
	}
}

int lookups_start(struct lookups *l, const char *user, struct err *err)
{
	pthread_mutex_init(&l->lock, NULL);
	l->helper = helper_start(serve, (void *)user, -1, err);
	return l->helper < 0 ? l->helper : 0;
}

/* ---- Asking it */

/* What does not arrive is not known. */
static void ask(struct lookups *l, const struct request *r, struct answer *a)
{
	pthread_mutex_lock(&l->lock);
	ssize_t n = helper_ask(l->helper, r, sizeof *r, a, sizeof *a, NULL);
	pthread_mutex_unlock(&l->lock);
	if (n != sizeof *a)
		memset(a, 0, sizeof *a);
}

static bool ask_of(void *context, enum question question, const char *name, struct answer *a)
{
	struct request r = {.question = question};
	if (strlen(name) >= sizeof r.name)
		return false;
	strcpy(r.name, name);
	ask(context, &r, a);
	return a->count;
}

static void host(void *context, uint8_t family, const uint8_t address[16], char *name, size_t size)
{
	struct request r = {.question = HOST, .family = family};
	struct answer a;
	memcpy(r.address, address, sizeof r.address);
	ask(context, &r, &a);
	size_t n = strnlen(a.name, size - 1);
	memcpy(name, a.name, n);
	name[n] = 0;
}

static size_t host_addresses(void *context, const char *name, struct names_address *out, size_t room)
{
	struct answer a;
	if (!ask_of(context, HOST_ADDRESSES, name, &a))
		return 0;
	size_t n = a.count < room ? a.count : room;
	memcpy(out, a.addresses, n * sizeof *out);
	return n;
}

static bool mac_by_name(void *context, const char *name, uint8_t out[6])
{
	struct answer a;
	bool known = ask_of(context, MAC, name, &a);
	if (known)
		memcpy(out, a.mac, 6);
	return known;
}

static bool network_by_name(void *context, const char *name, uint32_t *net)
{
	struct answer a;
	bool known = ask_of(context, NETWORK, name, &a);
	*net = known ? a.network : *net;
	return known;
}

static bool port_by_name(void *context, const char *name, uint16_t *port, unsigned *transports)
{
	struct answer a;
	bool known = ask_of(context, PORT, name, &a);
	*port = known ? a.port : *port;
	*transports = known ? a.transports : 0;
	return known;
}

static bool protocol_by_name(void *context, const char *name, uint8_t *protocol)
{
	struct answer a;
	bool known = ask_of(context, PROTOCOL, name, &a);
	*protocol = known ? a.protocol : *protocol;
	return known;
}

const struct names_questions lookups_questions = {
	host, host_addresses, mac_by_name, network_by_name, port_by_name, protocol_by_name,
};
