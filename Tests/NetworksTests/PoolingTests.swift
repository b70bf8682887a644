import Networks
import Objectives
import TestSupport
import Tensors
import Testing

/// Pooling against windows written out.
@Suite("pooling")
struct PoolingTests {
  private static let image = Shape(channels: 3, height: 6, width: 8)

  /// The output on two samples, and the inputs.
  private func output(_ layer: Pooling) throws -> (Shape, [Double], inputs: [Double]) {
    let network = try Network(input: Self.image, layers: [layer])
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 2, as: Double.self)
    // All below zero, so that a maximum which took the padding's zeros would differ.
    for i in 0..<2 * Self.image.count { objective.batch.inputs[i] -= 10 }
    var found = [Double]()
    objective.forEachActivation(at: []) { _, _, values in found = Array(values) }
    return (network.outputShape, found, (0..<2 * Self.image.count).map { objective.batch.inputs[$0] })
  }

  private func expected(_ kind: Pooling.Kind, _ output: Shape, size: Pair, stride: Pair, padding: Pair, _ inputs: [Double]) -> [Double] {
    (0..<2 * output.count).map { index in
      let (plane, oh, ow) = (index / output.positions, index % output.positions / output.width, index % output.width)
      let values = (0..<size.height * size.width).compactMap { tap -> Double? in
        let h = oh * stride.height + tap / size.width - padding.height
        let w = ow * stride.width + tap % size.width - padding.width
        return (0..<6).contains(h) && (0..<8).contains(w) ? inputs[(plane * 6 + h) * 8 + w] : nil
      }
      switch kind {
      case .maximum: return values.max() ?? .nan
      case .average: return values.reduce(0, +) / Double(size.height * size.width)
      }
    }
  }

  @Test("windows with paddings: a mean counts the zeros, a maximum never takes them", arguments: Pooling.Kind.allCases)
  func sliding(kind: Pooling.Kind) throws {
    for (size, stride, padding) in Problem.poolings + [(2, 2, 0), (6, 1, 3)] {
      let (shape, found, inputs) = try output(Pooling(kind, size: size, stride: stride, padding: padding))
      #expect(shape.height == (6 + 2 * padding.height - size.height) / stride.height + 1)
      #expect(shape.width == (8 + 2 * padding.width - size.width) / stride.width + 1)
      expectAgreement(
        found, expected(kind, shape, size: size, stride: stride, padding: padding, inputs), relative: 1e-14,
        "size \(size) stride \(stride) padding \(padding)")
    }
  }

  @Test("equal parts of the image, and the whole of one that is not square")
  func parts() throws {
    for output in [1, 2, Pair(height: 3, width: 8), Pair(height: 6, width: 1)] as [Pair] {
      let (shape, found, inputs) = try self.output(.adaptiveAverage(output))
      #expect(shape == Shape(channels: 3, height: output.height, width: output.width))
      let size = Pair(height: 6 / output.height, width: 8 / output.width)
      expectAgreement(
        found, expected(.average, shape, size: size, stride: size, padding: 0, inputs), relative: 1e-14, "output \(output)")
    }
    let (shape, found, inputs) = try output(.globalAverage)
    #expect(shape == Shape(channels: 3))
    let size = Pair(height: 6, width: 8)
    expectAgreement(found, expected(.average, shape, size: size, stride: size, padding: 0, inputs), relative: 1e-14, "whole image")
  }

  @Test("a maximum keeps what is not a number", arguments: [4, 5])
  func maximum(width: Int) throws {
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
