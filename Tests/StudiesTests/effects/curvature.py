"""Effects of the studies on curvature, paths and planes."""
import itertools
import json
import math

import numpy

from rows import mean, median, nan, one, ratio, slope
from studies import by_seed, minus, of, over, test_accuracy, value


def spectrum(runs):
    def uses_running(run):
        settings = [entry.get("settings", {}) for entry in run.configuration["measurements"] if entry["instrument"] == "eigenspace"]
        return any(entry.get("data", {}).get("statistics") == "running" for entry in settings)

    def classes(run):
        return run.configuration["dataset"].get("classes")

    whole = [run for run in runs if run.model == "mlp" and not classes(run) and not uses_running(run)]
    frozen = [run for run in runs if run.model == "mlp" and not classes(run) and uses_running(run)]
    true, shuffled = ([run for run in runs if classes(run) and classes(run)["is_shuffled"] == is_shuffled] for is_shuffled in (False, True))

    def share(column, step):
        return lambda run: sum(row[column] for row in run.rows("eigenspace", step=step(run)) if row["rank"] <= 10)

    def early(run):
        return min(100, run.steps // 2)

    def outliers(run):
        values = {row["rank"]: row["eigenvalue"] for row in run.rows("eigenspace", step=run.steps)}
        return values[1] / values[10]

    def gap(run):
        values = [row["eigenvalue"] for row in run.rows("eigenspace", step=run.steps)]
        # The twentieth is the last place that is looked at.
        ratios = [(values[i] / values[i + 1], -i) for i in range(min(20, len(values) - 1)) if values[i + 1] > 0]
        return 1 - max(ratios)[1]

    def growth(own):
        numbers = sorted({classes(run)["count"] for run in own})
        return slope(numbers, [of(one([run for run in own if classes(run)["count"] == number]), gap) for number in numbers])

    return {
        "c10_batch_early_none_minus_batch": minus(whole, share("batch_share", early), "none", "batch"),
        "c10_data_early_none_minus_batch": minus(whole, share("data_share", early), "none", "batch"),
        "c10_data_late_batch": value(whole, share("data_share", lambda run: run.steps)),
        "outlier_ratio_none_over_batch": over(whole, outliers, "none", "batch"), "gap_slope": by_seed(true, growth),
        "gap_slope_shuffled": by_seed(shuffled, growth), "c10_data_late_none": value(whole, share("data_share", lambda run: run.steps), "none"),
        "outlier_ratio_running_over_batch_statistics": by_seed(
            [run for run in whole + frozen if run.variant == "batch"],
            lambda own: ratio(of(one([run for run in own if run in frozen]), outliers), of(one([run for run in own if run in whole]), outliers))),
    }


def edge(runs):
    def late(run, table, column, unit):
        return run.rate * median(row[column] for row in run.rows(table) if row["step"] * 3 > run.steps * 2) / unit

    def crossing(run, table, column, edge):
        """The look at which a curvature times the rate comes to the edge from below, with the smallest curvature before it."""
        below, smallest = False, math.inf
        for row in run.rows(table):
            if not math.isfinite(row[column]):
                continue
            if below and run.rate * row[column] >= edge:
                return row["step"], row[column] / smallest
            below = below or run.rate * row[column] < edge
            smallest = min(smallest, row[column])
        return None

    def at_edge(table, column, edge):
        def number(run):
            crossed = crossing(run, table, column, edge)
            middle = [row for row in run.rows(table) if run.steps < row["step"] * 3 <= run.steps * 2]
            if (crossed and crossed[0] * 3 <= run.steps * 2) or any(run.rate * row[column] >= edge for row in middle):
                return late(run, table, column, edge)
            return nan
        return number

    def arm(optimizer, momentum, activation="tanh", variant="none", full=True, rate=max):
        full_batch = max(run.batch for run in runs)
        found = [
            run for run in runs
            if optimizer in run.configuration["optimizer"] and run.configuration["optimizer"][optimizer].get("momentum", 0) == momentum
            and run.shape["activation"] == activation and run.variant == variant and (run.batch == full_batch) == full
        ]
        return [run for run in found if run.rate == rate(run.rate for run in found)]

    def number(own, value):
        return by_seed(own, lambda seed: of(one(seed), value))

    table, small = ("largest_eigenvalue", "largest"), ("batch_sharpness", "sharpness")
    found = {
        f"gd_{activation}_{variant}": number(arm("sgd", 0, activation, variant), at_edge(*table, 2))
        for activation in ("tanh", "relu") for variant in ("none", "batch")
    }

    def in_the_largest_rates_edge(table, column, **which):
        """Late at the smallest rate, in units of the edge that the largest one has."""
        largest = arm(**which)[0].rate
        return number(arm(**which, rate=min), lambda run: late(run, table, column, 2 * run.rate / largest))

    for activation, variant in itertools.product(("tanh", "relu"), ("none", "batch")):
        found[f"gd_{activation}_{variant}_control"] = in_the_largest_rates_edge(
            *table, optimizer="sgd", momentum=0, activation=activation, variant=variant)

    def sharpening(run):
        crossed = crossing(run, *table, 2)
        return crossed[1] if crossed else nan

    def with_momentum(run):
        return 1.9 * at_edge(*table, 3.8)(run)

    return found | {
        "sharpening_gd_tanh_none_0.1": number(arm("sgd", 0), sharpening),
        "sgd_batch_sharpness_control": in_the_largest_rates_edge(*small, optimizer="sgd", momentum=0, full=False),
        "sgd_batch_sharpness": number(arm("sgd", 0, full=False), at_edge(*small, 2)),
        "sgd_batch_sharpness_all_smallest_rate": number(
            arm("sgd", 0, full=False, rate=min), lambda run: late(run, *small, 2)),
        "sgd_batch_sharpness_all": number(arm("sgd", 0, full=False), lambda run: late(run, *small, 2)),
        "sgd_eigenvalue": number(arm("sgd", 0, full=False), lambda run: late(run, *table, 2)),
        "sgd_momentum_batch_sharpness": number(arm("sgd", 0.9, full=False), lambda run: late(run, *small, 2)),
        "gd_momentum_eigenvalue": number(arm("sgd", 0.9), with_momentum),
        "adam_eigenvalue": number(arm("adam", 0), lambda run: late(run, *table, 2)),
        "adam_preconditioned": number(arm("adam", 0), at_edge("largest_eigenvalue", "preconditioned", 38)),
    }


def tensors(path):
    """Parameters of a file of safetensors as one vector, names in order; no running statistics."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    entries = json.loads(data[8:8 + size])
    kinds = {"F32": "<f4", "F64": "<f8"}
    parts = [
        numpy.frombuffer(data[8 + size:][slice(*entry["data_offsets"])], kinds[entry["dtype"]]).astype(float)
        for name, entry in sorted(entries.items()) if name.endswith(("weight", "bias"))
    ]
    return numpy.concatenate(parts)


def two_components(covariance):
    """The share of the two largest eigenvalues of a covariance about its mean."""
    centre = numpy.eye(len(covariance)) - 1 / len(covariance)
    values = numpy.linalg.eigvalsh(centre @ covariance @ centre)
    return values[-2:].sum() / values.sum()


def walk(run):
    """The covariance of a random walk at the steps at which the run's course is kept, the first before any: min(i, j)."""
    kept = len(list(run.folder.glob("trajectory-*.safetensors")))
    times = run.steps // (kept - 1) * numpy.arange(kept)
    return numpy.minimum.outer(times, times).astype(float)


def above_the_walk(run):
    """The share of variance of the kept course in two components, less that of a random walk with as many steps."""
    points = numpy.stack([tensors(path) for path in sorted(run.folder.glob("trajectory-*.safetensors"))])
    return two_components(points @ points.T) - two_components(walk(run))


def pulled_above_the_walk(run, kept=0.95):
    """The same of a walk that keeps so much of its place at every step: its covariance is a^|i - j| (1 - a^(2 min(i, j))) / (1 - a^2)."""
    free = walk(run)
    times = numpy.diag(free)
    pulled = kept**abs(numpy.subtract.outer(times, times)) * (1 - kept**(2 * free)) / (1 - kept**2)
    return two_components(pulled) - two_components(free)


def paths(runs):
    def losses(run, target):
        return run.column("path", "loss", target=target, curve="line", normalization="batch")

    def rise(run):
        """From the start, which is the path's far end."""
        course = losses(run, "start")[::-1]
        return max(after - before for before, after in itertools.combinations_with_replacement(course, 2)) / course[0]

    def gap(run):
        own, fresh = losses(run, "start"), losses(run, "fresh")
        return max(other - loss for loss, other in list(zip(own, fresh))[:-1]) / own[-1]

    def barrier(curve, statistics):
        def number(run):
            course = run.column("path", "loss", target="other", curve=curve, normalization=statistics)
            return max(course) - (course[0] + course[-1]) / 2
        return number

    def optimizer(run):
        return next(iter(run.configuration["optimizer"].items()))

    def settings(run, name):
        return optimizer(run)[1].get(name, 0)

    starts = [run for run in runs if run.has("path") and "partner" not in run.configuration and run.variant == "batch"]
    modes = [run for run in runs if run.configuration.get("partner") == {} and run.variant == "batch"]
    walks = [run for run in runs if "trajectory" in run.configuration and run.variant == "batch" and settings(run, "momentum") == 0]
    widths = [run for run in runs if run.has("filter_flatness")]
    large = max(run.batch for run in widths)

    def steepness(scaling, decay):
        def compare(own):
            own = [run for run in own if settings(run, "weight_decay") == decay]
            first, second = (one([run for run in own if (run.batch == large) == is_large]) for is_large in (True, False))
            return ratio(*(of(run, lambda run: run.last("filter_flatness", "rise", scaling=scaling)) for run in (first, second)))
        return by_seed(widths, compare)

    def start(name, rate):
        return [run for run in starts if optimizer(run)[0] == name and run.rate == rate]

    def both(first, second):
        return lambda run: first(run) / second(run)

    line = barrier("line", "recomputed")
    return {
        "large_over_small_absolute_rise_decay_0.0": steepness("none", 0),
        "large_over_small_absolute_rise_decay_0.0005": steepness("none", 5e-4),
        "large_over_small_filter_rise_decay_0.0005": steepness("filter", 5e-4),
        "pulled_walk_minus_walk": value(walks, pulled_above_the_walk),
        "two_components_minus_walk_batch_momentum_0.0": value(walks, above_the_walk),
        "start_rise_batch_sgd_0.1": value(start("sgd", 0.1), rise), "start_rise_batch_adam_0.003": value(start("adam", 0.003), rise),
        "fresh_gap_batch_sgd_0.1": value(start("sgd", 0.1), gap),
        "bezier_over_line_batch": value(modes, both(barrier("bezier", "recomputed"), line)),
        "stale_over_recomputed_line_barrier": value(modes, both(barrier("line", "running"), line)),
    }


def surfaces(runs):
    def rough(run):
        """The share of a plane's inner points where the smaller eigenvalue of its Hessian by central differences is below -0.05 of the larger one's size."""
        loss = {(round(row["alpha"], 6), round(row["beta"], 6)): row["loss"] for row in run.rows("plane", step=run.steps)}
        alphas, betas = (sorted({place[axis] for place in loss}) for axis in (0, 1))
        h, k = alphas[1] - alphas[0], betas[1] - betas[0]
        count = 0
        for i, j in itertools.product(range(1, len(alphas) - 1), range(1, len(betas) - 1)):
            at = lambda a, b: loss[alphas[i + a], betas[j + b]]
            xx = (at(1, 0) - 2 * at(0, 0) + at(-1, 0)) / h**2
            yy = (at(0, 1) - 2 * at(0, 0) + at(0, -1)) / k**2
            xy = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * k)
            low, high = numpy.linalg.eigvalsh([[xx, xy], [xy, yy]])
            count += low < -0.05 * abs(high)
        return count, (len(alphas) - 2) * (len(betas) - 2)

    def minima(run):
        rows = sorted(run.rows("plane", step=run.steps), key=lambda row: (row["beta"], row["alpha"]))
        size = len({row["beta"] for row in rows})
        loss = numpy.array([row["loss"] for row in rows]).reshape(size, -1)
        around = [numpy.roll(loss, move, (0, 1)) for move in itertools.product((-1, 0, 1), repeat=2) if move != (0, 0)]
        return int(numpy.logical_and.reduce([loss < other for other in around])[1:-1, 1:-1].sum())

    found = {}
    residual = [run for run in runs if run.model == "resnet"]

    def network(run):
        return run.shape["configuration"]

    for depth in {network(run)["depth"] for run in residual}:

        def compare(own):
            chain, short = (one([run for run in own if network(run)["shortcuts"] == on]) for on in (False, True))
            if chain is None or short is None or chain.diverged or short.diverged:
                return nan
            (first, count), (second, _) = rough(chain), rough(short)
            # Half a point is added to either, so that none is zero.
            return (first + 0.5) / (second + 0.5)

        def compare_minima(own):
            chain, short = (one([run for run in own if network(run)["shortcuts"] == on]) for on in (False, True))
            if chain is None or short is None or chain.diverged or short.diverged:
                return nan
            return (minima(chain) + 0.5) / (minima(short) + 0.5)

        of_depth = [run for run in residual if network(run)["depth"] == depth]
        found[f"chain_over_shortcuts_roughness_{depth}"] = by_seed(of_depth, compare)
        found[f"chain_over_shortcuts_minima_{depth}"] = by_seed(of_depth, compare_minima)
    return found


