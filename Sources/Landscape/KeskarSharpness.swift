public import Objectives
public import Tensors

/// The sharpness of Keskar et al. (2017, metric 2.1): the largest rise of f in a small box around x, over 1 + f(x), in percent,
///
/// φ(ε, A) = 100 (max f(x + Ay) − f(x)) / (1 + f(x)) over |yᵢ| ≤ ε (|(A⁺x)ᵢ| + 1),
///
/// where A is the identity or has random columns of normal deviates. The maximum is sought as loosely as there, by ten iterations, though of `BoxAscent` and not
/// of L-BFGS-B: φ depends on its solver, and is no more than a bound from below. A box that is fixed while weights change their size, and the 1 beside f, make φ
/// depend on the size of weights and of the loss.
public struct KeskarSharpness<Scalar: Real> {
  /// ε.
  public let epsilon: Double
  private let ascent: BoxAscent<Scalar>

  /// What was found.
  public struct Result: Equatable, Sendable {
    /// φ, in percent.
    public let sharpness: Double
    /// The largest value in the box.
    public let maximum: Double
    /// How often the objective was evaluated.
    public let evaluations: Int
  }

  /// The sharpness in the box of ε.
  ///
  /// - Throws: `LandscapeError` for an ε that is not positive and finite, or no iterations.
  public init(epsilon: Double = 1e-3, iterations: Int = 10) throws(LandscapeError) {
    guard epsilon > 0, epsilon.isFinite else {
      throw LandscapeError(argument: "epsilon", found: "\(epsilon)", expected: "a positive number")
    }
    self.epsilon = epsilon
    ascent = try BoxAscent(iterations: iterations)
  }

  /// φ over all parameters.
  public func measure(_ objective: some Objective<Scalar>, at parameters: [Scalar], value: Double) -> Result {
    let found = ascent.maximize(objective, around: parameters, halfWidths: Self.halfWidths(parameters, epsilon: epsilon))
    return result(found, value)
  }

  /// φ over the span of `count` random columns, which take as many vectors of memory.
  ///
  /// - Throws: `LandscapeError` for no columns, or more than there are parameters.
  public func measure(
    _ objective: some Objective<Scalar>, at parameters: [Scalar], value: Double, columns count: Int, seed: UInt64 = 0
  ) throws(LandscapeError) -> Result {
    guard (1...max(1, parameters.count)).contains(count) else {
      throw LandscapeError(argument: "columns", found: "\(count)", expected: "1 to the \(parameters.count) parameters")
    }
    let columns: [[Scalar]] = (0..<count).map { RandomDirection.normals(parameters.count, seed: seed, index: 5, part: $0) }
    let subspace = ColumnSubspace(of: objective, at: parameters, columns: columns)
    guard let centre = subspace.coordinates(of: parameters) else {
      return Result(sharpness: .nan, maximum: .nan, evaluations: 0)
    }
    let origin = [Scalar](onLargePages: 0, count: count)
    let found = ascent.maximize(subspace, around: origin, halfWidths: centre.map { Scalar(epsilon * (abs($0) + 1)) })
    return result(found, value)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func halfWidths(_ parameters: [Scalar], epsilon: Double) -> [Scalar] {
    parameters.map { Scalar(epsilon) * (abs($0) + 1) }
  }

  private func result(_ found: BoxAscent<Scalar>.Maximum, _ value: Double) -> Result {
    Result(sharpness: 100 * (found.value - value) / (1 + value), maximum: found.value, evaluations: found.evaluations)
  }
}
