"""What would do in place of operations that no node has."""

OTHERS = "an operation that nodes of a case have (listed at the head of export.py); the engine has none of this kind"
ACTIVATIONS = "ReLU, GELU, Sigmoid, Tanh or Hardtanh"
ENGINE = f"{ACTIVATIONS}; an operation of this kind would have to be added to the engine"
ATTENTION = "F.scaled_dot_product_attention, or MultiheadAttention(…, need_weights=False)"
PARTS = "torch.cat of parts in place of an assignment to a part of a tensor"
LARGEST = "nn.MaxPool2d, over the whole image for one maximum a channel; maxima over other dimensions have no node"

NEEDS = {
    "lstm": "a loop over nn.LSTMCell", "gru": "a loop over nn.GRUCell", "rnn_tanh": "a loop over nn.RNNCell",
    "rnn_relu": "a loop over nn.RNNCell",
    "silu": f"{ACTIVATIONS}; x * torch.sigmoid(x) is two nodes",
    "glu": "a * torch.sigmoid(b) of a, b = x.chunk(2, dim)",
    "hardswish": f"{ACTIVATIONS}; x * F.relu6(x + 3) / 6 is nodes",
    "hardsigmoid": f"{ACTIVATIONS}; F.relu6(x + 3) / 6 is nodes",
    "leaky_relu": f"{ACTIVATIONS}; 0.9 * torch.relu(x) + 0.1 * x is nodes",
    "rrelu": f"{ACTIVATIONS}; 0.9 * torch.relu(x) + 0.1 * x is nodes",
    "abs": "torch.relu(x) + torch.relu(-x)", "maximum": "b + torch.relu(a - b)", "minimum": "b - torch.relu(b - a)",
    "clamp_min": "torch.relu(x - a) + a, or torch.relu(x) for a = 0",
    "clamp_max": "a - torch.relu(a - x)",
    "threshold": "torch.relu(x)",
    **dict.fromkeys(("elu", "celu", "selu", "softplus", "mish", "prelu", "_prelu_kernel", "log_sigmoid", "hardshrink",
                     "softshrink", "exp", "log", "log1p", "sqrt", "rsqrt", "sin", "cos", "erf"), ENGINE),
    "softmax": "no softmax outside attention (F.scaled_dot_product_attention, MultiheadAttention(need_weights=False)); "
               "one by itself would have to be added to the engine",
    "log_softmax": "outputs as they are: the loss cross_entropy takes logits",
    "bmm": ATTENTION, "baddbmm": ATTENTION,
    "einsum": f"nn.Linear or x @ parameter, a * b, or {ATTENTION}; others would have to be added to the engine",
    "sum": "x.mean(…), which is Mean, times how many numbers it takes",
    "var": "((x - x.mean(…, keepdim=True)) ** 2).mean(…), which is nodes", "std": "nn.LayerNorm or nn.GroupNorm",
    "linalg_vector_norm": "nn.RMSNorm or nn.LayerNorm", "norm": "nn.RMSNorm or nn.LayerNorm",
    "max": LARGEST, "amax": LARGEST, "adaptive_max_pool2d": "nn.MaxPool2d with a kernel_size",
    "min": f"-pool(-x) with {LARGEST}", "amin": f"-pool(-x) with {LARGEST}",
    "reciprocal": "a constant divisor", "prod": "a * b of parts",
    "fill": PARTS, "copy": PARTS, "index_put": PARTS, "masked_fill": PARTS, "where": ENGINE, "gt": ENGINE, "lt": ENGINE,
    "index": "x[:, a:b], x.select or x.unbind, and torch.cat of what they give", "flip": "torch.stack of x.unbind(dim)",
    "roll": "torch.cat of x[:, a:], x[:, :a]", "repeat": "torch.cat of copies, or expand",
    "detach": "gradients that pass through every operation", "embedding": "inputs of floating type",
    "conv1d": "Conv2d over images of one row", "pad": "padding in Conv2d or a pool",
    "_weight_norm": "a weight that is a parameter itself (torch.nn.utils.parametrize.remove_parametrizations)",
    "wrap_with_set_grad_enabled": "no torch.no_grad in a forward", "item": "tensors that stay tensors",
}
