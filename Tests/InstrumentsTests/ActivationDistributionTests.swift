import Instruments
import Landscape
import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

/// The counting kernels against GSL on the same values.
@Suite("activation distributions")
struct ActivationDistributionTests {
  private func check<R: Real>(_ type: R.Type, samples: Int, moments tolerance: Double) throws {
    let network = try Network(input: Shape(channels: 7), layers: [Linear(outputs: 6), BatchNormalization(), Activation.relu])
    let problem = Problem(network: network, loss: .halfSumSquaredError)
    let (objective, parameters) = problem.objective(samples: samples, as: R.self)
    let probe = try ActivationDistribution<R>(bins: 23, lower: -1.1, upper: 1.7, probabilities: [0, 0.15, 0.5, 0.85, 1])
    let found = probe.measure(objective, at: parameters)
    var layers = [[Double]]()
    objective.forEachActivation(at: parameters) { _, _, output in layers.append(output.map { Double($0) }) }
    #expect(found.count == 3)
    for (found, values) in zip(found, layers) {
      var histogram = try Histogram(bins: 23, lower: -1.1, upper: 1.7)
      try histogram.add(values)
      #expect(found.histogram == histogram)
      let moments = Moments(values)
      expectAgreement(
        [found.moments.mean, found.moments.standardDeviation, found.moments.skewness, found.moments.excessKurtosis],
        [moments.mean, moments.standardDeviation, moments.skewness, moments.excessKurtosis], relative: tolerance, absolute: tolerance)
      expectAgreement(found.quantiles, try Quantiles.of(values, at: [0, 0.15, 0.5, 0.85, 1]), relative: 1e-15, absolute: 1e-300)
    }
  }

  @Test("counts exactly, quantiles and moments against GSL", arguments: [1, 2, 50, 4001])
  func againstGSL(samples: Int) throws {
    try check(Double.self, samples: samples, moments: 1e-11)
    try check(Float.self, samples: samples, moments: 1e-11)
  }

  @Test("values on the edges go to the bin above; none is lost to rounding")
  func edges() throws {
    let network = try Network(input: Shape(channels: 1), layers: [Flatten()])
    let bins = try Histogram(bins: 10, lower: -0.3, upper: 0.7)
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 31, as: Double.self)
    let values = bins.edges.flatMap { [$0.nextDown, $0, $0.nextUp] }
    for (i, value) in (values[0..<31]).enumerated() { objective.batch.inputs[i] = value }
    let found = try ActivationDistribution<Double>(bins: 10, lower: -0.3, upper: 0.7).measure(objective, at: [])[0]
    var expected = bins
    try expected.add(Array(values[0..<31]))
    #expect(found.histogram == expected && found.histogram.total == 31)
  }

  @Test("values that are not finite are counted apart")
  func nonFinite() throws {
    let network = try Network(input: Shape(channels: 1), layers: [Flatten()])
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 4, as: Float.self)
    for (i, value) in ([.nan, .infinity, -.infinity, 0.5] as [Float]).enumerated() { objective.batch.inputs[i] = value }
    let probe = try ActivationDistribution<Float>(bins: 2, lower: 0, upper: 1)
    let found = probe.measure(objective, at: [])[0]
    #expect(found.nonFinite == 3 && found.histogram.counts == [0, 1] && found.moments.mean == 0.5 && found.quantiles == [0.5, 0.5, 0.5])
    objective.batch.inputs[3] = .nan
    let none = probe.measure(objective, at: [])[0]
    #expect(none.nonFinite == 4 && none.quantiles.isEmpty && none.moments.mean.isNaN)
  }
}
