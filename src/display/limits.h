/* Hard limits of display filters. */
#ifndef DISPLAY_LIMITS_H
#define DISPLAY_LIMITS_H

enum display_limits {
	LIMIT_FILTER_MEMORY = 16 << 20, /* bytes, of one filter compiled */
	LIMIT_FILTER_WORDS = 20000,     /* names, values and operators of one filter: its tree is walked by recursion */
	LIMIT_FILTER_NESTING = 200,     /* parentheses, negations ... within one another */
	LIMIT_WORK_MEMORY = 16 << 20,   /* bytes, for the values of one packet */
	LIMIT_REGEX_STEPS = 200000,     /* backtracking of one `matches`; beyond it does not match */
};

#endif
