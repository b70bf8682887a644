// Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
#include "CGSL.h"

typedef struct {
  uint32_t key[2];
  uint32_t counter[4];
  uint32_t block[4];
  uint32_t used;
} philox_state;

void philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3], k0 = key[0], k1 = key[1];
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

static unsigned long philox_get(void *memory) {
  philox_state *state = memory;
  if (state->used == 4) {
    philox_block(state->counter, state->key, state->block);
    state->used = 0;
    if (++state->counter[0] == 0) ++state->counter[1];
  }
  return state->block[state->used++];
}

static double philox_get_double(void *memory) { return (double)philox_get(memory) / 4294967296.0; }

static void philox_set(void *memory, unsigned long seed) {
  philox_state *state = memory;
  *state = (philox_state){.key = {(uint32_t)seed, (uint32_t)((uint64_t)seed >> 32)}, .used = 4};
}

static const gsl_rng_type philox_type = {"philox4x32-10", 0xffffffffUL, 0, sizeof(philox_state), philox_set, philox_get, philox_get_double};
const gsl_rng_type *const gsl_rng_philox = &philox_type;

void philox_restart(gsl_rng *generator, uint64_t key, uint64_t stream) {
  philox_state *state = generator->state;
  *state = (philox_state){
      .key = {(uint32_t)key, (uint32_t)(key >> 32)}, .counter = {0, 0, (uint32_t)stream, (uint32_t)(stream >> 32)}, .used = 4};
}

// A uniform deviate of 53 bits: one 32-bit draw alone would leave a float64 network's weights on a grid of 2^-32.
static inline double uniform53(gsl_rng *generator) {
  uint64_t high = philox_get(generator->state) >> 5, low = philox_get(generator->state) >> 6;
  return ((double)high * 67108864.0 + (double)low) / 9007199254740992.0;
}

#define FILL(TYPE)                                                                                                      \
  void stream_fill_uniform_##TYPE(gsl_rng *generator, double lower, double upper, TYPE *out, size_t count) {            \
    for (size_t i = 0; i < count; i++) out[i] = (TYPE)(lower + (upper - lower) * uniform53(generator));                 \
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
