// Includes the file named SELF twice, once a precision. A kernel file reads
//
//     #ifndef REAL
//     #define SELF "file.c"
//     #include "precision.h"
//     public functions, each one DISPATCH
//     #else
//     the loops, over REAL, named NAMED(loop)
//     #endif
#include "dialect.h"

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define NAMED(name) JOIN(name, SUFFIX)
#define DISPATCH(name, ...) (precision == KERNEL_FLOAT64 ? name##_f64(__VA_ARGS__) : name##_f32(__VA_ARGS__))

#define REAL float
#define SUFFIX _f32
#define SINGLE
#include SELF
#undef SINGLE
#undef REAL
#undef SUFFIX
#define REAL double
#define SUFFIX _f64
#include SELF
#undef REAL
#undef SUFFIX
