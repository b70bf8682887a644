import Datasets
import Networks
import Statistics
import Tensors
import TestSupport
import Testing
import Instruments

@Suite("population statistics")
struct PopulationStatisticsTests {
  /// Ioffe & Szegedy's Algorithm 2 from its definition, on the outputs of a linear layer.
  @Test("are the means of batches' means and of m/(m − 1) times their variances")
  func definition() throws {
    let dataset = try GaussianRegression(examples: 60, features: 3, seed: 4)
    let network = try Network(
      input: Shape(channels: 3), layers: [Linear(outputs: 2), BatchNormalization(momentum: 1), Linear(outputs: 3)])
    let parameters: [Double] = Initializer.glorotNormal.parameters(of: network, seed: 7)
    let state = PopulationStatistics.measure(
      network: network, loss: .halfSumSquaredError, dataset: dataset, parameters: parameters, batchSize: 15, batches: 4, seed: 9)

    var order = DataOrder(count: 60, batchSize: 15, seed: 9)
    let batch = Batch<Double>(capacity: 15, inputShape: dataset.inputShape, outputs: 3)
    var (means, variances) = ([0.0, 0.0], [0.0, 0.0])
    for step in 0..<4 {
      order.withBatch(at: step) { dataset.fill(batch, from: .training, at: $0) }
      for unit in 0..<2 {
        let values = (0..<15).map { i in
          (0..<3).reduce(parameters[6 + unit]) { $0 + parameters[unit * 3 + $1] * batch.inputs[$1 * 15 + i] }
        }
        let moments = Moments(values)
        means[unit] += moments.mean / 4
        variances[unit] += moments.standardDeviation * moments.standardDeviation / 4
      }
    }
    expectAgreement(Array(state[0..<2]), means, relative: 1e-10, absolute: 1e-12)
    expectAgreement(Array(state[2..<4]), variances, relative: 1e-10)
  }

  @Test("of ghost batches they are the means over the last group of every batch")
  func ghostBatches() throws {
    let dataset = try GaussianRegression(examples: 60, features: 3, seed: 4)
    let network = try Network(input: Shape(channels: 3), layers: [GhostBatchNormalization(ghostBatch: 5)])
    let state: [Double] = PopulationStatistics.measure(
      network: network, loss: .halfSumSquaredError, dataset: dataset, parameters: [1, 1, 1, 0, 0, 0], batchSize: 15, batches: 4, seed: 9)
    var order = DataOrder(count: 60, batchSize: 15, seed: 9)
    let batch = Batch<Double>(capacity: 15, inputShape: dataset.inputShape, outputs: 3)
    var expected = [Double](repeating: 0, count: 6)
    for step in 0..<4 {
      order.withBatch(at: step) { dataset.fill(batch, from: .training, at: $0) }
      for feature in 0..<3 {
        let moments = Moments((10..<15).map { batch.inputs[feature * 15 + $0] })
        expected[feature] += moments.mean / 4
        expected[3 + feature] += moments.standardDeviation * moments.standardDeviation / 4
      }
    }
    expectAgreement(Array(state[0..<6]), expected, relative: 1e-10, absolute: 1e-12)
  }

  private func measured(_ network: Network, _ parameters: [Double]) throws -> [Double] {
    PopulationStatistics.measure(
      network: network, loss: .halfSumSquaredError, dataset: try GaussianRegression(examples: 60, features: 3, seed: 4),
      parameters: parameters, batchSize: 15, batches: 4, seed: 9)
  }

  @Test("constants in a normalization, and a normalization that keeps no statistics before it, leave them as they are")
  func frozenAndUntracked() throws {
    func network(_ first: any Layer, _ second: any Layer) throws -> Network {
      try Network(input: Shape(channels: 3), layers: [Linear(outputs: 2), first, Linear(outputs: 2), second, Linear(outputs: 3)])
    }
    let usual = try network(BatchNormalization(), BatchNormalization())
    let parameters: [Double] = Initializer.glorotNormal.parameters(of: usual, seed: 7)
    let expected = try measured(usual, parameters)
    let constants = Dictionary(
      uniqueKeysWithValues: usual.parameters.entries.filter { $0.layer == 3 }.map { ($0.tensorName, Array(parameters[$0.range])) })
    let frozen = try network(
      BatchNormalization(), Frozen(BatchNormalization(), for: [Shape(channels: 2)], constants: constants))
    let own = usual.parameters.entries.filter { $0.layer != 3 }.flatMap { parameters[$0.range] }
    #expect(try measured(frozen, own) == expected)
    let untracked = try network(BatchNormalization(tracksStatistics: false), BatchNormalization())
    #expect(try measured(untracked, parameters) == Array(expected.suffix(5)))
  }

  @Test("of several nodes with one state they are the means of theirs")
  func shared() throws {
    func network(state: String?) throws -> Network {
      try Network(
        input: Shape(channels: 3),
        nodes: [
          Node("a", Linear(outputs: 2), [Node.input]), Node("n1", BatchNormalization(), ["a"]), Node("b", Linear(outputs: 2), ["n1"]),
          Node("n2", BatchNormalization(), ["b"], state: state), Node("c", Linear(outputs: 2), ["n2"]),
          Node("n3", BatchNormalization(), ["c"], state: state), Node("d", Linear(outputs: 3), ["n3"]),
        ])
    }
    let parameters: [Double] = Initializer.glorotNormal.parameters(of: try network(state: nil), seed: 7)
    let (own, one) = (try measured(network(state: nil), parameters), try measured(network(state: "n1"), parameters))
    #expect(own.count == 15 && one.count == 5)
    let means = (0..<4).map { (place: Int) -> Double in (own[place] + own[5 + place] + own[10 + place]) / 3 }
    expectAgreement(Array(one[0..<4]), means, relative: 1e-12, absolute: 1e-14)
  }
}
