// What Winograd's convolution does between its transforms, on sixteen tiles a vector: filters' transforms and the products of one frequency.
#pragma once
#include "transpose.h"
#include "winograd_transforms.h"

// Filters [filters][channels][3 × 3] as a product reads them: blocks of eight filters, [frequency][block][channel][8].
typedef struct {
  size_t filters, channels, filter_pitch, channel_pitch;
  int flipped, tiny;
} filter_shape;

// The tap that takes value q of a tiny image to output p.
ALWAYS size_t tap_between(size_t p, size_t q) { return (1 + q / 2 - p / 2) * 3 + 1 + q % 2 - p % 2; }

// The nine taps of eight filters and one channel, filter i in lane i.
ALWAYS void taps_of_eight(const filter_shape *s, const float *g, lanes *taps) {
  lanes rows[8], columns[8];
  UNROLL for (size_t i = 0; i < 8; i++) rows[i] = *(const lanes *)(g + i * s->filter_pitch);
  transpose(rows, columns);
  UNROLL for (size_t k = 0; k < 8; k++) taps[s->flipped ? 8 - k : k] = columns[k];
  UNROLL for (size_t i = 0; i < 8; i++) taps[s->flipped ? 0 : 8][i] = g[i * s->filter_pitch + 8];
}
// The same of up to eight filters and two channels: channel j from lane 8 j on, zeros where there is none.
ALWAYS void taps_of_pair(const filter_shape *s, size_t filters, size_t channels, const float *g, lanes16 *in) {
  float taps[9][16] = {{0}};
  for (size_t j = 0; j < channels; j++)
    for (size_t i = 0; i < filters; i++)
      for (size_t k = 0; k < 9; k++) taps[k][8 * j + i] = g[i * s->filter_pitch + j * s->channel_pitch + (s->flipped ? 8 - k : k)];
  memcpy(in, taps, sizeof taps);
}

