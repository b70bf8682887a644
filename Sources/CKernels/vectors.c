#ifndef REAL
#define SELF "vectors.c"
#include "precision.h"

void kernel_add_scaled(kernel_precision precision, size_t count, const void *x, double scale, const void *y, void *out) {
  DISPATCH(add_scaled, count, x, scale, y, out);
}
void kernel_scale(kernel_precision precision, size_t count, double scale, void *x) { DISPATCH(scale, count, scale, x); }
double kernel_dot(kernel_precision precision, size_t count, const void *x, const void *y) { return DISPATCH(dot, count, x, y); }
double kernel_squared_distance(kernel_precision precision, size_t count, const void *x, const void *y) {
  return DISPATCH(squared_distance, count, x, y);
}
void kernel_fill(kernel_precision precision, size_t count, double value, void *x) { DISPATCH(fill, count, value, x); }
void kernel_multiply(kernel_precision precision, size_t count, const void *x, const void *y, void *out) {
  DISPATCH(multiply, count, x, y, out);
}
void kernel_multiply_add(kernel_precision precision, size_t count, const void *x, const void *y, void *out) {
  DISPATCH(multiply_add, count, x, y, out);
}
void kernel_threshold(kernel_precision precision, size_t count, double threshold, double value, void *x) {
  DISPATCH(threshold, count, threshold, value, x);
}
void kernel_fill_rows(kernel_precision precision, size_t rows, size_t columns, const void *values, void *matrix) {
  DISPATCH(fill_rows, rows, columns, values, matrix);
}
void kernel_row_sums(kernel_precision precision, size_t rows, size_t columns, const void *matrix, void *sums) {
  DISPATCH(row_sums, rows, columns, matrix, sums);
}
void kernel_transpose(kernel_precision precision, size_t rows, size_t columns, const void *in, void *out) {
  DISPATCH(transpose, rows, columns, in, out);
}
#else

CLONES static void NAMED(add_scaled)(size_t count, const REAL *x, double scale, const REAL *y, REAL *out) {
  FAST const REAL s = (REAL)scale;
  IN_PLACE for (size_t i = 0; i < count; i++) out[i] = x[i] + s * y[i];
}

CLONES static void NAMED(scale)(size_t count, double scale, REAL *x) {
  const REAL s = (REAL)scale;
  for (size_t i = 0; i < count; i++) x[i] *= s;
}

CLONES static double NAMED(dot)(size_t count, const REAL *x, const REAL *y) {
  FAST double total = 0;
  for (size_t start = 0; start < count; start += BLOCK) {
    const size_t end = MINIMUM(count, start + BLOCK);
    REAL sum = 0;
    for (size_t i = start; i < end; i++) sum += x[i] * y[i];
    total += sum;
  }
  return total;
}

CLONES static double NAMED(squared_distance)(size_t count, const REAL *x, const REAL *y) {
  FAST double total = 0;
  for (size_t start = 0; start < count; start += BLOCK) {
    const size_t end = MINIMUM(count, start + BLOCK);
    REAL sum = 0;
    for (size_t i = start; i < end; i++) {
      const REAL d = x[i] - y[i];
      sum += d * d;
    }
    total += sum;
  }
  return total;
}

CLONES static void NAMED(fill)(size_t count, double value, REAL *x) {
  for (size_t i = 0; i < count; i++) x[i] = (REAL)value;
}

CLONES static void NAMED(multiply)(size_t count, const REAL *x, const REAL *y, REAL *out) {
  IN_PLACE for (size_t i = 0; i < count; i++) out[i] = x[i] * y[i];
}

CLONES static void NAMED(multiply_add)(size_t count, const REAL *x, const REAL *y, REAL *out) {
  for (size_t i = 0; i < count; i++) out[i] += x[i] * y[i];
}

CLONES static void NAMED(threshold)(size_t count, double threshold, double value, REAL *x) {
  const REAL t = (REAL)threshold, v = (REAL)value;
  for (size_t i = 0; i < count; i++) x[i] = x[i] < t ? 0 : v;
}

CLONES static void NAMED(fill_rows)(size_t rows, size_t columns, const REAL *values, REAL *matrix) {
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) matrix[r * columns + c] = values[r];
}

CLONES static void NAMED(row_sums)(size_t rows, size_t columns, const REAL *matrix, REAL *sums) {
  FAST for (size_t r = 0; r < rows; r++) {
    const REAL *row = matrix + r * columns;
    double total = 0;
    for (size_t start = 0; start < columns; start += BLOCK) {
      const size_t end = MINIMUM(columns, start + BLOCK);
      REAL sum = 0;
      for (size_t i = start; i < end; i++) sum += row[i];
      total += sum;
    }
    sums[r] = (REAL)total;
  }
}

// Tiles of 16 × 16 keep both sides in the first-level cache.
static void NAMED(transpose)(size_t rows, size_t columns, const REAL *in, REAL *out) {
  for (size_t r0 = 0; r0 < rows; r0 += 16)
    for (size_t c0 = 0; c0 < columns; c0 += 16)
      for (size_t c = c0; c < MINIMUM(columns, c0 + 16); c++)
        for (size_t r = r0; r < MINIMUM(rows, r0 + 16); r++) out[c * rows + r] = in[r * columns + c];
}
#endif
