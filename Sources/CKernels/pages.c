// Large pages for large blocks. Linux calls them transparent huge pages; asking is a hint, and where the system has none to give nothing changes.
#include <stdint.h>
#include <sys/mman.h>

#include "CKernels.h"

void kernel_ask_large_pages(void *start, size_t bytes) {
  const uintptr_t page = KERNEL_LARGE_PAGE, first = ((uintptr_t)start + page - 1) / page * page, last = ((uintptr_t)start + bytes) / page * page;
  if (first < last) madvise((void *)first, last - first, MADV_HUGEPAGE);
}
