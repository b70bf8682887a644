// Pooling of planes [planes][height][width] over windows.
#ifndef REAL
#include <string.h>

#include "dialect.h"
#define SELF "pooling.c"

// Windows of 2 × 2 that tile the image: rows pair up, whatever the plane.
static int tiles_by_two(const kernel_window *w) {
  return w->size.height == 2 && w->size.width == 2 && w->stride.height == 2 && w->stride.width == 2 && w->padding.height == 0 &&
         w->padding.width == 0 && w->width % 2 == 0 && w->height % 2 == 0;
}

// The part of a window that lies inside the image, one way. The padding is too narrow for it to be empty.
typedef struct {
  size_t first, count;
} part;
ALWAYS part part_of(size_t output, size_t stride, size_t size, size_t padding, size_t side) {
  if (padding == 0) return (part){output * stride, size};
  const size_t start = output * stride, first = start < padding ? 0 : start - padding;
  return (part){first, MINIMUM(start + size - padding, side) - first};
}
#define ROWS(w, i) part_of(i, (w)->stride.height, (w)->size.height, (w)->padding.height, (w)->height)
#define COLUMNS(w, j) part_of(j, (w)->stride.width, (w)->size.width, (w)->padding.width, (w)->width)

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

// Where the first largest value of a window is, or the last that is not a number: as PyTorch chooses.
ALWAYS size_t NAMED(largest)(const REAL *x, part rows, part columns, size_t width) {
  size_t best = rows.first * width + columns.first;
  REAL value = x[best];
  for (size_t k = 0; k < rows.count; k++)
    for (size_t l = 0; l < columns.count; l++) {
      const size_t at = (rows.first + k) * width + columns.first + l;
      if (x[at] > value || x[at] != x[at]) value = x[at], best = at;
    }
  return best;
}

