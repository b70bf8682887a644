// Normalization per channel over a contiguous row: y = gamma (x − mean) / divisor + beta, for four divisors.
//
// The divisor D's derivative is linear in one function of x per divisor, so that the gradient is one pass for all:
//     dx = g / D − mean(g) / D + dL/dD · ∂D/∂x,   g = gamma dy,   dL/dD = −Σ g (x − mean) / D²
//     standard deviation  D = √(var + ε)      ∂D/∂x_i = (x_i − mean) / (m D)
//     l1                  D = mean|x| + ε     ∂D/∂x_i = sign(x_i) / m
//     l2                  D = √mean x² + ε    ∂D/∂x_i = x_i / (m √mean x²)
//     linf                D = max|x| + ε      ∂D/∂x_i = sign(x_i) at the first largest, else 0
#ifndef REAL
#include <math.h>
#include "normalization.h"
#define SELF "normalization.c"
#include "precision.h"

void kernel_normalize_forward(kernel_precision precision, kernel_divisor divisor, int rectify, size_t channels, size_t count,
                              double epsilon, const void *gamma, const void *beta, const void *x, void *statistics, void *y) {
  DISPATCH(normalize_forward, divisor, rectify, channels, count, epsilon, gamma, beta, x, statistics, y);
}
void kernel_normalize_fixed(kernel_precision precision, kernel_divisor divisor, int rectify, size_t channels, size_t count, double epsilon,
                            const void *gamma, const void *beta, const void *mean, const void *spread, const void *x, void *statistics,
                            void *y) {
  DISPATCH(normalize_fixed, divisor, rectify, channels, count, epsilon, gamma, beta, mean, spread, x, statistics, y);
}
void kernel_normalize_backward(kernel_precision precision, kernel_divisor divisor, int fixed, size_t channels, size_t count,
                               const void *gamma, const void *beta, int rectified, const void *x, const void *statistics, const void *dy,
                               void *dx, void *dgamma, void *dbeta) {
  DISPATCH(normalize_backward, divisor, fixed, channels, count, gamma, beta, rectified, x, statistics, dy, dx, dgamma, dbeta);
}
void kernel_running_statistics(kernel_precision precision, size_t channels, double share, double factor, const void *statistics, void *mean,
                               void *spread) {
  DISPATCH(running_statistics, channels, share, factor, statistics, mean, spread);
}
#else

static void NAMED(running_statistics)(size_t channels, double share, double factor, const REAL *statistics, REAL *mean, REAL *spread) {
  for (size_t c = 0; c < channels; c++, statistics += STATISTICS) {
    mean[c] = (REAL)((1 - share) * mean[c] + share * statistics[MEAN]);
    spread[c] = (REAL)((1 - share) * spread[c] + share * factor * statistics[SPREAD]);
  }
}

static inline double NAMED(inverse_divisor)(kernel_divisor divisor, double spread, double epsilon) {
  return divisor == KERNEL_STANDARD_DEVIATION ? 1 / sqrt(spread + epsilon) : 1 / (spread + epsilon);
}

static inline __attribute__((always_inline)) void NAMED(affine_row)(int rectify, size_t count, const REAL *statistics, REAL gamma,
                                                                   REAL beta, const REAL *x, REAL *y) {
  const REAL mean = statistics[MEAN], scale = gamma * statistics[INVERSE];
  if (rectify)
    for (size_t i = 0; i < count; i++) {
      const REAL v = scale * (x[i] - mean) + beta;
      y[i] = v < 0 ? 0 : v;
    }
  else
    for (size_t i = 0; i < count; i++) y[i] = scale * (x[i] - mean) + beta;
}

CLONES static void NAMED(normalize_forward)(kernel_divisor divisor, int rectify, size_t channels, size_t count, double epsilon,
                                            const REAL *gamma, const REAL *beta, const REAL *input, REAL *all_statistics, REAL *output) {
  FAST for (size_t channel = 0; channel < channels; channel++) {
    const REAL *x = input + channel * count;
    REAL *statistics = all_statistics + channel * STATISTICS;
    double total = 0, spread = 0;
    for (size_t start = 0; start < count; start += BLOCK) {
      const size_t end = MINIMUM(count, start + BLOCK);
      REAL sum = 0, norm = 0;
      if (divisor == KERNEL_L1)
        for (size_t i = start; i < end; i++) sum += x[i], norm += x[i] < 0 ? -x[i] : x[i];
      else if (divisor == KERNEL_L2)
        for (size_t i = start; i < end; i++) sum += x[i], norm += x[i] * x[i];
      else
        for (size_t i = start; i < end; i++) sum += x[i];
      total += sum, spread += norm;
    }
    const double mean = total / (double)count;
    size_t largest = 0;
    switch (divisor) {
      case KERNEL_STANDARD_DEVIATION: {
        const REAL center = (REAL)mean;
        for (size_t start = 0; start < count; start += BLOCK) {
          const size_t end = MINIMUM(count, start + BLOCK);
          REAL sum = 0;
          for (size_t i = start; i < end; i++) sum += (x[i] - center) * (x[i] - center);
          spread += sum;
        }
        spread /= (double)count;
        break;
      }
      case KERNEL_L1: spread /= (double)count; break;
      case KERNEL_L2: spread = sqrt(spread / (double)count); break;
      case KERNEL_LINF: {
        REAL maximum = 0;
        for (size_t i = 0; i < count; i++) {
          const REAL magnitude = x[i] < 0 ? -x[i] : x[i];
          if (magnitude > maximum) maximum = magnitude, largest = i;
        }
        spread = maximum;
        break;
      }
    }
    statistics[MEAN] = (REAL)mean;
    statistics[SPREAD] = (REAL)spread;
    statistics[INVERSE] = (REAL)NAMED(inverse_divisor)(divisor, spread, epsilon);
    keep_place(statistics + LARGEST, largest);
    NAMED(affine_row)(rectify, count, statistics, gamma ? gamma[channel] : 1, beta ? beta[channel] : 0, x, output + channel * count);
  }
}

