import Networks
import Objectives
import TestSupport
import Tensors
import Testing

@Suite("root-mean-square normalization")
struct RootMeanSquareNormalizationTests {
  @Test("every value of an example is divided by the root of the example's mean square, and multiplied by its weight")
  func definition() throws {
    for input in [Shape(channels: 4), Shape(channels: 4, height: 3, width: 2)] {
      let network = try Network(input: input, layers: [RootMeanSquareNormalization(epsilon: 0.25)])
      #expect(network.parameters.entries.map(\.name) == ["0.weight"] && network.parameters.count == input.count)
      let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 5, as: Double.self)
      // Weights differ from value to value, so that a wrong index shows.
      let weights = (0..<input.count).map { 1 + Double($0) }
      var found = [Double]()
      objective.forEachActivation(at: weights) { _, _, values in found = Array(values) }
      var expected = found
      for n in 0..<5 {
        let places = (0..<input.count).map { ($0 / input.positions * 5 + n) * input.positions + $0 % input.positions }
        let meanSquare = places.reduce(0) { $0 + objective.batch.inputs[$1] * objective.batch.inputs[$1] } / Double(input.count)
        for (value, place) in places.enumerated() {
          expected[place] = weights[value] * objective.batch.inputs[place] / (meanSquare + 0.25).squareRoot()
        }
      }
      expectAgreement(found, expected, relative: 1e-13)
    }
  }

  @Test("an example's scale does not matter to it but for ε, its mean does")
  func invariance() throws {
    let network = try Network(input: Shape(channels: 6), layers: [RootMeanSquareNormalization(epsilon: 0)])
    let (objective, weights) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 3, as: Double.self)
    func output(_ change: (Double) -> Double) -> [Double] {
      let before = (0..<18).map { objective.batch.inputs[$0] }
      for i in 0..<18 { objective.batch.inputs[i] = change(before[i]) }
      var found = [Double]()
      objective.forEachActivation(at: weights) { _, _, values in found = Array(values) }
      for i in 0..<18 { objective.batch.inputs[i] = before[i] }
      return found
    }
    expectAgreement(output { 3 * $0 }, output(\.self), relative: 1e-14)
    #expect(output { $0 + 1 } != output(\.self))
  }
}
