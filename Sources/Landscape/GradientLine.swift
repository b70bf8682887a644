public import Objectives
public import Tensors

/// Measures the landscape along the gradient at the current point (Santurkar et al. 2018, section 3.2 and A.2.2): loss, gradient predictiveness
/// and effective smoothness over a grid of step sizes.
///
/// The line is θ − ηg with the raw gradient g = ∇L(θ), on the same batch for every η of either sign; it is a probe, not
/// a training run.
public struct GradientLine<Scalar: Real> {
  /// The step sizes η; negative ones go up the gradient.
  public let stepSizes: [Double]
  private var point: [Scalar] = []
  private var pointGradient: [Scalar] = []

  /// A probe at `stepSizes`. At 0 the smoothness has no value, and at a step that leads to no finite parameters nothing
  /// has one.
  public init(stepSizes: [Double]) { self.stepSizes = stepSizes }

  /// The profile at θ, where the loss and its gradient are known.
  ///
  /// With a direction v the line is θ − ηd for d = ‖g‖ v/‖v‖ in place of g, so that the same η moves as far.
  ///
  /// - Parameters:
  ///   - objective: the function L.
  ///   - parameters: θ.
  ///   - loss: L(θ).
  ///   - gradient: g.
  ///   - direction: v; nil for the gradient itself.
  /// - Throws: `LandscapeError` for parameters, a gradient or a direction of another length than the objective's dimension, and for a direction without a
  ///   length that is positive and finite.
  public mutating func measure(
    _ objective: some Objective<Scalar>, at parameters: [Scalar], loss: Double, gradient: [Scalar], along direction: [Scalar]? = nil
  ) throws(LandscapeError) -> LineProfile {
    for (name, vector) in [("parameters", parameters), ("gradient", gradient), ("direction", direction ?? gradient)]
    where vector.count != objective.dimension {
      throw LandscapeError(argument: name, found: "\(vector.count) values", expected: "the objective's \(objective.dimension)")
    }
    if pointGradient.count != parameters.count {
      pointGradient = [Scalar](onLargePages: gradient)
      point = [Scalar](onLargePages: gradient)
    }
    let norm = gradient.norm
    let start = parameters.norm
    var factor = 1.0
    if let length = direction?.norm {
      guard length > 0, length.isFinite else {
        throw LandscapeError(argument: "direction", found: "a length of \(length)", expected: "a positive one")
      }
      factor = norm / length
    }
    let points = stepSizes.map { stepSize in
      point.assign(parameters, plus: -stepSize * factor, times: direction ?? gradient)
      // No element is larger than the vector is long: only a point that may leave the type's range is looked at.
      let (reach, most) = (start + abs(stepSize) * norm, Double(Scalar.greatestFiniteMagnitude) / 2)
      guard (reach < most && abs(stepSize) * factor < most) || point.isFinite else {
        return LineProfile.Point(stepSize: stepSize, loss: .nan, gradientDistance: .nan, smoothness: .nan)
      }
      let value = objective.valueAndGradient(at: point, gradient: &pointGradient)
      let distance = pointGradient.distance(to: gradient)
      return LineProfile.Point(
        stepSize: stepSize, loss: value, gradientDistance: distance,
        smoothness: stepSize == 0 ? .nan : distance / (abs(stepSize) * norm))
    }
    return LineProfile(loss: loss, gradientNorm: norm, points: points)
  }
}
