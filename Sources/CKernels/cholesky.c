// The Cholesky factor of a symmetric positive definite matrix and its inverse. LAPACK's would do but for one thing: OpenBLAS chooses its sums by the
// processor, and a network that is trained on whitened inputs carries their last bits into every number of its run. Here every element is one sum over k
// in ascending order.
#include <math.h>

#include "CKernels.h"

int kernel_inverse_cholesky(size_t order, double *matrix) {
  // A = L Lᵀ row by row: L[i][j] = (A[i][j] − Σ_{k<j} L[i][k] L[j][k]) / L[j][j], over the lower half of A.
  for (size_t i = 0; i < order; i++) {
    double *row = matrix + i * order;
    for (size_t j = 0; j <= i; j++) {
      const double *other = matrix + j * order;
      double rest = row[j];
      for (size_t k = 0; k < j; k++) rest -= row[k] * other[k];
      if (j < i) {
        row[j] = rest / other[j];
      } else {
        if (!(rest > 0)) return (int)i + 1;
        row[i] = sqrt(rest);
      }
    }
  }
  // X = L⁻¹ row by row, over L: X[i][·] = (e_i − Σ_{k<i} L[i][k] X[k][·]) / L[i][i]. The terms of an element still come in ascending order of k, since
  // L[i][k] is read before column k of the row is written; columns above k are not yet part of the sum.
  for (size_t i = 0; i < order; i++) {
    double *row = matrix + i * order;
    const double pivot = row[i];
    for (size_t k = 0; k < i; k++) {
      const double *above = matrix + k * order, factor = row[k];
      row[k] = 0;
      for (size_t j = 0; j <= k; j++) row[j] -= factor * above[j];
    }
    for (size_t j = 0; j < i; j++) row[j] /= pivot;
    row[i] = 1 / pivot;
    for (size_t j = i + 1; j < order; j++) row[j] = 0;
  }
  return 0;
}
