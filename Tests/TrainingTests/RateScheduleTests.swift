import Datasets
import Foundation
import Networks
import TestSupport
import Tensors
import Testing
import Training

@Suite("schedules of the learning rate")
struct RateScheduleTests {
  private func factors(_ decay: RateSchedule.Decay, warmUp: Int? = nil, steps: Int = 8) -> [Double] {
    (0...steps).map { RateSchedule(decay, warmUp: warmUp).factor(at: $0, of: steps) }
  }

  @Test("have their closed forms, step by step; the measurement after the last step sees that step's")
  func closedForms() {
    let root = 0.5.squareRoot()
    #expect(factors(.constant) == [Double](repeating: 1, count: 9))
    expectAgreement(
      factors(.cosine, steps: 4), [1, (1 + root) / 2, 0.5, (1 - root) / 2, (1 - root) / 2], relative: 1e-14)
    expectAgreement(
      factors(.steps(factor: 0.1, at: [2, 3, 6])), [1, 1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001], relative: 1e-14)
    expectAgreement(factors(.exponential(factor: 0.5), steps: 4), [1, 0.5, 0.25, 0.125, 0.125], relative: 0)
  }

  @Test("rise first with a warm-up: what falls by itself begins after it, named steps stay the run's")
  func warmUp() {
    expectAgreement(factors(.constant, warmUp: 4, steps: 6), [0.25, 0.5, 0.75, 1, 1, 1, 1], relative: 0)
    expectAgreement(
      factors(.cosine, warmUp: 2, steps: 6),
      [0.5, 1, 1, factors(.cosine, steps: 4)[1], 0.5, factors(.cosine, steps: 4)[3]]
        + [factors(.cosine, steps: 4)[3]], relative: 1e-14)
    expectAgreement(factors(.exponential(factor: 0.5), warmUp: 2, steps: 4), [0.5, 1, 1, 0.5, 0.5], relative: 0)
    expectAgreement(factors(.steps(factor: 0.5, at: [1, 3]), warmUp: 2, steps: 5), [0.5, 0.5, 0.5, 0.25, 0.25, 0.25], relative: 0)
  }

  @Test("are written as they are read", arguments: ["constant", "cosine", "steps:0.1@100,200", "steps:2.5@1", "exponential:0.999"])
  func text(text: String) throws {
    let schedule = RateSchedule(try #require(RateSchedule.Decay(rawValue: text)), warmUp: 3)
    #expect(schedule.decay.rawValue == text)
    let data = try JSONEncoder().encode(schedule)
    #expect(try JSONDecoder().decode(RateSchedule.self, from: data) == schedule)
    #expect(String(decoding: data, as: UTF8.self).contains("\"decay\":\"\(text)\""))
  }

  @Test(
    "of another form are refused",
    arguments: [
      "", "cosine:1", "constant:", "linear", "exponential", "exponential:", "exponential:0", "exponential:-1", "exponential:nan",
      "exponential:inf", "steps", "steps:0.1", "steps:0.1@", "steps:0.1@5,", "steps:0.1@5,5", "steps:0.1@9,5", "steps:0.1@0", "steps:0@5",
      "steps:@5", "steps:0.1@5@6", "steps:0.1@x",
    ])
  func refused(text: String) { #expect(RateSchedule.Decay(rawValue: text) == nil) }

  @Test("give a trainer the rate of its step, also after it has gone on from a snapshot")
  func training() throws {
    let network = try Network(input: Shape(channels: 10), layers: [Linear(outputs: 10)])
    let schedule = RateSchedule(.cosine, warmUp: 2)
    func trainer() throws -> Trainer<Double> {
      Trainer(
        network: network, loss: .halfMeanSquaredError, dataset: try GaussianRegression(examples: 64, features: 10, seed: 1), batchSize: 16,
        optimizer: .sgd(), learningRate: 0.3, rateFactor: { schedule.factor(at: $0, of: 6) },
        parameters: Initializer.glorotUniform.parameters(of: network, seed: 2), seed: 2)
    }
    let (whole, other) = (try trainer(), try trainer())
    for step in 0..<6 {
      if step == 3 { #expect(other.resume(from: whole.snapshot)) }
      _ = whole.computeGradient()
      let rate = 0.3 * schedule.factor(at: step, of: 6)
      let expected = zip(whole.parameters, whole.gradient).map { $0 - rate * $1 }
      #expect(whole.learningRate == rate)
      whole.update()
      expectAgreement(whole.parameters, expected, relative: 1e-14, absolute: 1e-16, "step \(step)")
      guard step >= 3 else { continue }
      _ = other.computeGradient()
      other.update()
    }
    #expect(other.snapshot == whole.snapshot)
  }
}
