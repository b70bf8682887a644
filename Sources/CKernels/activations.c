#ifndef REAL
#include <math.h>
#define exponential_f32 expf
#define exponential_f64 exp
#define hyperbolic_f32 tanhf
#define hyperbolic_f64 tanh
#define SELF "activations.c"
#include "precision.h"

void kernel_activation_forward(kernel_precision precision, kernel_activation kind, size_t count, const void *x, void *y) {
  DISPATCH(activation_forward, kind, count, x, y);
}
void kernel_activation_backward(kernel_precision precision, kernel_activation kind, size_t count, const void *y, const void *dy, void *dx) {
  DISPATCH(activation_backward, kind, count, y, dy, dx);
}
void kernel_activation_backward_tangent(kernel_precision precision, kernel_activation kind, size_t count, const void *y,
                                        const void *x_tangent, const void *dy, const void *dy_tangent, void *dx_tangent) {
  DISPATCH(activation_backward_tangent, kind, count, y, x_tangent, dy, dy_tangent, dx_tangent);
}
#else

CLONES static void NAMED(activation_forward)(kernel_activation kind, size_t count, const REAL *x, REAL *y) {
  switch (kind) {
    case KERNEL_RELU:
      // Written so that NaN passes through: a diverged network must look diverged.
      for (size_t i = 0; i < count; i++) y[i] = x[i] < 0 ? 0 : x[i];
      break;
    case KERNEL_SIGMOID:
      for (size_t i = 0; i < count; i++) y[i] = 1 / (1 + NAMED(exponential)(-x[i]));
      break;
    case KERNEL_TANH:
      for (size_t i = 0; i < count; i++) y[i] = NAMED(hyperbolic)(x[i]);
      break;
  }
}

CLONES static void NAMED(activation_backward)(kernel_activation kind, size_t count, const REAL *y, const REAL *dy, REAL *dx) {
  switch (kind) {
    case KERNEL_RELU:
      for (size_t i = 0; i < count; i++) dx[i] = y[i] > 0 ? dy[i] : 0;
      break;
    case KERNEL_SIGMOID:
      for (size_t i = 0; i < count; i++) dx[i] = dy[i] * y[i] * (1 - y[i]);
      break;
    case KERNEL_TANH:
      for (size_t i = 0; i < count; i++) dx[i] = dy[i] * (1 - y[i] * y[i]);
      break;
  }
}

CLONES static void NAMED(activation_backward_tangent)(kernel_activation kind, size_t count, const REAL *y, const REAL *tx, const REAL *dy,
                                                      const REAL *tdy, REAL *tdx) {
  switch (kind) {
    case KERNEL_RELU:
      for (size_t i = 0; i < count; i++) tdx[i] = y[i] > 0 ? tdy[i] : 0;
      break;
    case KERNEL_SIGMOID:
      for (size_t i = 0; i < count; i++) tdx[i] = y[i] * (1 - y[i]) * (tdy[i] + dy[i] * (1 - 2 * y[i]) * tx[i]);
      break;
    case KERNEL_TANH:
      for (size_t i = 0; i < count; i++) tdx[i] = (1 - y[i] * y[i]) * (tdy[i] - 2 * y[i] * dy[i] * tx[i]);
      break;
  }
}
#endif
