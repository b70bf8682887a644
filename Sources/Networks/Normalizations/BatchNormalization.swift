internal import CKernels

/// Batch normalization (Ioffe & Szegedy 2015, Algorithm 1): D = √(σ² + ε), with the batch's biased variance σ² in training.
///
/// Running statistics are exponential averages of the batch mean and of the unbiased variance (divisor m − 1), as PyTorch's; evaluation mode
/// uses them.
public struct BatchNormalization: ChannelNormalization {
  /// ε; PyTorch's default 1e-5 (Keras: 1e-3).
  public let epsilon: Double
  /// The new batch's share of the running statistics; PyTorch's default 0.1 (Keras's momentum 0.99 is 0.01 here).
  public private(set) var momentum: Double
  /// Whether γ and β are trained.
  public let affine: Bool
  /// Whether running statistics are kept.
  public let tracksStatistics: Bool
  /// Where γ starts.
  public let initialScale: Double

  /// Batch normalization with PyTorch's defaults. `Network` refuses an ε that is negative or not finite, a momentum outside [0, 1],
  /// and a γ that does not start at a number from 0.
  public init(
    epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true, tracksStatistics: Bool = true, initialScale: Double = 1
  ) {
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

  public var name: String { "BatchNorm" }

  var divisor: kernel_divisor { KERNEL_STANDARD_DEVIATION }
  var spreadName: String { "running_var" }

  func spreadFactor(count: Int) -> Double { count > 1 ? Double(count) / Double(count - 1) : 1 }
}
