// Tiles of 4 × 4 outputs, sixteen a panel: the tiles across some samples at one height. Rows of a panel are read where the image lies, as four vectors
// of four tiles each, and turned so that a vector holds one column of all sixteen: tile 4 i + q in lane 4 q + i. The columns before and behind a tile
// are its neighbours' last and first. Where the image's sides do not fit, rows pass through a small stage with zeros around them.
#pragma once
#include "winograd_transforms.h"

// Planes [samples][height][width] of one channel. A panel covers `wide` tiles across (a power of two) of `group` samples; a sample has `high` rows of
// tiles. An image of at most 2 × 2 is one column of a plain matrix product: every output of it meets every value; its "tile" is 2 × 2.
typedef struct {
  size_t samples, height, width, wide, group, high;
  int tiny;
  size_t quarters[4];  // where the four vectors of a panel's row begin in an image of sixteen columns and more
  mask16 left, right;  // where a tile has a neighbour
} tiling;

// Some samples, from `first` on, of all the planes.
typedef struct {
  size_t first, last, panels;
} block;

static tiling tiling_of(const kernel_convolution *s) {
  tiling t = {.samples = s->samples, .height = s->height, .width = s->width, .wide = 1, .tiny = s->height <= 2 && s->width <= 2};
  while (t.wide * 4 < s->width) t.wide *= 2;
  t.group = 16 / t.wide, t.high = (s->height + 3) / 4;
  for (size_t i = 0; i < 4; i++) t.quarters[i] = 16 * i / (4 * t.wide) * s->height * s->width + 16 * i % (4 * t.wide);
  for (size_t l = 0; l < 16; l++) {
    const size_t across = (l % 4 * 4 + l / 4) % t.wide;
    t.left[l] = across > 0 ? -1 : 0, t.right[l] = across + 1 < t.wide ? -1 : 0;
  }
  return t;
}

