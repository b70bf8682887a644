public import Networks
internal import Tensors

extension Variant {
  /// The variants that normalize vectors, and not images alone.
  public static let onVectors = allCases.filter { variant in
    (try? Network(input: Shape(channels: 4), layers: variant.layers() + [Activation.tanh])) != nil
  }
}
