/* Programs that the verifier accepts do the same in the interpreter and as machine code. Input: count of instructions
 * (1 byte), the instructions, the packet. */
#include <stdlib.h>
#include <string.h>

#include "bpf/jit.h"
#include "bpf/verify.h"
#include "bpf/vm.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bpf_insn insns[256];
	uint32_t at;
	size_t count = size ? data[0] : 0, bytes = count * sizeof *insns;
	if (!count || size - 1 < bytes)
		return -1;
	memcpy(insns, data + 1, bytes);
	struct bpf_program program = {.insns = insns, .count = (uint32_t)count};
	if (bpf_verify(&program, false, &at))
		return 0;
	uint32_t caplen = (uint32_t)(size - 1 - bytes), len = caplen + (caplen & 3) * 100;
	uint8_t *packet = malloc(caplen ? caplen : 1);
	memcpy(packet, data + 1 + bytes, caplen);
	struct bpf_jit jit = {0};
	uint32_t interpreted = bpf_run(insns, packet, len, caplen);
	if (bpf_jit_compile(&jit, &program) == 0 && jit.run(packet, len, caplen) != interpreted)
		abort();
	bpf_jit_free(&jit);
	free(packet);
	return 0;
}
