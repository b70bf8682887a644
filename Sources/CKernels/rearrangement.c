// Two dimensions change places; and matrices whose rows are vectors.
#ifndef REAL
#include <string.h>
#define SELF "rearrangement.c"
#include "precision.h"

void kernel_swap(kernel_precision precision, size_t outer, size_t a, size_t between, size_t b, size_t inner, const void *in, void *out) {
  if (between == 1 && inner == 1) {
    const size_t step = a * b * (precision == KERNEL_FLOAT64 ? sizeof(double) : sizeof(float));
    for (size_t o = 0; o < outer; o++) kernel_transpose(precision, a, b, (const char *)in + o * step, (char *)out + o * step);
  } else {
    DISPATCH(swap, outer, a, between, b, inner, in, out);
  }
}
void kernel_fill_columns(kernel_precision precision, size_t rows, size_t columns, const void *values, void *matrix) {
  DISPATCH(fill_columns, rows, columns, values, matrix);
}
void kernel_column_sums(kernel_precision precision, size_t rows, size_t columns, const void *matrix, void *sums) {
  DISPATCH(column_sums, rows, columns, matrix, sums);
}
#else

static void NAMED(swap)(size_t outer, size_t a, size_t between, size_t b, size_t inner, const REAL *in, REAL *out) {
  for (size_t o = 0; o < outer; o++, in += a * between * b * inner)
    for (size_t j = 0; j < b; j++)
      for (size_t m = 0; m < between; m++)
        for (size_t i = 0; i < a; i++, out += inner) {
          const REAL *from = in + ((i * between + m) * b + j) * inner;
          if (inner == 1) {
            *out = *from;
          } else {
            memcpy(out, from, inner * sizeof(REAL));
          }
        }
}

static void NAMED(fill_columns)(size_t rows, size_t columns, const REAL *values, REAL *matrix) {
  for (size_t r = 0; r < rows; r++) memcpy(matrix + r * columns, values, columns * sizeof(REAL));
}

// Every column's sum runs over the rows in their order, in blocks.
CLONES static void NAMED(column_sums)(size_t rows, size_t columns, const REAL *matrix, REAL *sums) {
  for (size_t start = 0; start < columns; start += 256) {
    const size_t width = MINIMUM(columns - start, 256);
    double total[256] = {0};
    for (size_t r = 0; r < rows; r++)
      for (size_t c = 0; c < width; c++) total[c] += (double)matrix[r * columns + start + c];
    for (size_t c = 0; c < width; c++) sums[start + c] = (REAL)total[c];
  }
}
#endif
