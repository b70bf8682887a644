"""Loss landscapes of neural networks, from Python.

The programs of the Theodolite toolkit are in this package; it runs them and reads what they write.

    import theodolite
    found = theodolite.measure(model, x, y, line={"steps": [0.1, 0.5]}, curvature={"top": 3})
    found["curvature"]["top_eigenvalues"], found.frame("line")
    results = theodolite.run("landscape", scale="quick")     # or theodolite.load("results/landscape")
    results.summary, results.effects, results.figures["loss-band"], results.runs()
"""
from .columns import dictionary, schema
from .measurement import Measurement, measure
from .programs import TheodoliteError, call
from .results import Figure, Results, load
from .study import run
from .version import __version__

__all__ = [
    "Figure", "Measurement", "Results", "TheodoliteError", "__version__", "call", "dictionary", "load", "measure",
    "run", "schema",
]
