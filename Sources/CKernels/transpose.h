// Squares of floats, turned in registers.
#pragma once
#include "dialect.h"

#define LANES 8
typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4)));

// Eight vectors as the rows of a square; its columns.
ALWAYS void transpose(const lanes *r, lanes *c) {
#define LOW(x, y) __builtin_shufflevector(x, y, 0, 8, 1, 9, 4, 12, 5, 13)
#define HIGH(x, y) __builtin_shufflevector(x, y, 2, 10, 3, 11, 6, 14, 7, 15)
#define FIRST(x, y) __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13)
#define SECOND(x, y) __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15)
#define LOWER(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11)
#define UPPER(x, y) __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15)
  const lanes a0 = LOW(r[0], r[1]), a1 = HIGH(r[0], r[1]), a2 = LOW(r[2], r[3]), a3 = HIGH(r[2], r[3]);
  const lanes a4 = LOW(r[4], r[5]), a5 = HIGH(r[4], r[5]), a6 = LOW(r[6], r[7]), a7 = HIGH(r[6], r[7]);
  const lanes b0 = FIRST(a0, a2), b1 = SECOND(a0, a2), b2 = FIRST(a1, a3), b3 = SECOND(a1, a3);
  const lanes b4 = FIRST(a4, a6), b5 = SECOND(a4, a6), b6 = FIRST(a5, a7), b7 = SECOND(a5, a7);
  c[0] = LOWER(b0, b4), c[1] = LOWER(b1, b5), c[2] = LOWER(b2, b6), c[3] = LOWER(b3, b7);
  c[4] = UPPER(b0, b4), c[5] = UPPER(b1, b5), c[6] = UPPER(b2, b6), c[7] = UPPER(b3, b7);
#undef LOW
#undef HIGH
#undef FIRST
#undef SECOND
#undef LOWER
#undef UPPER
}
