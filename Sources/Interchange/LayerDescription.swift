internal import Networks
internal import Records

/// A layer's entry in `model.json`: PyTorch's names and arguments. Beside the layers of an `nn.Sequential` it knows those that this toolkit's own networks
/// have: `Dropout` {p}, `ActivationNoise`, `GlobalAvgPool2d`.
struct LayerDescription: Codable {
  var type: String
  var outFeatures: Int?
  var outChannels: Int?
  var kernelSize: Int?
  var stride: Int?
  var padding: Int?
  var bias: Bool?
  var eps: Double?
  var momentum: Double?
  var affine: Bool?
  var p: Order?
  var numGroups: Int?
  var meanRange: Double?
  var scaleLimit: Double?
  var spread: Double?

  /// An ℓp normalization's order by name, or a dropout's probability.
  enum Order: Codable, Equatable {
    case name(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) { self = .name(name) } else { self = .number(try container.decode(Double.self)) }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .name(let name): try container.encode(name)
      case .number(let number): try container.encode(number)
      }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case type, bias, eps, momentum, affine, p, stride, padding, spread
    case outFeatures = "out_features"
    case outChannels = "out_channels"
    case kernelSize = "kernel_size"
    case numGroups = "num_groups"
    case meanRange = "mean_range"
    case scaleLimit = "scale_limit"
  }

  /// No size in a model is larger: what is would overflow products of sizes before it met any limit of memory.
  static let largestSize = 1 << 24
  /// Likewise for windows: kernels, strides and paddings.
  static let largestWindow = 1 << 12

  /// The layer it describes; `statistics` are the names of the running statistics that the weights carry for it.
  ///
  /// - Throws: `problem` of what an argument is and should be.
  func layer(statistics: Set<String>, _ problem: (String) -> RecordError) throws(RecordError) -> any Layer {
    func size(_ value: Int?, _ name: String, from lowest: Int = 1, to highest: Int = Self.largestSize) throws(RecordError) -> Int {
      guard let value, value >= lowest, value <= highest else {
        throw problem("found \(name) \(value.map(String.init) ?? "missing"), expected a number from \(lowest) to \(highest)")
      }
      return value
    }
    func number(_ value: Double?, _ name: String, _ standard: Double) throws(RecordError) -> Double {
      guard let value else { return standard }
      guard value >= 0, value.isFinite else { throw problem("found \(name) \(value), expected a number from 0") }
      return value
    }
    let epsilon = try number(eps, "eps", 1e-5)
    switch type {
    case "Linear": return Linear(outputs: try size(outFeatures, "out_features"), bias: bias ?? true)
    case "Conv2d":
      return Conv2d(
        filters: try size(outChannels, "out_channels"), kernel: try size(kernelSize, "kernel_size", to: Self.largestWindow),
        stride: try size(stride ?? 1, "stride", to: Self.largestWindow),
        padding: try size(padding ?? 0, "padding", from: 0, to: Self.largestWindow), bias: bias ?? true)
    case "BatchNorm", "BatchNorm1d", "BatchNorm2d":
      return BatchNormalization(
        epsilon: epsilon, momentum: try number(momentum, "momentum", 0.1), affine: affine ?? true,
        tracksStatistics: statistics.isSuperset(of: ["running_mean", "running_var"]))
    case "LpNorm":
      guard case .name(let name)? = p, let order = LpNormalization.Order(rawValue: name) else {
        throw problem("found p \(p.map { "\($0)" } ?? "missing"), expected \"1\", \"2\" or \"inf\"")
      }
      return LpNormalization(
        order: order, epsilon: epsilon, momentum: try number(momentum, "momentum", 0.1), affine: affine ?? true,
        tracksStatistics: statistics.isSuperset(of: ["running_mean", "running_norm"]))
    case "LayerNorm": return GroupNormalization(.layer, epsilon: epsilon)
    case "GroupNorm": return GroupNormalization(.groups(try size(numGroups, "num_groups")), epsilon: epsilon)
    case "MaxPool2d", "AvgPool2d":
      let window = try size(kernelSize, "kernel_size", to: Self.largestWindow)
      return Pooling(
        type == "MaxPool2d" ? .maximum : .average, size: window, stride: try size(stride ?? window, "stride", to: Self.largestWindow))
    case "GlobalAvgPool2d": return Pooling.globalAverage
    case "ReLU": return Activation.relu
    case "Sigmoid": return Activation.sigmoid
    case "Tanh": return Activation.tanh
    case "Flatten": return Flatten()
    case "Dropout":
      guard case .number(let probability)? = p, let dropout = try? Dropout(probability: probability) else {
        throw problem("found p \(p.map { "\($0)" } ?? "missing"), expected a number from 0 to below 1")
      }
      return dropout
    case "ActivationNoise":
      return ActivationNoise(
        meanRange: try number(meanRange, "mean_range", 0.5), scaleLimit: try number(scaleLimit, "scale_limit", 1.25),
        spread: try number(spread, "spread", 0.1))
    default:
      throw problem(
        "found type \(type), expected one of Linear, Conv2d, BatchNorm, LpNorm, LayerNorm, GroupNorm, ReLU, Sigmoid, Tanh, Flatten, "
          + "MaxPool2d, AvgPool2d, GlobalAvgPool2d, Dropout, ActivationNoise")
    }
  }

  private init(_ type: String) { self.type = type }

  /// The description of a layer; `input` is the shape that comes to it. Nil for a layer that the format does not know.
  init?(_ layer: any Layer, channels: Int) {
    self.init(layer.name)
    switch layer {
    case let linear as Linear: (outFeatures, bias) = (linear.outputs, linear.bias)
    case let convolution as Conv2d:
      (outChannels, kernelSize, stride, padding, bias) = (
        convolution.filters, convolution.kernel, convolution.stride, convolution.padding, convolution.bias
      )
    case let batch as BatchNormalization: (eps, momentum, affine) = (batch.epsilon, batch.momentum, batch.affine)
    case let norm as LpNormalization: (p, eps, momentum, affine) = (.name(norm.order.rawValue), norm.epsilon, norm.momentum, norm.affine)
    case let groups as GroupNormalization:
      eps = groups.epsilon
      if groups.scope != .layer { numGroups = groups.groupCount(channels) }
    case let pooling as Pooling: (kernelSize, stride) = (pooling.size, pooling.stride)
    case let dropout as Dropout: p = .number(dropout.probability)
    case let noise as ActivationNoise: (meanRange, scaleLimit, spread) = (noise.meanRange, noise.scaleLimit, noise.spread)
    case is Activation, is Flatten: break
    default: return nil
    }
  }
}
