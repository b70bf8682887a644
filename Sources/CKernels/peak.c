#include "dialect.h"

typedef float lanes __attribute__((vector_size(32)));

// Twelve chains keep two units of four or five cycles' latency busy.
CLONES double kernel_multiply_add_chains(size_t rounds) {
#pragma clang fp contract(fast)
  lanes sums[12], factor, term;
  for (int l = 0; l < 8; l++) factor[l] = 0.999f, term[l] = 0.001f;
  for (int c = 0; c < 12; c++) sums[c] = term * (float)c;
  for (size_t i = 0; i < rounds; i++) {
#pragma clang loop unroll(full)
    for (int c = 0; c < 12; c++) sums[c] = sums[c] * factor + term;
    // The compiler must not see through the chains.
    __asm__ volatile("" : "+m"(*(char *)&rounds));
  }
  volatile float sink = 0;
  for (int c = 0; c < 12; c++) sink += sums[c][0];
  (void)sink;
  return (double)rounds * 12 * 8 * 2;
}