CLONES static void NAMED(pool_forward)(kernel_pooling kind, const kernel_window *w, size_t planes, const REAL *x, REAL *y) {
  if (kind == KERNEL_MAXIMUM && tiles_by_two(w)) {
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
  const REAL share = (REAL)(1.0 / (double)(w->size.height * w->size.width));
  for (size_t p = 0; p < planes; p++, x += w->height * w->width)
    for (size_t i = 0; i < w->output_height; i++) {
      const part rows = ROWS(w, i);
      for (size_t j = 0; j < w->output_width; j++) {
        const part columns = COLUMNS(w, j);
        if (kind == KERNEL_MAXIMUM) {
          *y++ = x[NAMED(largest)(x, rows, columns, w->width)];
          continue;
        }
        const REAL *corner = x + rows.first * w->width + columns.first;
        REAL sum = 0;
        for (size_t k = 0; k < rows.count; k++)
          for (size_t l = 0; l < columns.count; l++) sum += corner[k * w->width + l];
        *y++ = sum * share;
      }
    }
}

// Rows and columns of a square of four vectors, changed over.
ALWAYS void NAMED(turn_square)(const LINE *z, LINE *o) {
  const LINE a = FRONT(z[0], z[2]), b = FRONT(z[1], z[3]), c = BACK(z[0], z[2]), d = BACK(z[1], z[3]);
  o[0] = FRONT(a, b), o[1] = BACK(a, b), o[2] = FRONT(c, d), o[3] = BACK(c, d);
}
// The four values p q / s t of each of four windows, in images of two columns or of four: windows that fill a vector lie in several pairs of rows.
ALWAYS void NAMED(windows_of)(size_t half, const REAL *x, LINE *values) {
  LINE z[4];
  for (size_t i = 0; i < 4; i++) z[i] = *(const LINE *)(x + 4 * i);
  if (half == 1)
    NAMED(turn_square)(z, values);
  else
    values[0] = EVEN(z[0], z[2]), values[1] = ODD(z[0], z[2]), values[2] = EVEN(z[1], z[3]), values[3] = ODD(z[1], z[3]);
}
// What of a window's gradient goes to each of four values.
ALWAYS void NAMED(maximum_gradient)(const LINE *v, const REAL *dy, LINE *d) {
  const LINE g = *(const LINE *)dy, zero = {0}, top = SELECT(v[1] > v[0], v[1], v[0]), bottom = SELECT(v[3] > v[2], v[3], v[2]);
  const LINE upper = SELECT(bottom > top, zero, g), lower = SELECT(bottom > top, g, zero);
  d[0] = SELECT(v[1] > v[0], zero, upper), d[1] = SELECT(v[1] > v[0], upper, zero);
  d[2] = SELECT(v[3] > v[2], zero, lower), d[3] = SELECT(v[3] > v[2], lower, zero);
}

CLONES static void NAMED(pool_backward)(kernel_pooling kind, const kernel_window *w, size_t planes, const REAL *x, const REAL *dy, REAL *dx) {
  if (kind == KERNEL_MAXIMUM && tiles_by_two(w)) {
    const size_t half = w->width / 2, rows = planes * w->height / 2;
    const size_t narrow = half <= 2 ? rows * half / 4 : 0;
    for (size_t k = 0; k < narrow; k++) {
      LINE v[4], d[4], z[4];
      NAMED(windows_of)(half, x + 16 * k, v);
      NAMED(maximum_gradient)(v, dy + 4 * k, d);
      if (half == 1)
        NAMED(turn_square)(d, z);
      else
        z[0] = FRONT(d[0], d[1]), z[1] = FRONT(d[2], d[3]), z[2] = BACK(d[0], d[1]), z[3] = BACK(d[2], d[3]);
      for (size_t i = 0; i < 4; i++) *(LINE *)(dx + 16 * k + 4 * i) = z[i];
    }
    for (size_t r = narrow * 4 / half; r < rows; r++) {
      const REAL *a = x + 2 * r * w->width, *b = a + w->width;
      REAL *da = dx + 2 * r * w->width, *db = da + w->width;
      size_t o = 0;
      // Vectors of pairs: even and odd columns apart, the same choices, and together again.
      for (; o + PAIRS <= half; o += PAIRS) {
        const LINE a0 = *(const LINE *)(a + 2 * o), a1 = *(const LINE *)(a + 2 * o + PAIRS), b0 = *(const LINE *)(b + 2 * o),
                   b1 = *(const LINE *)(b + 2 * o + PAIRS), v[4] = {EVEN(a0, a1), ODD(a0, a1), EVEN(b0, b1), ODD(b0, b1)};
        LINE d[4];
        NAMED(maximum_gradient)(v, dy + r * half + o, d);
        *(LINE *)(da + 2 * o) = FRONT(d[0], d[1]), *(LINE *)(da + 2 * o + PAIRS) = BACK(d[0], d[1]);
        *(LINE *)(db + 2 * o) = FRONT(d[2], d[3]), *(LINE *)(db + 2 * o + PAIRS) = BACK(d[2], d[3]);
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
  const REAL share = (REAL)(1.0 / (double)(w->size.height * w->size.width));
  for (size_t p = 0; p < planes; p++, x += w->height * w->width, dx += w->height * w->width)
    for (size_t i = 0; i < w->output_height; i++) {
      const part rows = ROWS(w, i);
      for (size_t j = 0; j < w->output_width; j++, dy++) {
        const part columns = COLUMNS(w, j);
        if (kind == KERNEL_MAXIMUM) {
          dx[NAMED(largest)(x, rows, columns, w->width)] += *dy;
          continue;
        }
        REAL *corner = dx + rows.first * w->width + columns.first;
        for (size_t k = 0; k < rows.count; k++)
          for (size_t l = 0; l < columns.count; l++) corner[k * w->width + l] += *dy * share;
      }
    }
}

// The tangent of the largest of four values.
ALWAYS void NAMED(maximum_tangent)(const LINE *v, const LINE *tangents, REAL *ty) {
  const LINE top = SELECT(v[1] > v[0], v[1], v[0]), bottom = SELECT(v[3] > v[2], v[3], v[2]);
  const LINE above = SELECT(v[1] > v[0], tangents[1], tangents[0]), below = SELECT(v[3] > v[2], tangents[3], tangents[2]);
  *(LINE *)ty = SELECT(bottom > top, below, above);
}

CLONES static void NAMED(pool_tangent)(kernel_pooling kind, const kernel_window *w, size_t planes, const REAL *x, const REAL *tx, REAL *ty) {
  if (kind == KERNEL_AVERAGE) {
    NAMED(pool_forward)(kind, w, planes, tx, ty);
    return;
  }
  if (tiles_by_two(w)) {
    const size_t half = w->width / 2, rows = planes * w->height / 2;
    const size_t narrow = half <= 2 ? rows * half / 4 : 0;
    for (size_t k = 0; k < narrow; k++) {
      LINE v[4], tangents[4];
      NAMED(windows_of)(half, x + 16 * k, v), NAMED(windows_of)(half, tx + 16 * k, tangents);
      NAMED(maximum_tangent)(v, tangents, ty + 4 * k);
    }
    for (size_t r = narrow * 4 / half; r < rows; r++) {
      const REAL *a = x + 2 * r * w->width, *b = a + w->width, *ta = tx + 2 * r * w->width, *tb = ta + w->width;
      size_t o = 0;
      for (; o + PAIRS <= half; o += PAIRS) {
        const LINE a0 = *(const LINE *)(a + 2 * o), a1 = *(const LINE *)(a + 2 * o + PAIRS), b0 = *(const LINE *)(b + 2 * o),
                   b1 = *(const LINE *)(b + 2 * o + PAIRS);
        const LINE ta0 = *(const LINE *)(ta + 2 * o), ta1 = *(const LINE *)(ta + 2 * o + PAIRS), tb0 = *(const LINE *)(tb + 2 * o),
                   tb1 = *(const LINE *)(tb + 2 * o + PAIRS);
        const LINE v[4] = {EVEN(a0, a1), ODD(a0, a1), EVEN(b0, b1), ODD(b0, b1)};
        const LINE tangents[4] = {EVEN(ta0, ta1), ODD(ta0, ta1), EVEN(tb0, tb1), ODD(tb0, tb1)};
        NAMED(maximum_tangent)(v, tangents, ty + r * half + o);
      }
      for (; o < half; o++) {
        const int right = a[2 * o + 1] > a[2 * o], lower_right = b[2 * o + 1] > b[2 * o];
        ty[r * half + o] = b[2 * o + lower_right] > a[2 * o + right] ? tb[2 * o + lower_right] : ta[2 * o + right];
      }
    }
    return;
  }
  for (size_t p = 0; p < planes; p++, x += w->height * w->width, tx += w->height * w->width)
    for (size_t i = 0; i < w->output_height; i++)
      for (size_t j = 0; j < w->output_width; j++) *ty++ = tx[NAMED(largest)(x, ROWS(w, i), COLUMNS(w, j), w->width)];
}
#undef SELECT
#endif
