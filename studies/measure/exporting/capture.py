"""A module's operations as torch.export sees them, and what it says where it cannot."""
import contextlib
import io
import logging
import os
import pathlib
import re
import warnings

import torch

TORCH = f"{pathlib.Path(torch.__file__).parent}{os.sep}"
HERE = str(pathlib.Path(__file__).parent)
FRAME = re.compile(r'File "(.+)", line (\d+), in .*\n\s*(.*)')


def source_line(stack):
    """Where in the user's own code an operation is asked for: file, line and text, after a comma; else nothing."""
    own = [line for line in FRAME.findall(stack) if not line[0].startswith(TORCH)]
    return f", {own[-1][0]}:{own[-1][1]} ({own[-1][2].strip()})" if own else ""


def captured(model, x):
    """The module's operations, by either of torch.export's ways."""
    errors = []
    for strict in (False, True):
        try:
            with (warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()),
                  contextlib.redirect_stderr(io.StringIO())):
                warnings.simplefilter("ignore")
                logging.disable(logging.CRITICAL)  # It logs the whole graph of what it refuses.
                program = torch.export.export(model, (x,), strict=strict)
            program.graph.eliminate_dead_code()
            return program
        except Exception as error:
            errors.append(error)
        finally:
            logging.disable(logging.NOTSET)
    text, places = " ".join(str(errors[0]).split()), [
        f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" for frame in frames(errors[0].__traceback__)]
    own = [place for place in places if place.startswith(os.sep) and not place.startswith((TORCH, HERE))]
    place = f"model, {own[-1]}" if own else "model"
    if re.search("data.dependent|dynamic control flow", text, re.IGNORECASE):
        raise ValueError(f"{place}: found a path or a shape that depends on the values of the batch, "
                         "expected the same operations for every batch") from None
    raise ValueError(f"{place}: torch.export cannot follow it: {type(errors[0]).__name__}: {text[:300]}") from None


def frames(traceback):
    while traceback:
        yield traceback
        traceback = traceback.tb_next
