// Counting values into bins, and their central moments.
#ifndef REAL
#include <math.h>
// Bins so few that TABLES tables of counts stay in the innermost cache.
#define FEW 1022
#define TABLES 4
#define SELF "histograms.c"
#include "precision.h"

kernel_distribution kernel_histogram(kernel_precision precision, size_t count, const void *x, size_t bins, const double *edges,
                                     uint64_t *counts) {
  return DISPATCH(histogram, count, x, bins, edges, counts);
}
#else

// A value's bin is guessed by arithmetic and then held to the edges themselves: rounding can put the guess one bin off. Cell 0 lies below all bins,
// cell bins + 1 above.
static inline __attribute__((always_inline)) size_t NAMED(cell)(double value, size_t guess, const double *edges) {
  return guess + 1 + (value >= edges[guess + 1]) - (value < edges[guess]);
}

// A block of values, whatever they are.
static void NAMED(count_any)(size_t count, const REAL *x, size_t bins, const double *edges, double *total, kernel_distribution *result,
                             uint64_t *counts) {
  const double lower = edges[0], width = (double)bins / (edges[bins] - lower);
  for (size_t i = 0; i < count; i++) {
    const double value = x[i];
    if (!__builtin_isfinite(value)) continue;
    result->finite++, *total += value;
    const double position = (value - lower) * width;
    const size_t guess = position > 0 ? (position < (double)bins ? (size_t)position : bins - 1) : 0, cell = NAMED(cell)(value, guess, edges);
    if (cell == 0)
      result->below++;
    else if (cell > bins)
      result->above++;
    else
      counts[cell - 1]++;
  }
}

// A block of finite values: guesses in vectors, and counts without a branch. Values in turn go to different tables: where many fall into one bin, as
// the zeros behind a ReLU do, each count would otherwise wait for the one before it.
static inline __attribute__((always_inline)) void NAMED(count_finite)(size_t count, const REAL *x, size_t bins, const double *edges,
                                                                     uint32_t tables[TABLES][FEW + 2]) {
  const double lower = edges[0], width = (double)bins / (edges[bins] - lower), last = (double)(bins - 1);
  int32_t guesses[BLOCK];
  for (size_t i = 0; i < count; i++) {
    double position = ((double)x[i] - lower) * width;
    position = position > 0 ? position : 0;
    guesses[i] = (int32_t)(position < last ? position : last);
  }
  size_t i = 0;
  for (; i + TABLES <= count; i += TABLES)
    for (size_t t = 0; t < TABLES; t++) tables[t][NAMED(cell)(x[i + t], (size_t)guesses[i + t], edges)]++;
  for (; i < count; i++) tables[0][NAMED(cell)(x[i], (size_t)guesses[i], edges)]++;
}

CLONES static kernel_distribution NAMED(histogram)(size_t count, const REAL *x, size_t bins, const double *edges, uint64_t *counts) {
  FAST kernel_distribution result = {0};
  uint32_t tables[TABLES][FEW + 2];
  if (bins <= FEW)
    for (size_t t = 0; t < TABLES; t++)
      for (size_t b = 0; b < bins + 2; b++) tables[t][b] = 0;
  double total = 0;
  for (size_t start = 0; start < count; start += BLOCK) {
    const size_t size = MINIMUM(count - start, BLOCK);
    double sum = 0;
    for (size_t i = start; i < start + size; i++) sum += x[i];
    // A sum of doubles is finite only where all of them are; where it is not, the careful way is always right.
    if (bins <= FEW && __builtin_isfinite(sum)) {
      result.finite += size, total += sum;
      NAMED(count_finite)(size, x + start, bins, edges, tables);
    } else {
      NAMED(count_any)(size, x + start, bins, edges, &total, &result, counts);
    }
    const int full = start + size >= count || (start / BLOCK + 1) % (UINT32_MAX / BLOCK) == 0;
    if (bins <= FEW && full)
      for (size_t t = 0; t < TABLES; t++)
        for (size_t b = 0; b < bins + 2; b++) {
          *(b == 0 ? &result.below : b > bins ? &result.above : counts + b - 1) += tables[t][b];
          tables[t][b] = 0;
        }
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
