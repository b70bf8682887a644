// Winograd convolution of 3 × 3 kernels, stride 1, padding 1, float32 (Lavin & Gray, "Fast algorithms for convolutional neural networks", 2016):
//
//     Y = Aᵀ [ (G g Gᵀ) ∘ (Bᵀ d B) ] A         over tiles d of (m + 2)² inputs that give m² outputs
//
// with m = 4 (36 products for 16 outputs, a quarter of the direct ones) or m = 2 (16 for 4) where the image is that small. The products of all
// tiles, channels and filters of one frequency are one matrix product. Gradients are the exact adjoints:
//
//     D = A dY Aᵀ,   dX += B [ (G g Gᵀ)ᵀ D ] Bᵀ,   dg = Gᵀ [ Σ_tiles D (Bᵀ d B)ᵀ ] G
//
// Transforms run on LANES tiles or filters at a time, one a vector lane.
#include <string.h>

#include "products.h"
#include "transpose.h"

// Scalars of transformed tiles at a time.
#define TILES ((size_t)1 << 20)

// One-dimensional transforms of elements `s` apart. The suffix is m.
ALWAYS void input4(const lanes *d, lanes *o, int s) {
  const lanes d0 = d[0], d1 = d[s], d2 = d[2 * s], d3 = d[3 * s], d4 = d[4 * s], d5 = d[5 * s];
  const lanes even = d4 - 4 * d2, odd = d3 - 4 * d1, p = d4 - d2, q = 2 * (d3 - d1);
  o[0] = 4 * d0 - 5 * d2 + d4, o[s] = even + odd, o[2 * s] = even - odd;
  o[3 * s] = p + q, o[4 * s] = p - q, o[5 * s] = 4 * d1 - 5 * d3 + d5;
}
ALWAYS void input_adjoint4(const lanes *v, lanes *o, int s) {
  const lanes v0 = v[0], v1 = v[s], v2 = v[2 * s], v3 = v[3 * s], v4 = v[4 * s], v5 = v[5 * s];
  const lanes a = v1 + v2, b = v1 - v2, c = v3 + v4, e = v3 - v4;
  o[0] = 4 * v0, o[s] = 4 * v5 - 4 * b - 2 * e, o[2 * s] = -5 * v0 - 4 * a - c;
  o[3 * s] = b + 2 * e - 5 * v5, o[4 * s] = v0 + a + c, o[5 * s] = v5;
}
ALWAYS void output4(const lanes *v, lanes *o, int s, int t) {
  const lanes a = v[s] + v[2 * s], b = v[s] - v[2 * s], c = v[3 * s] + v[4 * s], e = v[3 * s] - v[4 * s];
  o[0] = v[0] + a + c, o[t] = b + 2 * e, o[2 * t] = a + 4 * c, o[3 * t] = b + 8 * e + v[5 * s];
}
ALWAYS void output_adjoint4(const lanes *y, lanes *o, int s, int t) {
  const lanes y0 = y[0], y1 = y[s], y2 = y[2 * s], y3 = y[3 * s];
  const lanes a = y0 + y2, b = y1 + y3, c = y0 + 4 * y2, e = 2 * y1 + 8 * y3;
  o[0] = y0, o[t] = a + b, o[2 * t] = a - b, o[3 * t] = c + e, o[4 * t] = c - e, o[5 * t] = y3;
}
ALWAYS void filter4(const lanes *g, lanes *o, int s, int t) {
  const lanes g0 = g[0], g1 = g[s], g2 = g[2 * s];
  const lanes a = (g0 + g2) * (-1.0f / 6), b = g1 * (1.0f / 6), c = g0 * (1.0f / 24) + g2 * (1.0f / 6), e = g1 * (1.0f / 12);
  o[0] = g0 * 0.25f, o[t] = a - b, o[2 * t] = a + b, o[3 * t] = c + e, o[4 * t] = c - e, o[5 * t] = g2;
}
ALWAYS void filter_adjoint4(const lanes *u, lanes *o, int s, int t) {
  const lanes a = u[s] + u[2 * s], b = u[2 * s] - u[s], c = u[3 * s] + u[4 * s], e = u[3 * s] - u[4 * s];
  o[0] = 0.25f * u[0] - a * (1.0f / 6) + c * (1.0f / 24), o[t] = b * (1.0f / 6) + e * (1.0f / 12);
  o[2 * t] = u[5 * s] - a * (1.0f / 6) + c * (1.0f / 6);
}
ALWAYS void input2(const lanes *d, lanes *o, int s) {
  const lanes d0 = d[0], d1 = d[s], d2 = d[2 * s], d3 = d[3 * s];
  o[0] = d0 - d2, o[s] = d1 + d2, o[2 * s] = d2 - d1, o[3 * s] = d1 - d3;
}
ALWAYS void input_adjoint2(const lanes *v, lanes *o, int s) {
  const lanes v0 = v[0], v1 = v[s], v2 = v[2 * s], v3 = v[3 * s];
  o[0] = v0, o[s] = v1 - v2 + v3, o[2 * s] = v1 + v2 - v0, o[3 * s] = -v3;
}
ALWAYS void output2(const lanes *v, lanes *o, int s, int t) {
  o[0] = v[0] + v[s] + v[2 * s], o[t] = v[s] - v[2 * s] - v[3 * s];
}
ALWAYS void output_adjoint2(const lanes *y, lanes *o, int s, int t) {
  const lanes y0 = y[0], y1 = y[s];
  o[0] = y0, o[t] = y0 + y1, o[2 * t] = y0 - y1, o[3 * t] = -y1;
}
ALWAYS void filter2(const lanes *g, lanes *o, int s, int t) {
  const lanes g0 = g[0], g1 = g[s], g2 = g[2 * s];
  o[0] = g0, o[t] = 0.5f * (g0 + g1 + g2), o[2 * t] = 0.5f * (g0 - g1 + g2), o[3 * t] = g2;
}
ALWAYS void filter_adjoint2(const lanes *u, lanes *o, int s, int t) {
  const lanes a = 0.5f * (u[s] + u[2 * s]), b = 0.5f * (u[s] - u[2 * s]);
  o[0] = u[0] + a, o[t] = b, o[2 * t] = a + u[3 * s];
}

