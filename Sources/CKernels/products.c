// Matrix products on one thread, after Goto and van de Geijn ("Anatomy of high-performance matrix multiplication", 2008), with less packing than a
// general library does: here one side is often a batch of a hundred columns, and copying a weight matrix costs as much as a fifth of its product.
//
// B is packed into panels of PANEL columns, DEPTH rows at a time, which stay in the second-level cache; blocks of ROWS rows of A are read where they
// lie, or from a packed strip where A is transposed; a block of ROWS × PANEL results stays in registers. Every element is a sum over k in one order,
// DEPTH terms at a time, whatever the processor.
#ifndef REAL
#include <string.h>
#define SELF "products.c"
#define ROWS 6
#define DEPTH 256
#define COLUMNS 256
// Rows of a transposed A packed at a time: whole cache lines of it.
#define STRIP (8 * ROWS)
#include "products.h"
#include "transpose.h"
#undef LANES

// A panel of sixteen columns of a transposed B, in squares of eight.
WIDE static void pack_squares(size_t depth, const float *b, size_t ldb, float *packed) {
  for (size_t p = 0; p < depth; p += 8)
    for (size_t c = 0; c < 16; c += 8) {
      lanes rows[8], columns[8];
      for (size_t r = 0; r < 8; r++) rows[r] = *(const lanes *)(b + (c + r) * ldb + p);
      transpose(rows, columns);
      for (size_t r = 0; r < 8; r++) *(lanes *)(packed + (p + r) * 16 + c) = columns[r];
    }
}

#include "precision.h"
#else

#define LANES (32 / sizeof(REAL))
#define PANEL (2 * LANES)
typedef REAL NAMED(lanes) __attribute__((vector_size(32), aligned(sizeof(REAL))));
#define VECTOR NAMED(lanes)

// Panels of `columns` columns of op(B), zeros behind the last: packed[panel][k][PANEL].
WIDE static void NAMED(pack)(int transpose, size_t depth, size_t columns, const REAL *b, size_t ldb, REAL *packed) {
  for (size_t j = 0; j < columns; j += PANEL, packed += depth * PANEL) {
    const size_t width = MINIMUM(columns - j, PANEL);
    if (width < PANEL) memset(packed, 0, depth * PANEL * sizeof(REAL));
    if (transpose) {
      if (sizeof(REAL) == sizeof(float) && width == PANEL && depth % 8 == 0) {
        pack_squares(depth, (const float *)b + j * ldb, ldb, (float *)packed);
        continue;
      }
      // Sixteen steps of depth at a time: whole cache lines of B on one side, a corner of the panel on the other.
      for (size_t p0 = 0; p0 < depth; p0 += 16)
        for (size_t c = 0; c < width; c++)
          for (size_t p = p0; p < MINIMUM(depth, p0 + 16); p++) packed[p * PANEL + c] = b[(j + c) * ldb + p];
    } else if (width == PANEL) {
      for (size_t p = 0; p < depth; p++) memcpy(packed + p * PANEL, b + p * ldb + j, PANEL * sizeof(REAL));
    } else {
      for (size_t p = 0; p < depth; p++) memcpy(packed + p * PANEL, b + p * ldb + j, width * sizeof(REAL));
    }
  }
}

// out[ROWS][PANEL] = Σ_p a_r[p · stride] packed[p][·]
static inline __attribute__((always_inline)) void NAMED(block)(size_t depth, const REAL *const *rows, size_t stride, const REAL *packed,
                                                              VECTOR *out) {
  const REAL *a0 = rows[0], *a1 = rows[1], *a2 = rows[2], *a3 = rows[3], *a4 = rows[4], *a5 = rows[5];
  VECTOR s00 = {0}, s01 = {0}, s10 = {0}, s11 = {0}, s20 = {0}, s21 = {0};
  VECTOR s30 = {0}, s31 = {0}, s40 = {0}, s41 = {0}, s50 = {0}, s51 = {0};
  for (size_t p = 0, at = 0; p < depth; p++, at += stride, packed += PANEL) {
    const VECTOR b0 = *(const VECTOR *)packed, b1 = *(const VECTOR *)(packed + LANES);
    s00 += a0[at] * b0, s01 += a0[at] * b1;
    s10 += a1[at] * b0, s11 += a1[at] * b1;
    s20 += a2[at] * b0, s21 += a2[at] * b1;
    s30 += a3[at] * b0, s31 += a3[at] * b1;
    s40 += a4[at] * b0, s41 += a4[at] * b1;
    s50 += a5[at] * b0, s51 += a5[at] * b1;
  }
  out[0] = s00, out[1] = s01, out[2] = s10, out[3] = s11, out[4] = s20, out[5] = s21;
  out[6] = s30, out[7] = s31, out[8] = s40, out[9] = s41, out[10] = s50, out[11] = s51;
}

