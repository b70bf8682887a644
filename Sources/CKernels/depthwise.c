// Convolution of every channel on its own, by one filter or several. A sample's plane is laid out with the zeros around it and split into phases, one
// for each remainder of a position by the stride, so that a tap is a shift of a phase, whatever the stride and the dilation:
//
//     phase[a, b][r][q] = x[r·stride + a − padding][q·stride + b − padding]
//     y[o][q] = bias + Σ_(i, j) weight[i][j] · phase[t mod stride, u mod stride][o + t / stride][q + u / stride],   (t, u) = (i, j)·dilation
//
// Outputs are laid out in rows as long as a phase's, so that a tap's products run over the whole plane in one loop; what they leave behind the end of a
// row is not used.
#ifndef REAL
#include <string.h>

#include "depthwise.h"
#include "taps.h"
#define SELF "depthwise.c"

typedef struct {
  // Phases down and across; the sides of one; values from an output's first to its last.
  kernel_pair phases, sides;
  size_t length, taps, multiplier;
} layout;

static layout layout_of(const kernel_convolution *s) {
  const kernel_pair reach = {(s->kernel.height - 1) * s->dilation.height, (s->kernel.width - 1) * s->dilation.width};
  layout l = {.taps = s->kernel.height * s->kernel.width, .multiplier = s->filters / s->channels};
  l.phases = (kernel_pair){MINIMUM(s->stride.height, reach.height + 1), MINIMUM(s->stride.width, reach.width + 1)};
  l.sides = (kernel_pair){s->output_height + reach.height / s->stride.height, s->output_width + reach.width / s->stride.width};
  l.length = (s->output_height - 1) * l.sides.width + s->output_width;
  return l;
}
static size_t phase_count(const layout *l) { return l->phases.height * l->phases.width * l->sides.height * l->sides.width; }

// Where the values of a tap begin.
ALWAYS size_t shift(const kernel_convolution *s, const layout *l, size_t tap) {
  const size_t t = tap / s->kernel.width * s->dilation.height, u = tap % s->kernel.width * s->dilation.width;
  const size_t phase = t % s->stride.height * l->phases.width + u % s->stride.width;
  return (phase * l->sides.height + t / s->stride.height) * l->sides.width + u / s->stride.width;
}

#include "precision.h"

int depthwise_suits(const kernel_convolution *s) { return s->groups > 1 && s->groups == s->channels; }

size_t depthwise_scratch(const kernel_convolution *s) {
  const layout l = layout_of(s);
  return phase_count(&l) + l.length;
}

void depthwise_forward(kernel_precision precision, const kernel_convolution *shape, const void *x, const void *weight, const void *bias,
                       void *scratch, void *y) {
  DISPATCH(depthwise_forward, shape, x, weight, bias, scratch, y);
}
void depthwise_backward_data(kernel_precision precision, const kernel_convolution *shape, const void *dy, const void *weight, void *scratch,
                             void *dx) {
  DISPATCH(depthwise_backward_data, shape, dy, weight, scratch, dx);
}
void depthwise_backward_weight(kernel_precision precision, const kernel_convolution *shape, const void *dy, const void *x, void *scratch,
                               void *dweight) {
  DISPATCH(depthwise_backward_weight, shape, dy, x, scratch, dweight);
}
#else

// Lays a plane out in phases; or, with `back`, takes the plane out of them, and zeros where no phase reaches.
ALWAYS void NAMED(split)(const kernel_convolution *s, const layout *l, REAL *plane, REAL *phases, int back) {
  const size_t side = l->sides.width;
  if (back) memset(plane, 0, s->height * s->width * sizeof(REAL));
  for (size_t a = 0; a < l->phases.height; a++)
    for (size_t b = 0; b < l->phases.width; b++) {
      size_t first, last;
      inside(b, s->stride.width, s->padding.width, s->width, side, &first, &last);
      for (size_t r = 0; r < l->sides.height; r++, phases += side) {
        const size_t line = r * s->stride.height + a;
        const int outside = line < s->padding.height || line >= s->height + s->padding.height;
        if (!back) memset(phases, 0, side * sizeof(REAL));
        if (outside || first == last) continue;
        REAL *row = plane + (line - s->padding.height) * s->width + first * s->stride.width + b - s->padding.width;
        if (back)
          for (size_t q = first; q < last; q++) row[(q - first) * s->stride.width] = phases[q];
        else if (s->stride.width == 1)
          for (size_t q = first; q < last; q++) phases[q] = row[q - first];
        else
          for (size_t q = first; q < last; q++) phases[q] = row[(q - first) * s->stride.width];
      }
    }
}

