// General matrix products inside the kernels: C[m×n] (+)= op(A) op(B), row-major with leading dimensions, on the calling thread.
#pragma once
#include "CKernels.h"

typedef struct {
  int transpose_a, transpose_b, accumulate;
  size_t m, n, k, lda, ldb, ldc;
} product_shape;

void product_f32(const product_shape *, const float *a, const float *b, float *c);
void product_f64(const product_shape *, const double *a, const double *b, double *c);
