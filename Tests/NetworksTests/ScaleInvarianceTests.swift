import Networks
import Objectives
import TestSupport
import Tensors
import Testing

/// What scaling the weights before a normalizer does: nothing, for every divisor that scales along (ε = 0 here). The uncentred ones (l1, l2, linf)
/// are invariant to scale too, but not to a constant added to their input, which batch normalization takes off before it measures.
@Suite("scale invariance")
struct ScaleInvarianceTests {
  static let normalizers: [any Layer] = [
    BatchNormalization(epsilon: 0), LpNormalization(order: .one, epsilon: 0), LpNormalization(order: .two, epsilon: 0),
    LpNormalization(order: .infinity, epsilon: 0),
  ]

  private func problem(_ normalizer: any Layer) throws -> (NetworkObjective<Double>, [Double], TensorEntry, TensorEntry) {
    let network = try Network(
      input: Shape(channels: 5), layers: [Linear(outputs: 6), normalizer, Activation.tanh, Linear(outputs: 3)])
    let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(as: Double.self)
    return (objective, parameters, network.parameters.entries[0], network.parameters.entries[1])
  }

  @Test("L(cw) = L(w), g·w = 0 and the gradient at cw is 1/c", arguments: 0..<4)
  func scale(index: Int) throws {
    let (objective, parameters, weight, bias) = try problem(Self.normalizers[index])
    let scaled = weight.range.lowerBound..<bias.range.upperBound
    var gradient = [Double](repeating: 0, count: objective.dimension)
    let value = objective.valueAndGradient(at: parameters, gradient: &gradient)
    // Weight and bias together are what the normalizer sees scaled.
    let radial = gradient.dot(parameters, in: scaled)
    #expect(abs(radial) < 1e-13 * gradient.norm(in: scaled) * parameters.norm(in: scaled), "g·w = \(radial)")
    for factor in [0.25, 3.0] {
      var other = parameters
      for i in scaled { other[i] *= factor }
      var otherGradient = gradient
      expectAgreement([objective.valueAndGradient(at: other, gradient: &otherGradient)], [value], relative: 1e-13)
      expectAgreement(
        scaled.map { otherGradient[$0] * factor }, scaled.map { gradient[$0] }, relative: 1e-10, absolute: 1e-13 * gradient.norm)
    }
  }

  @Test("a constant added before it: batch normalization takes it off, the uncentred divisors see it", arguments: 0..<4)
  func shift(index: Int) throws {
    let (objective, parameters, _, bias) = try problem(Self.normalizers[index])
    var gradient = [Double](repeating: 0, count: objective.dimension)
    let value = objective.valueAndGradient(at: parameters, gradient: &gradient)
    var shifted = parameters
    for i in bias.range { shifted[i] += 0.7 }
    let change = abs(objective.value(at: shifted) - value)
    if index == 0 {
      #expect(change < 1e-13 && gradient.norm(in: bias.range) < 1e-15)
    } else {
      #expect(change > 1e-4 && gradient.norm(in: bias.range) > 1e-4)
    }
  }
}
