import Reports

/// What is said of spectra, of the edge of stability and of sharpness.
extension Claims {
  static let spectrumDifferences =
    "A perceptron of 64-64 on Fashion-MNIST, and residual networks a quarter as wide; not ResNets on ImageNet or CIFAR-10."
  static let spectrum = [
    Claim(
      "Early in training a batch's gradient lies less in the top eigenspace with BatchNorm.", source: "Ghorbani et al. 2019",
      study: "spectrum", effect: "c10_batch_early_none_minus_batch", measure: "c₁₀ at step 100, plain − BatchNorm", .above(0.1),
      margin: "a tenth of the squared gradient", published: "“almost absent” with BatchNorm", figure: "figure-top-space",
      differences: spectrumDifferences),
    Claim(
      "So does the gradient over the data.", source: "Ghorbani et al. 2019", study: "spectrum", effect: "c10_data_early_none_minus_batch",
      measure: "the same, of the gradient over the measured images", .above(0.1), margin: "a tenth of the squared gradient",
      figure: "figure-top-space"),
    Claim(
      "With BatchNorm gradients stay out of the top eigenspace.", source: "Ghorbani et al. 2019", study: "spectrum",
      effect: "c10_data_late_batch", measure: "c₁₀ at the end, BatchNorm", .below(0.25), margin: "a quarter of the squared gradient",
      test: .signs, control: Claim.Control("c10_data_late_none", "the plain network"), figure: "figure-top-space"),
    Claim(
      "BatchNorm makes outlying eigenvalues smaller.", source: "Ghorbani et al. 2019", study: "spectrum",
      effect: "outlier_ratio_none_over_batch", measure: "λ₁/λ₁₀ at the end, plain / BatchNorm", .above(1.2), margin: "a fifth",
      isHeadline: true, figure: "figure-eigenvalues"),
    Claim(
      "There are as many outliers as classes.", source: "Sagun et al. 2018; Papyan 2018; Gur-Ari et al. 2018", study: "spectrum",
      effect: "gap_slope", measure: "slope of the place of the largest gap over the number of classes", .within(0.7...1.3),
      margin: "three tenths of one for one", test: .signs, control: Claim.Control("gap_slope_shuffled", "shuffled labels"),
      figure: "figure-classes"),
    Claim(
      "With population statistics the outliers come back.", source: "Ghorbani et al. 2019", study: "spectrum",
      effect: "outlier_ratio_running_over_batch_statistics", measure: "λ₁/λ₁₀ with running statistics / with the batch's", .above(1.2),
      margin: "a fifth", figure: "figure-eigenvalues", differences: "Running statistics, which follow the population's."),
  ]

