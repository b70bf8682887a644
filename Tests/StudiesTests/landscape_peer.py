"""The perceptron of the study landscape, trained and probed by PyTorch with random numbers of its own, beside the study's own runs.

    studies/run landscape --variants none --seeds 60 --output RUNS
    python Tests/StudiesTests/landscape_peer.py FASHION_MNIST RUNS FILE.csv [SEEDS]    # with torch and numpy installed

FASHION_MNIST is the folder with the files of the data set, which may be gzipped. FILE.csv gets a row a program, variant and seed: means over the probes of the
widths of the loss band and the gradient band and of β. As many seeds are trained of every variant that RUNS has, none or batch. What is printed is the difference
of the means with its 95 % interval (Welch's). Nothing of this repository is used but the tables in RUNS.
"""
import csv
import gzip
import json
import pathlib
import sys

import numpy
import torch
from torch import nn

STEPS, EVERY, BATCH, RATE, FACTORS = 400, 20, 128, 0.1, (0.5, 1, 2, 4)


def read(folder, name, header):
    for path in (pathlib.Path(folder, name), pathlib.Path(folder, f"{name}.gz")):
        if path.exists():
            data = path.read_bytes()
            return numpy.frombuffer(gzip.decompress(data) if path.suffix == ".gz" else data, numpy.uint8, offset=header)
    raise SystemExit(f"{folder}: found no {name}, expected it or {name}.gz")


def network(variant):
    layers = []
    for inputs in (784, 1024):
        linear = nn.Linear(inputs, 1024)
        layers += [linear, *([nn.BatchNorm1d(1024)] if variant == "batch" else []), nn.ReLU()]
    layers.append(nn.Linear(1024, 10))
    for layer in layers:
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


def gradient(model, x, y):
    """The loss and its gradient as one vector."""
    loss = nn.functional.cross_entropy(model(x), y)
    return loss.item(), torch.cat([part.reshape(-1) for part in torch.autograd.grad(loss, list(model.parameters()))])


def probe(model, x, y):
    """The widths of both bands and β at the model's weights, which are as before when it returns."""
    start = nn.utils.parameters_to_vector(model.parameters()).detach().clone()
    _, g = gradient(model, x, y)
    losses, distances, slopes = [], [], []
    for factor in FACTORS:
        nn.utils.vector_to_parameters(start - factor * RATE * g, model.parameters())
        loss, moved = gradient(model, x, y)
        distance = (moved - g).norm().item()
        losses.append(loss)
        distances.append(distance)
        slopes.append(distance / (factor * RATE * g.norm().item()))
    nn.utils.vector_to_parameters(start, model.parameters())
    return max(losses) - min(losses), max(distances) - min(distances), max(slopes)


def run(variant, seed, images, labels):
    torch.manual_seed(seed)
    model = network(variant)
    probes = []
    order, place = torch.randperm(len(images)), 0
    for step in range(STEPS + 1):
        if place + BATCH > len(images):
            order, place = torch.randperm(len(images)), 0
        chosen = order[place:place + BATCH]
        place += BATCH
        x, y = images[chosen], labels[chosen]
        if step % EVERY == 0:
            probes.append(probe(model, x, y))
        if step < STEPS:
            loss = nn.functional.cross_entropy(model(x), y)
            parameters = list(model.parameters())
            with torch.no_grad():
                for parameter, slope in zip(parameters, torch.autograd.grad(loss, parameters)):
                    parameter -= RATE * slope
    return numpy.mean(probes, axis=0)


def of_study(folder):
    """Means over the probes of the study's runs, by variant and seed."""
    found = {}
    for manifest in sorted(pathlib.Path(folder, "runs").glob("*/manifest.json")):
        configuration = json.loads(manifest.read_text())["configuration"]
        design = [configuration[name] for name in ("steps", "batch_size", "learning_rate")]
        if design != [STEPS, BATCH, RATE]:
            raise SystemExit(f"{manifest}: found steps, batch size and rate {design}, expected {[STEPS, BATCH, RATE]} as PyTorch is trained here")
        rows = list(csv.DictReader(manifest.with_name("landscape.csv").open()))
        widths = [[float(row["loss_maximum"]) - float(row["loss_minimum"]),
                   float(row["gradient_distance_maximum"]) - float(row["gradient_distance_minimum"]), float(row["effective_smoothness"])]
                  for row in rows]
        found.setdefault(configuration["variant"], {})[configuration["seed"]] = numpy.mean(widths, axis=0)
    return found


def main(folder, runs, file, seeds=60):
    torch.set_num_threads(1)
    pixels = read(folder, "train-images-idx3-ubyte", 16).reshape(-1, 784).astype(numpy.float64) / 255
    images = torch.tensor((pixels - pixels.mean()) / pixels.std(), dtype=torch.float32)
    labels = torch.tensor(read(folder, "train-labels-idx1-ubyte", 8).astype(numpy.int64))
    names = ["loss_band_width", "gradient_band_width", "effective_smoothness"]
    with open(file, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["program", "variant", "seed", *names])
        for variant, own in of_study(runs).items():
            peers = {}
            for seed in range(int(seeds)):
                peers[seed] = run(variant, seed, images, labels)
                print(f"{variant}, seed {seed}: {' '.join(f'{value:.4g}' for value in peers[seed])}", flush=True)
            for program, values in [("studies/run landscape", own), (f"PyTorch {torch.__version__}", peers)]:
                for seed, widths in sorted(values.items()):
                    writer.writerow([program, variant, seed, *(f"{value:.9g}" for value in widths)])
            ours, theirs = numpy.array(list(own.values())), numpy.array(list(peers.values()))
            for column, name in enumerate(names):
                a, b = ours[:, column], theirs[:, column]
                error = (a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b)) ** 0.5
                difference = a.mean() - b.mean()
                # Student's quantile of a hundred degrees of freedom.
                print(f"{variant}, {name}: {a.mean():.4f} of {len(a)} seeds, PyTorch {b.mean():.4f} of {len(b)}, "
                      f"difference {difference:.4f} [{difference - 1.98 * error:.4f}, {difference + 1.98 * error:.4f}]")


if __name__ == "__main__":
    if not 4 <= len(sys.argv) <= 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