// U = G g Gᵀ, of two channels at a time.
ALWAYS void transform_filters(const filter_shape *s, const float *g, float *u, size_t pitch) {
  for (size_t o = 0; o < s->filters; o += 8)
    for (size_t c = 0; c < s->channels; c += 2) {
      lanes16 in[9], half[18], out[36];
      const size_t pair = MINIMUM(s->channels - c, 2), high = MINIMUM(s->filters - o, 8);
      const float *from = g + o * s->filter_pitch + c * s->channel_pitch;
      const int is_whole = pair == 2 && high == 8;
      if (is_whole) {
        lanes first[9], second[9];
        taps_of_eight(s, from, first), taps_of_eight(s, from + s->channel_pitch, second);
        UNROLL for (size_t k = 0; k < 9; k++)
            in[k] = __builtin_shufflevector(first[k], second[k], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
      } else {
        taps_of_pair(s, high, pair, from, in);
      }
      if (s->tiny) {
        for (size_t p = 0; p < 4; p++)
          for (size_t q = 0; q < 4; q++) {
            float *to = u + p * pitch + (o * 4 + q * 8) * s->channels + c * 8;
            if (is_whole)
              *(lanes16 *)to = in[tap_between(p, q)];
            else
              memcpy(to, &in[tap_between(p, q)], pair * 8 * sizeof(float));
          }
        continue;
      }
      UNROLL for (int i = 0; i < 3; i++) filter4(in + i, half + i, 3, 3);
      UNROLL for (int r = 0; r < 6; r++) filter4(half + 3 * r, out + 6 * r, 1, 1);
      float *to = u + o * s->channels + c * 8;
      if (is_whole)
        UNROLL for (size_t f = 0; f < 36; f++) *(lanes16 *)(to + f * pitch) = out[f];
      else
        for (size_t f = 0; f < 36; f++) memcpy(to + f * pitch, &out[f], pair * 8 * sizeof(float));
    }
}

// m[r][·] = Σ_k u[k][r] v[k][·], for some panels at once.
ALWAYS void product_block(size_t rows, size_t panels, size_t depth, const float *u, const float *v, size_t v_panel, float *m, size_t m_panel) {
  lanes16 s[8][2];
  UNROLL for (size_t r = 0; r < rows; r++) UNROLL for (size_t p = 0; p < panels; p++) s[r][p] = (lanes16){0};
#pragma clang loop unroll(disable)
  for (size_t k = 0; k < depth; k++, u += 8, v += 16) {
    lanes16 b[2];
    UNROLL for (size_t p = 0; p < panels; p++) b[p] = *(const lanes16 *)(v + p * v_panel);
    UNROLL for (size_t r = 0; r < rows; r++) UNROLL for (size_t p = 0; p < panels; p++) s[r][p] += u[r] * b[p];
  }
  UNROLL for (size_t r = 0; r < rows; r++) UNROLL for (size_t p = 0; p < panels; p++) *(lanes16 *)(m + p * m_panel + 16 * r) = s[r][p];
}
// One frequency: blocks of eight filters against panels [depth][16]; results [panel][filter][16].
ALWAYS void multiply(int wide, size_t filters, size_t depth, size_t panels, const float *u, const float *v, float *m) {
  const size_t v_panel = depth * 16, m_panel = (filters + 7) / 8 * 8 * 16;
  for (size_t o = 0; o < filters; o += 8, u += depth * 8, m += 8 * 16) {
    size_t p = 0;
    if (wide)
      for (; p + 2 <= panels; p += 2) product_block(8, 2, depth, u, v + p * v_panel, v_panel, m + p * m_panel, m_panel);
    for (; p < panels; p++) {
      if (wide) {
        product_block(8, 1, depth, u, v + p * v_panel, v_panel, m + p * m_panel, m_panel);
      } else {
        product_block(4, 1, depth, u, v + p * v_panel, v_panel, m + p * m_panel, m_panel);
        product_block(4, 1, depth, u + 4, v + p * v_panel, v_panel, m + p * m_panel + 4 * 16, m_panel);
      }
    }
  }
}

// s[4 i + j] += d_i ∘ v_j over some tiles, for a square of rows.
ALWAYS void correlate_block(size_t side, size_t tiles, const float *const *d, const float *const *v, lanes16 *s) {
  lanes16 t[4][4];
  UNROLL for (size_t i = 0; i < side; i++) UNROLL for (size_t j = 0; j < side; j++) t[i][j] = (lanes16){0};
#pragma clang loop unroll(disable)
  for (size_t k = 0; k < tiles; k += 16) {
    lanes16 a[4], b[4];
    UNROLL for (size_t i = 0; i < side; i++) a[i] = *(const lanes16 *)(d[i] + k);
    UNROLL for (size_t j = 0; j < side; j++) b[j] = *(const lanes16 *)(v[j] + k);
    UNROLL for (size_t i = 0; i < side; i++) UNROLL for (size_t j = 0; j < side; j++) t[i][j] += a[i] * b[j];
  }
  UNROLL for (size_t i = 0; i < side; i++) UNROLL for (size_t j = 0; j < side; j++) s[4 * i + j] = t[i][j];
}
// One frequency of the weights' gradient: g[square][4 × 4] (+)= Σ_tiles d v over rows [row][tiles].
ALWAYS void correlate(int wide, size_t filters, size_t depth, size_t tiles, size_t pitch, const float *d, const float *v, int add, float *g) {
  for (size_t o = 0; o < filters; o += 4)
    for (size_t c = 0; c < depth; c += 4, g += 16) {
      const float *a[4], *b[4];
      lanes16 s[16];
      for (size_t i = 0; i < 4; i++) a[i] = d + MINIMUM(o + i, filters - 1) * pitch, b[i] = v + MINIMUM(c + i, depth - 1) * pitch;
      if (wide) {
        correlate_block(4, tiles, a, b, s);
      } else {
        correlate_block(2, tiles, a, b, s), correlate_block(2, tiles, a, b + 2, s + 2);
        correlate_block(2, tiles, a + 2, b, s + 8), correlate_block(2, tiles, a + 2, b + 2, s + 10);
      }
      lanes16 sums;
      sums_of(s, &sums);
      *(lanes16 *)g = add ? *(const lanes16 *)g + sums : sums;
    }
}

// dg = Gᵀ dU G, from squares of four filters and four channels.
ALWAYS void filters_adjoint(const filter_shape *s, const float *u, size_t pitch, float *g) {
  const size_t across = (s->channels + 3) / 4;
  for (size_t o = 0; o < s->filters; o += 4)
    for (size_t c = 0; c < s->channels; c += 4) {
      lanes16 in[36], half[18], out[9] = {{0}};
      float taps[9][16];
      if (s->tiny) {
        // A row of squares holds the channels of the image's four values, one value after the other.
        for (size_t p = 0; p < 4; p++)
          for (size_t q = 0; q < 4; q++) {
            const float *row = u + p * pitch + o / 4 * s->channels * 16;
            const size_t column = q * s->channels + c;
            lanes16 *sum = out + tap_between(p, q);
            if (s->channels % 4 == 0) {
              *sum += *(const lanes16 *)(row + column * 4);
            } else {
              for (size_t l = 0; l < 16; l++) {
                const size_t at = column + MINIMUM(l % 4, s->channels - 1 - c);
                (*sum)[l] += row[at / 4 * 16 + l / 4 * 4 + at % 4];
              }
            }
          }
      } else {
        const float *square = u + (o / 4 * across + c / 4) * 16;
        for (size_t f = 0; f < 36; f++) in[f] = *(const lanes16 *)(square + f * pitch);
        UNROLL for (int i = 0; i < 6; i++) filter_adjoint4(in + i, half + i, 6, 6);
        UNROLL for (int r = 0; r < 3; r++) filter_adjoint4(half + 6 * r, out + 3 * r, 1, 1);
      }
      memcpy(taps, out, sizeof taps);
      for (size_t i = 0; i < MINIMUM(s->filters - o, 4); i++)
        for (size_t j = 0; j < MINIMUM(s->channels - c, 4); j++)
          for (size_t k = 0; k < 9; k++) g[(o + i) * s->filter_pitch + (c + j) * s->channel_pitch + k] = taps[k][4 * i + j];
    }
}
