internal import Networks
internal import Tensors

extension Problem {
  /// Networks that branch, join and share: each a way in which gradients of one value or of one parameter add up.
  static let graphs: [Problem] = {
    var problems = [Problem]()
    func add(_ name: String, input: Shape = Shape(channels: 5), loss: Loss = .crossEntropy, _ nodes: [Node]) {
      do {
        problems.append(Problem(name: name, network: try Network(input: input, nodes: nodes), loss: loss))
      } catch {
        preconditionFailure("\(name): \(error)")
      }
    }
    let (relu, tanh) = (Activation.relu, Activation.tanh)
    func convolution(_ filters: Int, bias: Bool = false) -> Conv2d { Conv2d(filters: filters, kernel: 3, padding: 1, bias: bias) }

    add(
      "residual blocks", input: Shape(channels: 2, height: 4, width: 4),
      [
        Node("stem", convolution(3), [Node.input]), Node("bn0", BatchNormalization(), ["stem"]), Node("relu0", relu, ["bn0"]),
        Node("conv1", convolution(3), ["relu0"]), Node("bn1", BatchNormalization(), ["conv1"]), Node("relu1", relu, ["bn1"]),
        Node("conv2", convolution(3), ["relu1"]), Node("bn2", BatchNormalization(), ["conv2"]),
        Node("add1", Add(), ["bn2", "relu0"]), Node("out1", relu, ["add1"]),
        Node("conv3", Conv2d(filters: 4, kernel: 3, stride: 2, padding: 1, bias: false), ["out1"]),
        Node("bn3", BatchNormalization(), ["conv3"]), Node("relu3", relu, ["bn3"]), Node("conv4", convolution(4), ["relu3"]),
        Node("bn4", BatchNormalization(), ["conv4"]), Node("skip", Conv2d(filters: 4, kernel: 1, stride: 2, bias: false), ["out1"]),
        Node("skip.bn", BatchNormalization(), ["skip"]), Node("add2", Add(), ["bn4", "skip.bn"]), Node("out2", relu, ["add2"]),
        Node("pool", Pooling.globalAverage, ["out2"]), Node("fc", Linear(outputs: 3), ["pool"]),
      ])
    add(
      "pre-activation blocks",
      [
        Node("stem", Linear(outputs: 4), [Node.input]), Node("bn1", BatchNormalization(), ["stem"]), Node("act1", tanh, ["bn1"]),
        Node("fc1", Linear(outputs: 4), ["act1"]), Node("add1", Add(), ["stem", "fc1"]), Node("bn2", BatchNormalization(), ["add1"]),
        Node("act2", tanh, ["bn2"]), Node("fc2", Linear(outputs: 4), ["act2"]), Node("add2", Add(), ["add1", "fc2"]),
        Node("fc", Linear(outputs: 3), ["add2"]),
      ])
    add(
      "one value twice in a sum", [Node("a", Linear(outputs: 3), [Node.input]), Node("t", tanh, ["a"]), Node("b", Add(), ["t", "t", "a"])])
    add(
      "one value three times in a sum",
      [Node("a", Linear(outputs: 3), [Node.input]), Node("t", tanh, ["a"]), Node("b", Add(), ["t", "t", "t"])])
    add(
      "sums of sums",
      [
        Node("a", Linear(outputs: 3), [Node.input]), Node("b", tanh, ["a"]), Node("c", Linear(outputs: 3), ["b"]),
        Node("s1", Add(), ["a", "b"]), Node("s2", Add(), ["s1", "c"]), Node("s3", Add(), ["s2", "s1", "a"]), Node("t", tanh, ["s3"]),
        Node("s4", Add(), ["t", "s3"]),
      ])
    add(
      "a sum whose terms are read in between",
      [
        Node("a", Linear(outputs: 3), [Node.input]), Node("b", tanh, ["a"]), Node("c", Linear(outputs: 3), ["a"]),
        Node("d", tanh, ["c"]), Node("e", Add(), ["b", "c"]), Node("f", Add(), ["e", "d", "a"]),
      ])
    add(
      "an output that is read",
      [Node("a", Linear(outputs: 3), [Node.input]), Node("t", tanh, ["a"]), Node("s", Add(), ["t", "a"])])
    add(
      "the batch in a sum", input: Shape(channels: 4),
      [Node("a", Linear(outputs: 4), [Node.input]), Node("s", Add(), ["a", Node.input]), Node("fc", Linear(outputs: 3), ["s"])])
    add(
      "a layer used three times", loss: .halfMeanSquaredError,
      [
        Node("in", Linear(outputs: 4), [Node.input]), Node("t0", tanh, ["in"]), Node("h1", Linear(outputs: 4), ["t0"]),
        Node("t1", tanh, ["h1"]), Node("h2", Linear(outputs: 4), ["t1"], parameters: "h1"), Node("t2", tanh, ["h2"]),
        Node("h3", Linear(outputs: 4), ["t2"], parameters: "h2"), Node("fc", Linear(outputs: 3), ["h3"]),
      ])
    add(
      "shared normalizations, with statistics of their own and shared",
      [
        Node("a", Linear(outputs: 4), [Node.input]), Node("n1", BatchNormalization(), ["a"]), Node("t1", tanh, ["n1"]),
        Node("b", Linear(outputs: 4), ["t1"]), Node("n2", BatchNormalization(), ["b"], parameters: "n1"), Node("r2", relu, ["n2"]),
        Node("c", Linear(outputs: 4), ["r2"], parameters: "b"),
        Node("n3", BatchNormalization(), ["c"], parameters: "n2", state: "n1"), Node("s", Add(), ["n3", "n1"]),
        Node("fc", Linear(outputs: 3), ["s"]),
      ])
    let image = Shape(channels: 4, height: 2, width: 3)
    add(
      "concatenations and slices", input: image,
      [
        Node("a", convolution(3), [Node.input]), Node("t", tanh, ["a"]), Node("cat", Concat(), ["t", Node.input, "t"]),
        Node("left", Slice(start: 0, stop: 4), ["cat"]), Node("right", Slice(start: 3, stop: 10), ["cat"]),
        Node("b", convolution(4), ["right"]), Node("s", Add(), ["left", "b"]), Node("flat", Flatten(), ["s"]),
        Node("fc", Linear(outputs: 3), ["flat"]),
      ])
    add(
      "products",
      [
        Node("a", Linear(outputs: 3), [Node.input]), Node("b", Linear(outputs: 3), [Node.input]), Node("t", tanh, ["b"]),
        Node("square", Multiply(), ["a", "a"]), Node("three", Multiply(), ["square", "t", "a"]), Node("s", Add(), ["three", "b"]),
      ])
    add(
      "steps of a sequence", input: Shape(dimensions: [3, 4]), loss: .halfMeanSquaredError,
      [
        Node("x0", Select(index: 0), [Node.input]), Node("x1", Select(index: 1), [Node.input]), Node("x2", Select(index: 2), [Node.input]),
        Node("i0", Linear(outputs: 4), ["x0"]), Node("h0", tanh, ["i0"]), Node("i1", Linear(outputs: 4), ["x1"], parameters: "i0"),
        Node("g1", Linear(outputs: 4, bias: false), ["h0"]), Node("s1", Add(), ["i1", "g1"]), Node("h1", tanh, ["s1"]),
        Node("i2", Linear(outputs: 4), ["x2"], parameters: "i0"), Node("g2", Linear(outputs: 4, bias: false), ["h1"], parameters: "g1"),
        Node("s2", Add(), ["i2", "g2"]), Node("h2", tanh, ["s2"]), Node("fc", Linear(outputs: 2), ["h2"]),
      ])
    add(
      "selections behind a layer", input: Shape(dimensions: [2, 3, 4]),
      [
        Node("a", Linear(outputs: 3), [Node.input]), Node("x", Select(index: 1), ["a"]), Node("y", Select(index: 0), ["a"]),
        Node("m", Multiply(), ["x", "y"]), Node("z", Select(index: 2), ["m"]),
      ])
    for (first, second) in [(0, 1), (0, 2), (1, 2), (2, 0), (1, 1)] {
      add(
        "transposition of \(first) and \(second)", input: Shape(dimensions: [2, 3, 4]),
        [
          Node("a", Linear(outputs: 5), [Node.input]), Node("t", Transpose(first: first, second: second), ["a"]),
          Node("b", Linear(outputs: 2), ["t"]), Node("h", tanh, ["b"]), Node("flat", Flatten(), ["h"]),
          Node("fc", Linear(outputs: 3), ["flat"]),
        ])
    }
    for dimensions in [[4, 6], [12, 2], [2, 3, 2, 2], [6, 4], [24], [3, 8], [8, 3], [1, 24]] {
      add(
        "reshape to \(dimensions)", input: Shape(dimensions: [4, 2, 3]),
        [
          Node("a", Linear(outputs: 3), [Node.input]), Node("r", Reshape(dimensions: dimensions), ["a"]),
          Node("b", Linear(outputs: 2), ["r"]), Node("h", tanh, ["b"]), Node("flat", Flatten(), ["h"]),
          Node("fc", Linear(outputs: 3), ["flat"]),
        ])
    }
    for shape in [[4], [3, 4], [2, 3, 4]] {
      for norm in [GroupNormalization(.trailing(shape)), RootMeanSquareNormalization(normalizedShape: shape)] as [any Layer] {
        add(
          "\(norm.name) over \(shape)", input: Shape(dimensions: [2, 3, 5]),
          [
            Node("a", Linear(outputs: 4), [Node.input]), Node("n", norm, ["a"]), Node("h", tanh, ["n"]),
            Node("b", Linear(outputs: 3, bias: false), ["h"]), Node("flat", Flatten(), ["b"]), Node("fc", Linear(outputs: 3), ["flat"]),
          ])
      }
    }
    add(
      "attention", input: Shape(dimensions: [3, 4]),
      [
        Node("n", GroupNormalization(.trailing([4])), [Node.input]), Node("q", Linear(outputs: 4), ["n"]),
        Node("k", Linear(outputs: 4), ["n"]),
        Node("v", Linear(outputs: 6), ["n"]), Node("q2", Reshape(dimensions: [3, 2, 2]), ["q"]),
        Node("q3", Transpose(first: 0, second: 1), ["q2"]),
        Node("k2", Reshape(dimensions: [3, 2, 2]), ["k"]), Node("k3", Transpose(first: 0, second: 1), ["k2"]),
        Node("v2", Reshape(dimensions: [3, 2, 3]), ["v"]), Node("v3", Transpose(first: 0, second: 1), ["v2"]),
        Node("y", ScaledDotProductAttention(), ["q3", "k3", "v3"]), Node("t", Transpose(first: 0, second: 1), ["y"]),
        Node("flat", Flatten(), ["t"]), Node("fc", Linear(outputs: 3), ["flat"]),
      ])
    add(
      "attention of one value to others", input: Shape(dimensions: [2, 5, 3]),
      [
        Node("q", Linear(outputs: 3), [Node.input]), Node("t", tanh, ["q"]), Node("y", ScaledDotProductAttention(), ["t", "t", "q"]),
        Node("flat", Flatten(), ["y"]), Node("fc", Linear(outputs: 3), ["flat"]),
      ])
    if let dropout = try? Dropout(probability: 0.4) {
      add(
        "noise in branches",
        [
          Node("a", Linear(outputs: 4), [Node.input]), Node("n", ActivationNoise(), ["a"]), Node("d", dropout, ["a"]),
          Node("s", Add(), ["n", "d"]), Node("fc", Linear(outputs: 3), ["s"]),
        ])
    }
    for problem in models { problems.append(problem) }
    return problems
  }()

