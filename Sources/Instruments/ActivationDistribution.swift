internal import CKernels
public import Networks
public import Objectives
public import Statistics
public import Tensors

/// How the outputs of one layer are distributed over a batch and the layer's units.
public struct LayerDistribution: Equatable, Sendable {
  /// Index of the layer.
  public let layer: Int
  /// The layer's name.
  public let name: String
  /// Counts over the bins; values that are not finite are in none.
  public let histogram: Histogram
  /// Moments of the finite values.
  public let moments: Moments
  /// The quantiles asked for, of the finite values; empty where there are none.
  public let quantiles: [Double]
  /// How many values are infinite or not a number.
  public let nonFinite: Int
}

/// Measures the distribution of every layer's output (Santurkar et al. 2018, Figures 1, 2, 6 and 9; Ioffe & Szegedy 2015, Figure 1 for the
/// percentiles).
public struct ActivationDistribution<Scalar: Real> {
  /// The bins.
  public let bins: Histogram
  /// The probabilities of the quantiles; Ioffe & Szegedy's are 0.15, 0.5 and 0.85.
  public let probabilities: [Double]

  /// A probe with `bins` bins on [lower, upper).
  ///
  /// - Throws: `StatisticsError` for what `Histogram` refuses, or a probability outside [0, 1].
  public init(bins: Int, lower: Double, upper: Double, probabilities: [Double] = [0.15, 0.5, 0.85]) throws(StatisticsError) {
    self.bins = try Histogram(bins: bins, lower: lower, upper: upper)
    try Quantiles.require(probabilities)
    self.probabilities = probabilities
  }

  /// The distribution of every layer's output at θ.
  public func measure(_ objective: some LayeredObjective<Scalar>, at parameters: [Scalar]) -> [LayerDistribution] {
    var distributions = [LayerDistribution]()
    objective.forEachActivation(at: parameters) { layer, name, output in
      var histogram = bins
      let found = kernel_histogram(Scalar.kernel, output.count, output.baseAddress, bins.bins, bins.edges, &histogram.counts)
      (histogram.below, histogram.above) = (found.below, found.above)
      let moments = Moments(count: Int(found.finite), mean: found.mean, centralSums: (found.second, found.third, found.fourth))
      distributions.append(
        LayerDistribution(
          layer: layer, name: name, histogram: histogram, moments: moments, quantiles: quantiles(of: output),
          nonFinite: output.count - Int(found.finite)))
    }
    return distributions
  }

  private func quantiles(of output: UnsafeBufferPointer<Scalar>) -> [Double] {
    var values = [Double](repeating: 0, count: probabilities.count)
    let finite = kernel_quantiles(Scalar.kernel, output.count, output.baseAddress, probabilities.count, probabilities, &values)
    return finite > 0 ? values : []
  }
}