// Tiles of a few samples, and the plane of one channel of them: every sample padded so that tiles cover it and its border of zeros.
typedef struct {
  size_t samples, high, wide, tiles, padded_height, padded_width;
} tiling;

static size_t tile_size(const kernel_convolution *s) { return s->height <= 2 && s->width <= 2 ? 2 : 4; }

static tiling tiling_of(const kernel_convolution *s, size_t m, size_t samples) {
  tiling t = {.samples = samples, .high = (s->height + m - 1) / m, .wide = (s->width + m - 1) / m};
  t.tiles = samples * t.high * t.wide;
  t.padded_height = t.high * m + 2, t.padded_width = t.wide * m + 2;
  return t;
}

// The same tiles in a plane without borders, as outputs have; where the image is such a plane, it serves itself.
static tiling borderless(const tiling *t, size_t m) {
  tiling o = *t;
  o.padded_height = t->high * m, o.padded_width = t->wide * m;
  return o;
}
static int covers(const tiling *o, const kernel_convolution *s) { return o->padded_height == s->height && o->padded_width == s->width; }

// Samples at a time: as many as keep the transformed tiles of both sides in the outer cache, but enough for the products to be worth their start.
static size_t samples_at_once(const kernel_convolution *s, size_t m) {
  const size_t each = tiling_of(s, m, 1).tiles, fit = TILES / ((m + 2) * (m + 2) * (s->channels + s->filters));
  const size_t tiles = fit < 128 ? 128 : fit;
  return MINIMUM(s->samples, (tiles + each - 1) / each);
}

// The scratch memory, carved up: transformed filters and their gradient, transformed tiles of inputs and of outputs, and two planes.
typedef struct {
  size_t m, frequencies, pairs, samples, pitch, plane_size, count;
  float *filters, *gradients, *inputs, *outputs, *planes;
} work;

static work prepare(const kernel_convolution *s, float *scratch) {
  work k = {.m = tile_size(s)};
  k.frequencies = (k.m + 2) * (k.m + 2), k.samples = samples_at_once(s, k.m);
  const tiling t = tiling_of(s, k.m, k.samples);
  k.pairs = (s->channels * s->filters + LANES - 1) / LANES * LANES, k.pitch = (t.tiles + LANES - 1) / LANES * LANES;
  k.plane_size = t.samples * t.padded_height * t.padded_width;
  const size_t sizes[] = {k.frequencies * k.pairs, k.frequencies * k.pairs, k.frequencies * k.pitch * s->channels,
                          k.frequencies * k.pitch * s->filters, 2 * k.plane_size + LANES};
  float **parts[] = {&k.filters, &k.gradients, &k.inputs, &k.outputs, &k.planes};
  for (int i = 0; i < 5; i++) {
    if (scratch) *parts[i] = scratch + k.count;
    k.count += (sizes[i] + 15) / 16 * 16;
  }
  return k;
}

