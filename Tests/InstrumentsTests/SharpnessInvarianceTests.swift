import Instruments
import Landscape
import Networks
import Tensors
import TestSupport
import Testing

/// Which measures of sharpness a rescaling of weights that leaves the loss leaves alone (Dinh et al. 2017).
@Suite("rescalings and sharpness")
struct SharpnessInvarianceTests {
  /// A measure, and whether it stands still.
  struct Measure: Sendable, CustomTestStringConvertible {
    let name: String
    /// Under a layer's weights and bias times α with the next one's weights over α, through ReLU.
    let standsReLU: Bool
    /// Under the weights before a batch normalization, times α.
    let standsNormalization: Bool
    let value: @Sendable (Subject<Double>) throws -> Double
    var testDescription: String { name }
  }

  private static func row<I: Instrument>(_ instrument: I, _ subject: Subject<Double>) throws -> I.Row {
    try #require(instrument.measure(subject) { _ in }.first)
  }

  static let measures: [Measure] = [
    Measure(name: "Keskar's", standsReLU: false, standsNormalization: false) {
      try row(KeskarSharpnessInstrument(columns: 0), $0).sharpness
    },
    Measure(name: "Keskar's over a subspace", standsReLU: false, standsNormalization: false) {
      try #require(KeskarSharpnessInstrument(columns: 5).measure($0) { _ in }.last).sharpness
    },
    Measure(name: "SAM's", standsReLU: false, standsNormalization: false) { try row(SharpnessInstrument(), $0).ascent },
    // Without what it adds to |θ|; of tensors of one dimension, whose size it does not look at, these networks have none that matters.
    Measure(name: "ASAM's", standsReLU: true, standsNormalization: true) { try row(SharpnessInstrument(shift: 0), $0).adaptiveAscent },
    Measure(name: "λ", standsReLU: false, standsNormalization: false) { try row(SphericalSharpnessInstrument(), $0).eigenvalue },
    Measure(name: "λ‖w‖²", standsReLU: false, standsNormalization: false) { try row(SphericalSharpnessInstrument(), $0).scaled },
    Measure(name: "λ‖w‖² of one weight", standsReLU: true, standsNormalization: true) {
      try #require(SphericalSharpnessInstrument().measure($0) { _ in }.dropFirst().first).scaled
    },
    Measure(name: "trace", standsReLU: false, standsNormalization: false) {
      try #require(CurvatureInstrument(top: 1).measure($0) { _ in }.first { $0.quantity == "trace" }).value
    },
    Measure(name: "gradient curvature", standsReLU: false, standsNormalization: false) {
      try row(SharpnessInstrument(), $0).gradientCurvature
    },
    Measure(name: "filter-normalized", standsReLU: true, standsNormalization: true) { try row(FilterFlatnessInstrument(), $0).rise },
    // Estimated, but exactly: it has no more dimensions than vectors.
    Measure(name: "relative", standsReLU: true, standsNormalization: true) {
      try row(RelativeFlatnessInstrument(weight: 1, tolerance: 1e-12, products: 400), $0).flatness
    },
  ]

  /// The measure at a point and at another one of the same loss.
  private func compare(_ measure: Measure, _ problem: Problem, stands: Bool, tolerance: Double, _ scale: (inout [Double]) -> Void) throws {
    let (objective, parameters) = problem.objective(samples: 20, as: Double.self)
    var scaled = parameters
    scale(&scaled)
    func subject(_ parameters: [Double]) -> Subject<Double> {
      var gradient = parameters
      let value = objective.evaluate(at: parameters, gradient: &gradient)
      return Subject(objective, at: parameters, value: value, gradient: gradient)
    }
    let (before, after) = (subject(parameters), subject(scaled))
    expectAgreement([after.value.loss], [before.value.loss], relative: tolerance)
    let (found, moved) = (try measure.value(before), try measure.value(after))
    if stands {
      expectAgreement([moved], [found], relative: 100 * tolerance)
    } else {
      #expect(abs(moved / found - 1) > 0.05, "\(found) and \(moved)")
    }
  }

  @Test("through ReLU", arguments: measures)
  func rectified(measure: Measure) throws {
    let network = try Network(
      input: Shape(channels: 4),
      layers: [Linear(outputs: 6, bias: false), Activation.relu, Linear(outputs: 3, bias: false)])
    let entries = network.parameters.entries
    try compare(measure, Problem(network: network, loss: .crossEntropy), stands: measure.standsReLU, tolerance: 1e-9) { theta in
      for i in entries[0].range { theta[i] *= 3 }
      for i in entries[1].range { theta[i] /= 3 }
    }
  }

