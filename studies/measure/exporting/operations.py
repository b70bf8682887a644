"""What each operation of PyTorch is in nodes: a table from its name to a function that adds them.

A function takes the trace and the operation's arguments by PyTorch's own names, with tensors as Values (or as Parameter
or Constant where they are used as such), and returns the Value of its output. Names of arguments that it does not take
must be at their defaults."""
import dataclasses
import math

import torch

from .graph import Constant, Parameter
from .layout import Unsupported, Value, around_batch, atoms, example, has_batch, renewed, size
from .layout import shape as layout_shape

TABLE = {}


def operation(*names):
    def enter(function):
        TABLE.update(dict.fromkeys(names, function))
        return function
    return enter


def expect(condition, found, needed):
    if not condition:
        raise Unsupported(found, needed)


def single(value):
    """A number where height and width have the same, else a pair."""
    pair = list(value) if isinstance(value, (list, tuple)) else [value]
    return pair[0] if len(set(pair)) == 1 else pair


def one(value, what):
    expect(not isinstance(single(value), list), f"{what} {value}", "the same in both directions")
    return single(value)


def axis(dim, count):
    return dim + count if dim < 0 else dim


def outer(value, last):
    """The value's dimensions, of which the `last` ones must be an example's own."""
    expect(not any(has_batch(group) for group in value.dims[len(value.dims) - last:]),
           "the batch among the last dimensions", "an operation on examples")
    return value.dims


def moved_first(value, dim):
    """The dimensions with `dim` before all others."""
    expect(not has_batch(value.dims[dim]), "an operation along the batch", "examples that know nothing of each other")
    return [value.dims[dim], *value.dims[:dim], *value.dims[dim + 1:]]


def with_dim(value, dim, node, groups, length):
    """The output of `node`, which holds `groups` with the first of another length: dimension `dim` of the module's."""
    new = atoms(length)
    return Value.laid(node, [new, *groups[1:]], [*value.dims[:dim], new, *value.dims[dim + 1:]])


# Elementwise, of one input.

def unary(trace, value, kind, **arguments):
    value = trace.value(value)
    return dataclasses.replace(value, node=trace.graph.add(kind, [value.node], trace.site(), **arguments))


for name, kind in (("relu", "ReLU"), ("sigmoid", "Sigmoid"), ("tanh", "Tanh")):
    TABLE[name] = lambda trace, self, kind=kind: unary(trace, self, kind)


@operation("gelu")
def gelu(trace, self, approximate):
    return unary(trace, self, "GELU", approximate=approximate)


@operation("hardtanh")
def hardtanh(trace, self, min_val, max_val):
    return unary(trace, self, "Hardtanh", min_val=min_val, max_val=max_val)


@operation("relu6")
def relu6(trace, self):
    return unary(trace, self, "Hardtanh", min_val=0, max_val=6)


@operation("contiguous", "clone", "alias", "lift_fresh_copy", "to", "type_as", "dropout", "feature_dropout")
def nothing(trace, **arguments):
    value = next(iter(arguments.values()))
    expect(trace.output.dtype == torch.float64, f"a conversion to {trace.output.dtype}", "no change of precision")
    return value


# Views, which only deal out dimensions anew.

@operation("view", "reshape", "_unsafe_view", "view_as", "reshape_as", "flatten", "unflatten", "squeeze", "unsqueeze",
           "ravel", "atleast_2d", "atleast_3d")
def reshape(trace, **arguments):
    value = trace.value(next(iter(arguments.values())))
    return trace.reshaped(value, tuple(trace.output.shape))


@operation("permute", "transpose", "t", "movedim", "swapaxes", "swapdims", "numpy_T", "mT", "moveaxis", "adjoint")
def permute(trace, self, **arguments):
    count = self.tensor.dim() if isinstance(self, Parameter) else len(self.dims)
    labels = torch.empty(tuple(range(2, 2 + count)), device="meta")
    order = [label - 2 for label in trace.again(labels).shape]
    if isinstance(self, Parameter) and count == 2:
        return dataclasses.replace(self, transposed=self.transposed != (order == [1, 0]))
    value = trace.value(self)
    return dataclasses.replace(value, dims=tuple(value.dims[index] for index in order), hint=trace.site())


