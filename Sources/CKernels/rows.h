// A row of an image read and added to at steps of one or two elements, a vector at a time: what stands between an image and the columns of its patches.
// Included once a precision, by a file that includes dialect.h.
#ifdef REAL

#define LANES (32 / sizeof(REAL))
typedef REAL NAMED(row_lanes) __attribute__((vector_size(32), aligned(sizeof(REAL))));
#define VECTOR NAMED(row_lanes)

// row[q] = in[stride · q]
ALWAYS void NAMED(take_row)(size_t count, size_t stride, const REAL *in, REAL *row) {
  size_t q = 0;
  if (stride == 1 && count >= LANES) {
    for (; q + LANES <= count; q += LANES) *(VECTOR *)(row + q) = *(const VECTOR *)(in + q);
    // The last vector may repeat what the one before it copied.
    *(VECTOR *)(row + count - LANES) = *(const VECTOR *)(in + count - LANES);
    return;
  }
#ifdef SINGLE
  if (stride == 2)
    for (; q + 8 <= count; q += 8) {
      // Fifteen elements and no more: the sixteenth may lie behind the image.
      const VECTOR low = *(const VECTOR *)(in + 2 * q), high = *(const VECTOR *)(in + 2 * q + 7);
      *(VECTOR *)(row + q) = __builtin_shufflevector(low, high, 0, 2, 4, 6, 9, 11, 13, 15);
    }
#endif
  for (; q < count; q++) row[q] = in[stride * q];
}

// in[stride · q] += row[q]
ALWAYS void NAMED(give_row)(size_t count, size_t stride, const REAL *row, REAL *in) {
  size_t q = 0;
  if (stride == 1)
    for (; q + LANES <= count; q += LANES) *(VECTOR *)(in + q) += *(const VECTOR *)(row + q);
#ifdef SINGLE
  if (stride == 2)
    for (; q + 8 <= count; q += 8) {
      const VECTOR low = *(const VECTOR *)(in + 2 * q), high = *(const VECTOR *)(in + 2 * q + 7), r = *(const VECTOR *)(row + q);
      const VECTOR low_sum = low + __builtin_shufflevector(r, r, 0, 0, 1, 1, 2, 2, 3, 3);
      const VECTOR high_sum = high + __builtin_shufflevector(r, r, 3, 4, 4, 5, 5, 6, 6, 7);
      *(VECTOR *)(in + 2 * q) = __builtin_shufflevector(low_sum, low, 0, 9, 2, 11, 4, 13, 6, 15);
      *(VECTOR *)(in + 2 * q + 7) = __builtin_shufflevector(high_sum, high, 8, 1, 10, 3, 12, 5, 14, 7);
    }
#endif
  for (; q < count; q++) in[stride * q] += row[q];
}
#undef LANES
#undef VECTOR
#endif
