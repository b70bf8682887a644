import Reports
import Runs

/// The claims, in the order of the studies that test them. S is Santurkar et al. (2018), I Ioffe & Szegedy (2015).
enum Claims {
  /// What makes each study's results: a folder is named for its study, and for the model where that is another than the study's own.
  static let commands = Dictionary(
    uniqueKeysWithValues: networks.keys.map { folder in
      let model = ["dln", "vgg11"].first { folder.hasSuffix("-\($0)") }
      return (folder, "studies/run " + (model.map { "\(folder.dropLast($0.count + 1)) --model \($0)" } ?? folder))
    })

  /// What each study's networks are.
  static let networks = [
    "landscape": ["perceptron"], "landscape-vgg11": ["VGG"], "covariate-shift": ["perceptron"], "covariate-shift-dln": ["deep linear"],
    "covariate-shift-vgg11": ["VGG"],
    "norms": ["perceptron"], "norms-dln": ["deep linear"], "learning-rates": ["perceptron"], "notebook": ["perceptron"],
    "sigmoid": ["perceptron"], "dropout": ["perceptron"], "theory": ["perceptron"], "depth": ["perceptron"], "stability": ["perceptron"],
    "inputs": ["perceptron"], "residual": ["residual"], "recurrent": ["recurrent"], "spectrum": ["perceptron", "VGG", "residual"],
    "edge": ["perceptron"], "paths": ["perceptron", "VGG"], "sharpness": ["perceptron"], "surfaces": ["VGG", "residual"],
    "scale": ["perceptron"], "alternatives": ["perceptron", "VGG"], "outputs": ["perceptron"],
    "robustness": ["perceptron", "VGG"],
  ]

  static let preamble = """
    S is Santurkar, Tsipras, Ilyas & Mądry, “How Does Batch Normalization Help Optimization?” (2018); I is Ioffe & Szegedy, “Batch Normalization” (2015). \
    Regions of seen claims were first set before the default runs. After a first look at results the design of `stability` was changed (longer training, fewer images) and \
    the grid of `learning-rates` refined; the notebook, which had 5 seeds at first and so no verdict whatever the values, got 12. VGG-11 had 5 seeds, 300 steps and two variants at first; it got 12, 3000 and five, and `covariate-shift` and `norms` of the perceptron ten epochs in place of 500 steps, after those had been seen. When the rule above was written, claims of “less” and “more” got margins, claims of “the same” controls, and some contrasts the sign test, since \
    simulation shows that sign flips err there: of *seen* claims that was after their results had been seen. The [studies' page](../studies/README.md) says of each study how to read it.
    """

  static let tested: [Claim] =
    landscape(
      "landscape", "A perceptron (784-1024-1024-10) on Fashion-MNIST for 400 steps, not VGG on CIFAR-10 for 15 000.",
      shiftHistory:
        "Added here when its numbers had been seen, with the region of `covariate-shift`, and judged by the cosine, which disagrees, until that was seen to be against the definition."
    )
    + landscapeVGG + covariateShift + shiftVGG + deepLinearShift + norms + deepLinearNorms + learningRates + notebook + sigmoid + dropout
    + theory
    + depth
    + stability + inputs + residual + recurrent + spectrum + edge + paths + sharpness + surfaces + scale + alternatives + outputs
    + robustness

  // Contrasts are tested by signs too where sign flips err in more than one simulated ledger of twenty: their values are too skewed.

  // Smallest effects of interest.
  static let tenth = "a tenth: less would be seen in no figure"
  static let points = "half a percentage point, what tables of accuracies are rounded to"
  static let almost = "a hundredth: what is left is taken for none"
}
