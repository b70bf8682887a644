import Networks
import Objectives
import TestSupport
import Tensors
import Testing

/// Winograd's algorithm in float32 against the direct one in float64, over sizes that do and do not divide into tiles.
@Suite("convolutions")
struct ConvolutionTests {
  static let sizes: [(Shape, Int, Int)] = [
    (Shape(channels: 16, height: 4, width: 4), 16, 1), (Shape(channels: 16, height: 2, width: 2), 24, 3),
    (Shape(channels: 17, height: 1, width: 1), 16, 5), (Shape(channels: 16, height: 7, width: 9), 19, 3),
    (Shape(channels: 33, height: 8, width: 8), 16, 21), (Shape(channels: 20, height: 2, width: 6), 40, 2),
    (Shape(channels: 16, height: 32, width: 32), 16, 2), (Shape(channels: 128, height: 4, width: 4), 96, 9),
    (Shape(channels: 64, height: 16, width: 16), 32, 40),
  ]

  private func gradient<R: Real>(_ input: Shape, _ filters: Int, _ samples: Int, _ algorithm: Conv2d.Algorithm, _ type: R.Type)
    throws -> (Double, [Double], TensorLayout)
  {
    // The first convolution's gradient is the second's gradient in its input, the second's that in its weights.
    let network = try Network(
      input: input,
      layers: [
        Conv2d(filters: input.channels, kernel: 1, bias: false),
        Conv2d(filters: filters, kernel: 3, padding: 1, algorithm: algorithm), Activation.tanh, Flatten(), Linear(outputs: 3),
      ])
    let (objective, parameters) = Problem(network: network, loss: .halfMeanSquaredError).objective(samples: samples, as: R.self)
    var gradient = [R](repeating: .nan, count: parameters.count)
    let loss = objective.valueAndGradient(at: parameters, gradient: &gradient)
    return (loss, gradient.map(Double.init), network.parameters)
  }

  @Test("loss and gradients, relative to each tensor's norm: Winograd within 2e-5, direct float32 within 5e-6", arguments: 0..<9)
  func precision(index: Int) throws {
    let (input, filters, samples) = Self.sizes[index]
    let (loss, exact, layout) = try gradient(input, filters, samples, .direct, Double.self)
    for (algorithm, tolerance) in [(Conv2d.Algorithm.fastest, 2e-5), (.direct, 5e-6)] {
      let (value, found, _) = try gradient(input, filters, samples, algorithm, Float.self)
      expectAgreement([value], [loss], relative: tolerance, "\(algorithm) loss")
      for entry in layout.entries {
        expectAgreement(
          [found.distance(to: exact, in: entry.range)], [0], relative: 0, absolute: tolerance * exact.norm(in: entry.range),
          "\(algorithm) \(entry.name) of norm \(exact.norm(in: entry.range))")
      }
    }
  }

  static let convolutions: [Conv2d] =
    Problem.convolutions
    + ([(3, 1, 1), (3, 2, 1), (2, 2, 0), (4, 1, 2), (1, 3, 0), (5, 2, 3)] as [(Pair, Pair, Pair)]).map {
      Conv2d(filters: 2, kernel: $0, stride: $1, padding: $2)
    }

