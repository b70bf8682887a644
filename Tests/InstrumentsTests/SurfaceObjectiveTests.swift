import Datasets
import Instruments
import Landscape
import Networks
import Objectives
import Records
import Tensors
import TestSupport
import Testing

@Suite("the objective of surfaces")
struct SurfaceObjectiveTests {
  private static let dataset = try! GaussianRegression(examples: 60, features: 3, seed: 4)
  private static let network = try! Network(
    input: Shape(channels: 3), layers: [Linear(outputs: 4), BatchNormalization(), Activation.tanh, Linear(outputs: 3)])
  private static let plain = try! Network(
    input: Shape(channels: 3), layers: [Linear(outputs: 4), Activation.tanh, Linear(outputs: 3)])
  private static let indices = (0..<Int32(22)).map(\.self)

  private func parameters(_ network: Network) -> [Double] { Initializer.glorotNormal.parameters(of: network, seed: 7) }

  private func batches(_ size: Int) -> BatchSequence<Double> {
    BatchSequence(Self.dataset, .training, at: Self.indices, batchSize: size)
  }

  @Test("over one batch it is the batch's own, to the last bit")
  func oneBatch() {
    let batch = Batch<Double>(capacity: 30, inputShape: Self.dataset.inputShape, outputs: 3)
    Self.indices.withUnsafeBufferPointer { Self.dataset.fill(batch, from: .training, at: $0) }
    let theta = parameters(Self.network)
    let own = NetworkObjective(network: Self.network, loss: .halfMeanSquaredError, batch: batch)
    var (gradient, expected) = (theta, theta)
    let value = own.valueAndGradient(at: theta, gradient: &expected)
    for source in [BatchSequence(batch), batches(22)] {
      let objective = SurfaceObjective(network: Self.network, loss: .halfMeanSquaredError, batches: source)
      #expect(objective.valueAndGradient(at: theta, gradient: &gradient) == value && gradient == expected)
      #expect(objective.value(at: theta) == value)
      let found = objective.measure([.loss, .gradientNorm, .accuracy], at: theta)
      #expect(found[0] == value && found[1] == expected.norm && found[2].isNaN)
    }
  }

  @Test(
    "without normalization it is the same however examples are cut into batches",
    arguments: [Loss.halfMeanSquaredError, .halfSumSquaredError])
  func cuts(loss: Loss) {
    let theta = parameters(Self.plain)
    let whole = SurfaceObjective(network: Self.plain, loss: loss, batches: batches(22))
    var expected = theta
    let value = whole.valueAndGradient(at: theta, gradient: &expected)
    let metrics: [SurfaceMetric] = [.loss, .gradientNorm, .largestEigenvalue, .smallestEigenvalue]
    for size in [1, 5, 8] {
      let objective = SurfaceObjective(network: Self.plain, loss: loss, batches: batches(size))
      var gradient = theta
      expectAgreement([objective.valueAndGradient(at: theta, gradient: &gradient)], [value], relative: 1e-12)
      expectAgreement(gradient, expected, relative: 1e-10, absolute: 1e-12)
      expectAgreement(objective.measure(metrics, at: theta), whole.measure(metrics, at: theta), relative: 1e-8)
    }
  }

  @Test("its derivatives are those of its values, with every kind of statistics", arguments: SurfaceStatistics.allCases)
  func derivatives(statistics: SurfaceStatistics) {
    let theta = parameters(Self.network)
    let state: [Double] = PopulationStatistics.measure(
      network: Self.network, loss: .halfMeanSquaredError, dataset: Self.dataset, parameters: theta, batchSize: 20, batches: 3, seed: 1)
    // Recomputed statistics move with θ and are held constant in derivatives: there they are held by hand.
    let objective = SurfaceObjective(
      network: Self.network, loss: .halfMeanSquaredError, batches: batches(8), statistics: statistics == .batch ? .batch : .running,
      state: state)
    var gradient = theta
    let value = objective.valueAndGradient(at: theta, gradient: &gradient)
    if statistics == .recomputed {
      let recomputed = SurfaceObjective(
        network: Self.network, loss: .halfMeanSquaredError, batches: batches(8), statistics: .recomputed,
        estimationBatches: BatchSequence(
          Self.dataset, .training, at: order(batches: 3, size: 20, seed: 1), batchSize: 20))
      var other = theta
      expectAgreement([recomputed.valueAndGradient(at: theta, gradient: &other)], [value], relative: 1e-12)
      return expectAgreement(other, gradient, relative: 1e-10, absolute: 1e-12)
    }
    var (moved, product) = (theta, theta)
    let direction = theta.indices.map { Double(($0 * 7) % 5) - 2 }
    let step = 1e-5
    moved.assign(theta, plus: step, times: direction)
    var ahead = theta
    let above = objective.valueAndGradient(at: moved, gradient: &ahead)
    moved.assign(theta, plus: -step, times: direction)
    var behind = theta
    let below = objective.valueAndGradient(at: moved, gradient: &behind)
    expectAgreement([(above - below) / (2 * step)], [gradient.dot(direction)], relative: 1e-6, absolute: 1e-8)
    objective.hessianVectorProduct(at: theta, direction: direction, product: &product)
    expectAgreement(zip(ahead, behind).map { ($0 - $1) / (2 * step) }, product, relative: 1e-5, absolute: 1e-7)
  }

