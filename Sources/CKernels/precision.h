// Includes the file named SELF twice, once a precision. A kernel file reads
//
//     #ifndef REAL
//     #define SELF "file.c"
//     #include "precision.h"
//     public functions, each one DISPATCH
//     #else
//     the loops, over REAL, named NAMED(loop)
//     #endif
#include "CKernels.h"

#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#define FAST _Pragma("clang fp reassociate(on) contract(fast)")
// Sums longer than this go to double block by block.
#define BLOCK 1024
#define MINIMUM(a, b) ((a) < (b) ? (a) : (b))

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define NAMED(name) JOIN(name, SUFFIX)
#define DISPATCH(name, ...) (precision == KERNEL_FLOAT64 ? name##_f64(__VA_ARGS__) : name##_f32(__VA_ARGS__))

#define REAL float
#define SUFFIX _f32
#include SELF
#undef REAL
#undef SUFFIX
#define REAL double
#define SUFFIX _f64
#include SELF
#undef REAL
#undef SUFFIX
