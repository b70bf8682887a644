import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

@Suite("ghost batch normalization")
struct GhostBatchNormalizationTests {
  private static let images = Shape(channels: 3, height: 2, width: 2)
  private let parameters = [1.5, 0.5, 2, 0.1, -0.2, 0.3]

  private func objective(_ layer: any Layer, samples: Int, _ input: Shape = images) throws -> NetworkObjective<Double> {
    let network = try Network(input: input, layers: [layer])
    return Problem(network: network, loss: .halfSumSquaredError).objective(samples: samples, as: Double.self).0
  }

  private func output(_ objective: NetworkObjective<Double>) -> [Double] {
    var output = [Double]()
    objective.forEachActivation(at: parameters) { _, _, values in output = Array(values) }
    return output
  }

  /// The values of one channel of some examples.
  private func values(_ objective: NetworkObjective<Double>, _ channel: Int, _ examples: Range<Int>) -> [Double] {
    let (samples, positions) = (objective.batch.samples, objective.network.inputShape.positions)
    return examples.flatMap { n in
      (0..<positions).map { objective.batch.inputs[(channel * samples + n) * positions + $0] }
    }
  }

  @Test(
    "every group of examples by its own mean and biased variance; the last takes what is left",
    arguments: [
      (8, 4, [0..<4, 4..<8]), (11, 4, [0..<4, 4..<11]), (3, 4, [0..<3]), (5, 1, [0..<1, 1..<2, 2..<3, 3..<4, 4..<5]),
    ])
  func definition(samples: Int, ghostBatch: Int, groups: [Range<Int>]) throws {
    let objective = try objective(GhostBatchNormalization(ghostBatch: ghostBatch, epsilon: 0.25), samples: samples)
    let expected = (0..<3).flatMap { channel in
      groups.flatMap { group -> [Double] in
        let x = values(objective, channel, group)
        let mean = x.reduce(0, +) / Double(x.count)
        let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
        return x.map { parameters[channel] * ($0 - mean) / (variance + 0.25).squareRoot() + parameters[3 + channel] }
      }
    }
    expectAgreement(output(objective), expected, relative: 1e-12, absolute: 1e-13)
    // Without running statistics evaluation goes by groups too.
    #expect(output(objective.passing(Pass(mode: .evaluation))) == output(objective))
  }

  @Test("running statistics move once a group, in order; evaluation is batch normalization's")
  func runningStatistics() throws {
    let ghost = try objective(GhostBatchNormalization(ghostBatch: 3), samples: 7)
    var state: [Double] = ghost.network.initialState()
    _ = ghost.value(at: parameters)
    ghost.updateState(&state, at: parameters)
    var expected: [Double] = ghost.network.initialState()
    for group in [0..<3, 3..<7] {
      for channel in 0..<3 {
        let moments = Moments(values(ghost, channel, group))
        expected[channel] = 0.9 * expected[channel] + 0.1 * moments.mean
        expected[3 + channel] =
          0.9 * expected[3 + channel] + 0.1 * moments.standardDeviation * moments.standardDeviation
      }
      expected[6] += 1
    }
    expectAgreement(state, expected, relative: 1e-12)
    let batch = try objective(BatchNormalization(), samples: 7)
    #expect(ghost.network.state == batch.network.state)
    let evaluation = Pass(mode: .evaluation, state: state)
    #expect(output(ghost.passing(evaluation)) == output(batch.passing(evaluation)))
  }

  @Test("one group is batch normalization, to the bit")
  func oneGroup() throws {
    let ghost = try objective(GhostBatchNormalization(ghostBatch: 7), samples: 7)
    let batch = try objective(BatchNormalization(), samples: 7)
    #expect(output(ghost) == output(batch))
    var (first, second) = (parameters, parameters)
    #expect(
      ghost.valueAndGradient(at: parameters, gradient: &first)
        == batch.valueAndGradient(at: parameters, gradient: &second))
    #expect(first == second)
    let direction = [0.3, -0.1, 0.2, 0.5, 0.4, -0.6]
    ghost.hessianVectorProduct(at: parameters, direction: direction, product: &first)
    batch.hessianVectorProduct(at: parameters, direction: direction, product: &second)
    #expect(first == second)
  }

  @Test("the variant takes its group from the settings, 32 unless said otherwise")
  func variant() {
    #expect((Variant.ghost.layers().first as? GhostBatchNormalization)?.ghostBatch == 32)
    let settings = NormalizationSettings(ghostBatch: 16)
    #expect((Variant.ghost.layers(settings).first as? GhostBatchNormalization)?.ghostBatch == 16)
  }
}