  static let edgeDifferences =
    "1000 images of Fashion-MNIST and networks of 64-64, not 5000 of CIFAR-10 and 200-200. Where a claim is on gradient descent or Adam at the edge, only seeds that came to it count."
  static let edge = [
    Claim(
      "Gradient descent sits at the edge of stability.", source: "Cohen et al. 2021", study: "edge", effect: "gd_tanh_none",
      measure: "ηλ/2 late, tanh", .within(0.9...1.15), margin: "what “just above 2/η” leaves room for", test: .signs,
      control: Claim.Control("gd_tanh_none_control", "the smallest rate's λ in units of this edge"), published: "“just above” 1",
      figure: "figure-sharpness", differences: edgeDifferences),
    Claim(
      "With BatchNorm it sits there too: λ is set by the rate.",
      alone: "With BatchNorm gradient descent sits at the edge of stability too: λ is set by the rate.",
      source: "Cohen et al. 2021, appendix", study: "edge",
      effect: "gd_tanh_batch", measure: "ηλ/2 late, tanh and BatchNorm", .within(0.9...1.15), margin: "the plain network's", test: .signs,
      control: Claim.Control("gd_tanh_batch_control", "the smallest rate's λ in units of this edge"), isHeadline: true,
      figure: "figure-sharpness", differences: edgeDifferences),
    Claim(
      "The same with ReLU.", alone: "Gradient descent sits at the edge of stability with ReLU.", source: "Cohen et al. 2021", study: "edge",
      effect: "gd_relu_none", measure: "ηλ/2 late, ReLU",
      .within(0.9...1.15), margin: "the same", test: .signs,
      control: Claim.Control("gd_relu_none_control", "the smallest rate's λ in units of this edge"), figure: "figure-sharpness"),
    Claim(
      "The same with ReLU and BatchNorm.", alone: "Gradient descent sits at the edge of stability with ReLU and BatchNorm.",
      source: "Cohen et al. 2021, appendix", study: "edge", effect: "gd_relu_batch",
      measure: "ηλ/2 late, ReLU and BatchNorm", .within(0.9...1.15), margin: "the same", test: .signs,
      control: Claim.Control("gd_relu_batch_control", "the smallest rate's λ in units of this edge"), figure: "figure-sharpness"),
    Claim(
      "On its way there λ grows.", alone: "On its way to the edge of stability λ grows.", source: "Cohen et al. 2021", study: "edge",
      effect: "sharpening_gd_tanh_none_0.1",
      measure: "λ at the crossing / the smallest before", .above(1.5), margin: "half as much again", test: .signs,
      figure: "figure-sharpness"),
    Claim(
      "Stochastic descent has its batch sharpness at 2/η.", source: "Andreyev & Beneventano 2024", study: "edge",
      effect: "sgd_batch_sharpness", measure: "η × batch sharpness / 2 late, batches of 16", .within(0.85...1.15), margin: "0.15 of it",
      test: .signs, control: Claim.Control("sgd_batch_sharpness_control", "the smallest rate's in units of this edge"), published: "1",
      figure: "figure-small-batches", differences: edgeDifferences),
    Claim(
      "Whether it ever came there or not, its batch sharpness is late at 2/η.",
      alone: "Stochastic descent has its batch sharpness late at 2/η, whether it ever came there or not.",
      source: "Andreyev & Beneventano 2024", study: "edge",
      effect: "sgd_batch_sharpness_all", measure: "the same, of all runs", .within(0.85...1.15), margin: "0.15 of it", test: .signs,
      control: Claim.Control("sgd_batch_sharpness_control", "the smallest rate's in units of this edge"), published: "1",
      figure: "figure-small-batches", differences: "Added after results were seen: no run had come to the edge."),
    Claim(
      "And λ below that.", alone: "Stochastic descent has λ below 2/η.", source: "Andreyev & Beneventano 2024", study: "edge",
      effect: "sgd_eigenvalue",
      measure: "ηλ/2 late, batches of 16", .below(0.8), margin: "a fifth below the edge", test: .signs, figure: "figure-small-batches",
      differences: "λ is above the batch sharpness here, which they report the other way round."),
    Claim(
      "With small batches momentum lowers the plateau to 2(1 − β)/η.",
      alone: "With small batches momentum lowers the batch sharpness to 2(1 − β)/η.", source: "Andreyev & Beneventano 2025", study: "edge",
      effect: "sgd_momentum_batch_sharpness", measure: "η × batch sharpness / 2 late, batches of 16, β = 0.9", .within(0.05...0.2),
      margin: "a factor of two about 0.1", test: .signs,
      control: Claim.Control("sgd_batch_sharpness_all_smallest_rate", "without momentum, at a rate of 0.0125 against 0.01"),
      published: "0.1", figure: "figure-small-batches",
      differences:
        "The control of momentum in small batches was changed twice after results were seen: of runs at the edge there are none, and all runs at ten times the rate are no control of a level that goes with the rate."
    ),
    Claim(
      "With full batches momentum raises it to 2(1 + β)/η.", alone: "With full batches momentum raises λ to 2(1 + β)/η.",
      source: "Cohen et al. 2021", study: "edge", effect: "gd_momentum_eigenvalue",
      measure: "ηλ/2 late, full batch, β = 0.9", .within(1.7...2.1), margin: "a tenth of 1.9", test: .signs,
      control: Claim.Control("gd_tanh_none", "without momentum"), published: "1.9", figure: "figure-optimizers"),
    Claim(
      "Adam sits at its own edge, 38/η.", source: "Cohen et al. 2022", study: "edge", effect: "adam_preconditioned",
      measure: "ηλ(P⁻¹H)/38 late", .within(0.85...1.15), margin: "0.15 of it", test: .signs,
      control: Claim.Control("adam_eigenvalue", "ηλ(H)/2"), published: "1", figure: "figure-optimizers", differences: edgeDifferences),
  ]

