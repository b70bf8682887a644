// Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
#include "CGSL.h"

// The bits of a deviate must not depend on whether the processor multiplies and adds in one operation.
#pragma STDC FP_CONTRACT OFF

#if __has_feature(thread_sanitizer)
// The choice is made before the sanitizer is ready to watch it.
#define CLONES
#else
#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3")))
#endif

// Blocks are made several at a time, in the lanes of vector registers, and given out in their order.
enum { BLOCKS = 16, WORDS = 4 * BLOCKS };

typedef struct {
  uint32_t key[2];
  uint32_t stream[2];
  uint64_t next;
  uint32_t words[WORDS];
  uint32_t used;
} philox_state;

static inline __attribute__((always_inline)) void block(uint32_t c0, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                                                        uint32_t *out) {
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2;
    uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0, n2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c0 = n0;
    c1 = (uint32_t)p1;
    c2 = n2;
    c3 = (uint32_t)p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

void philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  block(counter[0], counter[1], counter[2], counter[3], key[0], key[1], out);
}

CLONES static void refill(uint64_t next, uint32_t s0, uint32_t s1, uint32_t k0, uint32_t k1, uint32_t *restrict words) {
  for (uint32_t i = 0; i < BLOCKS; i++) {
    const uint64_t counter = next + i;
    block((uint32_t)counter, (uint32_t)(counter >> 32), s0, s1, k0, k1, words + 4 * i);
  }
}

static inline void prepare(philox_state *state) {
  if (state->used < WORDS) return;
  refill(state->next, state->stream[0], state->stream[1], state->key[0], state->key[1], state->words);
  state->next += BLOCKS;
  state->used = 0;
}

static unsigned long philox_get(void *memory) {
  philox_state *state = memory;
  prepare(state);
  return state->words[state->used++];
}

static double philox_get_double(void *memory) { return (double)philox_get(memory) / 4294967296.0; }

static void philox_set(void *memory, unsigned long seed) {
  philox_state *state = memory;
  *state = (philox_state){.key = {(uint32_t)seed, (uint32_t)((uint64_t)seed >> 32)}, .used = WORDS};
}

static const gsl_rng_type philox_type = {"philox4x32-10", 0xffffffffUL, 0, sizeof(philox_state), philox_set, philox_get, philox_get_double};
const gsl_rng_type *const gsl_rng_philox = &philox_type;

void philox_restart(gsl_rng *generator, uint64_t key, uint64_t stream) {
  philox_state *state = generator->state;
  *state = (philox_state){
      .key = {(uint32_t)key, (uint32_t)(key >> 32)}, .stream = {(uint32_t)stream, (uint32_t)(stream >> 32)}, .used = WORDS};
}

// A uniform deviate of 53 bits: one 32-bit draw alone would leave a float64 network's weights on a grid of 2^-32. Both parts are exact as signed
// integers of 32 bits, which vectors turn into doubles on every processor.
static inline __attribute__((always_inline)) double uniform53(uint32_t first, uint32_t second) {
  const int32_t high = (int32_t)(first >> 5), low = (int32_t)(second >> 6);
  return ((double)high * 67108864.0 + (double)low) / 9007199254740992.0;
}

#define FILL(TYPE)                                                                                                      \
  CLONES static void uniforms_##TYPE(const uint32_t *words, double lower, double upper, TYPE *restrict out, uint32_t count) { \
    for (uint32_t i = 0; i < count; i++) out[i] = (TYPE)(lower + (upper - lower) * uniform53(words[2 * i], words[2 * i + 1])); \
  }                                                                                                                     \
  void stream_fill_uniform_##TYPE(gsl_rng *generator, double lower, double upper, TYPE *out, size_t count) {            \
    philox_state *state = generator->state;                                                                             \
    while (count > 0) {                                                                                                 \
      prepare(state);                                                                                                   \
      const size_t left = (WORDS - state->used) / 2;                                                                    \
      const uint32_t pairs = (uint32_t)(left < count ? left : count);                                                   \
      uniforms_##TYPE(state->words + state->used, lower, upper, out, pairs);                                            \
      state->used += 2 * pairs, out += pairs, count -= pairs;                                                           \
      if (count == 0 || state->used != WORDS - 1) continue;                                                             \
      const uint32_t first = (uint32_t)philox_get(state), second = (uint32_t)philox_get(state);                         \
      *out++ = (TYPE)(lower + (upper - lower) * uniform53(first, second));                                              \
      count--;                                                                                                          \
    }                                                                                                                   \
  }                                                                                                                     \
  void stream_fill_normal_##TYPE(gsl_rng *generator, double mean, double deviation, TYPE *out, size_t count) {          \
    for (size_t i = 0; i < count; i++) out[i] = (TYPE)(mean + gsl_ran_gaussian_ziggurat(generator, deviation));         \
  }                                                                                                                     \
  void stream_fill_signs_##TYPE(gsl_rng *generator, TYPE *out, size_t count) {                                          \
    for (size_t start = 0; start < count; start += 32) {                                                                \
      const uint32_t bits = (uint32_t)philox_get(generator->state);                                                     \
      const size_t length = count - start < 32 ? count - start : 32;                                                    \
      for (size_t i = 0; i < length; i++) out[start + i] = (TYPE)(2 * (int)(bits >> i & 1) - 1);                        \
    }                                                                                                                   \
  }
FILL(double)
FILL(float)
