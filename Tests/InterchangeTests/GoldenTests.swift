import Interchange
import Landscape
import Networks
import Tensors
import TestSupport
import Testing

/// Everything measured on the golden cases, against an independent implementation: float64 within 1e-8, float32 within 1e-4.
@Suite("golden cases")
struct GoldenTests {
  static let cases = GoldenCase.named("mlp-vanilla", "mlp-batch-norm", "mlp-l1", "deep-linear", "conv-batch-norm")

  @Test("float64", arguments: cases)
  func float64(golden: GoldenCase) throws { try check(golden, Double.self, relative: 1e-8, absolute: 1e-12) }

  @Test("float32", arguments: cases)
  func float32(golden: GoldenCase) throws { try check(golden, Float.self, relative: 1e-4, absolute: 1e-5) }

  private func check<R: Real>(_ golden: GoldenCase, _ type: R.Type, relative: Double, absolute: Double) throws {
    let loaded: Case<R> = try golden.load()
    let expected = try golden.expected()
    let scale = absolute * max(1, expected.gradient.norm)
    func expect(_ found: [Double], _ answer: [Double], _ what: String) {
      expectAgreement(found, answer, relative: relative, absolute: scale, what)
    }
    let objective = NetworkObjective(network: loaded.model.network, loss: loaded.model.loss, batch: loaded.batch)
    var gradient = [R](repeating: 0, count: objective.dimension)
    let value = objective.evaluate(at: loaded.parameters, gradient: &gradient)
    expect([value.loss, gradient.norm], [expected.loss, expected.gradient.norm], "loss and gradient")
    let layout = objective.parameterLayout
    #expect(Set(layout.entries.map(\.name)) == Set(expected.gradient.tensors.keys))
    for entry in layout.entries {
      expect([gradient.norm(in: entry.range)], [expected.gradient.tensors[entry.name]!], entry.name)
    }

    var line = GradientLine<R>(stepSizes: expected.line.steps)
    let profile = line.measure(objective, at: loaded.parameters, loss: value.loss, gradient: gradient)
    expect(profile.points.map(\.loss), expected.line.loss, "line loss")
    expect(profile.points.map(\.gradientDistance), expected.line.gradientDistance, "gradient distance")
    // Differences that cancel carry the gradient's rounding, divided by the distance moved.
    let smallest = expected.line.steps.min()! * expected.gradient.norm
    expectAgreement(
      profile.points.map(\.smoothness), expected.line.smoothness, relative: relative, absolute: scale / smallest, "smoothness")
    expect([profile.lossMinimum, profile.lossMaximum], [expected.line.lossMinimum, expected.line.lossMaximum], "loss band")
    expect(
      [profile.gradientDistanceMinimum, profile.gradientDistanceMaximum],
      [expected.line.gradientDistanceMinimum, expected.line.gradientDistanceMaximum], "gradient band")
    expectAgreement(
      [profile.effectiveSmoothness], [expected.line.effectiveSmoothness], relative: relative, absolute: scale / smallest, "β")

    var shift = CovariateShift<R>(learningRate: expected.covariateShift.learningRate)
    let shifts = shift.measure(objective, at: loaded.parameters, gradient: gradient)
    #expect(shifts.map(\.parameter) == expected.covariateShift.layers.map(\.parameter))
    expect(shifts.map(\.distance), expected.covariateShift.layers.map(\.distance), "shift distance")
    expect(shifts.map(\.cosine), expected.covariateShift.layers.map { $0.cosine ?? .nan }, "shift cosine")
    expect(shifts.map(\.before), expected.covariateShift.layers.map(\.before), "before")
    expect(shifts.map(\.after), expected.covariateShift.layers.map(\.after), "after")
    #expect(shifts[0].distance == 0 && shifts[0].cosine == 1, "nothing before the first layer moves")

    let bins = expected.activations
    let distributions = try ActivationDistribution<R>(bins: bins.bins, lower: bins.lower, upper: bins.upper)
      .measure(objective, at: loaded.parameters)
    #expect(distributions.count == bins.layers.count)
    for (found, answer) in zip(distributions, bins.layers) {
      if R.precision == .float64 {
        #expect(found.histogram.counts == answer.counts && found.histogram.below == answer.below && found.histogram.above == answer.above)
      }
      #expect(found.moments.count == answer.count && found.layer == answer.layer)
      expect(
        [found.moments.mean, found.moments.standardDeviation, found.moments.skewness, found.moments.excessKurtosis],
        [answer.mean, answer.standardDeviation, answer.skewness ?? .nan, answer.excessKurtosis ?? .nan], "moments of layer \(answer.layer)")
    }

    objective.mode = .evaluation
    objective.evaluationState = loaded.state
    let evaluation = objective.evaluate(at: loaded.parameters)
    expect([evaluation.loss], [expected.evaluation.loss], "evaluation loss")
    if let accuracy = expected.evaluation.accuracy { #expect(evaluation.accuracy == accuracy) }
  }
}
