"""Writes a case for `measure` from a trained torch.nn.Sequential and a batch.

    from export import export
    export(model, x, y, "case", loss="cross_entropy", line={"steps": [0.01, 0.1]}, curvature={"top": 5})

x is what the model takes, y class ids or targets; what follows the loss goes into request.json. A direction for hessian_vector_product and the two of a
plane are dictionaries of one tensor for each parameter, by name; where a request needs them and none is given, they are drawn from a normal
distribution. Needs torch and safetensors.
"""
import json
import os

import torch
from safetensors.torch import save_file
from torch import nn

SIMPLE = {nn.ReLU: "ReLU", nn.Sigmoid: "Sigmoid", nn.Tanh: "Tanh", nn.Flatten: "Flatten"}


def single(value, what):
    """PyTorch keeps sizes as numbers or pairs; a case knows square ones."""
    if isinstance(value, (tuple, list)):
        if len(set(value)) != 1:
            raise ValueError(f"{what}: found {value}, expected a square one")
        value = value[0]
    return value


def describe(layer):
    """A layer as model.json names it."""
    if isinstance(layer, nn.Linear):
        return {"type": "Linear", "out_features": layer.out_features, "bias": layer.bias is not None}
    if isinstance(layer, nn.Conv2d):
        if layer.groups != 1 or single(layer.dilation, "dilation") != 1 or layer.padding_mode != "zeros" or isinstance(layer.padding, str):
            raise ValueError(f"{layer}: expected one group, no dilation and a number of zeros around")
        return {"type": "Conv2d", "out_channels": layer.out_channels, "kernel_size": single(layer.kernel_size, "kernel_size"),
                "stride": single(layer.stride, "stride"), "padding": single(layer.padding, "padding"), "bias": layer.bias is not None}
    if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
        return {"type": "BatchNorm", "eps": layer.eps, "momentum": layer.momentum, "affine": layer.affine}
    if isinstance(layer, nn.GroupNorm) and layer.affine:
        return {"type": "GroupNorm", "num_groups": layer.num_groups, "eps": layer.eps}
    if isinstance(layer, nn.LayerNorm) and layer.elementwise_affine and layer.bias is not None:
        return {"type": "LayerNorm", "eps": layer.eps}
    if isinstance(layer, (nn.MaxPool2d, nn.AvgPool2d)):
        if single(layer.padding, "padding") != 0 or layer.ceil_mode or single(getattr(layer, "dilation", 1), "dilation") != 1:
            raise ValueError(f"{layer}: expected no padding, no dilation and no ceil_mode")
        return {"type": type(layer).__name__, "kernel_size": single(layer.kernel_size, "kernel_size"), "stride": single(layer.stride, "stride")}
    if type(layer) in SIMPLE:
        return {"type": SIMPLE[type(layer)]}
    raise ValueError(f"found {layer}, expected a layer that measure knows")


def export(model, x, y, folder, loss="cross_entropy", direction=None, plane_x=None, plane_y=None, **request):
    """Writes model.json, weights, batch, request and directions into `folder`, which is made."""
    os.makedirs(folder, exist_ok=True)

    def write(name, value):
        with open(os.path.join(folder, name), "w") as file:
            json.dump(value, file, indent=1)

    def save(name, tensors):
        save_file({key: value.detach().contiguous().clone() for key, value in tensors.items()}, os.path.join(folder, name))

    write("model.json", {"input": list(x.shape[1:]), "loss": loss, "layers": [describe(layer) for layer in model]})
    write("request.json", {"precision": "float64", **request})
    save("weights.safetensors", model.state_dict())
    save("batch.safetensors", {"x": x, "y": y})
    drawn = lambda: {name: torch.randn_like(value) for name, value in model.named_parameters()}
    if direction or "hessian_vector_product" in request:
        save("direction.safetensors", direction or drawn())
    if "plane" in request:
        save("plane_x.safetensors", plane_x or drawn())
        save("plane_y.safetensors", plane_y or drawn())
