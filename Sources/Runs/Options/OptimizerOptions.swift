internal import ArgumentParser
internal import Training

/// The options that choose an optimizer.
struct OptimizerOptions: ParsableArguments {
  private static let usual = OptimizerName.sgd

  @Option(
    help: "The optimizer: \(OptionParsing.names(of: OptimizerName.self)). (default: \(OptimizerOptions.usual.rawValue))",
    transform: OptionParsing.choice)
  var optimizer = OptimizerOptions.usual

  @Option(help: "Momentum of sgd and sam, from 0 to below 1. (default: 0)")
  var momentum: Double?

  @Option(
    help: "Distance ρ at which sam takes its gradient. (default: 0.05, Foret et al. 2021)", transform: OptionParsing.positiveNumber)
  var rho: Double?

  @Option(help: "Weight decay λ, added to the gradient as λθ.")
  var weightDecay = 0.0

  @Option(
    help: "Which parameters decay: all, normalized (weights whose size a normalization undoes) or output. (default: all)",
    transform: OptionParsing.choice)
  var decayOf: DecayedName?

  /// Refuses numbers outside their range.
  func validate() throws {
    if let momentum, !(0..<1).contains(momentum) { throw ValidationError("--momentum: found \(momentum), expected 0 to below 1") }
    guard weightDecay >= 0, weightDecay.isFinite else {
      throw ValidationError("--weight-decay: found \(weightDecay), expected a number from 0")
    }
    guard decayOf == nil || weightDecay > 0 else {
      throw ValidationError("--decay-of: found no --weight-decay, expected one above 0 beside it")
    }
  }

  /// Decay of some parameters only; nil where all decay, or none.
  var selectiveDecay: SelectiveDecay? { decayOf?.weights.map { SelectiveDecay(weightDecay, of: $0) } }

  /// What they choose.
  var configuration: OptimizerConfiguration {
    let weightDecay = selectiveDecay == nil ? weightDecay : 0
    return switch optimizer {
    case .sgd: .sgd(momentum: momentum ?? 0, weightDecay: weightDecay)
    case .adam: .adam(weightDecay: weightDecay)
    case .sam: .sam(rho: rho ?? 0.05, momentum: momentum ?? 0, weightDecay: weightDecay)
    }
  }

  /// Options that some optimizer has no use for: whether they are given, and who uses them.
  var uses: [(option: String, isGiven: Bool, by: [OptimizerName])] {
    [("--momentum", momentum != nil, [.sgd, .sam]), ("--rho", rho != nil, [.sam])]
  }
}

/// Optimizers by the names of `--optimizer`.
enum OptimizerName: String, CaseIterable, Sendable {
  case sgd, adam, sam
}

/// Parameters by the names of `--decay-of`.
enum DecayedName: String, CaseIterable, Sendable {
  case all, normalized, output

  var weights: SelectiveDecay.Weights? { SelectiveDecay.Weights(rawValue: rawValue) }
}
