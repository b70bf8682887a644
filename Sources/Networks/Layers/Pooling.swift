internal import CKernels
public import Tensors

/// Pooling of every channel over windows (PyTorch's `MaxPool2d`, `AvgPool2d` and `AdaptiveAvgPool2d`), or over the whole image.
public struct Pooling: UnaryLayer {
  /// What a window becomes.
  public enum Kind: String, Sendable, CaseIterable {
    /// Its largest value, never one of the padding; the gradient goes to the first of equal ones.
    case maximum
    /// Its mean, the padding's zeros counted.
    case average
  }

  /// Where the windows lie.
  public enum Windows: Hashable, Sendable {
    /// Windows of `size`, `stride` apart, over the image with zeros around it.
    case sliding(size: Pair, stride: Pair, padding: Pair)
    /// The image cut into as many equal windows as the output has positions.
    case tiles(output: Pair)
    /// One window, the whole image; the output is a vector.
    case image
  }

  /// What a window becomes.
  public let kind: Kind
  /// Where the windows lie.
  public let windows: Windows

  private init(_ kind: Kind, _ windows: Windows) {
    self.kind = kind
    self.windows = windows
  }

  /// Pooling over windows of `size`, side by side unless a stride is given. `Network` refuses a size or a stride below 1 or above
  /// `Network.largestWindow`, and a padding that is negative or above half the size.
  public init(_ kind: Kind, size: Pair, stride: Pair? = nil, padding: Pair = 0) {
    self.init(kind, .sliding(size: size, stride: stride ?? size, padding: padding))
  }

  /// The mean of equal parts of the image, as many as the output has positions. `Network` refuses an output that does not divide the image.
  public static func adaptiveAverage(_ output: Pair) -> Pooling { Pooling(.average, .tiles(output: output)) }

  /// The mean of every channel over height and width: [channels × height × width] → [channels].
  public static let globalAverage = Pooling(.average, .image)

  public var name: String {
    switch (kind, windows) {
    case (.maximum, _): "MaxPool2d"
    case (.average, .sliding): "AvgPool2d"
    case (.average, .tiles): "AdaptiveAvgPool2d"
    case (.average, .image): "GlobalAvgPool2d"
    }
  }

  public var backwardReads: BackwardReads { kind == .maximum ? .inputs : [] }
  public var isPiecewiseLinear: Bool { true }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    guard input.isImage else { throw LayerMismatch(found: "an input of \(input)", expected: "an image") }
    switch windows {
    case .image: return Shape(channels: input.channels)
    case .tiles(let output):
      try LayerMismatch.require(output, "output size")
      guard input.height.isMultiple(of: output.height), input.width.isMultiple(of: output.width) else {
        throw LayerMismatch(found: "an input of \(input)", expected: "sides that are multiples of \(output.height)×\(output.width)")
      }
      return Shape(channels: input.channels, height: output.height, width: output.width)
    case .sliding(let size, let stride, let padding):
      try LayerMismatch.require(size, "size")
      try LayerMismatch.require(stride, "stride")
      try LayerMismatch.require(padding, "padding", from: 0)
      guard 2 * padding.height <= size.height, 2 * padding.width <= size.width else {
        throw LayerMismatch(found: "padding \(padding)", expected: "at most half the size \(size)")
      }
      let (height, width) = (input.height + 2 * padding.height - size.height, input.width + 2 * padding.width - size.width)
      guard height >= 0, width >= 0 else {
        let around = padding == 0 ? "" : " with a padding of \(padding)"
        throw LayerMismatch(found: "an input of \(input)", expected: "at least \(size.height)×\(size.width)\(around)")
      }
      return Shape(channels: input.channels, height: height / stride.height + 1, width: width / stride.width + 1)
    }
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    splitPlanes(pass) { window, planes, input, output in
      kernel_pool_forward(R.kernel, kernel, window, planes, pass.input + input, pass.output + output)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    guard let input = gradients.input else { return }
    splitPlanes(pass) { window, planes, start, output in
      kernel_pool_backward(R.kernel, kernel, window, planes, pass.input + start, gradients.output + output, input + start)
    }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    splitPlanes(pass) { window, planes, input, output in
      kernel_pool_tangent(R.kernel, kernel, window, planes, pass.input + input, tangents.input + input, tangents.output + output)
    }
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    backward(pass, LayerGradients(output: gradients.outputTangent, input: gradients.inputTangent, parameters: nil))
  }

  /// Does `body` for parts of all planes, given where a part's inputs and outputs start.
  private func splitPlanes<R: Real>(
    _ pass: LayerPass<R>, _ body: (_ window: UnsafePointer<kernel_window>, _ planes: Int, _ input: Int, _ output: Int) -> Void
  ) {
    let window = window(pass)
    let (inputs, outputs) = (pass.inputShape.positions, pass.outputShape.positions)
    pass.team.split(pass.inputShape.channels * pass.samples, work: 2 * inputs) { planes, _ in
      withUnsafePointer(to: window) { body($0, planes.count, planes.lowerBound * inputs, planes.lowerBound * outputs) }
    }
  }

  private var kernel: kernel_pooling { kind == .maximum ? KERNEL_MAXIMUM : KERNEL_AVERAGE }

  private func window<R>(_ pass: LayerPass<R>) -> kernel_window {
    let (input, output) = (pass.inputShape, pass.outputShape)
    let (size, stride, padding): (Pair, Pair, Pair)
    switch windows {
    case .sliding(size: let given, stride: let apart, padding: let around): (size, stride, padding) = (given, apart, around)
    case .tiles, .image:
      size = Pair(height: input.height / output.height, width: input.width / output.width)
      (stride, padding) = (size, 0)
    }
    return kernel_window(
      height: input.height, width: input.width, size: size.kernel, stride: stride.kernel, padding: padding.kernel,
      output_height: output.height, output_width: output.width)
  }
}
