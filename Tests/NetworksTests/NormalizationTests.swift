import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

/// The normalizations' definitions, written out once more with GSL's statistics over one channel at a time.
@Suite("normalizations")
struct NormalizationTests {
  private func outputs(_ layers: [any Layer], _ input: Shape, samples: Int, seed: UInt64 = 4) throws -> (
    [[Double]], [[Double]], NetworkObjective<Double>
  ) {
    let network = try Network(input: input, layers: layers)
    let (objective, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(
      samples: samples, seed: seed, as: Double.self)
    var plain = parameters
    for entry in network.parameters.entries { for i in entry.range { plain[i] = entry.role.isScale ? 1 : 0 } }
    let row = samples * input.positions
    func rows(_ values: [Double]) -> [[Double]] { (0..<input.channels).map { Array(values[$0 * row..<($0 + 1) * row]) } }
    let inputs = (0..<row * input.channels).map { objective.batch.inputs[$0] }
    var last = [Double]()
    objective.forEachActivation(at: plain) { _, _, output in last = Array(output) }
    return (rows(inputs), rows(last), objective)
  }

  static let definitions: [(any Layer, @Sendable ([Double]) -> Double)] = [
    (
      BatchNormalization(),
      { values in
        let moments = Moments(values)
        let variance = moments.standardDeviation * moments.standardDeviation * Double(values.count - 1) / Double(values.count)
        return (variance + 1e-5).squareRoot()
      }
    ),
    (LpNormalization(order: .one), { $0.reduce(0) { $0 + abs($1) } / Double($0.count) + 1e-5 }),
    (LpNormalization(order: .two), { ($0.reduce(0) { $0 + $1 * $1 } / Double($0.count)).squareRoot() + 1e-5 }),
    (LpNormalization(order: .infinity), { $0.map(abs).max()! + 1e-5 }),
  ]

  @Test("y = (x − mean x) / divisor, per channel over batch and positions", arguments: 0..<4)
  func definition(index: Int) throws {
    let (layer, divisor) = Self.definitions[index]
    for (input, samples) in [(Shape(channels: 3), 11), (Shape(channels: 2, height: 3, width: 5), 150)] {
      let (x, y, _) = try outputs([layer], input, samples: samples)
      for (x, y) in zip(x, y) {
        let mean = Moments(x).mean
        expectAgreement(y, x.map { ($0 - mean) / divisor(x) }, relative: 1e-12, absolute: 1e-13)
      }
    }
  }

  @Test("running statistics: share 0.1 of the new batch, unbiased variance, as PyTorch's", arguments: 0..<4)
  func runningStatistics(index: Int) throws {
    let (layer, divisor) = Self.definitions[index]
    let (x, _, objective) = try outputs([layer], Shape(channels: 3), samples: 11)
    let parameters = [Double](repeating: 1, count: 3) + [0, 0, 0]
    var state: [Double] = objective.network.initialState()
    #expect(state == [0, 0, 0, 1, 1, 1, 0])
    _ = objective.value(at: parameters)
    objective.updateState(&state, at: parameters)
    let means = x.map { 0.1 * Moments($0).mean }
    let spreads = x.map { values -> Double in
      let batch = index == 0 ? Moments(values).standardDeviation * Moments(values).standardDeviation : divisor(values) - 1e-5
      return 0.9 + 0.1 * batch
    }
    expectAgreement(state, means + spreads + [1], relative: 1e-12)

    var output = [Double]()
    objective.passing(Pass(mode: .evaluation, state: state)).forEachActivation(at: parameters) { _, _, values in output = Array(values) }
    let divisors = spreads.map { index == 0 ? ($0 + 1e-5).squareRoot() : $0 + 1e-5 }
    expectAgreement(output, x.indices.flatMap { c in x[c].map { ($0 - means[c]) / divisors[c] } }, relative: 1e-12, absolute: 1e-13)
  }

  @Test("without running statistics evaluation uses the batch's own")
  func evaluationWithoutState() throws {
    let (_, y, objective) = try outputs([BatchNormalization(tracksStatistics: false)], Shape(channels: 3), samples: 7)
    var output = [Double]()
    objective.passing(Pass(mode: .evaluation)).forEachActivation(at: [1, 1, 1, 0, 0, 0]) { _, _, values in output = Array(values) }
    #expect(output == y.flatMap(\.self))
    #expect(objective.network.state.count == 0)
  }

  @Test("a constant channel stays finite")
  func constantChannel() throws {
    for (layer, _) in Self.definitions {
      let (_, _, objective) = try outputs([layer], Shape(channels: 2), samples: 6)
      for value in [0.0, 5.0] {
        for i in 0..<12 { objective.batch.inputs[i] = value }
        var gradient = [Double](repeating: 0, count: 4)
        #expect(objective.valueAndGradient(at: [1, 1, 0, 0], gradient: &gradient).isFinite && gradient.allSatisfy(\.isFinite))
      }
    }
  }

  @Test("the noise of noisy BatchNorm has the moments of Algorithm 1, differs by step and is the same for the same step")
  func activationNoise() throws {
    let input = Shape(channels: 400)
    let (x, first, objective) = try outputs([ActivationNoise()], input, samples: 300)
    var again = [Double]()
    objective.forEachActivation(at: []) { _, _, values in again = Array(values) }
    #expect(again == first.flatMap(\.self))
    objective.passing(step: objective.pass.noise.step + 1).forEachActivation(at: []) { _, _, values in again = Array(values) }
    #expect(again != first.flatMap(\.self))
    // y = s x + m with s ~ N(σ, 0.1) and m ~ U(μ ± 0.1): a regression of y on x per channel gives σ and μ back.
    let fits = zip(x, first).map { x, y -> (slope: Double, offset: Double) in
      let (mx, my) = (Moments(x).mean, Moments(y).mean)
      let slope = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
      return (slope, my - slope * mx)
    }
    let slopes = Moments(fits.map(\.slope))
    let offsets = Moments(fits.map(\.offset))
    // σ ~ U(1, 1.25): mean 1.125, deviation 0.0722; μ ~ U(−½, ½): mean 0, deviation 0.2887.
    #expect(abs(slopes.mean - 1.125) < 0.015 && abs(slopes.standardDeviation - 0.0722) < 0.01, "\(slopes)")
    #expect(abs(offsets.mean) < 0.06 && abs(offsets.standardDeviation - 0.2887) < 0.03, "\(offsets)")
    objective.passing(Pass(mode: .evaluation)).forEachActivation(at: []) { _, _, values in again = Array(values) }
    expectAgreement(again, x.flatMap { $0.map { 1.125 * $0 } }, relative: 1e-14)
  }

  @Test("dropout zeroes its share, scales the rest, and passes through in evaluation")
  func dropout() throws {
    let (x, y, objective) = try outputs([try Dropout(probability: 0.3)], Shape(channels: 100), samples: 200)
    let (inputs, outputs) = (x.flatMap(\.self), y.flatMap(\.self))
    let dropped = outputs.filter { $0 == 0 }.count
    #expect(abs(Double(dropped) / 20_000 - 0.3) < 4 * (0.21 / 20_000).squareRoot())
    expectAgreement(outputs, zip(inputs, outputs).map { $1 == 0 ? 0 : $0 / 0.7 }, relative: 1e-14)
    var last = [Double]()
    objective.passing(Pass(mode: .evaluation)).forEachActivation(at: []) { _, _, values in last = Array(values) }
    #expect(last == inputs)
    #expect(throws: NetworkError.self) { try Dropout(probability: 1) }
  }
}
