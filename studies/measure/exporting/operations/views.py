"""Views, which only deal out dimensions anew, repetition, and parts of a tensor."""
import dataclasses
import math

import torch

from ..graph import Constant, Parameter, Rows
from ..layout import Value, atoms, example, has_batch, renewed, size
from ..layout import shape as shape_of
from .table import axis, expect, moved_first, operation, with_dim


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
    return dataclasses.replace(laid, shape=(*shape_of(groups), count))


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
    if isinstance(self, Parameter) and not self.transposed and dim == 0:
        stops = torch.tensor([len(tensor) for tensor in trace.output]).cumsum(0).tolist()
        return [Rows(self, start, stop) for start, stop in zip([0, *stops], stops)]
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
