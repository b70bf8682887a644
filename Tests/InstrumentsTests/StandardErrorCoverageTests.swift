import Datasets
import Instruments
import Landscape
import Networks
import Objectives
import Tensors
import TestSupport
import Testing

/// Standard errors of instruments that average over random draws, for the seeds of 500 runs: how often Student's 95 % interval holds the truth. A linear network
/// makes the loss a quadratic, whose averages are closed forms.
@Suite("coverage of instruments' standard errors")
struct StandardErrorCoverageTests {
  private static let dataset = try! GaussianRegression(examples: 10, features: 3, seed: 4)
  private static let network = try! Network(input: Shape(channels: 3), layers: [Linear(outputs: 3)])

  private static func objective(_ indices: [Int32]) -> NetworkObjective<Double> {
    let batch = Batch<Double>(capacity: indices.count, inputShape: dataset.inputShape, outputs: 3)
    indices.withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    return NetworkObjective(network: network, loss: .halfMeanSquaredError, batch: batch)
  }

  private static let parameters: [Double] = Initializer.glorotNormal.parameters(of: network, seed: 7)

  /// How many of 500 seeds give an interval that holds the truth.
  private func inside(_ truth: Double, quantile: Double, _ measure: (Subject<Double>) throws -> (mean: Double, error: Double)) rethrows
    -> Int
  {
    let objective = Self.objective((0..<10).map(\.self))
    var gradient = Self.parameters
    let value = objective.evaluate(at: Self.parameters, gradient: &gradient)
    var subject = Subject(objective, at: Self.parameters, value: value, gradient: gradient)
    return try (0..<500).filter { seed in
      subject.run = RunPosition(
        step: 3, learningRate: 0.1, seed: UInt64(seed), batchSize: 4, start: Self.parameters, dataset: Self.dataset)
      let found = try measure(subject)
      return abs(found.mean - truth) <= quantile * found.error
    }.count
  }

  /// Mean square of the inputs' length.
  private var inputSquare: Double {
    var inputs = [Double](repeating: 0, count: 30)
    let batch = Batch<Double>(capacity: 10, inputShape: Self.dataset.inputShape, outputs: 3)
    (0..<Int32(10)).map(\.self).withUnsafeBufferPointer { Self.dataset.fill(batch, from: .training, at: $0) }
    for i in inputs.indices { inputs[i] = batch.inputs[i] }
    return inputs.dot(inputs) / 10
  }

  @Test("filter-normalized flatness: E = r²/2 Σ ‖w‖² E‖x‖² / n for filters w of n weights; at an absolute length ℓ: ℓ²/2 tr H / n")
  func flatness() throws {
    let entry = Self.network.parameters.entries[0]
    let weights = Array(Self.parameters[entry.range])
    // Each of three outputs has the inputs' second moments, and 1 for its bias, on its diagonal.
    let filter = 0.5 * 0.3 * 0.3 * weights.dot(weights) * inputSquare / 3
    let absolute = 0.5 * 0.4 * 0.4 * 3 * (inputSquare + 1) / Double(Self.parameters.count)
    for (place, truth) in [filter, absolute].enumerated() {
      let count = try inside(truth, quantile: 2.093) { subject in
        let row = try FilterFlatnessInstrument(radius: 0.3, directionCount: 20, length: 0.4).measure(subject) { _ in }[place]
        return (row.rise, row.standardError)
      }
      // 475 are expected, with a standard deviation of 4.9; the gradient's part is symmetric and the curvature's is skewed a little.
      #expect((455...495).contains(count), "\(place): \(count) of 500")
    }
  }

  @Test("batch sharpness: the mean over all 210 batches of four out of ten")
  func batchSharpness() throws {
    var ratios = [Double]()
    for chosen in 0..<1024 where chosen.nonzeroBitCount == 4 {
      let objective = Self.objective((0..<Int32(10)).filter { chosen >> $0 & 1 == 1 })
      var gradient = Self.parameters
      let loss = objective.valueAndGradient(at: Self.parameters, gradient: &gradient)
      func moved(_ step: Double) -> Double { objective.value(at: zip(Self.parameters, gradient).map { $0 + step * $1 }) }
      // Of a quadratic the second difference is exact at any distance.
      ratios.append((moved(1) - 2 * loss + moved(-1)) / gradient.dot(gradient))
    }
    let count = try inside(ratios.reduce(0, +) / Double(ratios.count), quantile: 2.040) { subject in
      let row = try #require(try BatchSharpnessInstrument(batches: 32).measure(subject) { _ in }.first)
      return (row.sharpness, row.standardError)
    }
    #expect(ratios.count == 210 && (455...495).contains(count), "\(count) of 500")
  }
}
