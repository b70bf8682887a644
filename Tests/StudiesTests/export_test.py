"""What studies/measure/export.py writes is the model that it was given, and `measure` answers for it as PyTorch does.

    PROGRAMS=$PWD/.build/release python -m unittest discover -s Tests/StudiesTests -p '*_test.py'

with a Python that has torch and safetensors.
"""
import collections
import contextlib
import copy
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import torch
from safetensors.torch import load_file
from torch import nn

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "studies/measure/export.py"
sys.dont_write_bytecode = True
sys.path.insert(0, str(SOURCE.parent))
import export as exporter
from export import export
from exporting import layers, request

TRACES = hasattr(torch, "export")
if not TRACES:
    print(f"torch {torch.__version__} has no torch.export: modules that become nodes are not tested", file=sys.stderr)
needs_tracing = unittest.skipUnless(TRACES, "no torch.export")

IMAGES = torch.randn(6, 3, 8, 8, generator=torch.Generator().manual_seed(1))
VECTORS = torch.randn(6, 4, generator=torch.Generator().manual_seed(2))
CLASSES = torch.tensor([0, 1, 2, 2, 1, 0])


def of_images(*layers, size):
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(size, 3))


class ExportTest(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(3)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root, self.printed = pathlib.Path(folder.name), io.StringIO()
        quiet = contextlib.redirect_stdout(self.printed)
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)
        self.case = self.root / "case"

    def answer(self):
        run = subprocess.run([f"{os.environ['PROGRAMS']}/measure", "--case", self.case], capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return json.loads(run.stdout)

    def expect_failure(self, words):
        """`measure` gives no answer, but one line that holds `words`."""
        run = subprocess.run([f"{os.environ['PROGRAMS']}/measure", "--case", self.case], capture_output=True, text=True)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn(words, run.stderr)
        self.assertEqual((run.stdout, run.stderr.count("\n")), ("", 1))

    def expect_refused(self, words, *arguments, error=ValueError, **more):
        """Refused in one line that holds `words`, with the folder around the case as it was."""
        def content():
            return {str(path): path.read_bytes() if path.is_file() else None for path in self.root.rglob("*")}

        before = content()
        with self.assertRaises(error) as caught:
            export(*arguments, **more)
        self.assertIn(words, str(caught.exception))
        self.assertNotIn("\n", str(caught.exception))
        self.assertEqual(content(), before)


class Requests(ExportTest):
    def test_requests_are_those_of_measure(self):
        """What measure can be asked for without a run, and what each needs to be told, as measure itself says it."""
        model = nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 3))
        export(model, VECTORS, CLASSES, self.case, hessian_vector_product={}, plane={"alphas": [0], "betas": [0]},
               interpolation={"steps": [0]}, other=model.state_dict())
        values = {"learning_rate": 0.1, "distances": [0.1], "bins": 2, "lower": -1, "upper": 1, "top": 1, "alphas": [0],
                  "betas": [0], "layer": 1, "rho": 0.1, "adaptive_rho": 0.1, "probes": 1, "grid": 5}

        def problem(entries):
            (self.case / "request.json").write_text(json.dumps(entries))
            return subprocess.run([f"{os.environ['PROGRAMS']}/measure", "--case", self.case], capture_output=True,
                                  text=True).stderr

        names = problem({"?": {}}).strip().partition("expected one of ")[2].split(", ")
        found = {}
        for name in set(names) - {"precision"}:
            entry = {}
            if missing := re.search(": found no (\\w+(?:, no \\w+)*), expected", error := problem({name: entry})):
                for key in missing[1].split(", no "):
                    entry[key] = 2 if name == "spectrum" else {"steps": [0.1], **values}[key]
                error = problem({name: entry})
            if "found no training run" not in error:
                self.assertTrue(not error or name == "time_gradients", error)
                keys = problem({name: {**entry, "?": 0}}).strip().partition("expected ")[2].removeprefix("one of ")
                found[name] = (sorted(keys.split(", ")) if keys != "none" else [], sorted(entry))
        known = {name: tuple(map(sorted, request.settings(name))) for name in request.REQUESTS if name != "precision"}
        self.assertEqual(known, found)


