import Instruments
import Networks
import Runs
import Training

/// One way to train, and where its edge is.
struct EdgeArm: Equatable, Sendable {
  let name: String
  let title: String
  let variant: Variant
  let activation: Activation
  let optimizer: OptimizerConfiguration
  /// The learning rates that it is trained at, the one whose edge is judged first, the control's last.
  let rates: [Double]
  /// Whether a step sees all examples.
  let isFullBatch: Bool

  /// The rate at which the edge is judged.
  var rate: Double { rates[0] }
  /// The rate of the control, whose edge is elsewhere.
  var controlRate: Double { rates[rates.count - 1] }

  private init(
    _ name: String, _ title: String, variant: Variant = .none, activation: Activation = .tanh, optimizer: OptimizerConfiguration = .sgd(),
    rates: [Double], isFullBatch: Bool = true
  ) {
    (self.name, self.title, self.variant, self.activation) = (name, title, variant, activation)
    (self.optimizer, self.rates, self.isFullBatch) = (optimizer, rates, isFullBatch)
  }

  /// Gradient descent on all examples, rows 1 to 3. With batch normalization tanh diverges at the plain network's rate, from a curvature at the start of
  /// fifteen times its edge: its rates are half as large.
  static let descents = [Activation.tanh, .relu].flatMap { activation in
    [Variant.none, .batch].map { variant in
      let rate = variant == .none ? 0.1 : 0.05
      return EdgeArm(
        "gd_\(activation.rawValue)_\(variant.rawValue)", "\(activation.name), \(variant.title)",
        variant: variant,
        activation: activation, rates: activation == .tanh ? [rate, rate / 2, rate / 8] : [rate, rate / 8])
    }
  }

  /// Small batches, rows 4 and 5: with momentum the rate is so much smaller that steps come out as long.
  static let small = EdgeArm("sgd", "SGD, batch 16", rates: [0.1, 0.05, 0.0125], isFullBatch: false)
  static let smallMomentum = EdgeArm(
    "sgd_momentum", "SGD with momentum 0.9, batch 16", optimizer: .sgd(momentum: momentum), rates: [0.01], isFullBatch: false)
  static let largeMomentum = EdgeArm("gd_momentum", "momentum 0.9, full batch", optimizer: .sgd(momentum: momentum), rates: [0.05])

  /// Adam on all examples, row 6.
  static let adam = EdgeArm("adam", "Adam, full batch", optimizer: .adam(), rates: [0.001])

  static let all = descents + [small, smallMomentum, largeMomentum, adam]

  /// β of momentum.
  static let momentum = 0.9
  /// 2: where η times the curvature is at the edge of plain descent.
  static let edge = 2.0
  /// 2(1 + β): of descent with momentum on all examples.
  static let momentumEdge = 2 * (1 + momentum)
  /// (2 + 2β₁)/(1 − β₁) for Adam's β₁ = 0.9: where η times the curvature of P⁻¹H is at its edge.
  static let adamEdge = 38.0

  /// Whether a run is of this arm.
  func has(_ configuration: RunConfiguration) -> Bool {
    guard case .mlp(_, let activation, _, _) = configuration.model else { return false }
    return configuration.variant == variant && activation == self.activation && configuration.optimizer == optimizer
      && Edge.isFullBatch(configuration) == isFullBatch && rates.contains(configuration.learningRate)
  }
}
