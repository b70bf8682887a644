"""The nodes of a case and their tensors, as a trace of a module fills them in."""
import dataclasses

import torch

from .layout import Unsupported

# What nodes of a type need not say.
DEFAULTS = {"Linear": {"bias": True}, "MaxPool2d": {"padding": 0}, "AvgPool2d": {"padding": 0},
            "Conv2d": {"bias": True, "stride": 1, "padding": 0, "dilation": 1, "groups": 1}}
ROLES = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A parameter by the name that the module first gives it; `transposed`: its transpose is what is used."""
    target: str
    tensor: torch.Tensor
    transposed: bool = False

    def of(self, tensors):
        """What a node holds of it, or of anything of its shape."""
        tensor = tensors[self.target]
        return tensor.t() if self.transposed else tensor.reshape(1) if tensor.dim() == 0 else tensor

    @property
    def trainable(self):
        return self.tensor.requires_grad


@dataclasses.dataclass(frozen=True)
class Rows:
    """Some rows of a parameter: of a Linear that has them all, some outputs."""
    whole: Parameter
    start: int
    stop: int


@dataclasses.dataclass(frozen=True)
class Constant:
    """Numbers that hang on neither the batch nor a parameter: a buffer, torch.zeros, a number in a formula. `changed`:
    the forward itself has changed the buffer."""
    tensor: torch.Tensor
    hint: str = "constant"
    buffer: str | None = None
    changed: bool = False
    trainable = False

    def of(self, _):
        return self.tensor


def named_tensors(model, kind):
    """A model's parameters (kind "_parameters") or buffers, shared ones by each of their names."""
    return {f"{path}.{name}" if path else name: tensor
            for path, module in model.named_modules(remove_duplicate=False)
            for name, tensor in getattr(module, kind).items() if tensor is not None}


def first_names(tensors):
    """By each of their names, the name that the module first gives them."""
    first = {}
    for name, tensor in tensors.items():
        first.setdefault(id(tensor), name)
    return {name: first[id(tensor)] for name, tensor in tensors.items()}


def home(target, role):
    """The node whose tensor `role` is the module's `target`: a.weight is at home in a, a.in_proj_weight in a.in_proj,
    a.weight_ih in a.ih; a bare parameter, a.scale, in a node of its own name."""
    path, _, last = target.rpartition(".")
    if last.startswith(f"{role}_"):
        last = last.removeprefix(f"{role}_")
    elif last.endswith(f"_{role}"):
        last = last.removesuffix(f"_{role}")
    elif last == role:
        return path or target
    return f"{path}.{last}" if path else last


