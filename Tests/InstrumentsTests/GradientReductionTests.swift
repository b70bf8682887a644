import Instruments
import Landscape
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Theorem 4.1")
struct GradientReductionTests {
  private func units(_ layers: [any Layer], input: Shape, layer: Int, samples: Int) throws -> [GradientReduction] {
    let problem = Problem(network: try Network(input: input, layers: layers), loss: .crossEntropy)
    let (objective, parameters) = problem.objective(samples: samples, as: Double.self)
    return try #require(GradientReduction.measure(objective, layer: layer, at: parameters))
  }

  @Test("with 1/m both sides are equal to 1e-10, and with the printed 1/√m they are not (ε = 0)", arguments: [4, 9, 32])
  func equality(samples: Int) throws {
    let features = try units(
      [Linear(outputs: 6), BatchNormalization(epsilon: 0), Activation.tanh, Linear(outputs: 3)], input: Shape(channels: 5), layer: 1,
      samples: samples)
    let images = try units(
      [Conv2d(filters: 3, kernel: 3), BatchNormalization(epsilon: 0), Activation.tanh, Flatten(), Linear(outputs: 3)],
      input: Shape(channels: 2, height: 5, width: 5), layer: 1, samples: samples)
    #expect(features.count == 6 && images.count == 3)
    for unit in features + images {
      expectAgreement([unit.normalizedGradientNormSquared], [unit.bound], relative: 1e-10, absolute: 1e-14 * unit.gradientNormSquared)
      let difference = abs(unit.printedBound - unit.bound)
      #expect(difference > 1e-6 * unit.gradientNormSquared, "the printed form says \(unit.printedBound), the truth is \(unit.bound)")
      #expect(unit.printedBound < unit.normalizedGradientNormSquared, "printed as an upper bound, it lies below what it bounds")
    }
  }

  @Test("a network whose first layer is the normalization, and a layer that is none")
  func places() throws {
    let layers: [any Layer] = [BatchNormalization(epsilon: 0), Linear(outputs: 3)]
    for unit in try units(layers, input: Shape(channels: 4), layer: 0, samples: 8) {
      expectAgreement([unit.normalizedGradientNormSquared], [unit.bound], relative: 1e-10)
    }
    let (objective, parameters) = Problem(network: try Network(input: Shape(channels: 4), layers: layers), loss: .crossEntropy)
      .objective(as: Double.self)
    #expect(GradientReduction.measure(objective, layer: 1, at: parameters) == nil)
    #expect(GradientReduction.measure(objective, layer: 7, at: parameters) == nil)
  }
}