@operation("expand", "expand_as", "broadcast_to")
def expand(trace, self, **_):
    value, lengths = trace.value(self), tuple(trace.output.shape)
    value = dataclasses.replace(value, dims=((),) * (len(lengths) - len(value.dims)) + value.dims)
    pattern = [group or atoms(length) for group, length in zip(value.dims, lengths)]
    batched = any(has_batch(group) for group in value.dims)
    if not batched and not value.dims[0] and lengths[0] == trace.batch.size:
        pattern[0] = (trace.batch,)
    return repeated(trace, value, pattern, lengths)


def repeated(trace, value, pattern, lengths):
    """A value with its dimensions of size 1 repeated as the pattern has it: by a frozen Linear of ones from one number
    to many; the batch needs nothing."""
    missing = [dim for dim, group in enumerate(pattern) if group and not value.dims[dim]]
    dims = [group if dim in missing else own for dim, (group, own) in enumerate(zip(pattern, value.dims))]
    for dim in missing:
        expect(not has_batch(pattern[dim]) or len(pattern[dim]) == 1,
               "one number for a dimension that holds the batch and more", "operands of one shape")
    new = [renewed(pattern[dim]) for dim in missing if not has_batch(pattern[dim])]
    if not new:
        return dataclasses.replace(value, dims=tuple(dims))
    groups = [group for group in value.dims if group]
    count = math.prod(map(size, new))
    node = trace.graph.layer("Linear", [trace.arranged(value, [*groups, ()])], trace.site("repeat"),
                             {"weight": Constant(torch.ones(count, 1))}, out_features=count, bias=False)
    fresh = iter(new)
    dims = [next(fresh) if dim in missing and not has_batch(pattern[dim]) else own for dim, own in enumerate(dims)]
    laid = Value.laid(node, [*groups, *new], dims)
    return dataclasses.replace(laid, shape=(*layout_shape(groups), count))


# Several inputs.

def align(trace, values, lengths):
    """Values and Constants broadcast to one shape, and that shape's dimensions in atoms of their own."""
    padded = [dataclasses.replace(value, dims=((),) * (len(lengths) - len(value.dims)) + value.dims)
              if isinstance(value, Value) else value for value in values]
    pattern = []
    for dim, length in enumerate(lengths):
        groups = [value.dims[dim] for value in padded if isinstance(value, Value) and value.dims[dim]]
        expect(len({around_batch(group) for group in groups}) <= 1,
               f"operands of {length} along dimension {dim}, which is not the batch in all of them",
               "operands of the same examples")
        pattern.append(renewed(groups[0]) if groups else atoms(length))
    expect(sum(has_batch(group) for group in pattern) <= 1, "operands with the batch in different dimensions",
           "examples that know nothing of each other")
    return [trace.fitted(value, pattern, lengths) if isinstance(value, Constant)
            else repeated(trace, value, pattern, lengths) for value in padded], pattern


def combined(trace, kind, *values):
    """A node over operands of one shape, after broadcasting."""
    values, pattern = align(trace, values, tuple(trace.output.shape))
    nodes = [trace.arranged(value, value.dims) for value in values]
    return Value.laid(trace.graph.add(kind, nodes, trace.site()), pattern, pattern)


def operand(trace, value):
    """A number as a Constant, a parameter as a Value."""
    if isinstance(value, (int, float)):
        return Constant(torch.tensor(float(value)), trace.site("constant"))
    return value if isinstance(value, Constant) else trace.value(value)


def same_shape(value, lengths):
    return isinstance(value, Value) and tuple(map(size, value.dims)) == tuple(lengths)


def is_all(value, number):
    return isinstance(value, Constant) and bool((value.tensor == number).all())


def added(trace, a, b):
    for value, other in ((a, b), (b, a)):
        if is_all(value, 0) and same_shape(other, trace.output.shape):
            return other
    return combined(trace, "Add", a, b)


def scaled(trace, a, b):
    for value, other in ((a, b), (b, a)):
        if is_all(value, 1) and same_shape(other, trace.output.shape):
            return other
    return combined(trace, "Multiply", a, b)


def times(trace, value, number):
    """A number times a value, in that value's own shape."""
    if isinstance(value, Constant):
        return dataclasses.replace(value, tensor=number * value.tensor)
    if number == 1:
        return value
    lengths = tuple(map(size, value.dims))
    constant = trace.fitted(Constant(torch.tensor(float(number)), trace.site("constant")), value.dims, lengths)
    nodes = [trace.arranged(each, each.dims) for each in (value, constant)]
    return Value.laid(trace.graph.add("Multiply", nodes, trace.site("scale")), value.dims, value.dims)


