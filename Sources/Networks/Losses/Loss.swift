internal import CKernels
internal import Tensors

/// A loss's value on a batch.
public struct LossValue: Equatable, Sendable {
  /// The loss; for cross-entropy in nats per example.
  public let loss: Double
  /// The share of right answers; not a number for a regression.
  public let accuracy: Double

  /// A loss and an accuracy.
  public init(loss: Double, accuracy: Double) {
    self.loss = loss
    self.accuracy = accuracy
  }
}

/// What training minimises, under the names of `model.json`.
public enum Loss: String, Codable, Sendable, CaseIterable {
  /// Mean over the batch of −log softmax(output)[label].
  case crossEntropy = "cross_entropy"
  /// ½ Σ (output − target)² over the batch and outputs; the deep linear network's.
  case halfSumSquaredError = "half_sum_squared_error"
  /// The half sum divided by the batch size.
  case halfMeanSquaredError = "half_mean_squared_error"

  /// Whether targets are class ids.
  public var isClassification: Bool { self == .crossEntropy }

  /// The loss of `output` `[outputs][samples]`, and its gradient where there is room for it.
  func evaluate<R: Real>(_ output: UnsafePointer<R>, _ batch: Batch<R>, outputs: Int, gradient: UnsafeMutablePointer<R>?) -> LossValue {
    switch self {
    case .crossEntropy:
      precondition(batch.hasLabels(below: outputs), "labels from 0 to \(outputs - 1)")
      var correct = 0
      let loss = kernel_cross_entropy(R.kernel, outputs, batch.samples, output, batch.labels, gradient, &correct)
      return LossValue(loss: loss, accuracy: Double(correct) / Double(batch.samples))
    case .halfSumSquaredError, .halfMeanSquaredError:
      let loss = kernel_half_squared_error(
        R.kernel, outputs * batch.samples, errorScale(batch.samples), output, batch.targets, gradient)
      return LossValue(loss: loss, accuracy: .nan)
    }
  }

  /// The R-operator of the gradient: what the loss's own Hessian makes of the output's tangent.
  func gradientTangent<R: Real>(
    _ output: UnsafePointer<R>, _ tangent: UnsafePointer<R>, samples: Int, outputs: Int, into gradientTangent: UnsafeMutablePointer<R>
  ) {
    switch self {
    case .crossEntropy: kernel_cross_entropy_gradient_tangent(R.kernel, outputs, samples, output, tangent, gradientTangent)
    case .halfSumSquaredError, .halfMeanSquaredError:
      kernel_fill(R.kernel, outputs * samples, 0, gradientTangent)
      kernel_add_scaled(R.kernel, outputs * samples, gradientTangent, errorScale(samples), tangent, gradientTangent)
    }
  }

  private func errorScale(_ samples: Int) -> Double { self == .halfSumSquaredError ? 1 : 1 / Double(samples) }
}
