import Reports

/// What is said of landscapes and of covariate shift.
extension Claims {
  static func landscape(
    _ study: String, _ differences: String,
    shiftHistory: String = ""
  ) -> [Claim] {
    [
      Claim(
        "With BatchNorm the loss varies less along the gradient.", source: "S 3.1, Figure 4a", study: study, effect: "loss_band_batch",
        measure: "width of the loss band, BatchNorm / plain, all probes", .below(0.9), margin: tenth, published: "0.16",
        figure: "figure-loss-band",
        differences: differences),
      Claim(
        "With BatchNorm gradients are more predictive.", source: "S 3.2, Figure 4b", study: study, effect: "gradient_band_batch",
        measure: "width of the gradient band, BatchNorm / plain", .below(0.9), margin: tenth, published: "0.18",
        figure: "figure-gradient-band",
        differences: differences),
      Claim(
        "BatchNorm lowers the effective β-smoothness.", source: "S 3.2, Figure 4c", study: study, effect: "smoothness_batch",
        measure: "median β over probes, BatchNorm / plain", .below(0.9), margin: tenth, published: "1.0 (medians 19.96, 20.0)",
        figure: "figure-smoothness",
        differences: differences),
      Claim(
        "At initialization BatchNorm makes the landscape rougher.", source: "Yang et al. 2019; S Figure 4c at step 0", study: study,
        effect: "smoothness_start_batch", measure: "β at step 0, BatchNorm / plain", .above(1.1), margin: tenth,
        published: "2.2 (25.3 / 11.5)",
        figure: "figure-smoothness", differences: differences),
      Claim(
        "BatchNorm does not reduce the shift of gradients: it is similar or worse.", source: "S 2.2, Figure 3", study: study,
        effect: "shift_distance_batch", measure: "‖G − G′‖, mean over probes and weights, BatchNorm / plain", .above(0.9), margin: tenth,
        otherMeasures: shiftMeasures("shift_relative_batch", "shift_cosine_batch"),
        published: "1.1, 1.0, 1.9 (medians by thirds, layer 5)", figure: "figure-covariate-shift",
        differences: shiftHistory),
    ]
  }

  /// What stands beside the definition's own measure.
  private static func shiftMeasures(_ relative: String, _ cosine: String) -> [Claim.OtherMeasure] {
    [
      Claim.OtherMeasure(relative, "‖G − G′‖ / ‖G‖, BatchNorm / plain", .above(0.9)),
      Claim.OtherMeasure(cosine, "cosine of G and G′, BatchNorm − plain", .below(shiftMargin)),
    ]
  }

  /// On the paper's own network, with its five variants.
  static let landscapeVGG: [Claim] = {
    let study = "landscape-vgg11"
    let differences = """
      VGG-11 at a quarter of its width on Fashion-MNIST for 3000 steps, not VGG on CIFAR-10 for 15 000. The loss bands at equal step and at equal distance are verdicts on probes every 100 steps, of which the untrained network's is by far the largest: see the studies' page for other spacings. An earlier version of this study had been seen: plain and BatchNorm runs of 300 steps, with all that this one \
      measures but lines at equal distance, L1, L2 and L∞, and the distribution shift; and a pilot of one seed over 3000 steps, plain, BatchNorm and L1, with its bands and β (the loss band 0.63 and 0.73 of the plain one's). The claim on gradients' shift was one on the cosine then.
      """
    let along = landscape(study, differences)
    let bands: [Claim] = [
      Claim(
        "In the last third of training, too, the loss varies less with BatchNorm.", source: "S 3.1, Figure 4a", study: study,
        effect: "loss_band_last_third_batch", measure: "width of the loss band, BatchNorm / plain, last third of the steps", .below(0.9),
        margin: tenth, published: "0.20 (0.166 / 0.81)", figure: "figure-loss-band"),
      Claim(
        "At equal distance, too, the loss varies less with BatchNorm.", source: "S 3.1, asked at equal distance", study: study,
        effect: "loss_band_by_distance_batch",
        measure: "width of the loss band over equal distances down the gradient, BatchNorm / plain", .below(0.9), margin: tenth,
        figure: "figure-distance"),
      Claim(
        "In random directions the loss varies less with BatchNorm, too.", source: "S 3.2, without a figure", study: study,
        effect: "loss_band_random_batch", measure: "width of the loss band over equal distances in random directions, BatchNorm / plain",
        .below(0.9), margin: tenth, figure: "figure-distance"),
      Claim(
        "L1 normalization narrows the loss band.", source: "S 3.3, Figure 12b", study: study, effect: "loss_band_l1",
        measure: "width of the loss band, L1 / plain", .below(0.9), margin: tenth, published: "0.18 (0.281 / 1.54)",
        figure: "figure-loss-band"),
      Claim(
        "L∞ normalization narrows the loss band.", source: "S 3.3, Figure 12b", study: study, effect: "loss_band_linf",
        measure: "width of the loss band, L∞ / plain", .below(0.9), margin: tenth, published: "0.09 (0.145 / 1.54)",
        figure: "figure-loss-band"),
    ]
    let distributions: [Claim] = [
      Claim(
        "BatchNorm reduces the change of the distribution of layers' inputs.", source: "I 2, 3", study: study,
        effect: "distribution_step_batch", measure: "KS distance by one step, BatchNorm / plain", .below(0.9), margin: tenth,
        otherMeasures: [Claim.OtherMeasure("distribution_start_batch", "KS distance since the start, BatchNorm / plain", .below(0.9))],
        figure: "figure-distribution-shift")
    ]
    let trains = Claim(
      "L1 normalization trains about as well as BatchNorm.", source: "S 3.3, Figure 5a", study: study, effect: "late_loss_l1_over_batch",
      measure: "late training loss, L1 / BatchNorm", .within(0.8...1.25), margin: "a fifth, up or down",
      control: Claim.Control("late_loss_batch", "BatchNorm / plain"), figure: "figure-training")
    return along + bands + distributions + [trains]
  }()