  static let sharpnessDifferences = "Perceptrons on 10 000 images of Fashion-MNIST."
  private static let normalizedLoss =
    " Runs stop at one loss of training's batches; on the images measured the loss is lower with BatchNorm (the effect batch_loss)."
  static let sharpness: [Claim] =
    [
      Claim(
        "Large batches end at sharper minima.", source: "Keskar et al. 2017", study: "sharpness", effect: "keskar_equal_epochs",
        measure: "Keskar's φ(10⁻³), large / small batches after equal epochs", .above(3),
        margin: "a factor of 3; published ones are 20 to 170",
        published: "167 (F1), 25 (C1)", figure: "figure-batches", differences: sharpnessDifferences),
      Claim(
        "With as many updates, a scaled rate and ghost BatchNorm large batches generalize as well.", source: "Hoffer et al. 2017",
        study: "sharpness", effect: "accuracy_equal_updates", measure: "test accuracy, large − small batches", .within(-0.005...0.005),
        margin: points, control: Claim.Control("accuracy_equal_epochs", "equal epochs"), published: "+0.3, +0.4, +2.0 points",
        figure: "figure-batches", differences: sharpnessDifferences),
    ]
    + [("keskar", "Keskar's φ"), ("asam", "ASAM's rise"), ("scaled", "λ‖w‖²")].map { measure, title in
      Claim(
        "\(title) predicts the generalization gap at the same training loss.", source: "Jiang et al. 2020", study: "sharpness",
        effect: "gap_\(measure)_mean", measure: "Kendall's τ with the gap, mean over axes", .above(0.2), margin: "a τ of 0.2",
        isOfPseudoValues: true, figure: "figure-gap",
        differences: sharpnessDifferences + " Intervals of rank correlations over a grid are wider than they should be.")
    } + [
      Claim(
        "Sharpness follows the rate more than the gap.", source: "Andriushchenko et al. 2023", study: "sharpness",
        effect: "rate_over_gap_keskar", measure: "|τ(φ, η)| − |τ(φ, gap)|", .above(0.1), margin: "a τ of 0.1",
        isOfPseudoValues: true, figure: "figure-rates")
    ]
    + [("eigenvalue", "λ"), ("scaled", "λ‖w‖²"), ("asam", "ASAM's rise"), ("filter", "the filter-normalized rise")].map { measure, title in
      Claim(
        "BatchNorm ends at flatter minima, by \(title).", source: "Santurkar et al. 2018, 3; the common reading", study: "sharpness",
        effect: "batch_\(measure)", measure: "\(title) at the same training loss, BatchNorm / plain", .below(0.9), margin: tenth,
        isHeadline: measure == "scaled", figure: "figure-rates", differences: sharpnessDifferences + normalizedLoss)
    }
    + [("scaled", "λ‖w‖²"), ("filter", "the filter-normalized rise")].map { measure, title in
      Claim(
        "So it does where the loss on the images measured is the same, by \(title).",
        alone: "BatchNorm ends at flatter places where the loss on the images measured is the same, by \(title).",
        source: "against a rival reading of that",
        study: "sharpness", effect: "batch_\(measure)_at_equal_loss",
        measure: "\(title), BatchNorm / plain, at equal loss by the line through all pairs", .below(0.9), margin: tenth,
        figure: "figure-rates", differences: "Added after results were seen. " + sharpnessDifferences)
    }
}
