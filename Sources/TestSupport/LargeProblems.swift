internal import Networks
internal import Tensors

extension Problem {
  /// Layers of the size that is cut in earnest, products on both sides of the line between small and large ones, and convolutions by both algorithms.
  public static let large: [Problem] = {
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
}
