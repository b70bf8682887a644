// What the kernels' C leans on: a function compiled for several processors and chosen when the program starts, sums that may be taken in any order.
#pragma once
#include "CKernels.h"

// Results are the same bits on every processor from x86-64-v3 on, so no sum may run in an order that the width of a register decides. CLONES, for loops
// that the compiler turns into vectors, stops at that level. WIDE goes on to x86-64-v4; it is for loops over vectors of a type of their own, whose
// every element is computed by the same operations in the same order whatever the registers: there FAST is not allowed.
#if __has_feature(thread_sanitizer)
// The choice is made before the sanitizer is ready to watch it.
#define CLONES
#define WIDE
#else
#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3")))
#define WIDE __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#endif
#define ALWAYS static inline __attribute__((always_inline))
#define FAST _Pragma("clang fp reassociate(on) contract(fast)")
// Before a loop whose every element reads and writes its own place alone: the compiler's own test for overlap takes out = x for one, and leaves vectors out.
#define IN_PLACE _Pragma("clang loop vectorize(assume_safety)")
// Sums longer than this go to double block by block.
#define BLOCK 1024
#define MINIMUM(a, b) ((a) < (b) ? (a) : (b))
