// CRC-32C (Castagnoli), bit by bit: event files are short, and zlib has the other polynomial alone.
#include "CKernels.h"

uint32_t kernel_crc32c(const void *data, size_t count) {
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < count; i++) {
    crc ^= ((const uint8_t *)data)[i];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78u : 0);
  }
  return ~crc;
}