@operation("add")
def add(trace, self, other, alpha=1):
    return added(trace, operand(trace, self), times(trace, operand(trace, other), alpha))


@operation("sub", "subtract")
def sub(trace, self, other, alpha=1):
    return added(trace, operand(trace, self), times(trace, operand(trace, other), -alpha))


@operation("rsub")
def rsub(trace, self, other, alpha=1):
    return sub(trace, other, self, alpha)


@operation("neg", "negative")
def neg(trace, self):
    return times(trace, trace.value(self), -1)


@operation("mul", "multiply")
def mul(trace, self, other):
    return scaled(trace, operand(trace, self), operand(trace, other))


@operation("div", "divide", "true_divide")
def div(trace, self, other):
    other = operand(trace, other)
    expect(isinstance(other, Constant), "a division by a tensor", "a constant divisor")
    return scaled(trace, operand(trace, self), dataclasses.replace(other, tensor=1 / other.tensor))


@operation("square")
def square(trace, self):
    return combined(trace, "Multiply", trace.value(self), trace.value(self))


@operation("cat", "concat", "concatenate")
def cat(trace, tensors, dim):
    values = [trace.value(value) for value in tensors]
    if len(values) == 1:
        return values[0]
    dim = axis(dim, len(values[0].dims))
    for index in range(len(values[0].dims)):
        sides = {around_batch(value.dims[index]) for value in values}
        expect(index == dim or len(sides) == 1, "tensors with the batch in different dimensions",
               "tensors of the same examples")
    groups = [moved_first(value, dim) for value in values]
    nodes = [trace.arranged(value, each) for value, each in zip(values, groups)]
    renewed_groups = [renewed(group) for group in groups[0]]
    node, length = trace.graph.add("Concat", nodes, trace.site()), sum(size(each[0]) for each in groups)
    first, rest = atoms(length), renewed_groups[1:]
    return Value.laid(node, [first, *rest], [*rest[:dim], first, *rest[dim:]])


@operation("stack")
def stack(trace, tensors, dim):
    values = [trace.value(value) for value in tensors]
    dim = axis(dim, len(values[0].dims) + 1)
    return cat(trace, [dataclasses.replace(value, dims=(*value.dims[:dim], (), *value.dims[dim:]))
                       for value in values], dim)


@operation("new_zeros", "zeros_like")
def zeros(trace, **_):
    return Constant(torch.zeros(tuple(trace.output.shape)), trace.site())


@operation("new_ones", "ones_like")
def ones(trace, **_):
    return Constant(torch.ones(tuple(trace.output.shape)), trace.site())


# Parts.

def part(trace, value, dim, start, stop):
    if (start, stop) == (0, size(value.dims[dim])):
        return value
    groups = moved_first(value, dim)
    source = trace.arranged(value, groups)
    node = trace.graph.add("Slice", [source], trace.site(trace.piece or "slice"), start=start, stop=stop)
    return with_dim(value, dim, node, groups, stop - start)


def parts(trace, value, dim, lengths, names=()):
    value, start, found = trace.value(value), 0, []
    dim = axis(dim, len(value.dims))
    for index, length in enumerate(lengths):
        trace.named(names[index] if names else None)
        found.append(part(trace, value, dim, start, start + length))
        start += length
    return found


@operation("slice")
def slice_(trace, self, dim=0, start=None, end=None, step=1):
    value = trace.value(self)
    dim = axis(dim, len(value.dims))
    start, stop, step = slice(start, end, step).indices(size(value.dims[dim]))
    expect(step == 1, f"a slice with step {step}", "a slice without one")
    return part(trace, value, dim, start, stop)


@operation("narrow")
def narrow(trace, self, dim, start, length):
    return slice_(trace, self, dim, start, start + length)


@operation("chunk", "split", "split_with_sizes", "tensor_split", "unsafe_chunk", "unsafe_split")
def split(trace, self, dim=0, **_):
    value = trace.value(self)
    return parts(trace, value, dim, [tensor.shape[dim] for tensor in trace.output])


@operation("select")
def select(trace, self, dim, index):
    value = trace.value(self)
    dim = axis(dim, len(value.dims))
    rest = (*value.dims[:dim], *value.dims[dim + 1:])
    if not value.dims[dim]:
        return dataclasses.replace(value, dims=rest)
    groups = moved_first(value, dim)
    source = trace.arranged(value, groups)
    if not any(example(group) for group in rest):
        index = axis(index, size(value.dims[dim]))
        node = trace.graph.add("Slice", [source], trace.site("slice"), start=index, stop=index + 1)
        return Value(node, (1,), (), rest)
    node = trace.graph.add("Select", [source], trace.site(), index=axis(index, size(value.dims[dim])))
    return Value.laid(node, groups[1:], rest)


