// Counts heap allocations of the whole process, for tests that say a loop allocates nothing.
#pragma once
#include <stdint.h>

/// Allocations (malloc, calloc, realloc, aligned) made by the calling thread while counting was on.
uint64_t allocation_count(void);
/// Starts counting at zero on the calling thread.
void allocation_count_start(void);
/// Stops counting on the calling thread.
void allocation_count_stop(void);
/// Whether anything is counted at all: not under a sanitizer.
int allocation_count_works(void);
