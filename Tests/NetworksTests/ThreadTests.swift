import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

/// The number of threads does not show in a single bit.
@Suite("threads within a pass")
struct ThreadTests {
  /// All that is computed of a problem: the loss, the gradient, running statistics, the outputs of all layers, Hessian-vector and Gauss–Newton products, the gradients of values and
  /// those with shifted parameters.
  private func results<R: Real>(_ problem: Problem, samples: Int, _ mode: Mode, _ team: Team, as type: R.Type) -> [String: [R]] {
    var (objective, parameters): (NetworkObjective<R>, [R]) = problem.objective(samples: samples, team: team)
    var state: [R] = objective.network.initialState()
    _ = objective.evaluate(at: parameters)
    objective.updateState(&state, at: parameters)
    if mode == .evaluation { objective = objective.passing(Pass(mode: .evaluation, state: state)) }
    var results = ["state": state]
    var gradient = [R](repeating: .nan, count: parameters.count)
    results["loss"] = [R(objective.evaluate(at: parameters, gradient: &gradient).loss)]
    results["gradient"] = gradient
    objective.forEachActivation(at: parameters) { layer, _, output in results["output \(layer)"] = Array(output) }
    objective.forEachOutputGradient(at: parameters) { node, gradient in results["output gradient \(node)"] = Array(gradient) }
    let stream = RandomStream(seed: 4, purpose: .direction)
    let direction = parameters.map { _ in R(stream.normal()) }
    var product = gradient
    objective.hessianVectorProduct(at: parameters, direction: direction, product: &product)
    results["product"] = product
    // The second product at a point keeps what the first has made of it.
    for (name, matrix) in [("kept", objective.hessian(at: parameters)), ("Gauss–Newton", objective.gaussNewton(at: parameters))] {
      for time in ["first", "second"] {
        matrix.apply(to: direction, product: &product)
        results["\(time) \(name) product"] = product
      }
    }
    var shifted = parameters
    shifted.add(-0.1, times: gradient)
    objective.forEachShiftedGradient(at: parameters, shifted: shifted, gradient: &gradient) { entry, gradient in
      results["shifted \(entry.name)"] = Array(gradient[entry.range])
    }
    return results
  }

  private func expectSame<R: Real>(
    _ problem: Problem, samples: Int, _ mode: Mode = .training, threads: [Int] = [2, 3], leastWork: Int = 1, as type: R.Type
  ) {
    let one = results(problem, samples: samples, mode, Team(), as: R.self)
    // Not a number is the same as not a number: what nobody wrote would pass.
    for (name, values) in one { #expect(values.isFinite, "\(problem.name): \(name)") }
    for count in threads {
      let several = results(problem, samples: samples, mode, Team(threads: count, leastWork: leastWork), as: R.self)
      #expect(several.count == one.count)
      for (name, values) in one {
        let same = several[name]?.elementsEqual(values) { withUnsafeBytes(of: $0, Array.init) == withUnsafeBytes(of: $1, Array.init) }
        #expect(same == true, "\(problem.name): \(name) with \(count) threads in \(R.precision)")
      }
    }
  }

  // Parts of any size, so that small layers are cut too; as many samples as let vectors be cut.
  @Test("every layer, normalization, activation and loss: the bits of one thread with 2 and 3", arguments: Problem.all)
  func catalogue(problem: Problem) {
    expectSame(problem, samples: 41, as: Float.self)
    expectSame(problem, samples: 41, as: Double.self)
  }

  @Test("evaluation mode, likewise", arguments: Problem.all)
  func evaluation(problem: Problem) {
    expectSame(problem, samples: 23, .evaluation, as: Float.self)
  }

  /// Layers of the size that is cut in earnest, products on both sides of the line between small and large ones, and convolutions by both algorithms.
  static let large: [Problem] = {
    func problem(_ name: String, _ input: Shape, _ layers: [any Layer]) -> Problem {
      guard let network = try? Network(input: input, layers: layers) else { preconditionFailure("\(name) does not fit") }
      return Problem(name: name, network: network, loss: .crossEntropy)
    }
    /// Every second tensor is a constant.
    func frozen(_ problem: Problem) -> Problem {
      let names = problem.network.parameters.entries.enumerated().filter { $0.offset % 2 == 1 }.map(\.element.name)
      let values: [Double] = Initializer.glorotNormal.parameters(of: problem.network, seed: 5)
      guard let network = try? problem.network.freezing(Set(names), at: values) else {
        preconditionFailure("\(problem.name) does not freeze")
      }
      return Problem(name: "\(problem.name), half of it frozen", network: network, loss: problem.loss)
    }
    let images = Shape(channels: 3, height: 8, width: 8)
    let problems = [
      problem(
        "perceptron", Shape(channels: 90),
        [Linear(outputs: 200), BatchNormalization(), Activation.relu, Linear(outputs: 33), Activation.tanh, Linear(outputs: 10)]),
      problem("small products", Shape(channels: 20), [Linear(outputs: 24), Activation.sigmoid, Linear(outputs: 10)]),
      problem(
        "convolutions", images,
        [
          Conv2d(filters: 16, kernel: 3, padding: 1, bias: false), BatchNormalization(), Activation.relu,
          Conv2d(filters: 20, kernel: 3, padding: 1), Pooling(.maximum, size: 2), Conv2d(filters: 24, kernel: 3, stride: 2, padding: 1),
          BatchNormalization(), Activation.relu, Flatten(), Linear(outputs: 10),
        ]),
      problem(
        "groups", images,
        [
          Conv2d(filters: 18, kernel: 3, padding: 1), GroupNormalization(.groups(6)),
          Conv2d(filters: 18, kernel: 3, padding: 1, groups: 18), GroupNormalization(.layer), Activation.tanh,
          Conv2d(filters: 18, kernel: 1, groups: 3), Pooling.globalAverage, Linear(outputs: 10),
        ]),
    ]
    return problems + [frozen(problems[2])]
  }()

  @Test("larger networks, with parts of the usual size and of any: the bits of one thread with 2, 3 and 7", arguments: large)
  func networks(problem: Problem) {
    for least in [1, Team().leastWork] {
      expectSame(problem, samples: 128, threads: [2, 3, 7], leastWork: least, as: Float.self)
      expectSame(problem, samples: 128, threads: [2, 3, 7], leastWork: least, as: Double.self)
    }
  }
}
