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

  @Test("a convolution written out as sums, for odd sizes, strides and paddings")
  func naive() throws {
    for (kernel, stride, padding) in [(3, 1, 1), (3, 2, 1), (2, 2, 0), (4, 1, 2), (1, 3, 0), (5, 2, 3)] {
      let input = Shape(channels: 3, height: 7, width: 5)
      let network = try Network(input: input, layers: [Conv2d(filters: 2, kernel: kernel, stride: stride, padding: padding)])
      let (objective, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 2, as: Double.self)
      let output = network.outputShape
      var expected = [Double]()
      for f in 0..<2 {
        for n in 0..<2 {
          for (oh, ow) in (0..<output.positions).map({ ($0 / output.width, $0 % output.width) }) {
            var sum = parameters[2 * 3 * kernel * kernel + f]
            for (c, i, j) in (0..<3 * kernel * kernel).map({ ($0 / (kernel * kernel), $0 / kernel % kernel, $0 % kernel) }) {
              let (h, w) = (oh * stride + i - padding, ow * stride + j - padding)
              guard (0..<7).contains(h), (0..<5).contains(w) else { continue }
              sum += parameters[((f * 3 + c) * kernel + i) * kernel + j] * objective.batch.inputs[((c * 2 + n) * 7 + h) * 5 + w]
            }
            expected.append(sum)
          }
        }
      }
      var found = [Double]()
      objective.forEachActivation(at: parameters) { _, _, values in found = Array(values) }
      expectAgreement(found, expected, relative: 1e-12, absolute: 1e-13, "kernel \(kernel) stride \(stride) padding \(padding)")
    }
  }

  @Test("a maximum keeps what is not a number, and its gradient goes to the first of equal values")
  func maximum() throws {
    for width in [4, 5] {
      let network = try Network(input: Shape(channels: 1, height: 2, width: width), layers: [Pooling(.maximum, size: 2)])
      let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 1, as: Float.self)
      for i in 0..<2 * width { objective.batch.inputs[i] = 1 }
      for nan in [0, 1, width, width + 1] {
        objective.batch.inputs[nan] = .nan
        var found = [Float]()
        objective.forEachActivation(at: []) { _, _, values in found = Array(values) }
        #expect(found[0].isNaN && found[1] == 1)
        objective.batch.inputs[nan] = 1
      }
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