@operation("unbind")
def unbind(trace, self, dim=0):
    value = trace.value(self)
    return [select(trace, value, dim, index) for index in range(size(value.dims[axis(dim, len(value.dims))]))]


# Layers with parameters.

def linear_node(trace, input, weight, bias):
    value = trace.value(input)
    groups = outer(value, 1)
    new = atoms(trace.rows(weight))
    node = trace.graph.layer("Linear", [trace.arranged(value, groups)], trace.site(), {"weight": weight, "bias": bias},
                             out_features=trace.rows(weight), bias=bias is not None)
    return Value.laid(node, [*groups[:-1], new], [*groups[:-1], new])


@operation("linear")
def linear(trace, input, weight, bias=None):
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


# Normalizations.

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


@operation("group_norm")
def group_norm(trace, input, num_groups, weight=None, bias=None, eps=1e-5, cudnn_enabled=True):
    value = trace.value(input)
    expect(value.dims[0] == (trace.batch,), "an input whose first dimension is not the batch", "[N, C, …]")
    groups = moved_first(value, 1)
    node = trace.graph.layer("GroupNorm", [trace.arranged(value, groups)], trace.site(),
                             affine(trace, size(value.dims[1]), weight, bias), num_groups=num_groups, eps=eps)
    return like(value, node, groups)


# Pooling, and means over dimensions.

def pooled(trace, input, kind, **arguments):
    value = trace.value(input)
    expect(len(value.dims) == 4 and value.dims[0] == (trace.batch,),
           "an input whose first dimension is not the batch", "[N, C, H, W]")
    node = trace.graph.add(kind, [trace.arranged(value, outer(value, 3))], trace.site(), **arguments)
    return image(trace, node)


def window(trace, input, kind, kernel_size, stride, padding, ceil_mode):
    arguments = {"kernel_size": one(kernel_size, "kernel_size"), "stride": one(stride or kernel_size, "stride"),
                 "padding": one(padding, "padding")}
    lengths = [size(group) for group in trace.value(input).dims[2:]]
    floor = [(each + 2 * arguments["padding"] - arguments["kernel_size"]) // arguments["stride"] + 1
             for each in lengths]
    expect(not ceil_mode or floor == list(trace.output.shape[2:]), "ceil_mode=True", "ceil_mode=False")
    return pooled(trace, input, kind, **arguments)


@operation("max_pool2d")
def max_pool2d(trace, self, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False):
    expect(single(dilation) == 1, f"dilation {dilation}", "1")
    return window(trace, self, "MaxPool2d", kernel_size, stride, padding, ceil_mode)


@operation("avg_pool2d")
def avg_pool2d(trace, self, kernel_size, stride=(), padding=0, ceil_mode=False, count_include_pad=True,
               divisor_override=None):
    expect(count_include_pad or single(padding) == 0, "count_include_pad=False", "an average that counts zeros")
    expect(divisor_override is None, f"divisor_override={divisor_override}", "None")
    return window(trace, self, "AvgPool2d", kernel_size, stride, padding, ceil_mode)


@operation("adaptive_avg_pool2d")
def adaptive_avg_pool2d(trace, self, output_size):
    found, lengths = list(trace.output.shape[2:]), [size(group) for group in trace.value(self).dims[2:]]
    expect(all(length % each == 0 for length, each in zip(lengths, found)), f"an image of {lengths} pooled to {found}",
           "a size that divides the image")
    return pooled(trace, self, "AdaptiveAvgPool2d", output_size=single(found))


@operation("mean")
def mean(trace, self, dim=None, keepdim=False, dtype=None):
    value = trace.value(self)
    dims = sorted({axis(each, len(value.dims)) for each in dim or range(len(value.dims))})
    gone = [value.dims[each] for each in dims]
    expect(not any(has_batch(group) for group in gone), "a mean over the batch", "a mean over examples' own dimensions")
    kept = [group for index, group in enumerate(value.dims) if index not in dims]
    left = [() if index in dims else group for index, group in enumerate(value.dims) if keepdim or index not in dims]
    # Mean takes [C, H, W]: what stays in one dimension, what goes in two.
    inner = tuple(atom for group in kept for atom in example(group))
    away = gone if len(gone) == 2 else [tuple(atom for group in gone for atom in group), ()]
    node = trace.graph.add("Mean", [trace.arranged(value, [inner, *away])], trace.site())
    return Value(node, (math.prod(atom.size for atom in inner),), inner, tuple(left))