  /// The catalogue's models that are no chains, as small as they can be.
  private static let models: [Problem] = {
    let image = Shape(channels: 2, height: 4, width: 4)
    let configurations: [(String, Model, Shape, Variant)] = [
      ("a residual network", .resnet(configuration: ResidualConfiguration(depth: 8, width: 0.0625)), image, .batch),
      (
        "a pre-activated residual network", .resnet(configuration: ResidualConfiguration(depth: 8, width: 0.0625, preActivation: true)),
        image, .layer
      ),
      (
        "a residual network with factors on its branches",
        .resnet(configuration: ResidualConfiguration(depth: 8, width: 0.0625, branchScale: 0.3)),
        image, .none
      ),
      ("an unrolled network", .recurrent(configuration: RecurrentConfiguration(cell: .rnn, hidden: 3)), Shape(dimensions: [4, 2]), .batch),
      (
        "an unrolled network with shared statistics",
        .recurrent(configuration: RecurrentConfiguration(cell: .rnn, hidden: 3, normalized: .hidden, statistics: .shared)),
        Shape(dimensions: [4, 2]),
        .batch
      ),
      (
        "an unrolled long short-term memory", .recurrent(configuration: RecurrentConfiguration(cell: .lstm, hidden: 3)),
        Shape(channels: 2, height: 3, width: 2), .layer
      ),
      (
        "a plain long short-term memory", .recurrent(configuration: RecurrentConfiguration(cell: .lstm, hidden: 2)),
        Shape(dimensions: [3, 2]), .none
      ),
    ]
    return configurations.map { name, model, input, variant in
      do {
        return Problem(name: name, network: try model.network(input: input, outputs: 3, variant: variant), loss: model.loss)
      } catch {
        preconditionFailure("\(name): \(error)")
      }
    }
  }()
}
