public import Tensors

/// What a residual network is made of, beside its normalization.
public struct ResidualConfiguration: Codable, Hashable, Sendable {
  /// Layers with weights, short-cuts not counted: 6n + 2.
  public var depth: Int
  /// A factor on the channels, 16, 32 and 64 in its three stages.
  public var width: Double
  /// Whether blocks have short-cuts; else they are a plain chain of the same layers.
  public var shortcuts: Bool
  /// Whether normalization and ReLU stand before the convolutions (He et al. 2016b) and not behind them.
  public var preActivation: Bool
  /// Where a trained factor α on every residual branch starts; nil for none. 0 without normalization is SkipInit (De & Smith 2020).
  public var branchScale: Double?

  /// The published network: short-cuts, normalization behind the convolutions, no factors.
  public init(depth: Int, width: Double = 1, shortcuts: Bool = true, preActivation: Bool = false, branchScale: Double? = nil) {
    (self.depth, self.width, self.shortcuts) = (depth, width, shortcuts)
    (self.preActivation, self.branchScale) = (preActivation, branchScale)
  }
}

/// A residual network for small images (He et al. 2016, section 4.2): a 3 × 3 convolution, three stages of n blocks of two 3 × 3 convolutions each, the first
/// of a later stage with stride 2, the mean of every channel and a linear read-out. With `preActivation`, as in He et al. (2016b), section 4 and appendix: the
/// first activation stands before the first block's branches part, and one more behind the last block.
///
/// Where sizes change, the short-cut is a 1 × 1 convolution of stride 2 with normalization: option B, what common code has. (The paper's networks for CIFAR have
/// option A, the identity with zeros for the missing channels, and so 2752 parameters fewer.) A pre-activated block's has no normalization of its own, since it
/// reads a normalized value. Convolutions have biases only where no normalization follows.
///
/// Nodes are named as torchvision names the modules of its `ResNet` with `BasicBlock`: `conv1`, `bn1`, `layer1.0.conv1`, `layer2.0.downsample.0`, `fc`. What
/// torchvision computes without a module of its own has a name here too: `layer1.0.add`, and `relu1` and `relu2` for the two uses of a block's `relu`.
///
/// - Throws: `NetworkError` for a depth other than 6n + 2, a width that is not above 0 and up to 4, an α that is not finite or without short-cuts, an input that
///   is no image, or a number of outputs that is not positive.
public func residualNetwork(
  input: Shape, _ configuration: ResidualConfiguration, outputs: Int, normalization: NormalizationScheme
) throws(NetworkError) -> Network {
  let depth = configuration.depth
  guard depth >= 8, depth <= Network.largestDepth, depth % 6 == 2 else {
    throw .invalidArgument(name: "depth", found: "\(depth)", expected: "6n + 2: 8, 14, 20 and so on")
  }
  guard configuration.width > 0, configuration.width <= 4 else {
    throw .invalidArgument(name: "width", found: "\(configuration.width)", expected: "a number above 0 and up to 4")
  }
  try normalization.requirePlaceBefore("a residual network")
  guard configuration.shortcuts || configuration.branchScale == nil else {
    throw .invalidArgument(name: "branch scale", found: "no short-cuts", expected: "a network with short-cuts")
  }
  var assembly = ResidualAssembly(configuration, normalization)
  var value = assembly.convolution("conv1", Node.input, filters: assembly.channels(ofStage: 0))
  if !configuration.preActivation { value = assembly.activation("relu", assembly.normalized("bn1", value)) }
  for stage in 0..<3 {
    for block in 0..<(depth - 2) / 6 { value = assembly.block(stage, block, value) }
  }
  if configuration.preActivation { value = assembly.activation("relu", assembly.normalized("bn1", value)) }
  assembly.nodes.append(Node("avgpool", Pooling.globalAverage, [value]))
  assembly.nodes.append(Node("fc", normalization.readOut(Linear(outputs: outputs)), ["avgpool"]))
  return try Network(input: input, nodes: assembly.nodes)
}

/// A residual network on its way: each step adds nodes and names the value that it leaves.
private struct ResidualAssembly {
  private let configuration: ResidualConfiguration
  private let normalization: NormalizationScheme
  var nodes = [Node]()

  init(_ configuration: ResidualConfiguration, _ normalization: NormalizationScheme) {
    (self.configuration, self.normalization) = (configuration, normalization)
  }

  func channels(ofStage stage: Int) -> Int { max(1, Int(Double(16 << stage) * configuration.width)) }

  mutating func convolution(_ name: String, _ value: String, filters: Int, kernel: Int = 3, stride: Int = 1) -> String {
    // Noise is no normalization: it is measured against the plain network.
    let bias = normalization.layers.allSatisfy { $0 is ActivationNoise }
    let layer = Conv2d(filters: filters, kernel: Pair(kernel), stride: Pair(stride), padding: Pair(kernel / 2), bias: bias)
    nodes.append(Node(name, normalization.weighted(layer), [value]))
    return name
  }

  /// The layers of the normalization under one name; behind it, where it has several, their place.
  mutating func normalized(_ name: String, _ value: String) -> String {
    var value = value
    for (place, layer) in normalization.layers.enumerated() {
      let own = place == 0 ? name : "\(name).\(place)"
      nodes.append(Node(own, layer, [value]))
      value = own
    }
    return value
  }

  mutating func activation(_ name: String, _ value: String) -> String {
    nodes.append(Node(name, Activation.relu, [value]))
    return name
  }

  /// A block on `input`, which keeps its size but for the first of a later stage.
  mutating func block(_ stage: Int, _ block: Int, _ input: String) -> String {
    let name = "layer\(stage + 1).\(block)"
    let (filters, shrinks) = (channels(ofStage: stage), stage > 0 && block == 0)
    var value = input
    if configuration.preActivation { value = activation("\(name).relu1", normalized("\(name).bn1", value)) }
    let branching = value
    value = convolution("\(name).conv1", value, filters: filters, stride: shrinks ? 2 : 1)
    value = normalized(configuration.preActivation ? "\(name).bn2" : "\(name).bn1", value)
    value = activation(configuration.preActivation ? "\(name).relu2" : "\(name).relu1", value)
    value = convolution("\(name).conv2", value, filters: filters)
    if !configuration.preActivation { value = normalized("\(name).bn2", value) }
    if configuration.shortcuts {
      if let start = configuration.branchScale {
        nodes.append(Node("\(name).scale", ScalarMultiplier(start: start), [value]))
        value = "\(name).scale"
      }
      var shortcut = configuration.preActivation && stage == 0 && block == 0 ? branching : input
      if shrinks {
        shortcut = convolution(
          "\(name).downsample.0", configuration.preActivation ? branching : input, filters: filters, kernel: 1, stride: 2)
        if !configuration.preActivation { shortcut = normalized("\(name).downsample.1", shortcut) }
      }
      nodes.append(Node("\(name).add", Add(), [value, shortcut]))
      value = "\(name).add"
    }
    return configuration.preActivation ? value : activation("\(name).relu2", value)
  }
}
