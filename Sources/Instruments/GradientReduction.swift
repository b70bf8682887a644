public import Networks
public import Objectives
public import Tensors

/// What batch normalization does to the gradient that passes through it, for one unit j (Santurkar et al. 2018, Theorem 4.1, as corrected): with y the
/// layer's input, z = γŷ + β its output and m values of the unit in the batch,
///
///     ‖∂L/∂y_j‖² = γ²/σ² (‖∂L/∂z_j‖² − ⟨1, ∂L/∂z_j⟩²/m − ⟨∂L/∂z_j, ŷ_j⟩²/m)
///
/// The paper prints 1/√m before the last square and ≤; ‖ŷ‖ = √m makes it 1/m, and the two sides are equal (up to ε).
public struct GradientReduction: Equatable, Sendable {
  /// σ_j = √(variance + ε).
  public let sigma: Double
  /// γ_j.
  public let gamma: Double
  /// ‖∂L/∂z_j‖², by the layer's output.
  public let gradientNormSquared: Double
  /// ‖∂L/∂y_j‖², by the layer's input.
  public let normalizedGradientNormSquared: Double
  /// The right-hand side, with 1/m.
  public let bound: Double
  /// The right-hand side as printed, with 1/√m.
  public let printedBound: Double

  /// The quantities of every unit of the batch normalization at index `layer`; nil where that layer is none.
  public static func measure<R: Real>(_ objective: some LayeredObjective<R>, layer: Int, at parameters: [R]) -> [GradientReduction]? {
    let network = objective.network
    guard network.nodes.indices.contains(layer), let normalization = network.nodes[layer].layer.unfrozen as? BatchNormalization else {
      return nil
    }
    let values = objective.values(aroundLayer: layer, at: parameters)
    let channels = network.outputShape(ofLayer: layer).channels
    let count = values.input.count / channels
    let scales = network.parameters.entries.first { $0.layer == network.parameters.owners[layer] && $0.role.isScale }?.range
    let constants = (network.nodes[layer].layer as? Frozen)?.tensors.first { $0.specification.role.isScale }?.values
    return (0..<channels).map { channel in
      let unit = channel * count..<(channel + 1) * count
      return reduction(
        gamma: scales.map { Double(parameters[$0.lowerBound + channel]) } ?? constants?[channel] ?? 1, epsilon: normalization.epsilon,
        input: values.input[unit].map(Double.init), inputGradient: values.inputGradient[unit].map(Double.init),
        outputGradient: values.outputGradient[unit].map(Double.init))
    }
  }

  private static func reduction(
    gamma: Double, epsilon: Double, input: [Double], inputGradient: [Double], outputGradient: [Double]
  ) -> GradientReduction {
    let m = Double(input.count)
    let mean = input.reduce(0, +) / m
    let sigma = (input.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / m + epsilon).squareRoot()
    let normalized = input.map { ($0 - mean) / sigma }
    let norm = outputGradient.dot(outputGradient)
    let sum = outputGradient.reduce(0, +)
    let product = outputGradient.dot(normalized)
    let factor = gamma * gamma / (sigma * sigma)
    return GradientReduction(
      sigma: sigma, gamma: gamma, gradientNormSquared: norm, normalizedGradientNormSquared: inputGradient.dot(inputGradient),
      bound: factor * (norm - sum * sum / m - product * product / m),
      printedBound: factor * (norm - sum * sum / m - product * product / m.squareRoot()))
  }
}
