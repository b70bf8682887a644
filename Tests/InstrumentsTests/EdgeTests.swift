import Datasets
import Instruments
import Landscape
import Networks
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("the edge of stability")
struct EdgeTests {
  /// Rows of a run of 90 steps at a rate of 1/4, whose edge 2/η is 8.
  private func record(_ values: [Double], factors: [Double]? = nil) -> Record<LargestEigenvalueInstrument> {
    let entries = values.enumerated().map { place, value in
      var row = LargestEigenvalueInstrument.Row()
      row.largest = value
      return Record<LargestEigenvalueInstrument>.Entry(step: 10 * place, rateFactor: factors?[place] ?? 1, row)
    }
    return Record(entries, steps: 90, learningRate: 0.25)
  }

  @Test("is crossed at the first look at it from below, and sharpening is what came between")
  func crossing() {
    let rising = record([4, 2, 3, 8, 9, 7, 8, 9, 8, 8])
    #expect(rising.crossing(of: 2, \.largest) == EdgeCrossing(step: 30, growth: 4))
    // Twice the edge is never come to; half of it is started from.
    #expect(rising.crossing(of: 4, \.largest) == nil && rising.crossing(of: 1, \.largest)?.step == 30)
    // What starts above has to come down first.
    let catapult = record([30, 20, .nan, 5, 6, 10, 8, 8, 8, 8])
    #expect(catapult.crossing(of: 2, \.largest) == EdgeCrossing(step: 50, growth: 2))
    #expect(record([30, 20, 9, 8, 8, 8, 8, 8, 8, 8]).crossing(of: 2, \.largest) == nil)
    // A rate that falls to a half takes the edge up to 16.
    #expect(record([4, 9, 17], factors: [1, 0.5, 0.5]).crossing(of: 2, \.largest)?.step == 20)
  }

  @Test("counts where it was reached before the last third, from either side, and there alone")
  func late() {
    // After step 60: 9, 8, 10. Their median is 9, over the edge 8.
    #expect(record([4, 2, 3, 8, 9, 7, 100, 9, 8, 10]).lateShare(of: 2, \.largest) == 9.0 / 8)
    #expect(record([4, 2, 3, 3, 3, 3, 3, 9, 8, 10]).lateShare(of: 2, \.largest).isNaN)
    #expect(record([4, 2, 3, 3, 3, 3, 8, 9, 4, 4]).lateShare(of: 2, \.largest) == 0.5)
    #expect(record([]).lateShare(of: 2, \.largest).isNaN)
    // From above: down to the edge and along it; far below it, and not back before step 60; as far, and back.
    #expect(record([30, 20, 9, 8.5, 8.25, 8.25, 8.25, 8.5, 8.5, 8.5]).lateShare(of: 2, \.largest) == 8.5 / 8)
    #expect(record([30, 20, 5, 5, 6, 7, 7, 8, 8, 8]).lateShare(of: 2, \.largest).isNaN)
    #expect(record([30, 20, 5, 5, 6, 8, 7, 8, 8, 8]).lateShare(of: 2, \.largest) == 1)
    #expect(record([30, 20, 9, 9, 7, 7, 7, 7, 8, 8]).lateShare(of: 2, \.largest).isNaN)
  }

  @Test("largest eigenvalues of a quadratic are its own, and with a preconditioner quotients")
  func quadratic() throws {
    var subject = Subject(Quadratic<Double>(diagonal: [5, 1, -9]), at: [1, 1, 1])
    var row = try #require(LargestEigenvalueInstrument(tolerance: 1e-12).measure(subject) { _ in }.first)
    expectAgreement([row.largest], [5], relative: 1e-12)
    #expect(row.preconditioned.isNaN && row.preconditionedResidual.isNaN && row.residual < 1e-11 && row.products == 3)
    subject.preconditioner = { [10, 0.25, 1] }
    row = try #require(LargestEigenvalueInstrument(tolerance: 1e-12).measure(subject) { _ in }.first)
    expectAgreement([row.largest, row.preconditioned], [5, 4], relative: 1e-12)
    #expect(row.products == 6)
    subject.preconditioner = { [1, 1] }
    #expect(throws: LandscapeError.self) { try LargestEigenvalueInstrument().measure(subject) { _ in } }
  }

  @Test("batch sharpness of linear regression is the mean over batches of what each has along its gradient, to the number by hand")
  func batchSharpness() throws {
    // y = w·x without bias, ½ mean (w·x − y)²: g = mean x (w·x − y), H = mean x xᵀ.
    let network = try Network(input: Shape(channels: 2), layers: [Linear(outputs: 1, bias: false)])
    let batch = Batch<Double>(capacity: 7, inputShape: Shape(channels: 2), outputs: 1)
    let stream = RandomStream(seed: 2, purpose: .dataset)
    for i in 0..<14 { batch.inputs[i] = stream.normal() }
    for i in 0..<7 { batch.targets[i] = stream.normal() }
    let objective = NetworkObjective(network: network, loss: .halfMeanSquaredError, batch: batch)
    let theta = [0.5, -2.0]
    var gradient = theta
    let value = objective.evaluate(at: theta, gradient: &gradient)
    let subject = Subject(objective, at: theta, value: value, gradient: gradient)
    var (ratios, curvature, square) = ([Double](), 0.0, 0.0)
    for start in [0, 3] {
      var (g, h) = ([0.0, 0.0], [0.0, 0.0, 0.0])
      for i in start..<start + 3 {
        let (x, z) = (batch.inputs[i], batch.inputs[7 + i])
        let error = theta[0] * x + theta[1] * z - batch.targets[i]
        g = [g[0] + x * error / 3, g[1] + z * error / 3]
        h = [h[0] + x * x / 3, h[1] + x * z / 3, h[2] + z * z / 3]
      }
      let form = g[0] * g[0] * h[0] + 2 * g[0] * g[1] * h[1] + g[1] * g[1] * h[2]
      let norm = g[0] * g[0] + g[1] * g[1]
      ratios.append(form / norm)
      (curvature, square) = (curvature + form, square + norm)
    }
    // The seventh example fills no batch.
    let row = try #require(BatchSharpnessInstrument(examples: 3).measure(subject) { _ in }.first)
    expectAgreement(
      [row.sharpness, row.standardError, row.ratioOfMeans],
      [(ratios[0] + ratios[1]) / 2, abs(ratios[0] - ratios[1]) / 2, curvature / square], relative: 1e-12)
    #expect(row.batches == 2)
    let one = try #require(BatchSharpnessInstrument(examples: 3, batches: 1).measure(subject) { _ in }.first)
    expectAgreement([one.sharpness], [ratios[0]], relative: 1e-12)
    #expect(one.standardError.isNaN && one.batches == 1)
    let refused = InstrumentError.invalidSetting(name: "batch_sharpness.examples", found: "8", expected: "at most the 7 there are")
    #expect(throws: refused) { try BatchSharpnessInstrument(examples: 8).measure(subject) { _ in } }
  }
}
