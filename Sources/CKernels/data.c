#ifndef REAL
#define SELF "data.c"
#include "precision.h"

void kernel_gather_images(kernel_precision precision, size_t channels, size_t positions, size_t samples, const uint8_t *images,
                          const int32_t *indices, double scale, double offset, void *out) {
  DISPATCH(gather_images, channels, positions, samples, images, indices, scale, offset, out);
}
void kernel_gather_rows(kernel_precision precision, size_t features, size_t samples, const double *rows, const int32_t *indices,
                        void *out) {
  DISPATCH(gather_rows, features, samples, rows, indices, out);
}
#else

static void NAMED(gather_images)(size_t channels, size_t positions, size_t samples, const uint8_t *images, const int32_t *indices,
                                 double scale, double offset, REAL *out) {
  REAL value[256];
  for (int byte = 0; byte < 256; byte++) value[byte] = (REAL)(scale * byte + offset);
  for (size_t c = 0; c < channels; c++)
    for (size_t n = 0; n < samples; n++) {
      const uint8_t *image = images + ((size_t)indices[n] * channels + c) * positions;
      for (size_t p = 0; p < positions; p++) *out++ = value[image[p]];
    }
}

static void NAMED(gather_rows)(size_t features, size_t samples, const double *rows, const int32_t *indices, REAL *out) {
  for (size_t f = 0; f < features; f++)
    for (size_t n = 0; n < samples; n++) *out++ = (REAL)rows[(size_t)indices[n] * features + f];
}
#endif