  @Test("a convolution written out as sums, for odd sizes, strides, paddings, dilations and groups", arguments: convolutions)
  func naive(layer: Conv2d) throws {
    let (channels, samples) = (4, 3)
    let network = try Network(input: Shape(channels: channels, height: 7, width: 5), layers: [layer])
    let (objective, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: samples, as: Double.self)
    let (kernel, output) = (layer.kernel, network.outputShape)
    let (groupChannels, groupFilters) = (channels / layer.groups, layer.filters / layer.groups)
    var expected = [Double]()
    for f in 0..<layer.filters {
      for n in 0..<samples {
        for (oh, ow) in (0..<output.positions).map({ ($0 / output.width, $0 % output.width) }) {
          var sum = layer.bias ? parameters[layer.filters * groupChannels * kernel.height * kernel.width + f] : 0
          for c in 0..<groupChannels {
            for (i, j) in (0..<kernel.height * kernel.width).map({ ($0 / kernel.width, $0 % kernel.width) }) {
              let h = oh * layer.stride.height + i * layer.dilation.height - layer.padding.height
              let w = ow * layer.stride.width + j * layer.dilation.width - layer.padding.width
              guard (0..<7).contains(h), (0..<5).contains(w) else { continue }
              let channel = f / groupFilters * groupChannels + c
              sum +=
                parameters[((f * groupChannels + c) * kernel.height + i) * kernel.width + j]
                * objective.batch.inputs[((channel * samples + n) * 7 + h) * 5 + w]
            }
          }
          expected.append(sum)
        }
      }
    }
    var found = [Double]()
    objective.forEachActivation(at: parameters) { _, _, values in found = Array(values) }
    expectAgreement(found, expected, relative: 1e-12, absolute: 1e-13, layer.caption)
  }

  @Test("filters that read one channel each agree with one group whose other weights are zero, gradients too")
  func depthwise() throws {
    for multiplier in [1, 3] {
      let (channels, shape) = (6, Shape(channels: 6, height: 9, width: 11))
      func network(_ groups: Int) throws -> Network {
        try Network(
          input: shape,
          layers: [
            Conv2d(filters: channels, kernel: 1, bias: false),
            Conv2d(filters: multiplier * channels, kernel: 3, stride: Pair(height: 1, width: 2), padding: 1, groups: groups),
            Activation.tanh, Flatten(), Linear(outputs: 3),
          ])
      }
      let (single, parameters) = Problem(network: try network(channels), loss: .crossEntropy).objective(samples: 5, as: Double.self)
      let (dense, other) = Problem(network: try network(1), loss: .crossEntropy).objective(samples: 5, as: Double.self)
      dense.batch.inputs.update(from: single.batch.inputs, count: 5 * shape.count)
      dense.batch.labels.update(from: single.batch.labels, count: 5)
      // Where each parameter lies among the dense ones.
      let weight = single.network.parameters.entries[1].range
      let places = parameters.indices.map { index in
        if index < weight.lowerBound { return index }
        if index >= weight.upperBound { return index + other.count - parameters.count }
        let (filter, tap) = ((index - weight.lowerBound) / 9, (index - weight.lowerBound) % 9)
        return weight.lowerBound + (filter * channels + filter / multiplier) * 9 + tap
      }
      var wide = [Double](repeating: 0, count: other.count)
      for (index, place) in places.enumerated() { wide[place] = parameters[index] }
      var found = parameters
      var expected = wide
      let loss = single.valueAndGradient(at: parameters, gradient: &found)
      expectAgreement([loss], [dense.valueAndGradient(at: wide, gradient: &expected)], relative: 1e-13, "loss")
      expectAgreement(found, places.map { expected[$0] }, relative: 1e-11, absolute: 1e-14, "gradient, \(multiplier) filters a channel")
    }
  }

  @Test("VGG has its published numbers of convolutions, and a width that scales them", arguments: VGGDepth.allCases)
  func vgg(depth: VGGDepth) throws {
    let network = try Model.vgg(depth: depth, width: 0.25).network(
      input: Shape(channels: 1, height: 32, width: 32), outputs: 10, variant: .batch)
    let convolutions = network.layers.compactMap { $0 as? Conv2d }
    #expect(convolutions.count == depth.rawValue - 3 && convolutions.last?.filters == 128 && convolutions.first?.filters == 16)
    #expect(
      network.layers.filter { $0.name == "BatchNorm" }.count == convolutions.count && network.shapes[network.layers.count - 1].count == 128)
    #expect(throws: NetworkError.self) {
      try Model.vgg(depth: depth, width: 1).network(input: Shape(channels: 3, height: 28, width: 28), outputs: 10, variant: .batch)
    }
  }
}
