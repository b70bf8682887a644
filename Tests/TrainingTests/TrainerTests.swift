import CAllocationCounter
import Datasets
import Networks
import Objectives
import TestSupport
import Tensors
import Testing
import Training

@Suite("training")
struct TrainerTests {
  private func trainer<R: Real>(
    _ variant: Variant, dataset: (any Dataset)? = nil, batchSize: Int = 16,
    optimizer: OptimizerConfiguration = .sgd(), rate: Double = 1e-3, team: Team = Team(), as type: R.Type = R.self
  ) throws -> Trainer<R> {
    var layers: [any Layer] = [Linear(outputs: 12)]
    layers += variant.layers()
    layers += [Activation.tanh, Linear(outputs: 10)]
    let network = try Network(input: Shape(channels: 10), layers: layers)
    let dataset = try dataset ?? GaussianRegression(examples: 64, features: 10, seed: 1)
    return Trainer(
      network: network, loss: .halfMeanSquaredError, dataset: dataset, batchSize: batchSize, optimizer: optimizer, learningRate: rate,
      parameters: Initializer.glorotUniform.parameters(of: network, seed: 2), seed: 2, team: team)
  }

  @Test("every epoch shows every example once, in another order; the order follows from seed and step")
  func order() {
    var order = DataOrder(count: 103, batchSize: 10, seed: 4)
    #expect(order.stepsPerEpoch == 10)
    var epochs = [[Int32]]()
    for epoch in 0..<3 { epochs.append((0..<10).flatMap { order.withBatch(at: epoch * 10 + $0) { Array($0) } }) }
    for epoch in epochs { #expect(Set(epoch).count == 100 && epoch.allSatisfy { (0..<103).contains($0) }) }
    #expect(Set(epochs).count == 3)
    var later = DataOrder(count: 103, batchSize: 10, seed: 4)
    #expect(later.withBatch(at: 25) { Array($0) } == Array(epochs[2][50..<60]))
    var other = DataOrder(count: 103, batchSize: 10, seed: 5)
    #expect(other.withBatch(at: 0) { Array($0) } != Array(epochs[0][0..<10]))
    var full = DataOrder(count: 5, batchSize: 5, seed: 4)
    #expect(full.withBatch(at: 7) { Array($0) } == [0, 1, 2, 3, 4])
  }

  @Test("the loss falls, and two runs of one seed are the same to the bit", arguments: Variant.onVectors)
  func learns(variant: Variant) throws {
    func run() throws -> ([Double], [Float], [Float]) {
      let trainer: Trainer<Float> = try trainer(variant, batchSize: 64, rate: 0.05)
      var losses = [Double]()
      for _ in 0..<200 {
        losses.append(trainer.computeGradient().loss)
        trainer.update()
      }
      return (losses, trainer.parameters, trainer.state)
    }
    let first = try run()
    #expect(first.0[199] < 0.7 * first.0[0], "\(first.0[0]) to \(first.0[199])")
    let second = try run()
    #expect(first == second)
  }

  @Test("running statistics move with the step and not with the gradient")
  func state() throws {
    let trainer: Trainer<Double> = try trainer(.batch)
    let start = trainer.state
    _ = trainer.computeGradient()
    _ = trainer.computeGradient()
    #expect(trainer.state == start)
    trainer.update()
    #expect(trainer.state != start && trainer.state.last == 1 && trainer.step == 1)
  }

  @Test("a gradient longer than its limit is shortened to it before the step, and a shorter one is not touched")
  func clipping() throws {
    for (clip, isShortened) in [(0.01, true), (1e6, false)] {
      let plain: Trainer<Double> = try trainer(.batch)
      let trainer = Trainer<Double>(
        network: plain.objective.network, loss: .halfMeanSquaredError, dataset: try GaussianRegression(examples: 64, features: 10, seed: 1),
        batchSize: 16, optimizer: .sgd(), learningRate: 0.5, parameters: plain.parameters, seed: 2, gradientClip: clip)
      for _ in 0..<3 {
        let before = trainer.parameters
        _ = trainer.computeGradient()
        let gradient = trainer.gradient
        #expect((gradient.norm > clip) == isShortened)
        trainer.update()
        let factor = isShortened ? clip / gradient.norm : 1
        let step = zip(before, trainer.parameters).map { ($0 - $1) / 0.5 }
        expectAgreement(step, gradient.map { $0 * factor }, relative: 1e-9, absolute: 1e-12)
        // What instruments look at is the gradient itself.
        #expect(trainer.gradient == gradient)
      }
    }
  }

  @Test("a run that diverges shows it in its loss")
  func divergence() throws {
    let trainer: Trainer<Float> = try trainer(.none, rate: 1e4)
    var diverged = false
    for _ in 0..<100 where !diverged {
      diverged = !trainer.computeGradient().loss.isFinite
      trainer.update()
    }
    #expect(diverged)
  }

  @Test(
    "a training step allocates nothing after the first",
    .enabled(if: allocation_count_works() != 0, "a sanitizer's allocator is not counted"),
    arguments: Variant.onVectors, [OptimizerConfiguration.sgd(), .sgd(momentum: 0.9), .adam(), .sam()])
  func allocations(variant: Variant, optimizer: OptimizerConfiguration) throws {
    for team in [Team(), Team(threads: 3, leastWork: 1)] {
      let trainer: Trainer<Float> = try trainer(variant, optimizer: optimizer, team: team)
      // The order of an epoch is drawn once an epoch; steps 1 to 3 lie in the first.
      _ = trainer.computeGradient()
      trainer.update()
      allocation_count_start()
      for _ in 0..<2 {
        _ = trainer.computeGradient()
        trainer.update()
      }
      allocation_count_stop()
      #expect(allocation_count() == 0, "\(team.threads) threads")
    }
  }

  @Test(
    "a training run by several threads has the bits of one thread's",
    arguments: [OptimizerConfiguration.sgd(), .sgd(momentum: 0.9, weightDecay: 0.01), .adam(weightDecay: 0.01), .sam(momentum: 0.9)])
  func threads(optimizer: OptimizerConfiguration) throws {
    func run<R: Real>(_ team: Team, _ type: R.Type) throws -> TrainerState<R> {
      let trainer: Trainer<R> = try trainer(.batch, optimizer: optimizer, rate: 0.05, team: team)
      for _ in 0..<7 {
        _ = trainer.computeGradient()
        trainer.update()
      }
      return trainer.snapshot
    }
    for threads in [2, 3] {
      let team = Team(threads: threads, leastWork: 1)
      #expect(try run(team, Float.self) == run(Team(), Float.self))
      #expect(try run(team, Double.self) == run(Team(), Double.self))
    }
  }

  @Test(
    "a training step of a graph, with a gradient that is shortened, allocates nothing after the first",
    .enabled(if: allocation_count_works() != 0, "a sanitizer's allocator is not counted"))
  func graphAllocations() throws {
    let network = try Network(
      input: Shape(channels: 10),
      nodes: [
        Node("rows", Reshape(dimensions: [5, 2]), [Node.input]), Node("x.0", Select(index: 0), ["rows"]),
        Node("x.1", Select(index: 1), ["rows"]), Node("h.0", Linear(outputs: 4), ["x.0"]), Node("n.0", BatchNormalization(), ["h.0"]),
        Node("h.1", Linear(outputs: 4), ["x.1"], parameters: "h.0"), Node("n.1", BatchNormalization(), ["h.1"], parameters: "n.0"),
        Node("product", Multiply(), ["n.0", "n.1"]), Node("scaled", ScalarMultiplier(start: 0.5), ["product"]),
        Node("sum", Add(), ["scaled", "n.0"]), Node("fc", Linear(outputs: 10), ["sum"]),
      ])
    let trainer = Trainer<Float>(
      network: network, loss: .halfMeanSquaredError, dataset: try GaussianRegression(examples: 64, features: 10, seed: 1), batchSize: 16,
      optimizer: .adam(), learningRate: 1e-3, parameters: Initializer.glorotUniform.parameters(of: network, seed: 2), seed: 2,
      gradientClip: 1e-3)
    _ = trainer.computeGradient()
    trainer.update()
    allocation_count_start()
    for _ in 0..<2 {
      _ = trainer.computeGradient()
      trainer.update()
    }
    allocation_count_stop()
    #expect(allocation_count() == 0)
  }

  @Test("the allocation counter counts", .enabled(if: allocation_count_works() != 0, "a sanitizer's allocator is not counted"))
  func counter() {
    allocation_count_start()
    let values = [Int](repeating: 1, count: Int.random(in: 1000...1001))
    allocation_count_stop()
    #expect(allocation_count() > 0 && values.count >= 1000)
  }
}