// The gradient of a plane of outputs in rows as long as a phase's, zeros between them.
ALWAYS void NAMED(spread)(const kernel_convolution *s, const layout *l, const REAL *dy, REAL *out) {
  memset(out, 0, l->length * sizeof(REAL));
  for (size_t o = 0; o < s->output_height; o++)
    memcpy(out + o * l->sides.width, dy + o * s->output_width, s->output_width * sizeof(REAL));
}

// y += w x
ALWAYS void NAMED(add)(size_t count, REAL w, const REAL *restrict x, REAL *restrict y) {
  for (size_t i = 0; i < count; i++) y[i] += w * x[i];
}

ALWAYS REAL NAMED(dot)(size_t count, const REAL *restrict x, const REAL *restrict y) {
  FAST REAL sum = 0;
  for (size_t i = 0; i < count; i++) sum += x[i] * y[i];
  return sum;
}

CLONES static void NAMED(depthwise_forward)(const kernel_convolution *s, const REAL *x, const REAL *weight, const REAL *bias, REAL *scratch,
                                            REAL *y) {
  const layout l = layout_of(s);
  const size_t plane = s->height * s->width, output = s->output_height * s->output_width;
  REAL *phases = scratch, *out = scratch + phase_count(&l);
  for (size_t i = 0; i < s->channels * s->samples; i++) {
    const size_t c = i / s->samples, n = i % s->samples;
    NAMED(split)(s, &l, (REAL *)x + i * plane, phases, 0);
    for (size_t f = c * l.multiplier; f < (c + 1) * l.multiplier; f++) {
      const REAL start = bias ? bias[f] : 0;
      for (size_t p = 0; p < l.length; p++) out[p] = start;
      for (size_t tap = 0; tap < l.taps; tap++) NAMED(add)(l.length, weight[f * l.taps + tap], phases + shift(s, &l, tap), out);
      REAL *to = y + (f * s->samples + n) * output;
      for (size_t o = 0; o < s->output_height; o++) memcpy(to + o * s->output_width, out + o * l.sides.width, s->output_width * sizeof(REAL));
    }
  }
}

CLONES static void NAMED(depthwise_backward_data)(const kernel_convolution *s, const REAL *dy, const REAL *weight, REAL *scratch, REAL *dx) {
  const layout l = layout_of(s);
  const size_t plane = s->height * s->width, output = s->output_height * s->output_width;
  REAL *phases = scratch, *out = scratch + phase_count(&l);
  for (size_t i = 0; i < s->channels * s->samples; i++) {
    const size_t c = i / s->samples, n = i % s->samples;
    memset(phases, 0, phase_count(&l) * sizeof(REAL));
    for (size_t f = c * l.multiplier; f < (c + 1) * l.multiplier; f++) {
      NAMED(spread)(s, &l, dy + (f * s->samples + n) * output, out);
      for (size_t tap = 0; tap < l.taps; tap++) NAMED(add)(l.length, weight[f * l.taps + tap], out, phases + shift(s, &l, tap));
    }
    NAMED(split)(s, &l, dx + i * plane, phases, 1);
  }
}

CLONES static void NAMED(depthwise_backward_weight)(const kernel_convolution *s, const REAL *dy, const REAL *x, REAL *scratch, REAL *dweight) {
  const layout l = layout_of(s);
  const size_t plane = s->height * s->width, output = s->output_height * s->output_width;
  REAL *phases = scratch, *out = scratch + phase_count(&l);
  memset(dweight, 0, s->filters * l.taps * sizeof(REAL));
  for (size_t i = 0; i < s->channels * s->samples; i++) {
    const size_t c = i / s->samples, n = i % s->samples;
    NAMED(split)(s, &l, (REAL *)x + i * plane, phases, 0);
    for (size_t f = c * l.multiplier; f < (c + 1) * l.multiplier; f++) {
      NAMED(spread)(s, &l, dy + (f * s->samples + n) * output, out);
      for (size_t tap = 0; tap < l.taps; tap++) dweight[f * l.taps + tap] += NAMED(dot)(l.length, phases + shift(s, &l, tap), out);
    }
  }
}
#endif