# Attention and recurrent cells.

@operation("scaled_dot_product_attention")
def attention(trace, query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False):
    values = [trace.value(each) for each in (query, key, value)]
    width = size(values[0].dims[-1])
    expect(attn_mask is None and not is_causal, "attention with a mask", "attention without one")
    expect(scale is None or math.isclose(scale, width ** -0.5), f"scale={scale}", "1 / sqrt(width)")
    expect(all(each.dims[0] == (trace.batch,) and len(each.dims) in (3, 4) for each in values),
           "attention over other dimensions", "[N, heads, tokens, width]")
    heads = {size(each.dims[1]) for each in values}
    expect(len(values[0].dims) == 3 or len(heads) == 1, "heads that share keys", "as many keys as queries")
    # [N, tokens, width] is one head.
    groups = [each.dims if len(each.dims) == 4 else (each.dims[0], (), *each.dims[1:]) for each in values]
    nodes = [trace.arranged(each, group) for each, group in zip(values, groups)]
    last = renewed(values[2].dims[-1])
    node = trace.graph.add("ScaledDotProductAttention", nodes, trace.site("attention"))
    return Value.laid(node, [*groups[0][:-1], last], [*values[0].dims[:-1], last])


def gates(trace, input, state, w_ih, w_hh, b_ih, b_hh):
    """W x + b and V h + c of a cell."""
    trace.named("ih")
    first = linear_node(trace, input, w_ih, b_ih)
    trace.named("hh")
    return first, linear_node(trace, state, w_hh, b_hh)


def plus(trace, name, a, b):
    return paired(trace, name, "Add", a, b)


def product(trace, name, a, b):
    return paired(trace, name, "Multiply", a, b)


def paired(trace, name, kind, a, b):
    """Two values of one shape, [N, hidden]."""
    trace.named(name)
    nodes = [trace.arranged(value, value.dims) for value in (a, b)]
    return Value.laid(trace.graph.add(kind, nodes, trace.site()), a.dims, a.dims)


def act(trace, name, kind, value):
    trace.named(name)
    return unary(trace, value, kind)


@operation("rnn_tanh_cell", "rnn_relu_cell")
def rnn_cell(trace, input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    kind = "Tanh" if trace.name == "rnn_tanh_cell" else "ReLU"
    return act(trace, "state", kind, plus(trace, "sum", *gates(trace, input, hx, w_ih, w_hh, b_ih, b_hh)))


@operation("lstm_cell")
def lstm_cell(trace, input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    total = plus(trace, "sum", *gates(trace, input, hx[0], w_ih, w_hh, b_ih, b_hh))
    i, f, g, o = parts(trace, total, 1, [size(total.dims[1]) // 4] * 4,
                       ("input.sum", "forget.sum", "candidate.sum", "output.sum"))
    i, f = act(trace, "input", "Sigmoid", i), act(trace, "forget", "Sigmoid", f)
    g, o = act(trace, "candidate", "Tanh", g), act(trace, "output", "Sigmoid", o)
    kept = product(trace, "kept", f, trace.value(hx[1]))
    c = plus(trace, "cell", kept, product(trace, "new", i, g))
    return [product(trace, "state", o, act(trace, "squashed", "Tanh", c)), c]


@operation("gru_cell")
def gru_cell(trace, input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    state = trace.value(hx)
    x, h = gates(trace, input, state, w_ih, w_hh, b_ih, b_hh)
    lengths = [size(x.dims[1]) // 3] * 3
    x_r, x_z, x_n = parts(trace, x, 1, lengths, ("reset.ih", "update.ih", "new.ih"))
    h_r, h_z, h_n = parts(trace, h, 1, lengths, ("reset.hh", "update.hh", "new.hh"))
    r = act(trace, "reset", "Sigmoid", plus(trace, "reset.sum", x_r, h_r))
    z = act(trace, "update", "Sigmoid", plus(trace, "update.sum", x_z, h_z))
    n = act(trace, "new", "Tanh", plus(trace, "new.sum", x_n, product(trace, "new.gated", r, h_n)))
    # (1 − z) n + z h = n + z (h − n)
    trace.named("difference")
    difference = plus(trace, "difference", state, times(trace, n, -1))
    return plus(trace, "state", n, product(trace, "mixed", z, difference))
