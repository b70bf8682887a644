#include "CAllocationCounter.h"

#include <stddef.h>

static _Thread_local uint64_t allocations;
static _Thread_local int counting;

uint64_t allocation_count(void) { return allocations; }
void allocation_count_start(void) { allocations = 0, counting = 1; }
void allocation_count_stop(void) { counting = 0; }

// Sanitizers bring allocators of their own; under them nothing is counted.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
int allocation_count_works(void) { return 0; }
#else
int allocation_count_works(void) { return 1; }
// glibc's allocator under its private names; defining the public ones here puts them before libc's for every library of the process.
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
  allocations += counting;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  allocations += counting;
  return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
  allocations += counting;
  return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  allocations += counting;
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size) {
  allocations += counting;
  *out = __libc_memalign(alignment, size);
  return *out ? 0 : 12;
}
#endif
