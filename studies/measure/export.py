"""Writes a case for `measure` from a trained torch.nn.Module and a batch. Needs torch and safetensors.

    import sys; sys.path.append("studies/measure")
    from export import export
    export(model, x, y, "case", loss="cross_entropy", line={"steps": [0.01, 0.1]}, curvature={"top": 5})
    # and then, from a shell: studies/run measure --case case

x is what the model takes, one tensor [N, …], such as [N, features] or [N, channels, height, width], and its output is
[N, outputs]; y is class ids [N] for cross_entropy, targets [N, outputs] for half_sum_squared_error (half the sum over
batch and outputs) and half_mean_squared_error (that by N). What follows is the request:

    precision="float64" or "float32"                     evaluation={}          line={"steps": [0.1, 0.5]}
    activations={"bins": 100, "lower": -5, "upper": 5}   curvature={"top": 5}   covariate_shift={"learning_rate": 0.1}
    plane={"alphas": [-1, 0, 1], "betas": [-1, 0, 1]}    theory={"layer": 1}    interpolation={"steps": [0, 0.5, 1]}
    sharpness={"rho": 0.05, "adaptive_rho": 0.5}         trace={}               time_gradients={"nodes": "cell.state"}
    spectrum={"probes": 4, "steps": 80, "grid": 1000}    and, each with {}: training, gradient, gradient_curvature,
    hessian_vector_product, gauss_newton_vector_product, linearity, representations, residual_blocks, channel_means,
    gradient_autocorrelation

line, plane and interpolation take "normalization": "batch" or "running" too, line "along": "gradient" or "direction",
gradient_autocorrelation "points", sharpness "eta", curvature "blocks": True, trace "method" ("xtrace", "hutch++" or
"hutchinson"), "tolerance" and "products". time_gradients looks at a node and its repetitions, "cell.state",
"cell.state@2" and so on; time_gradients={} stands for the states of the model's only RNNCell, LSTMCell or GRUCell.

direction (for products and a line along it), plane_x and plane_y (for plane) are dictionaries of one tensor for each
parameter by the model's own names; where one is needed and none given, it is drawn from a normal distribution, by
torch's generator, or for a plane with "seed" by measure. `other` (for interpolation) is a whole state_dict of the model.

A torch.nn.Sequential of plain layers (Linear, Conv2d, BatchNorm1d, BatchNorm2d, LayerNorm, GroupNorm, MaxPool2d,
AvgPool2d, Flatten, ReLU, Sigmoid and Tanh, in nested Sequentials, beside Identity) becomes a list of layers, numbered
from 0 in the order in which they work, and export() returns their own names in that order; theory takes a layer's
number or its own name. One whose numbers would be the names of other layers becomes nodes, as does any other module,
followed by torch.export (PyTorch 2.6 or later) in training mode: export() returns their names, and theory takes one.
Nodes may be, beside the above, RMSNorm, GELU, Hardtanh, ReLU6 and x.clamp(a, b), groups, dilation and pairs in Conv2d,
padding in pools, AdaptiveAvgPool2d, means, sums, products, x ** 2 and x ** 3, concatenations, slices, views and
permutations of an example's dimensions, scaled_dot_product_attention and MultiheadAttention(…)(q, k, v,
need_weights=False), InstanceNorm without running statistics (a GroupNorm), and loops over RNNCell, LSTMCell and
GRUCell. Dropout is left out. No operation may look at several examples at once but BatchNorm; what has no node is
refused by its name and source line. Of a module from torch.compile, what was compiled is exported.

Tensors keep the names of the model's state_dict, wherever these end in ".weight", ".bias" and so on. Where they do not,
names.json maps the model's name to the case's, and it is printed: attn.in_proj_weight is attn.in_proj.weight,
cell.weight_ih is cell.ih.weight. A bare parameter p is the bias of a layer that gives nothing else, p.bias, in its own
shape (LayerNorm of zeros; Linear for one dimension); in a product x @ p it is p.weight, transposed. A module that is
used again is a node with "parameters" of the first ("state" too, for a BatchNorm), as are tied weights. No tensor gets
the model's own name of another: F.linear(x, a.weight, b.bias) is node a@2, if a.bias is something else.

Parameters with requires_grad=False are out of all measurements: their node says "frozen": true, or ["weight"] or
["bias"] if it has others too. "constants" says the same of what is no parameter of the model: numbers, buffers and
torch.zeros in a formula, which become the bias of a Linear whose weight is zero, what repeats a number over a
dimension, a Linear of ones, and the ones and zeros of a LayerNorm without parameters.

Before anything is written, the case is computed anew from its own description, and its outputs, the gradient of every
parameter and running statistics are compared with the model's own, in float64. A difference is a ValueError, as is all
that a case has no word for. The model stays as it is; a failed export leaves no folder, and one that was there as it
was. nn.RMSNorm without eps has that of its parameters' precision, F.rms_norm without one that of float64, in which all
is computed. In the end export() prints what the case holds and what of the model it leaves out.
"""
import inspect
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

