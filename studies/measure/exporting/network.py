"""Computes a case with torch.nn.functional, to hold it against the module that it comes from."""
import torch
from torch.nn import functional


def batch_norm(node, values, tensors, training):
    """Running statistics move in training mode, as in PyTorch."""
    statistics = [tensors(name, "state") for name in ("running_mean", "running_var")]
    return functional.batch_norm(values[0], *statistics, tensors("weight"), tensors("bias"),
                                 training or statistics[0] is None, node["momentum"], node["eps"])


def convolution(node, values, tensors, _):
    options = [node.get(name, default) for name, default in
               (("stride", 1), ("padding", 0), ("dilation", 1), ("groups", 1))]
    return functional.conv2d(values[0], tensors("weight"), tensors("bias"), *options)


def normalized_shape(node, value):
    return node.get("normalized_shape", list(value.shape[1:]))


def pool(function):
    return lambda node, values, *_: function(values[0], node["kernel_size"], node["stride"], node.get("padding", 0))


def product(_, values, *__):
    result = values[0]
    for value in values[1:]:
        result = result * value
    return result


# A node's type, and what it makes of its entry in model.json, its inputs [N, …], its tensors and the mode.
FUNCTIONS = {
    "Linear": lambda node, values, tensors, _: functional.linear(values[0], tensors("weight"), tensors("bias")),
    "Conv2d": convolution,
    "BatchNorm": batch_norm,
    "LayerNorm": lambda node, values, tensors, _: functional.layer_norm(
        values[0], normalized_shape(node, values[0]), tensors("weight"), tensors("bias"), node["eps"]),
    "RMSNorm": lambda node, values, tensors, _: functional.rms_norm(
        values[0], normalized_shape(node, values[0]), tensors("weight"), node["eps"]),
    "GroupNorm": lambda node, values, tensors, _: functional.group_norm(
        values[0], node["num_groups"], tensors("weight"), tensors("bias"), node["eps"]),
    "ReLU": lambda _, values, *__: values[0].relu(),
    "Sigmoid": lambda _, values, *__: values[0].sigmoid(),
    "Tanh": lambda _, values, *__: values[0].tanh(),
    "GELU": lambda node, values, *_: functional.gelu(values[0], approximate=node["approximate"]),
    "Hardtanh": lambda node, values, *_: functional.hardtanh(values[0], node["min_val"], node["max_val"]),
    "MaxPool2d": pool(functional.max_pool2d),
    "AvgPool2d": pool(functional.avg_pool2d),
    "AdaptiveAvgPool2d": lambda node, values, *_: functional.adaptive_avg_pool2d(values[0], node["output_size"]),
    "Mean": lambda _, values, *__: values[0].mean((2, 3)),
    "Flatten": lambda _, values, *__: values[0].flatten(1),
    "Reshape": lambda node, values, *_: values[0].reshape(-1, *node["shape"]),
    "Transpose": lambda node, values, *_: values[0].transpose(1 + node["dim0"], 1 + node["dim1"]),
    "Add": lambda _, values, *__: sum(values[1:], values[0]),
    "Multiply": product,
    "Concat": lambda _, values, *__: torch.cat(values, 1),
    "Slice": lambda node, values, *_: values[0][:, node["start"]:node["stop"]],
    "Select": lambda node, values, *_: values[0][:, node["index"]],
    "ScaledDotProductAttention": lambda _, values, *__: functional.scaled_dot_product_attention(*values),
}


def as_nodes(description):
    """The nodes of a model.json; layers are nodes that are named by number and read the one before."""
    if "nodes" in description:
        return description["nodes"]
    return [{"name": str(index), "inputs": [str(index - 1) if index else "input"], **layer}
            for index, layer in enumerate(description["layers"])]


def roles(node):
    """The parameters that a node has or shares."""
    if node["type"] in ("Linear", "Conv2d"):
        return ["weight", "bias"] if node.get("bias", True) else ["weight"]
    if node["type"] == "BatchNorm":
        return ["weight", "bias"] if node.get("affine", True) else []
    norms = {"LayerNorm": ["weight", "bias"], "GroupNorm": ["weight", "bias"], "RMSNorm": ["weight"]}
    return norms.get(node["type"], [])


def check(nodes, tensors):
    """Refuses a case whose nodes and tensors do not belong together."""
    own = {f"{node['name']}.{role}" for node in nodes if "parameters" not in node for role in roles(node)}
    for name in sorted({*own, *tensors}):
        if name not in tensors:
            raise ValueError(f"{name}: found no such tensor, expected one for its node")
        if name not in own and not name.rpartition(".")[2].startswith(("running_", "num_batches")):
            raise ValueError(f"{name}: found a tensor of shape {list(tensors[name].shape)}, expected no such tensor")


def run(nodes, tensors, x, training):
    """The outputs of all nodes for a batch; `tensors` by the case's names, of which running statistics change."""
    outputs = {"input": x}
    for node in nodes:
        def own(role, sharing="parameters", node=node):
            if sharing == "parameters" and role not in roles(node):
                return None
            return tensors.get(f"{node.get(sharing, node['name'])}.{role}")

        values = [outputs[name] for name in node["inputs"]]
        if node["type"] in ("Add", "Multiply") and len({value.shape for value in values}) > 1:
            raise ValueError(f"node {node['name']}: found inputs of several shapes, expected one")
        outputs[node["name"]] = FUNCTIONS[node["type"]](node, values, own, training)
    return outputs