  @Test(
    "ASAM's rise stands neither through ReLU where there are biases, whose size it does not look at, nor where it adds something to |θ|")
  func adaptive() throws {
    func check(bias: Bool, shift: Double) throws {
      let network = try Network(
        input: Shape(channels: 4), layers: [Linear(outputs: 6, bias: bias), Activation.relu, Linear(outputs: 3, bias: false)])
      let entries = network.parameters.entries
      let measure = Measure(name: "ASAM's", standsReLU: false, standsNormalization: false) {
        try Self.row(SharpnessInstrument(shift: shift), $0).adaptiveAscent
      }
      try compare(measure, Problem(network: network, loss: .crossEntropy), stands: false, tolerance: 1e-9) { theta in
        for entry in entries { for i in entry.range { theta[i] *= entry.layer == 0 ? 10 : 0.1 } }
      }
    }
    try check(bias: true, shift: 0)
    try check(bias: false, shift: 0.5)
  }

  private static let normalized = Result {
    try Network(
      input: Shape(channels: 4),
      layers: [
        Linear(outputs: 6, bias: false), BatchNormalization(epsilon: 1e-14), Activation.tanh, Linear(outputs: 3),
      ])
  }

  @Test("before a batch normalization", arguments: measures)
  func normalization(measure: Measure) throws {
    let network = try Self.normalized.get()
    let weight = network.parameters.entries[0].range
    try compare(
      measure, Problem(network: network, loss: .crossEntropy), stands: measure.standsNormalization, tolerance: 1e-9
    ) { theta in
      for i in weight { theta[i] *= 3 }
    }
  }

  @Test("spherical sharpness stands still before a batch normalization, and has no value without one")
  func spherical() throws {
    func subject(_ network: Network, times factor: Double) -> Subject<Double> {
      var (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(samples: 20, as: Double.self)
      for i in network.parameters.entries[0].range { parameters[i] *= factor }
      var gradient = parameters
      let value = objective.evaluate(at: parameters, gradient: &gradient)
      objective = objective.passing(objective.pass)
      return Subject(objective, at: parameters, value: value, gradient: gradient)
    }
    let network = try Self.normalized.get()
    let found = try [1, 3, 0.1].map { try SphericalSharpnessInstrument().measure(subject(network, times: $0)) { _ in } }
    for rows in found {
      #expect(rows.map(\.tensor) == ["all", "0.weight", "3.weight"] && rows.map(\.invariant) == [1, 1, 0] && rows[2].spherical.isNaN)
      expectAgreement([rows[0].spherical, rows[1].spherical], [found[0][0].spherical, found[0][1].spherical], relative: 1e-7)
      // L(cw) = L(w): the two definitions are one, for one weight.
      expectAgreement([rows[1].scaled], [rows[1].spherical], relative: 1e-7)
    }
    let plain = try Network(input: Shape(channels: 4), layers: [Linear(outputs: 6), Activation.relu, Linear(outputs: 3)])
    let rows = try SphericalSharpnessInstrument().measure(subject(plain, times: 1)) { _ in }
    #expect(rows.allSatisfy { $0.invariant == 0 && $0.spherical.isNaN && $0.scaled > 0 })
  }

  @Test("a weight whose double has the same loss by chance, with no gradient along itself, is not scale-invariant")
  func chance() throws {
    let network = try Network(input: Shape(channels: 4), layers: [Linear(outputs: 6), Activation.tanh, Linear(outputs: 3)])
    var (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(samples: 20, as: Double.self)
    let (weight, bias) = (network.parameters.entries[0].range, network.parameters.entries[1].range)
    // A short weight across its own gradient, without a bias.
    for i in bias { parameters[i] = 0 }
    for i in weight { parameters[i] *= 1e-3 }
    var gradient = parameters
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    let along = gradient.dot(parameters, in: weight) / gradient.dot(gradient, in: weight)
    for i in weight { parameters[i] -= along * gradient[i] }
    let norm = parameters.norm(in: weight)
    for i in weight { parameters[i] *= 0.01 / norm }
    let value = objective.evaluate(at: parameters, gradient: &gradient)
    let double = try #require(
      ScaleInvariance.measure(objective, layer: 0, factor: 2, at: parameters, loss: value.loss, gradient: gradient))
    #expect(double.lossChange < 1e-2 && abs(double.radialShare) < 1e-2, "\(double)")
    let subject = Subject(objective, at: parameters, value: value, gradient: gradient)
    #expect(try SphericalSharpnessInstrument().measure(subject) { _ in }.map(\.invariant) == [0, 0, 0])
  }
}
