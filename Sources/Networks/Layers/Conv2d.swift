internal import CKernels
public import Tensors

/// A convolution, or rather a cross-correlation, with zeros around the image (PyTorch's `Conv2d`): weights
/// [filters × channels / groups × kernel height × kernel width], bias [filters]. Filters and channels fall into groups of consecutive ones, and a filter
/// reads the channels of its own group; with as many groups as channels it reads one channel.
public struct Conv2d: BilinearLayer {
  /// How the products are formed.
  public enum Algorithm: String, Codable, Sendable, CaseIterable {
    /// Winograd's where it can be had and is faster (3 × 3, stride 1, padding 1, one group, 16 channels or more, float32), else direct. Its rounding error
    /// is a few times the direct one.
    case fastest
    /// One product for every tap.
    case direct
  }

  /// Number of output channels.
  public let filters: Int
  /// Sides of the kernel.
  public let kernel: Pair
  /// Positions from one output to the next.
  public let stride: Pair
  /// Zeros around the image, on either side.
  public let padding: Pair
  /// Positions from one tap of the kernel to the next.
  public let dilation: Pair
  /// Groups of channels and filters.
  public let groups: Int
  /// Whether there is a bias.
  public let bias: Bool
  /// How the products are formed.
  public let algorithm: Algorithm

  /// A convolution; input channels come from the layer before. `Network` refuses fewer filters than one, a kernel, a stride or a dilation below 1, a
  /// negative padding, windows above `Network.largestWindow`, and groups that do not divide channels and filters.
  public init(
    filters: Int, kernel: Pair, stride: Pair = 1, padding: Pair = 0, dilation: Pair = 1, groups: Int = 1, bias: Bool = true,
    algorithm: Algorithm = .fastest
  ) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    self.bias = bias
    self.algorithm = algorithm
  }

  public var name: String { "Conv2d" }

  public var withoutBias: Conv2d {
    Conv2d(
      filters: filters, kernel: kernel, stride: stride, padding: padding, dilation: dilation, groups: groups, bias: false,
      algorithm: algorithm)
  }

  public func weightSize(for input: Shape) -> WeightSize {
    WeightSize(units: filters, fanIn: input.channels / groups * kernel.height * kernel.width)
  }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(filters, "filters")
    try LayerMismatch.require(kernel, "kernel")
    try LayerMismatch.require(stride, "stride")
    try LayerMismatch.require(padding, "padding", from: 0)
    try LayerMismatch.require(dilation, "dilation")
    try LayerMismatch.require(groups, "groups")
    guard input.isImage else { throw LayerMismatch(found: "an input of \(input)", expected: "an image") }
    for (count, name) in [(input.channels, "channels"), (filters, "filters")] where !count.isMultiple(of: groups) {
      throw LayerMismatch(found: "\(count) \(name)", expected: "a multiple of \(groups) groups")
    }
    let window = Pair(height: (kernel.height - 1) * dilation.height + 1, width: (kernel.width - 1) * dilation.width + 1)
    let (height, width) = (input.height + 2 * padding.height - window.height, input.width + 2 * padding.width - window.width)
    guard height >= 0, width >= 0 else {
      throw LayerMismatch(
        found: "an input of \(input)", expected: "at least \(window.height)×\(window.width) with a padding of \(padding)")
    }
    return Shape(channels: filters, height: height / stride.height + 1, width: width / stride.width + 1)
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    let taps = kernel.height * kernel.width
    let weight = TensorSpecification(
      name: "weight", dimensions: [filters, input.channels / groups, kernel.height, kernel.width],
      role: .weight(fanIn: input.channels / groups * taps, fanOut: filters / groups * taps))
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
        &geometry, all(pass.samples), single(pass.input), single(pass.parameters), biases.map(single), single(pass.scratch),
        single(pass.output))
    } else {
      kernel_convolution_forward(R.kernel, &geometry, pass.input, pass.parameters, biases, pass.scratch, pass.output)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    var geometry = geometry(pass.inputShape, pass.outputShape, pass.samples)
    if usesWinograd(&geometry, R.precision) {
      if let parameters = gradients.parameters {
        kernel_winograd_backward_weight(
          &geometry, all(filters), single(gradients.output), single(pass.input), single(pass.scratch), single(parameters))
      }
      if let input = gradients.input {
        kernel_winograd_backward_data(
          &geometry, all(pass.samples), single(gradients.output), single(pass.parameters), single(pass.scratch), single(input))
      }
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

  private func weightCount<R>(_ pass: LayerPass<R>) -> Int { filters * (pass.inputShape.channels / groups) * kernel.height * kernel.width }

  private func geometry(_ input: Shape, _ output: Shape, _ samples: Int) -> kernel_convolution {
    kernel_convolution(
      samples: samples, channels: input.channels, height: input.height, width: input.width, filters: filters, groups: groups,
      kernel: kernel.kernel, stride: stride.kernel, padding: padding.kernel, dilation: dilation.kernel, output_height: output.height,
      output_width: output.width)
  }

  private func usesWinograd(_ geometry: inout kernel_convolution, _ precision: Precision) -> Bool {
    algorithm == .fastest && precision == .float32 && kernel_winograd_suits(&geometry) != 0
  }

  private func all(_ count: Int) -> kernel_part { kernel_part(first: 0, last: count, registers: KERNEL_REGISTERS_ANY) }

  // Winograd's kernels are float32 alone; they are reached only where R is Float.
  private func single<R: Real>(_ pointer: UnsafePointer<R>) -> UnsafePointer<Float> {
    UnsafeRawPointer(pointer).assumingMemoryBound(to: Float.self)
  }
  private func single<R: Real>(_ pointer: UnsafeMutablePointer<R>) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
  }
}
