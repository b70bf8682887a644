"""Modules that are no plain Sequential: the nodes that studies/measure/export.py writes. Run with export_test.py."""
import json
import os
import pathlib
import subprocess
import sys
import unittest
from unittest import mock

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

import graph_cases
from export_test import TRACES, ExportTest, export, exporter, needs_tracing
from exporting import needs, network

if TRACES:
    from exporting import operations

IMAGES = torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(1))
CLASSES = torch.tensor([0, 1, 2, 0])


class Small(nn.Module):
    """Modules, parameters and buffers by name, a function of them and an image, and a Linear at the end."""

    def __init__(self, function, size=192, **parts):
        super().__init__()
        self.function = function
        for name, value in parts.items():
            if isinstance(value, torch.Tensor) and not isinstance(value, nn.Parameter):
                self.register_buffer(name, value)
            else:
                setattr(self, name, value)
        self.fc = nn.Linear(size, 3)

    def forward(self, x):
        return self.fc(self.function(self, x).flatten(1))


def parameter(*lengths):
    return nn.Parameter(torch.randn(lengths))


class GraphTest(ExportTest):
    def exported(self, model, x=IMAGES, y=CLASSES, **more):
        """The nodes by name. What the files hold is computed anew and held against the module."""
        self.printed.seek(0)
        self.printed.truncate()
        export(model, x, y, self.case, **more)
        description = json.loads((self.case / "model.json").read_text())
        names = self.case / "names.json"
        self.names = json.loads(names.read_text()) if names.exists() else {}
        nodes, weights = description["nodes"], load_file(self.case / "weights.safetensors")
        tensors = {name: values.double().requires_grad_(name.endswith((".weight", ".bias")))
                   for name, values in weights.items()}
        copied = exporter.copy_of(model)
        with exporter.in_float64_without_dropout():
            found = network.run(nodes, tensors, x.double(), training=True)[nodes[-1]["name"]]
            expected = copied.train()(x.double())
        torch.testing.assert_close(found, expected, rtol=1e-9, atol=1e-12)
        (found ** 2).sum().backward()
        (expected ** 2).sum().backward()
        for own, values in copied.named_parameters():
            name = self.names.get(own, own)
            if name in tensors and values.requires_grad:
                gradient = tensors[name].grad
                if f"transposed: {own}" in self.printed.getvalue():
                    gradient = gradient.t()
                torch.testing.assert_close(gradient.reshape(values.shape), values.grad, rtol=1e-9, atol=1e-10)
        return {node["name"]: node for node in nodes}

    def types(self, model, **more):
        return [node["type"] for node in self.exported(model, **more).values()]


