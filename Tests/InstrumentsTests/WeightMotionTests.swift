import Datasets
import Foundation
import Instruments
import Networks
import Objectives
import TestSupport
import Tensors
import Testing

@Suite("the optimizer's next step")
struct WeightMotionTests {
  private static let network = try! Network(
    input: Shape(channels: 4), layers: [Linear(outputs: 5), BatchNormalization(), Activation.tanh, Linear(outputs: 3)])

  private let objective: NetworkObjective<Double>
  private let parameters: [Double]
  private var gradient: [Double]
  private let value: LossValue

  init() {
    (objective, parameters) = Problem(network: Self.network, loss: .crossEntropy).objective(as: Double.self)
    gradient = parameters
    value = objective.evaluate(at: parameters, gradient: &gradient)
  }

  private func subject(next: [Double]?) -> Subject<Double> {
    var subject = Subject(objective, at: parameters, value: value, gradient: gradient)
    subject.nextParameters = { next }
    return subject
  }

  @Test("norms, lengths and angles of a turn by a known angle, and of one too small for a cosine", arguments: [0.75, 1e-9])
  func angles(angle: Double) throws {
    // In the plane of the weight and a vector across it, and 1.5 times as long.
    var next = parameters
    let weights = objective.parameterLayout.entries.filter(\.isWeightMatrix)
    for entry in weights {
      let (w, first) = (Array(parameters[entry.range]), entry.range.lowerBound)
      var across = w.indices.map { Double($0) - 1 }
      let share = zip(w, across).reduce(0) { $0 + $1.0 * $1.1 } / zip(w, w).reduce(0) { $0 + $1.0 * $1.1 }
      across = zip(across, w).map { $0 - share * $1 }
      let ratio = w.norm / across.norm
      for i in w.indices { next[first + i] = 1.5 * (cos(angle) * w[i] + sin(angle) * ratio * across[i]) }
    }
    let rows = try WeightMotionInstrument().measure(subject(next: next)) { _ in }
    #expect(rows.map(\.tensor) == weights.map(\.name) && rows.map(\.invariant) == [1, 0])
    expectAgreement(rows.map(\.angle), [angle, angle], relative: 1e-6)
    let norms = weights.map { Array(parameters[$0.range]).norm }
    expectAgreement(rows.map(\.norm), norms, relative: 1e-13)
    expectAgreement(rows.map(\.gradient), weights.map { Array(gradient[$0.range]).norm }, relative: 1e-13)
    // The third side of a triangle of 1 and 1.5 with that angle between them.
    expectAgreement(rows.map(\.step), norms.map { $0 * (3.25 - 3 * cos(angle)).squareRoot() }, relative: 1e-12)
  }

  @Test("what no run makes has no next step")
  func outside() {
    #expect(throws: InstrumentError.missing(instrument: "weight-motion", needed: "training run")) {
      _ = try WeightMotionInstrument().measure(subject(next: nil)) { _ in }
    }
  }

  @Test("covariate shift is by the step that the optimizer takes where it is asked for, and else by a plain one")
  func shift() throws {
    func at(_ next: [Double]) throws -> Subject<Double> {
      var subject = self.subject(next: next)
      subject.run = RunPosition(
        step: 0, learningRate: 0.2, seed: 0, batchSize: 1, start: parameters,
        dataset: try GaussianRegression(examples: 20, features: 4, seed: 1))
      return subject
    }
    let next = zip(parameters, gradient).map { $0 - 0.2 * $1 + 0.05 * $0 }
    let own = try CovariateShiftInstrument(by: .optimizer).measure(at(next)) { _ in }
    let weights = objective.parameterLayout.entries.filter(\.isWeightMatrix)
    let last = try #require(weights.last)
    var mixed = next
    for i in last.range.lowerBound..<parameters.count { mixed[i] = parameters[i] }
    var moved = gradient
    _ = objective.valueAndGradient(at: mixed, gradient: &moved)
    expectAgreement(
      [own[1].distance],
      [
        zip(gradient, moved).enumerated().filter { last.range.contains($0.offset) }
          .reduce(0) { $0 + ($1.element.0 - $1.element.1) * ($1.element.0 - $1.element.1) }.squareRoot()
      ], relative: 1e-10)
    let plain = zip(parameters, gradient).map { $0 - 0.2 * $1 }
    let (given, along) = (
      try CovariateShiftInstrument().measure(at(next)) { _ in },
      try CovariateShiftInstrument(by: .optimizer).measure(at(plain)) { _ in }
    )
    expectAgreement(given.map(\.distance), along.map(\.distance), relative: 1e-9, absolute: 1e-14)
    #expect(abs(given[1].distance / own[1].distance - 1) > 1e-3)
    var outside = try at(next)
    outside.nextParameters = { nil }
    #expect(throws: InstrumentError.missing(instrument: CovariateShiftInstrument.name, needed: "training run")) {
      try CovariateShiftInstrument(by: .optimizer).measure(outside) { _ in }
    }
  }
}