class Graph:
    """Nodes by name, in order. `tensors` says for `<node>.weight` and so on where its values come from: a Parameter,
    a Constant, or the name of a buffer. `names` holds the module's own names of tensors, with the first of each."""

    def __init__(self, parameters, names):
        self.nodes, self.tensors, self.owners, self.views, self.names = {}, {}, {}, {}, names
        self.reserved = {"input", *(home(name, role) for name in parameters for role in ROLES[:2])}

    def unique(self, name, reserved=(), tensors=None):
        """A name that no node has yet, and with which no tensor gets the module's own name of another."""
        def misleads(found):
            return any(self.names.get(f"{found}.{role}", target) != target for role, target in (tensors or {}).items())

        found, count = name, 1
        while found in self.nodes or found in reserved or found == "input" or misleads(found):
            count += 1
            found = f"{name}@{count}"
        return found

    def add(self, kind, inputs, name, **arguments):
        """A node without tensors."""
        return self.put(self.unique(name, self.reserved), kind, inputs, arguments)

    def put(self, name, kind, inputs, arguments, **more):
        defaults = DEFAULTS.get(kind, {})
        kept = {key: value for key, value in arguments.items() if key not in defaults or value != defaults[key]}
        self.nodes[name] = {"name": name, "type": kind, "inputs": list(inputs), **kept, **more}
        return name

    def view(self, node, kind, arguments, name):
        """A Reshape, Transpose or Flatten, once for all who want it."""
        key = (node, kind, repr(arguments))
        if key not in self.views:
            self.views[key] = self.add(kind, [node], name, **arguments)
        return self.views[key]

    def layer(self, kind, inputs, name, tensors, state=(), **arguments):
        """A node with parameters `tensors` by role, and the names of buffers `state`. A second use of a parameter says
        `parameters`; `name` is for nodes that no tensor names."""
        tensors = {role: tensor for role, tensor in tensors.items() if tensor is not None}
        for role, tensor in tensors.items():
            if not isinstance(tensor, (Parameter, Constant)):
                raise Unsupported(f"a {role} that is computed, or a part of one", "a whole parameter of the module")
        own = {role: tensor for role, tensor in tensors.items() if isinstance(tensor, Parameter)}
        targets, more = {tensor.target for tensor in own.values()}, {}
        owner = next((self.owners[target] for target in targets if target in self.owners), None)
        if owner is not None:
            self.expect_same(owner, kind, tensors, arguments)
            more["parameters"] = owner
        holder = next((self.owners[target] for target in state if target in self.owners), None)
        if holder is not None:
            more["state"] = holder
        new = [(tensor.target, role) for role, tensor in own.items() if owner is None]
        new += [(target, role) for role, target in zip(ROLES[2:], state) if holder is None]
        stored = {role: getattr(tensor, "target", None) for role, tensor in tensors.items() if owner is None}
        stored |= dict(zip(ROLES[2:], state)) if holder is None else {}
        name = self.unique(home(*new[0]), (), stored) if new else self.unique(name, self.reserved, stored)
        for word, kind_of in (("frozen", Parameter), ("constants", Constant)):
            still = [role for role, tensor in tensors.items() if isinstance(tensor, kind_of) and not tensor.trainable]
            if still and owner is None:
                more[word] = still if len(still) < len(tensors) else True
        if owner is None:
            self.tensors.update((f"{name}.{role}", tensor) for role, tensor in tensors.items())
            self.owners.update((target, name) for target in targets)
        if holder is None:
            self.tensors.update((f"{name}.{role}", target) for role, target in zip(ROLES[2:], state))
            self.owners.update((target, name) for target in state)
        return self.put(name, kind, inputs, arguments, **more)

    def expect_same(self, owner, kind, tensors, arguments):
        """Parameters are shared by nodes of one type and one set of arguments, all of them or none."""
        own = {role for role in ROLES[:2] if f"{owner}.{role}" in self.tensors}
        for role, tensor in tensors.items():
            first = self.tensors.get(f"{owner}.{role}")
            if isinstance(first, Parameter) and isinstance(tensor, Parameter):
                same = (first.target, first.transposed) == (tensor.target, tensor.transposed)
            else:
                same = type(first) is type(tensor) and torch.equal(first.tensor, tensor.tensor)
            if not same:
                raise Unsupported(f"{getattr(tensor, 'target', 'a constant')} beside a parameter of node {owner}",
                                  "parameters that are shared whole (weight and bias), in the same role")
        known = {**DEFAULTS.get(kind, {}), **self.nodes[owner]}
        differing = [key for key, value in arguments.items() if known.get(key) != value]
        if own != set(tensors) or self.nodes[owner]["type"] != kind or differing:
            raise Unsupported(f"parameters of node {owner} ({self.nodes[owner]['type']}) in another operation ({kind}"
                              f"{''.join(', another ' + key for key in differing)})", "the same type and arguments")

    def pruned(self, output):
        """The nodes that the output hangs on, and their tensors."""
        needed, pending = set(), [output]
        while pending:
            name = pending.pop()
            if name != "input" and name not in needed:
                needed.add(name)
                pending += self.nodes[name]["inputs"]
        nodes = [entry for name, entry in self.nodes.items() if name in needed]
        for entry in nodes:
            for key in ("parameters", "state"):
                if entry.get(key, entry["name"]) not in needed:
                    raise Unsupported(f"node {entry['name']} that shares {key} with an unused call of its module",
                                      "a forward that computes nothing in vain")
        return nodes, {name: tensor for name, tensor in self.tensors.items() if name.rpartition(".")[0] in needed}
