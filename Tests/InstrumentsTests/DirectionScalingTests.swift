import Instruments
import Networks
import Tensors
import TestSupport
import Testing

/// Li et al. (2018), section 4, by hand: a linear layer of two filters [2][2] with biases.
@Suite("scaling of directions")
struct DirectionScalingTests {
  private static let network = try! Network(input: Shape(channels: 2), layers: [Linear(outputs: 2)])
  /// Filters (3, 4) of norm 5 and (0, 2) of norm 2; biases (6, 8) of norm 10.
  private static let weights = [3.0, 4, 0, 2, 6, 8]
  /// Filters (1, 0) and (3, 4); biases (0, 2).
  private static let direction = [1.0, 0, 3, 4, 0, 2]

  /// What becomes of the direction: filters of norms 1 and 5, a layer of norm √26 beside weights of norm √29.
  private static let layerFactor = (29.0 / 26).squareRoot()
  private static let cases: [(DirectionScaling, DirectionScaling.OneDimensional, [Double])] = [
    (.filter, .zero, [5, 0, 1.2, 1.6, 0, 0]), (.filter, .keep, [5, 0, 1.2, 1.6, 0, 10]),
    (.layer, .zero, [layerFactor, 0, 3 * layerFactor, 4 * layerFactor, 0, 0]),
    (.layer, .keep, [layerFactor, 0, 3 * layerFactor, 4 * layerFactor, 0, 10]),
    (.weight, .zero, [3, 0, 0, 8, 0, 0]), (.weight, .keep, [3, 0, 0, 8, 0, 16]),
    (.none, .zero, [1, 0, 3, 4, 0, 0]), (.none, .keep, [1, 0, 3, 4, 0, 2]),
  ]

  @Test("by filter, by layer, by weight and not at all, with biases at rest or moved", arguments: cases)
  func byHand(scaling: DirectionScaling, oneDimensional: DirectionScaling.OneDimensional, expected: [Double]) {
    let found = scaling.scaled(
      Self.direction, at: Self.weights, layout: Self.network.parameters, oneDimensional: oneDimensional)
    expectAgreement(found, expected, relative: 1e-9, absolute: 1e-12)
  }
}
