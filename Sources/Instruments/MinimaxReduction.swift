internal import CKernels
public import Networks
public import Objectives
public import Tensors

/// The gradient of a weight row before a batch normalization against its worst case over inputs (Santurkar et al. 2018, Theorem 4.4, as its own proof
/// has it): with X the batch of inputs to the linear layer, λ = ‖X‖₂ and μ_g the mean of ∂L/∂z_j,
///
///     ‖Xᵀ ∂L̂/∂y_j‖² ≤ γ²/σ² λ² (‖∂L/∂z_j‖² − m μ_g² − ⟨∂L/∂z_j, ŷ_j⟩²/m)
public struct MinimaxReduction: Equatable, Sendable {
  /// ‖∇L̂ by the row of W‖².
  public let gradientNormSquared: Double
  /// The right-hand side.
  public let bound: Double

  /// The quantities of every unit of the batch normalization at index `layer`, which follows a linear layer; nil elsewhere. That the vectors have the
  /// objective's dimension is a precondition.
  public static func measure<R: Real>(
    _ objective: some LayeredObjective<R>, layer: Int, at parameters: [R], gradient: [R]
  ) -> [MinimaxReduction]? {
    let network = objective.network
    guard network.nodes.indices.contains(layer), let before = network.layer(before: layer), network.nodes[before].layer is Linear,
      let units = GradientReduction.measure(objective, layer: layer, at: parameters),
      let weight = network.parameters.entries.first(where: { $0.layer == network.parameters.owners[before] && $0.isWeightMatrix })
    else { return nil }
    // ‖X‖₂² is the largest eigenvalue of X Xᵀ, with examples in rows.
    let (samples, inputs) = (objective.batch.samples, weight.dimensions[1])
    let values = objective.values(aroundLayer: before, at: parameters).input.map(Double.init)
    var gram = [Double](repeating: 0, count: samples * samples)
    kernel_matrix_multiply(KERNEL_FLOAT64, 1, 0, samples, samples, inputs, values, values, 0, &gram)
    guard let square = SymmetricEigenvalues.ofDense(gram, order: samples)?.last else { return nil }
    return units.enumerated().map { unit, reduction in
      let start = weight.range.lowerBound + unit * inputs
      let norm = gradient.norm(in: start..<start + inputs)
      return MinimaxReduction(gradientNormSquared: norm * norm, bound: square * reduction.bound)
    }
  }
}