def sign(number):
    return (number > 0) - (number < 0)


def kendall(first, second):
    """Kendall's tau-b."""
    pairs = [(a - b, c - d) for (a, c), (b, d) in itertools.combinations(list(zip(first, second)), 2)]
    agree = sum(sign(x) * sign(y) for x, y in pairs)
    return ratio(agree, math.sqrt(sum(x != 0 for x, _ in pairs) * sum(y != 0 for _, y in pairs))) if pairs else nan


def pseudo_values(points, statistic):
    whole, count = statistic(points), len(points)
    return [count * whole - (count - 1) * statistic(points[:i] + points[i + 1:]) for i in range(count)]


AXES = ("rate", "batch", "decay", "width", "normalization")


def sharpness(runs):
    grid = [run for run in runs if "stopping" in run.configuration]
    large = [run for run in runs if "stopping" not in run.configuration]

    def final(table, column, **where):
        return lambda run: run.rows(table, **where)[-1][column]

    measures = {
        "keskar": final("keskar_sharpness", "sharpness", space="all"), "asam": final("sharpness", "asam"),
        "eigenvalue": final("spherical_sharpness", "largest_eigenvalue", tensor="all"),
        "scaled": final("spherical_sharpness", "times_norm_squared", tensor="all"), "filter": final("filter_flatness", "rise", scaling="filter"),
    }

    def place(run):
        decay = run.configuration["optimizer"]["sgd"]["weight_decay"]
        return (run.rate, run.batch, decay, run.shape["hidden"][0], run.variant)

    def gap(run):
        first = run.column("evaluation", "step")[-1] - run.configuration["stopping"]["batches"]
        return mean(row["accuracy"] for row in run.rows("training") if row["step"] > first) - test_accuracy(run)

    def loss(run):
        """L of the measured images out of 100 (max L - L) / (1 + L) and max L."""
        row = run.rows("keskar_sharpness", space="all")[-1]
        return (100 * row["loss_maximum"] - row["sharpness"]) / (100 + row["sharpness"])

    def geometric(values):
        return math.exp(mean(map(math.log, values)))

    groups = {}
    for run in grid:
        if run.stopped:
            groups.setdefault(place(run), []).append(run)
    points = [
        {"place": where, "gap": mean(map(gap, own)), "loss": geometric(map(loss, own))}
        | {name: geometric(map(number, own)) for name, number in measures.items()} for where, own in sorted(groups.items())
    ]

    def along(points, axis, measure):
        """The rank correlation with the gap over all pairs that differ in an axis alone (Jiang et al. 2020)."""
        signs = [
            sign(first[measure] - second[measure]) * sign(first["gap"] - second["gap"]) for first, second in itertools.combinations(points, 2)
            if [place for place in range(len(AXES)) if first["place"][place] != second["place"][place]] == [axis]
        ]
        return mean(signs)

    def granulated(measure):
        return lambda points: mean(along(points, axis, measure) for axis in range(len(AXES)))

    def rate_over_gap(points):
        values = [point["keskar"] for point in points]
        return abs(kendall(values, [point["place"][0] for point in points])) - abs(kendall(values, [point["gap"] for point in points]))

    by_place = {point["place"]: point for point in points}
    pairs = [
        (point, by_place[point["place"][:4] + ("batch",)]) for point in points
        if point["place"][4] == "none" and point["place"][:4] + ("batch",) in by_place
    ]

    def at_equal_loss(measure):
        def intercept(pairs):
            x = [math.log(batch["loss"] / plain["loss"]) for plain, batch in pairs]
            y = [math.log(batch[measure] / plain[measure]) for plain, batch in pairs]
            return numpy.polyfit(x, y, 1)[1]
        return [math.exp(value) for value in pseudo_values(pairs, intercept)]

    small_batch = min(run.batch for run in large)

    def is_ghost(run):
        return run.variant == "ghost"

    def compare(number, arm, how):
        def of_seed(own):
            small = one([run for run in own if run.batch == small_batch])
            other = one([run for run in own if run.batch != small_batch and arm(run)])
            return how(of(other, number), of(small, number))
        return by_seed(large, of_seed)

    return {
        "keskar_equal_epochs": compare(measures["keskar"], lambda run: not is_ghost(run), ratio),
        "accuracy_equal_epochs": compare(test_accuracy, lambda run: not is_ghost(run), lambda first, second: first - second),
        "accuracy_equal_updates": compare(test_accuracy, is_ghost, lambda first, second: first - second),
        "rate_over_gap_keskar": pseudo_values(points, rate_over_gap),
    } | {f"gap_{name}_mean": pseudo_values(points, granulated(name)) for name in ("keskar", "asam", "scaled")} | {
        f"batch_{name}": [batch[name] / plain[name] for plain, batch in pairs] for name in ("eigenvalue", "scaled", "asam", "filter")
    } | {f"batch_{name}_at_equal_loss": at_equal_loss(name) for name in ("scaled", "filter")}
