// Winograd convolution of 3 × 3 kernels, stride 1, padding 1, float32 (Lavin & Gray, "Fast algorithms for convolutional neural networks", 2016):
//
//     Y = Aᵀ [ (G g Gᵀ) ∘ (Bᵀ d B) ] A         over tiles d of 6 × 6 inputs that give 4 × 4 outputs
//
// with 36 products for 16 outputs, a quarter of the direct ones. The products of all tiles, channels and filters of one frequency are one matrix
// product. The gradient in the inputs is the convolution of the outputs' gradient with the filters turned by half a turn; the one in the weights is
//
//     dg = Gᵀ [ Σ_tiles (A dY Aᵀ) ∘ (Bᵀ d B) ] G
//
// Work goes block by block of samples, so that transformed tiles stay in the outer cache: a block's tiles are transformed into the panels that the
// products read, and the products' results into images, without padded copies between. An image of at most 2 × 2 needs no transform: each of its
// outputs meets each of its values in one product.
#include "winograd_products.h"
#include "winograd_tiles.h"

// Scalars of transformed tiles at a time, forward and for the weights' gradient, which gains from longer sums; the least tiles worth reading all
// transformed filters for; and how many of those stay in the cache that cores share.
#define BLOCK_SCALARS ((size_t)1 << 17)
#define GRADIENT_SCALARS ((size_t)1 << 19)
#define LEAST_TILES 64
#define MANY_FILTERS ((size_t)1 << 20)

typedef struct {
  void (*filters)(const filter_shape *, const float *g, float *u, size_t pitch);
  void (*filters_adjoint)(const filter_shape *, const float *u, size_t pitch, float *g);
  void (*input)(const tiling *, const block *, const float *plane, const float *ahead, float *out, size_t panel, size_t pitch);
  void (*gradient)(const tiling *, const block *, const float *plane, const float *ahead, float *out, size_t panel, size_t pitch);
  void (*output)(const tiling *, const block *, const float *in, size_t panel, size_t pitch, float bias, float *plane,
                 const float *ahead);
  void (*multiply)(size_t filters, size_t depth, size_t panels, const float *u, const float *v, float *m);
  void (*correlate)(size_t filters, size_t depth, size_t tiles, size_t pitch, const float *d, const float *v, int add, float *g);
} versions;

#define VERSION(NAME, TARGET, WIDE_BLOCKS)                                                                                                      \
  TARGET static void filters_##NAME(const filter_shape *s, const float *g, float *u, size_t pitch) { transform_filters(s, g, u, pitch); }       \
  TARGET static void filters_adjoint_##NAME(const filter_shape *s, const float *u, size_t pitch, float *g) { filters_adjoint(s, u, pitch, g); } \
  TARGET static void input_##NAME(const tiling *t, const block *b, const float *plane, const float *ahead, float *out, size_t panel,            \
                                  size_t pitch) {                                                                                               \
    transform_input(t, b, plane, ahead, out, panel, pitch);                                                                                     \
  }                                                                                                                                             \
  TARGET static void gradient_##NAME(const tiling *t, const block *b, const float *plane, const float *ahead, float *out, size_t panel,         \
                                     size_t pitch) {                                                                                            \
    transform_gradient(t, b, plane, ahead, out, panel, pitch);                                                                                  \
  }                                                                                                                                             \
  TARGET static void output_##NAME(const tiling *t, const block *b, const float *in, size_t panel, size_t pitch, float bias,                    \
                                   float *plane, const float *ahead) {                                                                          \
    transform_output(t, b, in, panel, pitch, bias, plane, ahead);                                                                               \
  }                                                                                                                                             \
  TARGET static void multiply_##NAME(size_t filters, size_t depth, size_t panels, const float *u, const float *v, float *m) {                   \
    multiply(WIDE_BLOCKS, filters, depth, panels, u, v, m);                                                                                     \
  }                                                                                                                                             \
  TARGET static void correlate_##NAME(size_t filters, size_t depth, size_t tiles, size_t pitch, const float *d, const float *v, int add,        \
                                      float *g) {                                                                                               \
    correlate(WIDE_BLOCKS, filters, depth, tiles, pitch, d, v, add, g);                                                                         \
  }
