"""One step of a recurrent network."""
from ..layout import Value, size
from .elementwise import unary
from .joins import times
from .layers import linear_node
from .table import operation
from .views import parts


def gates(trace, input, before, w_ih, w_hh, b_ih, b_hh):
    """W x + b and V h + c of a cell."""
    trace.named("ih")
    first = linear_node(trace, input, w_ih, b_ih)
    trace.named("hh")
    return first, linear_node(trace, before, w_hh, b_hh)


def plus(trace, name, a, b):
    return paired(trace, name, "Add", a, b)


def product(trace, name, a, b):
    return paired(trace, name, "Multiply", a, b)


def paired(trace, name, kind, a, b):
    """Two values of one shape, [N, hidden]."""
    trace.named(name)
    nodes = [trace.arranged(value, value.dims) for value in (a, b)]
    return Value.laid(trace.graph.add(kind, nodes, trace.site()), a.dims, a.dims)


def state(trace, value):
    """The cell's state after a step, told apart from all else that it computes."""
    trace.states.append(value.node)
    return value


def act(trace, name, kind, value):
    trace.named(name)
    return unary(trace, value, kind)


@operation("rnn_tanh_cell", "rnn_relu_cell")
def rnn_cell(trace, input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    kind = "Tanh" if trace.name == "rnn_tanh_cell" else "ReLU"
    total = plus(trace, "sum", *gates(trace, input, hx, w_ih, w_hh, b_ih, b_hh))
    return state(trace, act(trace, "state", kind, total))


@operation("lstm_cell")
def lstm_cell(trace, input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    total = plus(trace, "sum", *gates(trace, input, hx[0], w_ih, w_hh, b_ih, b_hh))
    i, f, g, o = parts(trace, total, 1, [size(total.dims[1]) // 4] * 4,
                       ("input.sum", "forget.sum", "candidate.sum", "output.sum"))
    i, f = act(trace, "input", "Sigmoid", i), act(trace, "forget", "Sigmoid", f)
    g, o = act(trace, "candidate", "Tanh", g), act(trace, "output", "Sigmoid", o)
    kept = product(trace, "kept", f, trace.value(hx[1]))
    c = plus(trace, "cell", kept, product(trace, "new", i, g))
    return [state(trace, product(trace, "state", o, act(trace, "squashed", "Tanh", c))), c]


@operation("gru_cell")
def gru_cell(trace, input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    before = trace.value(hx)
    x, h = gates(trace, input, before, w_ih, w_hh, b_ih, b_hh)
    lengths = [size(x.dims[1]) // 3] * 3
    x_r, x_z, x_n = parts(trace, x, 1, lengths, ("reset.ih", "update.ih", "new.ih"))
    h_r, h_z, h_n = parts(trace, h, 1, lengths, ("reset.hh", "update.hh", "new.hh"))
    r = act(trace, "reset", "Sigmoid", plus(trace, "reset.sum", x_r, h_r))
    z = act(trace, "update", "Sigmoid", plus(trace, "update.sum", x_z, h_z))
    n = act(trace, "new", "Tanh", plus(trace, "new.sum", x_n, product(trace, "new.gated", r, h_n)))
    # (1 − z) n + z h = n + z (h − n)
    trace.named("difference")
    difference = plus(trace, "difference", before, times(trace, n, -1))
    return state(trace, plus(trace, "state", n, product(trace, "mixed", z, difference)))
