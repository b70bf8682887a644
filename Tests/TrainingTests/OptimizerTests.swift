import Foundation
import TestSupport
import Tensors
import Testing
import Training

@Suite("optimizers")
struct OptimizerTests {
  /// Steps on f(x) = ½ Σ hᵢ xᵢ², by the optimizer and by the rule written out for one number at a time.
  private func check(_ configuration: OptimizerConfiguration, _ rule: ([Double]) -> [Double], rate: Double) {
    let h = [1.0, 5, -0.5, 0]
    let start = [1.0, -2, 3, 4]
    var parameters = start
    var optimizer = configuration.optimizer(dimension: 4, as: Double.self)
    let objective = Quadratic(diagonal: h)
    for step in 0..<7 {
      optimizer.step(
        &parameters, gradient: zip(h, parameters).map { $0 * $1 }, learningRate: rate, step: step, objective: objective)
    }
    expectAgreement(parameters, rule(start), relative: 1e-13)
    var single = start.map { Float($0) }
    var other = configuration.optimizer(dimension: 4, as: Float.self)
    let narrow = Quadratic(diagonal: h.map { Float($0) })
    for step in 0..<7 {
      other.step(&single, gradient: zip(h, single).map { Float($0) * $1 }, learningRate: rate, step: step, objective: narrow)
    }
    expectAgreement(single.map(Double.init), parameters, relative: 1e-5)
  }

  @Test("plain descent, momentum and weight decay", arguments: [(0.0, 0.0), (0.9, 0), (0, 0.1), (0.9, 0.1)])
  func sgd(momentum: Double, decay: Double) {
    let rule: ([Double]) -> [Double] = { start in
      zip(start, [1.0, 5, -0.5, 0]).map { x, h in
        var (x, v) = (x, 0.0)
        for _ in 0..<7 {
          v = momentum * v + h * x + decay * x
          x -= 0.05 * v
        }
        return x
      }
    }
    check(.sgd(momentum: momentum, weightDecay: decay), rule, rate: 0.05)
  }

  @Test("Adam's preconditioner is |g| + ε of a constant gradient, and there is none before a step or without Adam")
  func preconditioner() throws {
    let gradient = [3.0, -0.5, 0]
    var adam = OptimizerConfiguration.adam(epsilon: 0.125).optimizer(dimension: 3, as: Double.self)
    var parameters = [1.0, 2, 3]
    #expect(adam.preconditioner(after: 0) == nil)
    for step in 0..<5 {
      adam.step(&parameters, gradient: gradient, learningRate: 0.1, step: step, objective: Quadratic(diagonal: [1, 1, 1]))
      expectAgreement(try #require(adam.preconditioner(after: step + 1)), [3.125, 0.625, 0.125], relative: 1e-12)
    }
    for other in [OptimizerConfiguration.sgd(momentum: 0.9), .sam()] {
      #expect(other.optimizer(dimension: 3, as: Double.self).preconditioner(after: 1) == nil)
    }
  }

  @Test("descent on a quadratic shrinks below curvatures of 2(1 + β)/η and diverges above", arguments: [0.0, 0.5, 0.9])
  func edge(momentum: Double) {
    let rate = 0.1
    let edge = 2 * (1 + momentum) / rate
    for (share, isStable) in [(0.98, true), (1.02, false)] {
      let quadratic = Quadratic(diagonal: [share * edge])
      var optimizer = OptimizerConfiguration.sgd(momentum: momentum).optimizer(dimension: 1, as: Double.self)
      var parameters = [1.0]
      var gradient = parameters
      for step in 0..<2000 {
        _ = quadratic.valueAndGradient(at: parameters, gradient: &gradient)
        optimizer.step(&parameters, gradient: gradient, learningRate: rate, step: step, objective: quadratic)
      }
      #expect(isStable ? abs(parameters[0]) < 1e-3 : abs(parameters[0]) > 1e3, "\(share): \(parameters[0])")
    }
  }

  @Test("Adam, as in Algorithm 1", arguments: [0.0, 0.1])
  func adam(decay: Double) {
    let rule: ([Double]) -> [Double] = { start in
      zip(start, [1.0, 5, -0.5, 0]).map { x, h in
        var (x, m, v, b1, b2) = (x, 0.0, 0.0, 1.0, 1.0)
        for _ in 0..<7 {
          let g = h * x + decay * x
          m = 0.9 * m + 0.1 * g
          v = 0.999 * v + 0.001 * g * g
          b1 *= 0.9
          b2 *= 0.999
          x -= 0.05 * (m / (1 - b1)) / ((v / (1 - b2)).squareRoot() + 1e-8)
        }
        return x
      }
    }
    check(.adam(weightDecay: decay), rule, rate: 0.05)
  }

  @Test("rules are encoded as the hashes of stored runs have them")
  func encoding() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ configuration: OptimizerConfiguration) throws -> String {
      String(decoding: try encoder.encode(configuration), as: UTF8.self)
    }
    #expect(try text(.sgd(momentum: 0.9)) == #"{"sgd":{"momentum":0.9,"weightDecay":0}}"#)
    #expect(try text(.adam()) == #"{"adam":{"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"weightDecay":0}}"#)
  }
}
