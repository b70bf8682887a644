// Weight normalization of every unit, a row of `count` weights, and its R-operator (see normalization_tangents.c). With n = ‖v‖ and u = v / n:
//
//     w = g u,   dg = ⟨dw, u⟩,   dv = g/n (dw − dg u)
//     R{n} = ⟨u, R{v}⟩,   R{u} = (R{v} − R{n} u) / n,   R{w} = R{g} u + g R{u}
#ifndef REAL
#include <math.h>
#define SELF "weight_normalization.c"
#include "precision.h"

void kernel_weight_normalize(kernel_precision precision, size_t units, size_t count, const void *g, const void *v, void *w) {
  DISPATCH(weight_normalize, units, count, g, v, w);
}
void kernel_weight_normalize_pullback(kernel_precision precision, size_t units, size_t count, const void *g, const void *v, const void *dw,
                                      void *dg, void *dv) {
  DISPATCH(weight_normalize_pullback, units, count, g, v, dw, dg, dv);
}
void kernel_weight_normalize_tangent(kernel_precision precision, size_t units, size_t count, const void *g, const void *g_tangent,
                                     const void *v, const void *v_tangent, void *w_tangent) {
  DISPATCH(weight_normalize_tangent, units, count, g, g_tangent, v, v_tangent, w_tangent);
}
void kernel_weight_normalize_pullback_tangent(kernel_precision precision, size_t units, size_t count, const void *g, const void *g_tangent,
                                              const void *v, const void *v_tangent, const void *dw, const void *dw_tangent,
                                              void *dg_tangent, void *dv_tangent) {
  DISPATCH(weight_normalize_pullback_tangent, units, count, g, g_tangent, v, v_tangent, dw, dw_tangent, dg_tangent, dv_tangent);
}
#else

ALWAYS double NAMED(weight_product)(size_t count, const REAL *x, const REAL *y) {
  FAST double sum = 0;
  for (size_t i = 0; i < count; i++) sum += (double)x[i] * y[i];
  return sum;
}

CLONES static void NAMED(weight_normalize)(size_t units, size_t count, const REAL *g, const REAL *v, REAL *w) {
  for (size_t unit = 0; unit < units; unit++, v += count, w += count) {
    const double scale = g[unit] / sqrt(NAMED(weight_product)(count, v, v));
    for (size_t i = 0; i < count; i++) w[i] = (REAL)(scale * v[i]);
  }
}

CLONES static void NAMED(weight_normalize_pullback)(size_t units, size_t count, const REAL *g, const REAL *v, const REAL *dw, REAL *dg,
                                                    REAL *dv) {
  FAST for (size_t unit = 0; unit < units; unit++, v += count, dw += count, dv += count) {
    const double inverse = 1 / sqrt(NAMED(weight_product)(count, v, v));
    const double along = NAMED(weight_product)(count, dw, v) * inverse, scale = g[unit] * inverse;
    dg[unit] = (REAL)along;
    for (size_t i = 0; i < count; i++) dv[i] = (REAL)(scale * (dw[i] - along * inverse * v[i]));
  }
}

CLONES static void NAMED(weight_normalize_tangent)(size_t units, size_t count, const REAL *g, const REAL *tg, const REAL *v, const REAL *tv,
                                                   REAL *tw) {
  FAST for (size_t unit = 0; unit < units; unit++, v += count, tv += count, tw += count) {
    const double inverse = 1 / sqrt(NAMED(weight_product)(count, v, v)), tnorm = NAMED(weight_product)(count, v, tv) * inverse;
    for (size_t i = 0; i < count; i++) {
      const double u = v[i] * inverse, tu = (tv[i] - tnorm * u) * inverse;
      tw[i] = (REAL)(tg[unit] * u + g[unit] * tu);
    }
  }
}

CLONES static void NAMED(weight_normalize_pullback_tangent)(size_t units, size_t count, const REAL *g, const REAL *tg, const REAL *v,
                                                            const REAL *tv, const REAL *dw, const REAL *tdw, REAL *tdg, REAL *tdv) {
  FAST for (size_t unit = 0; unit < units; unit++, v += count, tv += count, dw += count, tdw += count, tdv += count) {
    const double inverse = 1 / sqrt(NAMED(weight_product)(count, v, v)), tnorm = NAMED(weight_product)(count, v, tv) * inverse;
    double along = 0, talong = 0;
    for (size_t i = 0; i < count; i++) {
      const double u = v[i] * inverse, tu = (tv[i] - tnorm * u) * inverse;
      along += dw[i] * u, talong += tdw[i] * u + dw[i] * tu;
    }
    tdg[unit] = (REAL)talong;
    const double scale = g[unit] * inverse, tscale = (tg[unit] - scale * tnorm) * inverse;
    for (size_t i = 0; i < count; i++) {
      const double u = v[i] * inverse, tu = (tv[i] - tnorm * u) * inverse;
      tdv[i] = (REAL)(tscale * (dw[i] - along * u) + scale * (tdw[i] - talong * u - along * tu));
    }
  }
}
#endif
