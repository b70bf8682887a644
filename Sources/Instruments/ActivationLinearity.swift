public import Networks
public import Objectives
internal import Statistics
public import Tensors

/// How linear one nonlinearity is over the inputs that it gets.
public struct LayerLinearity: Equatable, Sendable {
  /// Index of the layer.
  public let layer: Int
  /// The squared correlation of its output with its input over the batch, as the mean over units: 1 where the nonlinearity is none. Units whose input
  /// or output does not vary are left out.
  public let linearity: Double
  /// The 15th, 50th and 85th percentile of the input of its middle unit over the batch (Ioffe & Szegedy 2015, Figure 1).
  public let percentiles: [Double]
}

/// Measures whether nonlinearities are used as such (Ioffe & Szegedy 2015, section 3: inputs of zero mean and unit variance keep a sigmoid in its
/// linear part, which γ and β are there to undo).
public enum ActivationLinearity {
  /// The linearity of every activation layer at θ; layers with values that are not finite are left out.
  public static func measure<R: Real>(_ objective: some LayeredObjective<R>, at parameters: [R]) -> [LayerLinearity] {
    var layers = [LayerLinearity]()
    let network = objective.network
    let activations = network.nodes.indices.filter { network.nodes[$0].layer.isNonlinearity }
    // What an activation behind a layer reads is kept until that activation comes.
    let read = Set(activations.compactMap { network.layer(before: $0) })
    var kept = [Int: [Double]]()
    objective.forEachActivation(at: parameters) { layer, _, output in
      let isActivation = activations.contains(layer)
      guard isActivation || read.contains(layer) else { return }
      let values = output.doubles
      if isActivation, let before = network.layer(before: layer), let input = kept[before],
        input.allSatisfy(\.isFinite), values.allSatisfy(\.isFinite)
      {
        let channels = network.outputShape(ofLayer: layer).channels
        let count = values.count / channels
        let squares = (0..<channels).compactMap { unit -> Double? in
          let range = unit * count..<(unit + 1) * count
          return squaredCorrelation(Array(input[range]), Array(values[range]))
        }
        let middle = channels / 2
        let percentiles = try? Quantiles.of(Array(input[middle * count..<(middle + 1) * count]), at: [0.15, 0.5, 0.85])
        layers.append(
          LayerLinearity(layer: layer, linearity: squares.reduce(0, +) / Double(squares.count), percentiles: percentiles ?? []))
      }
      if read.contains(layer) { kept[layer] = values }
    }
    return layers
  }

  /// Nil where one does not vary.
  private static func squaredCorrelation(_ x: [Double], _ y: [Double]) -> Double? {
    let correlation = Correlation.pearson(x, y)
    return correlation.isFinite ? correlation * correlation : nil
  }
}
