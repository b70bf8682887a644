// The part of GSL that the toolkit uses. gsl_matrix, gsl_linalg and gsl_multi* stay out: they pull in gsl_cblas.h, whose enums clash
// with OpenBLAS's.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_histogram.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_rstat.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <gsl/gsl_version.h>
#include <stddef.h>
#include <stdint.h>

// Philox4x32-10 as a generator of GSL's kind, so that every gsl_ran_* distribution draws from it. GSL's own generators take 32 bits of seed;
// this one takes a 64-bit key and a 64-bit stream, and streams of different (key, stream) never overlap.
extern const gsl_rng_type *const gsl_rng_philox;

/// Restarts a Philox generator at the beginning of the stream (key, stream).
void philox_restart(gsl_rng *generator, uint64_t key, uint64_t stream);

/// One block of Philox4x32-10: out = bijection of the 128-bit counter under the 64-bit key.
void philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

void stream_fill_uniform_double(gsl_rng *generator, double lower, double upper, double *out, size_t count);
void stream_fill_uniform_float(gsl_rng *generator, double lower, double upper, float *out, size_t count);
void stream_fill_normal_double(gsl_rng *generator, double mean, double deviation, double *out, size_t count);
void stream_fill_normal_float(gsl_rng *generator, double mean, double deviation, float *out, size_t count);

/// Independent signs, 1 or −1 with a probability of a half each, 32 from a draw.
void stream_fill_signs_double(gsl_rng *generator, double *out, size_t count);
void stream_fill_signs_float(gsl_rng *generator, float *out, size_t count);
