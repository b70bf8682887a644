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
void kernel_pool_tangent(kernel_precision precision, kernel_pooling kind, const kernel_window *window, size_t planes, const void *x,
                         const void *x_tangent, void *y_tangent) {
  DISPATCH(pool_tangent, kind, window, planes, x, x_tangent, y_tangent);
}
#else

// Four values, and the sorting of two vectors of pairs.
#define PAIRS 4
#define LINE NAMED(line)
#define EVEN(x, y) __builtin_shufflevector(x, y, 0, 2, 4, 6)
#define ODD(x, y) __builtin_shufflevector(x, y, 1, 3, 5, 7)
#define FRONT(x, y) __builtin_shufflevector(x, y, 0, 4, 1, 5)
#define BACK(x, y) __builtin_shufflevector(x, y, 2, 6, 3, 7)
typedef REAL LINE __attribute__((vector_size(4 * sizeof(REAL)), aligned(sizeof(REAL))));
typedef __typeof__((LINE){0} > (LINE){0}) NAMED(choice);
#define SELECT(condition, x, y) ((LINE)(((condition) & (NAMED(choice))(x)) | (~(condition) & (NAMED(choice))(y))))

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
      size_t o = 0;
      for (; o + PAIRS <= half; o += PAIRS) {
        const LINE a0 = *(const LINE *)(a + 2 * o), a1 = *(const LINE *)(a + 2 * o + PAIRS), b0 = *(const LINE *)(b + 2 * o),
                   b1 = *(const LINE *)(b + 2 * o + PAIRS);
        const LINE p = EVEN(a0, a1), q = ODD(a0, a1), s = EVEN(b0, b1), t = ODD(b0, b1);
        LINE v = SELECT((q > p) | (q != q), q, p);
        v = SELECT((s > v) | (s != s), s, v);
        v = SELECT((t > v) | (t != t), t, v);
        *(LINE *)(y + r * half + o) = v;
      }
      for (; o < half; o++) {
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
      size_t o = 0;
      // Vectors of pairs: even and odd columns apart, the same choices, and together again.
      for (; o + PAIRS <= half; o += PAIRS) {
        const LINE a0 = *(const LINE *)(a + 2 * o), a1 = *(const LINE *)(a + 2 * o + PAIRS), b0 = *(const LINE *)(b + 2 * o),
                   b1 = *(const LINE *)(b + 2 * o + PAIRS), g = *(const LINE *)(dy + r * half + o), zero = {0};
        const LINE p = EVEN(a0, a1), q = ODD(a0, a1), s = EVEN(b0, b1), t = ODD(b0, b1);
        const LINE top = SELECT(q > p, q, p), bottom = SELECT(t > s, t, s);
        const LINE upper = SELECT(bottom > top, zero, g), lower = SELECT(bottom > top, g, zero);
        const LINE first = SELECT(q > p, zero, upper), second = SELECT(q > p, upper, zero);
        const LINE third = SELECT(t > s, zero, lower), fourth = SELECT(t > s, lower, zero);
        *(LINE *)(da + 2 * o) = FRONT(first, second), *(LINE *)(da + 2 * o + PAIRS) = BACK(first, second);
        *(LINE *)(db + 2 * o) = FRONT(third, fourth), *(LINE *)(db + 2 * o + PAIRS) = BACK(third, fourth);
      }
      for (; o < half; o++) {
        const REAL g = dy[r * half + o], p = a[2 * o], q = a[2 * o + 1], s = b[2 * o], t = b[2 * o + 1];
        const REAL top = q > p ? q : p, bottom = t > s ? t : s;
        const REAL upper = bottom > top ? 0 : g, lower = bottom > top ? g : 0;
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

static void NAMED(pool_tangent)(kernel_pooling kind, const kernel_window *w, size_t planes, const REAL *x, const REAL *tx, REAL *ty) {
  if (kind == KERNEL_AVERAGE) {
    NAMED(pool_forward)(kind, w, planes, tx, ty);
    return;
  }
  for (size_t p = 0; p < planes; p++, x += w->height * w->width, tx += w->height * w->width)
    for (size_t i = 0; i < w->output_height; i++)
      for (size_t j = 0; j < w->output_width; j++) {
        const size_t corner = i * w->stride * w->width + j * w->stride;
        *ty++ = tx[corner + NAMED(largest)(x + corner, w->width, w->size)];
      }
}
#undef SELECT
#endif
