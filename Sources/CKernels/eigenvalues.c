// LAPACK, as OpenBLAS brings it, by its Fortran names.
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

void dsyevd_(const char *job, const char *half, const int *order, double *matrix, const int *lead, double *values, double *work,
             const int *work_size, int *integers, const int *integer_size, int *info);
void dsteqr_(const char *job, const int *order, double *diagonal, double *below, double *vectors, const int *lead, double *work, int *info);

int kernel_symmetric_eigenvalues(size_t order, double *matrix, double *eigenvalues) {
  const int n = (int)order, query = -1;
  int info = 0, integer_size = 0;
  double size = 0;
  // Row-major upper is column-major lower.
  dsyevd_("N", "L", &n, matrix, &n, eigenvalues, &size, &query, &integer_size, &query, &info);
  if (info) return info;
  const int work_size = (int)size;
  double *work = malloc((size_t)work_size * sizeof(double));
  int *integers = malloc((size_t)integer_size * sizeof(int));
  if (work && integers)
    dsyevd_("N", "L", &n, matrix, &n, eigenvalues, work, &work_size, integers, &integer_size, &info);
  else
    info = -1;
  free(work);
  free(integers);
  return info;
}

int kernel_tridiagonal_eigenvalues(size_t order, double *diagonal, double *below, double *last_components) {
  const int n = (int)order;
  int info = 0;
  double *vectors = malloc(order * order * sizeof(double)), *work = malloc((2 * order + 1) * sizeof(double));
  if (vectors && work) {
    dsteqr_("I", &n, diagonal, below, vectors, &n, work, &info);
    for (size_t i = 0; i < order; i++) last_components[i] = vectors[i * order + order - 1];
  } else {
    info = -1;
  }
  free(vectors);
  free(work);
  return info;
}
