import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

/// w(v) written out once more, one unit at a time, and put into the layer itself.
@Suite("reparametrizations of weights")
struct ReparametrizationTests {
  static let layers: [(any BilinearLayer, Shape)] = [
    (Linear(outputs: 4), Shape(channels: 5)), (Linear(outputs: 4, bias: false), Shape(channels: 5)),
    (Conv2d(filters: 3, kernel: 3, padding: 1), Shape(channels: 2, height: 4, width: 5)),
    (Conv2d(filters: 3, kernel: 2, stride: 2, bias: false), Shape(channels: 2, height: 4, width: 5)),
  ]

  private func output(_ network: Network, _ parameters: [Double]) -> [Double] {
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 6, as: Double.self)
    var output = [Double]()
    objective.forEachActivation(at: parameters) { _, _, values in output = Array(values) }
    return output
  }

  /// What the layer computes with what `weight` makes of each unit's values of the tensors behind its bias, against
  /// what it is found to compute.
  private func expect(
    _ layer: any BilinearLayer, _ input: Shape, by map: any Reparametrization,
    _ weight: (_ tensors: [Double], _ unit: Int) -> [Double]
  ) throws {
    let network = try Network(input: input, layers: [Reparametrized(layer, by: map)])
    let (_, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(as: Double.self)
    let (units, bias) = (layer.weightSize(for: input).units, layer.bias ? layer.weightSize(for: input).units : 0)
    let tensors = Array(parameters[bias...])
    let own = (0..<units).flatMap { weight(tensors, $0) } + parameters[..<bias]
    let plain = try Network(input: input, layers: [layer])
    #expect(plain.parameters.count == own.count)
    expectAgreement(output(network, parameters), output(plain, own), relative: 1e-13, absolute: 1e-14)
  }

  @Test("weight normalization: w = g v / ‖v‖ for every unit", arguments: 0..<4)
  func weightNormalization(index: Int) throws {
    let (layer, input) = Self.layers[index]
    let size = layer.weightSize(for: input)
    try expect(layer, input, by: WeightNormalization()) { tensors, unit in
      let v = tensors[size.units + unit * size.fanIn..<size.units + (unit + 1) * size.fanIn]
      let norm = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return v.map { tensors[unit] * $0 / norm }
    }
  }

  @Test(
    "weight standardization: w = (v − mean v) / (s + 1e-5) for every unit, s with the divisor fan-in − 1",
    arguments: 0..<4)
  func weightStandardization(index: Int) throws {
    let (layer, input) = Self.layers[index]
    let size = layer.weightSize(for: input)
    try expect(layer, input, by: WeightStandardization()) { tensors, unit in
      let v = Array(tensors[unit * size.fanIn..<(unit + 1) * size.fanIn])
      let moments = Moments(v)
      return v.map { ($0 - moments.mean) / (moments.standardDeviation + 1e-5) }
    }
  }

  @Test("tensors have PyTorch's names, shapes and order; v alone is a weight matrix")
  func tensors() throws {
    func entries(_ layer: any BilinearLayer, _ input: Shape, _ map: any Reparametrization) throws -> [TensorEntry] {
      try Network(input: input, layers: [Reparametrized(layer, by: map)]).parameters.entries
    }
    let linear = try entries(Self.layers[0].0, Self.layers[0].1, WeightNormalization())
    #expect(
      linear.map(\.name) == ["0.bias", "0.weight_g", "0.weight_v"]
        && linear.map(\.dimensions) == [[4], [4, 1], [4, 5]])
    let convolution = try entries(Self.layers[2].0, Self.layers[2].1, WeightNormalization())
    #expect(convolution.map(\.dimensions) == [[3], [3, 1, 1, 1], [3, 2, 3, 3]])
    #expect(convolution.map(\.isWeightMatrix) == [false, false, true])
    #expect(convolution[2].role == .weight(fanIn: 18, fanOut: 27))
    let standardized = try entries(Self.layers[2].0, Self.layers[2].1, WeightStandardization())
    #expect(
      standardized.map(\.name) == ["0.bias", "0.weight"] && standardized.map(\.dimensions) == [[3], [3, 2, 3, 3]])
    #expect(standardized[1].role == convolution[2].role)
  }

  @Test(
    "the weight normalized network starts as the plain one: v is its weight and g = ‖v‖",
    arguments: Initializer.allCases)
  func start(initializer: Initializer) throws {
    let input = Shape(channels: 2, height: 8, width: 8)
    let plain = try Model.cnn.network(input: input, outputs: 3, variant: .none)
    let normalized = try Model.cnn.network(input: input, outputs: 3, variant: .weight)
    let parameters: [Double] = initializer.parameters(of: plain, seed: 2)
    let others: [Double] = initializer.parameters(of: normalized, seed: 2)
    let weights = zip(
      plain.parameters.entries.filter(\.isWeightMatrix), normalized.parameters.entries.filter(\.isWeightMatrix))
    #expect(Array(weights).count == 4)
    for (own, v) in weights { #expect(Array(parameters[own.range]) == Array(others[v.range])) }
    expectAgreement(output(normalized, others), output(plain, parameters), relative: 1e-12, absolute: 1e-13)
  }

  @Test("a weight's scale and, once standardized, its mean do not matter: the gradient is orthogonal to both")
  func invariance() throws {
    for map in Reparametrized.maps {
      let network = try Network(
        input: Shape(channels: 5),
        layers: [Reparametrized(Linear(outputs: 6), by: map), Activation.tanh, Linear(outputs: 3)])
      let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(as: Double.self)
      var gradient = parameters
      _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
      let v = try #require(network.parameters.entries.first { $0.role.isWeight }).range
      for start in stride(from: v.lowerBound, to: v.upperBound, by: 5) {
        let unit = start..<start + 5
        // Of weight standardization ε keeps a little of the scale.
        let tolerance = map is WeightNormalization ? 1e-14 : 1e-4
        #expect(
          abs(gradient.dot(parameters, in: unit)) <= tolerance * gradient.norm(in: unit) * parameters.norm(in: unit))
        if map is WeightStandardization { #expect(abs(unit.reduce(0) { $0 + gradient[$1] }) < 1e-14) }
      }
    }
  }

  @Test("a unit whose weights are all equal stays finite when standardized")
  func constantUnit() throws {
    let network = try Network(
      input: Shape(channels: 5),
      layers: [Reparametrized(Linear(outputs: 2), by: WeightStandardization()), Activation.tanh])
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(as: Double.self)
    let parameters = [Double](repeating: 0.5, count: network.parameters.count)
    var gradient = parameters
    var product = parameters
    #expect(objective.valueAndGradient(at: parameters, gradient: &gradient).isFinite && gradient.allSatisfy(\.isFinite))
    objective.hessianVectorProduct(at: parameters, direction: parameters, product: &product)
    #expect(product.isFinite)
  }

  static let models: [Model] = [
    .mlp(hidden: [8, 8], activation: .tanh), .dln(depth: 3), .cnn, .vgg(depth: .eleven, width: 0.1),
  ]

  @Test(
    "weight normalization takes every weight of a model, weight standardization all that a normalization follows",
    arguments: models)
  func wrapped(model: Model) throws {
    let input = model == .cnn || model.name == "vgg11" ? Shape(channels: 3, height: 32, width: 32) : Shape(channels: 4)
    func kinds(_ variant: Variant) throws -> [Bool] {
      let network = try model.network(input: input, outputs: 4, variant: variant)
      return network.layers.filter { $0.name == "Linear" || $0.name == "Conv2d" }.map { $0 is Reparametrized }
    }
    let weights = try kinds(.none)
    #expect(weights.count > 2 && !weights.contains(true))
    #expect(try kinds(.weight) == weights.map { _ in true })
    #expect(try kinds(.weightStandardization) == weights.dropLast().map { _ in true } + [false])
    let network = try model.network(input: input, outputs: 4, variant: .weightStandardization)
    #expect(network.layers.filter { $0.name == "GroupNorm" }.count == weights.count - 1)
  }
}
