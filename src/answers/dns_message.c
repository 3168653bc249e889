#include "answers/dns_message.h"

#include <string.h>

#include "dissect/fields.h"
#include "dissect/tape.h"
#include "stream/datagram.h"

const char *dns_rcode_word(unsigned rcode)
{
	static const char *const words[] = {"NoError", "FormErr", "ServFail", "NXDomain", "NotImp", "Refused", "YXDomain",
		"YXRRSet", "NXRRSet", "NotAuth", "NotZone"};
	return rcode < sizeof words / sizeof *words ? words[rcode] : NULL;
}

int dns_fields_find(struct dns_fields *f, struct sink *s)
{
	static const char *const answers[DNS_ANSWER_FIELDS] = {"dns.a", "dns.aaaa", "dns.cname", "dns.ptr.domain_name", "dns.ns",
		"dns.mx.mail_exchange", "dns.txt", "dns.srv.target"};
	f->id = field_named("dns.id");
	f->response = field_named("dns.flags.response");
	f->rcode = field_named("dns.flags.rcode");
	f->name = field_named("dns.qry.name");
	f->type = field_named("dns.qry.type");
	for (unsigned i = 0; i < DNS_ANSWER_FIELDS; i++)
		f->answers[i] = field_named(answers[i]);
	const struct field *const head[] = {f->id, f->response, f->rcode, f->name, f->type};
	int e = sink_looks_at(s, head, sizeof head / sizeof *head);
	return e < 0 ? e : sink_looks_at(s, f->answers, DNS_ANSWER_FIELDS);
}

static bool is_answer(const struct dns_fields *f, const struct field *field)
{
	for (unsigned i = 0; i < DNS_ANSWER_FIELDS; i++)
		if (f->answers[i] == field)
			return true;
	return false;
}

static void add_answer(struct dns_message *d, const struct mark *m)
{
	struct text t = {0};
	if (m->field->type == F_IP4)
		text_ip4(&t, (uint32_t)m->u);
	else if (m->field->type == F_IP6)
		text_ip6(&t, m->bytes);
	else
		text_bytes(&t, m->bytes, m->size);
	size_t have = strlen(d->answers);
	if (!t.failed && have + t.len + 3 < sizeof d->answers) {
		if (have)
			d->answers[have++] = ' ';
		memcpy(d->answers + have, t.data, t.len);
		d->answers[have + t.len] = 0;
	}
	text_free(&t);
}

static void take(const struct dns_fields *f, struct dns_message *d, const struct mark *m)
{
	if (m->field == f->id && !d->there) {
		d->there = true;
		d->id = (uint16_t)m->u;
	} else if (m->field == f->response) {
		d->response = m->u;
	} else if (m->field == f->rcode) {
		d->rcode = (uint16_t)m->u;
	} else if (m->field == f->name && !*d->name) {
		memcpy(d->name, m->bytes, m->size < DNS_NAME - 1 ? m->size : DNS_NAME - 1);
	} else if (m->field == f->type && !d->has_type) {
		d->type = (uint16_t)m->u;
		d->has_type = true;
	} else if (d->response && is_answer(f, m->field)) {
		add_answer(d, m);
	}
}

void dns_message_read(const struct dns_fields *f, const struct view *v, struct dns_message *d)
{
	const struct tape *t = v->datagrams->completed ? &v->datagrams->tape : v->tape;
	uint32_t i = 0;
	while (i < t->count && t->marks[i].field != f->id)
		i++;
	d->there = false;
	if (i == t->count)
		return;
	*d = (struct dns_message){0};
	for (; i < t->count; i++)
		take(f, d, &t->marks[i]);
}
