// Order statistics by counting. A finite number's bit pattern, with the sign folded over, is ordered as the number is; counting the upper 16 bits
// of it, then the next 16 within the bucket that holds the wanted rank, finds the number in two passes for float32 and four for float64.
#ifndef REAL
#include <string.h>
#define SELF "quantiles.c"
#define bits_f32 uint32_t
#define bits_f64 uint64_t
#include "precision.h"

uint64_t kernel_quantiles(kernel_precision precision, size_t count, const void *x, size_t probabilities, const double *probability,
                          double *quantile) {
  return DISPATCH(quantiles, count, x, probabilities, probability, quantile);
}
#else

#define BITS NAMED(bits)
#define WIDTH (8 * sizeof(REAL))

static inline BITS NAMED(ordered)(REAL value) {
  BITS pattern;
  memcpy(&pattern, &value, sizeof value);
  return pattern >> (WIDTH - 1) ? ~pattern : pattern | (BITS)1 << (WIDTH - 1);
}

static inline REAL NAMED(value_of)(BITS ordered) {
  const BITS pattern = ordered >> (WIDTH - 1) ? ordered & ~((BITS)1 << (WIDTH - 1)) : ~ordered;
  REAL value;
  memcpy(&value, &pattern, sizeof value);
  return value;
}

// The rank-th smallest (from 0) finite value; `first` holds the counts of the upper 16 bits.
static REAL NAMED(order_statistic)(size_t count, const REAL *x, const uint32_t *first, uint64_t rank) {
  static _Thread_local uint32_t counts[1 << 16];
  const uint32_t *level_counts = first;
  BITS prefix = 0;
  for (size_t shift = WIDTH - 16;; shift -= 16) {
    size_t digit = 0;
    while (rank >= level_counts[digit]) rank -= level_counts[digit++];
    prefix |= (BITS)digit << shift;
    if (shift == 0) return NAMED(value_of)(prefix);
    memset(counts, 0, sizeof counts);
    for (size_t i = 0; i < count; i++) {
      const BITS ordered = NAMED(ordered)(x[i]);
      if (ordered >> shift == prefix >> shift) counts[(ordered >> (shift - 16)) & 0xffff]++;
    }
    level_counts = counts;
  }
}

static uint64_t NAMED(quantiles)(size_t count, const REAL *x, size_t probabilities, const double *probability, double *quantile) {
  if (!probabilities) return 0;
  static _Thread_local uint32_t first[1 << 16];
  memset(first, 0, sizeof first);
  uint64_t finite = 0;
  for (size_t i = 0; i < count; i++) {
    if (!__builtin_isfinite(x[i])) continue;
    finite++;
    first[NAMED(ordered)(x[i]) >> (WIDTH - 16)]++;
  }
  if (!finite) return 0;
  // The buckets of infinities and of numbers that are not ones hold no finite value, so later levels never meet them.
  for (size_t q = 0; q < probabilities; q++) {
    const double position = probability[q] * (double)(finite - 1);
    const uint64_t rank = (uint64_t)position;
    const double fraction = position - (double)rank, low = NAMED(order_statistic)(count, x, first, rank);
    quantile[q] = fraction > 0 ? (1 - fraction) * low + fraction * (double)NAMED(order_statistic)(count, x, first, rank + 1) : low;
  }
  return finite;
}
#undef BITS
#undef WIDTH
#endif
