#ifndef REAL
#define SELF "clamp.c"
#include "precision.h"

void kernel_clamp(kernel_precision precision, size_t count, double lower, double upper, const void *x, void *y) {
  DISPATCH(clamp, count, lower, upper, x, y);
}
void kernel_clamp_backward(kernel_precision precision, size_t count, double lower, double upper, const void *x, const void *dy, void *dx) {
  DISPATCH(clamp_backward, count, lower, upper, x, dy, dx);
}
#else

// Both are written so that NaN passes through, as in PyTorch.
CLONES static void NAMED(clamp)(size_t count, double lower, double upper, const REAL *x, REAL *y) {
  const REAL low = (REAL)lower, high = (REAL)upper;
  for (size_t i = 0; i < count; i++) {
    const REAL v = x[i] < low ? low : x[i];
    y[i] = v > high ? high : v;
  }
}

CLONES static void NAMED(clamp_backward)(size_t count, double lower, double upper, const REAL *x, const REAL *dy, REAL *dx) {
  const REAL low = (REAL)lower, high = (REAL)upper;
  for (size_t i = 0; i < count; i++) dx[i] = x[i] <= low || x[i] >= high ? 0 : dy[i];
}
#endif
