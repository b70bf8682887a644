// Which outputs of a window's tap read the image, and not the zeros around it.
#pragma once
#include "dialect.h"

// The outputs o < count with 0 ≤ o·stride + offset − padding < side: *first ≤ o < *last.
static inline void inside(size_t offset, size_t stride, size_t padding, size_t side, size_t count, size_t *first, size_t *last) {
  *first = offset >= padding ? 0 : (padding - offset + stride - 1) / stride;
  const size_t limit = side + padding > offset ? (side + padding - offset - 1) / stride + 1 : 0;
  *last = MINIMUM(limit, count);
  if (*first > *last) *first = *last;
}
