"""Runs a study."""
from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import warnings

from .programs import TheodoliteError, check, start
from .results import Results


def options(keywords: dict) -> list[str]:
    """Options of keywords: ``seeds=3`` is ``--seeds 3``, ``step_sizes=[1, 2]`` is ``--step-sizes 1,2``, and
    ``augment=True`` is ``--augment``."""
    found = []
    for name, value in keywords.items():
        option = f"--{name.replace('_', '-')}"
        if isinstance(value, (list, tuple)):
            value = ",".join(map(str, value))
        if value is True:
            found.append(option)
        elif value is not None and value is not False:
            found.append(f"{option}={value}")
    return found


def run(study: str, *, progress: bool = True, **keywords) -> Results:
    """Runs a study and reads its results.

    Runs that are there already are not done again, and an interrupted study goes on.

    Parameters
    ----------
    study : str
        Its name: "landscape", "covariate-shift", "norms" and so on.
    progress : bool
        Whether a line on standard error says how far it is.
    **keywords
        Its options, as ``theodolite.call(study, "--help")`` lists them, with "_" for "-": ``scale="quick"``,
        ``seeds=3``, ``variants=["none", "batch"]``, ``output="folder"``, ``data="folder"``.

    Returns
    -------
    Results

    Raises
    ------
    TheodoliteError
        With the program's line, where it fails.
    """
    errors: list[str] = []
    arguments = [*options(keywords), "--json-progress"]
    with start(study, arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        follower = threading.Thread(target=_follow, args=(process.stderr, errors, progress))
        follower.start()
        try:
            output = process.stdout.read()
            status = process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            raise
        finally:
            follower.join()
    said = "".join(errors)
    undrawn = re.search(r"^Error: (.* not drawn: .*; the runs and the summary in (.*) are complete, .*)$", said,
                        re.MULTILINE)
    if undrawn:
        # Whoever has no gnuplot has the numbers all the same.
        warnings.warn(undrawn[1], stacklevel=2)
        return Results(undrawn[2])
    check(study, status, said)
    place = re.search(r"^Summary: (.*)/summary\.csv and summary\.json;", output, re.MULTILINE)
    if place is None:
        message = f"{study}: found no summary, expected a study that leaves one (theodolite.call runs any program)"
        raise TheodoliteError(message, study, 0)
    return Results(place[1])


def _follow(stream, errors: list[str], shows: bool) -> None:
    """Shows progress, and keeps what is none."""
    shown = False
    for line in stream:
        if not line.startswith('{"study":'):
            errors.append(line)
            continue
        if shows:
            now = json.loads(line)
            print(f"\r{now['study']}: {now['runs_done']}/{now['runs']} runs, {100 * now['share']:.0f} %, "
                  f"{now['seconds_left']:.0f} s left ", end="", file=sys.stderr, flush=True)
            shown = True
    if shown:
        print(file=sys.stderr)