int kernel_winograd_suits(const kernel_convolution *s) {
  return s->kernel.height == 3 && s->kernel.width == 3 && s->stride.height == 1 && s->stride.width == 1 && s->padding.height == 1 &&
         s->padding.width == 1 && s->dilation.height == 1 && s->dilation.width == 1 && s->groups == 1 && s->channels >= 16 && s->filters >= 16;
}

size_t kernel_winograd_scratch(const kernel_convolution *s) { return prepare(s, NULL).count; }

// U[f][i] = (G g Gᵀ)_f of filter i = (output, input).
#define FILTERS(M, N)                                                                            \
  WIDE static void transform_filters##M(size_t count, const float *g, float *u, size_t pitch) { \
    for (size_t i = 0; i < count; i += LANES) {                                                  \
      lanes in[9] = {0}, half[3 * N], out[N * N];                                                \
      const size_t used = MINIMUM(count - i, LANES);                                             \
      for (size_t l = 0; l < used; l++)                                                          \
        for (size_t k = 0; k < 9; k++) in[k][l] = g[(i + l) * 9 + k];                            \
      for (int c = 0; c < 3; c++) filter##M(in + c, half + c, 3, 3);                             \
      for (int r = 0; r < N; r++) filter##M(half + 3 * r, out + N * r, 1, 1);                    \
      for (size_t f = 0; f < N * N; f++) *(lanes *)(u + f * pitch + i) = out[f];                 \
    }                                                                                            \
  }                                                                                              \
  WIDE static void filters_adjoint##M(size_t count, const float *u, size_t pitch, float *g) {   \
    for (size_t i = 0; i < count; i += LANES) {                                                  \
      lanes in[N * N], half[3 * N], out[9];                                                      \
      const size_t used = MINIMUM(count - i, LANES);                                             \
      for (size_t f = 0; f < N * N; f++) in[f] = *(const lanes *)(u + f * pitch + i);            \
      for (int c = 0; c < N; c++) filter_adjoint##M(in + c, half + c, N, N);                     \
      for (int r = 0; r < 3; r++) filter_adjoint##M(half + N * r, out + 3 * r, 1, 1);            \
      for (size_t l = 0; l < used; l++)                                                          \
        for (size_t k = 0; k < 9; k++) g[(i + l) * 9 + k] = out[k][l];                           \
    }                                                                                            \
  }
FILTERS(4, 6)
FILTERS(2, 4)

// Where a tile starts in the plane.
ALWAYS size_t tile_start(const tiling *t, size_t index, size_t m) {
  const size_t across = index % t->wide, rest = index / t->wide, down = rest % t->high, sample = rest / t->high;
  return (sample * t->padded_height + down * m) * t->padded_width + across * m;
}

// Copies some samples of a channel into a plane, `margin` from each sample's corner, or back. What lies around them stays as it is. Rows are short:
// a copy of a width known to the compiler costs a fraction of a call.
#define COPY_ROWS(FROM, TO, WIDTH)                       \
  for (size_t n = 0; n < t->samples; n++)                \
    for (size_t h = 0; h < s->height; h++) {             \
      const size_t inside = (n * s->height + h) * (WIDTH), around = (n * t->padded_height + h + margin) * t->padded_width + margin; \
      memcpy(to + TO, from + FROM, (WIDTH) * sizeof(float)); \
    }
#define COPY(NAME, FROM, TO)                                                                                                  \
  static void NAME(const kernel_convolution *s, const tiling *t, size_t margin, const float *from, float *to) {               \
    switch (s->width) {                                                                                                       \
      case 2: COPY_ROWS(FROM, TO, 2) break;                                                                                   \
      case 4: COPY_ROWS(FROM, TO, 4) break;                                                                                   \
      case 8: COPY_ROWS(FROM, TO, 8) break;                                                                                   \
      case 16: COPY_ROWS(FROM, TO, 16) break;                                                                                 \
      default: COPY_ROWS(FROM, TO, s->width)                                                                                  \
    }                                                                                                                         \
  }
COPY(pad, inside, around)
COPY(crop, around, inside)

