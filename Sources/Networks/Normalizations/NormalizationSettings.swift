/// What normalization schemes have in common, beside what they divide by.
public struct NormalizationSettings: Codable, Hashable, Sendable {
  /// ε, under the root or beside the norm.
  public var epsilon: Double
  /// The new batch's share of the running statistics.
  public var momentum: Double
  /// Whether γ and β are trained; else they are 1 and 0. Layer and group normalization always train them.
  public var affine: Bool
  /// Where every γ starts, of all schemes; nil for 1, and then a run's hash knows nothing of it.
  public var initialScale: Double?

  /// Settings; the defaults are PyTorch's. `Network` refuses the layers of an ε that is negative or not finite, of a momentum outside [0, 1] or
  /// of a γ that does not start at a number from 0.
  public init(epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true, initialScale: Double? = nil) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.affine = affine
    self.initialScale = initialScale
  }

  /// Keras's defaults: ε = 1e-3, and a momentum of 0.99, which counts the old statistics where PyTorch's counts the new.
  public static let keras = NormalizationSettings(epsilon: 1e-3, momentum: 0.01)
}
