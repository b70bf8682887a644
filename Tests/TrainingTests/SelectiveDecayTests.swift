import Datasets
import Networks
import Objectives
import TestSupport
import Tensors
import Testing
import Training

@Suite("decay of some weights, and the growing rate in its place")
struct SelectiveDecayTests {
  private static let rate = 0.1

  /// Losses along a run of 300 steps in float64.
  private func losses(_ decay: SelectiveDecay?, optimizer: OptimizerConfiguration, epsilon: Double = 0) throws -> [Double] {
    let dataset = try GaussianRegression(examples: 60, features: 4, seed: 3)
    let network = try Model.mlp(hidden: [8, 8], activation: .tanh).network(
      input: dataset.inputShape, outputs: dataset.outputs, variant: .batch, settings: NormalizationSettings(epsilon: epsilon))
    let start: [Double] = Initializer.glorotNormal.parameters(of: network, seed: 5)
    let trainer = Trainer(
      network: network, loss: .halfSumSquaredError, dataset: dataset, batchSize: 20, optimizer: optimizer, learningRate: Self.rate * 0.01,
      parameters: start, seed: 5,
      groups: decay?.groups(of: network, learningRate: Self.rate * 0.01, momentum: optimizer.momentum) ?? [])
    return (0..<300).map { _ in
      defer { trainer.update() }
      return trainer.computeGradient().loss
    }
  }

  /// Li & Arora's theorem, with γ and β, biases and the output trained too.
  @Test("a growing rate is decay, to the rounding of 300 steps, and no decay is not", arguments: [0.0, 0.9])
  func theorem(momentum: Double) throws {
    let optimizer = OptimizerConfiguration.sgd(momentum: momentum)
    let coefficient = momentum == 0 ? 2.0 : 0.2
    let decayed = try losses(SelectiveDecay(coefficient, of: .normalized), optimizer: optimizer)
    let grown = try losses(SelectiveDecay(coefficient, of: .normalized, form: .growingRate), optimizer: optimizer)
    let constant = try losses(nil, optimizer: optimizer)
    expectAgreement(grown, decayed, relative: 1e-9)
    #expect(abs(constant[299] / decayed[299] - 1) > 1e-3)
  }

  @Test("the ε of a normalization is what keeps the two apart")
  func epsilon() throws {
    let optimizer = OptimizerConfiguration.sgd()
    let decayed = try losses(SelectiveDecay(2, of: .normalized), optimizer: optimizer, epsilon: 1e-2)
    let grown = try losses(SelectiveDecay(2, of: .normalized, form: .growingRate), optimizer: optimizer, epsilon: 1e-2)
    #expect(abs(grown[299] / decayed[299] - 1) > 1e-6)
  }

  @Test("α is the larger root, 1 − λη without momentum, and there is none for λη above (1 − √γ)²")
  func root() throws {
    let decay = SelectiveDecay(0.5, of: .normalized, form: .growingRate)
    #expect(decay.growthRoot(learningRate: 0.1, momentum: 0) == 0.95)
    let root = try #require(SelectiveDecay(5e-4, of: .normalized).growthRoot(learningRate: 0.1, momentum: 0.9))
    #expect(abs(root * root - (1.9 - 5e-5) * root + 0.9) < 1e-15 && root > 0.999)
    // Li & Arora's example: rates grow by 1.481 in an epoch of 391 steps.
    var growth = 1.0
    for _ in 0..<391 { growth /= root * root }
    #expect(abs(growth - 1.481) < 5e-4, "\(growth)")
    #expect(SelectiveDecay(0.03, of: .normalized).growthRoot(learningRate: 0.1, momentum: 0.9) == nil)
    #expect(SelectiveDecay(20, of: .normalized).growthRoot(learningRate: 0.1, momentum: 0) == nil)
  }

  @Test(
    "a group's λ is in place of the optimizer's, in every optimizer",
    arguments: [
      OptimizerConfiguration.sgd(weightDecay: 0.1), .sgd(momentum: 0.9, weightDecay: 0.1), .adam(weightDecay: 0.1),
      .sam(rho: 0.1, weightDecay: 0.1),
    ])
  func groups(configuration: OptimizerConfiguration) {
    func run(_ configuration: OptimizerConfiguration, _ groups: [ParameterGroup]) -> [Double] {
      let quadratic = Quadratic(diagonal: [1.0, 5, 0.5, 2])
      var optimizer = configuration.optimizer(dimension: 4, as: Double.self, groups: groups)
      var (parameters, gradient) = ([1.0, -2, 3, 4], [0.0, 0, 0, 0])
      for step in 0..<9 {
        _ = quadratic.valueAndGradient(at: parameters, gradient: &gradient)
        optimizer.step(&parameters, gradient: gradient, learningRate: 0.05, step: step, objective: quadratic)
      }
      return parameters
    }
    let with = run(configuration, [])
    #expect(run(configuration, [ParameterGroup(range: 1..<3, weightDecay: 0.1)]) == with)
    let own = run(configuration, [ParameterGroup(range: 3..<4, weightDecay: 0), ParameterGroup(range: 0..<1, weightDecay: 0.3)])
    #expect(own[0] != with[0] && own[3] != with[3])
    guard case .sam = configuration else {
      // Coordinates of a diagonal quadratic do not see each other, but for SAM's common length of gradients.
      #expect(Array(own[1...2]) == Array(with[1...2]))
      return
    }
  }

  @Test("where the next step leads is told without taking it, and then it leads there")
  func next() throws {
    let dataset = try GaussianRegression(examples: 60, features: 4, seed: 3)
    let network = try Model.mlp(hidden: [8], activation: .tanh).network(
      input: dataset.inputShape, outputs: dataset.outputs, variant: .batch)
    let start: [Double] = Initializer.glorotNormal.parameters(of: network, seed: 5)
    for optimizer in [OptimizerConfiguration.sgd(), .sgd(momentum: 0.9, weightDecay: 0.1), .adam(), .sam()] {
      for clip in [nil, 0.5] {
        let trainer = Trainer(
          network: network, loss: .halfSumSquaredError, dataset: dataset, batchSize: 20, optimizer: optimizer, learningRate: 1e-3,
          parameters: start, seed: 5, gradientClip: clip)
        for _ in 0..<5 {
          _ = trainer.computeGradient()
          let before = trainer.snapshot
          let next = trainer.nextParameters()
          #expect(trainer.snapshot == before && trainer.nextParameters() == next)
          trainer.update()
          #expect(trainer.parameters == next && next != before.parameters)
        }
      }
    }
  }
}
