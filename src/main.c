#include <stdio.h>

int main(void)
{
	puts("tapline " TAPLINE_VERSION);
	return 0;
}
