public import Networks
public import Objectives
internal import Statistics
public import Tensors

/// Whether a batch normalization can be told to do nothing (Santurkar et al. 2018, Observation 4.3): with γ = σ and β = the mean of its input, unit by
/// unit, its output is its input.
public enum IdentityConfiguration {
  /// max |output − input| / max |input| of the normalization at index `layer`, so configured; nil where it is no batch normalization with γ and β.
  public static func error<R: Real>(_ objective: some LayeredObjective<R>, layer: Int, at parameters: [R]) -> Double? {
    let network = objective.network
    let owner = network.parameters.owners.indices.contains(layer) ? network.parameters.owners[layer] : layer
    guard network.nodes.indices.contains(layer), let normalization = network.nodes[layer].layer as? BatchNormalization,
      let scale = network.parameters.entries.first(where: { $0.layer == owner && $0.role.isScale })?.range,
      let shift = network.parameters.entries.first(where: { $0.layer == owner && $0.role == .shift })?.range
    else { return nil }
    let input = objective.values(aroundLayer: layer, at: parameters).input.map(Double.init)
    let count = input.count / scale.count
    var configured = parameters
    for unit in 0..<scale.count {
      let moments = Moments(Array(input[unit * count..<(unit + 1) * count]))
      let variance = moments.standardDeviation * moments.standardDeviation * Double(count - 1) / Double(count)
      configured[scale.lowerBound + unit] = R((variance + normalization.epsilon).squareRoot())
      configured[shift.lowerBound + unit] = R(moments.mean)
    }
    let output = objective.values(aroundLayer: layer, at: configured).output.map(Double.init)
    let worst = zip(output, input).map { abs($0 - $1) }.max() ?? 0
    return worst / (input.map(abs).max() ?? 1)
  }
}
