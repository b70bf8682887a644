"""The effects that the ledger's claims rest on, by study: from the rows of runs' files, by the definitions on the studies' page."""
import math

from rows import mean, median, nan, one, ratio, slope

L1, LINF = "l1", "linf"


def by_seed(runs, value):
    """A number a seed; seeds without one are left out."""
    found = {}
    for seed in sorted({run.seed for run in runs}):
        number = value([run for run in runs if run.seed == seed])
        if number is not None and math.isfinite(number):
            found[seed] = number
    return found


def value(runs, number, variant="batch"):
    """A number of the run of a variant."""
    return by_seed(runs, lambda own: of(one(own, variant), number))


def of(run, number):
    return nan if run is None or run.diverged else number(run)


def over(runs, number, variant="batch", other="none"):
    """The ratio of a number of a variant to that of another."""
    return by_seed(runs, lambda own: ratio(of(one(own, variant), number), of(one(own, other), number)))


def minus(runs, number, variant="batch", other="none"):
    return by_seed(runs, lambda own: of(one(own, variant), number) - of(one(own, other), number))


# Numbers of one run.


def loss_band(run, keep=lambda row: True):
    return mean(row["loss_maximum"] - row["loss_minimum"] for row in run.rows("landscape") if keep(row))


def gradient_band(run):
    return mean(row["gradient_distance_maximum"] - row["gradient_distance_minimum"] for row in run.rows("landscape"))


def smoothness(run):
    return median(run.column("landscape", "effective_smoothness"))


def smoothness_start(run):
    return run.rows("landscape", step=0)[0]["effective_smoothness"]


def smoothness_by_rate(run):
    return run.rate * median(row["effective_smoothness"] for row in run.rows("landscape") if row["step"] * 10 > run.steps)


def behind_the_first(run, column):
    rows = run.rows("covariate_shift")
    first = min(row["layer"] for row in rows)
    return mean(row[column] for row in rows if row["layer"] > first and math.isfinite(row[column]))


def shift_cosine(run):
    return behind_the_first(run, "cosine")


def shift_distance(run):
    return behind_the_first(run, "distance")


def distribution(since):
    return lambda run: mean(run.column("distribution_shift", "kolmogorov_smirnov", since=since))


def late_loss(run):
    return run.late("loss")


def late_accuracy(run):
    return run.late("accuracy")


def final_loss(run):
    return run.last("training", "loss")


def test_accuracy(run):
    return run.last("evaluation", "test_accuracy")


def first_step(run, table, column, window, reaches):
    """The first step at which the mean over so many rows, that step's the last of them, reaches something; None if never."""
    rows = run.rows(table)
    for place in range(window - 1, len(rows)):
        if reaches(mean(row[column] for row in rows[place - window + 1:place + 1])):
            return rows[place]["step"]
    return None


def best_rate(runs, speed):
    """Of the rates at which every run comes to the goal the one where it takes the fewest steps in the mean; None where there is none."""
    steps = {}
    for run in runs:
        steps.setdefault(run.rate, []).append(None if run.diverged else speed(run))
    means = {rate: mean(own) for rate, own in steps.items() if None not in own}
    return min(means, key=lambda rate: (means[rate], rate), default=None)


def landscape(runs):
    found = {
        "loss_band_batch": over(runs, loss_band), "gradient_band_batch": over(runs, gradient_band),
        "smoothness_batch": over(runs, smoothness), "smoothness_start_batch": over(runs, smoothness_start),
        "shift_distance_batch": over(runs, shift_distance),
    }
    if any(run.model == "vgg" for run in runs):

        def last_third(run):
            return loss_band(run, lambda row: row["step"] * 3 >= run.steps * 2)

        def by_course(course):
            return lambda run: mean(run.column("distance_line", "loss_band", course=course))

        found |= {
            "loss_band_last_third_batch": over(runs, last_third), "loss_band_by_distance_batch": over(runs, by_course("gradient")),
            "loss_band_random_batch": over(runs, by_course("random")), "loss_band_l1": over(runs, loss_band, L1),
            "loss_band_linf": over(runs, loss_band, LINF),
            "late_loss_l1_over_batch": over(runs, late_loss, L1, "batch"), "late_loss_batch": over(runs, late_loss),
        }
        # A quick look leaves the shift of distributions out.
        if all(run.has("distribution_shift") for run in runs):
            found["distribution_step_batch"] = over(runs, distribution("step"))
    return found