class Faithful(ExportTest):
    # Every layer, with its arguments away from their defaults where there are any.
    VECTOR_MODELS = {
        "Linear": lambda: nn.Sequential(nn.Linear(4, 5), nn.Linear(5, 3, bias=False)),
        "BatchNorm1d": lambda: nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5, 1e-3, momentum=0.3), nn.Linear(5, 3)),
        "ReLU": lambda: nn.Sequential(nn.ReLU(inplace=True), nn.Linear(4, 3)),
        "Sigmoid": lambda: nn.Sequential(nn.Linear(4, 5), nn.Sigmoid(), nn.Linear(5, 3)),
        "Tanh": lambda: nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 3)),
        "one activation twice": lambda: nn.Sequential(nn.Linear(4, 4), tanh := nn.Tanh(), nn.Linear(4, 3), tanh),
    }
    IMAGE_MODELS = {
        "Conv2d": lambda: of_images(nn.Conv2d(3, 4, 3, 2, padding=1), nn.Conv2d(4, 2, (3, 3), bias=False), size=8),
        "padding='same'": lambda: of_images(nn.Conv2d(3, 4, 5, padding="same"), size=256),
        "padding='valid'": lambda: of_images(nn.Conv2d(3, 2, 3, padding="valid"), size=72),
        "BatchNorm2d": lambda: of_images(nn.BatchNorm2d(3, affine=False), size=192),
        "BatchNorm2d without statistics": lambda: of_images(nn.BatchNorm2d(3, track_running_stats=False), size=192),
        "LayerNorm": lambda: of_images(nn.LayerNorm((3, 8, 8), eps=1e-3), size=192),
        "GroupNorm": lambda: of_images(nn.Conv2d(3, 4, 3), nn.GroupNorm(2, 4, eps=1e-3), size=144),
        "MaxPool2d": lambda: of_images(nn.MaxPool2d(3, stride=2), size=27),
        "AvgPool2d": lambda: of_images(nn.AvgPool2d(2, stride=(3, 3)), size=27),
        "Flatten": lambda: nn.Sequential(nn.Flatten(), nn.Linear(192, 3)),
    }

    def agree(self, model, x, y, loss):
        """What `measure` says of the case against PyTorch."""
        model = copy.deepcopy(model).double()
        value = {"cross_entropy": nn.functional.cross_entropy,
                 "half_sum_squared_error": lambda output, y: nn.functional.mse_loss(output, y, reduction="sum") / 2,
                 "half_mean_squared_error": lambda output, y: nn.functional.mse_loss(output, y) * y.shape[1] / 2}[loss]
        x, y = x.double(), y.long() if loss == "cross_entropy" else y.double()
        answer = self.answer()
        evaluation = float(value(model.eval()(x.clone()), y))
        loss = value(model.train()(x.clone()), y)
        loss.backward()
        norm = float(torch.cat([p.grad.flatten() for p in model.parameters()]).norm())
        for found, expected in ((answer["loss"], float(loss)), (answer["gradient"]["norm"], norm),
                                (answer["evaluation"]["loss"], evaluation)):
            self.assertLess(abs(found - expected), 1e-8 * abs(expected))
        norms = [float(p.grad.norm()) for p in model.parameters()]
        self.assertEqual(len(norms), len(answer["gradient"]["tensors"]))
        for found, expected in zip(sorted(answer["gradient"]["tensors"].values()), sorted(norms)):
            self.assertLess(abs(found - expected), 1e-8 * norm)

    def test_every_layer(self):
        for models, x in ((self.VECTOR_MODELS, VECTORS), (self.IMAGE_MODELS, IMAGES)):
            for name, make in models.items():
                with self.subTest(name):
                    model = make()
                    for _ in range(3):
                        model(x.clone())
                    export(model, x, CLASSES, self.case, evaluation={})
                    self.agree(model, x, CLASSES, "cross_entropy")
        self.assertLessEqual({kind.__name__ for kind in layers.LAYERS}, {*self.VECTOR_MODELS, *self.IMAGE_MODELS})

    def test_every_loss(self):
        model = nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 2))
        for loss in ("half_sum_squared_error", "half_mean_squared_error"):
            with self.subTest(loss):
                y = torch.randn(6, 2)
                export(model, VECTORS, y, self.case, loss=loss, evaluation={})
                self.agree(model, VECTORS, y, loss)

    def test_labels_of_every_integer_type(self):
        model = nn.Sequential(nn.Linear(4, 3))
        for kind in (torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64):
            export(model, VECTORS, CLASSES.to(kind), self.case)
            found = load_file(self.case / "batch.safetensors")["y"]
            self.assertTrue(found.dtype == torch.int64 and torch.equal(found, CLASSES), kind)

    def test_planes_of_a_seed(self):
        """Directions are measure's to draw, unless they are given."""
        model, plane = nn.Sequential(nn.Linear(4, 3)), {"alphas": [0, 1], "betas": [0], "seed": 4}
        export(model, VECTORS, CLASSES, self.case, plane=plane)
        self.assertEqual([path.name for path in self.case.glob("plane*")], [])
        drawn = self.answer()["plane"]
        self.assertEqual(drawn["seed"], 4)
        x, y = ({name: torch.randn_like(p) for name, p in model.named_parameters()} for _ in range(2))
        export(model, VECTORS, CLASSES, self.case, plane=plane, plane_x=x, plane_y=y)
        self.assertNotIn("seed", self.answer()["plane"])

    def test_names_and_nesting(self):
        body = nn.Sequential(collections.OrderedDict(first=nn.Linear(4, 5), rest=nn.Identity(), norm=nn.BatchNorm1d(5)))
        model = nn.Sequential(collections.OrderedDict(body=body, act=nn.Tanh(), head=nn.Sequential(nn.Linear(5, 3))))
        directions = [{name: torch.randn_like(p) for name, p in model.named_parameters()} for _ in range(3)]
        names = export(model, VECTORS, CLASSES, self.case, theory={"layer": "body.norm"}, evaluation={},
                       direction=directions[0], plane_x=directions[1], plane_y=directions[2], hessian_vector_product={},
                       plane={"alphas": torch.linspace(-1, 1, 3), "betas": [0]})
        self.assertEqual(names, ["body.first", "body.norm", "act", "head.0"])
        layers = json.loads((self.case / "model.json").read_text())["layers"]
        self.assertEqual([layer["type"] for layer in layers], ["Linear", "BatchNorm", "Tanh", "Linear"])
        numbers = {"body.first": "0", "body.norm": "1", "head.0": "3"}
        for file, own in zip(("weights", "direction", "plane_x", "plane_y"), (model.state_dict(), *directions)):
            found = load_file(self.case / f"{file}.safetensors")
            renamed = {f"{numbers[name.rpartition('.')[0]]}.{name.rpartition('.')[2]}": own[name] for name in own}
            self.assertEqual(found.keys(), renamed.keys())
            self.assertTrue(all(torch.equal(found[name], renamed[name]) for name in found), file)
        request = json.loads((self.case / "request.json").read_text())
        self.assertEqual((request["theory"], request["plane"]["alphas"]), ({"layer": 1}, [-1, 0, 1]))
        self.agree(model, VECTORS, CLASSES, "cross_entropy")

    @needs_tracing
    def test_layers_whose_numbers_are_names_of_others(self):
        """Two layers would change names if what works second were called 1: they keep their own, as nodes."""
        model = nn.Sequential(nn.Linear(4, 4), nn.Identity(), nn.Linear(4, 4), nn.Linear(4, 3))
        self.assertEqual(export(model, VECTORS, CLASSES, self.case), ["0", "2", "3"])
        found = load_file(self.case / "weights.safetensors")
        self.assertEqual(found.keys(), model.state_dict().keys())
        self.assertTrue(all(torch.equal(found[name], values) for name, values in model.state_dict().items()))

    def test_every_entry_of_a_request(self):
        model = nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 3)).double()
        model(VECTORS.double())
        other = {name: values + 0.1 if values.is_floating_point() else values
                 for name, values in model.state_dict().items()}
        export(model, VECTORS.double(), CLASSES, self.case, other=other,
               interpolation={"steps": [0, 0.3], "normalization": "running"},
               line={"steps": [0.1], "along": "direction", "normalization": "running"},
               plane={"alphas": [0], "betas": [0], "normalization": "running"}, gauss_newton_vector_product={},
               sharpness={"rho": 0.05, "adaptive_rho": 0.5, "eta": 0.02}, curvature={"top": 2, "blocks": True},
               spectrum={"probes": 2, "steps": 5, "grid": 10}, trace={"method": "hutch++", "products": 20})
        answer = self.answer()
        mixed = copy.deepcopy(model).eval()
        losses = []
        for share in (0, 0.3):
            mixed.load_state_dict({name: (1 - share) * values + share * other[name]
                                   for name, values in model.state_dict().items()})
            losses.append(nn.functional.cross_entropy(mixed(VECTORS.double()), CLASSES).item())
        for found, expected in zip((*answer["interpolation"]["loss"], answer["plane"]["loss"][0][0]),
                                   (*losses, losses[0])):
            self.assertLess(abs(found - expected), 1e-8 * expected)
        self.assertEqual((answer["line"]["along"], answer["line"]["normalization"]), ("direction", "running"))
        self.assertLessEqual({"gauss_newton_vector_product", "sharpness", "spectrum", "trace"}, answer.keys())
        self.assertEqual(len(answer["curvature"]["blocks"]), 6)
        export(model, VECTORS.double(), CLASSES, self.case)
        self.assertFalse((self.case / "other.safetensors").exists())

    def test_the_model_stays_as_it_is(self):
        model, x = nn.Sequential(nn.ReLU(inplace=True), nn.Linear(4, 3), nn.BatchNorm1d(3)).eval(), VECTORS.clone()
        nn.functional.cross_entropy(model(x.clone()), CLASSES).backward()
        state, gradients = copy.deepcopy(model.state_dict()), [p.grad.clone() for p in model.parameters()]
        random = torch.get_rng_state()
        with torch.no_grad():
            export(model, x, CLASSES, self.case)
        self.assertTrue(torch.equal(torch.get_rng_state(), random) and torch.equal(x, VECTORS))
        self.assertFalse(any(module.training for module in model.modules()))
        self.assertTrue(all(torch.equal(value, state[name]) for name, value in model.state_dict().items()))
        self.assertTrue(all(torch.equal(p.grad, value) for p, value in zip(model.parameters(), gradients)))

    def test_a_case_in_place_of_another(self):
        model = nn.Sequential(nn.Linear(4, 3))
        export(model, VECTORS, CLASSES, self.case, hessian_vector_product={})
        (self.case / "answer.json").write_text("mine")
        export(model, VECTORS + 1, CLASSES, self.case, precision="float32")
        self.assertEqual(sorted(path.name for path in self.case.iterdir()),
                         ["answer.json", "batch.safetensors", "model.json", "request.json", "weights.safetensors"])
        self.assertTrue(torch.equal(load_file(self.case / "batch.safetensors")["x"], VECTORS + 1))
        self.assertEqual(json.loads((self.case / "request.json").read_text()), {"precision": "float32"})


class Usage(unittest.TestCase):
    def run_python(self, *arguments):
        return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=SOURCE.parent)

    def test_says_how_to_use_it(self):
        for arguments in ([], ["--help"]):
            run = self.run_python("export.py", *arguments)
            self.assertEqual((run.returncode, run.stderr, run.stdout.strip()), (0, "", exporter.__doc__.strip()))

    def test_says_what_is_missing(self):
        """Without the folder of installed packages."""
        message = "export.py needs torch and safetensors (pip install torch safetensors): No module named 'torch'"
        imported = self.run_python("-S", "-c", "import export")
        self.assertEqual((imported.returncode, imported.stderr.splitlines()[-1]), (1, f"ImportError: {message}"))
        run = self.run_python("-S", "export.py", "--help")
        self.assertEqual((run.returncode, run.stdout, run.stderr.splitlines()[-1]), (1, "", message))


if __name__ == "__main__":
    unittest.main()
