"""Operations on one tensor, number by number."""
import dataclasses
import math

import torch

from .table import TABLE, expect, operation


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


@operation("clamp", "clip")
def clamp(trace, self, min=None, max=None):
    expect(all(isinstance(each, (int, float)) and math.isfinite(each) for each in (min, max)) and min < max,
           "clamp without two numbers as its bounds",
           "both, min < max (nn.Hardtanh), or torch.relu(x), which is x.clamp(min=0)")
    return hardtanh(trace, self, min, max)


@operation("relu6")
def relu6(trace, self):
    return unary(trace, self, "Hardtanh", min_val=0, max_val=6)


@operation("contiguous", "clone", "alias", "lift_fresh_copy", "to", "type_as", "dropout", "feature_dropout")
def nothing(trace, **arguments):
    value = next(iter(arguments.values()))
    expect(trace.output.dtype == torch.float64, f"a conversion to {trace.output.dtype}", "no change of precision")
    return value