def covariate_shift(runs):
    if any(run.model == "dln" for run in runs):
        found = {}
        for rate in {run.rate for run in runs}:
            own = [run for run in runs if run.rate == rate]
            found |= {
                f"plain_cosine_{rate:g}": value(own, shift_cosine, "none"), f"batch_cosine_{rate:g}": value(own, shift_cosine),
                f"shift_distance_{rate:g}": over(own, shift_distance),
            }
        return found
    return {
        "distribution_step": over(runs, distribution("step")), "distribution_start": over(runs, distribution("start")),
        "shift_distance": over(runs, shift_distance), "noisy_distribution_step": over(runs, distribution("step"), "noisy-batch"),
        "noisy_accuracy_over_batch": minus(runs, late_accuracy, "noisy-batch", "batch"),
        "plain_accuracy_over_batch": minus(runs, late_accuracy, "none", "batch"),
        "noisy_accuracy": minus(runs, late_accuracy, "noisy-batch"), "noise_accuracy": value(runs, late_accuracy, "noise"),
    }


def normality(run):
    """The Jarque-Bera statistic by value of the inputs of the last nonlinearity at the last step."""
    rows = run.rows("activations", step=run.steps)
    place = max(place for place, row in enumerate(rows) if row["type"] == "ReLU")
    return (rows[place - 1]["skewness"]**2 + rows[place - 1]["excess_kurtosis"]**2 / 4) / 6


def norms(runs):
    found = {"late_loss_batch": over(runs, late_loss)}
    for variant in ("batch", L1, LINF, "none"):
        found |= {f"loss_{variant}": over(runs, final_loss, variant), f"smoothness_{variant}": value(runs, smoothness_by_rate, variant)}
        if variant in (L1, LINF):
            found |= {
                f"late_loss_{variant}_over_batch": over(runs, late_loss, variant, "batch"), f"loss_band_{variant}": over(runs, loss_band, variant),
                f"loss_{variant}_over_batch": over(runs, final_loss, variant, "batch"),
            }
            if any(run.has("distribution_shift") for run in runs):
                found[f"distribution_{variant}"] = over(runs, distribution("step"), variant)
    if any(run.model == "mlp" for run in runs):
        found["normality_batch"] = over(runs, normality)
    return found


def learning_rates(runs):
    middle, usual_batch = next((run.rate, run.batch) for run in runs if run.configuration["weight_scale"] != 1)

    def differs(run):
        """What a run differs in from the middle of the grid."""
        configuration = run.configuration
        momentum = next(iter(configuration["optimizer"].values()))["momentum"]
        found = {
            "scale": configuration["weight_scale"] != 1, "momentum": momentum != 0, "batch": run.batch != usual_batch,
            "warm-up": configuration.get("rate_schedule") is not None,
        }
        return {name for name, is_so in found.items() if is_so}

    rates = [run for run in runs if not differs(run)]
    centre = [run for run in rates if run.rate == middle]
    warm = [run for run in runs if differs(run) == {"warm-up"}]

    def around(name):
        return centre + [run for run in runs if differs(run) == {name}]

    def speed(run):
        step = first_step(run, "training", "accuracy", 10, lambda accuracy: accuracy >= 0.8)
        return None if step is None else max(1, step)

    def largest(own, variant):
        trained = [run.rate for run in own if run.variant == variant and not run.diverged and late_accuracy(run) >= 0.7]
        return max(trained, default=nan)

    best = {variant: best_rate([run for run in rates if run.variant == variant], speed) for variant in ("none", "batch")}

    def steps(own, variant):
        run = best[variant] and one(own, variant, rate=best[variant])
        step = speed(run) if run and not run.diverged else None
        return nan if step is None else step

    def spread(own, variant):
        accuracies = [0.1 if run.diverged else late_accuracy(run) for run in own if run.variant == variant]
        return max(accuracies) - min(accuracies)

    return {
        "largest_rate": by_seed(rates, lambda own: largest(own, "batch") / largest(own, "none")),
        "steps_to_accuracy": by_seed(rates, lambda own: steps(own, "none") / steps(own, "batch")),
        "largest_rate_warm_up": by_seed(warm, lambda own: largest(own, "batch") / largest(own, "none")),
    } | {
        f"accuracy_spread_over_{name}": by_seed(around(what), lambda own: spread(own, "none") - spread(own, "batch"))
        for name, what in (("scales", "scale"), ("momenta", "momentum"), ("batches", "batch"))
    }