  /// How much higher the cosine may be with BatchNorm and still be called similar.
  static let shiftMargin = 0.02

  static let shiftDifferences =
    "A perceptron of four hidden layers of 256 on Fashion-MNIST for ten epochs, not VGG for 15 000 steps; the same of 500 steps had been seen; noise in evaluation is its mean. The shift of gradients was two claims then, by the cosine and by the relative distance, neither of which held."
  static let covariateShift = [
    Claim(
      "BatchNorm reduces the change of the distribution of layers' inputs.", source: "I 2, 3", study: "covariate-shift",
      effect: "distribution_step", measure: "KS distance by one step, BatchNorm / plain", .below(0.9), margin: tenth,
      figure: "figure-distribution-shift",
      differences: shiftDifferences),
    Claim(
      "BatchNorm keeps the distribution of layers' inputs where it was.", source: "I 4.1, Figure 1", study: "covariate-shift",
      effect: "distribution_start", measure: "KS distance since the start, BatchNorm / plain", .below(0.9), margin: tenth,
      figure: "figure-distribution-shift"),
    Claim(
      "BatchNorm does not reduce the shift of gradients: it is similar or worse.", source: "S 2.2, Figure 3", study: "covariate-shift",
      effect: "shift_distance", measure: "‖G − G′‖, mean over probes and weights, BatchNorm / plain", .above(0.9), margin: tenth,
      otherMeasures: shiftMeasures("relative_shift", "cosine"), published: "1.1, 1.0, 1.9 (medians by thirds, layer 5)",
      figure: "figure-covariate-shift", differences: shiftDifferences),
    Claim(
      "With noise after BatchNorm distributions shift more than in the plain network.", source: "S 2.1, Figures 2 and 8",
      study: "covariate-shift", effect: "noisy_distribution_step", measure: "KS distance by one step, noisy BatchNorm / plain", .above(1.1),
      margin: tenth,
      figure: "figure-distribution-shift", differences: shiftDifferences),
    Claim(
      "Noisy BatchNorm trains as well as BatchNorm.", source: "S 2.1, Figure 2", study: "covariate-shift",
      effect: "noisy_accuracy_over_batch", measure: "late training accuracy, noisy − BatchNorm", .within(-0.03...0.03),
      margin: "three percentage points",
      control: Claim.Control("plain_accuracy_over_batch", "plain − BatchNorm"),
      published: "“almost non-existent”", figure: "figure-training", differences: shiftDifferences),
    Claim(
      "Noisy BatchNorm trains better than the plain network.", source: "S 2.1, Figure 2", study: "covariate-shift",
      effect: "noisy_accuracy",
      measure: "late training accuracy, noisy − plain", .above(0.005), margin: points, figure: "figure-training"),
    Claim(
      "The same noise prevents the plain network from training.",
      alone: "Noise as that behind noisy BatchNorm prevents the plain network from training.", source: "S 2.1, footnote",
      study: "covariate-shift",
      effect: "noise_accuracy", measure: "late training accuracy with the noise alone; chance is 0.1", .below(0.2),
      margin: "twice the accuracy of guessing", test: .signs,
      published: "“prevents it from training entirely”", figure: "figure-training", differences: shiftDifferences),
  ]

