// x P(x), for P the normal distribution's function Φ or its approximation (Hendrycks & Gimpel 2016, "Gaussian error linear units"):
//
//     Φ(x) = ½ erfc(−x / √2),   Φ′(x) = e^(−x²/2) / √(2π),   Φ″ = −x Φ′
//     p(x) = ½ (1 + tanh u) = 1 / (1 + e^(−2u)),   u = √(2/π) (x + 0.044715 x³),   p′ = 2u′ p q,   p″ = 2u″ p q + 2u′ p′ (q − p),   q = 1 − p
//
// In these forms nothing cancels where P or 1 − P is small. erfc and exp are libm's: their bits depend on no processor from x86-64-v3 on, for what they
// choose by is whether it multiplies and adds in one instruction.
#ifndef REAL
#include <math.h>
#define error_f32 erfcf
#define error_f64 erfc
#define power_f32 expf
#define power_f64 exp
#define SELF "gelu.c"
#include "precision.h"

void kernel_gelu_forward(kernel_precision precision, kernel_gelu kind, size_t count, const void *x, void *y) {
  DISPATCH(gelu_forward, kind, count, x, y);
}
void kernel_gelu_backward(kernel_precision precision, kernel_gelu kind, size_t count, const void *x, const void *dy, void *dx) {
  DISPATCH(gelu_backward, kind, count, x, dy, dx);
}
void kernel_gelu_backward_tangent(kernel_precision precision, kernel_gelu kind, size_t count, const void *x, const void *x_tangent,
                                  const void *dy, const void *dy_tangent, void *dx_tangent) {
  DISPATCH(gelu_backward_tangent, kind, count, x, x_tangent, dy, dy_tangent, dx_tangent);
}
#else

#define ROOT ((REAL)0.7978845608028654)  // √(2/π)
#define CUBIC ((REAL)0.044715)

ALWAYS REAL NAMED(exact)(REAL x) { return NAMED(error)(x * (REAL)-0.7071067811865476) / 2; }

// p, and q behind it.
ALWAYS REAL NAMED(by_tanh)(REAL x, REAL *q) {
  const REAL twice = 2 * ROOT * x * (1 + CUBIC * x * x), e = NAMED(power)(x < 0 ? twice : -twice);
  const REAL most = 1 / (1 + e), rest = e / (1 + e);
  *q = x < 0 ? most : rest;
  return x < 0 ? rest : most;
}

// (x P)′ = P + x P′ and (x P)″ = 2P′ + x P″.
ALWAYS void NAMED(derivatives)(kernel_gelu kind, REAL x, REAL *first, REAL *second) {
  REAL p, slope, bend;
  if (kind == KERNEL_GELU_EXACT) {
    p = NAMED(exact)(x), slope = ROOT / 2 * NAMED(power)(x * x / -2), bend = -x * slope;
  } else {
    REAL q;
    p = NAMED(by_tanh)(x, &q);
    const REAL u1 = ROOT * (1 + 3 * CUBIC * x * x), u2 = 6 * ROOT * CUBIC * x;
    slope = 2 * u1 * p * q, bend = 2 * u2 * p * q + 2 * u1 * slope * (q - p);
  }
  *first = p + x * slope, *second = 2 * slope + x * bend;
}

CLONES static void NAMED(gelu_forward)(kernel_gelu kind, size_t count, const REAL *x, REAL *y) {
  for (size_t i = 0; i < count; i++) {
    REAL q;
    y[i] = x[i] * (kind == KERNEL_GELU_EXACT ? NAMED(exact)(x[i]) : NAMED(by_tanh)(x[i], &q));
  }
}

CLONES static void NAMED(gelu_backward)(kernel_gelu kind, size_t count, const REAL *x, const REAL *dy, REAL *dx) {
  for (size_t i = 0; i < count; i++) {
    REAL first, second;
    NAMED(derivatives)(kind, x[i], &first, &second);
    dx[i] = dy[i] * first;
  }
}

CLONES static void NAMED(gelu_backward_tangent)(kernel_gelu kind, size_t count, const REAL *x, const REAL *tx, const REAL *dy,
                                                const REAL *tdy, REAL *tdx) {
  for (size_t i = 0; i < count; i++) {
    REAL first, second;
    NAMED(derivatives)(kind, x[i], &first, &second);
    tdx[i] = tdy[i] * first + dy[i] * second * tx[i];
  }
}
#undef ROOT
#undef CUBIC
#endif
