/* Filter text: whatever is typed compiles to a program that the verifier accepts, or is refused with a sentence; what
 * compiles optimized accepts the packets that the unoptimized program does. Input: link type (1 byte), text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bpf/verify.h"
#include "bpf/vm.h"
#include "filter/compile.h"
#include "tests/fuzz/fuzz.h"

enum { TEXT_MAX = 4096, PACKET = 512 };

static const uint16_t linktypes[] = {1, 0, 9, 12, 50, 101, 104, 105, 107, 108, 113, 117, 119, 127, 138, 192, 276};

static int compile(struct filter *f, uint16_t linktype, const char *text, bool optimize)
{
	struct err err = {0};
	struct filter_options o = {.linktype = linktype, .snaplen = 262144, .optimize = optimize};
	int e = filter_compile(f, &o, text, &err);
	if (e < 0 && !err.text[0])
		abort(); /* a refusal says why */
	return e;
}

/* Did a load behind the packet's end reject it? Then so does the opposite expression. Such a load may be optimized away. */
static bool faulted(uint16_t linktype, const char *text, const uint8_t *packet)
{
	char opposite[TEXT_MAX + 8];
	struct filter f = {0};
	snprintf(opposite, sizeof opposite, "not (%s)", text);
	bool rejected = compile(&f, linktype, opposite, false) < 0 || !bpf_run(f.program.insns, packet, PACKET, PACKET);
	filter_free(&f);
	return rejected;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char text[TEXT_MAX];
	struct filter plain = {0}, optimized = {0};
	uint8_t packet[PACKET];
	uint32_t at;
	if (size < 1 || size >= TEXT_MAX)
		return -1;
	memcpy(text, data + 1, size - 1);
	text[size - 1] = 0;
	uint16_t linktype = linktypes[data[0] % (sizeof linktypes / sizeof *linktypes)];
	int a = compile(&plain, linktype, text, false), b = compile(&optimized, linktype, text, true);
	/* only the optimizer sees that an expression can never match */
	if (a < 0 && b >= 0)
		abort();
	if (a >= 0 && b >= 0) {
		if (bpf_verify(&plain.program, plain.loops, &at) || bpf_verify(&optimized.program, optimized.loops, &at))
			abort();
		for (unsigned i = 0; i < PACKET; i++)
			packet[i] = data[i % size];
		bool accepted = bpf_run(plain.program.insns, packet, PACKET, PACKET);
		if (accepted != !!bpf_run(optimized.program.insns, packet, PACKET, PACKET) &&
			(accepted || !faulted(linktype, text, packet)))
			abort();
	}
	filter_free(&plain);
	filter_free(&optimized);
	return 0;
}