@needs_tracing
class Operations(GraphTest):
    """Each operation as the nodes that it is."""
    TAIL = ["Flatten", "Linear"]

    def test_operations(self):
        pixel = {"norm": nn.LayerNorm(3)}
        cases = {
            "relu6": (lambda m, x: functional.relu6(x), {}, ["Hardtanh"]),
            "clamp": (lambda m, x: x.clamp(-1, 0.5).clip(min=-0.5, max=0.4), {}, ["Hardtanh", "Hardtanh"]),
            "powers": (lambda m, x: x ** 2 + x ** 3 + x.square(), {}, [*["Multiply"] * 2, "Add", "Multiply", "Add"]),
            "hardtanh": (lambda m, x: m.act(x), {"act": nn.Hardtanh(-2, 0.5)}, ["Hardtanh"]),
            "gelu": (lambda m, x: m.act(x), {"act": nn.GELU("tanh")}, ["GELU"]),
            "in place": (lambda m, x: m.act(m.norm(x)), {"act": nn.ReLU(True), "norm": nn.BatchNorm2d(3)},
                         ["BatchNorm", "ReLU"]),
            "dropout": (lambda m, x: functional.dropout(m.drop(x), 0.3, m.training), {"drop": nn.Dropout(0.5)}, []),
            "no operation": (lambda m, x: m.same(x.contiguous().clone() * 1 + 0), {"same": nn.Identity()}, []),
            "convolution": (lambda m, x: m.conv(x), {"conv": nn.Conv2d(3, 6, (3, 1), (1, 2), (1, 0), 1, 3)},
                            ["Conv2d"]),
            "pools": (lambda m, x: functional.avg_pool2d(m.pool(x), 2, padding=1),
                      {"pool": nn.MaxPool2d(3, 2, 1), "size": 27}, ["MaxPool2d", "AvgPool2d"]),
            "pools of stride 1": (lambda m, x: functional.max_pool2d(m.pool(x), 3, 1, 1),
                                  {"pool": nn.AvgPool2d(3, 1, 1)}, ["AvgPool2d", "MaxPool2d"]),
            "adaptive pool": (lambda m, x: m.pool(x), {"pool": nn.AdaptiveAvgPool2d((4, 2)), "size": 24},
                              ["AdaptiveAvgPool2d"]),
            "mean over the image": (lambda m, x: x.mean((2, 3)), {"size": 3}, ["Mean"]),
            "mean over channels": (lambda m, x: x.mean(1, keepdim=True), {"size": 64},
                                   ["Reshape", "Transpose", "Reshape", "Mean"]),
            "add": (lambda m, x: x + x.tanh(), {}, ["Tanh", "Add"]),
            "multiply": (lambda m, x: x * x, {}, ["Multiply"]),
            "concatenate": (lambda m, x: torch.cat([x, x.sigmoid()], 1), {"size": 384}, ["Sigmoid", "Concat"]),
            "chunk": (lambda m, x: torch.cat(x.flatten(2).chunk(2, 2)[::-1], 2), {},
                      ["Reshape", "Transpose", "Slice", "Slice", "Concat", "Transpose"]),
            "slice": (lambda m, x: x[:, 1:], {"size": 128}, ["Slice"]),
            "select": (lambda m, x: x[:, -1], {"size": 64}, ["Select"]),
            "transpose": (lambda m, x: x.transpose(1, 2), {}, ["Transpose"]),
            "permute": (lambda m, x: x.permute(0, 3, 1, 2), {}, ["Reshape", "Transpose"]),
            "views that are undone": (
                lambda m, x: x.permute(0, 2, 3, 1).unsqueeze(1).squeeze(1).permute(0, 3, 1, 2), {}, []),
            "a view across dimensions": (lambda m, x: x.reshape(-1, 16, 12).mT, {},
                                         ["Flatten", "Reshape", "Transpose"]),
            "LayerNorm over channels": (lambda m, x: m.norm(x.permute(0, 2, 3, 1)), pixel,
                                        ["Reshape", "Transpose", "Reshape", "LayerNorm"]),
            "RMSNorm": (lambda m, x: m.norm(x), {"norm": nn.RMSNorm([8, 8])}, ["RMSNorm"]),
            "GroupNorm": (lambda m, x: m.norm(x), {"norm": nn.GroupNorm(3, 3)}, ["GroupNorm"]),
            "BatchNorm over tokens": (lambda m, x: m.norm(x.reshape(-1, 8)).reshape(len(x), -1),
                                      {"norm": nn.BatchNorm1d(8)}, ["Reshape", "Transpose", "BatchNorm", "Transpose"]),
            "Linear over tokens": (lambda m, x: m.head(x), {"head": nn.Linear(8, 8, bias=False)}, ["Linear"]),
            "attention of one head": (
                lambda m, x: functional.scaled_dot_product_attention(*(x[:, index] for index in range(3))),
                {"size": 64}, [*["Select"] * 3, *["Reshape"] * 3, "ScaledDotProductAttention"]),
            "attention": (lambda m, x: functional.scaled_dot_product_attention(x, x, x, dropout_p=0.2), {},
                          ["ScaledDotProductAttention"]),
        }
        for name, (function, parts, expected) in cases.items():
            with self.subTest(name):
                found = self.types(Small(function, **parts))
                self.assertEqual(found, expected + (self.TAIL if found[-2] == "Flatten" else self.TAIL[1:]))

    def test_numbers_are_frozen_layers(self):
        for name, function in {"of one": lambda m, x: 1 - 0.5 * x, "between": lambda m, x: x - x.tanh() / 3}.items():
            with self.subTest(name):
                nodes = self.exported(Small(function))
                constants = [node for node in nodes.values() if node.get("constants")]
                self.assertFalse(any("frozen" in node for node in nodes.values()))
                self.assertTrue(constants and all(node["type"] == "Linear" for node in constants))
        nodes = self.exported(Small(lambda m, x: x + m.grid, grid=torch.randn(3, 8, 8)))
        self.assertEqual(nodes["grid"] | {"inputs": []},
                         {"name": "grid", "type": "Linear", "inputs": [], "out_features": 192, "constants": True})

    def test_normalizations_without_parameters(self):
        nodes = self.exported(Small(lambda m, x: m.b(m.a(x)), a=nn.LayerNorm(8, elementwise_affine=False),
                                    b=nn.LayerNorm(8, bias=False)))
        self.assertEqual([nodes["a"]["constants"], nodes["b"]["constants"]], [True, ["bias"]])

    def test_attention(self):
        attention = nn.MultiheadAttention(8, 2, dropout=0.2, batch_first=True)

        def attend(model, x):
            x = x.flatten(1, 2)
            return model.attention(x, x, x, need_weights=False)[0]

        nodes = self.exported(Small(attend, attention=attention))
        self.assertEqual(nodes["attention.in_proj"]["out_features"], 24)
        self.assertEqual(nodes["attention.attention"]["type"], "ScaledDotProductAttention")
        self.assertEqual(self.names, {f"attention.in_proj_{role}": f"attention.in_proj.{role}"
                                      for role in ("weight", "bias")})
        self.assertIn("tensors under other names: attention.in_proj_weight as attention.in_proj.weight",
                      self.printed.getvalue())

    def test_attention_of_one_sequence_to_another(self):
        cross = {"batch_first": True}
        for more, sources in (({}, "qkk"), ({}, "qkv"), ({"bias": False}, "qkv"), ({"kdim": 6, "vdim": 5}, "qkv")):
            with self.subTest(f"{more} {sources}"):
                attention = nn.MultiheadAttention(8, 2, **cross, **more)
                k, v = (nn.Linear(8, more.get(name, 8)) for name in ("kdim", "vdim"))

                def attend(model, x):
                    x = x.flatten(1, 2)
                    values = {"q": x, "k": model.k(x), "v": model.v(x)}
                    return model.attention(*(values[name] for name in sources), need_weights=False)[0]

                nodes = self.exported(Small(attend, attention=attention, k=k, v=v))
                if "kdim" not in more:
                    whole = [node for node in nodes.values() if node.get("out_features") == 24]
                    self.assertEqual([node.get("parameters") for node in whole],
                                     [None] + ["attention.in_proj"] * (len(set(sources)) - 1))

    def test_instance_normalization(self):
        for more, constants in (({}, True), ({"affine": True}, None)):
            node = self.exported(Small(lambda m, x: m.norm(x), norm=nn.InstanceNorm2d(3, **more)))["norm"]
            self.assertEqual((node["type"], node["num_groups"], node.get("constants")), ("GroupNorm", 3, constants))
        first = nn.TransformerEncoderLayer(8, 2, 16)
        self.assertIn("ScaledDotProductAttention", self.types(Small(
            lambda m, x: m.layer(x.flatten(1, 2).transpose(0, 1)).transpose(0, 1), layer=first)))

    def test_a_batch_of_one(self):
        self.assertEqual(self.types(Small(lambda m, x: x.transpose(1, 3)), x=IMAGES[:1], y=CLASSES[:1]),
                         ["Transpose", "Flatten", "Linear"])


