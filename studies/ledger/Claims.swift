import Reports
import Runs

/// The claims, in the order of the studies that test them. S is Santurkar et al. (2018), I Ioffe & Szegedy (2015).
enum Claims {
  /// What makes each study's results.
  static let commands = [
    "landscape": "studies/run landscape", "landscape-vgg11": "studies/run landscape --model vgg11",
    "covariate-shift": "studies/run covariate-shift", "covariate-shift-dln": "studies/run covariate-shift --model dln",
    "norms": "studies/run norms", "norms-dln": "studies/run norms --model dln", "learning-rates": "studies/run learning-rates",
    "notebook": "studies/run notebook", "sigmoid": "studies/run sigmoid", "dropout": "studies/run dropout",
    "theory": "studies/run theory", "depth": "studies/run depth", "stability": "studies/run stability", "inputs": "studies/run inputs",
  ]

  static let preamble = """
    S is Santurkar, Tsipras, Ilyas & Mądry, “How Does Batch Normalization Help Optimization?” (2018); I is Ioffe & Szegedy, “Batch Normalization” (2015). \
    Regions were set before the default runs. After a first look at results the design of `stability` was changed (longer training, fewer images) and \
    the grid of `learning-rates` refined; VGG-11 and the notebook, which had 5 seeds at first and so no verdict whatever the values, got 12. The claims' \
    regions were not changed; one claim was added later and says so. The [studies' page](../studies/README.md) says of each study how to read it.
    """

  static let tested: [Claim] =
    landscape("landscape", "A perceptron (784-1024-1024-10) on Fashion-MNIST for 400 steps, not VGG on CIFAR-10 for 15 000.")
    + landscape(
      "landscape-vgg11", "VGG-11 at a quarter of its width on Fashion-MNIST for 300 steps, not VGG on CIFAR-10 for 15 000.")
    + covariateShift + deepLinearShift + norms + deepLinearNorms + learningRates + notebook + sigmoid + dropout + theory + depth
    + stability + inputs

  /// What is true by mathematics.
  static let identities = [
    Identity(
      "Theorem 4.1 with 1/m: the reduction of the gradient, as an equality.", source: "S Theorem 4.1, corrected", study: "theory",
      effect: "gradient_error", measure: "worst relative error over units, layers and probes", bound: 1e-8),
    Identity(
      "Theorem 4.2: the reduction of the curvature, as an equality.", source: "S Theorem 4.2", study: "theory", effect: "smoothness_error",
      measure: "worst relative error over units, layers and probes", bound: 1e-6),
    Identity(
      "Theorem 4.4, with its own proof's powers: the worst case over inputs.", source: "S Theorem 4.4, corrected", study: "theory",
      effect: "minimax_ratio", measure: "gradient over bound, worst unit", bound: 1),
    Identity(
      "Observation 4.3: some γ and β make BatchNorm the identity.", source: "S Observation 4.3", study: "theory", effect: "identity_error",
      measure: "worst relative difference of activations", bound: 1e-8),
    Identity(
      "∇L(aW) = ∇L(W)/a.", source: "I 3.3", study: "theory", effect: "gradient_change", measure: "worst relative change of a ∇L(aW), a = 2",
      bound: 1e-6),
    Identity(
      "A bias before BatchNorm has no gradient.", source: "I 3.2", study: "theory", effect: "bias_gradient",
      measure: "its gradient over the weight's, worst", bound: 1e-8),
  ]

  // Smallest effects of interest.
  private static let tenth = "a tenth: less would be seen in no figure"
  private static let points = "half a percentage point, what tables of accuracies are rounded to"
  private static let cosine = "two hundredths of a cosine"
  private static let almost = "a hundredth: what is left is taken for none"

