// Functions compiled for several widths of registers, and vectors of sixteen floats that fill the widest. A function's body is written once, inlined
// into a version for each width: every element is computed by the same operations in the same order, so the versions give the same bits.
#pragma once
#include <string.h>

#include "dialect.h"

typedef float lanes16 __attribute__((vector_size(64), aligned(4)));
typedef int mask16 __attribute__((vector_size(64)));
typedef float eight __attribute__((vector_size(32), aligned(4)));
typedef float four __attribute__((vector_size(16), aligned(4)));

// Without min_vector_width the compiler splits vectors of 512 bits even where registers hold them.
#define ANY
#define NARROW_REGISTERS __attribute__((target("arch=x86-64-v3")))
#define WIDE_REGISTERS __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
// In every function the loops over registers are unrolled.
#define UNROLL _Pragma("clang loop unroll(full)")

// 0, 1 or 2: the widest version that the processor and the caller allow.
static inline int register_level(kernel_registers limit) {
  if (limit != KERNEL_REGISTERS_256 && __builtin_cpu_supports("x86-64-v4")) return 2;
  return __builtin_cpu_supports("x86-64-v3") ? 1 : 0;
}

// Squares of four by four within each quarter of four vectors, turned: to[k][4 q + i] = from[i][4 q + k].
ALWAYS void turn(const lanes16 *z, lanes16 *p) {
#define LOW(x, y) __builtin_shufflevector(x, y, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
#define HIGH(x, y) __builtin_shufflevector(x, y, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
#define FIRST(x, y) __builtin_shufflevector(x, y, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
#define SECOND(x, y) __builtin_shufflevector(x, y, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31)
  const lanes16 a = LOW(z[0], z[1]), b = LOW(z[2], z[3]), c = HIGH(z[0], z[1]), d = HIGH(z[2], z[3]);
  p[0] = FIRST(a, b), p[1] = SECOND(a, b), p[2] = FIRST(c, d), p[3] = SECOND(c, d);
}

// The sums of sixteen vectors' elements, one an element of the result.
ALWAYS void sums_of(const lanes16 *s, lanes16 *sums) {
  lanes16 quarter[4];
  UNROLL for (int i = 0; i < 4; i++) {
    const lanes16 *t = s + 4 * i, a = LOW(t[0], t[1]) + HIGH(t[0], t[1]), b = LOW(t[2], t[3]) + HIGH(t[2], t[3]);
    quarter[i] = FIRST(a, b) + SECOND(a, b);
  }
#define LOWER(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)
#define UPPER(x, y) __builtin_shufflevector(x, y, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)
#define EVEN(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
#define ODD(x, y) __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)
  const lanes16 a = LOWER(quarter[0], quarter[1]) + UPPER(quarter[0], quarter[1]);
  const lanes16 b = LOWER(quarter[2], quarter[3]) + UPPER(quarter[2], quarter[3]);
  *sums = EVEN(a, b) + ODD(a, b);
#undef LOW
#undef HIGH
#undef FIRST
#undef SECOND
#undef LOWER
#undef UPPER
#undef EVEN
#undef ODD
}
