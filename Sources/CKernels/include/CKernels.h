// The loops of the engine, in C: whole-buffer operations in float32 and float64.
//
// Buffers are `void *` because each operation exists once for callers and twice inside; the first argument says which. Activations are stored
// channel-major: [channels][samples × positions], so that a channel's statistics, a bias or a linear layer each walk contiguous rows.
// Sums are taken in blocks and joined in double, so that float32 results carry float32's rounding and no more.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum { KERNEL_FLOAT32 = 0, KERNEL_FLOAT64 = 1 } kernel_precision;

// --- threads -----------------------------------------------------------------------------------------------------------------
typedef struct kernel_team kernel_team;
/// A part of a job, in the calling convention of a Swift closure.
typedef __attribute__((swiftcall)) void (*kernel_team_body)(size_t part, __attribute__((swift_context)) void *context);
/// Starts so many threads, or as many as there are to be had.
kernel_team *kernel_team_start(size_t threads);
/// Does `body` for parts 0 to `parts` − 1, each once, on the calling thread and the team's, and returns when all are done. While another job is at hand (one
/// that this is a part of, or another thread's) the caller does all parts itself.
void kernel_team_run(kernel_team *, size_t parts, kernel_team_body body, void *context);
/// Ends the threads, once they are idle.
void kernel_team_end(kernel_team *);

// --- memory ------------------------------------------------------------------------------------------------------------------
#define KERNEL_LARGE_PAGE 2097152
/// Asks for large pages behind the whole ones that a block, not yet touched, covers.
void kernel_ask_large_pages(void *start, size_t bytes);

// --- vectors -----------------------------------------------------------------------------------------------------------------
/// out = x + scale · y; out is x, or y, or apart from both
void kernel_add_scaled(kernel_precision, size_t count, const void *x, double scale, const void *y, void *out);
/// x = scale · x
void kernel_scale(kernel_precision, size_t count, double scale, void *x);
/// Σ x·y
double kernel_dot(kernel_precision, size_t count, const void *x, const void *y);
/// Σ (x − y)²
double kernel_squared_distance(kernel_precision, size_t count, const void *x, const void *y);
/// x = value
void kernel_fill(kernel_precision, size_t count, double value, void *x);
/// out = x · y, element by element; out is x, or y, or apart from both
void kernel_multiply(kernel_precision, size_t count, const void *x, const void *y, void *out);

/// out += x · y, element by element; out is apart from both
void kernel_multiply_add(kernel_precision, size_t count, const void *x, const void *y, void *out);
/// x = x < threshold ? 0 : value
void kernel_threshold(kernel_precision, size_t count, double threshold, double value, void *x);

// --- matrices (row-major) ----------------------------------------------------------------------------------------------------
/// C[m×n] = op(A) op(B) (+ C if accumulate); op transposes where asked. Every sum over k has one order, whatever the processor and the block.
void kernel_matrix_multiply(kernel_precision, int transpose_a, int transpose_b, size_t m, size_t n, size_t k, const void *a, const void *b,
                            int accumulate, void *c);
/// Some rows and columns of the C that kernel_matrix_multiply computes, with the same bits: `m`, `n` and `k` are those of the whole product, and a, b and c the
/// whole matrices. Columns begin at a multiple of KERNEL_PRODUCT_COLUMNS, and end at one or with the matrix.
typedef struct {
  size_t first_row, rows, first_column, columns;
} kernel_block;
#define KERNEL_PRODUCT_COLUMNS 32
void kernel_matrix_multiply_block(kernel_precision, int transpose_a, int transpose_b, size_t m, size_t n, size_t k, const void *a, const void *b,
                                  int accumulate, void *c, const kernel_block *);
