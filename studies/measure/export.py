"""Writes a case for `measure` from a trained torch.nn.Sequential and a batch. Needs torch and safetensors.

    import sys; sys.path.append("studies/measure")
    from export import export
    export(model, x, y, "case", loss="cross_entropy", line={"steps": [0.01, 0.1]}, curvature={"top": 5})
    # and then, from a shell: studies/run measure --case case

The model may hold Linear, Conv2d, BatchNorm1d, BatchNorm2d, LayerNorm, GroupNorm, MaxPool2d, AvgPool2d, Flatten, ReLU,
Sigmoid and Tanh, named or numbered, in nested Sequentials, beside Identity. x is what it takes, [N, features] or
[N, channels, height, width]; y is class ids [N] for cross_entropy, targets [N, outputs] for half_sum_squared_error
(half the sum over batch and outputs) and half_mean_squared_error (that by N). What follows is the request:

    precision="float64" or "float32"                     evaluation={}          line={"steps": [0.1, 0.5]}
    activations={"bins": 100, "lower": -5, "upper": 5}   curvature={"top": 5}   covariate_shift={"learning_rate": 0.1}
    plane={"alphas": [-1, 0, 1], "betas": [-1, 0, 1]}    theory={"layer": 1}    hessian_vector_product={}

A direction for hessian_vector_product, and plane_x and plane_y for plane, are dictionaries of one tensor for each
parameter by the model's own names; where one is needed and none given, it is drawn from a normal distribution. A case
numbers layers from 0 in the order in which they work, without Sequential and Identity, and so names tensors "0.weight";
export() returns the layers' own names in that order. theory takes a layer's number, or its own name.

Before anything is written, the network is built anew from its description, and its outputs, gradient and running
statistics are compared with the model's own, in float64. A difference is a ValueError, as is all that a case has no
word for. The model stays as it is; a failed export leaves no folder, and one that was there as it was.
"""
import copy
import json
import pathlib
import tempfile

try:
    import torch
    from safetensors.torch import load, save
    from torch import nn
except ImportError as error:
    missing = f"export.py needs torch and safetensors (pip install torch safetensors): {error}"
    raise (SystemExit(f"{__doc__}\n{missing}") if __name__ == "__main__" else ImportError(missing)) from None

WINDOW = ["kernel_size", "stride"]
# A layer's name in model.json, its arguments there, and what those must be that model.json has no word for.
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
KNOWN = [*LAYERS, nn.Sequential, nn.Identity]
# What torch.nn calls the size of a layer's input, which model.json leaves to the layer before.
SIZES = {"Linear": "in_features", "Conv2d": "in_channels", "BatchNorm": "num_features", "GroupNorm": "num_channels"}
LOSSES = {
    "cross_entropy": nn.functional.cross_entropy,
    "half_sum_squared_error": lambda output, y: ((output - y) ** 2).sum() / 2,
    "half_mean_squared_error": lambda output, y: ((output - y) ** 2).sum() / (2 * len(y)),
}
# What request.json asks for, and with what.
REQUESTS = {
    "precision": None, "evaluation": [], "line": ["steps"], "covariate_shift": ["learning_rate"],
    "activations": ["bins", "lower", "upper"], "hessian_vector_product": [], "curvature": ["top"],
    "plane": ["alphas", "betas"], "theory": ["layer"],
}


def expect(condition, what, found, expected):
    if not condition:
        raise ValueError(f"{what}: found {found}, expected {expected}")


def expect_finite(tensor, what):
    expect(tensor.is_floating_point(), what, tensor.dtype, "a floating type")
    expect(tensor.isfinite().all(), what, "values that are not finite", "finite numbers")


def plain(value):
    """A value as JSON gives it back: arrays, tensors and NumPy's numbers become lists and numbers."""
    return json.loads(json.dumps(value, allow_nan=False, default=lambda v: getattr(v, "tolist", v.__repr__)()))


