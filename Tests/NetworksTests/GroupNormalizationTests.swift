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
    arguments: [GroupNormalization.Scope.groups(1), .groups(2), .groups(4), .channels, .layer, .upTo(3, ofAtLeast: 2)])
  func definition(scope: GroupNormalization.Scope) throws {
    let groups =
      switch scope {
      case .groups(let count): count
      case .layer, .trailing: 1
      case .channels: 4
      case .upTo: 2
      }
    for input in [Shape(channels: 4), Shape(channels: 4, height: 3, width: 2)] where scope != .channels || input.positions > 1 {
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

  @Test("the variant takes up to 32 groups of at least 8 channels, the most that divide them")
  func variant() throws {
    let layer = try #require(Variant.group.layers().first as? GroupNormalization)
    let expected = [
      1: 1, 7: 1, 8: 1, 15: 1, 16: 2, 17: 1, 24: 3, 32: 4, 64: 8, 100: 10, 127: 1, 128: 16, 256: 32, 300: 30, 512: 32, 1000: 25, 1024: 32,
    ]
    for (channels, groups) in expected { #expect(layer.groupCount(channels) == groups, "\(channels) channels") }
    for channels in 1...600 {
      let groups = layer.groupCount(channels)
      #expect((1...32).contains(groups) && channels % groups == 0 && (groups == 1 || channels / groups >= 8), "\(channels) channels")
    }
  }

  @Test("channels that do not divide into the groups are refused")
  func refused() {
    #expect(throws: NetworkError.self) { try Network(input: Shape(channels: 5), layers: [GroupNormalization(.groups(2))]) }
  }
}
