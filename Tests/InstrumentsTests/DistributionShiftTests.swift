import Instruments
import Landscape
import Networks
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("distribution shift")
struct DistributionShiftTests {
  private func shifts(
    _ objective: NetworkObjective<Double>, from start: DistributionShift<Double>.Point, to end: DistributionShift<Double>.Point
  ) -> [LayerDistributionShift] {
    let probe = DistributionShift<Double>()
    return probe.shifts(from: probe.inputs(objective, at: start), to: probe.inputs(objective, at: end))
  }

  @Test("a bias that moves by c moves a layer's inputs by c, and nothing else of them")
  func bias() throws {
    let network = try Network(input: Shape(channels: 4), layers: [Linear(outputs: 3), Linear(outputs: 2)])
    let (objective, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 20, as: Double.self)
    var moved = parameters
    let bias = try #require(network.parameters.entries.first { $0.name == "0.bias" }).range
    for i in bias { moved[i] += 0.25 }
    let shifts = shifts(objective, from: (parameters, 0), to: (moved, 0))
    #expect(shifts.count == 1 && shifts.first?.weight == 1 && shifts.first?.layer == 1)
    let shift = try #require(shifts.first)
    expectAgreement([shift.wasserstein, shift.meanDrift], [0.25, 0.25], relative: 1e-12)
    #expect(shift.varianceDrift < 1e-12 && shift.kolmogorovSmirnov > 0)
  }

  @Test("a weight that doubles scales its units: deviation, variance and KS as GSL and the definition have them")
  func scale() throws {
    let network = try Network(input: Shape(channels: 4), layers: [Linear(outputs: 5, bias: false), Linear(outputs: 2)])
    let (objective, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 30, as: Double.self)
    var moved = parameters
    for i in 0..<20 { moved[i] *= 2 }
    let shift = try #require(shifts(objective, from: (parameters, 0), to: (moved, 0)).first)
    var units = [[Double]]()
    objective.forEachActivation(at: parameters) { layer, _, output in
      if layer == 0 { units = (0..<5).map { unit in output[unit * 30..<(unit + 1) * 30].map(\.self) } }
    }
    func mean(_ quantity: ([Double]) throws -> Double) rethrows -> Double { try units.reduce(0) { $0 + (try quantity($1)) } / 5 }
    let expected = [
      mean { abs(Moments($0).mean) }, mean { 3 * Moments($0).standardDeviation * Moments($0).standardDeviation },
      mean { Moments($0).standardDeviation }, try mean { try SampleDistance($0, $0.map { 2 * $0 }).kolmogorovSmirnov },
    ]
    expectAgreement([shift.meanDrift, shift.varianceDrift, shift.deviation, shift.kolmogorovSmirnov], expected, relative: 1e-12)
  }

  @Test("the noise of each point's own step counts")
  func noise() throws {
    let network = try Network(input: Shape(channels: 4), layers: [Linear(outputs: 3), ActivationNoise(), Linear(outputs: 2)])
    let (objective, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 20, as: Double.self)
    #expect(shifts(objective, from: (parameters, 5), to: (parameters, 5)).first?.kolmogorovSmirnov == 0)
    #expect(try #require(shifts(objective, from: (parameters, 5), to: (parameters, 6)).first).meanDrift > 0.01)
  }
}