def check_request(request):
    for name, entry in request.items():
        expect(name in REQUESTS, "request", name, f"some of {', '.join(REQUESTS)}")
        if name == "precision":
            expect(entry in ("float64", "float32"), name, entry, "float64 or float32")
        else:
            found = list(entry) if isinstance(entry, dict) else [repr(entry)]
            expect(set(found) == set(REQUESTS[name]), name, ", ".join(found) or "{}", ", ".join(REQUESTS[name]) or "{}")


def plain_layers(model):
    """The layers that do something, with their names, in the order in which they work; refuses any that does more."""
    expect(type(model) is nn.Sequential, "model", type(model).__qualname__, "a torch.nn.Sequential itself")
    hooks = [key for key, value in vars(nn.modules.module).items() if key.endswith("_hooks") and value]
    expect(not hooks, "torch.nn.Module", ", ".join(hooks), "no hooks")
    layers = []
    for name, layer in model.named_modules(remove_duplicate=False):
        what, kind = f"layer {name}" if name else "model", type(layer)
        expect(kind in KNOWN, what, f"{kind.__module__}.{kind.__qualname__}",
               f"torch.nn's own {', '.join(each.__name__ for each in KNOWN)}")
        hooks = [key for key, value in vars(layer).items() if key.endswith("_hooks") and value]
        expect(not hooks, what, f"{kind.__name__} with {', '.join(hooks)}", "no hooks")
        changed = [key for key in vars(layer) if callable(getattr(kind, key, None))]
        expect(not changed, what, f"{kind.__name__} with a {', '.join(changed)} of its own", "torch.nn's")
        if kind in LAYERS:
            layers.append((name, layer))
    return layers


def check_tensors(tensors, layers):
    """Refuses tensors that a case cannot hold, or that measure would take for something else than the model does."""
    frozen = [name for name, tensor in tensors.items() if isinstance(tensor, nn.Parameter) and not tensor.requires_grad]
    expect(not frozen, ", ".join(frozen), "requires_grad=False", "no frozen parameters: measure moves every one")
    owners = {}
    for name, tensor in tensors.items():
        expect(name.rpartition(".")[0] in layers, name, "a tensor of no layer", "tensors of layers alone")
        expect(type(tensor) in (nn.Parameter, torch.Tensor), name, type(tensor).__qualname__, "a plain tensor")
        hooked = any(getattr(tensor, key, None) for key in ("_backward_hooks", "_post_accumulate_grad_hooks"))
        expect(not hooked, name, "a tensor with hooks", "no hooks")
        owner = owners.setdefault((tensor.device, tensor.data_ptr()), name)
        expect(owner == name, name, f"the values of {owner} (tied)", "its own")
        if not name.endswith("num_batches_tracked"):
            expect_finite(tensor, name)


def describe(layer, shape):
    """A layer's entry in model.json; `shape` is that of an example before it."""
    def argument(name):
        value = getattr(layer, name)
        if name == "bias":
            return value is not None
        if value == "same":
            expect(argument("kernel_size") % 2 == 1, name, f"'same' with a kernel of {layer.kernel_size}",
                   "a number, or a kernel of odd size")
            return argument("kernel_size") // 2
        if isinstance(value, (tuple, list)):
            expect(len(set(value)) == 1, name, value, "the same in both directions")
            return value[0]
        return 0 if value == "valid" else value
    kind, names, required = LAYERS[type(layer)]
    for name, value in required.items():
        expect(argument(name) == value, name, argument(name), value)
    for name in names:
        expect(argument(name) is not None, name, None, "a number")
    if kind == "Linear":
        expect(len(shape) == 1, "input", f"examples of {shape}", "vectors (Flatten before it)")
    if kind == "LayerNorm":
        expect(list(layer.normalized_shape) == shape, "normalized_shape", layer.normalized_shape, f"all of {shape}")
    return {"type": kind, **{name: argument(name) for name in names}}


