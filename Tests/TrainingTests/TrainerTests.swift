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
    optimizer: OptimizerConfiguration = .sgd(), rate: Double = 1e-3, as type: R.Type = R.self
  ) throws -> Trainer<R> {
    var layers: [any Layer] = [Linear(outputs: 12)]
    layers += variant.layers()
    layers += [Activation.tanh, Linear(outputs: 10)]
    let network = try Network(input: Shape(channels: 10), layers: layers)
    let dataset = try dataset ?? GaussianRegression(examples: 64, features: 10, seed: 1)
    return Trainer(
      network: network, loss: .halfMeanSquaredError, dataset: dataset, batchSize: batchSize, optimizer: optimizer, learningRate: rate,
      parameters: Initializer.glorotUniform.parameters(of: network, seed: 2), seed: 2)
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
    let trainer: Trainer<Float> = try trainer(variant, optimizer: optimizer)
    // The order of an epoch is drawn once an epoch; steps 1 to 3 lie in the first.
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
