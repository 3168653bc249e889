/* Display filters: whatever is typed compiles or is refused with a sentence, and what compiles chooses the same packets
 * from a whole tape as from one that holds only what it asks for. Input: text, a zero byte, an Ethernet packet. */
#include <stdlib.h>
#include <string.h>

#include "display/display.h"
#include "dissect/dissect.h"
#include "dissect/frame.h"
#include "tests/fuzz/fuzz.h"

static bool matches(struct display *f, const struct packet *p, bool limited)
{
	static const struct dissect_options options = {.numeric = true};
	static struct dissection *dissections[2]; /* each has seen the same packets */
	struct dissection **s = &dissections[limited];
	struct tape tape = {0};
	if (!*s && !(*s = dissection_new(&options, NULL)))
		abort();
	if (limited)
		tape.only = display_fields(f, &tape.only_count);
	dissect_packet(*s, p, NULL, &tape);
	frame_marks(&tape, p, &(struct frame_facts){.number = 1});
	bool match = display_match(f, &tape);
	tape_free(&tape);
	return match;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct display *f;
	struct err err = {0};
	const uint8_t *end = memchr(data, 0, size);
	if (!end)
		return -1;
	if (display_compile(&f, (const char *)data, NULL, &err) < 0) {
		if (!err.text[0])
			abort(); /* a refusal says why */
		return 0;
	}
	uint32_t n = (uint32_t)(data + size - end - 1);
	struct packet p = {.data = end + 1, .caplen = n, .len = n, .linktype = 1};
	if (matches(f, &p, false) != matches(f, &p, true))
		abort();
	display_free(f);
	return 0;
}
