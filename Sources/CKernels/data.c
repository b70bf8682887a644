#ifndef REAL
#define SELF "data.c"
#include "precision.h"

void kernel_gather_images(kernel_precision precision, const kernel_placement *placement, size_t samples, const uint8_t *images,
                          const int32_t *indices, double scale, double offset, void *out) {
  DISPATCH(gather_images, placement, samples, images, indices, scale, offset, out);
}
void kernel_move_image(kernel_precision precision, const kernel_move *move, void *image) { DISPATCH(move_image, move, image); }
void kernel_gather_rows(kernel_precision precision, size_t features, size_t samples, const double *rows, const int32_t *indices,
                        void *out) {
  DISPATCH(gather_rows, features, samples, rows, indices, out);
}
void kernel_to_doubles(kernel_precision precision, size_t count, const void *x, double *out) { DISPATCH(to_doubles, count, x, out); }
#else

static void NAMED(to_doubles)(size_t count, const REAL *x, double *out) {
  for (size_t i = 0; i < count; i++) out[i] = x[i];
}

static void NAMED(gather_images)(const kernel_placement *p, size_t samples, const uint8_t *images, const int32_t *indices, double scale,
                                 double offset, REAL *out) {
  REAL value[256];
  for (int byte = 0; byte < 256; byte++) value[byte] = (REAL)(scale * byte + offset);
  const size_t top = (p->output_height - p->height) / 2, left = (p->output_width - p->width) / 2;
  for (size_t n = 0; n < samples; n++) {
    const uint8_t *image = images + ((size_t)indices[n] * p->channels + p->channel) * p->height * p->width;
    if (p->output_height > p->height || p->output_width > p->width)
      for (size_t i = 0; i < p->output_height * p->output_width; i++) out[i] = value[0];
    for (size_t h = 0; h < p->height; h++)
      for (size_t w = 0; w < p->width; w++) out[(h + top) * p->output_width + left + w] = value[*image++];
    out += p->output_height * p->output_width;
  }
}

static void NAMED(move_image)(const kernel_move *m, REAL *image) {
  const ptrdiff_t height = (ptrdiff_t)m->height, width = (ptrdiff_t)m->width;
  if (m->mirrored)
    for (ptrdiff_t h = 0; h < height; h++)
      for (ptrdiff_t w = 0; w < width / 2; w++) {
        REAL *a = image + h * width + w, *b = image + h * width + width - 1 - w, kept = *a;
        *a = *b, *b = kept;
      }
  // Towards the side that pixels come from, so that none is overwritten before it is read.
  const ptrdiff_t down = m->down, right = m->right;
  for (ptrdiff_t i = 0; i < height; i++) {
    const ptrdiff_t h = down > 0 ? height - 1 - i : i, from = h - down;
    for (ptrdiff_t j = 0; j < width; j++) {
      const ptrdiff_t w = right > 0 ? width - 1 - j : j, source = w - right;
      const int inside = from >= 0 && from < height && source >= 0 && source < width;
      image[h * width + w] = inside ? image[from * width + source] : 0;
    }
  }
}

static void NAMED(gather_rows)(size_t features, size_t samples, const double *rows, const int32_t *indices, REAL *out) {
  for (size_t f = 0; f < features; f++)
    for (size_t n = 0; n < samples; n++) *out++ = (REAL)rows[(size_t)indices[n] * features + f];
}
#endif