  private func order(batches: Int, size: Int, seed: UInt64) -> [Int32] {
    var order = DataOrder(count: 60, batchSize: size, seed: seed)
    return (0..<batches).flatMap { order.withBatch(at: $0) { Array($0) } }
  }

  @Test("parameters that are not finite have no metric")
  func notFinite() {
    let objective = SurfaceObjective(network: Self.network, loss: .halfMeanSquaredError, batches: batches(8))
    var theta = parameters(Self.network)
    theta[2] = .infinity
    let found = objective.measure(SurfaceMetric.allCases, at: theta)
    #expect(found.count == SurfaceMetric.allCases.count && found.allSatisfy { $0.isNaN })
  }

  @Test("points come out the same on any number of threads, and θ stays as it was", arguments: [1, 2, 5])
  func threads(count: Int) throws {
    let theta = parameters(Self.network)
    let before = theta
    let directions = try DirectionPair(x: theta.map { 0.3 * $0 + 0.1 }, y: theta.map { $0 * $0 })
    let grid = try SurfaceGrid(alphas: GridAxis(from: -1, to: 1, count: 5), betas: GridAxis(from: -2, to: 1, count: 4))
    let found = Guarded([Int: [Double]]())
    let source = batches(8)
    let metrics: [SurfaceMetric] = [.loss, .gradientNorm]
    try SurfaceSampling(at: theta, grid: grid, directions: directions, metrics: metrics).measure(
      Array(0..<grid.count), threads: count,
      objective: { SurfaceObjective(network: Self.network, loss: .halfMeanSquaredError, batches: source) }
    ) { index, values in found.withLock { $0[index] = values } }
    #expect(theta == before)
    let objective = SurfaceObjective(network: Self.network, loss: .halfMeanSquaredError, batches: source)
    let plane = LossPlane.measure(
      objective, at: theta, x: directions.x, y: directions.y ?? [], alphas: grid.alphas.values, betas: grid.betas?.values ?? [])
    let points = found.withLock { $0 }
    for index in 0..<grid.count { #expect(points[index]?[0] == plane.loss[index / 5][index % 5]) }
  }

  @Test("what receives a point may stop the rest, and an interruption does")
  func stops() throws {
    struct Full: Error {}
    let theta = parameters(Self.plain)
    let grid = try SurfaceGrid(alphas: GridAxis(from: -1, to: 1, count: 50))
    let sampling = SurfaceSampling(at: theta, grid: grid, directions: try DirectionPair(x: theta), metrics: [.loss])
    let source = batches(8)
    let objective: @Sendable () -> SurfaceObjective<Double> = {
      SurfaceObjective(network: Self.plain, loss: .halfMeanSquaredError, batches: source)
    }
    let count = Guarded(0)
    #expect(throws: Full.self) {
      try sampling.measure(Array(0..<50), threads: 1, objective: objective) { _, _ in
        count.withLock { $0 += 1 }
        throw Full()
      }
    }
    let one = count.withLock { $0 }
    #expect(one == 1)
    let interruption = Interruption()
    try sampling.measure(Array(0..<50), threads: 1, interruption: interruption, objective: objective) { _, _ in
      count.withLock { $0 += 1 }
      interruption.interrupt()
    }
    let two = count.withLock { $0 }
    #expect(two == 2)
  }
}
