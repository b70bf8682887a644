public import Testing
public import Networks
internal import Objectives
internal import Statistics
public import Tensors

/// A small network with a batch: the shared table that layer tests run over.
public struct Problem: Sendable, CustomTestStringConvertible {
  /// What it is.
  public let name: String
  /// The network.
  public let network: Network
  /// Its loss.
  public let loss: Loss

  /// A problem.
  public init(name: String = "", network: Network, loss: Loss) {
    self.name = name
    self.network = network
    self.loss = loss
  }

  public var testDescription: String { name }

  /// A problem on `samples` examples in precision `R`: the objective and random parameters with γ and β away from 1 and 0.
  public func objective<R: Real>(
    samples: Int = 9, seed: UInt64 = 1, as type: R.Type = R.self, team: Team = Team()
  ) -> (NetworkObjective<R>, [R]) {
    let outputs = network.outputShape.count
    let batch = Batch<R>(capacity: samples, inputShape: network.inputShape, outputs: outputs)
    let stream = RandomStream(seed: seed, purpose: .dataset)
    // Off centre, so that normalizers that do not centre their divisor differ from those that do.
    for i in 0..<samples * network.inputShape.count { batch.inputs[i] = R(stream.normal(mean: 0.3)) }
    for i in 0..<samples * outputs { batch.targets[i] = R(stream.normal()) }
    for i in 0..<samples { batch.labels[i] = Int32(stream.integer(below: outputs)) }
    var parameters: [R] = Initializer.glorotNormal.parameters(of: network, seed: seed)
    for entry in network.parameters.entries where !entry.isWeightMatrix {
      for i in entry.range { parameters[i] += R(stream.normal(standardDeviation: 0.2)) }
    }
    let pass = Pass<R>(noise: NoiseSource(seed: seed, step: 3))
    return (NetworkObjective(network: network, loss: loss, batch: batch, pass: pass, team: team), parameters)
  }

  /// Convolutions of four channels with sides that differ, dilations and groups: as many groups as channels once with one filter a channel and once
  /// with two, strides that leave positions out and ones that do not divide the image.
  public static let convolutions: [Conv2d] = [
    Conv2d(
      filters: 3, kernel: Pair(height: 3, width: 2), stride: Pair(height: 1, width: 2), padding: Pair(height: 0, width: 1),
      dilation: Pair(height: 2, width: 3)),
    Conv2d(filters: 2, kernel: Pair(height: 1, width: 4), padding: Pair(height: 2, width: 3), bias: false),
    Conv2d(filters: 6, kernel: 3, padding: 1, groups: 2),
    Conv2d(filters: 2, kernel: Pair(height: 2, width: 3), stride: 2, padding: 1, dilation: Pair(height: 1, width: 2), groups: 2),
    Conv2d(filters: 4, kernel: 3, padding: 1, groups: 4),
    Conv2d(filters: 8, kernel: 3, stride: 2, padding: 1, groups: 4, bias: false),
    Conv2d(
      filters: 4, kernel: Pair(height: 2, width: 3), stride: Pair(height: 3, width: 2), padding: Pair(height: 1, width: 4),
      dilation: Pair(height: 2, width: 3), groups: 4),
    Conv2d(filters: 8, kernel: 1, stride: 3, groups: 4), Conv2d(filters: 4, kernel: 2, stride: 4, padding: 1, groups: 4),
  ]

  /// Sizes, strides and paddings of pooling.
  public static let poolings: [(Pair, Pair, Pair)] = [
    (3, 2, 1), (2, 2, 1), (Pair(height: 1, width: 3), Pair(height: 2, width: 1), 0),
    (Pair(height: 3, width: 4), 1, Pair(height: 0, width: 2)),
  ]

