"""Effects of the studies on residual, recurrent and scale-invariant networks, and on alternatives to batch normalization."""
import math

from rows import mean, nan, one, ratio, slope
from studies import (
    by_seed, first_step, gradient_band, late_accuracy, late_loss, loss_band, minus, of, over, statistics_accuracy, test_accuracy, value)


def at_lag_4(run):
    return run.rows("gradient_autocorrelation", step=0, lag=4)[0]["autocorrelation"]


def residual(runs):
    def shape(run):
        return run.shape["configuration"]

    def factor(run):
        return shape(run).get("branch_scale")

    def shortcuts(run):
        return shape(run)["shortcuts"]

    def is_long(run):
        return shape(run).get("stages") == 1

    def long_slope(run):
        rows = [row for row in run.rows("residual_blocks", step=0) if row["place"] >= start]
        return slope([math.log(row["place"]) for row in rows], [math.log(row["branch_variance"] / row["shortcut_variance"]) for row in rows])

    def mean_slope(run):
        rows = run.rows("channel_means", step=run.column("channel_means", "step")[-1])
        return slope([row["nonlinearity"] for row in rows], [row["mean"] / row["deviation"] for row in rows])

    long, short = [run for run in runs if is_long(run)], [run for run in runs if not is_long(run)]
    start = 8
    found = {f"long_branch_slope_{variant}": value(long, long_slope, variant) for variant in ("none", "batch", "layer")}
    for depth in {shape(run)["depth"] for run in short}:
        own = [run for run in short if shape(run)["depth"] == depth]
        chain = [run for run in own if not shortcuts(run) and factor(run) is None]

        def loss(run):
            return math.log(10) if run.diverged else min(math.log(10), late_loss(run))

        def share(seed, start):
            plain, batch = (one([run for run in seed if shortcuts(run) and factor(run) is None], variant) for variant in ("none", "batch"))
            scaled = one([run for run in seed if shortcuts(run) and factor(run) == start], "none")
            return ratio(loss(plain) - loss(scaled), loss(plain) - loss(batch))

        found |= {
            f"plain_over_batch_autocorrelation_chain_{depth}": minus(chain, at_lag_4, "none", "batch"),
            f"plain_over_batch_mean_slope_chain_{depth}": minus(chain, mean_slope, "none", "batch"),
            f"scaled_autocorrelation_{depth}": value([run for run in own if factor(run) == 0.1], at_lag_4),
            f"skip_init_share_{depth}": by_seed(own, lambda seed: share(seed, 0)), f"control_share_{depth}": by_seed(own, lambda seed: share(seed, 1)),
        }
    return found


def recurrent(runs):
    def arm(run):
        shape, normal = run.shape["configuration"], run.configuration["normalization"]
        return (
            run.variant, shape.get("normalized", "both"), normal.get("initial_scale", 1), shape.get("statistics", "separate"),
            shape.get("initializer", "orthogonal"), shape.get("rows", "ordered"), shape.get("reading", "every-step"))

    def reach(run):
        rows = {row["time"]: row["gradient_norm"] for row in run.rows("time_gradients", step=0)}
        return math.log10(rows[0] / rows[max(rows)])

    def pick(own, variant, normalized="both", gamma=1, statistics="separate", start="orthogonal", rows="ordered", reading="every-step"):
        return one([run for run in own if arm(run) == (variant, normalized, gamma, statistics, start, rows, reading)])

    found = {}
    for cell in {run.shape["configuration"]["cell"] for run in runs}:
        cells = [run for run in runs if run.shape["configuration"]["cell"] == cell]

        def compare(number, first, second, how=lambda a, b: a - b):
            return by_seed(cells, lambda own: how(of(pick(own, **first), number), of(pick(own, **second), number)))

        def milestone(own):
            plain, other = pick(own, "none"), pick(own, "batch", "input")
            half = plain.steps // 2
            before = [row["loss"] for row in plain.rows("training") if row["step"] <= half][-5:]
            step = first_step(other, "training", "loss", 5, lambda loss: loss <= mean(before))
            return nan if step is None or len(before) < 5 else step / half

        def gain(own, rows):
            small, plain = pick(own, "batch", gamma=0.1, rows=rows), pick(own, "none", rows=rows)
            return of(small, test_accuracy) - of(plain, test_accuracy)

        plain, small, one_ = {"variant": "none"}, {"variant": "batch", "gamma": 0.1}, {"variant": "batch"}
        at_start = {"start": "identity", "rows": "pixels", "reading": "start"}
        found |= {
            f"gradient_small_over_one_{cell}": compare(reach, small, one_),
            f"gradient_small_over_one_identity_start_{cell}": compare(reach, small | at_start, one_ | at_start),
            f"input_steps_{cell}": by_seed([run for run in cells if arm(run)[5] == "ordered"], milestone),
            f"input_accuracy_{cell}": compare(test_accuracy, {"variant": "batch", "normalized": "input"}, plain),
            f"hidden_accuracy_{cell}": compare(test_accuracy, {"variant": "batch", "normalized": "hidden"}, plain),
            f"separate_over_shared_accuracy_{cell}": compare(test_accuracy, small, small | {"statistics": "shared"}),
            f"small_over_one_loss_{cell}": compare(late_loss, small, one_, ratio),
            f"permuted_gain_{cell}": by_seed([run for run in cells if arm(run)[5] != "pixels"], lambda own: gain(own, "permuted") - gain(own, "ordered")),
            f"layer_over_batch_accuracy_{cell}": compare(test_accuracy, {"variant": "layer"}, small),
        }
    return found


