// Weight standardization of every unit, a row of `count` weights, and its R-operator (see normalization_tangents.c). With c = v − mean v,
// s = √(Σ c² / (count − 1)), D = s + ε, a = ∂D/∂v = c / ((count − 1) s) and δ = ⟨dw, c⟩:
//
//     w = c / D,   dv = (dw − mean dw) / D − δ a / D²
//     R{D} = ⟨a, R{v}⟩,   R{a} = (R{c} / (count − 1) − a R{D}) / s,   R{w} = (R{c} − w R{D}) / D
//
// Where all weights of a unit are equal, D has no derivative; a is taken as 0 there.
#ifndef REAL
#include <math.h>
#define SELF "weight_standardization.c"
#include "precision.h"

void kernel_weight_standardize(kernel_precision precision, size_t units, size_t count, double epsilon, const void *v, void *w) {
  DISPATCH(weight_standardize, units, count, epsilon, v, w);
}
void kernel_weight_standardize_pullback(kernel_precision precision, size_t units, size_t count, double epsilon, const void *v,
                                        const void *dw, void *dv) {
  DISPATCH(weight_standardize_pullback, units, count, epsilon, v, dw, dv);
}
void kernel_weight_standardize_tangent(kernel_precision precision, size_t units, size_t count, double epsilon, const void *v,
                                       const void *v_tangent, void *w_tangent) {
  DISPATCH(weight_standardize_tangent, units, count, epsilon, v, v_tangent, w_tangent);
}
void kernel_weight_standardize_pullback_tangent(kernel_precision precision, size_t units, size_t count, double epsilon, const void *v,
                                                const void *v_tangent, const void *dw, const void *dw_tangent, void *dv_tangent) {
  DISPATCH(weight_standardize_pullback_tangent, units, count, epsilon, v, v_tangent, dw, dw_tangent, dv_tangent);
}
#else

// A unit's mean, s and what a is c times.
typedef struct {
  double mean, deviation, slope;
} NAMED(unit_moments);

ALWAYS double NAMED(weight_mean)(size_t count, const REAL *x) {
  FAST double sum = 0;
  for (size_t i = 0; i < count; i++) sum += x[i];
  return sum / (double)count;
}

ALWAYS NAMED(unit_moments) NAMED(unit)(size_t count, const REAL *v) {
  FAST const double mean = NAMED(weight_mean)(count, v);
  double squares = 0;
  for (size_t i = 0; i < count; i++) squares += (v[i] - mean) * (v[i] - mean);
  const double deviation = sqrt(squares / (double)(count - 1));
  return (NAMED(unit_moments)){mean, deviation, deviation > 0 ? 1 / ((double)(count - 1) * deviation) : 0};
}

CLONES static void NAMED(weight_standardize)(size_t units, size_t count, double epsilon, const REAL *v, REAL *w) {
  for (size_t unit = 0; unit < units; unit++, v += count, w += count) {
    const NAMED(unit_moments) moments = NAMED(unit)(count, v);
    const double inverse = 1 / (moments.deviation + epsilon);
    for (size_t i = 0; i < count; i++) w[i] = (REAL)((v[i] - moments.mean) * inverse);
  }
}

CLONES static void NAMED(weight_standardize_pullback)(size_t units, size_t count, double epsilon, const REAL *v, const REAL *dw, REAL *dv) {
  FAST for (size_t unit = 0; unit < units; unit++, v += count, dw += count, dv += count) {
    const NAMED(unit_moments) moments = NAMED(unit)(count, v);
    const double inverse = 1 / (moments.deviation + epsilon), center = NAMED(weight_mean)(count, dw);
    double product = 0;
    for (size_t i = 0; i < count; i++) product += dw[i] * (v[i] - moments.mean);
    const double along = product * inverse * inverse * moments.slope;
    for (size_t i = 0; i < count; i++) dv[i] = (REAL)((dw[i] - center) * inverse - along * (v[i] - moments.mean));
  }
}

CLONES static void NAMED(weight_standardize_tangent)(size_t units, size_t count, double epsilon, const REAL *v, const REAL *tv, REAL *tw) {
  FAST for (size_t unit = 0; unit < units; unit++, v += count, tv += count, tw += count) {
    const NAMED(unit_moments) moments = NAMED(unit)(count, v);
    const double inverse = 1 / (moments.deviation + epsilon), tmean = NAMED(weight_mean)(count, tv);
    double tdivisor = 0;
    for (size_t i = 0; i < count; i++) tdivisor += moments.slope * (v[i] - moments.mean) * tv[i];
    for (size_t i = 0; i < count; i++)
      tw[i] = (REAL)((tv[i] - tmean - (v[i] - moments.mean) * inverse * tdivisor) * inverse);
  }
}

CLONES static void NAMED(weight_standardize_pullback_tangent)(size_t units, size_t count, double epsilon, const REAL *v, const REAL *tv,
                                                              const REAL *dw, const REAL *tdw, REAL *tdv) {
  FAST for (size_t unit = 0; unit < units; unit++, v += count, tv += count, dw += count, tdw += count, tdv += count) {
    const NAMED(unit_moments) moments = NAMED(unit)(count, v);
    const double inverse = 1 / (moments.deviation + epsilon), tmean = NAMED(weight_mean)(count, tv);
    const double center = NAMED(weight_mean)(count, dw), tcenter = NAMED(weight_mean)(count, tdw);
    double tdivisor = 0, product = 0, tproduct = 0;
    for (size_t i = 0; i < count; i++) {
      const double centered = v[i] - moments.mean;
      tdivisor += moments.slope * centered * tv[i];
      product += dw[i] * centered, tproduct += tdw[i] * centered + dw[i] * (tv[i] - tmean);
    }
    const double square = inverse * inverse, tinverse = -square * tdivisor, tsquare = 2 * inverse * tinverse;
    // What dv has along c, and that share's own tangent: R{slope} = −slope R{D} / s.
    const double along = product * square * moments.slope;
    const double talong = (tproduct * square + product * tsquare) * moments.slope
                        - (moments.deviation > 0 ? along * tdivisor / moments.deviation : 0);
    for (size_t i = 0; i < count; i++)
      tdv[i] = (REAL)((tdw[i] - tcenter) * inverse + (dw[i] - center) * tinverse - talong * (v[i] - moments.mean)
                      - along * (tv[i] - tmean));
  }
}
#endif