// Transforms between the tiles of a plane and rows of frequencies, `pitch` apart. SIDE is the tile's side in the plane. Rows of tiles are read and
// written eight values at a time and transposed, so planes have some room behind them; the values beyond SIDE are not used, or stay as they are.
#define GATHER(NAME, M, SIDE, N, TRANSFORM)                                                                  \
  WIDE static void NAME##M(const tiling *t, const float *plane, float *v, size_t pitch) {                  \
    for (size_t i = 0; i < t->tiles; i += LANES) {                                                           \
      lanes in[SIDE * SIDE], half[SIDE * N], out[N * N];                                                     \
      const float *corner[LANES];                                                                            \
      for (size_t l = 0; l < LANES; l++) corner[l] = plane + tile_start(t, MINIMUM(i + l, t->tiles - 1), M); \
      for (size_t r = 0; r < SIDE; r++) {                                                                    \
        lanes rows[LANES], columns[LANES];                                                                   \
        for (size_t l = 0; l < LANES; l++) rows[l] = *(const lanes *)(corner[l] + r * t->padded_width);      \
        transpose(rows, columns);                                                                            \
        for (size_t c = 0; c < SIDE; c++) in[r * SIDE + c] = columns[c];                                     \
      }                                                                                                      \
      TRANSFORM                                                                                              \
      for (size_t f = 0; f < N * N; f++) *(lanes *)(v + f * pitch + i) = out[f];                             \
    }                                                                                                        \
  }
#define SCATTER(NAME, M, SIDE, N, TRANSFORM, ADD)                                                            \
  WIDE static void NAME##M(const tiling *t, const float *v, size_t pitch, float *plane) {                  \
    for (size_t i = 0; i < t->tiles; i += LANES) {                                                           \
      lanes in[N * N], half[SIDE * N], out[SIDE * SIDE];                                                     \
      const size_t used = MINIMUM(t->tiles - i, LANES);                                                      \
      for (size_t f = 0; f < N * N; f++) in[f] = *(const lanes *)(v + f * pitch + i);                        \
      TRANSFORM                                                                                              \
      float *corner[LANES];                                                                                  \
      for (size_t l = 0; l < used; l++) corner[l] = plane + tile_start(t, i + l, M);                         \
      for (size_t r = 0; r < SIDE; r++) {                                                                    \
        lanes columns[LANES] = {0}, rows[LANES];                                                             \
        for (size_t c = 0; c < SIDE; c++) columns[c] = out[r * SIDE + c];                                    \
        transpose(columns, rows);                                                                            \
        for (size_t l = 0; l < used; l++) {                                                                  \
          float *row = corner[l] + r * t->padded_width;                                                      \
          if (ADD)                                                                                           \
            *(lanes *)row += rows[l];                                                                        \
          else                                                                                               \
            memcpy(row, &rows[l], SIDE * sizeof(float));                                                     \
        }                                                                                                    \
      }                                                                                                      \
    }                                                                                                        \
  }
#define SQUARE(F, N)                                  \
  for (int c = 0; c < N; c++) F(in + c, half + c, N); \
  for (int r = 0; r < N; r++) F(half + N * r, out + N * r, 1);
#define NARROW(F, N, M)                                  \
  for (int c = 0; c < N; c++) F(in + c, half + c, N, N); \
  for (int r = 0; r < M; r++) F(half + N * r, out + M * r, 1, 1);
#define WIDEN(F, N, M)                                   \
  for (int c = 0; c < M; c++) F(in + c, half + c, M, M); \
  for (int r = 0; r < N; r++) F(half + M * r, out + N * r, 1, 1);
GATHER(gather_input, 4, 6, 6, SQUARE(input4, 6))
GATHER(gather_input, 2, 4, 4, SQUARE(input2, 4))
GATHER(gather_gradient, 4, 4, 6, WIDEN(output_adjoint4, 6, 4))
GATHER(gather_gradient, 2, 2, 4, WIDEN(output_adjoint2, 4, 2))
SCATTER(scatter_output, 4, 4, 6, NARROW(output4, 6, 4), 0)
SCATTER(scatter_output, 2, 2, 4, NARROW(output2, 4, 2), 0)
SCATTER(scatter_input, 4, 6, 6, SQUARE(input_adjoint4, 6), 1)
SCATTER(scatter_input, 2, 4, 4, SQUARE(input_adjoint2, 4), 1)

static void transform_inputs(const kernel_convolution *s, const work *k, const tiling *t, size_t start, const float *x) {
  for (size_t c = 0; c < s->channels; c++) {
    pad(s, t, 1, x + (c * s->samples + start) * s->height * s->width, k->planes);
    (k->m == 4 ? gather_input4 : gather_input2)(t, k->planes, k->inputs + c * k->pitch, k->pitch * s->channels);
  }
}

