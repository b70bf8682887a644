"""Every measurement of one network on one batch."""
from __future__ import annotations

import contextlib
import html
import io
import json
import os
import pathlib
import tempfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas

from . import columns as known
from .programs import call

if TYPE_CHECKING:
    import numpy
    import torch


class Measurement(Mapping):
    """The answer of `measure`: a mapping of its entries, with every table as a frame.

    Attributes
    ----------
    names : list of str
        What the layers or nodes are called in the model, in the order in which a case counts them; empty for a folder.
    report : str
        What the exporter said: what the case holds and what of the model is left out.
    """

    def __init__(self, answer: dict, folder: pathlib.Path, names: list[str], report: str):
        self._answer, self.names, self.report = answer, names, report
        self._frames = {path.stem: known.read(path, known.tables().get(path.stem, []))
                        for path in sorted(folder.glob("*.csv"))}

    def __getitem__(self, entry: str):
        return self._answer[entry]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answer)

    def __len__(self) -> int:
        return len(self._answer)

    @property
    def tables(self) -> list[str]:
        """The names that `frame` takes."""
        return list(self._frames)

    def frame(self, table: str) -> pandas.DataFrame:
        """A table of what was measured, tidy: a row an observation.

        Parameters
        ----------
        table : str
            One of `tables`: "line" has a row for every step size η with L(θ − ηg), "landscape" the bands over them,
            "activations" a row for every layer and "histograms" its bins; others are called as the entry.

        Returns
        -------
        pandas.DataFrame
            With the columns' units in ``attrs["units"]`` and what they are in ``attrs["descriptions"]``.
        """
        if table not in self._frames:
            raise KeyError(f"{table}: found no such table, expected one of {', '.join(self._frames)}")
        return self._frames[table].copy()

    @property
    def scalars(self) -> pandas.DataFrame:
        """The answer's single numbers: entry, quantity, value and, where a table has a column of that name, unit."""
        rows = []
        for entry, value in self._answer.items():
            tables = known.dictionary()["instruments"].get(entry, {"tables": {}})["tables"].values()
            units = {"loss": "loss"} | {column["name"]: column["unit"] for table in tables for column in table}
            for name, number in (value if isinstance(value, dict) else {entry: value}).items():
                if isinstance(number, (int, float)) and not isinstance(number, bool):
                    rows.append({"entry": entry, "quantity": name, "value": number, "unit": units.get(name, "")})
        return pandas.DataFrame(rows, columns=["entry", "quantity", "value", "unit"])

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{html.escape(line)}</li>" for line in self._answer.get("warnings", []))
        return (self.scalars.to_html(index=False, float_format="{:.6g}".format)
                + f"<p>Tables, by <code>.frame(name)</code>: {html.escape(', '.join(self.tables))}</p>"
                + (f"<p>Not to be relied on:</p><ul>{notes}</ul>" if notes else ""))

    def __repr__(self) -> str:
        return f"Measurement of {', '.join(self._answer)}; tables {', '.join(self.tables)}"


def measure(model: torch.nn.Module | str | os.PathLike, x: torch.Tensor | numpy.ndarray | None = None,
            y: torch.Tensor | numpy.ndarray | None = None, *, folder: str | os.PathLike | None = None,
            loss: str = "cross_entropy", direction: Mapping | None = None, plane_x: Mapping | None = None,
            plane_y: Mapping | None = None, other: Mapping | None = None, threads: int | None = None,
            data: str | os.PathLike | None = None, **request: dict | str) -> Measurement:
    """Measures a network at its weights on one batch.

    Everything is computed in float64 unless ``precision="float32"`` is asked for, with normalization in training mode
    and running statistics untouched. θ is all parameters, g = ∇L(θ) and H the Hessian, of the loss over the batch.

    Parameters
    ----------
    model : torch.nn.Module or path
        A module of one input and one output that torch.export can follow, with weights as they are; or the folder of a
        case that was exported before, or of a study's run.
    x, y : tensor or array
        The batch, for a module: inputs [N, …], and class ids [N] or targets [N, outputs].
    folder : path, optional
        Where the case goes that is made of a module; nowhere unless given.
    loss : str
        "cross_entropy" (mean of nats over the batch), "half_sum_squared_error" (½ Σ over batch and outputs of squared
        differences) or "half_mean_squared_error" (that, over N).
    direction, plane_x, plane_y, other : dict of tensors, optional
        Directions v of products Hv and of a line, of a plane, and another state_dict, for an interpolation. Those of a
        plane are drawn where they are not given.
    threads : int, optional
        Threads that share the work, which show in no bit of the answer; all cores unless given.
    data : path, optional
        Where the data lie that a run was trained on, for a run's folder.
    **request
        What is measured, an entry with its settings each; ``theodolite.schema()["properties"]`` describes all of them.
        ``line={"steps": [0.1]}`` gives L(θ − ηg) and ‖∇L(θ − ηg) − g‖ at steps η (unit θ²/loss),
        ``curvature={"top": 5}`` eigenvalues of H (loss/θ²), ``evaluation={}`` loss and accuracy with running
        statistics. Without any, what needs first derivatives alone.

    Returns
    -------
    Measurement

    Raises
    ------
    TheodoliteError
        With the program's line, where the case or the request is wrong.
    ValueError
        With the exporter's line, where a module cannot be written as a case.
    """
    with tempfile.TemporaryDirectory(prefix="theodolite-") as temporary:
        place, names, report = pathlib.Path(temporary), [], ""
        if isinstance(model, (str, os.PathLike)):
            if x is not None or y is not None:
                raise ValueError("x, y: found a batch beside a folder, expected it for a module: a case has its own")
            case = pathlib.Path(model)
        else:
            case = pathlib.Path(folder) if folder is not None else place / "case"
            names, report = _export(model, x, y, case, loss, direction, plane_x, plane_y, other, request)
        arguments = ["--case", case, "--tables", place / "tables", "--output", place / "answer.json"]
        if request and isinstance(model, (str, os.PathLike)):
            (place / "request.json").write_text(json.dumps(request))
            arguments += ["--request", place / "request.json"]
        for option, value in (("--threads", threads), ("--data", data)):
            arguments += [] if value is None else [option, str(value)]
        call("measure", *arguments)
        return Measurement(json.loads((place / "answer.json").read_text()), place / "tables", names, report)


def _export(model, x, y, case, loss, direction, plane_x, plane_y, other, request):
    """Writes a module as a case; torch is needed for nothing else."""
    from .export import export

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        names = export(model, x, y, case, loss=loss, direction=direction, plane_x=plane_x, plane_y=plane_y,
                       other=other, **request)
    if not request:
        # Without a request the program measures what needs first derivatives alone.
        (case / "request.json").unlink()
    return names, said.getvalue()
