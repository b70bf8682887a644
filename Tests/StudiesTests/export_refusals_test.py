"""What studies/measure/export.py refuses: in one line that names it, with nothing written. Run with export_test.py."""
import copy
import inspect
import pathlib
import sys
import unittest
import warnings
from unittest import mock

import torch
from safetensors.torch import load_file
from torch import nn

from export_test import (CLASSES, IMAGES, TRACES, VECTORS, ExportTest, export, exporter, layers, needs_tracing,
                         of_images)


def changed(layer, **attributes):
    for name, value in attributes.items():
        setattr(layer, name, value)
    return layer


def done(layer, change):
    change(layer)
    return layer


class Strided(nn.Conv2d):
    def forward(self, x):
        return super().forward(x)[:, :, ::2, ::2]


LINE = inspect.getsourcelines(Strided.forward)[1] + 1


class Refused(ExportTest):
    @needs_tracing
    def test_layers_that_a_case_has_no_word_for(self):
        tied = nn.Linear(192, 192)
        cases = [
            (of_images(Strided(3, 3, 3), size=27),
             f"layer 0 (Strided), {__file__}:{LINE} (return super().forward(x)[:, :, ::2, ::2]): found a slice with "
             "step 2, expected a slice without one"),
            (of_images(changed(nn.ReLU(), forward=torch.sin), size=192), "layer 0 (ReLU): found aten.sin, expected"),
            (of_images(nn.BatchNorm2d(3), changed(nn.BatchNorm2d(3), train=lambda mode=True: None), size=192),
             "found another network in the case: output in evaluation mode"),
            (of_images(nn.AvgPool2d(2, divisor_override=3), size=48),
             "layer 0 (AvgPool2d): found divisor_override=3, expected None"),
            (of_images(nn.AvgPool2d(2, padding=1, count_include_pad=False), size=75),
             "layer 0 (AvgPool2d): found count_include_pad=False, expected an average that counts zeros"),
            (of_images(nn.AvgPool2d(3, ceil_mode=True), size=27), "found ceil_mode=True, expected ceil_mode=False"),
            (of_images(nn.AvgPool2d((2, 4)), size=24),
             "found kernel_size [2, 4], expected the same in both directions"),
            (of_images(nn.MaxPool2d(2, dilation=2), size=27), "layer 0 (MaxPool2d): found dilation [2, 2], expected 1"),
            (of_images(nn.MaxPool2d(2, return_indices=True), size=48), "'tuple' object has no attribute 'flatten'"),
            (of_images(nn.Conv2d(3, 3, 3, padding=1, padding_mode="reflect"), size=192),
             "layer 0 (Conv2d): found aten.pad, expected padding in Conv2d or a pool"),
            (of_images(nn.Conv2d(3, 3, 4, padding="same"), size=192),
             "layer 0 (Conv2d): found padding 'same' with a kernel of [4, 4], expected an odd kernel"),
            (of_images(nn.BatchNorm2d(3, momentum=None), size=192),
             "layer 0 (BatchNorm2d): momentum: found None, expected a number"),
            (nn.Sequential(nn.Conv2d(3, 3, 3)), "model: found an output of shape [6, 3, 6, 6], expected [N, outputs]"),
            (of_images(nn.BatchNorm2d(5), size=192),
             "layer 0 (BatchNorm2d) on x of shape [6, 3, 8, 8]: running_mean should contain 3 elements not 5"),
            (nn.Linear(192, 3), "model on x of shape [6, 3, 8, 8]: "),
            (nn.Sequential(nn.Flatten()), "model: found no parameters"),
            (of_images(size=192).requires_grad_(False), "model: found frozen parameters alone"),
            (of_images(nn.Flatten(), tied, changed(nn.Linear(192, 192), weight=tied.weight), size=192),
             "layer 2 (Linear): found 2.bias beside a parameter of node 1, expected parameters that are shared whole"),
            (done(of_images(size=192), lambda model: model[1].weight.data.fill_(torch.inf)),
             "1.weight: found values that are not finite"),
        ]
        for model, words in cases:
            with self.subTest(words):
                self.expect_refused(words, model, IMAGES, CLASSES, self.case)

    def test_other_kinds_of_modules(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            script, traced = torch.jit.script(nn.Linear(4, 3)), torch.jit.trace(nn.Linear(4, 3), VECTORS)
        words = "found a TorchScript module, expected the nn.Module it was made from"
        for model, place in ((script, "model"), (traced, "model"), (nn.Sequential(nn.Linear(4, 4), script), "layer 1")):
            self.expect_refused(f"{place}: {words}", model, VECTORS, CLASSES, self.case)

    @unittest.skipUnless(hasattr(torch, "compile"), "no torch.compile")
    def test_compiled_modules(self):
        """As what was compiled, with tensors by either of their names."""
        model = nn.Sequential(nn.Linear(4, 3))
        compiled = torch.compile(model)
        export(compiled, VECTORS, CLASSES, self.case, direction=dict(compiled.named_parameters()))
        for name in ("weights", "direction"):
            found = load_file(self.case / f"{name}.safetensors")
            self.assertTrue(found.keys() == model.state_dict().keys() and torch.equal(found["0.bias"], model[0].bias))

    def test_frozen_parameters_of_another_point(self):
        model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 3))
        model[0].bias.requires_grad_(False)
        other = {name: values + 1 for name, values in model.state_dict().items()}
        if TRACES:
            self.expect_refused("other: 0.bias: found other values of what no measurement moves, expected the model's",
                                model, VECTORS, CLASSES, self.case, other=other)

    @needs_tracing
    def test_hooks(self):
        """What a hook does to values is traced, what it does to gradients is seen by the comparison."""
        def model():
            return nn.Sequential(nn.Sequential(nn.Flatten(), nn.Linear(192, 3)))

        for name in ("register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook"):
            hooked = model()
            getattr(hooked[0][1], name)(lambda *values: None)
            export(hooked, IMAGES, CLASSES, self.root / name)
        hooked = model()
        hooked[0][1].register_forward_hook(lambda module, inputs, output: output.tanh())
        self.assertEqual(export(hooked, IMAGES, CLASSES, self.root / "tanh")[-1], "0.1@2")
        hooked = model()
        hooked[0][1].register_forward_hook(lambda module, inputs, output: output.sin())
        self.expect_refused("found aten.sin", hooked, IMAGES, CLASSES, self.case)
        hooked = nn.Sequential(nn.Flatten(), nn.Linear(192, 8), nn.Linear(8, 3))
        hooked[2].register_full_backward_hook(lambda module, inputs, outputs: tuple(2 * each for each in inputs))
        self.expect_refused("found another network in the case: gradient of 1.weight",
                            hooked, IMAGES, CLASSES, self.case)
        plain = model()
        plain[0][1].weight.register_hook(lambda gradient: 2 * gradient)
        self.expect_refused("0.1.weight: found a tensor with hooks", plain, IMAGES, CLASSES, self.case)
        for wrap, words in ((nn.utils.spectral_norm, "found wrap_with_set_grad_enabled"),
                            (nn.utils.parametrizations.weight_norm, "found aten._weight_norm, expected a weight that"),
                            (nn.utils.weight_norm, "model: found a module that cannot be copied")):
            self.expect_refused(words, nn.Sequential(nn.Flatten(), wrap(nn.Linear(192, 3))), IMAGES, CLASSES, self.case)

    @needs_tracing
    def test_a_branch_that_starts_at_zero(self):
        """A factor of 0 hides what is behind it, but not at other parameters."""
        class Gated(nn.Module):
            def __init__(self):
                super().__init__()
                self.branch, self.factor, self.head = nn.Linear(8, 8), nn.Parameter(torch.zeros(8)), nn.Linear(8, 3)

            def forward(self, x):
                return self.head(x + self.factor * torch.tanh(self.branch(x)))

        torch.manual_seed(0)
        export(Gated(), torch.randn(6, 8), torch.randint(3, (6,)), self.root / "gated")
        model = nn.Sequential(nn.Linear(8, 8), Gated())
        model[1].branch.register_full_backward_hook(lambda module, inputs, outputs: tuple(2 * each for each in inputs))
        self.expect_refused("found another network in the case: gradient of 0.weight",
                            model, torch.randn(6, 8), torch.randint(3, (6,)), self.case)

    def test_a_description_of_another_network(self):
        """What no check by name sees, the comparison does."""
        model = of_images(nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.Tanh(), nn.MaxPool2d(2), size=64)
        describe = layers.describe
        changes = [
            ("BatchNorm", {"eps": 1e-3}, "output in evaluation mode"),
            ("Tanh", {"type": "Sigmoid"}, "output in evaluation mode"),
            ("MaxPool2d", {"type": "AvgPool2d"}, "output in evaluation mode"),
            ("BatchNorm", {"momentum": 0.2}, "1.running_mean after a batch"),
            ("Conv2d", {"bias": False}, "0.bias: found a tensor of shape [4], expected no such tensor"),
        ]
        for kind, change, words in changes:
            def other(layer, shape):
                entry = describe(layer, shape)
                return {**entry, **change} if entry["type"] == kind else entry

            with self.subTest(change), mock.patch.object(layers, "describe", other):
                self.expect_refused(words, model, IMAGES, CLASSES, self.case)
        model = of_images(changed(nn.BatchNorm2d(3), track_running_stats=False), size=192)
        self.expect_refused("found another network in the case: 0.running_mean after a batch (up to 0) differs by",
                            model, IMAGES, CLASSES, self.case)

    def test_a_torch_that_cannot_trace(self):
        with mock.patch.dict(sys.modules, {"exporting.trace": None}):
            self.expect_refused(f"model: found torch {torch.__version__}, expected 2.6 or later, with torch.export",
                                of_images(nn.Dropout(), size=192), IMAGES, CLASSES, self.case)

    def test_differences_alone_in_a_gradient(self):
        model, x = of_images(size=192).double(), IMAGES.double()
        other = copy.deepcopy(model)
        weight, bias = other[1].weight, other[1].bias
        steeper = bias.detach() + (1 + 1e-6) * (bias - bias.detach())
        other[1].forward = lambda x: nn.functional.linear(x, weight, steeper)
        found = [exporter.behaviour(network, x, CLASSES, "cross_entropy") for network in (model, other)]
        exporter.compare(found[0], found[0])
        with self.assertRaisesRegex(ValueError, "gradient of 1.bias .* differs by"):
            exporter.compare(*found)

    def test_batches(self):
        model = nn.Sequential(nn.Linear(4, 3))
        one_hot, squared = nn.functional.one_hot(CLASSES, 3), {"loss": "half_sum_squared_error"}
        cases = [
            (VECTORS, one_hot, {},
             "y: found torch.int64 of shape [6, 3], expected class ids, integers of shape [6] (of one-hot targets: y."),
            (VECTORS, one_hot.float(), {}, "y: found torch.float32 of shape [6, 3], expected class ids"),
            (VECTORS, CLASSES.float(), {}, "y: found torch.float32 of shape [6], expected class ids"),
            (VECTORS, CLASSES[:5], {}, "y: found torch.int64 of shape [5]"),
            (VECTORS, CLASSES + 1, {}, "y: found classes from 1 to 3, expected 0 to 2"),
            (VECTORS, CLASSES - 100, {}, "y: found classes from -100 to -98, expected 0 to 2"),
            (VECTORS, CLASSES, squared, "y: found torch.int64 of shape [6], expected floats of shape [6, 3]"),
            (VECTORS, torch.full((6, 3), torch.nan), squared, "y: found values that are not finite"),
            (VECTORS / 0, CLASSES, {}, "x: found values that are not finite"),
            (VECTORS.int(), CLASSES, {}, "x: found torch.int32, expected a floating type"),
            (VECTORS[:, None], CLASSES, {}, "model: found an output of shape [6, 1, 3], expected [N, outputs]"),
            (VECTORS[:0], CLASSES[:0], {}, "x: found shape [0, 4]"),
            (VECTORS[:, :3], CLASSES, {}, "mat1 and mat2 shapes cannot be multiplied"),
        ]
        for x, y, more, words in cases:
            with self.subTest(words):
                self.expect_refused(words, model, x, y, self.case, **more)

    def test_losses_requests_and_directions(self):
        model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
        direction = {name: torch.ones_like(p) for name, p in model.named_parameters()}
        cases = [
            ({"loss": "mse"},
             "loss: found mse, expected one of cross_entropy, half_sum_squared_error, half_mean_squared_error (PyTorch's mse_loss is the last times "
             "2 / outputs)"),
            ({"loss": nn.CrossEntropyLoss()}, "loss: found CrossEntropyLoss(), expected one of cross_entropy"),
            ({"curvatur": {"top": 1}},
             "request: found curvatur, expected some of precision, evaluation, line, covariate_shift, activations, "
             "hessian_vector_product, gauss_newton_vector_product, curvature, plane, interpolation, theory"),
            ({"precision": "float16"}, "precision: found float16, expected float64 or float32"),
            ({"evaluation": True}, "evaluation: found True, expected {}"),
            ({"evaluation": {"mode": "train"}}, "evaluation: found mode, expected {}"),
            ({"line": {"step": [0.1]}}, "line: found step, expected steps, along (or not), normalization (or not)"),
            ({"line": {"steps": [0.1], "typo": 1}}, "line: found steps, typo, expected steps"),
            ({"line": {}}, "line: found {}, expected steps"),
            ({"line": {"steps": [0.1], "along": "x"}}, "line: along: found x, expected one of gradient, direction"),
            ({"trace": {"method": "hutch"}}, "trace: method: found hutch, expected one of xtrace, hutch++, hutchinson"),
            ({"sharpness": {"rho": 1}}, "sharpness: found rho, expected rho, adaptive_rho, eta (or not)"),
            ({"interpolation": {"steps": [0]}}, "other: found None, expected a state_dict of the model"),
            ({"other": direction}, "other: found no 1.running_mean, expected a whole state_dict"),
            ({"other": {**model.state_dict(), "0.bias": torch.ones(4)}},
             "other: 0.bias: found shape [4], expected [3]"),
            ({"line": {"steps": [float("nan")]}}, "not JSON compliant"),
            ({"covariate_shift": {"rate": 0.1}}, "covariate_shift: found rate, expected learning_rate"),
            ({"activations": {"bins": 9, "low": 0, "upper": 1}},
             "activations: found bins, low, upper, expected bins, lower, upper"),
            ({"hessian_vector_product": {"v": 1}}, "hessian_vector_product: found v, expected {}"),
            ({"curvature": 5}, "curvature: found 5, expected top"),
            ({"plane": {"alphas": [0]}}, "plane: found alphas, expected alphas, betas"),
            ({"theory": {"layer": 0}}, "theory: found layer 0, expected a BatchNorm by number or name, of {1: '1'}"),
            ({"theory": {"layer": "norm"}}, "theory: found layer norm"),
            ({"direction": {"0.weight": torch.ones(3, 4)}},
             "direction: found no 0.bias, expected a tensor for each parameter"),
            ({"plane_x": {**direction, "fc.bias": torch.ones(3)}},
             "plane_x: found fc.bias, expected tensors 0.weight, 0.bias, 1.weight"),
            ({"plane_y": {**direction, "0.bias": torch.ones(4)}}, "plane_y: 0.bias: found shape [4], expected [3]"),
            ({"direction": {**direction, "0.bias": torch.full((3,), torch.nan)}},
             "direction: 0.bias: found values that are not finite"),
        ]
        for more, words in cases:
            with self.subTest(words):
                self.expect_refused(words, model, VECTORS, CLASSES, self.case, **more)

    def test_folders(self):
        model = nn.Sequential(nn.Linear(4, 3))
        self.expect_refused("folder: found an empty name", model, VECTORS, CLASSES, "")
        (self.root / "file").write_text("mine")
        for path in ("file", "file/case"):
            self.expect_refused(f"found a file {self.root}/file, expected a folder",
                                model, VECTORS, CLASSES, self.root / path)
        export(model, VECTORS, CLASSES, self.case)
        write = pathlib.Path.write_bytes

        def full(path, data):
            if path.name == "request.json":
                raise OSError(28, "No space left on device")
            return write(path, data)

        for folder in (self.case, self.root / "new/case"):
            self.expect_refused("loss: found mse", model, VECTORS, CLASSES, folder, loss="mse")
            with mock.patch.object(pathlib.Path, "write_bytes", full):
                self.expect_refused("No space left on device", model, VECTORS + 1, CLASSES, folder, error=OSError)


if __name__ == "__main__":
    unittest.main()