CLONES static void NAMED(normalize_fixed)(kernel_divisor divisor, int rectify, size_t channels, size_t count, double epsilon, const REAL *gamma,
                                          const REAL *beta, const REAL *mean, const REAL *spread, const REAL *x, REAL *all_statistics,
                                          REAL *y) {
  FAST for (size_t channel = 0; channel < channels; channel++) {
    REAL *statistics = all_statistics + channel * STATISTICS;
    statistics[MEAN] = mean[channel];
    statistics[SPREAD] = spread[channel];
    statistics[INVERSE] = (REAL)NAMED(inverse_divisor)(divisor, spread[channel], epsilon);
    keep_place(statistics + LARGEST, 0);
    NAMED(affine_row)(rectify, count, statistics, gamma ? gamma[channel] : 1, beta ? beta[channel] : 0, x + channel * count, y + channel * count);
  }
}

// The gradient that came, where the output was not rectified to zero. The output is computed again from x, which is read anyway: memory is what this
// pass waits for.
#define MASKED(i) (scale * (x[i] - mean) + beta > 0 ? dy[i] : 0)
CLONES static void NAMED(normalize_backward)(kernel_divisor divisor, int fixed, size_t channels, size_t count, const REAL *gammas,
                                             const REAL *betas, int rectified, const REAL *input, const REAL *all_statistics,
                                             const REAL *output_gradient, REAL *input_gradient, REAL *dgamma, REAL *dbeta) {
  FAST for (size_t channel = 0; channel < channels; channel++) {
    const REAL *x = input + channel * count, *dy = output_gradient + channel * count;
    const REAL *statistics = all_statistics + channel * STATISTICS;
    REAL *dx = input_gradient ? input_gradient + channel * count : NULL;
    const REAL mean = statistics[MEAN], inverse = statistics[INVERSE], gamma = gammas ? gammas[channel] : 1, beta = betas ? betas[channel] : 0;
    const REAL scale = gamma * inverse;
    double sum = 0, product = 0;
    for (size_t start = 0; start < count; start += BLOCK) {
      const size_t end = MINIMUM(count, start + BLOCK);
      REAL s = 0, p = 0;
      if (rectified)
        for (size_t i = start; i < end; i++) {
          const REAL g = MASKED(i);
          s += g, p += g * (x[i] - mean);
        }
      else
        for (size_t i = start; i < end; i++) s += dy[i], p += dy[i] * (x[i] - mean);
      sum += s, product += p;
    }
    if (dgamma) dgamma[channel] = (REAL)(product * inverse);
    if (dbeta) dbeta[channel] = (REAL)sum;
    if (!input_gradient) continue;
    if (fixed) {
      for (size_t i = 0; i < count; i++) dx[i] = scale * (rectified ? MASKED(i) : dy[i]);
      continue;
    }
    const double m = (double)count, spread = statistics[SPREAD];
    const double divisor_gradient = -(double)gamma * product * inverse * inverse;
    const REAL shift = (REAL)(scale * sum / m);
#define INPUT_GRADIENT(TERM)                                                                 \
  if (rectified)                                                                             \
    for (size_t i = 0; i < count; i++) dx[i] = scale * MASKED(i) - shift + TERM;             \
  else                                                                                       \
    for (size_t i = 0; i < count; i++) dx[i] = scale * dy[i] - shift + TERM;
    switch (divisor) {
      case KERNEL_STANDARD_DEVIATION: {
        const REAL slope = (REAL)(divisor_gradient * inverse / m);
        INPUT_GRADIENT(slope * (x[i] - mean))
        break;
      }
      case KERNEL_L1: {
        const REAL slope = (REAL)(divisor_gradient / m);
        INPUT_GRADIENT((x[i] > 0 ? slope : (x[i] < 0 ? -slope : 0)))
        break;
      }
      case KERNEL_L2: {
        const REAL slope = spread > 0 ? (REAL)(divisor_gradient / (m * spread)) : 0;
        INPUT_GRADIENT(slope * x[i])
        break;
      }
      case KERNEL_LINF: {
        INPUT_GRADIENT(0)
        const size_t largest = kept_place(statistics + LARGEST);
        dx[largest] += (REAL)(x[largest] > 0 ? divisor_gradient : (x[largest] < 0 ? -divisor_gradient : 0));
        break;
      }
    }
  }
}
#undef MASKED
#undef INPUT_GRADIENT
#endif
