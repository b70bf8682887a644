public import Networks
public import Objectives
public import Tensors

/// How far the gradient of one weight moves when the layers before it take their step (Santurkar et al. 2018, Definition 2.1).
public struct LayerShift: Equatable, Sendable {
  /// Index of the layer.
  public let layer: Int
  /// Name of the weight.
  public let parameter: String
  /// ‖G − G′‖₂.
  public let distance: Double
  /// ⟨G, G′⟩ / (‖G‖ ‖G′‖); not a number where either is zero.
  public let cosine: Double
  /// ‖G‖₂, before the step.
  public let before: Double
  /// ‖G′‖₂, after it.
  public let after: Double
}

/// Measures internal covariate shift: for every weight W_i of two dimensions or more, its gradient G at θ against its gradient G′ with all parameters
/// of earlier layers (normalization's and biases too) moved to where their step leads, on the same batch: θ⁺ = θ − η∇L(θ), or another optimizer's.
public struct CovariateShift<Scalar: Real> {
  /// The learning rate η of the step.
  public let learningRate: Double
  private var shifted: [Scalar] = []
  private var shiftedGradient: [Scalar] = []

  /// A probe by one plain gradient step of `learningRate`.
  public init(learningRate: Double) { self.learningRate = learningRate }

  /// The shift of every weight at θ, where the gradient is known; without values where the step leads to no finite parameters. That both vectors have the
  /// objective's dimension is a precondition.
  public mutating func measure(_ objective: some LayeredObjective<Scalar>, at parameters: [Scalar], gradient: [Scalar]) -> [LayerShift] {
    shifted.assign(parameters, plus: -learningRate, times: gradient)
    return measure(objective, at: parameters, gradient: gradient, moved: shifted)
  }

  /// The shift of every weight by another step than the plain one, to `moved`.
  public mutating func measure(
    _ objective: some LayeredObjective<Scalar>, at parameters: [Scalar], gradient: [Scalar], moved shifted: [Scalar]
  ) -> [LayerShift] {
    if shiftedGradient.count != parameters.count { shiftedGradient = gradient }
    let weights = objective.parameterLayout.entries.filter(\.isWeightMatrix)
    guard shifted.isFinite else {
      return weights.map {
        LayerShift(
          layer: $0.layer, parameter: $0.name, distance: .nan, cosine: .nan, before: gradient.norm(in: $0.range),
          after: .nan)
      }
    }
    // Weights that the objective passes over have nothing before them that moves: G′ is G.
    var shifts = [String: LayerShift]()
    objective.forEachShiftedGradient(at: parameters, shifted: shifted, gradient: &shiftedGradient) { entry, moved in
      shifts[entry.name] = Self.compare(entry, gradient, moved)
    }
    return weights.map { shifts[$0.name] ?? Self.compare($0, gradient, gradient) }
  }

  private static func compare(_ entry: TensorEntry, _ gradient: [Scalar], _ moved: [Scalar]) -> LayerShift {
    let before = gradient.dot(gradient, in: entry.range)
    let after = moved.dot(moved, in: entry.range)
    let product = gradient.dot(moved, in: entry.range)
    // √(a·a) is exactly a, so that equal gradients have a cosine of exactly 1; the other form is for squares that leave the range.
    let scale = (before * after).squareRoot()
    let cosine = scale.isNormal ? product / scale : product / before.squareRoot() / after.squareRoot()
    return LayerShift(
      layer: entry.layer, parameter: entry.name, distance: gradient.distance(to: moved, in: entry.range), cosine: cosine,
      before: before.squareRoot(), after: after.squareRoot())
  }
}
