"""Layers with parameters: products, convolutions and normalizations."""
import torch

from ..graph import Constant, Parameter, Rows
from ..layout import Value, atoms, size
from .joins import add
from .table import expect, moved_first, operation, outer, single
from .views import part


def linear_node(trace, input, weight, bias):
    value = trace.value(input)
    groups = outer(value, 1)
    new = atoms(trace.rows(weight))
    node = trace.graph.layer("Linear", [trace.arranged(value, groups)], trace.site(), {"weight": weight, "bias": bias},
                             out_features=trace.rows(weight), bias=bias is not None)
    return Value.laid(node, [*groups[:-1], new], [*groups[:-1], new])


@operation("linear")
def linear(trace, input, weight, bias=None):
    """With some rows of a weight and the same of a bias, as MultiheadAttention has them for query, key and value: some
    outputs of all rows. A bias that is a part of another by itself is a sum."""
    rows = weight if isinstance(weight, Rows) else None
    if rows and (bias is None or isinstance(bias, Rows) and (bias.start, bias.stop, len(bias.whole.tensor)) == (
            rows.start, rows.stop, len(rows.whole.tensor))):
        whole = linear_node(trace, input, rows.whole, bias and bias.whole)
        return part(trace, whole, len(whole.dims) - 1, rows.start, rows.stop)
    if isinstance(bias, Rows):
        return add(trace, linear(trace, input, weight), bias)
    return linear_node(trace, input, weight, bias)


@operation("matmul", "mm")
def matmul(trace, self, other=None, mat2=None):
    weight = mat2 if other is None else other
    expect(isinstance(weight, (Parameter, Constant)) and weight.tensor.dim() == 2, "a product of two tensors",
           "a Linear (a product with a parameter of two dimensions), or scaled_dot_product_attention")
    return linear_node(trace, self, trace.transposed(weight), None)


@operation("addmm")
def addmm(trace, self, mat1, mat2, beta=1, alpha=1):
    expect((beta, alpha) == (1, 1), f"beta={beta}, alpha={alpha}", "1 and 1")
    return linear_node(trace, mat1, trace.transposed(mat2), self)


@operation("conv2d")
def conv2d(trace, input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    value, kernel = trace.value(input), list(trace.shape(weight)[2:])
    if isinstance(padding, str):
        total = [step * (length - 1) * (padding == "same")
                 for step, length in zip(torch.nn.modules.utils._pair(single(dilation)), kernel)]
        expect(not any(each % 2 for each in total), f"padding 'same' with a kernel of {kernel}", "an odd kernel")
        padding = [each // 2 for each in total]
    expect(value.dims[0] == (trace.batch,), "an input whose first dimension is not the batch", "[N, C, H, W]")
    node = trace.graph.layer(
        "Conv2d", [trace.arranged(value, outer(value, 3))], trace.site(), {"weight": weight, "bias": bias},
        out_channels=trace.rows(weight), kernel_size=single(kernel), stride=single(stride), padding=single(padding),
        dilation=single(dilation), groups=groups, bias=bias is not None)
    return image(trace, node)


def image(trace, node):
    dims = [(trace.batch,), *(atoms(length) for length in trace.output.shape[1:])]
    return Value.laid(node, dims, dims)


def like(value, node, groups):
    return Value.laid(node, groups, value.dims)


@operation("batch_norm")
def batch_norm(trace, input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled=False):
    value = trace.value(input)
    expect(training, "normalization by running statistics in training mode", "batch statistics (module.train())")
    expect(momentum is not None, "momentum None", "a number")
    expect((weight is None) == (bias is None), "a weight without a bias, or a bias without a weight", "both or none")
    groups = moved_first(value, 1)
    state = () if running_mean is None else trace.buffers(running_mean, running_var)
    node = trace.graph.layer("BatchNorm", [trace.arranged(value, groups)], trace.site(),
                             {"weight": weight, "bias": bias}, state, eps=eps, momentum=momentum,
                             affine=weight is not None)
    return like(value, node, groups)


def affine(trace, lengths, weight, bias):
    """Weight and bias, with frozen ones and zeros where the module has none."""
    return {"weight": Constant(torch.ones(lengths)) if weight is None else weight,
            "bias": Constant(torch.zeros(lengths)) if bias is None else bias}


@operation("layer_norm")
def layer_norm(trace, input, normalized_shape, weight=None, bias=None, eps=1e-5, cudnn_enable=True):
    value = trace.value(input)
    groups = outer(value, len(normalized_shape))
    node = trace.graph.layer("LayerNorm", [trace.arranged(value, groups)], trace.site(),
                             affine(trace, normalized_shape, weight, bias),
                             normalized_shape=list(normalized_shape), eps=eps)
    return like(value, node, groups)


@operation("rms_norm")
def rms_norm(trace, input, normalized_shape, weight=None, eps=None):
    value = trace.value(input)
    groups = outer(value, len(normalized_shape))
    node = trace.graph.layer("RMSNorm", [trace.arranged(value, groups)], trace.site(),
                             {"weight": affine(trace, normalized_shape, weight, None)["weight"]},
                             normalized_shape=list(normalized_shape),
                             eps=torch.finfo(torch.float64).eps if eps is None else eps)
    return like(value, node, groups)


@operation("instance_norm")
def instance_norm(trace, input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps,
                  cudnn_enabled=False):
    value = trace.value(input)
    expect(running_mean is None and running_var is None and use_input_stats, "InstanceNorm with running statistics",
           "track_running_stats=False")
    expect(len(value.dims) > 2 and value.dims[0] == (trace.batch,), "an input whose first dimension is not the batch",
           "[N, C, …]")
    return group_norm(trace, input, size(value.dims[1]), weight, bias, eps)


@operation("group_norm")
def group_norm(trace, input, num_groups, weight=None, bias=None, eps=1e-5, cudnn_enabled=True):
    value = trace.value(input)
    expect(value.dims[0] == (trace.batch,), "an input whose first dimension is not the batch", "[N, C, …]")
    groups = moved_first(value, 1)
    node = trace.graph.layer("GroupNorm", [trace.arranged(value, groups)], trace.site(),
                             affine(trace, size(value.dims[1]), weight, bias), num_groups=num_groups, eps=eps)
    return like(value, node, groups)
