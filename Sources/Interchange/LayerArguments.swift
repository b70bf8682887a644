internal import Networks

/// The arguments of one type of layer in `model.json`, and the layer that they make. A type takes the names that it
/// decodes and no others.
protocol LayerArguments: Encodable, Sendable {
  /// The layer; `statistics` are the names of the running statistics that the weights carry for it.
  ///
  /// - Throws: `ArgumentProblem` for a value that the layer cannot have.
  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer
}

/// A value that a layer cannot have.
struct ArgumentProblem: Error {
  let name: String
  let found: String
  let expected: String
}

extension LayerArguments {
  /// A whole number within its range. No size in a model is larger: what is would overflow products of sizes before it
  /// met any limit of memory.
  func size(_ value: Int, _ name: String, from lowest: Int = 1, to highest: Int = 1 << 24) throws(ArgumentProblem)
    -> Int
  {
    guard value >= lowest, value <= highest else {
      throw ArgumentProblem(name: name, found: "\(value)", expected: "a number from \(lowest) to \(highest)")
    }
    return value
  }

  /// Likewise for windows: kernels, strides, paddings and dilations.
  func window(_ value: Pair, _ name: String, from lowest: Int = 1) throws(ArgumentProblem) -> Pair {
    for side in [value.height, value.width] { _ = try size(side, name, from: lowest, to: Network.largestWindow) }
    return value
  }

  /// A number from 0; `standard` where there is none.
  func number(_ value: Double?, _ name: String, _ standard: Double) throws(ArgumentProblem) -> Double {
    guard let value else { return standard }
    guard value >= 0, value.isFinite else {
      throw ArgumentProblem(name: name, found: "\(value)", expected: "a number from 0")
    }
    return value
  }

  /// A layer whose weight is what the reparametrization of that name makes of other tensors; the layer itself where there is none.
  func layer(_ layer: any BilinearLayer, parametrization: String?) throws(ArgumentProblem) -> any Layer {
    guard let parametrization else { return layer }
    guard let map = Reparametrized.maps.first(where: { $0.name == parametrization }) else {
      let names = Reparametrized.maps.map(\.name).joined(separator: ", ")
      throw ArgumentProblem(name: "parametrization", found: parametrization, expected: "one of \(names)")
    }
    return Reparametrized(layer, by: map)
  }
}

/// PyTorch's `Linear`.
struct LinearArguments: LayerArguments, Codable {
  let outFeatures: Int
  let bias: Bool?
  let parametrization: String?

  private enum CodingKeys: String, CodingKey {
    case outFeatures = "out_features"
    case bias, parametrization
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    try layer(Linear(outputs: try size(outFeatures, "out_features"), bias: bias ?? true), parametrization: parametrization)
  }
}

/// PyTorch's `Conv2d`.
struct Conv2dArguments: LayerArguments, Codable {
  let outChannels: Int
  let kernelSize: Pair
  let stride: Pair?
  let padding: Pair?
  let dilation: Pair?
  let groups: Int?
  let bias: Bool?
  let parametrization: String?

  private enum CodingKeys: String, CodingKey {
    case outChannels = "out_channels"
    case kernelSize = "kernel_size"
    case stride, padding, dilation, groups, bias, parametrization
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    let convolution = Conv2d(
      filters: try size(outChannels, "out_channels"), kernel: try window(kernelSize, "kernel_size"),
      stride: try window(stride ?? 1, "stride"), padding: try window(padding ?? 0, "padding", from: 0),
      dilation: try window(dilation ?? 1, "dilation"), groups: try size(groups ?? 1, "groups"), bias: bias ?? true)
    return try layer(convolution, parametrization: parametrization)
  }
}

/// PyTorch's `BatchNorm1d` and `BatchNorm2d`.
struct BatchNormArguments: LayerArguments, Codable {
  let eps: Double?
  let momentum: Double?
  let affine: Bool?

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    BatchNormalization(
      epsilon: try number(eps, "eps", 1e-5), momentum: try number(momentum, "momentum", 0.1),
      affine: affine ?? true, tracksStatistics: statistics.isSuperset(of: ["running_mean", "running_var"]))
  }
}

/// Batch normalization of groups of a batch.
struct GhostBatchNormArguments: LayerArguments, Codable {
  let ghostBatch: Int
  let eps: Double?
  let momentum: Double?
  let affine: Bool?

  private enum CodingKeys: String, CodingKey {
    case ghostBatch = "ghost_batch"
    case eps, momentum, affine
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    GhostBatchNormalization(
      ghostBatch: try size(ghostBatch, "ghost_batch"), epsilon: try number(eps, "eps", 1e-5),
      momentum: try number(momentum, "momentum", 0.1), affine: affine ?? true,
      tracksStatistics: statistics.isSuperset(of: ["running_mean", "running_var"]))
  }
}