/// matrix[r][c] = values[r]
void kernel_fill_rows(kernel_precision, size_t rows, size_t columns, const void *values, void *matrix);
/// sums[r] = Σ_c matrix[r][c]
void kernel_row_sums(kernel_precision, size_t rows, size_t columns, const void *matrix, void *sums);
/// out[outer][b][between][a][inner] = in[outer][a][between][b][inner]
void kernel_swap(kernel_precision, size_t outer, size_t a, size_t between, size_t b, size_t inner, const void *in, void *out);
/// Every row of matrix[rows][columns] = values[columns]
void kernel_fill_columns(kernel_precision, size_t rows, size_t columns, const void *values, void *matrix);
/// sums[columns] of matrix[rows][columns]
void kernel_column_sums(kernel_precision, size_t rows, size_t columns, const void *matrix, void *sums);
/// Every row of x[rows][columns] becomes softmax(scale x).
void kernel_softmax(kernel_precision, size_t rows, size_t columns, double scale, void *x);
/// dx = a (da − Σ a da) by rows, for a the softmax; the derivative by what softmax was taken of, without its scale.
void kernel_softmax_backward(kernel_precision, size_t rows, size_t columns, const void *a, const void *da, void *dx);
/// The R-operator of kernel_softmax_backward.
void kernel_softmax_backward_tangent(kernel_precision, size_t rows, size_t columns, const void *a, const void *a_tangent, const void *da,
                                     const void *da_tangent, void *dx_tangent);
/// out[columns][rows] = transpose of in[rows][columns]
void kernel_transpose(kernel_precision, size_t rows, size_t columns, const void *in, void *out);

// --- activations -------------------------------------------------------------------------------------------------------------
typedef enum { KERNEL_RELU = 0, KERNEL_SIGMOID = 1, KERNEL_TANH = 2 } kernel_activation;
/// y = f(x)
void kernel_activation_forward(kernel_precision, kernel_activation, size_t count, const void *x, void *y);
/// dx = dy · f'(x), from y = f(x) alone
void kernel_activation_backward(kernel_precision, kernel_activation, size_t count, const void *y, const void *dy, void *dx);
/// dx_tangent = dy_tangent · f'(x) + dy · f''(x) · x_tangent, the R-operator of the backward pass, from y = f(x) alone
void kernel_activation_backward_tangent(kernel_precision, kernel_activation, size_t count, const void *y, const void *x_tangent,
                                        const void *dy, const void *dy_tangent, void *dx_tangent);

/// y = x, but lower where x is below it and upper where x is above it
void kernel_clamp(kernel_precision, size_t count, double lower, double upper, const void *x, void *y);
/// dx = dy where lower < x < upper, and 0 at and beyond these bounds
void kernel_clamp_backward(kernel_precision, size_t count, double lower, double upper, const void *x, const void *dy, void *dx);

/// x Φ(x), for Φ the normal distribution's function, or for its approximation by tanh: see `GELU`.
typedef enum { KERNEL_GELU_EXACT = 0, KERNEL_GELU_TANH = 1 } kernel_gelu;
void kernel_gelu_forward(kernel_precision, kernel_gelu, size_t count, const void *x, void *y);
void kernel_gelu_backward(kernel_precision, kernel_gelu, size_t count, const void *x, const void *dy, void *dx);
/// The R-operator of the backward pass.
void kernel_gelu_backward_tangent(kernel_precision, kernel_gelu, size_t count, const void *x, const void *x_tangent, const void *dy,
                                  const void *dy_tangent, void *dx_tangent);

// --- images ------------------------------------------------------------------------------------------------------------------
/// One number along the height of an image and one along its width.
typedef struct {
  size_t height, width;
} kernel_pair;

// --- normalization -----------------------------------------------------------------------------------------------------------
typedef enum { KERNEL_STANDARD_DEVIATION = 0, KERNEL_L1 = 1, KERNEL_L2 = 2, KERNEL_LINF = 3 } kernel_divisor;
/// Per channel: statistics[channel] = {mean, variance or norm, 1 / divisor, index of the largest |x| (linf), as an integer's bits} over `count` values, and
/// y = gamma (x − mean) / divisor + beta, and its positive part where `rectify` is set. gamma and beta may be null (1 and 0).
void kernel_normalize_forward(kernel_precision, kernel_divisor, int rectify, size_t channels, size_t count, double epsilon, const void *gamma,
                              const void *beta, const void *x, void *statistics, void *y);
