internal import CKernels
public import Tensors

/// Inverted dropout (Srivastava et al. 2014): in training each value is zeroed with probability p and the rest divided by 1 − p; in
/// evaluation it passes through.
public struct Dropout: UnaryLayer {
  /// The probability p of zeroing a value.
  public let probability: Double

  /// Dropout of probability `probability`.
  ///
  /// - Throws: `NetworkError` for a probability outside [0, 1).
  public init(probability: Double) throws(NetworkError) {
    guard (0..<1).contains(probability) else {
      throw .invalidArgument(name: "dropout", found: "\(probability)", expected: "a number from 0 to below 1")
    }
    self.probability = probability
  }

  public var name: String { "Dropout" }

  public var backwardReads: BackwardReads { [] }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { input }

  /// The mask: 0 or 1/(1 − p).
  public func cacheCount(for input: Shape, samples: Int) -> Int { input.count * samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    if pass.mode == .training {
      pass.noise.fillUniform(pass.cache, count: pass.inputCount, 0, 1)
      kernel_threshold(R.kernel, pass.inputCount, probability, 1 / (1 - probability), pass.cache)
    } else {
      kernel_fill(R.kernel, pass.inputCount, 1, pass.cache)
    }
    pass.team.multiply(pass.inputCount, pass.input, pass.cache, into: pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    guard let input = gradients.input else { return }
    pass.team.multiply(pass.inputCount, gradients.output, pass.cache, into: input)
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    pass.team.multiply(pass.inputCount, tangents.input, pass.cache, into: tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    guard let input = gradients.inputTangent else { return }
    pass.team.multiply(pass.inputCount, gradients.outputTangent, pass.cache, into: input)
  }
}
