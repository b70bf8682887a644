import Reports

/// What is said of training: rates, accuracies, regularization, inputs.
extension Claims {
  static let rateDifferences =
    "A perceptron of five hidden layers on Fashion-MNIST for 400 steps, plain descent; not Inception on ImageNet."
  static let learningRates = [
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
      "With BatchNorm training is less sensitive to the scale of the initial weights.", source: "I 1, 3.3", study: "learning-rates",
      effect: "accuracy_spread_over_scales", measure: "range of late accuracy over scales of 1/16 to 8, plain − BatchNorm", .above(0.005),
      margin: points,
      figure: "figure-scales", differences: rateDifferences),
    Claim(
      "With BatchNorm training is less sensitive to momentum.", source: "asked of hyperparameters that BatchNorm is said to forgive",
      study: "learning-rates", effect: "accuracy_spread_over_momenta",
      measure: "range of late accuracy over momenta 0 to 0.99 at one rate, plain − BatchNorm", .above(0.005), margin: points,
      figure: "figure-knobs", differences: rateDifferences),
    Claim(
      "With BatchNorm training is less sensitive to the size of batches.",
      source: "asked of hyperparameters that BatchNorm is said to forgive", study: "learning-rates",
      effect: "accuracy_spread_over_batches", measure: "range of late accuracy over batches of 8 to 512 at one rate, plain − BatchNorm",
      .above(0.005), margin: points, figure: "figure-knobs", differences: rateDifferences),
    Claim(
      "Behind a warm-up, too, learning rates may be ten times as large with BatchNorm, or more.", source: "I 4.2; Goyal et al. 2017",
      study: "learning-rates", effect: "largest_rate_warm_up",
      measure: "largest rate that trains behind a warm-up of 100 steps, BatchNorm / plain", .above(10),
      margin: "the smallest factor that the first sentence names", figure: "figure-knobs", differences: rateDifferences),
  ]

  static let notebookDifferences =
    "Initial weights and batches are other draws than Keras's; the incomplete last batch of an epoch is left out; the moving variance averages "
    + "unbiased variances, where Keras's averages biased ones (0.4 % less in a deviation)."
  static let notebook = [
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

  static let sigmoidDifferences =
    "Fashion-MNIST, not MNIST; 10 000 steps, not 50 000; rate 0.5 and weights from N(0, 2/fan-in), which the paper does not tell."
  static let sigmoid = [
    Claim(
      "BatchNorm raises the test accuracy of a sigmoid network.", source: "I 4.1, Figure 1a", study: "sigmoid", effect: "test_accuracy",
      measure: "test accuracy at the end, BatchNorm − plain", .above(0.005), margin: points, figure: "figure-accuracy",
      differences: sigmoidDifferences),
    Claim(
      "BatchNorm lets a sigmoid network train faster.", source: "I 4.1, Figure 1a", study: "sigmoid", effect: "steps_to_accuracy",
      measure: "steps to a test accuracy of 0.8, plain / BatchNorm", .above(1.1), margin: tenth, test: .signs, figure: "figure-accuracy",
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

  static let dropoutDifferences = """
    A perceptron of 512-512 on 1000 images of Fashion-MNIST, not Inception on ImageNet. An earlier design had been seen, of 256-256 on 5000 images, where dropout brought nothing with BatchNorm nor without.
    """
  static let dropout = [
    Claim(
      "With BatchNorm dropout brings nothing.", source: "I 3.4, 4.2.1", study: "dropout", effect: "gain_batch",
      measure: "test accuracy with BatchNorm, best dropout − none", .below(0.005), margin: points,
      control: Claim.Control("gain_none", "the plain network, best dropout − none"), figure: "figure-dropout",
      differences: dropoutDifferences),
    Claim(
      "Dropout brings less with BatchNorm than without.", source: "I 3.4, 4.2.1", study: "dropout", effect: "gain_difference",
      measure: "gain by the best dropout, plain − BatchNorm", .above(0.005), margin: points, figure: "figure-dropout",
      differences: dropoutDifferences),
    Claim(
      "Weight decay brings less with BatchNorm than without.", source: "I 4.2.1", study: "dropout", effect: "decay_gain_difference",
      measure: "gain by the best decay, plain − BatchNorm", .above(0.005), margin: points, figure: "figure-decay",
      differences: dropoutDifferences),
    Claim(
      "BatchNorm regularizes.", source: "I 3.4", study: "dropout", effect: "test_accuracy_without",
      measure: "test accuracy without dropout, BatchNorm − plain", .above(0.005), margin: points, figure: "figure-dropout",
      differences: dropoutDifferences),
  ]

  static let inputDifferences = "A tanh perceptron on 20 000 images of Fashion-MNIST."
  static let inputs = [
    Claim(
      "Centred inputs train faster than raw ones.", source: "LeCun et al. 1998, 4.3", study: "inputs", effect: "centering",
      measure: "steps to a loss of 0.5, raw / centred", .above(1.1), margin: tenth, figure: "figure-inputs", differences: inputDifferences),
    Claim(
      "Standardised inputs train faster than centred ones.", source: "LeCun et al. 1998, 4.3; I 3", study: "inputs",
      effect: "standardizing",
      measure: "steps, centred / standardised", .above(1.1), margin: tenth, figure: "figure-inputs", differences: inputDifferences),
    Claim(
      "Whitened inputs train faster than standardised ones.", source: "LeCun et al. 1998, 4.3; I 2", study: "inputs", effect: "whitening",
      measure: "steps, standardised / whitened", .above(1.1), margin: tenth, figure: "figure-inputs", differences: inputDifferences),
  ]
}