/// The same with given mean and variance or norm.
void kernel_normalize_fixed(kernel_precision, kernel_divisor, int rectify, size_t channels, size_t count, double epsilon, const void *gamma,
                            const void *beta, const void *mean, const void *spread, const void *x, void *statistics, void *y);
/// mean ← (1 − share) mean + share · the batch's, and likewise spread with the batch's times `factor`, from the statistics that a forward pass left.
void kernel_running_statistics(kernel_precision, size_t channels, double share, double factor, const void *statistics, void *mean,
                               void *spread);
/// Gradients; `fixed` says that the statistics did not depend on x, `rectified` that the positive part was taken. dx, dgamma and dbeta may be null.
void kernel_normalize_backward(kernel_precision, kernel_divisor, int fixed, size_t channels, size_t count, const void *gamma,
                               const void *beta, int rectified, const void *x, const void *statistics, const void *dy, void *dx, void *dgamma,
                               void *dbeta);

/// R-operators (derivatives along a direction, whose parts are the `_tangent`s given) of the forward and backward passes above. Tangents of gamma and
/// beta may be null, and so may the tangents asked for of the gradients.
void kernel_normalize_tangent(kernel_precision, kernel_divisor, int fixed, size_t channels, size_t count, const void *gamma,
                              const void *gamma_tangent, const void *beta_tangent, const void *x, const void *statistics,
                              const void *x_tangent, void *y_tangent);
void kernel_normalize_backward_tangent(kernel_precision, kernel_divisor, int fixed, size_t channels, size_t count, const void *gamma,
                                       const void *gamma_tangent, const void *x, const void *statistics, const void *x_tangent,
                                       const void *dy, const void *dy_tangent, void *dx_tangent, void *dgamma_tangent, void *dbeta_tangent);

// --- convolution -------------------------------------------------------------------------------------------------------------
/// A convolution of a batch [channels][samples][height][width] with weights [filters][channels / groups][kernel.height][kernel.width]. Filters and
/// channels fall into as many groups, and a filter reads the channels of its own.
typedef struct {
  size_t samples, channels, height, width, filters, groups;
  kernel_pair kernel, stride, padding, dilation;
  size_t output_height, output_width;
} kernel_convolution;
/// Scalars of scratch memory that a call of the three functions below needs. The first two compute samples from `first` up to `last`, any split into which
/// gives the same bits; of channels on their own (as many groups as channels, and more than one) it is always all of them. bias, one a filter, may be null.
size_t kernel_convolution_scratch(const kernel_convolution *);
void kernel_convolution_forward(kernel_precision, const kernel_convolution *, size_t first, size_t last, const void *x, const void *weight,
                                const void *bias, void *scratch, void *y);
void kernel_convolution_backward_data(kernel_precision, const kernel_convolution *, size_t first, size_t last, const void *dy,
                                      const void *weight, void *scratch, void *dx);
void kernel_convolution_backward_weight(kernel_precision, const kernel_convolution *, const void *dy, const void *x, void *scratch,
                                        void *dweight);
/// The widest registers that a kernel may use. Results are the same bits either way.
typedef enum { KERNEL_REGISTERS_ANY = 0, KERNEL_REGISTERS_256 = 1 } kernel_registers;
/// The part of a result that a call computes: samples, or filters, from `first` up to `last`. Any split into parts gives the same bits.
typedef struct {
  size_t first, last;
  kernel_registers registers;
} kernel_part;
/// Whether Winograd's algorithm computes this convolution, and is worth it.
int kernel_winograd_suits(const kernel_convolution *);
/// Scalars of scratch memory that a call of the three functions below needs.
size_t kernel_winograd_scratch(const kernel_convolution *);
/// The outputs of some samples.
void kernel_winograd_forward(const kernel_convolution *, kernel_part samples, const float *x, const float *weight, const float *bias,
                             float *scratch, float *y);