/// The normalization by an ℓp norm.
struct LpNormArguments: LayerArguments, Codable {
  let p: LpNormalization.Order
  let eps: Double?
  let momentum: Double?
  let affine: Bool?

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    LpNormalization(
      order: p, epsilon: try number(eps, "eps", 1e-5), momentum: try number(momentum, "momentum", 0.1),
      affine: affine ?? true,
      tracksStatistics: statistics.isSuperset(of: ["running_mean", "running_norm"]))
  }
}

/// PyTorch's `LayerNorm` over the last dimensions, or a whole example.
struct LayerNormArguments: LayerArguments, Codable {
  let normalizedShape: TrailingDimensions?
  let eps: Double?

  private enum CodingKeys: String, CodingKey {
    case normalizedShape = "normalized_shape"
    case eps
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    let epsilon = try number(eps, "eps", 1e-5)
    guard let normalizedShape else { return GroupNormalization(.layer, epsilon: epsilon) }
    return GroupNormalization(.trailing(try dimensions(normalizedShape.values, "normalized_shape")), epsilon: epsilon)
  }
}

/// PyTorch's `RMSNorm` over the last dimensions, or a whole example.
struct RMSNormArguments: LayerArguments, Codable {
  let normalizedShape: TrailingDimensions?
  let eps: Double?

  private enum CodingKeys: String, CodingKey {
    case normalizedShape = "normalized_shape"
    case eps
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    let epsilon = try number(eps, "eps", 1e-5)
    guard let normalizedShape else { return RootMeanSquareNormalization(epsilon: epsilon) }
    return RootMeanSquareNormalization(
      epsilon: epsilon, normalizedShape: try dimensions(normalizedShape.values, "normalized_shape"))
  }
}

/// PyTorch's `GroupNorm`.
struct GroupNormArguments: LayerArguments, Codable {
  let numGroups: Int
  let eps: Double?

  private enum CodingKeys: String, CodingKey {
    case numGroups = "num_groups"
    case eps
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    GroupNormalization(
      .groups(try size(numGroups, "num_groups")), epsilon: try number(eps, "eps", 1e-5))
  }
}

/// PyTorch's `InstanceNorm2d` with γ and β, which are off there unless asked for.
struct InstanceNormArguments: LayerArguments, Codable {
  let eps: Double?
  let affine: Bool

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    guard affine else { throw ArgumentProblem(name: "affine", found: "false", expected: "true") }
    return GroupNormalization(.channels, epsilon: try number(eps, "eps", 1e-5))
  }
}

/// PyTorch's `MaxPool2d` and `AvgPool2d`.
struct PoolingArguments: LayerArguments {
  let kind: Pooling.Kind
  let kernelSize: Pair
  let stride: Pair?
  let padding: Pair?

  private enum CodingKeys: String, CodingKey {
    case kernelSize = "kernel_size"
    case stride, padding
  }

  init(_ kind: Pooling.Kind, kernelSize: Pair, stride: Pair?, padding: Pair?) {
    (self.kind, self.kernelSize, self.stride, self.padding) = (kind, kernelSize, stride, padding)
  }

  init(_ kind: Pooling.Kind, from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kind, kernelSize: try container.decode(Pair.self, forKey: .kernelSize),
      stride: try container.decodeIfPresent(Pair.self, forKey: .stride),
      padding: try container.decodeIfPresent(Pair.self, forKey: .padding))
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    Pooling(
      kind, size: try window(kernelSize, "kernel_size"), stride: try window(stride ?? kernelSize, "stride"),
      padding: try window(padding ?? 0, "padding", from: 0))
  }
}

/// PyTorch's `AdaptiveAvgPool2d`.
struct AdaptivePoolingArguments: LayerArguments, Codable {
  let outputSize: Pair?

  private enum CodingKeys: String, CodingKey { case outputSize = "output_size" }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    Pooling.adaptiveAverage(try window(outputSize ?? 1, "output_size"))
  }
}

/// PyTorch's `Dropout`. Its share need not be given: measurements drop nothing.
struct DropoutArguments: LayerArguments, Codable {
  let p: Double?

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    do throws(NetworkError) {
      return try Dropout(probability: p ?? 0)
    } catch {
      throw ArgumentProblem(name: "p", found: "\(p ?? 0)", expected: "a number from 0 to below 1")
    }
  }
}

/// The noise of Santurkar et al. (2018), section 2.2.
struct ActivationNoiseArguments: LayerArguments, Codable {
  let meanRange: Double?
  let scaleLimit: Double?
  let spread: Double?

  private enum CodingKeys: String, CodingKey {
    case meanRange = "mean_range"
    case scaleLimit = "scale_limit"
    case spread
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    ActivationNoise(
      meanRange: try number(meanRange, "mean_range", 0.5),
      scaleLimit: try number(scaleLimit, "scale_limit", 1.25), spread: try number(spread, "spread", 0.1))
  }
}

/// A layer that takes no arguments.
struct NoArguments: LayerArguments {
  let layer: any Layer

  func encode(to encoder: any Encoder) throws {}

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer { layer }
}
