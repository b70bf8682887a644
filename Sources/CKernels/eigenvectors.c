// LAPACK, as OpenBLAS brings it, by its Fortran names.
#include <stdlib.h>

#include "CKernels.h"

void dsyevd_(const char *job, const char *half, const int *order, double *matrix, const int *lead, double *values, double *work,
             const int *work_size, int *integers, const int *integer_size, int *info);

int kernel_symmetric_eigenvectors(size_t order, double *matrix, double *eigenvalues) {
  const int n = (int)order, query = -1;
  int info = 0, integer_size = 0;
  double size = 0;
  dsyevd_("V", "L", &n, matrix, &n, eigenvalues, &size, &query, &integer_size, &query, &info);
  if (info) return info;
  const int work_size = (int)size;
  double *work = malloc((size_t)work_size * sizeof(double));
  int *integers = malloc((size_t)integer_size * sizeof(int));
  if (work && integers)
    dsyevd_("V", "L", &n, matrix, &n, eigenvalues, work, &work_size, integers, &integer_size, &info);
  else
    info = -1;
  free(work);
  free(integers);
  return info;
}
