"""Sums, products and concatenations, with numbers and constants among their operands."""
import dataclasses

import torch

from ..graph import Constant
from ..layout import Value, around_batch, atoms, has_batch, renewed, size
from .table import axis, expect, moved_first, operation
from .views import repeated


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


@operation("pow")
def power(trace, self, exponent):
    expect(exponent in (2, 3) and not isinstance(self, (int, float)), "a power other than 2 or 3",
           "x ** 2, x ** 3 or products x * y; other powers would have to be added to the engine")
    return combined(trace, "Multiply", *[trace.value(self)] * int(exponent))


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
