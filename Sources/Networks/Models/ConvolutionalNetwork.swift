public import Tensors

/// A small convolutional network for quick runs: 3 × 3 convolutions of 16, 32 and 64 channels, each with normalization and ReLU, halving the image
/// by a maximum after the first two, then the mean of every channel and a linear read-out.
///
/// - Throws: `NetworkError` for an input smaller than 4 × 4 or not square, or a number of outputs that is not positive.
public func convolutionalNetwork(input: Shape, outputs: Int, normalization: NormalizationScheme) throws(NetworkError) -> Network {
  var layers: [any Layer] = []
  for (index, channels) in [16, 32, 64].enumerated() {
    layers += normalization.block(Conv2d(filters: channels, kernel: 3, padding: 1), .relu)
    if index < 2 { layers.append(Pooling(.maximum, size: 2)) }
  }
  layers += [Pooling.globalAverage, normalization.readOut(Linear(outputs: outputs))]
  return try Network(input: input, layers: layers)
}
