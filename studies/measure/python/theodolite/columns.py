"""What columns and metrics are, with their units, as the programs say it."""
from __future__ import annotations

import functools
import json

import pandas

from .programs import call


@functools.cache
def dictionary() -> dict:
    """What instruments measure: tables, columns and metrics with their units, as ``runs metrics --json`` prints it.

    Units are "loss" (nats per example for cross-entropy), "θ" for lengths of parameters, "loss/θ²" for curvature and so
    on; "1" is a pure number and "–" a name.
    """
    return json.loads(call("runs", "metrics", "--json"))


@functools.cache
def schema() -> dict:
    """The JSON Schema of what `measure` may be asked for: its keywords, their settings, units and usual values."""
    return json.loads(call("measure", "--schema"))


@functools.cache
def metrics() -> dict[str, dict[str, str]]:
    """Every metric of runs, with its unit and description."""
    found = {each["name"]: each for each in dictionary()["runs"]}
    for instrument in dictionary()["instruments"].values():
        found |= instrument["metrics"]
    return found


@functools.cache
def tables() -> dict[str, list[dict[str, str]]]:
    """The columns of every table, by its file's name without ending."""
    return {name: columns for each in dictionary()["instruments"].values() for name, columns in each["tables"].items()}


def annotated(frame: pandas.DataFrame, columns: list[dict[str, str]]) -> pandas.DataFrame:
    """A frame with the units and descriptions of its columns in ``attrs["units"]`` and ``attrs["descriptions"]``."""
    known = {each["name"]: each for each in columns if each["name"] in frame.columns}
    frame.attrs["units"] = {name: each["unit"] for name, each in known.items()}
    frame.attrs["descriptions"] = {name: each["description"] for name, each in known.items()}
    return frame


def read(path, columns: list[dict[str, str]]) -> pandas.DataFrame:
    """A table of the toolkit's: `none` is the name of a variant, and what has no value is `nan` or nothing."""
    return annotated(pandas.read_csv(path, keep_default_na=False, na_values=["nan", ""]), columns)
