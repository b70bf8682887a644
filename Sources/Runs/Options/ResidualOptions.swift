internal import ArgumentParser
internal import Networks

/// The options of residual networks.
struct ResidualOptions: ParsableArguments {
  @Option(help: "Whether blocks of a resnet have short-cuts: on or off. (default: on)", transform: OptionParsing.choice)
  var shortcuts: Switch?

  @Option(
    help: "Whether normalization and ReLU of a resnet stand before its convolutions (He et al. 2016b): on or off. (default: off)",
    transform: OptionParsing.choice)
  var preActivation: Switch?

  @Option(
    help: "Where a trained factor on every branch of a resnet starts; 0 with variant none is SkipInit. (default: no factors)",
    transform: OptionParsing.numberFromZero)
  var branchScale: Double?

  @Option(
    help: "How many of its three stages a resnet has, 1 to 3; its depth is 2 × stages × n + 2. (default: 3)",
    transform: OptionParsing.positive)
  var stages: Int?

  /// The network of these options.
  func configuration(depth: Int, width: Double) -> ResidualConfiguration {
    ResidualConfiguration(
      depth: depth, width: width, shortcuts: shortcuts != .off, preActivation: preActivation == .on, branchScale: branchScale,
      stages: stages ?? ResidualConfiguration.usualStages)
  }

  /// Who has a use for the options.
  func uses(by model: ModelName) -> [OptionUse] {
    let (isResidual, found) = (model.residualDepth != nil, "model \(model.rawValue)")
    return [
      ("--shortcuts", shortcuts != nil, isResidual, found, "a resnet"),
      ("--pre-activation", preActivation != nil, isResidual, found, "a resnet"),
      ("--branch-scale", branchScale != nil, isResidual, found, "a resnet"),
      ("--stages", stages != nil, isResidual, found, "a resnet"),
      ("--branch-scale", branchScale != nil, shortcuts != .off, "shortcuts off", "shortcuts on"),
    ]
  }
}

/// An option that is on or off.
enum Switch: String, CaseIterable, Sendable {
  case on, off
}
