public import Tensors

/// What a residual network is made of, beside its normalization.
public struct ResidualConfiguration: Codable, Hashable, Sendable {
  /// Layers with weights, short-cuts not counted: 6n + 2, or 2 × stages × n + 2.
  public var depth: Int
  /// A factor on the channels, 16, 32 and 64 in its three stages.
  public var width: Double
  /// Whether blocks have short-cuts; else they are a plain chain of the same layers.
  public var shortcuts: Bool
  /// Whether normalization and ReLU stand before the convolutions (He et al. 2016b) and not behind them.
  public var preActivation: Bool
  /// Where a trained factor α on every residual branch starts; nil for none. 0 without normalization is SkipInit (De & Smith 2020).
  public var branchScale: Double?
  /// How many of the three stages it has. One keeps its size, so that all short-cuts but the first hand on sums.
  public var stages: Int

  /// The stages of the published network.
  public static let usualStages = 3

  /// The published network: short-cuts, normalization behind the convolutions, no factors.
  public init(
    depth: Int, width: Double = 1, shortcuts: Bool = true, preActivation: Bool = false, branchScale: Double? = nil,
    stages: Int = usualStages
  ) {
    (self.depth, self.width, self.shortcuts) = (depth, width, shortcuts)
    (self.preActivation, self.branchScale, self.stages) = (preActivation, branchScale, stages)
  }

  private enum CodingKeys: CodingKey { case depth, width, shortcuts, preActivation, branchScale, stages }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      depth: try container.decode(Int.self, forKey: .depth), width: try container.decode(Double.self, forKey: .width),
      shortcuts: try container.decode(Bool.self, forKey: .shortcuts),
      preActivation: try container.decode(Bool.self, forKey: .preActivation),
      branchScale: try container.decodeIfPresent(Double.self, forKey: .branchScale),
      stages: try container.decodeIfPresent(Int.self, forKey: .stages) ?? Self.usualStages)
  }

  /// Stages are written only where they are not the usual ones: the hash of a run is that of its JSON, and runs from before there were others keep theirs.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(depth, forKey: .depth)
    try container.encode(width, forKey: .width)
    try container.encode(shortcuts, forKey: .shortcuts)
    try container.encode(preActivation, forKey: .preActivation)
    try container.encodeIfPresent(branchScale, forKey: .branchScale)
    if stages != Self.usualStages { try container.encode(stages, forKey: .stages) }
  }
}

/// A residual network for small images (He et al. 2016, section 4.2): a 3 × 3 convolution, three stages of n blocks of two 3 × 3 convolutions each, the first
/// of a later stage with stride 2, the mean of every channel and a linear read-out. With `preActivation`, as in He et al. (2016b), section 4 and appendix: the
/// first activation stands before the first block's branches part, and one more behind the last block.
///
/// Normalization may stand behind the ReLUs of a pre-activated network: each has its own beside it, and the two change places. It may not where blocks end
/// with a sum and a ReLU: a block's second normalization has no ReLU of its own, and behind the sum's it would change what short-cuts hand on.
///
/// Where sizes change, the short-cut is a 1 × 1 convolution of stride 2 with normalization: option B, what common code has. (The paper's networks for CIFAR have
/// option A, the identity with zeros for the missing channels, and so 2752 parameters fewer.) A pre-activated block's has no normalization of its own, since it
/// reads a normalized value. Convolutions have biases only where no normalization follows before a ReLU.
///
/// Nodes are named as torchvision names the modules of its `ResNet` with `BasicBlock`: `conv1`, `bn1`, `layer1.0.conv1`, `layer2.0.downsample.0`, `fc`. What
/// torchvision computes without a module of its own has a name here too: `layer1.0.add`, and `relu1` and `relu2` for the two uses of a block's `relu`.
///
/// - Throws: `NetworkError` for stages other than 1 to 3, a depth other than 2 × stages × n + 2, a width that is not above 0 and up to 4, an α that is not
///   finite or without short-cuts, normalization behind the ReLUs of a network without pre-activation, an input that is no image, or a number of outputs
///   that is not positive.
public func residualNetwork(
  input: Shape, _ configuration: ResidualConfiguration, outputs: Int, normalization: NormalizationScheme
) throws(NetworkError) -> Network {
  let (depth, stages) = (configuration.depth, configuration.stages)
  guard (1...ResidualConfiguration.usualStages).contains(stages) else {
    throw .invalidArgument(name: "stages", found: "\(stages)", expected: "1 to \(ResidualConfiguration.usualStages)")
  }
  let period = 2 * stages
  guard depth >= period + 2, depth <= Network.largestDepth, depth % period == 2 % period else {
    let examples = (1...3).map { "\(period * $0 + 2)" }.joined(separator: ", ")
    throw .invalidArgument(name: "depth", found: "\(depth)", expected: "\(period)n + 2: \(examples) and so on")
  }
  guard configuration.width > 0, configuration.width <= 4 else {
    throw .invalidArgument(name: "width", found: "\(configuration.width)", expected: "a number above 0 and up to 4")
  }
  if !configuration.preActivation {
    try normalization.requirePlaceBefore(
      "a residual network without pre-activation, where a block's second normalization has no ReLU of its own")
  }
  guard configuration.shortcuts || configuration.branchScale == nil else {
    throw .invalidArgument(name: "branch scale", found: "no short-cuts", expected: "a network with short-cuts")
  }
  var assembly = ResidualAssembly(configuration, normalization)
  var value = assembly.convolution("conv1", Node.input, filters: assembly.channels(ofStage: 0))
  if !configuration.preActivation { value = assembly.activated("bn1", "relu", value) }
  for stage in 0..<stages {
    for block in 0..<(depth - 2) / period { value = assembly.block(stage, block, value) }
  }
  if configuration.preActivation { value = assembly.activated("bn1", "relu", value) }
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
    // Noise is no normalization: it is measured against the plain network. Behind a ReLU the mean that is taken off is not the convolution's.
    let bias = normalization.place == .after || normalization.layers.allSatisfy { $0 is ActivationNoise }
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

  /// An activation with the normalization beside it.
  mutating func activated(_ norm: String, _ relu: String, _ value: String) -> String {
    switch normalization.place {
    case .before: activation(relu, normalized(norm, value))
    case .after: normalized(norm, activation(relu, value))
    }
  }

  /// A block on `input`, which keeps its size but for the first of a later stage.
  mutating func block(_ stage: Int, _ block: Int, _ input: String) -> String {
    let name = "layer\(stage + 1).\(block)"
    let (filters, shrinks) = (channels(ofStage: stage), stage > 0 && block == 0)
    var value = input
    if configuration.preActivation { value = activated("\(name).bn1", "\(name).relu1", value) }
    let branching = value
    value = convolution("\(name).conv1", value, filters: filters, stride: shrinks ? 2 : 1)
    let inner = configuration.preActivation ? 2 : 1
    value = activated("\(name).bn\(inner)", "\(name).relu\(inner)", value)
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