@needs_tracing
class Names(GraphTest):
    def test_nodes_are_named_as_modules(self):
        model = graph_cases.Mixer()
        nodes = self.exported(model)
        self.assertEqual(load_file(self.case / "weights.safetensors").keys(), model.state_dict().keys())
        self.assertFalse(self.names)
        for name, kind in {"patches": "Conv2d", "blocks.0.norm1": "LayerNorm", "blocks.0.tokens.1": "GELU",
                           "blocks.0.add": "Add", "blocks.0.add@2": "Add", "head": "Linear"}.items():
            self.assertEqual(nodes[name]["type"], kind)

    def test_a_module_twice(self):
        norm, conv = nn.BatchNorm2d(3), nn.Conv2d(3, 3, 1)
        nodes = self.exported(Small(lambda m, x: m.norm(m.conv(m.norm(m.conv(x)))), norm=norm, conv=conv))
        self.assertEqual((nodes["conv@2"]["parameters"], nodes["norm@2"]["parameters"], nodes["norm@2"]["state"]),
                         ("conv", "norm", "norm"))
        self.assertEqual(len([name for name in load_file(self.case / "weights.safetensors") if "norm" in name]), 5)

    def test_one_parameter_in_two_modules(self):
        a, b = nn.BatchNorm2d(3), nn.BatchNorm2d(3)
        b.weight, b.bias = a.weight, a.bias
        nodes = self.exported(Small(lambda m, x: m.b(m.a(x).tanh()), a=a, b=b))
        self.assertEqual(nodes["b"]["parameters"], "a")
        self.assertNotIn("state", nodes["b"])
        self.assertIn("b.running_mean", load_file(self.case / "weights.safetensors"))
        self.assertNotIn("b.weight", load_file(self.case / "weights.safetensors"))

    def test_bare_parameters(self):
        """In their own shape, so that what counts tensors of two dimensions or more counts these."""
        cases = {
            "a token": (lambda m, x: torch.cat([m.p.expand(len(x), -1, -1), x.flatten(2)], 1), [1, 1, 64], 256,
                        "p.bias"),
            "a position": (lambda m, x: x + m.p, [1, 3, 8, 8], 192, "p.bias"),
            "a scale": (lambda m, x: m.p * x, [8], 192, "p.bias"),
            "a gate": (lambda m, x: m.p * x, [], 192, "p.bias"),
            "a weight": (lambda m, x: x @ m.p, [8, 5], 120, "p.weight"),
            "a transposed weight": (lambda m, x: x @ m.p.t(), [5, 8], 120, "p.weight"),
        }
        for name, (function, lengths, size, expected) in cases.items():
            with self.subTest(name):
                own = parameter(*lengths)
                self.exported(Small(function, size, p=own), hessian_vector_product={})
                self.assertEqual(self.names, {"p": expected})
                held = own.t() if name == "a weight" else own.reshape(lengths or 1)
                self.assertTrue(torch.equal(load_file(self.case / "weights.safetensors")[expected], held))
                self.assertEqual(load_file(self.case / "direction.safetensors")[expected].shape, held.shape)
                self.assertEqual("transposed: p" in self.printed.getvalue(), name == "a weight")

    def test_a_module_called_input(self):
        nodes = self.exported(Small(lambda m, x: m.input(x), input=nn.Conv2d(3, 3, 1)))
        self.assertEqual((nodes["input@2"]["inputs"], self.names["input.weight"]), (["input"], "input@2.weight"))

    def test_cells(self):
        x = torch.randn(4, 3, 4)
        for cell, last in ((nn.RNNCell, "Tanh"), (nn.LSTMCell, "Multiply"), (nn.GRUCell, "Add")):
            with self.subTest(cell.__name__):
                nodes = self.exported(graph_cases.Unrolled(cell), x=x)
                self.assertEqual(nodes["cell.state@3"]["type"], last)
                self.assertEqual(nodes["cell.hh@3"]["parameters"], "cell.hh")
                self.assertEqual(nodes["cell.zeros"]["constants"], True)
                self.assertEqual(self.names, {f"cell.{role}_{part}": f"cell.{part}.{role}"
                                              for role in ("weight", "bias") for part in ("ih", "hh")})

    def test_frozen_parameters(self):
        model = nn.Sequential(nn.Flatten(), nn.Linear(192, 4), nn.Tanh(), nn.Linear(4, 3))
        model[1].requires_grad_(False)
        model[3].bias.requires_grad_(False)
        nodes = self.exported(model, hessian_vector_product={})
        self.assertEqual([nodes["1"]["frozen"], nodes["3"]["frozen"]], [True, ["bias"]])
        self.assertEqual(list(load_file(self.case / "direction.safetensors")), ["3.weight"])
        self.assertIn("frozen parameters, which no measurement moves: 1.weight, 1.bias, 3.bias",
                      self.printed.getvalue())

    def test_what_is_left_out(self):
        model = Small(lambda m, x: m.norm(x), norm=nn.BatchNorm2d(3), spare=nn.Linear(2, 2), table=torch.ones(3))
        self.exported(model)
        self.assertIn("left out, parameters without a gradient: spare.weight, spare.bias", self.printed.getvalue())
        self.assertIn("left out, buffers that no node uses: table\n", self.printed.getvalue())

    def test_a_batch_normalization_twice_in_a_list(self):
        """By its first name alone, and nothing of it is left out."""
        for affine in (True, False):
            norm, layer = nn.BatchNorm1d(4, affine=affine), nn.Linear(4, 4)
            model = nn.Sequential(nn.Flatten(), nn.Linear(192, 4), norm, nn.Tanh(), layer, norm, nn.Linear(4, 3))
            nodes = self.exported(model)
            self.assertEqual([node.get("state") for node in nodes.values() if node["type"] == "BatchNorm"], [None, "2"])
            self.assertFalse(self.names)
            self.assertEqual(len(self.printed.getvalue().splitlines()), 1, self.printed.getvalue())

    def test_no_tensor_has_the_name_of_another(self):
        cases = {
            "another's bias": (lambda m, x: functional.linear(x.flatten(1), m.a.weight, m.b.bias),
                               {"a.weight": "a@2.weight", "b.bias": "a@2.bias"}),
            "constants in place of parameters": (
                lambda m, x: functional.layer_norm(x.flatten(1), [192], bias=m.c.bias), {"c.bias": "c@2.bias"}),
            "a weight as a shift": (lambda m, x: x.flatten(1) + m.c.weight, {"c.weight": "c.weight.bias"}),
        }
        for name, (function, expected) in cases.items():
            with self.subTest(name):
                model = Small(function, a=nn.Linear(192, 192), b=nn.Linear(192, 192), c=nn.LayerNorm(192))
                with torch.no_grad():
                    model.c.bias += torch.randn(192)
                self.exported(model)
                self.assertEqual(self.names, expected)
                stored = load_file(self.case / "weights.safetensors")
                for own, values in model.state_dict().items():
                    if own in stored:
                        self.assertTrue(torch.equal(stored[own], values), own)
                for own, other in expected.items():
                    self.assertTrue(torch.equal(stored[other], model.state_dict()[own]))
                    self.assertIn(f"{own} as {other}", self.printed.getvalue())

    def test_theory_names_a_node(self):
        model = Small(lambda m, x: m.norm(x), norm=nn.BatchNorm2d(3))
        self.exported(model, theory={"layer": "norm"})
        self.assertEqual(json.loads((self.case / "request.json").read_text())["theory"], {"layer": "norm"})
        self.expect_refused("theory: found layer fc, expected a BatchNorm of ['norm']",
                            model, IMAGES, CLASSES, self.case, theory={"layer": "fc"})

    def test_subclasses(self):
        class Doubled(nn.Linear):
            def forward(self, x):
                return 2 * super().forward(x)

        self.assertEqual(self.types(nn.Sequential(nn.Flatten(), Doubled(192, 3)))[-1], "Multiply")

    def test_networks_that_people_use(self):
        if graph_cases.torchvision is None:
            print("torchvision is not there: its networks are not exported", file=sys.stderr)
        for name in graph_cases.MODELS:
            with self.subTest(name):
                model, x, y, loss = graph_cases.made(name)
                if name in ("resnet18", "mobilenet", "densenet", "mixer"):
                    self.exported(model, x, y, loss=loss)
                    self.assertFalse(self.names)
                else:
                    export(model, x, y, self.case, loss=loss)


