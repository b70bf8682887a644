"""What request.json asks for, and of which nodes and files."""
import json

from .comparison import expect

# What request.json asks for, and with what; "?" stands behind what may be left out.
REQUESTS = {name: entry.split() for name, entry in {
    "precision": "", "evaluation": "", "line": "steps along? normalization?", "covariate_shift": "learning_rate",
    "activations": "bins lower upper", "hessian_vector_product": "", "gauss_newton_vector_product": "",
    "curvature": "top blocks? data?", "plane": "alphas betas normalization? seed?", "interpolation": "steps normalization?",
    "theory": "layer", "distance_line": "distances", "sharpness": "rho adaptive_rho eta?",
    "spectrum": "probes steps grid data? subsets?",
    "filter_flatness": "radius? directions? length?", "keskar_sharpness": "epsilons? columns? iterations?",
    "relative_flatness": "weight? tolerance? products?", "spherical_sharpness": "weights?",
    "path": "targets? curves? normalizations? points? bends? examples? fitting_steps? fitting_rate?",
    "batch_sharpness": "examples? batches?", "largest_eigenvalue": "steps? tolerance? data?",
    "eigenspace": "top? steps? data?", "trace": "method? tolerance? products? data?", "time_gradients": "nodes?",
    "gradient_autocorrelation": "points?",
    **dict.fromkeys(("training", "gradient", "gradient_curvature", "linearity", "representations", "residual_blocks",
                     "channel_means", "normality"), ""),
}.items()}
WORDS = {"along": ["gradient", "direction"], "normalization": ["batch", "running"], "blocks": [True, False],
         "method": ["xtrace", "hutch++", "hutchinson"]}


def plain(value):
    """A value as JSON gives it back: arrays, tensors and NumPy's numbers become lists and numbers."""
    return json.loads(json.dumps(value, allow_nan=False, default=lambda v: getattr(v, "tolist", v.__repr__)()))


def theory_layer(layer, described, names):
    """A BatchNorm as a case calls it: by number in a list of layers, by name among nodes."""
    if "layers" in described:
        known = {index: names[index] for index, entry in enumerate(described["layers"]) if entry["type"] == "BatchNorm"}
        layer = names.index(layer) if layer in names else layer
        expect(layer in list(known), "theory", f"layer {layer}", f"a BatchNorm by number or name, of {known}")
    else:
        known = [node["name"] for node in described["nodes"] if node["type"] == "BatchNorm"]
        expect(layer in known, "theory", f"layer {layer}", f"a BatchNorm of {known}")
    return layer


def settings(name):
    """All keys of an entry, and those that must be there."""
    return [key.rstrip("?") for key in REQUESTS[name]], [key for key in REQUESTS[name] if not key.endswith("?")]


def check_request(request):
    for name, entry in request.items():
        expect(name in REQUESTS, "request", name, f"some of {', '.join(REQUESTS)}")
        if name == "precision":
            expect(entry in ("float64", "float32"), name, entry, "float64 or float32")
        else:
            found = list(entry) if isinstance(entry, dict) else [repr(entry)]
            known, needed = settings(name)
            expected = ", ".join(key if key in needed else f"{key} (or not)" for key in known)
            expect(isinstance(entry, dict) and set(needed) <= set(found) <= set(known), name,
                   ", ".join(found) or "{}", expected or "{}")
            for key in set(found) & set(WORDS):
                expect(entry[key] in WORDS[key], f"{name}: {key}", entry[key],
                       f"one of {', '.join(map(str, WORDS[key]))}")


def needed_tensors(request):
    """The files of tensors that a request reads."""
    # With a seed, measure itself draws a plane's directions.
    needed = {"plane_x", "plane_y"} if "seed" not in request.get("plane", {"seed": 0}) else set()
    if {"hessian_vector_product", "gauss_newton_vector_product"} & set(request) or (
            request.get("line", {}).get("along") == "direction"):
        needed.add("direction")
    leads = "interpolation" in request or ("path" in request and "other" in request["path"].get("targets", ["other"]))
    return needed | ({"other"} if leads else set())


def state_nodes(nodes, names, states):
    """Which nodes time_gradients looks at: the first of them by name; `states` are those of cells."""
    families = list(dict.fromkeys(name.partition("@")[0] for name in states))
    if nodes is None:
        expect(len(families) == 1, "time_gradients", f"states of {', '.join(families) or 'no cell'}",
               'those of one RNNCell, LSTMCell or GRUCell, or {"nodes": NAME}, for nodes NAME, NAME@2, NAME@3 …')
        return families[0]
    expect(nodes in names or f"{nodes}.0" in names, "time_gradients: nodes", nodes,
           f"the name of a node, such as {', '.join((families or names)[:5])}")
    return nodes
