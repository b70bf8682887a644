"""Pooling, and means over dimensions."""
import math

from ..layout import Value, example, has_batch, size
from .layers import image
from .table import axis, expect, one, operation, outer, single


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