def scale(runs):
    def optimizer(run):
        return run.configuration["optimizer"]["sgd"]

    def selective(run):
        return run.configuration.get("selective_decay") or {}

    def part(run):
        """Long runs, those of the theorem, and those whose every step is over all examples."""
        return "long" if run.has("spherical_sharpness") else "theorem" if optimizer(run)["momentum"] else "full"

    def pick(own, where="long", rate=0.1, momentum=0, decay=0, weights=None, form="decay", variant="batch"):
        return one([
            run for run in own
            if run.variant == variant and part(run) == where and run.rate == rate and not run.diverged and selective(run).get("weights") == weights
            and optimizer(run) == {"momentum": momentum, "weight_decay": decay} and selective(run).get("form", form) == form
        ])

    def angle(place):
        def number(run):
            rows = run.rows("weight_motion")
            tensors = list(dict.fromkeys(row["tensor"] for row in rows))
            return mean(row["angle"] for row in rows if row["tensor"] == tensors[place] and row["step"] * 3 > run.steps * 2)
        return number

    def compare(number, first, second, how):
        return by_seed(runs, lambda own: how(of(pick(own, **first), number), of(pick(own, **second), number)))

    def in_balance(place, decay, momentum, variant="batch"):
        unit = math.sqrt(2 * 0.1 * decay / (1 + momentum))
        return by_seed(runs, lambda own: of(pick(own, decay=decay, momentum=momentum, variant=variant), angle(place)) / unit)

    def spikes(run):
        lowest, count, above = math.inf, 0, False
        for loss in run.column("training", "loss"):
            if loss > 2 * lowest:
                count += not above
                above = True
            else:
                above = False
            lowest = min(lowest, loss)
        return count

    def spherical(run):
        return run.rows("spherical_sharpness", tensor="all")[-1]["spherical"]

    def eigenvalue(run):
        return run.rows("spherical_sharpness", tensor="all")[-1]["largest_eigenvalue"]

    def difference(first, second):
        return first - second

    theorem = {"where": "theorem", "momentum": 0.9, "weights": "normalized"}

    def kept(own):
        accuracies = [of(pick(own, **arm), test_accuracy) for arm in ({"weights": "normalized"}, {"decay": 5e-3}, {})]
        return accuracies[0] - 0.7 * accuracies[1] - 0.3 * accuracies[2]

    return {
        "growing_over_decay": compare(late_loss, theorem | {"form": "growing-rate"}, theorem | {"form": "decay"}, ratio),
        "constant_over_decay": compare(late_loss, theorem | {"weights": None}, theorem, ratio),
        "angle_output": in_balance(2, 5e-3, 0), "angle_plain_second": in_balance(1, 5e-3, 0, "none"),
        "angle_first": in_balance(0, 5e-3, 0), "angle_second": in_balance(1, 5e-3, 0), "angle_momentum_second": in_balance(1, 5e-4, 0.9),
        "accuracy_rate2": compare(test_accuracy, {"rate": 0.2, "decay": 2.5e-3}, {"decay": 5e-3}, difference),
        "accuracy_rate4": compare(test_accuracy, {"rate": 0.4, "decay": 1.25e-3}, {"decay": 5e-3}, difference),
        "accuracy_rate2_same_decay": compare(test_accuracy, {"rate": 0.2, "decay": 5e-3}, {"decay": 5e-3}, difference),
        "accuracy_rate4_same_decay": compare(test_accuracy, {"rate": 0.4, "decay": 5e-3}, {"decay": 5e-3}, difference),
        "gain": compare(test_accuracy, {"decay": 5e-3}, {}, difference), "kept_normalized": by_seed(runs, kept),
        "spherical_sharpness": compare(spherical, {"decay": 5e-3}, {}, ratio),
        "raw_sharpness": compare(eigenvalue, {"decay": 5e-3}, {}, ratio),
        "spikes_full_decay": by_seed(runs, lambda own: of(pick(own, where="full", decay=5e-3), spikes)),
        "spikes_full_none": by_seed(runs, lambda own: of(pick(own, where="full"), spikes)),
    }


