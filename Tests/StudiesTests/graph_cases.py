"""Cases of networks that branch, attend and recur, with what PyTorch's autograd says of them in float64.

    python Tests/StudiesTests/graph_cases.py FOLDER                  # writes a case with expected.json for each model
    python Tests/StudiesTests/graph_cases.py FOLDER --measure PATH   # compares the answers of `measure` with them

The values come from the modules themselves, not from their nodes, but for `activations`, which are nodes' outputs.
"""
import argparse
import copy
import json
import math
import pathlib
import subprocess
import sys

import torch
from safetensors.torch import load_file
from torch import nn

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "studies/measure"))
import export as exporter
from exporting import network

try:
    import torchvision
except ImportError:
    torchvision = None

REQUEST = {"evaluation": {}, "line": {"steps": [0.01, 0.05, 0.1]}, "covariate_shift": {"learning_rate": 0.1},
           "activations": {"bins": 20, "lower": -4, "upper": 4}, "hessian_vector_product": {},
           "plane": {"alphas": [-0.5, 0, 0.5], "betas": [-0.4, 0.4]}}


class Block(nn.Module):
    """A transformer's, with LayerScale."""
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, heads, dropout=0.1, batch_first=True)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Dropout(0.1), nn.Linear(2 * width, width))
        self.scale = nn.Parameter(torch.rand(width))

    def forward(self, x):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, need_weights=False)[0]
        return x + self.scale * self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    def __init__(self, width=8, heads=2, depth=2):
        super().__init__()
        self.patches = nn.Conv2d(3, width, 4, 4)
        self.token = nn.Parameter(torch.randn(1, 1, width))
        self.position = nn.Parameter(torch.randn(1, 5, width) / 2)
        self.blocks = nn.Sequential(*(Block(width, heads) for _ in range(depth)))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, 3)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(len(x), -1, -1), x], 1) + self.position
        return self.head(self.norm(self.blocks(x))[:, 0])


class Mixing(nn.Module):
    def __init__(self, tokens, width):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.tokens = nn.Sequential(nn.Linear(tokens, 6), nn.GELU(), nn.Linear(6, tokens))
        self.channels = nn.Sequential(nn.Linear(width, 12), nn.GELU(), nn.Linear(12, width))

    def forward(self, x):
        x = x + self.tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.channels(self.norm2(x))


class Mixer(nn.Module):
    """An MLP-Mixer (Tolstikhin et al. 2021)."""
    def __init__(self, width=8, depth=2):
        super().__init__()
        self.patches = nn.Conv2d(3, width, 4, 4)
        self.blocks = nn.Sequential(*(Mixing(4, width) for _ in range(depth)))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, 3)

    def forward(self, x):
        x = self.blocks(self.patches(x).flatten(2).transpose(1, 2))
        return self.head(self.norm(x).mean(1))


class Unrolled(nn.Module):
    """A loop over a cell: its last state, read out."""
    def __init__(self, cell, outputs=3):
        super().__init__()
        self.cell, self.head = cell(4, 5), nn.Linear(5, outputs)

    def forward(self, x):
        state = None
        for step in range(x.shape[1]):
            state = self.cell(x[:, step], state)
        return self.head(state[0] if isinstance(state, tuple) else state)


class Formulas(nn.Module):
    """Operators in place of modules, with numbers and a buffer among them."""
    def __init__(self):
        super().__init__()
        self.body, self.head = nn.Linear(6, 8), nn.Linear(8, 3)
        self.register_buffer("shift", torch.linspace(-1, 1, 8))

    def forward(self, x):
        x = self.body(x) + self.shift
        return self.head(x.clamp(-0.7, 0.9) + x ** 2 - 0.1 * x ** 3 + 1)


def resnet18():
    model = torchvision.models.resnet18(num_classes=10)
    model.conv1, model.maxpool = nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.Identity()
    return model


def densenet():
    return torchvision.models.DenseNet(growth_rate=12, block_config=(3, 3), num_init_features=16, num_classes=10)


# A model, the shape of a batch, and the loss.
MODELS = {
    "vision-transformer": (VisionTransformer, [4, 3, 8, 8], "cross_entropy"),
    "mixer": (Mixer, [4, 3, 8, 8], "cross_entropy"),
    "rnn-cell": (lambda: Unrolled(nn.RNNCell), [4, 4, 4], "half_mean_squared_error"),
    "lstm-cell": (lambda: Unrolled(nn.LSTMCell), [4, 4, 4], "cross_entropy"),
    "gru-cell": (lambda: Unrolled(nn.GRUCell), [4, 4, 4], "cross_entropy"),
    "formulas": (Formulas, [4, 6], "cross_entropy"),
}
if torchvision:
    MODELS |= {
        "mobilenet": (lambda: torchvision.models.mobilenet_v2(width_mult=0.25, num_classes=10), [8, 3, 64, 64],
                      "cross_entropy"),
        "densenet": (densenet, [4, 3, 32, 32], "cross_entropy"),
        "resnet18": (resnet18, [4, 3, 32, 32], "cross_entropy"),
    }


