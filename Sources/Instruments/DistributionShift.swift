public import Networks
public import Objectives
internal import Statistics
public import Tensors

/// How far the distribution of one layer's inputs moves between two points, as means over its units.
public struct LayerDistributionShift: Equatable, Sendable {
  /// The weight's number among weights, from 0.
  public let weight: Int
  /// Index of the layer whose inputs these are.
  public let layer: Int
  /// sup |F − F′|.
  public let kolmogorovSmirnov: Double
  /// ∫ |F − F′|.
  public let wasserstein: Double
  /// |mean − mean′|.
  public let meanDrift: Double
  /// |variance − variance′|.
  public let varianceDrift: Double
  /// The standard deviation at the first point, to measure the others by.
  public let deviation: Double
}

/// Measures internal covariate shift as Ioffe & Szegedy (2015, section 2) define it: the change of the distribution of a layer's inputs that a change
/// of the parameters brings about, on one batch, unit by unit (Santurkar et al. 2018, Figure 8, shows the drift of mean and variance of one).
public struct DistributionShift<Scalar: Real> {
  /// The units that are looked at, spread evenly over a layer that has more: their mean is wanted, and sorting all of a wide layer's takes longer than
  /// the passes.
  private let largestUnits = 64

  /// A probe.
  public init() {}

  /// A point of training: its parameters, and the step, from 0, whose noise its noise layers draw.
  public typealias Point = (parameters: [Scalar], step: Int)

  /// What goes into one weight at a point, unit by unit.
  public struct Inputs: Sendable {
    /// The weight's number among weights, from 0.
    public let weight: Int
    /// Index of the layer whose inputs these are.
    public let layer: Int
    fileprivate let units: [OrderedSample]
  }

  /// What goes into every weight but the first at a point. Layers with values that are not finite are left out.
  public func inputs(_ objective: some LayeredObjective<Scalar>, at point: Point) -> [Inputs] {
    var inputs = [Inputs]()
    objective.passing(step: point.step).forEachWeightInput(at: point.parameters) { weight, layer, input in
      let channels = objective.network.inputShape(ofLayer: layer).channels
      let count = input.count / channels
      let looked = min(largestUnits, channels)
      let units = try? (0..<looked).map { index in
        let start = index * channels / looked * count
        return try OrderedSample(UnsafeBufferPointer(rebasing: input[start..<start + count]).doubles)
      }
      if let units { inputs.append(Inputs(weight: weight, layer: layer, units: units)) }
    }
    return inputs
  }

  /// How far inputs moved from one point to another; layers that are missing at one of them are left out.
  public func shifts(from first: [Inputs], to second: [Inputs]) -> [LayerDistributionShift] {
    second.compactMap { moved in
      guard let own = first.first(where: { $0.weight == moved.weight }) else { return nil }
      let pairs = Array(zip(own.units, moved.units))
      let distances = pairs.map { SampleDistance($0, $1) }
      func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
      func square(_ value: Double) -> Double { value * value }
      return LayerDistributionShift(
        weight: moved.weight, layer: moved.layer, kolmogorovSmirnov: mean(distances.map(\.kolmogorovSmirnov)),
        wasserstein: mean(distances.map(\.wasserstein)), meanDrift: mean(pairs.map { abs($0.mean - $1.mean) }),
        varianceDrift: mean(pairs.map { abs(square($0.standardDeviation) - square($1.standardDeviation)) }),
        deviation: mean(own.units.map(\.standardDeviation)))
    }
  }
}
