// The R-operator (Pearlmutter 1994) of normalization per channel: derivatives along a direction, R{f}(θ) = d/dr f(θ + r v) at r = 0, of its forward and
// backward passes. With n = (x − mean) / D and a = ∂D/∂x (see normalization.c), per channel:
//
//     R{D} = Σ a R{x},   R{n} = (R{x} − mean R{x}) / D − n R{D} / D,   R{y} = R{γ} n + γ R{n} + R{β}
//     R{dx} = R{γ/D} (dy − mean dy) + γ/D (R{dy} − mean R{dy}) + R{δ} a + δ R{a},   δ = −γ Σ dy (x − mean) / D²
#ifndef REAL
#include "normalization.h"
#define SELF "normalization_tangents.c"
#include "precision.h"

void kernel_normalize_tangent(kernel_precision precision, kernel_divisor divisor, int fixed, size_t channels, size_t count,
                              const void *gamma, const void *gamma_tangent, const void *beta_tangent, const void *x, const void *statistics,
                              const void *x_tangent, void *y_tangent) {
  DISPATCH(normalize_tangent, divisor, fixed, channels, count, gamma, gamma_tangent, beta_tangent, x, statistics, x_tangent, y_tangent);
}
void kernel_normalize_backward_tangent(kernel_precision precision, kernel_divisor divisor, int fixed, size_t channels, size_t count,
                                       const void *gamma, const void *gamma_tangent, const void *x, const void *statistics,
                                       const void *x_tangent, const void *dy, const void *dy_tangent, void *dx_tangent, void *dgamma_tangent,
                                       void *dbeta_tangent) {
  DISPATCH(normalize_backward_tangent, divisor, fixed, channels, count, gamma, gamma_tangent, x, statistics, x_tangent, dy, dy_tangent,
           dx_tangent, dgamma_tangent, dbeta_tangent);
}
#else

// The tangents of a channel's mean and divisor.
typedef struct {
  double mean, divisor;
} NAMED(moved);

static inline __attribute__((always_inline)) NAMED(moved)
    NAMED(move)(kernel_divisor divisor, int fixed, size_t count, const REAL *statistics, const REAL *x, const REAL *tx) {
  if (fixed) return (NAMED(moved)){0, 0};
  const double m = (double)count, inverse = statistics[INVERSE], spread = statistics[SPREAD];
  const REAL mean = statistics[MEAN];
  double sum = 0, product = 0;
#define PRODUCTS(TERM)                                                        \
  for (size_t start = 0; start < count; start += BLOCK) {                     \
    const size_t end = MINIMUM(count, start + BLOCK);                         \
    REAL s = 0, p = 0;                                                        \
    for (size_t i = start; i < end; i++) s += tx[i], p += TERM;               \
    sum += s, product += p;                                                   \
  }
  switch (divisor) {
    case KERNEL_STANDARD_DEVIATION:
      PRODUCTS((x[i] - mean) * tx[i])
      product *= inverse / m;
      break;
    case KERNEL_L1:
      PRODUCTS(x[i] > 0 ? tx[i] : (x[i] < 0 ? -tx[i] : 0))
      product /= m;
      break;
    case KERNEL_L2:
      PRODUCTS(x[i] * tx[i])
      product = spread > 0 ? product / (m * spread) : 0;
      break;
    case KERNEL_LINF: {
      PRODUCTS(0)
      const size_t largest = kept_place(statistics + LARGEST);
      product = x[largest] > 0 ? tx[largest] : (x[largest] < 0 ? -tx[largest] : 0);
      break;
    }
  }
#undef PRODUCTS
  return (NAMED(moved)){sum / m, product};
}

CLONES static void NAMED(normalize_tangent)(kernel_divisor divisor, int fixed, size_t channels, size_t count, const REAL *gammas,
                                            const REAL *gamma_tangents, const REAL *beta_tangents, const REAL *input,
                                            const REAL *all_statistics, const REAL *input_tangent, REAL *output_tangent) {
  FAST for (size_t channel = 0; channel < channels; channel++) {
    const REAL *x = input + channel * count, *tx = input_tangent + channel * count, *statistics = all_statistics + channel * STATISTICS;
    REAL *ty = output_tangent + channel * count;
    const double mean = statistics[MEAN], inverse = statistics[INVERSE], gamma = gammas ? gammas[channel] : 1;
    const double tgamma = gamma_tangents ? gamma_tangents[channel] : 0, tbeta = beta_tangents ? beta_tangents[channel] : 0;
    const NAMED(moved) moved = NAMED(move)(divisor, fixed, count, statistics, x, tx);
    const double along = (tgamma - gamma * inverse * moved.divisor) * inverse, scale = gamma * inverse;
    const REAL center = (REAL)mean, tcenter = (REAL)moved.mean, slope = (REAL)along, factor = (REAL)scale, shift = (REAL)tbeta;
    for (size_t i = 0; i < count; i++) ty[i] = slope * (x[i] - center) + factor * (tx[i] - tcenter) + shift;
  }
}