from exporting.comparison import (LOSSES, behaviour, case_behaviour, compare, copy_of, elsewhere, expect, expect_finite,
                                  held, in_float64_without_dropout, output_of, tensors_of)
from exporting.graph import Constant, Parameter
from exporting.layers import NoLayer, layers_of
from exporting.request import check_request, needed_tensors, plain, state_nodes, theory_layer

TENSORS = ("direction", "plane_x", "plane_y", "other")


def original(model):
    """The module that torch.compile made another of; any other as it is."""
    while type(model).__name__ == "OptimizedModule" and isinstance(getattr(model, "_orig_mod", None), nn.Module):
        model = model._orig_mod
    return model


def by_own_names(tensors):
    """Tensors of a module from torch.compile by the names of what was compiled."""
    return tensors if not isinstance(tensors, dict) else {
        name.removeprefix("_orig_mod."): tensor for name, tensor in tensors.items()}


def check_model(model):
    """Refuses what the comparison with a copy of the model could not see, and tensors that a case cannot hold."""
    expect(isinstance(model, nn.Module), "model", type(model).__qualname__, "a torch.nn.Module")
    for name, module in model.named_modules():
        expect(not isinstance(module, torch.jit.ScriptModule), f"layer {name}" if name else "model",
               "a TorchScript module", "the nn.Module it was made from")
    needed = [name for name, each in inspect.signature(model.forward).parameters.items()
              if each.default is each.empty and each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
    expect(len(needed) <= 1, "model", f"a forward of {len(needed)} inputs ({', '.join(needed)})", "one input")
    expect(list(model.parameters()), "model", "no parameters", "some")
    expect(any(each.requires_grad for each in model.parameters()), "model", "frozen parameters alone", "one that moves")
    for name, module in model.named_modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            expect(module.momentum is not None, f"layer {name} ({type(module).__name__}): momentum", None, "a number")
    for name, tensor in tensors_of(model).items():
        expect(type(tensor) in (nn.Parameter, torch.Tensor), name, type(tensor).__qualname__, "a plain tensor")
        hooked = any(getattr(tensor, key, None) for key in ("_backward_hooks", "_post_accumulate_grad_hooks"))
        expect(not hooked, name, "a tensor with hooks", "no hooks")
        if isinstance(tensor, nn.Parameter) or tensor.is_floating_point():
            expect_finite(tensor, name)


def describe(model, x):
    """What model.json says of the network; for each of a case's tensors a Parameter, Constant or buffer's name; what
    nodes or layers are called; and which of them are states of recurrent cells."""
    try:
        layers = layers_of(model, x) if x.dim() in (2, 4) else None
    except NoLayer:
        layers = None
    if layers is None:
        try:
            from exporting.trace import trace
        except ImportError:
            raise ValueError(f"model: found torch {torch.__version__}, expected 2.6 or later, with torch.export, "
                             "for what is no Sequential of plain layers") from None
        traced = trace(model, x)
        return {"nodes": plain(traced.nodes)}, traced.tensors, [node["name"] for node in traced.nodes], traced.states
    sources = {}
    for index, (name, (layer, _)) in enumerate(layers.items()):
        for role, tensor in layer.state_dict(keep_vars=True).items():
            own = f"{name}.{role}"
            sources[f"{index}.{role}"] = Parameter(own, tensor) if isinstance(tensor, nn.Parameter) else own
    return {"layers": plain([entry for _, entry in layers.values()])}, sources, list(layers), []


def targets(y, output, loss):
    """y as a case holds it."""
    found, classes = f"{y.dtype} of shape {list(y.shape)}", output.shape[1]
    if loss == "cross_entropy":
        expect(y.shape == output.shape[:1] and not y.is_floating_point() and y.dtype != torch.bool, "y", found,
               f"class ids, integers of shape [{len(output)}] (of one-hot targets: y.argmax(1))")
        y = y.long()
        expect(y.min() >= 0 and y.max() < classes, "y", f"classes from {y.min()} to {y.max()}", f"0 to {classes - 1}")
    else:
        expect(y.is_floating_point() and y.shape == output.shape, "y", found, f"floats of shape {list(output.shape)}")
        expect_finite(y, "y")
    return y


def check_tensors(given, own, needed, what):
    """Refuses a dictionary whose tensors are not the model's own by name and shape, or not all of the needed ones."""
    kind = "a tensor for each parameter" if what != "other" else "a whole state_dict of the model"
    expect(isinstance(given, dict), what, type(given).__qualname__, kind)
    for name in {**given, **needed}:
        expect(name in own, what, name, f"tensors {', '.join(own)}")
        expect(name in given, what, f"no {name}", kind)
        found, expected = list(given[name].shape), list(own[name].shape)
        expect(found == expected, f"{what}: {name}", f"shape {found}", expected)
        if own[name].is_floating_point():
            expect_finite(given[name], f"{what}: {name}")


def check_other(given, model, sources):
    """Refuses what is no state_dict of the model, or moves what no measurement moves."""
    own = tensors_of(model)
    names = [source if isinstance(source, str) else source.target for source in sources.values()
             if not isinstance(source, Constant)]
    check_tensors(given, own, dict.fromkeys(names), "other")
    still = {source.target for source in sources.values() if isinstance(source, Parameter) and not source.trainable}
    still |= {source.buffer for source in sources.values() if isinstance(source, Constant) and source.buffer}
    for name in sorted(still & set(given)):
        expect(torch.equal(given[name].cpu(), own[name].cpu()), f"other: {name}",
               "other values of what no measurement moves", "the model's own")


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
        for name in ("model.json", "names.json", *(f"{name}.safetensors" for name in TENSORS)):
            (target / name).unlink(missing_ok=True)
        for name in sorted(files, key=lambda name: name == "model.json"):
            (case / name).replace(target / name)


def pack(tensors):
    return save({name: tensor.detach().cpu().contiguous().clone() for name, tensor in tensors.items()})


def report(model, description, sources, names, folder):
    """Says what a case holds, and what of the model it does not."""
    parameters = {source.target: source for source in sources.values() if isinstance(source, Parameter)}
    used = {source if isinstance(source, str) else source.buffer for source in sources.values()
            if not isinstance(source, Parameter)}
    kind, count = next((key, len(value)) for key, value in description.items() if key in ("layers", "nodes"))
    moving = {name: each.tensor.numel() for name, each in parameters.items() if each.trainable}
    lines = {
        "tensors under other names": [f"{own} as {name}" for own, name in names.items()],
        "transposed": [source.target for source in parameters.values() if source.transposed],
        "frozen parameters, which no measurement moves": [name for name, each in parameters.items()
                                                          if not each.trainable],
        "left out, parameters without a gradient": [name for name, _ in model.named_parameters()
                                                    if name not in parameters],
        "left out, buffers that no node uses": [name for name, _ in model.named_buffers() if name not in used
                                                and not name.endswith("num_batches_tracked")],
    }
    print(f"{folder}: {count} {kind}, {sum(moving.values())} parameters in {len(moving)} tensors")
    for what, each in lines.items():
        if each:
            print(f"  {what}: {', '.join(each)}")


def export(model, x, y, folder, loss="cross_entropy", direction=None, plane_x=None, plane_y=None, other=None,
           **request):
    """Writes a case into `folder` and returns the layers' own names, or the nodes'; see the head of this file."""
    expect(str(folder), "folder", "an empty name", "one")
    expect(loss in list(LOSSES), "loss", loss,
           f"one of {', '.join(LOSSES)} (PyTorch's mse_loss is the last times 2 / outputs)")
    request = plain({"precision": "float64", **request})
    check_request(request)
    model = original(model)
    check_model(model)
    direction, plane_x, plane_y, other = map(by_own_names, (direction, plane_x, plane_y, other))
    expect(not isinstance(x, (list, tuple, dict)) or not any(isinstance(each, torch.Tensor) for each in x),
           "x", f"{type(x).__name__} of tensors", "one tensor, the input of the model")
    x, y = torch.as_tensor(x).detach().cpu(), torch.as_tensor(y).detach().cpu()
    expect(x.dim() >= 2 and len(x) > 0, "x", f"shape {list(x.shape)}", "[N > 0, …], such as [N, C, H, W]")
    expect_finite(x, "x")
    parameters = dict(model.named_parameters())
    with in_float64_without_dropout():
        copied = copy_of(model)
        y = targets(y, output_of(copied, x.double()), loss)
        described, sources, names, states = describe(copied, x.double())
        weights = pack(held(sources, tensors_of(model)))
        description = {"input": list(x.shape[1:]), "loss": loss, **described}
        batch = (x.double(), y if loss == "cross_entropy" else y.double(), loss)
        moved = elsewhere(copied)
        for each, tensors in ((copied, weights), (moved, pack(held(sources, tensors_of(moved))))):
            compare(behaviour(each, *batch), case_behaviour(description, sources, load(tensors), *batch))
    files = {"model.json": description, "weights.safetensors": weights, "batch.safetensors": pack({"x": x, "y": y})}
    if "theory" in request:
        request["theory"] = {"layer": theory_layer(request["theory"]["layer"], described, names)}
    if "time_gradients" in request:
        request["time_gradients"] = {"nodes": state_nodes(request["time_gradients"].get("nodes"), names, states)}
    moving = {name: source for name, source in sources.items() if isinstance(source, Parameter) and source.trainable}
    needed = needed_tensors(request)
    for what, given in (("direction", direction), ("plane_x", plane_x), ("plane_y", plane_y)):
        if given is not None or what in needed:
            given = {name: torch.randn_like(tensor) for name, tensor in parameters.items()} if given is None else given
            check_tensors(given, parameters, {source.target: source for source in moving.values()}, what)
            files[f"{what}.safetensors"] = pack(held(moving, given))
    expect(other is not None or "other" not in needed, "other", None, "a state_dict of the model, for interpolation")
    if other is not None:
        check_other(other, model, sources)
        files["other.safetensors"] = pack(held(sources, other))
    renamed = {
        own: name for name, source in sources.items()
        if (own := source if isinstance(source, str) else getattr(source, "target", None)) not in (None, name)}
    if renamed:
        files["names.json"] = renamed
    place({**files, "request.json": request}, folder)
    report(model, described, sources, renamed, folder)
    return names


if __name__ == "__main__":
    print(__doc__)
