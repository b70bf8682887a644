// Convolution by columns: every patch becomes a column of a matrix and the convolution one matrix product, a few samples at a time so that the
// columns stay in the cache, one group of channels and filters after the other. For any kernel, stride, padding and dilation, in both precisions.
#ifndef REAL
#include <string.h>

#include "depthwise.h"
#include "products.h"
#include "taps.h"
#define SELF "convolution.c"
// Scalars of columns at a time.
#define COLUMNS ((size_t)1 << 18)
// Of one group: channels, filters, and the products in one output.
static size_t channels_of(const kernel_convolution *s) { return s->channels / s->groups; }
static size_t filters_of(const kernel_convolution *s) { return s->filters / s->groups; }
static size_t depth_of(const kernel_convolution *s) { return channels_of(s) * s->kernel.height * s->kernel.width; }
static size_t positions_of(const kernel_convolution *s) { return s->output_height * s->output_width; }
static size_t samples_at_once(const kernel_convolution *s) {
  const size_t fit = COLUMNS / (depth_of(s) * positions_of(s));
  return fit < 1 ? 1 : (fit < s->samples ? fit : s->samples);
}

#include "precision.h"

size_t kernel_convolution_scratch(const kernel_convolution *s) {
  return depthwise_suits(s) ? depthwise_scratch(s) : depth_of(s) * positions_of(s) * samples_at_once(s);
}

void kernel_convolution_forward(kernel_precision precision, const kernel_convolution *shape, size_t first, size_t last, const void *x,
                                const void *weight, const void *bias, void *scratch, void *y) {
  if (depthwise_suits(shape))
    depthwise_forward(precision, shape, x, weight, bias, scratch, y);
  else
    DISPATCH(convolution_forward, shape, first, last, x, weight, bias, scratch, y);
}
void kernel_convolution_backward_data(kernel_precision precision, const kernel_convolution *shape, size_t first, size_t last, const void *dy,
                                      const void *weight, void *scratch, void *dx) {
  if (depthwise_suits(shape))
    depthwise_backward_data(precision, shape, dy, weight, scratch, dx);
  else
    DISPATCH(convolution_backward_data, shape, first, last, dy, weight, scratch, dx);
}
void kernel_convolution_backward_weight(kernel_precision precision, const kernel_convolution *shape, const void *dy, const void *x,
                                        void *scratch, void *dweight) {
  if (depthwise_suits(shape))
    depthwise_backward_weight(precision, shape, dy, x, scratch, dweight);
  else
    DISPATCH(convolution_backward_weight, shape, dy, x, scratch, dweight);
}
#else

#include "rows.h"

// columns[(c, i, j)][(n, oh, ow)] of `samples` examples from `start` of a group's channels; or, with `add`, the transpose: adds columns back to the image.
CLONES static void NAMED(columns)(const kernel_convolution *s, size_t start, size_t samples, REAL *image, REAL *columns, int add) {
  const size_t plane = s->height * s->width, count = samples * positions_of(s), stride = s->stride.width;
  for (size_t c = 0; c < channels_of(s); c++)
    for (size_t i = 0; i < s->kernel.height; i++)
      for (size_t j = 0; j < s->kernel.width; j++) {
        REAL *row = columns + ((c * s->kernel.height + i) * s->kernel.width + j) * count;
        const size_t across = j * s->dilation.width;
        size_t first, last;
        inside(across, stride, s->padding.width, s->width, s->output_width, &first, &last);
        for (size_t n = 0; n < samples; n++) {
          REAL *source = image + (c * s->samples + start + n) * plane;
          for (size_t o = 0; o < s->output_height; o++, row += s->output_width) {
            const size_t line = o * s->stride.height + i * s->dilation.height;
            const int outside = line < s->padding.height || line >= s->height + s->padding.height;
            if (outside && add) continue;
            if (outside) {
              memset(row, 0, s->output_width * sizeof(REAL));
              continue;
            }
            // Tap j of output column q reads input column q·stride + j·dilation − padding.
            REAL *in = source + (line - s->padding.height) * s->width;
            const size_t offset = first * stride + across - s->padding.width;
            if (add) {
              NAMED(give_row)(last - first, stride, row + first, in + offset);
            } else {
              for (size_t q = 0; q < first; q++) row[q] = 0;
              NAMED(take_row)(last - first, stride, in + offset, row + first);
              for (size_t q = last; q < s->output_width; q++) row[q] = 0;
            }
          }
        }
      }
}