// Four vectors of a panel's row: pieces of `piece` values, one a sample, `image` apart; or, sixteen at a time, at `quarters`.
ALWAYS void load_row(size_t piece, const float *p, size_t image, const size_t *quarters, lanes16 *z) {
  UNROLL for (size_t i = 0; i < 4; i++) {
    if (piece == 4) {
      const float *q = p + 4 * i * image;
      const four a = *(const four *)q, b = *(const four *)(q + image);
      const four c = *(const four *)(q + 2 * image), d = *(const four *)(q + 3 * image);
      const eight e = __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7), f = __builtin_shufflevector(c, d, 0, 1, 2, 3, 4, 5, 6, 7);
      z[i] = __builtin_shufflevector(e, f, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    } else if (piece == 8) {
      const eight e = *(const eight *)(p + 2 * i * image), f = *(const eight *)(p + (2 * i + 1) * image);
      z[i] = __builtin_shufflevector(e, f, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    } else {
      z[i] = *(const lanes16 *)(p + quarters[i]);
    }
  }
}
ALWAYS void store_row(size_t piece, float *p, size_t image, const size_t *quarters, const lanes16 *z) {
  UNROLL for (size_t i = 0; i < 4; i++) {
    if (piece == 4) {
      float *q = p + 4 * i * image;
      *(four *)q = __builtin_shufflevector(z[i], z[i], 0, 1, 2, 3);
      *(four *)(q + image) = __builtin_shufflevector(z[i], z[i], 4, 5, 6, 7);
      *(four *)(q + 2 * image) = __builtin_shufflevector(z[i], z[i], 8, 9, 10, 11);
      *(four *)(q + 3 * image) = __builtin_shufflevector(z[i], z[i], 12, 13, 14, 15);
    } else if (piece == 8) {
      *(eight *)(p + 2 * i * image) = __builtin_shufflevector(z[i], z[i], 0, 1, 2, 3, 4, 5, 6, 7);
      *(eight *)(p + (2 * i + 1) * image) = __builtin_shufflevector(z[i], z[i], 8, 9, 10, 11, 12, 13, 14, 15);
    } else {
      *(lanes16 *)(p + quarters[i]) = z[i];
    }
  }
}

// Rows of a panel, `row` apart; those outside `from` ..< `to` are zeros.
typedef struct {
  float *at;
  ptrdiff_t row, from, to;
  size_t piece, image;
  const size_t *quarters;
} view;
static const size_t staged_quarters[4] = {0, 16, 32, 48};

// Copies the rows from `top` on between the samples of a panel and the stage [rows][16 tiles of 4].
static void stage_rows(const tiling *t, size_t first, size_t samples, ptrdiff_t top, ptrdiff_t rows, float *plane, float *stage, int back) {
  const size_t pitch = 4 * t->wide, size = t->width * sizeof(float);
  if (!back) memset(stage, 0, (size_t)rows * 64 * sizeof(float));
  for (ptrdiff_t r = 0; r < rows; r++) {
    if (top + r < 0 || top + r >= (ptrdiff_t)t->height) continue;
    for (size_t n = 0; n < samples; n++) {
      float *image = plane + ((first + n) * t->height + (size_t)(top + r)) * t->width, *staged = stage + (size_t)r * 64 + n * pitch;
      memcpy(back ? image : staged, back ? staged : image, size);
    }
  }
}

// The rows of panel p of a block, from `margin` above its outputs on; `direct` tells whether they lie in the plane itself.
static view rows_of(const tiling *t, const block *b, size_t p, ptrdiff_t margin, ptrdiff_t rows, float *plane, float *stage, int *direct) {
  const size_t first = b->first + p / t->high * t->group;
  const ptrdiff_t top = (ptrdiff_t)(p % t->high * 4) - margin, left = (ptrdiff_t)t->height - top;
  *direct = t->width == 4 * t->wide && first + t->group <= b->last;
  if (!*direct) return (view){stage, 64, 0, rows, 16, 64, staged_quarters};
  return (view){plane + (ptrdiff_t)(first * t->height * t->width) + top * (ptrdiff_t)t->width, (ptrdiff_t)t->width, margin - (top + margin > 0 ? margin : 0),
                MINIMUM(rows, left), MINIMUM(t->width, 16), t->height * t->width, t->quarters};
}
static size_t samples_of(const tiling *t, const block *b, size_t p) {
  const size_t first = b->first + p / t->high * t->group;
  return MINIMUM(t->group, b->last - first);
}

// The lines of memory that a panel of another plane covers, sixteen in all. Of a block each plane holds a few pages, too few for the processor to see
// where reading goes, so a panel's work asks for them, a few at a time: more would hold up its own stores.
typedef struct {
  const float *at;
  size_t image, lines;
  int shift;
} fetch;
ALWAYS fetch fetch_of(const tiling *t, const block *b, size_t p, const float *plane) {
  const size_t first = b->first + p / t->high * t->group;
  return (fetch){plane + first * t->height * t->width + p % t->high * 4 * t->width, t->height * t->width, t->wide, __builtin_ctzll(t->wide)};
}
ALWAYS void fetch_lines(const fetch *f, size_t from, size_t to) {
  UNROLL for (size_t i = from; i < to; i++) __builtin_prefetch(f->at + (i >> f->shift) * f->image + (i & (f->lines - 1)) * 16);
}

#define BY_PIECE(CALL)        \
  switch (v.piece) {          \
    case 4: CALL(4); break;   \
    case 8: CALL(8); break;   \
    default: CALL(16); break; \
  }

// V = Bᵀ d B of one panel: thirty-six vectors, `pitch` apart.
ALWAYS void input_panel(size_t piece, const tiling *t, const view *v, const fetch *next, float *out, size_t pitch) {
  lanes16 half[24];
  lanes16 raw[24];
  for (ptrdiff_t r = 0; r < 6; r++) {
    if (r >= v->from && r < v->to)
      load_row(piece, v->at + r * v->row, v->image, v->quarters, raw + 4 * r);
    else
      UNROLL for (int i = 0; i < 4; i++) raw[4 * r + i] = (lanes16){0};
  }
  UNROLL for (int i = 0; i < 4; i++) input4(raw + i, half + i, 4, 4);
  for (size_t r = 0; r < 6; r++) {
    lanes16 d[6], o[6];
    fetch_lines(next, 3 * r, 3 * r + 3);
    turn(half + 4 * r, d + 1);
    d[0] = (lanes16)((mask16)__builtin_shufflevector(d[4], d[4], 0, 12, 13, 14, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) & t->left);
    d[5] = (lanes16)((mask16)__builtin_shufflevector(d[1], d[1], 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 1, 2, 3, 0) & t->right);
    input4(d, o, 1, 1);
    UNROLL for (size_t c = 0; c < 6; c++) *(lanes16 *)(out + (6 * r + c) * pitch) = o[c];
  }
}
// D = A dY Aᵀ of one panel.
ALWAYS void gradient_panel(size_t piece, const view *v, const fetch *next, float *out, size_t pitch) {
  lanes16 raw[16], half[24];
  for (ptrdiff_t r = 0; r < 4; r++) {
    if (r < v->to)
      load_row(piece, v->at + r * v->row, v->image, v->quarters, raw + 4 * r);
    else
      UNROLL for (int i = 0; i < 4; i++) raw[4 * r + i] = (lanes16){0};
  }
  UNROLL for (int i = 0; i < 4; i++) output_adjoint4(raw + i, half + i, 4, 4);
  for (size_t r = 0; r < 6; r++) {
    lanes16 d[4], o[6];
    fetch_lines(next, 3 * r, 3 * r + 3);
    turn(half + 4 * r, d);
    output_adjoint4(d, o, 1, 1);
    UNROLL for (size_t c = 0; c < 6; c++) *(lanes16 *)(out + (6 * r + c) * pitch) = o[c];
  }
}
// Y = Aᵀ M A + bias of one panel. The frequency (1, 1) goes into every output with a factor of one: the bias is added there.
ALWAYS void output_panel(size_t piece, const view *v, const fetch *next, const float *in, size_t pitch, float bias) {
  lanes16 half[24];
  for (size_t c = 0; c < 6; c++) {
    lanes16 m[6];
    fetch_lines(next, 3 * c, 3 * c + 3);
    UNROLL for (size_t r = 0; r < 6; r++) m[r] = *(const lanes16 *)(in + (6 * r + c) * pitch);
    if (c == 1) m[1] += bias;
    output4(m, half + c, 1, 6);
  }
  for (ptrdiff_t r = 0; r < MINIMUM(4, v->to); r++) {
    lanes16 o[4], z[4];
    output4(half + 6 * r, o, 1, 1);
    turn(o, z);
    store_row(piece, v->at + r * v->row, v->image, v->quarters, z);
  }
}

// Whether panel p holds sixteen whole images of 2 × 2, which lie side by side.
ALWAYS int is_whole_tiny(const tiling *t, const block *b, size_t p) {
  return t->height == 2 && t->width == 2 && b->first + 16 * (p + 1) <= b->last;
}
// From four images a vector to one of their values a vector, image n in lane n; and back.
#define IN_ORDER(z) __builtin_shufflevector(z, z, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)
ALWAYS void tiny_input(const float *images, float *out, size_t pitch) {
  lanes16 z[4], o[4];
  UNROLL for (size_t i = 0; i < 4; i++) z[i] = *(const lanes16 *)(images + 16 * i);
  turn(z, o);
  UNROLL for (size_t q = 0; q < 4; q++) *(lanes16 *)(out + q * pitch) = IN_ORDER(o[q]);
}
ALWAYS void tiny_output(const float *in, size_t pitch, float bias, float *images) {
  lanes16 o[4], z[4];
  UNROLL for (size_t q = 0; q < 4; q++) {
    const lanes16 m = *(const lanes16 *)(in + q * pitch) + bias;
    o[q] = IN_ORDER(m);
  }
  turn(o, z);
  UNROLL for (size_t i = 0; i < 4; i++) *(lanes16 *)(images + 16 * i) = z[i];
}

// The panels of a block of one plane, written `panel` apart, their vectors `pitch` apart. A tiny image's four values are its vectors.
ALWAYS void transform_input(const tiling *t, const block *b, const float *plane, const float *ahead, float *out, size_t panel, size_t pitch) {
  float stage[6 * 64];
  for (size_t p = 0; p < b->panels; p++, out += panel) {
    if (t->tiny && is_whole_tiny(t, b, p)) {
      tiny_input(plane + (b->first + 16 * p) * 4, out, pitch);
      continue;
    }
    int direct;
    const fetch next = fetch_of(t, b, p, ahead);
    const ptrdiff_t margin = t->tiny ? 0 : 1, rows = t->tiny ? 2 : 6;
    const view v = rows_of(t, b, p, margin, rows, (float *)plane, stage, &direct);
    const size_t first = b->first + p / t->high * t->group;
    if (!direct) stage_rows(t, first, samples_of(t, b, p), (ptrdiff_t)(p % t->high * 4) - margin, rows, (float *)plane, stage, 0);
    if (t->tiny) {
      for (size_t q = 0; q < 4; q++)
        for (size_t n = 0; n < 16; n++) out[q * pitch + n] = stage[q / 2 * 64 + 4 * n + q % 2];
      continue;
    }
#define CALL(PIECE) input_panel(PIECE, t, &v, &next, out, pitch)
    BY_PIECE(CALL)
#undef CALL
  }
}
ALWAYS void transform_gradient(const tiling *t, const block *b, const float *plane, const float *ahead, float *out, size_t panel,
                               size_t pitch) {
  if (t->tiny) {
    transform_input(t, b, plane, ahead, out, panel, pitch);
    return;
  }
  float stage[4 * 64];
  for (size_t p = 0; p < b->panels; p++, out += panel) {
    int direct;
    const fetch next = fetch_of(t, b, p, ahead);
    const view v = rows_of(t, b, p, 0, 4, (float *)plane, stage, &direct);
    const size_t first = b->first + p / t->high * t->group;
    if (!direct) stage_rows(t, first, samples_of(t, b, p), (ptrdiff_t)(p % t->high * 4), 4, (float *)plane, stage, 0);
#define CALL(PIECE) gradient_panel(PIECE, &v, &next, out, pitch)
    BY_PIECE(CALL)
#undef CALL
  }
}
ALWAYS void transform_output(const tiling *t, const block *b, const float *in, size_t panel, size_t pitch, float bias, float *plane,
                             const float *ahead) {
  float stage[4 * 64];
  for (size_t p = 0; p < b->panels; p++, in += panel) {
    if (t->tiny && is_whole_tiny(t, b, p)) {
      tiny_output(in, pitch, bias, plane + (b->first + 16 * p) * 4);
      continue;
    }
    int direct;
    const fetch next = fetch_of(t, b, p, ahead);
    const view v = rows_of(t, b, p, 0, 4, plane, stage, &direct);
    const size_t first = b->first + p / t->high * t->group;
    if (t->tiny) {
      for (size_t q = 0; q < 4; q++)
        for (size_t n = 0; n < 16; n++) stage[q / 2 * 64 + 4 * n + q % 2] = in[q * pitch + n] + bias;
    } else {
#define CALL(PIECE) output_panel(PIECE, &v, &next, in, pitch, bias)
      BY_PIECE(CALL)
#undef CALL
    }
    if (!direct) stage_rows(t, first, samples_of(t, b, p), (ptrdiff_t)(p % t->high * 4), 4, plane, stage, 1);
  }
}
