internal import Foundation
public import Networks

/// Weight decay of some weights only, or the growing learning rate that takes its place: for weights whose size a normalization undoes the two are the same training
/// (Li & Arora 2020, "An exponential learning rate schedule for deep learning", the theorem for a constant rate with momentum).
public struct SelectiveDecay: Codable, Hashable, Sendable {
  /// λ.
  public var coefficient: Double
  /// Which weights.
  public var weights: Weights
  /// What is done to them.
  public var form: Form

  /// Weights by what stands behind them.
  public enum Weights: String, Codable, CaseIterable, Sendable {
    /// Those whose size a normalization undoes (see `Network.scaleInvariantTensors`).
    case normalized
    /// Those that the output is read from.
    case output
  }

  /// What is done to them.
  public enum Form: String, Codable, CaseIterable, Sendable {
    /// λw is added to their gradient.
    case decay
    /// Step t takes their gradient at the rate η α^(−2t − 1), with α the larger root of x² − (1 + γ − λη)x + γ for the momentum γ, and the first step's velocity is
    /// (α − 1)/(αη) w: α^(−t) w_t of the run with decay, step by step.
    case growingRate = "growing-rate"
  }

  /// Decay by λ of some weights, or what takes its place.
  public init(_ coefficient: Double, of weights: Weights, form: Form = .decay) {
    (self.coefficient, self.weights, self.form) = (coefficient, weights, form)
  }

  /// α, the larger root of x² − (1 + γ − λη)x + γ; nil where both are complex, which is for λη > (1 − √γ)².
  public func growthRoot(learningRate: Double, momentum: Double) -> Double? {
    let sum = 1 + momentum - coefficient * learningRate
    let discriminant = sum * sum - 4 * momentum
    return sum > 0 && discriminant >= 0 ? (sum + discriminant.squareRoot()) / 2 : nil
  }

  /// The weights of a network as groups, for descent of some momentum.
  public func groups(of network: Network, learningRate: Double, momentum: Double) -> [ParameterGroup] {
    let tensors = weights == .normalized ? network.scaleInvariantTensors : network.readOutTensors
    return tensors.map {
      switch form {
      case .decay: ParameterGroup(range: $0.range, weightDecay: coefficient)
      case .growingRate:
        ParameterGroup(range: $0.range, growthRoot: growthRoot(learningRate: learningRate, momentum: momentum) ?? .nan)
      }
    }
  }
}
