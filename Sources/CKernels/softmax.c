// Softmax by rows, and its derivatives. With A = softmax(s X) by rows and means ⟨·⟩ summed over a row:
//
//     J(A) G = A (G − ⟨A G⟩),   dX = s J(A) dA,   R{A} = J(A) s R{X}
//     R{J(A) dA} = R{A} (dA − ⟨A dA⟩) + A (R{dA} − ⟨R{A} dA + A R{dA}⟩)
#ifndef REAL
#include <math.h>
#define exponential_f32 expf
#define exponential_f64 exp
#define SELF "softmax.c"
#include "precision.h"

void kernel_softmax(kernel_precision precision, size_t rows, size_t columns, double scale, void *x) {
  DISPATCH(softmax, rows, columns, scale, x);
}
void kernel_softmax_backward(kernel_precision precision, size_t rows, size_t columns, const void *a, const void *da, void *dx) {
  DISPATCH(softmax_backward, rows, columns, a, da, dx);
}
void kernel_softmax_backward_tangent(kernel_precision precision, size_t rows, size_t columns, const void *a, const void *a_tangent,
                                     const void *da, const void *da_tangent, void *dx_tangent) {
  DISPATCH(softmax_backward_tangent, rows, columns, a, a_tangent, da, da_tangent, dx_tangent);
}
#else

static void NAMED(softmax)(size_t rows, size_t columns, double scale, REAL *x) {
  const REAL s = (REAL)scale;
  for (size_t r = 0; r < rows; r++, x += columns) {
    REAL largest = -INFINITY;
    for (size_t c = 0; c < columns; c++) largest = x[c] > largest ? x[c] : largest;
    double sum = 0;
    for (size_t c = 0; c < columns; c++) sum += (double)(x[c] = NAMED(exponential)(s * (x[c] - largest)));
    for (size_t c = 0; c < columns; c++) x[c] = (REAL)((double)x[c] / sum);
  }
}

static void NAMED(softmax_backward)(size_t rows, size_t columns, const REAL *a, const REAL *da, REAL *dx) {
  for (size_t r = 0; r < rows; r++, a += columns, da += columns, dx += columns) {
    double sum = 0;
    for (size_t c = 0; c < columns; c++) sum += (double)a[c] * (double)da[c];
    for (size_t c = 0; c < columns; c++) dx[c] = (REAL)((double)a[c] * ((double)da[c] - sum));
  }
}

static void NAMED(softmax_backward_tangent)(size_t rows, size_t columns, const REAL *a, const REAL *ta, const REAL *da, const REAL *tda,
                                            REAL *tdx) {
  for (size_t r = 0; r < rows; r++, a += columns, ta += columns, da += columns, tda += columns, tdx += columns) {
    double sum = 0, tangent = 0;
    for (size_t c = 0; c < columns; c++) {
      sum += (double)a[c] * (double)da[c];
      tangent += (double)ta[c] * (double)da[c] + (double)a[c] * (double)tda[c];
    }
    for (size_t c = 0; c < columns; c++)
      tdx[c] = (REAL)((double)ta[c] * ((double)da[c] - sum) + (double)a[c] * ((double)tda[c] - tangent));
  }
}
#endif