/// The gradient in the inputs of some samples.
void kernel_winograd_backward_data(const kernel_convolution *, kernel_part samples, const float *dy, const float *weight, float *scratch,
                                   float *dx);
/// The gradient, over all samples, in the weights of some filters.
void kernel_winograd_backward_weight(const kernel_convolution *, kernel_part filters, const float *dy, const float *x, float *scratch,
                                     float *dweight);

// --- pooling -----------------------------------------------------------------------------------------------------------------
typedef enum { KERNEL_MAXIMUM = 0, KERNEL_AVERAGE = 1 } kernel_pooling;
/// Windows of `size`, `stride` apart, over planes of height × width with `padding` around them, at most half the size. A mean counts the padding's
/// zeros, a maximum never takes them.
typedef struct {
  size_t height, width;
  kernel_pair size, stride, padding;
  size_t output_height, output_width;
} kernel_window;
void kernel_pool_forward(kernel_precision, kernel_pooling, const kernel_window *, size_t planes, const void *x, void *y);
/// The maximum's gradient goes to the first largest value of a window.
void kernel_pool_backward(kernel_precision, kernel_pooling, const kernel_window *, size_t planes, const void *x, const void *dy, void *dx);
/// The R-operator of the forward pass: of every window, the mean of x_tangent, or its value where x is largest.
void kernel_pool_tangent(kernel_precision, kernel_pooling, const kernel_window *, size_t planes, const void *x, const void *x_tangent,
                         void *y_tangent);

/// Normalization of every sample on its own, over groups of channels and all positions. gamma and beta are one a channel, or one a channel and
/// position where `elementwise` is set; both may be null. `samples` of a batch of `batch` are normalized: buffers are the whole batch's, and pointers to
/// values and statistics point to the first of these samples in them.
typedef struct {
  size_t channels, samples, batch, positions, groups;
  int elementwise;
  double epsilon;
} kernel_groups;
/// statistics[group] = {means of the batch, 1 / √(variance + ε) of the batch}, twice groups × batch scalars; y = gamma (x − mean) / √(variance + ε) + beta.
void kernel_group_normalize_forward(kernel_precision, const kernel_groups *, const void *gamma, const void *beta, const void *x,
                                    void *statistics, void *y);
/// Gradients; dx, dgamma and dbeta may be null. scratch holds 2 samples scalars.
void kernel_group_normalize_backward(kernel_precision, const kernel_groups *, const void *gamma, const void *x, const void *statistics,
                                     const void *dy, void *scratch, void *dx, void *dgamma, void *dbeta);

/// R-operators of both passes, as for normalization per channel.
void kernel_group_normalize_tangent(kernel_precision, const kernel_groups *, const void *gamma, const void *gamma_tangent,
                                    const void *beta_tangent, const void *x, const void *statistics, const void *x_tangent, void *y_tangent);
void kernel_group_normalize_backward_tangent(kernel_precision, const kernel_groups *, const void *gamma, const void *gamma_tangent,
                                             const void *x, const void *statistics, const void *x_tangent, const void *dy,
                                             const void *dy_tangent, void *dx_tangent, void *dgamma_tangent, void *dbeta_tangent);

/// inverse[sample] = 1 / √(mean x² + ε) over the sample; y = gamma x inverse, with a gamma a value.
void kernel_rms_normalize_forward(kernel_precision, size_t channels, size_t samples, size_t positions, double epsilon, const void *gamma,
                                  const void *x, void *inverse, void *y);
/// Gradients; dx and dgamma may be null. scratch holds samples scalars.
void kernel_rms_normalize_backward(kernel_precision, size_t channels, size_t samples, size_t positions, const void *gamma, const void *x,
                                   const void *inverse, const void *dy, void *scratch, void *dx, void *dgamma);
