public import Networks
public import Objectives
public import Tensors

/// What batch normalization does to the curvature along the gradient that passes through it, for one unit j (Santurkar et al. 2018, Theorem 4.2): with
/// L̂ the loss by the layer's input y, L the loss by its output z, d = ∇L̂ by y_j, H the Hessian of L by z_j and m values of the unit in the batch,
///
///     dᵀ (∂²L̂/∂y_j²) d = γ²/σ² dᵀ H d − γ/(mσ²) ⟨∂L/∂z_j, ŷ_j⟩ ‖d‖²
///
/// The paper prints ≤ for its first form; the two sides are equal (up to ε).
public struct SmoothnessReduction: Equatable, Sendable {
  /// dᵀ (∂²L̂/∂y_j²) d.
  public let normalizedCurvature: Double
  /// The right-hand side.
  public let bound: Double
  /// ⟨∂L/∂z_j, ŷ_j⟩, which the paper takes to be positive where it concludes that normalization flattens.
  public let gradientAlignment: Double
  /// dᵀ H d, which it takes to be positive too.
  public let curvature: Double

  /// The quantities of the units `units` of the batch normalization at index `layer`; nil where that layer is none, has not all of
  /// these units, or normalizes images.
  public static func measure<R: Real>(
    _ objective: some LayeredObjective<R>, layer: Int, at parameters: [R], units: Range<Int>
  ) -> [SmoothnessReduction]? {
    let network = objective.network
    guard network.nodes.indices.contains(layer), let normalization = network.nodes[layer].layer as? BatchNormalization,
      units.lowerBound >= 0, units.upperBound <= network.outputShape(ofLayer: layer).channels,
      let before = objective.asFunction(ofValue: network.inputs[layer][0]), let after = objective.asFunction(ofValue: layer + 1)
    else { return nil }
    let samples = objective.batch.samples
    let values = objective.values(aroundLayer: layer, at: parameters)
    let ranges = network.parameters.layerRanges
    let normalized = values.input + parameters[ranges[layer].lowerBound...]
    let plain = values.output + parameters[ranges[layer].upperBound...]
    let scales = network.parameters.entries.first { $0.layer == network.parameters.owners[layer] && $0.role.isScale }?.range

    return units.map { unit in
      let row = unit * samples..<(unit + 1) * samples
      let gamma = scales.map { Double(parameters[$0.lowerBound + unit]) } ?? 1
      let input = values.input[row].map(Double.init)
      let mean = input.reduce(0, +) / Double(samples)
      let variance = input.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples) + normalization.epsilon
      let direction = values.inputGradient[row].map(Double.init)
      let gradient = values.outputGradient[row].map(Double.init)
      let alignment = zip(gradient, input).reduce(0) { $0 + $1.0 * ($1.1 - mean) } / variance.squareRoot()
      let curvature = form(after, at: plain, direction: values.inputGradient[row], in: row)
      return SmoothnessReduction(
        normalizedCurvature: form(before, at: normalized, direction: values.inputGradient[row], in: row),
        bound: gamma * gamma / variance * curvature - gamma / (Double(samples) * variance) * alignment * direction.dot(direction),
        gradientAlignment: alignment, curvature: curvature)
    }
  }

  /// dᵀHd for a direction that is zero outside `range`.
  private static func form<R: Real>(
    _ objective: some LayeredObjective<R>, at parameters: [R], direction: ArraySlice<R>, in range: Range<Int>
  ) -> Double {
    var whole = [R](onLargePages: 0, count: parameters.count)
    whole.replaceSubrange(range, with: direction)
    var product = whole
    objective.hessianVectorProduct(at: parameters, direction: whole, product: &product)
    return whole.dot(product)
  }
}