@needs_tracing
class Measured(GraphTest):
    """What `measure` answers for nodes, against PyTorch's autograd on the module."""

    def test_as_PyTorch_does(self):
        for name in graph_cases.MODELS:
            if name != "resnet18":  # 11 million parameters: graph_cases.py compares it from a shell.
                with self.subTest(name):
                    graph_cases.write(name, self.root)
                    measure = pathlib.Path(os.environ["PROGRAMS"], "measure")
                    self.assertEqual(graph_cases.disagreements(measure, self.root / name), [])


    def test_constants_are_no_frozen_parameters(self):
        """What the module's own code holds is not told as a parameter that someone has frozen."""
        model = Small(lambda m, x: m.norm(x + 1), norm=nn.LayerNorm(8, elementwise_affine=False))
        self.exported(model)
        self.assertNotIn("left_out", self.answer())
        model.fc.bias.requires_grad_(False)
        self.exported(model)
        run = subprocess.run([f"{os.environ['PROGRAMS']}/measure", "--case", self.case], capture_output=True, text=True)
        self.assertEqual(json.loads(run.stdout)["left_out"], {"frozen": ["fc.bias"]})


@needs_tracing
class Refused(GraphTest):
    def test_operations_without_a_node(self):
        def counted(model, x):
            model.count += 1
            return x * model.count

        def checkpointed(model, x):
            return checkpoint(model.norm, x, use_reentrant=False)

        def conditional(model, x):
            return x if x.sum() > 0 else x * x

        def without_gradient(model, x):
            with torch.no_grad():
                return x * x

        def through_a_view(model, x):
            y = model.norm(x)
            y.view(len(x), -1).relu_()
            return y

        def assigned(model, x):
            y = x * x
            y[:, 0] = 0
            return y

        def attend(model, x):
            x = x.flatten(1, 2)
            return model.attention(x, x, x)[0]

        attention = nn.MultiheadAttention(8, 2, batch_first=True)
        lstm = nn.LSTM(8, 8, batch_first=True)
        cases = [
            (lambda m, x: functional.silu(x), {}, "found aten.silu, expected ReLU, GELU"),
            (lambda m, x: x.softmax(-1), {}, "found aten.softmax, expected no softmax outside attention"),
            (lambda m, x: m.lstm(x.flatten(1, 2))[0], {"lstm": lstm},
             "found aten.lstm, expected a loop over nn.LSTMCell"),
            (lambda m, x: m.norm(x), {"norm": nn.InstanceNorm2d(3, track_running_stats=True)},
             "found InstanceNorm with running statistics, expected track_running_stats=False"),
            (lambda m, x: functional.leaky_relu(x), {}, "found aten.leaky_relu, expected ReLU, GELU"),
            (attend, {"attention": attention}, "layer attention (MultiheadAttention)"),
            (lambda m, x: x @ x, {}, "found a product of two tensors, expected a Linear"),
            (lambda m, x: x.detach(), {}, "found aten.detach, expected gradients that pass"),
            (without_gradient, {}, "found wrap_with_set_grad_enabled, expected no torch.no_grad in a forward"),
            (conditional, {}, "found a path or a shape that depends on the values of the batch"),
            (lambda m, x: x + torch.randn(3, 8, 8), {}, "found aten.randn, which is random"),
            (lambda m, x: x - x.mean(0), {}, "found a mean over the batch"),
            (lambda m, x: x / m.norm(x), {"norm": nn.BatchNorm2d(3)}, "found a division by a tensor"),
            (lambda m, x: m.conv(x.flatten(2)), {"conv": nn.Conv1d(3, 3, 1)}, "found aten.conv1d, expected Conv2d"),
            (lambda m, x: functional.batch_norm(x, m.mean, m.mean + 1), {"mean": torch.zeros(3)},
             "found normalization by running statistics in training mode"),
            (lambda m, x: functional.scaled_dot_product_attention(x, x, x, is_causal=True), {},
             "found attention with a mask"),
            (lambda m, x: functional.linear(x, m.p[:8]), {"p": parameter(9, 8)},
             "found a weight that is computed, or a part of one"),
            (lambda m, x: x + torch.arange(4.0).view(4, 1, 1, 1), {}, "found a constant that differs among examples"),
            (through_a_view, {"norm": nn.BatchNorm2d(3)}, "found aten.relu_ in place on memory that other tensors"),
            (assigned, {}, "found aten.fill, expected torch.cat of parts in place of an assignment"),
            (counted, {"count": torch.zeros(())}, "found buffer count, which the forward changes, expected"),
            (checkpointed, {"norm": nn.BatchNorm2d(3)}, 
             "running statistics that a batch moves once (no torch.utils.checkpoint, no memory_efficient=True)"),
            (lambda m, x: x.clamp(min=0), {}, "found clamp without two numbers as its bounds, expected both"),
            (lambda m, x: x ** 4, {}, "found a power other than 2 or 3, expected x ** 2, x ** 3 or prod"),
            (lambda m, x: x + x.sum(1, keepdim=True), {}, "found aten.sum, expected x.mean(…), which is Mean, times"),
            (lambda m, x: x + x.amax(1, keepdim=True), {}, "found aten.amax, expected nn.MaxPool2d"),
            (lambda m, x: functional.elu(x), {}, "found aten.elu, expected ReLU, GELU, Sigmoid, Tanh or Hard"),
            (lambda m, x: torch.einsum("nchw,nchw->nchw", x, x), {}, "found aten.einsum, expected nn.Line"),
            (lambda m, x: x.cumsum(1), {}, "found aten.cumsum, expected an operation that nodes of a case"),
            (lambda m, x: x if m.training else x * x, {}, "another network in the case: output in evaluation mode"),
        ]
        for function, parts, words in cases:
            with self.subTest(words):
                self.expect_refused(words, Small(function, **parts), IMAGES, CLASSES, self.case)

    def test_what_is_advised_does(self):
        """What a refusal names in place of an operation is exported, and is the same."""
        image = torch.randn(4, 3, 8, 8)
        pairs = {
            "silu": (functional.silu, lambda x: x * torch.sigmoid(x)),
            "glu": (functional.glu, lambda x: x.chunk(2, 3)[0] * torch.sigmoid(x.chunk(2, 3)[1])),
            "hardswish": (functional.hardswish, lambda x: x * functional.relu6(x + 3) / 6),
            "hardsigmoid": (functional.hardsigmoid, lambda x: functional.relu6(x + 3) / 6),
            "leaky_relu": (lambda x: functional.leaky_relu(x, 0.1), lambda x: 0.9 * torch.relu(x) + 0.1 * x),
            "abs": (torch.abs, lambda x: torch.relu(x) + torch.relu(-x)),
            "maximum": (lambda x: torch.maximum(x, 0.5 * x), lambda x: 0.5 * x + torch.relu(x - 0.5 * x)),
            "minimum": (lambda x: torch.minimum(x, 0.5 * x), lambda x: 0.5 * x - torch.relu(0.5 * x - x)),
            "clamp_min": (lambda x: x.clamp_min(0.2), lambda x: torch.relu(x - 0.2) + 0.2),
            "clamp_max": (lambda x: x.clamp_max(0.2), lambda x: 0.2 - torch.relu(0.2 - x)),
            "sum": (lambda x: x.sum(1), lambda x: x.mean(1) * 3),
            "var": (lambda x: x.var(1, correction=0), lambda x: ((x - x.mean(1, keepdim=True)) ** 2).mean(1)),
            "amax": (lambda x: x.amax((2, 3)), lambda x: functional.max_pool2d(x, 8)),
            "amin": (lambda x: x.amin((2, 3)), lambda x: -functional.max_pool2d(-x, 8)),
            "flip": (lambda x: x.flip(3), lambda x: torch.stack(x.unbind(3)[::-1], 3)),
            "roll": (lambda x: x.roll(1, 3), lambda x: torch.cat([x[..., -1:], x[..., :-1]], 3)),
            "index": (lambda x: x[:, [2, 0]], lambda x: torch.cat([x[:, 2:3], x[:, 0:1]], 1)),
        }
        for name, (refused, advised) in pairs.items():
            with self.subTest(name):
                size = refused(image).flatten(1).shape[1]
                torch.testing.assert_close(advised(image).flatten(1), refused(image).flatten(1))
                self.expect_refused(f"found aten.{name}, expected {needs.NEEDS[name]}",
                                    Small(lambda m, x: refused(x), size), IMAGES, CLASSES, self.case)
                export(Small(lambda m, x: advised(x), size), IMAGES, CLASSES, self.root / f"advised-{name}")

    def test_source_lines(self):
        class Own(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(192, 3)

            def forward(self, x):
                return self.fc(x.flatten(1)).sin()

        line = Own.forward.__code__.co_firstlineno + 1
        self.expect_refused(f"model, {__file__}:{line} (return self.fc(x.flatten(1)).sin()): found aten.sin, expected",
                            Own(), IMAGES, CLASSES, self.case)

    def test_inputs_and_outputs(self):
        class Two(nn.Linear):
            def forward(self, x, other):
                return super().forward(x + other)

        class Pair(nn.Linear):
            def forward(self, x):
                return super().forward(x), x

        self.expect_refused("model: found a forward of 2 inputs (x, other), expected one input",
                            Two(4, 3), torch.ones(2, 4), torch.tensor([0, 1]), self.case)
        self.expect_refused("x: found tuple of tensors, expected one tensor",
                            nn.Linear(4, 3), (torch.ones(2, 4), torch.ones(2, 4)), torch.tensor([0, 1]), self.case)
        self.expect_refused("model: found an output of type tuple, expected one tensor",
                            Pair(4, 3), torch.ones(2, 4), torch.tensor([0, 1]), self.case)

    def test_nodes_of_another_network(self):
        """What goes wrong between a module and its nodes is seen before anything is written."""
        model = Small(lambda m, x: m.norm(x).relu(), norm=nn.BatchNorm2d(3))
        table = dict(operations.TABLE)
        for change, words in (({"relu": table["tanh"]}, "output in evaluation mode"),
                              ({"relu": lambda trace, self: self}, "output in evaluation mode")):
            with mock.patch.dict(operations.TABLE, change):
                self.expect_refused(f"found another network in the case: {words}", model, IMAGES, CLASSES, self.case)
        run = network.run

        def detached(nodes, tensors, x, training):
            return run(nodes, tensors | {"fc.bias": tensors["fc.bias"].detach()}, x, training)

        with mock.patch.object(network, "run", detached):
            self.expect_refused("found another network in the case: gradient of fc.bias",
                                model, IMAGES, CLASSES, self.case)


if __name__ == "__main__":
    unittest.main()
