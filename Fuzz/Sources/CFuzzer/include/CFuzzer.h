#include <stddef.h>
#include <stdint.h>

/* libFuzzer's own main loop, for programs that keep their main; not declared by any header. */
int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*callback)(const uint8_t *start, size_t count));
