/// The loss and the gradient along a line θ − ηg: what Santurkar et al. (2018) plot in Figures 4 and 10 to 13, with every point kept.
public struct LineProfile: Equatable, Sendable {
  /// The landscape at one step size η.
  public struct Point: Equatable, Sendable {
    /// η.
    public let stepSize: Double
    /// L(θ − ηg).
    public let loss: Double
    /// ‖∇L(θ − ηg) − ∇L(θ)‖₂: gradient predictiveness (section 3.2).
    public let gradientDistance: Double
    /// ‖∇L(θ − ηg) − ∇L(θ)‖₂ / (|η| ‖g‖₂), the change of the gradient over the distance moved; not a number where η or
    /// the gradient is zero.
    public let smoothness: Double
  }

  /// L(θ).
  public let loss: Double
  /// ‖g‖₂.
  public let gradientNorm: Double
  /// One point a step size, in the order asked for.
  public let points: [Point]

  /// The smallest loss over the step sizes; not a number if any is not.
  public var lossMinimum: Double { points.map(\.loss).extreme(<) }
  /// The largest loss over the step sizes.
  public var lossMaximum: Double { points.map(\.loss).extreme(>) }
  /// The smallest gradient distance over the step sizes.
  public var gradientDistanceMinimum: Double { points.map(\.gradientDistance).extreme(<) }
  /// The largest gradient distance over the step sizes.
  public var gradientDistanceMaximum: Double { points.map(\.gradientDistance).extreme(>) }
  /// The "effective" β-smoothness (Figure 4c): the largest smoothness over the step sizes but 0.
  public var effectiveSmoothness: Double { points.filter { $0.stepSize != 0 }.map(\.smoothness).extreme(>) }
}

extension [Double] {
  /// The first value that precedes all others, or NaN if any value is NaN (or there are none): a probe that ran off the landscape must show.
  fileprivate func extreme(_ precedes: (Double, Double) -> Bool) -> Double {
    guard let first else { return .nan }
    return dropFirst().reduce(first) { $0.isNaN || $1.isNaN ? .nan : precedes($1, $0) ? $1 : $0 }
  }
}