def alternatives(runs):
    found = {}
    for prefix, model in (("mlp", "mlp"), ("vgg", "vgg")):
        own = [run for run in runs if run.model == model]
        smallest = min(run.batch for run in own)

        def cost(seed, variant):
            return of(one(seed, variant, batch=32), test_accuracy) - of(one(seed, variant, batch=smallest), test_accuracy)

        for variant in ("batch", "layer", "group"):
            found[f"{prefix}_cost_{smallest}_{variant}"] = by_seed(own, lambda seed: cost(seed, variant))
        for variant in ("layer", "group"):
            found[f"{prefix}_cost_batch_minus_{variant}"] = by_seed(own, lambda seed: cost(seed, "batch") - cost(seed, variant))
        for variant in ("rms", "none"):
            found[f"{prefix}_{variant}_minus_layer"] = minus([run for run in own if run.batch == 32], test_accuracy, variant, "layer")
    return found


def outputs(runs):
    def place(run):
        if run.shape["dropout"] == 0:
            return "nowhere"
        return "after" if run.shape.get("dropout_place") == "last" else "before"

    bare = [run for run in runs if place(run) == "nowhere"]

    def distance(kind):
        return lambda run: mean(run.column("normality", "ks_median", kind=kind, step=run.steps))

    def cost(own, where):
        run = one([run for run in own if place(run) == where], "batch")
        return of(run, statistics_accuracy("population")) - of(run, test_accuracy)

    return {
        "normalization_ks_batch": value(bare, distance("normalization")), "nonlinearity_ks_batch": value(bare, distance("nonlinearity")),
        "weight_ks": over(bare, distance("weight")),
        "dropout_cost_before": by_seed(runs, lambda own: cost(own, "before") - cost(own, "nowhere")),
        "dropout_cost_after": by_seed(runs, lambda own: cost(own, "after") - cost(own, "nowhere")),
    }


def robustness(runs):
    """Ratios of bands by what a set-up changes, and the largest of them a seed."""
    usual = {"rate": 0.1, "batch": 128, "decay": 0, "momentum": 0, "initializer": "glorot-uniform", "activation": "relu", "long": False}

    def setup(run):
        configuration = run.configuration
        own = {
            "rate": run.rate, "batch": run.batch, "decay": configuration["optimizer"]["sgd"]["weight_decay"],
            "momentum": configuration["optimizer"]["sgd"]["momentum"], "initializer": configuration["initializer"],
            "activation": run.shape.get("activation", "relu"), "long": run.model == "mlp" and run.steps > 1000,
        }
        return tuple(sorted((name, value) for name, value in own.items() if value != usual[name]))

    setups = {
        "usual": (), "epochs": (("long", True),), "low_rate": (("rate", 0.02),), "high_rate": (("rate", 0.5),),
        "small_batch": (("batch", 32),), "large_batch": (("batch", 512),), "decay": (("decay", 4e-4),),
        "he": (("initializer", "he-normal"),), "momentum": (("momentum", 0.9), ("rate", 0.02)), "tanh": (("activation", "tanh"),),
    }
    found = {}
    for model in ("mlp", "vgg"):
        names = list(setups) if model == "mlp" else ["usual", "high_rate", "decay", "he"]
        own = {name: [run for run in runs if run.model == model and setup(run) == setups[name]] for name in names}
        for quantity, number in (("loss_band", loss_band), ("gradient_band", gradient_band)):
            ratios = {name: over(own[name], number) for name in names}
            for name in names:
                found[f"{model}_{quantity}_{name}"] = ratios[name]
            trained = [ratios[name] for name in names if model == "mlp" or name != "high_rate"]
            seeds = set.intersection(*(set(ratio) for ratio in trained))
            found[f"{model}_worst_{quantity}"] = {seed: max(ratio[seed] for ratio in trained) for seed in seeds}
        for variant in ("none", "batch"):
            found[f"{model}_accuracy_high_rate_{variant}"] = by_seed(
                own["high_rate"], lambda seed: 0.1 if one(seed, variant).diverged else late_accuracy(one(seed, variant)))
    return found
