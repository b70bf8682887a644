internal import CKernels

/// The ℓp normalizations of Santurkar et al. (2018), section 3.3: y = γ (x − mean x) / (d_p + ε) + β, with d_p taken before the mean is taken off:
///
///     d₁ = (1/m) Σ|xᵢ|,   d₂ = √((1/m) Σ xᵢ²),   d_∞ = max |xᵢ|
///
/// The paper prints no formula; this reading is the one its Figure 6 agrees with. Evaluation mode uses exponential averages of the batch's mean and
/// of d_p. Because d_p is not centred, these are invariant to the scale of the layer before (up to ε) but, unlike batch normalization, not to
/// a constant added to it.
public struct LpNormalization: ChannelNormalization {
  /// The order p of the norm.
  public enum Order: String, Codable, Sendable, CaseIterable {
    /// The mean magnitude.
    case one = "1"
    /// The root mean square.
    case two = "2"
    /// The largest magnitude; its gradient goes to the first of equal ones.
    case infinity = "inf"
  }

  /// p.
  public let order: Order
  /// Added to d_p.
  public let epsilon: Double
  /// The new batch's share of the running statistics.
  public private(set) var momentum: Double
  /// Whether γ and β are trained.
  public let affine: Bool
  /// Whether running statistics are kept.
  public let tracksStatistics: Bool
  /// Where γ starts.
  public let initialScale: Double

  /// The ℓp normalization of order `order`; the other defaults are batch normalization's, and so is what `Network` refuses.
  public init(
    order: Order, epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true, tracksStatistics: Bool = true,
    initialScale: Double = 1
  ) {
    self.order = order
    self.epsilon = epsilon
    self.momentum = momentum
    self.affine = affine
    self.tracksStatistics = tracksStatistics
    self.initialScale = initialScale
  }

  public func replacing(momentum: Double) -> any Layer {
    var other = self
    other.momentum = momentum
    return other
  }

  public var name: String { "LpNorm" }

  var divisor: kernel_divisor {
    switch order {
    case .one: KERNEL_L1
    case .two: KERNEL_L2
    case .infinity: KERNEL_LINF
    }
  }
  var spreadName: String { "running_norm" }

  func spreadFactor(count: Int) -> Double { 1 }
}
