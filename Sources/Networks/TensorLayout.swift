/// What a tensor is for; it decides how the tensor starts and which instruments look at it.
public enum TensorRole: Hashable, Sendable {
  /// A weight, with the number of inputs and outputs that one unit of it joins.
  case weight(fanIn: Int, fanOut: Int)
  /// The lengths g of a weight's rows, where it is written as g v / ‖v‖; they start at those of the layer's weight v.
  case weightNorm
  /// A weight from a state to the next one, which starts in a way of its own whatever others do.
  case recurrentWeight(RecurrentInitializer)
  /// An additive bias.
  case bias
  /// A trained factor, such as the γ of a normalization; starts at `start`.
  case scale(start: Double = 1)
  /// The β of a normalization; starts at 0.
  case shift
  /// A running mean; starts at 0.
  case runningMean
  /// A running variance or norm; starts at 1.
  case runningSpread
  /// How many batches the running statistics have seen; starts at 0.
  case batchCount

  /// Whether it is a weight.
  public var isWeight: Bool {
    switch self {
    case .weight, .recurrentWeight: true
    default: false
    }
  }

  /// Whether it is a factor.
  public var isScale: Bool { if case .scale = self { true } else { false } }
}

/// A tensor that a layer asks for: its name within the layer, under PyTorch's convention, and its dimensions.
public struct TensorSpecification: Hashable, Sendable {
  /// Name within the layer, for example `weight`.
  public let name: String
  /// Dimensions in row-major order; empty for a scalar.
  public let dimensions: [Int]
  /// What it is for.
  public let role: TensorRole

  /// A tensor of a layer.
  public init(name: String, dimensions: [Int], role: TensorRole) {
    self.name = name
    self.dimensions = dimensions
    self.role = role
  }

  /// Number of elements.
  public var count: Int { dimensions.reduce(1, *) }
}

/// A tensor's place in a flat vector.
public struct TensorEntry: Hashable, Sendable {
  /// Full name under PyTorch's convention, for example `0.weight`.
  public let name: String
  /// Index of the layer it belongs to.
  public let layer: Int
  /// Dimensions in row-major order; empty for a scalar.
  public let dimensions: [Int]
  /// What it is for.
  public let role: TensorRole
  /// Where it lies in the flat vector.
  public let range: Range<Int>

  /// Name within the layer: what stands behind the last dot, since names of nodes may hold dots and those of tensors do not.
  public var tensorName: String { String(name[(name.lastIndex(of: ".").map(name.index(after:)) ?? name.startIndex)...]) }

  /// Whether it is a layer's weight of two dimensions or more: what covariate shift and filter normalization look at. (Over images, PyTorch's
  /// `LayerNorm` has a γ of three dimensions; it counts as one too, since the definition goes by dimensions.) Of a reparametrized weight it is v, not the
  /// column of lengths g.
  public var isWeightMatrix: Bool { dimensions.count >= 2 && role != .weightNorm }
}

/// How the tensors of a network's layers lie one behind the other in one flat vector.
public struct TensorLayout: Hashable, Sendable {
  /// The tensors, in the order of the layers that first bring them and, within a layer, of PyTorch's `state_dict`.
  public let entries: [TensorEntry]
  /// Where each layer's tensors lie; an empty range for a layer without any. Layers that share tensors have one range.
  public let layerRanges: [Range<Int>]
  /// For each layer the one that brings its tensors: itself, or an earlier one whose tensors it shares.
  public let owners: [Int]
  /// Length of the flat vector.
  public let count: Int

  /// The layout of the tensors that each layer asks for; their dimensions must be positive.
  ///
  /// - Parameters:
  ///   - layers: the tensors that each layer asks for.
  ///   - names: the layers' names, in front of the tensors' own.
  ///   - owners: for each layer itself, or an earlier layer of equal tensors that it shares.
  public init(_ layers: [[TensorSpecification]], names: [String], owners: [Int]) {
    var entries = [TensorEntry]()
    var ranges = [Range<Int>]()
    var offset = 0
    for (index, specifications) in layers.enumerated() {
      guard owners[index] == index else {
        ranges.append(ranges[owners[index]])
        continue
      }
      let start = offset
      for specification in specifications {
        entries.append(
          TensorEntry(
            name: "\(names[index]).\(specification.name)", layer: index, dimensions: specification.dimensions, role: specification.role,
            range: offset..<offset + specification.count))
        offset += specification.count
      }
      ranges.append(start..<offset)
    }
    self.entries = entries
    self.layerRanges = ranges
    self.owners = owners
    count = offset
  }

  /// Whether some layer uses another's tensors.
  public var isShared: Bool { owners.indices.contains { owners[$0] != $0 } }
}
