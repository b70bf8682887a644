// Convolutions whose every filter reads one channel, without matrix products. What `kernel_convolution_forward` and its like hand on.
#pragma once
#include "CKernels.h"

int depthwise_suits(const kernel_convolution *);
size_t depthwise_scratch(const kernel_convolution *);
void depthwise_forward(kernel_precision, const kernel_convolution *, const void *x, const void *weight, const void *bias, void *scratch, void *y);
void depthwise_backward_data(kernel_precision, const kernel_convolution *, const void *dy, const void *weight, void *scratch, void *dx);
void depthwise_backward_weight(kernel_precision, const kernel_convolution *, const void *dy, const void *x, void *scratch, void *dweight);
