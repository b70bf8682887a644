"""What studies/measure/export.py refuses: in one line that names it, with nothing written. Run with export_test.py."""
import copy
import pathlib
import unittest
from unittest import mock

import torch
from torch import nn

from export_test import CLASSES, IMAGES, VECTORS, ExportTest, export, exporter, of_images


def changed(layer, **attributes):
    for name, value in attributes.items():
        setattr(layer, name, value)
    return layer


def done(layer, change):
    change(layer)
    return layer


class Doubled(nn.Linear):
    def forward(self, x):
        return 2 * super().forward(x)


class Strided(nn.Conv2d):
    def forward(self, x):
        return super().forward(x)[:, :, ::2, ::2]


class Reversed(nn.Sequential):
    def forward(self, x):
        return -super().forward(x)


class Refused(ExportTest):
    KNOWN = ("expected torch.nn's own Linear, Conv2d, BatchNorm1d, BatchNorm2d, LayerNorm, GroupNorm, MaxPool2d, "
             "AvgPool2d, Flatten, ReLU, Sigmoid, Tanh, Sequential, Identity")

    def test_layers_that_a_case_has_no_word_for(self):
        def freeze(norm):
            norm.weight.requires_grad_(False)

        tied = nn.Linear(192, 192)
        cases = [
            (of_images(Strided(3, 3, 3), size=27), f"layer 0: found {__name__}.Strided, " + self.KNOWN),
            (nn.Sequential(nn.Flatten(), Doubled(192, 3)), f"layer 1: found {__name__}.Doubled"),
            (nn.Sequential(Reversed(nn.Flatten(), nn.Linear(192, 3))), f"layer 0: found {__name__}.Reversed"),
            (Reversed(nn.Flatten(), nn.Linear(192, 3)), "model: found Reversed, expected a torch.nn.Sequential itself"),
            (nn.Linear(192, 3), "model: found Linear"),
            (of_images(nn.Dropout(), size=192), "layer 0: found torch.nn.modules.dropout.Dropout, " + self.KNOWN),
            (of_images(changed(nn.ReLU(), forward=torch.sin), size=192),
             "layer 0: found ReLU with a forward of its own"),
            (of_images(nn.BatchNorm2d(3), changed(nn.BatchNorm2d(3), train=lambda mode=True: None), size=192),
             "layer 1: found BatchNorm2d with a train of its own"),
            (of_images(nn.AvgPool2d(2, divisor_override=3), size=48),
             "layer 0 (AvgPool2d): divisor_override: found 3, expected None"),
            (of_images(nn.AvgPool2d(2, padding=1), size=75), "layer 0 (AvgPool2d): padding: found 1, expected 0"),
            (of_images(nn.AvgPool2d(3, ceil_mode=True), size=27), "ceil_mode: found True, expected False"),
            (of_images(nn.AvgPool2d((2, 4)), size=24),
             "kernel_size: found (2, 4), expected the same in both directions"),
            (of_images(nn.MaxPool2d(2, padding=1), size=75), "layer 0 (MaxPool2d): padding: found 1, expected 0"),
            (of_images(nn.MaxPool2d(2, dilation=2), size=27), "dilation: found 2, expected 1"),
            (of_images(nn.MaxPool2d(2, return_indices=True), size=48), "return_indices: found True, expected False"),
            (of_images(nn.Conv2d(3, 3, 3, groups=3), size=108), "layer 0 (Conv2d): groups: found 3, expected 1"),
            (of_images(nn.Conv2d(3, 3, 3, dilation=2), size=48), "dilation: found 2, expected 1"),
            (of_images(nn.Conv2d(3, 3, 3, padding=1, padding_mode="reflect"), size=192),
             "padding_mode: found reflect, expected zeros"),
            (of_images(nn.Conv2d(3, 3, 4, padding="same"), size=192), "padding: found 'same' with a kernel of (4, 4)"),
            (of_images(nn.Conv2d(3, 3, 3, stride=(1, 2)), size=54),
             "stride: found (1, 2), expected the same in both directions"),
            (of_images(nn.BatchNorm2d(3, momentum=None), size=192),
             "layer 0 (BatchNorm2d): momentum: found None, expected a number"),
            (of_images(changed(nn.BatchNorm2d(3), running_mean=None, running_var=None), size=192),
             "0.num_batches_tracked: found shape [], expected no such tensor"),
            (of_images(nn.LayerNorm(8), size=192),
             "layer 0 (LayerNorm): normalized_shape: found (8,), expected all of [3, 8, 8]"),
            (of_images(nn.LayerNorm((3, 8, 8), elementwise_affine=False), size=192),
             "elementwise_affine: found False, expected True"),
            (of_images(nn.GroupNorm(3, 3, affine=False), size=192),
             "layer 0 (GroupNorm): affine: found False, expected True"),
            (nn.Sequential(nn.Flatten(2), nn.Flatten(), nn.Linear(192, 3)),
             "layer 0 (Flatten): start_dim: found 2, expected 1"),
            (nn.Sequential(nn.Flatten(1, 2), nn.Flatten(), nn.Linear(192, 3)),
             "layer 0 (Flatten): end_dim: found 2, expected -1"),
            (nn.Sequential(nn.Linear(8, 3), nn.Flatten()),
             "layer 0 (Linear): input: found examples of [3, 8, 8], expected vectors"),
            (nn.Sequential(nn.Conv2d(3, 3, 3)), "model: found an output of shape [6, 3, 6, 6], expected [N, outputs]"),
            (of_images(nn.BatchNorm2d(5), size=192),
             "layer 0 (BatchNorm2d): running_mean should contain 3 elements not 5"),
            (nn.Sequential(nn.Flatten()), "model: found no parameters"),
            (nn.Sequential(nn.Flatten(), tied, nn.ReLU(), tied, nn.Linear(192, 3)),
             "3.weight: found the values of 1.weight (tied)"),
            (of_images(nn.Flatten(), tied, changed(nn.Linear(192, 192), weight=tied.weight), size=192),
             "2.weight: found the values of 1.weight (tied)"),
            (of_images(nn.Conv2d(3, 3, 3).requires_grad_(False), done(nn.BatchNorm2d(3), freeze), size=108),
             "0.weight, 0.bias, 1.weight: found requires_grad=False, expected no frozen parameters"),
            (done(of_images(size=192), lambda model: model.register_parameter("scale", nn.Parameter(torch.ones(1)))),
             "scale: found a tensor of no layer"),
            (of_images(done(nn.Conv2d(3, 3, 3), lambda layer: layer.register_buffer("mask", torch.ones(2))), size=108),
             "0.mask: found shape [2], expected no such tensor"),
            (done(of_images(size=192), lambda model: model[1].weight.data.fill_(torch.inf)),
             "1.weight: found values that are not finite"),
        ]
        for model, words in cases:
            with self.subTest(words):
                self.expect_refused(words, model, IMAGES, CLASSES, self.case)

    def test_hooks(self):
        for name in ("register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook"):
            model = nn.Sequential(nn.Sequential(nn.Flatten(), nn.Linear(192, 3)))
            for module in (model, model[0], model[0][1]):
                handle = getattr(module, name)(lambda *values: None)
                self.expect_refused("hooks, expected no hooks", model, IMAGES, CLASSES, self.case)
                handle.remove()
        model = of_images(size=192)
        model[1].weight.register_hook(lambda gradient: 2 * gradient)
        self.expect_refused("1.weight: found a tensor with hooks", model, IMAGES, CLASSES, self.case)
        with nn.modules.module.register_module_forward_hook(lambda *values: None):
            self.expect_refused("torch.nn.Module: found _global_forward_hooks",
                                of_images(size=192), IMAGES, CLASSES, self.case)
        model = nn.Sequential(nn.Flatten(), nn.utils.spectral_norm(nn.Linear(192, 3)))
        self.expect_refused("layer 1: found Linear with _forward_pre_hooks", model, IMAGES, CLASSES, self.case)
        model = nn.Sequential(nn.Flatten(), nn.utils.parametrizations.orthogonal(nn.Linear(192, 3)))
        self.expect_refused("layer 1: found torch.nn.utils.parametrize.ParametrizedLinear",
                            model, IMAGES, CLASSES, self.case)

    def test_a_description_of_another_network(self):
        """What no check by name sees, the comparison does."""
        model = of_images(nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.Tanh(), nn.MaxPool2d(2), size=64)
        describe = exporter.describe
        changes = [
            ("BatchNorm", {"eps": 1e-3}, "output in evaluation mode"),
            ("Tanh", {"type": "Sigmoid"}, "output in evaluation mode"),
            ("MaxPool2d", {"type": "AvgPool2d"}, "output in evaluation mode"),
            ("BatchNorm", {"momentum": 0.2}, "1.running_mean after a batch"),
            ("Conv2d", {"bias": False}, "0.bias: found shape [4], expected no such tensor"),
        ]
        for kind, change, words in changes:
            def other(layer, shape):
                entry = describe(layer, shape)
                return {**entry, **change} if entry["type"] == kind else entry

            with self.subTest(change), mock.patch.object(exporter, "describe", other):
                self.expect_refused(words, model, IMAGES, CLASSES, self.case)
        model = of_images(changed(nn.BatchNorm2d(3), track_running_stats=False), size=192)
        self.expect_refused("found another network in the case: 0.running_mean after a batch (up to 0) differs by",
                            model, IMAGES, CLASSES, self.case)

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
            (VECTORS[:, None], CLASSES, {}, "x: found shape [6, 1, 4], expected [N > 0, features] or [N > 0, C, H, W]"),
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
             "loss: found mse, expected one of cross_entropy, half_sum_squared_error, half_mean_squared_error"),
            ({"loss": nn.CrossEntropyLoss()}, "loss: found CrossEntropyLoss(), expected one of cross_entropy"),
            ({"curvatur": {"top": 1}},
             "request: found curvatur, expected some of precision, evaluation, line, covariate_shift, activations, "
             "hessian_vector_product, curvature, plane, theory"),
            ({"precision": "float16"}, "precision: found float16, expected float64 or float32"),
            ({"evaluation": True}, "evaluation: found True, expected {}"),
            ({"evaluation": {"mode": "train"}}, "evaluation: found mode, expected {}"),
            ({"line": {"step": [0.1]}}, "line: found step, expected steps"),
            ({"line": {"steps": [0.1], "typo": 1}}, "line: found steps, typo, expected steps"),
            ({"line": {}}, "line: found {}, expected steps"),
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