def statistics_accuracy(statistics):
    return lambda run: run.rows("statistics", statistics=statistics)[-1]["test_accuracy"]


def notebook(runs):
    def moment(column):
        return lambda run: mean(run.column("inspection", column))

    def gain(run):
        return statistics_accuracy("population")(run) - statistics_accuracy("moving")(run)

    return {
        "normalized_mean": value(runs, moment("normalized_mean")), "normalized_deviation": value(runs, moment("normalized_deviation")),
        "test_accuracy": minus(runs, test_accuracy), "population_against_moving": value(runs, gain),
    }


def sigmoid(runs):
    own = [run for run in runs if run.shape["activation"] == "sigmoid"]
    affine = [run for run in own if run.configuration["normalization"]["affine"]]
    bare = [run for run in own if not run.configuration["normalization"]["affine"]]

    def last_layer(run):
        layer = max(run.column("linearity", "layer"))
        return run.rows("linearity", layer=layer)

    def linearity(run):
        return last_layer(run)[-1]["linearity"]

    def drift(run):
        rows = last_layer(run)
        return mean(abs(row["p50"] - rows[0]["p50"]) for row in rows if row["step"] * 2 >= run.steps)

    def steps(own):
        def speed(run):
            return first_step(run, "evaluation", "test_accuracy", 1, lambda accuracy: accuracy >= 0.8)

        plain, batch = one(own, "none"), one(own, "batch")
        return ratio(speed(plain) or plain.steps, speed(batch)) if speed(batch) else nan

    def pair(number):
        return by_seed(own, lambda seed: number([run for run in seed if run in affine], [run for run in seed if run in bare]))

    return {
        "test_accuracy": minus(affine, test_accuracy), "steps_to_accuracy": by_seed(affine, steps), "median_drift": over(affine, drift),
        "linearity_without_affine": value(bare, linearity),
        "linearity_difference": pair(lambda with_, without: linearity(one(without, "batch")) - linearity(one(with_, "batch"))),
        "affine_test_accuracy": pair(lambda with_, without: test_accuracy(one(with_, "batch")) - test_accuracy(one(without, "batch"))),
    }


def dropout(runs):
    def dropped(run):
        return run.shape["dropout"]

    def decay(run):
        return next(iter(run.configuration["optimizer"].values()))["weight_decay"]

    def gains(prefix, runs, strength):
        def accuracy(own, variant, value):
            found = [run for run in own if run.variant == variant and strength(run) == value and not run.diverged]
            return mean(test_accuracy(run) for run in found)

        strengths = sorted({strength(run) for run in runs} - {0})

        def gain(own, variant):
            best = max(strengths, key=lambda value: accuracy(runs, variant, value))
            return accuracy(own, variant, best) - accuracy(own, variant, 0)

        return {
            f"{prefix}_batch": by_seed(runs, lambda own: gain(own, "batch")), f"{prefix}_none": by_seed(runs, lambda own: gain(own, "none")),
            f"{prefix}_difference": by_seed(runs, lambda own: gain(own, "none") - gain(own, "batch")),
        }

    plain = [run for run in runs if dropped(run) == 0 and decay(run) == 0]
    return (
        gains("gain", [run for run in runs if decay(run) == 0], dropped)
        | gains("decay_gain", [run for run in runs if dropped(run) == 0], decay)
        | {"test_accuracy_without": minus(plain, test_accuracy)}
    )


