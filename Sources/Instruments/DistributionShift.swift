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

  /// The shift of every weight's inputs but the first's, from θ to θ′. Layers with values that are not finite are left out.
  public func measure(_ objective: some LayeredObjective<Scalar>, from start: Point, to end: Point) -> [LayerDistributionShift] {
    var before = [Int: [[Double]]]()
    objective.passing(step: start.step).forEachWeightInput(at: start.parameters) { weight, layer, input in
      before[weight] = units(objective, layer, input)
    }
    var shifts = [LayerDistributionShift]()
    objective.passing(step: end.step).forEachWeightInput(at: end.parameters) { weight, layer, input in
      let pairs = zip(before[weight] ?? [], units(objective, layer, input))
      let found = pairs.compactMap { Self.compare($0, $1) }
      guard found.count == min(largestUnits, objective.network.inputShape(ofLayer: layer).channels) else { return }
      func mean(_ quantity: (UnitShift) -> Double) -> Double { found.reduce(0) { $0 + quantity($1) } / Double(found.count) }
      shifts.append(
        LayerDistributionShift(
          weight: weight, layer: layer, kolmogorovSmirnov: mean(\.distance.kolmogorovSmirnov), wasserstein: mean(\.distance.wasserstein),
          meanDrift: mean(\.meanDrift), varianceDrift: mean(\.varianceDrift), deviation: mean(\.deviation)))
    }
    return shifts
  }

  private struct UnitShift {
    let distance: SampleDistance
    let meanDrift: Double
    let varianceDrift: Double
    let deviation: Double
  }

  /// Nil where a value is not finite.
  private static func compare(_ before: [Double], _ after: [Double]) -> UnitShift? {
    guard let distance = try? SampleDistance(before, after) else { return nil }
    let (first, second) = (Moments(before), Moments(after))
    func square(_ value: Double) -> Double { value * value }
    return UnitShift(
      distance: distance, meanDrift: abs(first.mean - second.mean),
      varianceDrift: abs(square(first.standardDeviation) - square(second.standardDeviation)), deviation: first.standardDeviation)
  }

  /// The values of the units that are looked at.
  private func units(_ objective: some LayeredObjective<Scalar>, _ layer: Int, _ input: UnsafeBufferPointer<Scalar>) -> [[Double]] {
    let channels = objective.network.inputShape(ofLayer: layer).channels
    let count = input.count / channels
    let looked = min(largestUnits, channels)
    return (0..<looked).map { index in
      let start = index * channels / looked * count
      return UnsafeBufferPointer(rebasing: input[start..<start + count]).doubles
    }
  }
}
