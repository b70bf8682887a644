#define _GNU_SOURCE
#include <cblas.h>
#include <dlfcn.h>

#include "CKernels.h"

void kernel_blas_set_threads(int threads) { openblas_set_num_threads(threads); }
const char *kernel_blas_core(void) { return openblas_get_corename(); }
const char *kernel_blas_configuration(void) { return openblas_get_config(); }

const char *kernel_blas_library(void) {
  Dl_info info;
  return dladdr((void *)cblas_sgemm, &info) ? info.dli_fname : "";
}
