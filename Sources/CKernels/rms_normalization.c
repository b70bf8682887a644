// Normalization of every sample by its root mean square over all channels and positions, and its R-operator (see normalization_tangents.c). With
// D = √(mean x² + ε), n = x / D, h = γ dy and means over the sample:
//
//     y = γ n,   dx = (h − n mean(h n)) / D,   dγ = Σ dy n
//     R{n} = (R{x} − n mean(n R{x})) / D,   R{1/D} = −mean(n R{x}) / D²
#ifndef REAL
#include <math.h>
#include <string.h>
#define SELF "rms_normalization.c"
#include "precision.h"

void kernel_rms_normalize_forward(kernel_precision precision, size_t channels, size_t samples, size_t positions, double epsilon,
                                  const void *gamma, const void *x, void *inverse, void *y) {
  DISPATCH(rms_forward, channels, samples, positions, epsilon, gamma, x, inverse, y);
}
void kernel_rms_normalize_backward(kernel_precision precision, size_t channels, size_t samples, size_t positions, const void *gamma,
                                   const void *x, const void *inverse, const void *dy, void *scratch, void *dx, void *dgamma) {
  DISPATCH(rms_backward, channels, samples, positions, gamma, x, inverse, dy, scratch, dx, dgamma);
}
void kernel_rms_normalize_tangent(kernel_precision precision, size_t channels, size_t samples, size_t positions, const void *gamma,
                                  const void *gamma_tangent, const void *x, const void *inverse, const void *x_tangent, void *y_tangent) {
  DISPATCH(rms_tangent, channels, samples, positions, gamma, gamma_tangent, x, inverse, x_tangent, y_tangent);
}
void kernel_rms_normalize_backward_tangent(kernel_precision precision, size_t channels, size_t samples, size_t positions, const void *gamma,
                                           const void *gamma_tangent, const void *x, const void *inverse, const void *x_tangent,
                                           const void *dy, const void *dy_tangent, void *dx_tangent, void *dgamma_tangent) {
  DISPATCH(rms_backward_tangent, channels, samples, positions, gamma, gamma_tangent, x, inverse, x_tangent, dy, dy_tangent, dx_tangent,
           dgamma_tangent);
}
#else

// Walks over the batch in memory's order: `i` is a value's place, `n` its sample, `a` its γ's.
#define EACH_VALUE                        \
  for (size_t c = 0; c < channels; c++)   \
    for (size_t n = 0; n < samples; n++)  \
      for (size_t p = 0, i = (c * samples + n) * positions, a = c * positions; p < positions; p++, i++, a++)
// Walks over one sample.
#define EACH_OF_SAMPLE                  \
  for (size_t c = 0; c < channels; c++) \
    for (size_t p = 0, i = (c * samples + n) * positions, a = c * positions; p < positions; p++, i++, a++)

CLONES static void NAMED(rms_forward)(size_t channels, size_t samples, size_t positions, double epsilon, const REAL *gamma, const REAL *x,
                                      REAL *inverse, REAL *y) {
  FAST const REAL share = (REAL)(1.0 / (double)(channels * positions));
  memset(inverse, 0, samples * sizeof(REAL));
  EACH_VALUE inverse[n] += x[i] * x[i] * share;
  for (size_t n = 0; n < samples; n++) inverse[n] = (REAL)(1 / sqrt((double)inverse[n] + epsilon));
  EACH_VALUE y[i] = gamma[a] * x[i] * inverse[n];
}

CLONES static void NAMED(rms_backward)(size_t channels, size_t samples, size_t positions, const REAL *gamma, const REAL *x,
                                       const REAL *inverse, const REAL *dy, REAL *products, REAL *dx, REAL *dgamma) {
  FAST const REAL share = (REAL)(1.0 / (double)(channels * positions));
  if (dgamma) {
    memset(dgamma, 0, channels * positions * sizeof(REAL));
    EACH_VALUE dgamma[a] += dy[i] * x[i] * inverse[n];
  }
  if (!dx) return;
  memset(products, 0, samples * sizeof(REAL));
  EACH_VALUE products[n] += gamma[a] * dy[i] * x[i] * inverse[n] * share;
  EACH_VALUE dx[i] = inverse[n] * (gamma[a] * dy[i] - x[i] * inverse[n] * products[n]);
}

CLONES static void NAMED(rms_tangent)(size_t channels, size_t samples, size_t positions, const REAL *gamma, const REAL *tgamma,
                                      const REAL *x, const REAL *inverses, const REAL *tx, REAL *ty) {
  FAST const double share = 1.0 / (double)(channels * positions);
  for (size_t n = 0; n < samples; n++) {
    const double inverse = inverses[n];
    double product = 0;
    EACH_OF_SAMPLE product += tx[i] * x[i] * inverse;
    product *= share;
    EACH_OF_SAMPLE {
      const double normalized = x[i] * inverse, moved = inverse * (tx[i] - normalized * product);
      ty[i] = (REAL)(tgamma[a] * normalized + gamma[a] * moved);
    }
  }
}

CLONES static void NAMED(rms_backward_tangent)(size_t channels, size_t samples, size_t positions, const REAL *gamma, const REAL *tgamma,
                                               const REAL *x, const REAL *inverses, const REAL *tx, const REAL *dy, const REAL *tdy,
                                               REAL *tdx, REAL *dgamma_tangent) {
  FAST const double share = 1.0 / (double)(channels * positions);
  if (dgamma_tangent) memset(dgamma_tangent, 0, channels * positions * sizeof(REAL));
  for (size_t n = 0; n < samples; n++) {
    const double inverse = inverses[n];
    double product = 0;
    EACH_OF_SAMPLE product += tx[i] * x[i] * inverse;
    product *= share;
    // Means of h n and R{h n}.
    double hn_mean = 0, thn_mean = 0;
    EACH_OF_SAMPLE {
      const double normalized = x[i] * inverse, moved = inverse * (tx[i] - normalized * product);
      const double h = gamma[a] * dy[i], th = gamma[a] * tdy[i] + tgamma[a] * dy[i];
      hn_mean += h * normalized, thn_mean += th * normalized + h * moved;
      if (dgamma_tangent) dgamma_tangent[a] += (REAL)(tdy[i] * normalized + dy[i] * moved);
    }
    if (!tdx) continue;
    hn_mean *= share, thn_mean *= share;
    const double tinverse = -inverse * inverse * product;
    EACH_OF_SAMPLE {
      const double normalized = x[i] * inverse, moved = inverse * (tx[i] - normalized * product);
      const double h = gamma[a] * dy[i], th = gamma[a] * tdy[i] + tgamma[a] * dy[i];
      tdx[i] = (REAL)(tinverse * (h - normalized * hn_mean) + inverse * (th - moved * hn_mean - normalized * thn_mean));
    }
  }
}
#undef EACH_VALUE
#undef EACH_OF_SAMPLE
#endif
