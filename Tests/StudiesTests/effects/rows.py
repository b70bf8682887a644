"""Runs of a study as they lie in its folder: configurations, and the rows of their tables."""
import csv
import json
import math
import statistics
from pathlib import Path

nan = math.nan


class Run:
    def __init__(self, folder):
        manifest = json.loads((folder / "manifest.json").read_text())
        self.folder = folder
        self.configuration = manifest["configuration"]
        self.diverged = manifest["outcome"]["metrics"]["diverged"] == 1
        self.stopped = manifest["outcome"]["metrics"].get("stopped", 0) == 1
        self.seed, self.variant = self.configuration["seed"], self.configuration["variant"]
        self.steps, self.rate = self.configuration["steps"], self.configuration["learning_rate"]
        self.batch = self.configuration["batch_size"]
        self.model = next(iter(self.configuration["model"]))
        self.shape = self.configuration["model"][self.model]
        self.tables = {}

    def rows(self, table, **where):
        """The rows of a table, numbers as numbers, where columns have the values that are asked for."""
        if table not in self.tables:
            with open(self.folder / f"{table}.csv") as file:
                self.tables[table] = [{name: number(text) for name, text in row.items()} for row in csv.DictReader(file)]
        return [row for row in self.tables[table] if all(row[name] == value for name, value in where.items())]

    def has(self, table):
        return (self.folder / f"{table}.csv").exists()

    def column(self, table, column, **where):
        return [row[column] for row in self.rows(table, **where)]

    def last(self, table, column, **where):
        return self.rows(table, **where)[-1][column] if not self.diverged else nan

    def late(self, column):
        """The mean over the last tenth of the steps of training."""
        return mean(row[column] for row in self.rows("training") if row["step"] * 10 >= self.steps * 9)


def number(text):
    try:
        return float(text)
    except ValueError:
        return text


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else nan


def median(values):
    values = [value for value in values if math.isfinite(value)]
    return statistics.median(values) if values else nan


def ratio(first, second):
    return first / second if second else nan


def slope(x, y):
    """The slope of the least squares line."""
    return statistics.linear_regression(x, y).slope if all(map(math.isfinite, y)) else nan


def runs(folder):
    return [Run(path.parent) for path in sorted(Path(folder, "runs").glob("*/manifest.json"))]


def one(runs, variant=None, **where):
    """The one run among a seed's that is of a variant and has these attributes; None where there is none."""
    found = [
        run for run in runs
        if variant in (None, run.variant) and all(getattr(run, name) == value for name, value in where.items())
    ]
    assert len(found) < 2, f"{[run.folder.name for run in found]} are alike"
    return found[0] if found else None
