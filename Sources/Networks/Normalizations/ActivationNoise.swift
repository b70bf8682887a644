internal import CKernels
public import Tensors

/// The noise of "noisy" BatchNorm (Santurkar et al. 2018, Algorithm 1): non-zero-mean, non-unit-variance noise that changes at every step.
///
/// For each channel j and step: μ ~ U(−n_μ, n_μ), σ ~ U(1, n_σ); for each value i of it: m ~ U(μ − r_μ, μ + r_μ), s ~ N(σ, r_σ) with r_σ a standard
/// deviation; y = s·x + m. In evaluation the noise is replaced by its mean, y = x (1 + n_σ)/2, so that the layers above see the scale they
/// were trained on (the paper says nothing of evaluation).
public struct ActivationNoise: UnaryLayer {
  /// n_μ; the paper's 0.5.
  public let meanRange: Double
  /// n_σ; the paper's 1.25.
  public let scaleLimit: Double
  /// r_μ and r_σ; the paper's 0.1.
  public let spread: Double

  /// Noise with the paper's constants. `Network` refuses what is negative or not finite.
  public init(meanRange: Double = 0.5, scaleLimit: Double = 1.25, spread: Double = 0.1) {
    self.meanRange = meanRange
    self.scaleLimit = scaleLimit
    self.spread = spread
  }

  public var name: String { "ActivationNoise" }

  public var backwardReads: BackwardReads { [] }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(meanRange, "mean range")
    try LayerMismatch.require(scaleLimit, "scale limit")
    try LayerMismatch.require(spread, "spread")
    return input
  }

  /// The factors s of every value.
  public func cacheCount(for input: Shape, samples: Int) -> Int { input.count * samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    if pass.mode == .training {
      let row = pass.samples * pass.inputShape.positions
      for channel in 0..<pass.inputShape.channels {
        let mean = pass.noise.uniform(-meanRange, meanRange)
        let scale = pass.noise.uniform(1, scaleLimit)
        let offset = channel * row
        pass.noise.fillNormal(pass.cache + offset, count: row, mean: scale, standardDeviation: spread)
        pass.noise.fillUniform(pass.output + offset, count: row, mean - spread, mean + spread)
      }
      kernel_multiply_add(R.kernel, pass.inputCount, pass.input, pass.cache, pass.output)
    } else {
      kernel_fill(R.kernel, pass.inputCount, (1 + scaleLimit) / 2, pass.cache)
      pass.team.multiply(pass.inputCount, pass.input, pass.cache, into: pass.output)
    }
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
