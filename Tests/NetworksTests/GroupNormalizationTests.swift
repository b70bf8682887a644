import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

@Suite("group and layer normalization")
struct GroupNormalizationTests {
  @Test(
    "every example and group has mean 0 and variance 1, whatever the other examples",
    arguments: [GroupNormalization.Scope.groups(1), .groups(2), .groups(4), .layer, .commonDivisor(6)])
  func definition(scope: GroupNormalization.Scope) throws {
    let groups =
      switch scope {
      case .groups(let count): count
      case .layer: 1
      case .commonDivisor: 2
      }
    for input in [Shape(channels: 4), Shape(channels: 4, height: 3, width: 2)] {
      let network = try Network(input: input, layers: [GroupNormalization(scope, epsilon: 0.25)])
      let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 5, as: Double.self)
      let half = network.parameters.count / 2
      // γ and β differ from value to value, so that a wrong index shows.
      let parameters = (0..<half).map { 1 + Double($0) } + (0..<half).map { 0.1 * Double($0) }
      var found = [Double]()
      objective.forEachActivation(at: parameters) { _, _, values in found = Array(values) }
      var expected = found
      let (row, width) = (5 * input.positions, 4 / groups)
      for n in 0..<5 {
        for g in 0..<groups {
          let places = (g * width..<(g + 1) * width).flatMap { c in (0..<input.positions).map { (c, $0) } }
          let values = places.map { c, p in objective.batch.inputs[c * row + n * input.positions + p] }
          let mean = values.reduce(0, +) / Double(values.count)
          let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
          for ((c, p), value) in zip(places, values) {
            let index = scope == .layer ? c * input.positions + p : c
            expected[c * row + n * input.positions + p] =
              parameters[index] * (value - mean) / (variance + 0.25).squareRoot() + parameters[half + index]
          }
        }
      }
      expectAgreement(found, expected, relative: 1e-12, absolute: 1e-12)
    }
  }

  @Test("channels that do not divide into the groups are refused")
  func refused() {
    #expect(throws: NetworkError.self) { try Network(input: Shape(channels: 5), layers: [GroupNormalization(.groups(2))]) }
  }
}
