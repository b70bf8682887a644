import Datasets
import Networks
import Objectives
import TestSupport
import Tensors
import Testing
import Training

@Suite("sharpness-aware minimization")
struct SharpnessAwareMinimizationTests {
  /// ½ xᵀAx with an A that is not diagonal: its gradient is Ax.
  private struct Form: Objective {
    let matrix: [[Double]]
    var dimension: Int { matrix.count }
    func gradient(_ x: [Double]) -> [Double] { matrix.map { row in zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } } }
    func value(at x: [Double]) -> Double { 0.5 * zip(gradient(x), x).reduce(0) { $0 + $1.0 * $1.1 } }
    func valueAndGradient(at x: [Double], gradient: inout [Double]) -> Double {
      gradient = self.gradient(x)
      return value(at: x)
    }
  }

  private let form = Form(matrix: [[3, 1, 0.5], [1, 2, -0.25], [0.5, -0.25, 1]])

  @Test("on a quadratic a step is θ − ηA(θ + ρg/‖g‖), also with momentum and weight decay", arguments: [(0.0, 0.0), (0.9, 0.1)])
  func quadratic(momentum: Double, decay: Double) {
    let (rho, rate) = (0.3, 0.05)
    var parameters = [1.0, -2, 3]
    var (expected, velocity) = (parameters, [0.0, 0, 0])
    var optimizer = OptimizerConfiguration.sam(rho: rho, momentum: momentum, weightDecay: decay).optimizer(dimension: 3, as: Double.self)
    for step in 0..<5 {
      optimizer.step(
        &parameters, gradient: form.gradient(parameters), learningRate: rate, step: step, objective: form)
      let gradient = form.gradient(expected)
      let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let perturbed = form.gradient(zip(expected, gradient).map { $0 + rho * $1 / norm })
      for i in 0..<3 {
        velocity[i] = momentum * velocity[i] + perturbed[i] + decay * expected[i]
        expected[i] -= rate * velocity[i]
      }
      expectAgreement(parameters, expected, relative: 1e-13, "step \(step)")
    }
  }

  @Test("where the gradient is 0 the step is 0")
  func stationary() {
    var parameters = [0.0, 0, 0]
    var optimizer = OptimizerConfiguration.sam().optimizer(dimension: 3, as: Double.self)
    optimizer.step(&parameters, gradient: [0, 0, 0], learningRate: 1, step: 0, objective: form)
    #expect(parameters == [0, 0, 0])
  }

  /// A training run of a network whose noise and batches differ from step to step.
  private func trainer(_ optimizer: OptimizerConfiguration) throws -> Trainer<Double> {
    let network = try Network(
      input: Shape(channels: 10), layers: [Linear(outputs: 6)] + Variant.noisyBatch.layers() + [Activation.tanh, Linear(outputs: 10)])
    return Trainer(
      network: network, loss: .halfMeanSquaredError, dataset: try GaussianRegression(examples: 64, features: 10, seed: 1), batchSize: 16,
      optimizer: optimizer, learningRate: 0.1, parameters: Initializer.glorotUniform.parameters(of: network, seed: 2), seed: 2)
  }

  @Test("in training the second gradient is that of the same batch and noise, held to finite differences")
  func finiteDifferences() throws {
    let rho = 0.5
    let trainer = try trainer(.sam(rho: rho))
    let plain = try self.trainer(.sgd())
    for step in 0..<3 {
      _ = trainer.computeGradient()
      let (objective, before, gradient) = (trainer.objective, trainer.parameters, trainer.gradient)
      let norm = gradient.norm
      let point = zip(before, gradient).map { $0 + rho * $1 / norm }
      let expected = point.indices.map { i in
        var (left, right) = (point, point)
        left[i] -= 1e-5
        right[i] += 1e-5
        return before[i] - 0.1 * (objective.value(at: right) - objective.value(at: left)) / 2e-5
      }
      trainer.update()
      expectAgreement(trainer.parameters, expected, relative: 0, absolute: 1e-8, "step \(step)")
      #expect(trainer.gradient == gradient, "the recorded gradient stays that of θ")
    }
    _ = plain.computeGradient()
    plain.update()
    let other = try self.trainer(.sam(rho: rho))
    _ = other.computeGradient()
    other.update()
    #expect(other.state == plain.state && other.parameters != plain.parameters, "running statistics are those of θ")
  }

  @Test("a run that goes on from a snapshot comes to the same bits", arguments: [OptimizerConfiguration.sam(momentum: 0.9), .adam()])
  func resume(optimizer: OptimizerConfiguration) throws {
    let (whole, other) = (try trainer(optimizer), try trainer(optimizer))
    for step in 0..<6 {
      if step == 3 { #expect(other.resume(from: whole.snapshot)) }
      _ = whole.computeGradient()
      whole.update()
      guard step >= 3 else { continue }
      _ = other.computeGradient()
      other.update()
    }
    #expect(other.snapshot == whole.snapshot)
    #expect(try !trainer(.sgd()).resume(from: whole.snapshot), "the memory of another rule is refused")
  }
}