void kernel_winograd_forward(const kernel_convolution *s, const float *x, const float *weight, const float *bias, float *scratch,
                             float *y) {
  const work k = prepare(s, scratch);
  float *output_plane = k.planes + k.plane_size;
  memset(k.planes, 0, k.plane_size * sizeof(float));
  (k.m == 4 ? transform_filters4 : transform_filters2)(s->channels * s->filters, weight, k.filters, k.pairs);
  for (size_t start = 0; start < s->samples; start += k.samples) {
    const tiling t = tiling_of(s, k.m, MINIMUM(k.samples, s->samples - start));
    transform_inputs(s, &k, &t, start, x);
    for (size_t f = 0; f < k.frequencies; f++) {
      // The frequency (1, 1) goes into every output of its tile with a factor of one, so that a bias can be added there.
      float *outputs = k.outputs + f * k.pitch * s->filters;
      const int biased = bias && f == k.m + 3;
      for (size_t o = 0; biased && o < s->filters; o++)
        for (size_t i = 0; i < t.tiles; i++) outputs[o * k.pitch + i] = bias[o];
      product_f32(&(product_shape){0, 0, biased, s->filters, t.tiles, s->channels, s->channels, k.pitch, k.pitch}, k.filters + f * k.pairs,
                  k.inputs + f * k.pitch * s->channels, outputs);
    }
    const tiling outputs = borderless(&t, k.m);
    const int direct = covers(&outputs, s);
    for (size_t o = 0; o < s->filters; o++) {
      float *out = y + (o * s->samples + start) * s->height * s->width;
      (k.m == 4 ? scatter_output4 : scatter_output2)(&outputs, k.outputs + o * k.pitch, k.pitch * s->filters, direct ? out : output_plane);
      if (!direct) crop(s, &outputs, 0, output_plane, out);
    }
  }
}

void kernel_winograd_backward(const kernel_convolution *s, const float *x, const float *weight, const float *dy, float *scratch, float *dx,
                              float *dweight) {
  const work k = prepare(s, scratch);
  const size_t image = s->height * s->width;
  float *output_plane = k.planes + k.plane_size;
  memset(k.planes, 0, k.plane_size * sizeof(float));
  if (dx) (k.m == 4 ? transform_filters4 : transform_filters2)(s->channels * s->filters, weight, k.filters, k.pairs);
  for (size_t start = 0; start < s->samples; start += k.samples) {
    const tiling t = tiling_of(s, k.m, MINIMUM(k.samples, s->samples - start));
    const tiling outputs = borderless(&t, k.m);
    const int direct = covers(&outputs, s);
    // Rows are read eight values at a time, beyond the end of the last ones: these go through the plane.
    memset(output_plane, 0, k.plane_size * sizeof(float));
    for (size_t o = 0; o < s->filters; o++) {
      const float *from = dy + (o * s->samples + start) * image;
      const int last = o + 1 == s->filters;
      if (!direct || last) pad(s, &outputs, 0, from, output_plane);
      (k.m == 4 ? gather_gradient4 : gather_gradient2)(&outputs, direct && !last ? from : output_plane, k.outputs + o * k.pitch,
                                                       k.pitch * s->filters);
    }
    if (dweight) {
      transform_inputs(s, &k, &t, start, x);
      for (size_t f = 0; f < k.frequencies; f++)
        product_f32(&(product_shape){0, 1, start > 0, s->filters, s->channels, t.tiles, k.pitch, k.pitch, s->channels},
                    k.outputs + f * k.pitch * s->filters, k.inputs + f * k.pitch * s->channels, k.gradients + f * k.pairs);
    }
    if (!dx) continue;
    for (size_t f = 0; f < k.frequencies; f++)
      product_f32(&(product_shape){1, 0, 0, s->channels, t.tiles, s->filters, s->channels, k.pitch, k.pitch}, k.filters + f * k.pairs,
                  k.outputs + f * k.pitch * s->filters, k.inputs + f * k.pitch * s->channels);
    for (size_t c = 0; c < s->channels; c++) {
      memset(k.planes, 0, k.plane_size * sizeof(float));
      (k.m == 4 ? scatter_input4 : scatter_input2)(&t, k.inputs + c * k.pitch, k.pitch * s->channels, k.planes);
      crop(s, &t, 1, k.planes, dx + (c * s->samples + start) * image);
    }
    // The border of inputs is zero again for the next samples.
    memset(k.planes, 0, k.plane_size * sizeof(float));
  }
  if (dweight) (k.m == 4 ? filters_adjoint4 : filters_adjoint2)(s->channels * s->filters, k.gradients, k.pairs, dweight);
}
