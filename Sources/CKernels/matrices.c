// Matrix products. On a 10 × 10 weight and 1000 samples packing costs more than the product, so products whose two small sides are at most SMALL
// run in code that packs nothing.
#ifndef REAL
#include "products.h"
#define SELF "matrices.c"
#define SMALL 32
#include "precision.h"

void kernel_matrix_multiply(kernel_precision precision, int transpose_a, int transpose_b, size_t m, size_t n, size_t k, const void *a,
                            const void *b, int accumulate, void *c) {
  const kernel_block whole = {0, m, 0, n};
  DISPATCH(matrix_multiply, transpose_a, transpose_b, m, n, k, a, b, accumulate, c, &whole);
}
void kernel_matrix_multiply_block(kernel_precision precision, int transpose_a, int transpose_b, size_t m, size_t n, size_t k, const void *a,
                                  const void *b, int accumulate, void *c, const kernel_block *block) {
  DISPATCH(matrix_multiply, transpose_a, transpose_b, m, n, k, a, b, accumulate, c, block);
}
#else

#define LANES (32 / sizeof(REAL))
typedef REAL NAMED(lanes) __attribute__((vector_size(32), aligned(sizeof(REAL))));
#define VECTOR NAMED(lanes)

// C[m×n] (+)= A B for m, k ≤ SMALL and any n: five rows by two vectors of C at a time. Rows of A or of its transpose are `lda` apart, of B and C `pitch`.
CLONES static void NAMED(wide_product)(int transpose_a, size_t m, size_t n, size_t k, const REAL *a, size_t lda, const REAL *b, size_t pitch,
                                       int accumulate, REAL *c) {
  FAST const size_t row_stride = transpose_a ? 1 : lda, column_stride = transpose_a ? lda : 1;
  for (size_t i = 0; i < m; i += 5) {
    const size_t rows = MINIMUM(m - i, 5);
    const REAL *a_row[5];
    REAL *c_row[5];
    for (size_t r = 0; r < 5; r++) {
      const size_t row = i + (r < rows ? r : 0);
      a_row[r] = a + row * row_stride;
      c_row[r] = c + row * pitch;
    }
    size_t j = 0;
    for (; j + 2 * LANES <= n; j += 2 * LANES) {
      VECTOR s00 = {0}, s01 = {0}, s10 = {0}, s11 = {0}, s20 = {0}, s21 = {0}, s30 = {0}, s31 = {0}, s40 = {0}, s41 = {0};
      for (size_t p = 0; p < k; p++) {
        const VECTOR b0 = *(const VECTOR *)(b + p * pitch + j), b1 = *(const VECTOR *)(b + p * pitch + j + LANES);
        const size_t at = p * column_stride;
        s00 += a_row[0][at] * b0, s01 += a_row[0][at] * b1;
        s10 += a_row[1][at] * b0, s11 += a_row[1][at] * b1;
        s20 += a_row[2][at] * b0, s21 += a_row[2][at] * b1;
        s30 += a_row[3][at] * b0, s31 += a_row[3][at] * b1;
        s40 += a_row[4][at] * b0, s41 += a_row[4][at] * b1;
      }
      const VECTOR sums[5][2] = {{s00, s01}, {s10, s11}, {s20, s21}, {s30, s31}, {s40, s41}};
      for (size_t r = 0; r < rows; r++) {
        VECTOR *out = (VECTOR *)(c_row[r] + j);
        out[0] = accumulate ? out[0] + sums[r][0] : sums[r][0];
        out[1] = accumulate ? out[1] + sums[r][1] : sums[r][1];
      }
    }
    for (; j < n; j++)
      for (size_t r = 0; r < rows; r++) {
        REAL sum = accumulate ? c_row[r][j] : 0;
        for (size_t p = 0; p < k; p++) sum += a_row[r][p * column_stride] * b[p * pitch + j];
        c_row[r][j] = sum;
      }
  }
}

static inline __attribute__((always_inline)) REAL NAMED(lane_sum)(const VECTOR *v) {
  REAL sum = 0;
  for (size_t l = 0; l < LANES; l++) sum += (*v)[l];
  return sum;
}

// C[m×n] (+)= A Bᵀ for m, n ≤ SMALL and any k: two rows of A against five of B at a time. Rows of C are `ldc` apart.
CLONES static void NAMED(long_product)(size_t m, size_t n, size_t k, const REAL *a, const REAL *b, int accumulate, REAL *c, size_t ldc) {
  FAST for (size_t i = 0; i < m; i += 2) for (size_t j = 0; j < n; j += 5) {
    const size_t rows = MINIMUM(m - i, 2), columns = MINIMUM(n - j, 5);
    const REAL *a0 = a + i * k, *a1 = a + (i + rows - 1) * k;
    const REAL *b_row[5];
    for (size_t q = 0; q < 5; q++) b_row[q] = b + (j + (q < columns ? q : 0)) * k;
    VECTOR s00 = {0}, s01 = {0}, s02 = {0}, s03 = {0}, s04 = {0}, s10 = {0}, s11 = {0}, s12 = {0}, s13 = {0}, s14 = {0};
    size_t p = 0;
    for (; p + LANES <= k; p += LANES) {
      const VECTOR x0 = *(const VECTOR *)(a0 + p), x1 = *(const VECTOR *)(a1 + p);
      VECTOR y = *(const VECTOR *)(b_row[0] + p);
      s00 += x0 * y, s10 += x1 * y;
      y = *(const VECTOR *)(b_row[1] + p);
      s01 += x0 * y, s11 += x1 * y;
      y = *(const VECTOR *)(b_row[2] + p);
      s02 += x0 * y, s12 += x1 * y;
      y = *(const VECTOR *)(b_row[3] + p);
      s03 += x0 * y, s13 += x1 * y;
      y = *(const VECTOR *)(b_row[4] + p);
      s04 += x0 * y, s14 += x1 * y;
    }
    const VECTOR sums[2][5] = {{s00, s01, s02, s03, s04}, {s10, s11, s12, s13, s14}};
    for (size_t r = 0; r < rows; r++)
      for (size_t q = 0; q < columns; q++) {
        REAL sum = NAMED(lane_sum)(&sums[r][q]);
        for (size_t t = p; t < k; t++) sum += (r ? a1 : a0)[t] * b_row[q][t];
        REAL *out = c + (i + r) * ldc + j + q;
        *out = accumulate ? *out + sum : sum;
      }
  }
}

static void NAMED(matrix_multiply)(int transpose_a, int transpose_b, size_t m, size_t n, size_t k, const REAL *a, const REAL *b,
                                   int accumulate, REAL *c, const kernel_block *block) {
  const size_t lda = transpose_a ? m : k, ldb = transpose_b ? k : n, rows = block->rows, columns = block->columns;
  // What the code is chosen by is the whole product, so that its parts have its bits.
  const int is_wide = !transpose_b && m <= SMALL && k <= SMALL, is_long = transpose_b && !transpose_a && m <= SMALL && n <= SMALL;
  a += transpose_a ? block->first_row : block->first_row * k;
  b += transpose_b ? block->first_column * k : block->first_column;
  c += block->first_row * n + block->first_column;
  if (is_wide) return NAMED(wide_product)(transpose_a, rows, columns, k, a, lda, b, n, accumulate, c);
  if (is_long) return NAMED(long_product)(rows, columns, k, a, b, accumulate, c, n);
  NAMED(product)(&(product_shape){transpose_a, transpose_b, accumulate, rows, columns, k, lda, ldb, n}, a, b, c);
}
#undef LANES
#undef VECTOR
#endif