  private static func landscape(_ study: String, _ differences: String) -> [Claim] {
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
        effect: "shift_cosine_batch", measure: "cosine of G and G′ over all weights, BatchNorm − plain", .below(shiftMargin),
        margin: cosine,
        published: "+0.01, −0.06, −0.19 (thirds, layer 5)", figure: "figure-covariate-shift",
        differences: "The claim on gradients' shift was added here when its numbers had been seen, with the region of `covariate-shift`."),
    ]
  }

  /// How much higher the cosine may be with BatchNorm and still be called similar.
  private static let shiftMargin = 0.02

  private static let shiftDifferences =
    "A perceptron of four hidden layers of 256 on Fashion-MNIST for 500 steps, not VGG for 15 000; noise in evaluation is its mean."
  private static let covariateShift = [
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
      effect: "cosine", measure: "cosine of G and G′, BatchNorm − plain", .below(shiftMargin), margin: cosine,
      published: "+0.01, −0.06, −0.19 (thirds, layer 5)",
      figure: "figure-covariate-shift", differences: shiftDifferences),
    Claim(
      "BatchNorm does not reduce the relative size of that shift.", source: "S 2.2, Figure 3", study: "covariate-shift",
      effect: "relative_shift", measure: "‖G − G′‖ / ‖G‖, BatchNorm / plain", .above(0.9), margin: tenth, figure: "figure-covariate-shift"),
    Claim(
      "With noise after BatchNorm distributions shift more than in the plain network.", source: "S 2.1, Figures 2 and 8",
      study: "covariate-shift", effect: "noisy_distribution_step", measure: "KS distance by one step, noisy BatchNorm / plain", .above(1.1),
      margin: tenth,
      figure: "figure-distribution-shift", differences: shiftDifferences),
    Claim(
      "Noisy BatchNorm trains as well as BatchNorm.", source: "S 2.1, Figure 2", study: "covariate-shift",
      effect: "noisy_accuracy_over_batch", measure: "late training accuracy, noisy − BatchNorm", .within(-0.03...0.03),
      margin: "three percentage points, a third of what the plain network is behind",
      published: "“almost non-existent”", figure: "figure-training", differences: shiftDifferences),
    Claim(
      "Noisy BatchNorm trains better than the plain network.", source: "S 2.1, Figure 2", study: "covariate-shift",
      effect: "noisy_accuracy",
      measure: "late training accuracy, noisy − plain", .above(0.005), margin: points, figure: "figure-training"),
    Claim(
      "The same noise prevents the plain network from training.", source: "S 2.1, footnote", study: "covariate-shift",
      effect: "noise_accuracy", measure: "late training accuracy with the noise alone; chance is 0.1", .below(0.2),
      margin: "twice the accuracy of guessing", test: .signs,
      published: "“prevents it from training entirely”", figure: "figure-training", differences: shiftDifferences),
  ]

  private static let deepLinearShift = [
    Claim(
      "The plain deep linear network has almost no covariate shift.", source: "S 2.2, Figure 3b at 1e-7", study: "covariate-shift-dln",
      effect: "plain_cosine_1e-07", measure: "cosine of G and G′, all weights", .above(0.99), margin: almost, test: .signs,
      published: "≈ 1",
      figure: "figure-covariate-shift-1e-07", differences: "4000 steps, not 10 000."),
    Claim(
      "It has almost none at the other rate either.", source: "S 2.2, Figure 3b at 1e-6", study: "covariate-shift-dln",
      effect: "plain_cosine_1e-06", measure: "cosine of G and G′, all weights", .above(0.99), margin: almost, test: .signs,
      published: "0.92, 0.77, 0.93 (layer 9)",
      figure: "figure-covariate-shift"),
    Claim(
      "With BatchNorm G and G′ are almost uncorrelated.", source: "S 2.2, Figure 3b at 1e-7", study: "covariate-shift-dln",
      effect: "batch_cosine_1e-07", measure: "cosine of G and G′, all weights", .within(-0.3...0.3),
      margin: "a tenth of the variance in common", test: .signs,
      control: Claim.Control("plain_cosine_1e-07", "the plain network"),
      published: "−0.69, 0.72, 0.73 (layer 9)", figure: "figure-covariate-shift-1e-07", differences: "4000 steps, not 10 000."),
    Claim(
      "BatchNorm increases the shift of gradients in the deep linear network.", source: "S 2.2, Figure 3b at 1e-6",
      study: "covariate-shift-dln", effect: "cosine_1e-06", measure: "cosine of G and G′, BatchNorm − plain", .below(-shiftMargin),
      margin: cosine,
      published: "−0.02, +0.15, −0.04 (layer 9)", figure: "figure-covariate-shift"),
  ]

  private static let normsDifferences = "A perceptron of three hidden layers of 256 on Fashion-MNIST for 500 steps, not VGG for 15 000."
  private static let norms: [Claim] =
    [("l1", "L1"), ("l2", "L2"), ("linf", "L∞")].flatMap { name, title in
      [
        Claim(
          "\(title) normalization trains about as well as BatchNorm.", source: "S 3.3, Figure 5a", study: "norms",
          effect: "late_loss_\(name)_over_batch", measure: "late training loss, \(title) / BatchNorm", .within(0.8...1.25),
          margin: "a fifth, a fraction of what separates BatchNorm from the plain network",
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

  private static let deepLinearNorms: [Claim] =
    [
      ("batch", "BatchNorm", "0.29 (479 / 1660)"), ("l1", "L1", "0.06 (97.5 / 1660)"), ("l2", "L2", "0.29 (481 / 1660)"),
      ("linf", "L∞", "0.59 (986 / 1660)"),
    ].map { name, title, published in
      Claim(
        "The deep linear network ends lower with \(title).", source: "S 3.3, Figure 5b", study: "norms-dln", effect: "loss_\(name)",
        measure: "loss after 10 000 steps, \(title) / plain", .below(0.9), margin: tenth, published: published, figure: "figure-training")
    } + [
      Claim(
        "L1 ends lower than BatchNorm.", source: "S 3.3, Figure 5b", study: "norms-dln", effect: "loss_l1_over_batch",
        measure: "loss after 10 000 steps, L1 / BatchNorm", .below(0.9), margin: tenth, published: "0.20 (97.5 / 479)",
        figure: "figure-training"),
      Claim(
        "L∞ ends higher than BatchNorm.", source: "S 3.3, Figure 5b", study: "norms-dln", effect: "loss_linf_over_batch",
        measure: "loss after 10 000 steps, L∞ / BatchNorm", .above(1.1), margin: tenth, published: "2.1 (986 / 479)",
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
        measure: "median β × rate after the first tenth", .within(1.9...2.5), margin: "2, and the published 2.20 with as much again",
        test: .signs,
        control: Claim.Control("smoothness_none", "the plain network"), published: "2.20", figure: "figure-smoothness"),
      Claim(
        "The plain network's β is the larger one.", source: "S Figure 10c", study: "norms-dln", effect: "smoothness_none",
        measure: "median β × rate after the first tenth", .above(2.1), margin: "five per cent of 2", test: .signs, published: "11.7",
        figure: "figure-smoothness"),
    ]

  private static let rateDifferences =
    "A perceptron of five hidden layers on Fashion-MNIST for 400 steps, plain descent; not Inception on ImageNet."
  private static let learningRates = [
    Claim(
      "With BatchNorm learning rates may be ten times as large, or more.", source: "I 4.2 (×5, ×30); Bjorck et al. 2018",
      study: "learning-rates", effect: "largest_rate", measure: "largest rate that trains, BatchNorm / plain", .above(10),
      margin: "the smallest factor that the sentence names",
      published: "5 to 30",
      figure: "figure-rates", differences: rateDifferences),
    Claim(
      "With BatchNorm training takes fewer steps, each at its best rate.", source: "I 4.2, Figure 2", study: "learning-rates",
      effect: "steps_to_accuracy", measure: "steps to a training accuracy of 0.8, plain / BatchNorm", .above(1.1), margin: tenth,
      published: "14",
      figure: "figure-rates", differences: rateDifferences),
    Claim(
      "With BatchNorm training takes fewer steps at the same rate.", source: "I 4.2, Figure 2", study: "learning-rates",
      effect: "steps_at_plain_rate", measure: "the same, both at the plain network's best rate", .above(1.1), margin: tenth,
      published: "2.3",
      figure: "figure-rates", differences: rateDifferences),
    Claim(
      "With BatchNorm training is less sensitive to the scale of the initial weights.", source: "I 1, 3.3", study: "learning-rates",
      effect: "accuracy_spread_over_scales", measure: "range of late accuracy over scales of 1/16 to 8, plain − BatchNorm", .above(0.005),
      margin: points,
      figure: "figure-scales", differences: rateDifferences),
  ]

  private static let notebookDifferences =
    "Initial weights and batches are other draws than Keras's; the incomplete last batch of an epoch is left out; the moving variance averages "
    + "unbiased variances, where Keras's averages biased ones (0.4 % less in a deviation)."
  private static let notebook = [
    Claim(
      "(output − β)/γ has a mean near 0 on the test set.", source: "Keras notebook", study: "notebook", effect: "normalized_mean",
      measure: "mean over units of the mean", .within(-0.05...0.05), margin: "a twentieth of a standard deviation", test: .signs,
      published: "0.0152", figure: "figure-inspection",
      differences: notebookDifferences),
    Claim(
      "(output − β)/γ has a standard deviation near 1 on the test set.", source: "Keras notebook", study: "notebook",
      effect: "normalized_deviation", measure: "mean over units of the standard deviation", .within(0.95...1.05), margin: "a twentieth",
      test: .signs, published: "1.0082",
      figure: "figure-inspection", differences: notebookDifferences),
    Claim(
      "BatchNorm raises the test accuracy after 20 epochs.", source: "Keras notebook", study: "notebook", effect: "test_accuracy",
      measure: "test accuracy, BatchNorm − plain", .above(0.005), margin: points, figure: "figure-training",
      differences: notebookDifferences),
    Claim(
      "Population statistics and moving averages serve equally well.", source: "I 3.1, Algorithm 2", study: "notebook",
      effect: "population_against_moving", measure: "test accuracy, population − moving", .within(-0.005...0.005), margin: points,
      control: Claim.Control("test_accuracy", "BatchNorm − plain"),
      figure: "figure-training"),
  ]

  private static let sigmoidDifferences =
    "Fashion-MNIST, not MNIST; 10 000 steps, not 50 000; rate 0.5 and weights from N(0, 2/fan-in), which the paper does not tell."
  private static let sigmoid = [
    Claim(
      "BatchNorm raises the test accuracy of a sigmoid network.", source: "I 4.1, Figure 1a", study: "sigmoid", effect: "test_accuracy",
      measure: "test accuracy at the end, BatchNorm − plain", .above(0.005), margin: points, figure: "figure-accuracy",
      differences: sigmoidDifferences),
    Claim(
      "BatchNorm lets a sigmoid network train faster.", source: "I 4.1, Figure 1a", study: "sigmoid", effect: "steps_to_accuracy",
      measure: "steps to a test accuracy of 0.8, plain / BatchNorm", .above(1.1), margin: tenth, figure: "figure-accuracy",
      differences: sigmoidDifferences),
    Claim(
      "With BatchNorm the input of a sigmoid keeps its distribution over training.", source: "I 4.1, Figure 1b and c", study: "sigmoid",
      effect: "median_drift", measure: "drift of one unit's median, BatchNorm / plain", .below(0.9), margin: tenth,
      figure: "figure-percentiles",
      differences: sigmoidDifferences),
    Claim(
      "Without γ and β normalized inputs keep a sigmoid nearly linear.", source: "I 3", study: "sigmoid",
      effect: "linearity_without_affine",
      measure: "squared correlation of output and input, last layer", .above(0.95),
      margin: "a twentieth of the variance that a line leaves", test: .signs, figure: "figure-linearity"),
    Claim(
      "γ and β undo that.", source: "I 3", study: "sigmoid", effect: "linearity_difference",
      measure: "the same, without γ and β − with them", .above(0.02), margin: "two hundredths of the variance", figure: "figure-linearity"),
    Claim(
      "γ and β raise the accuracy of a sigmoid network.", source: "I 3", study: "sigmoid", effect: "affine_test_accuracy",
      measure: "test accuracy, with γ and β − without", .above(0.005), margin: points, figure: "figure-accuracy",
      differences: sigmoidDifferences),
  ]

  private static let dropoutDifferences = "A perceptron on 5000 images of Fashion-MNIST, not Inception on ImageNet."
  private static let dropout = [
    Claim(
      "With BatchNorm dropout brings nothing.", source: "I 3.4, 4.2.1", study: "dropout", effect: "gain_batch",
      measure: "test accuracy with BatchNorm, best dropout − none", .below(0.005), margin: points, figure: "figure-dropout",
      differences: dropoutDifferences),
    Claim(
      "Dropout brings less with BatchNorm than without.", source: "I 3.4, 4.2.1", study: "dropout", effect: "gain_difference",
      measure: "gain by the best dropout, plain − BatchNorm", .above(0.005), margin: points, figure: "figure-dropout",
      differences: dropoutDifferences),
    Claim(
      "BatchNorm regularizes.", source: "I 3.4", study: "dropout", effect: "test_accuracy_without",
      measure: "test accuracy without dropout, BatchNorm − plain", .above(0.005), margin: points, figure: "figure-dropout",
      differences: dropoutDifferences),
  ]

  private static let theory = [
    Claim(
      "Theorem 4.1 as printed, with 1/√m.", source: "S Theorem 4.1", study: "theory", effect: "printed_failures",
      measure: "share of units where it fails", .below(0.01), margin: "one unit in a hundred", test: .signs, figure: "figure-conditions"),
    Claim(
      "⟨ŷ, ∇L⟩ is positive, as the conclusion from Theorem 4.2 needs it.", source: "S 4.2", study: "theory", effect: "aligned_units",
      measure: "share of units where it is", .above(0.5), margin: "half, what chance would give", test: .signs, figure: "figure-conditions"),
    Claim(
      "The loss is convex along the gradient by a unit's outputs, as that needs too.", source: "S 4.2", study: "theory",
      effect: "convex_units", measure: "share of units where it is", .above(0.9), margin: "nine units in ten", test: .signs,
      figure: "figure-conditions"),
    Claim(
      "Lemma 4.5's condition ⟨W₀, W*⟩ > 0 is met; the rest of it is algebra.", source: "S Lemma 4.5", study: "theory",
      effect: "start_alignment", measure: "cosine of W₀ and W*", .above(0.1), margin: "a cosine that a hundredth of the variance makes",
      test: .signs, figure: "figure-conditions",
      differences: "W* is where training stands, not an optimum."),
  ]

  private static let depthDifferences =
    "Widths of 100 and batches of 128 from Fashion-MNIST, not the limit of both and not Gaussian inputs."
  private static let depth = [
    Claim(
      "With BatchNorm and ReLU squared gradients grow by π/(π − 1) = 1.467 a layer at initialization.", source: "Yang et al. 2019",
      study: "depth", effect: "gradient_growth_32", measure: "growth a layer, 32 hidden layers", .within(1.4...1.54),
      margin: "five per cent of the limit", test: .signs,
      control: Claim.Control("plain_gradient_growth_32", "the plain network"), published: "1.467",
      figure: "figure-layers", differences: depthDifferences),
    Claim(
      "BatchNorm keeps layer Jacobians' singular values near 1.", source: "I 3.3, conjecture", study: "depth",
      name: "gradient_growth_32_near_one", effect: "gradient_growth_32",
      measure: "growth of squared gradients a layer, 32 hidden layers", .within(0.9...1.1), margin: tenth, test: .signs,
      figure: "figure-layers",
      differences: depthDifferences),
    Claim(
      "BatchNorm keeps small changes from being amplified by depth.", source: "I 3.3", study: "depth", effect: "sensitivity_32",
      measure: "growth of a small change of the input, BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-layers",
      differences: "A change of inputs, not of parameters."),
    Claim(
      "BatchNorm keeps representations from collapsing in depth.", source: "Daneshmand et al. 2020", study: "depth",
      effect: "effective_rank_32", measure: "effective rank of the last layer's inputs at start, BatchNorm / plain", .above(1.1),
      margin: tenth,
      figure: "figure-layers"),
    Claim(
      "With BatchNorm layers are more independent of each other.", source: "I 1; textbooks", study: "depth", effect: "similarity_end_16",
      measure: "CKA of neighbouring layers after training, 16 hidden layers, BatchNorm − plain", .below(-0.02),
      margin: "two hundredths of an index from 0 to 1", figure: "figure-layers",
      differences: "What independence is no source defines; this is linear CKA."),
    Claim(
      "Very deep networks without shortcuts train worse with BatchNorm than without.", source: "Yang et al. 2019", study: "depth",
      effect: "loss_32", measure: "late training loss, 32 hidden layers, BatchNorm / plain", .above(1.1), margin: tenth,
      figure: "figure-depth",
      differences: "200 steps at a rate of 0.01, with He's initial weights, which suit the plain network."),
  ]

  private static let stability: [Claim] = [
    Claim(
      "β × rate stays at 2 with BatchNorm.", source: "S Figure 4c", study: "stability", effect: "beta_batch_0.1",
      measure: "median β × 0.1 with steps from ½ × rate, second half", .within(1.8...2.2), margin: "a tenth of 2", test: .signs,
      published: "2.00",
      figure: "figure-smallest-step",
      differences: "A small perceptron on 5000 images of Fashion-MNIST for 3000 steps, not VGG on CIFAR-10."),
    Claim(
      "β × rate stays at 2 without.", source: "S Figure 4c", study: "stability", effect: "beta_none_0.1",
      measure: "the same, plain", .within(1.8...2.2), margin: "a tenth of 2", test: .signs, published: "2.00",
      figure: "figure-smallest-step"),
    Claim(
      "With BatchNorm β is a property of the landscape: the smallest step does not matter.", source: "S 3.2, implied", study: "stability",
      effect: "slope_batch_0.1", measure: "slope of ln β over ln of the smallest step; −1 is saturation", .within(-0.1...0.1),
      margin: "a tenth of what saturation gives", test: .signs,
      figure: "figure-smallest-step"),
    Claim(
      "Without BatchNorm likewise.", source: "S 3.2, implied", study: "stability", effect: "slope_none_0.1", measure: "the same, plain",
      .within(-0.1...0.1), margin: "a tenth of what saturation gives", test: .signs, figure: "figure-smallest-step"),
    Claim(
      "Batch sharpness is at 2/η without BatchNorm.", source: "Andreyev & Beneventano 2024", study: "stability",
      effect: "sharpness_none_0.4", measure: "batch sharpness × 0.4, second half", .within(1.8...2.2), margin: "a tenth of 2", test: .signs,
      control: Claim.Control("sharpness_none_0.05", "the same at a rate of 0.05"), published: "2",
      figure: "figure-rates",
      differences: "3000 steps on 5000 images."),
    Claim(
      "Batch sharpness is at 2/η with BatchNorm.", source: "Andreyev & Beneventano 2024", study: "stability",
      effect: "sharpness_batch_0.4", measure: "batch sharpness × 0.4, second half", .within(1.8...2.2), margin: "a tenth of 2",
      test: .signs,
      control: Claim.Control("sharpness_batch_0.05", "the same at a rate of 0.05"), published: "2",
      figure: "figure-rates", differences: "3000 steps on 5000 images."),
    Claim(
      "BatchNorm smoothes the landscape of a shallow network.", source: "S 3; against it, Yao et al. 2020", study: "stability",
      effect: "smoothness_0.1", measure: "‖Hg‖/‖g‖, BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-rates"),
    Claim(
      "It does so apart from the weights' scale.", source: "after Dinh et al. 2017, Lyu et al. 2022", study: "stability",
      effect: "scale_free_0.1", measure: "‖Hg‖/‖g‖ × ‖W‖², BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-rates"),
    Claim(
      "It does so at another rate too.", source: "after Dinh et al. 2017, Lyu et al. 2022", study: "stability", effect: "scale_free_0.4",
      measure: "‖Hg‖/‖g‖ × ‖W‖² at a rate of 0.4, BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-rates"),
  ]

  private static let inputDifferences = "A tanh perceptron on 20 000 images of Fashion-MNIST."
  private static let inputs = [
    Claim(
      "Centred inputs train faster than raw ones.", source: "LeCun et al. 1998, 4.3", study: "inputs", effect: "centering",
      measure: "steps to a loss of 0.5, raw / centred", .above(1.1), margin: tenth, figure: "figure-inputs", differences: inputDifferences),
    Claim(
      "Standardised inputs train faster than centred ones.", source: "LeCun et al. 1998, 4.3; I 3", study: "inputs",
      effect: "standardizing",
      measure: "steps, centred / standardised", .above(1.1), margin: tenth, figure: "figure-inputs", differences: inputDifferences),
    Claim(
      "Standardised inputs train faster than raw ones.", source: "LeCun et al. 1998, 4.3; I 3", study: "inputs",
      effect: "standardizing_over_raw", measure: "steps, raw / standardised", .above(1.1), margin: tenth, figure: "figure-inputs",
      differences: inputDifferences),
    Claim(
      "Whitened inputs train faster than standardised ones.", source: "LeCun et al. 1998, 4.3; I 2", study: "inputs", effect: "whitening",
      measure: "steps, standardised / whitened", .above(1.1), margin: tenth, figure: "figure-inputs", differences: inputDifferences),
  ]

  static let untested = [
    UntestedClaim(
      "BatchNorm reaches Inception's ImageNet accuracy in 14 times fewer steps, and a better one.", source: "I 4.2",
      reason: "ImageNet and Inception are beyond a CPU; the learning-rates study has the small counterpart."),
    UntestedClaim(
      "A sigmoid Inception trains with BatchNorm only.", source: "I 4.2", reason: "ImageNet; the sigmoid study has the small counterpart."),
    UntestedClaim(
      "BatchNorm does not suit recurrent networks as it stands.", source: "Laurent et al. 2016; Cooijmans et al. 2017",
      reason: "The engine has no recurrent layers."),
    UntestedClaim(
      "VGG on CIFAR-10 comes to 83 % with BatchNorm and 80 % without after 15 000 steps.", source: "S A.1, Figure 1",
      reason: "CIFAR-10 is not among Debian's packages; --data takes it where it is at hand."),
    UntestedClaim(
      "The landscape is as smooth in random directions.", source: "S 3.2",
      reason: "Stated without a figure or a definition of the steps' lengths."),
    UntestedClaim(
      "BatchNorm smoothes deep residual networks, and not shallow ones.", source: "Yao et al. 2020",
      reason: "The engine has no shortcuts yet; the stability study has the shallow half."),
    UntestedClaim(
      "Isolated eigenvalues of the Hessian vanish with BatchNorm.", source: "Ghorbani et al. 2019",
      reason: "Needs spectral densities over training; the tools (Lanczos, Hutchinson) are there, the study is not."),
    UntestedClaim(
      "With weight decay only the effective learning rate η/‖W‖² matters.", source: "Hoffer et al. 2018; van Laarhoven 2017",
      reason: "No study varies the weight decay yet."),
  ]
}
