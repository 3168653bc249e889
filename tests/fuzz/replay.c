/* Without libFuzzer: runs a target over the files that are named, for the normal tests and for what a fuzzer found. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"

int main(int argc, char **argv)
{
	enum { MOST = 1 << 22 };
	uint8_t *data = malloc(MOST);
	for (int i = 1; data && i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		if (!f) {
			perror(argv[i]);
			return 1;
		}
		size_t n = fread(data, 1, MOST, f);
		fclose(f);
		LLVMFuzzerTestOneInput(data, n);
	}
	free(data);
	printf("%d passed, 0 failed\n", argc - 1);
	return argc < 2;
}