VERSION(any, ANY, 0)
VERSION(narrow, NARROW_REGISTERS, 0)
VERSION(wide, WIDE_REGISTERS, 1)
#define ROW(NAME) {filters_##NAME, filters_adjoint_##NAME, input_##NAME, gradient_##NAME, output_##NAME, multiply_##NAME, correlate_##NAME}
static const versions all_versions[] = {ROW(any), ROW(narrow), ROW(wide)};

// An odd number of cache lines, so that the vectors of one tile do not all fall into one set of the cache.
static size_t odd_lines(size_t count) { return ((count + 15) / 16 | 1) * 16; }
static float *aligned(float *scratch) { return (float *)(((uintptr_t)scratch + 63) / 64 * 64); }

// How a convolution of `channels` by `filters` is laid out in scratch memory. A tiny image has four outputs instead of frequencies, and four times the
// depth.
typedef struct {
  tiling t;
  size_t frequencies, depth, samples;    // a block's samples
  size_t filters_pitch, inputs_pitch, outputs_pitch, count;
} layout;

static layout layout_of(const kernel_convolution *s, size_t channels, size_t filters, int gradient) {
  layout l = {.t = tiling_of(s)};
  l.frequencies = l.t.tiny ? 4 : 36, l.depth = l.t.tiny ? 4 * channels : channels;
  const size_t each = (l.t.tiny ? 4 : 36) * (channels + filters), group = 16 * l.t.high;
  const size_t least = gradient || l.frequencies * l.depth * filters > MANY_FILTERS ? 2 * LEAST_TILES : LEAST_TILES;
  size_t tiles = (gradient ? GRADIENT_SCALARS : BLOCK_SCALARS) / each;
  if (tiles < least) tiles = least;
  l.samples = MINIMUM((tiles + group - 1) / group * l.t.group, (s->samples + l.t.group - 1) / l.t.group * l.t.group);
  const size_t lanes = l.samples / l.t.group * group;
  l.filters_pitch = gradient ? odd_lines((filters + 3) / 4 * 4 * ((l.depth + 3) / 4 * 4)) : odd_lines((filters + 7) / 8 * 8 * l.depth);
  l.inputs_pitch = odd_lines(lanes * channels), l.outputs_pitch = odd_lines(lanes * ((filters + 7) / 8 * 8));
  l.count = l.frequencies * (l.filters_pitch + l.inputs_pitch + l.outputs_pitch) + 32;
  return l;
}

int kernel_winograd_suits(const kernel_convolution *s) {
  return s->kernel.height == 3 && s->kernel.width == 3 && s->stride.height == 1 && s->stride.width == 1 && s->padding.height == 1 &&
         s->padding.width == 1 && s->dilation.height == 1 && s->dilation.width == 1 && s->groups == 1 && s->channels >= 16 &&
         s->filters >= 16 && s->width <= 64;
}

size_t kernel_winograd_scratch(const kernel_convolution *s) {
  const size_t forward = layout_of(s, s->channels, s->filters, 0).count, data = layout_of(s, s->filters, s->channels, 0).count;
  const size_t weight = layout_of(s, s->channels, s->filters, 1).count, most = forward > data ? forward : data;
  return most > weight ? most : weight;
}

// Of planes `plane` apart, where the one after `c` begins, or the first one's next block; the last block's last plane itself.
static const float *next_plane(const float *x, size_t plane, size_t c, size_t count, size_t block, int is_last) {
  return c + 1 < count ? x + (c + 1) * plane : (is_last ? x + c * plane : x + block);
}

static block block_at(const layout *l, size_t start, size_t last) {
  block b = {start, MINIMUM(start + l->samples, last), 0};
  b.panels = (b.last - b.first + l->t.group - 1) / l->t.group * l->t.high;
  return b;
}

