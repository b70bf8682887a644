// Normalization of every sample on its own over a group of channels and all positions. A group's channels are rows far apart in memory, so sums go
// channel by channel into one accumulator a sample.
#ifndef REAL
#include <math.h>
#include <string.h>
#define SELF "group_normalization.c"
#include "precision.h"

void kernel_group_normalize_forward(kernel_precision precision, const kernel_groups *groups, const void *gamma, const void *beta,
                                    const void *x, void *statistics, void *y) {
  DISPATCH(group_forward, groups, gamma, beta, x, statistics, y);
}
void kernel_group_normalize_backward(kernel_precision precision, const kernel_groups *groups, const void *gamma, const void *x,
                                     const void *statistics, const void *dy, void *scratch, void *dx, void *dgamma, void *dbeta) {
  DISPATCH(group_backward, groups, gamma, x, statistics, dy, scratch, dx, dgamma, dbeta);
}
#else

static inline __attribute__((always_inline)) REAL NAMED(affine)(const kernel_groups *s, const REAL *values, size_t c, size_t p, REAL other) {
  return values ? values[s->elementwise ? c * s->positions + p : c] : other;
}

CLONES static void NAMED(group_forward)(const kernel_groups *s, const REAL *gamma, const REAL *beta, const REAL *x, REAL *statistics,
                                        REAL *y) {
  FAST const size_t width = s->channels / s->groups, row = s->batch * s->positions;
  const REAL share = (REAL)(1.0 / (double)(width * s->positions));
  for (size_t g = 0; g < s->groups; g++) {
    REAL *mean = statistics + 2 * g * s->batch, *inverse = mean + s->batch;
    memset(mean, 0, s->samples * sizeof(REAL));
    memset(inverse, 0, s->samples * sizeof(REAL));
    for (size_t c = g * width; c < (g + 1) * width; c++)
      for (size_t n = 0; n < s->samples; n++) {
        const REAL *in = x + c * row + n * s->positions;
        REAL sum = 0;
        for (size_t p = 0; p < s->positions; p++) sum += in[p];
        mean[n] += sum * share;
      }
    for (size_t c = g * width; c < (g + 1) * width; c++)
      for (size_t n = 0; n < s->samples; n++) {
        const REAL *in = x + c * row + n * s->positions, center = mean[n];
        REAL sum = 0;
        for (size_t p = 0; p < s->positions; p++) sum += (in[p] - center) * (in[p] - center);
        inverse[n] += sum * share;
      }
    for (size_t n = 0; n < s->samples; n++) inverse[n] = (REAL)(1 / sqrt((double)inverse[n] + s->epsilon));
    for (size_t c = g * width; c < (g + 1) * width; c++)
      for (size_t n = 0; n < s->samples; n++)
        for (size_t p = 0; p < s->positions; p++) {
          const size_t i = c * row + n * s->positions + p;
          y[i] = NAMED(affine)(s, gamma, c, p, 1) * (x[i] - mean[n]) * inverse[n] + NAMED(affine)(s, beta, c, p, 0);
        }
  }
}

CLONES static void NAMED(group_backward)(const kernel_groups *s, const REAL *gamma, const REAL *x, const REAL *statistics, const REAL *dy,
                                         REAL *scratch, REAL *dx, REAL *dgamma, REAL *dbeta) {
  FAST const size_t width = s->channels / s->groups, row = s->batch * s->positions;
  const size_t affine_count = s->elementwise ? s->channels * s->positions : s->channels;
  const REAL share = (REAL)(1.0 / (double)(width * s->positions));
  if (dgamma) memset(dgamma, 0, affine_count * sizeof(REAL));
  if (dbeta) memset(dbeta, 0, affine_count * sizeof(REAL));
  for (size_t g = 0; g < s->groups; g++) {
    const REAL *mean = statistics + 2 * g * s->batch, *inverse = mean + s->batch;
    REAL *sums = scratch, *products = scratch + s->samples;
    memset(scratch, 0, 2 * s->samples * sizeof(REAL));
    for (size_t c = g * width; c < (g + 1) * width; c++)
      for (size_t n = 0; n < s->samples; n++)
        for (size_t p = 0; p < s->positions; p++) {
          const size_t i = c * row + n * s->positions + p, a = s->elementwise ? c * s->positions + p : c;
          const REAL normalized = (x[i] - mean[n]) * inverse[n], scaled = NAMED(affine)(s, gamma, c, p, 1) * dy[i];
          sums[n] += scaled * share, products[n] += scaled * normalized * share;
          if (dgamma) dgamma[a] += dy[i] * normalized;
          if (dbeta) dbeta[a] += dy[i];
        }
    if (!dx) continue;
    for (size_t c = g * width; c < (g + 1) * width; c++)
      for (size_t n = 0; n < s->samples; n++)
        for (size_t p = 0; p < s->positions; p++) {
          const size_t i = c * row + n * s->positions + p;
          const REAL normalized = (x[i] - mean[n]) * inverse[n];
          dx[i] = inverse[n] * (NAMED(affine)(s, gamma, c, p, 1) * dy[i] - sums[n] - normalized * products[n]);
        }
  }
}
#endif