CLONES static void NAMED(normalize_backward_tangent)(kernel_divisor divisor, int fixed, size_t channels, size_t count, const REAL *gammas,
                                                     const REAL *gamma_tangents, const REAL *input, const REAL *all_statistics,
                                                     const REAL *input_tangent, const REAL *gradient, const REAL *gradient_tangent,
                                                     REAL *out, REAL *dgamma_tangent, REAL *dbeta_tangent) {
  FAST for (size_t channel = 0; channel < channels; channel++) {
    const REAL *x = input + channel * count, *tx = input_tangent + channel * count, *statistics = all_statistics + channel * STATISTICS;
    const REAL *dy = gradient + channel * count, *tdy = gradient_tangent + channel * count;
    const double m = (double)count, mean = statistics[MEAN], inverse = statistics[INVERSE], spread = statistics[SPREAD];
    const double gamma = gammas ? gammas[channel] : 1, tgamma = gamma_tangents ? gamma_tangents[channel] : 0;
    const NAMED(moved) moved = NAMED(move)(divisor, fixed, count, statistics, x, tx);
    const double tinverse = -inverse * inverse * moved.divisor;
    double sum = 0, tsum = 0, product = 0, tproduct = 0;
    const REAL center = (REAL)mean, tcenter = (REAL)moved.mean;
    for (size_t start = 0; start < count; start += BLOCK) {
      const size_t end = MINIMUM(count, start + BLOCK);
      REAL s = 0, ts = 0, p = 0, tp = 0;
      for (size_t i = start; i < end; i++) {
        const REAL centered = x[i] - center;
        s += dy[i], ts += tdy[i], p += dy[i] * centered, tp += tdy[i] * centered + dy[i] * (tx[i] - tcenter);
      }
      sum += s, tsum += ts, product += p, tproduct += tp;
    }
    if (dgamma_tangent) dgamma_tangent[channel] = (REAL)(tproduct * inverse + product * tinverse);
    if (dbeta_tangent) dbeta_tangent[channel] = (REAL)tsum;
    if (!out) continue;
    REAL *tdx = out + channel * count;
    const double scale = gamma * inverse, tscale = tgamma * inverse + gamma * tinverse;
    const REAL factor = (REAL)scale, tfactor = (REAL)tscale;
    if (fixed) {
      for (size_t i = 0; i < count; i++) tdx[i] = tfactor * dy[i] + factor * tdy[i];
      continue;
    }
    const double offset = (tscale * sum + scale * tsum) / m, delta = -gamma * product * inverse * inverse;
    const double tdelta = -(tgamma * product + gamma * tproduct) * inverse * inverse - 2 * gamma * product * inverse * tinverse;
    const size_t largest = kept_place(statistics + LARGEST);
    // What the divisor adds is along x (and constant), along its tangent, or along the signs of x.
    double along = 0, along_tangent = 0, constant = -offset, along_sign = 0;
    switch (divisor) {
      case KERNEL_STANDARD_DEVIATION:
        along = (tdelta * inverse + delta * tinverse) / m, along_tangent = delta * inverse / m;
        break;
      case KERNEL_L1: along_sign = tdelta / m; break;
      case KERNEL_L2:
        if (spread > 0) along = (tdelta - delta * moved.divisor / spread) / (m * spread), along_tangent = delta / (m * spread);
        break;
      case KERNEL_LINF: break;
    }
    // Batch normalization's terms are of centered values: the products of large means would cancel in single precision.
    const int centers = divisor == KERNEL_STANDARD_DEVIATION;
    const REAL middle = centers ? center : 0, tmiddle = centers ? tcenter : 0, shift = (REAL)constant;
    const REAL slope = (REAL)along, tslope = (REAL)along_tangent, step = (REAL)along_sign;
    if (divisor == KERNEL_L1)
      for (size_t i = 0; i < count; i++) tdx[i] = tfactor * dy[i] + factor * tdy[i] + (x[i] > 0 ? step : (x[i] < 0 ? -step : 0)) + shift;
    else
      for (size_t i = 0; i < count; i++)
        tdx[i] = tfactor * dy[i] + factor * tdy[i] + slope * (x[i] - middle) + tslope * (tx[i] - tmiddle) + shift;
    if (divisor == KERNEL_LINF) tdx[largest] += (REAL)(x[largest] > 0 ? tdelta : (x[largest] < 0 ? -tdelta : 0));
  }
}
#endif