def made(name):
    """The model with normalizations away from their first state, and a batch."""
    make, shape, loss = MODELS[name]
    torch.manual_seed(7)
    model = make()
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, (nn.BatchNorm2d, nn.LayerNorm)):
                module.weight += 0.2 * torch.randn_like(module.weight)
                module.bias += 0.2 * torch.randn_like(module.bias)
        for _ in range(3):
            model.train()(torch.randn(8, *shape[1:]))
    x = torch.randn(shape)
    outputs = model.eval()(x).shape[1]
    y = torch.randint(outputs, shape[:1]) if loss == "cross_entropy" else torch.randn(shape[0], outputs)
    return model, x, y, loss


class Reference:
    """What PyTorch says of a module, with parameters by their case's names."""

    def __init__(self, folder, model, x, y, loss):
        self.folder, self.model = folder, copy.deepcopy(model).double()
        for module in self.model.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
            if isinstance(module, nn.MultiheadAttention):
                module.dropout = 0.0
        self.x, self.y = x.double(), y if loss == "cross_entropy" else y.double()
        self.value = exporter.LOSSES[loss]
        names = json.loads((folder / "names.json").read_text()) if (folder / "names.json").exists() else {}
        self.nodes = json.loads((folder / "model.json").read_text())["nodes"]
        found = {names.get(name, name): (name, each.detach()) for name, each in self.model.named_parameters()}
        order = [f"{node['name']}.{role}" for node in self.nodes for role in ("weight", "bias")]
        self.own = {name: found[name][0] for name in order if name in found}
        self.theta = {name: found[name][1] for name in self.own}

    def loss(self, theta):
        own = {self.own[name]: values for name, values in theta.items()}
        return self.value(torch.func.functional_call(self.model.train(), own, (self.x,)), self.y)

    def gradient(self, theta, create_graph=False):
        leaves = {name: values.detach().requires_grad_(True) for name, values in theta.items()}
        loss = self.loss(leaves)
        found = torch.autograd.grad(loss, list(leaves.values()), create_graph=create_graph)
        return loss, leaves, dict(zip(leaves, found))

    def tensors(self, file):
        return {name: values.double() for name, values in load_file(self.folder / f"{file}.safetensors").items()}

    def evaluation(self, cross_entropy):
        output = self.model.eval()(self.x)
        found = {"loss": float(self.value(output, self.y).detach())}
        return found | ({"accuracy": float((output.argmax(1) == self.y).double().mean())} if cross_entropy else {})

    def line(self, steps, gradient):
        length, losses, distances = norm(gradient), [], []
        for step in steps:
            loss, _, moved = self.gradient({name: each - step * gradient[name] for name, each in self.theta.items()})
            losses.append(float(loss.detach()))
            distances.append(norm({name: moved[name] - gradient[name] for name in moved}))
        smoothness = [distance / (abs(step) * length) for distance, step in zip(distances, steps)]
        return {"steps": steps, "loss": losses, "gradient_distance": distances, "smoothness": smoothness,
                "loss_minimum": min(losses), "loss_maximum": max(losses), "gradient_distance_minimum": min(distances),
                "gradient_distance_maximum": max(distances), "effective_smoothness": max(smoothness)}

    def covariate_shift(self, rate, gradient):
        place = {f"{node['name']}.{role}": index for index, node in enumerate(self.nodes)
                 for role in ("weight", "bias")}
        layers = []
        for parameter, values in self.theta.items():
            if values.dim() < 2:
                continue
            moved = {name: each - rate * gradient[name] if place[name] < place[parameter] else each
                     for name, each in self.theta.items()}
            before, after = gradient[parameter].flatten(), self.gradient(moved)[2][parameter].flatten()
            product = float(before.norm() * after.norm())
            layers.append({"parameter": parameter, "distance": float((before - after).norm()),
                           "cosine": float(before @ after) / product if product else None,
                           "before": float(before.norm()), "after": float(after.norm())})
        return {"learning_rate": rate, "layers": layers}

    def activations(self, bins, lower, upper):
        tensors = {name: values.double() for name, values in load_file(self.folder / "weights.safetensors").items()}
        with torch.no_grad():
            outputs = network.run(self.nodes, tensors, self.x, training=True)
        layers = []
        for node in self.nodes:
            values = outputs[node["name"]].flatten()
            centred = values - values.mean()
            deviation = float((centred ** 2).sum() / (len(values) - 1)) ** 0.5
            place = ((values - lower) / ((upper - lower) / bins)).floor()
            layers.append({
                "name": node["name"], "type": node["type"], "count": len(values), "mean": float(values.mean()),
                "standard_deviation": deviation,
                "skewness": float((centred ** 3).mean()) / deviation ** 3 if deviation else None,
                "excess_kurtosis": float((centred ** 4).mean()) / deviation ** 4 - 3 if deviation else None,
                "below": int((values < lower).sum()), "above": int((values >= upper).sum()),
                "counts": [int(((place == index) & (values >= lower) & (values < upper)).sum())
                           for index in range(bins)]})
        return {"bins": bins, "lower": lower, "upper": upper, "layers": layers}

    def hessian_vector_product(self):
        direction = self.tensors("direction")
        _, leaves, gradient = self.gradient(self.theta, create_graph=True)
        product = sum((gradient[name] * direction[name]).sum() for name in leaves)
        found = dict(zip(leaves, torch.autograd.grad(product, list(leaves.values()), materialize_grads=True)))
        form = float(sum((found[name] * direction[name]).sum() for name in found))
        return {"norm": norm(found), "quadratic_form": form,
                "tensors": {name: float(values.norm()) for name, values in found.items()}}

    def plane(self, alphas, betas):
        def normalized(direction):
            def scaled(weights, values):
                if weights.dim() < 2:
                    return torch.zeros_like(weights)
                lengths = [each.flatten(1).norm(dim=1) for each in (weights, values)]
                return values * (lengths[0] / (lengths[1] + 1e-10)).reshape(-1, *[1] * (weights.dim() - 1))
            return {name: scaled(self.theta[name], direction[name]) for name in self.theta}
        x, y = normalized(self.tensors("plane_x")), normalized(self.tensors("plane_y"))
        with torch.no_grad():
            loss = [[float(self.loss({name: each + a * x[name] + b * y[name] for name, each in self.theta.items()}))
                     for a in alphas] for b in betas]
        return {"alphas": alphas, "betas": betas, "loss": loss}

    def expected(self, request, cross_entropy):
        # Other ways to compute attention have no second derivative.
        with torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.MATH):
            return self.answers(request, cross_entropy)

    def answers(self, request, cross_entropy):
        evaluation = self.evaluation(cross_entropy)
        loss, _, gradient = self.gradient(self.theta)
        return {"loss": float(loss.detach()),
                "gradient": {"norm": norm(gradient),
                             "tensors": {name: float(each.norm()) for name, each in gradient.items()}},
                "evaluation": evaluation, "line": self.line(request["line"]["steps"], gradient),
                "covariate_shift": self.covariate_shift(request["covariate_shift"]["learning_rate"], gradient),
                "activations": self.activations(**request["activations"]),
                "hessian_vector_product": self.hessian_vector_product(), "plane": self.plane(**request["plane"])}


