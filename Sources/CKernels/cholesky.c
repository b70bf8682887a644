// LAPACK, as OpenBLAS brings it, by its Fortran names.
#include "CKernels.h"

void dpotrf_(const char *half, const int *order, double *matrix, const int *lead, int *info);
void dtrtri_(const char *half, const char *diagonal, const int *order, double *matrix, const int *lead, int *info);

int kernel_inverse_cholesky(size_t order, double *matrix) {
  const int n = (int)order;
  int info = 0;
  // Column-major upper is row-major lower.
  dpotrf_("U", &n, matrix, &n, &info);
  if (info) return info;
  dtrtri_("U", "N", &n, matrix, &n, &info);
  for (size_t row = 0; row < order; row++)
    for (size_t column = row + 1; column < order; column++) matrix[row * order + column] = 0;
  return info;
}
