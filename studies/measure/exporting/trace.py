"""Follows a module through torch.export, and turns every operation into nodes by the table in operations.py."""
import dataclasses
import inspect
import operator

import torch
from torch.export.graph_signature import InputKind, OutputKind

from .capture import captured, source_line
from .graph import Constant, Graph, Parameter, Rows, first_names, named_tensors
from .layout import Atom, Unsupported, Value, atoms, example, has_batch, regrouped, size, steps
from .memory import Memory
from .needs import NEEDS, OTHERS
from .operations import TABLE
from .operations.views import part


@dataclasses.dataclass
class Traced:
    """What a trace has found: nodes for model.json, where the values of `<node>.weight` and so on come from, and the
    nodes that are states of recurrent cells, in order."""
    nodes: list
    tensors: dict
    states: list


def trace(model, x):
    """The nodes of a module in training mode; a ValueError names what has none, and the source line that asks for it.

    `model` and `x` are in float64; the module is not changed."""
    if len(x) == 1:
        x = torch.cat([x, x])  # A batch of one could be any dimension of size 1.
    return Trace(model, captured(model.train(), x), len(x)).run()


class Trace:
    """One pass over the operations. `output` is what PyTorch says of the current operation's result, by shape."""

    def __init__(self, model, program, count):
        self.model, self.program, self.batch = model, program, Atom(count, is_batch=True)
        named = named_tensors(model, "_parameters")
        first = first_names(named)
        self.parameters = {name: Parameter(first[name], tensor) for name, tensor in named.items()}
        self.buffer_names = first_names(named_tensors(model, "_buffers"))
        self.graph = Graph(self.parameters, first | self.buffer_names)
        self.values, self.found, self.states, self.piece = {}, {}, [], None
        self.memory = Memory(program.graph)

    def run(self):
        outputs = [spec for spec in self.program.graph_signature.output_specs if spec.kind == OutputKind.USER_OUTPUT]
        if len(outputs) != 1:
            raise ValueError(f"model: found {len(outputs)} outputs, expected one")
        for node in self.program.graph.nodes:
            self.node, self.output, self.piece = node, node.meta.get("val"), None
            if node.op == "placeholder":
                self.values[node] = self.placeholder(node)
            elif node.op == "get_attr":
                continue
            elif node.op == "output":
                result = self.values[node.args[0][-1]]
            else:
                try:
                    self.values[node] = self.call(node)
                except Unsupported as error:
                    raise ValueError(f"{self.place(node)}: {error}") from None
        try:
            result = self.value(result)
            if len(result.dims) != 2 or result.dims[0] != (self.batch,):
                raise Unsupported(f"an output of shape {[size(group) for group in result.dims]}", "[N, outputs]")
            nodes, tensors = self.graph.pruned(self.arranged(result, result.dims))
        except Unsupported as error:
            raise ValueError(f"model: {error}") from None
        names = {node["name"] for node in nodes}
        return Traced(nodes, tensors, [name for name in self.states if name in names])

    def placeholder(self, node):
        spec = next(spec for spec in self.program.graph_signature.input_specs if spec.arg.name == node.name)
        if spec.kind == InputKind.PARAMETER:
            return self.parameters[spec.target]
        if spec.kind == InputKind.USER_INPUT:
            dims = ((self.batch,), *(atoms(length) for length in self.output.shape[1:]))
            return Value.laid("input", dims, dims)
        if spec.kind == InputKind.BUFFER:
            name = self.buffer_names[spec.target]
            return Constant(self.model.get_buffer(name).detach(), name, name)
        return Constant(self.program.constants[spec.target].detach(), "constant")

    def call(self, node):
        target = node.target
        if not isinstance(target, torch._ops.OpOverload) and target is not operator.getitem:
            name = getattr(target, "__name__", str(target))
            raise Unsupported(name, NEEDS.get(name, "operations on tensors"))
        arguments = torch.fx.map_arg(node.args, lambda each: self.values[each])
        if target is operator.getitem:
            return arguments[0][arguments[1]]
        keywords = torch.fx.map_arg(node.kwargs, lambda each: self.values[each])
        schema = target._schema
        self.name = schema.name.partition("::")[2]
        mutable = schema.is_mutable and self.name.endswith("_")
        self.name = self.name.removesuffix("_") if mutable else self.name
        bound = dict(zip((argument.name for argument in schema.arguments), arguments)) | keywords
        if torch.Tag.nondeterministic_seeded in target.tags and self.name not in {**TABLE, **NEEDS}:
            raise Unsupported(f"aten.{self.name}, which is random", "a network without chance")
        flat = [each for value in bound.values() for each in (value if isinstance(value, (list, tuple)) else [value])]
        if not any(isinstance(each, (Value, Parameter, Rows)) for each in flat):
            result = self.folded(target, bound)
            if mutable and result.buffer:
                result = dataclasses.replace(result, changed=True)
        else:
            changed = next((each.buffer for each in flat if isinstance(each, Constant) and each.changed), None)
            if changed:
                raise Unsupported(f"buffer {changed}, which the forward changes", "buffers that it only reads")
            result = self.translated(schema, bound)
            if mutable and self.memory.is_shared(node):
                raise Unsupported(f"aten.{self.name}_ in place on memory that other tensors show",
                                  f"an operation that is not in place (y = x.{self.name}(…), torch.cat of parts)")
        if mutable:
            self.values[node.args[0]] = result
        return result

    def folded(self, target, bound):
        """An operation on constants alone."""
        plain = {name: torch.fx.node.map_aggregate(value, lambda each: each.tensor.clone()
                                                   if isinstance(each, Constant) else each)
                 for name, value in bound.items()}
        result = target(**plain) if "self" not in plain else target(plain.pop("self"), **plain)
        wrap = [Constant(each, self.site(self.name)) if isinstance(each, torch.Tensor) else each
                for each in (result if isinstance(result, (list, tuple)) else [result])]
        source = next((value for value in bound.values() if isinstance(value, Constant) and value.buffer), None)
        if source is not None:
            wrap = [dataclasses.replace(each, hint=source.hint, buffer=source.buffer, changed=source.changed)
                    for each in wrap]
        return wrap if isinstance(result, (list, tuple)) else wrap[0]

    def translated(self, schema, bound):
        """An operation as nodes."""
        function = TABLE.get(self.name)
        if function is None:
            raise Unsupported(f"aten.{self.name}", NEEDS.get(self.name, OTHERS))
        taken = inspect.signature(function).parameters
        defaults = {argument.name: argument.default_value for argument in schema.arguments}
        if not any(each.kind is inspect.Parameter.VAR_KEYWORD for each in taken.values()):
            for name in set(bound) - set(taken):
                if bound[name] != defaults[name]:
                    raise Unsupported(f"aten.{self.name} with {name}={bound[name]}", f"{name}={defaults[name]}")
        else:
            taken = bound
        required = {name: value for name, value in defaults.items() if name in taken and name not in bound}
        return function(self, **required, **{name: value for name, value in bound.items() if name in taken})

    # What the table's functions ask.

    def named(self, piece):
        self.piece = piece  # What comes next is named after this part of the current operation.

    def site(self, what=None):
        """A name for a node of the current operation: its module's, where it is all that the module does."""
        path, kind = list((self.node.meta.get("nn_module_stack") or {"": ("", "")}).values())[-1]
        path = path if isinstance(path, str) else ""
        module = self.model.get_submodule(path) if path else self.model
        alone = path and type(module).__module__.startswith("torch.nn.modules.") and not list(module.children())
        what = what or self.piece or (None if alone else self.name)
        return ".".join(part for part in (path, what) if part)

    def place(self, node):
        """Layer, file, line and text of an operation."""
        path, kind = list((node.meta.get("nn_module_stack") or {"": ("", "")}).values())[-1]
        layer = f"layer {path} ({kind.rpartition('.')[2]})" if path else "model"
        return layer + source_line(self.stack(node))

    def stack(self, node):
        """Where the module asks for an operation; of a block of operations, for its first."""
        graphs = [getattr(self.program.graph_module, each.target).graph for each in node.args
                  if isinstance(each, torch.fx.Node) and each.op == "get_attr"]
        nodes = [node, *(each for graph in graphs for each in graph.nodes)]
        return next((each.meta["stack_trace"] for each in nodes if each.meta.get("stack_trace")), "")

    def again(self, tensor):
        """The current operation on another tensor."""
        return self.node.target(tensor, *self.node.args[1:], **self.node.kwargs)

    def value(self, source):
        """A tensor as the output of a node: a parameter or constant gets one."""
        if isinstance(source, Value):
            return source
        if isinstance(source, Parameter):
            value = self.remembered(source.target, lambda: self.parameter(source))
            return dataclasses.replace(value, dims=value.dims[::-1]) if source.transposed else value
        if isinstance(source, Rows):
            return part(self, self.value(source.whole), 0, source.start, source.stop)
        if not isinstance(source, Constant):
            raise Unsupported(f"{type(source).__name__} in place of a tensor", "a tensor")
        return self.remembered(id(source), lambda: self.constant(source), source)

    def remembered(self, key, make, *alive):
        if key not in self.found:
            self.found[key] = (make(), *alive)
        return self.found[key][0]

    def number(self):
        """A node of one number, the batch's first: what layers with a weight of zero read to give their bias alone."""
        def make():
            source = "input"
            if len(self.input_shape()) > 1:
                source = self.graph.add("Flatten", ["input"], "constant.flatten")
            return self.graph.add("Slice", [source], "constant.source", start=0, stop=1)
        return self.remembered("number", make)

    def input_shape(self):
        return next(value.shape for value in self.values.values() if isinstance(value, Value) and value.node == "input")

    def parameter(self, source):
        """A bare parameter: the bias of a layer that gives nothing else, in the parameter's own shape."""
        lengths, count = list(source.tensor.shape), source.tensor.numel()
        dims = [atoms(length) for length in lengths]
        if len(lengths) < 2:
            node = self.graph.layer("Linear", [self.number()], source.target,
                                    {"weight": Constant(torch.zeros(count, 1)), "bias": source}, out_features=count)
            return dataclasses.replace(Value.laid(node, dims, dims), shape=(count,))
        zero = self.graph.layer("Linear", [self.number()], f"{source.target}.zero",
                                {"weight": Constant(torch.zeros(count, 1))}, out_features=count, bias=False)
        zero = self.graph.view(zero, "Reshape", {"shape": lengths}, f"{source.target}.shape")
        node = self.graph.layer("LayerNorm", [zero], source.target,
                                {"weight": Constant(torch.ones(lengths)), "bias": source}, normalized_shape=lengths,
                                eps=1e-5)
        return dataclasses.replace(Value.laid(node, dims, dims), shape=tuple(lengths))

    def constant(self, source):
        tensor, dims = source.tensor, [atoms(length) for length in source.tensor.shape]
        if tensor.dim() > 1 and len(tensor) == self.batch.size and bool((tensor == tensor[:1]).all()):
            dims[0] = (self.batch,)
        return self.fitted(source, dims, tuple(tensor.shape))

    def fitted(self, source, pattern, lengths):
        """A constant in dimensions of a pattern, alike for all examples."""
        tensor = source.tensor.double().expand(lengths)
        if not bool(tensor.isfinite().all()):
            raise Unsupported("a constant that is not finite", "finite numbers")
        for dim, group in enumerate(pattern):
            if has_batch(group):
                before = next(index for index, atom in enumerate(group) if atom.is_batch)
                split = tensor.unflatten(dim, (size(group[:before]), self.batch.size, -1)).movedim(dim + 1, 0)
                if not bool((split == split[:1]).all()):
                    raise Unsupported("a constant that differs among examples", "one that is the same for all")
                tensor = split[0].flatten(dim, dim + 1)
        count = tensor.numel()
        weight, bias = Constant(torch.zeros(count, 1)), Constant(tensor.flatten().clone(), buffer=source.buffer)
        node = self.remembered(("constant", bias.buffer, bias.tensor.numpy().tobytes()), lambda: self.graph.layer(
            "Linear", [self.number()], source.hint, {"weight": weight, "bias": bias}, out_features=count))
        order = tuple(atom for group in pattern for atom in example(group))
        return Value(node, (count,), order, tuple(pattern))

    def arranged(self, value, groups):
        """The name of a node whose examples have the dimensions `groups`, in that order."""
        node = value.node
        for kind, arguments in steps(value, groups):
            node = self.graph.view(node, kind, arguments, value.hint or f"{value.node}.view")
        return node

    def reshaped(self, value, lengths):
        found = regrouped(value, lengths)
        if found is None:
            # A shape that cuts across dimensions: all of an example's become one on each side of the batch.
            flat = tuple(atom for group in value.dims for atom in group)
            index = next((index for index, atom in enumerate(flat) if atom.is_batch), len(flat))
            sides = [flat[:index], flat[index + 1:]]
            merged = [atoms(size(side)) for side in sides]
            node = self.arranged(value, [side for side in sides if side])
            value = Value.laid(node, [side for side in merged if side],
                               (merged[0], flat[index:index + 1], merged[1]))
            found = regrouped(value, lengths)
        if found is None:
            raise Unsupported("a shape that mixes the batch with other dimensions", "examples kept apart")
        return dataclasses.replace(found, hint=self.site())

    def buffers(self, *constants):
        """Names of running statistics, and of the counter beside them."""
        names = [constant.buffer for constant in constants]
        if None in names:
            raise Unsupported("running statistics that are computed", "buffers of the module")
        counter = f"{names[0].rpartition('.')[0]}.num_batches_tracked".removeprefix(".")
        return (*names, counter) if counter in self.buffer_names else tuple(names)

    @staticmethod
    def shape(source):
        if not isinstance(source, (Parameter, Constant)):
            raise Unsupported("a weight that is computed, or a part of one", "a whole parameter of the module")
        return (source.tensor.t() if getattr(source, "transposed", False) else source.tensor).shape

    def rows(self, source):
        return self.shape(source)[0]

    @staticmethod
    def transposed(source):
        if not isinstance(source, (Parameter, Constant)):
            raise Unsupported("a product of two tensors that are computed",
                              "a product with a parameter, or F.scaled_dot_product_attention")
        if isinstance(source, Parameter):
            return dataclasses.replace(source, transposed=not source.transposed)
        return dataclasses.replace(source, tensor=source.tensor.t())