def describe_all(model, x):
    """The entries of all layers, and the output in evaluation mode."""
    entries, values = [], x.clone()
    for name, layer in plain_layers(model.eval()):
        try:
            entries.append(describe(layer, list(values.shape[1:])))
            values = layer(values)
        except (RuntimeError, ValueError, IndexError) as error:
            raise ValueError(f"layer {name} ({type(layer).__name__}): {' '.join(str(error).split())}") from None
    expect(values.dim() == 2, "model", f"an output of shape {list(values.shape)}", "[N, outputs] (Flatten at its end)")
    return plain(entries), values


def build(description, tensors):
    """The network that a case's description and weights make, in float64."""
    values, layers = torch.zeros(2, *description["input"], dtype=torch.float64, device="cpu"), []
    for index, entry in enumerate(description["layers"]):
        kind, arguments = entry["type"], {key: value for key, value in entry.items() if key != "type"}
        if kind in SIZES:
            arguments[SIZES[kind]] = values.shape[1]
        if kind == "LayerNorm":
            arguments["normalized_shape"] = values.shape[1:]
        if kind == "BatchNorm":
            kind = "BatchNorm1d" if values.dim() == 2 else "BatchNorm2d"
            arguments["track_running_stats"] = f"{index}.running_mean" in tensors
        layers.append(getattr(nn, kind)(**arguments).to("cpu", torch.float64))
        values = layers[-1](values)
    network = nn.Sequential(*layers)
    shapes = [{name: list(tensor.shape) for name, tensor in each.items()} for each in (tensors, network.state_dict())]
    for name in {**shapes[0], **shapes[1]}:
        found, expected = (f"shape {each[name]}" if name in each else "no such tensor" for each in shapes)
        expect(found == expected, name, found, expected)
    network.load_state_dict(tensors)
    return network


def behaviour(network, x, y, loss):
    """What must agree, by name. Changes running statistics."""
    found = {"output in evaluation mode": network.eval()(x.clone()), "output": network.train()(x.clone())}
    found["loss"] = LOSSES[loss](found["output"], y)
    gradient = torch.autograd.grad(found["loss"], list(network.parameters()))
    found.update((f"gradient of {name}", values) for (name, _), values in zip(network.named_parameters(), gradient))
    found.update((f"{name} after a batch", values) for name, values in network.state_dict().items())
    return {name: values.detach().double() for name, values in found.items()}


def compare(own, rebuilt):
    """Refuses a case that holds another network. Both sides compute the same in float64: only rounding is let pass."""
    scale = max(float(values.norm()) for name, values in own.items() if name.startswith("gradient"))
    for (name, values), others in zip(own.items(), rebuilt.values()):
        largest, difference = float(values.abs().max()), float((values - others).abs().max())
        expect(difference <= 1e-9 * largest + 1e-12 * scale, "model",
               f"another network in the case: {name} (up to {largest:.3g}) differs by {difference:.3g}", "the same")


def targets(y, output, loss):
    """y as a case holds it."""
    found, classes = f"{y.dtype} of shape {list(y.shape)}", output.shape[1]
    if loss == "cross_entropy":
        expect(y.shape == output.shape[:1] and not y.is_floating_point(), "y", found,
               f"class ids, integers of shape [{len(output)}] (of one-hot targets: y.argmax(1))")
        y = y.long()
        expect(y.min() >= 0 and y.max() < classes, "y", f"classes from {y.min()} to {y.max()}", f"0 to {classes - 1}")
    else:
        expect(y.is_floating_point() and y.shape == output.shape, "y", found, f"floats of shape {list(output.shape)}")
        expect_finite(y, "y")
    return y


def check_direction(given, parameters, what):
    for name in {**given, **parameters}:
        expect(name in parameters, what, name, f"tensors {', '.join(parameters)}")
        expect(name in given, what, f"no {name}", "a tensor for each parameter")
        found, expected = list(given[name].shape), list(parameters[name].shape)
        expect(found == expected, f"{what}: {name}", f"shape {found}", expected)
        expect_finite(given[name], f"{what}: {name}")


