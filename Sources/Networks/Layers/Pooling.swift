internal import CKernels
public import Tensors

/// Pooling over square windows without padding (PyTorch's `MaxPool2d` and `AvgPool2d`), or over the whole image.
public struct Pooling: UnaryLayer {
  /// What a window becomes.
  public enum Kind: String, Sendable, CaseIterable {
    /// Its largest value; the gradient goes to the first of equal ones.
    case maximum
    /// Its mean.
    case average
  }

  /// What a window becomes.
  public let kind: Kind
  /// Side of the window; nil for the whole image, which must then be square.
  public let size: Int?
  /// Positions from one window to the next; the window's side unless given.
  public let stride: Int?

  /// Pooling over windows of `size`. `Network` refuses a size or a stride below 1 or above `Network.largestWindow`.
  public init(_ kind: Kind, size: Int, stride: Int? = nil) {
    self.kind = kind
    self.size = size
    self.stride = stride ?? size
  }

  private init(global kind: Kind) {
    self.kind = kind
    size = nil
    stride = nil
  }

  /// The mean of every channel.
  public static let globalAverage = Pooling(global: .average)

  public var name: String {
    switch (kind, size) {
    case (.maximum, _): "MaxPool2d"
    case (.average, nil): "GlobalAvgPool2d"
    case (.average, _): "AvgPool2d"
    }
  }

  public var backwardReads: BackwardReads { kind == .maximum ? .inputs : [] }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    guard input.isImage else { throw LayerMismatch(found: "an input of \(input)", expected: "an image") }
    guard let size, let stride else {
      guard input.height == input.width else { throw LayerMismatch(found: "an input of \(input)", expected: "a square image") }
      return Shape(channels: input.channels)
    }
    try LayerMismatch.require(size, "size", to: Network.largestWindow)
    try LayerMismatch.require(stride, "stride", to: Network.largestWindow)
    guard input.height >= size, input.width >= size else {
      throw LayerMismatch(found: "an input of \(input)", expected: "at least \(size)×\(size)")
    }
    return Shape(channels: input.channels, height: (input.height - size) / stride + 1, width: (input.width - size) / stride + 1)
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    var window = window(pass)
    kernel_pool_forward(R.kernel, kernel, &window, pass.inputShape.channels * pass.samples, pass.input, pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    guard let input = gradients.input else { return }
    var window = window(pass)
    kernel_pool_backward(R.kernel, kernel, &window, pass.inputShape.channels * pass.samples, pass.input, gradients.output, input)
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    var window = window(pass)
    kernel_pool_tangent(
      R.kernel, kernel, &window, pass.inputShape.channels * pass.samples, pass.input, tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    backward(pass, LayerGradients(output: gradients.outputTangent, input: gradients.inputTangent, parameters: nil))
  }

  private var kernel: kernel_pooling { kind == .maximum ? KERNEL_MAXIMUM : KERNEL_AVERAGE }

  private func window<R>(_ pass: LayerPass<R>) -> kernel_window {
    kernel_window(
      height: pass.inputShape.height, width: pass.inputShape.width, size: size ?? pass.inputShape.height,
      stride: stride ?? pass.inputShape.height, output_height: pass.outputShape.height, output_width: pass.outputShape.width)
  }
}