/// R-operators of both passes; dx_tangent and dgamma_tangent may be null.
void kernel_rms_normalize_tangent(kernel_precision, size_t channels, size_t samples, size_t positions, const void *gamma,
                                  const void *gamma_tangent, const void *x, const void *inverse, const void *x_tangent, void *y_tangent);
void kernel_rms_normalize_backward_tangent(kernel_precision, size_t channels, size_t samples, size_t positions, const void *gamma,
                                           const void *gamma_tangent, const void *x, const void *inverse, const void *x_tangent,
                                           const void *dy, const void *dy_tangent, void *dx_tangent, void *dgamma_tangent);

// --- reparametrizations of weights -------------------------------------------------------------------------------------------
/// Weights [units][count]: w = g v / ‖v‖ for every unit, with a g a unit.
void kernel_weight_normalize(kernel_precision, size_t units, size_t count, const void *g, const void *v, void *w);
/// dg and dv from dw.
void kernel_weight_normalize_pullback(kernel_precision, size_t units, size_t count, const void *g, const void *v, const void *dw, void *dg,
                                      void *dv);
/// R-operators of both.
void kernel_weight_normalize_tangent(kernel_precision, size_t units, size_t count, const void *g, const void *g_tangent, const void *v,
                                     const void *v_tangent, void *w_tangent);
void kernel_weight_normalize_pullback_tangent(kernel_precision, size_t units, size_t count, const void *g, const void *g_tangent,
                                              const void *v, const void *v_tangent, const void *dw, const void *dw_tangent,
                                              void *dg_tangent, void *dv_tangent);
/// w = (v − mean v) / (s + ε) for every unit, with s² = Σ (v − mean v)² / (count − 1); count is at least 2.
void kernel_weight_standardize(kernel_precision, size_t units, size_t count, double epsilon, const void *v, void *w);
/// dv from dw.
void kernel_weight_standardize_pullback(kernel_precision, size_t units, size_t count, double epsilon, const void *v, const void *dw,
                                        void *dv);
/// R-operators of both.
void kernel_weight_standardize_tangent(kernel_precision, size_t units, size_t count, double epsilon, const void *v, const void *v_tangent,
                                       void *w_tangent);
void kernel_weight_standardize_pullback_tangent(kernel_precision, size_t units, size_t count, double epsilon, const void *v,
                                                const void *v_tangent, const void *dw, const void *dw_tangent, void *dv_tangent);

// --- losses ------------------------------------------------------------------------------------------------------------------
/// Mean cross-entropy of logits [classes][samples]; gradient may be null. Returns the loss; *correct is the number of right answers.
double kernel_cross_entropy(kernel_precision, size_t classes, size_t samples, const void *logits, const int32_t *labels, void *gradient,
                            size_t *correct);
/// The R-operator of the gradient above, along the logits' tangent.
void kernel_cross_entropy_gradient_tangent(kernel_precision, size_t classes, size_t samples, const void *logits, const void *logits_tangent,
                                           void *gradient_tangent);
/// scale · ½ Σ (output − target)²; gradient may be null.
double kernel_half_squared_error(kernel_precision, size_t count, double scale, const void *output, const void *target, void *gradient);

// --- optimizers --------------------------------------------------------------------------------------------------------------
/// g ← gradient + decay · x; velocity ← momentum · velocity + g; x ← x − rate · velocity. velocity may be null where momentum is 0.
void kernel_sgd_step(kernel_precision, size_t count, double rate, double momentum, double decay, const void *gradient, void *velocity,
                     void *x);
/// Adam (Kingma & Ba 2015, Algorithm 1) with corrections 1 − βᵗ given, and L2 decay added to the gradient.
void kernel_adam_step(kernel_precision, size_t count, double rate, double beta1, double beta2, double epsilon, double correction1,
                      double correction2, double decay, const void *gradient, void *first, void *second, void *x);