def theory(runs):
    return {
        name: value(runs, lambda run: mean(run.column("theorems", name)))
        for name in ("aligned_units", "convex_units", "start_alignment")
    }


def depth(runs):
    def layers(run):
        return len(run.shape["hidden"])

    def growth(run):
        rows = {row["weight"]: row["gradient_norm"] for row in run.rows("representations", step=0)}
        last = layers(run) - 1
        return (rows[1] / rows[last])**(2 / (last - 1))

    def at_last_weight(column):
        return lambda run: run.rows("representations", step=0, weight=layers(run))[0][column]

    def similarity(run):
        return mean(row["similarity"] for row in run.rows("representations", step=run.steps) if math.isfinite(row["similarity"]))

    found = {}
    for count in {layers(run) for run in runs}:
        own = [run for run in runs if layers(run) == count]
        found |= {
            f"gradient_growth_{count}": value(own, growth), f"plain_gradient_growth_{count}": value(own, growth, "none"),
            f"sensitivity_{count}": over(own, at_last_weight("growth")),
            f"effective_rank_{count}": over(own, at_last_weight("effective_rank")), f"similarity_end_{count}": minus(own, similarity),
            f"loss_{count}": over(own, late_loss),
        }
    return found


def stability(runs):
    multiples = sorted({round(row["step_size"] / run.rate, 9) for run in runs[:1] for row in run.rows("line")})

    def beta(run, smallest):
        largest = {}
        for row in run.rows("line"):
            if row["step"] * 2 >= run.steps and row["step_size"] > 0.999 * smallest * run.rate and math.isfinite(row["smoothness"]):
                largest[row["step"]] = max(row["smoothness"], largest.get(row["step"], 0))
        return run.rate * median(largest.values())

    def fall(run):
        places = [size for size in multiples if size <= 1]
        return slope([math.log(size) for size in places], [math.log(beta(run, size)) for size in places])

    def late(number):
        return lambda run: mean(number(row) for row in run.rows("gradient_curvature") if row["step"] * 2 >= run.steps)

    found = {}
    for rate in {run.rate for run in runs}:
        own = [run for run in runs if run.rate == rate]
        found |= {
            f"smoothness_{rate:g}": over(own, late(lambda row: row["gradient_smoothness"])),
            f"scale_free_{rate:g}": over(own, late(lambda row: row["gradient_smoothness"] * row["weights_norm"]**2)),
        }
        for variant in ("none", "batch"):
            found |= {
                f"beta_{variant}_{rate:g}": value(own, lambda run: beta(run, 0.5), variant), f"slope_{variant}_{rate:g}": value(own, fall, variant),
                f"sharpness_{variant}_{rate:g}": value(own, late(lambda row: row["batch_sharpness"] * rate), variant),
            }
    return found


def inputs(runs):
    def kind(run):
        return run.configuration["dataset"]["fashion"]["transform"]

    def speed(run):
        step = first_step(run, "training", "loss", 10, lambda loss: loss <= 0.5)
        return None if step is None else max(1, step)

    plain = [run for run in runs if run.variant == "none"]
    best = {name: best_rate([run for run in plain if kind(run) == name], speed) for name in {kind(run) for run in runs}}

    def gain(slow, fast):
        def steps(own, name):
            run = best[name] and one([run for run in own if kind(run) == name], rate=best[name])
            step = speed(run) if run and not run.diverged else None
            return nan if step is None else step

        return by_seed(plain, lambda own: steps(own, slow) / steps(own, fast))

    return {
        "centering": gain("raw", "centered"), "standardizing": gain("centered", "standardized"),
        "standardizing_over_raw": gain("raw", "standardized"), "whitening": gain("standardized", "whitened"),
    }