def place(files, folder):
    """Writes files aside, then renames them: a new folder as a whole, file by file in one that is there. There
    model.json goes first and comes last, so that what is cut short is no case."""
    target = pathlib.Path(folder).absolute()
    base = next(path for path in (target, *target.parents) if path.exists())
    expect(base.is_dir(), folder, f"a file {base}", "a folder, or nothing yet")
    with tempfile.TemporaryDirectory(prefix=".export-", dir=base) as aside:
        case = pathlib.Path(aside, "case")
        case.mkdir()
        for name, data in files.items():
            (case / name).write_bytes(data if isinstance(data, bytes) else json.dumps(data, indent=1).encode())
        if base != target:
            target.parent.mkdir(parents=True, exist_ok=True)
            case.rename(target)
            return
        for name in ("model.json", "direction.safetensors", "plane_x.safetensors", "plane_y.safetensors"):
            (target / name).unlink(missing_ok=True)
        for name in sorted(files, key=lambda name: name == "model.json"):
            (case / name).replace(target / name)


def pack(tensors):
    return save({name: tensor.detach().cpu().contiguous().clone() for name, tensor in tensors.items()})


def export(model, x, y, folder, loss="cross_entropy", direction=None, plane_x=None, plane_y=None, **request):
    """Writes a case into `folder` and returns the layers' own names; the head of this file says of what."""
    expect(str(folder), "folder", "an empty name", "one")
    expect(loss in list(LOSSES), "loss", loss, f"one of {', '.join(LOSSES)}")
    request = plain({"precision": "float64", **request})
    check_request(request)
    layers = dict(plain_layers(model))
    own, tensors = (each.state_dict(keep_vars=True) for each in (model, nn.Sequential(*layers.values())))
    parameters, numbered, names = dict(model.named_parameters()), dict(zip(own, tensors)), list(layers)
    expect(parameters, "model", "no parameters", "some")
    check_tensors(own, layers)
    x, y = torch.as_tensor(x).detach().cpu(), torch.as_tensor(y).detach().cpu()
    expect(x.dim() in (2, 4) and len(x) > 0, "x", f"shape {list(x.shape)}", "[N > 0, features] or [N > 0, C, H, W]")
    expect_finite(x, "x")
    with torch.inference_mode(False), torch.enable_grad(), torch.random.fork_rng(devices=[]):
        copied = copy.deepcopy(model).cpu().double()
        entries, output = describe_all(copied, x.double())
        y = targets(y, output, loss)
        files = {"model.json": {"input": list(x.shape[1:]), "loss": loss, "layers": entries},
                 "weights.safetensors": pack(tensors), "batch.safetensors": pack({"x": x, "y": y})}
        rebuilt = build(files["model.json"], load(files["weights.safetensors"]))
        batch = (x.double(), y if loss == "cross_entropy" else y.double(), loss)
        compare(behaviour(copied, *batch), behaviour(rebuilt, *batch))
    if "theory" in request:
        layer = request["theory"]["layer"]
        norms = {index: names[index] for index, entry in enumerate(entries) if entry["type"] == "BatchNorm"}
        layer = names.index(layer) if layer in names else layer
        expect(layer in list(norms), "theory", f"layer {layer}", f"a BatchNorm by number or name, of {norms}")
        request["theory"] = {"layer": layer}
    for what, given, entry in (("direction", direction, "hessian_vector_product"), ("plane_x", plane_x, "plane"),
                               ("plane_y", plane_y, "plane")):
        if given is not None or entry in request:
            given = {name: torch.randn_like(tensor) for name, tensor in parameters.items()} if given is None else given
            check_direction(given, parameters, what)
            files[f"{what}.safetensors"] = pack({numbered[name]: tensor for name, tensor in given.items()})
    place({**files, "request.json": request}, folder)
    return names


if __name__ == "__main__":
    print(__doc__)