  /// One problem for every layer, normalization, activation and loss of the catalogues.
  public static let all: [Problem] = {
    var problems = [Problem]()
    func add(_ name: String, _ input: Shape = Shape(channels: 5), loss: Loss = .crossEntropy, layers: [any Layer]) {
      guard let network = try? Network(input: input, layers: layers) else { preconditionFailure("\(name) does not fit") }
      problems.append(Problem(name: name, network: network, loss: loss))
    }
    add("linear", layers: [Linear(outputs: 3)])
    add("an identity at the end", layers: [Linear(outputs: 4), Activation.tanh, Linear(outputs: 3), Identity()])
    add("linear without bias", layers: [Linear(outputs: 4, bias: false), Linear(outputs: 3, bias: false)])
    add("a trained factor", layers: [Linear(outputs: 4), ScalarMultiplier(start: 0.7), Activation.tanh, Linear(outputs: 3)])
    for activation in Activation.allCases { add(activation.rawValue, layers: [Linear(outputs: 6), activation, Linear(outputs: 3)]) }
    for loss in Loss.allCases { add("\(loss)", loss: loss, layers: [Linear(outputs: 6), Activation.tanh, Linear(outputs: 3)]) }
    // Of the 9 examples 4 and 5 are ghost batches.
    let settings = NormalizationSettings(ghostBatch: 4)
    for variant in Variant.allCases {
      let scheme = variant.scheme(settings)
      if Variant.onVectors.contains(variant) {
        add("\(variant.rawValue) on features", layers: scheme.block(Linear(outputs: 6), .tanh) + [scheme.readOut(Linear(outputs: 3))])
      }
      add(
        "\(variant.rawValue) on images", Shape(channels: 3, height: 2, width: 3),
        layers: scheme.layers + [Activation.tanh, Flatten(), scheme.readOut(Linear(outputs: 3))])
    }
    var after = Variant.batch.scheme(settings)
    after.place = .after
    add("batch behind the nonlinearity", layers: after.block(Linear(outputs: 6), .relu) + [Linear(outputs: 3)])
    add(
      "ghost without affine",
      layers: [Linear(outputs: 6), GhostBatchNormalization(ghostBatch: 3, affine: false), Activation.tanh, Linear(outputs: 3)])
    for map in Reparametrized.maps {
      add(
        "\(map.name) of layers without bias", Shape(channels: 2, height: 4, width: 5),
        layers: [
          Reparametrized(Conv2d(filters: 4, kernel: 3, stride: 2, bias: false), by: map), Activation.tanh, Flatten(),
          Reparametrized(Linear(outputs: 3, bias: false), by: map),
        ])
    }
    add(
      "batch without kept statistics, L1 without affine",
      layers: [
        Linear(outputs: 6), BatchNormalization(tracksStatistics: false), Activation.tanh, Linear(outputs: 5),
        LpNormalization(order: .one, affine: false), Activation.tanh, Linear(outputs: 3),
      ])
    add("batch without affine", layers: [Linear(outputs: 6), BatchNormalization(affine: false), Activation.tanh, Linear(outputs: 3)])
    for groups in [1, 2, 3, 6] {
      add(
        "group normalization in \(groups)", Shape(channels: 6, height: 2, width: 3),
        layers: [GroupNormalization(.groups(groups)), Activation.tanh, Flatten(), Linear(outputs: 3)])
    }
    if let dropout = try? Dropout(probability: 0.4) { add("dropout", layers: [Linear(outputs: 6), dropout, Linear(outputs: 3)]) }
    for (kernel, stride, padding) in [(3, 1, 1), (3, 2, 1), (2, 1, 0), (5, 3, 2), (1, 1, 0), (3, 1, 2)] {
      add(
        "convolution \(kernel) \(stride) \(padding)", Shape(channels: 2, height: 5, width: 7),
        layers: [
          Conv2d(filters: 3, kernel: Pair(kernel), stride: Pair(stride), padding: Pair(padding)), Activation.tanh, Flatten(),
          Linear(outputs: 3),
        ])
    }
    add(
      "convolution of one channel without bias", Shape(channels: 1, height: 4, width: 4),
      layers: [Conv2d(filters: 2, kernel: 3, padding: 1, bias: false), Flatten(), Linear(outputs: 3)])
    for kind in Pooling.Kind.allCases {
      for (size, stride) in [(2, 2), (3, 2), (2, 1)] {
        add(
          "\(kind) pooling \(size) \(stride)", Shape(channels: 2, height: 6, width: 4),
          layers: [
            Conv2d(filters: 3, kernel: 3, padding: 1), Pooling(kind, size: Pair(size), stride: Pair(stride)), Flatten(), Linear(outputs: 3),
          ])
      }
    }
    add(
      "global average pooling", Shape(channels: 2, height: 3, width: 3),
      layers: [Conv2d(filters: 4, kernel: 3, padding: 1), Pooling.globalAverage, Linear(outputs: 3)])
    for variant in Variant.allCases {
      add(
        "\(variant.rawValue) and ReLU behind a convolution", Shape(channels: 2, height: 4, width: 4),
        layers: variant.scheme(settings).block(Conv2d(filters: 3, kernel: 3, padding: 1), .relu) + [
          Pooling(.maximum, size: 2), Flatten(), variant.scheme(settings).readOut(Linear(outputs: 3)),
        ])
    }
    add("flatten", Shape(channels: 2, height: 3, width: 2), layers: [Flatten(), Linear(outputs: 3)])
    // Behind a layer with weights, so that the gradient in the input counts; before a curved one, so that tangents do.
    func addBetween(_ name: String, _ layer: any Layer) {
      add(
        name, Shape(channels: 2, height: 5, width: 8),
        layers: [Conv2d(filters: 4, kernel: 3, padding: 1), Activation.tanh, layer, Activation.tanh, Flatten(), Linear(outputs: 3)])
    }
    for convolution in convolutions { addBetween("convolution \(convolution.caption)", convolution) }
    for kind in Pooling.Kind.allCases {
      for (size, stride, padding) in poolings {
        addBetween("\(kind) pooling \(size) \(stride) \(padding)", Pooling(kind, size: size, stride: stride, padding: padding))
      }
    }
    for output in [1, Pair(height: 5, width: 4), Pair(height: 1, width: 8)] as [Pair] {
      addBetween("adaptive average pooling \(output)", Pooling.adaptiveAverage(output))
    }
    add(
      "mean over an image that is not square", Shape(channels: 2, height: 3, width: 5),
      layers: [Conv2d(filters: 4, kernel: 3, padding: 1), Activation.tanh, Pooling.globalAverage, Linear(outputs: 3)])
    for approximation in GELU.Approximation.allCases {
      let gelu = GELU(approximation: approximation)
      add("GELU, approximation \(approximation)", layers: [Linear(outputs: 6), gelu, Linear(outputs: 4), gelu, Linear(outputs: 3)])
    }
    let clamp = Hardtanh(minimum: -0.6, maximum: 0.9)
    add("hardtanh", layers: [Linear(outputs: 6), clamp, Linear(outputs: 4), clamp, Activation.tanh, Linear(outputs: 3)])
    add("identity", layers: [Linear(outputs: 6), Identity(), Activation.tanh, Identity(), Linear(outputs: 3)])
    return problems + Problem.graphs
  }()
}

extension Conv2d {
  /// Its arguments in a line.
  public var caption: String {
    "\(kernel) to \(filters), stride \(stride), padding \(padding), dilation \(dilation), \(groups) groups"
  }
}
