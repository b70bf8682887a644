// The one-dimensional transforms of Winograd's convolution F(4, 3), on elements `s` apart, written `t` apart; and their adjoints where a gradient needs
// them. Every lane of a vector is a tile, or a filter, of its own.
#pragma once
#include "registers.h"

// Bᵀ
ALWAYS void input4(const lanes16 *d, lanes16 *o, int s, int t) {
  const lanes16 d0 = d[0], d1 = d[s], d2 = d[2 * s], d3 = d[3 * s], d4 = d[4 * s], d5 = d[5 * s];
  const lanes16 even = d4 - 4 * d2, odd = d3 - 4 * d1, p = d4 - d2, q = 2 * (d3 - d1);
  o[0] = 4 * d0 - 5 * d2 + d4, o[t] = even + odd, o[2 * t] = even - odd;
  o[3 * t] = p + q, o[4 * t] = p - q, o[5 * t] = 4 * d1 - 5 * d3 + d5;
}
// Aᵀ and A
ALWAYS void output4(const lanes16 *v, lanes16 *o, int s, int t) {
  const lanes16 a = v[s] + v[2 * s], b = v[s] - v[2 * s], c = v[3 * s] + v[4 * s], e = v[3 * s] - v[4 * s];
  o[0] = v[0] + a + c, o[t] = b + 2 * e, o[2 * t] = a + 4 * c, o[3 * t] = b + 8 * e + v[5 * s];
}
ALWAYS void output_adjoint4(const lanes16 *y, lanes16 *o, int s, int t) {
  const lanes16 y0 = y[0], y1 = y[s], y2 = y[2 * s], y3 = y[3 * s];
  const lanes16 a = y0 + y2, b = y1 + y3, c = y0 + 4 * y2, e = 2 * y1 + 8 * y3;
  o[0] = y0, o[t] = a + b, o[2 * t] = a - b, o[3 * t] = c + e, o[4 * t] = c - e, o[5 * t] = y3;
}
// G and Gᵀ
ALWAYS void filter4(const lanes16 *g, lanes16 *o, int s, int t) {
  const lanes16 g0 = g[0], g1 = g[s], g2 = g[2 * s];
  const lanes16 a = (g0 + g2) * (-1.0f / 6), b = g1 * (1.0f / 6), c = g0 * (1.0f / 24) + g2 * (1.0f / 6), e = g1 * (1.0f / 12);
  o[0] = g0 * 0.25f, o[t] = a - b, o[2 * t] = a + b, o[3 * t] = c + e, o[4 * t] = c - e, o[5 * t] = g2;
}
ALWAYS void filter_adjoint4(const lanes16 *u, lanes16 *o, int s, int t) {
  const lanes16 a = u[s] + u[2 * s], b = u[2 * s] - u[s], c = u[3 * s] + u[4 * s], e = u[3 * s] - u[4 * s];
  o[0] = 0.25f * u[0] - a * (1.0f / 6) + c * (1.0f / 24), o[t] = b * (1.0f / 6) + e * (1.0f / 12);
  o[2 * t] = u[5 * s] - a * (1.0f / 6) + c * (1.0f / 6);
}
