public import Tensors

/// The deep linear network of Santurkar et al. (2018), A.1: `depth` square linear layers without biases or nonlinearities, normalization after
/// all but the last (the paper's has 25 layers of 10 × 10). `addition` is what it has besides.
///
/// - Throws: `NetworkError` for a depth that is not positive or above `Network.largestDepth`, or an input that is not a vector of `outputs` features.
public func deepLinearNetwork(
  input: Shape, depth: Int, outputs: Int, normalization: NormalizationScheme, addition: DeepLinearAddition? = nil
) throws(NetworkError) -> Network {
  guard depth > 0, depth <= Network.largestDepth else {
    throw .invalidArgument(name: "depth", found: "\(depth)", expected: "1 to \(Network.largestDepth)")
  }
  guard input.isVector, input.channels == outputs else {
    throw .invalidArgument(name: "dln input", found: "\(input)", expected: "a vector of \(outputs) features")
  }
  var layers: [any Layer] = []
  for index in 0..<depth {
    let layer = Linear(outputs: outputs, bias: addition == .biases)
    layers += index < depth - 1 || addition == .outputNormalization ? normalization.block(layer, nil) : [normalization.readOut(layer)]
  }
  return try Network(input: input, layers: layers)
}

/// What a deep linear network may have that Santurkar et al. (2018, A.1) do not tell of theirs.
public enum DeepLinearAddition: String, Codable, CaseIterable, Sendable {
  /// A trained bias in every layer.
  case biases
  /// A normalization behind the last layer too.
  case outputNormalization = "output normalization"
}
