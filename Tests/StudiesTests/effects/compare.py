"""Holds the values by seed of every effect that a claim, its control or its premise rests on to those that are computed here, from the rows of runs' files. Which runs diverged or
stopped is what their manifests say.

usage: compare.py LEDGER RESULTS: the ledger's JSON, and the folder of the studies' folders; those without runs are passed over. Prints what disagrees; the exit
status says whether anything does.
"""
import json
import math
import sys
from pathlib import Path

import curvature
import graphs
import studies
from rows import runs

STUDIES = {
    "landscape": studies.landscape, "landscape-vgg11": studies.landscape, "covariate-shift": studies.covariate_shift,
    "covariate-shift-dln": studies.covariate_shift, "covariate-shift-vgg11": studies.covariate_shift, "norms": studies.norms,
    "norms-dln": studies.norms, "learning-rates": studies.learning_rates, "notebook": studies.notebook, "sigmoid": studies.sigmoid,
    "dropout": studies.dropout, "theory": studies.theory, "depth": studies.depth, "stability": studies.stability, "inputs": studies.inputs,
    "residual": graphs.residual, "recurrent": graphs.recurrent, "scale": graphs.scale, "alternatives": graphs.alternatives,
    "outputs": graphs.outputs, "robustness": graphs.robustness, "spectrum": curvature.spectrum, "edge": curvature.edge,
    "paths": curvature.paths, "surfaces": curvature.surfaces, "sharpness": curvature.sharpness,
}


def close(first, second):
    return math.isclose(first, second, rel_tol=1e-7, abs_tol=1e-9)


def disagreement(effect, found):
    """What is wrong with a summary's effect beside the values that were found; None if nothing is."""
    if isinstance(found, dict) and len(effect["seeds"]) != len(effect["values"]):
        return f"{len(effect['values'])} values of {len(effect['seeds'])} seeds"
    values = dict(zip(effect["seeds"], effect["values"])) if isinstance(found, dict) else effect["values"]
    if not isinstance(found, dict):
        values, found = sorted(values), sorted(value for value in found if math.isfinite(value))
        same = len(values) == len(found) and all(map(close, values, found))
    else:
        same = values.keys() == found.keys() and all(close(values[seed], found[seed]) for seed in values)
    return None if same else f"{values}, expected {found}"


def main(ledger, results):
    claims = json.loads(Path(ledger).read_text())["claims"]
    wrong = compared = 0
    missing = []
    if unknown := {claim["study"] for claim in claims} - STUDIES.keys():
        sys.exit(f"found claims on {', '.join(sorted(unknown))}, expected a function for each of their studies")
    for study in sorted({claim["study"] for claim in claims}):
        folder = Path(results, study)
        if not (folder / "runs").is_dir():
            continue
        effects = json.loads((folder / "summary.json").read_text())["effects"]
        found = STUDIES[study](runs(folder))
        own = [claim for claim in claims if claim["study"] == study]
        others = {claim[part]["effect"] for claim in own for part in ("control", "premise") if claim[part]}
        for name in sorted({claim["effect"] for claim in own} | others):
            if name not in effects:
                # A quick look has other depths, rates and numbers of classes.
                missing.append(f"{study}: {name}")
                continue
            compared += 1
            problem = disagreement(effects[name], found[name]) if name in found else "is computed nowhere here"
            if problem:
                wrong += 1
                print(f"{study}: {name}: {problem}")
    for name in missing:
        print(f"not among the summary's: {name}")
    print(f"{compared} effects compared, {wrong} disagree")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
