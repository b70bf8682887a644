import Foundation
import Instruments
import Landscape
import Networks
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("representations and sensitivity")
struct RepresentationTests {
  /// Rotations keep CKA at 1 and the effective rank; a projection on one direction leaves rank 1.
  @Test("closed forms: a rotation, and a projection on one direction")
  func closedForms() throws {
    let network = try Network(
      input: Shape(channels: 2), layers: (0..<4).map { _ in Linear(outputs: 2, bias: false) as any Layer })
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 12, as: Double.self)
    let (c, s) = (cos(0.7), sin(0.7))
    let rotation = [c, -s, s, c]
    let parameters = rotation + rotation + [1, 2, 2, 4] + rotation
    let found = Representations.measure(objective, at: parameters)
    #expect(found.map(\.weight) == [1, 2, 3] && found[0].similarity.isNaN)
    expectAgreement([found[1].similarity, found[1].effectiveRank], [1, found[0].effectiveRank], relative: 1e-10)
    expectAgreement([found[2].effectiveRank], [1], relative: 1e-6)
    #expect(found[2].similarity < 0.999)
  }

  /// From the definition: CKA by HSIC of doubly centred Gram matrices, the rank by the characteristic polynomial of two units' covariance.
  @Test("against a naive second implementation")
  func naive() throws {
    let network = try Network(
      input: Shape(channels: 3), layers: [Linear(outputs: 2), Activation.tanh, Linear(outputs: 2), Activation.tanh, Linear(outputs: 1)])
    let samples = 8
    let (objective, parameters) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: samples, as: Double.self)
    var values = [[Double]]()
    objective.forEachActivation(at: parameters) { layer, name, output in if name == "Tanh" { values.append(Array(output)) } }
    func gram(_ values: [Double]) -> [[Double]] {
      let plain = (0..<samples).map { i in (0..<samples).map { j in values[i] * values[j] + values[samples + i] * values[samples + j] } }
      let n = Double(samples)
      let rows = plain.map { $0.reduce(0, +) / n }
      let all = rows.reduce(0, +) / n
      return (0..<samples).map { i in (0..<samples).map { j in plain[i][j] - rows[i] - rows[j] + all } }
    }
    func inner(_ a: [[Double]], _ b: [[Double]]) -> Double { zip(a, b).reduce(0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + $1.0 * $1.1 } } }
    let (k, l) = (gram(values[0]), gram(values[1]))
    let found = Representations.measure(objective, at: parameters)
    expectAgreement([found[1].similarity], [inner(k, l) / (inner(k, k) * inner(l, l)).squareRoot()], relative: 1e-10)
    for (representation, values) in zip(found, values) {
      let n = Double(samples)
      let (x, y) = (Array(values[..<samples]), Array(values[samples...]))
      let (mx, my) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
      let a = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
      let d = y.reduce(0) { $0 + ($1 - my) * ($1 - my) }
      let b = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
      let root = ((a - d) * (a - d) + 4 * b * b).squareRoot()
      let singular = [((a + d + root) / 2).squareRoot(), ((a + d - root) / 2).squareRoot()]
      let shares = singular.map { $0 / (singular[0] + singular[1]) }
      expectAgreement([representation.effectiveRank], [exp(-shares.reduce(0) { $0 + $1 * log($1) })], relative: 1e-6)
    }
  }

  @Test("a linear network amplifies by what its matrices do; the batch is left as it was")
  func sensitivity() throws {
    let network = try Network(
      input: Shape(channels: 2), layers: [Linear(outputs: 2, bias: false), Linear(outputs: 2), Linear(outputs: 1)])
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 10, as: Double.self)
    let inputs = (0..<20).map { objective.batch.inputs[$0] }
    // A multiple of a rotation changes no ratio; a bias in the second layer makes the change smaller beside it.
    let rotation = [0.6, -0.8, 0.8, 0.6]
    let parameters = rotation.map { 3 * $0 } + rotation + [1000, 0] + [1, 1, 0]
    let found = InputSensitivity<Double>().measure(objective, at: parameters)
    #expect(found.map(\.weight) == [1, 2])
    expectAgreement([found[0].growth], [1], relative: 1e-8)
    #expect(found[1].growth < 0.02)
    #expect((0..<20).map { objective.batch.inputs[$0] } == inputs)
  }
}
