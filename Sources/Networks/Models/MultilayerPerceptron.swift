public import Tensors

/// Linear, normalization, activation (or activation, normalization) and, for a `dropout` other than 0, dropout for every hidden width (or the last alone), then a
/// linear read-out.
///
/// - Throws: `NetworkError` for a width or a number of outputs that is not positive, or a probability outside [0, 1).
public func multilayerPerceptron(
  input: Shape, hidden: [Int], outputs: Int, activation: Activation, dropout: Double, dropoutPlace: DropoutPlace? = nil,
  normalization: NormalizationScheme
) throws(NetworkError) -> Network {
  if let wrong = hidden.first(where: { $0 <= 0 }) {
    throw .invalidArgument(name: "hidden", found: "\(wrong)", expected: "positive widths")
  }
  let dropouts: [any Layer] = dropout == 0 ? [] : [try Dropout(probability: dropout)]
  var layers: [any Layer] = input.isVector ? [] : [Flatten()]
  for (index, width) in hidden.enumerated() {
    let isDropped = dropoutPlace == nil || index == hidden.count - 1
    layers += normalization.block(Linear(outputs: width), activation) + (isDropped ? dropouts : [])
  }
  layers.append(normalization.readOut(Linear(outputs: outputs)))
  return try Network(input: input, layers: layers)
}