// Where a group's part of images, weights and outputs begins.
#define GROUP_IMAGE(g) ((g) * channels_of(s) * s->samples * s->height * s->width)
#define GROUP_WEIGHT(g) ((g) * filters * depth)
#define GROUP_OUTPUT(g) ((g) * filters * row + start * positions)

static void NAMED(convolution_forward)(const kernel_convolution *s, size_t first, size_t last, const REAL *x, const REAL *weight,
                                       const REAL *bias, REAL *scratch, REAL *y) {
  const size_t step = samples_at_once(s), positions = positions_of(s), depth = depth_of(s), row = s->samples * positions;
  const size_t filters = filters_of(s);
  for (size_t start = first; start < last; start += step)
    for (size_t g = 0; g < s->groups; g++) {
      const size_t samples = MINIMUM(step, last - start), count = samples * positions;
      REAL *out = y + GROUP_OUTPUT(g);
      NAMED(columns)(s, start, samples, (REAL *)x + GROUP_IMAGE(g), scratch, 0);
      if (bias)
        for (size_t o = 0; o < filters; o++)
          for (size_t i = 0; i < count; i++) out[o * row + i] = bias[g * filters + o];
      NAMED(product)(&(product_shape){0, 0, bias != NULL, filters, count, depth, depth, count, row}, weight + GROUP_WEIGHT(g), scratch, out);
    }
}

static void NAMED(convolution_backward_data)(const kernel_convolution *s, size_t first, size_t last, const REAL *dy, const REAL *weight,
                                             REAL *scratch, REAL *dx) {
  const size_t step = samples_at_once(s), positions = positions_of(s), depth = depth_of(s), row = s->samples * positions;
  const size_t filters = filters_of(s);
  const size_t plane = s->height * s->width;
  for (size_t c = 0; c < s->channels; c++) memset(dx + (c * s->samples + first) * plane, 0, (last - first) * plane * sizeof(REAL));
  for (size_t start = first; start < last; start += step)
    for (size_t g = 0; g < s->groups; g++) {
      const size_t samples = MINIMUM(step, last - start), count = samples * positions;
      NAMED(product)(&(product_shape){1, 0, 0, depth, count, filters, depth, row, count}, weight + GROUP_WEIGHT(g), dy + GROUP_OUTPUT(g), scratch);
      NAMED(columns)(s, start, samples, dx + GROUP_IMAGE(g), scratch, 1);
    }
}

static void NAMED(convolution_backward_weight)(const kernel_convolution *s, const REAL *dy, const REAL *x, REAL *scratch, REAL *dweight) {
  const size_t step = samples_at_once(s), positions = positions_of(s), depth = depth_of(s), row = s->samples * positions;
  const size_t filters = filters_of(s);
  for (size_t start = 0; start < s->samples; start += step)
    for (size_t g = 0; g < s->groups; g++) {
      const size_t samples = MINIMUM(step, s->samples - start), count = samples * positions;
      NAMED(columns)(s, start, samples, (REAL *)x + GROUP_IMAGE(g), scratch, 0);
      NAMED(product)(&(product_shape){0, 1, start > 0, filters, depth, count, row, count, depth}, dy + GROUP_OUTPUT(g), scratch,
                     dweight + GROUP_WEIGHT(g));
    }
}
#undef GROUP_IMAGE
#undef GROUP_WEIGHT
#undef GROUP_OUTPUT
#endif
