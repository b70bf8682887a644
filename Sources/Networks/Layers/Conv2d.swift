internal import CKernels
public import Tensors

/// A convolution with square kernels, or rather a cross-correlation, with zeros around the image (PyTorch's `Conv2d`): weights
/// [filters × channels × kernel × kernel], bias [filters].
public struct Conv2d: BilinearLayer {
  /// How the products are formed.
  public enum Algorithm: String, Codable, Sendable, CaseIterable {
    /// Winograd's where it can be had and is faster (3 × 3, stride 1, padding 1, 16 channels or more, float32), else direct. Its rounding error
    /// is a few times the direct one.
    case fastest
    /// One product for every tap.
    case direct
  }

  /// Number of output channels.
  public let filters: Int
  /// Side of the kernel.
  public let kernel: Int
  /// Positions from one output to the next.
  public let stride: Int
  /// Zeros around the image.
  public let padding: Int
  /// Whether there is a bias.
  public let bias: Bool
  /// How the products are formed.
  public let algorithm: Algorithm

  /// A convolution; input channels come from the layer before. `Network` refuses fewer filters than one, a kernel or a stride below 1, a negative
  /// padding, and windows above `Network.largestWindow`.
  public init(filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0, bias: Bool = true, algorithm: Algorithm = .fastest) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.bias = bias
    self.algorithm = algorithm
  }

  public var name: String { "Conv2d" }

  public var withoutBias: Conv2d {
    Conv2d(filters: filters, kernel: kernel, stride: stride, padding: padding, bias: false, algorithm: algorithm)
  }

  public func weightSize(for input: Shape) -> WeightSize { WeightSize(units: filters, fanIn: input.channels * kernel * kernel) }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(filters, "filters")
    try LayerMismatch.require(kernel, "kernel", to: Network.largestWindow)
    try LayerMismatch.require(stride, "stride", to: Network.largestWindow)
    try LayerMismatch.require(padding, "padding", from: 0, to: Network.largestWindow)
    guard !input.isVector else { throw LayerMismatch(found: "an input of \(input)", expected: "an image") }
    let (height, width) = (input.height + 2 * padding - kernel, input.width + 2 * padding - kernel)
    guard height >= 0, width >= 0 else {
      throw LayerMismatch(found: "an input of \(input)", expected: "at least \(kernel)×\(kernel) with a padding of \(padding)")
    }
    return Shape(channels: filters, height: height / stride + 1, width: width / stride + 1)
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    let taps = kernel * kernel
    let weight = TensorSpecification(
      name: "weight", dimensions: [filters, input.channels, kernel, kernel],
      role: .weight(fanIn: input.channels * taps, fanOut: filters * taps))
    return bias ? [weight, TensorSpecification(name: "bias", dimensions: [filters], role: .bias)] : [weight]
  }

  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    guard let output = try? outputShape(for: input) else { return 0 }
    var geometry = geometry(input, output, samples)
    return usesWinograd(&geometry, precision) ? kernel_winograd_scratch(&geometry) : kernel_convolution_scratch(&geometry)
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    var geometry = geometry(pass.inputShape, pass.outputShape, pass.samples)
    let biases = bias ? pass.parameters + weightCount(pass) : nil
    if usesWinograd(&geometry, R.precision) {
      kernel_winograd_forward(
        &geometry, single(pass.input), single(pass.parameters), biases.map(single), single(pass.scratch), single(pass.output))
    } else {
      kernel_convolution_forward(R.kernel, &geometry, pass.input, pass.parameters, biases, pass.scratch, pass.output)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    var geometry = geometry(pass.inputShape, pass.outputShape, pass.samples)
    if usesWinograd(&geometry, R.precision) {
      kernel_winograd_backward(
        &geometry, single(pass.input), single(pass.parameters), single(gradients.output), single(pass.scratch),
        gradients.input.map(single), gradients.parameters.map(single))
    } else {
      if let parameters = gradients.parameters {
        kernel_convolution_backward_weight(R.kernel, &geometry, gradients.output, pass.input, pass.scratch, parameters)
      }
      if let input = gradients.input {
        kernel_convolution_backward_data(R.kernel, &geometry, gradients.output, pass.parameters, pass.scratch, input)
      }
    }
    if bias, let parameters = gradients.parameters {
      kernel_row_sums(
        R.kernel, filters, pass.samples * pass.outputShape.positions, gradients.output, parameters + weightCount(pass))
    }
  }

  private func weightCount<R>(_ pass: LayerPass<R>) -> Int { filters * pass.inputShape.channels * kernel * kernel }

  private func geometry(_ input: Shape, _ output: Shape, _ samples: Int) -> kernel_convolution {
    kernel_convolution(
      samples: samples, channels: input.channels, height: input.height, width: input.width, filters: filters, kernel: kernel,
      stride: stride, padding: padding, output_height: output.height, output_width: output.width)
  }

  private func usesWinograd(_ geometry: inout kernel_convolution, _ precision: Precision) -> Bool {
    algorithm == .fastest && precision == .float32 && kernel_winograd_suits(&geometry) != 0
  }

  // Winograd's kernels are float32 alone; they are reached only where R is Float.
  private func single<R: Real>(_ pointer: UnsafePointer<R>) -> UnsafePointer<Float> {
    UnsafeRawPointer(pointer).assumingMemoryBound(to: Float.self)
  }
  private func single<R: Real>(_ pointer: UnsafeMutablePointer<R>) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
  }
}
