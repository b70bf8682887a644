#ifndef REAL
#include <math.h>
#define SELF "optimizers.c"
#include "precision.h"

void kernel_sgd_step(kernel_precision precision, size_t count, double rate, double momentum, double decay, const void *gradient,
                     void *velocity, void *x) {
  DISPATCH(sgd_step, count, rate, momentum, decay, gradient, velocity, x);
}
void kernel_adam_step(kernel_precision precision, size_t count, double rate, double beta1, double beta2, double epsilon, double correction1,
                      double correction2, double decay, const void *gradient, void *first, void *second, void *x) {
  DISPATCH(adam_step, count, rate, beta1, beta2, epsilon, correction1, correction2, decay, gradient, first, second, x);
}
#else

CLONES static void NAMED(sgd_step)(size_t count, double rate, double momentum, double decay, const REAL *gradient, REAL *velocity, REAL *x) {
  FAST const REAL r = (REAL)rate, m = (REAL)momentum, d = (REAL)decay;
  if (!velocity) {
    for (size_t i = 0; i < count; i++) x[i] -= r * (gradient[i] + d * x[i]);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    velocity[i] = m * velocity[i] + gradient[i] + d * x[i];
    x[i] -= r * velocity[i];
  }
}

// The library's square root may set errno, which keeps a loop around it from running in vectors; the builtin does not.
CLONES static void NAMED(adam_step)(size_t count, double rate, double beta1, double beta2, double epsilon, double correction1,
                                    double correction2, double decay, const REAL *restrict gradient, REAL *restrict first,
                                    REAL *restrict second, REAL *restrict x) {
  FAST const REAL b1 = (REAL)beta1, b2 = (REAL)beta2, c1 = (REAL)(1 - beta1), c2 = (REAL)(1 - beta2), e = (REAL)epsilon, d = (REAL)decay;
  const REAL step = (REAL)(rate / correction1), root = (REAL)(1 / sqrt(correction2));
  for (size_t i = 0; i < count; i++) {
    const REAL g = gradient[i] + d * x[i];
    first[i] = b1 * first[i] + c1 * g;
    second[i] = b2 * second[i] + c2 * g * g;
    x[i] -= step * first[i] / (__builtin_elementwise_sqrt(second[i]) * root + e);
  }
}
#endif
