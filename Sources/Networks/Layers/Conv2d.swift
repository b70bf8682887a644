internal import CKernels
public import Tensors

/// A convolution, or rather a cross-correlation, with zeros around the image (PyTorch's `Conv2d`): weights
/// [filters × channels / groups × kernel height × kernel width], bias [filters]. Filters and channels fall into groups of consecutive ones, and a filter
/// reads the channels of its own group; with as many groups as channels it reads one channel.
public struct Conv2d: BilinearLayer {
  /// How the products are formed.
  public enum Algorithm: String, Codable, Sendable, CaseIterable {
    /// Winograd's where it can be had and is faster (3 × 3, stride 1, padding 1, one group, 16 channels and 16 filters or more, images of at most 64 columns, float32), else direct. Its rounding error
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

  public func partScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    guard let output = try? outputShape(for: input) else { return 0 }
    var geometry = geometry(input, output, samples)
    return usesWinograd(&geometry, precision) ? kernel_winograd_scratch(&geometry) : kernel_convolution_scratch(&geometry)
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    let biases = bias ? pass.parameters + weightCount(pass) : nil
    if usesWinograd(pass) {
      splitWinograd(pass, over: pass.samples) { geometry, samples, scratch in
        kernel_winograd_forward(
          geometry, samples, single(pass.input), single(pass.parameters), biases.map(single), single(scratch), single(pass.output))
      }
    } else {
      split(pass, pass.samples < pass.team.threads ? .filters : .samples) { part in
        var geometry = part.geometry
        kernel_convolution_forward(
          R.kernel, &geometry, part.samples.lowerBound, part.samples.upperBound, pass.input + part.input, pass.parameters + part.weight,
          biases.map { $0 + part.filter },
          pass.scratch(ofPart: part.index), pass.output + part.output)
      }
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    if let parameters = gradients.parameters {
      differentiateByWeight(pass, gradients.output, into: parameters)
      if bias {
        pass.team.sumRows(
          filters, pass.samples * pass.outputShape.positions, gradients.output, into: parameters + weightCount(pass))
      }
    }
    if let input = gradients.input { differentiateByInput(pass, gradients.output, into: input) }
  }

  private func differentiateByWeight<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, into weight: UnsafeMutablePointer<R>) {
    if usesWinograd(pass) {
      splitWinograd(pass, over: filters) { geometry, filters, scratch in
        kernel_winograd_backward_weight(geometry, filters, single(output), single(pass.input), single(scratch), single(weight))
      }
    } else {
      split(pass, .filters) { part in
        var geometry = part.geometry
        kernel_convolution_backward_weight(
          R.kernel, &geometry, output + part.output, pass.input + part.input, pass.scratch(ofPart: part.index), weight + part.weight)
      }
    }
  }

  private func differentiateByInput<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, into input: UnsafeMutablePointer<R>) {
    if usesWinograd(pass) {
      splitWinograd(pass, over: pass.samples) { geometry, samples, scratch in
        kernel_winograd_backward_data(geometry, samples, single(output), single(pass.parameters), single(scratch), single(input))
      }
    } else {
      split(pass, .samples) { part in
        var geometry = part.geometry
        kernel_convolution_backward_data(
          R.kernel, &geometry, part.samples.lowerBound, part.samples.upperBound, output + part.output, pass.parameters + part.weight,
          pass.scratch(ofPart: part.index), input + part.input)
      }
    }
  }

  /// Cuts a convolution by Winograd's algorithm among the pass's threads: `count` samples or filters, of which any part is computed alike.
  private func splitWinograd<R: Real>(
    _ pass: LayerPass<R>, over count: Int,
    _ body: (_ geometry: UnsafePointer<kernel_convolution>, _ part: kernel_part, _ scratch: UnsafeMutablePointer<R>) -> Void
  ) {
    let geometry = geometry(pass.inputShape, pass.outputShape, pass.samples)
    let work = weightCount(pass) * pass.samples * pass.outputShape.positions / 8
    withUnsafePointer(to: geometry) { geometry in
      pass.team.split(count, work: max(1, work / count)) { range, index in
        let part = kernel_part(first: range.lowerBound, last: range.upperBound, registers: KERNEL_REGISTERS_ANY)
        body(geometry, part, pass.scratch(ofPart: index))
      }
    }
  }

  /// A convolution of some of the groups; or, of the one group there is, of some filters or some samples.
  private struct Part {
    let geometry: kernel_convolution
    /// Counted from 0 to below the number of threads.
    let index: Int
    let samples: Range<Int>
    /// Its first filter, and where its weights, inputs and outputs start.
    let filter, weight, input, output: Int
  }

  /// What one group is cut into. A filter is computed alike with whichever others, and so is a sample; but the gradient by a weight is a sum over all samples,
  /// and that by a sample's input one over all filters.
  private enum Cut {
    case filters, samples
  }

  /// Cuts the convolution among the pass's threads, into groups or, where there is one, as `cut` says.
  private func split<R: Real>(_ pass: LayerPass<R>, _ cut: Cut, _ body: (Part) -> Void) {
    let whole = geometry(pass.inputShape, pass.outputShape, pass.samples)
    let (filtersOfGroup, channelsOfGroup) = (filters / groups, pass.inputShape.channels / groups)
    let (row, image) = (pass.samples * pass.outputShape.positions, pass.samples * pass.inputShape.positions)
    let depth = channelsOfGroup * kernel.height * kernel.width
    func perform(_ groups: Range<Int>, _ filters: Range<Int>, _ samples: Range<Int>, _ index: Int) {
      var geometry = whole
      (geometry.groups, geometry.channels, geometry.filters) = (groups.count, groups.count * channelsOfGroup, filters.count)
      body(
        Part(
          geometry: geometry, index: index, samples: samples, filter: filters.lowerBound, weight: filters.lowerBound * depth,
          input: groups.lowerBound * channelsOfGroup * image, output: filters.lowerBound * row))
    }
    let (all, work) = (0..<pass.samples, max(1, depth * row / 8))
    guard groups == 1 else {
      // Channels on their own are computed in another way than groups are, and one group is none of several: no part is left with one.
      return pass.team.split(groups / 2, work: 2 * filtersOfGroup * work) { range, index in
        let own = range.lowerBound * 2..<(range.upperBound == groups / 2 ? groups : range.upperBound * 2)
        perform(own, own.lowerBound * filtersOfGroup..<own.upperBound * filtersOfGroup, all, index)
      }
    }
    switch cut {
    case .filters: pass.team.split(filters, multiple: 6, work: work) { range, index in perform(0..<1, range, all, index) }
    case .samples:
      pass.team.split(pass.samples, work: max(1, filters * work / pass.samples)) { range, index in
        perform(0..<1, 0..<filters, range, index)
      }
    }
  }

  private func weightCount<R>(_ pass: LayerPass<R>) -> Int { filters * (pass.inputShape.channels / groups) * kernel.height * kernel.width }

  private func geometry(_ input: Shape, _ output: Shape, _ samples: Int) -> kernel_convolution {
    kernel_convolution(
      samples: samples, channels: input.channels, height: input.height, width: input.width, filters: filters, groups: groups,
      kernel: kernel.kernel, stride: stride.kernel, padding: padding.kernel, dilation: dilation.kernel, output_height: output.height,
      output_width: output.width)
  }

  private func usesWinograd<R: Real>(_ pass: LayerPass<R>) -> Bool {
    var geometry = geometry(pass.inputShape, pass.outputShape, pass.samples)
    return usesWinograd(&geometry, R.precision)
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
