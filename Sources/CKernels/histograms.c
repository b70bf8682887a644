#ifndef REAL
#include <math.h>
#define SELF "histograms.c"
#include "precision.h"

kernel_distribution kernel_histogram(kernel_precision precision, size_t count, const void *x, size_t bins, const double *edges,
                                     uint64_t *counts) {
  return DISPATCH(histogram, count, x, bins, edges, counts);
}
#else

// A value's bin is guessed by arithmetic and then held to the edges themselves: rounding can put the guess one bin off.
static inline __attribute__((always_inline)) size_t NAMED(bin)(double value, size_t bins, const double *edges, double lower, double width) {
  size_t guess = (size_t)((value - lower) * width);
  guess = MINIMUM(guess, bins - 1);
  if (value < edges[guess]) return guess - 1;
  return value >= edges[guess + 1] ? guess + 1 : guess;
}

CLONES static kernel_distribution NAMED(histogram)(size_t count, const REAL *x, size_t bins, const double *edges, uint64_t *counts) {
  FAST kernel_distribution result = {0};
  const double lower = edges[0], upper = edges[bins], width = (double)bins / (upper - lower);
  double total = 0;
  for (size_t i = 0; i < count; i++) {
    const double value = x[i];
    if (!__builtin_isfinite(value)) continue;
    result.finite++;
    total += value;
    if (value < lower)
      result.below++;
    else if (value >= upper)
      result.above++;
    else
      counts[NAMED(bin)(value, bins, edges, lower, width)]++;
  }
  if (!result.finite) return result;
  const double mean = total / (double)result.finite;
  double second = 0, third = 0, fourth = 0;
  if (result.finite == count)
    for (size_t i = 0; i < count; i++) {
      const double d = x[i] - mean, d2 = d * d;
      second += d2, third += d2 * d, fourth += d2 * d2;
    }
  else
    for (size_t i = 0; i < count; i++) {
      if (!__builtin_isfinite(x[i])) continue;
      const double d = x[i] - mean, d2 = d * d;
      second += d2, third += d2 * d, fourth += d2 * d2;
    }
  result.mean = mean, result.second = second, result.third = third, result.fourth = fourth;
  return result;
}
#endif