// --- distributions -----------------------------------------------------------------------------------------------------------
typedef struct {
  double mean, second, third, fourth;  // mean and central sums Σ(x − mean)^k over the finite values
  uint64_t finite, below, above;       // finite values; of them below the first edge, and at or above the last
} kernel_distribution;
/// Counts x into `bins` half-open bins between edges[0] and edges[bins] (equally spaced) and sums its central moments.
kernel_distribution kernel_histogram(kernel_precision, size_t count, const void *x, size_t bins, const double *edges, uint64_t *counts);
/// Quantiles of the finite values at the probabilities, by linear interpolation between order statistics (type 7). Returns how many values are
/// finite. Nothing is copied: order statistics are found by counting, 16 bits of the value's ordered bit pattern at a time.
uint64_t kernel_quantiles(kernel_precision, size_t count, const void *x, size_t probabilities, const double *probability, double *quantile);

// --- data --------------------------------------------------------------------------------------------------------------------
/// One channel of images [channels][height][width], in the middle of a larger plane.
typedef struct {
  size_t channels, channel, height, width, output_height, output_width;
} kernel_placement;
/// out[n][h][w] = scale · images[indices[n]][channel][h − top][w − left] + offset, with pixels of 0 around the image.
void kernel_gather_images(kernel_precision, const kernel_placement *, size_t samples, const uint8_t *images, const int32_t *indices,
                          double scale, double offset, void *out);
/// How an image is moved: so many pixels down and right (or up and left), and before that mirrored.
typedef struct {
  size_t height, width;
  ptrdiff_t down, right;
  int mirrored;
} kernel_move;
/// Moves an image [height][width] in place; zeros come in at the edge.
void kernel_move_image(kernel_precision, const kernel_move *, void *image);
/// The same numbers in float64.
void kernel_to_doubles(kernel_precision, size_t count, const void *x, double *out);
/// out[f][i] = rows[indices[i]][f]
void kernel_gather_rows(kernel_precision, size_t features, size_t samples, const double *rows, const int32_t *indices, void *out);

// --- checksums ---------------------------------------------------------------------------------------------------------------
/// CRC-32C (Castagnoli's polynomial) of some bytes.
uint32_t kernel_crc32c(const void *data, size_t count);

// --- machine -----------------------------------------------------------------------------------------------------------------
/// Runs independent chains of float32 multiply-adds in registers; returns the number of operations.
double kernel_multiply_add_chains(size_t rounds);

// --- LAPACK ------------------------------------------------------------------------------------------------------------------
/// Eigenvalues of a symmetric matrix [order][order], ascending; its upper half is read and the matrix overwritten. Returns 0, or LAPACK's complaint.
int kernel_symmetric_eigenvalues(size_t order, double *matrix, double *eigenvalues);
/// Eigenvalues, ascending, of a symmetric matrix [order][order], and over it the unit eigenvectors that belong to them, one a row. 0 where all are found.
int kernel_symmetric_eigenvectors(size_t order, double *matrix, double *eigenvalues);
/// Eigenvalues of a symmetric tridiagonal matrix, ascending over `diagonal`, and the last components of the eigenvectors that belong to them.
/// `below` holds order − 1 values and is overwritten. Returns 0, or LAPACK's complaint.
int kernel_tridiagonal_eigenvalues(size_t order, double *diagonal, double *below, double *last_components);
/// Replaces a symmetric positive definite matrix by L⁻¹, lower, for its Cholesky factor L (A = L Lᵀ). Returns 0, or LAPACK's complaint.
int kernel_inverse_cholesky(size_t order, double *matrix);

// --- OpenBLAS ----------------------------------------------------------------------------------------------------------------
void kernel_blas_set_threads(int threads);
const char *kernel_blas_core(void);
const char *kernel_blas_configuration(void);
/// Path of the shared library that cblas_sgemm comes from: GSL's own cblas would be twenty times slower.
const char *kernel_blas_library(void);
