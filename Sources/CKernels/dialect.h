// What the kernels' C leans on: a function compiled for several processors and chosen when the program starts, sums that may be taken in any order.
#pragma once
#include "CKernels.h"

#if __has_feature(thread_sanitizer)
// The choice is made before the sanitizer is ready to watch it.
#define CLONES
#else
#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#endif
#define ALWAYS static inline __attribute__((always_inline))
#define FAST _Pragma("clang fp reassociate(on) contract(fast)")
// Sums longer than this go to double block by block.
#define BLOCK 1024
#define MINIMUM(a, b) ((a) < (b) ? (a) : (b))
