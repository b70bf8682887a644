#ifndef REAL
#include <math.h>
#define SELF "losses.c"
#include "precision.h"

double kernel_cross_entropy(kernel_precision precision, size_t classes, size_t samples, const void *logits, const int32_t *labels,
                            void *gradient, size_t *correct) {
  return DISPATCH(cross_entropy, classes, samples, logits, labels, gradient, correct);
}
void kernel_cross_entropy_gradient_tangent(kernel_precision precision, size_t classes, size_t samples, const void *logits,
                                           const void *logits_tangent, void *gradient_tangent) {
  DISPATCH(cross_entropy_gradient_tangent, classes, samples, logits, logits_tangent, gradient_tangent);
}
double kernel_half_squared_error(kernel_precision precision, size_t count, double scale, const void *output, const void *target,
                                 void *gradient) {
  return DISPATCH(half_squared_error, count, scale, output, target, gradient);
}
#else

static double NAMED(cross_entropy)(size_t classes, size_t samples, const REAL *logits, const int32_t *labels, REAL *gradient,
                                   size_t *correct) {
  double total = 0;
  size_t right = 0;
  for (size_t n = 0; n < samples; n++) {
    double largest = logits[n], sum = 0;
    size_t answer = 0;
    for (size_t k = 1; k < classes; k++)
      if (logits[k * samples + n] > largest) largest = logits[k * samples + n], answer = k;
    for (size_t k = 0; k < classes; k++) sum += exp((double)logits[k * samples + n] - largest);
    const size_t label = (size_t)labels[n];
    total += log(sum) + largest - (double)logits[label * samples + n];
    right += answer == label;
    if (gradient)
      for (size_t k = 0; k < classes; k++) {
        const double probability = exp((double)logits[k * samples + n] - largest) / sum;
        gradient[k * samples + n] = (REAL)((probability - (k == label)) / (double)samples);
      }
  }
  *correct = right;
  return total / (double)samples;
}

// R{p} = p (R{z} − Σ p R{z})
static void NAMED(cross_entropy_gradient_tangent)(size_t classes, size_t samples, const REAL *logits, const REAL *tangent, REAL *out) {
  for (size_t n = 0; n < samples; n++) {
    double largest = logits[n], sum = 0, along = 0;
    for (size_t k = 1; k < classes; k++)
      if (logits[k * samples + n] > largest) largest = logits[k * samples + n];
    for (size_t k = 0; k < classes; k++) {
      const double weight = exp((double)logits[k * samples + n] - largest);
      sum += weight, along += weight * tangent[k * samples + n];
    }
    for (size_t k = 0; k < classes; k++) {
      const double probability = exp((double)logits[k * samples + n] - largest) / sum;
      out[k * samples + n] = (REAL)(probability * (tangent[k * samples + n] - along / sum) / (double)samples);
    }
  }
}

CLONES static double NAMED(half_squared_error)(size_t count, double scale, const REAL *output, const REAL *target, REAL *gradient) {
  FAST double total = 0;
  const REAL factor = (REAL)scale;
  for (size_t start = 0; start < count; start += BLOCK) {
    const size_t end = MINIMUM(count, start + BLOCK);
    REAL sum = 0;
    for (size_t i = start; i < end; i++) {
      const REAL d = output[i] - target[i];
      sum += d * d;
    }
    if (gradient)
      for (size_t i = start; i < end; i++) gradient[i] = factor * (output[i] - target[i]);
    total += sum;
  }
  return 0.5 * scale * total;
}
#endif
