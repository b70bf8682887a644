// Convolution by columns: every patch becomes a column of a matrix and the convolution one matrix product, a few samples at a time so that the
// columns stay in the cache. For any kernel, stride and padding, in both precisions.
#ifndef REAL
#include <string.h>

#include "products.h"
#define SELF "convolution.c"
// Scalars of columns at a time.
#define COLUMNS ((size_t)1 << 18)
static size_t depth_of(const kernel_convolution *s) { return s->channels * s->kernel * s->kernel; }
static size_t positions_of(const kernel_convolution *s) { return s->output_height * s->output_width; }
static size_t samples_at_once(const kernel_convolution *s) {
  const size_t fit = COLUMNS / (depth_of(s) * positions_of(s));
  return fit < 1 ? 1 : (fit < s->samples ? fit : s->samples);
}

#include "precision.h"

size_t kernel_convolution_scratch(const kernel_convolution *s) { return depth_of(s) * positions_of(s) * samples_at_once(s); }

void kernel_convolution_forward(kernel_precision precision, const kernel_convolution *shape, const void *x, const void *weight, const void *bias,
                                void *scratch, void *y) {
  DISPATCH(convolution_forward, shape, x, weight, bias, scratch, y);
}
void kernel_convolution_backward_data(kernel_precision precision, const kernel_convolution *shape, const void *dy, const void *weight,
                                      void *scratch, void *dx) {
  DISPATCH(convolution_backward_data, shape, dy, weight, scratch, dx);
}
void kernel_convolution_backward_weight(kernel_precision precision, const kernel_convolution *shape, const void *dy, const void *x,
                                        void *scratch, void *dweight) {
  DISPATCH(convolution_backward_weight, shape, dy, x, scratch, dweight);
}
#else

// The range of output columns whose input column at tap k lies inside the image.
static inline void NAMED(inside)(const kernel_convolution *s, size_t tap, size_t *first, size_t *last) {
  const size_t w = s->width, p = s->padding, stride = s->stride;
  *first = tap >= p ? 0 : (p - tap + stride - 1) / stride;
  // output o reads o·stride + tap − p < w
  const size_t limit = w + p > tap ? (w + p - tap - 1) / stride + 1 : 0;
  *last = MINIMUM(limit, s->output_width);
  if (*first > *last) *first = *last;
}

// columns[(c, i, j)][(n, oh, ow)] of `samples` examples from `start`; or, with `add`, the transpose: adds columns back to the image.
static void NAMED(columns)(const kernel_convolution *s, size_t start, size_t samples, REAL *image, REAL *columns, int add) {
  const size_t plane = s->height * s->width, count = samples * positions_of(s);
  for (size_t c = 0; c < s->channels; c++)
    for (size_t i = 0; i < s->kernel; i++)
      for (size_t j = 0; j < s->kernel; j++) {
        REAL *row = columns + ((c * s->kernel + i) * s->kernel + j) * count;
        size_t first, last;
        NAMED(inside)(s, j, &first, &last);
        for (size_t n = 0; n < samples; n++) {
          REAL *source = image + (c * s->samples + start + n) * plane;
          for (size_t o = 0; o < s->output_height; o++, row += s->output_width) {
            const size_t line = o * s->stride + i;
            const int outside = line < s->padding || line >= s->height + s->padding;
            if (outside && add) continue;
            if (outside) {
              memset(row, 0, s->output_width * sizeof(REAL));
              continue;
            }
            // Tap j of output column q reads input column q·stride + j − padding.
            REAL *in = source + (line - s->padding) * s->width;
            const size_t offset = first * s->stride + j - s->padding;
            if (add) {
              for (size_t q = first; q < last; q++) in[offset + (q - first) * s->stride] += row[q];
            } else {
              for (size_t q = 0; q < first; q++) row[q] = 0;
              if (s->stride == 1)
                for (size_t q = first; q < last; q++) row[q] = in[offset + q - first];
              else
                for (size_t q = first; q < last; q++) row[q] = in[offset + (q - first) * s->stride];
              for (size_t q = last; q < s->output_width; q++) row[q] = 0;
            }
          }
        }
      }
}

static void NAMED(convolution_forward)(const kernel_convolution *s, const REAL *x, const REAL *weight, const REAL *bias, REAL *scratch,
                                       REAL *y) {
  const size_t step = samples_at_once(s), positions = positions_of(s), depth = depth_of(s), row = s->samples * positions;
  for (size_t start = 0; start < s->samples; start += step) {
    const size_t samples = MINIMUM(step, s->samples - start), count = samples * positions;
    NAMED(columns)(s, start, samples, (REAL *)x, scratch, 0);
    if (bias)
      for (size_t o = 0; o < s->filters; o++)
        for (size_t i = 0; i < count; i++) y[o * row + start * positions + i] = bias[o];
    NAMED(product)(&(product_shape){0, 0, bias != NULL, s->filters, count, depth, depth, count, row}, weight, scratch, y + start * positions);
  }
}

static void NAMED(convolution_backward_data)(const kernel_convolution *s, const REAL *dy, const REAL *weight, REAL *scratch, REAL *dx) {
  const size_t step = samples_at_once(s), positions = positions_of(s), depth = depth_of(s), row = s->samples * positions;
  memset(dx, 0, s->channels * s->samples * s->height * s->width * sizeof(REAL));
  for (size_t start = 0; start < s->samples; start += step) {
    const size_t samples = MINIMUM(step, s->samples - start), count = samples * positions;
    NAMED(product)(&(product_shape){1, 0, 0, depth, count, s->filters, depth, row, count}, weight, dy + start * positions, scratch);
    NAMED(columns)(s, start, samples, dx, scratch, 1);
  }
}

static void NAMED(convolution_backward_weight)(const kernel_convolution *s, const REAL *dy, const REAL *x, REAL *scratch, REAL *dweight) {
  const size_t step = samples_at_once(s), positions = positions_of(s), depth = depth_of(s), row = s->samples * positions;
  for (size_t start = 0; start < s->samples; start += step) {
    const size_t samples = MINIMUM(step, s->samples - start), count = samples * positions;
    NAMED(columns)(s, start, samples, (REAL *)x, scratch, 0);
    NAMED(product)(&(product_shape){0, 1, start > 0, s->filters, depth, count, row, count, depth}, dy + start * positions, scratch, dweight);
  }
}
#endif