// Lines of a transposed A that the next strip is packed from: each is on a page of its own, so the processor does not see them coming.
typedef struct {
  const REAL *at;
  size_t pitch, count;
} NAMED(lines);

// One block of rows against all panels; a few lines of what comes next are asked for at each.
WIDE static void NAMED(row_block)(size_t count, size_t columns, size_t depth, const REAL *const *rows, size_t stride, const REAL *packed,
                                  NAMED(lines) next, int accumulate, REAL *c, size_t ldc) {
  const size_t share = (next.count * PANEL + columns - 1) / columns;
  for (size_t j = 0; j < columns; j += PANEL, packed += depth * PANEL) {
    VECTOR out[2 * ROWS];
    for (size_t q = 0; q < share && next.count > 0; q++, next.count--, next.at += next.pitch)
      for (size_t r = 0; r < STRIP; r += 64 / sizeof(REAL)) __builtin_prefetch(next.at + r);
    if (stride == 1)
      NAMED(block)(depth, rows, 1, packed, out);
    else
      NAMED(block)(depth, rows, ROWS, packed, out);
    const size_t width = MINIMUM(columns - j, PANEL);
    for (size_t r = 0; r < count; r++) {
      REAL *row = c + r * ldc + j;
      if (width == PANEL) {
        VECTOR *to = (VECTOR *)row;
        to[0] = accumulate ? to[0] + out[2 * r] : out[2 * r];
        to[1] = accumulate ? to[1] + out[2 * r + 1] : out[2 * r + 1];
      } else {
        for (size_t q = 0; q < width; q++) row[q] = (accumulate ? row[q] : 0) + ((const REAL *)(out + 2 * r))[q];
      }
    }
  }
}

void NAMED(product)(const product_shape *s, const REAL *a, const REAL *b, REAL *c) {
  static _Thread_local REAL packed[DEPTH * (COLUMNS + PANEL)] __attribute__((aligned(64)));
  static _Thread_local REAL strip[DEPTH * STRIP] __attribute__((aligned(64)));
  if (s->k == 0 && !s->accumulate)
    for (size_t i = 0; i < s->m; i++) memset(c + i * s->ldc, 0, s->n * sizeof(REAL));
  for (size_t j = 0; j < s->n; j += COLUMNS)
    for (size_t p = 0; p < s->k; p += DEPTH) {
      const size_t columns = MINIMUM(s->n - j, COLUMNS), depth = MINIMUM(s->k - p, DEPTH);
      const int accumulate = s->accumulate || p > 0;
      NAMED(pack)(s->transpose_b, depth, columns, s->transpose_b ? b + j * s->ldb + p : b + p * s->ldb + j, s->ldb, packed);
      for (size_t i = 0; i < s->m; i += ROWS) {
        const size_t count = MINIMUM(s->m - i, ROWS);
        const REAL *rows[ROWS];
        NAMED(lines) next = {0};
        if (s->transpose_a) {
          // strip[block][k][ROWS]: as much of A as fills whole cache lines.
          const size_t within = i % STRIP;
          if (within == 0) {
            const size_t high = MINIMUM(s->m - i, STRIP);
            const size_t whole = high / ROWS * ROWS;
            for (size_t q = 0; q < depth; q++) {
              const REAL *line = a + (p + q) * s->lda + i;
              for (size_t r = 0; r < whole; r += ROWS) memcpy(strip + r * DEPTH + q * ROWS, line + r, ROWS * sizeof(REAL));
              for (size_t r = whole; r < high; r++) strip[whole * DEPTH + q * ROWS + r - whole] = line[r];
            }
          }
          for (size_t r = 0; r < ROWS; r++) rows[r] = strip + within * DEPTH + r;
          const size_t part = depth * ROWS / STRIP, following = i - within + STRIP;
          if (following < s->m) next = (NAMED(lines)){a + (p + within / ROWS * part) * s->lda + following, s->lda, part};
        } else {
          for (size_t r = 0; r < ROWS; r++) rows[r] = a + (i + MINIMUM(r, count - 1)) * s->lda + p;
        }
        NAMED(row_block)(count, columns, depth, rows, s->transpose_a ? ROWS : 1, packed, next, accumulate,
                         c + i * s->ldc + j, s->ldc);
      }
    }
}
#undef LANES
#undef PANEL
#undef VECTOR
#endif