def norm(tensors):
    return float(torch.cat([values.detach().flatten() for values in tensors.values()]).norm())


def write(name, root):
    """Exports a model and writes expected.json beside it."""
    folder = pathlib.Path(root, name)
    model, x, y, loss = made(name)
    exporter.export(model, x, y, folder, loss=loss, **REQUEST)
    expected = Reference(folder, model, x, y, loss).expected(REQUEST, loss == "cross_entropy")
    (folder / "expected.json").write_text(json.dumps(expected, indent=1, allow_nan=False))
    return expected


def differences(found, expected, scale, path=""):
    """Where an answer is not as expected: within 1e-8, or 1e-12 of the gradient's norm where a difference cancels."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if key not in ("name", "type"):
                other = found.get(key) if isinstance(found, dict) else None
                yield from differences(other, value, scale, f"{path}/{key}")
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            yield f"{path}: found {found}, expected {len(expected)} values"
        else:
            for index, value in enumerate(expected):
                yield from differences(found[index], value, scale, f"{path}/{index}")
    elif isinstance(expected, (int, float)):
        slack = scale / 0.01 if "smoothness" in path else scale
        if not isinstance(found, (int, float)) or not math.isclose(found, expected, rel_tol=1e-8, abs_tol=slack):
            yield f"{path}: found {found}, expected {expected}"
    elif found != expected:
        yield f"{path}: found {found}, expected {expected}"


def disagreements(measure, folder):
    """What a program says of a case that PyTorch does not, or why it says nothing."""
    run = subprocess.run([measure, "--case", folder], capture_output=True, text=True)
    if run.returncode:
        return [run.stderr.strip()]
    expected = json.loads((folder / "expected.json").read_text())
    return list(differences(json.loads(run.stdout), expected, 1e-12 * max(1, expected["gradient"]["norm"])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(MODELS)} (default all)")
    parser.add_argument("--measure", type=pathlib.Path, help="the program to compare")
    arguments = parser.parse_args()
    failed = False
    for name in arguments.names or MODELS:
        if not arguments.measure:
            write(name, arguments.folder)
            continue
        lines = disagreements(arguments.measure, arguments.folder / name)
        print(f"{name}: {f'{len(lines)} differ' if lines else 'agrees'}", *lines[:10], sep="\n  ")
        failed |= bool(lines)
    sys.exit(failed)


if __name__ == "__main__":
    main()
