// What a forward pass of normalization leaves for each channel.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
enum { MEAN, SPREAD, INVERSE, LARGEST, STATISTICS };

// The place of the largest value, below 2^32, as the bits of an integer: as a number of single precision it would be rounded from 2^24 on.
static inline void keep_place(void *statistic, size_t place) {
  const uint32_t bits = (uint32_t)place;
  memcpy(statistic, &bits, sizeof bits);
}
static inline size_t kept_place(const void *statistic) {
  uint32_t bits;
  memcpy(&bits, statistic, sizeof bits);
  return bits;
}
