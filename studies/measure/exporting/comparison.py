"""A module and its case side by side: both computed in float64, without dropout."""
import contextlib
import copy

import torch
from torch import nn

from . import network
from .graph import Parameter, named_tensors

LOSSES = {
    "cross_entropy": nn.functional.cross_entropy,
    "half_sum_squared_error": lambda output, y: ((output - y) ** 2).sum() / 2,
    "half_mean_squared_error": lambda output, y: ((output - y) ** 2).sum() / (2 * len(y)),
}
DROPOUTS = ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout")
ATTENTION = "scaled_dot_product_attention"


def expect(condition, what, found, expected):
    if not condition:
        raise ValueError(f"{what}: found {found}, expected {expected}")


def one_line(error):
    return " ".join(str(error).split())


def expect_finite(tensor, what):
    expect(tensor.is_floating_point(), what, tensor.dtype, "a floating type")
    expect(tensor.isfinite().all(), what, "values that are not finite", "finite numbers")


@contextlib.contextmanager
def in_float64_without_dropout():
    """New tensors in float64, and no dropout in modules, attention and functions of torch.nn.functional."""
    functional, dtype = nn.functional, torch.get_default_dtype()
    own = {name: getattr(functional, name) for name in (*DROPOUTS, ATTENTION) if hasattr(functional, name)}

    def attention(query, key, value, attn_mask=None, dropout_p=0.0, *arguments, **more):
        return own[ATTENTION](query, key, value, attn_mask, 0.0, *arguments, **more)

    try:
        torch.set_default_dtype(torch.float64)
        for name in own:
            setattr(functional, name, attention if name == ATTENTION else lambda input, *_, **__: input)
        with torch.inference_mode(False), torch.enable_grad(), torch.random.fork_rng(devices=[]):
            yield
    finally:
        torch.set_default_dtype(dtype)
        for name, function in own.items():
            setattr(functional, name, function)


def tensors_of(model):
    """All parameters and buffers, tied ones by each of their names."""
    return {**named_tensors(model, "_parameters"), **named_tensors(model, "_buffers")}


def copy_of(model):
    """The model in float64, to be traced and compared."""
    try:
        copied = copy.deepcopy(model).cpu()
    except Exception as error:
        raise ValueError(f"model: found a module that cannot be copied ({one_line(error)}), "
                         "expected one that can") from None
    for module in copied.modules():
        if type(module).__name__ == "RMSNorm" and getattr(module, "eps", 0) is None:
            module.eps = torch.finfo(next(model.parameters()).dtype).eps
        if isinstance(module, nn.MultiheadAttention):
            module.dropout = 0.0
    return copied.double()


def output_of(model, x):
    """The output in evaluation mode; an error names the layer."""
    inside, hooks = [], []
    for name, module in model.named_modules():
        hooks.append(module.register_forward_pre_hook(lambda each, _, name=name: inside.append((name, each))))
        hooks.append(module.register_forward_hook(lambda *_: inside.pop() and None))
    try:
        output = model.eval()(x.clone())
    except Exception as error:
        name, module = inside[-1] if inside else ("", model)
        where = f"layer {name} ({type(module).__name__})" if name else "model"
        raise ValueError(f"{where} on x of shape {list(x.shape)}: {one_line(error)}") from None
    finally:
        for hook in hooks:
            hook.remove()
    expect(isinstance(output, torch.Tensor), "model", f"an output of type {type(output).__qualname__}", "one tensor")
    expect(output.dim() == 2, "model", f"an output of shape {list(output.shape)}", "[N, outputs] (Flatten at its end)")
    return output


def elsewhere(model):
    """The model at other parameters: what zeros hide at its own (a branch that starts at 0) shows there."""
    moved = copy.deepcopy(model)
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in moved.parameters():
            size = float(parameter.abs().mean()) or 0.1
            parameter += 0.1 * size * torch.randn(parameter.shape, generator=generator, dtype=parameter.dtype)
    return moved


def held(sources, tensors):
    """A case's tensors, from the model's."""
    return {name: tensors[source] if isinstance(source, str) else source.of(tensors)
            for name, source in sources.items()}


def behaviour(model, x, y, loss):
    """What must agree, by name. Changes running statistics."""
    found = {"output in evaluation mode": model.eval()(x.clone())}
    parameters = {name: each for name, each in model.named_parameters() if each.requires_grad}
    try:
        found["output"] = model.train()(x.clone())
        found["loss"] = LOSSES[loss](found["output"], y)
        gradient = torch.autograd.grad(found["loss"], list(parameters.values()), allow_unused=True)
    except RuntimeError as error:
        raise ValueError(f"model in training mode: {one_line(error)}") from None
    for (name, parameter), values in zip(parameters.items(), gradient):
        found[f"gradient of {name}"] = torch.zeros_like(parameter) if values is None else values
    found.update((f"{name} after a batch", values) for name, values in named_tensors(model, "_buffers").items())
    return {name: values.detach().double() for name, values in found.items()}


def case_behaviour(description, sources, weights, x, y, loss):
    """The same of what a case holds, by the model's names."""
    nodes = network.as_nodes(description)
    network.check(nodes, weights)
    tensors = {name: values.double() if values.is_floating_point() else values for name, values in weights.items()}
    moving = [name for name, source in sources.items() if isinstance(source, Parameter) and source.trainable]
    for name in moving:
        tensors[name].requires_grad_(True)
    found = {name: network.run(nodes, tensors, x, training)[nodes[-1]["name"]]
             for name, training in (("output in evaluation mode", False), ("output", True))}
    found["loss"] = LOSSES[loss](found["output"], y)
    gradient = torch.autograd.grad(found["loss"], [tensors[name] for name in moving], allow_unused=True)
    for name, values in zip(moving, gradient):
        values = torch.zeros_like(tensors[name]) if values is None else values
        values = values.t() if sources[name].transposed else values
        found[f"gradient of {sources[name].target}"] = values.reshape(sources[name].tensor.shape)
    found.update((f"{source} after a batch", tensors[name]) for name, source in sources.items()
                 if isinstance(source, str) and not source.endswith("num_batches_tracked"))
    return {name: values.detach().double() for name, values in found.items()}


def compare(own, rebuilt):
    """Refuses a case that holds another network. Both sides compute the same in float64: only rounding is let pass."""
    scale = max([float(values.norm()) for name, values in own.items() if name.startswith("gradient")], default=0)
    for name, values in own.items():
        others = rebuilt.get(name, torch.zeros_like(values) if name.startswith("gradient") else None)
        if others is None:
            continue
        expect(others.shape == values.shape, f"case: {name}", list(others.shape), list(values.shape))
        largest, difference = float(values.abs().max()), float((values - others).abs().max())
        expect(difference <= 1e-9 * largest + 1e-12 * scale, "model",
               f"another network in the case: {name} (up to {largest:.3g}) differs by {difference:.3g}",
               "the same" if not name.endswith("after a batch") else
               "running statistics that a batch moves once (no torch.utils.checkpoint, no memory_efficient=True)")
