"""The table, and what its functions have in common.

A function takes the trace and the operation's arguments by PyTorch's own names, with tensors as Values (or as Parameter
or Constant where they are used as such), and returns the Value of its output. Arguments that it does not name must be
at their defaults."""
from ..layout import Unsupported, Value, atoms, has_batch


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