  /// Noise behind BatchNorm, on the paper's own kind of network. Its other claims on shift are `landscape-vgg11`'s, of the same design.
  static let shiftVGG: [Claim] = {
    let (study, late) = ("covariate-shift-vgg11", "late training accuracy")
    let differences = """
      VGG-11 at a quarter of its width on Fashion-MNIST for 3000 steps, not VGG on CIFAR-10 for 15 000; noise in evaluation is its mean. What the plain and the BatchNorm runs come to had been seen in `landscape-vgg11`, whose design they \
      share, and a look at two seeds over 60 steps with the noise. The region of a percentage point is narrower than the perceptron's three, which the plain network had passed.
      """
    return [
      Claim(
        "With noise after BatchNorm distributions shift more than in the plain network.", source: "S 2.1, Figures 2 and 8", study: study,
        effect: "noisy_distribution_step", measure: "KS distance by one step, noisy BatchNorm / plain", .above(1.1), margin: tenth,
        figure: "figure-distribution-shift", differences: differences),
      Claim(
        "Noisy BatchNorm trains as well as BatchNorm.", source: "S 2.1, Figure 2", study: study, effect: "noisy_accuracy_over_batch",
        measure: "\(late), noisy − BatchNorm", .within(-0.01...0.01), margin: "a percentage point",
        control: Claim.Control("plain_accuracy_over_batch", "plain − BatchNorm"), published: "“almost non-existent”",
        figure: "figure-training", differences: differences),
      Claim(
        "Noisy BatchNorm trains better than the plain network.", source: "S 2.1, Figure 2", study: study, effect: "noisy_accuracy",
        measure: "\(late), noisy − plain", .above(0.005), margin: points, figure: "figure-training", differences: differences),
      Claim(
        "The same noise prevents the plain network from training.",
        alone: "Noise as that behind noisy BatchNorm prevents the plain network from training.", source: "S 2.1, footnote", study: study,
        effect: "noise_accuracy", measure: "\(late) with the noise alone; chance is 0.1", .below(0.2),
        margin: "twice the accuracy of guessing", test: .signs, published: "“prevents it from training entirely”",
        figure: "figure-training", differences: differences),
    ]
  }()

  static let deepLinearShift = [
    Claim(
      "The plain deep linear network has almost no covariate shift.", source: "S 2.2, Figure 3b at 1e-7", study: "covariate-shift-dln",
      effect: "plain_cosine_1e-07", measure: "cosine of G and G′, all weights", .above(0.99), margin: almost, test: .signs,
      published: "≈ 1",
      figure: "figure-covariate-shift-1e-07", differences: "4000 steps, not 10 000."),
    Claim(
      "It has almost none at the other rate either.",
      alone: "The plain deep linear network has almost no covariate shift at ten times the rate either.",
      source: "S 2.2, Figure 3b at 1e-6", study: "covariate-shift-dln",
      effect: "plain_cosine_1e-06", measure: "cosine of G and G′, all weights", .above(0.99), margin: almost, test: .signs,
      published: "0.92, 0.77, 0.93 (layer 9)",
      figure: "figure-covariate-shift"),
    Claim(
      "With BatchNorm G and G′ are almost uncorrelated.", source: "S 2.2, Figure 3b at 1e-7", study: "covariate-shift-dln",
      effect: "batch_cosine_1e-07", measure: "cosine of G and G′, all weights", .within(-0.3...0.3),
      margin: "a tenth of the variance in common", test: .signs,
      control: Claim.Control("plain_cosine_1e-07", "the plain network"),
      published: "−0.69, 0.72, 0.73 (layer 9)", figure: "figure-covariate-shift-1e-07",
      differences:
        "4000 steps, not 10 000. Single weights have cosines up to ±0.98, which differ in sign from seed to seed: it is their mean that is near 0."
    ),
    Claim(
      "BatchNorm increases the shift of gradients in the deep linear network.", source: "S 2.2, Figure 3b at 1e-6",
      study: "covariate-shift-dln", effect: "shift_distance_1e-06", measure: "‖G − G′‖, mean over probes and weights, BatchNorm / plain",
      .above(1.1), margin: tenth,
      otherMeasures: [
        Claim.OtherMeasure("relative_shift_1e-06", "‖G − G′‖ / ‖G‖, BatchNorm / plain", .above(1.1)),
        Claim.OtherMeasure("cosine_1e-06", "cosine of G and G′, BatchNorm − plain", .below(-shiftMargin)),
      ],
      published: "cosines −0.02, +0.15, −0.04 (layer 9)", figure: "figure-covariate-shift",
      differences: "It was judged by the cosine before."),
  ]
}
