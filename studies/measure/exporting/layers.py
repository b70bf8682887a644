"""A plain torch.nn.Sequential as the `layers` of a case: what its layers are called there, with what arguments."""
from torch import nn

from .graph import ROLES, named_tensors

WINDOW = ["kernel_size", "stride"]
# A layer's name in model.json, its arguments there, and what those must be that a list of layers has no word for.
LAYERS = {
    nn.Linear: ("Linear", ["out_features", "bias"], {}),
    nn.Conv2d: ("Conv2d", ["out_channels", *WINDOW, "padding", "bias"],
                {"groups": 1, "dilation": 1, "padding_mode": "zeros"}),
    nn.BatchNorm1d: ("BatchNorm", ["eps", "momentum", "affine"], {}),
    nn.BatchNorm2d: ("BatchNorm", ["eps", "momentum", "affine"], {}),
    nn.LayerNorm: ("LayerNorm", ["eps"], {"elementwise_affine": True}),
    nn.GroupNorm: ("GroupNorm", ["num_groups", "eps"], {"affine": True}),
    nn.MaxPool2d: ("MaxPool2d", WINDOW, {"padding": 0, "dilation": 1, "ceil_mode": False, "return_indices": False}),
    nn.AvgPool2d: ("AvgPool2d", WINDOW, {"padding": 0, "ceil_mode": False, "divisor_override": None}),
    nn.Flatten: ("Flatten", [], {"start_dim": 1, "end_dim": -1}),
    nn.ReLU: ("ReLU", [], {}), nn.Sigmoid: ("Sigmoid", [], {}), nn.Tanh: ("Tanh", [], {}),
}


class NoLayer(Exception):
    """What a list of layers has no word for; nodes may have one."""


def require(condition):
    if not condition:
        raise NoLayer


def layers_of(model, x):
    """The layers that do something, by name, in the order in which they work, with their entries in model.json.
    NoLayer where the model is anything else than nested Sequentials of torch.nn's own layers as they come."""
    require(type(model) is nn.Sequential)
    require(not any(key.endswith("_hooks") and value for key, value in vars(nn.modules.module).items()))
    parameters, buffers = (list(named_tensors(model, kind).values()) for kind in ("_parameters", "_buffers"))
    require(all(len(set(map(id, each))) == len(each) for each in (parameters, buffers)))
    require(all(each.requires_grad for each in parameters))
    found, values = {}, x.clone()
    for name, layer in model.eval().named_modules(remove_duplicate=False):
        kind = type(layer)
        require(kind in [*LAYERS, nn.Sequential, nn.Identity])
        require(not any(key.endswith("_hooks") and value for key, value in vars(layer).items()))
        require(not any(callable(getattr(kind, key, None)) for key in vars(layer)))
        if kind in LAYERS:
            entry = describe(layer, list(values.shape[1:]))
            values = layer(values)
            found[name] = (layer, entry)
    state = set(model.state_dict())
    require(state == {f"{name}.{role}" for name, (layer, _) in found.items()
                      for role in layer.state_dict() if role in ROLES})
    # Numbers must not be the model's own names of other layers.
    require(not any(name != str(index) and f"{index}.{role}" in state for index, name in enumerate(found)
                    for role in found[name][0].state_dict()))
    return found


def describe(layer, shape):
    """A layer's entry in model.json; `shape` is that of an example before it."""
    def argument(name):
        value = getattr(layer, name)
        if name == "bias":
            return value is not None
        if value == "same":
            require(argument("kernel_size") % 2 == 1)
            return argument("kernel_size") // 2
        if isinstance(value, (tuple, list)):
            require(len(set(value)) == 1)
            return value[0]
        return 0 if value == "valid" else value
    kind, names, required = LAYERS[type(layer)]
    require(all(argument(name) == value for name, value in required.items()))
    require(all(argument(name) is not None for name in names))
    if kind == "Linear":
        require(len(shape) == 1)
    if kind == "LayerNorm":
        require(list(layer.normalized_shape) == shape and layer.bias is not None)
    return {"type": kind, **{name: argument(name) for name in names}}
