// Pooling of planes [planes][height][width] over square windows without padding.
#ifndef REAL
#include <string.h>
#define SELF "pooling.c"
#include "precision.h"

void kernel_pool_forward(kernel_precision precision, kernel_pooling kind, const kernel_window *window, size_t planes, const void *x, void *y) {
  DISPATCH(pool_forward, kind, window, planes, x, y);
}
void kernel_pool_backward(kernel_precision precision, kernel_pooling kind, const kernel_window *window, size_t planes, const void *x,
                          const void *dy, void *dx) {
  DISPATCH(pool_backward, kind, window, planes, x, dy, dx);
}
#else

// The first largest value of a window, or the last that is not a number: as PyTorch chooses.
static inline size_t NAMED(largest)(const REAL *corner, size_t width, size_t size) {
  size_t best = 0;
  REAL value = corner[0];
  for (size_t i = 0; i < size; i++)
    for (size_t j = 0; j < size; j++) {
      const REAL v = corner[i * width + j];
      if (v > value || v != v) value = v, best = i * width + j;
    }
  return best;
}

CLONES static void NAMED(pool_forward)(kernel_pooling kind, const kernel_window *w, size_t planes, const REAL *x, REAL *y) {
  if (kind == KERNEL_MAXIMUM && w->size == 2 && w->stride == 2 && w->width % 2 == 0 && w->height % 2 == 0) {
    // Windows that tile the image: rows pair up, whatever the plane.
    const size_t half = w->width / 2, rows = planes * w->height / 2;
    for (size_t r = 0; r < rows; r++) {
      const REAL *a = x + 2 * r * w->width, *b = a + w->width;
      for (size_t o = 0; o < half; o++) {
        // A value that is not a number is taken, and kept.
        REAL v = a[2 * o];
        v = a[2 * o + 1] > v || a[2 * o + 1] != a[2 * o + 1] ? a[2 * o + 1] : v;
        v = b[2 * o] > v || b[2 * o] != b[2 * o] ? b[2 * o] : v;
        v = b[2 * o + 1] > v || b[2 * o + 1] != b[2 * o + 1] ? b[2 * o + 1] : v;
        y[r * half + o] = v;
      }
    }
    return;
  }
  const REAL share = (REAL)(1.0 / (double)(w->size * w->size));
  for (size_t p = 0; p < planes; p++, x += w->height * w->width)
    for (size_t i = 0; i < w->output_height; i++)
      for (size_t j = 0; j < w->output_width; j++) {
        const REAL *corner = x + i * w->stride * w->width + j * w->stride;
        if (kind == KERNEL_MAXIMUM) {
          *y++ = corner[NAMED(largest)(corner, w->width, w->size)];
          continue;
        }
        REAL sum = 0;
        for (size_t k = 0; k < w->size; k++)
          for (size_t l = 0; l < w->size; l++) sum += corner[k * w->width + l];
        *y++ = sum * share;
      }
}

CLONES static void NAMED(pool_backward)(kernel_pooling kind, const kernel_window *w, size_t planes, const REAL *x, const REAL *dy, REAL *dx) {
  if (kind == KERNEL_MAXIMUM && w->size == 2 && w->stride == 2 && w->width % 2 == 0 && w->height % 2 == 0) {
    const size_t half = w->width / 2, rows = planes * w->height / 2;
    for (size_t r = 0; r < rows; r++) {
      const REAL *a = x + 2 * r * w->width, *b = a + w->width;
      REAL *da = dx + 2 * r * w->width, *db = da + w->width;
      for (size_t o = 0; o < half; o++) {
        const REAL g = dy[r * half + o], p = a[2 * o], q = a[2 * o + 1], s = b[2 * o], t = b[2 * o + 1];
        const REAL top = q > p ? q : p, bottom = t > s ? t : s;
        const REAL upper = bottom > top ? 0 : g, lower = g - upper;
        da[2 * o] = q > p ? 0 : upper;
        da[2 * o + 1] = q > p ? upper : 0;
        db[2 * o] = t > s ? 0 : lower;
        db[2 * o + 1] = t > s ? lower : 0;
      }
    }
    return;
  }
  memset(dx, 0, planes * w->height * w->width * sizeof(REAL));
  const REAL share = (REAL)(1.0 / (double)(w->size * w->size));
  for (size_t p = 0; p < planes; p++, x += w->height * w->width, dx += w->height * w->width)
    for (size_t i = 0; i < w->output_height; i++)
      for (size_t j = 0; j < w->output_width; j++, dy++) {
        const size_t corner = i * w->stride * w->width + j * w->stride;
        if (kind == KERNEL_MAXIMUM) {
          dx[corner + NAMED(largest)(x + corner, w->width, w->size)] += *dy;
          continue;
        }
        for (size_t k = 0; k < w->size; k++)
          for (size_t l = 0; l < w->size; l++) dx[corner + k * w->width + l] += *dy * share;
      }
}
#endif