// Images of `f->channels` channels to images of `f->filters`.
static void convolve(const kernel_convolution *s, const filter_shape *f, kernel_part samples, const float *x, const float *weight,
                     const float *bias, float *scratch, float *y) {
  const layout l = layout_of(s, f->channels, f->filters, 0);
  const versions *version = &all_versions[register_level(samples.registers)];
  const size_t image = s->height * s->width, plane = s->samples * image, high = (f->filters + 7) / 8 * 8;
  const size_t panel = l.depth * 16, pitch = l.t.tiny ? f->channels * 16 : l.inputs_pitch;
  float *u = aligned(scratch), *v = u + l.frequencies * l.filters_pitch, *m = v + l.frequencies * l.inputs_pitch;
  version->filters(f, weight, u, l.filters_pitch);
  for (size_t start = samples.first; start < samples.last; start += l.samples) {
    const block b = block_at(&l, start, samples.last);
    const int is_last = start + l.samples >= samples.last;
    for (size_t c = 0; c < f->channels; c++)
      version->input(&l.t, &b, x + c * plane, next_plane(x, plane, c, f->channels, l.samples * image, is_last), v + c * 16, panel, pitch);
    for (size_t k = 0; k < l.frequencies; k++)
      version->multiply(f->filters, l.depth, b.panels, u + k * l.filters_pitch, l.t.tiny ? v : v + k * l.inputs_pitch, m + k * l.outputs_pitch);
    for (size_t o = 0; o < f->filters; o++)
      version->output(&l.t, &b, m + o * 16, high * 16, l.outputs_pitch, bias ? bias[o] : 0, y + o * plane,
                      next_plane(y, plane, o, f->filters, 0, is_last));
  }
}

void kernel_winograd_forward(const kernel_convolution *s, kernel_part samples, const float *x, const float *weight, const float *bias,
                             float *scratch, float *y) {
  const filter_shape f = {s->filters, s->channels, s->channels * 9, 9, 0, s->height <= 2 && s->width <= 2};
  convolve(s, &f, samples, x, weight, bias, scratch, y);
}
void kernel_winograd_backward_data(const kernel_convolution *s, kernel_part samples, const float *dy, const float *weight, float *scratch,
                                   float *dx) {
  const filter_shape f = {s->channels, s->filters, 9, s->channels * 9, 1, s->height <= 2 && s->width <= 2};
  convolve(s, &f, samples, dy, weight, NULL, scratch, dx);
}

void kernel_winograd_backward_weight(const kernel_convolution *s, kernel_part filters, const float *dy, const float *x, float *scratch,
                                     float *dweight) {
  const layout l = layout_of(s, s->channels, s->filters, 1);
  const versions *version = &all_versions[register_level(filters.registers)];
  const size_t image = s->height * s->width, plane = s->samples * image, count = filters.last - filters.first;
  const float *own = dy + filters.first * plane;
  if (count == 0) return;
  float *g = aligned(scratch), *v = g + l.frequencies * l.filters_pitch, *d = v + l.frequencies * l.inputs_pitch;
  for (size_t start = 0; start < s->samples; start += l.samples) {
    const block b = block_at(&l, start, s->samples);
    const int is_last = start + l.samples >= s->samples;
    const size_t tiles = b.panels * 16, pitch = l.t.tiny ? s->channels * tiles : l.inputs_pitch;
    for (size_t c = 0; c < s->channels; c++)
      version->input(&l.t, &b, x + c * plane, next_plane(x, plane, c, s->channels, l.samples * image, is_last), v + c * tiles, 16, pitch);
    for (size_t o = 0; o < count; o++)
      version->gradient(&l.t, &b, own + o * plane, next_plane(own, plane, o, count, l.samples * image, is_last), d + o * tiles, 16,
                        l.outputs_pitch);
    for (size_t k = 0; k < l.frequencies; k++)
      version->correlate(count, l.depth, tiles, tiles, d + k * l.outputs_pitch, l.t.tiny ? v : v + k * l.inputs_pitch, start > 0,
                         g + k * l.filters_pitch);
  }
  const filter_shape f = {count, s->channels, s->channels * 9, 9, 0, l.t.tiny};
  version->filters_adjoint(&f, g, l.filters_pitch, dweight + filters.first * s->channels * 9);
}
