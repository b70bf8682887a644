import Instruments
import Landscape
import Networks
import Objectives
import Tensors
import TestSupport
import Testing

@Suite("loss planes")
struct LossPlaneTests {
  @Test("a quadratic over a plane, in closed form")
  func quadratic() {
    let quadratic = Quadratic<Double>(diagonal: [1, 4])
    let plane = LossPlane.measure(quadratic, at: [1, 1], x: [1, 0], y: [0, 2], alphas: [-1, 0, 2], betas: [0, 0.5])
    for (b, beta) in plane.betas.enumerated() {
      for (a, alpha) in plane.alphas.enumerated() {
        expectAgreement([plane.loss[b][a]], [0.5 * (1 + alpha) * (1 + alpha) + 2 * (1 + 2 * beta) * (1 + 2 * beta)], relative: 1e-14)
      }
    }
  }

  /// A function that is finite even at infinite parameters, as a saturated network is.
  private struct Saturated: Objective {
    let dimension = 1
    func value(at parameters: [Float]) -> Double { 1 }
    func valueAndGradient(at parameters: [Float], gradient: inout [Float]) -> Double { 1 }
  }

  @Test("points without finite parameters have no loss")
  func infinite() {
    let plane = LossPlane.measure(Saturated(), at: [1], x: [2], y: [2], alphas: [0, 1e38, 1e300], betas: [0, 1e38])
    #expect(plane.loss.map { $0.map(\.isFinite) } == [[true, true, false], [true, false, false]])
  }

  @Test("every filter of a normalized direction has its own filter's norm and its old course; nothing else moves")
  func normalized() throws {
    let network = try Network(
      input: Shape(channels: 2, height: 4, width: 4),
      layers: [Conv2d(filters: 3, kernel: 3), BatchNormalization(), Flatten(), Linear(outputs: 2)])
    let parameters: [Double] = Initializer.heNormal.parameters(of: network, seed: 1)
    let direction: [Double] = Initializer.heNormal.parameters(of: network, seed: 2).map { 5 * $0 + 0.1 }
    let result = DirectionScaling.filter.scaled(direction, at: parameters, layout: network.parameters)
    for entry in network.parameters.entries {
      guard entry.dimensions.count > 1 else {
        #expect(entry.range.allSatisfy { result[$0] == 0 }, "\(entry.name)")
        continue
      }
      let size = entry.range.count / entry.dimensions[0]
      for filter in 0..<entry.dimensions[0] {
        let range = entry.range.lowerBound + filter * size..<entry.range.lowerBound + (filter + 1) * size
        expectAgreement([result.norm(in: range)], [parameters.norm(in: range)], relative: 1e-9, "\(entry.name), filter \(filter)")
        expectAgreement(
          [result.dot(direction, in: range)], [result.norm(in: range) * direction.norm(in: range)], relative: 1e-12,
          "course of \(entry.name)")
      }
    }
  }

  @Test("of a normalized weight its v has filters, and the column of lengths is left alone")
  func reparametrized() throws {
    let network = try Network(input: Shape(channels: 3), layers: [Reparametrized(Linear(outputs: 2), by: WeightNormalization())])
    let parameters: [Double] = Initializer.heNormal.parameters(of: network, seed: 1)
    let direction = parameters.map { _ in 1.0 }
    let result = DirectionScaling.filter.scaled(direction, at: parameters, layout: network.parameters)
    let moved = network.parameters.entries.filter { entry in entry.range.contains { result[$0] != 0 } }
    #expect(moved.map(\.name) == ["0.weight_v"])
  }
}
