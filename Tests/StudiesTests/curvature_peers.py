"""The top five eigenvalues and the trace of one network's Hessian: measure's beside curvlinops', PyHessian's and double backward's, with their times.

    python Tests/StudiesTests/curvature_peers.py MEASURE [FILE.csv]    # with torch, scipy, safetensors, curvlinops-for-pytorch and pyhessian installed

MEASURE is the program, FILE.csv is where the numbers go; FILE-environment.json beside it names the processor and the versions.

In evaluation mode normalizations work with running statistics, held still; in training mode with the batch's. There curvlinops refuses (since version 3
a forward pass must not change anything), and PyHessian has no such mode. Everything is float64 but for PyHessian, which draws float32 vectors.
"""
import csv
import importlib.metadata
import json
import pathlib
import platform
import subprocess
import sys
import tempfile
import time
import warnings

import numpy
import torch
from scipy.sparse.linalg import LinearOperator, eigsh
from torch import nn

warnings.filterwarnings("ignore")
sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "studies/measure"))
from export import export


def network():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.BatchNorm2d(16),
        nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10))


def trained(model, x, y, steps=60):
    """Some way down, so that the spectrum has outliers."""
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    for _ in range(steps):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()


def timed(run):
    started = time.perf_counter()
    return run(), time.perf_counter() - started


def double_backward(model, x, y):
    """The top five by ARPACK over double backward, and the exact trace by products with unit vectors."""
    parameters = list(model.parameters())
    start = numpy.random.default_rng(0).standard_normal(sum(p.numel() for p in parameters))
    flat = lambda parts: torch.cat([p.reshape(-1) for p in parts])
    count = sum(p.numel() for p in parameters)
    buffers = [buffer.clone() for buffer in model.buffers()]
    gradients = torch.autograd.grad(nn.functional.cross_entropy(model(x), y), parameters, create_graph=True)

    def product(vector):
        vector, parts, place = torch.as_tensor(vector.ravel()), [], 0
        for p in parameters:
            parts.append(vector[place:place + p.numel()].view_as(p))
            place += p.numel()
        return flat(torch.autograd.grad(gradients, parameters, parts, retain_graph=True)).numpy()

    top, seconds = timed(lambda: eigsh(LinearOperator((count, count), matvec=product, dtype=float), k=5, which="LA", tol=1e-10, v0=start,
                                       return_eigenvectors=False)[::-1])
    trace, more = timed(lambda: sum(product(row)[i] for i, row in enumerate(numpy.eye(count))))
    # In training mode the pass has moved running statistics; the graph holds them until here.
    for buffer, kept in zip(model.buffers(), buffers):
        buffer.copy_(kept)
    return top, (trace, 0.0), seconds, more


def curvlinops_(model, x, y):
    import curvlinops
    hessian = curvlinops.HessianLinearOperator(model, nn.CrossEntropyLoss(), list(model.parameters()), [(x, y)])
    start = numpy.random.default_rng(0).standard_normal(sum(p.numel() for p in model.parameters()))
    top, seconds = timed(lambda: eigsh(hessian.to_scipy(), k=5, which="LA", tol=1e-10, v0=start, return_eigenvectors=False)[::-1])
    torch.manual_seed(0)
    trace, more = timed(lambda: float(curvlinops.xtrace(hessian, 200)))
    return top, (trace, None), seconds, more


def pyhessian_(model, x, y):
    import pyhessian
    model, x = model.float(), x.float()
    found = pyhessian.hessian(model, nn.CrossEntropyLoss(), data=(x, y), cuda=False)
    top, seconds = timed(lambda: found.eigenvalues(maxIter=1000, tol=1e-6, top_n=5)[0])
    torch.manual_seed(0)
    traces, more = timed(lambda: found.trace(maxIter=200, tol=1e-3))
    model.double()
    return top, (float(numpy.mean(traces)), float(numpy.std(traces, ddof=1) / len(traces) ** 0.5)), seconds, more


