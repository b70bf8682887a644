// The R-operator (see normalization_tangents.c) of normalization of every sample on its own. With n = (x − mean) / D, h = γ dy and means over the
// group:
//
//     R{n} = (R{x} − mean R{x} − n mean(n R{x})) / D,   R{y} = R{γ} n + γ R{n} + R{β}
//     dx = (h − mean h − n mean(h n)) / D,   R{1/D} = −mean(n R{x}) / D²
#ifndef REAL
#include <string.h>
#define SELF "group_normalization_tangents.c"
#include "precision.h"

void kernel_group_normalize_tangent(kernel_precision precision, const kernel_groups *groups, const void *gamma, const void *gamma_tangent,
                                    const void *beta_tangent, const void *x, const void *statistics, const void *x_tangent, void *y_tangent) {
  DISPATCH(group_tangent, groups, gamma, gamma_tangent, beta_tangent, x, statistics, x_tangent, y_tangent);
}
void kernel_group_normalize_backward_tangent(kernel_precision precision, const kernel_groups *groups, const void *gamma,
                                             const void *gamma_tangent, const void *x, const void *statistics, const void *x_tangent,
                                             const void *dy, const void *dy_tangent, void *dx_tangent, void *dgamma_tangent,
                                             void *dbeta_tangent) {
  DISPATCH(group_backward_tangent, groups, gamma, gamma_tangent, x, statistics, x_tangent, dy, dy_tangent, dx_tangent, dgamma_tangent,
           dbeta_tangent);
}
#else

// Walks over one sample's group: `i` is a value's place in the batch, `a` its γ's.
#define EACH_VALUE                                                    \
  for (size_t c = g * width; c < (g + 1) * width; c++)                \
    for (size_t p = 0, i = c * row + n * s->positions, a = s->elementwise ? c * s->positions : c; p < s->positions; \
         p++, i++, a += s->elementwise ? 1 : 0)
#define NORMALIZED ((x[i] - mean) * inverse)

CLONES static void NAMED(group_tangent)(const kernel_groups *s, const REAL *gamma, const REAL *tgamma, const REAL *tbeta, const REAL *x,
                                        const REAL *statistics, const REAL *tx, REAL *ty) {
  FAST const size_t width = s->channels / s->groups, row = s->batch * s->positions;
  const double share = 1.0 / (double)(width * s->positions);
  for (size_t g = 0; g < s->groups; g++)
    for (size_t n = 0; n < s->samples; n++) {
      const double mean = statistics[2 * g * s->batch + n], inverse = statistics[(2 * g + 1) * s->batch + n];
      double sum = 0, product = 0;
      EACH_VALUE sum += tx[i], product += tx[i] * NORMALIZED;
      sum *= share, product *= share;
      EACH_VALUE {
        const double normalized = NORMALIZED, moved = inverse * (tx[i] - sum - normalized * product);
        ty[i] = (REAL)((gamma ? gamma[a] : 1) * moved + (tgamma ? tgamma[a] * normalized : 0) + (tbeta ? tbeta[a] : 0));
      }
    }
}

CLONES static void NAMED(group_backward_tangent)(const kernel_groups *s, const REAL *gamma, const REAL *tgamma, const REAL *x,
                                                 const REAL *statistics, const REAL *tx, const REAL *dy, const REAL *tdy, REAL *tdx,
                                                 REAL *dgamma_tangent, REAL *dbeta_tangent) {
  FAST const size_t width = s->channels / s->groups, row = s->batch * s->positions;
  const size_t affine_count = s->elementwise ? s->channels * s->positions : s->channels;
  const double share = 1.0 / (double)(width * s->positions);
  if (dgamma_tangent) memset(dgamma_tangent, 0, affine_count * sizeof(REAL));
  if (dbeta_tangent) memset(dbeta_tangent, 0, affine_count * sizeof(REAL));
  for (size_t g = 0; g < s->groups; g++)
    for (size_t n = 0; n < s->samples; n++) {
      const double mean = statistics[2 * g * s->batch + n], inverse = statistics[(2 * g + 1) * s->batch + n];
      double sum = 0, product = 0;
      EACH_VALUE sum += tx[i], product += tx[i] * NORMALIZED;
      sum *= share, product *= share;
      // Means of h, R{h}, h n and R{h n}.
      double h_mean = 0, th_mean = 0, hn_mean = 0, thn_mean = 0;
      EACH_VALUE {
        const double normalized = NORMALIZED, moved = inverse * (tx[i] - sum - normalized * product), weight = gamma ? gamma[a] : 1;
        const double h = weight * dy[i], th = weight * tdy[i] + (tgamma ? tgamma[a] * dy[i] : 0);
        h_mean += h, th_mean += th, hn_mean += h * normalized, thn_mean += th * normalized + h * moved;
        if (dgamma_tangent) dgamma_tangent[a] += (REAL)(tdy[i] * normalized + dy[i] * moved);
        if (dbeta_tangent) dbeta_tangent[a] += tdy[i];
      }
      if (!tdx) continue;
      h_mean *= share, th_mean *= share, hn_mean *= share, thn_mean *= share;
      const double tinverse = -inverse * inverse * product;
      EACH_VALUE {
        const double normalized = NORMALIZED, moved = inverse * (tx[i] - sum - normalized * product), weight = gamma ? gamma[a] : 1;
        const double h = weight * dy[i], th = weight * tdy[i] + (tgamma ? tgamma[a] * dy[i] : 0);
        tdx[i] = (REAL)(tinverse * (h - h_mean - normalized * hn_mean) +
                        inverse * (th - th_mean - moved * hn_mean - normalized * thn_mean));
      }
    }
}
#undef EACH_VALUE
#undef NORMALIZED
#endif
