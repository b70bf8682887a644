"""What a study left in its folder."""
from __future__ import annotations

import html
import io
import itertools
import json
import os
import pathlib
from collections.abc import Mapping

import pandas

from . import columns as known
from .programs import call


class Figure:
    """A figure with the numbers that it was drawn from.

    Attributes
    ----------
    svg, png : pathlib.Path
        The pictures; they are there where gnuplot was when the study ran.
    """

    def __init__(self, data: pathlib.Path):
        self._data, self.svg, self.png = data, data.with_suffix(".svg"), data.with_suffix(".png")

    @property
    def data(self) -> pandas.DataFrame:
        """The numbers."""
        return known.read(self._data, [])

    def _repr_svg_(self) -> str | None:
        return self.svg.read_text() if self.svg.exists() else None

    def __repr__(self) -> str:
        return f"Figure({self.svg})"


class Results:
    """A study's summary, effects, figures and runs.

    Attributes
    ----------
    folder : pathlib.Path
        Where they lie.
    study : str
        The study's name.
    summary : pandas.DataFrame
        A row a condition and metric: the mean over seeds with its 95 % interval (BCa bootstrap) and the comparison with
        the plain network paired by seed; `unit` is that of mean, lower, upper and the differences.
    effects : pandas.DataFrame
        What the study compares its conditions by: the mean over seeds with its 95 % interval, geometric for ratios.
    effect_values : pandas.DataFrame
        A row an effect and seed: the values that the means are over. A comparison of configurations has no seeds.
    figures : dict of Figure
        By name: "loss-band".
    units : dict of str
        The unit of every metric of the summary.
    """

    def __init__(self, folder: str | os.PathLike):
        self.folder = pathlib.Path(folder)
        path = self.folder / "summary.json"
        if not path.exists():
            raise FileNotFoundError(f"{self.folder}: found no summary.json, expected a study's results")
        whole = json.loads(path.read_text())
        self.study: str = whole["study"]
        self.summary = known.read(self.folder / "summary.csv", known.dictionary()["summary"])
        self.units: Mapping[str, str] = {name: known.metrics()[name]["unit"] if name in known.metrics() else ""
                                         for name in self.summary["metric"].unique()}
        self.summary["unit"] = self.summary["metric"].map(self.units)
        self.effects = pandas.DataFrame(
            [{"effect": name, "kind": each["kind"], "mean": (each["interval"] or {}).get("estimate"),
              "lower": (each["interval"] or {}).get("lower"), "upper": (each["interval"] or {}).get("upper"),
              "values": len(each["values"]), "diverged": each["diverged"]}
             for name, each in whole["effects"].items()],
            columns=["effect", "kind", "mean", "lower", "upper", "values", "diverged"])
        self.effect_values = pandas.DataFrame(
            [{"effect": name, "seed": seed, "value": value} for name, each in whole["effects"].items()
             for seed, value in itertools.zip_longest(each["seeds"], each["values"])],
            columns=["effect", "seed", "value"])
        self.figures = {each.stem.removeprefix("figure-"): Figure(each)
                        for each in sorted(self.folder.glob("figure-*.csv"))}

    def runs(self, table: str | None = None) -> pandas.DataFrame:
        """The study's runs, tidy.

        Parameters
        ----------
        table : str, optional
            A table that runs have: "training", "landscape", "line", "activations" and so on. Its rows over all runs are
            given, with the run's name, variant, learning rate and seed before its own columns. Unless given, a row a
            run and metric.

        Returns
        -------
        pandas.DataFrame
            With a column `unit`, or with the table's units in ``attrs["units"]``.
        """
        runs = known.read(io.StringIO(call("runs", "export", "--results", self.folder)), [])
        if table is None:
            runs["unit"] = runs["metric"].map({name: each["unit"] for name, each in known.metrics().items()})
            return runs
        columns = [each for each in known.dictionary()["common"]] + known.tables().get(table, [])
        own = ["run", "variant", "learning_rate", "seed"]
        parts = [known.read(path, columns).assign(**each) for each in runs[own].drop_duplicates().to_dict("records")
                 if (path := self.folder / "runs" / each["run"] / f"{table}.csv").exists()]
        if not parts:
            raise FileNotFoundError(f"{self.folder}: found no run with {table}.csv, expected one")
        whole = pandas.concat(parts, ignore_index=True)
        return known.annotated(whole[own + [name for name in whole if name not in own]], columns)

    def _repr_html_(self) -> str:
        effects = self.effects.to_html(index=False, float_format="{:.4g}".format)
        return (f"<p><b>{html.escape(self.study)}</b>: {self.summary['runs'].max()} runs a condition, conditions "
                f"{html.escape(', '.join(self.summary['variant'].unique()))}; figures "
                f"{html.escape(', '.join(self.figures))}</p>{effects}")

    def __repr__(self) -> str:
        figures = ", ".join(self.figures)
        return f"Results of {self.study} in {self.folder}: {len(self.effects)} effects, figures {figures}"


def load(folder: str | os.PathLike) -> Results:
    """Reads a study's results.

    Parameters
    ----------
    folder : path
        Its folder: "results/landscape".

    Returns
    -------
    Results
    """
    return Results(folder)