def measured(measure, model, x, y, mode):
    """Lanczos to its tolerance by `eigenspace`, the trace by XTrace."""
    data = {"data": {"statistics": "running"}} if mode == "evaluation" else {}
    with tempfile.TemporaryDirectory() as folder:
        case = f"{folder}/case"
        export(model, x, y, case)

        def ask(request):
            pathlib.Path(case, "request.json").write_text(json.dumps(request))
            return json.loads(subprocess.run([measure, "--case", case, "--threads", "1"], check=True, capture_output=True).stdout)

        spaces, seconds = timed(lambda: ask({"eigenspace": {"top": 5, "steps": 200, **data}})["eigenspace"])
        trace, more = timed(lambda: ask({"trace": {"products": 200, "tolerance": 1e-9, **data}})["trace"])
    rows = spaces.get("rows", [spaces])
    return [row["eigenvalue"] for row in rows], (trace["trace"], trace["standard_error"]), seconds, more


def processor():
    """The processor's name, family and model."""
    found = dict(line.split(":", 1) for line in pathlib.Path("/proc/cpuinfo").read_text().split("\n\n")[0].splitlines() if ":" in line)
    found = {key.strip(): value.strip() for key, value in found.items()}
    return f"{found.get('model name')}, family {found.get('cpu family')}, model {found.get('model')}"


def main(measure, file=None):
    rows = []
    torch.manual_seed(0)
    torch.set_num_threads(1)
    x, y = torch.randn(128, 1, 16, 16, dtype=torch.float64), torch.randint(10, (128,))
    model = network().double()
    trained(model, x, y)
    for mode, peers in [("evaluation", [("curvlinops", curvlinops_), ("PyHessian", pyhessian_)]), ("training", [("curvlinops", curvlinops_)])]:
        model.train(mode == "training")
        print(f"{mode} mode, {sum(p.numel() for p in model.parameters())} parameters")
        reference = None
        for name, peer in [("double backward", double_backward), ("measure", lambda *a: measured(measure, *a, mode)), *peers]:
            try:
                top, (trace, error), seconds, more = peer(model, x, y)
            except Exception as error:  # what a peer cannot do is part of the comparison
                print(f"  {name:16} {str(error).splitlines()[0][:100]}")
                rows.append([mode, name] + [""] * 11)
                continue
            reference = reference or (top, trace)
            worst = max(abs(a - b) for a, b in zip(top, reference[0])) / abs(reference[0][0])
            values = " ".join(f"{value:.8g}" for value in top)
            known = "" if error is None else f"{error:.3g}"
            print(f"  {name:16} {values}  trace {trace:.6g} ± {known or '?'}  off by {worst:.1e} of the largest, {abs(trace / reference[1] - 1):.1e}"
                  f"  {seconds:.2f} s, trace {more:.2f} s")
            rows.append([mode, name, *(f"{value:.10g}" for value in top), f"{trace:.10g}", known, f"{worst:.1e}", f"{abs(trace / reference[1] - 1):.1e}",
                         f"{seconds:.2f}", f"{more:.2f}"])
    if file:
        with open(file, "w", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow("mode,method,first,second,third,fourth,fifth,trace,trace_standard_error,eigenvalues_off,trace_off,eigenvalues_seconds,trace_seconds".split(","))
            writer.writerows(rows)
        packages = ["torch", "numpy", "scipy", "curvlinops-for-pytorch", "pyhessian"]
        environment = {
            "processor": processor(), "python": platform.python_version(), "threads": 1,
            "versions": {package: importlib.metadata.version(package) for package in packages},
            "measure": subprocess.run([measure, "--version"], check=True, capture_output=True, text=True).stdout.strip()}
        pathlib.Path(file).with_name(f"{pathlib.Path(file).stem}-environment.json").write_text(json.dumps(environment, indent=2) + "\n")


main(*sys.argv[1:])
