public import Tensors

/// Linear, normalization, activation for every hidden width, then a linear read-out. Normalization stands before the nonlinearity (Ioffe &
/// Szegedy 2015, section 3.2; Santurkar et al. 2018, section 2).
///
/// - Throws: `NetworkError` for a width that is not positive.
public func multilayerPerceptron(
  input: Shape, hidden: [Int], outputs: Int, activation: Activation, variant: Variant
) throws(NetworkError) -> Network {
  if let wrong = hidden.first(where: { $0 <= 0 }) {
    throw .invalidArgument(name: "hidden", found: "\(wrong)", expected: "positive widths")
  }
  var layers: [any Layer] = input.isVector ? [] : [Flatten()]
  for width in hidden {
    layers.append(Linear(outputs: width))
    layers += variant.layers
    layers.append(activation)
  }
  layers.append(Linear(outputs: outputs))
  return try Network(input: input, layers: layers)
}
